//! A rule names a security group that is gone, or that nothing leads to over which groups are recognised.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::ordered::IntoOrdered;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{group_references, pointer};
use crate::rules::{Group, Severity};
use crate::topology::{Network, TransitGatewayNode, VpcNode};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A rule names a security group that the drawing does not hold, or a group of another VPC of the Region with which
    /// no active peering connection exists, nor, for an inbound rule, a transit gateway that supports security group
    /// referencing as both attachments do.
    ///
    /// # Why it matters
    /// AWS keeps the rule and matches nothing with it. What it once admitted is dropped.
    ///
    /// # How to fix
    /// Remove the rule, or bring the connection or the group back.
    ///
    /// # Limits
    /// What an importer did not see is left out. A group that is associated with further VPCs is looked for in all of
    /// them.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html>
    RuleInfo {
        id: "sg-rule-stale",
        title: "A security group rule is stale",
        group: Group::Filtering,
        book: &["R-PEER-11", "R-SG-5"],
        codes: &["SG_RULE_STALE"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let peered = pairs_of_peerings(context.network);
    let hubs = vpcs_of_hubs(context.network);
    for reference in group_references(context) {
        let vpc_of = |group: &ResourceId| -> Option<&VpcNode> {
            context.network.vpcs.get(context.document.security_group(group.as_str())?.vpc_id.as_ref()?)
        };
        let own = vpc_of(reference.group);
        let names = (context.name(reference.group), context.name(reference.named));
        let is_there = context.document.resource(reference.named.as_str()).is_some();
        let message = match (own, vpc_of(reference.named)) {
            (own, _) if !is_there && !own.is_some_and(|vpc| vpc.does_not_know("securityGroup")) => {
                say!(
                    "sg-rule-stale.gone",
                    "{group} names {named}, which is not in the drawing.",
                    group = names.0,
                    named = names.1
                )
            }
            (Some(own), Some(other))
                if own.id != other.id
                    && own.region == other.region
                    && !UNSEEN.iter().any(|kind| own.does_not_know(kind))
                    && !reaches(
                        &homes(context, reference.group),
                        &homes(context, reference.named),
                        |pair| {
                            peered.contains(&pair)
                                || reference.field == "ipPermissions"
                                    && hubs.iter().any(|vpcs| vpcs.contains(pair.0) && vpcs.contains(pair.1))
                        },
                    ) =>
            {
                say!(
                    "sg-rule-stale",
                    "{group} names {named} of {other}, and no active peering connection joins {own} and {other}.",
                    group = names.0,
                    named = names.1,
                    other = context.name(&other.id),
                    own = context.name(&own.id)
                )
            }
            _ => continue,
        };
        let help = say!("sg-rule-stale.help", "Remove the rule: it matches nothing.");
        let path = pointer(&[reference.field, reference.row.as_str()]);
        let fix = Fix {
            title: format!("Remove the rule for {}", names.1),
            changes: vec![Change::RemovePath { id: reference.group.clone(), path }],
        };
        let elements: Vec<&ResourceId> =
            if is_there { vec![reference.group, reference.named] } else { vec![reference.group] };
        report.push(Found::new(elements, message, help).fix(Some(fix)));
    }
}

/// What an importer may have missed that would lead to the other VPC.
const UNSEEN: [&str; 3] = ["vpcPeeringConnection", "transitGateway", "transitGatewayAttachment"];

type Pairs<'a> = BTreeSet<(&'a ResourceId, &'a ResourceId)>;

/// The VPCs whose interfaces may carry a group: its own, and those with which it is associated (R-SG-19).
fn homes<'a>(context: &Context<'a>, group: &ResourceId) -> Vec<&'a ResourceId> {
    let Some(drawn) = context.document.security_group(group.as_str()) else { return Vec::new() };
    let associations = drawn.security_group_vpc_associations.values();
    let further = associations.filter(|association| association.is_in_force());
    let further = further.filter_map(|association| association.vpc_id.as_ref());
    let further = further.filter(|vpc| context.network.may_associate(drawn, vpc.as_str()));
    drawn.vpc_id.iter().chain(further).collect()
}

/// Whether interfaces of both groups may stand in one VPC, or in two that are joined.
fn reaches<'a>(
    own: &[&'a ResourceId],
    other: &[&'a ResourceId],
    is_joined: impl Fn((&'a ResourceId, &'a ResourceId)) -> bool,
) -> bool {
    own.iter().any(|one| other.iter().any(|two| one == two || is_joined((one, two))))
}

fn pairs_of_peerings(network: &Network) -> Pairs<'_> {
    let mut pairs = Pairs::new();
    for peering in network.peerings.values().filter(|peering| peering.is_active()) {
        let [one, other] = &peering.sides;
        if let (Some(one), Some(other)) = (&one.vpc, &other.vpc) {
            pairs.extend([(one, other), (other, one)]);
        }
    }
    pairs
}

/// The VPCs at each transit gateway over which inbound rules may name groups (R-TGW-26).
fn vpcs_of_hubs(network: &Network) -> Vec<BTreeSet<&ResourceId>> {
    let hubs = network.transit_gateways.values().filter(|hub| hub.is_up() && hub.references_groups);
    let vpcs = |hub: &'_ TransitGatewayNode| {
        let nodes = hub.attachments.iter().filter_map(|id| network.transit_gateway_attachments.get(id));
        let nodes = nodes.filter(|node| node.is_up() && node.references_groups);
        nodes.filter_map(|node| node.vpc()).into_set()
    };
    hubs.map(vpcs).collect()
}
