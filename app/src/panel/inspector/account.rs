use super::inside::Things;
use super::setting::Setting;
use super::shown::use_shown;
use crate::ui::{Choice, Select, When};
use leptos::prelude::*;
use netyard_core::model::{Document, Resource};
use netyard_core::ordered::Order;
use netyard_core::topology::Network;
use serde_json::{Value, json};

/// An account: its ids, what it owns, and what others share with it.
#[component]
pub(super) fn AccountInspector() -> impl IntoView {
    let shown = use_shown();
    let owned = Signal::derive(move || owned_by(&shown.desk.network().network, shown.id().as_str()));
    let shared = Signal::derive(move || shared_with(&shown.desk.network().network, shown.id().as_str()));
    view! {
        <div class="section settings">
            <Setting label="Account id" path="/accountId" read=account_id placeholder="111122223333"/>
            <Setting label="Organization" path="/organizationId" read=organization_id placeholder="not said"/>
        </div>
        <Things title="Owns" ids=owned none="Nothing yet. Choose it as owner of a VPC, an instance or a gateway."/>
        <Things title="Shared with it" ids=shared/>
    }
}

/// What names the account as its owner.
fn owned_by(network: &Network, account: &str) -> Vec<String> {
    let is_own = |resource: &Resource| {
        resource.owner_id().is_some_and(|owner| network.accounts.name_of(owner) == account)
    };
    let resources = network.document.resources.iter();
    resources.filter(|(_, resource)| is_own(resource)).map(|(id, _)| id.to_string()).collect()
}

/// What the shares of others give the account.
fn shared_with(network: &Network, account: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for resource in network.document.resources.values() {
        let Resource::ResourceShare(share) = resource.as_ref() else { continue };
        let new = share.resource_ids.iter().filter(|id| network.is_shared_with(id.as_str(), account));
        for id in new.map(ToString::to_string) {
            if !ids.contains(&id) && network.owner_of(&id) != Some(account) {
                ids.push(id);
            }
        }
    }
    ids
}

fn account_id(text: &str) -> Result<Value, String> {
    let digits: String = text.chars().filter(|sign| *sign != '-').collect();
    if digits.len() == 12 && digits.bytes().all(|digit| digit.is_ascii_digit()) {
        Ok(json!(digits))
    } else {
        Err(format!("\"{text}\" is no account id. AWS gives twelve digits, as in 111122223333."))
    }
}

fn organization_id(text: &str) -> Result<Value, String> {
    if text.starts_with("o-") {
        Ok(json!(text))
    } else {
        Err(format!("\"{text}\" is no organization. AWS begins its id with o-, as in o-exampleorgid."))
    }
}

/// The accounts of a drawing by name, as choices.
pub(super) fn accounts(document: &Document) -> Vec<Choice> {
    let all =
        document.resources.iter().filter(|(_, resource)| matches!(resource.as_ref(), Resource::Account(_)));
    let mut ids: Vec<_> = all.map(|(id, _)| id).collect();
    ids.order_by_key(|id| (document.display_name(id.as_str()), *id));
    ids.into_iter().map(|id| Choice::new(id.to_string(), document.display_name(id.as_str()))).collect()
}

/// Where the shown resource names its owner; `None` for what belongs to whom that belongs which it is part of.
fn owner_path(resource: &Resource) -> Option<&'static str> {
    match resource {
        Resource::Vpc(_)
        | Resource::TransitGateway(_)
        | Resource::Instance(_)
        | Resource::NetworkInterface(_)
        | Resource::SecurityGroup(_)
        | Resource::ManagedPrefixList(_)
        | Resource::CustomerGateway(_)
        | Resource::VpnConnection(_)
        | Resource::ElasticIp(_)
        | Resource::Function(_)
        | Resource::TransferServer(_)
        | Resource::FlowLog(_)
        | Resource::VpcBlockPublicAccessOptions(_) => Some("/ownerId"),
        Resource::TransitGatewayAttachment(_) => Some("/resourceOwnerId"),
        Resource::ResourceShare(_) => Some("/owningAccountId"),
        // What only the owner of a VPC makes shows an owner where somebody else is named.
        other => other.owner_id().map(|_| "/ownerId"),
    }
}

/// The owner of the shown thing as a choice, in drawings that hold accounts.
#[component]
pub(super) fn OwnedBy() -> impl IntoView {
    let shown = use_shown();
    let path = Memo::new(move |_| shown.resource.get().and_then(|resource| owner_path(&resource)));
    let all = Memo::new(move |_| accounts(&shown.desk.document()));
    let stated = move || path.get().map(|path| shown.text(path)).unwrap_or_default();
    let value = Signal::derive(move || {
        let routed = shown.desk.network();
        routed.network.accounts.name_of(&stated()).to_owned()
    });
    let choices = Signal::derive(move || {
        let routed = shown.desk.network();
        let id = shown.id();
        let derived = if stated().is_empty() { routed.network.owner_of(id.as_str()) } else { None };
        let none = match derived {
            Some(owner) => format!("{}, as what it is part of", routed.network.document.display_name(owner)),
            None => "not said".to_owned(),
        };
        let mut choices = vec![Choice::new("", none)];
        choices.extend(all.get());
        let current = value.get();
        if choices.iter().all(|choice| choice.value != current) {
            choices.push(Choice::new(current.clone(), current));
        }
        choices
    });
    let choose = move |account: String| {
        let Some(path) = path.get_untracked() else { return };
        if account.is_empty() {
            shown.remove_or_say("the owner", path);
        } else {
            shown.set_or_say("the owner", path, account);
        }
    };
    let is_shown = move || path.get().is_some() && (all.with(|all| !all.is_empty()) || !stated().is_empty());
    view! {
        <When holds=is_shown>
            <div class="section settings">
                <div class="field">
                    <label class="field-label" for="setting-owner">"Owner"</label>
                    <Select label="Owner" id="setting-owner".to_owned() value choices on_choose=choose/>
                </div>
            </div>
        </When>
    }
    .into_any()
}
