//! A route table, network ACL or gateway endpoint is associated with something of another VPC.

use crate::message::say;
use crate::model::{NatGateway, Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::take_away;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A route table or network ACL names a subnet of another VPC, a gateway endpoint a route table of another
    /// VPC, or a NAT gateway another VPC than that of its subnet.
    ///
    /// # Why it matters
    /// Tables, ACLs and gateway endpoints serve the VPC in which they were made. AWS refuses the association.
    ///
    /// # How to fix
    /// Use one of the VPC in question. The fix takes the association away.
    ///
    /// # Limits
    /// Until then the association counts for nothing: the main route table and the default network ACL of the
    /// subnet's own VPC decide, unless another one is associated.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    RuleInfo {
        id: "association-other-vpc",
        title: "Something is associated with a part of another VPC",
        group: Group::Structure,
        book: &["R-RT-15", "R-NACL-6", "R-GWE-2"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

/// A kind of association: the field that holds it, what the holder is called, and the number of the book.
type Kind = (&'static str, &'static str, &'static [&'static str]);

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let (vpc, named, kind): (_, _, Kind) = match resource.as_ref() {
            Resource::RouteTable(table) => {
                (&table.vpc_id, &table.subnet_ids, ("subnetIds", "route table", &["R-RT-15"]))
            }
            Resource::NetworkAcl(acl) => {
                (&acl.vpc_id, &acl.subnet_ids, ("subnetIds", "network ACL", &["R-NACL-6"]))
            }
            Resource::VpcEndpoint(endpoint) => {
                let kind: Kind = ("routeTableIds", "gateway endpoint", &["R-GWE-2"]);
                (&endpoint.vpc_id, &endpoint.route_table_ids, kind)
            }
            Resource::NatGateway(nat) => {
                report.push_all(nat_gateway(context, id, nat));
                continue;
            }
            _ => continue,
        };
        for (index, part) in named.iter().enumerate() {
            if let (Some(own), Some(other)) = (vpc, vpc_of(context, part))
                && context.network.is_of_another_vpc(Some(own), Some(other))
            {
                report.push(found(context, (id, own), (part, other, index), kind));
            }
        }
    }
}

fn vpc_of<'a>(context: &Context<'a>, part: &ResourceId) -> Option<&'a ResourceId> {
    match context.document.resource(part.as_str())? {
        Resource::Subnet(subnet) => subnet.vpc_id.as_ref(),
        Resource::RouteTable(table) => table.vpc_id.as_ref(),
        _ => None,
    }
}

/// A NAT gateway lies in the VPC of its subnet: AWS never says another one.
fn nat_gateway(context: &Context<'_>, id: &ResourceId, nat: &NatGateway) -> Option<Found> {
    let (named, subnet) = (nat.vpc_id.as_ref()?, nat.subnet_id.as_ref()?);
    let own = vpc_of(context, subnet)?;
    if !context.network.is_of_another_vpc(Some(named), Some(own)) {
        return None;
    }
    let (name, vpc) = (context.name(id), context.name(named));
    let message = say!(
        "association-other-vpc.nat",
        "{name} says that it lies in {vpc}, and its subnet {subnet} is part of {other}.",
        name = name,
        vpc = vpc,
        subnet = context.name(subnet),
        other = context.name(own)
    );
    let help = say!(
        "association-other-vpc.nat-help",
        "Take {vpc} out of {name}: its subnet tells the VPC.",
        vpc = vpc,
        name = name
    );
    let fix = take_away(format!("Take {vpc} out of {name}"), id, &["vpcId"]);
    Some(Found::new([id, named], message, help).fix(Some(fix)).book(&[]))
}

fn found(
    context: &Context<'_>,
    (id, own): (&ResourceId, &ResourceId),
    (part, other, index): (&ResourceId, &ResourceId, usize),
    (field, what, book): Kind,
) -> Found {
    let (name, part_name, other_name) = (context.name(id), context.name(part), context.name(other));
    let message = say!(
        "association-other-vpc",
        "{name} of {vpc} is associated with {part}, which is part of {other}.",
        name = name,
        vpc = context.name(own),
        part = part_name,
        other = other_name
    );
    let help = say!(
        "association-other-vpc.help",
        "Take {part} out of {name}, and use a {what} of {other}.",
        part = part_name,
        name = name,
        what = what,
        other = other_name
    );
    let fix = take_away(format!("Take {part_name} out of {name}"), id, &[field, &index.to_string()]);
    Found::new([id, part], message, help).fix(Some(fix)).book(book)
}
