//! An interface carries a security group of another VPC.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};
use crate::topology::ManagedServiceNode;

rule! {
    /// # What it checks
    /// An interface names a security group that belongs to another VPC than its subnet, and is not associated with that
    /// VPC.
    ///
    /// # Why it matters
    /// An interface carries groups of its own VPC, or such that are associated with it. AWS does not find the other one
    /// there, and packets go as if it were not named.
    ///
    /// # How to fix
    /// Use a group of the VPC. The fix takes the group of the same name, where the VPC has one; else it takes
    /// the group off. Or associate the group with the VPC, where both are in one Region.
    ///
    /// # Limits
    /// An association counts from the time when AWS has made it until it is undone.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateSecurityGroupVpc.html>
    RuleInfo {
        id: "sg-foreign-vpc",
        title: "A security group belongs to another VPC",
        group: Group::Structure,
        book: &["R-ENI-4", "R-VAL-39", "R-ALB-14", "R-VAL-33"],
        api_errors: &["InvalidGroup.NotFound", "InvalidSecurityGroup"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for interface in context.network.interfaces.values() {
        let Some(vpc) = &interface.vpc else { continue };
        let Some(written) = context.document.network_interface(interface.id.as_str()) else { continue };
        let foreign = |(_, group): &(usize, &ResourceId)| interface.foreign_groups.contains(group);
        for (index, group) in written.group_ids.iter().enumerate().filter(foreign) {
            let home =
                context.document.security_group(group.as_str()).and_then(|group| group.vpc_id.as_ref());
            let Some(home) = home else { continue };
            let (name, group_name) = (context.name(&interface.id), context.name(group));
            let message = say!(
                "sg-foreign-vpc",
                "{interface} stands in {vpc} and carries {group}, a group of {home}.",
                interface = name,
                vpc = context.name(vpc),
                group = group_name,
                home = context.name(home)
            );
            let help = say!(
                "sg-foreign-vpc.help",
                "Give {interface} a group of {vpc} instead.",
                interface = name,
                vpc = context.name(vpc)
            );
            let path = pointer(&["groupIds", &index.to_string()]);
            let fix = match namesake(context, vpc, group) {
                Some(own) => Fix {
                    title: format!("Use {} of {}", context.name(own), context.name(vpc)),
                    changes: vec![Change::set(&interface.id, &path, own.as_str())],
                },
                None => Fix {
                    title: format!("Take {group_name} off {name}"),
                    changes: vec![Change::RemovePath { id: interface.id.clone(), path }],
                },
            };
            let service = interface.service.as_ref().and_then(|id| context.network.managed_services.get(id));
            let found = Found::new([&interface.id, group], message, help).fix(Some(fix));
            report.push(if service.is_some_and(ManagedServiceNode::is_load_balancer) {
                found.book(&["R-ALB-14", "R-VAL-33"]).api_error(Some("InvalidSecurityGroup"))
            } else {
                found.book(&["R-ENI-4", "R-VAL-39"])
            });
        }
    }
}

fn namesake<'a>(context: &Context<'a>, vpc: &ResourceId, group: &ResourceId) -> Option<&'a ResourceId> {
    let name = context.name(group);
    let mut own = context.network.vpcs.get(vpc)?.security_groups.iter();
    own.find(|other| context.name(other) == name)
}
