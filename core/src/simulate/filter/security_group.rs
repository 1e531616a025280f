//! Security groups: allow rules only, the union of all groups of an interface (R-SG-1).

use super::reference::Broken;
use super::{Direction, icmp_part_matches, protocol_matches};
use crate::model::{IpPermission, ResourceId, RowId, SecurityGroup};
use crate::net::{Family, Header, PortRange, Protocol};
use crate::simulate::packet::Identity;
use crate::simulate::session::HubCrossing;
use crate::simulate::world::World;
use crate::topology::{GroupSource, InterfaceNode, PeeringNode, faults_of_rule, ports_of_row};
use std::collections::{BTreeMap, BTreeSet};

/// What the groups of an interface say about a packet.
pub(in crate::simulate) enum Ruling<'a> {
    /// A rule admits it.
    Allowed { group: &'a ResourceId, row: &'a RowId, book: Vec<&'static str> },
    /// AWS's default admits it: nobody wrote a rule (R-SG-3). The group, or the VPC of an undrawn default group.
    Default(&'a ResourceId),
    /// No rule admits it.
    Denied(Denial<'a>),
    /// The groups are not known, or the blocks of a prefix list that a rule names: the list.
    Unknown(Option<&'a ResourceId>),
}

impl Ruling<'_> {
    /// Whether the packet fares alike, whichever rule says so.
    fn is_like(&self, other: &Self) -> bool {
        match self {
            Self::Allowed { .. } | Self::Default(_) => {
                matches!(other, Self::Allowed { .. } | Self::Default(_))
            }
            Self::Denied(_) => matches!(other, Self::Denied(_)),
            Self::Unknown(_) => matches!(other, Self::Unknown(_)),
        }
    }
}

/// Why nothing matched.
pub(in crate::simulate) struct Denial<'a> {
    /// The first group; `None` where the interface has none that is drawn.
    pub(in crate::simulate) group: Option<&'a ResourceId>,
    /// Whether that group belongs to another VPC and is not associated with this one: no group counts (R-SG-19).
    pub(in crate::simulate) is_foreign: bool,
    /// Whether no group has any rule in this direction.
    pub(in crate::simulate) has_no_rules: bool,
    /// The group that a rule names which would have admitted the packet, and why it did not (R-SG-4).
    pub(in crate::simulate) reference: Option<(&'a ResourceId, Broken<'a>)>,
    /// The numbers of the book.
    pub(in crate::simulate) book: Vec<&'static str>,
}

/// The question: which packet, at which interface, which way.
#[derive(Clone, Copy)]
pub(in crate::simulate) struct Question<'a, 'q> {
    pub(in crate::simulate) world: World<'a>,
    pub(in crate::simulate) interface: &'a InterfaceNode,
    pub(in crate::simulate) direction: Direction,
    pub(in crate::simulate) header: &'q Header,
    pub(in crate::simulate) identity: Identity<'a>,
    /// The peering connection that the packet came by.
    pub(in crate::simulate) came_by: Option<&'a PeeringNode>,
    /// The transit gateways that the packet crossed.
    pub(in crate::simulate) hubs: &'q [HubCrossing<'a>],
}

/// How a rule takes a packet.
pub(super) enum Match<'a> {
    /// It admits it.
    Yes(Vec<&'static str>),
    /// It does not, for no reason that is worth telling.
    No,
    /// It does not, but nearly: the numbers that say why.
    Nearly(&'static [&'static str]),
    /// It names a group, and would admit the packet if that held here: why it does not, and the numbers that say so.
    Broken(Broken<'a>, &'static [&'static str]),
    /// It may: the blocks of the list that it names are not known.
    Unknown(&'a ResourceId),
}

impl<'a> Question<'a, '_> {
    /// Reads the groups of the interface in their order, and their rules by row.
    pub(in crate::simulate) fn rule(self) -> Ruling<'a> {
        match self.interface.group_source {
            GroupSource::Unknown => return Ruling::Unknown(None),
            GroupSource::Implicit => return self.implicit_default_group(),
            GroupSource::Open => return Ruling::Default(&self.interface.id),
            GroupSource::Named | GroupSource::DefaultGroup => {}
        }
        if let (None, Some(foreign)) = (self.interface.groups.first(), self.interface.foreign_groups.first())
        {
            return Ruling::Denied(Denial {
                group: Some(foreign),
                is_foreign: true,
                has_no_rules: false,
                reference: None,
                book: vec!["R-SG-19"],
            });
        }
        let mut denial = Denial {
            group: self.interface.groups.first(),
            is_foreign: false,
            has_no_rules: true,
            reference: None,
            book: Vec::new(),
        };
        let mut unknown = None;
        for id in &self.interface.groups {
            let Some(group) = self.world.network.document.security_group(id.as_str()) else { continue };
            let Some(rules) = self.rules(group) else {
                if self.admitted_by_default() {
                    return Ruling::Default(id);
                }
                denial.has_no_rules = false;
                denial.book.push("R-SG-3");
                continue;
            };
            for (row, rule) in rules {
                denial.has_no_rules = false;
                match self.takes(id, rule) {
                    Match::Yes(mut book) => {
                        if group.vpc_id != self.interface.vpc {
                            book.push("R-SG-19");
                        }
                        return Ruling::Allowed { group: id, row, book };
                    }
                    Match::No => {}
                    Match::Unknown(list) => unknown = unknown.or(Some(list)),
                    Match::Nearly(book) => add(&mut denial.book, book),
                    Match::Broken(why, book) => {
                        let named = rule.group_id.as_ref();
                        denial.reference = denial.reference.or(named.map(|named| (named, why)));
                        add(&mut denial.book, book);
                    }
                }
            }
        }
        if unknown.is_some() || self.has_unseen_group() {
            Ruling::Unknown(unknown)
        } else {
            Ruling::Denied(denial)
        }
    }

    /// Whether the interface carries a group of which an importer saw only the id: it may admit what the others do not.
    fn has_unseen_group(self) -> bool {
        let document = &self.world.network.document;
        let vpc = self.world.vpc(self.interface.vpc.as_ref());
        vpc.is_some_and(|vpc| vpc.does_not_know("securityGroup"))
            && document
                .network_interface(self.interface.id.as_str())
                .is_some_and(|own| own.group_ids.iter().any(|id| document.resource(id.as_str()).is_none()))
    }

    /// Asks for every port of a range that the packet may go to: the parts of it, ascending, with what the groups say.
    /// Neighbours differ. One part where ports do not matter.
    pub(in crate::simulate) fn parts(self, range: PortRange) -> Vec<(PortRange, Ruling<'a>)> {
        if range.from == range.to {
            return vec![(range, self.rule())];
        }
        let mut starts = BTreeSet::from([range.from]);
        for id in &self.interface.groups {
            let group = self.world.network.document.security_group(id.as_str());
            for rule in group.and_then(|group| self.rules(group)).into_iter().flat_map(BTreeMap::values) {
                let Some(ports) = ports_of_row(rule.from_port, rule.to_port) else { continue };
                let bounds = [Some(ports.from), ports.to.checked_add(1)].into_iter().flatten();
                starts.extend(bounds.filter(|port| range.contains(*port)));
            }
        }
        let ends = starts.iter().skip(1).map(|start| start - 1).chain([range.to]);
        let mut parts: Vec<(PortRange, Ruling<'a>)> = Vec::new();
        for (from, to) in starts.iter().zip(ends) {
            let header = Header { destination_port: Some(*from), ..self.header.clone() };
            let ruling = Question { header: &header, ..self }.rule();
            match parts.last_mut() {
                Some((last, same)) if same.is_like(&ruling) => last.to = to,
                _ => parts.push((PortRange { from: *from, to }, ruling)),
            }
        }
        parts
    }

    pub(super) fn rules(self, group: &'a SecurityGroup) -> Option<&'a BTreeMap<RowId, IpPermission>> {
        match self.direction {
            Direction::Inbound => Some(&group.ip_permissions),
            Direction::Outbound => group.ip_permissions_egress.as_ref(),
        }
    }

    /// AWS's own outbound rule: everything over IPv4, and over IPv6 if the VPC has IPv6 (R-SG-3).
    pub(super) fn admitted_by_default(self) -> bool {
        let vpc = self.world.vpc(self.interface.vpc.as_ref());
        match self.header.family {
            Family::Ipv4 => true,
            Family::Ipv6 => vpc.is_none_or(|vpc| vpc.cidrs_of(Family::Ipv6).next().is_some()),
        }
    }

    /// The default group that AWS makes and nobody drew: in from itself, out to everywhere.
    fn implicit_default_group(self) -> Ruling<'a> {
        let Some(vpc) = &self.interface.vpc else { return Ruling::Unknown(None) };
        let member = |node: &InterfaceNode| {
            node.group_source == GroupSource::Implicit && node.vpc.as_ref() == Some(vpc)
        };
        let admitted = match (self.direction, self.identity) {
            (Direction::Outbound, _) => self.admitted_by_default(),
            (Direction::Inbound, Identity::Of(sender)) => member(sender),
            (Direction::Inbound, Identity::None | Identity::Lost(_)) => false,
        };
        if admitted {
            Ruling::Default(vpc)
        } else {
            Ruling::Denied(Denial {
                group: None,
                is_foreign: false,
                has_no_rules: false,
                reference: None,
                book: vec!["R-SG-3"],
            })
        }
    }

    fn takes(self, of: &ResourceId, rule: &'a IpPermission) -> Match<'a> {
        if !protocol_matches(rule.ip_protocol.as_ref(), self.header) || !self.ports_match(rule) {
            return Match::No;
        }
        // AWS refuses such a rule, so no group has it.
        if !faults_of_rule(rule).is_empty() {
            return Match::No;
        }
        let far = self.direction.far(self.header);
        let (own, other) = match self.header.family {
            Family::Ipv4 => (&rule.cidr_ip, &rule.cidr_ipv6),
            Family::Ipv6 => (&rule.cidr_ipv6, &rule.cidr_ip),
        };
        if own.as_ref().is_some_and(|cidr| cidr.contains(far)) {
            return Match::Yes(Vec::new());
        }
        if let Some(id) = &rule.prefix_list_id {
            // A list that nobody drew is one of AWS's or of another account: its blocks are not known.
            let Some(list) = self.world.network.prefix_list(id.as_str()) else { return Match::Unknown(id) };
            let blocks = list.entries;
            let vpc = self.world.vpc(self.interface.vpc.as_ref());
            return match blocks.iter().any(|block| block.contains(&far)) {
                true => Match::Yes(vec!["R-GWE-7"]),
                false
                    if blocks.is_empty() && vpc.is_some_and(|vpc| vpc.does_not_know("managedPrefixList")) =>
                {
                    Match::Unknown(id)
                }
                false => Match::No,
            };
        }
        if let Some(group) = &rule.group_id {
            return self.reference_of_account(of, rule, group);
        }
        // A block of the other family speaks of nothing here (R-SG-18).
        if own.is_none() && other.is_some() { Match::Nearly(&["R-SG-18"]) } else { Match::No }
    }

    fn ports_match(self, rule: &IpPermission) -> bool {
        if !rule.ip_protocol.as_ref().is_some_and(Protocol::has_ports) {
            let icmp = rule.ip_protocol.as_ref().is_some_and(Protocol::is_icmp);
            return !icmp
                || (icmp_part_matches(rule.from_port, self.header.icmp_type)
                    && icmp_part_matches(rule.to_port, self.header.icmp_code));
        }
        let ports = ports_of_row(rule.from_port, rule.to_port);
        self.header.destination_port.is_some_and(|port| ports.is_some_and(|ports| ports.contains(port)))
    }

    /// A group of another account is named with its account: under a wrong one AWS does not find it (R-SHR-4).
    fn reference_of_account(
        self,
        of: &ResourceId,
        rule: &'a IpPermission,
        group: &'a ResourceId,
    ) -> Match<'a> {
        let network = self.world.network;
        let owner = network.owner_of(group.as_str());
        let stated = rule.user_id.as_deref().map(|account| network.accounts.name_of(account));
        if let (Some(stated), Some(owner)) = (stated, owner)
            && stated != owner
        {
            // Of who is no member nothing is told.
            let is_member = matches!(self.reference(group), Match::Yes(_));
            let other = Broken::OtherAccount(stated);
            return if is_member { Match::Broken(other, &["R-SHR-4"]) } else { Match::No };
        }
        match self.reference(group) {
            Match::Yes(mut book) => {
                if network.owner_of(of.as_str()) != owner {
                    book.push("R-SHR-4");
                }
                Match::Yes(book)
            }
            other => other,
        }
    }
}

/// Adds numbers that are not there yet.
fn add(book: &mut Vec<&'static str>, numbers: &[&'static str]) {
    for number in numbers {
        if !book.contains(number) {
            book.push(number);
        }
    }
}
