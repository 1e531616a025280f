//! A rule names a group under an account that does not own it.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{group_references, take_away};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A rule of a security group names another group with an account, and that group belongs to another account.
    ///
    /// # Why it matters
    /// A group of another account is named as account/group. Under another account AWS does not find it, and the rule
    /// admits nothing.
    ///
    /// # How to fix
    /// Name the account that owns the group. The fix leaves the account out, so that the group says it.
    ///
    /// # Limits
    /// A group that is not drawn is not looked at.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UserIdGroupPair.html>
    RuleInfo {
        id: "sg-reference-account",
        title: "A rule names a group of the wrong account",
        group: Group::Filtering,
        book: &["R-SHR-4"],
        api_errors: &["InvalidGroup.NotFound"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for reference in group_references(context) {
        let Some(stated) = reference.rule.user_id.as_deref() else { continue };
        let account = context.network.accounts.name_of(stated);
        let Some(owner) =
            context.network.owner_of(reference.named.as_str()).filter(|owner| *owner != account)
        else {
            continue;
        };
        let (group, named) = (context.name(reference.group), context.name(reference.named));
        let message = say!(
            "sg-reference-account",
            "{group} names {account}/{named}, and {named} belongs to {owner}. The rule admits nothing.",
            group = group,
            account = context.account_name(account),
            named = named,
            owner = context.account_name(owner)
        );
        let help = say!(
            "sg-reference-account.help",
            "Name {owner}/{named} instead.",
            owner = context.account_name(owner),
            named = named
        );
        let fix = take_away(
            format!("Name {named} of {}", context.account_name(owner)),
            reference.group,
            &[reference.field, reference.row.as_str(), "userId"],
        );
        report.push(Found::new([reference.group, reference.named], message, help).fix(Some(fix)));
    }
}
