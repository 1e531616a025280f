//! The catalogue of packet decisions: what the codes and numbers of a trace mean, where they are decided, and what to do.
//!
//! One file per place of decision. A test goes through the flows of `fixtures/paths`: a code or number that a trace
//! carries and that has no entry fails, and so does an entry that no trace carries.

mod dns;
mod egress_only_internet_gateway;
mod entry;
mod gateway_endpoint;
mod gateway_load_balancer;
mod gateway_table;
mod interface;
mod interface_endpoint;
mod internet_gateway;
mod load_balancer;
mod managed_service;
mod multicast;
mod nat_gateway;
mod network_acl;
mod network_firewall;
mod packet_size;
mod packet_walk;
mod peering;
mod public_access;
mod route_table;
mod security_group;
mod transit_gateway;
mod vpn_gateway;

pub use entry::{Entry, Topic};

/// Every place of decision, in the order of the walk.
const TOPICS: &[Topic] = &[
    dns::TOPIC,
    packet_walk::TOPIC,
    interface::TOPIC,
    security_group::TOPIC,
    route_table::TOPIC,
    network_acl::TOPIC,
    nat_gateway::TOPIC,
    multicast::TOPIC,
    internet_gateway::TOPIC,
    gateway_table::TOPIC,
    egress_only_internet_gateway::TOPIC,
    public_access::TOPIC,
    peering::TOPIC,
    transit_gateway::TOPIC,
    vpn_gateway::TOPIC,
    managed_service::TOPIC,
    gateway_endpoint::TOPIC,
    interface_endpoint::TOPIC,
    load_balancer::TOPIC,
    gateway_load_balancer::TOPIC,
    network_firewall::TOPIC,
    packet_size::TOPIC,
];

/// Every place of decision, in the order of the walk.
pub fn topics() -> &'static [Topic] {
    TOPICS
}

/// The entries that a person may mean, each with its place: by code, by AWS's word, by number of the rule book, or by the
/// id of the place, which means all of them. Letter case does not matter; an unknown word gives none.
pub fn find(query: &str) -> Vec<(&'static Topic, Vec<&'static Entry>)> {
    let query = query.trim();
    let of = |topic: &'static Topic| -> Vec<&'static Entry> {
        let whole = topic.id.eq_ignore_ascii_case(query);
        topic.entries.iter().filter(|entry| whole || entry.is_called(query)).collect()
    };
    let found = TOPICS.iter().map(|topic| (topic, of(topic)));
    found.filter(|(_, entries)| !entries.is_empty()).collect()
}
