//! Rules that name a group: they match the private addresses of the interfaces that carry it (R-SG-4), in the same VPC, over
//! an active peering connection inside one Region (R-SG-5, R-PEER-10), and inbound over a transit gateway that supports it
//! (R-TGW-26).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>. Where such a rule would admit the packet
//! and does not hold here, the reason is kept for whoever asks why nothing matched.

use super::Direction;
use super::security_group::{Match, Question};
use crate::model::{Resource, ResourceId};
use crate::simulate::codes;
use crate::simulate::packet::{Identity, Loss};
use crate::simulate::session::HubCrossing;
use crate::topology::{AddressOwner, InterfaceNode, PeeringNode, VpcNode};

/// Why a rule that names the group of the other end does not admit the packet.
#[derive(Clone, Copy)]
pub(in crate::simulate) enum Broken<'a> {
    /// The group is gone.
    Stale,
    /// A component stands between the two.
    Lost(Loss<'a>),
    /// The packet is for a public address of a member.
    Public,
    /// The member is behind a peering connection to another Region.
    CrossRegion,
    /// The member is behind more than one transit gateway.
    SeveralHubs,
    /// The member is behind a transit gateway, and this part of the way does not support it: a gateway or an attachment.
    Unsupported(&'a ResourceId),
    /// The member is behind a transit gateway, and the rule is an outbound one.
    OutboundOverHub,
    /// The rule names the group under this account, which does not own it.
    OtherAccount(&'a str),
}

impl Broken<'_> {
    /// The finer code, where there is one.
    pub(in crate::simulate) fn detail(self) -> Option<&'static str> {
        Some(match self {
            Self::Stale => codes::SG_RULE_STALE,
            Self::Lost(_) | Self::Public | Self::SeveralHubs => codes::SG_REFERENCES_NOT_PRESERVED,
            Self::CrossRegion => codes::SG_REF_CROSS_REGION,
            Self::Unsupported(_) | Self::OutboundOverHub => codes::SG_REFERENCING_SUPPORT,
            Self::OtherAccount(_) => return None,
        })
    }
}

impl<'a> Question<'a, '_> {
    /// What a rule that names this group says.
    pub(super) fn reference(self, group: &ResourceId) -> Match<'a> {
        if self.world.network.document.security_group(group.as_str()).is_none() {
            return Match::Broken(Broken::Stale, &["R-PEER-11"]);
        }
        match self.direction {
            Direction::Inbound => self.inbound_reference(group),
            Direction::Outbound => self.outbound_reference(group),
        }
    }

    /// Whether the packet is one of this sender: its own address, or that of a client that a load balancer kept (R-NLB-5).
    fn is_from(self, sender: &InterfaceNode) -> bool {
        sender.owns(self.header.source) || self.world.load_balancer(sender).is_some()
    }

    fn inbound_reference(self, group: &ResourceId) -> Match<'a> {
        match self.identity {
            Identity::Of(sender) if sender.groups.contains(group) && self.is_from(sender) => {
                if sender.vpc == self.interface.vpc {
                    return Match::Yes(vec!["R-SG-4", "R-SG-5"]);
                }
                if self.came_by.is_none() && !self.hubs.is_empty() {
                    return over_hubs(self.hubs);
                }
                over(self.came_by)
            }
            Identity::Lost(loss) if loss.sender.groups.contains(group) => {
                let is_inspected = !loss.is_translated && !self.hubs.is_empty();
                let by = self.world.network.resource(loss.by.as_str());
                let is_endpoint = by.is_some_and(Resource::is_gateway_load_balancer_endpoint);
                let book: &[&str] = match (is_endpoint, is_inspected) {
                    (true, true) => &["R-SG-4", "R-GWLB-7", "R-TGW-27"],
                    (true, false) => &["R-SG-4", "R-GWLB-7"],
                    (false, true) => &["R-SG-4", "R-TGW-27"],
                    (false, false) => &["R-SG-4"],
                };
                Match::Broken(Broken::Lost(loss), book)
            }
            Identity::Of(_) | Identity::None | Identity::Lost(_) => Match::No,
        }
    }

    fn outbound_reference(self, group: &ResourceId) -> Match<'a> {
        let network = self.world.network;
        let Some(vpc) = self.world.vpc(self.interface.vpc.as_ref()) else { return Match::No };
        let is_member = |owner: Option<&AddressOwner>| {
            let Some(AddressOwner::Interface(id)) = owner else { return false };
            network.interfaces.get(id).is_some_and(|node: &InterfaceNode| node.groups.contains(group))
        };
        let carries =
            |vpc: &VpcNode| is_member(network.owner_in_vpc(vpc.id.as_str(), self.header.destination));
        if carries(vpc) {
            return Match::Yes(vec!["R-SG-4", "R-SG-5"]);
        }
        let peering = vpc.peerings.iter().filter_map(|id| network.peerings.get(id)).find(|peering| {
            let side = peering.other_side(vpc.id.as_str());
            self.world.vpc(side.and_then(|side| side.vpc.as_ref())).is_some_and(carries)
        });
        if let Some(peering) = peering {
            return over(Some(peering));
        }
        if self.is_behind_hub(vpc, carries) {
            return Match::Broken(Broken::OutboundOverHub, &["R-TGW-26"]);
        }
        let public = network.public_addresses.get(&self.header.destination);
        if is_member(public.map(|public| &public.owner)) {
            return Match::Broken(Broken::Public, &["R-SG-4"]);
        }
        Match::No
    }

    /// Whether a VPC that is attached to the same transit gateway has what is asked for.
    fn is_behind_hub(self, vpc: &VpcNode, has: impl Fn(&VpcNode) -> bool) -> bool {
        let network = self.world.network;
        let attachments =
            |ids: &'a [ResourceId]| ids.iter().filter_map(|id| network.transit_gateway_attachments.get(id));
        let own = network.vpcs.get(&vpc.id).map_or(&[][..], |vpc| &vpc.transit_gateway_attachments);
        attachments(own)
            .filter_map(|node| network.transit_gateways.get(node.gateway.as_ref()?))
            .flat_map(|hub| attachments(&hub.attachments))
            .filter_map(|node| self.world.vpc(node.vpc()))
            .any(|other| other.contains(self.header.destination) && has(other))
    }
}

/// What becomes of a reference over transit gateways: inside one of them it holds where the gateway and both attachments
/// support it (R-TGW-26), over a peering of two it does not (R-TGW-27).
fn over_hubs<'a>(hubs: &[HubCrossing<'a>]) -> Match<'a> {
    if hubs.len() > 1 {
        return Match::Broken(Broken::SeveralHubs, &["R-TGW-27", "R-TGW-30"]);
    }
    let parts = |hub: &HubCrossing<'a>| {
        [
            (&hub.gateway.id, hub.gateway.references_groups),
            (&hub.from.id, hub.from.references_groups),
            (&hub.to.id, hub.to.references_groups),
        ]
    };
    match hubs.iter().flat_map(parts).find(|(_, supports)| !supports) {
        Some((part, _)) => Match::Broken(Broken::Unsupported(part), &["R-TGW-26"]),
        None => Match::Yes(vec!["R-SG-4", "R-SG-5", "R-TGW-26"]),
    }
}

/// What becomes of a reference over a peering connection.
fn over<'a>(peering: Option<&PeeringNode>) -> Match<'a> {
    match peering {
        Some(peering) if peering.is_cross_region() => Match::Broken(Broken::CrossRegion, &["R-PEER-10"]),
        Some(peering) if peering.is_active() => Match::Yes(vec!["R-SG-4", "R-SG-5", "R-PEER-10"]),
        _ => Match::No,
    }
}
