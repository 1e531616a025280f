//! The DNS of the internet: names of AWS, public zones, and what the drawing cannot know.

use super::aws_service::{self, AwsHost};
use super::lookup::{Drawing, Lookup, Refusal, Reply, Service};
use super::zone::Again;
use super::{Status, ec2_name};
use crate::message::Message;
use crate::model::reserved::{self, INTERNET};
use crate::model::{HostedZone, Resource, ResourceId, ResourceType};
use crate::net::{Family, well_known};
use crate::simulate::device::load_balancer;
use crate::simulate::ends;
use crate::simulate::walk::Decision;
use crate::simulate::world::World;
use crate::simulate::{Outcome, codes, fix};
use crate::topology::{Gives, InterfaceNode, ManagedServiceNode, OwnName, parents};
use std::net::IpAddr;

/// Last parts of names that the internet has never heard of: RFC 6761, RFC 6762, and what ICANN keeps for private use.
const PRIVATE_USE: &[&str] =
    &["internal", "local", "test", "invalid", "example", "localhost", "onion", "lan", "home", "corp"];

impl<'a> Lookup<'a> {
    /// Of the nodes of a load balancer those to which its name leads: AWS takes others out (R-NLB-16).
    fn in_use(&self, nodes: Vec<&'a InterfaceNode>) -> Vec<&'a InterfaceNode> {
        let Some(balancer) = nodes.first().and_then(|node| self.world.load_balancer(node)) else {
            return nodes;
        };
        let placed = |node: &&'a InterfaceNode| Some((*node, self.world.subnet(node.subnet.as_ref())?));
        let placed: Vec<_> = nodes.iter().filter_map(placed).collect();
        if placed.len() < nodes.len() {
            return nodes;
        }
        load_balancer::named_nodes(self.world, balancer, placed).into_iter().map(|(node, _)| node).collect()
    }
}

impl<'a> Lookup<'a> {
    /// What the internet says.
    pub(super) fn public(&mut self, name: &str) -> Reply {
        self.recursive(name, &mut |lookup, other| lookup.public(other))
    }

    /// The same for somebody who follows names that stand for others himself: as the resolver of a VPC does, which knows some
    /// of them better than the internet (R-DNS-4, R-DNS-5).
    pub(super) fn recursive(&mut self, name: &str, again: Again<'_, 'a>) -> Reply {
        let network = self.world.network;
        let internet = ResourceId::new(INTERNET);
        let plain = name.strip_prefix("dualstack.").unwrap_or(name);
        if let Some(own) = network.own_names.get(plain) {
            return if own.gives.is_inside_only() {
                self.outside_of_file_system(name, own)
            } else {
                self.own(&internet, name, own)
            };
        }
        if let Some(result) = ec2_name::public(self.world, None, name) {
            return self.instance(&internet, name, result);
        }
        for domain in parents(name).filter(|domain| !domain.is_empty()) {
            if let Some(id) = network.dns.public_zones.get(domain).and_then(|zones| zones.first()) {
                return self.zone(id, name, Vec::new(), again);
            }
        }
        if let Some(host) = aws_service::read(name) {
            return self.aws_service(&internet, name, &host);
        }
        if let Some(reply) = self.of_a_private_zone(name) {
            return reply;
        }
        let last = name.rsplit('.').next().unwrap_or_default();
        if PRIVATE_USE.contains(&last) {
            let text = format!("names below .{last} are not known on the internet");
            let decision = Decision::new(&internet, Outcome::NoMatch, [], text).implicit(true);
            let message = Message::new(
                "dns.private-name",
                "Nobody knows {name}: the internet has no names below .{last}, and no private zone or rule that counts for the sender has it.",
                [("name", name.to_owned()), ("last", last.to_owned())],
            );
            return self.refused(&internet, name, decision, Refusal::no_such_name(message));
        }
        Reply::Unknown(
            internet,
            format!(
                "The drawing has no public zone that holds {name}: what the internet answers is not known."
            ),
        )
    }

    /// A name that AWS gave a resource (R-IFE-6): the same for whoever asks.
    pub(super) fn own(&mut self, component: &ResourceId, name: &str, own: &OwnName) -> Reply {
        let in_service = self.in_service(own);
        let is_public = self.is_given_publicly(own);
        let called = self.called(&own.owner);
        if is_public && own.gives == Gives::PublicOutside && !self.has_public(&in_service) {
            let missing =
                format!("{called} is publicly accessible, and the drawing does not say its public address.");
            return Reply::Unknown(own.owner.clone(), missing);
        }
        let values = self.addresses_of(&in_service, is_public);
        if in_service.is_empty() && !own.interfaces.is_empty() {
            let message = Message::new(
                "dns.zone-withdrawn",
                "{name} gives no address: no target of {owner} that it leads to is healthy, and AWS takes the zone out. Ask for the name of all zones, or mend the targets.",
                [("name", name.to_owned()), ("owner", called.clone())],
            );
            let text = format!("{called} has no healthy target there");
            let decision = Decision::new(&own.owner, Outcome::NoMatch, own.book, text);
            return self.refused(component, name, decision, Refusal::no_data(message));
        }
        if values.is_empty() {
            let message = Message::new(
                "dns.owner-without-address",
                "{name} is a name of {owner}, which has no address of type {type}.",
                [("name", name.to_owned()), ("owner", called.clone()), ("type", self.record_type.to_owned())],
            );
            let decision = Decision::new(
                &own.owner,
                Outcome::NoMatch,
                own.book,
                format!("{called} has no such address"),
            );
            return self.refused(component, name, decision, Refusal::no_data(message));
        }
        if !is_public {
            self.remember(&in_service);
        }
        let service = database_behind(self.world, own);
        if let Some(service) = service.filter(|_| values.len() > 1) {
            self.at_once = Some(1);
            self.drawn_at = Some((own.owner.clone(), Drawing::Choice(service.traits.choice)));
        }
        let text = format!("AWS gave that name to {called}");
        let decision = Decision::new(&own.owner, Outcome::Allow, own.book, text).implicit(true);
        self.answered(component, name, values, decision)
    }

    /// Whether whoever asks is given the public addresses: outside of the VPC, and from a peer without the DNS option.
    fn is_given_publicly(&self, own: &OwnName) -> bool {
        match own.gives {
            Gives::Public => true,
            Gives::Private | Gives::Inside | Gives::InsideByZone => false,
            Gives::PublicOutside => {
                let node = own.interfaces.first().and_then(|id| self.world.network.interfaces.get(id));
                let vpc = node.and_then(|node| self.world.vpc(node.vpc.as_ref()));
                !vpc.zip(self.home)
                    .is_some_and(|(vpc, home)| ec2_name::is_given_inside(self.world, home, vpc))
            }
        }
    }

    fn has_public(&self, interfaces: &[ResourceId]) -> bool {
        let mut nodes = interfaces.iter().filter_map(|id| self.world.network.interfaces.get(id));
        nodes.any(|node| node.addresses.iter().any(|entry| entry.public.is_some()))
    }

    /// Keeps which interface has which private address.
    pub(super) fn remember(&mut self, interfaces: &[ResourceId]) {
        for id in interfaces {
            let Some(node) = self.world.network.interfaces.get(id) else { continue };
            let own = node.addresses.iter().map(|entry| entry.private).chain(node.ipv6.iter().copied());
            self.behind.extend(own.map(|address| (address.to_string(), id.clone())));
        }
    }

    /// The interfaces whose addresses a name gives now: AWS takes nodes of a Network Load Balancer out whose zone has no
    /// healthy target, as long as another one has (R-NLB-16).
    fn in_service(&self, own: &OwnName) -> Vec<ResourceId> {
        let network = self.world.network;
        let Some(service) = network.managed_services.get(&own.owner) else { return own.interfaces.clone() };
        if !service.is_load_balancer() {
            // Of a database the standby has no name as long as the primary is there.
            let is_first = |id: &&ResourceId| {
                network.interfaces.get(*id).is_none_or(|node| !self.world.is_standby(node))
            };
            return own.interfaces.iter().filter(is_first).cloned().collect();
        }
        let placed = |id: &ResourceId| {
            let node = network.interfaces.get(id)?;
            Some((node, self.world.subnet(node.subnet.as_ref())?))
        };
        let placed = service.interfaces.iter().filter_map(placed).collect();
        let named = load_balancer::named_nodes(self.world, service, placed);
        named
            .into_iter()
            .map(|(node, _)| &node.id)
            .filter(|id| own.interfaces.contains(id))
            .cloned()
            .collect()
    }

    /// The addresses of interfaces; those in a zone that fails are not given while there are others.
    pub(super) fn addresses_of(&self, interfaces: &[ResourceId], is_public: bool) -> Vec<String> {
        let family = match self.record_type {
            "A" => Family::Ipv4,
            "AAAA" => Family::Ipv6,
            _ => return Vec::new(),
        };
        let network = self.world.network;
        let nodes = interfaces.iter().filter_map(|id| network.interfaces.get(id));
        let (dark, light): (Vec<_>, Vec<_>) = nodes.partition(|node| {
            self.world.subnet(node.subnet.as_ref()).is_some_and(|subnet| self.world.is_down(subnet))
        });
        let nodes = self.in_use(if light.is_empty() { dark } else { light });
        let address = |node: &&InterfaceNode| match (family, is_public) {
            (Family::Ipv4, true) => node.addresses.iter().find_map(|entry| entry.public),
            _ => node.first_address(family),
        };
        nodes.iter().filter_map(address).map(|address| address.to_string()).collect()
    }

    /// A name of an instance gave an address, or none.
    pub(super) fn instance(&mut self, component: &ResourceId, name: &str, result: ec2_name::Given) -> Reply {
        match result {
            Ok((address, book)) if self.record_type == "A" => {
                let text = "AWS gives instances names by their addresses".to_owned();
                let decision = Decision::new(component, Outcome::Allow, book, text).implicit(true);
                self.answered(component, name, vec![address.to_string()], decision)
            }
            Ok(_) => {
                let message = Message::new(
                    "dns.instance-no-data",
                    "{name} is a name of an instance, and has an IPv4 address only.",
                    [("name", name.to_owned())],
                );
                let decision =
                    Decision::new(component, Outcome::NoMatch, [], message.text.clone()).implicit(true);
                self.refused(component, name, decision, Refusal::no_data(message))
            }
            Err((why, book)) => {
                let message = Message::new(
                    "dns.no-instance",
                    "{name} gives the sender no address: {why}.",
                    [("name", name.to_owned()), ("why", why.clone())],
                );
                let decision = Decision::new(component, Outcome::NoMatch, book, why).implicit(true);
                self.refused(component, name, decision, Refusal::no_such_name(message))
            }
        }
    }

    /// A service of AWS at its public addresses, and the endpoint that is left aside for it (R-IFE-5).
    fn aws_service(&mut self, component: &ResourceId, name: &str, host: &AwsHost) -> Reply {
        let family = match self.record_type {
            "A" => Family::Ipv4,
            "AAAA" => Family::Ipv6,
            _ => {
                return Reply::Unknown(
                    component.clone(),
                    format!("The drawing does not hold such records of {name}."),
                );
            }
        };
        let book = self.note_endpoint(name, host);
        let region = host.region.as_deref().unwrap_or("us-east-1");
        let gateway = reserved::service_of(&host.service).filter(|(_, none)| none.is_none());
        let address: Option<IpAddr> = match gateway {
            Some((service, _)) => ends::service_address(self.world, service, region, family),
            None => Some(self.world.internet_host(match family {
                Family::Ipv4 => well_known::INTERNET_SERVER.into(),
                Family::Ipv6 => well_known::INTERNET_IPV6.into(),
            })),
        };
        self.service = Some(match gateway {
            Some((service, _)) => Service::Gateway(service, region.to_owned()),
            None => Service::Other,
        });
        let Some(address) = address else {
            return Reply::Unknown(
                component.clone(),
                format!("The public addresses of {name} are not known."),
            );
        };
        let text = format!("the public addresses of {}; {address} stands for them", host.host);
        let decision = Decision::new(component, Outcome::Allow, book, text).implicit(true);
        self.answered(component, name, vec![address.to_string()], decision)
    }

    /// Says that an endpoint for the service is there and its name leads elsewhere.
    fn note_endpoint(&mut self, name: &str, host: &AwsHost) -> Vec<&'static str> {
        let network = self.world.network;
        let Some(vpc) = self.home else { return Vec::new() };
        let mut book = Vec::new();
        let endpoints =
            vpc.endpoints.iter().filter_map(|id| Some((id, network.document.vpc_endpoint(id.as_str())?)));
        for (id, endpoint) in endpoints.filter(|(_, endpoint)| endpoint.is_interface()) {
            if endpoint.service_host().as_deref() != Some(host.host.as_str()) {
                continue;
            }
            let (endpoint_name, vpc_name) = (self.called(id), self.called(&vpc.id));
            let args = [("name", name.to_owned()), ("endpoint", endpoint_name), ("vpc", vpc_name)];
            if endpoint.is_private_inbound_only() {
                book.push("R-IFE-10");
            } else if endpoint.private_dns_enabled {
                book.push("R-IFE-4");
                let message = Message::new(
                    "note.endpoint-needs-dns",
                    "{name} leads to the public addresses of the service and not to {endpoint}: private DNS names need DNS support and DNS hostnames of {vpc}. Switch both on.",
                    args,
                );
                self.note(codes::VPCE_PRIVATE_DNS_NEEDS_VPC_DNS, Some(id), message);
            } else {
                book.push("R-IFE-5");
                let message = Message::new(
                    "note.endpoint-not-used",
                    "{name} leads to the public addresses of the service and not to {endpoint}, which stands in {vpc}: its private DNS names are off. Switch them on, or use a name of the endpoint.",
                    args,
                );
                self.note(codes::VPCE_NOT_USED_DNS, Some(id), message);
            }
        }
        book
    }

    /// A private zone has the name, and does not count for the sender (R-DNS-8).
    fn of_a_private_zone(&mut self, name: &str) -> Option<Reply> {
        let network = self.world.network;
        let internet = ResourceId::new(INTERNET);
        let zones = parents(name).filter_map(|domain| network.dns.private_zones.get(domain)).flatten();
        let id = zones.into_iter().find(|id| self.has(id, name))?;
        let called = self.zone_called(id);
        let Some(Resource::HostedZone(zone)) = network.document.resource(id.as_str()) else { return None };
        let vpcs: Vec<String> =
            zone.vpcs.iter().filter_map(|vpc| vpc.vpc_id.as_ref()).map(|vpc| self.called(vpc)).collect();
        let vpcs = if vpcs.is_empty() { "no VPC".to_owned() } else { vpcs.join(", ") };
        let Some(home) = self.home else {
            let message = Message::new(
                "dns.private-outside",
                "{zone} has {name} and answers inside {vpcs} only. Ask an inbound endpoint of the resolver there.",
                [("zone", called.clone()), ("name", name.to_owned()), ("vpcs", vpcs)],
            );
            let text = format!("{called} answers its VPCs only");
            let decision = Decision::new(id, Outcome::Deny, ["R-DNS-8"], text);
            let refusal =
                Refusal { detail: Some(codes::PHZ_NOT_ASSOCIATED), ..Refusal::no_such_name(message) };
            return Some(self.refused(&internet, name, decision, refusal));
        };
        let is_associated = zone.vpcs.iter().any(|vpc| vpc.vpc_id.as_ref() == Some(&home.id));
        let args = [("zone", called.clone()), ("name", name.to_owned()), ("vpc", self.called(&home.id))];
        if is_associated {
            let message = Message::new(
                "dns.private-needs-attributes",
                "{zone} has {name} and is associated with {vpc}, where private zones do not answer: they need DNS support and DNS hostnames. Switch both on.",
                args,
            );
            let text = "private zones need DNS support and DNS hostnames of the VPC".to_owned();
            let decision = Decision::new(&home.id, Outcome::Deny, ["R-DNS-2"], text);
            let fix = fix::names::dns_on(self.world, &home.id, true);
            let refusal = Refusal { fix, ..Refusal::no_such_name(message) };
            return Some(self.refused(&home.id, name, decision, refusal));
        }
        let [zone_arg, name_arg, vpc_arg] = args;
        let mut book = vec!["R-DNS-8"];
        let message = if let Some(hub) = self.hub_between(&home.id, zone) {
            book.push("R-TGW-36");
            Message::new(
                "dns.not-through-hub",
                "{zone} has {name} and answers inside {vpcs} only, not in {vpc}: {hub} carries packets between them, and no names. Associate the zone with {vpc}.",
                [zone_arg, name_arg, vpc_arg, ("vpcs", vpcs), ("hub", self.called(hub))],
            )
        } else {
            Message::new(
                "dns.not-associated",
                "{zone} has {name} and answers inside {vpcs} only, not in {vpc}. Associate the zone with {vpc}.",
                [zone_arg, name_arg, vpc_arg, ("vpcs", vpcs)],
            )
        };
        let text = format!("{called} is not associated with {}", self.called(&home.id));
        let decision = Decision::new(id, Outcome::Deny, book, text);
        let refusal = Refusal {
            detail: Some(codes::PHZ_NOT_ASSOCIATED),
            fix: fix::names::associate(self.world, id, &home.id),
            ..Refusal::no_such_name(message)
        };
        Some(self.refused(&home.id, name, decision, refusal))
    }

    /// A transit gateway to which both a VPC and one of a zone are attached.
    fn hub_between(&self, vpc: &ResourceId, zone: &HostedZone) -> Option<&'a ResourceId> {
        let attachments = &self.world.network.transit_gateway_attachments;
        let hubs_of = |vpc: &ResourceId| {
            let own = attachments.values().filter(|attachment| attachment.vpc() == Some(vpc));
            own.filter_map(|attachment| attachment.gateway.as_ref()).collect::<Vec<_>>()
        };
        let own = hubs_of(vpc);
        let there = zone.vpcs.iter().filter_map(|vpc| vpc.vpc_id.as_ref()).flat_map(hubs_of);
        there.into_iter().find(|hub| own.contains(hub))
    }

    /// What a step says of somebody who is asked.
    pub(super) fn asks(&mut self, component: &ResourceId, name: &str, whom: String, decision: Decision) {
        self.step(component, name, (Status::Asks, vec![whom]), decision, None);
    }
}

/// The database behind a name: of several interfaces one is the primary.
fn database_behind<'a>(world: World<'a>, own: &OwnName) -> Option<&'a ManagedServiceNode> {
    let service = world.network.managed_services.get(&own.owner)?;
    (service.traits.resource_type == ResourceType::DbInstance).then_some(service)
}
