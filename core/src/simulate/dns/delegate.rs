//! Rules of type DELEGATE: where a private zone hands names to other name servers, the resolver asks these by an outbound
//! endpoint (R-DNS-12).
//!
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/outbound-delegation-tutorial.html>.

use super::lookup::{Lookup, Reply};
use super::zone::Again;
use crate::model::{ResolverRule, ResourceId, ResourceRecordSet, RowId};
use crate::simulate::Outcome;
use crate::simulate::walk::Decision;
use crate::topology::{domain_of, parents};
use std::net::IpAddr;

impl<'a> Lookup<'a> {
    /// Asks the name servers of an NS record; `None` where no rule of the VPC leads to them.
    pub(super) fn delegated(
        &mut self,
        zone: &'a ResourceId,
        name: &str,
        (row, set): (&RowId, &ResourceRecordSet),
        again: Again<'_, 'a>,
    ) -> Option<Reply> {
        let network = self.world.network;
        let vpc = self.home?;
        let servers: Vec<String> =
            set.resource_records.iter().map(|record| domain_of(&record.value)).collect();
        let mut rules = network.dns.delegations_of.get(&vpc.id)?.iter();
        let (id, rule) = rules.find_map(|id| {
            let rule = network.document.resolver_rule(id.as_str())?;
            let record = delegation(rule)?;
            let leads = servers.iter().any(|server| parents(server).any(|part| part == record));
            leads.then_some((id, rule))
        })?;
        let (called, zone_called) = (self.called(id), self.zone_called(zone));
        let endpoint = rule.resolver_endpoint_id.as_ref().and_then(|id| network.managed_services.get(id));
        let Some(endpoint) = endpoint.filter(|node| {
            let drawn = network.document.resolver_endpoint(node.id.as_str());
            drawn.is_some_and(crate::model::ResolverEndpoint::is_outbound) && !node.interfaces.is_empty()
        }) else {
            let missing = format!(
                "{called} leads to the name servers of {name}, and names no outbound endpoint of the drawing."
            );
            return Some(Reply::Unknown(vpc.id.clone(), missing));
        };
        let text = format!("{zone_called} hands {name} to {}, and {called} leads there", servers.join(", "));
        let decision = Decision::new(id, Outcome::Route, ["R-DNS-12"], text).with_row(Some(row));
        self.asks(zone, name, servers.join(", "), decision);
        let mut targets: Vec<(IpAddr, u16)> = Vec::new();
        for server in &servers {
            // The address of a name server stands in the zone, or is asked for as any other name.
            match again(self, server) {
                Reply::Values(values) => {
                    targets.extend(values.iter().filter_map(|value| Some((value.parse().ok()?, 53))));
                }
                Reply::Failed(_) => {}
                unknown @ Reply::Unknown(..) => return Some(unknown),
            }
        }
        if targets.is_empty() {
            let missing = format!("The drawing has no address of {}.", servers.join(", "));
            return Some(Reply::Unknown(zone.clone(), missing));
        }
        self.rules.push(id.clone());
        let reply = self.ask_each(endpoint, name, &targets);
        self.rules.pop();
        Some(reply)
    }
}

/// The domain of the name servers that a rule leads to.
fn delegation(rule: &ResolverRule) -> Option<String> {
    rule.delegation_record.as_deref().map(domain_of)
}
