use super::action::Link;
use super::line::Line;
use super::line_rows::{LineRows, RowWords};
use super::route_table::Owner;
use super::setting::{ChoiceSetting, ListSetting, Setting};
use super::shown::{Shown, use_shown};
use crate::ui::{Choice, Each, Section, Select, When};
use leptos::prelude::*;
use netyard_core::model::{Resource, RuleGroupReference, StatefulRule, StatelessRule};
use netyard_editor::field::{Row, read_stateful, read_stateless, stateful_text, stateless_text};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A firewall: its VPC, its policy, its endpoints.
#[component]
pub(super) fn FirewallInspector() -> impl IntoView {
    let shown = use_shown();
    let policies = Signal::derive(move || {
        let none = Choice::new("", "none");
        let all = named(shown, |resource| matches!(resource, Resource::FirewallPolicy(_)));
        std::iter::once(none)
            .chain(all.into_iter().map(|(id, name)| Choice::new(id, name)))
            .collect::<Vec<_>>()
    });
    let policy = Signal::derive(move || shown.text("/firewallPolicyId"));
    let choose = move |chosen: String| {
        if chosen.is_empty() {
            shown.remove_or_say("the policy", "/firewallPolicyId");
        } else {
            shown.set_or_say("the policy", "/firewallPolicyId", chosen);
        }
    };
    let endpoints = Memo::new(move |_| {
        let routed = shown.desk.network();
        let node = routed.network.firewalls.get(&shown.id());
        node.map(|node| node.endpoints.iter().map(ToString::to_string).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    view! {
        <div class="section settings">
            <Line label="VPC"><Owner/></Line>
            <div class="field">
                <label class="field-label" for="setting-policy">"Policy"</label>
                <Select label="Policy" id="setting-policy".to_owned() value=policy choices=policies on_choose=choose/>
            </div>
            <When holds=move || !policy.with(String::is_empty)>
                <Line label="Its rules">{move || view! { <Link to=policy.get()/> }}</Line>
            </When>
            <ChoiceSetting label="Status" path="/status" default="READY" choices=&[
                ("READY", "ready"), ("PROVISIONING", "provisioning"), ("DELETING", "deleting"),
            ]/>
        </div>
        <Section title="Endpoints" note="one in a zone">
            <ul class="plain-list">
                <Each keys=endpoints row=move |id: String| view! { <li class="link-row"><Link to=id/></li> }.into_any()/>
            </ul>
            <When holds=move || endpoints.with(Vec::is_empty)>
                <p class="quiet-text">"It has no endpoint, so it sees nothing. Connect it to a subnet."</p>
            </When>
        </Section>
    }
}

/// The resources of a kind, by id, with their names.
fn named(shown: Shown, is_one: fn(&Resource) -> bool) -> Vec<(String, String)> {
    let document = shown.desk.document();
    let all = document.resources.iter().filter(|(_, resource)| is_one(resource));
    all.map(|(id, _)| (id.to_string(), document.display_name(id.as_str()).to_owned())).collect()
}

const STATELESS_ACTIONS: &[(&str, &str)] = &[
    ("", "none"),
    ("aws:forward_to_sfe", "forward to the stateful rules"),
    ("aws:pass", "pass"),
    ("aws:drop", "drop"),
];

/// A policy: groups of rules, and what holds where none matches.
#[component]
pub(super) fn FirewallPolicyInspector() -> impl IntoView {
    let shown = use_shown();
    let is_strict = Memo::new(move |_| shown.text("/statefulEngineOptions/ruleOrder") == "STRICT_ORDER");
    let show = move |row: Value| {
        let row: RuleGroupReference = parsed(row);
        let id = row.rule_group_id.map(|id| id.to_string()).unwrap_or_default();
        let name = if id.starts_with("arn:") { id } else { shown.desk.name(&id) };
        row.priority.map_or_else(|| name.clone(), |priority| format!("{priority} {name}"))
    };
    let read = move |text: String| read_reference(shown, &text);
    view! {
        <div class="section settings">
            <ChoiceSetting label="Where no stateless rule matches" path="/statelessDefaultActions/0" default="" choices=STATELESS_ACTIONS/>
            <ChoiceSetting label="Fragments" path="/statelessFragmentDefaultActions/0" default="" choices=STATELESS_ACTIONS/>
            <ChoiceSetting label="Order of stateful rules" path="/statefulEngineOptions/ruleOrder" default="DEFAULT_ACTION_ORDER" choices=&[
                ("DEFAULT_ACTION_ORDER", "what passes first"), ("STRICT_ORDER", "strict, as written"),
            ]/>
            <When holds=move || is_strict.get()>
                <ChoiceSetting label="Where no stateful rule matches" path="/statefulDefaultActions/0" default="" choices=&[
                    ("", "let it go on"), ("aws:drop_established", "drop what is established"), ("aws:drop_strict", "drop everything"),
                    ("aws:alert_strict", "report everything"), ("aws:alert_established", "report what is established"),
                ]/>
            </When>
        </div>
        <LineRows path="/statelessRuleGroupReferences" letter="s" title="Stateless rule groups" words=group_words() show read placeholder="10 name of the group"/>
        <LineRows path="/statefulRuleGroupReferences" letter="f" title="Stateful rule groups" words=group_words() show read placeholder="name of the group"/>
    }
}

fn group_words() -> RowWords {
    RowWords {
        one: "a rule group".to_owned(),
        all: "the rule groups".to_owned(),
        label: "Rule group".to_owned(),
        add: "Add a rule group".to_owned(),
        remove: "Remove the rule group".to_owned(),
    }
}

/// A group by its name or id, with its priority in front where it has one.
fn read_reference(shown: Shown, text: &str) -> Result<Row, String> {
    let text = text.trim();
    let numbered = text.split_once(' ').and_then(|(first, rest)| Some((first.parse::<u32>().ok()?, rest)));
    let (priority, name) = numbered.map_or((None, text), |(number, rest)| (Some(number), rest.trim()));
    let groups = named(shown, |resource| matches!(resource, Resource::RuleGroup(_)));
    let known = groups.iter().find(|(id, own)| id == name || own == name);
    let id = match known {
        Some((id, _)) => id.clone(),
        None if name.starts_with("arn:") => name.to_owned(),
        None => return Err(format!("\"{name}\" is no rule group of the drawing. Write its name or its id.")),
    };
    let fields = [("ruleGroupId", json!(id)), ("priority", json!(priority))];
    Ok(fields.into_iter().map(|(field, value)| (field.to_owned(), value)).collect())
}

/// A group of rules: stateless ones, or stateful ones with a list of domains.
#[component]
pub(super) fn RuleGroupInspector() -> impl IntoView {
    let shown = use_shown();
    let is_stateless = Memo::new(move |_| shown.text("/ruleGroupType") == "STATELESS");
    let rule_words = || RowWords {
        one: "a rule".to_owned(),
        all: "the rules".to_owned(),
        label: "Rule".to_owned(),
        add: "Add a rule".to_owned(),
        remove: "Remove the rule".to_owned(),
    };
    view! {
        <div class="section settings">
            <ChoiceSetting label="Rules" path="/ruleGroupType" default="STATEFUL" choices=&[
                ("STATEFUL", "stateful"), ("STATELESS", "stateless"),
            ]/>
            <Setting label="Capacity" path="/capacity" read=capacity placeholder="not known"/>
        </div>
        <When holds=move || is_stateless.get()>
            <LineRows path="/statelessRules" letter="a" title="Rules" words=rule_words()
                show=|row: Value| stateless_text(&parsed::<StatelessRule>(row))
                read=|text: String| read_stateless(&text) placeholder="10 drop tcp any any -> any 23"/>
        </When>
        <When holds=move || !is_stateless.get()>
            <LineRows path="/statefulRules" letter="a" title="Rules" words=rule_words()
                show=|row: Value| stateful_text(&parsed::<StatefulRule>(row))
                read=|text: String| read_stateful(&text) placeholder="drop tcp $HOME_NET any -> any 23"/>
            <Section title="Domains">
                <div class="settings">
                    <ListSetting label="Names" path="/rulesSourceList/targets" read=names placeholder=".example.com, www.example.org"/>
                    <ChoiceSetting label="They are" path="/rulesSourceList/generatedRulesType" default="" choices=&[
                        ("", "not used"), ("ALLOWLIST", "allowed, and no others"), ("DENYLIST", "dropped"), ("REJECTLIST", "rejected"), ("ALERTLIST", "reported"),
                    ]/>
                    <ListSetting label="Seen in" path="/rulesSourceList/targetTypes" read=kinds placeholder="TLS_SNI, HTTP_HOST"/>
                </div>
            </Section>
            <When holds=move || !shown.text("/rulesString").is_empty()>
                <Section title="Rules of Suricata">
                    <p class="quiet-text">"They are kept as they are, and not judged: where they could decide, a packet has no verdict."</p>
                    <pre class="quiet-text">{move || shown.text("/rulesString")}</pre>
                </Section>
            </When>
        </When>
    }
}

fn capacity(text: &str) -> Result<Value, String> {
    match text.parse::<u32>() {
        Ok(number) if (1..=30_000).contains(&number) => Ok(json!(number)),
        _ => Err(format!("\"{text}\" is no capacity. Write a number from 1 to 30,000.")),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "settings take readers that can say no")]
fn names(text: &str) -> Result<Value, String> {
    Ok(listed(text))
}

fn kinds(text: &str) -> Result<Value, String> {
    let all = listed(text);
    let is_known = |kind: &Value| matches!(kind.as_str(), Some("TLS_SNI" | "HTTP_HOST"));
    if all.as_array().is_some_and(|all| all.iter().all(is_known)) {
        return Ok(all);
    }
    Err(format!("\"{text}\" is no such place. Write TLS_SNI, HTTP_HOST or both."))
}

fn listed(text: &str) -> Value {
    json!(text.split([',', ' ']).filter(|part| !part.is_empty()).collect::<Vec<_>>())
}

fn parsed<T: DeserializeOwned + Default>(row: Value) -> T {
    serde_json::from_value(row).unwrap_or_default()
}
