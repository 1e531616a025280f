//! Words and small texts that several renderings share.

use netyard_core::model::{Document, ResourceId};
use netyard_core::net::Header;
use netyard_core::rules::Severity;
use netyard_core::simulate::{HopKind, Leg, Verdict};
use std::net::IpAddr;

/// How a severity is written.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// How a verdict is written.
pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Delivered => "DELIVERED",
        Verdict::Dropped => "DROPPED",
        Verdict::Rejected => "REJECTED",
        Verdict::Partial => "PARTIAL",
        Verdict::Unknown => "UNKNOWN",
    }
}

/// On which way something happens.
pub(crate) fn leg(leg: Leg) -> &'static str {
    match leg {
        Leg::Forward => "on the way there",
        Leg::Return => "on the way back",
    }
}

/// What kind of decision a hop is.
pub(crate) fn hop_kind(kind: HopKind) -> &'static str {
    match kind {
        HopKind::SourceCheck => "source check",
        HopKind::SecurityGroup => "security group",
        HopKind::Route => "route",
        HopKind::NetworkAcl => "network ACL",
        HopKind::Translate => "translate",
        HopKind::Forward => "forward",
        HopKind::Deliver => "deliver",
    }
}

/// How people call a resource.
pub(crate) fn name<'a>(document: &'a Document, id: &'a ResourceId) -> &'a str {
    document.display_name(id.as_str())
}

/// A packet header in one line: `10.0.0.10:49152 → 198.51.100.10:443`.
pub(crate) fn header(header: &Header) -> String {
    let source = end(header.source, header.source_port);
    let destination = end(header.destination, header.destination_port);
    let icmp = match (header.icmp_type, header.icmp_code) {
        (Some(kind), Some(code)) => format!(", type {kind} code {code}"),
        (Some(kind), None) => format!(", type {kind}"),
        _ => String::new(),
    };
    format!("{} {source} → {destination}{icmp}", header.protocol)
}

fn end(address: IpAddr, port: Option<u16>) -> String {
    match (address, port) {
        (IpAddr::V6(address), Some(port)) => format!("[{address}]:{port}"),
        (address, Some(port)) => format!("{address}:{port}"),
        (address, None) => address.to_string(),
    }
}

/// A count with its noun: `1 error`, `2 errors`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
