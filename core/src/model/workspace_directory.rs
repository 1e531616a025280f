use super::defaults::{is_registered, registered};
use super::record::Record;
use super::{Extra, RowId, Tags};
use crate::net::CidrBlock;
use std::collections::BTreeMap;

/// A directory of Amazon WorkSpaces. The desktops of its users are interfaces in its subnets, which name it in
/// `attachment.instanceId` and send as hosts of the VPC do. Users reach them from outside by gateways of AWS on the internet,
/// which ask the IP access control groups of the directory for the address that they see.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct WorkspaceDirectory {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Its IP access control groups. Where there is none, and no rule, everybody is admitted; groups without rules admit
    /// nobody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ip_group_ids: Vec<String>,
    /// The rules of these groups, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub user_rules: BTreeMap<RowId, IpRule>,
    /// `REGISTERED`, `REGISTERING`, `DEREGISTERING`, `DEREGISTERED` or `ERROR`.
    #[serde(default = "registered", skip_serializing_if = "is_registered")]
    pub state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A rule of an IP access control group.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct IpRule {
    /// The group that it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    /// Who is admitted: public addresses, as the gateways see them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_rule: Option<CidrBlock>,
    /// A description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_desc: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for WorkspaceDirectory {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            ip_group_ids: Vec::new(),
            user_rules: BTreeMap::new(),
            state: registered(),
            extra: Extra::new(),
        }
    }
}

impl WorkspaceDirectory {
    /// Whether addresses are asked for at all.
    pub fn is_restricted(&self) -> bool {
        !self.ip_group_ids.is_empty() || !self.user_rules.is_empty()
    }
}
