//! The names that AWS gives resources by itself: each type says its own in one place, and who is behind a name is
//! indexed once.
//!
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>. AWS puts letters of its
//! own choice behind the id of an endpoint; a drawing has none to put there.

use super::Network;
use crate::model::{Document, Resource, ResourceId, VpcEndpoint};
use std::collections::BTreeMap;

/// What a name that AWS gives leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnName {
    /// The resource whose name it is.
    pub owner: ResourceId,
    /// The interfaces whose addresses it gives.
    pub interfaces: Vec<ResourceId>,
    /// Whether it gives their public addresses; else the private ones, to whoever asks.
    pub is_public: bool,
    /// The number of the rule book that says so.
    pub book: &'static str,
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
    }

    /// The names that AWS gives a resource, the one for all of its interfaces first.
    pub fn own_names_of(&self, id: &ResourceId, resource: &Resource) -> Vec<(String, OwnName)> {
        match resource {
            Resource::VpcEndpoint(endpoint) if endpoint.is_interface() => self.of_endpoint(id, endpoint),
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
            is_public: false,
            book: "R-IFE-6",
        };
        let name = |part: &str| format!("{part}.{host}.vpce.amazonaws.com").to_lowercase();
        let mut names = vec![(name(id.as_str()), own(interfaces.clone()))];
        let mut zones: BTreeMap<&str, Vec<ResourceId>> = BTreeMap::new();
        for interface in &interfaces {
            let subnet =
                self.interfaces.get(interface).and_then(|node| self.subnets.get(node.subnet.as_ref()?));
            if let Some(zone) = subnet.and_then(|subnet| subnet.zone.as_deref()) {
                zones.entry(zone).or_default().push(interface.clone());
            }
        }
        names.extend(zones.into_iter().map(|(zone, there)| (name(&format!("{id}-{zone}")), own(there))));
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attachment, NetworkInterface, Subnet};

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
}
