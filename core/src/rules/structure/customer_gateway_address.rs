//! A customer gateway that AWS cannot find.

use crate::message::say;
use crate::model::Resource;
use crate::net::{Address, well_known};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A customer gateway has neither an address nor a certificate, or its address is not public.
    ///
    /// # Why it matters
    /// AWS meets the device on the internet, at a static public address; a device without one needs a certificate.
    ///
    /// # How to fix
    /// Write the public address of the device, or of the NAT device in front of it.
    ///
    /// # Limits
    /// The documentation ranges count as public.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html>
    RuleInfo {
        id: "customer-gateway-address",
        title: "A customer gateway has no public address",
        group: Group::Structure,
        book: &["R-VGW-13"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::CustomerGateway(gateway) = resource.as_ref() else { continue };
        let name = context.name(id);
        let message = match &gateway.ip_address {
            None if gateway.certificate_arn.is_some() => continue,
            None => say!(
                "customer-gateway-address.none",
                "{gateway} has neither a public address nor a certificate.",
                gateway = name
            ),
            Some(address) if Address::ip(address).is_some_and(well_known::is_public) => continue,
            Some(address) => say!(
                "customer-gateway-address",
                "{gateway} has the address {address}, which is not public.",
                gateway = name,
                address = address
            ),
        };
        let help = say!(
            "customer-gateway-address.help",
            "Write the public address of the device, or of the NAT device in front of it, into {gateway}.",
            gateway = name
        );
        report.push(Found::new([id], message, help));
    }
}
