use netyard_core::net::Protocol;

/// Protocol and ports as one field: `tcp 5432`, `https`, `icmp 8`, `all`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traffic {
    /// The protocol.
    pub protocol: Protocol,
    /// The lowest port, or the ICMP type; `None` for any.
    pub from: Option<i32>,
    /// The highest port, or the ICMP code; `None` for any.
    pub to: Option<i32>,
}

/// Names that people use for a port, with the protocol. Shown only when they are written, never put in place of a number.
const NAMES: &[(&str, Protocol, i32)] = &[
    ("dns", Protocol::Udp, 53),
    ("http", Protocol::Tcp, 80),
    ("https", Protocol::Tcp, 443),
    ("imaps", Protocol::Tcp, 993),
    ("ldap", Protocol::Tcp, 389),
    ("mssql", Protocol::Tcp, 1433),
    ("mysql", Protocol::Tcp, 3306),
    ("nfs", Protocol::Tcp, 2049),
    ("ntp", Protocol::Udp, 123),
    ("postgres", Protocol::Tcp, 5432),
    ("rdp", Protocol::Tcp, 3389),
    ("redis", Protocol::Tcp, 6379),
    ("smtp", Protocol::Tcp, 25),
    ("ssh", Protocol::Tcp, 22),
];

/// The highest port.
const LAST_PORT: i32 = 65_535;

impl Traffic {
    /// Reads what a person wrote.
    ///
    /// # Errors
    /// A sentence for the person who wrote it.
    pub fn read(text: &str) -> Result<Self, String> {
        let lower = text.trim().to_lowercase().replace('/', " ");
        let mut words = lower.split_whitespace();
        // An empty field would be everything: that is written out, or it is a slip.
        let Some(first) = words.next() else {
            return Err("Write \"tcp 443\", \"udp 53\", \"icmp\", \"https\" or \"all\".".to_owned());
        };
        let rest: Vec<&str> = words.collect();
        if let Some((_, protocol, port)) = NAMES.iter().find(|(name, ..)| *name == first) {
            return Ok(Self { protocol: protocol.clone(), from: Some(*port), to: Some(*port) });
        }
        match first {
            "all" | "any" | "-1" => Ok(Self { protocol: Protocol::All, from: None, to: None }),
            "ping" => Ok(Self { protocol: Protocol::Icmp, from: Some(8), to: None }),
            "tcp" => ports(Protocol::Tcp, &rest),
            "udp" => ports(Protocol::Udp, &rest),
            "icmp" => icmp(Protocol::Icmp, &rest),
            "icmpv6" => icmp(Protocol::Icmpv6, &rest),
            "protocol" => number(&rest),
            _ if first.starts_with(|letter: char| letter.is_ascii_digit()) => {
                ports(Protocol::Tcp, &std::iter::once(first).chain(rest).collect::<Vec<_>>())
            }
            _ => Err(format!(
                "\"{}\" names no traffic. Write \"tcp 443\", \"udp 53\", \"icmp\", \"https\" or \"all\".",
                text.trim()
            )),
        }
    }

    /// As people write it.
    pub fn text(&self) -> String {
        let ends = (self.from.filter(|from| *from >= 0), self.to.filter(|to| *to >= 0));
        match (&self.protocol, ends) {
            (Protocol::All, _) => "all".to_owned(),
            (Protocol::Number(number), _) => format!("protocol {number}"),
            (protocol, (None, _) | (Some(0), Some(LAST_PORT))) => format!("{protocol} all"),
            (protocol, (Some(kind), code)) if protocol.is_icmp() => match code {
                Some(code) => format!("{protocol} {kind} {code}"),
                None => format!("{protocol} {kind}"),
            },
            (protocol, (Some(from), Some(to))) if from != to => format!("{protocol} {from}-{to}"),
            (protocol, (Some(from), _)) => format!("{protocol} {from}"),
        }
    }
}

/// Reads a port, a range of ports, or nothing for all.
fn ports(protocol: Protocol, words: &[&str]) -> Result<Traffic, String> {
    let joined = words.join("").replace('–', "-");
    if joined.is_empty() || joined == "all" || joined == "any" {
        return Ok(Traffic { protocol, from: Some(0), to: Some(LAST_PORT) });
    }
    if let Some((_, _, port)) = NAMES.iter().find(|(name, ..)| *name == joined) {
        return Ok(Traffic { protocol, from: Some(*port), to: Some(*port) });
    }
    let (low, high) = joined.split_once('-').unwrap_or((&joined, &joined));
    let from = port(low)?;
    let to = port(high)?;
    if from > to {
        return Err(format!("The range {from}-{to} is empty. Write the lower port first."));
    }
    Ok(Traffic { protocol, from: Some(from), to: Some(to) })
}

fn port(text: &str) -> Result<i32, String> {
    match text.parse::<i32>() {
        Ok(port) if (0..=LAST_PORT).contains(&port) => Ok(port),
        _ => Err(format!("\"{text}\" is no port. Ports go from 0 to {LAST_PORT}.")),
    }
}

/// Reads an ICMP type and code, or nothing for all.
fn icmp(protocol: Protocol, words: &[&str]) -> Result<Traffic, String> {
    let part = |word: Option<&&str>| match word {
        None | Some(&("all" | "any" | "-1")) => Ok(None),
        Some(word) => match word.parse::<i32>() {
            Ok(number) if (0..=255).contains(&number) => Ok(Some(number)),
            _ => Err(format!("\"{word}\" is no ICMP number. They go from 0 to 255.")),
        },
    };
    Ok(Traffic { protocol, from: part(words.first())?, to: part(words.get(1))? })
}

fn number(words: &[&str]) -> Result<Traffic, String> {
    let text = words.join(" ");
    match text.parse::<u8>() {
        Ok(number) => Ok(Traffic { protocol: Protocol::from_number(number), from: None, to: None }),
        Err(_) => Err(format!("\"{text}\" is no protocol number. They go from 0 to 255.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(text: &str) -> String {
        Traffic::read(text).map_or_else(|reason| reason, |traffic| traffic.text())
    }

    #[test]
    fn reads_what_people_write() {
        for (written, read) in [
            ("tcp 5432", "tcp 5432"),
            ("5432", "tcp 5432"),
            ("HTTPS", "tcp 443"),
            ("tcp/22", "tcp 22"),
            ("udp 1024 - 65535", "udp 1024-65535"),
            ("tcp", "tcp all"),
            ("all", "all"),
            ("ping", "icmp 8"),
            ("icmp 3/4", "icmp 3 4"),
            ("icmp", "icmp all"),
            ("protocol 47", "protocol 47"),
        ] {
            assert_eq!(round(written), read, "{written}");
        }
    }

    #[test]
    fn refuses_with_the_number() {
        assert_eq!(round("tcp 70000"), "\"70000\" is no port. Ports go from 0 to 65535.");
        assert_eq!(round("tcp 90-80"), "The range 90-80 is empty. Write the lower port first.");
        assert!(Traffic::read("web").is_err());
        assert!(Traffic::read(" ").is_err(), "nothing is not everything");
    }
}
