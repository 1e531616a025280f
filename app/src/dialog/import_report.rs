use crate::canvas::focus_canvas;
use crate::dispatch::command;
use crate::library::use_library;
use crate::panel::use_desk;
use crate::platform::{file, focus};
use crate::store::Store;
use crate::ui::react;
use crate::ui::{Button, IconButton, SearchField, When};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::*;
use netyard_editor::{CommandId, Focus, Overlay, Tool};
use netyard_formats::report::{ImportReport, ReportEntry};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};

/// The side sheet after an import. It is not modal: the drawing can be looked at beside it.
#[component]
pub(super) fn ImportReportSheet() -> impl IntoView {
    let library = use_library();
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
    // The sheet takes room from the canvas: what was read is shown in the rest. The canvas hears of its new size
    // within a frame, so the drawing is fitted in the one after.
    let store = use_desk().store;
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
            .map(|(title, entries)| view! { <Group title entries query/> })
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
                </div>
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
                {move || found.get().into_iter().map(|entry| view! { <Entry entry/> }).collect_view()}
            </ul>
        </When>
    }
}

/// One line; it selects its part where it names one.
#[component]
fn Entry(
    /// The line.
    entry: ReportEntry,
) -> impl IntoView {
    let desk = use_desk();
    let named = desk.store.document.with_untracked(|document| {
        let text = format!("{} {} {}", entry.what, entry.place, entry.why);
        text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')
            .find(|word| document.resource(word).is_some())
            .map(str::to_owned)
    });
    // A line that counts what was read shows all parts of that kind.
    let kind_ids = StoredValue::new(desk.store.document.with_untracked(|document| {
        let ids = document.resources.iter().filter(|(_, resource)| {
            entry.why.is_empty() && resource.resource_type().is_some_and(|own| own.label() == entry.what)
        });
        ids.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    }));
    let can_show = named.is_some() || kind_ids.with_value(|ids| !ids.is_empty());
    let show = move |()| {
        if let Some(id) = &named {
            desk.reveal(id);
        } else {
            desk.select_all(kind_ids.get_value());
            desk.run(CommandId::FitSelection);
        }
    };
    let show = can_show.then(|| view! { <Button on_press=show>"Show"</Button> });
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
