//! What a hosted zone says: its records, and for private zones what the internet says of the name.

use super::Status;
use super::health::{self, SetHealth};
use super::lookup::{Drawing, Failure, Lookup, Lost, Refusal, Reply};
use super::policy::{Draw, Drawn};
use super::records::{self, Asked, Found, Name};
use crate::message::Message;
use crate::model::{ResourceId, ResourceRecordSet, RowId};
use crate::simulate::walk::Decision;
use crate::simulate::{Outcome, codes, fix};
use std::collections::BTreeMap;

/// Who asks a zone: it decides where names of other zones are looked up.
pub(super) type Again<'l, 'a> = &'l mut dyn FnMut(&mut Lookup<'a>, &str) -> Reply;

impl<'a> Lookup<'a> {
    /// The answer of a zone; `again` looks up names of other zones, as whoever asked does.
    pub(super) fn zone(
        &mut self,
        id: &'a ResourceId,
        name: &str,
        mut book: Vec<&'static str>,
        again: Again<'_, 'a>,
    ) -> Reply {
        let network = self.world.network;
        let (Some(zone), Some(index)) =
            (network.document.hosted_zone(id.as_str()), network.dns.records.get(id))
        else {
            return Reply::Unknown(id.clone(), "The zone is not understood.".to_owned());
        };
        let domain = zone.name.as_deref().map(crate::topology::domain_of).unwrap_or_default();
        let private = zone.config.private_zone;
        let world = self.world;
        let region = self.home.filter(|_| private).and_then(|vpc| vpc.region.as_deref());
        let health = |row: &RowId, set: &ResourceRecordSet| health::of_set(world, id, row, set);
        let (name_asked, record_type) = (name, self.record_type);
        let asked = Asked { domain: &domain, name: name_asked, record_type, region, health: &health };
        let found = records::find(&zone.resource_record_sets, index, &asked);
        let called = self.zone_called(id);
        let decide =
            |outcome: Outcome, book: Vec<&'static str>, text: String| Decision::new(id, outcome, book, text);
        match found {
            Found::Given(draw) => self.given((id, &domain), name, &draw, book, again),
            Found::NoData => {
                book.push("R-DNS-6");
                let message = Message::new(
                    "dns.no-data",
                    "{zone} has {name}, without a record of type {type}. Add one.",
                    [
                        ("zone", called.clone()),
                        ("name", name.to_owned()),
                        ("type", self.record_type.to_owned()),
                    ],
                );
                let text = format!("{called} has no {} record of {name}", self.record_type);
                let book = if private { book } else { Vec::new() };
                self.refused(id, name, decide(Outcome::NoMatch, book, text), Refusal::no_data(message))
            }
            Found::Nothing => self.nothing(id, name, (&called, private), book),
            Found::Delegated(row) => {
                let named = zone.resource_record_sets.get(&row).filter(|_| private);
                if let Some(reply) = named.and_then(|set| self.delegated(id, name, (&row, set), again)) {
                    return reply;
                }
                Reply::Unknown(
                    id.clone(),
                    format!(
                        "{called} hands the names there to other name servers (record {row}), which are not in the drawing."
                    ),
                )
            }
            Found::Depends(why) => Reply::Unknown(
                id.clone(),
                format!("What {} answers for {name} depends on {why}.", within(&called)),
            ),
        }
    }

    /// The sets that the routing policy gives: their values, and what comes of the names that they name.
    fn given(
        &mut self,
        (id, domain): (&'a ResourceId, &str),
        name: &str,
        draw: &Draw<'_>,
        mut book: Vec<&'static str>,
        again: Again<'_, 'a>,
    ) -> Reply {
        let called = self.zone_called(id);
        book.extend(&draw.book);
        book.extend(self.note_checks(id, name));
        if draw.is_one_of_them {
            self.drawn_at = Some((id.clone(), Drawing::Weights));
        }
        self.at_once = self.at_once.or(draw.at_once);
        let contents: Vec<(&Drawn<'_>, Vec<String>, Vec<Name>)> = draw
            .given
            .iter()
            .map(|drawn| {
                let (values, names) = records::contents(drawn.set, self.record_type);
                (drawn, values, names)
            })
            .collect();
        let mut all: Vec<String> = Vec::new();
        for (drawn, values, _) in &contents {
            if let (Some(share), [value]) = (drawn.share, values.as_slice()) {
                *self.shares.entry(value.clone()).or_default() += share;
            }
            all.extend(values.iter().filter(|value| !all.contains(value)).cloned().collect::<Vec<_>>());
        }
        if !all.is_empty() {
            if self.is_private(id) {
                self.note_split_horizon(id, name, &all, &called);
            }
            let plain = contents.iter().find(|(_, values, _)| !values.is_empty());
            let row = plain.map(|(drawn, _, _)| drawn.row);
            let text = match draw.given.len() {
                count if draw.is_one_of_them => format!("{called} gives one of {count} records by weight"),
                count if draw.at_once.is_some() => {
                    format!("{called} gives {} of {count} records at a time", super::policy::AT_ONCE)
                }
                _ => format!("{called} has a record of that name"),
            };
            let decision = Decision::new(id, Outcome::Allow, book.clone(), text).with_row(row);
            self.answered(id, name, all.clone(), decision);
        }
        let mut lost: Vec<Lost> = Vec::new();
        for (drawn, _, names) in contents {
            for other in names {
                let (other, is_alias) = match other {
                    Name::Cname(other) => (other, false),
                    Name::Alias(other) => (other, true),
                };
                let mut book = book.clone();
                if is_alias {
                    book.push("R-R53-7");
                    if drawn.set.alias_target.as_ref().is_some_and(|alias| alias.evaluate_target_health) {
                        book.push("R-R53-10");
                    }
                }
                let text = format!("{called} says that {name} stands for {other}");
                let decision = Decision::new(id, Outcome::Route, book, text).with_row(Some(drawn.row));
                let before = std::mem::take(&mut self.shares);
                let reply = self.stands_for(id, (name, &other), decision, |lookup, other| {
                    let is_own = other == domain || other.ends_with(&format!(".{domain}"));
                    match (is_alias, is_own) {
                        (true, true) => lookup.zone(id, other, Vec::new(), again),
                        (true, false) => lookup.public(other),
                        (false, _) => again(lookup, other),
                    }
                });
                let inner = std::mem::replace(&mut self.shares, before);
                match reply {
                    Reply::Values(more) => {
                        self.share_out(drawn.share, &more, inner);
                        all.extend(more.into_iter().filter(|value| !all.contains(value)).collect::<Vec<_>>());
                    }
                    Reply::Failed(failure) if draw.is_one_of_them => {
                        lost.push(Lost { name: other, share: drawn.share, blockers: failure.blockers });
                    }
                    other => return other,
                }
            }
        }
        if let Some(first) = lost.first().filter(|_| all.is_empty()) {
            let blockers = first.blockers.clone();
            return Reply::Failed(Box::new(Failure { status: Status::NxDomain, blockers }));
        }
        self.lost.extend(lost);
        Reply::Values(all)
    }

    /// Which part of those who ask gets each value, where one of several records is given.
    fn share_out(&mut self, share: Option<u32>, values: &[String], inner: BTreeMap<String, u32>) {
        match (share, values) {
            (None, _) => self.shares.extend(inner),
            (Some(share), [value]) => *self.shares.entry(value.clone()).or_default() += share,
            (Some(share), _) => {
                for (value, part) in inner {
                    *self.shares.entry(value).or_default() += share * part / 1000;
                }
            }
        }
    }

    /// A zone has no such name: nobody else is asked (R-DNS-6).
    fn nothing(
        &mut self,
        id: &ResourceId,
        name: &str,
        (called, private): (&str, bool),
        mut book: Vec<&'static str>,
    ) -> Reply {
        let args = [("zone", called.to_owned()), ("name", name.to_owned())];
        let text = format!("{called} has no record of {name}");
        if !private {
            let message = Message::new("dns.no-record", "{zone} has no record of {name}. Add one.", args);
            let decision = Decision::new(id, Outcome::NoMatch, [], text);
            return self.refused(id, name, decision, Refusal::no_such_name(message));
        }
        book.push("R-DNS-6");
        let decision = Decision::new(id, Outcome::NoMatch, book, text);
        // What the internet would say is worth a word: the zone hides it.
        if let Reply::Values(values) = self.aside().public(name) {
            let [zone, asked] = args;
            let message = Message::new(
                "dns.shadowed",
                "{zone} has no record of {name} and answers for its whole domain: {values}, which the internet says, is not seen. Add the record to the private zone, too.",
                [zone, asked, ("values", values.join(", "))],
            );
            let refusal = Refusal {
                detail: Some(codes::PHZ_SHADOWS_PUBLIC),
                fix: fix::names::copy_records(self.world, id, name),
                ..Refusal::no_such_name(message)
            };
            return self.refused(id, name, decision, refusal);
        }
        let message = Message::new(
            "dns.no-private-record",
            "{zone} has no record of {name}, and nobody else is asked. Add one.",
            args,
        );
        self.refused(id, name, decision, Refusal::no_such_name(message))
    }

    /// A private zone that says something else than the internet.
    fn note_split_horizon(&mut self, id: &ResourceId, name: &str, values: &[String], called: &str) {
        let Reply::Values(outside) = self.aside().public(name) else { return };
        if outside.as_slice() == values {
            return;
        }
        let message = Message::new(
            "note.split-horizon",
            "{zone} says {values} for {name}; the internet says {outside}.",
            [
                ("zone", called.to_owned()),
                ("values", values.join(", ")),
                ("name", name.to_owned()),
                ("outside", outside.join(", ")),
            ],
        );
        self.note(codes::PHZ_SHADOWS_PUBLIC, Some(id), message);
    }

    fn is_private(&self, id: &ResourceId) -> bool {
        let zone = self.world.network.document.hosted_zone(id.as_str());
        zone.is_some_and(|zone| zone.config.private_zone)
    }

    /// "the private zone corp.internal".
    pub(super) fn zone_called(&self, id: &ResourceId) -> String {
        let zone = self.world.network.document.hosted_zone(id.as_str());
        let kind = if zone.is_some_and(|zone| zone.config.private_zone) { "private" } else { "public" };
        let domain = zone.and_then(|zone| zone.name.as_deref()).map(crate::topology::domain_of);
        format!("The {kind} zone {}", domain.unwrap_or_else(|| self.called(id)))
    }

    /// Whether an answer of a zone would be a value, without writing anything down.
    pub(super) fn has(&self, id: &'a ResourceId, name: &str) -> bool {
        let network = self.world.network;
        let (Some(zone), Some(index)) =
            (network.document.hosted_zone(id.as_str()), network.dns.records.get(id))
        else {
            return false;
        };
        let domain = zone.name.as_deref().map(crate::topology::domain_of).unwrap_or_default();
        let health = |_: &RowId, _: &ResourceRecordSet| SetHealth::Healthy;
        let asked =
            Asked { domain: &domain, name, record_type: self.record_type, region: None, health: &health };
        let found = records::find(&zone.resource_record_sets, index, &asked);
        !matches!(found, Found::Nothing | Found::NoData)
    }
}

/// A name of a zone inside of a sentence: "the private zone corp.internal".
fn within(called: &str) -> String {
    called.strip_prefix("The ").map_or_else(|| called.to_owned(), |rest| format!("the {rest}"))
}
