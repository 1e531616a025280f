use super::record::Record;
use super::{Extra, Tags};

/// An Availability Zone. Its id is its AWS name (`eu-west-1a`); the entry may be absent, a name in use exists.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct AvailabilityZone {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The Region; without it the zone's name tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The id that is the same in every account, as `euw1-az1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone_id: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
