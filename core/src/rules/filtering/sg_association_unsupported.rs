//! A security group is associated with a VPC with which AWS associates none.

use crate::change::{Change, Fix};
use crate::message::{Message, say};
use crate::model::{ResourceId, SecurityGroup, Vpc};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A security group is associated with a further VPC, and that VPC is in another Region, or one of the two VPCs is a
    /// default VPC, or the group is the default group of its VPC, or the VPC belongs to another account that shares nothing
    /// of it with the account of the group.
    ///
    /// # Why it matters
    /// AWS refuses the association, so interfaces of that VPC cannot carry the group.
    ///
    /// # How to fix
    /// Make a group with the same rules in the other VPC. The fix ends the association, where no
    /// interface of that VPC carries the group.
    ///
    /// # Limits
    /// An association that failed, or that was ended, is not looked at.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateSecurityGroupVpc.html>
    RuleInfo {
        id: "sg-association-unsupported",
        title: "A security group cannot be associated with a VPC",
        group: Group::Filtering,
        book: &["R-SG-19"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, group) in context.groups() {
        for (row, association) in &group.security_group_vpc_associations {
            let Some(vpc) = association.vpc_id.as_ref().filter(|_| association.is_in_force()) else {
                continue;
            };
            let Some(further) = context.document.vpc(vpc.as_str()) else { continue };
            let Some(message) = refusal(context, id, group, vpc, further) else { continue };
            let name = context.name(vpc);
            let help =
                say!("sg-association-unsupported.help", "Make a group of its own in {vpc}.", vpc = name);
            let path = pointer(&["securityGroupVpcAssociations", row.as_str()]);
            let fix = (!is_in_use(context, id, vpc)).then(|| Fix {
                title: format!("End the association of {} with {name}", context.name(id)),
                changes: vec![Change::RemovePath { id: id.clone(), path }],
            });
            report.push(Found::new([id, vpc], message, help).fix(fix));
        }
    }
}

/// Whether an interface of the VPC names the group, which does not count there: it needs another one first.
fn is_in_use(context: &Context<'_>, group: &ResourceId, vpc: &ResourceId) -> bool {
    let mut interfaces = context.network.interfaces.values();
    interfaces.any(|interface| {
        let mut named = interface.groups.iter().chain(&interface.foreign_groups);
        interface.vpc.as_ref() == Some(vpc) && named.any(|named| named == group)
    })
}

/// Why AWS does not make the association, if it does not.
fn refusal(
    context: &Context<'_>,
    id: &ResourceId,
    group: &SecurityGroup,
    vpc: &ResourceId,
    further: &Vpc,
) -> Option<Message> {
    let home_id = group.vpc_id.as_ref()?;
    let home = context.document.vpc(home_id.as_str())?;
    if let (Some(own), Some(other)) = (&home.region, &further.region)
        && own != other
    {
        return Some(say!(
            "sg-association-unsupported",
            "{group} is a group of {region}, and {vpc} is in {other}. A group is associated with VPCs of its Region only.",
            group = context.name(id),
            region = own,
            vpc = context.name(vpc),
            other = other
        ));
    }
    if group.is_default() {
        return Some(say!(
            "sg-association-unsupported.default-group",
            "{group} is the default group of {vpc}. AWS associates it with no other VPC.",
            group = context.name(id),
            vpc = context.name(home_id)
        ));
    }
    let may_use = context.network.account_may_use(id.as_str(), vpc.as_str());
    if let Some(account) = context.network.owner_of(id.as_str()).filter(|_| !may_use) {
        return Some(say!(
            "sg-association-unsupported.other-account",
            "{group} belongs to {account}, and nothing of {vpc} is shared with {account}.",
            group = context.name(id),
            account = context.account_name(account),
            vpc = context.name(vpc)
        ));
    }
    let default = [(vpc, further), (home_id, home)].into_iter().find(|(_, drawn)| drawn.is_default)?.0;
    Some(say!(
        "sg-association-unsupported.default-vpc",
        "{vpc} is a default VPC. AWS associates no group with it, and none of its own with others.",
        vpc = context.name(default)
    ))
}
