//! The drawing as a tree table: everything that can be done on the canvas can be done here by keyboard.

mod row;
mod rows;

use super::desk::{Desk, use_desk};
use crate::ui::{SearchField, When, focus_by_id, react};
use leptos::prelude::*;
use netyard_core::ordered::IntoOrdered;
use netyard_editor::{Focus, Key};
use row::OutlineRow;
use rows::{Branch, Row, rows, tree};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Above so many rows, VPCs begin folded.
const FOLDS_ABOVE: usize = 400;
/// So many rows are shown at most; the search finds the others.
const MOST_ROWS: usize = 1_000;
/// How long typed letters belong together, in milliseconds.
const TYPE_AHEAD: f64 = 800.0;

/// What the rows of the outline share.
#[derive(Clone, Copy)]
pub(super) struct OutlineState {
    /// Keys of branches that are folded here alone: no containers of the canvas, or those of a large drawing that nobody
    /// has opened yet.
    folded: RwSignal<BTreeSet<String>>,
    /// The row that takes the focus.
    active: RwSignal<Option<String>>,
    /// The row whose name is being edited.
    renaming: RwSignal<Option<String>>,
    /// The thing that a connection begins at, while its other end is being chosen.
    connecting: RwSignal<Option<String>>,
    /// The rows that are shown.
    shown: Memo<Vec<Row>>,
    /// Letters typed to jump to a row, and when the last one came.
    typed: StoredValue<(String, f64)>,
}

impl OutlineState {
    /// Moves the focus to a row.
    pub(super) fn go(self, key: &str) {
        self.active.set(Some(key.to_owned()));
        focus_by_id(&row_id(key));
    }

    /// The row that takes the focus: the last one that had it, else the first. Followed where somebody follows.
    pub(super) fn taker(self) -> Option<String> {
        let active = self.active.get();
        self.shown.with(|rows| {
            let known = rows.iter().find(|row| active.as_ref() == Some(&row.key));
            known.or_else(|| rows.first()).map(|row| row.key.clone())
        })
    }

    /// Folds or unfolds a branch; a container folds on the canvas, too.
    pub(super) fn fold(self, desk: Desk, key: &str, fold: bool) {
        let is_container = desk
            .store
            .scene
            .with_untracked(|scene| scene.node(key).is_some_and(|node| node.kind.is_container()));
        if fold && !is_container {
            self.folded.update(|folded| _ = folded.insert(key.to_owned()));
            return;
        }
        if !fold && self.folded.with_untracked(|folded| folded.contains(key)) {
            self.folded.update(|folded| _ = folded.remove(key));
        }
        if is_container {
            desk.fold(key, fold);
        }
    }

    /// Goes to the row so many places on.
    fn step(self, from: &str, by: isize) {
        let target = self.shown.with_untracked(|rows| {
            let at = rows.iter().position(|row| row.key == from)?;
            rows.get(at.saturating_add_signed(by).min(rows.len().saturating_sub(1)))
                .map(|row| row.key.clone())
        });
        if let Some(key) = target {
            self.go(&key);
        }
    }

    /// Goes to the next row whose name begins with what is typed.
    fn type_ahead(self, from: &str, letter: &str, now: f64) {
        let typed = self.typed.with_value(|(typed, at)| {
            if now - at < TYPE_AHEAD { format!("{typed}{letter}") } else { letter.to_owned() }
        });
        let target = self.shown.with_untracked(|rows| {
            let at = rows.iter().position(|row| row.key == from).unwrap_or(0);
            let first = if typed.chars().count() > 1 { at } else { at + 1 };
            let wanted = typed.to_lowercase();
            rows.iter()
                .cycle()
                .skip(first)
                .take(rows.len())
                .find(|row| row.name.to_lowercase().starts_with(&wanted))
                .map(|row| row.key.clone())
        });
        self.typed.set_value((typed, now));
        if let Some(key) = target {
            self.go(&key);
        }
    }
}

/// The id of the element of a row.
pub(super) fn row_id(key: &str) -> String {
    format!("outline-{key}")
}

/// The outline, as the part of it that comes with the drawing.
pub(crate) fn content() -> AnyView {
    view! { <Outline/> }.into_any()
}

/// The outline panel.
#[component]
fn Outline() -> impl IntoView {
    let desk = use_desk();
    let query = RwSignal::new(String::new());
    let branches = Memo::new(move |_| tree(&desk.network()));
    let folded = RwSignal::new(branches.with_untracked(|branches| folded_at_first(branches)));
    let found = Memo::new(move |_| {
        let mut closed = folded.get();
        closed.extend(
            desk.store.session.folded.with(|folded| folded.iter().map(ToString::to_string).into_set()),
        );
        let all = branches.with(|branches| rows(&desk.network(), branches, &closed));
        let query = query.get().trim().to_lowercase();
        if query.is_empty() {
            return all;
        }
        let everything = branches.with(|branches| rows(&desk.network(), branches, &BTreeSet::new()));
        everything
            .into_iter()
            .filter(|row| {
                [&row.name, &row.fact, &row.kind, &row.key]
                    .iter()
                    .any(|text| text.to_lowercase().contains(&query))
            })
            .map(|row| Row { level: 1, expanded: None, ..row })
            .collect()
    });
    let shown =
        Memo::new(move |_| found.with(|rows| rows.iter().take(MOST_ROWS).cloned().collect::<Vec<_>>()));
    let left_out = move || found.with(Vec::len).saturating_sub(MOST_ROWS);
    let state = OutlineState {
        folded,
        active: RwSignal::new(None),
        renaming: RwSignal::new(None),
        connecting: RwSignal::new(None),
        shown,
        typed: StoredValue::new((String::new(), 0.0)),
    };
    provide_context(state);
    // What is opened on the canvas is open here.
    let before = RefCell::new(Arc::default());
    react(move || {
        let now = desk.store.session.folded.get();
        let before: Arc<BTreeSet<Key>> = before.replace(Arc::clone(&now));
        let is_opened = |key: &str| before.iter().any(|one| one.as_str() == key && !now.contains(one));
        if folded.with_untracked(|folded| folded.iter().any(|key| is_opened(key))) {
            folded.update(|folded| folded.retain(|key| !is_opened(key)));
        }
    });
    // Rows are made anew when their words or folds change: the one that had the keyboard gets it back.
    react(move || {
        shown.track();
        if desk.store.ask(|editor| editor.session().focus) == Focus::Outline {
            request_animation_frame(move || {
                let active = document().active_element();
                if active.is_none_or(|active| active.tag_name() == "BODY")
                    && let Some(key) = untrack(|| state.taker())
                {
                    focus_by_id(&row_id(&key));
                }
            });
        }
    });
    let to_rows = move |event: web_sys::KeyboardEvent| {
        if event.key() == "ArrowDown"
            && let Some(first) = shown.with_untracked(|rows| rows.first().map(|row| row.key.clone()))
        {
            event.prevent_default();
            state.go(&first);
        }
    };
    let to_first = move |_| {
        if let Some(key) = untrack(|| state.taker()) {
            state.go(&key);
        }
    };
    view! {
        <div class="outline-panel">
            <SearchField id="outline-search" label="Find in the drawing" query on_key=to_rows/>
            <p class="outline-hint" role="status">
                {move || state.connecting.get().map(|from| {
                    format!("Connect {}: go to the other end and press Enter. Escape ends it.", desk.name(&from))
                })}
            </p>
            <div
                id="outline-rows"
                class="outline-rows"
                data-focus="outline"
                tabindex="-1"
                on:focus=to_first
                role="treegrid"
                aria-label="Outline of the drawing"
                aria-readonly="true"
                aria-multiselectable="true"
            >
                <For each=move || shown.get() key=|row| (row.key.clone(), row.level, row.expanded, row.name.clone(), row.fact.clone(), row.place, row.of) let:row>
                    <OutlineRow row/>
                </For>
            </div>
            <When holds=move || left_out() != 0>
                <p class="quiet-text">{move || format!("{} more. Search to find them.", left_out())}</p>
            </When>
            <When holds=move || shown.with(Vec::is_empty)>
                <p class="quiet-text">
                    {move || if query.with(String::is_empty) {
                        "Nothing is drawn yet. Add a part from the Parts tab.".to_owned()
                    } else {
                        format!("Nothing here matches \"{}\".", query.get())
                    }}
                </p>
            </When>
        </div>
    }
}

/// In a large drawing the VPCs are folded until somebody opens them.
fn folded_at_first(branches: &[Branch]) -> BTreeSet<String> {
    fn size(branch: &Branch) -> usize {
        1 + branch.inside.iter().map(size).sum::<usize>()
    }
    if branches.iter().map(size).sum::<usize>() <= FOLDS_ABOVE {
        return BTreeSet::new();
    }
    branches.iter().flat_map(|region| &region.inside).map(|vpc| vpc.key.clone()).into_set()
}
