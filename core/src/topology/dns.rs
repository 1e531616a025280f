//! What a resolver asks for a name: zones, rules and private names of endpoints, by VPC and by domain.
//!
//! A name is looked up part by part, from the whole of it to the top, so that it costs as many steps as it has parts and
//! not as many as there are zones.

use super::{ById, Network};
use crate::model::{Document, Resource, ResourceId, ResourceRecordSet, ResourceType, RowId, VpcEndpoint};
use crate::ordered::Order;
use std::collections::BTreeMap;

/// A domain and what holds it; several where the drawing has them twice.
type ByDomain = BTreeMap<String, Vec<ResourceId>>;

/// What DNS knows.
#[derive(Clone, Debug, Default)]
pub struct DnsIndex {
    /// The records of every zone, by zone.
    pub records: ById<RecordIndex>,
    /// The records of hosts that are DNS servers, by host.
    pub server_records: ById<RecordIndex>,
    /// Public zones by domain.
    pub public_zones: ByDomain,
    /// Private zones by domain, of whichever VPC.
    pub private_zones: ByDomain,
    /// For each VPC, the private zones that answer it.
    pub zones_of: ById<ByDomain>,
    /// For each VPC, the rules that are associated with it.
    pub rules_of: ById<ByDomain>,
    /// For each VPC, its rules for name servers that a private zone hands names to.
    pub delegations_of: ById<Vec<ResourceId>>,
    /// For each VPC, the interface endpoints whose service it calls by its own name (R-IFE-4).
    pub endpoints_of: ById<ByDomain>,
    /// For each VPC, its groups of the DNS Firewall, the first one asked first.
    pub firewalls_of: ById<Vec<ResourceId>>,
}

/// The records of a zone or server by name, in lower case and without a dot at the end.
pub type RecordIndex = BTreeMap<String, Vec<RowId>>;

/// A name as it is compared: in lower case, without a dot at the end; Route 53 writes a star as `\052`.
pub fn domain_of(text: &str) -> String {
    text.trim().trim_end_matches('.').to_lowercase().replace("\\052", "*")
}

/// A name, then what is above it part by part, down to nothing, which is every name.
pub fn parents(name: &str) -> impl Iterator<Item = &str> + Clone {
    std::iter::successors(Some(name), |name| {
        let name: &str = name;
        match name.split_once('.') {
            Some((_, rest)) => Some(rest),
            None if name.is_empty() => None,
            None => Some(""),
        }
    })
}

fn index(sets: &BTreeMap<RowId, ResourceRecordSet>) -> RecordIndex {
    let mut index = RecordIndex::new();
    for (row, set) in sets {
        if let Some(name) = &set.name {
            index.entry(domain_of(name)).or_default().push(row.clone());
        }
    }
    index
}

fn add(to: &mut ById<ByDomain>, vpc: &ResourceId, domain: String, id: &ResourceId) {
    if !to.contains_key(vpc) {
        to.insert(vpc.clone(), ByDomain::new());
    }
    if let Some(all) = to.get_mut(vpc) {
        all.entry(domain).or_default().push(id.clone());
    }
}

impl Network {
    /// The name by which the hosts of its VPC know what is behind an endpoint: that of the service of AWS, or the one that
    /// whoever offers it has given it, once that is verified (R-EPS-8).
    fn private_name_of(&self, endpoint: &VpcEndpoint) -> Option<String> {
        if endpoint.is_of_aws() {
            return Some(format!("{}.amazonaws.com", endpoint.service_host()?));
        }
        let service = self.service_behind(endpoint)?;
        let written = self.document.vpc_endpoint_service(service.id.as_str())?;
        written.verified_name().map(domain_of).filter(|name| !name.is_empty())
    }

    /// Zones, rules, endpoints and firewalls; after the services and the endpoints.
    pub(super) fn add_dns(&mut self, document: &Document) {
        let mut dns = DnsIndex::default();
        let mut firewalls: BTreeMap<ResourceId, Vec<(u32, ResourceId)>> = BTreeMap::new();
        let mut delegations: BTreeMap<ResourceId, Vec<ResourceId>> = BTreeMap::new();
        for (id, resource) in &document.resources {
            match resource.as_ref() {
                Resource::HostedZone(zone) => {
                    dns.records.insert(id.clone(), index(&zone.resource_record_sets));
                    let domain = zone.name.as_deref().map(domain_of).filter(|domain| !domain.is_empty());
                    for (at, vpc) in zone.vpcs.iter().enumerate() {
                        let path = format!("/vpcs/{at}/vpcId");
                        let vpc = self.resolve(id, &path, vpc.vpc_id.as_ref(), ResourceType::Vpc);
                        if let Some((vpc, domain)) =
                            vpc.zip(domain.clone()).filter(|_| zone.config.private_zone)
                        {
                            add(&mut dns.zones_of, &vpc, domain, id);
                        }
                    }
                    let Some(domain) = domain else { continue };
                    let all =
                        if zone.config.private_zone { &mut dns.private_zones } else { &mut dns.public_zones };
                    all.entry(domain).or_default().push(id.clone());
                }
                Resource::HealthCheck(check) => {
                    let children = check.health_check_config.child_health_checks.iter().enumerate();
                    for (at, child) in children {
                        let path = format!("/healthCheckConfig/childHealthChecks/{at}");
                        self.resolve(id, &path, Some(child), ResourceType::HealthCheck);
                    }
                }
                Resource::ResolverRule(rule) => {
                    let endpoint = rule.resolver_endpoint_id.as_ref();
                    self.resolve(id, "/resolverEndpointId", endpoint, ResourceType::ResolverEndpoint);
                    for (at, vpc) in rule.vpc_ids.iter().enumerate() {
                        let vpc = self.resolve(id, &format!("/vpcIds/{at}"), Some(vpc), ResourceType::Vpc);
                        if rule.rule_type == "DELEGATE" {
                            let Some(vpc) = vpc else { continue };
                            delegations.entry(vpc).or_default().push(id.clone());
                        } else if let Some((vpc, domain)) = vpc.zip(rule.domain_name.as_deref()) {
                            add(&mut dns.rules_of, &vpc, domain_of(domain), id);
                        }
                    }
                }
                Resource::FirewallRuleGroup(group) => {
                    for (row, association) in &group.firewall_rule_group_associations {
                        let path = format!("/firewallRuleGroupAssociations/{row}/vpcId");
                        let vpc = self.resolve(id, &path, association.vpc_id.as_ref(), ResourceType::Vpc);
                        if let Some(vpc) = vpc {
                            let place = association.priority.unwrap_or(u32::MAX);
                            firewalls.entry(vpc).or_default().push((place, id.clone()));
                        }
                    }
                }
                Resource::VpcEndpoint(endpoint)
                    if endpoint.is_interface() && endpoint.private_dns_enabled =>
                {
                    let is_up = self.managed_services.get(id).is_some_and(super::ManagedServiceNode::is_up);
                    let vpc = endpoint.vpc_id.clone().filter(|vpc| self.vpcs.contains_key(vpc) && is_up);
                    if let Some((vpc, domain)) = vpc.zip(self.private_name_of(endpoint)) {
                        add(&mut dns.endpoints_of, &vpc, domain, id);
                    }
                }
                Resource::Instance(instance) => {
                    if let Some(server) = &instance.dns_server {
                        dns.server_records.insert(id.clone(), index(&server.resource_record_sets));
                    }
                }
                Resource::OnPremisesHost(host) => {
                    if let Some(server) = &host.dns_server {
                        dns.server_records.insert(id.clone(), index(&server.resource_record_sets));
                    }
                }
                Resource::Vpc(vpc) => {
                    // AWS's word for the options that it makes by itself.
                    let options = vpc.dhcp_options_id.as_ref().filter(|options| *options != "default");
                    self.resolve(id, "/dhcpOptionsId", options, ResourceType::DhcpOptions);
                }
                _ => {}
            }
        }
        for (vpc, rules) in delegations {
            dns.delegations_of.insert(vpc, rules);
        }
        for (vpc, mut groups) in firewalls {
            groups.order();
            dns.firewalls_of.insert(vpc, groups.into_iter().map(|(_, id)| id).collect());
        }
        self.dns = dns;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_and_last_dot() {
        assert_eq!(domain_of("DB.Corp.Internal."), "db.corp.internal");
        assert_eq!(domain_of("\\052.example.org."), "*.example.org");
        assert_eq!(domain_of("."), "");
    }

    #[test]
    fn a_name_is_below_every_part_of_it_and_the_top() {
        assert_eq!(parents("a.b.c").collect::<Vec<_>>(), ["a.b.c", "b.c", "c", ""]);
        assert_eq!(parents("").collect::<Vec<_>>(), [""]);
    }
}
