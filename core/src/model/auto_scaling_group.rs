use super::record::Record;
use super::{Extra, ResourceId, Tags};

/// An Auto Scaling group: how many instances there are, in which subnets, and which target groups they join.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct AutoScalingGroup {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The fewest instances.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_size: Option<u32>,
    /// The most instances.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_size: Option<u32>,
    /// How many there should be; the fewest where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desired_capacity: Option<u32>,
    /// The subnets in which it starts instances.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vpc_zone_identifier: Vec<ResourceId>,
    /// The target groups that its instances join.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub target_group_arns: Vec<ResourceId>,
    /// The classic load balancers that its instances join.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub load_balancer_names: Vec<ResourceId>,
    /// The instances that it has started.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub instances: Vec<ResourceId>,
    /// `EC2` or `ELB`; `EC2` where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub health_check_type: Option<String>,
    /// The launch configuration, which AWS no longer gives to new accounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch_configuration_name: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
