//! The DNS Firewall in front of the resolver of a VPC (R-DNS-17): groups by the place of their association, rules by
//! theirs, and the first rule that holds the name decides.
//!
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html>.

use super::Status;
use super::lookup::{Lookup, Refusal, Reply};
use crate::message::Message;
use crate::simulate::walk::Decision;
use crate::simulate::{Outcome, codes};
use crate::topology::{VpcNode, domain_of};

impl<'a> Lookup<'a> {
    /// What the firewall says in place of an answer; `None` where it lets the question pass.
    pub(super) fn firewall(&mut self, vpc: &'a VpcNode, name: &str) -> Option<Reply> {
        let network = self.world.network;
        for id in network.dns.firewalls_of.get(&vpc.id).into_iter().flatten() {
            let Some(group) = network.document.firewall_rule_group(id.as_str()) else { continue };
            let rules = group.firewall_rules.iter();
            let first = rules
                .filter(|(_, rule)| rule.domains.iter().any(|domain| holds(domain, name)))
                .min_by_key(|(row, rule)| (rule.priority.unwrap_or(u32::MAX), (*row).clone()));
            let Some((row, rule)) = first else { continue };
            let called = self.called(id);
            let decide = |outcome: Outcome, text: String| {
                Decision::new(id, outcome, ["R-DNS-17"], text).with_row(Some(row))
            };
            match rule.action.as_deref() {
                Some("BLOCK") => {
                    let decision = decide(Outcome::Deny, format!("a rule of {called} blocks {name}"));
                    if let Some(other) = rule
                        .block_override_domain
                        .as_deref()
                        .filter(|_| rule.block_response.as_deref() == Some("OVERRIDE"))
                    {
                        let other = domain_of(other);
                        return Some(self.stands_for(&vpc.id, (name, &other), decision, Self::public));
                    }
                    let message = Message::new(
                        "dns.firewall",
                        "{group} blocks {name} for {vpc}. Take the name out of the rule, or allow it in one with a lower number.",
                        [("group", called), ("name", name.to_owned()), ("vpc", self.called(&vpc.id))],
                    );
                    let refusal = Refusal {
                        status: Status::Blocked,
                        code: codes::DNS_FIREWALL_BLOCK,
                        detail: None,
                        message,
                        fix: None,
                    };
                    return Some(self.refused(&vpc.id, name, decision, refusal));
                }
                Some("ALLOW" | "ALERT") => {
                    let is_alert = rule.action.as_deref() == Some("ALERT");
                    let word = if is_alert { "logs" } else { "allows" };
                    let decision = decide(Outcome::Allow, format!("a rule of {called} {word} {name}"));
                    self.asks(&vpc.id, name, self.called(&vpc.id), decision);
                    return None;
                }
                other => {
                    let action = other.unwrap_or("no action");
                    return Some(Reply::Unknown(
                        vpc.id.clone(),
                        format!("A rule of {called} holds {name} and has {action}."),
                    ));
                }
            }
        }
        None
    }
}

/// Whether an entry of a list holds the name: the name itself, or with a star in front every name below.
fn holds(entry: &str, name: &str) -> bool {
    let entry = domain_of(entry);
    match entry.strip_prefix('*') {
        Some("") => true,
        Some(below) => name.ends_with(below),
        None => entry == name,
    }
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn a_star_holds_what_is_below() {
        assert!(holds("bad.example.", "bad.example") && !holds("bad.example", "www.bad.example"));
        assert!(holds("*.bad.example", "www.bad.example") && !holds("*.bad.example", "bad.example"));
        assert!(holds("*", "anything.at.all"));
    }
}
