use super::defaults::is_false;
use super::record::Record;
use super::{Extra, ResourceId, ResourceRecordSet, RowId, Tags};
use std::collections::BTreeMap;

/// A hosted zone of Route 53: what DNS says below one domain, to everybody or to some VPCs (R-DNS-8).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct HostedZone {
    /// The domain, as `corp.internal`; what people call the zone, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// Whether it is private.
    #[serde(skip_serializing_if = "HostedZoneConfig::is_default")]
    pub config: HostedZoneConfig,
    /// The VPCs that a private zone answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vpcs: Vec<HostedZoneVpc>,
    /// Its records, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub resource_record_sets: BTreeMap<RowId, ResourceRecordSet>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What kind of zone it is.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct HostedZoneConfig {
    /// Whether it answers its VPCs only.
    #[serde(skip_serializing_if = "is_false")]
    pub private_zone: bool,
    /// A comment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl HostedZoneConfig {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A VPC that a private zone is associated with.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct HostedZoneVpc {
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// Its Region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_region: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
