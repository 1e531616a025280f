//! Ports of an instance that lead to a container, as people write them: `8080:80`, or `0:80` where AWS chooses the first.

use netyard_core::model::NetworkBinding;
use netyard_core::net::Protocol;
use serde_json::json;

use super::Row;

const EXAMPLE: &str = "8080:80";

/// A binding as a line.
pub fn binding_text(binding: &NetworkBinding) -> String {
    let container = binding.container_port.map_or_else(|| "?".to_owned(), |port| port.to_string());
    let udp = if *binding.protocol() == Protocol::Udp { "/udp" } else { "" };
    format!("{}:{container}{udp}", binding.host_port.unwrap_or(0))
}

/// Reads a binding.
///
/// # Errors
/// The line is not two ports with a colon between, or the one in the container is missing.
pub fn read_binding(text: &str) -> Result<Row, String> {
    let wrong =
        || format!("\"{text}\" is no port of an instance with one of a container. Write it as in {EXAMPLE}.");
    let (ports, protocol) = match text.trim().split_once('/') {
        Some((ports, protocol)) => (ports, protocol.to_lowercase()),
        None => (text.trim(), "tcp".to_owned()),
    };
    if !matches!(protocol.as_str(), "tcp" | "udp") {
        return Err(format!("\"{protocol}\" is no protocol of a container. Write tcp or udp."));
    }
    let (host, container) = ports.split_once(':').ok_or_else(wrong)?;
    let port = |text: &str| text.trim().parse::<u16>().map_err(|_| wrong());
    let (host, container) = (port(host)?, port(container)?);
    if container == 0 {
        return Err(wrong());
    }
    Ok(Row::from_iter([
        ("containerPort".to_owned(), json!(container)),
        ("hostPort".to_owned(), if host == 0 { json!(null) } else { json!(host) }),
        ("protocol".to_owned(), if protocol == "udp" { json!("udp") } else { json!(null) }),
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_as_it_was_written() {
        let read = |text: &str| serde_json::Value::Object(read_binding(text).unwrap());
        assert_eq!(read("8080:80"), json!({"containerPort": 80, "hostPort": 8080, "protocol": null}));
        assert_eq!(read(" 0:53/udp"), json!({"containerPort": 53, "hostPort": null, "protocol": "udp"}));
        for wrong in ["80", "a:b", "80:0", "80:80/icmp", "80:70000"] {
            assert!(read_binding(wrong).is_err(), "{wrong}");
        }
        let binding = |host_port, container_port| NetworkBinding {
            host_port,
            container_port,
            ..NetworkBinding::default()
        };
        assert_eq!(binding_text(&binding(Some(8080), Some(80))), "8080:80");
        assert_eq!(binding_text(&binding(None, Some(80))), "0:80");
    }
}
