use super::record::Record;
use super::{Extra, ResourceId, RowId, SecurityGroupVpcAssociation, Tags};
use crate::net::{CidrBlock, Protocol};
use std::collections::BTreeMap;

/// A security group: allow rules only, stateful (R-SG).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct SecurityGroup {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// AWS's group name; `default` for the group that every VPC has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    /// The description that AWS asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Inbound rules. A new group has none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub ip_permissions: BTreeMap<RowId, IpPermission>,
    /// Outbound rules; absent means AWS's default, all traffic to everywhere, and `{}` that nothing may leave (R-SG-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_permissions_egress: Option<BTreeMap<RowId, IpPermission>>,
    /// Further VPCs of the Region whose interfaces may carry it (R-SG-19).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub security_group_vpc_associations: BTreeMap<RowId, SecurityGroupVpcAssociation>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A rule of a security group: one protocol, one range, one source or destination.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct IpPermission {
    /// The protocol; `all` where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_protocol: Option<Protocol>,
    /// The lowest port, or the ICMP type; -1 is any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_port: Option<i32>,
    /// The highest port, or the ICMP code; -1 is any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_port: Option<i32>,
    /// Source or destination, IPv4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cidr_ip: Option<CidrBlock>,
    /// Source or destination, IPv6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cidr_ipv6: Option<CidrBlock>,
    /// Source or destination, another group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<ResourceId>,
    /// The account that owns that group, where somebody said it (R-SHR-4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Source or destination, prefix list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix_list_id: Option<ResourceId>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl SecurityGroup {
    /// Whether it is the group that AWS made with the VPC.
    pub fn is_default(&self) -> bool {
        self.group_name.as_deref() == Some("default")
    }

    /// Whether it is associated with that VPC, which is not its own (R-SG-19).
    pub fn is_associated_with(&self, vpc: &str) -> bool {
        self.security_group_vpc_associations.values().any(|association| {
            association.is_in_force() && association.vpc_id.as_ref().is_some_and(|id| id.as_str() == vpc)
        })
    }
}
