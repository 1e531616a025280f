//! Lines behind load balancers, as things of their own: from a load balancer to a target group, from there to a target,
//! from an Auto Scaling group to its instances. No resource stands for such a line: actions, rows and lists do.

use netyard_core::model::{Document, Resource, ResourceId, TargetGroup};
use netyard_scene::route_edge::Addresses;

use crate::connect::load_balancer::words_of_listener;
use crate::delete::behind::leave_groups;
use crate::draft::Draft;

/// One reason why a line is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetRow {
    /// The resource that says so.
    pub holder: ResourceId,
    /// What it is, in words: "HTTP 80", "port 8080".
    pub words: String,
    what: What,
}

/// Where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    /// Actions of a load balancer that forward to the group.
    Forward(ResourceId),
    /// A row, by its path.
    Row(String),
    /// An id of a list, by its path.
    Listed(&'static str, ResourceId),
}

/// What a line between the two stands for; nothing where it is another kind of line.
pub fn rows_of_target_line(document: &Document, from: &str, to: &str) -> Vec<TargetRow> {
    match document.resource(from) {
        Some(Resource::LoadBalancer(balancer)) => {
            let mut rows = forwards(document, from, to);
            for (row, instance) in &balancer.instances {
                if instance.instance_id.as_ref().is_some_and(|id| id.as_str() == to) {
                    rows.push(TargetRow {
                        holder: ResourceId::new(from),
                        words: "a registered instance".to_owned(),
                        what: What::Row(format!("/instances/{row}")),
                    });
                }
            }
            rows.extend(listed(document, to, from, "/loadBalancerNames", "its instances"));
            rows
        }
        Some(Resource::TargetGroup(group)) => {
            let mut rows = targets(document, from, group, to);
            rows.extend(listed(document, to, from, "/targetGroupArns", "its instances"));
            rows
        }
        Some(Resource::AutoScalingGroup(_)) => listed(document, from, to, "/instances", "an instance of it"),
        _ => Vec::new(),
    }
}

fn forwards(document: &Document, balancer: &str, group: &str) -> Vec<TargetRow> {
    let Some(own) = document.load_balancer(balancer) else { return Vec::new() };
    let mut words: Vec<String> = Vec::new();
    for listener in own.listeners.values() {
        let by_default = listener.default_actions.values();
        let leads_there = |action: &netyard_core::model::LoadBalancerAction| {
            action.forwards().iter().any(|(id, _)| id.as_str() == group)
        };
        if by_default.into_iter().any(leads_there) {
            words.push(words_of_listener(listener));
        }
        for (_, rule) in listener.rules_in_order() {
            if rule.actions.values().any(leads_there) {
                let number = rule.priority.map(|number| format!(" {number}")).unwrap_or_default();
                words.push(format!("rule{number} of {}", words_of_listener(listener)));
            }
        }
    }
    if words.is_empty() {
        return Vec::new();
    }
    let (holder, group) = (ResourceId::new(balancer), ResourceId::new(group));
    vec![TargetRow { holder, words: words.join(", "), what: What::Forward(group) }]
}

fn targets(document: &Document, id: &str, group: &TargetGroup, to: &str) -> Vec<TargetRow> {
    let addresses = Addresses::of(document);
    let is_there = |named: &ResourceId| {
        let shown = addresses.of_target(group, named);
        shown.as_str() == to
            || document
                .network_interface(shown.as_str())
                .and_then(netyard_core::model::NetworkInterface::instance_id)
                .is_some_and(|holder| holder.as_str() == to)
    };
    let rows = group.targets.iter().filter(|(_, target)| target.id.as_ref().is_some_and(is_there));
    rows.map(|(row, target)| TargetRow {
        holder: ResourceId::new(id),
        words: match target.port.or(group.port) {
            Some(port) => format!("port {port}"),
            None => "a target".to_owned(),
        },
        what: What::Row(format!("/targets/{row}")),
    })
    .collect()
}

/// What a list of an Auto Scaling group says.
fn listed(
    document: &Document,
    scaling: &str,
    named: &str,
    path: &'static str,
    words: &str,
) -> Vec<TargetRow> {
    let Some(Resource::AutoScalingGroup(own)) = document.resource(scaling) else { return Vec::new() };
    let list = match path {
        "/instances" => &own.instances,
        "/targetGroupArns" => &own.target_group_arns,
        _ => &own.load_balancer_names,
    };
    let Some(id) = list.iter().find(|id| id.as_str() == named) else { return Vec::new() };
    vec![TargetRow {
        holder: ResourceId::new(scaling),
        words: words.to_owned(),
        what: What::Listed(path, id.clone()),
    }]
}

/// Takes away what the line stands for and says what went; `None` where it is another kind of line.
pub(crate) fn remove_target_line(draft: &mut Draft<'_>, from: &str, to: &str) -> Option<String> {
    let document = draft.document();
    let rows = rows_of_target_line(document, from, to);
    if rows.is_empty() {
        return None;
    }
    let (here, there) = (document.display_name(from).to_owned(), document.display_name(to).to_owned());
    let words: Vec<&str> = rows.iter().map(|row| row.words.as_str()).collect();
    let text = format!("Deleted the line from {here} to {there}: {}", words.join(", "));
    for row in &rows {
        match &row.what {
            What::Row(path) => draft.unset(&row.holder, path),
            What::Listed(path, gone) => leave(draft, &row.holder, path, gone),
            What::Forward(group) => {
                if let Some(own) = draft.document().load_balancer(row.holder.as_str()).cloned() {
                    leave_groups(draft, &row.holder, &own, |id| id == group);
                }
            }
        }
    }
    Some(text)
}

/// An id leaves a list of an Auto Scaling group. Of an instance the group wants one less then, as AWS does it on request.
fn leave(draft: &mut Draft<'_>, holder: &ResourceId, path: &'static str, gone: &ResourceId) {
    let Some(Resource::AutoScalingGroup(own)) = draft.document().resource(holder.as_str()).cloned() else {
        return;
    };
    let list = match path {
        "/instances" => &own.instances,
        "/targetGroupArns" => &own.target_group_arns,
        _ => &own.load_balancer_names,
    };
    let kept: Vec<ResourceId> = list.iter().filter(|id| *id != gone).cloned().collect();
    draft.set_ids(holder, path, &kept);
    let wanted =
        own.desired_capacity.filter(|wanted| path == "/instances" && *wanted > own.min_size.unwrap_or(0));
    if let Some(wanted) = wanted {
        draft.set(holder, "/desiredCapacity", wanted.saturating_sub(1));
    }
}
