//! Accounts and Regions: the frames round networks, and in which of them a thing stands.
//!
//! Where accounts are drawn, what an account owns stands in it, in a Region of its own: there the Region has the key
//! `account-…/eu-west-1`. Without accounts, and for what none of them owns, a Region stands in the open by its name.

use netyard_core::ordered::{IntoOrdered, Order};
use std::collections::{BTreeMap, BTreeSet};

use netyard_core::model::reserved::service_of;
use netyard_core::model::{Document, Resource, ResourceId};

use super::facts::Facts;
use super::gather::{Tree, service_of_endpoint};
use super::part::Part;
use crate::frame_key::region_key;
use crate::glyph::glyph_of_type;
use crate::node::NodeKind;

/// Regions that are drawn: the account round each, and its name.
type Regions = BTreeSet<(Option<ResourceId>, String)>;

/// Adds accounts and Regions.
///
/// A Region is drawn where a VPC, a transit gateway, a service or a setting is in it, and where the document gives it
/// a place. One that the document names itself stands in the open, unless all that is in it belongs to accounts.
pub(super) fn frames(document: &Document, facts: &Facts<'_>, tree: &mut Tree) {
    tree.service_accounts = service_accounts(document, facts);
    let mut regions = wanted(document, facts, tree);
    for key in document.placement.keys() {
        if let Some((account, region)) = key.split_once('/')
            && matches!(document.resource(account), Some(Resource::Account(_)))
        {
            regions.insert((Some(ResourceId::new(account)), region.to_owned()));
        }
    }
    for (id, resource) in &document.resources {
        let is_free = || {
            document.placement.contains_key(id.as_str())
                || !regions.iter().any(|(account, region)| account.is_some() && region == id.as_str())
        };
        if matches!(resource.as_ref(), Resource::Region(_)) && is_free() {
            regions.insert((None, id.to_string()));
        }
    }
    regions.retain(|(_, region)| !region.is_empty() && !facts.owners.is_account(region));
    accounts(document, &regions, tree);
    for (account, name) in regions {
        let id = ResourceId::new(&name);
        let key = account.as_ref().map_or(id.clone(), |account| region_key(account.as_str(), &name));
        let mut part = Part::new(key.clone(), NodeKind::Region, glyph_of_type("region").id);
        document.display_name(&name).clone_into(&mut part.name);
        if part.name != name {
            name.clone_into(&mut part.meta);
        }
        let parent = account.and_then(|account| tree.find(account.as_str()));
        tree.add(document, part, parent);
        // Regions in the open come first: whoever asks for a Region by its name is shown the first of them.
        if tree.find(id.as_str()).is_none() {
            tree.stands_for.entry(id).or_insert(key);
        }
    }
}

/// Accounts that hold something first, then by name.
fn accounts(document: &Document, regions: &Regions, tree: &mut Tree) {
    let is_empty = |id: &ResourceId| !regions.iter().any(|(account, _)| account.as_ref() == Some(id));
    let all = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::Account(account) => Some((id, account)),
        _ => None,
    });
    let mut all: Vec<_> = all.collect();
    all.order_by_key(|(id, _)| (is_empty(id), document.display_name(id.as_str()), *id));
    for (id, account) in all {
        let mut part = Part::new(id.clone(), NodeKind::Account, glyph_of_type("account").id);
        document.display_name(id.as_str()).clone_into(&mut part.name);
        account
            .account_id
            .clone()
            .filter(|number| *number != part.name)
            .unwrap_or_default()
            .clone_into(&mut part.meta);
        tree.add(document, part, None);
    }
}

/// The Regions that things are in.
fn wanted(document: &Document, facts: &Facts<'_>, tree: &Tree) -> Regions {
    let mut regions = Regions::new();
    let mut add = |owner: Option<&str>, region: Option<&str>| {
        if let Some(region) = region {
            regions.insert((facts.owners.account_of(owner).cloned(), region.to_owned()));
        }
    };
    for (id, resource) in &document.resources {
        match resource.as_ref() {
            Resource::Vpc(vpc) => add(vpc.owner_id.as_deref(), vpc.region.as_deref()),
            Resource::TransitGateway(own) => add(own.owner_id.as_deref(), own.region.as_deref()),
            Resource::Function(own) => {
                let owner = own.owner_id.as_deref();
                add(owner_of_service(document, facts, id, owner), own.region.as_deref());
            }
            Resource::TransferServer(own) => {
                let owner = own.owner_id.as_deref();
                add(owner_of_service(document, facts, id, owner), own.region.as_deref());
            }
            Resource::VpcBlockPublicAccessOptions(own) => add(own.owner_id.as_deref(), own.region.as_deref()),
            // Several accounts lead to it: then it stands in the open.
            Resource::VpcEndpoint(own) if facts.owners.are_drawn() => {
                let service = own.service_name.as_deref().and_then(service_of_endpoint);
                if let Some((service, region)) = service {
                    let account = tree.service_accounts.get(&service.id(region));
                    add(account.map(ResourceId::as_str), Some(region));
                }
            }
            _ => {}
        }
    }
    for (service, region) in document.placement.keys().filter_map(|key| service_of(key)) {
        let account = region.and_then(|region| tree.service_accounts.get(&service.id(region)));
        add(account.map(ResourceId::as_str), region);
    }
    regions
}

/// Services to which the endpoints of one account alone lead: they stand in its Region, beside them.
fn service_accounts(document: &Document, facts: &Facts<'_>) -> BTreeMap<ResourceId, ResourceId> {
    let mut accounts: BTreeMap<ResourceId, BTreeSet<Option<ResourceId>>> = BTreeMap::new();
    if !facts.owners.are_drawn() {
        return BTreeMap::new();
    }
    for resource in document.resources.values() {
        let Resource::VpcEndpoint(endpoint) = resource.as_ref() else { continue };
        let Some((service, region)) = endpoint.service_name.as_deref().and_then(service_of_endpoint) else {
            continue;
        };
        let vpc = endpoint.vpc_id.as_ref().and_then(|id| document.vpc(id.as_str()));
        let vpc = vpc.filter(|vpc| vpc.region.as_deref() == Some(region));
        let account = vpc.and_then(|vpc| facts.owners.account_of(vpc.owner_id.as_deref())).cloned();
        accounts.entry(service.id(region)).or_default().insert(account);
    }
    let only = |(service, mut accounts): (ResourceId, BTreeSet<Option<ResourceId>>)| {
        let account = accounts.pop_first()?.filter(|_| accounts.is_empty())?;
        Some((service, account))
    };
    accounts.into_iter().filter_map(only).into_map()
}

/// Whose a function or a transfer server is: the account that it names, else that of the VPC in which it has interfaces.
pub(super) fn owner_of_service<'a>(
    document: &'a Document,
    facts: &Facts<'a>,
    id: &ResourceId,
    stated: Option<&'a str>,
) -> Option<&'a str> {
    let of_network = || {
        let (_, interface) = facts.interfaces_of(id).first()?;
        let subnet = document.subnet(interface.subnet_id.as_ref()?.as_str())?;
        document.vpc(subnet.vpc_id.as_ref()?.as_str())?.owner_id.as_deref()
    };
    stated.or_else(of_network)
}

/// The frame that a thing of this owner and Region stands in; `None` for the open drawing.
pub(super) fn frame_of(
    tree: &Tree,
    facts: &Facts<'_>,
    owner: Option<&str>,
    region: Option<&str>,
) -> Option<usize> {
    let Some(account) = facts.owners.account_of(owner) else { return region_part(tree, region?) };
    let in_account =
        region.and_then(|region| region_part(tree, region_key(account.as_str(), region).as_str()));
    in_account.or_else(|| tree.find(account.as_str()))
}

/// The Region with this key, where it is drawn.
pub(super) fn region_part(tree: &Tree, key: &str) -> Option<usize> {
    tree.find(key).filter(|at| tree.parts.get(*at).is_some_and(|part| part.kind == NodeKind::Region))
}

/// The innermost box that two parts lie in; `None` for the open drawing.
pub(super) fn around_both(tree: &Tree, a: usize, b: usize) -> Option<usize> {
    let parent = |at: usize| tree.parts.get(at).and_then(|part| part.parent);
    let mut around_a = Vec::new();
    let mut up = parent(a);
    while let Some(at) = up {
        around_a.push(at);
        up = parent(at);
    }
    let mut up = parent(b);
    while let Some(at) = up {
        if around_a.contains(&at) {
            return Some(at);
        }
        up = parent(at);
    }
    None
}
