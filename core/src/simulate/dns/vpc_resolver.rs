//! The Amazon resolver of a VPC: of rules, private zones, private names of endpoints and AWS's own names the most specific
//! one answers (R-DNS-5); where none fits, the internet does.
//!
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html>.

use super::Status;
use super::ec2_name;
use super::lookup::{Lookup, Refusal, Reply};
use crate::message::Message;
use crate::model::{ResourceId, ResourceType, VpcEndpoint};
use crate::simulate::walk::Decision;
use crate::simulate::{Outcome, codes, fix};
use crate::topology::{OwnName, VpcNode, parents};

/// What may answer for a domain.
#[derive(Clone, Copy)]
enum Source<'a> {
    Rule(&'a ResourceId),
    Zone(&'a ResourceId),
    /// A second zone of that domain.
    ZoneTwice,
    Endpoint(&'a ResourceId),
    FileSystem(&'a OwnName),
    Instances,
}

/// What has to be known of a VPC before its resolver can be asked.
const ASKED: [ResourceType; 3] =
    [ResourceType::ResolverRule, ResourceType::HostedZone, ResourceType::FirewallRuleGroup];

impl<'a> Lookup<'a> {
    /// Asks the resolver of a VPC, from inside, or from elsewhere by an inbound endpoint.
    pub(super) fn vpc_resolver(&mut self, vpc: &'a VpcNode, name: &str, is_inbound: bool) -> Reply {
        let home = self.home.replace(vpc);
        let reply = self.guarded(&vpc.id, name, |lookup| lookup.ask_vpc(vpc, name, is_inbound));
        self.home = home;
        reply
    }

    fn ask_vpc(&mut self, vpc: &'a VpcNode, name: &str, is_inbound: bool) -> Reply {
        let network = self.world.network;
        let called = self.called(&vpc.id);
        let Some(drawn) = network.document.vpc(vpc.id.as_str()) else {
            return Reply::Unknown(vpc.id.clone(), "The VPC is not understood.".to_owned());
        };
        if !drawn.enable_dns_support {
            let message = Message::new(
                "resolver.off",
                "The Amazon resolver does not answer in {vpc}: its DNS support is off. Switch it on.",
                [("vpc", called.clone())],
            );
            let text = format!("DNS support of {called} is off");
            let decision = Decision::new(&vpc.id, Outcome::Deny, ["R-DNS-1"], text);
            let refusal = Refusal {
                status: Status::Timeout,
                code: codes::DNS_DISABLED,
                detail: None,
                message,
                fix: fix::names::dns_on(self.world, &vpc.id, false),
            };
            return self.refused(&vpc.id, name, decision, refusal);
        }
        if let Some(unseen) = ASKED.iter().find(|kind| vpc.does_not_know(kind.type_name())) {
            let missing = format!("The import saw no {} of {called}.", unseen.label().to_lowercase());
            return Reply::Unknown(vpc.id.clone(), missing);
        }
        if let Some(reply) = self.firewall(vpc, name) {
            return reply;
        }
        let has_both = drawn.enable_dns_support && drawn.enable_dns_hostnames;
        let all = self.sources(vpc, name, has_both, is_inbound);
        self.first_of(vpc, name, &all, is_inbound)
    }

    /// Asks the internet. A name that stands for another one there comes back here: the hosts of the VPC may know that one by
    /// a private address (R-DNS-4), a private zone or a rule.
    fn outside(&mut self, vpc: &'a VpcNode, name: &str, is_inbound: bool) -> Reply {
        self.recursive(name, &mut |lookup, other| lookup.vpc_resolver(vpc, other, is_inbound))
    }

    /// Everything that would answer, the most specific one first; of one domain a rule stands before a zone.
    fn sources(
        &self,
        vpc: &'a VpcNode,
        name: &str,
        has_both: bool,
        is_inbound: bool,
    ) -> Vec<(String, Source<'a>)> {
        let network = self.world.network;
        let dns = &network.dns;
        let mut all = Vec::new();
        for domain in parents(name) {
            let mut add = |source: Source<'a>| all.push((domain.to_owned(), source));
            if let Some(rule) = dns.rules_of.get(&vpc.id).and_then(|rules| rules.get(domain)?.first()) {
                add(Source::Rule(rule));
            }
            let zones = dns.zones_of.get(&vpc.id).and_then(|zones| zones.get(domain)).filter(|_| has_both);
            match zones.map(Vec::as_slice) {
                Some([zone]) => add(Source::Zone(zone)),
                Some([_, ..]) => add(Source::ZoneTwice),
                Some([]) | None => {}
            }
            let endpoints = dns.endpoints_of.get(&vpc.id).and_then(|all| all.get(domain));
            let serves = |id: &&ResourceId| {
                let endpoint = network.document.vpc_endpoint(id.as_str());
                endpoint.is_some_and(|own| is_inbound || !own.is_private_inbound_only())
            };
            let is_whole = domain == name || takes_prefix(domain);
            if let Some(endpoint) =
                endpoints.and_then(|all| all.iter().find(serves)).filter(|_| has_both && is_whole)
            {
                add(Source::Endpoint(endpoint));
            }
            if let Some(own) = self.inside_name(vpc, domain).filter(|_| has_both && domain == name) {
                add(Source::FileSystem(own));
            }
            if ec2_name::is_domain(domain) {
                add(Source::Instances);
            }
        }
        all
    }

    fn first_of(
        &mut self,
        vpc: &'a VpcNode,
        name: &str,
        all: &[(String, Source<'a>)],
        is_inbound: bool,
    ) -> Reply {
        let network = self.world.network;
        let is_rule = |(_, source): &&(String, Source<'a>)| matches!(source, Source::Rule(_));
        let mut rest: Vec<(String, Source<'a>)> = all.to_vec();
        let mut book = Vec::new();
        if let Some(Source::Rule(id)) = all.first().map(|(_, source)| *source) {
            let rule = network.document.resolver_rule(id.as_str());
            let kind = rule.map(|rule| rule.rule_type.as_str()).unwrap_or_default();
            let status = rule.map(|rule| rule.status.as_str()).filter(|status| !is_working(status));
            if let Some(status) = status {
                let missing = format!(
                    "Whether {} counts in the status \"{status}\" is not known. Write \"COMPLETE\" where it does.",
                    self.called(id)
                );
                return Reply::Unknown(vpc.id.clone(), missing);
            }
            book.push("R-DNS-12");
            if all.len() > 1 {
                book.push("R-DNS-5");
            }
            match kind {
                "FORWARD" => return self.forward(vpc, id, name, book),
                // An exception: as if no rule forwarded.
                "SYSTEM" => {
                    let text = format!("{} leaves the name to the resolver itself", self.called(id));
                    let decision = Decision::new(id, Outcome::Route, book.clone(), text);
                    self.asks(&vpc.id, name, self.called(&vpc.id), decision);
                    rest.retain(|one| !is_rule(&one));
                    book.clear();
                }
                "RECURSIVE" => return self.outside(vpc, name, is_inbound),
                other => {
                    let missing =
                        format!("{} is a rule of type {other}, which cannot be simulated.", self.called(id));
                    return Reply::Unknown(vpc.id.clone(), missing);
                }
            }
        }
        // A rule for a wider domain does not count any more: something narrower answers.
        let has_wider = rest.len() > 1;
        let Some((domain, first)) = rest.first().cloned() else {
            return self.outside(vpc, name, is_inbound);
        };
        if let Some((_, second)) = rest.get(1).filter(|(other, _)| *other == domain)
            && matches!((first, *second), (Source::Zone(_), Source::Endpoint(_) | Source::FileSystem(_)))
        {
            let what = if matches!(second, Source::Endpoint(_)) {
                "the private DNS names of an endpoint both hold"
            } else {
                "a file system are both called"
            };
            let missing = format!("A private zone and {what} {domain}: AWS does not say which one answers.");
            return Reply::Unknown(vpc.id.clone(), missing);
        }
        match first {
            // Only a rule that comes first forwards.
            Source::Rule(_) => self.outside(vpc, name, is_inbound),
            Source::ZoneTwice => Reply::Unknown(
                vpc.id.clone(),
                format!(
                    "{} has two private zones of {domain}: AWS refuses the second one.",
                    self.called(&vpc.id)
                ),
            ),
            Source::Zone(id) => {
                if has_wider {
                    book.push("R-DNS-5");
                }
                let is_zone = |(_, source): &&(String, Source<'a>)| matches!(source, Source::Zone(_));
                if rest.iter().filter(is_zone).count() > 1 {
                    book.push("R-DNS-7");
                }
                self.zone(id, name, book, &mut |lookup, other| lookup.vpc_resolver(vpc, other, is_inbound))
            }
            Source::Endpoint(id) => {
                let inbound_only = network
                    .document
                    .vpc_endpoint(id.as_str())
                    .is_some_and(VpcEndpoint::is_private_inbound_only);
                book.push(if inbound_only { "R-IFE-10" } else { "R-IFE-4" });
                let interfaces = network.managed_services.get(id).map(|node| node.interfaces.clone());
                let values = self.addresses_of(&interfaces.unwrap_or_default(), false);
                let called = self.called(id);
                if values.is_empty() {
                    let missing =
                        format!("{called} has no address of type {} in the drawing.", self.record_type);
                    return Reply::Unknown(id.clone(), missing);
                }
                let text = format!(
                    "private DNS names of {called} are on: {domain} leads to it inside {}",
                    self.called(&vpc.id)
                );
                let decision = Decision::new(id, Outcome::Allow, book, text).implicit(true);
                self.answered(&vpc.id, name, values, decision)
            }
            Source::FileSystem(own) => self.file_system(vpc, name, own),
            Source::Instances => {
                let given = ec2_name::inside(self.world, vpc, name);
                self.instance(&vpc.id, name, given)
            }
        }
    }
}

/// Whether a rule of that status counts. Of one that failed or is deleted nobody says until when it did.
fn is_working(status: &str) -> bool {
    matches!(status, "COMPLETE" | "UPDATING")
}

/// Services whose names have somebody's own thing in front, as a bucket: names below lead to the endpoint, too.
fn takes_prefix(domain: &str) -> bool {
    ["s3.", "execute-api.", "dkr.ecr."].iter().any(|service| domain.starts_with(service))
}
