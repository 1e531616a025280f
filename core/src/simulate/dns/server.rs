//! A DNS server at an address: the question is a packet of its own, and who it arrives at answers.

use super::Status;
use super::health::SetHealth;
use super::lookup::{Failure, Lookup, Reply};
use super::records::{self, Asked, Found, Name};
use crate::message::Message;
use crate::model::reserved::INTERNET;
use crate::model::{DnsServer, Resource, ResourceId, ResourceRecordSet, RowId};
use crate::simulate::walk::Decision;
use crate::simulate::{FlowSpec, Hop, Leg, Outcome, Trace, Verdict, codes};
use crate::topology::domain_of;
use std::net::IpAddr;

impl<'a> Lookup<'a> {
    /// Sends the question to a server from this sender, and gives what it answers.
    pub(super) fn server_at(
        &mut self,
        from: &FlowSpec,
        (address, port): (IpAddr, u16),
        name: &str,
        number: &'static str,
    ) -> Reply {
        let sender = self.world.network.display_name(&from.from).to_owned();
        let trace = match crate::simulate::follow(self.world, &Self::packet(from, address, port)) {
            Ok(trace) => trace,
            Err(error) => return Reply::Unknown(ResourceId::new(&from.from), error.to_string()),
        };
        let text = format!("{sender} asks {address} over udp {port}");
        match trace.verdict {
            Verdict::Delivered | Verdict::Partial => {
                let Some(hop) = delivered(&trace).and_then(|one| one.forward.last()).cloned() else {
                    return Reply::Unknown(
                        ResourceId::new(&from.from),
                        format!("Nobody is known at {address}."),
                    );
                };
                let decision = Decision::new(&hop.component, Outcome::Route, [number], text);
                let whom = vec![address.to_string()];
                self.step(&hop.component, name, (Status::Asks, whom), decision, Some(trace));
                self.at_hop(&hop, name, address)
            }
            Verdict::Unknown => {
                let at = trace.at.clone().unwrap_or_else(|| ResourceId::new(&from.from));
                Reply::Unknown(at, trace.detail.unwrap_or_default())
            }
            Verdict::Dropped | Verdict::Rejected => {
                let mut blockers = trace.blockers.clone();
                for blocker in &mut blockers {
                    let text = format!("{sender} cannot ask {address} for {name}: {}", blocker.message.text);
                    blocker.message = Message { text, ..blocker.message.clone() };
                    blocker.leg = Leg::Forward;
                }
                let at = trace.at.clone().unwrap_or_else(|| ResourceId::new(&from.from));
                let mut book = vec![number];
                if trace.code == Some(codes::DNS_RESOLVER_NOT_REACHABLE) {
                    book.extend(["R-DNS-3", "R-DNS-15"]);
                }
                let decision = Decision::new(&at, Outcome::Deny, book, text);
                self.step(&at, name, (Status::Timeout, vec![address.to_string()]), decision, Some(trace));
                Reply::Failed(Box::new(Failure { status: Status::Timeout, blockers }))
            }
        }
    }

    /// Who stands where the question arrived.
    fn at_hop(&mut self, hop: &Hop, name: &str, address: IpAddr) -> Reply {
        let network = self.world.network;
        let id = &hop.component;
        if *id == INTERNET {
            return self.public(name);
        }
        let Some((id, resource)) = network.document.resources.get_key_value(id.as_str()) else {
            return Reply::Unknown(id.clone(), format!("What {address} answers is not known."));
        };
        let vpc_of = |interface: Option<&ResourceId>| {
            let node = network.interfaces.get(interface?)?;
            self.world.vpc(node.vpc.as_ref())
        };
        match resource.as_ref() {
            Resource::ResolverEndpoint(endpoint) if endpoint.is_inbound() => {
                let zone = hop.interface.as_ref().and_then(|id| self.zone_of_interface(id));
                match vpc_of(hop.interface.as_ref()) {
                    Some(vpc) => self.in_zone(zone, |lookup| lookup.vpc_resolver(vpc, name, true)),
                    None => {
                        Reply::Unknown(id.clone(), "The endpoint is in no VPC of the drawing.".to_owned())
                    }
                }
            }
            Resource::Subnet(_) => match network.vpc_of_subnet(id.as_str()) {
                Some(vpc) => self.vpc_resolver(vpc, name, false),
                None => Reply::Unknown(id.clone(), "The subnet is in no VPC of the drawing.".to_owned()),
            },
            Resource::Instance(own) => self.host(id, own.dns_server.as_ref(), name),
            Resource::OnPremisesHost(own) => self.host(id, own.dns_server.as_ref(), name),
            _ => {
                let missing = format!("What {} answers as a DNS server is not known.", self.called(id));
                Reply::Unknown(id.clone(), missing)
            }
        }
    }

    fn host(&mut self, id: &'a ResourceId, server: Option<&'a DnsServer>, name: &str) -> Reply {
        let called = self.called(id);
        let Some(server) = server else {
            let missing = format!(
                "{called} is asked for {name}, and the drawing does not say what it answers as a DNS server. Give it records or forwarders."
            );
            return Reply::Unknown(id.clone(), missing);
        };
        // What it asks others it asks for itself: the VPC of the sender says nothing about it.
        let home = self.home.take();
        let interfaces = self.world.network.instances.get(id).map(|instance| instance.interfaces.as_slice());
        let zone = interfaces.and_then(|all| self.zone_of_interface(all.first()?));
        let reply =
            self.in_zone(zone, |lookup| lookup.guarded(id, name, |lookup| lookup.ask_host(id, server, name)));
        self.home = home;
        reply
    }

    fn zone_of_interface(&self, id: &ResourceId) -> Option<&'a str> {
        let node = self.world.network.interfaces.get(id)?;
        self.world.subnet(node.subnet.as_ref())?.zone.as_deref()
    }

    /// Goes on as somebody who stands in this zone.
    fn in_zone(&mut self, zone: Option<&'a str>, ask: impl FnOnce(&mut Self) -> Reply) -> Reply {
        let before = std::mem::replace(&mut self.zone_of_asker, zone);
        let reply = ask(self);
        self.zone_of_asker = before;
        reply
    }

    fn ask_host(&mut self, id: &'a ResourceId, server: &'a DnsServer, name: &str) -> Reply {
        let network = self.world.network;
        let called = self.called(id);
        if let Some(index) = network.dns.server_records.get(id) {
            let health = |_: &RowId, _: &ResourceRecordSet| SetHealth::Healthy;
            let asked =
                Asked { domain: "", name, record_type: self.record_type, region: None, health: &health };
            match records::find(&server.resource_record_sets, index, &asked) {
                Found::Given(draw) => {
                    let Some(row) = draw.given.first().map(|drawn| drawn.row.clone()) else {
                        return Reply::Unknown(id.clone(), format!("What {called} answers is not known."));
                    };
                    let (mut values, mut names) = (Vec::new(), Vec::new());
                    for drawn in &draw.given {
                        let (more, others) = records::contents(drawn.set, self.record_type);
                        values.extend(more);
                        names.extend(others);
                    }
                    let decide =
                        |text: String| Decision::new(id, Outcome::Allow, [], text).with_row(Some(&row));
                    let other = names.into_iter().next().map(|other| match other {
                        Name::Cname(other) | Name::Alias(other) => other,
                    });
                    return match other {
                        None => self.answered(
                            id,
                            name,
                            values,
                            decide(format!("{called} has a record of that name")),
                        ),
                        Some(other) => {
                            let decision = decide(format!("{called} says that {name} stands for {other}"));
                            self.stands_for(id, (name, &other), decision, |lookup, other| {
                                lookup.host(id, Some(server), other)
                            })
                        }
                    };
                }
                Found::NoData => {
                    let message = Message::new(
                        "dns.server-no-data",
                        "{server} has {name}, without a record of type {type}. Add one.",
                        [
                            ("server", called.clone()),
                            ("name", name.to_owned()),
                            ("type", self.record_type.to_owned()),
                        ],
                    );
                    let decision =
                        Decision::new(id, Outcome::NoMatch, [], format!("{called} has no such record"));
                    return self.refused(id, name, decision, super::lookup::Refusal::no_data(message));
                }
                Found::Delegated(_) | Found::Depends(..) => {
                    return Reply::Unknown(
                        id.clone(),
                        format!("What {called} answers for {name} is not known."),
                    );
                }
                Found::Nothing => {}
            }
        }
        let longest = server
            .forwarders
            .iter()
            .filter_map(|(row, forwarder)| {
                let domain = domain_of(forwarder.domain_name.as_deref().unwrap_or_default());
                let is_below = domain.is_empty() || name == domain || name.ends_with(&format!(".{domain}"));
                is_below.then_some((domain.len(), row, forwarder))
            })
            .max_by_key(|(length, row, _)| (*length, std::cmp::Reverse((*row).clone())));
        let Some((_, row, forwarder)) = longest else { return self.public(name) };
        let targets: Vec<IpAddr> = forwarder.target_ips.iter().filter_map(crate::net::Address::ip).collect();
        let whom = targets.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let text = format!("{called} forwards it");
        self.asks(id, name, whom, Decision::new(id, Outcome::Route, [], text).with_row(Some(row)));
        let from = FlowSpec::new(id.as_str(), "");
        let mut first: Option<Reply> = None;
        for address in targets {
            let reply = self.server_at(&from, (address, 53), name, "R-DNS-10");
            match &reply {
                Reply::Failed(failure) if failure.is_silence() => _ = first.get_or_insert(reply),
                _ => return reply,
            }
        }
        first.unwrap_or_else(|| {
            Reply::Unknown(
                id.clone(),
                format!("{called} forwards {name}, and the drawing does not say to whom."),
            )
        })
    }
}

/// The trace that shows where the packet arrives: itself, or a branch of it.
fn delivered(trace: &Trace) -> Option<&Trace> {
    if trace.verdict == Verdict::Delivered {
        return Some(trace);
    }
    trace.branches.iter().find_map(|branch| delivered(&branch.trace))
}
