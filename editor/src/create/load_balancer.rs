//! A load balancer with its nodes: one in a subnet of each of two zones, a group that admits its clients, a listener, and
//! the target group that it forwards to.

use std::collections::{BTreeMap, BTreeSet};

use netyard_core::model::{
    Attachment, ClassicHealthCheck, Document, IpPermission, LoadBalancer, LoadBalancerAction,
    LoadBalancerKind, LoadBalancerListener, NetworkInterface, PrivateIpAddress, ResourceId, RowId,
    SecurityGroup,
};
use netyard_core::net::{CidrBlock, Protocol};
use netyard_core::ordered::Order;

use super::managed_service::service_interface_in;
use super::target_group::{new_group, protocol_of, unused_group};
use super::{Made, Site, inside, subnet_at, vpc_at};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;
use crate::part::PartId;

/// In how many zones a new one has a node.
const ZONES: usize = 2;

/// A load balancer in the subnet and one of another zone, or in subnets of two zones of the VPC.
///
/// # Errors
/// There is no subnet, or all are full.
pub(super) fn create(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    kind: LoadBalancerKind,
    site: &Site,
) -> Result<Made, String> {
    let what = words(kind);
    let first = subnet_at(draft, site);
    let Some(vpc) = vpc_at(draft, site) else {
        return Err(match &first {
            Some(subnet) => format!(
                "{} is in no VPC. Put it into one first.",
                draft.document().display_name(subnet.as_str())
            ),
            None => format!("{} has its nodes in the subnets of a VPC. Drop it on one.", what.one),
        });
    };
    if let Some(first) = &first {
        service_interface_in(draft, first)?;
    }
    let subnets = subnets_for(draft, &vpc, first.as_ref(), kind != LoadBalancerKind::Gateway);
    if subnets.is_empty() {
        return Err(format!(
            "{} has its nodes in subnets, and {} has none with a free address. Draw one first.",
            what.one,
            draft.document().display_name(vpc.as_str())
        ));
    }
    let is_public = kind != LoadBalancerKind::Gateway
        && subnets.iter().all(|id| facts::is_public(draft.document(), id.as_str()));
    let name = facts::numbered_name(draft.document(), what.stem);
    let group = (kind != LoadBalancerKind::Gateway).then(|| group_for(draft, &name, &vpc, is_public));
    let targets = (kind != LoadBalancerKind::Classic).then(|| {
        let known = unused_group(draft.document(), kind, &vpc);
        known.unwrap_or_else(|| new_group(draft, kind, &vpc))
    });
    let balancer = LoadBalancer {
        name: Some(name),
        load_balancer_type: what.word.to_owned(),
        scheme: if is_public { "internet-facing" } else { "internal" }.to_owned(),
        vpc_id: Some(vpc.clone()),
        listeners: BTreeMap::from([(RowId::new("l1"), listener(kind, targets.as_ref()))]),
        health_check: (kind == LoadBalancerKind::Classic).then(|| ClassicHealthCheck {
            target: Some("TCP:80".to_owned()),
            ..ClassicHealthCheck::default()
        }),
        ..LoadBalancer::default()
    };
    let id = draft.add(balancer);
    for subnet in &subnets {
        add_node(draft, &id, subnet, group.as_ref())?;
    }
    if let Some(corner) = site.corner.filter(|_| first.is_some()) {
        draft.place(id.as_str(), inside(geometry, first.as_ref().map(ResourceId::as_str), corner));
    }
    let text = said(draft.document(), kind, &id, &vpc, &subnets, targets.as_ref());
    Ok(Made::new(id, text).inspected())
}

/// What a kind is called.
struct Words {
    /// The first word of new names.
    stem: &'static str,
    /// The word in the document.
    word: &'static str,
    /// In a sentence, at its beginning.
    one: String,
}

fn words(kind: LoadBalancerKind) -> Words {
    let (stem, word, part) = match kind {
        LoadBalancerKind::Application => ("alb", "application", PartId::ApplicationLoadBalancer),
        LoadBalancerKind::Network => ("nlb", "network", PartId::NetworkLoadBalancer),
        LoadBalancerKind::Gateway => ("gwlb", "gateway", PartId::GatewayLoadBalancer),
        LoadBalancerKind::Classic => ("clb", "classic", PartId::ClassicLoadBalancer),
    };
    Words { stem, word, one: crate::containment::capitalized(part.part().with_article) }
}

/// Subnets of a VPC with a free address, one a zone: those that are called like the first one before others, public ones
/// where somebody may come from the internet, else private ones.
pub(super) fn subnets_for(
    draft: &Draft<'_>,
    vpc: &ResourceId,
    first: Option<&ResourceId>,
    rather_public: bool,
) -> Vec<ResourceId> {
    let document = draft.document();
    let is_public = |id: &ResourceId| facts::is_public(document, id.as_str());
    let called = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
    let mut all: Vec<_> = facts::subnets_of(document, vpc.as_str());
    all.retain(|(id, _)| service_interface_in(draft, id).is_ok());
    let of_kind = |public: bool| all.iter().any(|(id, _)| is_public(id) == public);
    let public = match first {
        Some(first) => is_public(first),
        None => rather_public && of_kind(true) || !of_kind(false),
    };
    let stem = first.map(|first| facts::stem(&called(first)).to_owned());
    all.retain(|(id, _)| is_public(id) == public);
    all.order_by_key(|(id, _)| {
        let is_other = first != Some(*id);
        let is_called_otherwise = stem.as_deref().is_some_and(|stem| stem != facts::stem(&called(id)));
        (is_other, is_called_otherwise, called(id), (*id).clone())
    });
    let mut zones: BTreeSet<&str> = BTreeSet::new();
    let mut chosen = Vec::new();
    for (id, subnet) in all {
        if zones.insert(subnet.availability_zone.as_deref().unwrap_or_default()) && chosen.len() < ZONES {
            chosen.push(id.clone());
        }
    }
    chosen
}

/// The group that the console makes: clients on the port of the listener, from everywhere or from the VPC.
fn group_for(draft: &mut Draft<'_>, name: &str, vpc: &ResourceId, is_public: bool) -> ResourceId {
    let document = draft.document();
    let name = facts::unique_name(document, &format!("{name}-sg"));
    let own = document.vpc(vpc.as_str()).map(|vpc| vpc.cidr_blocks.clone()).unwrap_or_default();
    let sources = if is_public { vec![CidrBlock::new("0.0.0.0/0")] } else { own };
    let rules = (1..).zip(sources).map(|(number, source)| {
        let rule = IpPermission {
            ip_protocol: Some(Protocol::Tcp),
            from_port: Some(80),
            to_port: Some(80),
            cidr_ip: Some(source),
            ..IpPermission::default()
        };
        (RowId::new(&format!("g{number}")), rule)
    });
    let ip_permissions: BTreeMap<_, _> = netyard_core::ordered::IntoOrdered::into_map(rules);
    draft.add(SecurityGroup {
        name: Some(name.clone()),
        group_name: Some(name),
        vpc_id: Some(vpc.clone()),
        ip_permissions,
        ..SecurityGroup::default()
    })
}

/// A listener on port 80 that forwards to the group.
pub(crate) fn listener(kind: LoadBalancerKind, targets: Option<&ResourceId>) -> LoadBalancerListener {
    let forward = targets.map(|group| (RowId::new("a1"), LoadBalancerAction::forward_to(group.clone())));
    let (protocol, port) = protocol_of(kind);
    let is_classic = kind == LoadBalancerKind::Classic;
    // A Gateway Load Balancer takes every port of every protocol.
    let takes = kind != LoadBalancerKind::Gateway;
    LoadBalancerListener {
        protocol: takes.then(|| protocol.to_owned()),
        port: takes.then_some(port),
        default_actions: forward.into_iter().collect(),
        instance_protocol: is_classic.then(|| protocol.to_owned()),
        instance_port: is_classic.then_some(port),
        ..LoadBalancerListener::default()
    }
}

/// One more node of a load balancer, in the subnet, with the groups of the others or the one that is named.
///
/// # Errors
/// The subnet is full.
pub(crate) fn add_node(
    draft: &mut Draft<'_>,
    balancer: &ResourceId,
    subnet: &ResourceId,
    group: Option<&ResourceId>,
) -> Result<(), String> {
    let mut interface = service_interface_in(draft, subnet)?;
    let document = draft.document();
    let own = facts::interfaces_of(document, balancer.as_str());
    let index = own.iter().map(|(_, interface)| interface.device_index() + 1).max().unwrap_or(0);
    let known = own.first().map(|(_, interface)| interface.group_ids.clone());
    let kind = document.load_balancer(balancer.as_str()).and_then(LoadBalancer::kind);
    let needs_group = matches!(kind, Some(LoadBalancerKind::Application | LoadBalancerKind::Classic));
    let named: Vec<ResourceId> = group.into_iter().cloned().collect();
    // Without one AWS takes the default group where it needs one (R-ALB-14).
    let otherwise = if named.is_empty() && needs_group { interface.group_ids.clone() } else { named };
    interface.group_ids = known.unwrap_or(otherwise);
    give_addresses(document, balancer, &mut interface);
    interface.attachment = Some(Attachment {
        instance_id: Some(balancer.clone()),
        device_index: Some(index),
        ..Attachment::default()
    });
    draft.add(interface);
    Ok(())
}

/// A node has a public address where the load balancer faces the internet, and IPv6 only where it asks for that.
pub(crate) fn give_addresses(document: &Document, balancer: &ResourceId, interface: &mut NetworkInterface) {
    let Some(own) = document.load_balancer(balancer.as_str()) else { return };
    if own.ip_address_type == "ipv4" {
        interface.ipv6_addresses.clear();
    }
    let faces_internet = !own.is_internal()
        && own.kind() != Some(LoadBalancerKind::Gateway)
        && own.ip_address_type != "dualstack-without-public-ipv4";
    if let Some(PrivateIpAddress { public_ip, .. }) =
        interface.private_ip_addresses.first_mut().filter(|_| faces_internet)
    {
        *public_ip = Some(facts::free_public_address(document, &BTreeSet::new()).into());
    }
}

/// "alb-1 in public-a and public-b: HTTP 80 to targets-1", and what is still missing.
fn said(
    document: &Document,
    kind: LoadBalancerKind,
    id: &ResourceId,
    vpc: &ResourceId,
    subnets: &[ResourceId],
    targets: Option<&ResourceId>,
) -> String {
    let called = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
    let places = facts::name_list(subnets.iter().map(|id| document.display_name(id.as_str())), "and");
    let (protocol, port) = protocol_of(kind);
    let takes = match kind {
        LoadBalancerKind::Gateway => "everything".to_owned(),
        _ => format!("{protocol} {port}"),
    };
    let mut text = match targets {
        Some(targets) => format!("{} in {places}: {takes} to {}", called(id), called(targets)),
        None => format!("{} in {places}, on {takes}. Connect it to its instances", called(id)),
    };
    let has_targets =
        targets.and_then(|id| document.target_group(id.as_str())).is_some_and(|own| !own.targets.is_empty());
    if let Some(targets) = targets.filter(|_| !has_targets) {
        text.push_str(". Connect ");
        text.push_str(&called(targets));
        text.push_str(" to its targets");
    }
    let is_internal = document.load_balancer(id.as_str()).is_some_and(LoadBalancer::is_internal);
    if is_internal && kind != LoadBalancerKind::Gateway {
        let none_is_public = !facts::subnets_of(document, vpc.as_str())
            .iter()
            .any(|(id, _)| facts::is_public(document, id.as_str()));
        text.push_str(if none_is_public {
            ". It is internal: no subnet of the VPC has a route to an internet gateway"
        } else {
            ". It is internal: these subnets have no route to an internet gateway"
        });
    }
    if subnets.len() < ZONES && kind == LoadBalancerKind::Application {
        // R-ALB-1.
        text.push_str(". AWS asks for two zones, and there is no such subnet in a second one: draw one, and connect the two");
    }
    text
}
