//! Edits that let a flow by what stops it here: only where the rest of the policy then lets it go on, both ways, and where
//! no list of names would be passed by with it.

use super::matching::Read;
use super::stateful::{Action, By, Engine, Judged, Outcome, Reason};
use super::symmetry::{self, Known};
use super::{Inspection, domain_list, rule_group, stateless};
use crate::change::Fix;
use crate::model::{ResourceId, RowId, RuleGroup};
use crate::net::{Header, PortRange};
use crate::simulate::fix::firewall::{self as edit, Stateless};
use crate::simulate::packet::Packet;
use crate::simulate::walk::Walk;

/// To the stateful rules, past the stateless ones.
const FORWARD: &str = "aws:forward_to_sfe";
const PASS: &str = "aws:pass";

impl<'a> Inspection<'a> {
    /// Lets a packet by a stateless rule that drops it: to the stateful rules, as its reply; a reply of a request that was
    /// passed around these is passed, too.
    pub(super) fn mend_stateless(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        judged: &stateless::Judged<'a>,
    ) -> Option<Fix> {
        let header = packet.header.clone();
        let is_reply = walk.is_return();
        let action = if is_reply {
            match symmetry::known(walk, packet, self.at()) {
                Known::OnlyStateless => PASS,
                Known::Here(_) => FORWARD,
                Known::Elsewhere | Known::Nowhere => return None,
            }
        } else {
            FORWARD
        };
        let request = if is_reply { header.reply() } else { header.clone() };
        if action == FORWARD && !self.goes_on(walk, packet, &request) {
            return None;
        }
        let (group, before) = self.place_of(walk, judged.by, judged.row)?;
        let mut rules = vec![Stateless { group, before, header: &header, is_reply, action }];
        let reply = header.reply();
        if !is_reply {
            let judged = stateless::judge(walk.world, self.policy, &read(walk, packet, &reply, true)).ok()?;
            if judged.action != stateless::Action::Forward {
                let (group, before) = self.place_of(walk, judged.by, judged.row)?;
                rules.push(Stateless { group, before, header: &reply, is_reply: true, action: FORWARD });
            }
        }
        edit::stateless(walk, self.firewall.vpc.as_ref(), &rules)
    }

    /// Lets the reply of a request that a stateless rule passed by in the same way.
    pub(super) fn mend_half_flow(&self, walk: &mut Walk<'a>, packet: &Packet<'a>) -> Option<Fix> {
        let header = packet.header.clone();
        let judged = stateless::judge(walk.world, self.policy, &read(walk, packet, &header, true)).ok()?;
        let (group, before) = self.place_of(walk, judged.by, judged.row)?;
        let rule = Stateless { group, before, header: &header, is_reply: true, action: PASS };
        edit::stateless(walk, self.firewall.vpc.as_ref(), &[rule])
    }

    /// The group that gets a rule: that of the row which decides, or the first one of the policy where none does.
    fn place_of(
        &self,
        walk: &Walk<'a>,
        by: &'a ResourceId,
        row: Option<&'a RowId>,
    ) -> Option<((&'a ResourceId, &'a RuleGroup), Option<&'a RowId>)> {
        if row.is_some() {
            return Some((rule_group(walk.world, by)?, row));
        }
        let references = self.policy.1.stateless_rule_group_references.values();
        let mut groups = references.filter_map(|own| rule_group(walk.world, own.rule_group_id.as_ref()?));
        groups.next().map(|group| (group, None))
    }

    /// Lets a flow by a stateful rule, a list or the default of the policy that stops it.
    pub(super) fn mend_stateful(&self, walk: &mut Walk<'a>, packet: &Packet<'a>, by: &By<'a>) -> Option<Fix> {
        if walk.is_return() && !matches!(symmetry::known(walk, packet, self.at()), Known::Here(_)) {
            return None;
        }
        let name = walk.host_name.clone().map(|name| name.trim_end_matches('.').to_ascii_lowercase());
        let own = rule_group(walk.world, by.id);
        match by.reason {
            Reason::NotListed => {
                let (id, group) = own?;
                edit::list_name(walk, id, group, &name?)
            }
            Reason::Listed => {
                let name = name?;
                let (id, group) = own?;
                // One list after the other is met: it helps where no other one has the name.
                let others = self.groups(walk).into_iter().filter(|(other, _)| *other != id);
                if others.filter_map(|(_, group)| group.rules_source_list.as_ref()).any(|list| {
                    let stops =
                        matches!(list.generated_rules_type.as_deref(), Some("DENYLIST" | "REJECTLIST"));
                    stops && domain_list::holds(list, &name)
                }) {
                    return None;
                }
                edit::strike_name(walk, id, group, &name)
            }
            Reason::Header | Reason::Default => {
                let groups = self.groups(walk);
                // A rule that passes by addresses would pass names that a list stops.
                let has_names =
                    |group: &RuleGroup| group.rules_source_list.is_some() || group.rules_string.is_some();
                if groups.iter().any(|(_, group)| has_names(group)) || self.lacks_groups(walk) {
                    return None;
                }
                let (id, group) = match (by.reason, own) {
                    (Reason::Header, Some(own)) => own,
                    _ => groups.into_iter().next()?,
                };
                let request = if walk.is_return() { packet.header.reply() } else { packet.header.clone() };
                let place = (self.policy.1, id, group);
                edit::stateful(walk, self.firewall.vpc.as_ref(), &request, place, by.row)
            }
        }
    }

    /// The stateful groups of the policy that the drawing holds.
    fn groups(&self, walk: &Walk<'a>) -> Vec<(&'a ResourceId, &'a RuleGroup)> {
        let references = self.policy.1.stateful_rule_group_references.values();
        references.filter_map(|own| rule_group(walk.world, own.rule_group_id.as_ref()?)).collect()
    }

    /// Whether the policy names stateful groups that the drawing does not hold.
    fn lacks_groups(&self, walk: &Walk<'a>) -> bool {
        let mut references = self.policy.1.stateful_rule_group_references.values();
        references
            .any(|own| own.rule_group_id.as_ref().is_some_and(|id| rule_group(walk.world, id).is_none()))
    }

    /// Whether the stateful rules let a request and its reply go on.
    fn goes_on(&self, walk: &Walk<'a>, packet: &Packet<'a>, request: &Header) -> bool {
        let world = walk.world;
        let blocks = world.vpc(self.firewall.vpc.as_ref()).map(|vpc| vpc.cidrs.as_slice());
        let engine = Engine::of(world, self.policy, blocks);
        let name = walk.host_name.clone();
        let goes = |judged: &Judged<'a>| match &judged.outcome {
            Outcome::Decided(by) => by.action == Action::Pass,
            Outcome::Open => true,
            Outcome::Unknown(..) => false,
        };
        let judged = engine.judge(&read(walk, packet, request, false), name.as_deref());
        let is_passed = matches!(judged.outcome, Outcome::Decided(_));
        let reply = request.reply();
        goes(&judged) && (is_passed || goes(&engine.judge_reply(&read(walk, packet, &reply, true))))
    }
}

/// A header as rules read it: of the port of the client its whole range.
fn read<'p>(walk: &Walk<'_>, packet: &Packet<'_>, header: &'p Header, is_reply: bool) -> Read<'p> {
    let single = |port: Option<u16>| port.map(PortRange::single);
    let of_client = header.protocol.has_ports().then(|| walk.settled.ports.range(&packet.chooser));
    let (source, destination) = (single(header.source_port), single(header.destination_port));
    if is_reply {
        Read { header, source_ports: source, destination_ports: of_client.or(destination) }
    } else {
        Read { header, source_ports: of_client.or(source), destination_ports: destination }
    }
}
