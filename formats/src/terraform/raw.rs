//! Configurations in HCL, as a best effort: files without modules, with variables, local values, references, `count`,
//! `for_each`, `dynamic` blocks and simple functions (`expression.rs`), files of values, and files that override others
//! (`several.rs`). What cannot be worked out is not known, and said with its line.

use super::address::Key;
use super::expression::Work;
use super::ids;
use super::scope::Scope;
use super::several;
use super::thing::Thing;
use crate::declared::node::{Broken, Kind, Member, Node, Place};
use crate::report::ImportReport;
use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Attribute, Block, BlockLabel, Body};
use std::collections::BTreeMap;

/// Levels of brackets: the parser goes down into each.
const MOST_LEVELS: usize = 48;
/// Operations in a row.
const MOST_CHAIN: usize = 2_000;
/// Instances of one resource.
const MOST_INSTANCES: usize = 2_000;
/// Bytes of all files.
pub(super) const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Whether a text looks like a configuration of Terraform for AWS.
pub(super) fn looks_like_one(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with("resource \"aws_")
            || line.starts_with("data \"aws_")
            || line.starts_with("provider \"aws\"")
    })
}

/// Whether a file is a part of a configuration, though it holds nothing of AWS itself: variables, local values, modules.
pub(super) fn belongs_to_one(path: &str, text: &str) -> bool {
    const WORDS: [&str; 5] = ["locals {", "module \"", "output \"", "terraform {", "variable \""];
    let begins = |line: &str| WORDS.iter().any(|word| line.starts_with(word));
    path.rsplit('.').next() == Some("tf") && text.trim_start_matches('\u{feff}').lines().any(begins)
}

/// A file, with where its lines begin.
pub(super) struct File {
    pub(super) path: String,
    lines: Vec<usize>,
    body: Body,
}

impl File {
    pub(super) fn read(path: &str, text: &str) -> Result<Self, Broken> {
        if text.len() > MOST_BYTES {
            return Err(Broken::new(
                Place { line: 1, column: 1 },
                "The file is larger than any configuration.",
            ));
        }
        depth(text)?;
        let body = hcl_edit::parser::parse_body(text).map_err(|error| {
            let at = error.location();
            Broken::new(
                Place { line: at.line(), column: at.column() },
                format!("This is no HCL: {}.", error.message()),
            )
        })?;
        let lines = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Ok(Self { path: path.to_owned(), lines, body })
    }

    /// Where something stands.
    pub(super) fn place(&self, span: Option<std::ops::Range<usize>>) -> Place {
        let at = span.map_or(0, |span| span.start);
        let line = self.lines.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or(0);
        Place { line: line + 1, column: at - start + 1 }
    }
}

/// Refuses what nests deeper than the parser should go: brackets, and signs, conditions and operations in a row.
fn depth(text: &str) -> Result<(), Broken> {
    let (mut open, mut signs, mut asked, mut chain) = (0_usize, 0_usize, 0_usize, 0_usize);
    let is_operator = |letter: char| "+-*/%<>=&|!?:".contains(letter);
    let mut goes_on = false;
    for (number, line) in text.lines().enumerate() {
        let place = Place { line: number + 1, column: 1 };
        let trimmed = line.trim();
        if trimmed.starts_with('#') || trimmed.starts_with("//") {
            continue;
        }
        if !goes_on && !trimmed.starts_with(is_operator) {
            (asked, chain) = (0, 0);
        }
        for letter in line.chars() {
            match letter {
                '(' | '[' | '{' => open += 1,
                ')' | ']' | '}' => open = open.saturating_sub(1),
                '?' => asked += 1,
                letter if is_operator(letter) => chain += 1,
                _ => {}
            }
            signs = match letter {
                '!' | '-' => signs + 1,
                letter if letter.is_whitespace() => signs,
                _ => 0,
            };
            if open > MOST_LEVELS || signs > 4 * MOST_LEVELS || asked > MOST_LEVELS || chain > MOST_CHAIN {
                return Err(Broken::new(
                    place,
                    format!("The file is nested deeper than {MOST_LEVELS} levels."),
                ));
            }
        }
        goes_on = trimmed.ends_with(|letter: char| is_operator(letter) || letter == '(');
    }
    Ok(())
}

/// The word of a block that calls a module, and the type that stands for it.
pub(super) const MODULE: &str = "module";

/// Why a module is not in the drawing.
pub(super) fn not_read(address: &str) -> String {
    let name = address.strip_prefix("module.").unwrap_or(address);
    format!(
        "The module {name} is not read from HCL. What `terraform show -json` prints of a plan has what it makes."
    )
}

/// A resource, a data source or a call of a module, before it is divided into its instances.
pub(super) struct Source<'a> {
    pub(super) file: &'a File,
    pub(super) block: &'a Block,
    /// The blocks of files that override it, in their order: the last one counts.
    pub(super) over: Vec<(&'a File, &'a Block)>,
}

impl<'a> Source<'a> {
    /// An argument, of the last block that has it.
    pub(super) fn argument(&self, key: &str) -> Option<(&'a File, &'a Attribute)> {
        let mut blocks = self.over.iter().rev().copied().chain([(self.file, self.block)]);
        blocks.find_map(|(file, block)| Some((file, block.body.get_attribute(key)?)))
    }
}

/// A variable as it is declared.
pub(super) struct Variable<'a> {
    pub(super) file: &'a File,
    /// Its default.
    pub(super) usual: Option<&'a Expression>,
    /// Its type.
    pub(super) kind: Option<&'a Expression>,
}

/// What all files say.
pub(super) struct Configuration<'a> {
    pub(super) variables: BTreeMap<String, Variable<'a>>,
    pub(super) locals: BTreeMap<String, (&'a File, &'a Expression)>,
    pub(super) sources: Vec<Source<'a>>,
    /// Values of variables that files give; the last one counts.
    pub(super) values: BTreeMap<String, (&'a File, &'a Expression)>,
    /// A file of values that is not read: no variable is known then.
    pub(super) unread: Option<String>,
    region: Option<(&'a File, &'a Expression)>,
    /// The Regions of providers with an alias.
    aliases: BTreeMap<String, (&'a File, &'a Expression)>,
}

/// Reads the resources of files that belong together.
pub(super) fn things(
    files: &[File],
    given: &BTreeMap<String, String>,
    unread: Option<&str>,
    report: &mut ImportReport,
) -> (Vec<(usize, Thing)>, Option<String>) {
    let why = "HCL is read as a best effort: without modules, provider data and what a run decides. What `terraform show -json` prints of a plan is read precisely.";
    for file in files {
        report.approximated(&file.path, "", "Configuration", why);
    }
    let mut configuration = collect(files, report);
    configuration.unread = unread.map(str::to_owned);
    let mut work = Work::new(&configuration, given);
    let region = configuration.region.and_then(|(file, expression)| {
        work.evaluate(file, expression, &Scope::default()).scalar().map(str::to_owned)
    });
    expand(&mut work, report);
    let mut things = work.things.clone();
    let of = work.of.clone();
    let values: Vec<Node> = (0..things.len()).map(|at| work.values(at)).collect();
    for (thing, values) in things.iter_mut().zip(values) {
        thing.values = values;
    }
    for (thing, at) in things.iter_mut().zip(&of) {
        if let Some(source) = configuration.sources.get(*at) {
            in_region_of_provider(&work, source, thing, report);
        }
    }
    for (file, place, why) in work.said.take() {
        report.skipped(&file, &place.to_string(), "Expression", &why);
    }
    let file_of = |at: &usize| {
        let path = configuration.sources.get(*at).map(|source| source.file.path.as_str());
        files.iter().position(|file| Some(file.path.as_str()) == path).unwrap_or(0)
    };
    (of.iter().map(file_of).zip(things).collect(), region)
}

/// Gives a thing the Region of the provider that it names.
fn in_region_of_provider(
    work: &Work<'_, '_>,
    source: &Source<'_>,
    thing: &mut Thing,
    report: &mut ImportReport,
) {
    let Some((file, own)) = source.argument("provider") else { return };
    let named = own.value.to_string();
    let Some(alias) = named.trim().strip_prefix("aws.") else { return };
    let place = file.place(own.span());
    let region = work.configuration.aliases.get(alias);
    let region = region.map(|(file, expression)| work.evaluate(file, expression, &Scope::default()));
    let Some(region) = region.as_ref().and_then(Node::scalar) else {
        let why = format!(
            "Nothing tells the Region of the provider aws.{alias}; {} is drawn in the usual one.",
            thing.address
        );
        report.approximated(&file.path, &place.to_string(), "provider", &why);
        return;
    };
    if let Kind::Map(members) = &mut thing.values.kind
        && !members.iter().any(|member| member.key == "region")
    {
        members.push(Member {
            key: "region".to_owned(),
            place,
            value: Node::text_at(place, region.to_owned()),
        });
    }
}

fn collect<'a>(files: &'a [File], report: &mut ImportReport) -> Configuration<'a> {
    let mut found = Configuration {
        variables: BTreeMap::new(),
        locals: BTreeMap::new(),
        sources: Vec::new(),
        values: BTreeMap::new(),
        unread: None,
        region: None,
        aliases: BTreeMap::new(),
    };
    let mut places: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for file in several::in_order(files) {
        if several::is_values(&file.path) {
            for own in file.body.attributes() {
                found.values.insert(own.key.as_str().to_owned(), (file, &own.value));
            }
            continue;
        }
        for block in file.body.blocks() {
            let label = |at: usize| block.labels.get(at).map(|label| label.as_str().to_owned());
            let place = file.place(block.span()).to_string();
            match block.ident.as_str() {
                word @ ("resource" | "data") => {
                    let address =
                        (word.to_owned(), label(0).unwrap_or_default(), label(1).unwrap_or_default());
                    let named = format!("{}.{}", address.1, address.2);
                    match places.get(&address).and_then(|at| found.sources.get_mut(*at)) {
                        Some(source) if several::overrides(&file.path) => source.over.push((file, block)),
                        Some(_) => {
                            let why = format!("{named} stands twice; the first one is kept.");
                            report.skipped(&file.path, &place, &address.1, &why);
                        }
                        None if several::overrides(&file.path) => {
                            let why = format!("It overrides {named}, which no file holds.");
                            report.skipped(&file.path, &place, &address.1, &why);
                        }
                        None => {
                            places.insert(address, found.sources.len());
                            found.sources.push(Source { file, block, over: Vec::new() });
                        }
                    }
                }
                "variable" => {
                    let usual = block.body.get_attribute("default").map(|own| &own.value);
                    let kind = block.body.get_attribute("type").map(|own| &own.value);
                    let is_kept = usual.is_none() && several::overrides(&file.path);
                    let variable = Variable { file, usual, kind };
                    found.variables.extend(label(0).filter(|_| !is_kept).map(|name| (name, variable)));
                }
                "locals" => {
                    for own in block.body.attributes() {
                        found.locals.insert(own.key.as_str().to_owned(), (file, &own.value));
                    }
                }
                "provider" if label(0).as_deref() == Some("aws") => {
                    let region = block.body.get_attribute("region").map(|own| (file, &own.value));
                    match (block.body.get_attribute("alias").map(|own| &own.value), region) {
                        (None, Some(region)) => found.region = Some(region),
                        (Some(Expression::String(alias)), Some(region)) => {
                            found.aliases.insert(alias.as_str().to_owned(), region);
                        }
                        _ => {}
                    }
                }
                "terraform" | "output" | "provider" => {}
                // It is not read, but what it is given it may change.
                "module" if !several::overrides(&file.path) => {
                    found.sources.push(Source { file, block, over: Vec::new() });
                }
                other => {
                    report.skipped(
                        &file.path,
                        &place,
                        "Block",
                        &format!("{other} says nothing of what is made."),
                    );
                }
            }
        }
        for own in file.body.attributes() {
            let place = file.place(own.span()).to_string();
            let why = format!("{} stands in no block.", own.key.as_str());
            report.skipped(&file.path, &place, "Argument", &why);
        }
    }
    found
}

fn thing(source: &Source<'_>, key: Option<Key>) -> Thing {
    let label =
        |at: usize| source.block.labels.get(at).map(|label| label.as_str().to_owned()).unwrap_or_default();
    let is_data = source.block.ident.as_str() == "data";
    let is_module = source.block.ident.as_str() == MODULE;
    let (type_name, name) = if is_module { (MODULE.to_owned(), label(0)) } else { (label(0), label(1)) };
    let data = if is_data { "data." } else { "" };
    let written = key.as_ref().map(ToString::to_string).unwrap_or_default();
    let place = source.file.place(source.block.span());
    Thing {
        address: format!("{data}{type_name}.{name}{written}"),
        module: String::new(),
        is_data,
        type_name: type_name.replacen("aws_alb", "aws_lb", 1),
        name,
        key,
        values: Node { place, kind: Kind::Map(Vec::new()) },
        path: String::new(),
        place,
        id: String::new(),
    }
}

/// How often resources are looked at whose instances depend on those of others.
const MOST_ROUNDS: usize = 8;

/// Divides all resources into their instances. Of one of which nobody knows how many there are, one stands for all, and
/// nothing of it is known.
fn expand(work: &mut Work<'_, '_>, report: &mut ImportReport) {
    let configuration = work.configuration;
    let mut pending: Vec<usize> = (0..configuration.sources.len()).collect();
    let mut refused = Vec::new();
    for _ in 0..MOST_ROUNDS {
        work.said.take();
        refused.clear();
        for at in std::mem::take(&mut pending) {
            let Some(source) = configuration.sources.get(at) else { continue };
            match instances(work, source) {
                Ok(all) => {
                    for (key, value) in all {
                        work.add(thing(source, key.clone()), at, Scope::of(key, value));
                    }
                }
                Err(refusal) => refused.push((at, refusal)),
            }
        }
        ids::give(&mut work.things, "");
        pending = refused.iter().map(|(at, _)| *at).collect();
        if pending.is_empty() {
            break;
        }
    }
    work.said.take();
    for (at, (place, why)) in refused {
        let Some(source) = configuration.sources.get(at) else { continue };
        let name =
            source.block.labels.iter().map(|label| label.as_str().to_owned()).collect::<Vec<_>>().join(".");
        let told = format!(
            "{why} One stands for all, and nothing of it is known: a packet that needs it ends UNKNOWN."
        );
        report.skipped(&source.file.path, &place.to_string(), &name, &told);
        work.add(thing(source, None), at, Scope::open(why));
    }
    ids::give(&mut work.things, "");
}

/// Instances: their keys, and what `each.value` is. Else the place and the reason why nobody knows them.
type Instances = Result<Vec<(Option<Key>, Option<Node>)>, (Place, String)>;

fn instances(work: &Work<'_, '_>, source: &Source<'_>) -> Instances {
    let (key, (file, own)) = match (source.argument("count"), source.argument("for_each")) {
        (Some(own), _) => ("count", own),
        (None, Some(own)) => ("for_each", own),
        (None, None) => return Ok(vec![(None, None)]),
    };
    let node = work.evaluate(file, &own.value, &Scope::default());
    let place = file.place(own.span());
    let refuse = |why: String| Err((place, why));
    if let Some(why) = node.unknown() {
        return refuse(format!("Its {key} is not known: {why}"));
    }
    let found: Vec<(Option<Key>, Option<Node>)> = match (&node.kind, key) {
        (Kind::Scalar { text, .. }, "count") => match text.parse::<u64>() {
            Ok(count) if count <= MOST_INSTANCES as u64 => {
                (0..count).map(|at| (Some(Key::Number(at)), None)).collect()
            }
            _ => return refuse(format!("Its count is {text}; up to {MOST_INSTANCES} are read.")),
        },
        (Kind::Map(members), "for_each") => {
            members.iter().map(|one| (Some(Key::Text(one.key.clone())), Some(one.value.clone()))).collect()
        }
        (Kind::List(items), "for_each") => {
            let texts = items
                .iter()
                .filter_map(|item| Some((Some(Key::Text(item.scalar()?.to_owned())), Some(item.clone()))));
            texts.collect()
        }
        _ => return refuse(format!("Its {key} is of another kind than expected.")),
    };
    if found.len() > MOST_INSTANCES {
        return refuse(format!("Its {key} makes {}; up to {MOST_INSTANCES} are read.", found.len()));
    }
    Ok(found)
}

/// What a `dynamic` block makes: a block for each part of its collection. Fails with the reason why nobody knows.
fn dynamic(
    work: &Work<'_, '_>,
    file: &File,
    own: &Block,
    label: &str,
    scope: &Scope,
) -> Result<Vec<Node>, String> {
    let argument = |key: &str| own.body.get_attribute(key).map(|own| &own.value);
    let collection = argument("for_each").ok_or("it has no for_each.")?;
    let content = own.body.get_blocks("content").next().ok_or("it has no content.")?;
    let name = match argument("iterator") {
        Some(Expression::Variable(name)) => name.as_str(),
        Some(_) => return Err("its iterator is no name.".to_owned()),
        None => label,
    };
    let pairs = Work::pairs(&work.evaluate(file, collection, scope))?;
    if pairs.len() > MOST_INSTANCES {
        return Err(format!("it makes {}; up to {MOST_INSTANCES} are read.", pairs.len()));
    }
    let made = pairs.into_iter().map(|(key, value)| {
        let inner = scope.with(name, Scope::part(key, value));
        body(work, file, &content.body, &inner, false)
    });
    Ok(made.collect())
}

/// Arguments that decide nothing about a network: what of them cannot be worked out needs no line of
/// its own beside the one that says that nothing reads them.
const NO_NETWORK: &[&str] = &["ami", "image_id", "image_uri", "instance_class", "instance_type", "node_type"];

/// A block of commands that run when something is made.
pub(super) const PROVISIONER: &str = "provisioner";

/// What runs when something of a type that is not read is made, with what its commands name: it may change that. What runs when it
/// goes counts for nothing.
pub(super) fn provisioners(work: &Work<'_, '_>, file: &File, own: &Block, scope: &Scope, values: &mut Node) {
    let type_name = own.labels.first().map(BlockLabel::as_str).unwrap_or_default();
    if super::resource::is_read(type_name, false) || own.ident.as_str() == MODULE {
        return;
    }
    let mut made = Vec::new();
    for block in own.body.blocks().filter(|block| block.ident.as_str() == PROVISIONER) {
        let place = file.place(block.span());
        let value = |own: &Attribute| work.quietly(file, &own.value, scope);
        let is_last = |own: &Attribute| {
            let is_destroy = matches!(&own.value, Expression::Variable(when) if when.as_str() == "destroy");
            own.key.as_str() == "when" && is_destroy
        };
        if block.body.attributes().any(is_last) {
            continue;
        }
        let arguments = block.body.attributes().filter(|own| own.key.as_str() != "when");
        let members = arguments.map(|own| Member { key: own.key.to_string(), place, value: value(own) });
        made.push(Node { place, kind: Kind::Map(members.collect()) });
    }
    if let (Kind::Map(members), Some(first)) = (&mut values.kind, made.first()) {
        let place = first.place;
        members.push(Member { key: PROVISIONER.to_owned(), place, value: Node::list_at(place, made) });
    }
}

/// The arguments and blocks of a body as a tree.
pub(super) fn body(work: &Work<'_, '_>, file: &File, own: &Body, scope: &Scope, is_top: bool) -> Node {
    const META: [&str; 7] =
        ["count", "for_each", "provider", "providers", "depends_on", "lifecycle", "provisioner"];
    let mut members: Vec<Member> = Vec::new();
    for attribute in own.attributes() {
        let key = attribute.key.as_str();
        if is_top && META.contains(&key) {
            continue;
        }
        let place = file.place(attribute.span());
        let value = if NO_NETWORK.contains(&key) {
            work.quietly(file, &attribute.value, scope)
        } else {
            work.evaluate(file, &attribute.value, scope)
        };
        members.push(Member { key: key.to_owned(), place, value });
    }
    for block in own.blocks() {
        let key = block.ident.as_str();
        if is_top && META.contains(&key) {
            continue;
        }
        let place = file.place(block.span());
        let (key, made) = if key == "dynamic" {
            let key = block.labels.first().map(|label| label.as_str().to_owned()).unwrap_or_default();
            let made = dynamic(work, file, block, &key, scope).unwrap_or_else(|why| {
                let why = format!("Nothing tells what this dynamic block makes: {why}");
                work.say(file, place, &why);
                vec![Node::unknown_at(place, why)]
            });
            (key, made)
        } else {
            (key.to_owned(), vec![body(work, file, &block.body, scope, false)])
        };
        match members.iter_mut().find(|member| member.key == key) {
            Some(Member { value: Node { kind: Kind::List(items), .. }, .. }) => items.extend(made),
            _ => members.push(Member { key, place, value: Node::list_at(place, made) }),
        }
    }
    Node { place: Place::default(), kind: Kind::Map(members) }
}
