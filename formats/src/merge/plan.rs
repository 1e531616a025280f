use super::apart::{Moved, apart};
use super::doubt::doubt;
use super::{moved_why, named, rows};
use netyard_core::change::{Change, ChangeError, apply_all};
use netyard_core::model::{Document, Resource, ResourceId, ResourceType};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What an import does to an open drawing, told before it is done.
///
/// Things are the same when they have the same id. What only the open drawing has stays; so do its title, placement,
/// notes, expectations and accepted findings.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MergePlan {
    /// Things that the open drawing does not have.
    pub added: Vec<Thing>,
    /// Things that are another in the import, with what becomes what.
    pub changed: Vec<ChangedThing>,
    /// What the open drawing keeps although the import says something else, or nothing.
    pub kept: Vec<Kept>,
    /// Things that are the same in both.
    pub unchanged: Vec<Thing>,
    /// Things of which the import says nothing. They stay.
    pub only_open: Vec<Thing>,
    /// Things of the import that come in under another id, because the open drawing has something else under theirs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own_ids: Vec<OwnId>,
    /// That what changes looks like another network whose things have the same ids, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
    /// The changes that make the open drawing the merged one, in order: one step of the history.
    pub changes: Vec<Change>,
}

/// A thing that comes in under an id of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnId {
    /// The thing, as the import calls it.
    pub thing: Thing,
    /// Its id in the merged drawing.
    pub id: String,
}

/// Something in a drawing, as people find it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Thing {
    /// The id.
    pub id: String,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// What it is: "Subnet".
    pub kind: String,
}

/// A thing that becomes another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangedThing {
    /// The thing, as the open drawing calls it.
    pub thing: Thing,
    /// What of it changes.
    pub fields: Vec<FieldChange>,
}

/// A field that changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// A JSON pointer into the resource.
    pub path: String,
    /// What the open drawing says, also where it says it by leaving a switch out; `None` where it says nothing.
    pub old: Option<Value>,
    /// What the import says.
    pub new: Option<Value>,
}

/// What stays as it is in the open drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// What it is, with its id: "listens of i-1 (web)".
    pub what: String,
    /// Why.
    pub why: String,
}

/// Fields that people write into a drawing and that nothing in an account tells: an import without them does not say
/// that there are none.
const DRAWN: &[&str] = &["name", "listens", "dnsServer"];

/// What importing into an open drawing would do. Nothing is done yet.
///
/// Public addresses that stand for those of AWS give way to those of the open drawing.
pub fn merge_into(open: &Document, imported: &Document) -> MergePlan {
    let mut plan = MergePlan::default();
    let (apart, moved) = apart(open, imported).unzip();
    for Moved { from, to } in moved.unwrap_or_default() {
        plan.kept.push(Kept { what: format!("Public address {from} of the import"), why: moved_why(to) });
    }
    let imported = apart.as_ref().unwrap_or(imported);
    for (id, resource) in &imported.resources {
        match open.resources.get(id) {
            None => {
                plan.added.push(Thing::of(id, resource));
                plan.changes.push(Change::Add { id: id.clone(), resource: Arc::clone(resource) });
            }
            Some(old) => plan.meet(id, old, resource),
        }
    }
    let only_open = open.resources.iter().filter(|(id, _)| !imported.resources.contains_key(*id));
    plan.only_open.extend(only_open.map(|(id, resource)| Thing::of(id, resource)));
    plan.words(open, imported);
    plan.kept.extend(named::told(open, imported));
    plan.doubt = doubt(&plan.changed);
    plan
}

impl MergePlan {
    /// Whether the import changes nothing.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The merged drawing.
    ///
    /// # Errors
    /// Where the drawing is another than the one that the plan was made for.
    pub fn merged(&self, open: &Document) -> Result<Document, ChangeError> {
        let mut merged = open.clone();
        apply_all(&mut merged, &self.changes)?;
        Ok(merged)
    }

    /// Plans for a thing that both have.
    fn meet(&mut self, id: &ResourceId, open: &Arc<Resource>, imported: &Arc<Resource>) {
        let thing = Thing::of(id, open);
        if open == imported {
            self.unchanged.push(thing);
            return;
        }
        if is_known_by_name_only(imported) {
            let why = "The import knows no more than that it is there.";
            self.kept.push(Kept { what: thing.to_string(), why: why.to_owned() });
            self.unchanged.push(thing);
            return;
        }
        let is_one_type = open.resource_type() == imported.resource_type() && open.resource_type().is_some();
        let (old, new) = (fields(open), fields(imported));
        if !is_one_type {
            let fields = told(&old, &new);
            self.changes.push(Change::Remove { id: id.clone() });
            self.changes.push(Change::Add { id: id.clone(), resource: Arc::clone(imported) });
            self.changed.push(ChangedThing { thing, fields });
            return;
        }
        let merged = self.merged_fields(&thing, &old, new);
        let fields = told(&old, &merged);
        if fields.is_empty() {
            self.unchanged.push(thing);
            return;
        }
        self.set_fields(id, &old, &merged);
        self.changed.push(ChangedThing { thing, fields });
    }

    /// The fields of a thing of one type after the merge.
    fn merged_fields(
        &mut self,
        thing: &Thing,
        old: &Map<String, Value>,
        mut new: Map<String, Value>,
    ) -> Map<String, Value> {
        for field in DRAWN {
            if let Some(value) = old.get(*field).filter(|_| !new.contains_key(*field)) {
                let why = "The import does not tell of it.";
                self.kept.push(Kept { what: format!("{field} of {thing}"), why: why.to_owned() });
                new.insert((*field).to_owned(), value.clone());
            }
        }
        self.known_parts(thing, old, &mut new);
        for (field, value) in &mut new {
            if let (Some(keys), Some(old)) = (rows::keys_of(field), old.get(field)) {
                rows::with_ids_of(old, value, keys);
            }
        }
        new
    }

    /// What one of them knows is known: kinds of resource by what is in the drawing, parts of the thing itself as the open
    /// drawing has them. A part that has another name there, or none, stays unknown.
    fn known_parts(&mut self, thing: &Thing, old: &Map<String, Value>, new: &mut Map<String, Value>) {
        let Some(Value::Array(imported)) = new.shift_remove("unknown") else { return };
        let open = old.get("unknown").and_then(Value::as_array);
        let mut unknown = Vec::new();
        for part in imported {
            let name = part.as_str().unwrap_or_default();
            let is_kind = ResourceType::ALL.iter().any(|kind| kind.type_name() == name);
            if open.is_some_and(|open| open.contains(&part)) {
                unknown.push(part);
            } else if let Some(known) = old.get(name).filter(|_| !is_kind) {
                let why = "The import did not see it.";
                self.kept.push(Kept { what: format!("{name} of {thing}"), why: why.to_owned() });
                new.insert(name.to_owned(), known.clone());
            } else if !is_kind {
                unknown.push(part);
            }
        }
        if !unknown.is_empty() {
            new.insert("unknown".to_owned(), unknown.into());
        }
    }

    /// The changes that make a thing's fields others, one for each field.
    fn set_fields(&mut self, id: &ResourceId, old: &Map<String, Value>, new: &Map<String, Value>) {
        let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for name in names {
            let path = format!("/{}", escaped(name));
            match (old.get(name), new.get(name)) {
                (old, Some(to)) if old != Some(to) => {
                    self.changes.push(Change::Set { id: id.clone(), path, to: to.clone() });
                }
                (Some(_), None) => self.changes.push(Change::RemovePath { id: id.clone(), path }),
                _ => {}
            }
        }
    }

    /// Plans for notes, expectations and accepted findings, which an import of a drawing may bring, and for what stays.
    fn words(&mut self, open: &Document, imported: &Document) {
        let notes = self.entries("Note", &open.notes, &imported.notes);
        self.changes.extend(notes.into_iter().map(|(id, to)| Change::Note { id, to: Some(to) }));
        let expectations = self.entries("Expectation", &open.expectations, &imported.expectations);
        self.changes
            .extend(expectations.into_iter().map(|(id, to)| Change::Expectation { id, to: Some(to) }));
        let accepted = self.entries("Accepted finding", &open.accepted, &imported.accepted);
        self.changes.extend(accepted.into_iter().map(|(id, to)| Change::Accept { id, to: Some(to) }));
        let places =
            imported.placement.iter().filter(|(key, place)| open.placement.get(*key) != Some(*place));
        let places = places.count();
        if places > 0 {
            let why = "Things stay where they are drawn; what is new is placed by the layout.";
            self.kept.push(Kept { what: format!("{places} places of the import"), why: why.to_owned() });
        }
        for field in imported.extra.iter().filter(|(key, value)| open.extra.get(*key) != Some(*value)) {
            let why = "Netyard does not know the field, and keeps it as the open drawing has it.";
            self.kept.push(Kept { what: format!("Field {} of the import", field.0), why: why.to_owned() });
        }
    }

    /// What is new among entries that are added; where both have one with the same id, the open drawing's stays.
    fn entries<V: Clone + PartialEq>(
        &mut self,
        kind: &str,
        open: &BTreeMap<String, V>,
        imported: &BTreeMap<String, V>,
    ) -> Vec<(String, V)> {
        let mut added = Vec::new();
        for (id, value) in imported {
            let thing = Thing { id: id.clone(), name: None, kind: kind.to_owned() };
            match open.get(id) {
                None => {
                    added.push((id.clone(), value.clone()));
                    self.added.push(thing);
                }
                Some(same) if same == value => {}
                Some(_) => {
                    let why = "Another one of the import has the same id; the open drawing's stays.";
                    self.kept.push(Kept { what: thing.to_string(), why: why.to_owned() });
                }
            }
        }
        added
    }
}

impl Thing {
    pub(super) fn of(id: &ResourceId, resource: &Resource) -> Self {
        let kind = match (resource.resource_type(), resource) {
            (Some(kind), _) => kind.label().to_owned(),
            (None, Resource::Other(other)) => {
                other.raw.get("type").and_then(Value::as_str).unwrap_or_default().to_owned()
            }
            (None, _) => String::new(),
        };
        let name = resource.name().filter(|name| !name.is_empty()).map(str::to_owned);
        Self { id: id.to_string(), name, kind }
    }
}

/// Whether all that is said of a thing is its type, and what is not known of it, as of what an import draws because
/// something leads to it. Of a virtual private gateway it says besides where it is attached; AWS itself tells a number.
pub(super) fn is_known_by_name_only(resource: &Resource) -> bool {
    let fields = fields(resource);
    let is_told = |field: &str| {
        let is_place = field == "vpcId" && matches!(resource, Resource::VpnGateway(_));
        !is_place && !matches!(field, "type" | "unknown")
    };
    match resource {
        Resource::Other(_) => fields.len() <= 1,
        Resource::TransitGateway(_) | Resource::VpnGateway(_) => !fields.keys().any(|field| is_told(field)),
        _ => false,
    }
}

/// The fields of a resource, its type among them.
fn fields(resource: &Resource) -> Map<String, Value> {
    match resource.to_value() {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// What becomes what, as deep as objects go.
fn told(old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    tell(&mut changes, "", old, new);
    let kind = old.get("type").filter(|kind| new.get("type") == Some(*kind));
    for FieldChange { path, old, new } in &mut changes {
        if let Some(kind) = kind {
            let (first, second) = (switch(kind, path, new.as_ref()), switch(kind, path, old.as_ref()));
            *old = old.take().or(first);
            *new = new.take().or(second);
        }
    }
    changes
}

/// What a switch is that is not written: the other of what is written, if that is how its type leaves it out.
fn switch(kind: &Value, path: &str, other: Option<&Value>) -> Option<Value> {
    let unwritten = Value::Bool(!other?.as_bool()?);
    let name = path.strip_prefix('/')?;
    let bare = Map::from_iter([("type".to_owned(), kind.clone()), (name.to_owned(), unwritten.clone())]);
    let read = Resource::from_value(Value::Object(bare)).ok()?;
    fields(&read).get(name).is_none().then_some(unwritten)
}

fn tell(changes: &mut Vec<FieldChange>, above: &str, old: &Map<String, Value>, new: &Map<String, Value>) {
    let mut names: Vec<&String> = old.keys().collect();
    names.extend(new.keys().filter(|name| !old.contains_key(*name)));
    for name in names {
        let path = format!("{above}/{}", escaped(name));
        match (old.get(name), new.get(name)) {
            (Some(Value::Object(old)), Some(Value::Object(new))) => tell(changes, &path, old, new),
            (old, new) if old != new => {
                changes.push(FieldChange { path, old: old.cloned(), new: new.cloned() });
            }
            _ => {}
        }
    }
}

/// A part of a JSON pointer.
fn escaped(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}
