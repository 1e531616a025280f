use super::action::Link;
use super::shown::use_shown;
use crate::ui::{Choice, Each, IconButton, Section, Select, When};
use leptos::prelude::*;
use netyard_core::model::{Document, Resource, ResourceId};
use serde_json::json;

const PATH: &str = "/securityGroupVpcAssociations";

/// The further VPCs of the Region whose interfaces may carry the shown group (R-SG-19), with one more to choose.
#[component]
pub(super) fn FurtherVpcs() -> impl IntoView {
    let shown = use_shown();
    let rows = Memo::new(move |_| match shown.resource.get().as_deref() {
        Some(Resource::SecurityGroup(group)) => {
            let named = |id: Option<&ResourceId>| id.map(ToString::to_string).unwrap_or_default();
            let rows = group.security_group_vpc_associations.iter();
            rows.map(|(row, own)| (row.to_string(), named(own.vpc_id.as_ref()))).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    });
    let keys =
        Memo::new(move |_| rows.with(|rows| rows.iter().map(|(row, _)| row.clone()).collect::<Vec<_>>()));
    let vpc_of = move |row: &str| {
        rows.with(|rows| {
            rows.iter().find(|(own, _)| own == row).map(|(_, vpc)| vpc.clone()).unwrap_or_default()
        })
    };
    let remove = move |row: String| shown.remove_or_say("the association", &format!("{PATH}/{row}"));
    let add = move |vpc: String| {
        if vpc.is_empty() {
            return;
        }
        let taken = keys.get_untracked();
        let free = (1..=taken.len() + 1).map(|number| format!("a{number}")).find(|row| !taken.contains(row));
        let row = free.unwrap_or_else(|| "a0".to_owned());
        shown.set_or_say("the associations", &format!("{PATH}/{row}"), json!({"vpcId": vpc}));
    };
    let choices = Signal::derive(move || {
        let document = shown.desk.document();
        let mut choices = vec![Choice::new("", "Associate with a VPC…")];
        let others = candidates(&document, &shown.id());
        choices.extend(
            others.into_iter().map(|id| Choice::new(id.to_string(), document.display_name(id.as_str()))),
        );
        choices
    });
    let is_shown = move || keys.with(|keys| !keys.is_empty()) || choices.with(|choices| choices.len() > 1);
    view! {
        <When holds=is_shown>
            <Section title="Further VPCs">
                <ul class="plain-list">
                    <Each keys=keys row=move |row: String| view! {
                        <li class="link-row">
                            <Link to=vpc_of(&row)/>
                            <IconButton sign="close" class="small" label="End the association" on_press=move |()| remove(row.clone())/>
                        </li>
                    }.into_any()/>
                </ul>
                <When holds=move || keys.with(Vec::is_empty)>
                    <p class="quiet-text">"Only interfaces of its own VPC carry it."</p>
                </When>
                <When holds=move || choices.with(|choices| choices.len() > 1)>
                    <Select label="Associate with a VPC" value="" choices on_choose=add/>
                </When>
            </Section>
        </When>
    }
    .into_any()
}

/// The VPCs with which AWS associates the group: of its Region, not the default one, and not yet in the list. A default
/// group has none.
fn candidates<'a>(document: &'a Document, id: &ResourceId) -> Vec<&'a ResourceId> {
    let Some(group) = document.security_group(id.as_str()).filter(|group| !group.is_default()) else {
        return Vec::new();
    };
    let Some(home_id) = &group.vpc_id else { return Vec::new() };
    let Some(home) = document.vpc(home_id.as_str()).filter(|home| !home.is_default) else {
        return Vec::new();
    };
    let taken = |id: &ResourceId| {
        group.security_group_vpc_associations.values().any(|row| row.vpc_id.as_ref() == Some(id))
    };
    let vpcs = document.resources.iter().filter(|(id, resource)| match resource.as_ref() {
        Resource::Vpc(vpc) => !vpc.is_default && vpc.region == home.region && *id != home_id && !taken(id),
        _ => false,
    });
    vpcs.map(|(id, _)| id).collect()
}
