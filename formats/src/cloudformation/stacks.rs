//! Which stacks the files describe: those that nobody makes, and those that other stacks make of files at hand.

use super::stand_in;
use super::template::{Template, type_of};
use super::world::{Answer, Stack, World};
use crate::declared::node::{Node, Place};
use std::collections::BTreeSet;

/// Stacks of one import.
const MOST_STACKS: usize = 500;
const NESTED: &str = "AWS::CloudFormation::Stack";

impl World {
    /// Makes the stacks of the templates.
    pub(super) fn make_stacks(&mut self) {
        let named = self.named_by_others();
        let mut roots: Vec<usize> = (0..self.templates.len()).filter(|at| !named.contains(at)).collect();
        if roots.is_empty() {
            // Templates that make one another in a circle: somebody has to begin.
            roots.extend((!self.templates.is_empty()).then_some(0));
        }
        let several = roots.len() > 1;
        for template in roots {
            let Some(name) = self.templates.get(template).map(Template::stem) else { continue };
            let prefix = if several { format!("{name}-") } else { String::new() };
            self.stacks.push(Stack { template, name, prefix, parent: None });
        }
        let mut next = 0;
        while next < self.stacks.len() {
            self.add_nested(next);
            next += 1;
        }
        let mut stand_ins = std::mem::take(&mut self.stand_ins);
        for stack in 0..self.stacks.len() {
            if let Some(template) = self.template(stack) {
                let id = |name: &str| self.id(stack, name, "AWS::EC2::EIP");
                stand_ins.give(&self.ground, stack, template, &self.drawn, id);
            }
        }
        self.stand_ins = stand_ins;
        self.ground.file = self.file(0);
        self.forget();
        self.collect_exports();
    }

    /// The templates that a stack of another one may be made of.
    fn named_by_others(&self) -> BTreeSet<usize> {
        let mut named = BTreeSet::new();
        for (at, template) in self.templates.iter().enumerate() {
            for member in template.section("Resources") {
                let url = nested_url(&member.value);
                let found = url.and_then(|url| self.file_called(&ending(url)?));
                named.extend(found.filter(|found| *found != at));
            }
        }
        named
    }

    /// The template whose file has this name.
    fn file_called(&self, name: &str) -> Option<usize> {
        let is_it = |file: &str| file.rsplit(['/', '\\']).next() == Some(name);
        self.templates.iter().position(|template| is_it(&template.file))
    }

    fn add_nested(&mut self, stack: usize) {
        let Some(template) = self.template(stack) else { return };
        let wanted: Vec<(String, Place, Option<Node>)> = template
            .section("Resources")
            .iter()
            .filter(|member| type_of(&member.value) == Some(NESTED))
            .filter(|member| self.is_made(stack, &member.value) == Answer::Yes)
            .map(|member| (member.key.clone(), member.place, nested_url(&member.value).cloned()))
            .collect();
        for (name, place, url) in wanted {
            let file = url.and_then(|url| {
                let known = self.evaluate(stack, &url).scalar().and_then(last_part);
                known.or_else(|| ending(&url))
            });
            let Some(template) = file.as_ref().and_then(|file| self.file_called(file)) else {
                let file = file.unwrap_or_else(|| "its template".to_owned());
                let why = format!(
                    "It makes a stack of {file}, which is not among the files. Import that one, too."
                );
                self.fail(stack, place, "Nested stack", why);
                continue;
            };
            if self.is_inside(stack, template) {
                let why = "The stack makes itself again; it is read once.";
                self.fail(stack, place, "Nested stack", why);
                continue;
            }
            if self.stacks.len() >= MOST_STACKS {
                let why = format!("An import makes up to {MOST_STACKS} stacks.");
                self.fail(stack, place, "Nested stack", why);
                continue;
            }
            let Some(parent) = self.stacks.get(stack) else { continue };
            let own = Stack {
                template,
                name: format!("{}-{name}", parent.name),
                prefix: format!("{}{name}-", parent.prefix),
                parent: Some((stack, name.clone())),
            };
            self.nested.insert((stack, name), self.stacks.len());
            self.stacks.push(own);
        }
    }

    /// Whether a stack, or one around it, is made of the template.
    fn is_inside(&self, stack: usize, template: usize) -> bool {
        let mut at = Some(stack);
        while let Some(own) = at.and_then(|at| self.stacks.get(at)) {
            if own.template == template {
                return true;
            }
            at = own.parent.as_ref().map(|(parent, _)| *parent);
        }
        false
    }

    fn collect_exports(&mut self) {
        let mut exports = Vec::new();
        for stack in 0..self.stacks.len() {
            let Some(template) = self.template(stack) else { continue };
            for output in template.section("Outputs") {
                let Some(name) = output.value.get("Export").and_then(|export| export.get("Name")) else {
                    continue;
                };
                if self.is_made(stack, &output.value) != Answer::Yes {
                    continue;
                }
                if let Some(name) = self.evaluate(stack, name).scalar() {
                    exports.push((name.to_owned(), stack, output.key.clone(), output.place));
                }
            }
        }
        for (name, stack, output, place) in exports {
            if let Some((other, _)) = self.exports.get(&name).filter(|(other, _)| *other != stack) {
                let why = format!("{name} is exported by {} already.", self.file(*other));
                self.fail(stack, place, "Export", why);
                continue;
            }
            self.exports.insert(name, (stack, output));
        }
    }

    /// What stands for the values of AWS, from the templates and what the user gives.
    pub(super) fn take_stand_ins(&mut self) {
        let told = self.given.get("AWS::Region").or(self.drawn.region.as_ref());
        let (mut ground, region_from) = stand_in::ground(&self.templates, told, &self.given);
        ground.account = self.given.get("AWS::AccountId").cloned();
        ground.title.clone_from(&self.drawn.title);
        ground.report.swap(&self.ground.report);
        self.ground = ground;
        self.region_from = region_from;
    }
}

fn nested_url(resource: &Node) -> Option<&Node> {
    let is_stack = type_of(resource) == Some(NESTED);
    resource.get("Properties").filter(|_| is_stack)?.get("TemplateURL")
}

/// The name of the file at the end of a URL that functions make.
fn ending(url: &Node) -> Option<String> {
    if let Some(text) = url.scalar() {
        return last_part(text);
    }
    let only = url.only()?;
    match only.key.as_str() {
        "Fn::Sub" => last_part(only.value.items().first().unwrap_or(&only.value).scalar()?),
        "Fn::Join" => last_part(only.value.items().get(1)?.items().last()?.scalar()?),
        _ => None,
    }
}

fn last_part(url: &str) -> Option<String> {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let name = url.rsplit(['/', '\\', '}']).next().unwrap_or_default();
    (!name.is_empty()).then(|| name.to_owned())
}
