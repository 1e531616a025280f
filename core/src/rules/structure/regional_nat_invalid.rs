//! A regional NAT gateway that AWS would not make.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A regional NAT gateway names a subnet, is private, or names no VPC.
    ///
    /// # Why it matters
    /// A regional NAT gateway is made for a VPC, not for a subnet, and leads to the internet only: there is no
    /// private one. AWS refuses anything else.
    ///
    /// # How to fix
    /// Take the subnet away, name the VPC, and use a zonal NAT gateway where a private one is meant. The fix takes
    /// the subnet away and makes it public.
    ///
    /// # Limits
    /// A packet takes a regional one for public, and its subnet for not there.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html>
    RuleInfo {
        id: "regional-nat-invalid",
        title: "A regional NAT gateway has what only a zonal one has",
        group: Group::Structure,
        book: &["R-RNAT-1"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::NatGateway(nat) = resource.as_ref() else { continue };
        if !nat.is_regional() {
            continue;
        }
        let name = context.name(id);
        let remove = |path: &str| Change::RemovePath { id: id.clone(), path: path.to_owned() };
        if let Some(subnet) = &nat.subnet_id {
            let message = say!(
                "regional-nat-invalid.subnet",
                "{nat} is regional and names {subnet}. A regional NAT gateway stands in no subnet.",
                nat = name,
                subnet = context.name(subnet)
            );
            let help = say!(
                "regional-nat-invalid.subnet-help",
                "Take {subnet} out of {nat}, or make it zonal.",
                nat = name,
                subnet = context.name(subnet)
            );
            let fix = Fix {
                title: format!("Take {} out of {name}", context.name(subnet)),
                changes: vec![remove("/subnetId")],
            };
            report.push(Found::new([id, subnet], message, help).fix(Some(fix)));
        }
        if nat.connectivity_type == "private" {
            let message = say!(
                "regional-nat-invalid.private",
                "{nat} is regional and private. A regional NAT gateway is public.",
                nat = name
            );
            let help = say!(
                "regional-nat-invalid.private-help",
                "Make {nat} public, or use a zonal NAT gateway.",
                nat = name
            );
            let fix =
                Fix { title: format!("Make {name} public"), changes: vec![remove("/connectivityType")] };
            report.push(Found::new([id], message, help).fix(Some(fix)));
        }
        if nat.vpc_id.is_none() {
            let message = say!(
                "regional-nat-invalid.vpc",
                "{nat} is regional and names no VPC. A regional NAT gateway is made for one.",
                nat = name
            );
            let help = say!("regional-nat-invalid.vpc-help", "Name the VPC of {nat}.", nat = name);
            report.push(Found::new([id], message, help));
        }
    }
}
