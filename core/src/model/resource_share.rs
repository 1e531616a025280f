use super::defaults::{active_share, is_active_share, is_true, yes};
use super::record::Record;
use super::{Extra, ResourceId, Tags};

/// What an account shares with others by AWS Resource Access Manager (R-SHR-1, R-TGW-42).
/// <https://docs.aws.amazon.com/ram/latest/APIReference/API_ResourceShare.html>
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct ResourceShare {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that shares; where absent, the one that owns what is shared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owning_account_id: Option<String>,
    /// What is shared: subnets, security groups, transit gateways, prefix lists, rules of the resolver.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub resource_ids: Vec<ResourceId>,
    /// With whom: accounts, organizations (`o-…`), units of one (`ou-…`), or the ARN of any of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub principals: Vec<String>,
    /// Whether accounts outside of the organization may be named.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub allow_external_principals: bool,
    /// `PENDING`, `ACTIVE`, `FAILED`, `DELETING` or `DELETED`.
    #[serde(default = "active_share", skip_serializing_if = "is_active_share")]
    pub status: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for ResourceShare {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owning_account_id: None,
            resource_ids: Vec::new(),
            principals: Vec::new(),
            allow_external_principals: true,
            status: active_share(),
            extra: Extra::new(),
        }
    }
}

impl ResourceShare {
    /// Whether it is in force.
    pub fn is_active(&self) -> bool {
        self.status == "ACTIVE"
    }
}
