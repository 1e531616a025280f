//! What sites are joined with AWS by: a virtual private gateway on a VPC, a VPN connection to it or to a transit gateway,
//! and the route table at the edge of a VPC.

use netyard_core::model::{Document, Resource, ResourceId, TransitGatewayAttachment, VpnConnection};

use super::transit_gateway::{join_default_tables, routes_to_site};
use super::{Connected, NotConnected, name};
use crate::create::add_customer_gateway;
use crate::draft::Draft;
use crate::effect::Alternative;
use crate::facts;
use crate::session::Key;

/// Makes a VPN connection with two tunnels and BGP.
pub(super) fn connect(
    draft: &mut Draft<'_>,
    customer: &Key,
    gateway: &Key,
) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let (customer_name, gateway_name) = (name(draft, customer), name(draft, gateway));
    let joins = |connection: &VpnConnection| {
        [&connection.vpn_gateway_id, &connection.transit_gateway_id]
            .into_iter()
            .flatten()
            .any(|id| id == gateway)
    };
    let known = facts::connections_of(document, customer.as_str());
    if let Some((own, _)) = known.into_iter().find(|(_, connection)| joins(connection)) {
        return Err(format!(
            "{customer_name} and {gateway_name} are joined already, by {}. It has two tunnels.",
            document.display_name(own.as_str())
        )
        .into());
    }
    let is_hub = document.transit_gateway(gateway.as_str()).is_some();
    let wanted = facts::numbered_name(document, "vpn");
    let end = Some(gateway.clone());
    let (vpn_gateway_id, transit_gateway_id) = if is_hub { (None, end) } else { (end, None) };
    let id = draft.add(VpnConnection {
        name: Some(wanted.clone()),
        customer_gateway_id: Some(customer.clone()),
        vpn_gateway_id,
        transit_gateway_id,
        ..VpnConnection::default()
    });
    let mut text = format!("{wanted} joins {customer_name} and {gateway_name} with two tunnels and BGP");
    let mut alternatives = Vec::new();
    if is_hub {
        let attachment_name = facts::unique_name(draft.document(), &format!("{gateway_name}-{wanted}"));
        let attachment = draft.add(TransitGatewayAttachment {
            name: Some(attachment_name),
            transit_gateway_id: Some(gateway.clone()),
            resource_type: "vpn".to_owned(),
            resource_id: Some(id.clone()),
            ..TransitGatewayAttachment::default()
        });
        text.push_str(&join_default_tables(draft, gateway, &attachment, true));
        let document = draft.document();
        let own = document.vpn_connection(id.as_str());
        let networks = own.map(|own| facts::networks_of_connection(document, own)).unwrap_or_default();
        let networks: Vec<String> = networks.into_iter().map(ToString::to_string).collect();
        alternatives.extend(routes_to_site(draft, gateway, &networks));
    } else {
        alternatives.extend(propagate(draft, gateway));
    }
    text.push('.');
    Ok(Connected { text, made: Some(id), alternatives, ..Connected::default() })
}

/// From a site: over its customer gateway, which is made if it has none.
pub(super) fn connect_site(
    draft: &mut Draft<'_>,
    site: &Key,
    gateway: &Key,
) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let own = facts::content_of_site(document, site);
    let own: Vec<ResourceId> =
        own.into_iter().filter(|id| document.customer_gateway(id.as_str()).is_some()).collect();
    match own.as_slice() {
        [] => {
            let customer = add_customer_gateway(draft, Some(site));
            connect(draft, &customer, gateway)
        }
        [customer] => connect(draft, customer, gateway),
        _ => Err(format!(
            "{} has several customer gateways. Connect the one that you mean.",
            name(draft, site)
        )
        .into()),
    }
}

/// The customer gateway is the router of this site from now on.
pub(super) fn belongs_to(draft: &mut Draft<'_>, customer: &Key, site: &Key) -> Result<String, String> {
    let own = draft.document().customer_gateway(customer.as_str());
    if own.is_some_and(|own| own.on_premises_site_id.as_ref() == Some(site)) {
        return Err(format!("{} is the router of {} already.", name(draft, customer), name(draft, site)));
    }
    draft.set(customer, "/onPremisesSiteId", site.as_str());
    draft.unplace(customer.as_str());
    Ok(format!("{} is the router of {}", name(draft, customer), name(draft, site)))
}

/// What the gateway learns goes into every table that decides for a subnet of its VPC (R-RT-2).
fn propagate(draft: &mut Draft<'_>, gateway: &Key) -> Option<Alternative> {
    let vpc = facts::vpc_of(draft.document(), gateway.as_str())?;
    let changes = draft.try_out(|draft| {
        let mut tables: Vec<(ResourceId, Vec<ResourceId>)> = Vec::new();
        for (subnet, _) in facts::subnets_of(draft.document(), vpc.as_str()) {
            if let Some((id, table)) = facts::effective_table(draft.document(), subnet.as_str())
                && !table.propagating_vgws.contains(gateway)
                && !tables.iter().any(|(own, _)| own == id)
            {
                tables.push((id.clone(), table.propagating_vgws.clone()));
            }
        }
        for (table, mut list) in tables {
            list.push(gateway.clone());
            draft.set_ids(&table, "/propagatingVgws", &list);
        }
    });
    let label = format!("Propagate its routes in {}", name(draft, &vpc));
    (!changes.is_empty()).then_some(Alternative { label, changes })
}

/// The table steers what enters the VPC through the gateway (R-EDGE-1).
///
/// # Errors
/// They belong to different VPCs, the table is used by subnets, or routes are propagated into it (R-EDGE-6).
pub(super) fn edge_table(draft: &mut Draft<'_>, table: &Key, gateway: &Key) -> Result<String, String> {
    let document = draft.document();
    let (table_name, gateway_name) = (name(draft, table), name(draft, gateway));
    let Some(own) = document.route_table(table.as_str()) else {
        return Err(format!("{table_name} is no route table."));
    };
    super::same_vpc(document, table, gateway)?;
    if own.gateway_id.as_ref() == Some(gateway) {
        return Err(format!("{table_name} steers what enters through {gateway_name} already."));
    }
    if own.main || !own.subnet_ids.is_empty() {
        return Err(format!(
            "{table_name} decides for subnets. Make a table of its own for what enters through {gateway_name}."
        ));
    }
    if !own.propagating_vgws.is_empty() {
        return Err(format!(
            "A virtual private gateway propagates routes into {table_name}: AWS takes no such table at an edge."
        ));
    }
    for other in tables_at(document, gateway) {
        draft.unset(&other, "/gatewayId");
    }
    draft.set(table, "/gatewayId", gateway.as_str());
    Ok(format!("{table_name} steers what enters through {gateway_name}"))
}

/// The tables at the edge of a gateway.
fn tables_at(document: &Document, gateway: &Key) -> Vec<ResourceId> {
    let is_there = |resource: &Resource| matches!(resource, Resource::RouteTable(table) if table.gateway_id.as_ref() == Some(gateway));
    let all = document.resources.iter().filter(|(_, resource)| is_there(resource));
    all.map(|(id, _)| id.clone()).collect()
}

/// Where a route of a VPC to its virtual private gateway makes sense: the networks of the sites behind it.
pub(super) fn destinations(document: &Document, gateway: &Key) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (_, connection) in facts::connections_of(document, gateway.as_str()) {
        for block in facts::networks_of_connection(document, connection) {
            let text = block.to_string();
            if !all.contains(&text) {
                all.push(text);
            }
        }
    }
    all
}
