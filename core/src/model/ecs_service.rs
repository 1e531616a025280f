use super::defaults::{active_service, is_active_service};
use super::record::Record;
use super::{Document, Extra, Resource, ResourceId, RowId, Tags, Task};
use std::collections::BTreeMap;

/// A service of Amazon ECS: how many tasks there are, where they start, and which target groups they join.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct EcsService {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The cluster, by its name. It stands in no network, so that it needs no entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster_arn: Option<String>,
    /// `ACTIVE`, `DRAINING` or `INACTIVE`.
    #[serde(default = "active_service", skip_serializing_if = "is_active_service")]
    pub status: String,
    /// `EC2`, `FARGATE` or `EXTERNAL`; absent where capacity providers decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch_type: Option<String>,
    /// How many tasks there should be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desired_count: Option<u32>,
    /// Where tasks with interfaces of their own start; absent for those that share the network of their instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_configuration: Option<EcsNetworkConfiguration>,
    /// The target groups that its tasks join.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub load_balancers: BTreeMap<RowId, EcsLoadBalancer>,
    /// The tasks that it has started. AWS writes the service at the task, as its group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<ResourceId>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for EcsService {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            cluster_arn: None,
            status: active_service(),
            launch_type: None,
            desired_count: None,
            network_configuration: None,
            load_balancers: BTreeMap::new(),
            tasks: Vec::new(),
            extra: Extra::new(),
        }
    }
}

/// Where the tasks of a service stand.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct EcsNetworkConfiguration {
    /// For tasks in `awsvpc` mode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub awsvpc_configuration: Option<AwsvpcConfiguration>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What the interfaces of new tasks get.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct AwsvpcConfiguration {
    /// The subnets in which it starts tasks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subnets: Vec<ResourceId>,
    /// The groups of their interfaces; the default one where absent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security_groups: Vec<ResourceId>,
    /// `ENABLED` or `DISABLED`: whether their interfaces get public addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assign_public_ip: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A target group that tasks join, with the container that answers.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct EcsLoadBalancer {
    /// The target group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_group_arn: Option<ResourceId>,
    /// The classic load balancer, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub load_balancer_name: Option<ResourceId>,
    /// The container of the task that answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_name: Option<String>,
    /// Its port inside of the container.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_port: Option<u16>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl EcsService {
    /// Where its tasks with interfaces of their own start.
    pub fn awsvpc(&self) -> Option<&AwsvpcConfiguration> {
        self.network_configuration.as_ref()?.awsvpc_configuration.as_ref()
    }

    /// The subnets that it names.
    pub fn subnets(&self) -> &[ResourceId] {
        self.awsvpc().map(|config| config.subnets.as_slice()).unwrap_or_default()
    }

    /// The target groups that its tasks join.
    pub fn target_groups(&self) -> impl Iterator<Item = &ResourceId> {
        self.load_balancers.values().filter_map(|row| row.target_group_arn.as_ref())
    }

    /// The VPC in which its tasks stand: that of its subnets, of its target groups, or of what its tasks run on.
    pub fn vpc_id(&self, document: &Document) -> Option<ResourceId> {
        let of_subnet = |id: &ResourceId| document.subnet(id.as_str())?.vpc_id.clone();
        let by_subnet = self.subnets().iter().find_map(of_subnet);
        let by_group =
            || self.target_groups().find_map(|id| document.target_group(id.as_str())?.vpc_id.clone());
        by_subnet.or_else(by_group).or_else(|| {
            let holders: Vec<&ResourceId> = self
                .tasks
                .iter()
                .map(|task| document.task(task.as_str()).and_then(Task::host).unwrap_or(task))
                .collect();
            document.subnets_of_holders(&holders).find_map(of_subnet)
        })
    }
}

impl Document {
    /// The subnets in which these have interfaces, by the ids of the interfaces.
    pub(super) fn subnets_of_holders<'a>(
        &'a self,
        holders: &'a [&'a ResourceId],
    ) -> impl Iterator<Item = &'a ResourceId> {
        self.resources.values().filter_map(|resource| match resource.as_ref() {
            Resource::NetworkInterface(own) => {
                let holder = own.instance_id().filter(|holder| holders.contains(holder));
                own.subnet_id.as_ref().filter(|_| holder.is_some())
            }
            _ => None,
        })
    }
}
