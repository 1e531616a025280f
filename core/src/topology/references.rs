//! References that are only checked, not followed.

use super::{Network, Problem, ProblemKind};
use crate::model::{Document, Resource, ResourceId, ResourceType};

impl Network {
    /// References that nothing above resolves: targets of routes, groups and prefix lists of rules.
    ///
    /// A dangling target of a route is no problem: it is a blackhole.
    pub(super) fn check_references(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            if let Resource::RouteTable(table) = resource.as_ref() {
                for (row, route) in &table.routes {
                    let Some(list) = &route.destination_prefix_list_id else { continue };
                    self.check_prefix_list(id, &format!("/routes/{row}/destinationPrefixListId"), list);
                }
            }
            if let Resource::TransitGatewayRouteTable(table) = resource.as_ref() {
                for (row, route) in &table.routes {
                    let Some(list) = &route.prefix_list_id else { continue };
                    self.check_prefix_list(id, &format!("/routes/{row}/prefixListId"), list);
                }
            }
            if let Resource::ResourceShare(share) = resource.as_ref() {
                let gone = |(_, shared): &(usize, &ResourceId)| document.resource(shared.as_str()).is_none();
                for (index, shared) in share.resource_ids.iter().enumerate().filter(gone) {
                    self.problems.push(Problem {
                        from: id.clone(),
                        path: format!("/resourceIds/{index}"),
                        to: shared.clone(),
                        kind: ProblemKind::Dangling,
                    });
                }
            }
            if let Resource::IpamPool(pool) = resource.as_ref() {
                let source = pool.source_ipam_pool_id.as_ref();
                self.resolve(id, "/sourceIpamPoolId", source, ResourceType::IpamPool);
            }
            let Resource::SecurityGroup(group) = resource.as_ref() else { continue };
            for (row, association) in &group.security_group_vpc_associations {
                let path = format!("/securityGroupVpcAssociations/{row}/vpcId");
                self.resolve(id, &path, association.vpc_id.as_ref(), ResourceType::Vpc);
            }
            let inbound = group.ip_permissions.iter().map(|row| ("ipPermissions", row));
            let outbound =
                group.ip_permissions_egress.iter().flatten().map(|row| ("ipPermissionsEgress", row));
            for (field, (row, rule)) in inbound.chain(outbound) {
                if let Some(group) = &rule.group_id {
                    let path = format!("/{field}/{row}/groupId");
                    self.resolve(id, &path, Some(group), ResourceType::SecurityGroup);
                }
                if let Some(list) = &rule.prefix_list_id {
                    self.check_prefix_list(id, &format!("/{field}/{row}/prefixListId"), list);
                }
            }
        }
    }

    /// AWS's own lists need not be drawn.
    fn check_prefix_list(&mut self, from: &ResourceId, path: &str, list: &ResourceId) {
        if self.prefix_list(list.as_str()).is_none() {
            self.resolve(from, path, Some(list), ResourceType::ManagedPrefixList);
        }
    }
}
