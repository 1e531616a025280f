//! What a transit gateway is joined to: VPCs, other transit gateways, and the routes that lead there.

use std::collections::{BTreeMap, BTreeSet};

use netyard_core::model::{Document, ResourceId, Subnet, TransitGatewayAttachment};
use netyard_core::net::CidrBlock;
use serde_json::json;

use super::{Connected, NotConnected, name};
use crate::draft::Draft;
use crate::effect::Alternative;
use crate::facts;
use crate::session::Key;

/// So many other networks get a route each; for more, one wide route does.
const ROUTES_MOST: usize = 4;
/// The wide route, where it holds all other networks.
const WIDE: &str = "10.0.0.0/8";

/// Attaches a VPC in one subnet of each zone (R-TGW-3), and lets the gateway's defaults associate and propagate it
/// (R-TGW-23).
pub(super) fn attach_vpc(draft: &mut Draft<'_>, vpc: &Key, gateway: &Key) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let (vpc_name, gateway_name) = (name(draft, vpc), name(draft, gateway));
    let here = facts::region_of_vpc(document, vpc.as_str()).to_owned();
    if let Some(there) = region_of(document, gateway).filter(|there| *there != here) {
        // R-TGW-1.
        return Err(format!(
            "{vpc_name} is in {here}, {gateway_name} in {there}: a VPC is attached in its own Region. Draw a transit gateway in {here} and connect the two."
        )
        .into());
    }
    if let Some(own) = facts::attachment_between(document, gateway.as_str(), vpc.as_str()) {
        // R-TGW-2.
        return Err(format!(
            "{vpc_name} is attached to {gateway_name} already, by {}. Connect a subnet to it to give the subnet a route.",
            document.display_name(own.as_str())
        )
        .into());
    }
    let subnet_ids = subnets_for(document, vpc);
    if subnet_ids.is_empty() {
        return Err(format!(
            "An attachment needs a subnet of {vpc_name} with an IPv4 range and a zone. Draw one first."
        )
        .into());
    }
    let wanted = facts::unique_name(document, &format!("{gateway_name}-{vpc_name}"));
    let subnets: Vec<String> =
        subnet_ids.iter().map(|id| document.display_name(id.as_str()).to_owned()).collect();
    let subnets = facts::name_list(subnets.iter().map(String::as_str), "and");
    let id = draft.add(TransitGatewayAttachment {
        name: Some(wanted),
        transit_gateway_id: Some(gateway.clone()),
        resource_id: Some(vpc.clone()),
        subnet_ids,
        ..TransitGatewayAttachment::default()
    });
    let joined = join_default_tables(draft, gateway, &id, true);
    let text = format!("{vpc_name} is attached to {gateway_name} in {subnets}{joined}.");
    let alternatives = routes_both_ways(draft, vpc, gateway).into_iter().collect();
    Ok(Connected { text, made: Some(id), alternatives, ..Connected::default() })
}

/// Joins two transit gateways (R-TGW-28). Routes over a peering are static: nothing propagates.
pub(super) fn peer(draft: &mut Draft<'_>, from: &Key, to: &Key) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let (from_name, to_name) = (name(draft, from), name(draft, to));
    if let Some(own) = facts::attachment_between(document, from.as_str(), to.as_str()) {
        // R-TGW-29.
        return Err(format!(
            "{from_name} and {to_name} are peers already, by {}: AWS allows one connection.",
            document.display_name(own.as_str())
        )
        .into());
    }
    let wanted = facts::unique_name(document, &format!("{from_name}-{to_name}"));
    let id = draft.add(TransitGatewayAttachment {
        name: Some(wanted),
        transit_gateway_id: Some(from.clone()),
        resource_type: "peering".to_owned(),
        resource_id: Some(to.clone()),
        ..TransitGatewayAttachment::default()
    });
    for gateway in [from, to] {
        join_default_tables(draft, gateway, &id, false);
    }
    Ok(Connected {
        text: format!(
            "{from_name} and {to_name} are peers. Both need static routes to the other's networks."
        ),
        made: Some(id),
        ..Connected::default()
    })
}

/// Associates a new attachment and lets it propagate as the gateway's defaults say, and says so.
pub(super) fn join_default_tables(
    draft: &mut Draft<'_>,
    gateway: &ResourceId,
    attachment: &ResourceId,
    propagates: bool,
) -> String {
    let association = facts::default_association(draft.document(), gateway.as_str());
    let propagation = facts::default_propagation(draft.document(), gateway.as_str()).filter(|_| propagates);
    for (table, path) in [(&association, "/associations"), (&propagation, "/propagations")] {
        let Some(table) = table else { continue };
        let Some(own) = draft.document().transit_gateway_route_table(table.as_str()) else { continue };
        let mut list =
            if path == "/associations" { own.associations.clone() } else { own.propagations.clone() };
        list.push(attachment.clone());
        draft.set_ids(table, path, &list);
    }
    let called = |id: &ResourceId| draft.document().display_name(id.as_str()).to_owned();
    match (association, propagation) {
        (Some(one), Some(other)) if one == other => {
            format!(", associated with {} and propagated to it", called(&one))
        }
        (Some(one), Some(other)) => {
            format!(", associated with {}, propagated to {}", called(&one), called(&other))
        }
        (Some(one), None) => format!(", associated with {}", called(&one)),
        (None, Some(other)) => format!(", propagated to {}", called(&other)),
        (None, None) => String::new(),
    }
}

fn region_of(document: &Document, gateway: &Key) -> Option<String> {
    document.transit_gateway(gateway.as_str())?.region.clone().filter(|region| !region.is_empty())
}

/// One subnet of each zone: a private one before a public one, an empty one before one with parts in it (R-TGW-44).
fn subnets_for(document: &Document, vpc: &Key) -> Vec<ResourceId> {
    let in_use: BTreeSet<ResourceId> =
        document.resources.keys().filter_map(|id| facts::subnet_of(document, id.as_str())).collect();
    let mut by_zone: BTreeMap<&str, ((bool, bool, &ResourceId), &ResourceId)> = BTreeMap::new();
    let fits = |subnet: &Subnet| subnet.cidr_block.is_some();
    for (id, subnet) in facts::subnets_of(document, vpc.as_str()) {
        let Some(zone) = subnet.availability_zone.as_deref().filter(|_| fits(subnet)) else { continue };
        let rank = (facts::is_public(document, id.as_str()), in_use.contains(id), id);
        by_zone
            .entry(zone)
            .and_modify(|best| {
                if rank < best.0 {
                    *best = (rank, id);
                }
            })
            .or_insert((rank, id));
    }
    by_zone.into_values().map(|(_, id)| id.clone()).collect()
}

/// Where a route of this VPC to the gateway makes sense: the networks of everything else that is attached.
pub(super) fn destinations(document: &Document, vpc: &ResourceId, gateway: &Key) -> Vec<String> {
    let mut all: Vec<&CidrBlock> = Vec::new();
    for (_, attachment) in facts::attachments_of(document, gateway.as_str()) {
        let other = attachment.vpc_id().filter(|other| *other != vpc);
        if let Some(other) = other.and_then(|other| document.vpc(other.as_str())) {
            all.extend(&other.cidr_blocks);
        }
        all.extend(facts::networks_behind(document, attachment));
    }
    let own = document.vpc(vpc.as_str()).map(|own| own.cidr_blocks.as_slice()).unwrap_or_default();
    shortened(all, own)
}

/// The blocks, or one wide block that holds them all.
fn shortened(all: Vec<&CidrBlock>, own: &[CidrBlock]) -> Vec<String> {
    let wide = CidrBlock::new(WIDE).net();
    let is_inside = |block: &CidrBlock| wide.zip(block.net()).is_some_and(|(wide, net)| wide.contains(&net));
    let is_wide = all.len() > ROUTES_MOST
        && all.iter().all(|block| is_inside(block))
        && own.iter().all(|block| block.to_string() != WIDE);
    if is_wide {
        return vec![WIDE.to_owned()];
    }
    let mut texts: Vec<String> = Vec::new();
    for text in all.into_iter().map(ToString::to_string) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// The tables that decide for the subnets of a VPC.
fn tables_in_use(document: &Document, vpc: &ResourceId) -> Vec<ResourceId> {
    let mut tables: Vec<ResourceId> = Vec::new();
    for (subnet, _) in facts::subnets_of(document, vpc.as_str()) {
        if let Some((id, _)) = facts::effective_table(document, subnet.as_str())
            && !tables.contains(id)
        {
            tables.push(id.clone());
        }
    }
    tables
}

/// Routes between a VPC and all others on the gateway, in every table that decides for a subnet and lacks them.
fn routes_both_ways(draft: &mut Draft<'_>, vpc: &Key, gateway: &Key) -> Option<Alternative> {
    let changes = draft.try_out(|draft| {
        let document = draft.document().clone();
        let attached = facts::attachments_of(&document, gateway.as_str());
        let vpcs = attached.iter().filter_map(|(_, attachment)| attachment.vpc_id());
        for own in vpcs {
            let wanted = if own == vpc {
                destinations(&document, own, gateway)
            } else {
                let blocks = document.vpc(vpc.as_str()).map(|vpc| vpc.cidr_blocks.as_slice());
                blocks.unwrap_or_default().iter().map(ToString::to_string).collect()
            };
            for table in tables_in_use(&document, own) {
                for destination in &wanted {
                    add_if_free(draft, &table, destination, gateway);
                }
            }
        }
    });
    (!changes.is_empty()).then(|| Alternative { label: "Add the routes both ways".to_owned(), changes })
}

/// Routes to the networks of a site that is new at the gateway, in every table of an attached VPC that decides for a subnet
/// and lacks them.
pub(super) fn routes_to_site(
    draft: &mut Draft<'_>,
    gateway: &Key,
    networks: &[String],
) -> Option<Alternative> {
    let changes = draft.try_out(|draft| {
        let document = draft.document().clone();
        for (_, attachment) in facts::attachments_of(&document, gateway.as_str()) {
            let Some(vpc) = attachment.vpc_id() else { continue };
            for table in tables_in_use(&document, vpc) {
                for network in networks {
                    add_if_free(draft, &table, network, gateway);
                }
            }
        }
    });
    let to = facts::name_list(networks.iter().map(String::as_str), "and");
    (!changes.is_empty()).then(|| Alternative { label: format!("Add the routes to {to}"), changes })
}

/// Adds a route unless another one of the table holds its destination.
pub(super) fn add_if_free(draft: &mut Draft<'_>, table: &ResourceId, destination: &str, gateway: &Key) {
    let Some(own) = draft.document().route_table(table.as_str()) else { return };
    let routes = own.routes.clone();
    let wanted = CidrBlock::new(destination).net();
    let holds =
        |block: &CidrBlock| block.net().zip(wanted).is_some_and(|(net, wanted)| net.contains(&wanted));
    let leads_there = routes.values().any(|route| {
        route.destination_cidr().is_some_and(|block| {
            block.to_string() == destination || route.target() == Some(gateway) && holds(block)
        })
    });
    if leads_there {
        return;
    }
    let row = draft.row("r", |id| routes.contains_key(id));
    let field = if destination.contains(':') { "destinationIpv6CidrBlock" } else { "destinationCidrBlock" };
    let route = json!({field: destination, "transitGatewayId": gateway.as_str()});
    draft.set(table, &format!("/routes/{row}"), route);
}
