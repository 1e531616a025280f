use super::{Resolution, Response, Verdict, codes};
use crate::change::Fix;
use crate::message::Message;
use crate::model::{ResourceId, RowId};
use crate::net::Header;
use serde::Serialize;

/// The way of a flow through the drawing: every decision on the way there and back.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Trace {
    /// What becomes of it.
    pub verdict: Verdict,
    /// The code of the first blocker, AWS's where it has one.
    pub code: Option<&'static str>,
    /// Our finer code, or for `UNKNOWN` what is missing.
    pub detail: Option<String>,
    /// Where: the component of the first blocker, or where knowledge ends.
    pub at: Option<ResourceId>,
    /// On which way the first blocker stands.
    pub leg: Option<Leg>,
    /// The request, up to the hop that dropped it.
    pub forward: Vec<Hop>,
    /// What would have followed, on the way on which the packet was lost: see [`Trace::beyond_on`].
    pub beyond: Vec<Hop>,
    /// The reply; walked as if the request had passed when `as_if` is set.
    #[serde(rename = "return")]
    pub back: Vec<Hop>,
    /// Whether the reply is hypothetical.
    pub as_if: bool,
    /// Everything that stops it, in the order of the walk.
    pub blockers: Vec<Blocker>,
    /// What is worth knowing but stops nothing.
    pub notes: Vec<TraceNote>,
    /// One whole trace per choice, where AWS or the range of reply ports has several.
    pub branches: Vec<Branch>,
    /// The largest packet that passes the whole way, there and back; `None` where there is no way.
    pub mtu: Option<PathMtu>,
    /// How the name that the packet was sent to became an address, before anything of `forward`; `None` where no name was
    /// written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Resolution>,
    /// The answer to the request that it carries, as its sender gets it; `None` where it carries none, where no answer comes
    /// and where nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Response>,
    /// The date of the rules.
    pub rules_date: &'static str,
}

/// The largest packet that passes a way (R-MTU-1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PathMtu {
    /// Its size with all its headers, in bytes.
    pub bytes: u16,
    /// The component that takes no larger one; the first of several.
    pub set_by: ResourceId,
    /// On which way that component stands.
    pub leg: Leg,
    /// The numbers of the rule book that say so, and what becomes of larger packets; none where nothing is smaller than
    /// what a VPC carries.
    pub book: Vec<&'static str>,
    /// In words.
    pub message: Message,
}

impl Trace {
    /// What would have followed on this way: nothing, unless the packet was lost on it.
    pub fn beyond_on(&self, leg: Leg) -> &[Hop] {
        if self.leg == Some(leg) { &self.beyond } else { &[] }
    }
}

/// The way there or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Leg {
    /// The request.
    Forward,
    /// The reply.
    Return,
}

/// One decision at one component.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hop {
    /// What is drawn: an instance, a subnet, a gateway, a peering, a service, `internet`.
    pub component: ResourceId,
    /// The interface, where the component is an instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interface: Option<ResourceId>,
    /// The decision.
    pub kind: HopKind,
    /// The header that came.
    #[serde(rename = "in")]
    pub header_in: Header,
    /// The header that went on.
    #[serde(rename = "out")]
    pub header_out: Header,
    /// What decided.
    pub decided_by: DecidedBy,
}

/// The kind of a decision; fixtures list `component/kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum HopKind {
    /// Source/destination check; makes a hop only when it drops.
    SourceCheck,
    /// A security group.
    SecurityGroup,
    /// A route lookup.
    Route,
    /// A network ACL.
    NetworkAcl,
    /// An address or port is replaced.
    Translate,
    /// A component passes the packet on.
    Forward,
    /// The packet arrives.
    Deliver,
}

impl HopKind {
    /// The word as the JSON writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::SourceCheck => "sourceCheck",
            Self::SecurityGroup => "securityGroup",
            Self::Route => "route",
            Self::NetworkAcl => "networkAcl",
            Self::Translate => "translate",
            Self::Forward => "forward",
            Self::Deliver => "deliver",
        }
    }
}

/// What decided a hop.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DecidedBy {
    /// The resource that holds the decider: a route table, a group, an ACL, a gateway.
    pub resource: ResourceId,
    /// The row; `None` for what is implicit or has no rows.
    pub row: Option<RowId>,
    /// What came out.
    pub outcome: Outcome,
    /// The numbers of the rule book.
    pub book: Vec<&'static str>,
    /// Whether AWS makes the decider without anybody writing it down.
    pub implicit: bool,
    /// The decision in words.
    pub text: String,
}

/// What a decider said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// A rule admits it.
    Allow,
    /// A rule denies it.
    Deny,
    /// Nothing matched.
    NoMatch,
    /// A route leads on.
    Route,
    /// The header changes.
    Translate,
    /// The state of an earlier packet admits it.
    State,
}

/// One thing that stops the flow.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Blocker {
    /// AWS's code where it has one, else ours.
    pub code: &'static str,
    /// Our finer code.
    pub detail: Option<&'static str>,
    /// The component.
    pub at: ResourceId,
    /// The way there or back.
    pub leg: Leg,
    /// Who stopped it, with which number; and what to do.
    pub message: Message,
    /// What decided.
    pub decided_by: DecidedBy,
    /// A proposed edit that takes this blocker away.
    pub fix: Option<Fix>,
}

impl Blocker {
    /// Whether somebody refused the packet and told the sender so.
    pub(super) fn is_refusal(&self) -> bool {
        matches!(self.code, codes::NO_LISTENER | codes::ENDPOINT_POLICY_DENY)
            || self.detail == Some(codes::FIREWALL_REJECT)
    }
}

/// A remark of a trace that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TraceNote {
    /// The code, as `AVAILABILITY_ZONE_CROSSED`.
    pub code: &'static str,
    /// The component.
    pub at: Option<ResourceId>,
    /// In words.
    pub message: Message,
}

/// One of several ways that a flow may take: the choice, and a whole trace.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Branch {
    /// What was chosen.
    pub choice: Choice,
    /// What followed.
    #[serde(flatten)]
    pub trace: Trace,
}

/// The choice that makes a branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Where it is made.
    pub at: ResourceId,
    /// What was picked: a range of ports, a zone, a target.
    pub picked: String,
    /// Why there is a choice.
    pub reason: String,
    /// How many of a thousand flows take it, where that can be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<u32>,
}

impl Choice {
    /// The share as people read it, as `33.3%`; nothing where it cannot be said.
    pub fn percent(&self) -> Option<String> {
        self.share.map(percent)
    }
}

/// So many of a thousand as people read it.
fn percent(share: u32) -> String {
    match share % 10 {
        0 => format!("{}%", share / 10),
        tenth => format!("{}.{tenth}%", share / 10),
    }
}

/// What a branch becomes by the choices that follow, down to its end: a node of a load balancer, and then a target.
#[derive(Clone, Debug)]
pub struct Way<'a> {
    /// The choices behind that of the branch, in the order in which they are made.
    pub choices: Vec<&'a Choice>,
    /// How many of a thousand flows of the whole trace go this way; nothing where one of the choices has no share.
    pub share: Option<u32>,
    /// What becomes of them.
    pub trace: &'a Trace,
}

impl Way<'_> {
    /// What was picked, one behind the other.
    pub fn picked(&self) -> String {
        let picked: Vec<&str> = self.choices.iter().map(|choice| choice.picked.as_str()).collect();
        picked.join(", ")
    }

    /// The share as people read it.
    pub fn percent(&self) -> Option<String> {
        self.share.map(percent)
    }
}

impl Branch {
    /// The ways into which this one parts further, to their ends and in order; none where nothing more is chosen.
    pub fn ways(&self) -> Vec<Way<'_>> {
        let mut ways = Vec::new();
        part(&self.trace, &[], self.choice.share, &mut ways);
        ways
    }
}

fn part<'a>(trace: &'a Trace, before: &[&'a Choice], share: Option<u32>, ways: &mut Vec<Way<'a>>) {
    for branch in &trace.branches {
        let choices = [before, &[&branch.choice]].concat();
        let share = share.zip(branch.choice.share).map(|(all, part)| all * part / 1000);
        if branch.trace.branches.is_empty() {
            ways.push(Way { choices, share, trace: &branch.trace });
        } else {
            part(&branch.trace, &choices, share, ways);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn branch(picked: &str, share: Option<u32>, branches: Vec<Branch>) -> Branch {
        let choice =
            Choice { at: ResourceId::new("lb-1"), picked: picked.to_owned(), reason: String::new(), share };
        let trace = Trace { verdict: Verdict::Delivered, branches, ..crate::simulate::assemble::nothing() };
        Branch { choice, trace }
    }

    #[test]
    fn ways_go_to_the_end_with_their_part_of_all() {
        let targets = || vec![branch("app-1", Some(250), Vec::new()), branch("app-2", Some(750), Vec::new())];
        let node = branch("public-a", Some(500), targets());
        let said: Vec<_> = node.ways().iter().map(|way| (way.picked(), way.percent())).collect();
        assert_eq!(
            said,
            [("app-1".to_owned(), Some("12.5%".to_owned())), ("app-2".to_owned(), Some("37.5%".to_owned()))]
        );
        let deeper = branch("fixed", Some(1000), vec![branch("public-a", None, targets())]);
        let said: Vec<_> = deeper.ways().iter().map(|way| (way.picked(), way.percent())).collect();
        assert_eq!(said, [("public-a, app-1".to_owned(), None), ("public-a, app-2".to_owned(), None)]);
        assert!(branch("alone", None, Vec::new()).ways().is_empty());
    }
}
