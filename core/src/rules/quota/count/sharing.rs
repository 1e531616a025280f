use super::Counted;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::topology::Principal;
use std::collections::{BTreeMap, BTreeSet};

/// The accounts that shares name, each with the subnets that it gets. An organization counts for those of its accounts
/// that are drawn.
fn shared_subnets<'a>(context: &Context<'a>) -> BTreeMap<&'a str, BTreeSet<&'a ResourceId>> {
    let network = context.network;
    let drawn: Vec<&str> = context
        .document
        .resources
        .iter()
        .filter(|(_, resource)| matches!(resource.as_ref(), Resource::Account(_)))
        .map(|(id, _)| id.as_str())
        .collect();
    let mut shared: BTreeMap<&str, BTreeSet<&ResourceId>> = BTreeMap::new();
    for resource in context.document.resources.values() {
        let Resource::ResourceShare(share) = resource.as_ref() else { continue };
        let subnets: Vec<&ResourceId> =
            share.resource_ids.iter().filter(|id| network.subnets.contains_key(*id)).collect();
        for principal in share.principals.iter().filter(|_| share.is_active()) {
            let principal = network.accounts.principal(principal);
            let accounts = match principal {
                Principal::Account(account) => vec![account],
                Principal::Organization(own) => {
                    drawn.iter().copied().filter(|id| network.organization_of(id) == Some(own)).collect()
                }
                Principal::OrganizationalUnit(_) => Vec::new(),
            };
            for account in accounts {
                let others = subnets.iter().filter(|id| network.owner_of(id.as_str()) != Some(account));
                shared.entry(account).or_default().extend(others.copied());
            }
        }
    }
    shared
}

/// Accounts other than the owner with which subnets of a VPC are shared.
pub(in crate::rules::quota) fn participants_per_vpc(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let mut participants: BTreeMap<&ResourceId, usize> = BTreeMap::new();
    for subnets in shared_subnets(context).values() {
        let vpcs: BTreeSet<&ResourceId> =
            subnets.iter().filter_map(|id| context.network.subnets.get(*id)?.vpc.as_ref()).collect();
        for vpc in vpcs {
            *participants.entry(vpc).or_default() += 1;
        }
    }
    super::over(context, limit, participants.into_iter())
}

/// Subnets of others that are shared with an account.
pub(in crate::rules::quota) fn shared_subnets_per_account(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    shared_subnets(context)
        .into_iter()
        .filter(|(_, subnets)| subnets.len() > limit)
        .map(|(account, subnets)| Counted {
            elements: subnets.iter().skip(limit).copied().cloned().collect(),
            subject: context.account_name(account),
            count: subnets.len(),
        })
        .collect()
}
