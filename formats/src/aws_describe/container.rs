//! Tasks and services of Amazon ECS, as `describe-tasks`, `describe-services`, `describe-container-instances` and
//! `describe-task-definition` print them.

use super::importer::Importer;
use super::item::{Item, protocol};
use super::load_balancing::{self, count, group_id, port};
use super::{classic_load_balancer, managed_service};
use netyard_core::model::{
    AwsvpcConfiguration, EcsLoadBalancer, EcsNetworkConfiguration, EcsService, NetworkBinding, ResourceId,
    RowId, Task,
};
use netyard_core::net::Protocol;
use netyard_core::ordered::IntoOrdered;
use serde_json::Value;
use std::collections::BTreeMap;

const TASK: &str = "Container task";
const SERVICE: &str = "Container service";

/// The last part of an ARN tells tasks apart.
pub(super) fn task_id(arn: &str) -> ResourceId {
    ResourceId::new(&format!("task-{}", last_of(arn)))
}

fn last_of(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}

/// Reads `tasks`.
pub(super) fn read_tasks(importer: &mut Importer) {
    let hosts: BTreeMap<String, ResourceId> = importer
        .take("containerInstances")
        .iter()
        .filter_map(|item| Some((item.text("containerInstanceArn")?.to_owned(), item.id("ec2InstanceId")?)))
        .into_map();
    let definitions: BTreeMap<String, Item> = importer
        .take("taskDefinition")
        .into_iter()
        .filter_map(|item| Some((item.text("taskDefinitionArn")?.to_owned(), item)))
        .into_map();
    let mut of_service: BTreeMap<String, Vec<ResourceId>> = BTreeMap::new();
    for item in importer.take("tasks") {
        let Some(arn) = importer.id(&item, "taskArn", TASK) else { continue };
        let status = item.text("lastStatus").unwrap_or("RUNNING");
        if matches!(status, "STOPPED" | "DEPROVISIONING" | "DELETED") {
            importer.skip(&item, TASK, "It has ended and has no interface any more.");
            continue;
        }
        let family = item.text("platformFamily").filter(|family| !family.eq_ignore_ascii_case("linux"));
        let service = item.text("group").and_then(|group| group.strip_prefix("service:"));
        let interfaces = interfaces_of(&item);
        let host = item.text("containerInstanceArn").filter(|_| interfaces.is_empty());
        let task = Task {
            name: item.text("group").map(|group| group.trim_start_matches("service:").to_owned()),
            last_status: status.to_owned(),
            platform_family: family.map(str::to_owned),
            ..Task::default()
        };
        let id = task_id(arn.as_str());
        if let Some(service) = service {
            let key = of_cluster(item.text("clusterArn"), service);
            of_service.entry(key).or_default().push(id.clone());
        }
        if let Some(host) = host {
            let definition = item.text("taskDefinitionArn").and_then(|arn| definitions.get(arn));
            add_hosted(importer, &item, (id, task), hosts.get(host), definition);
        } else {
            importer.insert(&item, id.clone(), task);
            managed_service::attach_all(importer, &item, &id, &interfaces, TASK);
        }
    }
    read_services(importer, &of_service);
}

/// The name of a service tells it in its cluster.
fn of_cluster(cluster: Option<&str>, service: &str) -> String {
    format!("{}/{service}", cluster.map(last_of).unwrap_or_default())
}

fn interfaces_of(item: &Item) -> Vec<ResourceId> {
    let attachments = item.list("attachments");
    let details = attachments.iter().flat_map(|attachment| attachment.list("details"));
    details
        .filter(|detail| detail.text("name") == Some("networkInterfaceId"))
        .filter_map(|detail| detail.id("value"))
        .collect()
}

/// A task that shares the network of its instance. Its mode is in its definition only, and there are the ports that it asks
/// for, where it has none yet.
fn add_hosted(
    importer: &mut Importer,
    item: &Item,
    (id, task): (ResourceId, Task),
    host: Option<&ResourceId>,
    definition: Option<&Item>,
) {
    let bindings = item.list("containers");
    let bindings = bindings.iter().flat_map(|container| container.list("networkBindings"));
    let mut network_bindings = rows_of(bindings);
    if network_bindings.is_empty() {
        let wanted = definition.map(|definition| definition.list("containerDefinitions")).unwrap_or_default();
        network_bindings = rows_of(wanted.iter().flat_map(|container| container.list("portMappings")));
    }
    let is_moved = network_bindings.values().any(|binding| binding.host_port != binding.container_port);
    // Where a definition names no mode, Linux gets `bridge`.
    let mode = definition.map(|definition| definition.text("networkMode").unwrap_or("bridge"));
    if !is_moved && mode.is_none() {
        let why = "Whether it has the network of its instance or ports of it is in no answer: ports are taken. The answer of describe-task-definition tells.";
        importer.approximate(item, TASK, why);
    }
    if host.is_none() {
        let why = "No answer of describe-container-instances tells on which instance it runs: a packet to it ends as unknown.";
        importer.approximate(item, TASK, why);
    }
    let network_mode = Some(mode.unwrap_or("bridge").to_owned());
    importer.insert(
        item,
        id,
        Task { network_mode, ec2_instance_id: host.cloned(), network_bindings, ..task },
    );
}

/// Ports of an instance that lead to containers. Port 0 is one that AWS chooses.
fn rows_of(bindings: impl Iterator<Item = Item>) -> BTreeMap<RowId, NetworkBinding> {
    let rows = bindings.enumerate().map(|(nth, binding)| {
        let written = NetworkBinding {
            container_port: port(&binding, "containerPort"),
            host_port: port(&binding, "hostPort").filter(|port| *port > 0),
            protocol: protocol(&binding.value, "protocol").filter(|known| *known != Protocol::Tcp),
            ..NetworkBinding::default()
        };
        (RowId::new(&format!("n{}", nth + 1)), written)
    });
    rows.into_map()
}

fn read_services(importer: &mut Importer, tasks: &BTreeMap<String, Vec<ResourceId>>) {
    for item in importer.take("services") {
        let Some(name) = importer.id(&item, "serviceName", SERVICE) else { continue };
        let cluster = item.text("clusterArn").map(last_of);
        let key = of_cluster(item.text("clusterArn"), name.as_str());
        let mut rows = BTreeMap::new();
        for (nth, joins) in item.list("loadBalancers").iter().enumerate() {
            let row = EcsLoadBalancer {
                target_group_arn: joins.text("targetGroupArn").and_then(group_id),
                load_balancer_name: joins.text("loadBalancerName").map(classic_load_balancer::id_of),
                container_name: joins.text("containerName").map(str::to_owned),
                container_port: port(joins, "containerPort"),
                ..EcsLoadBalancer::default()
            };
            rows.insert(RowId::new(&format!("l{}", nth + 1)), row);
        }
        let service = EcsService {
            name: Some(name.to_string()),
            cluster_arn: cluster.map(str::to_owned),
            status: item.text("status").unwrap_or("ACTIVE").to_owned(),
            launch_type: item.text("launchType").map(str::to_owned),
            desired_count: count(&item, "desiredCount"),
            network_configuration: network_of(&item),
            load_balancers: rows,
            tasks: tasks.get(&key).cloned().unwrap_or_default(),
            ..EcsService::default()
        };
        if service.status == "INACTIVE" {
            importer.skip(&item, SERVICE, "It is deleted.");
            continue;
        }
        let id = match cluster {
            Some(cluster) => format!("ecs-svc-{cluster}-{name}"),
            None => format!("ecs-svc-{name}"),
        };
        importer.insert(&item, ResourceId::new(&id), service);
    }
    load_balancing::unseen_groups(importer);
}

fn network_of(item: &Item) -> Option<EcsNetworkConfiguration> {
    let config = item.object("networkConfiguration")?.object("awsvpcConfiguration")?;
    let ids = |key: &str| {
        let values = config.value.get(key).and_then(Value::as_array).into_iter().flatten();
        values.filter_map(Value::as_str).map(ResourceId::new).collect()
    };
    let awsvpc = AwsvpcConfiguration {
        subnets: ids("subnets"),
        security_groups: ids("securityGroups"),
        assign_public_ip: config.text("assignPublicIp").map(str::to_owned),
        ..AwsvpcConfiguration::default()
    };
    Some(EcsNetworkConfiguration { awsvpc_configuration: Some(awsvpc), ..EcsNetworkConfiguration::default() })
}
