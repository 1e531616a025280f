//! Whose things are, in drawings that hold accounts. Without accounts nothing is said.

use netyard_core::model::{Document, Resource, ResourceId};
use std::collections::BTreeMap;

use super::part::Part;
use crate::text_width::{TextStyle, cut_in_the_middle};

/// Room for the name of an account beside an address.
const NAME_ROOM: i32 = 96;

/// The accounts of a drawing, by the words that mean them: their id, or their account id.
pub(super) struct Owners {
    accounts: BTreeMap<String, (ResourceId, String)>,
}

impl Owners {
    /// Reads the accounts once.
    pub(super) fn of(document: &Document) -> Self {
        let mut accounts: BTreeMap<String, (ResourceId, String)> = BTreeMap::new();
        for (id, resource) in &document.resources {
            let Resource::Account(account) = resource.as_ref() else { continue };
            let name = cut_in_the_middle(document.display_name(id.as_str()), NAME_ROOM, TextStyle::Meta);
            if let Some(account_id) = &account.account_id {
                accounts.entry(account_id.clone()).or_insert_with(|| (id.clone(), name.clone()));
            }
            accounts.insert(id.to_string(), (id.clone(), name));
        }
        Self { accounts }
    }

    /// Whether an account is drawn.
    pub(super) fn are_drawn(&self) -> bool {
        !self.accounts.is_empty()
    }

    /// Whether a word means an account that is drawn.
    pub(super) fn is_account(&self, word: &str) -> bool {
        self.accounts.contains_key(word)
    }

    /// The drawn account that an owner means.
    pub(super) fn account_of(&self, owner: Option<&str>) -> Option<&ResourceId> {
        self.accounts.get(owner?).map(|(id, _)| id)
    }

    /// Says on a card whose it is, where a drawn account owns it.
    fn say(&self, part: &mut Part, owner: Option<&str>) {
        let Some((_, name)) = owner.and_then(|owner| self.accounts.get(owner)) else { return };
        let comma = if part.meta.is_empty() { "" } else { ", " };
        part.meta = format!("{}{comma}{name}", part.meta);
    }

    /// Says whose a host is, where it is another account than that of its VPC.
    pub(super) fn say_guest(
        &self,
        document: &Document,
        part: &mut Part,
        owner: Option<&str>,
        subnet: Option<&ResourceId>,
    ) {
        let vpc = subnet.and_then(|id| document.subnet(id.as_str())?.vpc_id.as_ref());
        let home = vpc.and_then(|vpc| document.vpc(vpc.as_str())?.owner_id.as_deref());
        if self.account_of(owner) != self.account_of(home) {
            self.say(part, owner);
        }
    }
}
