//! Instances that come by themselves: those of Auto Scaling groups, and those of Classic Load Balancers.

use netyard_core::model::{AutoScalingGroup, LoadBalancer, Resource, ResourceId};
use serde_json::json;

use super::{free_row, register};
use crate::connect::{Connected, NotConnected, name, same_vpc};
use crate::draft::Draft;
use crate::effect::Alternative;
use crate::session::Key;

fn said(text: String) -> Connected {
    Connected { text, ..Connected::default() }
}

fn scaling(draft: &Draft<'_>, id: &ResourceId) -> Result<AutoScalingGroup, String> {
    match draft.document().resource(id.as_str()) {
        Some(Resource::AutoScalingGroup(group)) => Ok(group.clone()),
        _ => Err("Nothing to connect.".to_owned()),
    }
}

/// The instances of the Auto Scaling group join the target group.
///
/// # Errors
/// They do already, the target group takes no instances, or they belong to different VPCs.
pub(in crate::connect) fn join(
    draft: &mut Draft<'_>,
    scaling_group: &Key,
    group: &Key,
) -> Result<Connected, NotConnected> {
    let own = scaling(draft, scaling_group)?;
    let (called, into) = (name(draft, scaling_group), name(draft, group));
    same_vpc(draft.document(), scaling_group, group)?;
    if own.target_group_arns.contains(group) {
        return Err(format!("The instances of {called} are targets of {into} already.").into());
    }
    let takes = draft.document().target_group(group.as_str()).map(|group| group.target_type.clone());
    if takes.is_some_and(|takes| takes != "instance") {
        return Err(format!("{into} takes no instances, and {called} starts nothing else.").into());
    }
    let all: Vec<ResourceId> = own.target_group_arns.iter().chain([group]).cloned().collect();
    draft.set_ids(scaling_group, "/targetGroupArns", &all);
    Ok(said(format!("The instances of {called} are targets of {into}")))
}

/// The instances of the Auto Scaling group stand behind the load balancer: of a classic one directly, else by its group.
///
/// # Errors
/// They do already, or the load balancer has several groups.
pub(in crate::connect) fn join_balancer(
    draft: &mut Draft<'_>,
    scaling_group: &Key,
    balancer: &Key,
) -> Result<Connected, NotConnected> {
    register(draft, balancer, scaling_group)
}

/// A Classic Load Balancer takes an instance, or those of an Auto Scaling group.
///
/// # Errors
/// It is neither, it is there already, or it stands in another VPC.
pub(super) fn register_instance(
    draft: &mut Draft<'_>,
    balancer: &Key,
    own: &LoadBalancer,
    thing: &Key,
) -> Result<Connected, NotConnected> {
    let (called, other) = (name(draft, balancer), name(draft, thing));
    same_vpc(draft.document(), balancer, thing)?;
    match draft.document().resource(thing.as_str()) {
        Some(Resource::AutoScalingGroup(group)) => {
            if group.load_balancer_names.contains(balancer) {
                return Err(format!("The instances of {other} stand behind {called} already.").into());
            }
            let all: Vec<ResourceId> = group.load_balancer_names.iter().chain([balancer]).cloned().collect();
            draft.set_ids(thing, "/loadBalancerNames", &all);
            Ok(said(format!("The instances of {other} stand behind {called}")))
        }
        Some(Resource::Instance(_)) => {
            if own.instances.values().any(|row| row.instance_id.as_ref() == Some(thing)) {
                return Err(format!("{other} stands behind {called} already.").into());
            }
            let taken: Vec<String> = own.instances.keys().map(ToString::to_string).collect();
            let row = free_row(draft, "m", &taken);
            draft.set(balancer, &format!("/instances/{row}"), json!({"instanceId": thing.as_str()}));
            Ok(said(format!("{other} stands behind {called}")))
        }
        _ => {
            Err(format!("{called} is a Classic Load Balancer: it takes instances only, and {other} is none.")
                .into())
        }
    }
}

/// The instance belongs to the group, which wants one more from now on, as AWS does it.
///
/// # Errors
/// It belongs to one already, stands in another VPC, or the group has its most.
pub(in crate::connect) fn instance_of(
    draft: &mut Draft<'_>,
    scaling_group: &Key,
    instance: &Key,
) -> Result<Connected, NotConnected> {
    let own = scaling(draft, scaling_group)?;
    let (called, other) = (name(draft, scaling_group), name(draft, instance));
    let holder = draft.document().resources.iter().find(|(_, resource)| {
        matches!(resource.as_ref(), Resource::AutoScalingGroup(group) if group.instances.contains(instance))
    });
    if let Some((holder, _)) = holder {
        return Err(format!("{other} belongs to {} already.", name(draft, holder)).into());
    }
    same_vpc(draft.document(), scaling_group, instance)?;
    let wanted = own.desired_capacity.or(own.min_size).unwrap_or(0).saturating_add(1);
    let instances: Vec<ResourceId> = own.instances.iter().chain([instance]).cloned().collect();
    if own.max_size.is_some_and(|most| wanted > most) {
        let changes = draft.try_out(|draft| {
            draft.set(scaling_group, "/maxSize", wanted);
            draft.set(scaling_group, "/desiredCapacity", wanted);
            draft.set_ids(scaling_group, "/instances", &instances);
        });
        return Err(NotConnected {
            message: format!("{called} has its most instances, {}. Raise the most first.", wanted - 1),
            alternatives: vec![Alternative { label: format!("Raise it to {wanted}"), changes }],
        });
    }
    draft.set_ids(scaling_group, "/instances", &instances);
    draft.set(scaling_group, "/desiredCapacity", wanted);
    Ok(said(format!("{other} belongs to {called}, which wants {wanted} instances")))
}

/// The group starts instances in the subnet, too.
///
/// # Errors
/// It does already, or the subnet lies in another VPC.
pub(in crate::connect) fn starts_in(
    draft: &mut Draft<'_>,
    scaling_group: &Key,
    subnet: &Key,
) -> Result<Connected, NotConnected> {
    let own = scaling(draft, scaling_group)?;
    let (called, place) = (name(draft, scaling_group), name(draft, subnet));
    if own.vpc_zone_identifier.contains(subnet) {
        return Err(format!("{called} starts instances in {place} already.").into());
    }
    same_vpc(draft.document(), scaling_group, subnet)?;
    let all: Vec<ResourceId> = own.vpc_zone_identifier.iter().chain([subnet]).cloned().collect();
    draft.set_ids(scaling_group, "/vpcZoneIdentifier", &all);
    Ok(said(format!("{called} starts instances in {place}, too")))
}
