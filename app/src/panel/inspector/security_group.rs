use super::further_vpcs::FurtherVpcs;
use super::inside::Things;
use super::line::Line;
use super::read;
use super::route_table::Owner;
use super::routes::ApplyProposed;
use super::rule_row::{NewRule, ProposedRules, RuleRow};
use super::setting::Setting;
use super::shown::use_shown;
use crate::ui::{Each, IconButton, Section, When, focus_by_id, focus_instead};
use leptos::prelude::*;
use netyard_core::model::{IpPermission, Resource};
use netyard_editor::explain::egress_of_aws;
use std::collections::BTreeMap;

/// The two tables of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// What may come in.
    In,
    /// What may go out.
    Out,
}

impl Way {
    /// The field of the document.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::In => "ipPermissions",
            Self::Out => "ipPermissionsEgress",
        }
    }

    /// The id of the first field of a new row.
    pub(super) fn new_row_id(self) -> &'static str {
        match self {
            Self::In => "new-rule-in",
            Self::Out => "new-rule-out",
        }
    }

    /// The id of the button that begins a new row.
    pub(super) fn add_id(self) -> &'static str {
        match self {
            Self::In => "add-rule-in",
            Self::Out => "add-rule-out",
        }
    }

    /// What the column of the other end is called.
    pub(super) fn peer(self) -> &'static str {
        match self {
            Self::In => "From",
            Self::Out => "To",
        }
    }
}

/// A security group: its rules both ways, and who is in it.
#[component]
pub(super) fn SecurityGroupInspector() -> impl IntoView {
    let shown = use_shown();
    let members = Signal::derive(move || {
        let routed = shown.desk.network();
        let id = shown.id();
        let mut members: Vec<String> = Vec::new();
        for interface in routed.network.interfaces.values().filter(|interface| interface.groups.contains(&id))
        {
            let component = interface.component().to_string();
            if !members.contains(&component) {
                members.push(component);
            }
        }
        members
    });
    view! {
        <div class="section settings">
            <Line label="VPC"><Owner/></Line>
            <Setting label="Description" path="/description" read=read::text placeholder="what it is for"/>
        </div>
        <Rules way=Way::In title="Inbound rules"/>
        <Rules way=Way::Out title="Outbound rules"/>
        <p class="section-foot quiet-text">"Rows stand as stored: their order has no meaning. What is let in may answer."</p>
        <FurtherVpcs/>
        <Things title="Members" ids=members none="Nothing uses this group yet."/>
    }
}

/// The rules of one way.
#[component]
fn Rules(
    /// The way.
    way: Way,
    /// The heading.
    title: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let adding = RwSignal::new(false);
    let decided = shown.desk.decided(shown.id().as_str());
    let here = Memo::new(move |_| decided.get().filter(|decided| decides_here(&shown, way, decided)));
    let rules = Memo::new(move |_| rules_of(shown.resource.get().as_deref(), way));
    let keys = Memo::new(move |_| {
        rules.with(|rules| {
            rules.iter().flat_map(|rules| rules.keys().map(ToString::to_string)).collect::<Vec<_>>()
        })
    });
    let is_default = move || rules.with(Option::is_none);
    let note =
        Signal::derive(
            move || if here.get().is_some() { "for this packet".to_owned() } else { String::new() },
        );
    let last = move || if here.get().is_some_and(|decided| decided.dropped) { "Why not" } else { "Note" };
    view! {
        <Section title=title note=note act=move || view! {
            <IconButton sign="plus" class="small" id=way.add_id() label="Add a rule" on_press=move |()| { adding.set(true); focus_by_id(way.new_row_id()); }/>
        }>
            <table class="rows rows-rules">
                <thead><tr><th scope="col">"Port"</th><th scope="col">{way.peer()}</th><th scope="col">{last}</th><th><span class="visually-hidden">"Acts"</span></th></tr></thead>
                <tbody>
                    <When holds=is_default>
                        <tr><td class="fixed-cell">"all"</td><td class="fixed-cell">{move || egress_of_aws(&shown.desk.network().network, &shown.id()).join(", ")}</td><td class="fixed-cell quiet">"AWS default"</td><td></td></tr>
                    </When>
                    <Each keys=keys row=move |row: String| {
                        let key = row.clone();
                        let rule = Signal::derive(move || rules.with(|rules| rules.as_ref().and_then(|rules| rules.get(key.as_str()).cloned())));
                        view! { <RuleRow way row rule decided=here/> }.into_any()
                    }/>
                    <ProposedRules decided=here/>
                    <When holds=move || adding.get()>
                        <NewRule way on_done=move |()| { adding.set(false); focus_instead(way.add_id()); }/>
                    </When>
                </tbody>
            </table>
            <When holds=move || keys.with(Vec::is_empty) && !is_default() && !adding.get()>
                <p class="quiet-text">{match way { Way::In => "No rules: nothing may come in.", Way::Out => "No rules: nothing may go out." }}</p>
            </When>
            <ApplyProposed decided=here/>
        </Section>
    }
}

fn rules_of(
    resource: Option<&Resource>,
    way: Way,
) -> Option<BTreeMap<netyard_core::model::RowId, IpPermission>> {
    match (resource, way) {
        (Some(Resource::SecurityGroup(group)), Way::In) => Some(group.ip_permissions.clone()),
        (Some(Resource::SecurityGroup(group)), Way::Out) => group.ip_permissions_egress.clone(),
        _ => Some(BTreeMap::new()),
    }
}

/// Whether the decision was made by the rules of this way: told by the row, else by whose packet it was.
fn decides_here(shown: &super::shown::Shown, way: Way, decided: &crate::panel::decided::Decided) -> bool {
    if let Some(row) = &decided.row {
        return shown.value(&format!("/{}/{row}", way.field())).is_some();
    }
    let routed = shown.desk.network();
    let id = shown.id();
    let sends = routed
        .network
        .interfaces
        .values()
        .any(|interface| interface.groups.contains(&id) && interface.owns(decided.header.source));
    sends == (way == Way::Out)
}
