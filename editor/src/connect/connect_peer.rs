//! An appliance and a transit gateway: a GRE tunnel over the attachment of the appliance's VPC (R-TGW-43).

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use ipnet::{IpNet, Ipv4Net};
use netyard_core::model::{
    ConnectPeerBgpConfiguration, ConnectPeerConfiguration, Document, Resource, ResourceId, RowId,
    TransitGatewayAttachment, TransitGatewayConnectPeer,
};
use netyard_core::net::{Address, CidrBlock, cidrs_overlap};
use netyard_core::topology::Network;
use serde_json::json;

use super::transit_gateway::{add_if_free, attach_vpc, join_default_tables};
use super::{Connected, NotConnected, name};
use crate::draft::Draft;
use crate::effect::Alternative;
use crate::facts;
use crate::session::Key;

/// So many peers a Connect attachment has.
const PEERS_MOST: usize = 4;
/// The autonomous system number of an appliance, where no customer gateway has it.
const USUAL_ASN: i64 = 65000;

/// Makes a Connect peer, and what it needs: the VPC attached, a block of the transit gateway, a Connect attachment.
pub(super) fn connect(
    draft: &mut Draft<'_>,
    instance: &Key,
    gateway: &Key,
) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let (appliance, hub) = (name(draft, instance), name(draft, gateway));
    let Some((vpc, interface, address)) = end_of(document, instance) else {
        return Err(
            format!("{appliance} has no IPv4 address in a VPC. A tunnel of {hub} ends at one.").into()
        );
    };
    if let Some((own, _)) = peers_at(document, gateway).into_iter().find(|(_, peer)| ends_at(peer, address)) {
        return Err(format!(
            "{appliance} has a Connect peer at {hub} already, {}. It has two BGP sessions.",
            document.display_name(own.as_str())
        )
        .into());
    }
    let transport = match facts::attachment_between(document, gateway.as_str(), vpc.as_str()) {
        Some(transport) => transport,
        None => attach_vpc(draft, &Key::new(vpc.as_str()), gateway)?.made.unwrap_or_else(|| gateway.clone()),
    };
    let block = block_of(draft, gateway);
    let attachment = connect_attachment(draft, gateway, &transport, &format!("{hub}-{appliance}"));
    let document = draft.document();
    let wanted = facts::numbered_name(document, "gre");
    let session = ConnectPeerBgpConfiguration {
        peer_asn: Some(asn_for(document, &attachment)),
        ..ConnectPeerBgpConfiguration::default()
    };
    let sessions = ["b1", "b2"].map(|row| (RowId::new(row), session.clone()));
    let id = draft.add(TransitGatewayConnectPeer {
        name: Some(wanted.clone()),
        transit_gateway_attachment_id: Some(attachment),
        connect_peer_configuration: ConnectPeerConfiguration {
            peer_address: Some(Address::from(std::net::IpAddr::V4(address))),
            inside_cidr_blocks: vec![free_inside(document)],
            bgp_configurations: sessions.into(),
            ..ConnectPeerConfiguration::default()
        },
        advertisements: Some(std::collections::BTreeMap::new()),
        ..TransitGatewayConnectPeer::default()
    });
    // AWS gives the gateway's end the first free address.
    let end = Network::build(draft.document()).connect_peers.get(&id).and_then(|peer| peer.hub_address);
    if let Some(end) = end {
        draft.set(&id, "/connectPeerConfiguration/transitGatewayAddress", end.to_string());
    }
    let carrier = draft.document().display_name(transport.as_str()).to_owned();
    let text = format!(
        "{wanted} joins {appliance} and {hub} by a GRE tunnel over {carrier}, with two BGP sessions. Write down what {appliance} announces."
    );
    let alternatives = way_back(draft, &interface, &block, gateway).into_iter().collect();
    Ok(Connected { text, made: Some(id), alternatives, ..Connected::default() })
}

/// The VPC, the primary interface and its first IPv4 address.
fn end_of(document: &Document, instance: &Key) -> Option<(ResourceId, ResourceId, Ipv4Addr)> {
    let vpc = facts::vpc_of(document, instance.as_str())?;
    let interfaces = facts::interfaces_of(document, instance.as_str());
    let (id, interface) = interfaces.into_iter().min_by_key(|(_, interface)| interface.device_index())?;
    let addresses =
        interface.private_ip_addresses.iter().filter_map(|entry| entry.private_ip_address.as_ref());
    let address = addresses.filter_map(Address::ip).find_map(|ip| match ip {
        std::net::IpAddr::V4(v4) => Some(v4),
        std::net::IpAddr::V6(_) => None,
    })?;
    Some((vpc, id.clone(), address))
}

/// The Connect peers of a transit gateway.
fn peers_at<'a>(
    document: &'a Document,
    gateway: &Key,
) -> Vec<(&'a ResourceId, &'a TransitGatewayConnectPeer)> {
    let own: BTreeSet<&ResourceId> =
        facts::attachments_of(document, gateway.as_str()).into_iter().map(|(id, _)| id).collect();
    let is_own = |peer: &TransitGatewayConnectPeer| {
        peer.transit_gateway_attachment_id.as_ref().is_some_and(|id| own.contains(id))
    };
    facts::connect_peers(document).into_iter().filter(|(_, peer)| is_own(peer)).collect()
}

fn ends_at(peer: &TransitGatewayConnectPeer, address: Ipv4Addr) -> bool {
    let end = peer.connect_peer_configuration.peer_address.as_ref().and_then(Address::ip);
    end == Some(std::net::IpAddr::V4(address))
}

/// The first block of a transit gateway; one that nothing overlaps is made where there is none.
fn block_of(draft: &mut Draft<'_>, gateway: &Key) -> CidrBlock {
    let document = draft.document();
    let own = document.transit_gateway(gateway.as_str());
    if let Some(block) = own.and_then(|own| own.options.transit_gateway_cidr_blocks.first()) {
        return block.clone();
    }
    let mut taken: Vec<IpNet> = Vec::new();
    for resource in document.resources.values() {
        let blocks = match resource.as_ref() {
            Resource::Vpc(vpc) => &vpc.cidr_blocks,
            Resource::OnPremisesSite(site) => &site.cidr_blocks,
            Resource::TransitGateway(gateway) => &gateway.options.transit_gateway_cidr_blocks,
            _ => continue,
        };
        taken.extend(blocks.iter().filter_map(CidrBlock::net));
    }
    let candidates = (0..=255_u8).filter_map(|third| Ipv4Net::new(Ipv4Addr::new(10, 255, third, 0), 24).ok());
    let free = candidates.map(IpNet::V4).find(|block| !taken.iter().any(|other| cidrs_overlap(block, other)));
    let block = free.map_or_else(|| CidrBlock::new("192.0.2.0/24"), CidrBlock::from);
    draft.set(gateway, "/options/transitGatewayCidrBlocks", json!([block.to_string()]));
    block
}

/// A Connect attachment over this one that takes another peer, or a new one.
fn connect_attachment(
    draft: &mut Draft<'_>,
    gateway: &Key,
    transport: &ResourceId,
    wanted: &str,
) -> ResourceId {
    let document = draft.document();
    let count = |id: &ResourceId| {
        let peers = facts::connect_peers(document);
        peers.iter().filter(|(_, peer)| peer.transit_gateway_attachment_id.as_ref() == Some(id)).count()
    };
    let known = facts::attachments_of(document, gateway.as_str()).into_iter().find(|(id, own)| {
        own.resource_type == "connect"
            && own.resource_id.as_ref() == Some(transport)
            && count(id) < PEERS_MOST
    });
    if let Some((known, _)) = known {
        return known.clone();
    }
    let wanted = facts::unique_name(document, wanted);
    let id = draft.add(TransitGatewayAttachment {
        name: Some(wanted),
        transit_gateway_id: Some(gateway.clone()),
        resource_type: "connect".to_owned(),
        resource_id: Some(transport.clone()),
        ..TransitGatewayAttachment::default()
    });
    join_default_tables(draft, gateway, &id, true);
    id
}

/// The number of the other appliances of the attachment: routes are shared only among equal paths (R-TGW-32).
fn asn_for(document: &Document, attachment: &ResourceId) -> i64 {
    let peers = facts::connect_peers(document).into_iter();
    let mut own = peers.filter(|(_, peer)| peer.transit_gateway_attachment_id.as_ref() == Some(attachment));
    own.find_map(|(_, peer)| peer.peer_asn())
        .or_else(|| facts::free_asn(document).map(i64::from))
        .unwrap_or(USUAL_ASN)
}

/// The first /29 from 169.254.6.0 on that no tunnel uses inside.
fn free_inside(document: &Document) -> CidrBlock {
    let peers = facts::connect_peers(document);
    let blocks = peers.iter().flat_map(|(_, peer)| &peer.connect_peer_configuration.inside_cidr_blocks);
    let taken: Vec<IpNet> = blocks.filter_map(CidrBlock::net).collect();
    let candidates = (6..=168_u8).flat_map(|third| (0..=248_u8).step_by(8).map(move |last| (third, last)));
    let mut candidates =
        candidates.filter_map(|(third, last)| Ipv4Net::new(Ipv4Addr::new(169, 254, third, last), 29).ok());
    let free = candidates.find(|block| !taken.iter().any(|other| cidrs_overlap(&IpNet::V4(*block), other)));
    free.map_or_else(|| CidrBlock::new("169.254.6.0/29"), |block| CidrBlock::from(IpNet::V4(block)))
}

/// What the appliance needs to answer and to forward: a route to the other end, and no source/destination check.
fn way_back(
    draft: &mut Draft<'_>,
    interface: &ResourceId,
    block: &CidrBlock,
    gateway: &Key,
) -> Option<Alternative> {
    let changes = draft.try_out(|draft| {
        let document = draft.document().clone();
        let own = document.network_interface(interface.as_str());
        let subnet = own.and_then(|own| own.subnet_id.as_ref());
        let table = subnet.and_then(|subnet| facts::effective_table(&document, subnet.as_str()));
        if let Some((table, _)) = table {
            add_if_free(draft, table, &block.to_string(), gateway);
        }
        if own.is_some_and(|own| own.source_dest_check) {
            draft.set(interface, "/sourceDestCheck", false);
        }
    });
    let label = format!("Route {block} to {}, and let it forward", name(draft, gateway));
    (!changes.is_empty()).then_some(Alternative { label, changes })
}
