//! The drawing's own tests: live, failing first.

use super::fault_table::Failures;
use super::verdict::verdict_word;
use crate::panel::desk::{Desk, use_desk};
use crate::platform::page::is_embedded;
use crate::store::Known;
use crate::ui::{Button, Field, IconButton, MarkIcon, Tab, Tabs, When};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::expect::{Check, ExpectationResult, Fault, asked_value};
use netyard_core::model::{Expectation, order_between};
use netyard_core::ordered::Order;
use netyard_core::simulate::{FlowSpec, Trace};
use netyard_editor::conditions::{condition_words, end_words};
use serde_json::{Value, json};

/// The tab: how they come out now, or what each single failure would do to them.
#[component]
pub(super) fn Expectations() -> impl IntoView {
    let desk = use_desk();
    let shown = RwSignal::new("now");
    let has_any = move || desk.store.document.with(|document| !document.expectations.is_empty());
    view! {
        <div class="expectations-tab">
            <When holds=has_any>
                <Tabs
                    label="Expectations"
                    class="segments"
                    tabs=vec![Tab::new("now", "Now"), Tab::new("failures", "If one thing fails")]
                    selected=shown
                    on_select=move |key| shown.set(key)
                />
            </When>
            <div class="expectations-shown" role="tabpanel" id=move || format!("panel-{}", shown.get()) aria-labelledby=move || format!("tab-{}", shown.get())>
                <When holds=move || shown.get() == "failures" && has_any() otherwise=|| view! { <Now/> }>
                    <Failures/>
                </When>
            </div>
        </div>
    }
}

/// How they come out.
#[component]
fn Now() -> impl IntoView {
    let desk = use_desk();
    let results = Memo::new(move |_| {
        let mut results: Vec<ExpectationResult> = desk.results().as_ref().clone();
        results.order_by_key(|result| match result.passed {
            Some(false) => 0,
            None => 1,
            Some(true) => 2,
        });
        results
    });
    let rows = move || results.get().into_iter().map(|result| view! { <Row result/> }).collect_view();
    view! {
        <When
            holds=move || results.with(|results| !results.is_empty())
            otherwise=move || view! { <p class="drawer-empty">{move || nothing_words(desk)}</p> }
        >
            <div class="table-scroll">
                <table class="grid expectations">
                    <thead><tr>
                        <th><span class="visually-hidden">"Result"</span></th>
                        <th scope="col">"Title"</th>
                        <th scope="col">"Asks"</th>
                        <th scope="col">"Expected"</th>
                        <th scope="col">"Actual"</th>
                        <th scope="col">"With"</th>
                        <th><span class="visually-hidden">"Acts"</span></th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </When>
    }
}

/// Why no result is listed.
fn nothing_words(desk: Desk) -> &'static str {
    if desk.store.document.with(|document| document.expectations.is_empty()) {
        return "No expectations yet. Send a packet, then keep it: it will tell you when a change breaks it.";
    }
    match desk.store.known.get() {
        Known::Now | Known::Soon => "Checking…",
        Known::Never => "Not checked: the rules could not be loaded.",
    }
}

/// One expectation.
#[component]
fn Row(
    /// How it came out.
    result: ExpectationResult,
) -> impl IntoView {
    let desk = use_desk();
    let (mark, class) = match result.passed {
        Some(true) => ("delivered", ""),
        Some(false) => ("dropped", "row-failed"),
        None => ("unknown", ""),
    };
    let id = StoredValue::new(result.id.clone());
    let expectation = desk
        .store
        .document
        .with_untracked(|document| document.expectations.get(&result.id).cloned())
        .unwrap_or_default();
    let asks = asks(desk, &expectation);
    let with = conditions_words(desk, &expectation.with);
    let rename = Callback::new(move |title: String| {
        let id = id.get_value();
        let found = desk.store.document.with_untracked(|document| document.expectations.get(&id).cloned());
        if let Some(expectation) = found {
            let to = Some(Expectation { title, ..expectation });
            desk.apply("Rename an expectation", vec![Change::Expectation { id, to }]);
        }
        Ok(())
    });
    let remove = move |()| {
        desk.apply("Delete an expectation", vec![Change::Expectation { id: id.get_value(), to: None }]);
    };
    let show = match Check::from_value(&expectation.check) {
        Check::Packet(flow, _) | Check::Request(flow, _) => {
            Some(view! { <ShowButton flow conditions=expectation.with.clone()/> })
        }
        Check::Dns(..) | Check::Finding(..) | Check::NotChecked(_) | Check::Wrong(_) => None,
    };
    view! {
        <tr class=class>
            <td class="cell-mark"><MarkIcon id=mark alone=true/></td>
            <td class="cell-title">{if is_embedded() {
                result.title.clone().into_any()
            } else {
                view! { <Field label="Title" hide_label=true value=result.title.clone() commit=rename/> }.into_any()
            }}</td>
            <td>{asks}</td>
            <td>{value_words(desk, &result.expected)}</td>
            <td>{value_words(desk, &result.actual)}</td>
            <td class="quiet">{with}</td>
            <td class="cell-fix">
                {show}
                {(!is_embedded()).then(|| view! {
                    <IconButton sign="trash" class="small" label=format!("Delete the expectation {}", result.title) on_press=remove/>
                })}
            </td>
        </tr>
    }
}

/// Loads the packet into the trace tab.
#[component]
fn ShowButton(
    /// The packet.
    flow: FlowSpec,
    /// What is supposed for it.
    conditions: Vec<Value>,
) -> impl IntoView {
    let desk = use_desk();
    let show = move |()| desk.store.show_packet_under(flow.clone(), conditions.clone());
    view! { <Button on_press=show>"Show"</Button> }
}

/// "web-1 to orders-db, tcp 5432", or the rule that is looked for.
fn asks(desk: Desk, expectation: &Expectation) -> String {
    match Check::from_value(&expectation.check) {
        Check::Packet(flow, _) | Check::Request(flow, _) => {
            let document = desk.document();
            flow_words(&flow, |end| end_words(&document, &expectation.with, end))
        }
        Check::Dns(question, _) => {
            let kind = question.record_type.map(|kind| format!(", {kind}")).unwrap_or_default();
            format!(
                "{} asks for {}{kind}",
                end_words(&desk.document(), &expectation.with, &question.from),
                question.name
            )
        }
        Check::Finding(finding, _) => {
            let elements: Vec<String> = finding.elements.iter().map(|id| desk.name(id.as_str())).collect();
            format!("finding {} {}", finding.rule, elements.join(", "))
        }
        Check::NotChecked(reason) | Check::Wrong(reason) => reason,
    }
}

fn flow_words(flow: &FlowSpec, name: impl Fn(&str) -> String) -> String {
    let protocol = flow.protocol.as_ref().map_or_else(|| "tcp".to_owned(), ToString::to_string);
    let has_ports = flow.protocol.as_ref().is_none_or(netyard_core::net::Protocol::has_ports);
    let port = if has_ports { format!(" {}", flow.port_or_default()) } else { String::new() };
    let family = flow.family.map(|family| format!(", {}", family.label())).unwrap_or_default();
    let request = flow.request.as_ref().map(|request| format!(", {request}")).unwrap_or_default();
    format!("{} to {}, {protocol}{port}{family}{request}", name(&flow.from), name(&flow.to))
}

/// What an expected or actual result says, in words.
fn value_words(desk: Desk, value: &Value) -> impl IntoView + use<> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let words = if let Some(answer) = answer_words(desk, value) {
        answer
    } else if let Some(verdict) = text("verdict") {
        let at = text("at").map(|at| format!(" at {}", desk.name(&at))).unwrap_or_default();
        let leg = if text("leg").as_deref() == Some("return") { ", on the way back" } else { "" };
        format!("{}{at}{leg}{}", verdict_word(&verdict), arrival_words(desk, value))
    } else if let Some(answers) = value.get("answers").and_then(Value::as_array).filter(|all| !all.is_empty())
    {
        answers.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
    } else if let Some(missing) = text("unknown") {
        format!("not known: {missing}")
    } else if let Some(reason) = text("notChecked") {
        format!("not checked: {reason}")
    } else if let Some(reason) = text("error") {
        reason
    } else {
        match value.get("present").and_then(Value::as_bool) {
            Some(true) => "present".to_owned(),
            Some(false) => "absent".to_owned(),
            None => String::new(),
        }
    };
    let code = text("code").map(|code| view! { " "<code class="code-text quiet">{code}</code> });
    view! { {words}{code} }
}

/// Where a packet comes from as its end sees it, and how many of a thousand each end gets.
fn arrival_words(desk: Desk, value: &Value) -> String {
    let from = value.get("arrivesFrom").and_then(Value::as_array).filter(|all| !all.is_empty());
    let from = from.map(|all| {
        let all: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
        format!(", from {}", all.join(", "))
    });
    let shares = value.get("shares").and_then(Value::as_object).filter(|all| !all.is_empty());
    let shares = shares.map(|all| {
        let all: Vec<String> = all.iter().map(|(end, share)| format!("{} {share}", desk.name(end))).collect();
        format!(", of 1,000: {}", all.join(", "))
    });
    [from, shares].into_iter().flatten().collect()
}

/// The answer to a request: "503 from web".
fn answer_words(desk: Desk, value: &Value) -> Option<String> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let status = value.get("status").and_then(Value::as_u64).map(|status| status.to_string());
    let by = text("target").or(text("by")).map(|by| format!("from {}", desk.name(by)));
    let to = text("location").map(|location| format!("to {location}"));
    let words: Vec<String> = [status, by, to].into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// What is supposed for a packet, in words.
pub(super) fn conditions_words(desk: Desk, items: &[Value]) -> String {
    condition_words(&desk.document(), items).join("; ")
}

/// Keeps a packet with its verdict.
pub(super) fn keep(desk: Desk, spec: &FlowSpec, trace: &Trace) {
    let document = desk.document();
    let id = desk.ids().key("exp", |id| document.expectations.contains_key(id));
    let last = document.expectations.values().filter_map(|expectation| expectation.order.clone()).max();
    let mut expect = json!({"verdict": trace.verdict});
    if let (Some(object), Some(response)) = (expect.as_object_mut(), &trace.response) {
        object.insert("status".to_owned(), json!(response.status));
    }
    if let (Some(object), Some(code)) = (expect.as_object_mut(), trace.code) {
        object.insert("code".to_owned(), json!(code));
        object.insert("at".to_owned(), json!(trace.at));
        object.insert("leg".to_owned(), json!(trace.leg));
    }
    // What was off when it was sent belongs to it too.
    let mut with = desk.store.conditions.get_untracked();
    for item in desk.store.session.off.get_untracked().iter().map(Fault::to_value) {
        if !with.contains(&item) {
            with.push(item);
        }
    }
    let mut title = flow_words(spec, |end| desk.name(end));
    if !with.is_empty() {
        title += &[", ", &conditions_words(desk, &with)].concat();
    }
    title += &[": ", verdict_word(json!(trace.verdict).as_str().unwrap_or_default())].concat();
    let (kind, asked) = asked_value(spec);
    let to = Expectation {
        title,
        order: Some(order_between(last.as_deref(), None)),
        with,
        check: json!({kind: asked, "expect": expect}),
        ..Expectation::default()
    };
    desk.apply("Keep a packet as expectation", vec![Change::Expectation { id, to: Some(to) }]);
    desk.say("Kept. It tells you when a change breaks it.");
}
