use super::record::Record;
use super::{Extra, Tags};

/// A DHCP option set: what the hosts of a VPC are told, above all which DNS servers they ask (R-DNS-13).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct DhcpOptions {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The options.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dhcp_configurations: Vec<DhcpConfiguration>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One option with its values.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct DhcpConfiguration {
    /// `domain-name-servers`, `domain-name`, `ntp-servers`, …
    pub key: String,
    /// The values, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<AttributeValue>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A value of an option.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct AttributeValue {
    /// The value.
    pub value: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl DhcpOptions {
    /// The key of the DNS servers.
    pub const SERVERS: &str = "domain-name-servers";
    /// The word that stands for the Amazon resolver among them.
    pub const AMAZON: &str = "AmazonProvidedDNS";

    /// The values of an option, in order; none where it is not set.
    pub fn values_of(&self, key: &str) -> Vec<&str> {
        let options = self.dhcp_configurations.iter().filter(|option| option.key == key);
        options.flat_map(|option| &option.values).map(|entry| entry.value.as_str()).collect()
    }
}
