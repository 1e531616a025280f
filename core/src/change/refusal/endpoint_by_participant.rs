//! An account with which subnets are shared makes an endpoint in the VPC (R-IFE-12).

use super::{Act, Refusal, info::refusal};
use crate::change::Change;
use crate::message::say;
use crate::model::{Document, Resource};

refusal! {
    /// # What it checks
    /// A VPC endpoint is made that names another account as its owner than its VPC does.
    ///
    /// # Why it matters
    /// An account with which subnets are shared puts its own hosts there. Endpoints are made by the owner of the VPC only:
    /// AWS refuses it to everybody else.
    ///
    /// # How to fix
    /// Let the owner of the VPC make the endpoint. Hosts of all accounts in the VPC use it.
    ///
    /// # Limits
    /// Where the VPC names no owner, nobody is refused.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html>
    RefusalInfo {
        id: "endpoint-by-participant",
        title: "A participant makes an endpoint in a shared subnet",
        book: &["R-IFE-12"],
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let Change::Add { id, resource } = act.change else { return None };
    let Resource::VpcEndpoint(endpoint) = resource.as_ref() else { return None };
    let vpc_id = endpoint.vpc_id.as_ref()?;
    let home = act.after.vpc(vpc_id.as_str())?.owner_id.as_deref()?;
    let owner = endpoint.owner_id.as_deref()?;
    if account(act.after, owner) == account(act.after, home) {
        return None;
    }
    let name = |text: &str| act.after.display_name(account(act.after, text)).to_owned();
    Some(RULE.refused(say!(
        "endpoint-by-participant",
        "{owner} cannot make {endpoint} in {vpc}: only the owner of a VPC makes endpoints in it. Let {home} make it.",
        owner = name(owner),
        endpoint = act.after.display_name(id.as_str()),
        vpc = act.after.display_name(vpc_id.as_str()),
        home = name(home)
    )))
}

/// The account of the drawing that an owner means: its id, or its account id.
fn account<'a>(document: &'a Document, owner: &'a str) -> &'a str {
    let mut named = document.resources.iter().filter(|(_, resource)| {
        matches!(resource.as_ref(), Resource::Account(account) if account.account_id.as_deref() == Some(owner))
    });
    named.next().map_or(owner, |(id, _)| id.as_str())
}
