use super::load_balancer;
use crate::declared::balancing::{joined_later, unknown_targets};
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use crate::declared::undrawn;
use netyard_core::model::{AutoScalingGroup, HealthMatcher, RowId, Target, TargetGroup};

/// What decides how it speaks to its targets, and which of them are healthy.
const DECIDING: [&str; 8] = [
    "TargetType",
    "Protocol",
    "Port",
    "HealthCheckEnabled",
    "HealthCheckPath",
    "HealthCheckPort",
    "HealthCheckProtocol",
    "Matcher",
];

/// Reads `AWS::ElasticLoadBalancingV2::TargetGroup`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = TargetGroup::default();
    let matcher = view.object("Matcher").map(|matcher| HealthMatcher {
        http_code: matcher.text("HttpCode"),
        grpc_code: matcher.text("GrpcCode"),
        ..HealthMatcher::default()
    });
    let mut group = TargetGroup {
        name: Some(view.text("Name").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        target_type: view.text("TargetType").unwrap_or(usual.target_type),
        protocol: view.text("Protocol"),
        port: view.small("Port"),
        vpc_id: view.id("VpcId"),
        ip_address_type: view.text("IpAddressType").filter(|kind| kind != "ipv4"),
        health_check_enabled: view.flag("HealthCheckEnabled").unwrap_or(true),
        health_check_protocol: view.text("HealthCheckProtocol"),
        health_check_port: view.text("HealthCheckPort").filter(|port| port != "traffic-port"),
        health_check_path: view.text("HealthCheckPath").filter(|path| path != "/"),
        health_check_interval_seconds: view.small("HealthCheckIntervalSeconds"),
        health_check_timeout_seconds: view.small("HealthCheckTimeoutSeconds"),
        healthy_threshold_count: view.small("HealthyThresholdCount"),
        unhealthy_threshold_count: view.small("UnhealthyThresholdCount"),
        matcher,
        attributes: load_balancer::attributes(&view, "TargetGroupAttributes"),
        ..TargetGroup::default()
    };
    for part in view.list("Targets") {
        let target = Target {
            id: part.id("Id"),
            port: part.small("Port").filter(|port| Some(*port) != group.port),
            availability_zone: part.text("AvailabilityZone").filter(|_| group.target_type == "ip"),
            ..Target::default()
        };
        if target.id.is_some() {
            group.targets.insert(RowId::new(&format!("t{}", group.targets.len() + 1)), target);
        }
    }
    for (key, part) in [("Targets", "targets"), ("TargetGroupAttributes", "attributes")] {
        if view.is_unknown(key) {
            group.unknown.push(part.to_owned());
            maker.note(
                own,
                &format!(
                    "The template does not tell all of its {part}: a packet that needs them ends UNKNOWN."
                ),
            );
        }
    }
    if view.is_any_unknown(&DECIDING) {
        unknown_targets(&mut group);
        maker.note(own, "Nothing tells how it speaks to its targets, or asks for their health: a packet that needs them ends UNKNOWN.");
    }
    maker.insert(own, group);
}

/// Reads `AWS::AutoScaling::AutoScalingGroup`.
pub(super) fn auto_scaling(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let groups = view.ids("TargetGroupARNs");
    let subnets = view.ids("VPCZoneIdentifier");
    undrawn::started_in(maker, own, &subnets, view.is_unknown("VPCZoneIdentifier"));
    if let Some(why) = &own.perhaps {
        maker.skip(own, &format!("Nobody knows whether it is made. {why}"));
        joined_later(maker, own, &groups);
        return;
    }
    let group = AutoScalingGroup {
        name: Some(view.text("AutoScalingGroupName").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        min_size: view.small("MinSize"),
        max_size: view.small("MaxSize"),
        desired_capacity: view.small("DesiredCapacity"),
        vpc_zone_identifier: subnets,
        target_group_arns: groups.clone(),
        health_check_type: view.text("HealthCheckType"),
        ..AutoScalingGroup::default()
    };
    maker.insert(own, group);
    joined_later(maker, own, &groups);
}
