//! What a copy must not share with its original: names, public addresses, who it is attached to.

use std::collections::BTreeSet;
use std::net::IpAddr;

use netyard_core::model::{Document, LoadBalancer, LoadBalancerAction, Resource, ResourceId};

use super::Pasting;
use crate::draft::Draft;
use crate::facts;

impl Pasting {
    /// Adds everything but VPCs and subnets.
    pub(super) fn add_rest(&mut self, draft: &mut Draft<'_>) {
        let mut public: BTreeSet<IpAddr> = BTreeSet::new();
        for (id, old) in &self.old {
            if matches!(old, Resource::Vpc(_) | Resource::Subnet(_)) {
                continue;
            }
            let Some(new) = self.ids.get(id) else { continue };
            let mut value = old.to_value();
            self.shifts.translate(&self.ids, &mut value, "");
            let Ok(mut resource) = Resource::from_value(value) else { continue };
            self.fit(draft, id, &mut resource, &mut public);
            draft.add_as(new, resource);
        }
    }

    fn fit(
        &self,
        draft: &Draft<'_>,
        old_id: &ResourceId,
        resource: &mut Resource,
        public: &mut BTreeSet<IpAddr>,
    ) {
        let document = draft.document();
        let home = self.homes.get(old_id);
        let is_new = |id: &ResourceId| self.ids.values().any(|new| new == id);
        let mut fresh_public = || {
            let address = facts::free_public_address(document, public);
            public.insert(address);
            address
        };
        let rename = |name: &mut Option<String>| {
            if let Some(own) = name {
                *own = fresh_name(document, own);
            }
        };
        match resource {
            Resource::Instance(own) => rename(&mut own.name),
            Resource::DbInstance(own) => {
                rename(&mut own.name);
                // AWS gives the copy a name of its own.
                own.endpoint = None;
                // A group of subnets that stay behind is no group of the copy; AWS asks for one of its own VPC.
                let subnets = own.db_subnet_group.iter().flat_map(|group| &group.subnet_ids);
                if !subnets.into_iter().all(|id| is_new(id) || document.subnet(id.as_str()).is_some()) {
                    own.db_subnet_group = None;
                }
                let source = own.read_replica_source_db_instance_identifier.as_ref();
                if !source.is_none_or(|id| is_new(id) || document.resource(id.as_str()).is_some()) {
                    own.read_replica_source_db_instance_identifier = None;
                }
            }
            Resource::CacheCluster(own) => {
                rename(&mut own.name);
                own.endpoint = None;
            }
            Resource::MountTarget(own) => rename(&mut own.name),
            Resource::FileSystem(own) => rename(&mut own.name),
            Resource::Task(own) => rename(&mut own.name),
            Resource::EcsService(own) => {
                rename(&mut own.name);
                own.tasks.retain(is_new);
            }
            Resource::Function(own) => rename(&mut own.name),
            Resource::TransferServer(own) => rename(&mut own.name),
            Resource::WorkspaceDirectory(own) => rename(&mut own.name),
            Resource::LoadBalancer(own) => {
                rename(&mut own.name);
                own.dns_name = None;
                leave_groups(own, is_new);
                if let Some(home) = home {
                    own.vpc_id = facts::vpc_of(document, home.as_str()).or_else(|| Some(home.clone()));
                }
            }
            Resource::VpcEndpointService(own) => {
                rename(&mut own.name);
                own.service_name = None;
                own.private_dns_name = None;
                own.private_dns_name_verification_state = None;
            }
            Resource::TargetGroup(own) => {
                rename(&mut own.name);
                if let Some(home) = home {
                    own.vpc_id = Some(home.clone());
                }
            }
            Resource::AutoScalingGroup(own) => {
                rename(&mut own.name);
                own.instances.retain(is_new);
            }
            Resource::NetworkInterface(own) => {
                rename(&mut own.name);
                for entry in &mut own.private_ip_addresses {
                    if entry.public_ip.is_some() {
                        entry.public_ip = Some(fresh_public().into());
                    }
                }
                if own.instance_id().is_some_and(|instance| !is_new(instance)) {
                    own.attachment = None;
                }
                if let Some(home) = home {
                    own.subnet_id = Some(home.clone());
                }
            }
            Resource::NatGateway(own) => {
                rename(&mut own.name);
                if let Some(home) = home {
                    own.subnet_id = Some(home.clone());
                }
            }
            Resource::ElasticIp(own) => {
                rename(&mut own.name);
                own.public_ip = Some(fresh_public().into());
                // Without one, it is an address of the Region where it is used.
                own.network_border_group = None;
                let follows =
                    [&own.nat_gateway_id, &own.network_interface_id].into_iter().flatten().any(is_new);
                if !follows {
                    own.nat_gateway_id = None;
                    own.network_interface_id = None;
                    own.private_ip_address = None;
                }
            }
            Resource::InternetGateway(own) => {
                rename(&mut own.name);
                if let Some(home) = home {
                    // One a VPC (R-IGW-1): a copy of the gateway alone is attached only where there is none.
                    let free = facts::internet_gateway_of(document, home.as_str()).is_none();
                    own.vpc_id = free.then(|| home.clone());
                }
            }
            Resource::EgressOnlyInternetGateway(own) => {
                rename(&mut own.name);
                if let Some(home) = home {
                    own.vpc_id = Some(home.clone());
                }
            }
            Resource::VpcEndpoint(own) => {
                rename(&mut own.name);
                if let Some(home) = home {
                    // An interface endpoint is put into a subnet.
                    own.vpc_id = facts::vpc_of(document, home.as_str()).or_else(|| Some(home.clone()));
                    own.route_table_ids.retain(is_new);
                }
                if let Some(vpc) = &own.vpc_id {
                    let region = facts::region_of_vpc(document, vpc.as_str());
                    facts::lead_to_region(own, region);
                }
                // The name of a service leads to one endpoint of a VPC (R-IFE-11).
                let has_names = |other: &Resource| {
                    matches!(other, Resource::VpcEndpoint(other) if other.private_dns_enabled
                        && other.vpc_id == own.vpc_id && other.service_name == own.service_name)
                };
                own.private_dns_enabled &= !document.resources.values().any(|other| has_names(other));
            }
            Resource::RouteTable(own) => {
                rename(&mut own.name);
                own.subnet_ids.retain(is_new);
                if let Some(home) = home {
                    own.vpc_id = Some(home.clone());
                    own.main = false;
                }
            }
            Resource::NetworkAcl(own) => {
                rename(&mut own.name);
                own.subnet_ids.retain(is_new);
                if let Some(home) = home {
                    own.vpc_id = Some(home.clone());
                    own.is_default = false;
                }
            }
            Resource::SecurityGroup(own) => {
                rename(&mut own.name);
                if home.is_some() || !own.is_default() {
                    own.group_name.clone_from(&own.name);
                }
                if let Some(home) = home {
                    own.vpc_id = Some(home.clone());
                }
            }
            Resource::VpcPeeringConnection(own) => {
                rename(&mut own.name);
                for side in [&mut own.requester_vpc_info, &mut own.accepter_vpc_info].into_iter().flatten() {
                    if side.region.is_some() {
                        let vpc = side.vpc_id.as_ref().and_then(|vpc| document.vpc(vpc.as_str()));
                        side.region = vpc.and_then(|vpc| vpc.region.clone());
                    }
                }
            }
            Resource::ManagedPrefixList(own) => rename(&mut own.name),
            // A VPC has one zone of a name (R-DNS-9), one rule for a domain.
            Resource::HostedZone(own) => own.vpcs.retain(|vpc| vpc.vpc_id.as_ref().is_some_and(is_new)),
            Resource::ResolverEndpoint(own) => rename(&mut own.name),
            Resource::ResolverRule(own) => {
                rename(&mut own.name);
                own.vpc_ids.retain(is_new);
            }
            Resource::FirewallRuleGroup(own) => {
                rename(&mut own.name);
                own.firewall_rule_group_associations
                    .retain(|_, association| association.vpc_id.as_ref().is_some_and(is_new));
            }
            Resource::DhcpOptions(own) => rename(&mut own.name),
            Resource::HealthCheck(own) => rename(&mut own.name),
            Resource::ByoipCidr(own) => rename(&mut own.name),
            Resource::IpamPool(own) => rename(&mut own.name),
            Resource::Firewall(own) => {
                rename(&mut own.name);
                // An endpoint leads to one firewall: those that stay behind are not the copy's.
                own.subnet_mappings.retain(|_, mapping| mapping.endpoint_id.as_ref().is_some_and(is_new));
                if let Some(home) = home {
                    own.vpc_id = Some(home.clone());
                }
            }
            Resource::FirewallPolicy(own) => rename(&mut own.name),
            Resource::RuleGroup(own) => rename(&mut own.name),
            Resource::TransitGateway(own) => rename(&mut own.name),
            Resource::TransitGatewayAttachment(own) => rename(&mut own.name),
            Resource::TransitGatewayConnectPeer(own) => rename(&mut own.name),
            Resource::TransitGatewayRouteTable(own) => {
                rename(&mut own.name);
                // An attachment has one table (R-TGW-14), a gateway one default table.
                own.associations.retain(is_new);
                own.propagations.retain(is_new);
                let is_alone = own.transit_gateway_id.as_ref().is_none_or(|gateway| !is_new(gateway));
                own.default_association_route_table &= !is_alone;
                own.default_propagation_route_table &= !is_alone;
            }
            Resource::TransitGatewayMulticastDomain(own) => {
                rename(&mut own.name);
                // A subnet is in one domain.
                own.subnet_ids.retain(is_new);
            }
            Resource::VpnGateway(own) => {
                rename(&mut own.name);
                // One a VPC (R-VGW-1): a copy of the gateway alone is attached to nothing.
                own.vpc_id = own.vpc_id.take().filter(is_new);
            }
            Resource::CustomerGateway(own) => rename(&mut own.name),
            Resource::VpnConnection(own) => rename(&mut own.name),
            Resource::OnPremisesSite(own) => rename(&mut own.name),
            Resource::OnPremisesHost(own) => rename(&mut own.name),
            Resource::VpcBlockPublicAccessOptions(own) => rename(&mut own.name),
            Resource::VpcBlockPublicAccessExclusion(own) => rename(&mut own.name),
            Resource::FlowLog(own) => rename(&mut own.name),
            Resource::Account(own) => {
                rename(&mut own.name);
                // Another account has another id.
                own.account_id = None;
            }
            Resource::ResourceShare(own) => rename(&mut own.name),
            Resource::Region(_)
            | Resource::AvailabilityZone(_)
            | Resource::Vpc(_)
            | Resource::Subnet(_)
            | Resource::Other(_) => {}
        }
    }
}

/// A target group belongs to one load balancer: those that stay behind are not the copy's.
fn leave_groups(balancer: &mut LoadBalancer, is_new: impl Fn(&ResourceId) -> bool) {
    let stays = |id: Option<&ResourceId>| id.is_none_or(&is_new);
    let keep = |action: &mut LoadBalancerAction| {
        let forwarded = !action.forwards().is_empty();
        action.target_groups.retain(|_, tuple| stays(tuple.target_group_arn.as_ref()));
        action.target_group_arn = action.target_group_arn.take().filter(|id| is_new(id));
        !forwarded || !action.forwards().is_empty()
    };
    for listener in balancer.listeners.values_mut() {
        listener.default_actions.retain(|_, action| keep(action));
        for rule in listener.rules.values_mut() {
            rule.actions.retain(|_, action| keep(action));
        }
        listener.rules.retain(|_, rule| !rule.actions.is_empty());
    }
}

/// `web-2` after `web-1`; another name with a number where it has none.
pub(super) fn fresh_name(document: &Document, name: &str) -> String {
    match name.rsplit_once('-') {
        Some((stem, number)) if !stem.is_empty() && number.chars().all(|sign| sign.is_ascii_digit()) => {
            facts::numbered_name(document, stem)
        }
        _ => facts::unique_name(document, name),
    }
}
