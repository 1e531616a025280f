use super::findings::{FindingsState, key_of};
use super::tried::tried_on_findings;
use crate::panel::desk::use_desk;
use crate::platform::page::is_embedded;
use crate::ui::{
    Button, ButtonKind, CodeText, Field, MarkIcon, MenuButton, MenuItem, Sign, When, focus_by_id,
};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::Accepted;
use netyard_core::rules::{Finding, Severity};

/// The id of the field for the reason.
const REASON_ID: &str = "accept-reason";

/// One finding.
#[component]
pub(super) fn FindingRow(
    /// The finding.
    finding: Finding,
) -> impl IntoView {
    let desk = use_desk();
    let accepting = RwSignal::new(false);
    // Trying costs a moment, so it is done for the fix that somebody looks at.
    let looked_at = RwSignal::new(false);
    let id = StoredValue::new(finding.elements.first().map(ToString::to_string).unwrap_or_default());
    let mark = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    let is_selected = move || id.with_value(|id| desk.is_selected(id));
    let reveal = move |_| id.with_value(|id| desk.reveal(id));
    let is_grey = finding.accepted || finding.expected;
    let code = finding.code.map(|code| view! { <CodeText text=code.to_owned()/> });
    let stored = StoredValue::new(finding.clone());
    view! {
        <tr class:row-selected=is_selected class:row-accepted=is_grey on:click=reveal>
            <td class="cell-tick"><Tick finding=stored/></td>
            <td class="cell-mark"><MarkIcon id=mark alone=true/></td>
            <td class="cell-message">
                <button type="button" class="row-button">{finding.message.text.clone()}</button>
                <span class="finding-help">{finding.help.text.clone()}</span>
                <span class="finding-help" role="status">
                    {move || looked_at.get().then(|| stored.with_value(|finding| {
                        finding.fix.as_ref().and_then(|fix| tried_on_findings(desk, &fix.changes))
                    }))}
                </span>
                <When holds=move || accepting.get()>
                    <AcceptReason finding=stored on_done=move |()| accepting.set(false)/>
                </When>
            </td>
            <td class="cell-part">{move || id.with_value(|id| desk.name(id))}</td>
            <td class="cell-code">{code}</td>
            <td
                class="cell-fix"
                on:click=|event| event.stop_propagation()
                on:mouseenter=move |_| looked_at.set(true)
                on:mouseleave=move |_| looked_at.set(false)
                on:focusin=move |_| looked_at.set(true)
                on:focusout=move |_| looked_at.set(false)
            >
                <Acts finding=stored accepting/>
            </td>
        </tr>
    }
}

/// The box that adds the row to those that are fixed together.
#[component]
fn Tick(
    /// The finding.
    finding: StoredValue<Finding>,
) -> impl IntoView {
    let state = expect_context::<FindingsState>();
    let key = finding.with_value(key_of);
    let can = !is_embedded() && finding.with_value(|finding| finding.fix.is_some() && !finding.accepted);
    let label = finding.with_value(|finding| format!("Tick: {}", finding.message.text));
    let stored = StoredValue::new(key);
    can.then(|| {
        view! {
            <input
                type="checkbox"
                aria-label=label
                prop:checked=move || stored.with_value(|key| state.ticked.with(|ticked| ticked.contains(key)))
                on:click=|event| event.stop_propagation()
                on:change=move |event| {
                    let key = stored.get_value();
                    state.ticked.update(|ticked| if event_target_checked(&event) { ticked.insert(key); } else { ticked.remove(&key); });
                }
            />
        }
    })
}

/// The fix, and what else can be done.
#[component]
fn Acts(
    /// The finding.
    finding: StoredValue<Finding>,
    /// Whether the reason is being written.
    accepting: RwSignal<bool>,
) -> impl IntoView {
    let desk = use_desk();
    let accepted = finding.with_value(|finding| finding.accepted);
    let fix = finding.with_value(|finding| finding.fix.clone()).filter(|_| !accepted && !is_embedded()).map(|fix| {
        let title = fix.title.clone();
        view! { <Button on_press=move |()| desk.apply(fix.title.clone(), fix.changes.clone())>{title}</Button> }
    });
    let elements =
        finding.with_value(|finding| finding.elements.iter().map(ToString::to_string).collect::<Vec<_>>());
    let accept = move |()| {
        accepting.set(true);
        focus_by_id(REASON_ID);
    };
    let take_back = move |()| {
        let ids: Vec<String> = desk.store.document.with_untracked(|document| {
            let is_this = |accepted: &Accepted| {
                finding.with_value(|finding| {
                    accepted.rule == finding.rule && accepted.elements == finding.elements
                })
            };
            document
                .accepted
                .iter()
                .filter(|(_, accepted)| is_this(accepted))
                .map(|(id, _)| id.clone())
                .collect()
        });
        desk.apply(
            "Count the finding again",
            ids.into_iter().map(|id| Change::Accept { id, to: None }).collect(),
        );
    };
    let reason = finding
        .with_value(|finding| reason_of(desk, finding))
        .map(|reason| view! { <span class="quiet-text">{format!("Accepted: {reason}")}</span> });
    view! {
        {fix}
        {reason}
        <MenuButton label="More" face=|| view! { <Sign id="more"/> }>
            <MenuItem label="Select all it is about" sign="fit" on_press={ let elements = elements.clone(); move |()| desk.select_all(elements.clone()) }/>
            {if is_embedded() {
                ().into_any()
            } else if accepted {
                view! { <MenuItem label="Count it again" sign="undo" on_press=take_back/> }.into_any()
            } else {
                view! { <MenuItem label="Accept with a reason" sign="tick" on_press=accept/> }.into_any()
            }}
        </MenuButton>
    }
}

fn reason_of(desk: crate::panel::desk::Desk, finding: &Finding) -> Option<String> {
    if !finding.accepted {
        return None;
    }
    desk.store.document.with_untracked(|document| {
        let found = document
            .accepted
            .values()
            .find(|accepted| accepted.rule == finding.rule && accepted.elements == finding.elements);
        Some(found.map(|accepted| accepted.reason.clone()).unwrap_or_default())
    })
}

/// The field for the reason.
#[component]
fn AcceptReason(
    /// The finding.
    finding: StoredValue<Finding>,
    /// It was accepted.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let commit = Callback::new(move |reason: String| {
        if reason.is_empty() {
            return Err("Write why it may stay, for those who read the report.".to_owned());
        }
        let id = desk
            .store
            .document
            .with_untracked(|document| desk.ids().key("acc", |id| document.accepted.contains_key(id)));
        let to = finding.with_value(|finding| Accepted {
            rule: finding.rule.to_owned(),
            elements: finding.elements.clone(),
            reason,
            ..Accepted::default()
        });
        desk.apply("Accept a finding", vec![Change::Accept { id, to: Some(to) }]);
        on_done.run(());
        Ok(())
    });
    view! {
        <div class="accept-reason" on:click=|event| event.stop_propagation()>
            <Field label="Accept, because" id=REASON_ID value="" placeholder="reason, then Enter" commit/>
            <Button kind=ButtonKind::Link on_press=move |()| on_done.run(())>"Do not accept"</Button>
        </div>
    }
}
