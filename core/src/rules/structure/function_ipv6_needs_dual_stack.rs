//! A function asks for IPv6, and one of its subnets has none.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Function, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// IPv6 is switched on for a function, and a subnet in which it has an interface has no IPv6 block.
    ///
    /// # Why it matters
    /// AWS refuses the setting: it may start the function in any of the subnets, so that all of them need IPv6.
    ///
    /// # How to fix
    /// Give every subnet an IPv6 block, or switch IPv6 of the function off. The fix switches it off.
    ///
    /// # Limits
    /// Functions outside of every VPC have no such setting.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html>
    RuleInfo {
        id: "function-ipv6-needs-dual-stack",
        title: "A function with IPv6 in a subnet without",
        group: Group::Structure,
        book: &["R-LAM-5"],
        api_errors: &["InvalidParameterValueException"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for function in context.network.managed_services.values().filter(|service| service.is_function()) {
        let asks = context.document.function(function.id.as_str()).is_some_and(Function::asks_for_ipv6);
        if !asks {
            continue;
        }
        let interfaces = function.interfaces.iter().filter_map(|id| context.network.interfaces.get(id));
        let subnets: BTreeSet<&ResourceId> = interfaces.filter_map(|node| node.subnet.as_ref()).collect();
        let without = subnets
            .into_iter()
            .filter(|id| context.network.subnets.get(*id).is_some_and(|subnet| subnet.ipv6_cidr.is_none()));
        let name = context.name(&function.id);
        for subnet in without {
            let message = say!(
                "function-ipv6-needs-dual-stack",
                "{function} asks for IPv6, and {subnet} has no IPv6 block: AWS wants it in every subnet of the function.",
                function = name,
                subnet = context.name(subnet)
            );
            let help = say!(
                "function-ipv6-needs-dual-stack.help",
                "Give {subnet} an IPv6 block, or switch IPv6 of {function} off.",
                subnet = context.name(subnet),
                function = name
            );
            let fix = Fix {
                title: format!("Switch IPv6 of {name} off"),
                changes: vec![Change::RemovePath {
                    id: function.id.clone(),
                    path: "/vpcConfig/ipv6AllowedForDualStack".to_owned(),
                }],
            };
            report.push(Found::new([&function.id, subnet], message, help).fix(Some(fix)));
        }
    }
}
