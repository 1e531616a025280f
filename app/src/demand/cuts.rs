//! Where the program is cut: what only one of these functions leads to is in the file of its part.

use super::{Part, Piece};
use crate::canvas::{self, Floating, PacketWays};
use crate::store::Store;
use crate::worker::{self, Telling};
use js_sys::Array;
use leptos::prelude::AnyView;
#[cfg(parts_on_demand)]
use leptos::wasm_split::SplitLoaderError;
use netyard_core::expect::{self, Fault, Report};
use netyard_core::flow_log::FlowRecords;
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::Finding;
use netyard_core::schema::{self, Opened, Pieces, caps};
use netyard_core::simulate::{FlowSpec, Trace};
use netyard_editor::{Eyes, Hands};
use netyard_formats::import::{self, ImportOptions, Imported, PAGE_BYTES, SourceFile, Step};
use netyard_formats::merge::{MergePlan, merge_beside, merge_into};
use netyard_formats::parameters::parameters_of;
use netyard_formats::private::Private;
use netyard_formats::{link, private};
use netyard_scene::Scene;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;
use web_sys::HtmlElement;

/// A part could not be loaded: there is no network, or the host holds another version by now.
#[derive(Debug)]
pub(crate) struct Missing;

#[cfg(parts_on_demand)]
impl From<SplitLoaderError> for Missing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// Follows a packet under conditions while something is off.
type Tracer = fn(&RoutedNetwork, &FlowSpec, &[Value], &BTreeSet<Fault>) -> Result<Trace, String>;

/// What shows a drawing: an empty page needs nothing of it.
#[derive(Clone, Copy)]
pub(crate) struct Sight {
    /// What the editor opens drawings with.
    pub(crate) eyes: Eyes,
    /// Opens the text of a drawing, or says why not.
    pub(crate) open: Opening,
    /// Draws into the stage, and takes the pointer there.
    pub(crate) stage: fn(Store, HtmlElement),
    /// What floats over the canvas.
    pub(crate) floating: fn(Floating) -> AnyView,
    /// The drawing as a tree.
    pub(crate) outline: Piece,
    /// Opens a generated drawing to be measured.
    pub(crate) bench: fn(Store, usize),
}

/// Opens the text of a drawing, or says why not.
pub(crate) type Opening = fn(&str) -> Result<Opened, String>;

/// What changes a drawing, and writes it down.
#[derive(Clone, Copy)]
pub(crate) struct Tools {
    /// What the editor acts with.
    pub(crate) hands: Hands,
    /// What writes down what they made: whoever can change a drawing can keep it.
    pub(crate) writing: Writing,
    /// Makes a picture of a drawing with this title, as SVG.
    pub(crate) picture: fn(&Scene, &str) -> String,
}

/// What makes text of drawings.
#[derive(Clone, Copy)]
pub(crate) struct Writing {
    /// The text of a drawing.
    pub(crate) whole: fn(&Document) -> String,
    /// The same text piece by piece.
    pub(crate) pieces: fn(&Arc<Document>) -> Written,
}

/// The text of a drawing, piece by piece.
pub(crate) type Written = Box<dyn Iterator<Item = String>>;

/// What judges a drawing.
#[derive(Clone, Copy)]
pub(crate) struct Checks {
    /// Findings, and how the expectations came out while something is off.
    pub(crate) report: fn(&RoutedNetwork, &BTreeSet<Fault>) -> Report,
    /// The way of a packet under the items of an expectation's `with` while something is off, or why nothing can be said
    /// of it.
    pub(crate) trace: Tracer,
    /// What the flow logs of the drawing write of a trace that was made under these items.
    pub(crate) records: fn(&RoutedNetwork, &[Value], &Trace) -> FlowRecords,
    /// Whether findings are the same ones.
    pub(crate) alike: fn(&[Finding], &[Finding]) -> bool,
    /// The page's side of a conversation with a worker that checks: a drawing in parts.
    pub(crate) parts: fn(Document) -> Telling,
    /// And findings as the worker writes them, all of them or nothing.
    pub(crate) findings: fn(&str) -> Option<Vec<Finding>>,
    /// The worker's side of it: hears what the page says, and answers.
    pub(crate) hear: fn(&Array),
    /// What shows the ways of packets.
    pub(crate) ways: PacketWays,
}

/// Makes a drawing of files, as it is wished, says meanwhile how far it is, and why it makes none.
type Importing = fn(Vec<SourceFile>, &str, &mut dyn FnMut(Step)) -> Result<Imported, String>;

/// What an import would change in the open drawing.
#[derive(Clone)]
pub(crate) struct Planned {
    /// What it would do.
    pub(crate) plan: MergePlan,
    /// Whether it would change things of the open drawing if the same ids meant the same things.
    pub(crate) meets: bool,
    /// Why those may be others, in a sentence.
    pub(crate) doubt: Option<String>,
    /// Whether they are taken for others, so that both are kept.
    pub(crate) keeps_both: bool,
}

/// Plans for an import in an open drawing. Whether both of what has one id are kept follows from what changes, unless it is
/// said.
type Planning = fn(&Document, &Document, Option<bool>) -> Result<Planned, String>;

/// What reads links, and writes them into pictures.
#[derive(Clone, Copy)]
pub(crate) struct Reading {
    /// Opens a link, or says why not.
    pub(crate) link: fn(&str) -> Result<Opened, String>,
    /// What was read, in parts.
    pub(crate) parts: fn(Document) -> Telling,
    /// An SVG with the drawing in it, so that it opens again, or why there is no room for it.
    pub(crate) svg_with: fn(&str, &Document) -> Result<String, String>,
    /// The same of a PNG.
    pub(crate) png_with: fn(&[u8], &Document) -> Result<Vec<u8>, String>,
}

/// What reads files that are no drawings.
#[derive(Clone, Copy)]
pub(crate) struct Imports {
    /// Whether a text looks like something else that describes a network, and like no drawing.
    pub(crate) is_foreign: fn(&str) -> bool,
    /// Makes a drawing of what else describes a network, as it is wished, or says why not.
    pub(crate) import: Importing,
    /// The same drawing without the private data that is wished to be left out.
    pub(crate) without: fn(&Document, &str) -> Result<Document, String>,
    /// What an import would change in the open drawing, or why it cannot come in.
    pub(crate) plan: Planning,
}

/// Declares a cut, and the function that makes its part come.
macro_rules! cut {
    ($part:ident: $offers:ty = $what:expr, $load:ident) => {
        cut!($part in $part: $offers = $what, $load);
    };
    ($part:ident in $file:ident: $offers:ty = $what:expr, $load:ident) => {
        #[cfg_attr(
                    parts_on_demand,
                    leptos::wasm_split::wasm_split($file, wasm_split_path = ::leptos::wasm_split, fallible)
                )]
        fn $part() -> Result<$offers, Missing> {
            Ok($what)
        }

        pub(super) fn $load(part: Part<$offers>) {
            #[cfg(parts_on_demand)]
            leptos::task::spawn_local(async move { part.came($part().await.ok()) });
            // Nothing is fetched, so nobody has to wait for the next turn.
            #[cfg(not(parts_on_demand))]
            part.came($part().ok());
        }
    };
}

cut!(
    sight: Sight = Sight {
        eyes: Eyes::new(),
        open,
        stage: canvas::draw_into,
        floating: canvas::floating,
        outline: crate::panel::outline_content,
        bench: crate::bench::begin,
    },
    load_sight
);
cut!(
    hands: Tools = Tools { hands: Hands::new(), writing: Writing { whole: schema::save, pieces }, picture },
    load_hands
);
cut!(
    checks: Checks = Checks {
        report,
        trace,
        records: expect::flow_records_under,
        alike: |before, now| before == now,
        parts: worker::parts_of,
        findings: worker::findings,
        hear: worker::hear,
        ways: PacketWays::new(),
    },
    load_checks
);
cut!(inspector: Piece = crate::panel::inspector_content, load_inspector);
cut!(drawer: Piece = crate::panel::drawer_content, load_drawer);
cut!(
    reading: Reading =
        Reading { link: open_link, parts: worker::parts_of, svg_with, png_with },
    load_reading
);
// One file: an export reads what it wrote, and tables that two files need would be in the first of all.
cut!(
    imports in forms: Imports = Imports { is_foreign: import::is_one, import, without, plan },
    load_imports
);
cut!(exports in forms: Piece = crate::dialog::export_content, load_exports);
cut!(embed: Piece = crate::shell::embed_content, load_embed);
cut!(dialogs: Piece = crate::dialog::content, load_dialogs);

fn open(text: &str) -> Result<Opened, String> {
    schema::open(text).map_err(|error| error.to_string())
}

fn picture(scene: &Scene, title: &str) -> String {
    netyard_scene::svg::svg(scene, title, &netyard_scene::palette::LIGHT)
}

fn svg_with(svg: &str, document: &Document) -> Result<String, String> {
    netyard_formats::picture::svg_with(svg, document).map_err(|error| error.to_string())
}

fn png_with(png: &[u8], document: &Document) -> Result<Vec<u8>, String> {
    netyard_formats::picture::png_with(png, document).map_err(|error| error.to_string())
}

fn pieces(document: &Arc<Document>) -> Written {
    Box::new(Pieces::of(document))
}

fn report(network: &RoutedNetwork, off: &BTreeSet<Fault>) -> Report {
    expect::run_while(network, off)
}

fn trace(
    network: &RoutedNetwork,
    spec: &FlowSpec,
    conditions: &[Value],
    off: &BTreeSet<Fault>,
) -> Result<Trace, String> {
    expect::trace_while(network, spec, conditions, off).map_err(|error| error.to_string())
}

fn open_link(fragment: &str) -> Result<Opened, String> {
    link::decode(fragment).map_err(|error| error.to_string())
}

fn import(sources: Vec<SourceFile>, wishes: &str, tell: &mut dyn FnMut(Step)) -> Result<Imported, String> {
    let (private, lines) = wished(wishes);
    let options = ImportOptions { parameters: parameters_of(lines)?, most_bytes: PAGE_BYTES, private };
    let format = import::format_of(&sources);
    import::import_telling(sources, format, &options, tell).map_err(|failure| failure.to_string())
}

fn without(document: &Document, wishes: &str) -> Result<Document, String> {
    private::leave_out(document, wished(wishes).0).map_err(|error| error.to_string())
}

fn plan(open: &Document, imported: &Document, keeps_both: Option<bool>) -> Result<Planned, String> {
    let same = merge_into(open, imported);
    let (meets, doubt) = (!same.changed.is_empty(), same.doubt.clone());
    let beside = keeps_both.unwrap_or(doubt.is_some()).then(|| {
        let plan = merge_beside(open, imported).map_err(|error| error.to_string())?;
        with_room(open, plan)
    });
    match beside {
        Some(Ok(plan)) => Ok(Planned { plan, meets, doubt, keeps_both: true }),
        Some(Err(reason)) if keeps_both.is_some() => Err(reason),
        _ => Ok(Planned { plan: with_room(open, same)?, meets, doubt, keeps_both: false }),
    }
}

/// Refuses a plan after which the drawing would hold too much.
fn with_room(open: &Document, plan: MergePlan) -> Result<MergePlan, String> {
    if open.resources.len() + plan.added.len() <= caps::RESOURCES {
        return Ok(plan);
    }
    Err(format!("Together they have more resources than a drawing holds, {}.", caps::RESOURCES))
}

/// What is left out, and the lines of parameters: as `Wishes::asked` of the library writes them.
fn wished(wishes: &str) -> (Private, &str) {
    let (words, lines) = wishes.split_once('\n').unwrap_or((wishes, ""));
    let has = |word: &str| words.split(' ').any(|one| one == word);
    let private =
        Private { account_ids: has("accounts"), tags: has("tags"), descriptions: has("descriptions") };
    (private, lines)
}

/// What shows drawings, in a worker, which only reads them.
pub(crate) async fn sight_here() -> Result<Sight, Missing> {
    #[cfg(parts_on_demand)]
    return sight().await;
    #[cfg(not(parts_on_demand))]
    std::future::ready(sight()).await
}

/// What reads files that are no drawings, in the page and in a worker.
pub(crate) async fn imports_here() -> Result<Imports, Missing> {
    #[cfg(parts_on_demand)]
    return imports().await;
    #[cfg(not(parts_on_demand))]
    std::future::ready(imports()).await
}

/// What reads links, in the page and in a worker.
pub(crate) async fn reading_here() -> Result<Reading, Missing> {
    #[cfg(parts_on_demand)]
    return reading().await;
    #[cfg(not(parts_on_demand))]
    std::future::ready(reading()).await
}

/// What judges a drawing, in a worker.
pub(crate) async fn checks_here() -> Result<Checks, Missing> {
    #[cfg(parts_on_demand)]
    return checks().await;
    #[cfg(not(parts_on_demand))]
    std::future::ready(checks()).await
}
