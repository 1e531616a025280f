//! Acts that AWS refuses, whatever the state that would follow: one file per act.
//!
//! A list of changes is judged as one act: what the list removes as well does not count as in use, so that a VPC can
//! be removed together with everything in it.

use super::{Change, apply};
use crate::message::Message;
use crate::model::{Document, Resource, ResourceId};
use serde::Serialize;
use std::borrow::Cow;

mod added_blocks;
mod cidr_added_while_pending;
mod cidr_covers_route;
mod cidr_overlaps_peer;
mod cidr_resized;
mod default_deleted;
mod endpoint_by_participant;
mod flow_log_changed;
mod info;
mod last_vpc_of_zone;
mod load_balancer_changed;
mod load_balancer_first_group;
mod load_balancer_subnet_removed;
mod local_route_deleted;
mod nat_gateway_group;
mod peering_accepted;
mod primary_cidr_disassociated;
mod public_zone_vpc;
mod route_deleted_missing;
mod route_replaced_missing;
mod route_table_deleted;
mod security_group_in_use;
mod subnet_cidr_changed;
mod subnet_zone_changed;
mod target_group_changed;
mod with_contents;

pub use info::RefusalInfo;

/// What AWS answers to an act that it does not allow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
    /// The kebab-case id of the rule.
    pub rule: &'static str,
    /// The numbers of the rule book.
    pub book: Vec<&'static str>,
    /// The book's code, where it has one.
    pub code: Option<&'static str>,
    /// The error that the API returns, where the book names one.
    pub api_error: Option<&'static str>,
    /// Who refuses what, and what to do instead.
    pub message: Message,
}

/// One change of a list, with what is around it.
struct Act<'a> {
    /// The document just before the change.
    before: &'a Document,
    /// The document after the whole list.
    after: &'a Document,
    /// The change.
    change: &'a Change,
}

/// Every refused act, in the order in which they are asked.
const REFUSALS: &[RefusalInfo] = &[
    cidr_resized::RULE,
    primary_cidr_disassociated::RULE,
    cidr_added_while_pending::RULE,
    cidr_covers_route::RULE,
    cidr_overlaps_peer::RULE,
    subnet_zone_changed::RULE,
    subnet_cidr_changed::RULE,
    local_route_deleted::RULE,
    route_replaced_missing::RULE,
    route_deleted_missing::RULE,
    default_deleted::RULE,
    route_table_deleted::RULE,
    security_group_in_use::RULE,
    with_contents::RULE,
    nat_gateway_group::RULE,
    endpoint_by_participant::RULE,
    peering_accepted::RULE,
    flow_log_changed::RULE,
    load_balancer_first_group::RULE,
    load_balancer_subnet_removed::RULE,
    load_balancer_changed::RULE,
    target_group_changed::RULE,
    last_vpc_of_zone::RULE,
    public_zone_vpc::RULE,
];

/// Every refused act.
pub fn catalogue() -> &'static [RefusalInfo] {
    REFUSALS
}

/// Whether AWS would refuse the act, and why. Says nothing of changes that cannot be carried out at all.
pub fn refuse(document: &Document, change: &Change) -> Option<Refusal> {
    refuse_all(document, std::slice::from_ref(change)).map(|(refusal, _)| refusal)
}

/// Whether AWS would refuse a list of changes, judged as one act: why, and at which place of the list.
///
/// Each change is looked at in the document that the ones before leave; what the whole list removes is in nobody's way.
pub fn refuse_all(document: &Document, changes: &[Change]) -> Option<(Refusal, usize)> {
    let mut after = document.clone();
    for change in changes {
        // A change that cannot be carried out is told by whoever carries it out.
        let _ = apply(&mut after, change);
    }
    let mut before = Cow::Borrowed(document);
    for (at, change) in changes.iter().enumerate() {
        if let Some(refusal) = refused(&Act { before: &before, after: &after, change }) {
            return Some((refusal, at));
        }
        if at + 1 < changes.len() {
            let _ = apply(before.to_mut(), change);
        }
    }
    None
}

/// The document after one change that AWS is asked about first, or in words why it is not made.
pub fn attempt(document: &Document, change: &Change) -> Result<Document, String> {
    let mut after = document.clone();
    let applied = apply(&mut after, change);
    match refused(&Act { before: document, after: &after, change }) {
        Some(refusal) => Err(refusal.message.text),
        None => applied.map(|_| after).map_err(|error| error.to_string()),
    }
}

fn refused(act: &Act<'_>) -> Option<Refusal> {
    REFUSALS.iter().find_map(|refusal| (refusal.check)(act))
}

impl Act<'_> {
    /// What the change removes for good.
    fn removed(&self) -> Option<(&ResourceId, &Resource)> {
        let Change::Remove { id } = self.change else { return None };
        let is_back = self.after.resource(id.as_str()).is_some();
        Some((id, self.before.resource(id.as_str())?)).filter(|_| !is_back)
    }

    /// Whether something is still there after the whole list.
    fn stays(&self, id: Option<&ResourceId>) -> bool {
        id.is_some_and(|id| self.after.resource(id.as_str()).is_some())
    }

    /// How the user calls something before the act.
    fn name(&self, id: &ResourceId) -> String {
        self.before.display_name(id.as_str()).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{attempt, refuse};
    use crate::change::{Change, apply};
    use crate::sample;

    #[test]
    fn an_attempt_asks_and_carries_out() {
        let document = sample::network(30);
        let stop = Change::set(&sample::instance_id(0, 1), "/state", "stopped");
        let mut after = document.clone();
        apply(&mut after, &stop).unwrap();
        assert_eq!(attempt(&document, &stop), Ok(after));

        let resize = Change::set(&"subnet-0-0".into(), "/cidrBlock", "10.0.0.0/28");
        let refused = refuse(&document, &resize).unwrap();
        assert_eq!(attempt(&document, &resize), Err(refused.message.text));

        let nobody = Change::set(&"nobody".into(), "/state", "stopped");
        let error = apply(&mut document.clone(), &nobody).unwrap_err();
        assert_eq!(attempt(&document, &nobody), Err(error.to_string()));
    }
}
