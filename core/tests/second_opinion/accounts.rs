//! Who owns what, from sections 8 and 27 of the rule book (R-SHR): it changes no packet but for groups that are named with
//! an account (R-SHR-4), and Block Public Access, which is set in an account.

use netyard_core::model::{Document, Resource, VpcBlockPublicAccessOptions};

/// The number of an account that is named by its number or its id.
fn number<'d>(document: &'d Document, account: &'d str) -> &'d str {
    match document.resource(account) {
        Some(Resource::Account(one)) => one.account_id.as_deref().unwrap_or(account),
        _ => account,
    }
}

/// The account of a VPC, if one is drawn or named.
fn of_vpc<'d>(document: &'d Document, vpc: &str) -> Option<&'d str> {
    let Some(Resource::Vpc(vpc)) = document.resource(vpc) else { return None };
    vpc.owner_id.as_ref().map(|owner| number(document, owner.as_str()))
}

/// The account of a group: its own, else that of its VPC.
fn of_group<'d>(document: &'d Document, group: &str) -> Option<&'d str> {
    let group = document.security_group(group)?;
    let own = group.owner_id.as_ref().map(|owner| number(document, owner.as_str()));
    own.or_else(|| of_vpc(document, group.vpc_id.as_ref()?.as_str()))
}

/// Whether a group is named with the account that owns it, or with none.
pub(crate) fn is_named_rightly(document: &Document, group: &str, account: Option<&str>) -> bool {
    let named = account.map(|account| number(document, account));
    named.is_none_or(|named| of_group(document, group).is_none_or(|owner| owner == named))
}

/// Whether options of a Region are those of the account of a VPC.
pub(crate) fn is_for(document: &Document, options: &VpcBlockPublicAccessOptions, vpc: &str) -> bool {
    let owner = options.owner_id.as_ref().map(|owner| number(document, owner.as_str()));
    owner.is_none_or(|owner| of_vpc(document, vpc).is_none_or(|of| of == owner))
}
