//! Accounts: who owns what, and what is shared with whom (R-SHR).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html>. An owner is named by the id of an account of the
//! drawing or by its account id; both mean one account. A thing without an owner belongs to the account of what it is
//! part of.

use super::{ById, Network};
use crate::model::{Document, Resource, ResourceId, ResourceShare};
use std::collections::BTreeMap;

/// With whom something is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Principal<'a> {
    /// An account.
    Account(&'a str),
    /// Every account of an organization.
    Organization(&'a str),
    /// The accounts of a unit of an organization, which a drawing does not tell; the organization, where it is said.
    OrganizationalUnit(Option<&'a str>),
}

/// The accounts of a drawing, and what they share.
#[derive(Clone, Debug, Default)]
pub struct Accounts {
    /// The account of the drawing that has an account id.
    by_account_id: BTreeMap<String, ResourceId>,
    /// The shares that are in force and hold a resource, by resource.
    shares: ById<Vec<ResourceId>>,
}

impl Accounts {
    pub(super) fn of(document: &Document) -> Self {
        let mut by_account_id = BTreeMap::new();
        let mut shares: BTreeMap<ResourceId, Vec<ResourceId>> = BTreeMap::new();
        for (id, resource) in &document.resources {
            match resource.as_ref() {
                Resource::Account(account) => {
                    if let Some(account_id) = &account.account_id {
                        by_account_id.entry(account_id.clone()).or_insert_with(|| id.clone());
                    }
                }
                Resource::ResourceShare(share) if share.is_active() => {
                    for shared in &share.resource_ids {
                        shares.entry(shared.clone()).or_default().push(id.clone());
                    }
                }
                _ => {}
            }
        }
        let mut all = ById::new();
        for (id, of) in shares {
            all.insert(id, of);
        }
        Self { by_account_id, shares: all }
    }

    /// The one name of an account: its id in the drawing, where an account of the drawing is meant.
    pub fn name_of<'a>(&'a self, owner: &'a str) -> &'a str {
        self.by_account_id.get(owner).map_or(owner, ResourceId::as_str)
    }

    /// The shares in force that hold a resource.
    pub fn shares_of(&self, resource: &str) -> &[ResourceId] {
        self.shares.get(resource).map_or(&[], Vec::as_slice)
    }

    /// What a principal of a share means: an account, an organization or a unit of one, also by its ARN.
    pub fn principal<'a>(&'a self, text: &'a str) -> Principal<'a> {
        let mut parts = text.rsplit('/');
        let last = parts.next().unwrap_or(text);
        if last.starts_with("ou-") {
            return Principal::OrganizationalUnit(parts.next().filter(|part| part.starts_with("o-")));
        }
        if last.starts_with("o-") {
            return Principal::Organization(last);
        }
        // The ARN of a role or user says its account in the fifth place.
        let of_arn = text.strip_prefix("arn:").and_then(|rest| rest.split(':').nth(3));
        Principal::Account(self.name_of(of_arn.filter(|account| !account.is_empty()).unwrap_or(text)))
    }
}

impl Network {
    /// The account that owns a thing: the one that it names, else that of what it is part of. `None` where the drawing
    /// does not say.
    pub fn owner_of(&self, id: &str) -> Option<&str> {
        let resource = self.document.resource(id)?;
        if let Some(owner) = resource.owner_id() {
            return Some(self.accounts.name_of(owner));
        }
        let of = |id: &Option<ResourceId>| id.as_ref().and_then(|id| self.owner_of_network(id.as_str()));
        match resource {
            Resource::Subnet(own) => of(&own.vpc_id),
            Resource::RouteTable(own) => of(&own.vpc_id),
            Resource::InternetGateway(own) => of(&own.vpc_id),
            Resource::EgressOnlyInternetGateway(own) => of(&own.vpc_id),
            Resource::SecurityGroup(own) => of(&own.vpc_id),
            Resource::NetworkAcl(own) => of(&own.vpc_id),
            Resource::VpcEndpoint(own) => of(&own.vpc_id),
            Resource::VpnGateway(own) => of(&own.vpc_id),
            Resource::Firewall(own) => of(&own.vpc_id),
            Resource::TargetGroup(own) => of(&own.vpc_id),
            Resource::VpcEndpointService(own) => self.owner_of(own.load_balancers().first()?.as_str()),
            Resource::AutoScalingGroup(own) => {
                self.owner_of_network(own.vpc_zone_identifier.first()?.as_str())
            }
            Resource::EcsService(own) => of(&own.vpc_id(&self.document)),
            Resource::FileSystem(_) => of(&self.document.vpc_of_file_system(id)),
            Resource::NatGateway(own) => of(&own.subnet_id).or_else(|| of(&own.vpc_id)),
            Resource::NetworkInterface(own) => {
                self.stated_owner(own.instance_id().map(ResourceId::as_str)).or_else(|| of(&own.subnet_id))
            }
            Resource::Instance(_) => {
                let primary = self.instances.get(id)?.interfaces.first()?;
                let stated = self.stated_owner(Some(primary.as_str()));
                stated.or_else(|| of(&self.interfaces.get(primary)?.subnet))
            }
            Resource::DbInstance(_)
            | Resource::CacheCluster(_)
            | Resource::MountTarget(_)
            | Resource::Task(_)
            | Resource::ResolverEndpoint(_)
            | Resource::Function(_)
            | Resource::TransferServer(_)
            | Resource::WorkspaceDirectory(_)
            | Resource::LoadBalancer(_) => {
                let primary = self.managed_services.get(id)?.interfaces.first()?;
                let stated = self.stated_owner(Some(primary.as_str()));
                stated.or_else(|| of(&self.interfaces.get(primary)?.subnet))
            }
            Resource::ElasticIp(own) => {
                let holder = own.network_interface_id.as_ref().or(own.nat_gateway_id.as_ref())?;
                self.owner_of(holder.as_str())
            }
            Resource::HostedZone(own) => of(&own.vpcs.first()?.vpc_id),
            Resource::ResolverRule(own) => self.owner_of(own.resolver_endpoint_id.as_ref()?.as_str()),
            Resource::FlowLog(own) => self.owner_of(own.resource_id.as_ref()?.as_str()),
            Resource::TransitGatewayAttachment(own) if own.is_vpc() => of(&own.resource_id),
            Resource::TransitGatewayAttachment(own) => of(&own.transit_gateway_id),
            Resource::TransitGatewayRouteTable(own) => of(&own.transit_gateway_id),
            Resource::TransitGatewayMulticastDomain(own) => of(&own.transit_gateway_id),
            Resource::TransitGatewayConnectPeer(own) => {
                self.owner_of(own.transit_gateway_attachment_id.as_ref()?.as_str())
            }
            Resource::VpnConnection(own) => {
                of(&own.transit_gateway_id).or_else(|| self.owner_of(own.vpn_gateway_id.as_ref()?.as_str()))
            }
            Resource::VpcBlockPublicAccessExclusion(own) => of(&own.vpc_id).or_else(|| of(&own.subnet_id)),
            Resource::ResourceShare(own) => self.owner_of_network(own.resource_ids.first()?.as_str()),
            _ => None,
        }
    }

    /// The owner that a thing names itself.
    fn stated_owner(&self, id: Option<&str>) -> Option<&str> {
        self.document.resource(id?)?.owner_id().map(|owner| self.accounts.name_of(owner))
    }

    /// The owner of a VPC, of the VPC of a subnet or group, or of a transit gateway.
    fn owner_of_network(&self, id: &str) -> Option<&str> {
        if let Some(owner) = self.stated_owner(Some(id)) {
            return Some(owner);
        }
        let vpc = match self.document.resource(id)? {
            Resource::Subnet(subnet) => subnet.vpc_id.as_ref(),
            Resource::SecurityGroup(group) => group.vpc_id.as_ref(),
            _ => None,
        };
        self.stated_owner(vpc.map(ResourceId::as_str))
    }

    /// Whether the account of a thing may use a VPC: it owns it, or a subnet of it is shared with it. What is not said, or was
    /// not read, forbids nothing.
    pub fn account_may_use(&self, id: &str, vpc: &str) -> bool {
        let Some(account) = self.owner_of(id) else { return true };
        if self.owner_of(vpc) == Some(account) {
            return true;
        }
        let Some(node) = self.vpcs.get(vpc) else { return false };
        node.does_not_know("resourceShare")
            || node.subnets.iter().any(|subnet| self.is_shared_with(subnet.as_str(), account))
    }

    /// The organization of an account, where the drawing says it.
    pub fn organization_of(&self, account: &str) -> Option<&str> {
        match self.document.resource(account)? {
            Resource::Account(account) => account.organization_id.as_deref(),
            _ => None,
        }
    }

    /// Whether a share that is in force gives a resource to an account. A unit of an organization may hold every account
    /// of which the drawing does not say another organization.
    pub fn is_shared_with(&self, resource: &str, account: &str) -> bool {
        let shares = self.accounts.shares_of(resource).iter();
        shares.filter_map(|id| self.resource_share(id.as_str())).any(|share| {
            share
                .principals
                .iter()
                .any(|principal| self.includes(self.accounts.principal(principal), account))
        })
    }

    /// Whether a principal includes an account.
    pub fn includes(&self, principal: Principal<'_>, account: &str) -> bool {
        let is_member =
            |organization: &str| self.organization_of(account).is_none_or(|own| own == organization);
        match principal {
            Principal::Account(own) => own == account,
            Principal::Organization(organization) => is_member(organization),
            Principal::OrganizationalUnit(organization) => organization.is_none_or(is_member),
        }
    }

    fn resource_share(&self, id: &str) -> Option<&ResourceShare> {
        self.document.resource_share(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;
    use serde_json::json;

    /// A VPC of `acct-net` with a subnet that it shares, and what stands in it.
    fn network(more: &serde_json::Value) -> Network {
        let mut all = json!({
            "acct-net": {"type": "account", "accountId": "111122223333"},
            "acct-pay": {"type": "account", "accountId": "444455556666"},
            "vpc-1": {"type": "vpc", "region": "eu-west-1", "ownerId": "111122223333", "cidrBlocks": ["10.0.0.0/16"]},
            "subnet-1": {"type": "subnet", "vpcId": "vpc-1", "availabilityZone": "eu-west-1a", "cidrBlock": "10.0.1.0/24"},
        });
        let more = more.as_object().cloned().unwrap_or_default();
        all.as_object_mut().unwrap().extend(more);
        let mut document = Document::default();
        for (id, value) in all.as_object().unwrap() {
            document.insert(id.as_str(), Resource::from_value(value.clone()).unwrap());
        }
        Network::build(&document)
    }

    fn interface(holder: &str, owner: Option<&str>) -> serde_json::Value {
        let mut value = json!({
            "type": "networkInterface", "subnetId": "subnet-1",
            "privateIpAddresses": [{"privateIpAddress": "10.0.1.10"}],
            "attachment": {"instanceId": holder, "deviceIndex": 0},
        });
        if let Some(owner) = owner {
            value["ownerId"] = json!(owner);
        }
        value
    }

    #[test]
    fn a_managed_service_belongs_to_whom_its_network_belongs() {
        for kind in ["dbInstance", "cacheCluster", "mountTarget", "task", "function"] {
            let network = network(&json!({"it": {"type": kind}, "eni-1": interface("it", None)}));
            assert_eq!(network.owner_of("it"), Some("acct-net"), "{kind}");
        }
    }

    #[test]
    fn a_participant_s_service_is_its_own_in_a_shared_subnet() {
        for kind in ["dbInstance", "cacheCluster", "mountTarget", "task", "function"] {
            let interface = interface("it", Some("acct-pay"));
            let network = network(&json!({"it": {"type": kind}, "eni-1": interface}));
            assert_eq!(network.owner_of("it"), Some("acct-pay"), "{kind}");
        }
        let of_pay = json!({"type": "function", "ownerId": "444455556666"});
        let network = network(&json!({"it": of_pay, "eni-1": interface("it", None)}));
        assert_eq!((network.owner_of("it"), network.owner_of("eni-1")), (Some("acct-pay"), Some("acct-pay")));
    }

    #[test]
    fn a_function_in_no_vpc_says_itself_whose_it_is() {
        let function = json!({"type": "function", "region": "eu-west-1", "ownerId": "444455556666"});
        let network =
            network(&json!({"fn-1": function, "fn-2": {"type": "function", "region": "eu-west-1"}}));
        assert_eq!((network.owner_of("fn-1"), network.owner_of("fn-2")), (Some("acct-pay"), None));
    }

    #[test]
    fn a_multicast_domain_belongs_to_the_owner_of_its_gateway() {
        let gateway = json!({"type": "transitGateway", "ownerId": "acct-net"});
        let domain = json!({"type": "transitGatewayMulticastDomain", "transitGatewayId": "tgw-1"});
        let network = network(&json!({"tgw-1": gateway, "domain-1": domain}));
        assert_eq!(network.owner_of("domain-1"), Some("acct-net"));
    }
}
