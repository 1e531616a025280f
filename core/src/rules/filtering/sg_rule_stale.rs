//! A rule names a security group that is gone, or that nothing leads to over which groups are recognised.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::ordered::IntoOrdered;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{group_references, pointer};
use crate::rules::{Group, Severity};
use crate::topology::{Network, TransitGatewayAttachmentNode, TransitGatewayNode, VpcNode};
use std::collections::{BTreeMap, BTreeSet};

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
    let hubs = hubs(context.network);
    for reference in group_references(context) {
        let vpc_of = |group: &ResourceId| -> Option<&VpcNode> {
            context.network.vpcs.get(context.document.security_group(group.as_str())?.vpc_id.as_ref()?)
        };
        let own = vpc_of(reference.group);
        let names = (context.name(reference.group), context.name(reference.named));
        let is_there = context.document.resource(reference.named.as_str()).is_some();
        let remove = || say!("sg-rule-stale.help", "Remove the rule: it matches nothing.");
        let (message, help) = match (own, vpc_of(reference.named)) {
            (own, _) if !is_there && !own.is_some_and(|vpc| vpc.does_not_know("securityGroup")) => {
                let message = say!(
                    "sg-rule-stale.gone",
                    "{group} names {named}, which is not in the drawing.",
                    group = names.0,
                    named = names.1
                );
                (message, remove())
            }
            (Some(own), Some(other))
                if own.id != other.id
                    && own.region == other.region
                    && !UNSEEN.iter().any(|kind| own.does_not_know(kind)) =>
            {
                let (from, to) = (homes(context, reference.group), homes(context, reference.named));
                let is_inbound = reference.field == "ipPermissions";
                let hub = joining(&hubs, &from, &to);
                let is_named_over = is_inbound && hub.is_some_and(|found| found.lacking.is_none());
                if is_named_over || reaches(&from, &to, |pair| peered.contains(&pair)) {
                    continue;
                }
                let vpcs = (context.name(&own.id), context.name(&other.id));
                match hub {
                    Some(Joining { hub, lacking: Some(lacking) }) if is_inbound => (
                        say!(
                            "sg-rule-stale.unsupported",
                            "{group} names {named} of {other}. {hub} joins {own} and {other}, and {lacking} does not support security group referencing.",
                            group = names.0,
                            named = names.1,
                            other = vpcs.1,
                            own = vpcs.0,
                            hub = context.name(hub),
                            lacking = context.name(lacking)
                        ),
                        say!(
                            "sg-rule-stale.unsupported-help",
                            "Turn it on at {lacking}, or remove the rule: it matches nothing.",
                            lacking = context.name(lacking)
                        ),
                    ),
                    Some(Joining { hub, .. }) => (
                        say!(
                            "sg-rule-stale.outbound",
                            "An outbound rule of {group} names {named} of {other}. Over {hub}, which joins {own} and {other}, only inbound rules name groups.",
                            group = names.0,
                            named = names.1,
                            other = vpcs.1,
                            own = vpcs.0,
                            hub = context.name(hub)
                        ),
                        say!(
                            "sg-rule-stale.outbound-help",
                            "Name addresses in the rule, or remove it: it matches nothing."
                        ),
                    ),
                    None => (
                        say!(
                            "sg-rule-stale",
                            "{group} names {named} of {other}, and no active peering connection joins {own} and {other}.",
                            group = names.0,
                            named = names.1,
                            other = vpcs.1,
                            own = vpcs.0
                        ),
                        remove(),
                    ),
                }
            }
            _ => continue,
        };
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

/// A transit gateway that is up, what says that rules may name groups across it, and the VPCs at it by attachments
/// that are up (R-TGW-26).
struct Hub<'a> {
    gateway: &'a TransitGatewayNode,
    attachments: BTreeMap<&'a ResourceId, &'a TransitGatewayAttachmentNode>,
}

/// A transit gateway that joins two VPCs, and which part of the way does not support that groups are named.
#[derive(Clone, Copy)]
struct Joining<'a> {
    hub: &'a ResourceId,
    lacking: Option<&'a ResourceId>,
}

fn hubs(network: &Network) -> Vec<Hub<'_>> {
    let mut hubs = Vec::new();
    for gateway in network.transit_gateways.values().filter(|gateway| gateway.is_up()) {
        let nodes = gateway.attachments.iter().filter_map(|id| network.transit_gateway_attachments.get(id));
        let nodes = nodes.filter(|node| node.is_up());
        let attachments = nodes.filter_map(|node| Some((node.vpc()?, node))).into_map();
        hubs.push(Hub { gateway, attachments });
    }
    hubs
}

/// The transit gateway that joins two of these VPCs: one that lacks nothing, if there is one.
fn joining<'a>(hubs: &[Hub<'a>], from: &[&ResourceId], to: &[&ResourceId]) -> Option<Joining<'a>> {
    let pairs = || from.iter().flat_map(|one| to.iter().map(move |two| (*one, *two)));
    let over = |hub: &Hub<'a>, (one, two): (&ResourceId, &ResourceId)| {
        let ends = [hub.attachments.get(one)?, hub.attachments.get(two)?];
        let lacking = ends.into_iter().find(|node| !node.references_groups).map(|node| &node.id);
        let lacking = if hub.gateway.references_groups { lacking } else { Some(&hub.gateway.id) };
        Some(Joining { hub: &hub.gateway.id, lacking })
    };
    let found = || hubs.iter().flat_map(|hub| pairs().filter_map(move |pair| over(hub, pair)));
    found().find(|found| found.lacking.is_none()).or_else(|| found().next())
}
