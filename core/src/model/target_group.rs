use super::defaults::{instance_targets, is_instance_targets, is_true, yes};
use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags};
use crate::net::Family;
use std::collections::BTreeMap;

/// A target group: who answers, on which port, and how a load balancer sees whether they do.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct TargetGroup {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// `instance`, `ip`, `lambda` or `alb`.
    #[serde(default = "instance_targets", skip_serializing_if = "is_instance_targets")]
    pub target_type: String,
    /// `HTTP`, `HTTPS`, `TCP`, `TLS`, `UDP`, `TCP_UDP`, `QUIC`, `TCP_QUIC` or `GENEVE`; none for functions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// The port of targets that name none themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The VPC; none for functions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// `ipv4` or `ipv6`; `ipv4` where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<String>,
    /// Whether targets are checked.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub health_check_enabled: bool,
    /// `HTTP`, `HTTPS` or `TCP`; where absent, HTTP for an Application Load Balancer and TCP for the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub health_check_protocol: Option<String>,
    /// The port of the check, or `traffic-port`, which it is where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub health_check_port: Option<String>,
    /// The path of a check by HTTP; `/` where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub health_check_path: Option<String>,
    /// Seconds between two checks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub health_check_interval_seconds: Option<u32>,
    /// Seconds to wait for an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub health_check_timeout_seconds: Option<u32>,
    /// Checks in a row that make a target healthy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub healthy_threshold_count: Option<u32>,
    /// Checks in a row that make a target unhealthy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unhealthy_threshold_count: Option<u32>,
    /// The answers that count as healthy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matcher: Option<HealthMatcher>,
    /// Its targets by row id. The instances of an Auto Scaling group that names this group are targets too, without a row.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub targets: BTreeMap<RowId, Target>,
    /// Attributes by the names that AWS gives them, as `preserve_client_ip.enabled`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// Parts of which an importer saw nothing (`targets`, `attributes`); a trace that needs one ends `UNKNOWN`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for TargetGroup {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            target_type: instance_targets(),
            protocol: None,
            port: None,
            vpc_id: None,
            ip_address_type: None,
            health_check_enabled: true,
            health_check_protocol: None,
            health_check_port: None,
            health_check_path: None,
            health_check_interval_seconds: None,
            health_check_timeout_seconds: None,
            healthy_threshold_count: None,
            unhealthy_threshold_count: None,
            matcher: None,
            targets: BTreeMap::new(),
            attributes: BTreeMap::new(),
            unknown: Vec::new(),
            extra: Extra::new(),
        }
    }
}

/// The answers that count as healthy.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct HealthMatcher {
    /// Codes of HTTP, as `200`, `200,202` or `200-299`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http_code: Option<String>,
    /// Codes of gRPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grpc_code: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A target.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Target {
    /// An instance, a function, an Application Load Balancer, or an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<ResourceId>,
    /// Its port, where it is another one than that of the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The zone of an address: its own, or `all` for one outside of the VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_zone: Option<String>,
    /// Its health, where somebody said it; else the drawing alone decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_health: Option<TargetHealth>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The health of a target, as AWS says it.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct TargetHealth {
    /// `healthy`, `unhealthy`, `initial`, `draining`, `unused` or `unavailable`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Why, as `Target.ResponseCodeMismatch`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Why, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl TargetGroup {
    /// The attribute that says whether targets see the address of the client.
    pub const PRESERVE_CLIENT_IP: &'static str = "preserve_client_ip.enabled";

    /// The attribute that says whether clients are kept at the target that they got first.
    pub const STICKINESS: &'static str = "stickiness.enabled";
    /// The attribute that says for how many seconds the connections of a draining target may go on.
    pub const DEREGISTRATION_DELAY: &'static str = "deregistration_delay.timeout_seconds";

    /// For how many seconds the connections of a draining target may go on, as it is written.
    pub fn deregistration_delay(&self) -> &str {
        self.attributes.get(Self::DEREGISTRATION_DELAY).map_or("300", String::as_str)
    }

    /// An attribute that is `true` or `false`; `None` where it is not written.
    pub fn switch(&self, attribute: &str) -> Option<bool> {
        self.attributes.get(attribute).map(|value| value.eq_ignore_ascii_case("true"))
    }

    /// Whether the targets of a Network Load Balancer see the address of the client (R-NLB-4): instances do, addresses by
    /// UDP always, by TCP and TLS only if somebody asked for it; a load balancer as target always does (R-NLB-15).
    pub fn preserves_client_ip(&self) -> bool {
        if self.must_preserve_client_ip() {
            return true;
        }
        self.switch(Self::PRESERVE_CLIENT_IP).unwrap_or(self.target_type == "instance")
    }

    /// Whether nobody can switch it off.
    fn must_preserve_client_ip(&self) -> bool {
        let is_forced = matches!(self.protocol.as_deref(), Some("UDP" | "TCP_UDP" | "QUIC" | "TCP_QUIC"));
        is_forced || self.target_type == "alb"
    }

    /// Whether the drawing holds what decides whether targets see the address of the client.
    pub fn knows_client_ip(&self) -> bool {
        self.must_preserve_client_ip()
            || self.switch(Self::PRESERVE_CLIENT_IP).is_some()
            || !self.does_not_know("attributes")
    }

    /// The family of addresses in which it reaches instances; `None` where nobody said, which is IPv4 where they have it.
    pub fn family(&self) -> Option<Family> {
        match self.ip_address_type.as_deref()? {
            "ipv6" => Some(Family::Ipv6),
            _ => Some(Family::Ipv4),
        }
    }

    /// The port on which it checks a target, given the port of its traffic. Appliances are checked on 80 where nothing else
    /// is written, as GENEVE answers no check.
    pub fn port_of_check(&self, traffic: Option<u16>) -> Option<u16> {
        match self.health_check_port.as_deref() {
            None if self.protocol.as_deref() == Some("GENEVE") => Some(80),
            None | Some("traffic-port") => traffic,
            Some(port) => port.parse().ok(),
        }
    }

    /// Whether an importer saw nothing of this part.
    pub fn does_not_know(&self, part: &str) -> bool {
        self.unknown.iter().any(|unknown| unknown == part)
    }
}

impl Target {
    /// The state that somebody said.
    pub fn state(&self) -> Option<&str> {
        self.target_health.as_ref()?.state.as_deref()
    }
}
