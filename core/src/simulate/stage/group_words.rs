//! What people read where no rule of a security group admits a packet.

use crate::message::Message;
use crate::model::ResourceId;
use crate::simulate::codes;
use crate::simulate::filter::Direction;
use crate::simulate::filter::reference::Broken;
use crate::simulate::filter::security_group::Denial;
use crate::simulate::world::World;
use crate::topology::InterfaceNode;

/// What was asked: which groups, which way, for what.
pub(super) struct Asked<'a, 'd> {
    pub(super) world: World<'a>,
    pub(super) interface: &'a InterfaceNode,
    pub(super) direction: Direction,
    pub(super) denial: &'d Denial<'a>,
    /// The name of the group that is blamed.
    pub(super) group: &'d str,
    /// What was sent.
    pub(super) what: &'d str,
    /// The address at the far end.
    pub(super) far: String,
}

/// The code, and the message.
pub(super) fn of(asked: &Asked<'_, '_>) -> (&'static str, Message) {
    let Asked { denial, direction, .. } = *asked;
    if denial.has_no_rules {
        let template = "{instance} dropped it: {group} has no {direction} rules at all.";
        return (codes::SG_HAS_NO_RULES, asked.message("sg.no-rules", template, "", ""));
    }
    let Some((named, why)) = denial.reference else {
        let (key, template) = match asked.interface.groups.len() {
            0 | 1 => (
                "sg.no-match",
                "{instance} dropped it: {group} has no {direction} rule for {what} {preposition} {far}.",
            ),
            _ => (
                "sg.no-match-of-several",
                "{instance} dropped it: none of its groups has an {direction} rule for {what} {preposition} {far}.",
            ),
        };
        return (codes::ENI_SG_RULES_MISMATCH, asked.message(key, template, "", ""));
    };
    let shown = |id: &str| asked.world.network.display_name(id).to_owned();
    let name = |id: &ResourceId| shown(id.as_str());
    let (key, template, part) = match why {
        Broken::Stale => (
            "sg.reference-stale",
            "{instance} dropped it: {group} names {named}, a group that is gone, which matches nothing. Name a group that is there, or addresses.",
            String::new(),
        ),
        Broken::Lost(loss) if loss.is_translated => (
            "sg.reference-not-preserved",
            "{instance} dropped it: {group} admits members of {named}, but {part} put {far} in place of the private address of the member. Name addresses in the rule.",
            name(loss.by),
        ),
        Broken::Lost(loss) => (
            "sg.reference-passed-on",
            "{instance} dropped it: {group} admits members of {named}, but the packet of the member came by {part}, and a group is not recognised behind another component. Name addresses in the rule.",
            name(loss.by),
        ),
        Broken::Public => (
            "sg.reference-public",
            "{instance} dropped it: {group} admits members of {named} by their private addresses, and {far} is a public one. Send to the private address, or name addresses in the rule.",
            String::new(),
        ),
        Broken::CrossRegion => (
            "sg.reference-cross-region",
            "{instance} dropped it: {group} names {named}, a group of another Region, which matches nothing. Name addresses in the rule.",
            String::new(),
        ),
        Broken::SeveralHubs => (
            "sg.reference-over-hubs",
            "{instance} dropped it: {group} names {named}, and a group is recognised across one transit gateway, not across two. Name addresses in the rule.",
            String::new(),
        ),
        Broken::Unsupported(id) => (
            "sg.reference-over-hub",
            "{instance} dropped it: {group} names {named}, a group of another VPC, and {part} does not support security group referencing. Turn it on there, or name addresses in the rule.",
            name(id),
        ),
        Broken::OutboundOverHub => (
            "sg.reference-outbound-over-hub",
            "{instance} dropped it: {group} names {named}, whose member is behind a transit gateway. Across one, inbound rules may name groups, outbound ones may not. Name addresses in the rule.",
            String::new(),
        ),
        Broken::OtherAccount(stated) => (
            "sg.reference-other-account",
            "{instance} dropped it: {group} names {named} under the account {part}, which does not own it, so the rule matches nothing. Name the account that owns {named}.",
            shown(stated),
        ),
    };
    debug_assert!(direction == Direction::Inbound || !matches!(why, Broken::Lost(_)));
    (codes::ENI_SG_RULES_MISMATCH, asked.message(key, template, &name(named), &part))
}

impl Asked<'_, '_> {
    fn message(&self, key: &'static str, template: &str, named: &str, part: &str) -> Message {
        let instance = self.world.network.display_name(self.interface.component().as_str());
        let mut args = vec![
            ("instance", instance.to_owned()),
            ("group", self.group.to_owned()),
            ("direction", self.direction.word().to_owned()),
            ("what", self.what.to_owned()),
            ("preposition", self.direction.preposition().to_owned()),
            ("far", self.far.clone()),
        ];
        let more = [("named", named), ("part", part)];
        args.extend(
            more.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (key, text.to_owned())),
        );
        Message::new(key, template, args)
    }
}
