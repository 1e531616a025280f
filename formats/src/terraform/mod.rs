//! Import of Terraform: what a state holds, or a plan will make, becomes a drawing.
//!
//! Files are what `terraform show -json` prints (`show.rs`), or, as a best effort, a configuration in HCL (`raw.rs`). Of a plan, what Terraform knows only after it has made
//! something is looked up by the references of its configuration (`reference.rs`, `values.rs`); what they leave open is
//! not known, and a packet that needs it ends as unknown. One file in `resource` reads one kind of resource. Ids are those
//! that AWS gave, else they are made of addresses (`ids.rs`). The report names every resource and every attribute that is
//! not read, by address and path.

mod address;
mod error;
mod expression;
mod functions;
mod ids;
mod operators;
mod raw;
mod reference;
mod region;
mod resource;
mod scope;
mod several;
mod show;
mod thing;
mod unread;
mod values;
mod wanted;

pub use error::TerraformError;

use crate::declared::finish;
use crate::declared::ground::Ground;
use crate::declared::json;
use crate::declared::maker::Maker;
use crate::declared::node::{Kind, Node, Place};
use crate::declared::own::{About, Own};
use crate::declared::words::Words;
use crate::foreign::passed_by;
use crate::import::{Imported, SourceFile, Step};
use crate::number::grouped;
use crate::report::ImportReport;
use netyard_core::model::{Document, ResourceId};
use netyard_core::ordered::Order;
use netyard_core::schema;
use reference::Plan;
use region::Regions;
use show::Show;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
pub(crate) use thing::Thing;

/// Parts of all files of one import: more is no network.
const MOST_NODES: usize = 4_000_000;

/// Whether a text looks like what Terraform prints, or like its configuration: cheap, and never true of what the AWS command line prints.
pub fn looks_like_one(text: &str) -> bool {
    let is_json = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    let shown = text.contains("\"format_version\"") && text.contains("\"terraform_version\"");
    let kept = text.contains("\"terraform_version\"") && text.contains("\"lineage\"");
    is_json && (shown || kept) || !is_json && raw::looks_like_one(text)
}

/// The resources of one file, ready to be read.
struct Loaded {
    file: Rc<str>,
    things: Vec<Thing>,
    /// What resources were that a plan takes away or changes.
    gone: Vec<Thing>,
    /// Those of which it does not tell what they were.
    untold: Vec<Thing>,
    root: Node,
    regions: Regions,
}

/// Reads states, plans and configurations. The order of the files does not matter; all files in HCL are one configuration,
/// whose variables have their defaults, or what `parameters` says.
///
/// Fails where nothing of it can be read, and where a file that seems to be of Terraform is broken: half a plan would make
/// a drawing that lies.
pub fn import(
    files: Vec<SourceFile>,
    parameters: &BTreeMap<String, String>,
) -> Result<Imported, TerraformError> {
    import_telling(files, parameters, &mut |_| ())
}

pub(crate) fn import_telling(
    mut files: Vec<SourceFile>,
    parameters: &BTreeMap<String, String>,
    tell: &mut dyn FnMut(Step),
) -> Result<Imported, TerraformError> {
    files.order_by(|left, right| left.path.cmp(&right.path));
    let mut report = ImportReport::default();
    let mut room = MOST_NODES;
    let of = files.len();
    let is_alone = of == 1;
    let mut all = Vec::new();
    let mut written = Vec::new();
    let mut unread = None;
    for (at, file) in files.into_iter().enumerate() {
        tell(Step::Reading { file: at + 1, of });
        if several::is_values(&file.path) {
            written.push(file);
            continue;
        }
        if !is_alone && several::may_be_values(&file.path) {
            let why = "It holds values of variables, and is not read. Of such files, terraform.tfvars and those whose names end in .auto.tfvars are; other values are given with --parameter NAME=VALUE.";
            report.skipped(&file.path, "", "File", why);
            unread = unread.or_else(|| several::would_be_read(&file.path).then_some(file.path));
            continue;
        }
        if raw::belongs_to_one(&file.path, &file.text) {
            written.push(file);
            continue;
        }
        if !is_alone && !looks_like_one(&file.text) {
            let why = passed_by(&file.text).unwrap_or("It does not look like what Terraform prints.");
            report.skipped(&file.path, "", "File", why);
            continue;
        }
        if raw::looks_like_one(&file.text) {
            written.push(file);
            continue;
        }
        all.extend(load(file, is_alone, &mut room, &mut report)?);
    }
    all.extend(configuration(&written, parameters, unread.as_deref(), &mut report)?);
    if all.iter().all(|loaded| loaded.things.is_empty()) {
        return Err(TerraformError::NothingFound { skipped: report.skipped });
    }
    make(&all, report, tell)
}

fn load(
    file: SourceFile,
    is_alone: bool,
    left: &mut usize,
    report: &mut ImportReport,
) -> Result<Option<Loaded>, TerraformError> {
    let SourceFile { path, text } = file;
    let broken = |place: String, why: String| TerraformError::File { file: path.clone(), place, why };
    let root = json::read(text.trim_start_matches('\u{feff}'), left)
        .map_err(|error| broken(error.place.to_string(), error.why))?;
    let show = match Show::of(&root) {
        Ok(show) => show,
        Err(why) if is_alone => return Err(broken("format_version".to_owned(), why)),
        Err(why) => {
            report.skipped(&path, "", "File", &why);
            return Ok(None);
        }
    };
    let file: Rc<str> = path.as_str().into();
    let mut things = match show {
        Show::State => show::things(root.get("values"), "values", &file, report),
        Show::Plan => planned(&root, &file, report),
    };
    told_once(&mut things, &file, report);
    let prefix = if is_alone { String::new() } else { format!("{}-", stem(&path)) };
    ids::give(&mut things, &prefix);
    if show == Show::Plan {
        let plan = Plan::new(&root, &things);
        let values: Vec<Node> = things
            .iter()
            .map(|thing| {
                let values = values::of(&plan, thing);
                for why in plan.taken() {
                    report.approximated(&file, &thing.told_place(), "Reference", &why);
                }
                values
            })
            .collect();
        for (thing, values) in things.iter_mut().zip(values) {
            thing.values = values;
        }
    }
    names_for_arns(&mut things);
    let regions = Regions::of(&things, &root);
    region::tell(&mut things, &regions, &root);
    if !regions.is_told {
        let why = format!("Nothing tells the Region; {} stands for it.", regions.usual);
        report.approximated(&file, "", "Region", &why);
    }
    let (gone, untold) = if show == Show::Plan { show::gone(&root) } else { <_>::default() };
    Ok(Some(Loaded { file, things, gone, untold, root, regions }))
}

/// The resources of a configuration in HCL.
fn configuration(
    written: &[SourceFile],
    parameters: &BTreeMap<String, String>,
    unread: Option<&str>,
    report: &mut ImportReport,
) -> Result<Vec<Loaded>, TerraformError> {
    let mut files = Vec::new();
    let bytes: usize = written.iter().map(|file| file.text.len()).sum();
    if let Some(last) = written.last().filter(|_| bytes > raw::MOST_BYTES) {
        let why = format!(
            "The configuration has {} bytes; up to {} are read.",
            grouped(bytes),
            grouped(raw::MOST_BYTES)
        );
        return Err(TerraformError::File { file: last.path.clone(), place: "the end".to_owned(), why });
    }
    for SourceFile { path, text } in written {
        let read = raw::File::read(path, text.trim_start_matches('\u{feff}'));
        files.push(read.map_err(|broken| TerraformError::File {
            file: path.clone(),
            place: broken.place.to_string(),
            why: broken.why,
        })?);
    }
    let (mut things, region) = raw::things(&files, parameters, unread, report);
    if things.iter().all(|(_, thing)| thing.type_name == raw::MODULE) {
        // Nothing is there that they could change.
        for (at, thing) in things.drain(..) {
            let path = files.get(at).map(|file| file.path.as_str()).unwrap_or_default();
            report.skipped(path, &thing.told_place(), &thing.type_name, &raw::not_read(&thing.address));
        }
    }
    let mut of_files: Vec<Vec<Thing>> = files.iter().map(|_| Vec::new()).collect();
    for (at, thing) in things {
        if let Some(own) = of_files.get_mut(at) {
            own.push(thing);
        }
    }
    let all: Vec<Thing> = of_files.iter().flatten().cloned().collect();
    let nothing = Node { place: Place::default(), kind: Kind::Null };
    let mut regions = Regions::of(&all, &nothing);
    if let Some(region) = region {
        regions = Regions { usual: region, is_told: true };
    }
    let mut loaded = Vec::new();
    for (file, mut things) in files.iter().zip(of_files) {
        region::tell(&mut things, &regions, &nothing);
        let file: Rc<str> = file.path.as_str().into();
        if !regions.is_told && loaded.is_empty() {
            let why = format!("Nothing tells the Region; {} stands for it.", regions.usual);
            report.approximated(&file, "", "Region", &why);
        }
        let (gone, untold) = <_>::default();
        loaded.push(Loaded { file, things, gone, untold, root: nothing.clone(), regions: regions.clone() });
    }
    Ok(loaded)
}

/// What will be there, with what the plan forgets and the data sources that were read already.
fn planned(root: &Node, file: &str, report: &mut ImportReport) -> Vec<Thing> {
    let mut things = show::things(root.get("planned_values"), "planned_values", file, report);
    let before = root.get("prior_state").and_then(|state| state.get("values"));
    let read = show::things(before, "prior_state.values", file, &mut ImportReport::default());
    let known: BTreeSet<String> = things.iter().map(|thing| thing.address.clone()).collect();
    things.extend(read.into_iter().filter(|thing| thing.is_data && !known.contains(&thing.address)));
    things.extend(show::forgotten(root, file, report));
    for (at, change) in root.get("resource_changes").map(Node::items).unwrap_or_default().iter().enumerate() {
        let actions = change
            .get("change")
            .and_then(|change| change.get("actions"))
            .map(Node::items)
            .unwrap_or_default();
        let is_gone = matches!(actions, [only] if only.scalar() == Some("delete"));
        let text = |key: &str| change.get(key).and_then(Node::scalar).unwrap_or_default();
        if is_gone {
            let place = format!("{}, resource_changes[{at}]", text("address"));
            report.skipped(file, &place, text("type"), "The plan takes it away: it is not drawn.");
        }
    }
    things
}

/// An address stands once.
fn told_once(things: &mut Vec<Thing>, file: &str, report: &mut ImportReport) {
    let mut seen = BTreeSet::new();
    things.retain(|thing| {
        let is_new = seen.insert(thing.address.clone());
        if !is_new {
            report.skipped(
                file,
                &thing.told_place(),
                &thing.type_name,
                "Its address stands twice; the first one is kept.",
            );
        }
        is_new
    });
}

/// What is named by its ARN gets the id that it has in the drawing.
fn names_for_arns(things: &mut [Thing]) {
    let arns: BTreeMap<String, String> = things
        .iter()
        .filter_map(|thing| {
            let arn = thing.values.get("arn")?.scalar().filter(|arn| arn.starts_with("arn:"))?;
            (arn != thing.id).then(|| (arn.to_owned(), thing.id.clone()))
        })
        .collect();
    for thing in things.iter_mut() {
        let Kind::Map(members) = &mut thing.values.kind else { continue };
        for member in members.iter_mut().filter(|member| !matches!(member.key.as_str(), "arn" | "id")) {
            rename(&mut member.value, &arns);
        }
    }
}

fn rename(node: &mut Node, arns: &BTreeMap<String, String>) {
    match &mut node.kind {
        Kind::Scalar { text, .. } => {
            if let Some(id) = arns.get(text) {
                id.clone_into(text);
            }
        }
        Kind::List(items) => items.iter_mut().for_each(|item| rename(item, arns)),
        Kind::Map(members) => members.iter_mut().for_each(|member| rename(&mut member.value, arns)),
        Kind::Null | Kind::Unknown(_) | Kind::Absent => {}
    }
}

fn make(
    all: &[Loaded],
    report: ImportReport,
    tell: &mut dyn FnMut(Step),
) -> Result<Imported, TerraformError> {
    tell(Step::Making);
    let file = all.first().map_or_else(|| Rc::from(""), |loaded| Rc::clone(&loaded.file));
    let region = all.first().map(|loaded| loaded.regions.usual.as_str()).unwrap_or_default();
    let mut words = Words::default();
    for loaded in all {
        words.collect(&loaded.root);
    }
    let mut ground = Ground::in_region(region, words);
    ground.file = Rc::clone(&file);
    ground.report.replace(report);
    let told: Vec<resource::Told> = all
        .iter()
        .flat_map(|loaded| loaded.things.iter().map(|thing| (own(loaded, thing), thing.is_data)))
        .collect();
    let mut maker = Maker::new(&ground);
    for loaded in all {
        maker.deleted.extend(show::deleted(&loaded.root).map(ResourceId::new));
        if let Some(why) = show::lack(&loaded.root) {
            ground.report.borrow_mut().approximated(&loaded.file, "", "Plan", why);
            maker.doubts.extend(finish::kinds());
        }
    }
    let of = |list: fn(&Loaded) -> &[Thing]| -> Vec<Own> {
        all.iter().flat_map(|loaded| list(loaded).iter().map(|thing| own(loaded, thing))).collect()
    };
    let changed = resource::Changed { gone: of(|loaded| &loaded.gone), untold: of(|loaded| &loaded.untold) };
    resource::read_all(&mut maker, &told, &changed);
    finish::finish(&mut maker, &stem(&file));
    let Maker { mut document, .. } = maker;
    resource::names::given(&mut document);
    unread::report(&ground.report, &told);
    let report = ground.report.take();
    tell(Step::Checking);
    schema::open_value(schema::to_value(&document))?;
    Ok(Imported { document, report })
}

/// The drawing of resources whose attributes are all told: what an export is read back with.
pub(crate) fn drawing_of(things: Vec<Thing>, region: &str) -> Result<Document, TerraformError> {
    let loaded = Loaded {
        file: Rc::from("main.tf"),
        things,
        gone: Vec::new(),
        untold: Vec::new(),
        root: Node { place: Place::default(), kind: Kind::Null },
        regions: Regions { usual: region.to_owned(), is_told: true },
    };
    Ok(make(&[loaded], ImportReport::default(), &mut |_| ())?.document)
}

fn own(loaded: &Loaded, thing: &Thing) -> Own {
    let about = About {
        file: Rc::clone(&loaded.file),
        logical: &thing.address,
        type_name: &thing.type_name,
        id: thing.id.clone(),
        place: thing.place,
        path: thing.path.clone(),
        perhaps: None,
        given: BTreeMap::new(),
    };
    Own::new(about, thing.values.clone())
}

/// The name of a file without its folder and its ending.
fn stem(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let name = name.split_once('.').map_or(name, |(name, _)| name);
    let name = crate::declared::ids::label(name);
    if name.is_empty() { "Terraform".to_owned() } else { name }
}
