//! The drawer under the canvas: findings, the packet and its way, expectations, the address plan.

mod address_plan;
pub(crate) mod branches;
mod expectations;
mod fault_table;
mod finding_row;
mod findings;
mod flow_logs;
mod hops;
mod name_steps;
mod packet;
mod packet_end;
mod packet_form;
mod player;
mod trace;
mod tried;
mod verdict;

use super::desk::{Desk, use_desk};
use super::words::grouped;
use crate::demand::OnDemand;
use crate::store::{DrawerTab, Known};
use crate::ui::{IconButton, Tab, Tabs, Tint, When, react};
use leptos::prelude::*;
use netyard_core::rules::{Finding, Severity};
use packet::PacketDesk;

/// The tabs and their keys.
const TABS: [(DrawerTab, &str); 4] = [
    (DrawerTab::Findings, "findings"),
    (DrawerTab::Trace, "trace"),
    (DrawerTab::Expectations, "expectations"),
    (DrawerTab::AddressPlan, "plan"),
];

/// The drawer: its tabs, and what is below them when it is open.
#[component]
pub(crate) fn Drawer() -> impl IntoView {
    let desk = use_desk();
    let interface = desk.store.interface;
    PacketDesk::provide(desk);
    provide_context(trace::WayShown(RwSignal::new("request")));
    react(move || {
        desk.store.packet.track();
        desk.store.branch.set(None);
    });
    player::listen(desk);
    view! {
        <div class="drawer">
            <div class="drawer-head">
                <DrawerTabs/>
                <When holds=move || interface.drawer_open.get() && interface.drawer_tab.get() == DrawerTab::Trace>
                    <trace::WayTabs/>
                </When>
                <IconButton
                    sign="chevron-down"
                    class="drawer-fold"
                    label=Signal::derive(move || if interface.drawer_open.get() { "Fold the drawer" } else { "Open the drawer" }.to_owned())
                    on_press=move |()| interface.drawer_open.update(|open| *open = !*open)
                />
            </div>
            <div
                class="drawer-body"
                role="tabpanel"
                id=move || format!("panel-{}", key_of(interface.drawer_tab.get()))
                aria-labelledby=move || format!("tab-{}", key_of(interface.drawer_tab.get()))
                hidden=move || !interface.drawer_open.get()
            >
                <When holds=move || interface.drawer_open.get()>
                    <OnDemand part=desk.store.demand.drawer name="This panel"/>
                </When>
            </div>
        </div>
    }
}

/// What the drawer shows when it is open.
pub(crate) fn content() -> AnyView {
    let tab = use_desk().store.interface.drawer_tab;
    let content = move || match tab.get() {
        DrawerTab::Findings => view! { <findings::Findings/> }.into_any(),
        DrawerTab::Trace => view! { <trace::TracePanel/> }.into_any(),
        DrawerTab::Expectations => view! { <expectations::Expectations/> }.into_any(),
        DrawerTab::AddressPlan => view! { <address_plan::AddressPlan/> }.into_any(),
    };
    content.into_any()
}

/// The tabs with their counts; the tint is that of the worst member.
#[component]
fn DrawerTabs() -> impl IntoView {
    let desk = use_desk();
    let interface = desk.store.interface;
    let findings = Memo::new(move |_| count_of_findings(desk));
    let expectations = Memo::new(move |_| count_of_expectations(desk));
    let tabs = vec![
        Tab::new("findings", "Findings").counted(findings),
        Tab::new("trace", "Packet trace"),
        Tab::new("expectations", "Expectations").counted(expectations),
        Tab::new("plan", "Address plan"),
    ];
    let open = move |key: &'static str| {
        if let Some((tab, _)) = TABS.into_iter().find(|(_, other)| *other == key) {
            interface.show_drawer(tab);
        }
    };
    view! {
        <Tabs
            label="Results"
            tabs
            selected=Signal::derive(move || key_of(interface.drawer_tab.get()))
            has_panel=interface.drawer_open
            on_select=open
        />
    }
}

fn key_of(tab: DrawerTab) -> &'static str {
    TABS.into_iter().find(|(other, _)| *other == tab).map_or("findings", |(_, key)| key)
}

/// Whether a finding counts: not accepted, and not stated as present by an expectation.
pub(crate) fn counts(finding: &Finding) -> bool {
    !finding.accepted && !finding.expected
}

fn count_of_findings(desk: Desk) -> (String, Tint) {
    let findings = desk.findings();
    let counted: Vec<&Finding> = findings.iter().filter(|finding| counts(finding)).collect();
    let tint = match counted.iter().map(|finding| finding.severity).min() {
        Some(Severity::Error) => Tint::Bad,
        Some(Severity::Warning) => Tint::Warning,
        Some(Severity::Hint) | None => Tint::Quiet,
    };
    if counted.is_empty() && desk.store.known.get() != Known::Now {
        return ("…".to_owned(), tint);
    }
    (grouped(counted.len()), tint)
}

/// "5/6": how many hold. What was not checked does not hold, but has not failed either.
fn count_of_expectations(desk: Desk) -> (String, Tint) {
    let results = desk.results();
    if results.is_empty() && desk.store.document.with(|document| !document.expectations.is_empty()) {
        return ("…".to_owned(), Tint::Quiet);
    }
    let count = |passed| results.iter().filter(|result| result.passed == passed).count();
    let tint = match (count(Some(false)), count(None), results.len()) {
        (0, 0, 1..) => Tint::Good,
        (1.., _, _) => Tint::Bad,
        _ => Tint::Quiet,
    };
    let words = match results.len() {
        0 => "0".to_owned(),
        all => format!("{}/{all}", count(Some(true))),
    };
    (words, tint)
}
