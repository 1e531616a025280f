//! Two networks whose things have the same ids, as two stacks of one template have: both are kept. What comes in gets ids of
//! its own, and whatever names a thing in it follows.

use super::apart::{holders, is_stand_in};
use super::id_fields::{Holds, each_text};
use super::plan::{Kept, MergePlan, OwnId, Thing, is_known_by_name_only, merge_into};
use netyard_core::model::{Document, Resource, ResourceId, reserved};
use netyard_core::schema::{self, OpenError};
use netyard_core::topology::{Network, domain_of};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::sync::Arc;

/// What importing into an open drawing would do if nothing of the import is what the open drawing has: all of that stays
/// as it is. Nothing is done yet.
///
/// Regions, zones, accounts, lists of AWS's own, and hubs that the import knows by name only are not there twice: those of
/// the open drawing stand for them. What one of the two names and does not hold never becomes a thing of the other.
///
/// # Errors
/// Where the import does not open with its new ids, which only an id near the cap of its length can bring about.
pub fn merge_beside(open: &Document, imported: &Document) -> Result<MergePlan, OpenError> {
    let mut kept = Vec::new();
    let mut shared = BTreeMap::new();
    let (here, there) = (Named::of(open), Named::of(imported));
    let mut new = NewNames { accounts: stand_in_accounts(open, imported), ..NewNames::default() };
    let mut free = Free::of(open, imported, [&here, &there]);
    let mut own_ids = Vec::new();
    for (id, resource) in &imported.resources {
        let of_open = open.resources.get(id);
        let own = match (new.accounts.get(id.as_str()), of_open) {
            (Some(own), _) if matches!(**resource, Resource::Account(_)) => own.clone(),
            (_, Some(there)) if is_shared(id, resource) => {
                if there != resource {
                    let why = "It is one and the same thing in both; the open drawing's stays as it is.";
                    kept.push(Kept { what: Thing::of(id, there).to_string(), why: why.to_owned() });
                }
                shared.insert(id.clone(), Arc::clone(there));
                continue;
            }
            (_, None) if is_shared(id, resource) || !here.names(id.as_str()) => continue,
            _ => free.id(id.as_str()),
        };
        own_ids.push(OwnId { thing: Thing::of(id, resource), id: own.clone() });
        new.ids.insert(id.to_string(), own);
    }
    for id in there.gone(open, imported, &here) {
        let own = free.id(id);
        let thing = Thing { id: id.to_owned(), name: None, kind: "named only".to_owned() };
        own_ids.push(OwnId { thing, id: own.clone() });
        new.ids.insert(id.to_owned(), own.clone());
    }
    new.called = called(imported).into_iter().filter(|name| imported.resource(name).is_none()).collect();
    new.held = imported.resources.keys().map(ToString::to_string).collect();
    let mut renamed = with_ids(open, imported, new)?;
    kept.extend(addresses_of_both(open, &renamed));
    kept.extend(blocks_of_both(open, &renamed));
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

/// What a drawing names, whether it holds it or not.
struct Named(BTreeMap<String, Holds>);

impl Named {
    fn of(document: &Document) -> Self {
        let mut all: BTreeMap<String, Holds> = BTreeMap::new();
        each_text(&mut schema::to_value(document), &mut |_, holds, text| {
            if matches!(holds, Holds::Id | Holds::IdOrOfAws | Holds::End) {
                let known = all.entry(text.clone()).or_insert(holds);
                if holds == Holds::Id {
                    *known = holds;
                }
            }
        });
        Self(all)
    }

    fn names(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// Ids without an entry that would mean a thing of the open drawing, or what that one names.
    fn gone<'a>(
        &'a self,
        open: &'a Document,
        imported: &'a Document,
        here: &'a Self,
    ) -> impl Iterator<Item = &'a str> {
        let names = called(imported);
        self.0.iter().filter_map(move |(id, holds)| {
            let is_no_id = id.is_empty() || reserved::is_reserved(id) || id.parse::<IpAddr>().is_ok();
            // An end that is no id is a name.
            let is_name = *holds == Holds::End && (reserved::service_of(id).is_some() || names.contains(id));
            if is_no_id || is_name || imported.resource(id).is_some() {
                return None;
            }
            let is_taken = match open.resources.get_key_value(id.as_str()) {
                Some((id, there)) => !is_shared(id, there),
                // An ARN means the same in every drawing, and so does the zone in a VPC.
                None => *holds == Holds::Id && here.names(id) && !id.contains('/') && !id.starts_with("arn:"),
            };
            is_taken.then_some(id.as_str())
        })
    }
}

/// How things are called.
fn called(document: &Document) -> BTreeSet<String> {
    document.resources.values().filter_map(|resource| resource.name().map(str::to_owned)).collect()
}

/// Accounts that `--without account-ids` made are counted anew in each drawing: those of the import get numbers that
/// the open drawing does not have.
fn stand_in_accounts(open: &Document, imported: &Document) -> BTreeMap<String, String> {
    let (mut here, there) = (account_numbers(open), account_numbers(imported));
    let mut taken: BTreeSet<u32> = here.union(&there).copied().collect();
    let mut accounts = BTreeMap::new();
    here.retain(|number| there.contains(number));
    for number in here {
        let Some(own) = (1..=u32::MAX).find(|own| !taken.contains(own)) else { break };
        taken.insert(own);
        accounts.insert(format!("{ACCOUNT}{number}"), format!("{ACCOUNT}{own}"));
    }
    accounts
}

/// What stands before the number of such an account.
const ACCOUNT: &str = "account-";

fn account_numbers(document: &Document) -> BTreeSet<u32> {
    let mut numbers = BTreeSet::new();
    let mut see = |text: &str| {
        let number = text.strip_prefix(ACCOUNT).and_then(|number| number.parse::<u32>().ok());
        numbers.extend(number.filter(|number| text == format!("{ACCOUNT}{number}")));
    };
    document.resources.keys().for_each(|id| see(id.as_str()));
    // Also as a part of an ARN.
    each_text(&mut schema::to_value(document), &mut |_, _, text| text.split(':').for_each(&mut see));
    numbers
}

/// Public addresses that both have, and that are no stand-ins: those give way.
fn addresses_of_both(open: &Document, renamed: &Document) -> Vec<Kept> {
    let (here, there) = (holders(open), holders(renamed));
    let of_both = there.iter().filter(|(address, ids)| {
        let others = here.get(*address).filter(|_| !is_stand_in(**address));
        others.is_some_and(|others| ids.iter().any(|id| !others.contains(id)))
    });
    let told = of_both.map(|(address, _)| Kept {
        what: format!("Public address {address}"),
        why: "A thing of each drawing has it, and the internet reaches only one of them: give one another address."
            .to_owned(),
    });
    told.collect()
}

/// VPC Block Public Access of one drawing that holds for VPCs of the other, too.
fn blocks_of_both(open: &Document, renamed: &Document) -> Vec<Kept> {
    let mut told = Vec::new();
    let is_one =
        |one: &Option<String>, other: &Option<String>| one.is_none() || other.is_none() || one == other;
    for (own, other) in [(open, renamed), (renamed, open)] {
        for (id, resource) in &own.resources {
            let Resource::VpcBlockPublicAccessOptions(options) = &**resource else { continue };
            let is_about = |resource: &Arc<Resource>| match &**resource {
                Resource::Vpc(vpc) => {
                    is_one(&vpc.region, &options.region) && is_one(&vpc.owner_id, &options.owner_id)
                }
                _ => false,
            };
            if other.resources.values().any(is_about) {
                let why = "It holds for its account in its Region, with VPCs of the other drawing: give those another \
                           account if they have one.";
                told.push(Kept { what: Thing::of(id, resource).to_string(), why: why.to_owned() });
            }
        }
    }
    told
}

/// Ids that nothing has, that nothing names, and that nothing is called.
struct Free(BTreeSet<String>);

impl Free {
    fn of(open: &Document, imported: &Document, named: [&Named; 2]) -> Self {
        let mut taken: BTreeSet<String> = called(open);
        taken.extend(called(imported));
        taken.extend(
            [open, imported].into_iter().flat_map(|own| own.resources.keys().map(ToString::to_string)),
        );
        taken.extend(named.into_iter().flat_map(|named| named.0.keys().cloned()));
        Self(taken)
    }

    fn id(&mut self, id: &str) -> String {
        let own = numbered(id, |own| !self.0.contains(own));
        self.0.insert(own.clone());
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
fn with_ids(open: &Document, imported: &Document, mut new: NewNames) -> Result<Document, OpenError> {
    let mut whole = schema::to_value(imported);
    new.name_anew(open, &mut whole);
    new.keys_of_words(open, imported);
    let before = Network::build(imported);
    new.follow(&mut whole);
    let renamed = schema::open_value(whole)?.document;
    // What AWS calls a thing is made of its id, and records and packets may ask for that.
    new.domains = domains(&before, &Network::build(&renamed), &new.ids);
    if new.domains.is_empty() {
        return Ok(renamed);
    }
    let mut whole = schema::to_value(&renamed);
    NewNames { domains: new.domains, ..NewNames::default() }.follow(&mut whole);
    Ok(schema::open_value(whole)?.document)
}

/// What is called otherwise than before.
#[derive(Default)]
struct NewNames {
    /// Of things.
    ids: BTreeMap<String, String>,
    /// Of accounts that stand for others.
    accounts: BTreeMap<String, String>,
    /// What things are called that are no ids.
    called: BTreeSet<String>,
    /// Ids that stay, ARNs among them.
    held: BTreeSet<String>,
    /// Of notes, expectations and accepted findings, by the map that they stand in.
    words: BTreeMap<&'static str, BTreeMap<String, String>>,
    /// Names of services that endpoints ask for.
    services: BTreeMap<String, String>,
    /// Names that AWS gives, in lower case.
    domains: BTreeMap<String, String>,
}

/// Services whose things are drawn: the last part of their ARNs is an id.
const DRAWN_SERVICES: &[&str] = &[
    "autoscaling",
    "ec2",
    "ecs",
    "elasticache",
    "elasticfilesystem",
    "elasticloadbalancing",
    "lambda",
    "network-firewall",
    "rds",
    "route53resolver",
    "transfer",
    "vpc-lattice",
];

/// What stands before a name of a load balancer in an alias.
const BOTH_FAMILIES: &str = "dualstack.";

/// Fields that hold an account.
const ACCOUNTS: &[&str] = &[
    "AWS",
    "accountId",
    "allowedPrincipals",
    "aws:PrincipalAccount",
    "aws:SourceAccount",
    "ownerId",
    "owningAccountId",
    "principals",
    "resourceOwnerId",
    "userId",
];

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

    /// Puts the new names in the place of the old ones.
    fn follow(&self, whole: &mut Value) {
        self.keys_under(whole, "");
        each_text(whole, &mut |field, holds, text| {
            if let Some(new) = self.new_text(text, field, holds) {
                *text = new;
            }
        });
    }

    /// Maps whose keys are ids, wherever they stand in the drawing but in a thing.
    fn keys_under(&self, value: &mut Value, field: &str) {
        let Value::Object(fields) = value else { return };
        self.follow_keys(fields, field);
        if field != "resources" {
            fields.iter_mut().for_each(|(name, value)| self.keys_under(value, name));
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
    fn new_text(&self, text: &str, field: &str, holds: Holds) -> Option<String> {
        let new = match holds {
            Holds::Id | Holds::IdOrOfAws => self.new_id(text),
            Holds::End if !self.called.contains(text) => self.new_id(text),
            _ => None,
        };
        if new.is_some() {
            return new;
        }
        // What asks for a name of AWS's in both families.
        let domain = domain_of(text);
        if let Some(new) = self.domains.get(&domain) {
            return Some(new.clone());
        }
        if let Some(new) = domain.strip_prefix(BOTH_FAMILIES).and_then(|plain| self.domains.get(plain)) {
            return Some(format!("{BOTH_FAMILIES}{new}"));
        }
        if field == "serviceName" {
            if let Some(new) = self.services.get(text) {
                return Some(new.clone());
            }
            // Those of AWS's own services end in a word.
            let (before, id) = text.rsplit_once('.').filter(|(before, _)| before.contains(".vpce."))?;
            return Some(format!("{before}.{}", self.ids.get(id)?));
        }
        if let Some(account) = self.accounts.get(text).filter(|_| ACCOUNTS.contains(&field)) {
            return Some(account.clone());
        }
        self.new_arn(text, field, holds)
    }

    /// What an ARN becomes, by its account or its last part.
    fn new_arn(&self, text: &str, field: &str, holds: Holds) -> Option<String> {
        let mut parts: Vec<&str> = text.splitn(6, ':').collect();
        let [prefix, _, service, _, account, thing] = parts.as_mut_slice() else { return None };
        if *prefix != "arn" || self.held.contains(text) {
            return None;
        }
        let of_account = self.accounts.get(*account);
        if let Some(own) = of_account {
            *account = own;
        }
        let is_drawn = DRAWN_SERVICES.contains(service) && !matches!(holds, Holds::Text | Holds::End);
        let (before, id) = thing.split_at(thing.rfind(['/', ':']).map_or(0, |at| at + 1));
        let own = self.ids.get(id).filter(|_| is_drawn && !field.is_empty());
        let own = own.map(|own| format!("{before}{own}"));
        if own.is_none() && of_account.is_none() {
            return None;
        }
        if let Some(own) = &own {
            *thing = own;
        }
        Some(parts.join(":"))
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
        let now = now.remove(ids.get(&owner).unwrap_or(&owner)).unwrap_or_default();
        // Each in the order of the alphabet: ids are at the same place in all of them.
        if names.len() == now.len() {
            let renamed = names.into_iter().zip(now).filter(|(before, now)| before != now);
            // A word without a dot is no name of AWS's, and stands for much else.
            new.extend(renamed.filter(|(before, _)| before.contains('.')));
        }
    }
    new
}
