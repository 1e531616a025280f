//! A rule of the resolver leads questions back to where they came from.

use crate::message::say;
use crate::model::{DnsServer, Resource, ResourceId, ResourceType};
use crate::net::Address;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::{InterfaceNode, domain_of, parents};
use std::collections::BTreeSet;
use std::net::IpAddr;

rule! {
    /// # What it checks
    /// A forward rule of the Resolver sends the questions of a VPC to a server that sends them back to that VPC: its own
    /// inbound endpoint, or one behind which another rule or a DNS server forwards the domain to it.
    ///
    /// # Why it matters
    /// The question goes round until somebody gives up. Nobody in the VPC gets an answer for any name of the domain.
    ///
    /// # How to fix
    /// Let the rule name a server that knows the domain, or take the VPC out of the rule. There is no automatic fix: nobody
    /// knows which server was meant.
    ///
    /// # Limits
    /// A DNS server that has a record of the domain is taken to answer by itself. Whether packets reach the servers is not
    /// asked here.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html>
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-resolver.html>
    RuleInfo {
        id: "resolver-rule-loop",
        title: "A resolver rule leads back to its own VPC",
        group: Group::Reachability,
        book: &["R-DNS-16"],
        codes: &["DNS_LOOP"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::ResolverRule(rule) = resource.as_ref() else { continue };
        let Some(domain) = rule.domain_name.as_deref().map(domain_of) else { continue };
        for vpc in rule.vpc_ids.iter().collect::<BTreeSet<_>>() {
            // A second rule for the domain does not count.
            if forwarding(context, vpc, &domain) != Some(id) {
                continue;
            }
            let mut way = Way { context, domain: &domain, home: vpc, seen: BTreeSet::new() };
            let Some(last) = way.leads_back(id) else { continue };
            let spoken = if domain.is_empty() { "every name".to_owned() } else { domain.clone() };
            let message = say!(
                "resolver-rule-loop",
                "{rule} leads questions of {vpc} about {domain} back to {vpc}, by {last}: they go round, and nobody answers.",
                rule = context.name(id),
                vpc = context.name(vpc),
                domain = spoken,
                last = context.name(&last)
            );
            let help = say!(
                "resolver-rule-loop.help",
                "Let {rule} name a server that knows {domain}, or take {vpc} out of {rule}.",
                rule = context.name(id),
                domain = spoken,
                vpc = context.name(vpc)
            );
            report.push(Found::new([id, vpc, &last], message, help));
        }
    }
}

/// The rule by which the resolver of a VPC forwards the domain; none where a zone or another kind of rule is in front.
fn forwarding<'a>(context: &Context<'a>, vpc: &ResourceId, domain: &str) -> Option<&'a ResourceId> {
    let dns = &context.network.dns;
    let drawn = context.document.vpc(vpc.as_str())?;
    for part in parents(domain) {
        if let Some(id) = dns.rules_of.get(vpc).and_then(|rules| rules.get(part)?.first()) {
            let rule = context.document.resolver_rule(id.as_str())?;
            return (rule.rule_type == "FORWARD").then_some(id);
        }
        let has_zone = dns.zones_of.get(vpc).is_some_and(|zones| zones.contains_key(part));
        if has_zone && drawn.enable_dns_support && drawn.enable_dns_hostnames {
            return None;
        }
    }
    None
}

/// The way of a question, until it is back or somebody answers.
struct Way<'a, 'w> {
    context: &'w Context<'a>,
    domain: &'w str,
    home: &'w ResourceId,
    seen: BTreeSet<ResourceId>,
}

impl<'a> Way<'a, '_> {
    /// The endpoint by which a rule leads home.
    fn leads_back(&mut self, rule: &ResourceId) -> Option<ResourceId> {
        if !self.seen.insert(rule.clone()) {
            return None;
        }
        let drawn = self.context.document.resolver_rule(rule.as_str())?;
        let near = drawn.resolver_endpoint_id.as_ref().and_then(|id| self.vpc_of(id));
        let targets: Vec<IpAddr> =
            drawn.target_ips.values().filter_map(crate::model::TargetAddress::address).collect();
        targets.into_iter().find_map(|address| self.from(address, near.as_ref()))
    }

    /// Whether what stands at an address leads home.
    fn from(&mut self, address: IpAddr, near: Option<&ResourceId>) -> Option<ResourceId> {
        if let Some((endpoint, vpc)) = self.inbound_at(address, near) {
            if vpc == *self.home {
                return Some(endpoint);
            }
            let next = forwarding(self.context, &vpc, self.domain)?;
            return self.leads_back(next);
        }
        let (host, server) = self.server_at(address)?;
        if !self.seen.insert(host.clone()) || self.has_records(host) {
            return None;
        }
        let fitting = server.forwarders.values().filter_map(|forwarder| {
            let own = domain_of(forwarder.domain_name.as_deref().unwrap_or_default());
            parents(self.domain).any(|part| part == own).then_some((own.len(), forwarder))
        });
        let (_, forwarder) = fitting.max_by_key(|(length, _)| *length)?;
        let targets: Vec<IpAddr> = forwarder.target_ips.iter().filter_map(Address::ip).collect();
        targets.into_iter().find_map(|address| self.from(address, None))
    }

    fn vpc_of(&self, endpoint: &ResourceId) -> Option<ResourceId> {
        let node = self.context.network.managed_services.get(endpoint)?;
        let interface = self.context.network.interfaces.get(node.interfaces.first()?)?;
        interface.vpc.clone()
    }

    /// The inbound endpoint with that address and its VPC; of several the one that is near, else nobody knows which.
    fn inbound_at(&self, address: IpAddr, near: Option<&ResourceId>) -> Option<(ResourceId, ResourceId)> {
        let network = self.context.network;
        let services = network.managed_services.values();
        let all = services.filter(|node| {
            let drawn = self.context.document.resolver_endpoint(node.id.as_str());
            node.traits.resource_type == ResourceType::ResolverEndpoint
                && drawn.is_some_and(crate::model::ResolverEndpoint::is_inbound)
        });
        let found: Vec<(&ResourceId, &ResourceId)> = all
            .flat_map(|node| node.interfaces.iter().map(move |interface| (&node.id, interface)))
            .filter_map(|(id, interface)| Some((id, network.interfaces.get(interface)?)))
            .filter(|(_, interface)| has(interface, address))
            .filter_map(|(id, interface)| Some((id, interface.vpc.as_ref()?)))
            .collect();
        let here = found.iter().find(|(_, vpc)| Some(*vpc) == near);
        let (endpoint, vpc) = match (here, found.as_slice()) {
            (Some(here), _) | (None, [here]) => *here,
            _ => return None,
        };
        Some((endpoint.clone(), vpc.clone()))
    }

    /// The host that is a DNS server there.
    fn server_at(&self, address: IpAddr) -> Option<(&'a ResourceId, &'a DnsServer)> {
        let network = self.context.network;
        self.context.document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
            Resource::OnPremisesHost(host) => {
                let has = host.ip_addresses.iter().any(|own| own.ip() == Some(address));
                host.dns_server.as_ref().filter(|_| has).map(|server| (id, server))
            }
            Resource::Instance(instance) => {
                let server = instance.dns_server.as_ref()?;
                let own = network
                    .interfaces
                    .values()
                    .any(|node| node.instance.as_ref() == Some(id) && has(node, address));
                own.then_some((id, server))
            }
            _ => None,
        })
    }

    /// Whether a host has a record of the domain, or of a name below it.
    fn has_records(&self, host: &ResourceId) -> bool {
        let index = self.context.network.dns.server_records.get(host);
        index.is_some_and(|index| index.keys().any(|name| parents(name).any(|part| part == self.domain)))
    }
}

fn has(node: &InterfaceNode, address: IpAddr) -> bool {
    node.addresses.iter().any(|entry| entry.private == address) || node.ipv6.contains(&address)
}
