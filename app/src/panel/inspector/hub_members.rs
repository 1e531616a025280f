//! Which attachments a table of a transit gateway decides for, and which bring their routes into it: seen from the
//! table and from the attachment.

use super::link_list::LinkList;
use super::shown::use_shown;
use crate::panel::desk::Desk;
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::{Document, Resource, ResourceId, TransitGatewayRouteTable};
use serde_json::json;

/// One of the two lists of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Members {
    /// What it decides for; an attachment is in one such list at most (R-TGW-14).
    Associations,
    /// What brings its routes into it.
    Propagations,
}

impl Members {
    /// The JSON pointer of the list.
    pub(super) fn path(self) -> &'static str {
        if self == Self::Associations { "/associations" } else { "/propagations" }
    }

    /// The list of a table.
    pub(super) fn of(self, table: &TransitGatewayRouteTable) -> &[ResourceId] {
        if self == Self::Associations { &table.associations } else { &table.propagations }
    }
}

/// The tables of a transit gateway with their ids.
pub(super) fn tables_of<'a>(
    document: &'a Document,
    gateway: &str,
) -> Vec<(&'a ResourceId, &'a TransitGatewayRouteTable)> {
    let all = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::TransitGatewayRouteTable(table) => Some((id, table)),
        _ => None,
    });
    all.filter(|(_, table)| table.transit_gateway_id.as_ref().is_some_and(|id| id.as_str() == gateway))
        .collect()
}

/// Puts an attachment into the list of a table, or takes it out; for an association out of every other table, too.
pub(super) fn set_member(desk: Desk, members: Members, table: &str, attachment: &str, is_in: bool) {
    let document = desk.document();
    let Some(own) = document.transit_gateway_route_table(table) else { return };
    let gateway = own.transit_gateway_id.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut changes = Vec::new();
    for (id, other) in tables_of(&document, &gateway) {
        let list = members.of(other);
        let holds = list.iter().any(|id| id.as_str() == attachment);
        let is_table = id.as_str() == table;
        let wanted = match (is_table, members) {
            (true, _) => is_in,
            (false, Members::Associations) => holds && !is_in,
            (false, Members::Propagations) => holds,
        };
        if holds == wanted {
            continue;
        }
        let mut list: Vec<&str> =
            list.iter().map(ResourceId::as_str).filter(|id| *id != attachment).collect();
        if wanted {
            list.push(attachment);
        }
        changes.push(if list.is_empty() {
            Change::RemovePath { id: id.clone(), path: members.path().to_owned() }
        } else {
            Change::set(id, members.path(), json!(list))
        });
    }
    let (attachment, table) = (desk.name(attachment), desk.name(table));
    let label = match (members, is_in) {
        (Members::Associations, true) => format!("Associate {attachment} with {table}"),
        (Members::Associations, false) => format!("End the association of {attachment}"),
        (Members::Propagations, true) => format!("Propagate {attachment} to {table}"),
        (Members::Propagations, false) => format!("Stop propagating {attachment} to {table}"),
    };
    if let Err(reason) = desk.edit(label, changes) {
        desk.say(reason);
    }
}

/// One of the lists of the shown table, with one more to choose.
#[component]
pub(super) fn MemberList(
    /// Which list.
    members: Members,
    /// The heading.
    title: &'static str,
    /// What stands in the list of choices.
    add: &'static str,
    /// What is said where there is none.
    none: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let ids = Memo::new(move |_| shown.list(members.path()));
    let set = move |(attachment, is_in): (String, bool)| {
        set_member(shown.desk, members, shown.id().as_str(), &attachment, is_in);
    };
    let more = Signal::derive(move || {
        let document = shown.desk.document();
        let gateway = shown.text("/transitGatewayId");
        let taken = ids.get();
        let mut more = Vec::new();
        for (id, resource) in &document.resources {
            let Resource::TransitGatewayAttachment(attachment) = resource.as_ref() else { continue };
            // Routes over a peering are static (R-TGW-28).
            let can = members == Members::Associations || !attachment.is_peering();
            if can
                && attachment.transit_gateway_ids().any(|own| own.as_str() == gateway)
                && !taken.contains(&id.to_string())
            {
                more.push((id.to_string(), document.display_name(id.as_str()).to_owned()));
            }
        }
        more
    });
    view! { <LinkList title ids none add more set/> }.into_any()
}
