//! The borders of a VPC: Block Public Access (section 8 of the rule book) and the route tables of gateways (section 3).

use super::accounts;
use super::facts::Facts;
use super::filters::Way as Gate;
use super::opinion::Reason;
use super::routes::{Next, look_up_in};
use super::walk::{Fate, Packet, Walk, stop};
use netyard_core::model::{Resource, VpcBlockPublicAccessExclusion};
use std::net::IpAddr;

/// A packet at a gateway to the internet.
pub(crate) struct Border<'b> {
    pub(crate) gateway: &'b str,
    pub(crate) vpc: &'b str,
    /// The address inside.
    pub(crate) inside: IpAddr,
    pub(crate) is_inward: bool,
    pub(crate) is_egress_only: bool,
}

/// The table of a gateway: one of its own VPC that names it.
fn table_of(facts: &Facts, gateway: &str, vpc: &str) -> Option<String> {
    facts.document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::RouteTable(table)
            if table.gateway_id.as_ref().is_some_and(|id| id.as_str() == gateway)
                && table.vpc_id.as_ref().is_some_and(|id| id.as_str() == vpc) =>
        {
            Some(id.to_string())
        }
        _ => None,
    })
}

/// The exclusions that are in force for a VPC or a subnet.
fn exclusions<'a>(
    facts: &Facts<'a>,
    vpc: &str,
    subnet: Option<&str>,
) -> Vec<&'a VpcBlockPublicAccessExclusion> {
    let each = facts.document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::VpcBlockPublicAccessExclusion(one) => Some(one),
        _ => None,
    });
    each.filter(|one| {
        let is_for = one.vpc_id.as_ref().is_some_and(|id| id.as_str() == vpc)
            || one.subnet_id.as_ref().is_some_and(|id| Some(id.as_str()) == subnet);
        is_for && matches!(one.state.as_str(), "create-complete" | "update-complete")
    })
    .collect()
}

impl Walk<'_> {
    /// Whether the options of the Region let the connection pass (R-BPA-1, R-BPA-2, R-BPA-3).
    pub(crate) fn public_access(&self, border: &Border) -> Result<(), (Reason, String)> {
        let facts = self.facts;
        let region = facts.vpc(border.vpc).map(|vpc| vpc.region.clone());
        let mode = facts.document.resources.values().find_map(|resource| match resource.as_ref() {
            Resource::VpcBlockPublicAccessOptions(one)
                if one.region == region && accounts::is_for(facts.document, one, border.vpc) =>
            {
                Some(one.internet_gateway_block_mode.as_str())
            }
            _ => None,
        });
        let is_nat = facts.nats.iter().any(|nat| nat.vpc == border.vpc && nat.address == border.inside)
            || facts.regional.iter().any(|nat| nat.vpc == border.vpc && nat.has(border.inside));
        let subnet = facts.subnet_of(border.vpc, border.inside).map(|subnet| subnet.id.as_str());
        let spared = |mode: &str| {
            let all = exclusions(facts, border.vpc, subnet);
            all.iter().any(|one| one.internet_gateway_exclusion_mode.as_deref() == Some(mode))
        };
        // The reply belongs to a connection that was made the other way.
        let is_ingress = border.is_inward != self.is_reply;
        let passes = match mode {
            Some("block-bidirectional") => {
                spared("allow-bidirectional") || (!is_ingress && spared("allow-egress"))
            }
            Some("block-ingress") => {
                spared("allow-bidirectional") || (!is_ingress && (is_nat || border.is_egress_only))
            }
            _ => true,
        };
        if passes { Ok(()) } else { stop(Reason::PublicAccess, border.gateway) }
    }

    /// Into the VPC by a gateway, by the table of the gateway if it has one (R-EDGE-7, R-EDGE-8).
    pub(crate) fn enter_by(&mut self, gateway: &str, vpc: &str, packet: Packet, is_internet: bool) -> Fate {
        let facts = self.facts;
        let next = table_of(facts, gateway, vpc).and_then(|table| look_up_in(facts, vpc, &table, packet.to));
        match next {
            None | Some(Next::Local) => self.enter_vpc(vpc, packet),
            Some(Next::Blackhole) => stop(Reason::Blackhole, gateway),
            Some(Next::Interface(id)) => {
                let hop = facts.interface(&id).unwrap();
                let is_public = match packet.to {
                    IpAddr::V4(_) => !hop.public.is_empty(),
                    IpAddr::V6(_) => hop.address(false).is_some(),
                };
                if is_internet && !is_public {
                    return stop(Reason::MiddleboxAddress, gateway);
                }
                self.acl(&hop.subnet, &packet, Gate::In)?;
                self.pass_through(hop, packet)
            }
            Some(Next::Inspected(id)) => self.by_endpoint(&id, None, packet),
            Some(_) => stop(Reason::CannotRoute, gateway),
        }
    }

    /// Whether what leaves by an internet gateway comes from the middlebox to which its table sends what comes in for the
    /// sender (R-EDGE-9).
    pub(crate) fn way_out(&self, gateway: &str, vpc: &str, from: IpAddr) -> Result<(), (Reason, String)> {
        let facts = self.facts;
        let Some(middlebox) = steered_to(facts, gateway, vpc, from) else { return Ok(()) };
        let is_own = facts.owner(vpc, from).is_some_and(|own| own.place() == middlebox);
        if is_own || self.passed.contains(&(middlebox, from)) {
            return Ok(());
        }
        stop(Reason::AroundMiddlebox, gateway)
    }
}

/// The middlebox to which the table of a gateway sends what comes in for an address.
fn steered_to(facts: &Facts, gateway: &str, vpc: &str, address: IpAddr) -> Option<String> {
    match look_up_in(facts, vpc, &table_of(facts, gateway, vpc)?, address)? {
        Next::Interface(id) => facts.interface(&id).map(super::facts::Interface::place),
        Next::Inspected(id) => Some(id),
        _ => None,
    }
}

/// Whether what comes from the internet for an address is sent through this middlebox: a router then, no NAT instance.
pub(crate) fn is_router_for(facts: &Facts, vpc: &str, address: IpAddr, middlebox: &str) -> bool {
    facts
        .internet_gateway(vpc)
        .is_some_and(|gateway| steered_to(facts, &gateway, vpc, address).as_deref() == Some(middlebox))
}
