use super::entry_mover::Mover;
use super::entry_row::{EntryRow, NewEntry};
use super::line::Line;
use super::route_table::{Associations, Owner};
use super::routes::ApplyProposed;
use super::rule_table::{Pill, row_class};
use super::setting::SwitchSetting;
use super::shown::{Shown, use_shown};
use crate::panel::decided::Decided;
use crate::panel::desk::use_desk;
use crate::ui::{Each, IconButton, Section, When, focus_by_id, focus_instead};
use leptos::prelude::*;
use netyard_core::model::{NetworkAcl, NetworkAclEntry};
use netyard_core::ordered::Order;
use netyard_editor::explain::why_not_entry;

/// A network ACL: its entries both ways by number, and the subnets that it guards.
#[component]
pub(super) fn NetworkAclInspector() -> impl IntoView {
    let shown = use_shown();
    view! {
        <div class="section settings">
            <Line label="VPC"><Owner/></Line>
            <SwitchSetting label="Default ACL of the VPC" path="/isDefault"/>
        </div>
        <EntryTable acl=shown.id().to_string() egress=false/>
        <EntryTable acl=shown.id().to_string() egress=true/>
        <p class="section-foot quiet-text">
            "The lowest number that matches decides. The ACL forgets the request: replies need entries of their own. "
            "Esc in a field takes its row: Delete removes it, Alt with ↑ or ↓ moves it."
        </p>
        <Associations/>
    }
}

/// The entries of one way. In the inspector of a subnet they are brief: for reading, with the ACL's name.
#[component]
pub(super) fn EntryTable(
    /// The id of the ACL.
    acl: String,
    /// Whether these are the outbound entries.
    egress: bool,
    /// Whether they are only read here.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    let desk = use_desk();
    // Inside the inspector of a subnet the rows belong to the ACL, not to what is shown.
    let shown = if brief { Shown::provide(&acl) } else { use_shown() };
    let adding = RwSignal::new(false);
    let entries = Memo::new(move |_| {
        shown
            .resource
            .get()
            .and_then(|resource| match resource.as_ref() {
                netyard_core::model::Resource::NetworkAcl(acl) => Some(entries_of(acl, egress)),
                _ => None,
            })
            .unwrap_or_default()
    });
    let keys = Memo::new(move |_| {
        entries.with(|entries| entries.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>())
    });
    let of_aws = move || {
        shown.resource.get().is_some_and(|resource| match resource.as_ref() {
            netyard_core::model::Resource::NetworkAcl(acl) => acl.is_default && acl.entries.is_none(),
            _ => false,
        })
    };
    let all = desk.decided(&acl);
    let decided = Memo::new(move |_| {
        all.get().filter(|decided| decided_this_way(decided, egress, &entries.get(), &shown))
    });
    let way = if egress { "outbound" } else { "inbound" };
    let (title, note) = if brief {
        ("Network ACL", format!("{}, {way}", desk.name(&acl)))
    } else if egress {
        ("Outbound", String::new())
    } else {
        ("Inbound", String::new())
    };
    let mover = (!brief).then(|| Mover::new(shown, entries));
    let row = move |key: String| {
        let wanted = key.clone();
        let entry = Signal::derive(move || {
            entries.with(|entries| {
                entries.iter().find(|(key, _)| *key == wanted).map(|(_, entry)| entry.clone())
            })
        });
        let wanted = key.clone();
        let state =
            Memo::new(move |_| entries.with(|entries| state_of(entries, &wanted, decided.get().as_ref())));
        view! { <EntryRow row=key entry state decided mover/> }.into_any()
    };
    let add_id = if egress { "add-entry-out" } else { "add-entry-in" };
    let add = move || {
        (!brief).then(|| view! {
        <IconButton sign="plus" class="small" id=add_id label=format!("Add an {way} entry") on_press=move |()| { adding.set(true); focus_by_id("new-entry"); }/>
    })
    };
    view! {
        <Section title=title note=note act=add>
            <table class="rows rows-entries">
                <thead><tr>
                    <th scope="col">"No."</th><th scope="col">"Traffic"</th>
                    <th scope="col">{if egress { "Destination" } else { "Source" }}</th>
                    <th scope="col"><span class="visually-hidden">"Allow or deny"</span></th>
                </tr></thead>
                <tbody>
                    <Each keys=keys row=row/>
                    <When holds=move || adding.get()>
                        <NewEntry egress on_done=move |()| { adding.set(false); focus_instead(add_id); }/>
                    </When>
                    <When holds=of_aws><EntryOfAws decided/></When>
                    <LastEntry decided/>
                </tbody>
            </table>
            <ApplyProposed decided/>
        </Section>
    }
}

/// The entries of a default ACL that nobody has written: AWS admits everything (R-NACL-4).
#[component]
fn EntryOfAws(
    /// The decision that is looked at.
    decided: Memo<Option<Decided>>,
) -> impl IntoView {
    let is_decider = move || decided.get().is_some_and(|decided| decided.row.is_none() && !decided.dropped);
    view! {
        <tr class=move || format!("row-fixed {}", row_class(is_decider(), decided.get().as_ref()))>
            <td>"100"</td>
            <td>"all (AWS default)"</td>
            <td>"everywhere"</td>
            <td class="row-end"><When holds=is_decider><Pill decided/></When><span class="allow">"Allow"</span></td>
        </tr>
    }
}

/// The entry `*` that nobody writes: it denies what nothing matched.
#[component]
fn LastEntry(
    /// The decision that is looked at.
    decided: Memo<Option<Decided>>,
) -> impl IntoView {
    let is_decider = move || decided.get().is_some_and(|decided| decided.row.is_none() && decided.dropped);
    view! {
        <tr class=move || format!("row-fixed {}", row_class(is_decider(), decided.get().as_ref()))>
            <td>"*"</td>
            <td>"all"</td>
            <td>"everywhere"</td>
            <td class="row-end"><When holds=is_decider><Pill decided/></When><span class="deny">"Deny"</span></td>
        </tr>
    }
}

/// What an entry did with the packet that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryState {
    /// No packet is looked at.
    Quiet,
    /// It decided.
    Decided,
    /// It did not match, and why.
    NoMatch(&'static str),
    /// An entry with a lower number matched first.
    Behind(i64),
}

fn state_of(entries: &[(String, NetworkAclEntry)], key: &str, decided: Option<&Decided>) -> EntryState {
    let Some(decided) = decided else { return EntryState::Quiet };
    let Some((_, entry)) = entries.iter().find(|(other, _)| other == key) else { return EntryState::Quiet };
    if decided.row.as_deref() == Some(key) {
        return EntryState::Decided;
    }
    let winner = decided.row.as_ref().and_then(|row| entries.iter().find(|(other, _)| other == row));
    if let Some(number) = winner.and_then(|(_, winner)| winner.rule_number)
        && entry.rule_number.is_some_and(|own| own > number)
    {
        return EntryState::Behind(number);
    }
    match why_not_entry(entry, &decided.header) {
        Some(why) if decided.dropped => EntryState::NoMatch(why),
        _ => EntryState::Quiet,
    }
}

/// The entries of one way by number; those without one last.
fn entries_of(acl: &NetworkAcl, egress: bool) -> Vec<(String, NetworkAclEntry)> {
    let mut entries: Vec<(String, NetworkAclEntry)> = match &acl.entries {
        Some(entries) => entries
            .iter()
            .filter(|(_, entry)| entry.egress == egress)
            .map(|(key, entry)| (key.to_string(), entry.clone()))
            .collect(),
        None => Vec::new(),
    };
    entries.order_by_key(|(key, entry)| (entry.rule_number.is_none(), entry.rule_number, key.clone()));
    entries
}

/// Whether the decision was made by the entries of this way: told by the row, else by which side the packet is on.
fn decided_this_way(
    decided: &Decided,
    egress: bool,
    entries: &[(String, NetworkAclEntry)],
    shown: &Shown,
) -> bool {
    if let Some(row) = &decided.row {
        return entries.iter().any(|(key, _)| key == row);
    }
    let routed = shown.desk.network();
    let id = shown.id();
    let leaves = routed
        .network
        .subnets
        .values()
        .any(|subnet| subnet.network_acl.id() == Some(&id) && subnet.contains(decided.header.source));
    leaves == egress
}
