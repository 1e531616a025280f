use super::shown::use_shown;
use crate::store::Known;
use crate::ui::{Button, ButtonKind, MarkIcon, Section, When};
use leptos::prelude::*;
use netyard_core::ordered::Order;
use netyard_core::rules::{Finding, Severity};

/// What the rules say about the thing that is shown.
#[component]
pub(super) fn FindingsHere() -> impl IntoView {
    let shown = use_shown();
    let id = shown.id();
    let here = Memo::new(move |_| {
        let findings = shown.desk.findings();
        let scene = shown.desk.store.scene.get();
        // Also what is marked at it on the canvas, such as the findings of its interfaces.
        let is_marked = |finding: &Finding| {
            let drawn = finding.elements.iter().find_map(|element| scene.shown_by(element.as_str()));
            drawn.and_then(|at| scene.nodes().get(at)).is_some_and(|node| node.key == id)
        };
        let is_here = |finding: &&Finding| finding.elements.contains(&id) || is_marked(finding);
        let mut here: Vec<Finding> = findings.iter().filter(is_here).cloned().collect();
        here.order_by_key(|finding| (finding.accepted, finding.severity));
        here
    });
    view! {
        <Section title="Findings here">
            <When holds=move || here.with(Vec::is_empty)>
                {move || match shown.desk.store.known.get() {
                    Known::Now => view! { <p class="finding-none"><MarkIcon id="delivered" size=14/>"None."</p> }.into_any(),
                    Known::Soon => view! { <p class="quiet-text">"Checking…"</p> }.into_any(),
                    Known::Never => view! { <p class="quiet-text">"Not checked."</p> }.into_any(),
                }}
            </When>
            <ul class="plain-list">
                {move || here.get().into_iter().map(|finding| view! { <OneFinding finding/> }).collect_view()}
            </ul>
        </Section>
    }
}

/// One finding with its fix.
#[component]
fn OneFinding(
    /// The finding.
    finding: Finding,
) -> impl IntoView {
    let shown = use_shown();
    let mark = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    let fix = finding.fix.clone().map(|fix| {
        let title = fix.title.clone();
        let press = move |()| shown.desk.apply(fix.title.clone(), fix.changes.clone());
        view! { <Button kind=ButtonKind::Plain on_press=press>{title}</Button> }
    });
    view! {
        <li class="finding-here" class:finding-accepted=finding.accepted>
            <MarkIcon id=mark size=14 alone=true/>
            <div>
                <p>{finding.message.text.clone()}</p>
                <p class="quiet-text">{finding.help.text.clone()}</p>
                {finding.code.map(|code| view! { <code class="code-text">{code}</code> })}
                {fix}
            </div>
        </li>
    }
}
