//! A route leads to a carrier gateway in a VPC without a subnet in a Wavelength Zone.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::support::report_unserved_routes;
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;

rule! {
    /// # What it checks
    /// A row leads to a carrier gateway, and no subnet of the VPC is in a Wavelength Zone.
    ///
    /// # Why it matters
    /// A carrier gateway joins subnets of a Wavelength Zone to the network of the carrier. AWS refuses the route in a VPC
    /// that has none.
    ///
    /// # How to fix
    /// Put a subnet into a Wavelength Zone, or remove the route. The fix removes it.
    ///
    /// # Limits
    /// A zone is known by its name: that of a Wavelength Zone has `-wlz-` in it.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html>
    /// - <https://docs.aws.amazon.com/wavelength/latest/developerguide/how-wavelengths-work.html>
    RuleInfo {
        id: "route-without-wavelength-subnet",
        title: "A carrier gateway serves a VPC without a Wavelength subnet",
        group: Group::Routing,
        book: &["R-RT-29"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    report_unserved_routes(context, report, "carrierGatewayId", has_wavelength_subnet, |route| {
        let message = say!(
            "route-without-wavelength-subnet",
            "{table} sends {destination} to {gateway}, a carrier gateway, and {vpc} has no subnet in a Wavelength Zone.",
            table = route.table,
            destination = route.destination,
            gateway = route.gateway,
            vpc = route.vpc
        );
        let help = say!(
            "route-without-wavelength-subnet.help",
            "Put a subnet of {vpc} into a Wavelength Zone, or remove the route.",
            vpc = route.vpc
        );
        (message, help)
    });
}

fn has_wavelength_subnet(context: &Context<'_>, vpc: &VpcNode) -> bool {
    context.subnets_of(vpc).any(|subnet| subnet.zone.as_ref().is_some_and(|zone| zone.contains("-wlz-")))
}
