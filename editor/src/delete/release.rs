//! What is left when things go: associations end, addresses are free, content stands in the open.

use std::collections::BTreeSet;

use netyard_core::model::{Document, OnPremisesRoute, Placement, Resource, ResourceId};
use netyard_scene::NodeKind;

use super::behind;
use super::gather::content_of_subnet;
use crate::connect::names;
use crate::draft::Draft;
use crate::facts;
use crate::frame::Frame;
use crate::geometry::Geometry;
use crate::session::Key;

/// How many routes name what goes, in tables that stay.
pub(super) fn routes_to(document: &Document, doomed: &BTreeSet<ResourceId>) -> usize {
    let goes = |id: Option<&ResourceId>| id.is_some_and(|id| doomed.contains(id));
    let tables = document.resources.iter().filter(|(id, _)| !doomed.contains(*id));
    tables
        .map(|(_, resource)| match resource.as_ref() {
            Resource::RouteTable(table) => table.routes.values().filter(|route| goes(route.target())).count(),
            Resource::TransitGatewayRouteTable(table) => {
                let targets = table.routes.values().map(|route| &route.transit_gateway_attachment_id);
                targets.filter(|target| goes(target.as_ref())).count()
            }
            Resource::OnPremisesSite(site) => {
                let targets = |route: &OnPremisesRoute| {
                    [route.vpn_connection_id.clone(), route.on_premises_site_id.clone()]
                };
                site.routes.values().filter(|route| targets(route).iter().any(|id| goes(id.as_ref()))).count()
            }
            _ => 0,
        })
        .sum()
}

/// Ends associations as AWS does: Elastic IPs are free again, interfaces are detached, subnets leave their tables.
/// Gives the names of addresses that stay.
pub(super) fn release(draft: &mut Draft<'_>, doomed: &BTreeSet<ResourceId>) -> Vec<String> {
    let mut left = Vec::new();
    let resources: Vec<(ResourceId, std::sync::Arc<Resource>)> = draft
        .document()
        .resources
        .iter()
        .filter(|(id, _)| !doomed.contains(*id))
        .map(|(id, resource)| (id.clone(), std::sync::Arc::clone(resource)))
        .collect();
    let goes = |id: Option<&ResourceId>| id.is_some_and(|id| doomed.contains(id));
    for (id, resource) in resources {
        match resource.as_ref() {
            Resource::ElasticIp(address)
                if goes(address.nat_gateway_id.as_ref()) || goes(address.network_interface_id.as_ref()) =>
            {
                crate::connect::associate::clear_holder(draft, &id);
                left.push(draft.document().display_name(id.as_str()).to_owned());
            }
            Resource::NetworkInterface(interface) if goes(interface.instance_id()) => {
                draft.unset(&id, "/attachment");
            }
            Resource::RouteTable(table) => {
                leave_list(draft, &id, "/subnetIds", &table.subnet_ids, doomed);
                leave_list(draft, &id, "/propagatingVgws", &table.propagating_vgws, doomed);
                if goes(table.gateway_id.as_ref()) {
                    draft.unset(&id, "/gatewayId");
                }
            }
            Resource::DbInstance(database) => {
                let subnets = database.db_subnet_group.iter().flat_map(|group| &group.subnet_ids);
                let subnets: Vec<ResourceId> = subnets.cloned().collect();
                leave_list(draft, &id, "/dbSubnetGroup/subnetIds", &subnets, doomed);
                if goes(database.read_replica_source_db_instance_identifier.as_ref()) {
                    draft.unset(&id, "/readReplicaSourceDbInstanceIdentifier");
                }
            }
            Resource::EcsService(service) => {
                leave_list(draft, &id, "/tasks", &service.tasks, doomed);
                if let Some(config) = service.awsvpc() {
                    let place = "/networkConfiguration/awsvpcConfiguration";
                    leave_list(draft, &id, &format!("{place}/subnets"), &config.subnets, doomed);
                    leave_list(
                        draft,
                        &id,
                        &format!("{place}/securityGroups"),
                        &config.security_groups,
                        doomed,
                    );
                }
                for (row, joins) in &service.load_balancers {
                    if goes(joins.target_group_arn.as_ref()) || goes(joins.load_balancer_name.as_ref()) {
                        draft.unset(&id, &format!("/loadBalancers/{row}"));
                    }
                }
            }
            Resource::Task(task) if goes(task.ec2_instance_id.as_ref()) => draft.unset(&id, "/ec2InstanceId"),
            Resource::MountTarget(target) if goes(target.file_system_id.as_ref()) => {
                draft.unset(&id, "/fileSystemId");
            }
            Resource::Firewall(firewall) => {
                for (row, mapping) in &firewall.subnet_mappings {
                    if goes(mapping.endpoint_id.as_ref()) || goes(mapping.subnet_id.as_ref()) {
                        draft.unset(&id, &format!("/subnetMappings/{row}"));
                    }
                }
                if goes(firewall.firewall_policy_id.as_ref()) {
                    draft.unset(&id, "/firewallPolicyId");
                }
            }
            Resource::LoadBalancer(balancer) => behind::leave_balancer(draft, &id, balancer, doomed),
            Resource::TargetGroup(group) => behind::leave_targets(draft, &id, group, doomed),
            Resource::AutoScalingGroup(group) => {
                leave_list(draft, &id, "/vpcZoneIdentifier", &group.vpc_zone_identifier, doomed);
                leave_list(draft, &id, "/targetGroupArns", &group.target_group_arns, doomed);
                leave_list(draft, &id, "/loadBalancerNames", &group.load_balancer_names, doomed);
                leave_list(draft, &id, "/instances", &group.instances, doomed);
            }
            Resource::FirewallPolicy(policy) => {
                let lists = [
                    ("statelessRuleGroupReferences", &policy.stateless_rule_group_references),
                    ("statefulRuleGroupReferences", &policy.stateful_rule_group_references),
                ];
                for (list, references) in lists {
                    for (row, reference) in references {
                        if goes(reference.rule_group_id.as_ref()) {
                            draft.unset(&id, &format!("/{list}/{row}"));
                        }
                    }
                }
            }
            Resource::HostedZone(zone) => {
                names::keep_vpcs(draft, &id, zone, |vpc| !goes(Some(vpc)));
            }
            Resource::ResolverRule(rule) => {
                leave_list(draft, &id, "/vpcIds", &rule.vpc_ids, doomed);
                if goes(rule.resolver_endpoint_id.as_ref()) {
                    draft.unset(&id, "/resolverEndpointId");
                }
            }
            Resource::FirewallRuleGroup(group) => {
                for (row, association) in &group.firewall_rule_group_associations {
                    if goes(association.vpc_id.as_ref()) {
                        draft.unset(&id, &format!("/firewallRuleGroupAssociations/{row}"));
                    }
                }
            }
            Resource::Vpc(vpc) if goes(vpc.dhcp_options_id.as_ref()) => draft.unset(&id, "/dhcpOptionsId"),
            Resource::VpnGateway(gateway) if goes(gateway.vpc_id.as_ref()) => draft.unset(&id, "/vpcId"),
            Resource::CustomerGateway(gateway) if goes(gateway.on_premises_site_id.as_ref()) => {
                draft.unset(&id, "/onPremisesSiteId");
            }
            Resource::OnPremisesHost(host) if goes(host.on_premises_site_id.as_ref()) => {
                draft.unset(&id, "/onPremisesSiteId");
            }
            Resource::SecurityGroup(group) => {
                for (row, association) in &group.security_group_vpc_associations {
                    if goes(association.vpc_id.as_ref()) {
                        draft.unset(&id, &format!("/securityGroupVpcAssociations/{row}"));
                    }
                }
            }
            Resource::NetworkAcl(acl) => leave_list(draft, &id, "/subnetIds", &acl.subnet_ids, doomed),
            Resource::VpcEndpoint(endpoint) => {
                leave_list(draft, &id, "/routeTableIds", &endpoint.route_table_ids, doomed);
            }
            Resource::InternetGateway(gateway) if goes(gateway.vpc_id.as_ref()) => draft.unset(&id, "/vpcId"),
            Resource::TransitGatewayAttachment(attachment) => {
                leave_list(draft, &id, "/subnetIds", &attachment.subnet_ids, doomed);
            }
            Resource::TransitGatewayRouteTable(table) => {
                leave_list(draft, &id, "/associations", &table.associations, doomed);
                leave_list(draft, &id, "/propagations", &table.propagations, doomed);
            }
            Resource::TransitGatewayMulticastDomain(domain) => {
                leave_list(draft, &id, "/subnetIds", &domain.subnet_ids, doomed);
                for (row, group) in &domain.groups {
                    if goes(group.network_interface_id.as_ref()) {
                        draft.unset(&id, &format!("/groups/{row}"));
                    }
                }
            }
            Resource::TransitGateway(gateway) => {
                let options = &gateway.options;
                for (table, path) in [
                    (&options.association_default_route_table_id, "/options/associationDefaultRouteTableId"),
                    (&options.propagation_default_route_table_id, "/options/propagationDefaultRouteTableId"),
                ] {
                    if goes(table.as_ref()) {
                        draft.unset(&id, path);
                    }
                }
            }
            Resource::ResourceShare(share) => {
                leave_list(draft, &id, "/resourceIds", &share.resource_ids, doomed);
                let stays = |principal: &&String| !doomed.contains(principal.as_str());
                let principals: Vec<String> = share.principals.iter().filter(stays).cloned().collect();
                if principals.len() < share.principals.len() {
                    draft.set(&id, "/principals", principals);
                }
            }
            _ => {}
        }
        if let Some(field) = owner_field(&resource).filter(|_| goes_to(&resource, doomed)) {
            draft.unset(&id, field);
        }
    }
    left
}

/// Where a resource names its owner.
fn owner_field(resource: &Resource) -> Option<&'static str> {
    resource.owner_id()?;
    Some(match resource {
        Resource::TransitGatewayAttachment(_) => "/resourceOwnerId",
        Resource::ResourceShare(_) => "/owningAccountId",
        _ => "/ownerId",
    })
}

/// Whether the account that a resource names as its owner goes.
fn goes_to(resource: &Resource, doomed: &BTreeSet<ResourceId>) -> bool {
    resource.owner_id().is_some_and(|owner| doomed.contains(owner))
}

/// Takes what goes out of a list of ids.
fn leave_list(
    draft: &mut Draft<'_>,
    id: &ResourceId,
    path: &str,
    list: &[ResourceId],
    doomed: &BTreeSet<ResourceId>,
) {
    if list.iter().any(|own| doomed.contains(own)) {
        let kept: Vec<ResourceId> = list.iter().filter(|own| !doomed.contains(*own)).cloned().collect();
        draft.set_ids(id, path, &kept);
    }
}

/// What stood directly in the containers stands in the open afterwards, where it was.
pub(super) fn free_content(draft: &mut Draft<'_>, geometry: &Geometry, keys: &[Key]) {
    for key in keys {
        match draft.document().resource(key.as_str()) {
            Some(Resource::Vpc(_)) => {
                let subnets: Vec<ResourceId> = facts::subnets_of(draft.document(), key.as_str())
                    .into_iter()
                    .map(|(id, _)| id.clone())
                    .collect();
                for subnet in subnets {
                    draft.unset(&subnet, "/vpcId");
                    place_in_the_open(draft, geometry, &subnet);
                }
            }
            // What it owned belongs to nobody, and keeps its place in Regions that stand in the open.
            Some(Resource::Account(_)) => {
                let regions =
                    geometry.children(Some(key.as_str())).filter(|node| node.kind == NodeKind::Region);
                let names: Vec<(Key, String)> = regions
                    .filter_map(|node| {
                        let frame = Frame::of_container(draft.document(), geometry, node.key.as_str())?;
                        Some((node.key.clone(), frame.region?))
                    })
                    .collect();
                for (region, name) in names {
                    let corner = geometry.nominal_corner(region.as_str());
                    if let Some(corner) = corner.filter(|_| geometry.node(&name).is_none()) {
                        draft.place(&name, Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
                    }
                }
            }
            Some(Resource::Subnet(_)) => {
                for id in content_of_subnet(draft.document(), key) {
                    if let Some(Resource::NetworkInterface(_) | Resource::NatGateway(_)) =
                        draft.document().resource(id.as_str())
                    {
                        draft.unset(&id, "/subnetId");
                    }
                    place_in_the_open(draft, geometry, &id);
                }
            }
            _ => {}
        }
    }
}

fn place_in_the_open(draft: &mut Draft<'_>, geometry: &Geometry, key: &Key) {
    if let Some(corner) = geometry.nominal_corner(key.as_str()) {
        draft.place(key.as_str(), Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
    }
}

/// Zones of a VPC and Regions of an account that is gone have no place any more.
pub(super) fn unplace_children(draft: &mut Draft<'_>, doomed: &BTreeSet<ResourceId>) {
    let keys: Vec<String> = draft
        .document()
        .placement
        .keys()
        .filter(|key| key.split_once('/').is_some_and(|(around, _)| doomed.contains(around)))
        .cloned()
        .collect();
    for key in keys {
        draft.unplace(&key);
    }
}
