use super::{Question, ResolutionStep, Status, StepAnswer};
use crate::change::Fix;
use crate::message::Message;
use crate::model::ResourceId;
use crate::model::reserved::GatewayService;
use crate::simulate::walk::Decision;
use crate::simulate::world::World;
use crate::simulate::{Blocker, FlowSpec, Leg, Trace, TraceNote, codes};
use crate::topology::VpcNode;
use std::collections::BTreeMap;

/// How many names a name may stand for, one after the other.
const LONGEST_CHAIN: usize = 16;

/// One question on its way.
pub(super) struct Lookup<'a> {
    pub(super) world: World<'a>,
    /// The type of the records, in capital letters.
    pub(super) record_type: &'a str,
    /// What was answered so far.
    pub(super) steps: Vec<ResolutionStep>,
    /// What is worth knowing but stops nothing.
    pub(super) notes: Vec<TraceNote>,
    /// The VPC of the sender.
    pub(super) home: Option<&'a VpcNode>,
    /// The zone of the sender, or of whoever asks in its place.
    pub(super) zone_of_asker: Option<&'a str>,
    /// What the addresses stand for, where they are those of a service of AWS.
    pub(super) service: Option<Service>,
    /// The resolvers and servers that wait for an answer, with the name that each was asked for.
    waiting: Vec<(ResourceId, String)>,
    /// The rules that forwarded, the last one last.
    pub(super) rules: Vec<ResourceId>,
    /// The names that stood for others.
    chain: Vec<String>,
    /// How many of a thousand askers get each value, where records are drawn.
    pub(super) shares: BTreeMap<String, u32>,
    /// How many values an answer holds, where it does not hold all.
    pub(super) at_once: Option<usize>,
    /// What gives one of several addresses, and why.
    pub(super) drawn_at: Option<(ResourceId, Drawing)>,
    /// The interfaces behind addresses of names that AWS gives.
    pub(super) behind: BTreeMap<String, ResourceId>,
    /// Records that may be drawn and give nothing.
    pub(super) lost: Vec<Lost>,
}

/// Why one of several addresses is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawing {
    /// Records with weights.
    Weights,
    /// A choice of AWS, in words.
    Choice(&'static str),
}

/// A record that may be drawn and gives nothing.
pub(super) struct Lost {
    /// The name that it names.
    pub(super) name: String,
    /// How many of a thousand askers get it.
    pub(super) share: Option<u32>,
    /// Why nothing comes.
    pub(super) blockers: Vec<Blocker>,
}

/// A service of AWS at its public addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Service {
    /// One that gateway endpoints lead to, with its Region.
    Gateway(GatewayService, String),
    /// Any other one.
    Other,
}

/// What comes back.
pub(super) enum Reply {
    /// The values of the type that was asked for.
    Values(Vec<String>),
    /// No value, and why.
    Failed(Box<Failure>),
    /// The drawing does not hold what decides: where, and what is missing.
    Unknown(ResourceId, String),
}

/// Why no value comes.
pub(super) struct Failure {
    pub(super) status: Status,
    /// What stops it; the first one is named.
    pub(super) blockers: Vec<Blocker>,
}

impl Failure {
    /// Whether whoever asked goes on and asks the next server.
    pub(super) fn is_silence(&self) -> bool {
        self.status == Status::Timeout
    }
}

/// Why a step gives no value, in the words of a blocker.
pub(super) struct Refusal {
    pub(super) status: Status,
    pub(super) code: &'static str,
    pub(super) detail: Option<&'static str>,
    pub(super) message: Message,
    pub(super) fix: Option<Fix>,
}

impl Refusal {
    /// There is no such name.
    pub(super) fn no_such_name(message: Message) -> Self {
        Self { status: Status::NxDomain, code: codes::NXDOMAIN, detail: None, message, fix: None }
    }

    /// The name has no record of that type.
    pub(super) fn no_data(message: Message) -> Self {
        Self { status: Status::NoData, code: codes::DNS_NO_DATA, detail: None, message, fix: None }
    }
}

impl<'a> Lookup<'a> {
    pub(super) fn new(world: World<'a>, record_type: &'a str, home: Option<&'a VpcNode>) -> Self {
        Self {
            world,
            record_type,
            steps: Vec::new(),
            notes: Vec::new(),
            home,
            zone_of_asker: None,
            service: None,
            waiting: Vec::new(),
            rules: Vec::new(),
            chain: Vec::new(),
            shares: BTreeMap::new(),
            at_once: None,
            drawn_at: None,
            behind: BTreeMap::new(),
            lost: Vec::new(),
        }
    }

    /// The same question without anything that was written down, to see what another place would say.
    pub(super) fn aside(&self) -> Self {
        Self { zone_of_asker: self.zone_of_asker, ..Self::new(self.world, self.record_type, self.home) }
    }

    /// How people call a resource.
    pub(super) fn called(&self, id: &ResourceId) -> String {
        self.world.network.display_name(id.as_str()).to_owned()
    }

    /// Writes down what a place answers.
    pub(super) fn step(
        &mut self,
        component: &ResourceId,
        name: &str,
        answer: (Status, Vec<String>),
        decision: Decision,
        flow: Option<Trace>,
    ) {
        let (status, values) = answer;
        self.steps.push(ResolutionStep {
            component: component.clone(),
            question: Question { name: name.to_owned(), record_type: self.record_type.to_owned() },
            answer: StepAnswer { status, values },
            decided_by: decision.into(),
            flow: flow.map(Box::new),
        });
    }

    /// Writes down values, and gives them.
    pub(super) fn answered(
        &mut self,
        component: &ResourceId,
        name: &str,
        values: Vec<String>,
        decision: Decision,
    ) -> Reply {
        self.step(component, name, (Status::NoError, values.clone()), decision, None);
        Reply::Values(values)
    }

    /// Writes down that no value comes, and why.
    pub(super) fn refused(
        &mut self,
        component: &ResourceId,
        name: &str,
        decision: Decision,
        refusal: Refusal,
    ) -> Reply {
        let Refusal { status, code, detail, message, fix } = refusal;
        self.step(component, name, (status, Vec::new()), decision, None);
        let decided_by = self.steps.last().map(|step| step.decided_by.clone());
        let at = component.clone();
        let blocker = decided_by.map(|decided_by| Blocker {
            code,
            detail,
            at,
            leg: Leg::Forward,
            message,
            decided_by,
            fix,
        });
        Reply::Failed(Box::new(Failure { status, blockers: blocker.into_iter().collect() }))
    }

    /// Goes on with the name that a name stands for; `again` asks whoever takes it up.
    pub(super) fn stands_for(
        &mut self,
        component: &ResourceId,
        (name, other): (&str, &str),
        decision: Decision,
        again: impl FnOnce(&mut Self, &str) -> Reply,
    ) -> Reply {
        self.step(component, name, (Status::Alias, vec![other.to_owned()]), decision, None);
        self.chain.push(name.to_owned());
        if self.chain.iter().any(|before| before == other) || self.chain.len() > LONGEST_CHAIN {
            let message = Message::new(
                "dns.chain",
                "{name} stands for {other}, and that leads back to it: nobody gets an address. Let the last of them name an address.",
                [("name", name.to_owned()), ("other", other.to_owned())],
            );
            let text = format!("{other} was asked for before");
            let decision = Decision::new(component, crate::simulate::Outcome::Deny, ["R-DNS-16"], text);
            return self.refused(component, other, decision, looped(message));
        }
        again(self, other)
    }

    /// Asks somebody who may ask others: nobody is asked twice for one name while waiting for an answer (R-DNS-16).
    pub(super) fn guarded(
        &mut self,
        who: &ResourceId,
        name: &str,
        ask: impl FnOnce(&mut Self) -> Reply,
    ) -> Reply {
        let key = (who.clone(), name.to_owned());
        if self.waiting.contains(&key) {
            let rule = self.rules.last().cloned();
            let by = rule.as_ref().unwrap_or(who);
            let (who_name, by_name) = (self.called(who), self.called(by));
            let message = Message::new(
                "dns.loop",
                "The question for {name} comes back to {who}, which waits for the answer. Let {by} name servers that know it.",
                [("name", name.to_owned()), ("who", who_name), ("by", by_name.clone())],
            );
            let text = format!("{by_name} leads the question back to where it came from");
            let decision = Decision::new(by, crate::simulate::Outcome::Deny, ["R-DNS-16"], text);
            return self.refused(who, name, decision, looped(message));
        }
        self.waiting.push(key);
        let reply = ask(self);
        self.waiting.pop();
        reply
    }

    /// The question as a packet, from this sender.
    pub(super) fn packet(from: &FlowSpec, to: std::net::IpAddr, port: u16) -> FlowSpec {
        FlowSpec {
            source_ip: from.source_ip,
            protocol: Some(crate::net::Protocol::Udp),
            port: Some(port),
            ..FlowSpec::new(&from.from, &to.to_string())
        }
    }

    pub(super) fn note(&mut self, code: &'static str, at: Option<&ResourceId>, message: Message) {
        let note = TraceNote { code, at: at.cloned(), message };
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

fn looped(message: Message) -> Refusal {
    Refusal { status: Status::Loop, code: codes::DNS_LOOP, detail: None, message, fix: None }
}
