//! The table of routes: local ones fixed, written ones editable, those of endpoints derived.

use super::hub_routes;
use super::new_row;
use super::route_row::{FixedRow, ProposedRow, RouteRow, WrittenRow};
use crate::panel::desk::{Desk, use_desk};
use crate::panel::words::{self, name_of};
use crate::ui::{Button, Combobox, Each, IconButton, Section, Suggestion, When, focus_by_id, focus_instead};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::net::CidrBlock;
use netyard_core::ordered::Order;
use netyard_core::routing::{Blackhole, EffectiveRoute, Origin, RoutedNetwork, Target};
use netyard_editor::admit::{admit_group_instead, admitted_group};
use serde_json::{Map, Value};

/// The routes of a table.
#[component]
pub(super) fn Routes(
    /// The id of the route table.
    table: String,
    /// What stands after its name in the heading.
    note: &'static str,
) -> impl IntoView {
    let desk = use_desk();
    let id = StoredValue::new(ResourceId::new(&table));
    let adding = RwSignal::new(false);
    let rows = Memo::new(move |_| id.with_value(|id| rows_of(&desk.network(), id)));
    let keys =
        Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>()));
    let decided = desk.decided(&table);
    let heading = {
        let table = table.clone();
        Signal::derive(move || match note {
            "" => String::new(),
            note => format!("{}, {note}", desk.name(&table)),
        })
    };
    let row_view = move |key: String| {
        let row = Signal::derive(move || rows.with(|rows| rows.iter().find(|row| row.key == key).cloned()));
        match row.get_untracked() {
            Some(found) if found.is_written => view! { <WrittenRow table=id row decided/> }.into_any(),
            _ => view! { <FixedRow row decided/> }.into_any(),
        }
    };
    let precedence = match kind_of(desk, &id.get_value()) {
        TableKind::Hub => {
            "The longest matching prefix wins, then a static route over one that is propagated."
        }
        TableKind::Site => {
            "The router knows its own networks and what it learns by BGP. The longest matching prefix wins."
        }
        TableKind::Vpc => "The longest matching prefix wins.",
    };
    view! {
        <Section title="Routes" note=heading act=move || view! {
            <IconButton sign="plus" class="small" id=ADD_ID label="Add a route" on_press=move |()| { adding.set(true); focus_by_id("new-route"); }/>
        }>
            <table class="rows">
                <thead><tr><th scope="col">"Destination"</th><th scope="col">"Target"</th><th><span class="visually-hidden">"State and acts"</span></th></tr></thead>
                <tbody>
                    <Each keys=keys row=row_view/>
                    <ProposedRow table=id decided/>
                    <When holds=move || adding.get()>
                        <NewRow table=id on_done=move |()| { adding.set(false); focus_instead(ADD_ID); }/>
                    </When>
                </tbody>
            </table>
            <ApplyProposed decided label="Add route"/>
            <p class="quiet-text">{precedence}</p>
        </Section>
    }
}

/// The button that applies the edit which the shown drop proposes.
#[component]
pub(super) fn ApplyProposed(
    /// The decision.
    decided: Memo<Option<crate::panel::decided::Decided>>,
    /// What the button says.
    label: &'static str,
) -> impl IntoView {
    let desk = use_desk();
    let fix = Memo::new(move |_| decided.get().and_then(|decided| decided.fix));
    let press = move |()| {
        if let Some(fix) = fix.get_untracked() {
            desk.apply(fix.title, fix.changes);
        }
    };
    let instead = Memo::new(move |_| {
        let header = decided.get()?.header;
        admit_group_instead(&desk.network(), &fix.get()?, &header)
    });
    let press_instead = move |()| {
        if let Some(fix) = instead.get_untracked() {
            desk.apply(fix.title, fix.changes);
        }
    };
    let instead_words = move || {
        let group = instead.get().and_then(|fix| admitted_group(&desk.network(), &fix));
        group.map(|group| format!("Admit {group} instead"))
    };
    view! {
        <When holds=move || fix.with(Option::is_some)>
            <div class="proposed-act">
                <Button on_press=press>{label}</Button>
                <When holds=move || instead.with(Option::is_some)>
                    <Button on_press=press_instead>{instead_words}</Button>
                </When>
                <span class="quiet-text">{move || fix.get().map(|fix| fix.title)}</span>
            </div>
        </When>
    }
}

/// A route that is being written.
#[component]
fn NewRow(
    /// The table.
    table: StoredValue<ResourceId>,
    /// The row was added, or given up.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let destination = RwSignal::new(String::new());
    let target = RwSignal::new(String::new());
    let write = Callback::new(move |()| {
        let (destination, target) = (destination.get_untracked(), target.get_untracked());
        if destination.is_empty() || target.is_empty() {
            return Ok(false);
        }
        let mut row = Map::new();
        set_destination(desk, &table.get_value(), &mut row, &destination)?;
        set_target(desk, &table.get_value(), &mut row, &target)?;
        write_row(desk, &table.get_value(), &desk.row_id("r"), row).map(|()| true)
    });
    let keep_target = Callback::new(move |text: String| {
        set_target(desk, &table.get_value(), &mut Map::new(), &text)?;
        target.set(text);
        Ok(())
    });
    let row = new_row::NewRow::new(
        format!("The new route of {}", table.with_value(|table| desk.name(table.as_str()))),
        write,
        on_done,
    );
    let [in_destination, in_target, _] = row.fields();
    let on_enter = row.enter(None);
    let at_end = row.enter(Some("The route is added once destination and target are known."));
    let name = move |of: RwSignal<String>| Signal::derive(move || desk.name(&of.get()));
    let keep = Callback::new(move |text: String| {
        set_destination(desk, &table.get_value(), &mut Map::new(), &text)?;
        destination.set(text);
        Ok(())
    });
    view! {
        <tr class="new-row" on:input=move |_| row.begin() on:focusout=move |event| row.leave(&event)>
            <td><Combobox id="new-route" label="Destination of the new route" shown=name(destination) placeholder="0.0.0.0/0" suggestions=destinations(desk, table) commit=keep error=in_destination on_enter/></td>
            <td><Combobox label="Target of the new route" shown=name(target) placeholder="target" suggestions=targets(desk, table) commit=keep_target error=in_target on_enter=at_end/></td>
            <td><IconButton sign="close" class="small" label="Give up the new route" on_press=move |()| row.give_up()/></td>
        </tr>
        {row.trouble()}
    }
}

/// Whose table it is: a row of it names other targets, in other fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TableKind {
    /// A VPC's.
    Vpc,
    /// A transit gateway's.
    Hub,
    /// The router of a site.
    Site,
}

fn kind_of(desk: Desk, table: &ResourceId) -> TableKind {
    desk.store.document.with_untracked(|document| match document.resource(table.as_str()) {
        Some(Resource::TransitGatewayRouteTable(_)) => TableKind::Hub,
        Some(Resource::OnPremisesSite(_)) => TableKind::Site,
        _ => TableKind::Vpc,
    })
}

/// Writes a row of the table.
pub(super) fn write_row(
    desk: Desk,
    table: &ResourceId,
    row: &str,
    value: Map<String, Value>,
) -> Result<(), String> {
    if let Some(reason) = taken_destination(desk, table, row, &value) {
        return Err(reason);
    }
    let label = format!("Change a route of {}", desk.name(table.as_str()));
    desk.edit(label, vec![Change::set(table, &format!("/routes/{row}"), Value::Object(value))])
}

/// Why a destination cannot stand in a row: another row of the table has it already (R-RT-24), or the local route has,
/// whose target can only be one that takes packets inside of the VPC (R-RT-7).
fn taken_destination(
    desk: Desk,
    table: &ResourceId,
    row: &str,
    value: &Map<String, Value>,
) -> Option<String> {
    let text = DESTINATIONS.iter().find_map(|field| value.get(*field)?.as_str())?;
    let block = CidrBlock::new(text).net();
    let routed = untrack(|| desk.network());
    let name = desk.name(table.as_str());
    let rows = routed.network.document.resource(table.as_str())?.to_value();
    let rows = rows.get("routes").and_then(Value::as_object);
    let mut others = rows.into_iter().flatten();
    let is_same = |other: &str| other == text || block.is_some() && CidrBlock::new(other).net() == block;
    let text_of = |route: &Value| {
        DESTINATIONS
            .iter()
            .find_map(|field| route.get(*field)?.as_str().map(str::to_owned))
            .unwrap_or_default()
    };
    if others.any(|(own, route)| own.as_str() != row && is_same(&text_of(route))) {
        return Some(format!(
            "{name} has a route to {text} already: a table holds one for each destination."
        ));
    }
    let vpc = &routed.tables.get(table)?.vpc;
    let is_local = routed.network.vpcs.get(vpc)?.cidrs.iter().any(|cidr| Some(*cidr) == block);
    let inside = ["natGatewayId", "networkInterfaceId", "instanceId", "vpcEndpointId"];
    let stays_inside = inside.iter().any(|field| value.contains_key(*field));
    (is_local && !stays_inside && value.get("gatewayId").is_none_or(|to| to != "local"))
        .then(|| format!("{text} is {}'s own block: its local route stays. Only an interface, a NAT gateway or a Gateway Load Balancer endpoint can take its place.", desk.name(vpc.as_str())))
}

/// The id of the button that begins a new row.
const ADD_ID: &str = "add-route";

const DESTINATIONS: [&str; 4] =
    ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId", "prefixListId"];

/// Puts a destination into a row, in place of the one that is there.
pub(super) fn set_destination(
    desk: Desk,
    table: &ResourceId,
    row: &mut Map<String, Value>,
    text: &str,
) -> Result<(), String> {
    use netyard_editor::field::Peer;
    let peer = desk.store.document.with_untracked(|document| Peer::read_destination(text, document))?;
    let kind = kind_of(desk, table);
    let is_hub = kind == TableKind::Hub;
    let (field, value) = match peer {
        Peer::Ipv6(block) if is_hub => ("destinationCidrBlock", block.to_string()),
        Peer::PrefixList(id) if is_hub => ("prefixListId", id.to_string()),
        Peer::Ipv4(block) => ("destinationCidrBlock", block.to_string()),
        Peer::Ipv6(block) => ("destinationIpv6CidrBlock", block.to_string()),
        Peer::PrefixList(id) if kind == TableKind::Site => {
            return Err(format!(
                "{} is a prefix list of AWS. A router of a site takes blocks.",
                desk.name(id.as_str())
            ));
        }
        Peer::PrefixList(id) => ("destinationPrefixListId", id.to_string()),
        Peer::Group(_) => return Err("A route leads to a block or a prefix list.".to_owned()),
    };
    for field in DESTINATIONS {
        row.remove(field);
    }
    row.insert(field.to_owned(), Value::String(value));
    Ok(())
}

/// Puts a target into a row, in place of the one that is there.
pub(super) fn set_target(
    desk: Desk,
    table: &ResourceId,
    row: &mut Map<String, Value>,
    text: &str,
) -> Result<(), String> {
    let all = possible_targets(desk, table);
    let found = all.iter().find(|one| one.value == text || one.text == text);
    let Some(found) = found else {
        return Err(format!("Nothing here that a route can lead to is called \"{text}\"."));
    };
    if let Some(reason) = &found.refused {
        return Err(format!("{}: {reason}.", found.text));
    }
    let field = desk.store.document.with_untracked(|document| target_field(document.resource(&found.value)));
    for old in TARGETS {
        row.remove(old);
    }
    if found.value == hub_routes::BLACKHOLE {
        row.insert("blackhole".to_owned(), Value::Bool(true));
        return Ok(());
    }
    row.insert(field.to_owned(), Value::String(found.value.clone()));
    Ok(())
}

/// The fields of a route that name a target.
const TARGETS: [&str; 15] = [
    "gatewayId",
    "natGatewayId",
    "networkInterfaceId",
    "instanceId",
    "vpcPeeringConnectionId",
    "egressOnlyInternetGatewayId",
    "transitGatewayId",
    "vpcEndpointId",
    "localGatewayId",
    "carrierGatewayId",
    "coreNetworkArn",
    "transitGatewayAttachmentId",
    "vpnConnectionId",
    "onPremisesSiteId",
    "blackhole",
];

fn target_field(resource: Option<&Resource>) -> &'static str {
    match resource {
        Some(Resource::NatGateway(_)) => "natGatewayId",
        Some(Resource::NetworkInterface(_)) => "networkInterfaceId",
        Some(Resource::Instance(_)) => "instanceId",
        Some(Resource::VpcPeeringConnection(_)) => "vpcPeeringConnectionId",
        Some(Resource::EgressOnlyInternetGateway(_)) => "egressOnlyInternetGatewayId",
        Some(Resource::TransitGateway(_)) => "transitGatewayId",
        Some(Resource::TransitGatewayAttachment(_)) => "transitGatewayAttachmentId",
        Some(Resource::VpnConnection(_)) => "vpnConnectionId",
        Some(Resource::OnPremisesSite(_)) => "onPremisesSiteId",
        _ => "gatewayId",
    }
}

/// Destinations that are worth proposing.
pub(super) fn destinations(desk: Desk, table: StoredValue<ResourceId>) -> Signal<Vec<Suggestion>> {
    Signal::derive(move || {
        let routed = desk.network();
        let one = |value: &str, meta: &str| Suggestion {
            value: value.to_owned(),
            text: value.to_owned(),
            meta: meta.to_owned(),
            glyph: None,
            refused: None,
        };
        let mut all = vec![one("0.0.0.0/0", "every IPv4 address"), one("::/0", "every IPv6 address")];
        let own = table.with_value(|table| routed.tables.get(table).map(|table| table.vpc.clone()));
        for vpc in routed.network.vpcs.values().filter(|vpc| Some(&vpc.id) != own.as_ref()) {
            let name = name_of(&routed.network.document, vpc.id.as_str());
            all.extend(vpc.cidrs.iter().map(|cidr| one(&cidr.to_string(), &name)));
        }
        for list in routed.network.prefix_lists.values() {
            let name = name_of(&routed.network.document, list.id.as_str());
            all.push(Suggestion { text: name, ..one(list.id.as_str(), "prefix list") });
        }
        all
    })
}

/// Targets for the picker.
pub(super) fn targets(desk: Desk, table: StoredValue<ResourceId>) -> Signal<Vec<Suggestion>> {
    Signal::derive(move || table.with_value(|table| possible_targets(desk, table)))
}

/// Everything that exists and could be a target; what cannot be one carries the reason.
fn possible_targets(desk: Desk, table: &ResourceId) -> Vec<Suggestion> {
    let routed = desk.network();
    let network = &routed.network;
    let document = &network.document;
    if let Some(table) = document.transit_gateway_route_table(table.as_str()) {
        return hub_routes::targets(document, table);
    }
    if document.on_premises_site(table.as_str()).is_some() {
        return hub_routes::targets_of_router(document, table);
    }
    let vpc = routed.tables.get(table).map(|table| table.vpc.clone());
    // Gateways first: few routes lead to an interface, and there are many of those.
    let (mut all, mut interfaces) = (Vec::new(), Vec::new());
    for (id, resource) in &document.resources {
        let belongs = |own: Option<&ResourceId>| match (own, &vpc) {
            (Some(own), Some(vpc)) if own == vpc => None,
            (Some(own), _) => Some(format!("belongs to {}", name_of(document, own.as_str()))),
            (None, _) => Some("not attached".to_owned()),
        };
        let refused = match resource.as_ref() {
            Resource::InternetGateway(gateway) => belongs(gateway.vpc_id.as_ref()),
            Resource::EgressOnlyInternetGateway(gateway) => belongs(gateway.vpc_id.as_ref()),
            Resource::VpnGateway(gateway) => belongs(gateway.vpc_id.as_ref()),
            Resource::NatGateway(_) => belongs(network.nat_gateways.get(id).and_then(|nat| nat.vpc.as_ref())),
            Resource::VpcPeeringConnection(_) => {
                let is_side = vpc.as_ref().zip(network.peerings.get(id)).is_some_and(|(vpc, peering)| {
                    peering.sides.iter().any(|side| side.vpc.as_ref() == Some(vpc))
                });
                (!is_side).then(|| "joins other VPCs".to_owned())
            }
            Resource::TransitGateway(_) => {
                let attached = |resource: &Resource| {
                    matches!(resource, Resource::TransitGatewayAttachment(own)
                        if own.transit_gateway_id.as_ref() == Some(id) && own.vpc_id().is_some() && own.vpc_id() == vpc.as_ref())
                };
                let is_attached = document.resources.values().any(|resource| attached(resource));
                (!is_attached).then(|| "not attached to this VPC".to_owned())
            }
            Resource::NetworkInterface(_) => {
                belongs(network.interfaces.get(id).and_then(|node| node.vpc.as_ref()))
            }
            Resource::VpcEndpoint(endpoint) if endpoint.is_gateway() => {
                Some("adds its route by itself: choose this table there".to_owned())
            }
            _ => continue,
        };
        let is_interface = matches!(resource.as_ref(), Resource::NetworkInterface(_));
        let list = if is_interface { &mut interfaces } else { &mut all };
        list.push(Suggestion {
            value: id.to_string(),
            text: name_of(document, id.as_str()),
            meta: words::kind_of(document, id.as_str()),
            glyph: Some(words::glyph_of(document, id.as_str())),
            refused,
        });
    }
    all.append(&mut interfaces);
    all.order_by_key(|one| one.refused.is_some());
    all
}

/// The rows of a table as they are shown: local ones, written ones, those of endpoints.
fn rows_of(routed: &RoutedNetwork, id: &ResourceId) -> Vec<RouteRow> {
    let document = &routed.network.document;
    if let Some(table) = document.transit_gateway_route_table(id.as_str()) {
        return hub_routes::rows(routed, id, table);
    }
    if let Some(site) = document.on_premises_site(id.as_str()) {
        return hub_routes::rows_of_router(document, site);
    }
    let mut rows = Vec::new();
    let effective = routed.tables.get(id).map(|table| table.routes.as_slice()).unwrap_or_default();
    for route in effective.iter().filter(|route| route.origin == Origin::Local) {
        rows.push(RouteRow::fixed(route.destination.to_string(), "local".to_owned()));
    }
    for (row, route) in document.route_table(id.as_str()).map(|table| &table.routes).into_iter().flatten() {
        let resolved = effective.iter().find(|one| one.row.as_ref() == Some(row)).map(|one| &one.target);
        let target = route.target().map(|target| name_of(document, target.as_str())).unwrap_or_default();
        let destination = match &route.destination_prefix_list_id {
            Some(list) => name_of(document, list.as_str()),
            None => route.destination_text(),
        };
        rows.push(RouteRow {
            key: row.to_string(),
            destination,
            target,
            is_written: true,
            blackhole: match resolved {
                Some(Target::Blackhole { why, .. }) => Some(blackhole_words(*why)),
                _ => None,
            },
            block: route.destination_cidr().cloned(),
            note: "",
            narrower: Vec::new(),
        });
    }
    let mut endpoints: Vec<(String, String)> = effective
        .iter()
        .filter(|route| route.origin == Origin::Endpoint)
        .filter_map(|route| Some((route.prefix_list.as_ref()?.to_string(), route.target.id()?.to_string())))
        .collect();
    endpoints.dedup();
    rows.extend(
        endpoints
            .into_iter()
            .map(|(list, target)| RouteRow::fixed(name_of(document, &list), name_of(document, &target))),
    );
    rows.extend(learned(document, effective));
    rows
}

/// What a virtual private gateway brings into the table.
fn learned(document: &Document, effective: &[EffectiveRoute]) -> Vec<RouteRow> {
    let of =
        |origin: Origin| effective.iter().filter(move |route| route.origin == origin && route.row.is_none());
    let row = |route: &EffectiveRoute| {
        let own = route.destination;
        let inside = of(Origin::Propagated)
            .map(|other| other.destination)
            .filter(|other| *other != own && own.contains(other));
        // Inside a block of the VPC the local route wins (R-RT-3).
        let under = of(Origin::Local).map(|local| local.destination).filter(|local| local.contains(&own));
        let target = route.target.id().map(|id| name_of(document, id.as_str())).unwrap_or_default();
        RouteRow {
            note: "propagated",
            narrower: inside.chain(under).map(CidrBlock::from).collect(),
            ..RouteRow::fixed(own.to_string(), target)
        }
    };
    of(Origin::Propagated).map(row).collect()
}

fn blackhole_words(why: Blackhole) -> &'static str {
    match why {
        Blackhole::Gone => "blackhole: the target is gone",
        Blackhole::WrongType => "blackhole: no target of a route",
        Blackhole::Detached => "blackhole: not attached here",
        Blackhole::PeeringNotActive => "blackhole: the peering is not active",
        Blackhole::Deleted => "blackhole: the gateway is deleted",
        Blackhole::InterfaceDetached => "blackhole: attached to nothing",
        Blackhole::InstanceNotRunning => "blackhole: the instance does not run",
        Blackhole::OtherVpc => "blackhole: it is in another VPC",
    }
}
