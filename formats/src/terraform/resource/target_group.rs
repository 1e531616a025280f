use super::common::{block, name, tags};
use crate::declared::balancing::{joined_later, unknown_targets};
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use crate::declared::undrawn;
use netyard_core::model::{
    AutoScalingGroup, HealthMatcher, Resource, ResourceId, RowId, Tags, Target, TargetGroup,
};

/// Reads `aws_lb_target_group`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = TargetGroup::default();
    let mut group = TargetGroup {
        name: view.text("name").or_else(|| Some(name(own))),
        tags: tags(own),
        target_type: view.text("target_type").unwrap_or(usual.target_type),
        protocol: view.text("protocol"),
        port: view.small("port"),
        vpc_id: view.id("vpc_id"),
        ip_address_type: view.text("ip_address_type").filter(|kind| kind != "ipv4"),
        ..TargetGroup::default()
    };
    if let Some(check) = block(&view, "health_check") {
        group.health_check_enabled = check.flag("enabled").unwrap_or(true);
        group.health_check_protocol = check.text("protocol");
        group.health_check_port = check.text("port").filter(|port| port != "traffic-port");
        group.health_check_path = check.text("path").filter(|path| path != "/");
        group.health_check_interval_seconds = check.small("interval");
        group.health_check_timeout_seconds = check.small("timeout");
        group.healthy_threshold_count = check.small("healthy_threshold");
        group.unhealthy_threshold_count = check.small("unhealthy_threshold");
        group.matcher = check
            .text("matcher")
            .map(|http_code| HealthMatcher { http_code: Some(http_code), ..HealthMatcher::default() });
    }
    if let Some(preserves) = view.text("preserve_client_ip") {
        group.attributes.insert(TargetGroup::PRESERVE_CLIENT_IP.to_owned(), preserves);
    }
    if let Some(zones) = view.text("load_balancing_cross_zone_enabled") {
        group.attributes.insert("load_balancing.cross_zone.enabled".to_owned(), zones);
    }
    maker.insert(own, group);
}

fn change(maker: &mut Maker<'_>, id: &ResourceId, change: impl FnOnce(&mut TargetGroup)) -> bool {
    maker.change(
        id,
        |resource| if let Resource::TargetGroup(it) = resource { Some(it) } else { None },
        change,
    )
}

/// Reads `aws_lb_target_group_attachment`.
pub(super) fn attachment(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let group = view.id("target_group_arn");
    let (id, port) = (view.id("target_id"), view.small("port"));
    let zone = view.text("availability_zone");
    let is_open = id.is_none();
    let joined = group.as_ref().is_some_and(|group| {
        change(maker, group, |group| {
            if is_open {
                unknown_targets(group);
                return;
            }
            let row = RowId::new(&format!("t{}", group.targets.len() + 1));
            let target = Target {
                id,
                port: port.filter(|port| Some(*port) != group.port),
                availability_zone: zone.filter(|_| group.target_type == "ip"),
                ..Target::default()
            };
            group.targets.insert(row, target);
        })
    });
    if joined {
        maker.read(own);
        if is_open {
            maker.note(own, "Nothing tells its target: the targets of its group count as not known.");
        }
    } else {
        maker.cannot_join(own, "target_group_arn", group.as_ref(), "networkInterface");
    }
}

/// Reads `aws_autoscaling_group`.
pub(super) fn auto_scaling(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let groups = view.ids("target_group_arns");
    let subnets = view.ids("vpc_zone_identifier");
    undrawn::started_in(maker, own, &subnets, view.is_unknown("vpc_zone_identifier"));
    let mut tags = Tags::new();
    for pair in view.list("tag") {
        pair.flag("propagate_at_launch");
        let key = pair.text("key").filter(|key| key != "Name");
        tags.extend(key.map(|key| (key, pair.text("value").unwrap_or_default())));
    }
    let group = AutoScalingGroup {
        name: view.text("name").or_else(|| Some(name(own))),
        min_size: view.small("min_size"),
        max_size: view.small("max_size"),
        desired_capacity: view.small("desired_capacity"),
        vpc_zone_identifier: subnets,
        target_group_arns: groups.clone(),
        load_balancer_names: view.ids("load_balancers"),
        health_check_type: view.text("health_check_type"),
        tags,
        ..AutoScalingGroup::default()
    };
    maker.insert(own, group);
    joined_later(maker, own, &groups);
}

/// Reads `aws_autoscaling_attachment`.
pub(super) fn auto_scaling_attachment(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.id("autoscaling_group_name");
    let groups: Vec<ResourceId> =
        [view.id("lb_target_group_arn"), view.id("alb_target_group_arn")].into_iter().flatten().collect();
    view.id("elb");
    joined_later(maker, own, &groups);
    maker.read(own);
}
