//! Firewalls and the endpoints that lead to them.

use super::Network;
use crate::model::{Document, Resource, ResourceId, ResourceType, RuleGroupReference};

/// A firewall of AWS Network Firewall.
#[derive(Clone, Debug)]
pub struct FirewallNode {
    /// Its id.
    pub id: ResourceId,
    /// Its VPC, if it names one that exists.
    pub vpc: Option<ResourceId>,
    /// Its policy, if it names one that exists.
    pub policy: Option<ResourceId>,
    /// Its endpoints that exist, in the order of the rows.
    pub endpoints: Vec<ResourceId>,
    /// Its state, as AWS calls it.
    pub state: String,
}

impl FirewallNode {
    /// Whether it judges packets.
    pub fn is_up(&self) -> bool {
        self.state == "READY"
    }
}

impl Network {
    /// Firewalls, and which of them stands behind an endpoint.
    pub(super) fn add_firewalls(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            match resource.as_ref() {
                Resource::Firewall(firewall) => {
                    let vpc = self.resolve(id, "/vpcId", firewall.vpc_id.as_ref(), ResourceType::Vpc);
                    let policy = firewall.firewall_policy_id.as_ref();
                    let policy = self.resolve(id, "/firewallPolicyId", policy, ResourceType::FirewallPolicy);
                    let mut endpoints = Vec::new();
                    for (row, mapping) in &firewall.subnet_mappings {
                        let at = |field: &str| format!("/subnetMappings/{row}/{field}");
                        let subnet = mapping.subnet_id.as_ref();
                        self.resolve(id, &at("subnetId"), subnet, ResourceType::Subnet);
                        let endpoint = mapping.endpoint_id.as_ref();
                        endpoints.extend(self.resolve(
                            id,
                            &at("endpointId"),
                            endpoint,
                            ResourceType::VpcEndpoint,
                        ));
                    }
                    for endpoint in &endpoints {
                        self.firewall_of_endpoint.insert(endpoint.clone(), id.clone());
                    }
                    let (id, state) = (id.clone(), firewall.status.clone());
                    self.firewalls.insert(id.clone(), FirewallNode { id, vpc, policy, endpoints, state });
                }
                Resource::FirewallPolicy(policy) => {
                    let lists = [
                        ("statelessRuleGroupReferences", &policy.stateless_rule_group_references),
                        ("statefulRuleGroupReferences", &policy.stateful_rule_group_references),
                    ];
                    for (list, references) in lists {
                        for (row, reference) in references {
                            let group = drawn(reference);
                            let path = format!("/{list}/{row}/ruleGroupId");
                            self.resolve(id, &path, group, ResourceType::RuleGroup);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// The firewall behind an endpoint.
    pub fn firewall_behind(&self, endpoint: &ResourceId) -> Option<&FirewallNode> {
        self.firewalls.get(self.firewall_of_endpoint.get(endpoint)?)
    }
}

/// The group that a policy names; those that AWS manages stand in no drawing.
fn drawn(reference: &RuleGroupReference) -> Option<&ResourceId> {
    reference.rule_group_id.as_ref().filter(|id| !id.as_str().starts_with("arn:"))
}
