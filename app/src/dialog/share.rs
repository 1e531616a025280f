use super::meter::Meter;
use super::{close, is_open};
use crate::dispatch::command;
use crate::library::use_library;
use crate::panel::{count, grouped};
use crate::platform::{clipboard, page};
use crate::store::{Dialog as Which, use_store};
use crate::ui::{Button, ButtonKind, Checkbox, Dialog, MarkIcon, Sign, When, react};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_core::model::Document;
use netyard_editor::CommandId;
use netyard_formats::link::{Reach, encode};
use netyard_formats::private::Private;

/// What goes into the link besides the parts.
#[derive(Clone, Copy)]
struct Carried {
    expectations: RwSignal<bool>,
    notes: RwSignal<bool>,
    private: RwSignal<bool>,
}

impl Carried {
    fn document(self, document: &Document) -> Document {
        let mut copy = document.clone();
        if !self.expectations.get() {
            copy.expectations.clear();
        }
        if !self.notes.get() {
            copy.notes.clear();
        }
        copy
    }

    fn without(self) -> Private {
        if self.private.get() { Private::ALL } else { Private::default() }
    }
}

/// Link and file of the open drawing.
#[component]
pub(super) fn ShareDialog() -> impl IntoView {
    let open = is_open(Which::Share);
    view! {
        <Dialog open title="Share this drawing" class="share-dialog" on_close=close(Which::Share)>
            <ShareBody/>
        </Dialog>
    }
}

#[component]
fn ShareBody() -> impl IntoView {
    let store = use_store();
    let library = use_library();
    let carried = Carried {
        expectations: RwSignal::new(true),
        notes: RwSignal::new(true),
        private: RwSignal::new(false),
    };
    let link = Memo::new(move |_| {
        let document = carried.document(&store.document.get());
        encode(&document, carried.without())
            .map(|fragment| format!("{}{fragment}", page::base()))
            .map_err(|error| error.to_string())
    });
    let length = Signal::derive(move || {
        link.with(|link| link.as_ref().map_or(usize::MAX, |link| link.chars().count()))
    });
    let is_too_long = Signal::derive(move || Reach::of(length.get()) == Reach::File);
    view! {
        <div class="dialog-body">
            <LinkRow link is_too_long/>
            <When holds=move || link.with(Result::is_ok) otherwise=move || view! { <p class="refused-reason">{move || link.get().err()}</p> }>
                <div class="share-length">
                    <b>"Length"</b>
                    <span>{move || format!("{} characters", grouped(length.get()))}</span>
                    <span class="share-reach">
                        {move || view! { <MarkIcon id=if Reach::of(length.get()) == Reach::Everywhere { "delivered" } else { "warning" } size=14/> }}
                        {move || reach_words(Reach::of(length.get()))}
                    </span>
                </div>
                <Meter characters=length/>
            </When>
            <h3 class="share-heading">"The link carries"</h3>
            <CarriedList carried/>
            <When holds=page::is_local>
                <p class="share-warning"><MarkIcon id="warning" size=14/>"This address leads to this computer only: others cannot open the link. Share the file."</p>
            </When>
            <div class="share-file">
                <Button kind=ButtonKind::Plain sign="download" on_press=move |()| library.save_file()>"Save as file"</Button>
                <span class="quiet-text">"For links that are too long, for pull requests and for the command line."</span>
            </div>
            <div class="share-file">
                <Button kind=ButtonKind::Plain sign="download" on_press=move |()| command(store, CommandId::SavePng)>"Save as PNG"</Button>
                <Button kind=ButtonKind::Plain sign="download" on_press=move |()| command(store, CommandId::SaveSvg)>"Save as SVG"</Button>
                <span class="quiet-text">"A picture, for papers and wikis."</span>
            </div>
            <div class="share-file">
                <Button kind=ButtonKind::Plain sign="download" on_press=move |()| command(store, CommandId::Export)>"Export"</Button>
                <span class="quiet-text">"Other forms: diagrams, a report, and what else takes a network."</span>
            </div>
        </div>
        <footer class="dialog-foot">
            <Sign id="eye"/>
            <p>"The drawing is inside the link; it is not stored anywhere. Anyone with the link can read it, and a link cannot be taken back. A link cut short by a chat says so when it is opened."</p>
        </footer>
    }
}

/// How far a link gets, in a few words beside its mark; the scale below says the rest.
fn reach_words(reach: Reach) -> &'static str {
    match reach {
        Reach::Everywhere => "Fits everywhere",
        Reach::MostChats => "Fits most chats",
        Reach::SomeChats => "Some chats cut it off",
        Reach::File => "Too long: send the file",
    }
}

/// The link, selected, and the button that copies it; above 8,000 characters the file comes first.
#[component]
fn LinkRow(
    /// The link.
    link: Memo<Result<String, String>>,
    /// Whether a file is the better way.
    is_too_long: Signal<bool>,
) -> impl IntoView {
    let library = use_library();
    let field = NodeRef::<html::Input>::new();
    let copied = RwSignal::new(false);
    react(move || {
        if let Some(field) = field.get() {
            request_animation_frame(move || {
                let _ = field.focus();
                field.select();
            });
        }
    });
    let copy = move |()| {
        let Ok(text) = link.get_untracked() else { return };
        spawn_local(async move {
            if clipboard::write(&text).await {
                copied.set(true);
            } else if let Some(field) = field.get_untracked() {
                field.select();
            }
        });
    };
    let words = move || if copied.get() { "Copied" } else { "Copy link" };
    let buttons = move || {
        if is_too_long.get() {
            view! {
            <Button kind=ButtonKind::Primary sign="download" on_press=move |()| library.save_file()>"Save as file"</Button>
            <Button sign="copy" on_press=copy>{words}</Button>
        }.into_any()
        } else {
            view! { <Button kind=ButtonKind::Primary sign="copy" on_press=copy>{words}</Button> }.into_any()
        }
    };
    view! {
        <div class="share-link">
            <input
                node_ref=field
                id="share-link"
                class="input"
                type="text"
                readonly
                aria-label="Link to this drawing"
                prop:value=move || link.get().unwrap_or_default()
                on:focus=move |_| if let Some(field) = field.get_untracked() { field.select() }
            />
            {buttons}
            <span class="visually-hidden" role="status">{move || copied.get().then_some("The link is in the clipboard.")}</span>
        </div>
    }
}

/// What the link carries, with the length of each.
#[component]
fn CarriedList(
    /// What was chosen.
    carried: Carried,
) -> impl IntoView {
    let store = use_store();
    let length_of =
        move |document: &Document| encode(document, carried.without()).map_or(0, |link| link.len());
    let lengths = Memo::new(move |_| {
        let document = store.document.get();
        let mut bare = Document::clone(&document);
        bare.expectations.clear();
        bare.notes.clear();
        let parts = length_of(&bare);
        bare.expectations.clone_from(&document.expectations);
        let with_expectations = length_of(&bare);
        bare.notes.clone_from(&document.notes);
        (parts, with_expectations.saturating_sub(parts), length_of(&bare).saturating_sub(with_expectations))
    });
    let number = move |of: fn(&Document) -> usize| store.document.with(|document| of(document));
    view! {
        <ul class="plain-list share-list">
            <li>
                <span class="share-always"><Sign id="tick" size=14/>{move || format!("{}, with their routes and rules", count(number(|document| document.resources.len()), "part"))}</span>
                <span>{move || grouped(lengths.get().0)}</span>
            </li>
            <When holds=move || number(|document| document.expectations.len()) != 0>
                <li>
                    <Checkbox label=Signal::derive(move || count(number(|document| document.expectations.len()), "expectation")) checked=carried.expectations on_change=move |on| carried.expectations.set(on)/>
                    <span>{move || format!("+{}", grouped(lengths.get().1))}</span>
                </li>
            </When>
            <When holds=move || number(|document| document.notes.len()) != 0>
                <li>
                    <Checkbox label=Signal::derive(move || count(number(|document| document.notes.len()), "note")) checked=carried.notes on_change=move |on| carried.notes.set(on)/>
                    <span>{move || format!("+{}", grouped(lengths.get().2))}</span>
                </li>
            </When>
            <li>
                <Checkbox label="Without account ids, tags and descriptions" checked=carried.private on_change=move |on| carried.private.set(on)/>
            </li>
        </ul>
    }
}
