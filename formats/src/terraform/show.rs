//! What `terraform show -json` prints: of a state its values, of a plan what will be there.

use super::address::Key;
use super::resource::is_taken_away;
use super::thing::Thing;
use crate::declared::node::{Kind, Node};
use crate::report::ImportReport;

/// What a file of `terraform show -json` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    /// A state.
    State,
    /// A plan.
    Plan,
}

impl Show {
    /// What a tree is; why, where it is neither.
    pub(super) fn of(root: &Node) -> Result<Self, String> {
        let text = |key: &str| root.get(key).and_then(Node::scalar);
        if text("lineage").is_some() && root.get("resources").is_some() {
            return Err("This is the file in which Terraform keeps its state, and it differs from version to version. Import what `terraform show -json` prints of it.".to_owned());
        }
        let Some(version) = text("format_version") else {
            return Err("It is not what `terraform show -json` prints: it has no format_version.".to_owned());
        };
        let is_known = version.split('.').next().is_some_and(|major| matches!(major, "0" | "1"));
        if !is_known {
            return Err(format!(
                "Its format_version is {version}; Netyard reads 0 and 1. A newer Netyard may read it."
            ));
        }
        if root.get("planned_values").is_some() || root.get("resource_changes").is_some() {
            Ok(Self::Plan)
        } else {
            Ok(Self::State)
        }
    }
}

/// Reads the resources of all modules below an object with `root_module`.
pub(super) fn things(values: Option<&Node>, path: &str, file: &str, report: &mut ImportReport) -> Vec<Thing> {
    let mut found = Vec::new();
    if let Some(root) = values.and_then(|values| values.get("root_module")) {
        module(root, &format!("{path}.root_module"), file, report, &mut found);
    }
    found
}

fn module(node: &Node, path: &str, file: &str, report: &mut ImportReport, found: &mut Vec<Thing>) {
    let own = node.get("address").and_then(Node::scalar).unwrap_or_default();
    let resources = node.get("resources").map(Node::items).unwrap_or_default();
    for (index, resource) in resources.iter().enumerate() {
        let path = format!("{path}.resources[{index}]");
        match thing(resource, own, &path) {
            Ok(thing) => found.push(thing),
            Err(why) => report.skipped(file, &path, "Resource", why),
        }
    }
    let children = node.get("child_modules").map(Node::items).unwrap_or_default();
    for (index, child) in children.iter().enumerate() {
        module(child, &format!("{path}.child_modules[{index}]"), file, report, found);
    }
}

/// Why a plan does not tell everything that will be there, if it does not.
pub(super) fn lack(root: &Node) -> Option<&'static str> {
    let is = |key: &str, word: &str| root.get(key).and_then(Node::scalar) == Some(word);
    if is("errored", "true") {
        Some(
            "Terraform could not work it out to its end. What it lacks is not known: a packet that may need it ends UNKNOWN.",
        )
    } else if is("complete", "false")
        || root.get("deferred_changes").is_some_and(|all| !all.items().is_empty())
    {
        Some(
            "It is not whole: Terraform has put changes off, or was asked for a part. What it lacks is not known: a packet that may need it ends UNKNOWN.",
        )
    } else {
        None
    }
}

/// What resources were that a plan takes away or changes, as far as something else still tells what they did: a group its
/// rules, a table its routes. Second are those that a plan changes without telling what they were.
pub(super) fn gone(root: &Node) -> (Vec<Thing>, Vec<Thing>) {
    let changes = root.get("resource_changes").map(Node::items).unwrap_or_default();
    let (mut found, mut untold) = (Vec::new(), Vec::new());
    for (at, change) in changes.iter().enumerate() {
        let text = |key: &str| change.get(key).and_then(Node::scalar).unwrap_or_default();
        let Some(what) = change.get("change") else { continue };
        let actions = what.get("actions").map(Node::items).unwrap_or_default();
        let is_gone = actions.iter().any(|word| matches!(word.scalar(), Some("delete" | "update")));
        let has = |key: &str| what.get(key).filter(|node| !node.members().is_empty());
        if !is_gone || !is_taken_away(text("type")) {
            continue;
        }
        let (list, values) = match (has("before"), has("after")) {
            (Some(before), _) => (&mut found, before),
            (None, Some(after)) => (&mut untold, after),
            (None, None) => continue,
        };
        list.push(before(change, at, values));
    }
    (found, untold)
}

/// What a change was, or will be.
fn before(change: &Node, at: usize, values: &Node) -> Thing {
    let text = |key: &str| change.get(key).and_then(Node::scalar).unwrap_or_default().to_owned();
    Thing {
        address: text("address"),
        module: String::new(),
        is_data: false,
        type_name: text("type"),
        name: text("name"),
        key: None,
        values: values.clone(),
        path: format!("resource_changes[{at}]"),
        place: change.place,
        id: text("address"),
    }
}

/// The ids of what a plan takes away: a route that leads there is a blackhole then.
pub(super) fn deleted(root: &Node) -> impl Iterator<Item = &str> {
    let changes = root.get("resource_changes").map(Node::items).unwrap_or_default();
    changes.iter().filter_map(|change| {
        let what = change.get("change")?;
        let actions = what.get("actions").map(Node::items).unwrap_or_default();
        let is_gone = actions.iter().any(|word| word.scalar() == Some("delete"));
        what.get("before").filter(|_| is_gone)?.get("id")?.scalar()
    })
}

/// What a plan forgets: Terraform manages it no more, and in the account it stays as it is.
pub(super) fn forgotten(root: &Node, file: &str, report: &mut ImportReport) -> Vec<Thing> {
    let changes = root.get("resource_changes").map(Node::items).unwrap_or_default();
    let mut found = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let Some(what) = change.get("change") else { continue };
        let actions = what.get("actions").map(Node::items).unwrap_or_default();
        if !actions.iter().any(|word| word.scalar() == Some("forget")) {
            continue;
        }
        let values = what.get("before").filter(|node| !node.members().is_empty());
        let Some(values) = values else { continue };
        let mut thing = before(change, at, values);
        thing.type_name = thing.type_name.replacen("aws_alb", "aws_lb", 1);
        // Another one may take its address.
        if actions.len() > 1 {
            thing.address.push_str(".forgotten");
        }
        let why = "The plan forgets it: Terraform manages it no more, and it stays as it is. It is drawn as it was.";
        report.approximated(file, &thing.told_place(), &thing.type_name, why);
        found.push(thing);
    }
    found
}

fn thing(node: &Node, module: &str, path: &str) -> Result<Thing, &'static str> {
    let text = |key: &str| node.get(key).and_then(Node::scalar).filter(|text| !text.is_empty());
    let type_name = text("type").ok_or("It has no type.")?;
    let name = text("name").ok_or("It has no name.")?;
    let address = text("address").ok_or("It has no address.")?;
    if node.get("deposed_key").is_some_and(|key| key.kind != Kind::Null) {
        return Err("Terraform has replaced it and will delete it.");
    }
    let values =
        node.get("values").cloned().unwrap_or(Node { place: node.place, kind: Kind::Map(Vec::new()) });
    Ok(Thing {
        address: address.to_owned(),
        module: module.to_owned(),
        is_data: text("mode") == Some("data"),
        type_name: type_name.replacen("aws_alb", "aws_lb", 1),
        name: name.to_owned(),
        key: node.get("index").and_then(Key::of),
        values,
        path: path.to_owned(),
        place: node.place,
        id: String::new(),
    })
}
