//! A VPC is peered with two VPCs that overlap each other.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::nested_pairs;
use crate::rules::{Group, Severity};
use crate::topology::PeeringSide;
use ipnet::IpNet;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A VPC has active peering connections with two VPCs whose blocks overlap each other.
    ///
    /// # Why it matters
    /// An answer follows the route table of the VPC that sends it, whichever peer the request came from. For
    /// addresses that both peers have, it may go to the wrong one.
    ///
    /// # How to fix
    /// Give one of the peers other addresses, or route each part to one peer only, by more specific routes.
    ///
    /// # Limits
    /// Whether the route tables already keep the two apart is not asked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
    RuleInfo {
        id: "peering-ambiguous-return",
        title: "Answers may go to the wrong peer",
        group: Group::Reachability,
        book: &["R-PEER-14"],
        codes: &["PCX_AMBIGUOUS_RETURN"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs().filter(|vpc| vpc.peerings.len() > 1) {
        let peers: Vec<(&crate::model::ResourceId, &PeeringSide)> = vpc
            .peerings
            .iter()
            .filter_map(|id| context.network.peerings.get(id))
            .filter(|peering| peering.is_active())
            .filter_map(|peering| Some((&peering.id, peering.other_side(vpc.id.as_str())?)))
            .collect();
        let blocks: Vec<(IpNet, usize)> = peers
            .iter()
            .enumerate()
            .flat_map(|(index, (_, side))| side.cidrs.iter().map(move |net| (*net, index)))
            .collect();
        let mut told = BTreeSet::new();
        for ((outer, one), (inner, other)) in nested_pairs(&blocks) {
            let (Some((one_id, one)), Some((other_id, other))) = (peers.get(one), peers.get(other)) else {
                continue;
            };
            let is_same = one_id == other_id || (one.vpc.is_some() && one.vpc == other.vpc);
            if is_same || !told.insert(((*one_id).min(*other_id), (*one_id).max(*other_id))) {
                continue;
            }
            let message = say!(
                "peering-ambiguous-return",
                "{vpc} reaches {outer} over {one} and {inner} over {other}. Its answers may go to the wrong one.",
                vpc = context.name(&vpc.id),
                outer = outer,
                one = context.name(one_id),
                inner = inner,
                other = context.name(other_id)
            );
            let help = say!(
                "peering-ambiguous-return.help",
                "Give one of the peers other addresses, or route each part of {outer} to one of them only.",
                outer = outer
            );
            report.push(Found::new([&vpc.id, *one_id, *other_id], message, help));
        }
    }
}
