use super::importer::Importer;
use super::item::Item;
use super::load_balancing::{self, Subject, account_of, balancer_id, count, group_id, nobody_knows, port};
use super::managed_service::function_id;
use netyard_core::model::{HealthMatcher, ResourceId, RowId, Target, TargetGroup, TargetHealth};
use std::collections::BTreeMap;

const LABEL: &str = "Target group";
const HEALTH: &str = "TargetHealthDescriptions";

/// Reads `TargetGroups` with their targets and attributes.
pub(super) fn read(importer: &mut Importer) {
    let items = importer.take("TargetGroups");
    let subjects: Vec<Subject> = items
        .iter()
        .filter_map(|item| {
            let arn = item.text("TargetGroupArn")?;
            Some(Subject::of_arn(group_id(arn)?, item.text("TargetGroupName"), arn))
        })
        .collect();
    let mut targets = targets(importer, &subjects);
    let mut attributes = load_balancing::attributes(importer, "TargetGroupAttributes", LABEL, &subjects);
    for item in items {
        let arn = item.text("TargetGroupArn");
        let Some((arn, id)) = arn.and_then(|arn| Some((arn, group_id(arn)?))) else {
            importer.skip(&item, LABEL, "It has no TargetGroupArn of Elastic Load Balancing.");
            continue;
        };
        let (found, said) = (targets.remove(&id), attributes.remove(&id));
        let mut group = group(&item);
        if found.is_none() {
            group.unknown.push("targets".to_owned());
            let why =
                "No answer of describe-target-health tells of its targets: a packet to them ends as unknown.";
            importer.approximate(&item, LABEL, why);
        }
        if said.is_none() && group.target_type != "lambda" {
            group.unknown.push("attributes".to_owned());
            let why = "No answer of describe-target-group-attributes tells whether targets of other zones are used, and whether they see the address of the client: where that decides, a packet ends as unknown.";
            importer.approximate(&item, LABEL, why);
        }
        group.attributes = said.unwrap_or_default();
        fill(importer, &mut group, &found.unwrap_or_default());
        importer.note_owner(&id, account_of(arn).filter(|_| group.vpc_id.is_some()));
        importer.insert(&item, id, group);
    }
    load_balancing::unseen_groups(importer);
}

/// The targets by group. An answer with none says that the group has none.
fn targets(importer: &mut Importer, all: &[Subject]) -> BTreeMap<ResourceId, Vec<Item>> {
    let mut found: BTreeMap<ResourceId, Vec<Item>> = BTreeMap::new();
    for answer in importer.empty(HEALTH) {
        if let Some(id) = load_balancing::subject(answer, all) {
            found.entry(id).or_default();
        }
    }
    for item in importer.take(HEALTH) {
        match load_balancing::subject(&item, all) {
            Some(id) => found.entry(id).or_default().push(item),
            None => importer.skip(&item, "Target", &nobody_knows(LABEL)),
        }
    }
    found
}

fn group(item: &Item) -> TargetGroup {
    let text = |key: &str| item.text(key).map(str::to_owned);
    let matcher = item.object("Matcher").map(|matcher| HealthMatcher {
        http_code: matcher.text("HttpCode").map(str::to_owned),
        grpc_code: matcher.text("GrpcCode").map(str::to_owned),
        ..HealthMatcher::default()
    });
    TargetGroup {
        name: text("TargetGroupName"),
        target_type: text("TargetType").unwrap_or_else(|| "instance".to_owned()),
        protocol: text("Protocol"),
        port: port(item, "Port"),
        vpc_id: item.id("VpcId"),
        ip_address_type: text("IpAddressType").filter(|kind| kind != "ipv4"),
        health_check_enabled: item.value.get("HealthCheckEnabled") != Some(&serde_json::Value::Bool(false)),
        health_check_protocol: text("HealthCheckProtocol"),
        health_check_port: text("HealthCheckPort").filter(|port| port != "traffic-port"),
        health_check_path: text("HealthCheckPath").filter(|path| path != "/"),
        health_check_interval_seconds: count(item, "HealthCheckIntervalSeconds"),
        health_check_timeout_seconds: count(item, "HealthCheckTimeoutSeconds"),
        healthy_threshold_count: count(item, "HealthyThresholdCount"),
        unhealthy_threshold_count: count(item, "UnhealthyThresholdCount"),
        matcher,
        ..TargetGroup::default()
    }
}

/// Writes the targets into their group. One that no answer tells of makes them unknown: it could be the one that answers.
fn fill(importer: &mut Importer, group: &mut TargetGroup, found: &[Item]) {
    for item in found {
        let target = item.object("Target");
        let Some(named) = target.as_ref().and_then(|target| target.text("Id")) else {
            importer.skip(item, "Target", "It has no Id.");
            continue;
        };
        let health = item.object("TargetHealth");
        let text = |key: &str| health.as_ref().and_then(|it| it.text(key)).map(str::to_owned);
        let state = text("State");
        if state.as_deref() == Some("draining") {
            importer.approximate(item, "Target", "It is being taken out, gets nothing new and is not drawn.");
            continue;
        }
        let id = id_of(&group.target_type, named);
        let is_there = match group.target_type.as_str() {
            "ip" => true,
            _ => importer.document.resource(id.as_str()).is_some(),
        };
        if !is_there {
            let why = "No answer tells of it: a packet to its group ends as unknown.";
            importer.approximate(item, "Target", why);
            if !group.does_not_know("targets") {
                group.unknown.push("targets".to_owned());
            }
            continue;
        }
        let own_port = target.as_ref().and_then(|target| port(target, "Port"));
        let zone = target.as_ref().and_then(|target| target.text("AvailabilityZone"));
        let said = TargetHealth {
            state,
            reason: text("Reason"),
            description: text("Description"),
            ..TargetHealth::default()
        };
        let written = Target {
            id: Some(id),
            port: own_port.filter(|port| Some(*port) != group.port),
            availability_zone: zone.filter(|_| group.target_type == "ip").map(str::to_owned),
            target_health: (said != TargetHealth::default()).then_some(said),
            ..Target::default()
        };
        let row = RowId::new(&format!("t{}", group.targets.len() + 1));
        group.targets.insert(row, written);
    }
}

/// The id of what a target names: functions and load balancers by ARN, the others as they are called.
fn id_of(target_type: &str, named: &str) -> ResourceId {
    match target_type {
        "lambda" => named.split(':').nth(6).map_or_else(|| ResourceId::new(named), function_id),
        "alb" => balancer_id(named).unwrap_or_else(|| ResourceId::new(named)),
        _ => ResourceId::new(named),
    }
}
