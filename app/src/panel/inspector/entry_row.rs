//! One entry of a network ACL as a row: number, traffic, other end, allow or deny.

use super::entry_mover::{Grip, Mover};
use super::network_acl::EntryState;
use super::new_row::NewRow;
use super::rule_table::{Pill, RowAct, row_act, row_class};
use super::shown::{Shown, use_shown};
use crate::panel::decided::Decided;
use crate::ui::{Choice, Field, Select, When};
use leptos::prelude::*;
use netyard_core::model::NetworkAclEntry;
use netyard_core::net::{Family, Protocol};
use netyard_editor::field::{Traffic, read_cidr};
use serde_json::{Map, Value, json};

/// A change of the JSON of a row; the reason if it cannot be made.
type RowChange<'a> = dyn Fn(&mut Map<String, Value>) -> Result<(), String> + 'a;

/// The distance between numbers that new entries keep.
const STEP: i64 = 10;
/// The highest number of an entry (R-NACL-2).
const HIGHEST: i64 = 32_766;

/// One entry.
#[component]
pub(super) fn EntryRow(
    /// The id of the row.
    row: String,
    /// The entry.
    entry: Signal<Option<NetworkAclEntry>>,
    /// What it did with the packet that is looked at.
    state: Memo<EntryState>,
    /// The decision that is looked at.
    decided: Memo<Option<Decided>>,
    /// Moves a row to another place of its table; none where the table is only read.
    mover: Option<Mover>,
) -> impl IntoView {
    let is_decider = move || state.get() == EntryState::Decided;
    let class = move || {
        let behind = if matches!(state.get(), EntryState::Behind(_)) { "row-behind" } else { "" };
        format!("{behind} {}", row_class(is_decider(), decided.get().as_ref()))
    };
    let why = move || match state.get() {
        EntryState::NoMatch(why) => Some(why.to_owned()),
        EntryState::Behind(number) => Some(format!("number {number} matched first")),
        EntryState::Quiet | EntryState::Decided => None,
    };
    let shown = use_shown();
    let key = StoredValue::new(row.clone());
    let (cells, last) = if let Some(mover) = mover {
        let last = view! { <ActionChoice row=row.clone() entry/> }.into_any();
        (view! { <EditCells row=row.clone() entry mover/> }.into_any(), last)
    } else {
        (view! { <ReadCells entry/> }.into_any(), view! { <ActionWord entry/> }.into_any())
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let Some(mover) = mover else { return };
        match row_act(&event) {
            Some(RowAct::Remove) => {
                shown.remove_or_say("an entry", &format!("/entries/{}", key.get_value()));
            }
            Some(RowAct::Move(by)) => key.with_value(|row| mover.step(row, by)),
            None => {}
        }
    };
    let is_over = move || mover.is_some_and(|mover| key.with_value(|row| mover.is_over(row)));
    view! {
        <tr
            id=mover.map(|_| Mover::row_id(&row))
            class=class
            class:row-drop=is_over
            title=why
            tabindex=mover.map(|_| "-1")
            data-row=mover.map(|_| row.clone())
            on:keydown=on_key
        >
            {cells}
            <td class="row-end">
                <When holds=is_decider><Pill decided/></When>
                {last}
            </td>
        </tr>
    }
}

/// The cells for reading.
#[component]
fn ReadCells(
    /// The entry.
    entry: Signal<Option<NetworkAclEntry>>,
) -> impl IntoView {
    view! {
        <td>{move || entry.get().and_then(|entry| entry.rule_number)}</td>
        <td>{move || entry.get().map(|entry| traffic_text(&entry))}</td>
        <td>{move || entry.get().map(|entry| block_text(&entry))}</td>
    }
}

/// The cells for writing.
#[component]
fn EditCells(
    /// The id of the row.
    row: String,
    /// The entry.
    entry: Signal<Option<NetworkAclEntry>>,
    /// Moves the row.
    mover: Mover,
) -> impl IntoView {
    let shown = use_shown();
    let path = StoredValue::new(format!("/entries/{row}"));
    let row = StoredValue::new(row);
    let write = move |change: &RowChange<'_>| {
        let mut value =
            shown.value(&path.get_value()).and_then(|value| value.as_object().cloned()).unwrap_or_default();
        change(&mut value)?;
        shown.set("an entry", &path.get_value(), Value::Object(value))
    };
    let write_number = Callback::new(move |text: String| {
        let egress = entry.get_untracked().is_some_and(|entry| entry.egress);
        let number = read_number(shown, &text, egress, Some(&row.get_value()))?;
        write(&|value| {
            value.insert("ruleNumber".to_owned(), json!(number));
            Ok(())
        })
    });
    let write_traffic = Callback::new(move |text: String| write(&|value| set_traffic(value, &text)));
    let write_block = Callback::new(move |text: String| write(&|value| set_block(value, &text)));
    let number = Signal::derive(move || {
        entry.get().and_then(|entry| entry.rule_number).map(|number| number.to_string()).unwrap_or_default()
    });
    let traffic = Signal::derive(move || entry.get().map(|entry| traffic_text(&entry)).unwrap_or_default());
    let block = Signal::derive(move || entry.get().map(|entry| block_text(&entry)).unwrap_or_default());
    view! {
        <td class="cell-number">
            <Grip row mover/>
            <Field label="Number" hide_label=true value=number commit=write_number/>
        </td>
        <td><Field label="Traffic" hide_label=true value=traffic commit=write_traffic/></td>
        <td>
            <Field label="Other end" hide_label=true value=block commit=write_block/>
        </td>
    }
}

/// Allow or deny, in its colour.
#[component]
fn ActionWord(
    /// The entry.
    entry: Signal<Option<NetworkAclEntry>>,
) -> impl IntoView {
    view! {
        <span class=move || if entry.get().is_some_and(|entry| entry.allows()) { "allow" } else { "deny" }>
            {move || entry.get().map(|entry| if entry.allows() { "Allow" } else { "Deny" })}
        </span>
    }
}

/// Allow, deny, or away with it.
#[component]
fn ActionChoice(
    /// The id of the row.
    row: String,
    /// The entry.
    entry: Signal<Option<NetworkAclEntry>>,
) -> impl IntoView {
    let shown = use_shown();
    let path = StoredValue::new(format!("/entries/{row}"));
    let choose = move |text: String| {
        let done = match text.as_str() {
            "remove" => shown.remove("an entry", &path.get_value()),
            action => shown.set("an entry", &format!("{}/ruleAction", path.get_value()), action),
        };
        if let Err(reason) = done {
            shown.desk.say(reason);
        }
    };
    let allows = move || entry.get().is_some_and(|entry| entry.allows());
    let action = Signal::derive(move || if allows() { "allow".to_owned() } else { "deny".to_owned() });
    let choices = action_choices("Remove");
    view! {
        <span class=move || if allows() { "action-choice allow" } else { "action-choice deny" }>
            <Select label="Allow, deny or remove" value=action choices on_choose=choose/>
        </span>
    }
}

fn action_choices(remove: &'static str) -> Signal<Vec<Choice>> {
    Signal::stored(vec![
        Choice::new("allow", "Allow"),
        Choice::new("deny", "Deny"),
        Choice::new("remove", remove),
    ])
}

/// An entry that is being written.
#[component]
pub(super) fn NewEntry(
    /// Whether it is an outbound one.
    egress: bool,
    /// It was added, or given up.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let shown = use_shown();
    let number = RwSignal::new(next_number(shown, egress).to_string());
    let traffic = RwSignal::new("all".to_owned());
    let keep_number = Callback::new(move |text: String| {
        read_number(shown, &text, egress, None)?;
        number.set(text);
        Ok(())
    });
    let block = RwSignal::new(String::new());
    let action = RwSignal::new("allow".to_owned());
    let keep_traffic = Callback::new(move |text: String| {
        Traffic::read(&text)?;
        traffic.set(text);
        Ok(())
    });
    let keep_block = Callback::new(move |text: String| {
        read_cidr(&text)?;
        block.set(text);
        Ok(())
    });
    let write = Callback::new(move |()| {
        let block = block.get_untracked();
        if block.is_empty() {
            return Ok(false);
        }
        let mut value = Map::new();
        if egress {
            value.insert("egress".to_owned(), json!(true));
        }
        value.insert(
            "ruleNumber".to_owned(),
            json!(read_number(shown, &number.get_untracked(), egress, None)?),
        );
        set_traffic(&mut value, &traffic.get_untracked())?;
        set_block(&mut value, &block)?;
        value.insert("ruleAction".to_owned(), json!(action.get_untracked()));
        let row = shown.desk.row_id("e");
        match entries_of_aws(shown) {
            // From the first written entry on, what AWS made has to be written, too.
            Some(mut entries) => {
                entries.insert(row, Value::Object(value));
                shown.set("the entries", "/entries", Value::Object(entries))?;
            }
            None => shown.set("the entries", &format!("/entries/{row}"), Value::Object(value))?,
        }
        Ok(true)
    });
    let row = NewRow::new(format!("The new entry of {}", shown.name()), write, on_done);
    let [in_number, in_traffic, in_block] = row.fields();
    let on_enter = row.enter(None);
    let choices = action_choices("Give up");
    let choose = move |text: String| if text == "remove" { row.give_up() } else { action.set(text) };
    let at_end = row.enter(Some("The entry is added once its other end is known."));
    view! {
        <tr class="new-row" on:input=move |_| row.begin() on:focusout=move |event| row.leave(&event)>
            <td class="cell-number"><Field id="new-entry" label="Number of the new entry" hide_label=true value=number commit=keep_number error=in_number on_enter/></td>
            <td><Field label="Traffic of the new entry" hide_label=true value=traffic commit=keep_traffic error=in_traffic on_enter/></td>
            <td><Field label="Other end of the new entry" hide_label=true value=block placeholder="0.0.0.0/0" commit=keep_block error=in_block on_enter=at_end/></td>
            <td class="row-end">
                <span class=move || format!("action-choice {}", action.get())>
                    <Select label="Allow, deny or give up the new entry" value=action choices on_choose=choose/>
                </span>
            </td>
        </tr>
        {row.trouble()}
    }
}

fn traffic_text(entry: &NetworkAclEntry) -> String {
    let protocol = entry.protocol.clone().unwrap_or(Protocol::All);
    let (from, to) = if protocol.is_icmp() {
        (entry.icmp_type, entry.icmp_code)
    } else {
        (entry.from_port, entry.to_port)
    };
    Traffic { protocol, from, to }.text()
}

fn block_text(entry: &NetworkAclEntry) -> String {
    entry.cidr_block.as_ref().or(entry.ipv6_cidr_block.as_ref()).map(ToString::to_string).unwrap_or_default()
}

/// The entries that AWS makes with a VPC, while nobody has written any: they admit everything both ways (R-NACL-4).
fn entries_of_aws(shown: Shown) -> Option<Map<String, Value>> {
    let is_default = shown.value("/isDefault").and_then(|value| value.as_bool()).unwrap_or(false);
    if !is_default || shown.value("/entries").is_some() {
        return None;
    }
    let mut entries = Map::new();
    for egress in [false, true] {
        for (number, field, block) in [(100, "cidrBlock", "0.0.0.0/0"), (101, "ipv6CidrBlock", "::/0")] {
            let mut entry = Map::new();
            if egress {
                entry.insert("egress".to_owned(), json!(true));
            }
            entry.insert("ruleNumber".to_owned(), json!(number));
            entry.insert(field.to_owned(), json!(block));
            entry.insert("ruleAction".to_owned(), json!("allow"));
            entries.insert(format!("e{}", entries.len() + 1), Value::Object(entry));
        }
    }
    Some(entries)
}

/// The numbers that entries of that way have, with their rows.
fn numbers(shown: Shown, egress: bool) -> Vec<(String, i64)> {
    let entries = match entries_of_aws(shown) {
        Some(entries) => Value::Object(entries),
        None => shown.value("/entries").unwrap_or(Value::Null),
    };
    let of_this_way = |entry: &Value| entry.get("egress").and_then(Value::as_bool).unwrap_or(false) == egress;
    let number = |(row, entry): (&String, &Value)| {
        of_this_way(entry)
            .then(|| entry.get("ruleNumber").and_then(Value::as_i64))
            .flatten()
            .map(|number| (row.clone(), number))
    };
    entries.as_object().map(|entries| entries.iter().filter_map(number).collect()).unwrap_or_default()
}

fn next_number(shown: Shown, egress: bool) -> i64 {
    let highest = numbers(shown, egress).into_iter().map(|(_, number)| number).max();
    highest.map_or(100, |highest| (highest / STEP + 1) * STEP).min(HIGHEST)
}

fn read_number(shown: Shown, text: &str, egress: bool, own: Option<&str>) -> Result<i64, String> {
    let number = text.trim().parse::<i64>().ok().filter(|number| (1..=HIGHEST).contains(number));
    let Some(number) = number else {
        return Err(format!("\"{text}\" is no number of an entry. They go from 1 to {HIGHEST}."));
    };
    let taken =
        numbers(shown, egress).into_iter().any(|(row, other)| other == number && own != Some(row.as_str()));
    if taken {
        return Err(format!(
            "Another entry has number {number}. The next free one is {}.",
            next_number(shown, egress)
        ));
    }
    Ok(number)
}

fn set_traffic(entry: &mut Map<String, Value>, text: &str) -> Result<(), String> {
    let traffic = Traffic::read(text)?;
    for field in ["protocol", "fromPort", "toPort", "icmpType", "icmpCode"] {
        entry.remove(field);
    }
    entry.insert("protocol".to_owned(), json!(traffic.protocol));
    let fields = if traffic.protocol.is_icmp() { ["icmpType", "icmpCode"] } else { ["fromPort", "toPort"] };
    for (field, number) in fields.into_iter().zip([traffic.from, traffic.to]) {
        if let Some(number) = number {
            entry.insert(field.to_owned(), json!(number));
        }
    }
    Ok(())
}

fn set_block(entry: &mut Map<String, Value>, text: &str) -> Result<(), String> {
    let net = read_cidr(text)?;
    for field in ["cidrBlock", "ipv6CidrBlock"] {
        entry.remove(field);
    }
    let field = match Family::of(net.addr()) {
        Family::Ipv4 => "cidrBlock",
        Family::Ipv6 => "ipv6CidrBlock",
    };
    entry.insert(field.to_owned(), json!(net.to_string()));
    Ok(())
}
