//! Something that only the owner of a VPC makes in it belongs to another account.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A subnet, route table, network ACL, gateway, NAT gateway, VPC endpoint or attachment to a transit gateway names
    /// another account as its owner than its VPC does.
    ///
    /// # Why it matters
    /// An account with which subnets are shared puts its own instances, interfaces and security groups there. The network
    /// itself stays with the owner of the VPC: AWS refuses to let anybody else make a part of it.
    ///
    /// # How to fix
    /// Let the owner of the VPC make it. The fix gives it to that account.
    ///
    /// # Limits
    /// A thing that names no owner belongs to the account of its VPC.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html>
    RuleInfo {
        id: "not-by-vpc-owner",
        title: "Part of a network belongs to another account than its VPC",
        group: Group::Structure,
        book: &["R-SHR-2", "R-IFE-12"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let resource = resource.as_ref();
        let Some(vpc) = vpc_of(context, resource) else { continue };
        let Some(stated) = resource.owner_id() else { continue };
        let owner = context.network.accounts.name_of(stated);
        let home = context.network.owner_of(vpc.as_str());
        let is_attachment = matches!(resource, Resource::TransitGatewayAttachment(_));
        // An attachment says its owner even where the VPC does not.
        if home == Some(owner) || home.is_none() && is_attachment {
            continue;
        }
        let (name, vpc_name) = (context.name(id), context.name(vpc));
        let message = say!(
            "not-by-vpc-owner",
            "{name} belongs to {owner}, and {vpc} to {home}. Only the owner of a VPC makes this in it.",
            name = name,
            owner = context.account_name(owner),
            vpc = vpc_name,
            home = context.owner_name(home)
        );
        let help = say!(
            "not-by-vpc-owner.help",
            "Let {home} make {name}.",
            home = context.owner_name(home),
            name = name
        );
        let field = if is_attachment { "/resourceOwnerId" } else { "/ownerId" };
        let fix = Fix {
            title: format!("Give {name} to the owner of {vpc_name}"),
            changes: vec![Change::RemovePath { id: id.clone(), path: field.to_owned() }],
        };
        let is_endpoint = matches!(resource, Resource::VpcEndpoint(_));
        let book: &'static [&'static str] = if is_endpoint { &["R-SHR-2", "R-IFE-12"] } else { &["R-SHR-2"] };
        report.push(Found::new([id, vpc], message, help).fix(Some(fix)).book(book));
    }
}

/// The VPC of what only its owner makes.
fn vpc_of<'a>(context: &Context<'a>, resource: &'a Resource) -> Option<&'a ResourceId> {
    let vpc = match resource {
        Resource::Subnet(own) => own.vpc_id.as_ref(),
        Resource::RouteTable(own) => own.vpc_id.as_ref(),
        Resource::NetworkAcl(own) => own.vpc_id.as_ref(),
        Resource::InternetGateway(own) => own.vpc_id.as_ref(),
        Resource::EgressOnlyInternetGateway(own) => own.vpc_id.as_ref(),
        Resource::VpnGateway(own) => own.vpc_id.as_ref(),
        Resource::VpcEndpoint(own) => own.vpc_id.as_ref(),
        Resource::NatGateway(own) => {
            let subnet = own.subnet_id.as_ref().and_then(|id| context.network.subnets.get(id));
            subnet.and_then(|subnet| subnet.vpc.as_ref()).or(own.vpc_id.as_ref())
        }
        Resource::TransitGatewayAttachment(own) => own.vpc_id(),
        _ => None,
    };
    vpc.filter(|id| context.network.vpcs.contains_key(*id))
}
