//! Which account and which Region the template is for: one template makes things in one of each.

use crate::export::called;
use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::topology::region_of_zone;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a template is for.
#[derive(Debug)]
pub(crate) struct Scope {
    /// Its Region, where the drawing tells one.
    pub(crate) region: Option<String>,
    /// What is made there.
    pub(crate) ids: BTreeSet<ResourceId>,
    /// What stays behind, a sentence for each account and Region.
    pub(crate) left_out: Vec<String>,
}

/// An account and a Region, as far as they are known.
type Home = (Option<String>, Option<String>);

/// The account and Region in which most of the drawing is, and what is in them.
pub(crate) fn scope(document: &Document, wanted: Option<&str>) -> Scope {
    let mut finder =
        Finder { document, homes: BTreeMap::new(), subnets: subnets(document), accounts: accounts(document) };
    for id in document.resources.keys() {
        finder.home(id, 0);
    }
    let homes = finder.homes;
    let mut counts: BTreeMap<&Home, usize> = BTreeMap::new();
    for home in homes.values().filter(|(_, region)| region.is_some()) {
        *counts.entry(home).or_default() += 1;
    }
    let fits = |home: &&Home| wanted.is_none() || home.1.as_deref() == wanted;
    // Of several with as many, the first by name.
    let most = counts.iter().filter(|(home, _)| fits(home)).map(|(home, count)| (*count, *home));
    let most = most.fold(None, |best: Option<(usize, &Home)>, next| match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    });
    let asked = (None, wanted.map(str::to_owned));
    let (account, region) = most.map_or(&asked, |(_, home)| home);
    if region.is_none() {
        let ids = document.resources.keys().cloned().collect();
        return Scope { region: None, ids, left_out: Vec::new() };
    }
    let is_here = |(owner, at): &Home| {
        (at.is_none() || at == region) && (owner.is_none() || account.is_none() || owner == account)
    };
    let ids = homes.iter().filter(|(_, home)| is_here(home)).map(|(id, _)| (*id).clone()).collect();
    let mut behind: BTreeMap<&Home, Vec<&ResourceId>> = BTreeMap::new();
    for (id, home) in homes.iter().filter(|(_, home)| !is_here(home)) {
        behind.entry(home).or_default().push(id);
    }
    let place = |(owner, at): &Home| {
        let at = at.as_deref().map(|at| format!("the Region {at}"));
        let owner = owner.as_deref().map(|owner| format!("the account {}", document.display_name(owner)));
        at.into_iter().chain(owner).collect::<Vec<_>>().join(" of ")
    };
    let here = place(&(account.clone(), region.clone()));
    let left_out = behind.into_iter().map(|(home, ids)| {
        let names: Vec<String> = ids.iter().map(|id| called(document, id)).collect();
        format!("An export is for one account and one Region, and this one is for {here}. Of {} it leaves out: {}.", place(home), names.join(", "))
    });
    Scope { region: region.clone(), left_out: left_out.collect(), ids }
}

/// The things whose account and Region are those of what is named there, in the order in which they are asked.
const NAMED: [&str; 13] = [
    "/vpcId",
    "/subnetId",
    "/attachment/instanceId",
    "/hostVpcId",
    "/transitGatewayId",
    "/requesterVpcInfo/vpcId",
    "/natGatewayId",
    "/networkInterfaceId",
    "/transitGatewayAttachmentId",
    "/vpnGatewayId",
    "/resourceId",
    "/networkLoadBalancerArns/0",
    "/dbSubnetGroup/subnetIds/0",
];
/// Things inside of things.
const MOST_DEPTH: usize = 8;

struct Finder<'a> {
    document: &'a Document,
    homes: BTreeMap<&'a ResourceId, Home>,
    /// A subnet of each thing with interfaces.
    subnets: BTreeMap<&'a ResourceId, &'a ResourceId>,
    /// Accounts by their numbers.
    accounts: BTreeMap<&'a str, &'a ResourceId>,
}

fn subnets(document: &Document) -> BTreeMap<&ResourceId, &ResourceId> {
    let mut subnets = BTreeMap::new();
    for resource in document.resources.values() {
        if let Resource::NetworkInterface(node) = resource.as_ref()
            && let (Some(owner), Some(subnet)) = (node.instance_id(), &node.subnet_id)
        {
            subnets.entry(owner).or_insert(subnet);
        }
    }
    subnets
}

impl Finder<'_> {
    fn home(&mut self, id: &ResourceId, depth: usize) -> Home {
        if let Some(known) = self.homes.get(id) {
            return known.clone();
        }
        let found = self.document.resources.get_key_value(id.as_str());
        let Some((id, resource)) = found.filter(|_| depth < MOST_DEPTH) else { return (None, None) };
        let value = resource.to_value();
        // One name for an account, whether it is named by its number or by its id in the drawing.
        let owner = resource.owner_id();
        let mut owner =
            owner.map(|owner| self.accounts.get(owner).map_or_else(|| owner.to_owned(), ToString::to_string));
        let mut region = value.get("region").and_then(Value::as_str).map(str::to_owned);
        if matches!(resource.as_ref(), Resource::Region(_)) {
            region = Some(id.to_string());
        }
        let named = NAMED.iter().filter_map(|path| value.pointer(path).and_then(Value::as_str));
        let named: Vec<ResourceId> =
            named.map(ResourceId::new).chain(self.subnets.get(id).map(|it| (*it).clone())).collect();
        for named in named {
            if owner.is_some() && region.is_some() {
                break;
            }
            let (its_owner, its_region) = self.home(&named, depth + 1);
            owner = owner.or(its_owner);
            region = region.or(its_region);
        }
        // What a subnet is in says more than the name of its zone.
        if let (None, Resource::Subnet(subnet)) = (&region, resource.as_ref()) {
            region = subnet.availability_zone.as_deref().and_then(region_of_zone);
        }
        self.homes.insert(id, (owner.clone(), region.clone()));
        (owner, region)
    }
}

/// The accounts of a drawing by their numbers.
fn accounts(document: &Document) -> BTreeMap<&str, &ResourceId> {
    let all = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::Account(account) => Some((account.account_id.as_deref()?, id)),
        _ => None,
    });
    all.collect()
}
