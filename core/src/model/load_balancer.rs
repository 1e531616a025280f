use super::defaults::{
    active, application, internet_facing, ipv4_addresses, is_active, is_application, is_internet_facing,
    is_ipv4_addresses,
};
use super::record::Record;
use super::{Extra, LoadBalancerListener, ResourceId, RowId, Tags, TargetGroup};
use std::collections::BTreeMap;

/// A load balancer of any kind. Its nodes are network interfaces, one in each subnet, which name it in
/// `attachment.instanceId`: its zones, its addresses and its security groups are theirs.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct LoadBalancer {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// `application`, `network`, `gateway` or `classic`.
    #[serde(default = "application", skip_serializing_if = "is_application")]
    pub load_balancer_type: String,
    /// `internet-facing` or `internal`.
    #[serde(default = "internet_facing", skip_serializing_if = "is_internet_facing")]
    pub scheme: String,
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// `ipv4`, `dualstack` or `dualstack-without-public-ipv4`.
    #[serde(default = "ipv4_addresses", skip_serializing_if = "is_ipv4_addresses")]
    pub ip_address_type: String,
    /// The name that AWS gave it, where an importer saw it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dns_name: Option<String>,
    /// Its listeners by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub listeners: BTreeMap<RowId, LoadBalancerListener>,
    /// The instances of a classic load balancer, which has no target groups.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub instances: BTreeMap<RowId, RegisteredInstance>,
    /// The health check of a classic load balancer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub health_check: Option<ClassicHealthCheck>,
    /// Attributes by the names that AWS gives them, as `load_balancing.cross_zone.enabled`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// Whether its groups are asked for what comes by an endpoint of its service: `on` or `off`; `on` where absent (R-EPS-5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enforce_security_group_inbound_rules_on_private_link_traffic: Option<String>,
    /// `active`, `provisioning`, `active_impaired` or `failed`.
    #[serde(default = "active", skip_serializing_if = "is_active")]
    pub state: String,
    /// Parts of which an importer saw nothing (`listeners`, `rules`, `targets`, `attributes`); a trace that needs one ends `UNKNOWN`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for LoadBalancer {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            load_balancer_type: application(),
            scheme: internet_facing(),
            vpc_id: None,
            ip_address_type: ipv4_addresses(),
            dns_name: None,
            listeners: BTreeMap::new(),
            instances: BTreeMap::new(),
            health_check: None,
            attributes: BTreeMap::new(),
            enforce_security_group_inbound_rules_on_private_link_traffic: None,
            state: active(),
            unknown: Vec::new(),
            extra: Extra::new(),
        }
    }
}

/// An instance that is registered with a classic load balancer.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct RegisteredInstance {
    /// The instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<ResourceId>,
    /// `InService` or `OutOfService`; absent means that its health is worked out by the drawing alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The health check of a classic load balancer.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct ClassicHealthCheck {
    /// Protocol, port and path, as `HTTP:80/index.html` or `TCP:443`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Seconds between two checks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<u32>,
    /// Seconds to wait for an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u32>,
    /// Checks in a row that make it healthy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub healthy_threshold: Option<u32>,
    /// Checks in a row that make it unhealthy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unhealthy_threshold: Option<u32>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a load balancer is, by its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadBalancerKind {
    /// Application: requests of HTTP.
    Application,
    /// Network: connections.
    Network,
    /// Gateway: whatever routes lead to its endpoints.
    Gateway,
    /// Classic: the generation before.
    Classic,
}

impl LoadBalancerKind {
    /// The protocols of which AWS makes listeners for this kind; it refuses every other one.
    /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html>
    pub const fn listener_protocols(self) -> &'static [&'static str] {
        match self {
            Self::Application => &["HTTP", "HTTPS"],
            Self::Network => &["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
            Self::Gateway => &["GENEVE"],
            Self::Classic => &["HTTP", "HTTPS", "TCP", "SSL"],
        }
    }

    /// What AWS calls it.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Application => "an Application Load Balancer",
            Self::Network => "a Network Load Balancer",
            Self::Gateway => "a Gateway Load Balancer",
            Self::Classic => "a Classic Load Balancer",
        }
    }

    /// The protocols of its listeners in words: "HTTP and HTTPS".
    pub fn listener_protocols_in_words(self) -> String {
        match self.listener_protocols() {
            [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
            all => all.concat(),
        }
    }
}

impl LoadBalancer {
    /// The attribute that says whether a node sends to targets of other zones.
    pub const CROSS_ZONE: &'static str = "load_balancing.cross_zone.enabled";
    /// The attribute that says whether AWS keeps its IPv6 addresses from internet gateways.
    pub const DENY_INTERNET: &'static str = "ipv6.deny_all_igw_traffic";

    /// What it is; `None` for a type that is not known.
    pub fn kind(&self) -> Option<LoadBalancerKind> {
        Some(match self.load_balancer_type.as_str() {
            "application" => LoadBalancerKind::Application,
            "network" => LoadBalancerKind::Network,
            "gateway" => LoadBalancerKind::Gateway,
            "classic" => LoadBalancerKind::Classic,
            _ => return None,
        })
    }

    /// Whether its names lead to private addresses only.
    pub fn is_internal(&self) -> bool {
        self.scheme == "internal"
    }

    /// Whether its nodes have public addresses of IPv6 only.
    /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html>
    pub fn has_no_public_ipv4(&self) -> bool {
        self.ip_address_type == "dualstack-without-public-ipv4"
    }

    /// An attribute that is `true` or `false`; `None` where it is not written.
    pub fn switch(&self, attribute: &str) -> Option<bool> {
        self.attributes.get(attribute).map(|value| value.eq_ignore_ascii_case("true"))
    }

    /// Whether a node sends to targets of other zones, as far as the load balancer itself says (R-ALB-8, R-NLB-8): always of
    /// an Application Load Balancer, on wish of the others.
    pub fn is_cross_zone(&self) -> bool {
        self.kind() == Some(LoadBalancerKind::Application) || self.switch(Self::CROSS_ZONE) == Some(true)
    }

    /// Whether a node sends to targets of other zones of that group, which may say otherwise.
    pub fn is_cross_zone_for(&self, group: &TargetGroup) -> bool {
        match group.attributes.get(Self::CROSS_ZONE).map(String::as_str) {
            Some("true") => true,
            Some("false") => false,
            _ => self.is_cross_zone(),
        }
    }

    /// Whether the drawing holds what decides whether a node sends to targets of other zones; a classic load balancer has no
    /// group.
    pub fn knows_cross_zone_for(&self, group: Option<&TargetGroup>) -> bool {
        let written = group.and_then(|group| group.attributes.get(Self::CROSS_ZONE)).map(String::as_str);
        if matches!(written, Some("true" | "false")) {
            return true;
        }
        if written.is_none() && group.is_some_and(|group| group.does_not_know("attributes")) {
            return false;
        }
        self.kind() == Some(LoadBalancerKind::Application)
            || self.switch(Self::CROSS_ZONE).is_some()
            || !self.does_not_know("attributes")
    }

    /// Whether its groups are asked for what comes by an endpoint of its service (R-EPS-5).
    pub fn asks_groups_of_private_link(&self) -> bool {
        let said = self.enforce_security_group_inbound_rules_on_private_link_traffic.as_deref();
        said != Some("off")
    }

    /// Whether an importer saw nothing of this part.
    pub fn does_not_know(&self, part: &str) -> bool {
        self.unknown.iter().any(|unknown| unknown == part)
    }
}
