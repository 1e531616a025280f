//! An organisation whose VPCs offer something: in each one an Application Load Balancer, a Network Load Balancer with ten
//! targets each, and five interface endpoints.

use super::organisation::{HOSTS_OF_A_SPOKE, organisation, spoke_host_id, spoke_id};
use crate::model::{
    Attachment, Document, LoadBalancer, LoadBalancerAction, LoadBalancerListener, NetworkInterface,
    PrivateIpAddress, Resource, ResourceId, RowId, Target, TargetGroup, VpcEndpoint,
};
use crate::net::Address;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

/// Targets of each target group; the hosts of a spoke are fewer, so that some of them serve on a second port.
const TARGETS: u32 = 10;
/// The services behind the endpoints.
const SERVICES: [&str; 5] = ["ec2", "logs", "sns", "sqs", "ssm"];
/// Zones of a Region.
const ZONES: u32 = 2;

/// What the two load balancers of a spoke are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpokeBalancer {
    /// An Application Load Balancer: port 80, ten hosts and ports.
    Application,
    /// A Network Load Balancer: port 443 to ten hosts and ports, port 80 to the Application Load Balancer.
    Network,
}

impl SpokeBalancer {
    fn letter(self) -> char {
        match self {
            Self::Application => 'a',
            Self::Network => 'n',
        }
    }
}

/// [`organisation`] with load balancers and endpoints in every spoke: 24 resources more for each.
pub fn organisation_with_services(spokes: u32) -> Document {
    let mut document = organisation(spokes);
    for spoke in 0..spokes {
        switch_names_on(&mut document, spoke);
        let mut nodes = Nodes { document: &mut document, spoke, next: 200 };
        nodes.add_balancers();
        nodes.add_endpoints();
    }
    document
}

/// The load balancer of a spoke.
pub fn spoke_balancer_id(spoke: u32, which: SpokeBalancer) -> ResourceId {
    ResourceId::new(&format!("lb-{spoke:04}-{}", which.letter()))
}

/// The private names of endpoints need both attributes.
fn switch_names_on(document: &mut Document, spoke: u32) {
    let Some(resource) = document.resources.get_mut(&spoke_id(spoke)) else { return };
    if let Resource::Vpc(vpc) = Arc::make_mut(resource) {
        vpc.enable_dns_hostnames = true;
    }
}

/// What is added to one spoke.
struct Nodes<'a> {
    document: &'a mut Document,
    spoke: u32,
    /// The last part of the next address in each subnet.
    next: u32,
}

impl Nodes<'_> {
    fn id(&self, prefix: &str, rest: &str) -> ResourceId {
        ResourceId::new(&format!("{prefix}-{:04}-{rest}", self.spoke))
    }

    /// An interface in each zone that belongs to a managed service.
    fn add_interfaces(&mut self, of: &ResourceId, stem: &str) {
        for zone in 0..ZONES {
            let host = spoke_host_id(self.spoke, zone * (HOSTS_OF_A_SPOKE / ZONES));
            let beside = ResourceId::new(&host.as_str().replacen('i', "eni", 1));
            let Some(beside) = self.document.network_interface(beside.as_str()).cloned() else { return };
            let first = beside.primary_address().and_then(|entry| entry.private_ip_address.as_ref());
            let Some(IpAddr::V4(first)) = first.and_then(Address::ip) else { return };
            let own = Ipv4Addr::from((u32::from(first) & 0xffff_ff00) | self.next);
            let interface = NetworkInterface {
                private_ip_addresses: vec![PrivateIpAddress {
                    private_ip_address: Some(Address::from(IpAddr::V4(own))),
                    primary: true,
                    ..PrivateIpAddress::default()
                }],
                attachment: Some(Attachment {
                    instance_id: Some(of.clone()),
                    device_index: Some(zone),
                    ..Attachment::default()
                }),
                ..beside
            };
            let id = self.id("eni", &format!("{stem}-{zone}"));
            self.document.insert(id, interface);
        }
        self.next += 1;
    }

    fn add_group(&mut self, stem: &str, group: TargetGroup) -> ResourceId {
        let id = self.id("tg", stem);
        let vpc_id = Some(spoke_id(self.spoke));
        self.document.insert(id.clone(), TargetGroup { name: Some(id.to_string()), vpc_id, ..group });
        id
    }

    /// The hosts, and a second port of the first ones.
    fn hosts(&self, protocol: &str) -> TargetGroup {
        let target = |at: u32| {
            let id = Some(spoke_host_id(self.spoke, at % HOSTS_OF_A_SPOKE));
            let port = (at >= HOSTS_OF_A_SPOKE).then_some(8443);
            (RowId::new(&format!("t{at}")), Target { id, port, ..Target::default() })
        };
        TargetGroup {
            protocol: Some(protocol.to_owned()),
            port: Some(8080),
            targets: (0..TARGETS).map(target).collect(),
            ..TargetGroup::default()
        }
    }

    fn add_balancers(&mut self) {
        let [application, network] = [SpokeBalancer::Application, SpokeBalancer::Network]
            .map(|which| spoke_balancer_id(self.spoke, which));
        let web = self.hosts("HTTP");
        let web = self.add_group("a", web);
        self.add_balancer(&application, SpokeBalancer::Application, &[("HTTP", 80, &web)]);
        let direct = self.hosts("TCP");
        let direct = self.add_group("n", direct);
        let target = Target { id: Some(application), ..Target::default() };
        let behind = TargetGroup {
            target_type: "alb".to_owned(),
            protocol: Some("TCP".to_owned()),
            port: Some(80),
            targets: [(RowId::new("t1"), target)].into(),
            ..TargetGroup::default()
        };
        let behind = self.add_group("c", behind);
        let listeners = [("TCP", 443, &direct), ("TCP", 80, &behind)];
        self.add_balancer(&network, SpokeBalancer::Network, &listeners);
    }

    fn add_balancer(
        &mut self,
        id: &ResourceId,
        which: SpokeBalancer,
        listeners: &[(&str, u16, &ResourceId)],
    ) {
        let listener = |(protocol, port, group): &(&str, u16, &ResourceId)| {
            let action = LoadBalancerAction::forward_to((*group).clone());
            let listener = LoadBalancerListener {
                protocol: Some((*protocol).to_owned()),
                port: Some(*port),
                default_actions: [(RowId::new("a1"), action)].into(),
                ..LoadBalancerListener::default()
            };
            (RowId::new(&format!("l{port}")), listener)
        };
        let kind = if which == SpokeBalancer::Network { "network" } else { "application" };
        let balancer = LoadBalancer {
            name: Some(id.to_string()),
            load_balancer_type: kind.to_owned(),
            scheme: "internal".to_owned(),
            vpc_id: Some(spoke_id(self.spoke)),
            listeners: listeners.iter().map(listener).collect(),
            attributes: [(LoadBalancer::CROSS_ZONE.to_owned(), "true".to_owned())].into(),
            ..LoadBalancer::default()
        };
        self.document.insert(id.clone(), balancer);
        self.add_interfaces(id, &format!("lb-{}", which.letter()));
    }

    fn add_endpoints(&mut self) {
        let vpc_id = Some(spoke_id(self.spoke));
        let region = vpc_id.as_ref().and_then(|id| self.document.vpc(id.as_str())?.region.clone());
        let Some(region) = region else { return };
        for service in SERVICES {
            let id = self.id("vpce", service);
            let endpoint = VpcEndpoint {
                vpc_endpoint_type: "Interface".to_owned(),
                vpc_id: vpc_id.clone(),
                service_name: Some(format!("com.amazonaws.{region}.{service}")),
                private_dns_enabled: true,
                ..VpcEndpoint::default()
            };
            self.document.insert(id.clone(), endpoint);
            self.add_interfaces(&id, service);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SpokeBalancer, organisation_with_services, spoke_balancer_id};
    use crate::routing::RoutedNetwork;
    use crate::rules::{self, Severity};
    use crate::sample::{organisation, spoke_host_id};
    use crate::simulate::{FlowSpec, Trace, Verdict, resolve_name, trace};

    #[test]
    fn a_spoke_has_so_much_more() {
        let (plain, more) = (organisation(3).resources.len(), organisation_with_services(3).resources.len());
        assert_eq!(more, plain + 3 * 24);
    }

    #[test]
    fn nothing_in_it_is_refused() {
        let found = rules::check(&RoutedNetwork::build(&organisation_with_services(3)));
        let errors: Vec<_> = found.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }

    /// How many ways end in a target.
    fn ends(trace: &Trace) -> usize {
        if trace.branches.is_empty() {
            1
        } else {
            trace.branches.iter().map(|branch| ends(&branch.trace)).sum()
        }
    }

    #[test]
    fn every_way_to_every_target_is_followed() {
        let network = RoutedNetwork::build(&organisation_with_services(3));
        let to = |which, port| {
            let flow = FlowSpec {
                port: Some(port),
                ..FlowSpec::new(spoke_host_id(1, 0).as_str(), spoke_balancer_id(1, which).as_str())
            };
            let trace = trace(&network, &flow).unwrap();
            (trace.verdict, ends(&trace))
        };
        assert_eq!(to(SpokeBalancer::Application, 80), (Verdict::Delivered, 20));
        // Of one that keeps the client a target is no way for itself.
        assert_eq!(to(SpokeBalancer::Network, 80), (Verdict::Delivered, 40));
    }

    #[test]
    fn names_lead_to_the_endpoints() {
        let network = RoutedNetwork::build(&organisation_with_services(1));
        let answer = resolve_name(
            &network,
            spoke_host_id(0, 0).as_str(),
            "sqs.eu-west-1.amazonaws.com",
            "A",
            &crate::simulate::Faults::NONE,
        );
        assert_eq!(answer.unwrap().resolution.answers.len(), 2);
    }
}
