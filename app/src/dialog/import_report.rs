use crate::canvas::focus_canvas;
use crate::dispatch::{command, dispatch};
use crate::library::{came_in_as, use_library};
use crate::panel::{count, grouped, use_desk};
use crate::platform::{file, focus};
use crate::store::{Dialog as Which, Store};
use crate::ui::{Button, Each, IconButton, SearchField, When, focus_by_id, react};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::*;
use netyard_core::model::{Document, Resource, ResourceType};
use netyard_core::ordered::IntoOrdered;
use netyard_editor::{CommandId, Event, Focus, Overlay, Tool};
use netyard_formats::parameters::{asked_for, parameters_of};
use netyard_formats::report::{ImportReport, ReportEntry};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};

/// The side sheet after an import. It is not modal: the drawing can be looked at beside it.
#[component]
pub(super) fn ImportReportSheet() -> impl IntoView {
    let library = use_library();
    let store = use_desk().store;
    let report = library.report;
    let query = RwSignal::new(String::new());
    // Fields of what is in the drawing are no things that are missing in it.
    let total = |entries: &[ReportEntry]| {
        entries.iter().filter(|entry| !entry.is_of_fields()).map(|entry| entry.count).sum::<usize>()
    };
    let title = move || {
        report.with(|report| {
            report.as_ref().map(|report| {
                format!(
                    "{} read, {} approximated, {} plain, {} skipped",
                    total(&report.read),
                    total(&report.approximated),
                    total(&report.plain),
                    total(&report.skipped)
                )
            })
        })
    };
    let save = move |()| {
        if let Some(report) = report.get_untracked() {
            file::save("import-report.txt", &report.to_string(), "text/plain");
        }
    };
    let save_json = move |()| {
        if let Some(report) = report.get_untracked() {
            let text = serde_json::to_string_pretty(&report).unwrap_or_default();
            file::save("import-report.json", &(text + "\n"), "application/json");
        }
    };
    let asked = Memo::new(move |_| report.with(|report| report.as_ref().map(asked_for).unwrap_or_default()));
    let give_values = move |()| {
        library.wishes.update(|wishes| {
            let known = parameters_of(&wishes.parameters).unwrap_or_default();
            for name in asked.get_untracked().into_iter().filter(|name| !known.contains_key(name)) {
                if !wishes.parameters.is_empty() && !wishes.parameters.ends_with('\n') {
                    wishes.parameters.push('\n');
                }
                wishes.parameters += &name;
                wishes.parameters += "=\n";
            }
        });
        store.interface.dialog.set(Some(Which::Import));
        focus_by_id(super::import::PARAMETERS_ID);
    };
    // The sheet takes room from the canvas: what was read is shown in the rest, and in all of it again afterwards,
    // unless somebody has looked at a part of it. The canvas hears of its new size within a frame, so the drawing is
    // fitted in the one after.
    let is_open = Memo::new(move |_| report.with(Option::is_some));
    let was_open = StoredValue::new(false);
    react(move || {
        let opens = is_open.get();
        if opens {
            dispatch(store, Event::StayFitted(true));
            two_frames_later(move || command(store, CommandId::FitAll));
        } else if was_open.get_value() {
            two_frames_later(move || dispatch(store, Event::StayFitted(is_open.get_untracked())));
        }
        was_open.set_value(opens);
    });
    close_by_escape(store, report);
    let groups = move || {
        report.get().map(|report| {
            let finder = StoredValue::new_local(Finder::of(&store.document.get_untracked()));
            let ImportReport { read, approximated, plain, skipped } = report;
            let (fields, skipped) = skipped.into_iter().partition(ReportEntry::is_of_fields);
            [
                ("Skipped", skipped),
                ("Approximated", approximated),
                ("Kept as a plain node", plain),
                ("Read", read),
                ("Read without these fields", fields),
            ]
            .into_iter()
            .map(|(title, entries)| view! { <Group title entries query finder/> })
            .collect_view()
        })
    };
    view! {
        <When holds=move || is_open.get()>
            <section class="sheet" aria-label="Import report">
                <header class="sheet-head">
                    <h2>{title}</h2>
                    <IconButton sign="close" label="Close the report" on_press=move |()| report.set(None)/>
                </header>
                <div class="sheet-bar">
                    <SearchField id="report-search" label="Filter the report" query/>
                    <Button sign="download" on_press=save>"Save as text"</Button>
                    <Button sign="download" on_press=save_json>"Save as JSON"</Button>
                </div>
                <When holds=move || !asked.with(Vec::is_empty)>
                    <div class="sheet-bar">
                        <p class="quiet-text">{move || asked_words(&asked.get())}</p>
                        <Button on_press=give_values>"Give values"</Button>
                    </div>
                </When>
                <When holds=move || store.session.folded.with(|folded| !folded.is_empty())>
                    <div class="sheet-bar">
                        <p class="quiet-text">
                            {move || format!("{} folded, so that all of it can be seen.", store.session.folded.with(|folded| folded.len()))}
                        </p>
                        <Button on_press=move |()| command(store, CommandId::UnfoldAll)>"Unfold everything"</Button>
                    </div>
                </When>
                <div class="sheet-body">{groups}</div>
            </section>
        </When>
    }
}

fn two_frames_later(run: impl FnOnce() + 'static) {
    request_animation_frame(move || request_animation_frame(run));
}

/// Escape closes the report, wherever the keyboard is, unless the key does something else there.
///
/// It listens before the rest of the page: the canvas takes Escape even where there is nothing to give up.
fn close_by_escape(store: Store, report: RwSignal<Option<ImportReport>>) {
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    let listener = EventListener::new_with_options(&window(), "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if key.key() != "Escape" || key.is_composing() || report.with_untracked(Option::is_none) {
            return;
        }
        let active = document().active_element();
        if !is_free(store, active.as_ref()) {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        report.set(None);
        if active.as_ref().is_some_and(is_in_sheet) {
            focus_canvas();
        }
    });
    // It ends with the sheet.
    let _ = StoredValue::new_local(listener);
}

fn is_in_sheet(element: &Element) -> bool {
    element.closest(".sheet").is_ok_and(|found| found.is_some())
}

/// Whether Escape has nothing else to do: no dialog or menu to close, no field to restore, nothing to give up on the canvas.
fn is_free(store: Store, active: Option<&Element>) -> bool {
    if store.interface.dialog.with_untracked(Option::is_some) {
        return false;
    }
    let Some(active) = active else { return true };
    if is_in_sheet(active) {
        let field = active.dyn_ref::<HtmlInputElement>();
        return field.is_none_or(|field| field.value().is_empty());
    }
    match focus::of_element(active) {
        Focus::Canvas => {
            let session = store.session;
            session.selection.with_untracked(|selection| selection.is_empty())
                && session.tool.get_untracked() == Tool::Select
                && session.overlay.with_untracked(|overlay| **overlay == Overlay::default())
        }
        Focus::Panel => active.closest("[data-area=inspector]").is_ok_and(|found| found.is_none()),
        _ => false,
    }
}

/// So many lines of a part are shown at first, and so many more each time somebody asks for more.
const AT_ONCE: usize = 200;

/// One part of the report.
#[component]
fn Group(
    /// Its heading.
    title: &'static str,
    /// Its lines.
    entries: Vec<ReportEntry>,
    /// What the lines are filtered by.
    query: RwSignal<String>,
    /// What finds the things of a line.
    finder: StoredValue<Finder, LocalStorage>,
) -> impl IntoView {
    let entries = StoredValue::new(entries);
    let shown = RwSignal::new(AT_ONCE);
    // The places of the lines that are found.
    let found = Memo::new(move |_| {
        let query = query.get().to_lowercase();
        let has = |entry: &ReportEntry| query.is_empty() || entry.to_string().to_lowercase().contains(&query);
        entries.with_value(|entries| {
            let found = entries.iter().enumerate().filter(|(_, entry)| has(entry));
            found.map(|(at, _)| at.to_string()).collect::<Vec<_>>()
        })
    });
    react(move || {
        query.track();
        shown.set(AT_ONCE);
    });
    let keys = Signal::derive(move || {
        let most = shown.get();
        found.with(|found| found.iter().take(most).cloned().collect::<Vec<_>>())
    });
    let id = move |at: &str| format!("report-{}-{at}", title.replace(' ', "-"));
    let row = move |at: String| {
        let entry = entries.with_value(|entries| entries.get(at.parse::<usize>().ok()?).cloned());
        entry.map(|entry| view! { <Entry id=id(&at) entry finder/> }).into_any()
    };
    let left = move || found.with(Vec::len).saturating_sub(shown.get());
    let more = move |()| {
        // The keyboard goes on where the list went on; the button may be gone.
        let next = found.with_untracked(|found| found.get(shown.get_untracked()).cloned());
        shown.update(|shown| *shown += AT_ONCE);
        if let Some(at) = next {
            focus_by_id(&id(&at));
        }
    };
    view! {
        <When holds=move || found.with(|found| !found.is_empty())>
            <h3 class="list-head">{title}</h3>
            <ul class="plain-list report-list" aria-label=title><Each keys row/></ul>
            <When holds=move || left() != 0>
                <Button on_press=more>{move || format!("Show {} more", grouped(left().min(AT_ONCE)))}</Button>
                <p class="quiet-text">
                    {move || format!("{} of {} lines are shown; what is saved has all of them.", grouped(shown.get()), grouped(found.with(Vec::len)))}
                </p>
            </When>
        </When>
    }
}

/// How many parameters have no value.
fn asked_words(names: &[String]) -> String {
    match names {
        [one] => format!("The parameter {one} has no value."),
        many => format!("{} have no value.", count(many.len(), "parameter")),
    }
}

/// Finds the things that lines of a report speak of.
struct Finder {
    /// The kinds of what is in the drawing, as [`plain_kind`] writes them.
    kinds: BTreeSet<String>,
    /// Ids by what stands behind a hyphen in them: the name that a template gives a thing ends its id. Made when a line
    /// asks for it.
    by_end: OnceCell<BTreeMap<String, String>>,
}

impl Finder {
    fn of(document: &Document) -> Self {
        let kinds = document.resources.values().filter_map(|resource| resource.resource_type());
        let kinds: BTreeSet<ResourceType> = kinds.into_set();
        Self {
            kinds: kinds.into_iter().map(|kind| plain_kind(kind.label())).into_set(),
            by_end: OnceCell::new(),
        }
    }

    /// Whether a line has things.
    fn has_things(&self, document: &Document, entry: &ReportEntry) -> bool {
        self.counts_kind(document, entry) || !self.single_things(document, entry).is_empty()
    }

    /// The things of a line, each once.
    fn things(&self, document: &Document, entry: &ReportEntry) -> Vec<String> {
        if !self.counts_kind(document, entry) {
            return self.single_things(document, entry);
        }
        let what = plain_kind(&entry.what);
        let is_of_kind =
            |resource: &Resource| resource.resource_type().is_some_and(|own| plain_kind(own.label()) == what);
        let of_kind = document.resources.iter().filter(|(_, resource)| is_of_kind(resource));
        of_kind.map(|(id, _)| id.to_string()).collect()
    }

    /// Whether a line counts what was read of a kind: it shows all parts of that kind.
    fn counts_kind(&self, document: &Document, entry: &ReportEntry) -> bool {
        let is_one = || places(entry).any(|place| self.named(document, place).is_some());
        entry.why.is_empty()
            && self.kinds.contains(&plain_kind(&entry.what))
            && (entry.count > 1 || !is_one())
    }

    /// The things that places or words of a line name.
    fn single_things(&self, document: &Document, entry: &ReportEntry) -> Vec<String> {
        let mut found: Vec<String> = places(entry).filter_map(|place| self.named(document, place)).collect();
        if found.is_empty() {
            found.extend(
                words(&format!("{} {}", entry.what, entry.why))
                    .find(|word| document.resource(word).is_some())
                    .map(str::to_owned),
            );
        }
        found.dedup();
        found
    }

    /// The thing that a place is of: `line 12, WebServer`, or a path with an id in it. It may have come in under an id of
    /// its own.
    fn named(&self, document: &Document, place: &str) -> Option<String> {
        let found = self.named_by_itself(document, place)?;
        let own = came_in_as(&found).filter(|own| document.resource(own).is_some());
        own.or(Some(found))
    }

    fn named_by_itself(&self, document: &Document, place: &str) -> Option<String> {
        let is_there = |word: &&str| document.resource(word).is_some();
        if place.starts_with("line ") {
            let logical = place.rsplit([',', ' ']).next().unwrap_or_default();
            // A whole id is that thing, whatever ends with the same letters.
            if is_there(&logical) {
                return Some(logical.to_owned());
            }
            if let Some(id) = self.by_end.get_or_init(|| by_end(document)).get(logical) {
                return Some(id.clone());
            }
        }
        words(place).find(is_there).map(str::to_owned)
    }
}

fn by_end(document: &Document) -> BTreeMap<String, String> {
    let mut pairs = Vec::new();
    for id in document.resources.keys().map(ToString::to_string) {
        let ends = id.match_indices('-').map(|(at, _)| id.split_at(at + 1).1.to_owned());
        pairs.extend(ends.map(|end| (end, id.clone())));
    }
    pairs.into_iter().into_map()
}

/// All places of a line.
fn places(entry: &ReportEntry) -> impl Iterator<Item = &String> {
    std::iter::once(&entry.place).chain(&entry.also)
}

/// What could be ids in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter))
}

/// A kind of thing in one spelling: "NAT gateway" are `AWS::EC2::NatGateway` and `aws_nat_gateway`, too.
fn plain_kind(what: &str) -> String {
    let own = what.rsplit("::").next().unwrap_or(what);
    let own = own.strip_prefix("aws_").unwrap_or(own);
    own.chars().filter(|letter| !"_ ".contains(*letter)).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// One line; it selects its things where it names some.
#[component]
fn Entry(
    /// The id of its element.
    id: String,
    /// The line.
    entry: ReportEntry,
    /// What finds its things.
    finder: StoredValue<Finder, LocalStorage>,
) -> impl IntoView {
    let desk = use_desk();
    let has_things = desk
        .store
        .document
        .with_untracked(|document| finder.with_value(|finder| finder.has_things(document, &entry)));
    let line = StoredValue::new(entry.clone());
    // Of a large drawing a line may have thousands of things: they are looked for when somebody wants to see them.
    let show = move |()| {
        let things = desk.store.document.with_untracked(|document| {
            finder.with_value(|finder| line.with_value(|line| finder.things(document, line)))
        });
        match things.as_slice() {
            [] => {}
            [one] => desk.reveal(one),
            _ => {
                desk.select_all(things);
                desk.run(CommandId::FitSelection);
            }
        }
    };
    let show = has_things.then(|| view! { <Button on_press=show>"Show"</Button> });
    let place = format!("{} {}", entry.file, entry.places());
    view! {
        <li class="report-entry" id=id tabindex="-1">
            <div>
                <p><b>{entry.count}" × "{entry.what}</b></p>
                <p class="quiet-text">{entry.why}</p>
                <p class="report-place">{place}</p>
            </div>
            {show}
        </li>
    }
}
