//! Container services and what they have to do with: subnets, target groups, tasks. File systems and those who mount them.

use netyard_core::model::{Resource, ResourceId, RowId};

use super::{Connected, NotConnected, name, same_vpc};
use crate::create;
use crate::draft::Draft;
use crate::facts;
use crate::session::Key;

/// The port that most containers of web sites listen on.
const USUAL_PORT: u16 = 80;

fn said(text: String) -> Connected {
    Connected { text, ..Connected::default() }
}

/// The service starts tasks in the subnet, too.
///
/// # Errors
/// It does already, or the subnet is of another VPC.
pub(super) fn subnet(draft: &mut Draft<'_>, service: &Key, subnet: &Key) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let (called, place) = (name(draft, service), name(draft, subnet));
    let mut subnets =
        document.ecs_service(service.as_str()).map(|own| own.subnets().to_vec()).unwrap_or_default();
    if subnets.contains(subnet) {
        return Err(format!("{called} starts tasks in {place} already.").into());
    }
    same_vpc(document, service, subnet)?;
    subnets.push(subnet.clone());
    draft.set_ids(service, "/networkConfiguration/awsvpcConfiguration/subnets", &subnets);
    Ok(said(format!("{called} starts tasks in {place}")))
}

/// The tasks of the service join the target group, on the port that the first of them listens on.
///
/// # Errors
/// They have joined it, or it is of another VPC.
pub(super) fn target_group(
    draft: &mut Draft<'_>,
    service: &Key,
    group: &Key,
) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let (called, place) = (name(draft, service), name(draft, group));
    let Some(own) = document.ecs_service(service.as_str()) else { return Ok(Connected::default()) };
    if own.target_groups().any(|known| known == group) {
        return Err(format!("The tasks of {called} have joined {place} already.").into());
    }
    same_vpc(document, service, group)?;
    let first = own.tasks.iter().find_map(|task| document.task(task.as_str()));
    let bound = first.and_then(|task| task.network_bindings.values().find_map(|row| row.container_port));
    let listens = || first?.listens.as_ref()?.values().find_map(|row| row.from_port);
    let of_group = || document.target_group(group.as_str())?.port;
    let port = bound.or_else(listens).or_else(of_group).unwrap_or(USUAL_PORT);
    let taken: Vec<RowId> = own.load_balancers.keys().cloned().collect();
    let row = draft.row("l", |row| taken.iter().any(|known| known.as_str() == row));
    let written = serde_json::json!({"targetGroupArn": group, "containerPort": port});
    draft.set(service, &format!("/loadBalancers/{row}"), written);
    Ok(said(format!("The tasks of {called} join {place} on port {port}")))
}

/// The task is one of the service.
///
/// # Errors
/// It is no task, it is one of the service already, or of another VPC.
pub(super) fn task(draft: &mut Draft<'_>, task: &Key, service: &Key) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let (called, place) = (name(draft, task), name(draft, service));
    if document.task(task.as_str()).is_none() {
        return Err(format!("{place} keeps container tasks, and {called} is none.").into());
    }
    let mut tasks = document.ecs_service(service.as_str()).map(|own| own.tasks.clone()).unwrap_or_default();
    if tasks.contains(task) {
        return Err(format!("{called} is a task of {place} already.").into());
    }
    same_vpc(document, task, service)?;
    // A task has one service.
    let others: Vec<(ResourceId, Vec<ResourceId>)> = document
        .resources
        .iter()
        .filter_map(|(id, resource)| match resource.as_ref() {
            Resource::EcsService(own) if own.tasks.contains(task) => {
                Some((id.clone(), own.tasks.iter().filter(|one| *one != task).cloned().collect()))
            }
            _ => None,
        })
        .collect();
    for (id, left) in others {
        draft.set_ids(&id, "/tasks", &left);
    }
    tasks.push(task.clone());
    draft.set_ids(service, "/tasks", &tasks);
    Ok(said(format!("{called} is a task of {place}")))
}

/// The file system gets a mount target in the subnet.
///
/// # Errors
/// It has one in that zone, the subnet is of another VPC, or it is full.
pub(super) fn mount_target(
    draft: &mut Draft<'_>,
    file_system: &Key,
    subnet: &Key,
) -> Result<Connected, NotConnected> {
    let document = draft.document();
    same_vpc(document, file_system, subnet)?;
    let zone = |subnet: &ResourceId| document.subnet(subnet.as_str())?.availability_zone.clone();
    let there = zone(subnet);
    let is_there = |id: &ResourceId| {
        facts::subnet_of(document, id.as_str()).is_some_and(|own| own == *subnet || zone(&own) == there)
    };
    if let Some((id, _)) = document.mount_targets_of(file_system.as_str()).find(|(id, _)| is_there(id)) {
        let message = format!(
            "{} has the mount target {} in that zone, and AWS allows one there: hosts of every subnet of the zone use it.",
            name(draft, file_system),
            document.display_name(id.as_str())
        );
        return Err(message.into());
    }
    let (made, called) = create::add_mount_target(draft, file_system, subnet)?;
    let text =
        format!("{} has the mount target {called} in {}", name(draft, file_system), name(draft, subnet));
    Ok(Connected { text, made: Some(made), ..Connected::default() })
}

/// A mount target is one of the file system; anybody else sends to the mount target of its zone, or to the first one.
///
/// # Errors
/// The file system has no mount target.
pub(super) fn mount(draft: &mut Draft<'_>, who: &Key, file_system: &Key) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let (called, place) = (name(draft, who), name(draft, file_system));
    if document.mount_target(who.as_str()).is_some() {
        draft.set(who, "/fileSystemId", file_system.as_str());
        return Ok(said(format!("{called} is a mount target of {place}")));
    }
    let zone = |key: &str| {
        let subnet = facts::subnet_of(document, key)?;
        document.subnet(subnet.as_str())?.availability_zone.clone()
    };
    let here = zone(who.as_str());
    let targets = || document.mount_targets_of(file_system.as_str()).map(|(id, _)| id);
    let near = targets().find(|id| here.is_some() && zone(id.as_str()) == here);
    let Some(target) = near.or_else(|| targets().next()).cloned() else {
        return Err(format!("{place} has no mount target. Connect it with a subnet first.").into());
    };
    Ok(Connected {
        text: format!("Packet from {called} to {}", name(draft, &target)),
        packet: Some((who.clone(), target)),
        ..Connected::default()
    })
}
