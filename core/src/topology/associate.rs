//! Which route table and which network ACL decide for a subnet, and which route table for a gateway.
//!
//! Associations stand on the side of the table and the ACL, as AWS keeps them. Where two name one subnet, the first by id
//! counts; the rules `subnet-in-two-route-tables` and `subnet-in-two-network-acls` tell. One of another VPC counts for
//! nothing; `association-other-vpc` tells.

use super::{Network, Source};
use crate::model::{Document, Resource, ResourceId, ResourceType};
use std::collections::BTreeMap;

/// What names a subnet: its id, its VPC, and the subnets that it names.
type Holder<'a> = (&'a ResourceId, Option<&'a ResourceId>, &'a [ResourceId]);

impl Network {
    pub(super) fn associate_tables(&mut self, document: &Document) {
        let tables = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
            Resource::RouteTable(table) => Some((id, table.vpc_id.as_ref(), table.subnet_ids.as_slice())),
            _ => None,
        });
        let mut explicit = self.named_by(tables);
        for subnet in self.subnets.values_mut() {
            let vpc = subnet.vpc.as_ref().and_then(|vpc| self.vpcs.get(vpc));
            let of_vpc = vpc.map(|vpc| &vpc.main_route_table);
            subnet.route_table = source(explicit.remove(&subnet.id), of_vpc);
        }
    }

    pub(super) fn associate_acls(&mut self, document: &Document) {
        let acls = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
            Resource::NetworkAcl(acl) => Some((id, acl.vpc_id.as_ref(), acl.subnet_ids.as_slice())),
            _ => None,
        });
        let mut explicit = self.named_by(acls);
        for subnet in self.subnets.values_mut() {
            let vpc = subnet.vpc.as_ref().and_then(|vpc| self.vpcs.get(vpc));
            let of_vpc = vpc.map(|vpc| &vpc.default_network_acl);
            subnet.network_acl = source(explicit.remove(&subnet.id), of_vpc);
        }
    }

    /// A gateway goes by the first table by id that names it, if both are of one VPC (R-EDGE-1, R-EDGE-7).
    pub(super) fn associate_gateways(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::RouteTable(table) = resource.as_ref() else { continue };
            let Some(gateway) = &table.gateway_id else { continue };
            let vpc = match document.resource(gateway.as_str()) {
                Some(Resource::InternetGateway(gateway)) => gateway.vpc_id.as_ref(),
                Some(Resource::VpnGateway(gateway)) => gateway.vpc_id.as_ref(),
                Some(_) => continue,
                None => {
                    self.resolve(id, "/gatewayId", Some(gateway), ResourceType::InternetGateway);
                    continue;
                }
            };
            if vpc.is_some() && vpc == table.vpc_id.as_ref() && !self.gateway_tables.contains_key(gateway) {
                self.gateway_tables.insert(gateway.clone(), id.clone());
            }
        }
    }

    /// By subnet, what names it.
    fn named_by<'a>(
        &mut self,
        holders: impl Iterator<Item = Holder<'a>>,
    ) -> BTreeMap<ResourceId, ResourceId> {
        let mut explicit = BTreeMap::new();
        for (id, vpc, subnets) in holders {
            for (index, subnet) in subnets.iter().enumerate() {
                let path = format!("/subnetIds/{index}");
                let Some(subnet) = self.resolve(id, &path, Some(subnet), ResourceType::Subnet) else {
                    continue;
                };
                let own = self.subnets.get(&subnet).and_then(|subnet| subnet.vpc.as_ref());
                if !self.is_of_another_vpc(vpc, own) {
                    explicit.entry(subnet).or_insert_with(|| id.clone());
                }
            }
        }
        explicit
    }
}

/// What was named, else that of the VPC, else what AWS makes.
fn source(named: Option<ResourceId>, of_vpc: Option<&Source>) -> Source {
    match (named, of_vpc) {
        (Some(id), _) => Source::Explicit(id),
        (None, Some(of_vpc)) => of_vpc.clone(),
        (None, None) => Source::Implicit,
    }
}
