//! VPC endpoints and prefix lists: what routes and rules know the services of AWS by.

use super::Network;
use super::node::{EndpointNode, PrefixListNode};
use crate::model::reserved::{self, GatewayService};
use crate::model::{Document, Resource, ResourceType};
use crate::net::CidrBlock;
use ipnet::IpNet;

impl Network {
    pub(super) fn add_endpoints(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::VpcEndpoint(endpoint) = resource.as_ref() else { continue };
            let vpc = self.resolve(id, "/vpcId", endpoint.vpc_id.as_ref(), ResourceType::Vpc);
            if let Some(vpc) = vpc.as_ref().and_then(|vpc| self.vpcs.get_mut(vpc)) {
                vpc.endpoints.push(id.clone());
            }
            let mut route_tables = Vec::new();
            for (index, table) in endpoint.route_table_ids.iter().enumerate() {
                let path = format!("/routeTableIds/{index}");
                route_tables.extend(self.resolve(id, &path, Some(table), ResourceType::RouteTable));
            }
            let node = EndpointNode {
                id: id.clone(),
                vpc,
                is_gateway: endpoint.is_gateway(),
                is_interface: endpoint.is_interface(),
                service: endpoint.service_name.as_deref().and_then(service_of_name),
                route_tables,
                state: endpoint.state.clone(),
            };
            self.endpoints.insert(id.clone(), node);
        }
    }

    pub(super) fn add_prefix_lists(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::ManagedPrefixList(list) = resource.as_ref() else { continue };
            let entries: Vec<IpNet> = list
                .entries
                .values()
                .filter_map(|entry| entry.cidr.as_ref().and_then(CidrBlock::net))
                .collect();
            let max_entries =
                list.max_entries.and_then(|max| usize::try_from(max).ok()).unwrap_or(entries.len());
            let service = list.prefix_list_name.as_deref().and_then(service_of_name);
            self.prefix_lists
                .insert(id.clone(), PrefixListNode { id: id.clone(), entries, service, max_entries });
        }
    }
}

/// Reads `com.amazonaws.eu-west-1.s3`.
fn service_of_name(name: &str) -> Option<(GatewayService, String)> {
    let (region, word) = name.strip_prefix("com.amazonaws.")?.rsplit_once('.')?;
    let (service, none) = reserved::service_of(word)?;
    none.is_none().then(|| (service, region.to_owned()))
}
