//! What a hosted zone says: its records, and for private zones what the internet says of the name.

use super::lookup::{Lookup, Refusal, Reply};
use super::records::{self, Found, Name};
use crate::message::Message;
use crate::model::ResourceId;
use crate::simulate::walk::Decision;
use crate::simulate::{Outcome, codes, fix};

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
        let found = records::find(&zone.resource_record_sets, index, &domain, name, self.record_type);
        let called = self.zone_called(id);
        let decide =
            |outcome: Outcome, book: Vec<&'static str>, text: String| Decision::new(id, outcome, book, text);
        match found {
            Found::Given(row, values, names) => {
                if names.is_empty() {
                    if private {
                        self.note_split_horizon(id, name, &values, &called);
                    }
                    let text = format!("{called} has a record of that name");
                    let decision = decide(Outcome::Allow, book, text).with_row(Some(&row));
                    return self.answered(id, name, values, decision);
                }
                let mut all = values;
                for other in names {
                    let (other, is_alias) = match other {
                        Name::Cname(other) => (other, false),
                        Name::Alias(other) => (other, true),
                    };
                    let mut book = book.clone();
                    if is_alias {
                        book.push("R-R53-7");
                    }
                    let decision =
                        decide(Outcome::Route, book, format!("{called} says that {name} stands for {other}"))
                            .with_row(Some(&row));
                    let reply = self.stands_for(id, (name, &other), decision, |lookup, other| {
                        let is_own = other == domain || other.ends_with(&format!(".{domain}"));
                        match (is_alias, is_own) {
                            (true, true) => lookup.zone(id, other, Vec::new(), again),
                            (true, false) => lookup.public(other),
                            (false, _) => again(lookup, other),
                        }
                    });
                    match reply {
                        Reply::Values(more) => all.extend(
                            more.into_iter().filter(|value| !all.contains(value)).collect::<Vec<_>>(),
                        ),
                        other => return other,
                    }
                }
                Reply::Values(all)
            }
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
            Found::Delegated(row) => Reply::Unknown(
                id.clone(),
                format!(
                    "{called} hands the names there to other name servers (record {row}), which are not in the drawing."
                ),
            ),
            Found::Depends(why) => Reply::Unknown(
                id.clone(),
                format!("What {called} answers for {name} depends on {why}, which no drawing holds."),
            ),
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
        let found = records::find(&zone.resource_record_sets, index, &domain, name, self.record_type);
        !matches!(found, Found::Nothing | Found::NoData)
    }
}
