//! Two networks whose things have the same ids, as two stacks of one template have: both are kept. What comes in gets ids of
//! its own, and whatever names a thing in it follows.

use super::plan::{Kept, MergePlan, OwnId, Thing, is_known_by_name_only, merge_into};
use netyard_core::model::{Document, Resource, ResourceId, reserved};
use netyard_core::schema::{self, OpenError};
use netyard_core::topology::{Network, domain_of};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What importing into an open drawing would do if nothing of the import is what the open drawing has: all of that stays
/// as it is. Nothing is done yet.
///
/// Regions, zones, accounts, lists of AWS's own, and hubs that the import knows by name only are not there twice: those of
/// the open drawing stand for them.
///
/// # Errors
/// Where the import does not open with its new ids, which only an id near the cap of its length can bring about.
pub fn merge_beside(open: &Document, imported: &Document) -> Result<MergePlan, OpenError> {
    let mut kept = Vec::new();
    let mut own_ids = Vec::new();
    let mut ids = BTreeMap::new();
    let mut shared = BTreeMap::new();
    let mut free = Free { open, imported, taken: BTreeSet::new() };
    for (id, resource) in &imported.resources {
        let Some(there) = open.resources.get(id) else { continue };
        if is_shared(id, resource) {
            if there != resource {
                let why = "It is one and the same thing in both; the open drawing's stays as it is.";
                kept.push(Kept { what: Thing::of(id, there).to_string(), why: why.to_owned() });
            }
            shared.insert(id.clone(), Arc::clone(there));
            continue;
        }
        let own = free.id(id);
        own_ids.push(OwnId { thing: Thing::of(id, resource), id: own.clone() });
        ids.insert(id.to_string(), own);
    }
    let mut renamed = with_ids(open, imported, ids)?;
    // What stands for both is that of the open drawing, and so is what it leads to.
    renamed.resources.extend(shared);
    let mut plan = merge_into(open, &renamed);
    plan.kept.splice(0..0, kept);
    plan.own_ids = own_ids;
    Ok(plan)
}

/// Whether a thing is the same one in every drawing that has it.
fn is_shared(id: &ResourceId, resource: &Resource) -> bool {
    match resource {
        Resource::Region(_) | Resource::AvailabilityZone(_) | Resource::Account(_) => true,
        Resource::ManagedPrefixList(list) => list.owner_id.as_deref() == Some("AWS"),
        Resource::TransitGateway(_) => is_known_by_name_only(resource),
        _ => reserved::is_reserved(id.as_str()),
    }
}

/// Ids that nothing has.
struct Free<'a> {
    open: &'a Document,
    imported: &'a Document,
    taken: BTreeSet<String>,
}

impl Free<'_> {
    fn id(&mut self, id: &ResourceId) -> String {
        let is_free = |own: &String| {
            self.open.resource(own).is_none()
                && self.imported.resource(own).is_none()
                && !self.taken.contains(own)
        };
        let own = numbered(id.as_str(), is_free);
        self.taken.insert(own.clone());
        own
    }
}

/// The first of `name-2`, `name-3` and so on that is free.
fn numbered(name: &str, is_free: impl Fn(&String) -> bool) -> String {
    let mut number = 2_usize;
    loop {
        let own = format!("{name}-{number}");
        if is_free(&own) {
            return own;
        }
        number += 1;
    }
}

/// An import in which these things have other ids, and names of AWS's own that the open drawing has not.
fn with_ids(
    open: &Document,
    imported: &Document,
    ids: BTreeMap<String, String>,
) -> Result<Document, OpenError> {
    let mut new = NewNames { ids, ..NewNames::default() };
    let mut whole = schema::to_value(imported);
    new.name_anew(open, &mut whole);
    new.keys_of_words(open, imported);
    let before = Network::build(imported);
    new.follow(&mut whole, "");
    let renamed = schema::open_value(whole)?.document;
    // What AWS calls a thing is made of its id, and records and packets may ask for that.
    new.domains = domains(&before, &Network::build(&renamed), &new.ids);
    if new.domains.is_empty() {
        return Ok(renamed);
    }
    let mut whole = schema::to_value(&renamed);
    NewNames { domains: new.domains, ..NewNames::default() }.follow(&mut whole, "");
    Ok(schema::open_value(whole)?.document)
}

/// What is called otherwise than before.
#[derive(Default)]
struct NewNames {
    /// Of things.
    ids: BTreeMap<String, String>,
    /// Of notes, expectations and accepted findings, by the map that they stand in.
    words: BTreeMap<&'static str, BTreeMap<String, String>>,
    /// Names of services that endpoints ask for.
    services: BTreeMap<String, String>,
    /// Names that AWS gives, in lower case.
    domains: BTreeMap<String, String>,
}

/// Fields with what people write: no text in them is an id.
const WORDS: &[&str] = &["description", "groupName", "title", "text", "reason", "order", "tags"];

/// Maps whose keys are ids of things.
const BY_ID: &[&str] = &["resources", "placement", "shares"];

impl NewNames {
    /// Names that AWS gave and that are written down: another thing of the open drawing has some of them.
    fn name_anew(&mut self, open: &Document, whole: &mut Value) {
        let names = |resource: &Arc<Resource>| {
            let mut value = resource.to_value();
            given(&mut value).map(|name| name.clone())
        };
        let taken: BTreeSet<String> = open.resources.values().filter_map(names).collect();
        let Some(Value::Object(resources)) = whole.get_mut("resources") else { return };
        for id in self.ids.keys() {
            let Some(resource) = resources.get_mut(id) else { continue };
            let is_service = resource.get("type").and_then(Value::as_str) == Some("vpcEndpointService");
            let Some(name) = given(resource).filter(|name| taken.contains(*name)) else { continue };
            // The last part of a service's name is its own, the first one of a host's.
            let own = match name.split_once('.').filter(|_| !is_service) {
                Some((first, rest)) => {
                    let first = numbered(first, |first| !taken.contains(&format!("{first}.{rest}")));
                    format!("{first}.{rest}")
                }
                None => numbered(name, |own| !taken.contains(own)),
            };
            if is_service {
                self.services.insert(name.clone(), own.clone());
            }
            *name = own;
        }
    }

    /// Ids of notes, expectations and accepted findings that the open drawing has for others.
    fn keys_of_words(&mut self, open: &Document, imported: &Document) {
        self.words.insert("notes", clashes(&open.notes, &imported.notes));
        self.words.insert("expectations", clashes(&open.expectations, &imported.expectations));
        self.words.insert("accepted", clashes(&open.accepted, &imported.accepted));
    }

    /// Puts the new names in the place of the old ones, wherever they stand under a field.
    fn follow(&self, value: &mut Value, field: &str) {
        match value {
            // A question for a name calls it so, too.
            Value::String(text) if field == "name" => {
                if let Some(new) = self.domains.get(&domain_of(text)) {
                    text.clone_from(new);
                }
            }
            Value::String(_) if WORDS.contains(&field) => {}
            Value::String(text) => {
                if let Some(new) = self.new_text(text, field) {
                    *text = new;
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.follow(item, field)),
            Value::Object(_) if field == "tags" => {}
            Value::Object(fields) => {
                self.follow_keys(fields, field);
                fields.iter_mut().for_each(|(name, value)| self.follow(value, name));
            }
            _ => {}
        }
    }

    /// Maps whose keys are ids.
    fn follow_keys(&self, fields: &mut Map<String, Value>, field: &str) {
        let is_by_id = BY_ID.contains(&field);
        let new_key = |key: &str| {
            if is_by_id { self.new_id(key) } else { self.words.get(field)?.get(key).cloned() }
        };
        if is_by_id || self.words.contains_key(field) {
            let renamed = |(key, value): (String, Value)| (new_key(&key).unwrap_or(key), value);
            *fields = std::mem::take(fields).into_iter().map(renamed).collect();
        }
    }

    /// What a text becomes, if it names something.
    fn new_text(&self, text: &str, field: &str) -> Option<String> {
        if let Some(new) = self.new_id(text) {
            return Some(new);
        }
        if let Some(new) = self.domains.get(&domain_of(text)) {
            return Some(new.clone());
        }
        if field == "serviceName" {
            if let Some(new) = self.services.get(text) {
                return Some(new.clone());
            }
            let (before, id) = text.rsplit_once('.')?;
            return Some(format!("{before}.{}", self.ids.get(id)?));
        }
        if text.starts_with("arn:") {
            let (before, id) = text.split_at(text.rfind(['/', ':'])? + 1);
            return Some(format!("{before}{}", self.ids.get(id)?));
        }
        // A policy is a text of JSON.
        if text.starts_with(['{', '[']) && text.contains('"') {
            let parts: Vec<String> = text
                .split('"')
                .map(|part| self.new_text(part, "").unwrap_or_else(|| part.to_owned()))
                .collect();
            return Some(parts.join("\""));
        }
        None
    }

    /// What an id becomes, also one of a thing's part: a zone that is drawn inside of a VPC is `vpc-1/eu-west-1a`.
    fn new_id(&self, text: &str) -> Option<String> {
        if let Some(new) = self.ids.get(text) {
            return Some(new.clone());
        }
        let (id, part) = text.split_once('/')?;
        Some(format!("{}/{part}", self.ids.get(id)?))
    }
}

/// The keys of a map that stand for something else in the open drawing, with free ones.
fn clashes<V: PartialEq>(
    open: &BTreeMap<String, V>,
    imported: &BTreeMap<String, V>,
) -> BTreeMap<String, String> {
    let mut new: BTreeMap<String, String> = BTreeMap::new();
    for key in imported.keys().filter(|key| open.contains_key(*key)) {
        let own = numbered(key, |own| !open.contains_key(own) && !imported.contains_key(own));
        new.insert(key.clone(), own);
    }
    new
}

/// The name that AWS gave a thing, where it is written down.
fn given(resource: &mut Value) -> Option<&mut String> {
    let path = match resource.get("type").and_then(Value::as_str)? {
        "loadBalancer" => "/dnsName",
        "dbInstance" | "cacheCluster" => "/endpoint/address",
        "vpcEndpointService" => "/serviceName",
        _ => return None,
    };
    match resource.pointer_mut(path)? {
        Value::String(name) if !name.is_empty() => Some(name),
        _ => None,
    }
}

/// What the names become that AWS gives things by their ids.
fn domains(before: &Network, after: &Network, ids: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let by_owner = |network: &Network| {
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, own) in &network.own_names {
            names.entry(own.owner.to_string()).or_default().push(name.clone());
        }
        names
    };
    let mut now = by_owner(after);
    let mut new = BTreeMap::new();
    for (owner, names) in by_owner(before) {
        let now = ids.get(&owner).and_then(|own| now.remove(own)).unwrap_or_default();
        // Each in the order of the alphabet: ids are at the same place in all of them.
        if names.len() == now.len() {
            new.extend(names.into_iter().zip(now).filter(|(before, now)| before != now));
        }
    }
    new
}
