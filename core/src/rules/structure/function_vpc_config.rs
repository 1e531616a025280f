//! A function is attached to what AWS attaches no function to.

use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::{GroupSource, InterfaceNode, ManagedServiceNode};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// The interfaces of a function: each is in a subnet and names a security group, all are in one VPC, and that VPC
    /// does not have dedicated tenancy.
    ///
    /// # Why it matters
    /// AWS refuses the function, or the change of its settings.
    ///
    /// # How to fix
    /// Give each interface a subnet and a group of one VPC with default tenancy. What is in another VPC is reached over
    /// a peering connection or a transit gateway.
    ///
    /// # Limits
    /// A group of another VPC is reported by `sg-foreign-vpc`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html>
    RuleInfo {
        id: "function-vpc-config",
        title: "A function is attached to no one VPC",
        group: Group::Structure,
        book: &["R-LAM-3"],
        api_errors: &["InvalidParameterValueException"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for function in context.network.managed_services.values().filter(|service| service.is_function()) {
        let interfaces: Vec<&InterfaceNode> =
            function.interfaces.iter().filter_map(|id| context.network.interfaces.get(id)).collect();
        for interface in &interfaces {
            report_interface(context, report, function, interface);
        }
        let vpcs: BTreeSet<&ResourceId> = interfaces.iter().filter_map(|node| node.vpc.as_ref()).collect();
        report_vpcs(context, report, function, &vpcs);
    }
}

fn report_interface(
    context: &Context<'_>,
    report: &mut Report,
    function: &ManagedServiceNode,
    interface: &InterfaceNode,
) {
    let name = context.name(&function.id);
    let subnet = interface.subnet.as_ref();
    if subnet.is_none() && is_unnamed(context, interface) {
        let message = say!(
            "function-vpc-config.subnet",
            "An interface of {function} is in no subnet: AWS wants a subnet for each.",
            function = name
        );
        let help = say!("function-vpc-config.subnet.help", "Put the interface into a subnet, or delete it.");
        report.push(Found::new([&function.id, &interface.id], message, help));
    }
    let without = matches!(interface.group_source, GroupSource::DefaultGroup | GroupSource::Implicit);
    if let Some(subnet) = subnet.filter(|_| without) {
        let message = say!(
            "function-vpc-config.group",
            "{function} has no security group in {subnet}: AWS wants one at least, and takes no default.",
            function = name,
            subnet = context.name(subnet)
        );
        let help = say!(
            "function-vpc-config.group.help",
            "Give the interface of {function} a security group.",
            function = name
        );
        report.push(Found::new([&function.id, &interface.id], message, help));
    }
}

/// Whether the interface names no subnet; one that names a wrong one is reported as a reference.
fn is_unnamed(context: &Context<'_>, interface: &InterfaceNode) -> bool {
    let written = context.document.network_interface(interface.id.as_str());
    written.is_some_and(|interface| interface.subnet_id.is_none())
}

fn report_vpcs(
    context: &Context<'_>,
    report: &mut Report,
    function: &ManagedServiceNode,
    vpcs: &BTreeSet<&ResourceId>,
) {
    let name = context.name(&function.id);
    if vpcs.len() > 1 {
        let message = say!(
            "function-vpc-config.vpcs",
            "{function} has interfaces in {vpcs}: AWS attaches a function to one VPC.",
            function = name,
            vpcs = context.names(vpcs.iter().copied())
        );
        let help = say!(
            "function-vpc-config.vpcs.help",
            "Keep the interfaces of {function} in one VPC, and join the two VPCs.",
            function = name
        );
        let elements: Vec<&ResourceId> = std::iter::once(&function.id).chain(vpcs.iter().copied()).collect();
        report.push(Found::new(elements, message, help));
    }
    let is_dedicated = |id: &ResourceId| {
        context.document.vpc(id.as_str()).is_some_and(|vpc| vpc.instance_tenancy == "dedicated")
    };
    for vpc in vpcs.iter().copied().filter(|id| is_dedicated(id)) {
        let message = say!(
            "function-vpc-config.tenancy",
            "{function} is attached to {vpc}, which has dedicated tenancy: AWS refuses functions there.",
            function = name,
            vpc = context.name(vpc)
        );
        let help = say!(
            "function-vpc-config.tenancy.help",
            "Attach {function} to a VPC with default tenancy, and peer the two.",
            function = name
        );
        report.push(Found::new([&function.id, vpc], message, help));
    }
}
