//! Rules of a firewall as one line each: `drop tcp $HOME_NET any -> any 443`, for stateless ones with the priority in front.

use netyard_core::model::{FirewallPorts, StatefulRule, StatelessRule};
use netyard_core::net::{CidrBlock, Protocol};
use serde_json::{Map, Value, json};

use super::read_cidr;

/// The fields of a row. What is null is taken away, what is not named stays.
pub type Row = Map<String, Value>;

const STATEFUL: &str = "drop tcp 10.0.0.0/8 any -> any 443";
const STATELESS: &str = "10 drop tcp 10.0.0.0/8 any -> any 443";

/// A stateful rule as a line.
pub fn stateful_text(rule: &StatefulRule) -> String {
    let header = &rule.header;
    let way = if header.direction.eq_ignore_ascii_case("any") { "<>" } else { "->" };
    let words = [
        rule.action.as_deref().unwrap_or("?").to_lowercase(),
        header.protocol.to_lowercase(),
        word(&header.source),
        word(&header.source_port),
        way.to_owned(),
        word(&header.destination),
        word(&header.destination_port),
    ];
    words.join(" ")
}

/// `ANY` in small letters, without spaces.
fn word(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    if text.eq_ignore_ascii_case("any") { "any".to_owned() } else { text }
}

/// Reads a stateful rule.
///
/// # Errors
/// The line has other than seven words, or an action that AWS does not know.
pub fn read_stateful(text: &str) -> Result<Row, String> {
    let words = words(text);
    let [action, protocol, source, source_port, way, destination, destination_port] = words.as_slice() else {
        return Err(format!("\"{text}\" is no rule. Write it as in {STATEFUL}."));
    };
    let action = action.to_uppercase();
    if !["PASS", "DROP", "REJECT", "ALERT"].contains(&action.as_str()) {
        return Err(format!("\"{action}\" is no action. Write pass, drop, reject or alert."));
    }
    let direction = direction(way)?;
    let any = |text: &String| if text == "any" { "ANY".to_owned() } else { text.clone() };
    let header = json!({
        "protocol": protocol.to_uppercase(), "source": any(source), "sourcePort": any(source_port),
        "direction": direction, "destination": any(destination), "destinationPort": any(destination_port),
    });
    Ok(Row::from_iter([("action".to_owned(), json!(action)), ("header".to_owned(), header)]))
}

fn direction(way: &str) -> Result<&'static str, String> {
    match way {
        "->" => Ok("FORWARD"),
        "<>" => Ok("ANY"),
        other => Err(format!("\"{other}\" is no direction. Write -> for one way, <> for both.")),
    }
}

/// The words of a line; what stands in brackets is one.
fn words(text: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let together: String = text
        .chars()
        .filter(|letter| {
            match letter {
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 || !letter.is_whitespace()
        })
        .collect();
    together.split_whitespace().map(word).collect()
}

/// A stateless rule as a line.
pub fn stateless_text(rule: &StatelessRule) -> String {
    let action = rule.actions.iter().find_map(|action| action.strip_prefix("aws:")).unwrap_or("?");
    let action = if action == "forward_to_sfe" { "forward" } else { action };
    let list = |items: Vec<String>| if items.is_empty() { "any".to_owned() } else { items.join(",") };
    let blocks = |all: &[CidrBlock]| list(all.iter().map(ToString::to_string).collect());
    let ports = |all: &[FirewallPorts]| list(all.iter().map(ports_text).collect());
    let priority = rule.priority.map_or_else(|| "?".to_owned(), |priority| priority.to_string());
    let words = [
        priority,
        action.to_owned(),
        list(rule.protocols.iter().map(ToString::to_string).collect()),
        blocks(&rule.sources),
        ports(&rule.source_ports),
        "->".to_owned(),
        blocks(&rule.destinations),
        ports(&rule.destination_ports),
    ];
    words.join(" ")
}

fn ports_text(ports: &FirewallPorts) -> String {
    if ports.from_port == ports.to_port {
        ports.from_port.to_string()
    } else {
        format!("{}-{}", ports.from_port, ports.to_port)
    }
}

/// Reads a stateless rule.
///
/// # Errors
/// The line has other than eight words, or one of them is not understood.
pub fn read_stateless(text: &str) -> Result<Row, String> {
    let words = words(text);
    let [priority, action, protocols, sources, source_ports, way, destinations, destination_ports] =
        words.as_slice()
    else {
        return Err(format!("\"{text}\" is no rule. Write it as in {STATELESS}."));
    };
    let number: u32 = priority
        .parse()
        .ok()
        .filter(|number| (1..=65535).contains(number))
        .ok_or_else(|| format!("\"{priority}\" is no priority. Write a number from 1 to 65535."))?;
    let action = match action.to_lowercase().as_str() {
        "pass" => "aws:pass",
        "drop" => "aws:drop",
        "forward" => "aws:forward_to_sfe",
        other => return Err(format!("\"{other}\" is no action. Write pass, drop or forward.")),
    };
    if way != "->" {
        return Err(format!("\"{way}\" is no direction. A stateless rule has one: ->."));
    }
    let fields = [
        ("priority", json!(number)),
        ("actions", json!([action])),
        ("sources", listed(sources, block)?),
        ("destinations", listed(destinations, block)?),
        ("sourcePorts", listed(source_ports, ports)?),
        ("destinationPorts", listed(destination_ports, ports)?),
        ("protocols", listed(protocols, protocol)?),
    ];
    Ok(fields.into_iter().map(|(field, value)| (field.to_owned(), value)).collect())
}

/// The items of a list, or null for `any`.
fn listed(text: &str, read: impl Fn(&str) -> Result<Value, String>) -> Result<Value, String> {
    if text == "any" {
        return Ok(Value::Null);
    }
    text.split(',').map(read).collect::<Result<Vec<Value>, String>>().map(Value::Array)
}

fn block(text: &str) -> Result<Value, String> {
    read_cidr(text).map(|block| Value::String(block.to_string()))
}

fn protocol(text: &str) -> Result<Value, String> {
    match Protocol::new(text) {
        Protocol::Unknown(text) => {
            Err(format!("\"{text}\" is no protocol. Write tcp, udp, icmp or a number."))
        }
        known => Ok(Value::String(known.to_string())),
    }
}

fn ports(text: &str) -> Result<Value, String> {
    let (from, to) = text.split_once(['-', ':']).unwrap_or((text, text));
    match (from.parse::<u16>(), to.parse::<u16>()) {
        (Ok(from), Ok(to)) if from <= to => Ok(json!({"fromPort": from, "toPort": to})),
        _ => Err(format!("\"{text}\" is no range of ports. Write 443 or 1024-65535.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stateful_rule_is_read_and_written_back() {
        for line in [STATEFUL, "pass ip $HOME_NET any <> [10.0.0.0/8,!10.1.0.0/16] [80,443]"] {
            let row = Value::Object(read_stateful(line).unwrap_or_default());
            let rule: StatefulRule = serde_json::from_value(row).unwrap_or_default();
            assert_eq!(stateful_text(&rule), line);
        }
        let spaced = read_stateful("Drop TCP [10.0.0.0/8, 10.9.0.0/16] ANY -> ANY 443").unwrap_or_default();
        assert_eq!(spaced["header"]["source"], json!("[10.0.0.0/8,10.9.0.0/16]"));
        assert_eq!(spaced["action"], json!("DROP"));
    }

    #[test]
    fn a_stateless_rule_is_read_and_written_back() {
        for line in [STATELESS, "1 forward any any 1024-65535 -> 10.0.0.0/8,192.0.2.0/24 any"] {
            let mut row = read_stateless(line).unwrap_or_default();
            row.retain(|_, value| !value.is_null());
            let rule: StatelessRule = serde_json::from_value(Value::Object(row)).unwrap_or_default();
            assert_eq!(stateless_text(&rule), line);
        }
    }

    #[test]
    fn what_is_no_rule_is_said() {
        let said =
            |text: &str| read_stateful(text).err().or_else(|| read_stateless(text).err()).unwrap_or_default();
        assert!(said("drop").contains("Write it as in"));
        assert!(read_stateful("log tcp any any -> any any").is_err_and(|why| why.contains("no action")));
        assert!(read_stateful("drop tcp any any => any any").is_err_and(|why| why.contains("no direction")));
        assert!(read_stateless("0 drop tcp any any -> any any").is_err_and(|why| why.contains("priority")));
        assert!(read_stateless("1 drop tls any any -> any any").is_err_and(|why| why.contains("protocol")));
        assert!(read_stateless("1 drop tcp any 9-1 -> any any").is_err_and(|why| why.contains("ports")));
        assert!(read_stateless("1 drop tcp here any -> any any").is_err());
    }
}
