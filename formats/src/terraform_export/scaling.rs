//! Auto Scaling groups, and services of containers. What they start is there only while they run, and is not written.

use super::hcl::{Arguments, Block, Value};
use super::writer::Writer;
use netyard_core::model::{
    AutoScalingGroup, AwsvpcConfiguration, EcsLoadBalancer, EcsService, Instance, Resource, ResourceId,
};
use std::collections::BTreeMap;

/// The instances that Auto Scaling groups have started, and by which.
pub(super) fn started(writer: &Writer<'_>) -> BTreeMap<ResourceId, ResourceId> {
    let mut found = BTreeMap::new();
    for (id, resource) in &writer.document.resources {
        if let Resource::AutoScalingGroup(own) = resource.as_ref()
            && writer.is_here(id)
            && !own.vpc_zone_identifier.is_empty()
        {
            found.extend(own.instances.iter().map(|instance| (instance.clone(), id.clone())));
        }
    }
    found
}

/// A template for the instances, with what those have that it has started.
fn template(writer: &mut Writer<'_>, id: &ResourceId, own: &AutoScalingGroup) -> Value {
    let document = writer.document;
    let instances: Vec<&Instance> =
        own.instances.iter().filter_map(|instance| document.instance(instance.as_str())).collect();
    let first = own.instances.iter().find_map(|instance| super::compute::primary(writer, instance));
    let groups = first.map(|(_, node)| node.group_ids.clone()).unwrap_or_default();
    let options = instances.first().and_then(|instance| instance.metadata_options.as_ref());
    let is_windows = instances.first().is_some_and(|instance| super::compute::is_windows(instance));
    let arguments = super::compute::image(writer, is_windows, "image_id")
        .list("vpc_security_group_ids", &groups)
        .blocks("metadata_options", super::compute::metadata(options));
    let arguments = super::compute::keeps(arguments, "image_id");
    let name = writer.free("aws_launch_template", &writer.name_of(id));
    writer.blocks.push(Block {
        type_name: "aws_launch_template",
        name: name.clone(),
        id: None,
        of: Some(id.clone()),
        arguments,
    });
    let told = Value::Text(format!("aws_launch_template-{name}"));
    Value::Expression(format!("aws_launch_template.{name}.id"), Box::new(told))
}

pub(super) fn group(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &AutoScalingGroup) {
    let template = template(writer, id, own);
    let called = writer.called(id);
    writer.left_out.push(format!("{called}: the drawing holds no launch template; the configuration makes one with the image and the size of instances, and with the groups of those that it has started."));
    let launch = Arguments::default().with("id", template).with("version", "$Latest");
    let count = own.desired_capacity.or(own.min_size).or(own.max_size).unwrap_or(1);
    let most = own.max_size.unwrap_or(count);
    if let Some(least) = own.min_size.filter(|least| *least > most) {
        writer.left_out.push(format!(
            "{called}: its smallest size {least} is larger than its largest {most}: AWS refuses that."
        ));
    }
    let tags = super::writer::tag_pairs(resource).into_iter().map(|(key, value)| {
        Arguments::default().with("key", key).with("value", value).with("propagate_at_launch", false)
    });
    let arguments = Arguments::default()
        .maybe("name", writer.given_name(id))
        .with("min_size", i64::from(own.min_size.unwrap_or_else(|| count.min(most))))
        .with("max_size", i64::from(most))
        .maybe("desired_capacity", own.desired_capacity.map(i64::from))
        .list("vpc_zone_identifier", &own.vpc_zone_identifier)
        .list("target_group_arns", &own.target_group_arns)
        .list("load_balancers", &own.load_balancer_names)
        .maybe("health_check_type", own.health_check_type.clone())
        .blocks("launch_template", vec![launch])
        .blocks("tag", tags.collect());
    writer.add(id, "aws_autoscaling_group", arguments);
}

pub(super) fn service(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &EcsService) {
    let definition = writer
        .variable("task_definition", "The task definition of services, which the drawing does not hold");
    let called = writer.called(id);
    if let Some(cluster) = &own.cluster_arn {
        writer.left_out.push(format!("{called}: its cluster {cluster} has to be there already."));
    }
    let mut balancers = Vec::new();
    for row in own.load_balancers.values() {
        match balancer(writer, row) {
            Some(block) => balancers.push(block),
            None => writer.left_out.push(format!(
                "{called}: a load balancer of which the drawing does not tell group or port is not written."
            )),
        }
    }
    let network = own.awsvpc().filter(|network| !network.subnets.is_empty()).map(network);
    let count = own.desired_count.or_else(|| u32::try_from(own.tasks.len()).ok().filter(|count| *count > 0));
    // AWS refuses a group to which no listener leads yet.
    let mut after: Vec<String> =
        own.target_groups().filter_map(|group| writer.listeners.get(group)).flatten().cloned().collect();
    after.sort();
    after.dedup();
    let after = after.into_iter().map(|address| {
        let told = Box::new(Value::Text(address.clone()));
        Value::Expression(address, told)
    });
    let name = writer.given_name(id).unwrap_or_else(|| writer.name_of(id));
    let arguments = Arguments::default()
        .with("name", name)
        .maybe("cluster", own.cluster_arn.clone())
        .with("task_definition", definition)
        .maybe("launch_type", own.launch_type.clone())
        .maybe("desired_count", count.map(i64::from))
        .blocks("network_configuration", network.into_iter().collect())
        .blocks("load_balancer", balancers);
    let arguments = super::balancing::unnamed(arguments, resource).list("depends_on", after);
    writer.add(id, "aws_ecs_service", arguments);
}

fn network(own: &AwsvpcConfiguration) -> Arguments {
    Arguments::default()
        .list("subnets", &own.subnets)
        .list("security_groups", &own.security_groups)
        .maybe("assign_public_ip", own.assign_public_ip.as_deref().map(|word| word == "ENABLED"))
}

/// What its tasks join: a target group or a classic load balancer, with the container and its port.
fn balancer(writer: &mut Writer<'_>, own: &EcsLoadBalancer) -> Option<Arguments> {
    let port = own.container_port?;
    let arguments = match (&own.target_group_arn, &own.load_balancer_name) {
        (Some(group), _) => Arguments::default().with("target_group_arn", group),
        (None, Some(balancer)) => Arguments::default().with("elb_name", balancer),
        (None, None) => return None,
    };
    let container = match &own.container_name {
        Some(name) => Value::Text(name.clone()),
        None => writer.variable(
            "container_name",
            "The container of tasks that answers load balancers, which the drawing does not hold",
        ),
    };
    Some(arguments.with("container_name", container).with("container_port", i64::from(port)))
}
