use super::account::accounts;
use super::action::Link;
use super::setting::{ChoiceSetting, SwitchSetting};
use super::shown::{Shown, use_shown};
use crate::panel::desk::Desk;
use crate::ui::{Choice, Combobox, Each, IconButton, Section, Select, Suggestion, When};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::{Document, Resource, ResourceId, ResourceShare, ResourceType};
use serde_json::json;

/// A resource share: what is in it, and with whom.
#[component]
pub(super) fn ResourceShareInspector() -> impl IntoView {
    let shown = use_shown();
    let resources = Memo::new(move |_| shown.list("/resourceIds"));
    let remove = move |id: String| write(shown, "/resourceIds", &resources.get_untracked(), |own| *own != id);
    let add = move |id: String| {
        if !id.is_empty() {
            let mut all = resources.get_untracked();
            all.push(id);
            shown.set_or_say("what is shared", "/resourceIds", json!(all));
        }
    };
    let choices = Signal::derive(move || {
        let document = shown.desk.document();
        let taken = resources.get();
        let mut choices = vec![Choice::new("", "Share one more…")];
        choices.extend(
            can_be_shared(&document)
                .filter(|id| !taken.contains(&id.to_string()))
                .map(|id| Choice::new(id.to_string(), document.display_name(id.as_str()))),
        );
        choices
    });
    view! {
        <div class="section settings">
            <ChoiceSetting label="State" path="/status" default="ACTIVE" choices=&[("PENDING", "pending"), ("ACTIVE", "active"), ("FAILED", "failed"), ("DELETING", "deleting"), ("DELETED", "deleted")]/>
            <SwitchSetting label="Accounts outside of the organization may be named" path="/allowExternalPrincipals" default=true/>
        </div>
        <Section title="Shares">
            <ul class="plain-list">
                <Each keys=resources row=move |id: String| view! {
                    <li class="link-row">
                        <Link to=id.clone()/>
                        <IconButton sign="close" class="small" label="Take it out of the share" on_press=move |()| remove(id.clone())/>
                    </li>
                }.into_any()/>
            </ul>
            <When holds=move || resources.with(Vec::is_empty)>
                <p class="quiet-text">"Nothing yet."</p>
            </When>
            <When holds=move || choices.with(|choices| choices.len() > 1)>
                <Select label="Share one more" value="" choices on_choose=add/>
            </When>
        </Section>
        <Principals/>
    }
    .into_any()
}

/// With whom the shown share is.
#[component]
fn Principals() -> impl IntoView {
    let shown = use_shown();
    let principals = Memo::new(move |_| shown.list("/principals"));
    let remove = move |id: String| write(shown, "/principals", &principals.get_untracked(), |own| *own != id);
    let suggestions = Signal::derive(move || {
        let taken = principals.get();
        let all = accounts(&shown.desk.document());
        let free = all.into_iter().filter(|choice| !taken.contains(&choice.value));
        free.map(|choice| Suggestion {
            value: choice.value,
            text: choice.text,
            meta: "account".to_owned(),
            glyph: None,
            refused: None,
        })
        .collect::<Vec<_>>()
    });
    let commit = Callback::new(move |text: String| {
        let principal = read_principal(&shown.desk.document(), text.trim())?;
        let mut all = principals.get_untracked();
        if !all.contains(&principal) {
            all.push(principal);
        }
        shown.set("with whom it is shared", "/principals", json!(all))
    });
    view! {
        <Section title="With">
            <ul class="plain-list">
                <Each keys=principals row=move |id: String| view! {
                    <li class="link-row">
                        <PrincipalName id=id.clone()/>
                        <IconButton sign="close" class="small" label="Stop sharing with it" on_press=move |()| remove(id.clone())/>
                    </li>
                }.into_any()/>
            </ul>
            <When holds=move || principals.with(Vec::is_empty)>
                <p class="quiet-text">"With nobody yet."</p>
            </When>
            <Combobox label="Share with" shown=String::new() placeholder="an account, o-… or ou-…".to_owned() suggestions commit/>
        </Section>
    }
    .into_any()
}

/// An account of the drawing as a link; anybody else as written.
#[component]
fn PrincipalName(
    /// The principal.
    id: String,
) -> impl IntoView {
    let shown = use_shown();
    let routed = shown.desk.network();
    let named = routed.network.accounts.name_of(&id).to_owned();
    if routed.network.document.account(&named).is_some() {
        view! { <Link to=named/> }.into_any()
    } else {
        view! { <span>{id}</span> }.into_any()
    }
}

/// Reads the name or id of an account, an organization or a unit of one.
fn read_principal(document: &Document, text: &str) -> Result<String, String> {
    let named = accounts(document).into_iter().find(|choice| choice.text == text || choice.value == text);
    if let Some(choice) = named {
        return Ok(choice.value);
    }
    let is_account = text.len() == 12 && text.bytes().all(|digit| digit.is_ascii_digit());
    if is_account || text.starts_with("o-") || text.starts_with("ou-") || text.starts_with("arn:") {
        return Ok(text.to_owned());
    }
    Err(format!(
        "\"{text}\" is no account of the drawing. Write its name, twelve digits, or an organization as in o-exampleorgid."
    ))
}

/// Writes a list again with those items that stay.
fn write(shown: Shown, path: &'static str, all: &[String], stays: impl Fn(&String) -> bool) {
    let kept: Vec<&String> = all.iter().filter(|own| stays(own)).collect();
    shown.set_or_say("the share", path, json!(kept));
}

/// What a share can hold: subnets, security groups, transit gateways and prefix lists.
fn can_be_shared(document: &Document) -> impl Iterator<Item = &ResourceId> {
    let shared = |resource: &Resource| {
        matches!(
            resource,
            Resource::Subnet(_)
                | Resource::SecurityGroup(_)
                | Resource::TransitGateway(_)
                | Resource::ManagedPrefixList(_)
        )
    };
    document.resources.iter().filter(move |(_, resource)| shared(resource)).map(|(id, _)| id)
}

/// The accounts with which the shown subnet, group or gateway is shared, in drawings that hold accounts.
#[component]
pub(super) fn SharedWith() -> impl IntoView {
    let shown = use_shown();
    let can_share = move || {
        matches!(
            shown.resource.get().as_deref(),
            Some(Resource::Subnet(_) | Resource::SecurityGroup(_) | Resource::TransitGateway(_))
        )
    };
    let all = Memo::new(move |_| accounts(&shown.desk.document()));
    let shares = Memo::new(move |_| {
        let routed = shown.desk.network();
        let shares = routed.network.accounts.shares_of(shown.id().as_str());
        shares.iter().map(ToString::to_string).collect::<Vec<_>>()
    });
    let choices = Signal::derive(move || {
        let routed = shown.desk.network();
        let id = shown.id();
        let owner = routed.network.owner_of(id.as_str());
        let mut choices = vec![Choice::new("", "Share with…")];
        choices.extend(all.get().into_iter().filter(|choice| {
            owner != Some(choice.value.as_str()) && !routed.network.is_shared_with(id.as_str(), &choice.value)
        }));
        choices
    });
    let add = move |account: String| {
        if !account.is_empty() {
            share(shown.desk, &shown.id(), &account);
        }
    };
    let is_shown =
        move || can_share() && (all.with(|all| !all.is_empty()) || shares.with(|all| !all.is_empty()));
    view! {
        <When holds=is_shown>
            <Section title="Shared by">
                <ul class="plain-list">
                    <Each keys=shares row=move |id: String| view! { <li class="link-row"><Link to=id/></li> }.into_any()/>
                </ul>
                <When holds=move || shares.with(Vec::is_empty)>
                    <p class="quiet-text">"With no other account."</p>
                </When>
                <When holds=move || choices.with(|choices| choices.len() > 1)>
                    <Select label="Share with an account" value="" choices on_choose=add/>
                </When>
            </Section>
        </When>
    }
    .into_any()
}

/// Adds the account to the first share that holds the thing, else makes a share.
fn share(desk: Desk, id: &ResourceId, account: &str) {
    let routed = desk.network();
    let document = &routed.network.document;
    let first = routed.network.accounts.shares_of(id.as_str()).first();
    let drawn = first.and_then(|first| Some((first, document.resource_share(first.as_str())?)));
    let change = match drawn {
        Some((share, own)) => {
            let mut principals = own.principals.clone();
            principals.push(account.to_owned());
            Change::set(share, "/principals", json!(principals))
        }
        None => Change::add(
            desk.ids().resource(ResourceType::ResourceShare, document),
            ResourceShare {
                name: Some(format!("share-{}", document.display_name(id.as_str()))),
                resource_ids: vec![id.clone()],
                principals: vec![account.to_owned()],
                ..ResourceShare::default()
            },
        ),
    };
    let label =
        format!("Share {} with {}", document.display_name(id.as_str()), document.display_name(account));
    if let Err(reason) = desk.edit(label, vec![change]) {
        desk.say(reason);
    }
}
