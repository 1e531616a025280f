//! Listeners and rules, which join load balancers, and groups whose targets nobody tells.

use super::maker::Maker;
use super::own::Own;
use netyard_core::model::{
    LoadBalancer, LoadBalancerListener, LoadBalancerRule, Resource, ResourceId, RowId, TargetGroup,
};
use std::collections::BTreeMap;

/// Stands for a certificate whose ARN is told elsewhere: that there is one counts, not which one it is.
pub(crate) const TOLD_ELSEWHERE: &str = "certificate-told-elsewhere";

/// Rows in the order in which they are written, numbered after a letter.
pub(crate) fn rows<T>(letter: &str, all: impl IntoIterator<Item = T>) -> BTreeMap<RowId, T> {
    let all = all.into_iter().enumerate();
    all.map(|(index, one)| (RowId::new(&format!("{letter}{}", index + 1)), one)).collect()
}

fn change(maker: &mut Maker<'_>, id: &ResourceId, change: impl FnOnce(&mut LoadBalancer)) -> bool {
    maker.change(
        id,
        |resource| if let Resource::LoadBalancer(it) = resource { Some(it) } else { None },
        change,
    )
}

fn does_not_know(maker: &mut Maker<'_>, own: &Own, id: &ResourceId, part: &str) {
    change(maker, id, |balancer| {
        if !balancer.unknown.iter().any(|known| known == part) {
            balancer.unknown.push(part.to_owned());
        }
    });
    let why = format!(
        "Nothing tells it whole: the {part} of {id} count as not known, and a packet that needs them ends UNKNOWN."
    );
    maker.note(own, &why);
}

/// Adds a listener to the load balancer that the property `key` names. Nobody knows all listeners where one `is_open`.
pub(crate) fn listener(
    maker: &mut Maker<'_>,
    own: &Own,
    key: &str,
    listener: LoadBalancerListener,
    is_open: bool,
) {
    let balancer = own.view().id(key);
    let Some(id) = balancer.clone().filter(|id| maker.document.load_balancer(id.as_str()).is_some()) else {
        maker.cannot_join(own, key, balancer.as_ref(), "networkInterface");
        return;
    };
    let mut row = None;
    change(maker, &id, |balancer| {
        let own = RowId::new(&format!("l{}", balancer.listeners.len() + 1));
        balancer.listeners.insert(own.clone(), listener);
        row = Some(own);
    });
    maker.read(own);
    if is_open {
        does_not_know(maker, own, &id, "listeners");
    }
    maker.listeners.extend(row.map(|row| (own.id.clone(), (id, row))));
}

/// Adds a rule to the listener that the property `key` names. Nobody knows all rules where one `is_open`.
pub(crate) fn rule(maker: &mut Maker<'_>, own: &Own, key: &str, rule: LoadBalancerRule, is_open: bool) {
    let named = own.view().id(key);
    let Some((balancer, row)) = named.as_ref().and_then(|id| maker.listeners.get(id).cloned()) else {
        maker.cannot_join(own, key, named.as_ref(), "networkInterface");
        return;
    };
    let name = rule.priority.map_or_else(|| format!("r-{}", own.label()), |priority| format!("r{priority}"));
    change(maker, &balancer, |balancer| {
        if let Some(listener) = balancer.listeners.get_mut(&row) {
            listener.rules.insert(RowId::new(&name), rule);
        }
    });
    maker.read(own);
    if is_open {
        does_not_know(maker, own, &balancer, "rules");
    }
}

/// Nobody knows the targets of a group.
pub(crate) fn unknown_targets(group: &mut TargetGroup) {
    if !group.unknown.iter().any(|known| known == "targets") {
        group.unknown.push("targets".to_owned());
    }
}

/// Nobody knows whether there are more targets than those that are told.
pub(crate) fn may_have_more_targets(maker: &mut Maker<'_>, group: &ResourceId) {
    maker.change(
        group,
        |resource| if let Resource::TargetGroup(it) = resource { Some(it) } else { None },
        unknown_targets,
    );
}

/// Nobody knows whether there are more listeners than those that are told.
pub(crate) fn may_have_more_listeners(maker: &mut Maker<'_>, balancer: &ResourceId) {
    change(maker, balancer, |balancer| {
        for part in ["listeners", "rules"] {
            if !balancer.unknown.iter().any(|known| known == part) {
                balancer.unknown.push(part.to_owned());
            }
        }
    });
}

/// What a service starts while it runs is no part of the files: nobody knows the targets of its groups.
pub(crate) fn joined_later(maker: &mut Maker<'_>, own: &Own, groups: &[ResourceId]) {
    let mut found = false;
    for id in groups {
        found |= maker.change(
            id,
            |resource| if let Resource::TargetGroup(it) = resource { Some(it) } else { None },
            unknown_targets,
        );
    }
    let why = if found {
        "What it starts is there only while it runs and is not drawn: the targets of its groups count as not known."
    } else {
        "What it starts is there only while it runs and is not drawn."
    };
    maker.note(own, why);
}
