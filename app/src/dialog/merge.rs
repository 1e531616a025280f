use super::{close, is_open};
use crate::library::{Proposal, use_library};
use crate::panel::{count, grouped};
use crate::store::Dialog as Which;
use crate::ui::{Button, ButtonKind, Checkbox, Dialog, When};
use leptos::prelude::*;
use netyard_formats::merge::{ChangedThing, FieldChange, Kept, MergePlan, OwnId, Thing};
use serde_json::Value;
use std::sync::Arc;

/// So many lines of a part are listed; the others are counted.
const LISTED: usize = 300;
/// So much of a value is shown.
const VALUE: usize = 160;

/// What an import would change in the open drawing, before it does.
#[component]
pub(super) fn MergeDialog() -> impl IntoView {
    let library = use_library();
    let on_close = close(Which::Merge);
    let title = Signal::derive(move || {
        let name = library.proposal.with(|proposal| proposal.as_ref().map(|proposal| proposal.name.clone()));
        format!("Import {} into the open drawing", name.unwrap_or_default())
    });
    let changes = Signal::derive(move || {
        library.proposal.with(|proposal| {
            proposal
                .as_ref()
                .is_some_and(|proposal| proposal.problem.is_none() && !proposal.planned.plan.is_empty())
        })
    });
    let parts = move || {
        let view = |proposal: &Arc<Proposal>| {
            (passed_by_words(proposal.passed_by), plan_view(&proposal.planned.plan))
        };
        library.proposal.with(|proposal| proposal.as_ref().map(view))
    };
    let of = move |what: fn(&Proposal) -> bool| {
        Signal::derive(move || library.proposal.with(|proposal| proposal.as_ref().is_some_and(|it| what(it))))
    };
    let doubt = move || {
        library.proposal.with(|proposal| {
            let proposal = proposal.as_ref()?;
            proposal.problem.clone().or_else(|| proposal.planned.doubt.clone())
        })
    };
    let keeps_both = of(|proposal| proposal.planned.keeps_both);
    let on_choice = move |both| library.keep_both(both);
    let note = move || if changes.get() { "One step: Undo takes it back." } else { "" };
    let merge = move |()| library.merge();
    let open_new = move |()| library.open_proposal();
    view! {
        <Dialog open=is_open(Which::Merge) title class="dialog-wide" on_close>
            <div class="dialog-body merge">
                <When holds=of(|proposal| proposal.planned.meets)>
                    <p>{doubt}</p>
                    <Checkbox
                        label="Keep both: what comes in with an id of the open drawing gets another id"
                        checked=keeps_both
                        on_change=on_choice
                    />
                </When>
                {parts}
            </div>
            <footer class="dialog-foot dialog-acts">
                <p class="quiet-text merge-note">{note}</p>
                <Button on_press=on_close>"Cancel"</Button>
                <Button on_press=open_new>"Open as a new drawing"</Button>
                <Button kind=ButtonKind::Primary disabled=Signal::derive(move || !changes.get()) on_press=merge>"Merge"</Button>
            </footer>
        </Dialog>
    }
}

/// That files were passed by; which and why stands in the report, which comes with either button.
fn passed_by_words(count: usize) -> Option<AnyView> {
    let words = match count {
        0 => return None,
        1 => "1 file was passed by: the report says which, and why.".to_owned(),
        many => format!("{} files were passed by: the report says which, and why.", grouped(many)),
    };
    Some(view! { <p>{words}</p> }.into_any())
}

fn plan_view(plan: &MergePlan) -> AnyView {
    let summary = if plan.is_empty() {
        "It changes nothing: all of it is in the open drawing.".to_owned()
    } else {
        format!(
            "{} new, {} changed, {} the same; {} only in the open drawing, which stay.",
            grouped(plan.added.len()),
            grouped(plan.changed.len()),
            grouped(plan.unchanged.len()),
            grouped(plan.only_open.len())
        )
    };
    let things = |title: &'static str, things: &[Thing], is_open: bool| {
        list(title, things, &|thing: &Thing| line(thing_words(thing), Vec::new()), is_open)
    };
    let own =
        |OwnId { thing, id }: &OwnId| line(format!("{} comes in as {id}", thing_words(thing)), Vec::new());
    let kept = |Kept { what, why }: &Kept| line(what.clone(), vec![why.clone()]);
    view! {
        <p role="status">{summary}</p>
        {list("Changed", &plan.changed, &changed_line, true)}
        {list("Both are kept", &plan.own_ids, &own, true)}
        {things("New", &plan.added, true)}
        {list("Kept as the open drawing has it", &plan.kept, &kept, true)}
        {things("Only in the open drawing: they stay", &plan.only_open, false)}
        {things("The same in both", &plan.unchanged, false)}
    }
    .into_any()
}

/// A part of the plan, folded where it changes nothing.
fn list<T>(title: &'static str, all: &[T], line: &dyn Fn(&T) -> AnyView, is_open: bool) -> Option<AnyView> {
    let lines = all.iter().take(LISTED).map(line).collect_view().into_any();
    let more = (all.len() > LISTED).then(|| format!("and {} more", grouped(all.len() - LISTED)));
    part(title, all.len(), lines, more, is_open)
}

fn part(
    title: &'static str,
    all: usize,
    lines: AnyView,
    more: Option<String>,
    is_open: bool,
) -> Option<AnyView> {
    (all > 0).then(|| {
        view! {
            <details class="merge-part" open=is_open>
                <summary>{format!("{title}: {}", count(all, "entry"))}</summary>
                <ul class="plain-list report-list" aria-label=title>{lines}</ul>
                <p class="quiet-text">{more}</p>
            </details>
        }
        .into_any()
    })
}

fn line(what: String, details: Vec<String>) -> AnyView {
    let details = details.into_iter().map(|detail| view! { <p class="report-place">{detail}</p> });
    view! { <li class="report-entry"><div><p>{what}</p>{details.collect_view()}</div></li> }.into_any()
}

fn thing_words(Thing { id, name, kind }: &Thing) -> String {
    match name {
        Some(name) => format!("{kind} {name} ({id})"),
        None => format!("{kind} {id}"),
    }
}

fn changed_line(ChangedThing { thing, fields }: &ChangedThing) -> AnyView {
    let words = |FieldChange { path, old, new }: &FieldChange| {
        format!(
            "{}: {} → {}",
            path.trim_start_matches('/'),
            value_words(old.as_ref()),
            value_words(new.as_ref())
        )
    };
    line(thing_words(thing), fields.iter().map(words).collect())
}

fn value_words(value: Option<&Value>) -> String {
    let text = match value {
        None => return "nothing".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    };
    match text.char_indices().nth(VALUE) {
        Some((end, _)) => format!("{}…", text.split_at(end).0),
        None => text,
    }
}
