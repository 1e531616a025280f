use crate::canvas::focus_canvas;
use crate::dispatch::command;
use crate::library::use_library;
use crate::panel::{count, use_desk};
use crate::platform::{file, focus};
use crate::store::{Dialog as Which, Store};
use crate::ui::{Button, IconButton, SearchField, When, focus_by_id, react};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::*;
use netyard_core::model::Document;
use netyard_core::ordered::IntoOrdered;
use netyard_editor::{CommandId, Focus, Overlay, Tool};
use netyard_formats::parameters::{asked_for, parameters_of};
use netyard_formats::report::{ImportReport, ReportEntry};
use std::collections::BTreeMap;
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
    // The sheet takes room from the canvas: what was read is shown in the rest. The canvas hears of its new size
    // within a frame, so the drawing is fitted in the one after.
    let is_open = Memo::new(move |_| report.with(Option::is_some));
    react(move || {
        if is_open.get() {
            request_animation_frame(move || {
                request_animation_frame(move || command(store, CommandId::FitAll));
            });
        }
    });
    close_by_escape(store, report);
    let groups = move || {
        report.get().map(|report| {
            let finder = StoredValue::new(Finder::of(&store.document.get_untracked()));
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
    finder: StoredValue<Finder>,
) -> impl IntoView {
    let entries = StoredValue::new(entries);
    let found = Memo::new(move |_| {
        let query = query.get().to_lowercase();
        entries.with_value(|entries| {
            entries
                .iter()
                .filter(|entry| entry.to_string().to_lowercase().contains(&query))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    view! {
        <When holds=move || found.with(|found| !found.is_empty())>
            <h3 class="list-head">{title}</h3>
            <ul class="plain-list report-list">
                {move || found.get().into_iter().map(|entry| view! { <Entry entry finder/> }).collect_view()}
            </ul>
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
    ids: BTreeMap<String, String>,
}

impl Finder {
    /// Ids by themselves, and by the name that a template gives a thing, which its id ends with.
    fn of(document: &Document) -> Self {
        let mut pairs = Vec::new();
        for id in document.resources.keys().map(ToString::to_string) {
            let ends = id.match_indices('-').map(|(at, _)| id.split_at(at + 1).1.to_owned());
            pairs.extend(ends.map(|end| (end, id.clone())));
        }
        // A whole id is that thing, whatever ends with the same letters.
        pairs.extend(document.resources.keys().map(|id| (id.to_string(), id.to_string())));
        Self { ids: pairs.into_iter().into_map() }
    }

    /// The things of a line, each once.
    fn things(&self, document: &Document, entry: &ReportEntry) -> Vec<String> {
        let places = || std::iter::once(&entry.place).chain(&entry.also);
        // A line that counts what was read shows all parts of that kind.
        if entry.why.is_empty() && (entry.count > 1 || !places().any(|place| self.named(place).is_some())) {
            let of_kind = document.resources.iter().filter(|(_, resource)| {
                resource.resource_type().is_some_and(|own| is_kind(&entry.what, own.label()))
            });
            let of_kind: Vec<String> = of_kind.map(|(id, _)| id.to_string()).collect();
            if !of_kind.is_empty() {
                return of_kind;
            }
        }
        let mut found: Vec<String> = places().filter_map(|place| self.named(place)).collect();
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

    /// The thing that a place is of: `line 12, WebServer`, or a path with an id in it.
    fn named(&self, place: &str) -> Option<String> {
        let logical = place.rsplit([',', ' ']).next().unwrap_or_default();
        let found = self.ids.get(logical).filter(|_| place.starts_with("line "));
        found.or_else(|| words(place).find_map(|word| self.ids.get(word).filter(|id| *id == word))).cloned()
    }
}

/// What could be ids in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter))
}

/// Whether a line counts things of a kind: "NAT gateway" are `AWS::EC2::NatGateway` and `aws_nat_gateway`, too.
fn is_kind(what: &str, label: &str) -> bool {
    let own = what.rsplit("::").next().unwrap_or(what);
    let own = own.strip_prefix("aws_").unwrap_or(own).replace('_', "");
    what == label || own.eq_ignore_ascii_case(&label.replace(' ', ""))
}

/// One line; it selects its things where it names some.
#[component]
fn Entry(
    /// The line.
    entry: ReportEntry,
    /// What finds its things.
    finder: StoredValue<Finder>,
) -> impl IntoView {
    let desk = use_desk();
    let things = desk
        .store
        .document
        .with_untracked(|document| finder.with_value(|finder| finder.things(document, &entry)));
    let show = move |things: &[String]| match things {
        [one] => desk.reveal(one),
        many => {
            desk.select_all(many.to_vec());
            desk.run(CommandId::FitSelection);
        }
    };
    let show =
        (!things.is_empty()).then(|| view! { <Button on_press=move |()| show(&things)>"Show"</Button> });
    let place = format!("{} {}", entry.file, entry.places());
    view! {
        <li class="report-entry">
            <div>
                <p><b>{entry.count}" × "{entry.what}</b></p>
                <p class="quiet-text">{entry.why}</p>
                <p class="report-place">{place}</p>
            </div>
            {show}
        </li>
    }
}
