use super::hub_members::{MemberList, Members, tables_of};
use super::line::Line;
use super::route_table::OwnerAt;
use super::routes::Routes;
use super::shown::use_shown;
use super::who_learns_what::WhoLearnsWhat;
use crate::ui::Checkbox;
use leptos::prelude::*;
use netyard_core::change::Change;
use serde_json::json;

/// A route table of a transit gateway: its routes, what it decides for, what brings routes into it.
#[component]
pub(super) fn TransitGatewayRouteTableInspector() -> impl IntoView {
    let shown = use_shown();
    view! {
        <div class="section settings">
            <Line label="Transit gateway"><OwnerAt path="/transitGatewayId"/></Line>
            <DefaultSetting label="New attachments are associated with it" flag="/defaultAssociationRouteTable" option="/options/associationDefaultRouteTableId"/>
            <DefaultSetting label="New attachments are propagated to it" flag="/defaultPropagationRouteTable" option="/options/propagationDefaultRouteTableId"/>
        </div>
        <Routes table=shown.id().to_string() note=""/>
        <WhoLearnsWhat of=shown.id().to_string()/>
        <MemberList members=Members::Associations title="Associations" add="Associate an attachment…" none="None: it decides for nothing."/>
        <MemberList members=Members::Propagations title="Propagations" add="Propagate an attachment…" none="None: only static routes lead anywhere."/>
    }
}

/// Whether the table is a default one; a transit gateway has one of each.
#[component]
fn DefaultSetting(
    /// The words beside the box.
    label: &'static str,
    /// The JSON pointer of the mark on the table.
    flag: &'static str,
    /// The JSON pointer of the table's id on the transit gateway.
    option: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let checked =
        Signal::derive(move || shown.value(flag).and_then(|value| value.as_bool()).unwrap_or(false));
    let change = move |on: bool| {
        let document = shown.desk.document();
        let (own, gateway) = (shown.id(), shown.text("/transitGatewayId"));
        let mut changes = Vec::new();
        for (id, table) in tables_of(&document, &gateway) {
            let is_marked = if flag == "/defaultAssociationRouteTable" {
                table.default_association_route_table
            } else {
                table.default_propagation_route_table
            };
            if *id == own && on {
                changes.push(Change::set(id, flag, true));
            } else if is_marked {
                changes.push(Change::RemovePath { id: id.clone(), path: flag.to_owned() });
            }
        }
        let holds = document
            .resources
            .get_key_value(gateway.as_str())
            .filter(|(_, resource)| resource.to_value().pointer(option).is_some());
        if let Some((id, _)) = holds {
            changes.push(if on {
                Change::set(id, option, json!(own.as_str()))
            } else {
                Change::RemovePath { id: id.clone(), path: option.to_owned() }
            });
        }
        if let Err(reason) =
            shown.desk.edit(format!("Change the default table of {}", shown.desk.name(&gateway)), changes)
        {
            shown.desk.say(reason);
        }
    };
    view! { <Checkbox label=label.to_owned() checked on_change=change/> }
}
