use crate::panel::inspector::line_rows::{LineRows, RowWords};
use crate::panel::inspector::read;
use crate::panel::inspector::setting::{ChoiceSetting, ListSetting, Setting};
use crate::panel::inspector::shown::use_shown;
use crate::ui::{Button, ButtonKind, Combobox, Each, IconButton, Section, Suggestion, When};
use leptos::prelude::*;
use netyard_core::model::{LoadBalancerAction, LoadBalancerKind, LoadBalancerRule, ResourceId, RowId};
use netyard_core::ordered::Order;
use netyard_editor::field::{
    action_text, deciding, edit_actions, edit_rule, read_rule, rule_text, target_groups,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const BY_REQUESTS: &[(&str, &str)] = &[("HTTP", "HTTP"), ("HTTPS", "HTTPS")];
const BY_CONNECTIONS: &[(&str, &str)] = &[
    ("TCP", "TCP"),
    ("TLS", "TLS"),
    ("UDP", "UDP"),
    ("TCP_UDP", "TCP and UDP"),
    ("QUIC", "QUIC"),
    ("TCP_QUIC", "TCP and QUIC"),
];
const CLASSIC: &[(&str, &str)] = &[("HTTP", "HTTP"), ("HTTPS", "HTTPS"), ("TCP", "TCP"), ("SSL", "SSL")];

/// The listeners, each with what it does.
#[component]
pub(super) fn Listeners(
    /// What the load balancer is.
    kind: Memo<Option<LoadBalancerKind>>,
) -> impl IntoView {
    let shown = use_shown();
    let rows = Memo::new(move |_| match shown.value("/listeners") {
        Some(Value::Object(rows)) => {
            let port = |row: &Value| row.get("port").and_then(Value::as_u64);
            let mut rows: Vec<(Option<u64>, String)> =
                rows.iter().map(|(id, row)| (port(row), id.clone())).collect();
            rows.as_mut_slice().order_by_key(Clone::clone);
            rows.into_iter().map(|(_, id)| id).collect()
        }
        _ => Vec::new(),
    });
    let add = move |()| {
        let row = format!("/listeners/{}", shown.desk.row_id("l"));
        let (protocol, port) = match kind.get_untracked() {
            Some(LoadBalancerKind::Network | LoadBalancerKind::Classic) => ("TCP", 443),
            Some(LoadBalancerKind::Gateway) => ("", 0),
            _ => ("HTTPS", 443),
        };
        let mut listener =
            if protocol.is_empty() { json!({}) } else { json!({"protocol": protocol, "port": port}) };
        if kind.get_untracked() == Some(LoadBalancerKind::Classic) {
            listener["instanceProtocol"] = json!(protocol);
            listener["instancePort"] = json!(port);
        }
        shown.set_or_say("the listeners", &row, listener);
    };
    view! {
        <Each keys=rows row=move |row: String| view! { <Listener row kind/> }.into_any()/>
        <div class="section-foot">
            <When holds=move || rows.with(Vec::is_empty)>
                <p class="quiet-text">"It has no listener, so it takes nothing."</p>
            </When>
            <Button kind=ButtonKind::Link sign="plus" on_press=add>"Add a listener"</Button>
        </div>
    }
}

/// One listener: what it takes, and what it does with it.
#[component]
fn Listener(
    /// Its row.
    row: String,
    /// What the load balancer is.
    kind: Memo<Option<LoadBalancerKind>>,
) -> impl IntoView {
    let shown = use_shown();
    let at = format!("/listeners/{row}");
    let path = |field: &str| format!("{at}/{field}");
    let title = {
        let (protocol, port) = (path("protocol"), path("port"));
        Signal::derive(move || match (shown.text(&protocol), shown.text(&port)) {
            (protocol, port) if protocol.is_empty() && port.is_empty() => "Listener, everything".to_owned(),
            (protocol, port) => format!("Listener {protocol} {port}").trim_end().to_owned(),
        })
    };
    let is = move |wanted: LoadBalancerKind| kind.get() == Some(wanted);
    let has_certificate = {
        let protocol = path("protocol");
        move || matches!(shown.text(&protocol).as_str(), "HTTPS" | "TLS" | "SSL" | "QUIC" | "TCP_QUIC")
    };
    let remove = {
        let at = StoredValue::new(at.clone());
        move |()| shown.remove_or_say("a listener", &at.get_value())
    };
    let choices = match kind.get_untracked() {
        Some(LoadBalancerKind::Network) => BY_CONNECTIONS,
        Some(LoadBalancerKind::Classic) => CLASSIC,
        _ => BY_REQUESTS,
    };
    let (protocol, port) = (StoredValue::new(path("protocol")), StoredValue::new(path("port")));
    let certificates = StoredValue::new(path("certificateArns"));
    let (own_protocol, own_port) =
        (StoredValue::new(path("instanceProtocol")), StoredValue::new(path("instancePort")));
    let actions = StoredValue::new(path("defaultActions"));
    let rules = StoredValue::new(path("rules"));
    view! {
        <Section title act=move || view! { <IconButton sign="close" class="small" label="Remove the listener" on_press=remove/> }>
            <div class="settings">
                <When holds=move || !is(LoadBalancerKind::Gateway)>
                    <ChoiceSetting label="Protocol" path=protocol.get_value() default="" choices/>
                    <Setting label="Port" path=port.get_value() read=read::port/>
                </When>
                <When holds=has_certificate>
                    <ListSetting label="Certificates" path=certificates.get_value() read=arns placeholder="arn:aws:acm:…"/>
                </When>
                <When holds=move || is(LoadBalancerKind::Classic)>
                    <ChoiceSetting label="To instances" path=own_protocol.get_value() default="" choices=CLASSIC/>
                    <Setting label="On their port" path=own_port.get_value() read=read::port/>
                </When>
                <When holds=move || !is(LoadBalancerKind::Classic)>
                    <Then path=actions.get_value()/>
                </When>
            </div>
        </Section>
        <When holds=move || is(LoadBalancerKind::Application)>
            <Rules path=rules.get_value() of=title/>
        </When>
    }
}

#[expect(clippy::unnecessary_wraps, reason = "settings take readers that can say no")]
fn arns(text: &str) -> Result<Value, String> {
    Ok(json!(text.split([',', ' ']).filter(|part| !part.is_empty()).collect::<Vec<_>>()))
}

/// The default action, as a line, with the usual ones to choose.
#[component]
fn Then(
    /// The JSON pointer of the default actions.
    path: String,
) -> impl IntoView {
    let shown = use_shown();
    let path = StoredValue::new(path);
    let actions = move || -> BTreeMap<RowId, LoadBalancerAction> {
        let rows = path.with_value(|path| shown.value(path));
        rows.and_then(|rows| serde_json::from_value(rows).ok()).unwrap_or_default()
    };
    let line = Signal::derive(move || {
        let action = actions();
        let action = deciding(&action).map(|(_, action)| action_text(&shown.desk.document(), action));
        action.unwrap_or_default()
    });
    let suggestions = Signal::derive(move || {
        let document = shown.desk.document();
        let vpc = Some(shown.text("/vpcId")).filter(|vpc| !vpc.is_empty()).map(|vpc| ResourceId::new(&vpc));
        let groups =
            target_groups(&document, vpc.as_ref()).into_iter().map(|(_, name)| format!("forward {name}"));
        let usual = ["redirect HTTPS 443".to_owned(), "answer 404 Not found".to_owned()];
        groups
            .chain(usual)
            .map(|text| Suggestion {
                value: text.clone(),
                text,
                meta: String::new(),
                glyph: None,
                refused: None,
            })
            .collect::<Vec<_>>()
    });
    let commit = Callback::new(move |text: String| {
        let at = path.get_value();
        if text.is_empty() {
            let all = actions();
            let Some((row, _)) = deciding(&all) else { return Ok(()) };
            return shown.remove("the action", &format!("{at}/{row}"));
        }
        let all = edit_actions(&shown.desk.document(), shown.value(&at).as_ref(), &text)?;
        shown.set("the action", &at, all)
    });
    let id = path.with_value(|path| format!("then{}", path.replace('/', "-")));
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>"Action"</label>
            <Combobox label="Action" id shown=line placeholder="forward targets-1" suggestions commit/>
        </div>
    }
}

/// The rules of a listener, each a line.
#[component]
fn Rules(
    /// The JSON pointer of the rules.
    path: String,
    /// The listener in words.
    of: Signal<String>,
) -> impl IntoView {
    let shown = use_shown();
    let words = RowWords {
        one: "a rule".to_owned(),
        all: "the rules".to_owned(),
        label: "Rule".to_owned(),
        add: "Add a rule".to_owned(),
        remove: "Remove the rule".to_owned(),
    };
    let title = Signal::derive(move || of.with(|of| of.replacen("Listener", "Rules of", 1)));
    let show = move |row: Value| {
        let rule: LoadBalancerRule = serde_json::from_value(row).unwrap_or_default();
        rule_text(&shown.desk.document(), &rule)
    };
    let read = move |text: String| read_rule(&shown.desk.document(), &text);
    let edit = move |(row, text): (Value, String)| edit_rule(&shown.desk.document(), Some(&row), &text);
    view! { <LineRows path letter="r" title words show read edit placeholder="10 path /api/* -> forward targets-1"/> }
}
