//! Acts that AWS refuses, whatever the state that would follow: one file per act.
//!
//! A list of changes is judged as one act: what the list removes as well does not count as in use, so that a VPC can
//! be removed together with everything in it.

use super::{Change, apply};
use crate::message::Message;
use crate::model::{Document, Resource, ResourceId};
use serde::Serialize;

mod added_blocks;
mod cidr_added_while_pending;
mod cidr_covers_route;
mod cidr_overlaps_peer;
mod cidr_resized;
mod default_deleted;
mod info;
mod local_route_deleted;
mod nat_gateway_group;
mod peering_accepted;
mod primary_cidr_disassociated;
mod route_deleted_missing;
mod route_replaced_missing;
mod route_table_deleted;
mod security_group_in_use;
mod subnet_cidr_changed;
mod subnet_zone_changed;
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
    peering_accepted::RULE,
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
    let mut before = document.clone();
    for (at, change) in changes.iter().enumerate() {
        let act = Act { before: &before, after: &after, change };
        if let Some(refusal) = REFUSALS.iter().find_map(|refusal| (refusal.check)(&act)) {
            return Some((refusal, at));
        }
        if at + 1 < changes.len() {
            let _ = apply(&mut before, change);
        }
    }
    None
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
