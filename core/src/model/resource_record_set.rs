use super::Extra;
use super::defaults::is_false;
use super::record::Record;
use serde_json::Value;

/// The records of one name and one type; with a routing policy one of several sets of them.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct ResourceRecordSet {
    /// The whole name, as `db.corp.internal`; a star as its first part stands for every name there that has no record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The type: `A`, `AAAA`, `CNAME`, `MX`, `TXT`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// How many seconds an answer may be kept; an alias has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ttl: Option<u32>,
    /// The values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub resource_records: Vec<ResourceRecord>,
    /// What it stands for, in place of values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alias_target: Option<AliasTarget>,
    /// What tells it from other sets of its name and type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_identifier: Option<String>,
    /// Its weight among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    /// The Region to which latency is measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// `PRIMARY` or `SECONDARY`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failover: Option<String>,
    /// The place of those who ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geo_location: Option<Value>,
    /// The place that it is near to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geo_proximity_location: Option<Value>,
    /// The networks of those who ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cidr_routing_config: Option<Value>,
    /// Whether several of them are given together.
    #[serde(skip_serializing_if = "is_false")]
    pub multi_value_answer: bool,
    /// The health check that takes it out of the answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub health_check_id: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One value of a record.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct ResourceRecord {
    /// The value, as `10.0.20.5`.
    pub value: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What an alias stands for: a name that AWS gives, or another record of the zone (R-R53-7).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct AliasTarget {
    /// The zone of that name, as AWS calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hosted_zone_id: Option<String>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dns_name: Option<String>,
    /// Whether its health counts.
    #[serde(skip_serializing_if = "is_false")]
    pub evaluate_target_health: bool,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ResourceRecordSet {
    /// Whether it is of this type, in whatever letter case.
    pub fn is_of_type(&self, wanted: &str) -> bool {
        self.r#type.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(wanted))
    }

    /// The routing policy, as Route 53 calls it: `simple` where there is none.
    pub fn policy(&self) -> &'static str {
        if self.weight.is_some() {
            "weighted"
        } else if self.failover.is_some() {
            "failover"
        } else if self.region.is_some() {
            "latency"
        } else if self.geo_location.is_some() {
            "geolocation"
        } else if self.geo_proximity_location.is_some() {
            "geoproximity"
        } else if self.cidr_routing_config.is_some() {
            "IP-based"
        } else if self.multi_value_answer {
            "multivalue"
        } else {
            "simple"
        }
    }
}
