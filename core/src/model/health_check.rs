use super::defaults::is_false;
use super::record::Record;
use super::{Extra, ResourceId, Tags};
use crate::net::Address;

/// A health check of Route 53, by which records are given or left out. Its checkers are on the internet (R-R53-9).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct HealthCheck {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// What it checks.
    #[serde(skip_serializing_if = "HealthCheckConfig::is_default")]
    pub health_check_config: HealthCheckConfig,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a health check checks: an endpoint, other checks, or an alarm.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct HealthCheckConfig {
    /// `TCP`, `HTTP`, `HTTPS`, `HTTP_STR_MATCH` or `HTTPS_STR_MATCH` for an endpoint; `CALCULATED`, `CLOUDWATCH_METRIC` or
    /// `RECOVERY_CONTROL`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// The address of the endpoint; without one its name is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<Address>,
    /// The name of the endpoint; beside an address the host that the request names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fully_qualified_domain_name: Option<String>,
    /// The port; absent: that of the type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The path of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_path: Option<String>,
    /// What the answer has to contain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search_string: Option<String>,
    /// How many seconds lie between two checks: 10 or 30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_interval: Option<u32>,
    /// How many checks in a row decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure_threshold: Option<u32>,
    /// Whether healthy counts as unhealthy, and the other way round.
    #[serde(skip_serializing_if = "is_false")]
    pub inverted: bool,
    /// Whether nothing is checked: it counts as healthy then.
    #[serde(skip_serializing_if = "is_false")]
    pub disabled: bool,
    /// How many of the children of a calculated check have to be healthy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub health_threshold: Option<u32>,
    /// The checks of which a calculated one counts the healthy ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub child_health_checks: Vec<ResourceId>,
    /// The alarm that a check follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alarm_identifier: Option<AlarmIdentifier>,
    /// What counts while the alarm has too little data: `Healthy`, `Unhealthy` or `LastKnownStatus`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insufficient_data_health_status: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// An alarm of CloudWatch.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct AlarmIdentifier {
    /// Its Region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl HealthCheckConfig {
    /// The types that ask an endpoint.
    pub const ENDPOINT_TYPES: [&'static str; 5] =
        ["HTTP", "HTTPS", "HTTP_STR_MATCH", "HTTPS_STR_MATCH", "TCP"];

    fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Whether checkers on the internet ask an endpoint.
    pub fn is_of_endpoint(&self) -> bool {
        self.r#type.as_deref().is_some_and(|own| Self::ENDPOINT_TYPES.contains(&own))
    }

    /// Whether they ask in HTTP.
    pub fn is_http(&self) -> bool {
        self.is_of_endpoint() && self.r#type.as_deref() != Some("TCP")
    }

    /// The port that is asked: the written one, else that of the type. A check of type `TCP` has none of its own.
    pub fn port_of_endpoint(&self) -> Option<u16> {
        self.port.or(match self.r#type.as_deref()? {
            "HTTP" | "HTTP_STR_MATCH" => Some(80),
            "HTTPS" | "HTTPS_STR_MATCH" => Some(443),
            _ => None,
        })
    }
}
