//! One rule of a security group as a row: port, other end, note.

use super::new_row::NewRow;
use super::rule_table::{Pill, RowAct, row_act, row_class};
use super::security_group::Way;
use super::shown::{Shown, use_shown};
use crate::panel::decided::Decided;
use crate::panel::words::{self, name_of};
use crate::ui::{Combobox, Field, IconButton, Suggestion, When};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::{IpPermission, Resource};
use netyard_core::net::Protocol;
use netyard_editor::explain::{egress_of_aws, why_not_rule};
use netyard_editor::field::{Peer, Traffic};
use serde_json::{Map, Value, json};

/// One rule.
#[component]
pub(super) fn RuleRow(
    /// Which table it stands in.
    way: Way,
    /// The id of the row.
    row: String,
    /// The rule.
    rule: Signal<Option<IpPermission>>,
    /// The decision that is looked at, if this table made it.
    decided: Memo<Option<Decided>>,
) -> impl IntoView {
    let shown = use_shown();
    let path = StoredValue::new(format!("/{}/{row}", way.field()));
    let row = StoredValue::new(row);
    let json = move || {
        shown.value(&path.get_value()).and_then(|value| value.as_object().cloned()).unwrap_or_default()
    };
    let write = move |value: Map<String, Value>| shown.set("a rule", &path.get_value(), Value::Object(value));
    let write_traffic = Callback::new(move |text: String| {
        let mut value = json();
        set_traffic(&mut value, &text)?;
        write(value)
    });
    let write_lines = Callback::new(move |text: String| paste(shown, way, &text));
    let write_peer = Callback::new(move |text: String| {
        let mut value = json();
        set_peer(shown, &mut value, &text)?;
        write(value)
    });
    let write_note = Callback::new(move |text: String| {
        let mut value = json();
        if text.is_empty() {
            value.remove("description")
        } else {
            value.insert("description".to_owned(), Value::String(text))
        };
        write(value)
    });
    let is_decider =
        move || decided.get().is_some_and(|decided| decided.row.as_ref() == Some(&row.get_value()));
    let why = move || {
        let (decided, rule) = (decided.get()?, rule.get()?);
        if !decided.dropped {
            return None;
        }
        let routed = shown.desk.network();
        Some(why_not_rule(&rule, &decided.header, way == Way::In, &routed.network).unwrap_or("matches"))
    };
    let shows_why = move || decided.get().is_some_and(|decided| decided.dropped);
    let traffic = Signal::derive(move || rule.get().map(|rule| traffic_text(&rule)).unwrap_or_default());
    let peer = Signal::derive(move || rule.get().map(|rule| peer_text(shown, &rule)).unwrap_or_default());
    let note = Signal::derive(move || rule.get().and_then(|rule| rule.description).unwrap_or_default());
    let remove = move |()| shown.remove_or_say("a rule", &path.get_value());
    let on_key = move |event: web_sys::KeyboardEvent| {
        if let Some(RowAct::Remove) = row_act(&event) {
            remove(());
        }
    };
    view! {
        <tr tabindex="-1" data-row="" on:keydown=on_key class=move || row_class(is_decider(), decided.get().as_ref())>
            <td><Field label="Port" hide_label=true value=traffic commit=write_traffic on_lines=write_lines/></td>
            <td><Combobox label=way.peer() shown=peer suggestions=peers(shown) commit=write_peer/></td>
            <td>
                <When holds=shows_why otherwise=move || view! { <Field label="Note" hide_label=true value=note placeholder=" " commit=write_note/> }>
                    <span class="why-not">{why}</span>
                </When>
            </td>
            <td class="row-end">
                <When holds=is_decider><Pill decided/></When>
                <IconButton
                    sign="close"
                    class="small row-act"
                    label=Signal::derive(move || format!("Remove the rule {} {}", traffic.get(), peer.get()))
                    on_press=remove
                />
            </td>
        </tr>
    }
}

/// A rule that is being written.
#[component]
pub(super) fn NewRule(
    /// Which table it goes to.
    way: Way,
    /// It was added, or given up.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let shown = use_shown();
    let traffic = RwSignal::new("tcp 443".to_owned());
    let peer = RwSignal::new(String::new());
    let keep = Callback::new(move |text: String| {
        Traffic::read(&text)?;
        traffic.set(text);
        Ok(())
    });
    let keep_peer = Callback::new(move |text: String| {
        set_peer(shown, &mut Map::new(), &text)?;
        peer.set(text);
        Ok(())
    });
    let write_lines = Callback::new(move |text: String| {
        paste(shown, way, &text)?;
        on_done.run(());
        Ok(())
    });
    let write = Callback::new(move |()| {
        let peer = peer.get_untracked();
        if peer.is_empty() {
            return Ok(false);
        }
        add_rules(shown, way, &[format!("{}\t{peer}", traffic.get_untracked())]).map(|()| true)
    });
    let row = NewRow::new(format!("The new rule of {}", shown.name()), write, on_done);
    let [in_traffic, in_peer, _] = row.fields();
    let on_enter = row.enter(None);
    let at_end = row.enter(Some("The rule is added once its other end is known."));
    let peer_name = Signal::derive(move || shown.desk.name(&peer.get()));
    view! {
        <tr class="new-row" on:input=move |_| row.begin() on:focusout=move |event| row.leave(&event)>
            <td><Field id=way.new_row_id() label="Port of the new rule" hide_label=true value=traffic placeholder="tcp 443" commit=keep on_lines=write_lines error=in_traffic on_enter/></td>
            <td><Combobox label="Other end of the new rule" shown=peer_name placeholder="0.0.0.0/0" suggestions=peers(shown) commit=keep_peer error=in_peer on_enter=at_end/></td>
            <td></td>
            <td class="row-end"><IconButton sign="close" class="small" label="Give up the new rule" on_press=move |()| row.give_up()/></td>
        </tr>
        {row.trouble()}
    }
}

/// The rules that the shown drop proposes, in place.
#[component]
pub(super) fn ProposedRules(
    /// The decision that is looked at, if this table made it.
    decided: Memo<Option<Decided>>,
) -> impl IntoView {
    let shown = use_shown();
    move || {
        let rows = decided.get().map(|decided| decided.proposed(shown.id().as_str())).unwrap_or_default();
        rows.into_iter()
            .filter_map(|row| serde_json::from_value::<IpPermission>(row).ok())
            .map(|rule| {
                view! {
                    <tr class="row-proposed">
                        <td class="fixed-cell"><b>"+ "</b>{traffic_text(&rule)}</td>
                        <td class="fixed-cell">{peer_text(shown, &rule)}</td>
                        <td class="fixed-cell" colspan="2">"would admit"</td>
                    </tr>
                }
            })
            .collect_view()
    }
}

fn traffic_text(rule: &IpPermission) -> String {
    let protocol = rule.ip_protocol.clone().unwrap_or(Protocol::All);
    Traffic { protocol, from: rule.from_port, to: rule.to_port }.text()
}

fn peer_text(shown: Shown, rule: &IpPermission) -> String {
    let block = rule.cidr_ip.as_ref().or(rule.cidr_ipv6.as_ref()).map(ToString::to_string);
    let named = rule.group_id.as_ref().or(rule.prefix_list_id.as_ref());
    block.or_else(|| named.map(|id| called(shown, id.as_str()))).unwrap_or_default()
}

/// The name of a group or list; a group of another account stands behind the name of the account (R-SHR-4).
fn called(shown: Shown, id: &str) -> String {
    let name = shown.desk.name(id);
    let routed = shown.desk.network();
    let network = &routed.network;
    let owner = network.document.security_group(id).and_then(|_| network.owner_of(id));
    match owner.filter(|owner| network.owner_of(shown.id().as_str()) != Some(*owner)) {
        Some(owner) => format!("{}/{name}", network.document.display_name(owner)),
        None => name,
    }
}

/// Puts protocol and ports into a rule.
fn set_traffic(rule: &mut Map<String, Value>, text: &str) -> Result<(), String> {
    let traffic = Traffic::read(text)?;
    for field in ["ipProtocol", "fromPort", "toPort"] {
        rule.remove(field);
    }
    rule.insert("ipProtocol".to_owned(), json!(traffic.protocol));
    for (field, port) in [("fromPort", traffic.from), ("toPort", traffic.to)] {
        if let Some(port) = port {
            rule.insert(field.to_owned(), json!(port));
        }
    }
    Ok(())
}

/// Puts the other end into a rule.
fn set_peer(shown: Shown, rule: &mut Map<String, Value>, text: &str) -> Result<(), String> {
    let peer = shown.desk.store.document.with_untracked(|document| Peer::read(text, document))?;
    for field in ["cidrIp", "cidrIpv6", "groupId", "userId", "prefixListId"] {
        rule.remove(field);
    }
    let (field, value) = match peer {
        Peer::Ipv4(block) => ("cidrIp", block.to_string()),
        Peer::Ipv6(block) => ("cidrIpv6", block.to_string()),
        Peer::Group(id) => ("groupId", id.to_string()),
        Peer::PrefixList(id) => ("prefixListId", id.to_string()),
    };
    if field == "groupId" {
        // A group of another account is named with it.
        let routed = shown.desk.network();
        let owner = routed.network.owner_of(&value);
        if let Some(owner) =
            owner.filter(|owner| routed.network.owner_of(shown.id().as_str()) != Some(*owner))
        {
            rule.insert("userId".to_owned(), Value::String(owner.to_owned()));
        }
    }
    rule.insert(field.to_owned(), Value::String(value));
    Ok(())
}

/// Adds one rule for each pasted line: port, other end, note, parted by tabs or commas.
fn paste(shown: Shown, way: Way, text: &str) -> Result<(), String> {
    let lines: Vec<String> = text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
    add_rules(shown, way, &lines)
}

fn add_rules(shown: Shown, way: Way, lines: &[String]) -> Result<(), String> {
    let id = shown.id();
    let mut ids = shown.desk.ids();
    let mut changes = Vec::new();
    // What AWS makes by itself is written down first, else the first row would take its place.
    if way == Way::Out && shown.value("/ipPermissionsEgress").is_none() {
        let mut everything = Map::new();
        for (at, block) in egress_of_aws(&shown.desk.network().network, &id).into_iter().enumerate() {
            let field = if block.contains(':') { "cidrIpv6" } else { "cidrIp" };
            everything.insert(format!("g{at}"), json!({"ipProtocol": "all", field: block}));
        }
        changes.push(Change::set(&id, "/ipPermissionsEgress", Value::Object(everything)));
    }
    for line in lines {
        let mut parts = line.split(['\t', ',']).map(str::trim);
        let mut rule = Map::new();
        set_traffic(&mut rule, parts.next().unwrap_or_default())?;
        set_peer(shown, &mut rule, parts.next().unwrap_or_default())?;
        if let Some(note) = parts.next().filter(|note| !note.is_empty()) {
            rule.insert("description".to_owned(), Value::String(note.to_owned()));
        }
        let row = ids.row("g", |row| shown.value(&format!("/{}/{row}", way.field())).is_some());
        changes.push(Change::set(&id, &format!("/{}/{row}", way.field()), Value::Object(rule)));
    }
    let label = format!("Add {} to {}", words::count(lines.len(), "rule"), shown.name());
    shown.desk.edit(label, changes)
}

/// Other ends that are worth proposing: everywhere, groups, lists, blocks.
fn peers(shown: Shown) -> Signal<Vec<Suggestion>> {
    Signal::derive(move || {
        let document = shown.desk.document();
        let one = |value: String, text: String, meta: &str| Suggestion {
            glyph: Some(words::glyph_of(&document, &value)).filter(|_| document.resource(&value).is_some()),
            value,
            text,
            meta: meta.to_owned(),
            refused: None,
        };
        let mut all = vec![
            one("0.0.0.0/0".to_owned(), "0.0.0.0/0".to_owned(), "every IPv4 address"),
            one("::/0".to_owned(), "::/0".to_owned(), "every IPv6 address"),
        ];
        for (id, resource) in &document.resources {
            let name = name_of(&document, id.as_str());
            match resource.as_ref() {
                Resource::SecurityGroup(_) => all.push(one(id.to_string(), name, "security group")),
                Resource::ManagedPrefixList(_) => all.push(one(id.to_string(), name, "prefix list")),
                Resource::Vpc(vpc) => {
                    all.extend(
                        vpc.cidr_blocks.iter().map(|block| one(block.to_string(), block.to_string(), &name)),
                    );
                }
                Resource::Subnet(subnet) => {
                    all.extend(
                        subnet
                            .cidr_block
                            .iter()
                            .map(|block| one(block.to_string(), block.to_string(), &name)),
                    );
                }
                _ => {}
            }
        }
        all
    })
}
