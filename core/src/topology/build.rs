//! From document to network, kind by kind: each kind in a file of its own, in the order in which they need each other.

use super::by_id::ById;
use super::{Network, Problem, ProblemKind};
use crate::model::{Document, Resource, ResourceId, ResourceType};
use crate::ordered::Order;
use petgraph::graph::UnGraph;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Network {
    /// Indexes a document. Takes time in line with its size.
    pub fn build(document: &Document) -> Self {
        let mut network = Self {
            document: document.clone(),
            problems: Vec::new(),
            accounts: super::Accounts::of(document),
            written: ById::new(),
            vpcs: ById::new(),
            subnets: ById::new(),
            interfaces: ById::new(),
            instances: ById::new(),
            managed_services: ById::new(),
            published_ports: BTreeMap::new(),
            hosted_tasks: BTreeMap::new(),
            target_groups: ById::new(),
            nat_gateways: ById::new(),
            peerings: ById::new(),
            endpoints: ById::new(),
            endpoint_services: ById::new(),
            transit_gateways: ById::new(),
            transit_gateway_attachments: ById::new(),
            connect_peers: ById::new(),
            connect_peers_of: ById::new(),
            multicast_domains: ById::new(),
            firewalls: ById::new(),
            firewall_of_endpoint: ById::new(),
            prefix_lists: ById::new(),
            gateway_tables: ById::new(),
            public_access: super::PublicAccess::default(),
            flow_logs: ById::new(),
            vpn_gateways: ById::new(),
            vpn_connections: ById::new(),
            sites: ById::new(),
            hosts: ById::new(),
            host_addresses: BTreeMap::new(),
            public_addresses: BTreeMap::new(),
            own_ranges: Vec::new(),
            idle_elastic_ips: BTreeMap::new(),
            private_addresses: BTreeMap::new(),
            names: BTreeMap::new(),
            own_names: BTreeMap::new(),
            dns: super::DnsIndex::default(),
            graph: UnGraph::default(),
            graph_nodes: ById::new(),
            whereabouts: super::connectivity::Whereabouts::default(),
        };
        network.add_written(document);
        network.add_names(document);
        network.add_vpcs(document);
        network.add_subnets(document);
        network.add_what_vpcs_hold(document);
        network.associate_tables(document);
        network.associate_acls(document);
        network.associate_gateways(document);
        network.add_instances(document);
        network.add_managed_services(document);
        network.add_interfaces(document);
        network.add_nat_gateways(document);
        network.add_elastic_ips(document);
        network.add_regional_nat_addresses(document);
        network.index_addresses();
        network.add_container_services(document);
        network.add_target_groups(document);
        network.index_idle_elastic_ips(document);
        network.add_own_ranges(document);
        network.add_peerings(document);
        network.add_transit_gateways(document);
        network.add_connect_peers(document);
        network.add_multicast_domains(document);
        network.add_vpn_gateways(document);
        network.add_sites(document);
        network.add_vpn_connections(document);
        network.add_endpoints(document);
        network.add_firewalls(document);
        network.add_endpoint_services(document);
        network.add_own_names(document);
        network.add_dns(document);
        network.add_prefix_lists(document);
        network.add_public_access(document);
        network.index_whereabouts();
        network.add_flow_logs(document);
        network.check_references(document);
        network.problems.order();
        network.index_ids();
        network
    }

    /// What every step of a packet looks up.
    fn index_ids(&mut self) {
        self.vpcs.index();
        self.subnets.index();
        self.interfaces.index();
        self.instances.index();
        self.managed_services.index();
        self.target_groups.index();
        self.nat_gateways.index();
        self.endpoints.index();
        self.dns.zones_of.index();
        self.dns.rules_of.index();
        self.dns.delegations_of.index();
        self.dns.endpoints_of.index();
        self.dns.firewalls_of.index();
    }

    /// Gives the id back if it names a resource of that type, and notes a problem if not.
    pub(super) fn resolve(
        &mut self,
        from: &ResourceId,
        path: &str,
        to: Option<&ResourceId>,
        expected: ResourceType,
    ) -> Option<ResourceId> {
        let to = to?;
        let kind = match self.document.resource(to.as_str()) {
            Some(resource) if resource.resource_type() == Some(expected) => return Some(to.clone()),
            Some(_) => ProblemKind::WrongType(expected.type_name()),
            None => ProblemKind::Dangling,
        };
        self.problems.push(Problem { from: from.clone(), path: path.to_owned(), to: to.clone(), kind });
        None
    }

    fn add_written(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            self.written.insert(id.clone(), Arc::clone(resource));
        }
        self.written.index();
    }

    /// The resource with that id, as it is drawn: what [`Document::resource`] gives, and quicker.
    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.written.get(id).map(AsRef::as_ref)
    }

    /// How people call the thing with that id, as [`Document::display_name`] says it.
    pub fn display_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.resource(id).and_then(Resource::name).filter(|name| !name.is_empty()).unwrap_or(id)
    }

    fn add_names(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            if let Some(name) = resource.name() {
                self.names.entry(name.to_owned()).or_default().push(id.clone());
            }
        }
    }
}
