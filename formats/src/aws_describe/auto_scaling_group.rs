use super::classic_load_balancer;
use super::importer::Importer;
use super::item::Item;
use super::load_balancing::{self, count, group_id};
use netyard_core::model::{AutoScalingGroup, ResourceId};
use serde_json::Value;

const LABEL: &str = "Auto Scaling group";

/// Reads `AutoScalingGroups`.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("AutoScalingGroups") {
        let Some(name) = importer.id(&item, "AutoScalingGroupName", LABEL) else { continue };
        let subnets = item.text("VPCZoneIdentifier").unwrap_or_default().split(',').map(str::trim);
        let groups = texts(&item, "TargetGroupARNs").filter_map(group_id).collect();
        let group = AutoScalingGroup {
            name: Some(name.to_string()),
            tags: item.tags(),
            min_size: count(&item, "MinSize"),
            max_size: count(&item, "MaxSize"),
            desired_capacity: count(&item, "DesiredCapacity"),
            vpc_zone_identifier: subnets.filter(|id| !id.is_empty()).map(ResourceId::new).collect(),
            target_group_arns: groups,
            load_balancer_names: classic(importer, &item),
            instances: instances(importer, &item),
            health_check_type: item.text("HealthCheckType").map(str::to_owned),
            launch_configuration_name: item.text("LaunchConfigurationName").map(str::to_owned),
            ..AutoScalingGroup::default()
        };
        importer.insert(&item, ResourceId::new(&format!("asg-{name}")), group);
    }
    load_balancing::unseen_groups(importer);
}

fn texts<'a>(item: &'a Item, key: &str) -> impl Iterator<Item = &'a str> {
    let values = item.value.get(key).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(Value::as_str)
}

/// The classic load balancers that it joins, as far as they are in the input.
fn classic(importer: &mut Importer, item: &Item) -> Vec<ResourceId> {
    let named: Vec<ResourceId> = texts(item, "LoadBalancerNames").map(classic_load_balancer::id_of).collect();
    let (known, unseen): (Vec<_>, Vec<_>) =
        named.into_iter().partition(|id| importer.document.load_balancer(id.as_str()).is_some());
    if !unseen.is_empty() {
        importer.approximate(item, LABEL, "A classic load balancer that it joins is in no answer.");
    }
    known
}

/// The instances in service: the others get nothing yet, or no more.
fn instances(importer: &mut Importer, item: &Item) -> Vec<ResourceId> {
    let mut found = Vec::new();
    for instance in item.list("Instances") {
        let Some(id) = instance.id("InstanceId") else { continue };
        let state = instance.text("LifecycleState").unwrap_or("InService").to_owned();
        if importer.document.instance(id.as_str()).is_none() {
            importer.approximate(&instance, LABEL, "The instance is in no answer.");
        } else if state != "InService" {
            let why = format!("An instance is {state}, gets nothing from a load balancer and is left out.");
            importer.approximate(&instance, LABEL, &why);
        } else {
            found.push(id);
        }
    }
    found
}
