//! Rules that forward: the resolver asks the servers of the rule, from the addresses of an outbound endpoint (R-DNS-10).

use super::lookup::{Lookup, Reply};
use crate::model::ResourceId;
use crate::simulate::walk::Decision;
use crate::simulate::{FlowSpec, Outcome};
use crate::topology::{ManagedServiceNode, VpcNode};

impl<'a> Lookup<'a> {
    /// Asks whom the rule names, until somebody answers.
    pub(super) fn forward(
        &mut self,
        vpc: &'a VpcNode,
        id: &'a ResourceId,
        name: &str,
        book: Vec<&'static str>,
    ) -> Reply {
        let network = self.world.network;
        let called = self.called(id);
        let lacks =
            |what: &str| Reply::Unknown(vpc.id.clone(), format!("{called} forwards {name}, and {what}."));
        let Some(rule) = network.document.resolver_rule(id.as_str()) else {
            return lacks("is not understood");
        };
        let endpoint = rule.resolver_endpoint_id.as_ref().and_then(|id| network.managed_services.get(id));
        let Some(endpoint) = endpoint else { return lacks("names no outbound endpoint of the drawing") };
        let drawn = network.document.resolver_endpoint(endpoint.id.as_str());
        if !drawn.is_some_and(crate::model::ResolverEndpoint::is_outbound) {
            return lacks("names no outbound endpoint of the drawing");
        }
        if endpoint.interfaces.is_empty() {
            return lacks("its endpoint has no network interface in the drawing");
        }
        let targets: Vec<_> = rule
            .target_ips
            .values()
            .filter_map(|target| Some((target.address()?, target.port.unwrap_or(53))))
            .collect();
        if targets.is_empty() {
            return lacks("names no server");
        }
        let servers: Vec<String> = targets.iter().map(|(address, _)| address.to_string()).collect();
        let text = format!("{called} forwards it, by {}", self.called(&endpoint.id));
        self.asks(&vpc.id, name, servers.join(", "), Decision::new(id, Outcome::Route, book, text));
        self.rules.push(id.clone());
        let reply = self.ask_each(endpoint, name, &targets);
        self.rules.pop();
        reply
    }

    pub(super) fn ask_each(
        &mut self,
        endpoint: &'a ManagedServiceNode,
        name: &str,
        targets: &[(std::net::IpAddr, u16)],
    ) -> Reply {
        let network = self.world.network;
        let mut first: Option<Reply> = None;
        for (address, port) in targets {
            for interface in &endpoint.interfaces {
                let is_dark = network.interfaces.get(interface).is_some_and(|node| {
                    self.world.subnet(node.subnet.as_ref()).is_some_and(|subnet| self.world.is_down(subnet))
                });
                if is_dark && endpoint.interfaces.len() > 1 {
                    continue;
                }
                let from = FlowSpec::new(interface.as_str(), "");
                let reply = self.server_at(&from, (*address, *port), name, "R-DNS-10");
                match &reply {
                    Reply::Failed(failure) if failure.is_silence() => _ = first.get_or_insert(reply),
                    _ => return reply,
                }
            }
        }
        first.unwrap_or_else(|| {
            let missing = "Every address of the endpoint is in a zone that is down.".to_owned();
            Reply::Unknown(endpoint.id.clone(), missing)
        })
    }
}
