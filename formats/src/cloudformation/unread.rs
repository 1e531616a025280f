//! What of the templates is not in the drawing, besides resources: sections, properties, and what says how stacks are made.

use super::world::World;
use crate::declared::node::{Member, Node};
use crate::declared::own::Own;
use crate::declared::unread;
use crate::report::ReportEntry;
use std::collections::BTreeMap;

/// Sections that are read, or that say nothing that could be drawn.
const READ: &[&str] = &[
    "AWSTemplateFormatVersion",
    "Conditions",
    "Description",
    "Mappings",
    "Outputs",
    "Parameters",
    "Resources",
    "Transform",
];
/// What stands beside the properties of a resource and is read.
const ATTRIBUTES: &[&str] = &["Condition", "DependsOn", "Properties", "Type"];

/// Macros of AWS that add nothing to a network but what Netyard reads, or says that it does not.
const KNOWN: &[&str] =
    &["AWS::CodeDeployBlueGreen", "AWS::LanguageExtensions", "AWS::SecretsManager-", "AWS::Serverless-"];

/// Reports sections, macros and attributes of resources that are not read, and names that lead nowhere.
pub(super) fn sections(world: &World) {
    for (at, template) in world.templates.iter().enumerate() {
        let file = &template.file;
        let Some(stack) = world.stacks.iter().position(|stack| stack.template == at) else {
            let why = "Only another template makes a stack of it, under a condition that does not hold, or of which nobody knows whether it holds.";
            world.ground.report.borrow_mut().skipped(file, "", "File", why);
            continue;
        };
        for member in template.root().members() {
            if READ.contains(&member.key.as_str()) {
                continue;
            }
            if member.key == "Metadata" && member.value.get("Netyard").is_some() {
                continue;
            }
            let why = match member.key.as_str() {
                "Fn::Transform" => {
                    world.may_make_anything.set(true);
                    "What it makes of the template in the account is not known: a packet that may need it ends UNKNOWN.".to_owned()
                }
                "Rules" => "Rules only refuse values of parameters when a stack is made; they are not asked."
                    .to_owned(),
                "Globals" => "Of what it says for all functions, VpcConfig is read; the rest says nothing of the network.".to_owned(),
                name => format!("The section {name} says nothing of what is made."),
            };
            world.ground.report.borrow_mut().skipped(file, &member.place.to_string(), "Section", &why);
        }
        macros(world, stack, template.root());
        attributes(world, stack, template.section("Resources"));
        world.circles(stack);
    }
}

fn macros(world: &World, stack: usize, root: &Node) {
    let Some(transform) = root.get("Transform") else { return };
    let names =
        if transform.items().is_empty() { std::slice::from_ref(transform) } else { transform.items() };
    for name in names {
        let called = name.scalar().or_else(|| name.get("Name").and_then(Node::scalar)).unwrap_or("a macro");
        let what = name.scalar().unwrap_or(called);
        let why = if KNOWN.iter().any(|known| what.starts_with(known)) {
            format!(
                "{called} changes the template in the account before AWS reads it. Netyard reads it as it stands; import the template that AWS shows as processed to see what becomes of it."
            )
        } else {
            world.may_make_anything.set(true);
            format!(
                "{called} may change anything of the template in the account before AWS reads it, and what it makes is not known: a packet that may need it ends UNKNOWN. Import the template that AWS shows as processed."
            )
        };
        world.fail(stack, name.place, "Macro", why);
    }
}

fn attributes(world: &World, stack: usize, resources: &[Member]) {
    let file = world.file(stack);
    let mut found: BTreeMap<&str, Vec<&Member>> = BTreeMap::new();
    for resource in resources {
        for member in resource.value.members() {
            let is_macro = resource.key.starts_with("Fn::") || member.key.starts_with("Fn::");
            if !is_macro && !ATTRIBUTES.contains(&member.key.as_str()) {
                found.entry(member.key.as_str()).or_default().push(member);
            }
        }
        depends(world, stack, resource);
    }
    for (name, members) in found {
        let why = format!("{name} says how a resource is made and kept, and nothing of the network.");
        for member in members {
            world.ground.report.borrow_mut().skipped(
                &file,
                &member.place.to_string(),
                ReportEntry::FIELD,
                &why,
            );
        }
    }
}

/// What a resource waits for has to be there.
fn depends(world: &World, stack: usize, resource: &Member) {
    let Some(depends) = resource.value.get("DependsOn") else { return };
    let names = if depends.items().is_empty() { std::slice::from_ref(depends) } else { depends.items() };
    for name in names {
        let Some(other) = name.scalar() else { continue };
        if world.template(stack).is_some_and(|template| template.resource(other).is_none()) {
            let why = format!("{} waits for {other}, which is no resource of the template.", resource.key);
            world.fail(stack, name.place, "DependsOn", why);
        }
    }
}

/// Counts a resource that the template does not make.
pub(super) fn not_made(world: &World, stack: usize, member: &Member, type_name: &str) {
    let condition = member.value.get("Condition").and_then(Node::scalar).unwrap_or_default();
    let why = format!("It is not made: its condition {condition} does not hold.");
    let place = format!("line {}, {}", member.place.line, member.key);
    world.ground.report.borrow_mut().skipped(&world.file(stack), &place, type_name, &why);
}

/// Reports the properties that nothing reads, and those that the templates do not tell.
pub(super) fn report(world: &World, all: &[Own]) {
    let read = all.iter().filter(|own| super::resource::is_read(&own.type_name));
    unread::report(&mut world.ground.report.borrow_mut(), read, |_| false);
}
