//! A resource share names somebody outside of the organization, where AWS does not take that.

use crate::message::{Message, say};
use crate::model::{Resource, ResourceId, ResourceShare};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::take_away;
use crate::rules::{Group, Severity};
use crate::topology::Principal;

rule! {
    /// # What it checks
    /// A resource share names an account or organization that is not the organization of the account that shares, and it
    /// holds a subnet or a security group, or does not allow external principals.
    ///
    /// # Why it matters
    /// Subnets and security groups are shared inside one organization of AWS Organizations only. Other resources, such as
    /// transit gateways, go to other accounts too, where the share allows it. AWS refuses everything else.
    ///
    /// # How to fix
    /// Share with accounts of the organization. The fix takes the other one out of the share.
    ///
    /// # Limits
    /// An account of which the drawing does not say the organization is taken for a member. Which accounts a unit of an
    /// organization holds is not looked at, nor whether sharing with the organization is switched on.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-prerequisites.html>
    /// - <https://docs.aws.amazon.com/ram/latest/APIReference/API_CreateResourceShare.html>
    RuleInfo {
        id: "share-outside-organization",
        title: "Something is shared outside of the organization",
        group: Group::Structure,
        book: &["R-SHR-1"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::ResourceShare(share) = resource.as_ref() else { continue };
        let owner = context.network.owner_of(id.as_str());
        let Some(home) = owner.and_then(|owner| context.network.organization_of(owner)) else { continue };
        let inside_only = share.resource_ids.iter().find(|id| is_for_members(context, id));
        if inside_only.is_none() && share.allow_external_principals || !share.is_active() {
            continue;
        }
        for (index, text) in share.principals.iter().enumerate() {
            if is_outside(context, text, home) {
                report.push(found(context, id, share, (index, text), inside_only));
            }
        }
    }
}

/// Whether AWS shares it with members of the organization only.
fn is_for_members(context: &Context<'_>, id: &ResourceId) -> bool {
    matches!(context.document.resource(id.as_str()), Some(Resource::Subnet(_) | Resource::SecurityGroup(_)))
}

fn is_outside(context: &Context<'_>, principal: &str, home: &str) -> bool {
    match context.network.accounts.principal(principal) {
        Principal::Account(account) => {
            context.network.organization_of(account).is_some_and(|organization| organization != home)
        }
        Principal::Organization(organization) => organization != home,
        Principal::OrganizationalUnit(organization) => organization.is_some_and(|own| own != home),
    }
}

fn found(
    context: &Context<'_>,
    id: &ResourceId,
    share: &ResourceShare,
    (index, text): (usize, &str),
    inside_only: Option<&ResourceId>,
) -> Found {
    let principal = context.account_name(context.network.accounts.name_of(text));
    let name = context.name(id);
    let message: Message = match inside_only {
        Some(shared) => say!(
            "share-outside-organization",
            "{share} shares {shared} with {principal}, which is outside of the organization. AWS shares subnets and security groups inside one organization only.",
            share = name,
            shared = context.name(shared),
            principal = principal
        ),
        None => say!(
            "share-outside-organization.external",
            "{share} names {principal}, which is outside of the organization, and does not allow external principals.",
            share = name,
            principal = principal
        ),
    };
    let help = say!(
        "share-outside-organization.help",
        "Share with accounts of the organization only: take {principal} out of {share}.",
        principal = principal,
        share = name
    );
    let fix = take_away(format!("Take {principal} out of {name}"), id, &["principals", &index.to_string()]);
    let shown = inside_only.or(share.resource_ids.first());
    Found::new([id].into_iter().chain(shown), message, help).fix(Some(fix))
}
