//! The names that AWS gives resources by itself: each type says its own in one place, and who is behind a name is
//! indexed once.
//!
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>,
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html>. AWS puts letters of its
//! own choice behind the id of an endpoint and the name of a load balancer; a drawing has its id to put there.

use super::Network;
use super::dns::domain_of;
use crate::model::{Document, LoadBalancer, LoadBalancerKind, Resource, ResourceId, VpcEndpoint};
use std::collections::BTreeMap;

/// What a name that AWS gives leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnName {
    /// The resource whose name it is.
    pub owner: ResourceId,
    /// The interfaces whose addresses it gives.
    pub interfaces: Vec<ResourceId>,
    /// Which of their addresses, and to whom.
    pub gives: Gives,
    /// The numbers of the rule book that say so.
    pub book: &'static [&'static str],
}

/// Which addresses a name gives, and to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// The private ones, to whoever asks.
    Private,
    /// The public ones, to whoever asks.
    Public,
    /// The private ones inside the VPC, the public ones elsewhere.
    PublicOutside,
    /// The private ones, inside the VPC only.
    Inside,
    /// Inside the VPC only, the one in the zone of whoever asks.
    InsideByZone,
}

impl Gives {
    /// Whether nobody outside of the VPC is answered.
    pub fn is_inside_only(self) -> bool {
        matches!(self, Self::Inside | Self::InsideByZone)
    }
}

/// The names of AWS's own, in lower case and without a dot at the end.
pub type OwnNames = BTreeMap<String, OwnName>;

impl Network {
    /// Who has which name; after the interfaces of services.
    pub(super) fn add_own_names(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            for (name, own) in self.own_names_of(id, resource) {
                self.own_names.entry(name).or_insert(own);
            }
        }
        for (name, own) in self.names_of_file_systems(document) {
            self.own_names.entry(name).or_insert(own);
        }
    }

    /// The names that AWS gives a resource, the one for all of its interfaces first.
    pub fn own_names_of(&self, id: &ResourceId, resource: &Resource) -> Vec<(String, OwnName)> {
        match resource {
            Resource::VpcEndpoint(endpoint) if endpoint.is_interface() => self.of_endpoint(id, endpoint),
            Resource::LoadBalancer(balancer) => self.of_load_balancer(id, balancer),
            Resource::DbInstance(database) => self.of_database(id, database),
            Resource::CacheCluster(cache) => self.of_cache(id, cache),
            _ => Vec::new(),
        }
    }

    /// One name for all zones and one for each (R-IFE-6).
    fn of_endpoint(&self, id: &ResourceId, endpoint: &VpcEndpoint) -> Vec<(String, OwnName)> {
        let interfaces = self.managed_services.get(id).map(|node| node.interfaces.clone());
        let Some((interfaces, host)) = interfaces.zip(endpoint.service_host()) else { return Vec::new() };
        let own = |interfaces: Vec<ResourceId>| OwnName {
            owner: id.clone(),
            interfaces,
            gives: Gives::Private,
            book: &["R-IFE-6"],
        };
        let name = |part: &str| format!("{part}.{host}.vpce.amazonaws.com").to_lowercase();
        let mut names = vec![(name(id.as_str()), own(interfaces.clone()))];
        let zones = self.by_zone(&interfaces);
        names.extend(zones.into_iter().map(|(zone, there)| (name(&format!("{id}-{zone}")), own(there))));
        names
    }

    /// Interfaces by the zone of their subnet.
    pub(super) fn by_zone(&self, interfaces: &[ResourceId]) -> BTreeMap<&str, Vec<ResourceId>> {
        let mut zones: BTreeMap<&str, Vec<ResourceId>> = BTreeMap::new();
        for interface in interfaces {
            let subnet =
                self.interfaces.get(interface).and_then(|node| self.subnets.get(node.subnet.as_ref()?));
            if let Some(zone) = subnet.and_then(|subnet| subnet.zone.as_deref()) {
                zones.entry(zone).or_default().push(interface.clone());
            }
        }
        zones
    }

    /// One name for all nodes, and for each zone of a Network Load Balancer one of its own, which stands in front. They give
    /// public addresses where it faces the internet, to whoever asks (R-ALB-4). A Gateway Load Balancer has none.
    fn of_load_balancer(&self, id: &ResourceId, balancer: &LoadBalancer) -> Vec<(String, OwnName)> {
        let Some(kind) = balancer.kind().filter(|kind| *kind != LoadBalancerKind::Gateway) else {
            return Vec::new();
        };
        let Some(interfaces) = self.managed_services.get(id).map(|node| node.interfaces.clone()) else {
            return Vec::new();
        };
        let book: &[&str] = match kind {
            LoadBalancerKind::Network => &["R-NLB-16"],
            _ if balancer.is_internal() => &["R-ALB-4"],
            _ => &[],
        };
        let gives = if balancer.is_internal() { Gives::Private } else { Gives::Public };
        let own = |interfaces| OwnName { owner: id.clone(), interfaces, gives, book };
        let Some(name) = self.name_of_load_balancer(id, balancer, kind, &interfaces) else {
            return Vec::new();
        };
        let mut names = vec![(name.clone(), own(interfaces.clone()))];
        if kind == LoadBalancerKind::Network {
            let zones = self.by_zone(&interfaces);
            names.extend(zones.into_iter().map(|(zone, there)| (format!("{zone}.{name}"), own(there))));
        }
        names
    }

    /// The name that AWS gave it, else one of the same form. Network Load Balancers have the Region at another place, and
    /// no word in front that says that they are internal.
    fn name_of_load_balancer(
        &self,
        id: &ResourceId,
        balancer: &LoadBalancer,
        kind: LoadBalancerKind,
        interfaces: &[ResourceId],
    ) -> Option<String> {
        if let Some(given) = balancer.dns_name.as_deref().map(domain_of).filter(|given| !given.is_empty()) {
            return Some(given);
        }
        let of_node = || self.interfaces.get(interfaces.first()?)?.vpc.as_ref();
        let vpc = balancer.vpc_id.as_ref().or_else(of_node).and_then(|vpc| self.vpcs.get(vpc))?;
        let region = vpc.region.as_deref()?;
        let label = match &balancer.name {
            Some(name) => label(&format!("{name}-{id}")),
            None => label(id.as_str()),
        };
        Some(match (kind, balancer.is_internal()) {
            (LoadBalancerKind::Network, _) => format!("{label}.elb.{region}.amazonaws.com"),
            (_, true) => format!("internal-{label}.{region}.elb.amazonaws.com"),
            (_, false) => format!("{label}.{region}.elb.amazonaws.com"),
        })
    }
}

/// A text as one part of a name: AWS takes letters, digits and hyphens, a drawing takes any.
pub(super) fn label(text: &str) -> String {
    let letter =
        |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    text.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attachment, NetworkInterface, Subnet, Vpc};

    #[test]
    fn an_endpoint_has_a_name_for_all_zones_and_one_for_each() {
        let mut document = Document::default();
        let endpoint = VpcEndpoint {
            vpc_endpoint_type: "Interface".to_owned(),
            service_name: Some("com.amazonaws.eu-west-1.ecr.dkr".to_owned()),
            ..VpcEndpoint::default()
        };
        document.insert("vpce-1", endpoint);
        for zone in ["a", "b"] {
            let availability_zone = Some(format!("eu-west-1{zone}"));
            document
                .insert(format!("subnet-{zone}").as_str(), Subnet { availability_zone, ..Subnet::default() });
            let interface = NetworkInterface {
                subnet_id: Some(ResourceId::new(&format!("subnet-{zone}"))),
                attachment: Some(Attachment {
                    instance_id: Some(ResourceId::new("vpce-1")),
                    ..Attachment::default()
                }),
                ..NetworkInterface::default()
            };
            document.insert(format!("eni-{zone}").as_str(), interface);
        }
        let network = Network::build(&document);
        let found: Vec<(String, Vec<&str>)> = network
            .own_names
            .iter()
            .map(|(name, own)| (name.clone(), own.interfaces.iter().map(ResourceId::as_str).collect()))
            .collect();
        let of = |part: &str| format!("{part}.dkr.ecr.eu-west-1.vpce.amazonaws.com");
        let expected = [
            (of("vpce-1-eu-west-1a"), vec!["eni-a"]),
            (of("vpce-1-eu-west-1b"), vec!["eni-b"]),
            (of("vpce-1"), vec!["eni-a", "eni-b"]),
        ];
        assert_eq!(found, expected);
    }

    fn names_of(balancer: LoadBalancer) -> Vec<(String, bool, Vec<String>)> {
        let mut document = Document::default();
        document.insert("vpc-1", Vpc { region: Some("eu-west-1".to_owned()), ..Vpc::default() });
        document.insert("lb-1", LoadBalancer { vpc_id: Some("vpc-1".into()), ..balancer });
        for zone in ["a", "b"] {
            let subnet = Subnet {
                vpc_id: Some("vpc-1".into()),
                availability_zone: Some(format!("eu-west-1{zone}")),
                ..Subnet::default()
            };
            document.insert(format!("subnet-{zone}").as_str(), subnet);
            let attachment =
                Some(Attachment { instance_id: Some(ResourceId::new("lb-1")), ..Attachment::default() });
            let subnet_id = Some(ResourceId::new(&format!("subnet-{zone}")));
            let node = NetworkInterface { subnet_id, attachment, ..NetworkInterface::default() };
            document.insert(format!("eni-{zone}").as_str(), node);
        }
        let names = Network::build(&document).own_names;
        let plain = |ids: Vec<ResourceId>| ids.iter().map(|id| id.as_str().to_owned()).collect();
        names
            .into_iter()
            .map(|(name, own)| (name, own.gives == Gives::Public, plain(own.interfaces)))
            .collect()
    }

    #[test]
    fn load_balancers_are_called_as_aws_calls_them() {
        let of = |kind: &str, scheme: &str| {
            let (load_balancer_type, scheme) = (kind.to_owned(), scheme.to_owned());
            let name = Some("Web shop".to_owned());
            names_of(LoadBalancer { name, load_balancer_type, scheme, ..LoadBalancer::default() })
        };
        let both = || vec!["eni-a".to_owned(), "eni-b".to_owned()];
        assert_eq!(
            of("application", "internet-facing"),
            [("web-shop-lb-1.eu-west-1.elb.amazonaws.com".to_owned(), true, both())]
        );
        assert_eq!(
            of("application", "internal"),
            [("internal-web-shop-lb-1.eu-west-1.elb.amazonaws.com".to_owned(), false, both())]
        );
        let name = "web-shop-lb-1.elb.eu-west-1.amazonaws.com";
        assert_eq!(
            of("network", "internal"),
            [
                (format!("eu-west-1a.{name}"), false, vec!["eni-a".to_owned()]),
                (format!("eu-west-1b.{name}"), false, vec!["eni-b".to_owned()]),
                (name.to_owned(), false, both()),
            ]
        );
        assert!(of("gateway", "internal").is_empty());
    }

    #[test]
    fn the_name_that_an_importer_saw_is_the_name() {
        let dns_name = Some("Web-1234567890.eu-west-1.elb.amazonaws.com.".to_owned());
        let found = names_of(LoadBalancer { dns_name, ..LoadBalancer::default() });
        let names: Vec<&str> = found.iter().map(|(name, _, _)| name.as_str()).collect();
        assert_eq!(names, ["web-1234567890.eu-west-1.elb.amazonaws.com"]);
    }
}
