//! Who answers in a target group.

use netyard_core::model::{LoadBalancerKind, Resource, ResourceId, TargetGroup};
use serde_json::json;

use super::{address_of, forward, free_row, groups_of, members};
use crate::connect::{Connected, NotConnected, name, same_vpc};
use crate::create::target_group::{balancers_of, new_group};
use crate::draft::Draft;
use crate::effect::Alternative;
use crate::facts;
use crate::session::Key;

/// The thing is a target of the group from now on: an instance, a function or a load balancer by itself, anything else by
/// its address.
///
/// # Errors
/// The group takes others, has it already, or belongs to another VPC.
pub(in crate::connect) fn target(
    draft: &mut Draft<'_>,
    group: &Key,
    thing: &Key,
) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let Some(own) = document.target_group(group.as_str()).cloned() else {
        return Err("Nothing to connect.".to_owned().into());
    };
    let wanted = match document.resource(thing.as_str()) {
        Some(Resource::AutoScalingGroup(_)) => return members::join(draft, thing, group),
        Some(Resource::Instance(_)) if own.target_type == "ip" => "ip",
        Some(Resource::Instance(_)) => "instance",
        Some(Resource::Function(_)) => "lambda",
        Some(Resource::LoadBalancer(_)) if own.protocol.as_deref() != Some("GENEVE") => "alb",
        _ => "ip",
    };
    let (called, group_name) = (name(draft, thing), name(draft, group));
    if wanted == "instance" || wanted == "alb" {
        same_vpc(document, thing, group)?;
    }
    refuse_balancer(draft, wanted, thing)?;
    let id = if wanted == "ip" {
        let Some(address) = address_of(document, thing.as_str()) else {
            return Err(format!("{called} has no address yet that could be a target.").into());
        };
        address
    } else {
        thing.to_string()
    };
    if own.targets.values().any(|target| target.id.as_ref().is_some_and(|own| own.as_str() == id)) {
        return Err(format!("{called} is a target of {group_name} already.").into());
    }
    let mut text = format!("{called} is a target of {group_name}");
    if own.target_type != wanted {
        text.push_str(&change_type(draft, group, &own, wanted, &called)?);
    } else if matches!(wanted, "lambda" | "alb") && !own.targets.is_empty() {
        let what = if wanted == "lambda" { "function" } else { "load balancer" };
        return Err(format!("{group_name} takes one {what}, and has it. Make a second target group.").into());
    }
    let taken: Vec<String> = own.targets.keys().map(ToString::to_string).collect();
    let row = free_row(draft, "t", &taken);
    let is_outside = wanted == "ip" && facts::vpc_of(draft.document(), thing.as_str()) != own.vpc_id;
    // AWS asks for it where the address is outside of the VPC.
    let target = if is_outside { json!({"id": id, "availabilityZone": "all"}) } else { json!({"id": id}) };
    draft.set(group, &format!("/targets/{row}"), target);
    let alternatives = admitting(draft, group, thing).into_iter().collect();
    Ok(Connected { text, alternatives, ..Connected::default() })
}

/// Of load balancers only Application ones are targets (R-NLB-15).
fn refuse_balancer(draft: &Draft<'_>, wanted: &str, thing: &Key) -> Result<(), String> {
    let balancer = draft.document().load_balancer(thing.as_str()).filter(|_| wanted == "alb");
    match balancer {
        Some(own) if own.kind() != Some(LoadBalancerKind::Application) => Err(format!(
            "{} cannot be a target: of load balancers a target group takes Application Load Balancers only.",
            name(draft, thing)
        )),
        _ => Ok(()),
    }
}

/// A group without targets takes others from now on, and says so; AWS would make it anew.
fn change_type(
    draft: &mut Draft<'_>,
    group: &ResourceId,
    own: &TargetGroup,
    wanted: &str,
    thing: &str,
) -> Result<String, String> {
    let document = draft.document();
    let called = document.display_name(group.as_str()).to_owned();
    let joined = document.resources.values().any(|resource| {
        matches!(resource.as_ref(), Resource::AutoScalingGroup(other) if other.target_group_arns.contains(group))
    });
    let plural = |word: &str| match word {
        "ip" => "addresses",
        "lambda" => "a function",
        "alb" => "an Application Load Balancer",
        _ => "instances",
    };
    if !own.targets.is_empty() || joined {
        return Err(format!(
            "{called} takes {}. Make a second target group for {thing}.",
            plural(&own.target_type)
        ));
    }
    let by_network = own.protocol.as_deref() == Some("TCP");
    if wanted == "alb" && !by_network && !balancers_of(document, group).is_empty() {
        return Err(format!(
            "{called} speaks {}: an Application Load Balancer is a target of a TCP group, behind a Network Load Balancer.",
            own.protocol.as_deref().unwrap_or("nothing")
        ));
    }
    if wanted == "lambda" && matches!(own.protocol.as_deref(), Some(word) if !word.starts_with("HTTP")) {
        return Err(format!(
            "{called} is no group for functions: only Application Load Balancers call them."
        ));
    }
    draft.set(group, "/targetType", wanted);
    if wanted == "lambda" {
        // A group of a function has neither.
        draft.unset(group, "/protocol");
        draft.unset(group, "/port");
    } else if wanted == "alb" && !by_network {
        draft.set(group, "/protocol", "TCP");
    }
    Ok(format!(". {called} takes {} from now on", plural(wanted)))
}

/// A load balancer and what shall answer behind it: its target group takes it, or one that is made for it.
///
/// # Errors
/// It has several groups, or its group does not take the thing.
pub(in crate::connect) fn register(
    draft: &mut Draft<'_>,
    balancer: &Key,
    thing: &Key,
) -> Result<Connected, NotConnected> {
    let Some(own) = draft.document().load_balancer(balancer.as_str()).cloned() else {
        return Err("Nothing to connect.".to_owned().into());
    };
    let kind = own.kind().unwrap_or(LoadBalancerKind::Application);
    let (called, other) = (name(draft, balancer), name(draft, thing));
    let is_balancer = draft.document().load_balancer(thing.as_str()).is_some();
    if is_balancer && kind != LoadBalancerKind::Network {
        return Err(format!(
            "{called} does not forward to {other}: only a Network Load Balancer has an Application Load Balancer as its target."
        )
        .into());
    }
    if kind == LoadBalancerKind::Classic {
        return members::register_instance(draft, balancer, &own, thing);
    }
    match groups_of(&own).as_slice() {
        [] => {
            let vpc = facts::vpc_of(draft.document(), balancer.as_str());
            let Some(vpc) = vpc else { return Err(format!("{called} is in no VPC yet.").into()) };
            let group = new_group(draft, kind, &vpc);
            let made = forward(draft, balancer, &group)?;
            let taken = target(draft, &group, thing)?;
            Ok(Connected { text: format!("{}. {}", made.text, taken.text), ..taken })
        }
        [group] => target(draft, group, thing),
        groups => {
            let names: Vec<String> = groups.iter().map(|group| name(draft, group)).collect();
            let list = facts::name_list(names.iter().map(String::as_str), "and");
            let alternatives = groups.iter().zip(&names).take(2).filter_map(|(group, into)| {
                let mut is_taken = false;
                let changes = draft.try_out(|draft| is_taken = target(draft, group, thing).is_ok());
                is_taken.then(|| Alternative { label: format!("Into {into}"), changes })
            });
            let alternatives = alternatives.collect();
            let message = format!("{called} forwards to {list}. Connect {other} to one of these.");
            Err(NotConnected { message, alternatives })
        }
    }
}

/// What is offered where no group of the target names the group of a load balancer in front: a rule for it.
fn admitting(draft: &mut Draft<'_>, group: &ResourceId, thing: &ResourceId) -> Option<Alternative> {
    let document = draft.document();
    let port = document.target_group(group.as_str())?.port?;
    let balancer = balancers_of(document, group).into_iter().next()?;
    let (_, node) = facts::interface_of(document, balancer.as_str())?;
    let client = node.group_ids.first()?.clone();
    let (_, interface) = facts::interface_of(document, thing.as_str())?;
    let groups: Vec<_> = interface
        .group_ids
        .iter()
        .filter_map(|id| Some((id, document.security_group(id.as_str())?)))
        .collect();
    let admits = groups.iter().flat_map(|(_, own)| own.ip_permissions.values()).any(|rule| {
        rule.group_id.as_ref() == Some(&client)
            || rule.cidr_ip.as_ref().is_some_and(|block| block.to_string() == "0.0.0.0/0")
    });
    let (own, content) = groups.iter().find(|(id, _)| **id != client).filter(|_| !admits)?;
    let taken: Vec<String> = content.ip_permissions.keys().map(ToString::to_string).collect();
    let label = format!(
        "Admit {} in {}",
        document.display_name(client.as_str()),
        document.display_name(own.as_str())
    );
    let own = (*own).clone();
    let row = free_row(draft, "g", &taken);
    let rule = json!({"ipProtocol": "tcp", "fromPort": port, "toPort": port, "groupId": client.as_str()});
    let changes = draft.try_out(|draft| draft.set(&own, &format!("/ipPermissions/{row}"), rule));
    Some(Alternative { label, changes })
}
