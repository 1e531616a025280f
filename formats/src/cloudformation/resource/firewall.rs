//! AWS Network Firewall: rule groups, policies and firewalls, with the endpoints that AWS makes for these.

use super::other;
use crate::aws_describe::network_firewall::{policy_of_template, rules_of_template};
use crate::cloudformation::ids;
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{
    Attachment, Firewall, FirewallPolicy, FirewallSubnetMapping, NetworkInterface, ResourceId, RowId,
    RuleGroup, VpcEndpoint,
};

/// Reads `AWS::NetworkFirewall::RuleGroup`.
pub(crate) fn group(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("RuleGroupName");
    let Some(rules) = view.json("RuleGroup") else {
        // A group without its rules would let everything pass.
        other::read(maker, own);
        return;
    };
    let group = RuleGroup {
        name: Some(own.name()),
        tags: own.tags(),
        rule_group_type: view.text("Type").unwrap_or_else(|| "STATEFUL".to_owned()),
        capacity: view.small("Capacity"),
        ..rules_of_template(rules)
    };
    if group.rules_string.is_some() {
        maker.note(own, "Its rules are in the words of Suricata, which Netyard keeps and does not judge: where they could decide, a packet ends as unknown.");
    }
    maker.insert(own, group);
}

/// Reads `AWS::NetworkFirewall::FirewallPolicy`.
pub(crate) fn policy(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("FirewallPolicyName");
    let Some(said) = view.json("FirewallPolicy") else {
        other::read(maker, own);
        return;
    };
    let policy = FirewallPolicy { name: Some(own.name()), tags: own.tags(), ..policy_of_template(said) };
    maker.insert(own, policy);
}

/// Reads `AWS::NetworkFirewall::Firewall`, with an endpoint in each of its subnets.
pub(crate) fn firewall(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("FirewallName");
    let vpc_id = view.id("VpcId");
    let subnets: Vec<ResourceId> =
        view.list("SubnetMappings").iter().filter_map(|mapping| mapping.id("SubnetId")).collect();
    if view.is_unknown("SubnetMappings") {
        maker.doubts.insert("vpcEndpoint");
        maker.note(
            own,
            "The template does not tell all of its subnets: a packet that needs them ends UNKNOWN.",
        );
    }
    let mut firewall = Firewall {
        name: Some(own.name()),
        tags: own.tags(),
        vpc_id: vpc_id.clone(),
        firewall_policy_id: view.id("FirewallPolicyArn"),
        ..Firewall::default()
    };
    for (index, subnet) in subnets.into_iter().enumerate() {
        let endpoint = VpcEndpoint {
            vpc_endpoint_type: "GatewayLoadBalancer".to_owned(),
            vpc_id: vpc_id.clone(),
            requester_managed: true,
            ..VpcEndpoint::default()
        };
        let made = maker.insert_beside(own, &ids::firewall_endpoint(own.id.as_str(), index), endpoint);
        let mapping = FirewallSubnetMapping {
            subnet_id: Some(subnet.clone()),
            endpoint_id: Some(made.clone()),
            ..FirewallSubnetMapping::default()
        };
        firewall.subnet_mappings.insert(RowId::new(&format!("m{}", index + 1)), mapping);
        let attachment = Attachment { instance_id: Some(made.clone()), ..Attachment::default() };
        let node = NetworkInterface {
            subnet_id: Some(subnet),
            attachment: Some(attachment),
            ..NetworkInterface::default()
        };
        let node = maker.insert_beside(own, &format!("eni-{made}-1"), node);
        maker.wants_no_public.insert(node);
    }
    maker.insert(own, firewall);
}
