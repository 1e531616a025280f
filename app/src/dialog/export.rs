use super::{close, is_open};
use crate::demand::OnDemand;
use crate::exports::{FORMS, Form, Kind, Source};
use crate::library::{file_name, save_png};
use crate::panel::{count, grouped};
use crate::platform::{clipboard, file, picture};
use crate::store::{Dialog as Which, Known, Store, use_store};
use crate::ui::{Button, ButtonKind, Choice, Dialog, MarkIcon, Select, When, react};
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_core::model::{Document, Resource};
use netyard_core::ordered::IntoOrdered;
use netyard_editor::fault_words;
use netyard_formats::export::Export;
use netyard_formats::markdown::Judged;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// So much of a text is shown; Copy and Save take all of it.
const SHOWN: usize = 20_000;

/// The drawing in other forms, with what each does not carry.
#[component]
pub(super) fn ExportDialog() -> impl IntoView {
    let open = is_open(Which::Export);
    let part = use_store().demand.exports;
    view! {
        <Dialog open title="Export" class="dialog-wide" on_close=close(Which::Export)>
            <OnDemand part name="What writes the forms"/>
        </Dialog>
    }
}

/// What the dialog holds; it leads to everything that writes a form.
pub(crate) fn content() -> AnyView {
    view! { <Forms forms=FORMS/> }.into_any()
}

/// The list of forms, and the one that is chosen.
#[component]
fn Forms(
    /// The forms.
    forms: &'static [Form],
) -> impl IntoView {
    let store = use_store();
    let chosen = RwSignal::new(forms.first().map_or("", |form| form.key).to_owned());
    let form = move || chosen.with(|key| forms.iter().find(|form| form.key == key).copied());
    let form = Signal::derive(form);
    let region = RwSignal::new(String::new());
    let written = written(store, form, region);
    let regions = Memo::new(move |_| store.document.with(|document| regions_of(document)));
    let has_regions =
        move || form.get().is_some_and(|form| form.is_of_region) && regions.with(|regions| regions.len() > 1);
    let said = RwSignal::new("");
    let choices = forms.iter().map(|form| Choice::new(form.key, form.label)).collect::<Vec<_>>();
    let note = move || form.get().map(|form| form.note);
    let is_ready = Signal::derive(move || written.with(Option::is_some));
    let has_text = move || form.get().is_some_and(|form| matches!(form.kind, Kind::Text(_)));
    let copy = move |()| hand_over(store, form, written, said, Act::Copy);
    let save = move |()| hand_over(store, form, written, said, Act::Save);
    view! {
        <div class="dialog-body export">
            <div class="export-form">
                <label for="export-form">"Form"</label>
                <Select
                    id="export-form"
                    label="Form"
                    value=chosen
                    choices=Signal::stored(choices)
                    on_choose=move |key| { said.set(""); chosen.set(key); }
                />
            </div>
            <When holds=has_regions>
                <div class="export-form">
                    <label for="export-region">"Region"</label>
                    <Select
                        id="export-region"
                        label="Region"
                        value=region
                        choices=Signal::derive(move || region_choices(&regions.get()))
                        on_choose=move |key| { said.set(""); region.set(key); }
                    />
                </div>
            </When>
            <p class="quiet-text">{note}</p>
            <When holds=move || is_ready.get() otherwise=move || view! { <p role="status">{move || waiting_words(store, form)}</p> }>
                <h3 class="share-heading" id="export-left-out">"What it cannot carry"</h3>
                {move || written.get().map(|export| left_out(&export))}
                <When holds=has_text>
                    <h3 class="share-heading">"Preview"</h3>
                    <textarea
                        class="input export-preview"
                        rows="14"
                        readonly
                        spellcheck="false"
                        aria-label="Preview"
                        prop:value=move || written.with(|export| export.as_ref().map(|export| preview(&export.text)).unwrap_or_default())
                    ></textarea>
                    <p class="quiet-text">{move || written.with(|export| export.as_ref().map(|export| length_words(&export.text)))}</p>
                </When>
            </When>
        </div>
        <footer class="dialog-foot dialog-acts">
            <span class="export-said" role="status">{said}</span>
            <Button sign="copy" disabled=Signal::derive(move || !is_ready.get()) on_press=copy>"Copy"</Button>
            <Button kind=ButtonKind::Primary sign="download" disabled=Signal::derive(move || !is_ready.get()) on_press=save>"Save"</Button>
        </footer>
    }
}

/// The chosen form, written anew for every change; nothing while it is on its way, so that the words are seen before
/// the page is busy.
fn written(
    store: Store,
    form: Signal<Option<Form>>,
    region: RwSignal<String>,
) -> RwSignal<Option<Arc<Export>>> {
    let written = RwSignal::new(None);
    let asked = StoredValue::new(0_u32);
    react(move || {
        let Some(form) = form.get() else { return };
        store.document.track();
        region.track();
        if form.is_judged && store.known.get() == Known::Soon {
            return written.set(None);
        }
        store.findings.track();
        store.results.track();
        store.session.off.track();
        written.set(None);
        asked.update_value(|asked| *asked = asked.wrapping_add(1));
        let number = asked.get_value();
        set_timeout(
            move || {
                // The dialog may be closed by now, or another form chosen.
                if asked.try_get_value() == Some(number) {
                    written.set(Some(Arc::new(write(store, form, &region.get_untracked()))));
                }
            },
            Duration::from_millis(20),
        );
    });
    written
}

/// The Regions in which a drawing has VPCs.
fn regions_of(document: &Document) -> BTreeSet<String> {
    let vpcs = document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::Vpc(vpc) => vpc.region.clone(),
        _ => None,
    });
    vpcs.into_set()
}

fn region_choices(regions: &BTreeSet<String>) -> Vec<Choice> {
    let own = regions.iter().map(|region| Choice::new(region, region));
    std::iter::once(Choice::new("", "The one with most of the drawing")).chain(own).collect()
}

fn write(store: Store, form: Form, region: &str) -> Export {
    let (document, scene) = (store.document.get_untracked(), store.scene.get_untracked());
    let (findings, results) = (store.findings.get_untracked(), store.results.get_untracked());
    let supposed: Vec<String> = store
        .session
        .off
        .with_untracked(|off| off.iter().map(|fault| fault_words(&document, fault)).collect());
    let judged = Judged { findings: &findings, results: &results, supposed: &supposed };
    let region = Some(region).filter(|region| form.is_of_region && !region.is_empty());
    let is_known = store.known.get_untracked() == Known::Now;
    (form.write)(&Source { document: &document, scene: &scene, region, judged: is_known.then_some(&judged) })
}

fn waiting_words(store: Store, form: Signal<Option<Form>>) -> &'static str {
    let waits = form.get().is_some_and(|form| form.is_judged) && store.known.get() == Known::Soon;
    if waits { "Checking the drawing…" } else { "Writing…" }
}

fn left_out(export: &Export) -> AnyView {
    if export.left_out.is_empty() {
        return view! { <p class="export-whole">"Nothing: all of the drawing is in it."</p> }.into_any();
    }
    let sentences = export.left_out.iter().cloned().map(|sentence| {
        view! { <li><MarkIcon id="warning" size=14/><span>{sentence}</span></li> }
    });
    view! {
        <ul class="plain-list export-left-out" aria-labelledby="export-left-out">{sentences.collect_view()}</ul>
    }
    .into_any()
}

/// The beginning of a text, cut at the end of a line where there is one.
fn preview(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(SHOWN) else { return text.to_owned() };
    let (shown, _) = text.split_at(end);
    let end = shown.rfind('\n').map_or(shown.len(), |at| at + 1);
    shown.split_at(end).0.to_owned()
}

fn length_words(text: &str) -> String {
    let length = text.chars().count();
    let whole = count(length, "character");
    if length > SHOWN {
        format!(
            "{whole}; the first {} are shown, Copy and Save take all of them.",
            grouped(preview(text).chars().count())
        )
    } else {
        format!("{whole}.")
    }
}

/// What is done with what was written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Copy,
    Save,
}

fn hand_over(
    store: Store,
    form: Signal<Option<Form>>,
    written: RwSignal<Option<Arc<Export>>>,
    said: RwSignal<&'static str>,
    act: Act,
) {
    let (Some(form), Some(export)) = (form.get_untracked(), written.get_untracked()) else { return };
    let document = store.document.get_untracked();
    let name = file_name(&document.title, form.extension);
    said.set("");
    spawn_local(async move {
        let words = match (act, form.kind) {
            (Act::Save, Kind::Text(media_type)) => {
                file::save(&name, &export.text, media_type);
                "Saved."
            }
            (Act::Save, Kind::Painted) => {
                let missed = save_png(&name, export.text.clone(), &document).await;
                if missed.is_empty() {
                    "Saved."
                } else {
                    store.interface.toast(missed, None);
                    ""
                }
            }
            (Act::Copy, Kind::Text(_)) if clipboard::write(&export.text).await => "In the clipboard.",
            (Act::Copy, Kind::Painted) if picture::copy_png(export.text.clone()).await => "In the clipboard.",
            (Act::Copy, _) => "The browser does not let the page write to the clipboard. Save it instead.",
        };
        // The dialog may be closed by now.
        let _ = said.try_set(words);
    });
}
