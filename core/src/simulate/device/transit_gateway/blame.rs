//! Where a transit gateway drops: no table, no route, a blackhole, a circle. And where knowledge ends.

use super::{Passage, shown};
use crate::change::{Change, Fix};
use crate::message::Message;
use crate::model::ResourceId;
use crate::net::Family;
use crate::routing::{HubLookup, HubTarget};
use crate::simulate::fix;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{
    AttachmentKind, SubnetNode, TransitGatewayAttachmentNode, TransitGatewayNode, VpnConnectionNode,
};

impl<'a> Passage<'a> {
    fn drop(&self, walk: &mut Walk<'a>, packet: &Packet<'a>, decision: Decision, stop: Stop) {
        walk.block(At::component(&self.gateway.id), HopKind::Route, &packet.header, decision, stop);
    }

    /// The attachment of the VPC that holds the destination, else of a site that does: a right route would lead there.
    pub(super) fn owner(
        &self,
        walk: &Walk<'a>,
        packet: &Packet<'a>,
    ) -> Option<&'a TransitGatewayAttachmentNode> {
        let world = walk.world;
        let nodes = self.gateway.attachments.iter();
        let nodes = nodes.filter_map(|id| world.network.transit_gateway_attachments.get(id));
        let mut holding = nodes.filter(|node| {
            let has_address = world.network.block_behind(node, packet.header.destination).is_some();
            node.is_up()
                && has_address
                && walk.may_be_behind(node, packet.header.destination)
                && (node.vpc().is_some() || node.id != self.came_by.id)
        });
        let first = holding.next()?;
        let found = if first.vpc().is_some() {
            first
        } else {
            holding.find(|node| node.vpc().is_some()).unwrap_or(first)
        };
        Some(self.over_tunnel(walk, packet, found).unwrap_or(found))
    }

    /// The Connect attachment by which such packets go into a VPC: its appliances announce a narrower block, or its routes are
    /// wanted in this table and those of the VPC that carries it are not. Straight into the VPC they would go around its
    /// appliances.
    fn over_tunnel(
        &self,
        walk: &Walk<'a>,
        packet: &Packet<'a>,
        carrier: &TransitGatewayAttachmentNode,
    ) -> Option<&'a TransitGatewayAttachmentNode> {
        let network = walk.world.network;
        let narrowness = |node: &TransitGatewayAttachmentNode| {
            let block = network.block_behind(node, packet.header.destination);
            block.map_or(0, |block| block.prefix_len())
        };
        let nodes = self.gateway.attachments.iter();
        let nodes = nodes.filter_map(|id| network.transit_gateway_attachments.get(id));
        let mut tunnels = nodes.filter(|node| {
            node.kind == AttachmentKind::Connect
                && node.is_up()
                && node.id != self.came_by.id
                && node.resource.as_ref() == Some(&carrier.id)
                && !node.peers.is_empty()
        });
        let is_wanted = |node: &TransitGatewayAttachmentNode| {
            narrowness(node) > narrowness(carrier) || self.hears(walk, node) && !self.hears(walk, carrier)
        };
        tunnels.find(|node| is_wanted(node))
    }

    /// Whether an attachment is to bring its routes into the table.
    fn hears(&self, walk: &Walk<'a>, node: &TransitGatewayAttachmentNode) -> bool {
        let id = self.table.id.as_ref();
        if self.gateway.default_propagation.as_ref() == id && self.gateway.unwritten.contains(&node.id) {
            return true;
        }
        let drawn = id.and_then(|id| walk.world.network.document.transit_gateway_route_table(id.as_str()));
        drawn.is_some_and(|drawn| drawn.propagations.contains(&node.id))
    }

    /// The block of a VPC that AWS leaves out, because another VPC that overlaps it was attached before (R-TGW-21).
    fn left_out(&self, owner: &TransitGatewayAttachmentNode, packet: &Packet<'a>) -> Option<ipnet::IpNet> {
        let destination = packet.header.destination;
        let mut routes = self.table.in_use(destination, &|_| false).into_iter();
        let left_out = routes
            .find(|route| route.attachment() == Some(&owner.id) && !self.table.contenders(route).is_empty());
        left_out.map(|route| route.destination)
    }

    /// No route of the table matches (R-TGW-19).
    pub(super) fn no_route(&self, walk: &mut Walk<'a>, packet: &Packet<'a>) {
        let world = walk.world;
        let destination = packet.header.destination.to_string();
        let owner = self.owner(walk, packet);
        let left_out = owner.and_then(|owner| self.left_out(owner, packet));
        let mut book = vec!["R-TGW-19"];
        if walk.is_return() {
            book.push("R-TGW-22");
        }
        let args = |other: &str| {
            [
                ("table", self.table_name(walk)),
                ("gateway", world.name(&self.gateway.id).to_owned()),
                ("destination", destination.clone()),
                ("other", other.to_owned()),
            ]
        };
        let (code, detail, message) = match (owner, left_out) {
            (Some(owner), Some(left_out)) => {
                book.push("R-TGW-21");
                let message = Message::new(
                    "hub.not-propagated",
                    "{gateway} dropped it: {table} has no route to {destination}. {block} of {other} is left out, because it overlaps the block of a VPC that was attached before. Write a static route, or give the VPC other addresses.",
                    args(world.name(&owner.id))
                        .into_iter()
                        .chain([("block", left_out.to_string())])
                        .collect::<Vec<_>>(),
                );
                let detail = Some(codes::TGW_OVERLAP_NOT_PROPAGATED);
                (codes::TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT, detail, message)
            }
            (Some(owner), None) if lacks_ipv6(packet, owner) => {
                book.push("R-TGW-20");
                let message = Message::new(
                    "hub.ipv6-not-propagated",
                    "{gateway} dropped it: {table} has no route to {destination}, which is behind {other}. IPv6 support of {other} is off, so it propagates no IPv6 blocks. Turn it on, or write a static route.",
                    args(world.name(&owner.id)),
                );
                (codes::TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT, None, message)
            }
            (Some(owner), None) if Self::brings_nothing(walk, owner) => {
                let message = Message::new(
                    "hub.no-static-route",
                    "{gateway} dropped it: {table} has no route to {destination}, which is behind {other}. A VPN connection without BGP brings no routes: write a static one.",
                    args(world.name(&owner.id)),
                );
                (codes::TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT, None, message)
            }
            (Some(owner), None) if self.hears(walk, owner) && Self::is_refused(walk, packet, owner) => {
                let message = Message::new(
                    "hub.own-number",
                    "{gateway} dropped it: {table} has no route to {destination}. {other} announces it with the AS number of {gateway} on its way, and BGP takes no such route. Take the number out of the path, or write a static route.",
                    args(world.name(&owner.id)),
                );
                (codes::TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT, None, message)
            }
            (Some(owner), None) if self.hears(walk, owner) => {
                let message = Message::new(
                    "hub.nothing-brought",
                    "{gateway} dropped it: {table} has no route to {destination}. {other} propagates to it, and takes no such route from what is behind it. See what is announced there.",
                    args(world.name(&owner.id)),
                );
                (codes::TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT, None, message)
            }
            (Some(owner), None) if owner.kind == AttachmentKind::Connect => {
                // AWS takes no static route to one.
                let message = Message::new(
                    "hub.no-route-to-tunnel",
                    "{gateway} dropped it: {table} has no route to {destination}, which is behind {other}. Let {other} propagate to it.",
                    args(world.name(&owner.id)),
                );
                (codes::TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT, None, message)
            }
            (Some(owner), None) => {
                let message = Message::new(
                    "hub.no-route-to-attachment",
                    "{gateway} dropped it: {table} has no route to {destination}, which is behind {other}. Let {other} propagate to it, or write a static route.",
                    args(world.name(&owner.id)),
                );
                (codes::TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT, None, message)
            }
            (None, _) if let Some(connection) = self.of_other_family(walk, packet) => {
                book.push("R-VGW-10");
                (codes::NO_ROUTE_TO_DESTINATION, None, self.other_family(walk, packet, connection))
            }
            (None, _) => {
                let message = Message::new(
                    "hub.no-route",
                    "{gateway} dropped it: {table} has no route to {destination}. Write one.",
                    args(""),
                );
                (codes::NO_ROUTE_TO_DESTINATION, None, message)
            }
        };
        let text = format!("{} has no route to {destination}", self.table_name(walk));
        let decision = self.decision(None, Outcome::NoMatch, book, text);
        // Where an attachment ends that names no subnet, nobody knows.
        let leads_on =
            |owner: &&TransitGatewayAttachmentNode| owner.vpc().is_none() || !owner.subnets.is_empty();
        let fix = owner.filter(|_| left_out.is_none()).filter(leads_on).and_then(|owner| {
            if lacks_ipv6(packet, owner) {
                Some(self.turn_ipv6_on(walk, owner))
            } else if Self::brings_nothing(walk, owner) {
                fix::hub_route::add(world, self.table, owner, packet.header.destination)
            } else {
                self.propagate(walk, owner)
            }
        });
        self.drop(walk, packet, decision, Stop::new(code, message).detail(detail).fix(fix));
    }

    /// The VPN connection to the site of the destination, whose tunnels carry packets of the other family: a route into it
    /// would not help (R-VGW-10).
    fn of_other_family(&self, walk: &Walk<'a>, packet: &Packet<'a>) -> Option<&'a VpnConnectionNode> {
        let (network, address) = (walk.world.network, packet.header.destination);
        let nodes = self.gateway.attachments.iter();
        let nodes = nodes.filter_map(|id| network.transit_gateway_attachments.get(id));
        let mut connections = nodes
            .filter(|node| node.is_up() && node.id != self.came_by.id)
            .filter_map(|node| network.vpn_connections.get(node.connection()?));
        connections.find(|connection| {
            let site = connection.site.as_ref().and_then(|id| network.sites.get(id));
            connection.inside != packet.header.family
                && site.is_some_and(|site| site.network_of(address).is_some())
        })
    }

    /// That no route is there, and that none would help.
    fn other_family(&self, walk: &Walk<'a>, packet: &Packet<'a>, connection: &VpnConnectionNode) -> Message {
        let (inside, other) = match connection.inside {
            Family::Ipv4 => ("IPv4", "IPv6"),
            Family::Ipv6 => ("IPv6", "IPv4"),
        };
        Message::new(
            "hub.no-route-other-family",
            "{gateway} dropped it: {table} has no route to {destination}, which is behind {connection}, and the tunnels of {connection} carry {inside} only. {other} needs a VPN connection of its own.",
            [
                ("gateway", walk.world.name(&self.gateway.id).to_owned()),
                ("table", self.table_name(walk)),
                ("destination", packet.header.destination.to_string()),
                ("connection", walk.world.name(&connection.id).to_owned()),
                ("inside", inside.to_owned()),
                ("other", other.to_owned()),
            ],
        )
    }

    /// Whether the attachment is a VPN connection without BGP.
    fn brings_nothing(walk: &Walk<'a>, owner: &TransitGatewayAttachmentNode) -> bool {
        let connection = owner.connection().and_then(|id| walk.world.network.vpn_connections.get(id));
        connection.is_some_and(|connection| connection.is_static)
    }

    /// Whether the site behind an attachment announces the address by a way with the gateway's own number on it.
    fn is_refused(walk: &Walk<'a>, packet: &Packet<'a>, owner: &TransitGatewayAttachmentNode) -> bool {
        let connection = owner.connection().and_then(|id| walk.world.network.vpn_connections.get(id));
        let mut refused = connection.into_iter().flat_map(|connection| &connection.refused);
        refused.any(|prefix| prefix.net.contains(&packet.header.destination))
    }

    /// Lets an attachment bring its routes into the table.
    fn propagate(&self, walk: &Walk<'a>, owner: &TransitGatewayAttachmentNode) -> Option<Fix> {
        let document = &walk.world.network.document;
        let id = self.table.id.as_ref()?;
        let drawn = document.transit_gateway_route_table(id.as_str())?;
        if self.hears(walk, owner) {
            return None;
        }
        let (named, added) = fix::attachment::written(walk.world, owner);
        let change = append(id, "propagations", drawn.propagations.len(), &named);
        let title = format!(
            "Let {} propagate to {}",
            walk.world.network.display_name(owner.id.as_str()),
            document.display_name(id.as_str())
        );
        Some(Fix { title, changes: added.into_iter().chain([change]).collect() })
    }

    /// Turns IPv6 support of an attachment on, and lets it bring its routes into the table where it does not yet.
    fn turn_ipv6_on(&self, walk: &Walk<'a>, owner: &TransitGatewayAttachmentNode) -> Fix {
        let document = &walk.world.network.document;
        let propagation = self.propagate(walk, owner);
        let mut changes = vec![Change::set(&owner.id, "/options/ipv6Support", "enable")];
        changes.extend(propagation.into_iter().flat_map(|fix| fix.changes));
        Fix {
            title: format!("Turn IPv6 support of {} on", document.display_name(owner.id.as_str())),
            changes,
        }
    }

    /// A blackhole wins, or a row whose attachment is gone (R-TGW-18).
    pub(super) fn blackhole(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        found: &HubLookup<'a>,
        named: Option<&ResourceId>,
    ) {
        let mut book = self.book(walk, found);
        book.push("R-TGW-18");
        let document = &walk.world.network.document;
        let name = self.table_name(walk);
        let args = |target: &str| {
            [
                ("table", name.clone()),
                ("gateway", walk.world.name(&self.gateway.id).to_owned()),
                ("destination", shown(found.winner)),
                ("target", target.to_owned()),
            ]
        };
        let message = match named {
            Some(id) => Message::new(
                "hub.route-to-nothing",
                "{gateway} dropped it: {table} sends {destination} to {target}, which is not attached to it. Lead the route to an attachment.",
                args(document.display_name(id.as_str())),
            ),
            None => Message::new(
                "hub.blackhole",
                "{gateway} dropped it: {table} has a blackhole for {destination}. Remove it if such packets shall pass.",
                args(""),
            ),
        };
        let text = format!("{name} drops what is for {}", shown(found.winner));
        let decision = self.decision(Some(found.winner), Outcome::Deny, book, text);
        let stop = Stop::new(codes::TGW_RTB_BAD_STATE_ROUTE, message).detail(Some(codes::TGW_RTB_BLACKHOLE));
        self.drop(walk, packet, decision, stop);
    }
}

/// Whether an attachment would bring the route, and propagates no IPv6.
fn lacks_ipv6(packet: &Packet<'_>, owner: &TransitGatewayAttachmentNode) -> bool {
    packet.header.family == Family::Ipv6 && owner.vpc().is_some() && !owner.propagates_ipv6
}

/// Adds an entry to the end of a list of ids.
fn append(id: &ResourceId, field: &str, written: usize, entry: &ResourceId) -> Change {
    if written == 0 {
        Change::set(id, &format!("/{field}"), vec![entry.as_str()])
    } else {
        Change::set(id, &format!("/{field}/{written}"), entry.as_str())
    }
}

/// The table with which an attachment without one is to be associated: one that leads the packet on, and that is not the
/// one into which the attachment brings its own routes, which serves the others then; first the one that serves most. One that
/// leads the packet back to where it comes from helps nobody.
pub(in crate::simulate::device) fn table_for<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a TransitGatewayNode,
    came_by: &TransitGatewayAttachmentNode,
) -> Option<&'a ResourceId> {
    let world = walk.world;
    let rank = |id: &ResourceId| {
        let drawn = world.network.document.transit_gateway_route_table(id.as_str());
        let found = world.routed.hub_tables.get(id);
        let found = found.and_then(|table| table.look_up_without(packet.header.destination, &|_| false));
        let leads_on = match found.map(|found| &found.winner.target) {
            Some(HubTarget::Attachment(id)) if *id == came_by.id => return None,
            Some(HubTarget::Attachment(_) | HubTarget::Unread(_)) => true,
            Some(HubTarget::Blackhole(_)) | None => false,
        };
        let is_for_others = drawn.is_some_and(|drawn| drawn.propagations.contains(&came_by.id));
        Some((leads_on, !is_for_others, drawn.map_or(0, |drawn| drawn.associations.len())))
    };
    // Of equal ones the first by id.
    let mut best: Option<&'a ResourceId> = None;
    for id in &gateway.tables {
        if rank(id) > best.and_then(&rank) {
            best = Some(id);
        }
    }
    best
}

/// The attachment has no table, so that nothing decides (R-TGW-13).
pub(super) fn no_association<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a TransitGatewayNode,
    came_by: &'a TransitGatewayAttachmentNode,
) {
    let world = walk.world;
    let message = Message::new(
        "hub.no-association",
        "{gateway} dropped it: {attachment} is associated with no route table of {gateway}. Associate it with one.",
        [("gateway", world.name(&gateway.id).to_owned()), ("attachment", world.name(&came_by.id).to_owned())],
    );
    let text = format!("{} is associated with no route table", world.name(&came_by.id));
    let decision = Decision::new(&came_by.id, Outcome::NoMatch, ["R-TGW-13"], text);
    let fix = table_for(walk, packet, gateway, came_by).and_then(|id| {
        let drawn = world.network.document.transit_gateway_route_table(id.as_str())?;
        let (named, added) = fix::attachment::written(world, came_by);
        let change = append(id, "associations", drawn.associations.len(), &named);
        let title = format!("Associate {} with {}", world.name(&came_by.id), world.name(id));
        Some(Fix { title, changes: added.into_iter().chain([change]).collect() })
    });
    let stop = Stop::new(codes::TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION, message).fix(fix);
    walk.block(At::component(&gateway.id), HopKind::Route, &packet.header, decision, stop);
}

/// The same packet by the same attachment, a second time (R-FLOW-8).
pub(super) fn circle<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a TransitGatewayNode,
) -> Place<'a> {
    let name = walk.world.name(&gateway.id).to_owned();
    let message = Message::new(
        "hub.loop",
        "The packet to {destination} comes back to {gateway}: the routes send it round in a circle. Change the one that leads back.",
        [("destination", packet.header.destination.to_string()), ("gateway", name.clone())],
    );
    let text = format!("the packet comes back to {name} as it was");
    let decision = Decision::new(&gateway.id, Outcome::Deny, ["R-FLOW-8"], text);
    let stop = Stop::new(codes::ROUTING_LOOP, message);
    walk.block(At::component(&gateway.id), HopKind::Route, &packet.header, decision, stop);
    Place::Over
}

/// Every zone of the attachment is down; gives the subnets back, to go on as if one were up.
pub(super) fn zones_down<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a TransitGatewayNode,
    attachment: &'a TransitGatewayAttachmentNode,
    subnets: Vec<&'a SubnetNode>,
) -> Vec<&'a SubnetNode> {
    let world = walk.world;
    let message = Message::new(
        "hub.zones-down",
        "{gateway} dropped it: every zone of {attachment} is down.",
        [
            ("gateway", world.name(&gateway.id).to_owned()),
            ("attachment", world.name(&attachment.id).to_owned()),
        ],
    );
    let text = format!("every zone of {} is down", world.name(&attachment.id));
    let decision = Decision::new(&attachment.id, Outcome::Deny, ["R-FLOW-11"], text);
    let stop = Stop::new(codes::AZ_DOWN, message);
    walk.block(At::component(&gateway.id), HopKind::Forward, &packet.header, decision, stop);
    subnets
}

/// The subnets of an attachment are not known, or its VPC.
pub(super) fn no_subnets<'a>(
    walk: &mut Walk<'a>,
    attachment: &'a TransitGatewayAttachmentNode,
    gateway: &'a TransitGatewayNode,
) -> Place<'a> {
    let name = walk.world.name(&attachment.id);
    let missing = if attachment.vpc().is_none() {
        format!("The VPC behind {name} is not in the drawing.")
    } else {
        format!("The subnets of {name} are not known.")
    };
    walk.unknown(&gateway.id, missing);
    Place::Over
}

/// What is behind an attachment cannot be simulated, or is not drawn.
pub(super) fn unknown_end<'a>(
    walk: &mut Walk<'a>,
    gateway: &'a TransitGatewayNode,
    attachment: &'a TransitGatewayAttachmentNode,
) -> Place<'a> {
    let name = walk.world.name(&attachment.id);
    let missing = format!("What is behind {name} is not known.");
    walk.unknown(&gateway.id, missing);
    Place::Over
}

/// A row leads to an attachment of which nothing was read.
pub(super) fn unread<'a>(
    walk: &mut Walk<'a>,
    gateway: &'a TransitGatewayNode,
    attachment: &ResourceId,
) -> Place<'a> {
    let name = walk.world.name(&gateway.id);
    let missing =
        format!("What is behind {attachment} is not known: the attachments of {name} were not read.");
    walk.unknown(&gateway.id, missing);
    Place::Over
}
