//! What goes with a thing: content with its container, the primary interface with its instance.

use std::collections::BTreeSet;

use netyard_core::change::Change;
use netyard_core::model::{Document, Resource, ResourceId, reserved};
use netyard_core::topology::Network;
use netyard_scene::FrameKey;

use crate::draft::Draft;
use crate::facts;
use crate::frame::Frame;
use crate::geometry::Geometry;
use crate::session::Key;

/// Whether a thing is drawn only for what is in it: a zone, a Region or an account.
pub(super) fn is_frame(document: &Document, key: &Key) -> bool {
    match document.resource(key.as_str()) {
        Some(resource) => matches!(resource, Resource::Account(_) | Resource::Region(_)),
        None => !document.notes.contains_key(key.as_str()),
    }
}

/// Collects what goes with a thing. Notes, zones and reserved ids are removed from the draft at once: no resources.
pub(super) fn gather(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    key: &Key,
    keep_content: bool,
    doomed: &mut BTreeSet<ResourceId>,
) -> Result<(), String> {
    if draft.document().notes.contains_key(key.as_str()) {
        draft.change(Change::Note { id: key.to_string(), to: None });
        return Ok(());
    }
    if let Some(FrameKey::Region { account, region }) = FrameKey::of(draft.document(), key.as_str()) {
        let frame = Frame { account: Some(ResourceId::new(account)), region: Some(region.to_owned()) };
        return remove_region(draft, geometry, key, &frame, keep_content, doomed);
    }
    if let Some((vpc, zone)) = key.as_str().split_once('/') {
        let subnets: Vec<ResourceId> = facts::subnets_of(draft.document(), vpc)
            .into_iter()
            .filter(|(_, subnet)| subnet.availability_zone.as_deref() == Some(zone))
            .map(|(id, _)| id.clone())
            .collect();
        if keep_content && subnets.iter().any(|subnet| !doomed.contains(subnet)) {
            return Err(drawn_for(&format!("Zone {zone}"), "subnets"));
        }
        draft.unplace(key.as_str());
        return gather_all(draft, geometry, subnets, doomed);
    }
    let Some(resource) = draft.document().resources.get(key).cloned() else {
        // A Region without an entry is drawn while something is in it.
        return remove_region(draft, geometry, key, &in_the_open(key), keep_content, doomed);
    };
    doomed.insert(key.clone());
    let mut content: Vec<ResourceId> = match resource.as_ref() {
        Resource::Region(_) => {
            return remove_region(draft, geometry, key, &in_the_open(key), keep_content, doomed);
        }
        Resource::Account(_) | Resource::OnPremisesSite(_) if keep_content => Vec::new(),
        Resource::Account(_) => things_in(draft.document(), |frame| frame.account.as_ref() == Some(key)),
        Resource::Vpc(_) => content_of_vpc(draft.document(), key, keep_content),
        Resource::Subnet(_) if keep_content => emptied_attachments(draft.document(), key, doomed),
        Resource::Subnet(_) => {
            let mut content = content_of_subnet(draft.document(), key);
            content.extend(emptied_attachments(draft.document(), key, doomed));
            content
        }
        Resource::TransitGateway(_) => content_of_transit_gateway(draft.document(), key),
        // A VPN connection ends with either of its gateways, and takes its attachment along.
        Resource::CustomerGateway(_) | Resource::VpnGateway(_) => connections_of(draft.document(), key),
        Resource::VpnConnection(_) => attachments_of_connection(draft.document(), key),
        // AWS deletes the attachment of a VPN connection with the connection, and not by itself.
        Resource::TransitGatewayAttachment(own) if own.resource_type == "vpn" => own
            .resource_id
            .iter()
            .filter(|id| draft.document().vpn_connection(id.as_str()).is_some())
            .cloned()
            .collect(),
        // AWS deletes peers before their Connect attachment, and that before what carries it.
        Resource::TransitGatewayAttachment(_) => carried_by(draft.document(), key),
        Resource::OnPremisesSite(_) => facts::content_of_site(draft.document(), key),
        // AWS makes and removes the endpoints of a firewall.
        Resource::Firewall(firewall) => firewall
            .subnet_mappings
            .values()
            .filter_map(|mapping| mapping.endpoint_id.clone())
            .filter(|id| draft.document().vpc_endpoint(id.as_str()).is_some())
            .collect(),
        // AWS keeps a file system while it has mount targets, so that they go first.
        Resource::FileSystem(_) => {
            draft.document().mount_targets_of(key.as_str()).map(|(id, _)| id.clone()).collect()
        }
        // Tasks end with their service.
        Resource::EcsService(service) => {
            let is_there = |id: &&ResourceId| draft.document().task(id.as_str()).is_some();
            service.tasks.iter().filter(is_there).cloned().collect()
        }
        // AWS makes and removes every interface of a managed service.
        service if service.is_managed_service() => facts::interfaces_of(draft.document(), key.as_str())
            .into_iter()
            .map(|(id, _)| id.clone())
            .collect(),
        // The primary interface is made and removed with its instance; others are only detached.
        Resource::Instance(_) => {
            let own = facts::interfaces_of(draft.document(), key.as_str());
            let primary = own.into_iter().filter(|(_, interface)| interface.device_index() == 0);
            let mut content: Vec<ResourceId> = primary.map(|(id, _)| id.clone()).collect();
            content.extend(peers_of_appliance(draft.document(), key));
            content.extend(tasks_on(draft.document(), key));
            content
        }
        _ => Vec::new(),
    };
    content.extend(logs_of(draft.document(), key));
    gather_all(draft, geometry, content, doomed)
}

/// The tasks that share the network of an instance.
fn tasks_on(document: &Document, instance: &ResourceId) -> Vec<ResourceId> {
    let is_on =
        |resource: &Resource| matches!(resource, Resource::Task(task) if task.host() == Some(instance));
    document.resources.iter().filter(|(_, resource)| is_on(resource)).map(|(id, _)| id.clone()).collect()
}

/// The Connect attachments that an attachment carries, and the peers of a Connect attachment.
fn carried_by(document: &Document, attachment: &ResourceId) -> Vec<ResourceId> {
    let is_carried = |resource: &Resource| match resource {
        Resource::TransitGatewayAttachment(own) => {
            own.resource_type == "connect" && own.resource_id.as_ref() == Some(attachment)
        }
        Resource::TransitGatewayConnectPeer(peer) => {
            peer.transit_gateway_attachment_id.as_ref() == Some(attachment)
        }
        _ => false,
    };
    let all = document.resources.iter().filter(|(_, resource)| is_carried(resource));
    all.map(|(id, _)| id.clone()).collect()
}

/// The Connect peers that end at an instance: without their appliance they lead nowhere.
fn peers_of_appliance(document: &Document, instance: &ResourceId) -> Vec<ResourceId> {
    let peers = facts::connect_peers(document);
    if peers.is_empty() {
        return Vec::new();
    }
    Network::build(document).connect_peers_of.get(instance).cloned().unwrap_or_default()
}

/// A flow log ends with what it watches.
fn logs_of(document: &Document, watched: &ResourceId) -> Vec<ResourceId> {
    let is_own = |resource: &Resource| matches!(resource, Resource::FlowLog(log) if log.resource_id.as_ref() == Some(watched));
    let all = document.resources.iter().filter(|(_, resource)| is_own(resource));
    all.map(|(id, _)| id.clone()).collect()
}

/// Collects the content of a container, each thing once, with what goes with it.
fn gather_all(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    content: Vec<ResourceId>,
    doomed: &mut BTreeSet<ResourceId>,
) -> Result<(), String> {
    for id in content {
        if !doomed.contains(&id) {
            gather(draft, geometry, &id, false, doomed)?;
        }
    }
    Ok(())
}

/// Why a frame stays that is drawn only for what is in it.
fn drawn_for(frame: &str, content: &str) -> String {
    format!("{frame} is drawn because {content} are in it. Delete them, or delete it with its content.")
}

/// A Region outside of accounts.
fn in_the_open(key: &Key) -> Frame {
    Frame { account: None, region: Some(key.to_string()) }
}

/// What stands in an account or a Region.
pub(super) fn things_in(document: &Document, is_there: impl Fn(&Frame) -> bool) -> Vec<ResourceId> {
    let stands =
        |id: &&ResourceId| Frame::of_thing(document, id.as_str()).is_some_and(|frame| is_there(&frame));
    document.resources.keys().filter(stands).cloned().collect()
}

fn remove_region(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    key: &Key,
    own: &Frame,
    keep_content: bool,
    doomed: &mut BTreeSet<ResourceId>,
) -> Result<(), String> {
    let inside = things_in(draft.document(), |frame| frame == own);
    if keep_content && inside.iter().any(|id| !doomed.contains(id)) {
        return Err(drawn_for(own.region(), "VPCs or gateways"));
    }
    draft.unplace(key.as_str());
    gather_all(draft, geometry, inside, doomed)
}

/// The internet and services are drawn while something that stays needs them.
pub(super) fn remove_reserved(
    draft: &mut Draft<'_>,
    key: &Key,
    doomed: &BTreeSet<ResourceId>,
) -> Result<(), String> {
    let mut staying = draft.document().resources.iter().filter(|(id, _)| !doomed.contains(*id));
    let needed = staying.any(|(_, resource)| match resource.as_ref() {
        Resource::InternetGateway(_) | Resource::EgressOnlyInternetGateway(_) => {
            key.as_str() == reserved::INTERNET
        }
        Resource::VpcEndpoint(endpoint) => leads_to(endpoint.service_name.as_deref(), key.as_str()),
        _ => false,
    });
    if needed {
        let what = if key.as_str() == reserved::INTERNET { "The internet" } else { "The service" };
        return Err(format!("{what} is drawn while a gateway leads to it. Delete the gateway first."));
    }
    draft.unplace(key.as_str());
    Ok(())
}

/// Whether the service of an endpoint is the one with that reserved id: `s3:eu-west-1`.
fn leads_to(service: Option<&str>, key: &str) -> bool {
    let parts = service.and_then(|name| name.strip_prefix("com.amazonaws.")?.rsplit_once('.'));
    parts.is_some_and(|(region, word)| key == format!("{word}:{region}"))
}

/// Everything that is part of a VPC. Its internet gateway stands on its border and goes with it; with `keep_content`
/// only what cannot be without a VPC does.
fn content_of_vpc(document: &Document, vpc: &ResourceId, keep_content: bool) -> Vec<ResourceId> {
    let own = |id: &Option<ResourceId>| id.as_ref() == Some(vpc);
    let belongs = |resource: &Resource| match resource {
        Resource::RouteTable(table) => own(&table.vpc_id),
        Resource::NetworkAcl(acl) => own(&acl.vpc_id),
        Resource::SecurityGroup(group) => own(&group.vpc_id),
        Resource::VpcEndpoint(endpoint) => own(&endpoint.vpc_id),
        Resource::Firewall(firewall) => own(&firewall.vpc_id),
        Resource::TargetGroup(group) => own(&group.vpc_id),
        // One with nodes goes with their subnets.
        Resource::LoadBalancer(balancer) => !keep_content && own(&balancer.vpc_id),
        Resource::AutoScalingGroup(group) => {
            let subnet = group.vpc_zone_identifier.first().and_then(|id| document.subnet(id.as_str()));
            !keep_content && subnet.is_some_and(|subnet| own(&subnet.vpc_id))
        }
        Resource::EgressOnlyInternetGateway(gateway) => own(&gateway.vpc_id),
        // A peering connection ends with either of its VPCs.
        Resource::VpcPeeringConnection(peering) => {
            peering.vpc_ids().into_iter().flatten().any(|side| side == vpc)
        }
        // An attachment ends with its VPC.
        Resource::TransitGatewayAttachment(attachment) => attachment.vpc_id() == Some(vpc),
        Resource::InternetGateway(gateway) => !keep_content && own(&gateway.vpc_id),
        Resource::VpnGateway(gateway) => !keep_content && own(&gateway.vpc_id),
        Resource::VpcBlockPublicAccessExclusion(exclusion) => own(&exclusion.vpc_id),
        Resource::Subnet(subnet) => !keep_content && own(&subnet.vpc_id),
        Resource::NatGateway(nat) => {
            (!keep_content || nat.is_regional()) && nat.subnet_id.is_none() && own(&nat.vpc_id)
        }
        _ => false,
    };
    document.resources.iter().filter(|(_, resource)| belongs(resource)).map(|(id, _)| id.clone()).collect()
}

/// What ends with a transit gateway: its attachments and its tables.
fn content_of_transit_gateway(document: &Document, gateway: &ResourceId) -> Vec<ResourceId> {
    let attachments = facts::attachments_of(document, gateway.as_str()).into_iter().map(|(id, _)| id.clone());
    let tables = facts::gateway_tables_of(document, gateway.as_str()).into_iter().map(|(id, _)| id.clone());
    attachments.chain(tables).chain(connections_of(document, gateway)).collect()
}

fn connections_of(document: &Document, gateway: &ResourceId) -> Vec<ResourceId> {
    facts::connections_of(document, gateway.as_str()).into_iter().map(|(id, _)| id.clone()).collect()
}

/// The attachment by which a VPN connection is at a transit gateway.
fn attachments_of_connection(document: &Document, connection: &ResourceId) -> Vec<ResourceId> {
    let is_own = |resource: &Resource| {
        matches!(resource, Resource::TransitGatewayAttachment(own)
            if own.resource_type == "vpn" && own.resource_id.as_ref() == Some(connection))
    };
    let all = document.resources.iter().filter(|(_, resource)| is_own(resource));
    all.map(|(id, _)| id.clone()).collect()
}

/// Attachments that have no subnet left without this one: an attachment names one at least (R-TGW-3).
fn emptied_attachments(
    document: &Document,
    subnet: &ResourceId,
    doomed: &BTreeSet<ResourceId>,
) -> Vec<ResourceId> {
    let is_emptied = |resource: &Resource| {
        matches!(resource, Resource::TransitGatewayAttachment(attachment)
            if attachment.subnet_ids.contains(subnet)
                && attachment.subnet_ids.iter().all(|own| own == subnet || doomed.contains(own)))
    };
    let all = document.resources.iter().filter(|(_, resource)| is_emptied(resource));
    all.map(|(id, _)| id.clone()).collect()
}

/// What stands in a subnet: instances with their interfaces, other interfaces, NAT gateways.
pub(super) fn content_of_subnet(document: &Document, subnet: &ResourceId) -> Vec<ResourceId> {
    let here = |id: &Option<ResourceId>| id.as_ref() == Some(subnet);
    let mut content = Vec::new();
    for (id, resource) in &document.resources {
        match resource.as_ref() {
            Resource::NetworkInterface(interface) if here(&interface.subnet_id) => {
                content.push(id.clone());
                // An instance stands where its primary interface does.
                if interface.device_index() == 0 {
                    content.extend(interface.instance_id().cloned());
                }
            }
            Resource::NatGateway(nat) if here(&nat.subnet_id) => content.push(id.clone()),
            Resource::VpcBlockPublicAccessExclusion(own) if here(&own.subnet_id) => content.push(id.clone()),
            _ => {}
        }
    }
    content
}

/// A primary interface goes only with its instance. What else AWS keeps while it is used, core tells.
pub(super) fn refuse_primary_interface(
    document: &Document,
    key: &Key,
    doomed: &BTreeSet<ResourceId>,
) -> Result<(), String> {
    let Some(interface) = document.network_interface(key.as_str()).filter(|own| own.device_index() == 0)
    else {
        return Ok(());
    };
    // An endpoint leaves any of its subnets, and so does a load balancer.
    let holds = |id: &ResourceId| {
        let holder = document.resource(id.as_str());
        holder.is_some_and(|holder| {
            let leaves = holder.is_interface_endpoint() || matches!(holder, Resource::LoadBalancer(_));
            holder.holds_interfaces() && !leaves
        })
    };
    let stays = |id: &&ResourceId| holds(id) && !doomed.contains(*id);
    let Some(holder) = interface.instance_id().filter(stays) else { return Ok(()) };
    let (name, holder) = (document.display_name(key.as_str()), document.display_name(holder.as_str()));
    Err(format!("{name} is the primary interface of {holder}: it goes only with it. Delete {holder}."))
}
