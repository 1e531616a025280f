use super::findings_here::FindingsHere;
use super::identity::Identity;
use super::shown::Shown;
use super::tags::TagList;
use super::what_if::WhatIfSwitch;
use super::{
    account, auto_scaling_group, connect_peer, container, customer_gateway, dns,
    egress_only_internet_gateway, elastic_ip, flow_log, health_check, instance, internet_gateway, ipam_pool,
    load_balancer, managed_prefix_list, managed_service, multicast_domain, name_line, nat_gateway,
    network_acl, network_firewall, network_interface, note, on_premises_host, on_premises_site, own_range,
    peering, public_access, region, resource_share, route_line, route_table, security_group, service,
    site_line, subnet, target_group, target_line, transit_gateway, transit_gateway_attachment,
    transit_gateway_route_table, vpc, vpc_endpoint, vpc_endpoint_service, vpn_connection, vpn_gateway,
};
use crate::panel::desk::use_desk;
use leptos::prelude::*;
use netyard_core::model::{ResourceType, reserved};
use netyard_editor::edge::ends_of_line;
use netyard_editor::name_line::words_of_name_line;
use netyard_editor::site_line::rows_of_site_line;
use netyard_editor::target_line::rows_of_target_line;

/// One thing: its head, its settings, its tags, its findings.
#[component]
pub(super) fn One(
    /// Its key.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let is_note = desk.store.document.with_untracked(|document| document.notes.contains_key(&id));
    if is_note {
        return view! { <note::NoteInspector id/> }.into_any();
    }
    if reserved::is_reserved(&id) {
        return view! { <service::ServiceInspector id/> }.into_any();
    }
    if desk.store.document.with_untracked(|document| document.resource(&id).is_none()) {
        let ends = ends_of_line(&id).map(|(one, other)| (one.to_owned(), other.to_owned()));
        let is_of_sites = |(one, other): &(String, String)| {
            desk.store.document.with_untracked(|document| !rows_of_site_line(document, one, other).is_empty())
        };
        if let Some(ends) = ends.clone().filter(is_of_sites) {
            return view! { <site_line::SiteLineInspector id ends/> }.into_any();
        }
        let is_of_targets = |(from, to): &(String, String)| {
            desk.store.document.with_untracked(|document| !rows_of_target_line(document, from, to).is_empty())
        };
        if let Some(ends) = ends.clone().filter(is_of_targets) {
            return view! { <target_line::TargetLineInspector ends/> }.into_any();
        }
        let is_of_name = |(from, to): &(String, String)| {
            desk.store.document.with_untracked(|document| words_of_name_line(document, from, to).is_some())
        };
        if let Some(ends) = ends.clone().filter(is_of_name) {
            return view! { <name_line::NameLineInspector ends/> }.into_any();
        }
        if ends.is_some() {
            return view! { <route_line::RouteLineInspector id/> }.into_any();
        }
        return view! { <region::PlaceInspector id/> }.into_any();
    }
    let shown = Shown::provide(&id);
    let resource_type = Memo::new(move |_| shown.resource.get().map(|resource| resource.resource_type()));
    let settings = move || resource_type.get().map(settings_of);
    // A place has it among its settings, as it has where no resource stands for it.
    let is_place = |shown: Option<ResourceType>| {
        matches!(shown, Some(ResourceType::Region | ResourceType::AvailabilityZone))
    };
    let switch = move || {
        let of = resource_type.get().filter(|shown| !is_place(*shown));
        of.map(|_| view! { <WhatIfSwitch id=shown.id().to_string()/> })
    };
    view! {
        <Identity/>
        {settings}
        {switch}
        <account::OwnedBy/>
        <resource_share::SharedWith/>
        <FindingsHere/>
        <TagList/>
    }
    .into_any()
}

/// The settings of a type. A type of a later version has none that we know.
fn settings_of(resource_type: Option<ResourceType>) -> AnyView {
    let Some(resource_type) = resource_type else {
        return view! {
            <p class="section quiet-text">"This Netyard does not know this type. It is kept as it is, and a packet that would pass it ends as unknown."</p>
        }.into_any();
    };
    match resource_type {
        ResourceType::Region | ResourceType::AvailabilityZone => {
            view! { <region::PlaceSettings/> }.into_any()
        }
        ResourceType::Vpc => view! { <vpc::VpcInspector/> }.into_any(),
        ResourceType::Subnet => view! { <subnet::SubnetInspector/> }.into_any(),
        ResourceType::RouteTable => view! { <route_table::RouteTableInspector/> }.into_any(),
        ResourceType::InternetGateway => view! { <internet_gateway::InternetGatewayInspector/> }.into_any(),
        ResourceType::EgressOnlyInternetGateway => {
            view! { <egress_only_internet_gateway::EgressOnlyInternetGatewayInspector/> }.into_any()
        }
        ResourceType::NatGateway => view! { <nat_gateway::NatGatewayInspector/> }.into_any(),
        ResourceType::ElasticIp => view! { <elastic_ip::ElasticIpInspector/> }.into_any(),
        ResourceType::NetworkInterface => {
            view! { <network_interface::NetworkInterfaceInspector/> }.into_any()
        }
        ResourceType::Instance => view! { <instance::InstanceInspector/> }.into_any(),
        kind @ (ResourceType::DbInstance
        | ResourceType::CacheCluster
        | ResourceType::MountTarget
        | ResourceType::ResolverEndpoint
        | ResourceType::Task
        | ResourceType::Function
        | ResourceType::TransferServer
        | ResourceType::WorkspaceDirectory) => {
            view! { <managed_service::ManagedServiceInspector kind/> }.into_any()
        }
        ResourceType::LoadBalancer => view! { <load_balancer::LoadBalancerInspector/> }.into_any(),
        ResourceType::VpcEndpointService => {
            view! { <vpc_endpoint_service::VpcEndpointServiceInspector/> }.into_any()
        }
        ResourceType::FileSystem => view! { <container::FileSystemInspector/> }.into_any(),
        ResourceType::EcsService => view! { <container::ContainerServiceInspector/> }.into_any(),
        ResourceType::TargetGroup => view! { <target_group::TargetGroupInspector/> }.into_any(),
        ResourceType::AutoScalingGroup => {
            view! { <auto_scaling_group::AutoScalingGroupInspector/> }.into_any()
        }
        ResourceType::SecurityGroup => view! { <security_group::SecurityGroupInspector/> }.into_any(),
        ResourceType::NetworkAcl => view! { <network_acl::NetworkAclInspector/> }.into_any(),
        ResourceType::ByoipCidr => view! { <own_range::OwnRangeInspector/> }.into_any(),
        ResourceType::IpamPool => view! { <ipam_pool::IpamPoolInspector/> }.into_any(),
        ResourceType::HostedZone => view! { <dns::HostedZoneInspector/> }.into_any(),
        ResourceType::HealthCheck => view! { <health_check::HealthCheckInspector/> }.into_any(),
        ResourceType::ResolverRule => view! { <dns::ResolverRuleInspector/> }.into_any(),
        ResourceType::FirewallRuleGroup => view! { <dns::FirewallRuleGroupInspector/> }.into_any(),
        ResourceType::DhcpOptions => view! { <dns::DhcpOptionsInspector/> }.into_any(),
        ResourceType::ManagedPrefixList => {
            view! { <managed_prefix_list::ManagedPrefixListInspector/> }.into_any()
        }
        ResourceType::VpcPeeringConnection => view! { <peering::PeeringInspector/> }.into_any(),
        ResourceType::VpcBlockPublicAccessOptions => {
            view! { <public_access::PublicAccessInspector/> }.into_any()
        }
        ResourceType::VpcBlockPublicAccessExclusion => {
            view! { <public_access::ExclusionInspector/> }.into_any()
        }
        ResourceType::Firewall => view! { <network_firewall::FirewallInspector/> }.into_any(),
        ResourceType::FirewallPolicy => view! { <network_firewall::FirewallPolicyInspector/> }.into_any(),
        ResourceType::RuleGroup => view! { <network_firewall::RuleGroupInspector/> }.into_any(),
        ResourceType::FlowLog => view! { <flow_log::FlowLogInspector/> }.into_any(),
        ResourceType::Account => view! { <account::AccountInspector/> }.into_any(),
        ResourceType::ResourceShare => view! { <resource_share::ResourceShareInspector/> }.into_any(),
        ResourceType::VpcEndpoint => view! { <vpc_endpoint::VpcEndpointInspector/> }.into_any(),
        ResourceType::TransitGateway => view! { <transit_gateway::TransitGatewayInspector/> }.into_any(),
        ResourceType::TransitGatewayAttachment => {
            view! { <transit_gateway_attachment::TransitGatewayAttachmentInspector/> }.into_any()
        }
        ResourceType::TransitGatewayConnectPeer => view! { <connect_peer::ConnectPeerInspector/> }.into_any(),
        ResourceType::TransitGatewayRouteTable => {
            view! { <transit_gateway_route_table::TransitGatewayRouteTableInspector/> }.into_any()
        }
        ResourceType::TransitGatewayMulticastDomain => {
            view! { <multicast_domain::MulticastDomainInspector/> }.into_any()
        }
        ResourceType::VpnGateway => view! { <vpn_gateway::VpnGatewayInspector/> }.into_any(),
        ResourceType::CustomerGateway => view! { <customer_gateway::CustomerGatewayInspector/> }.into_any(),
        ResourceType::VpnConnection => view! { <vpn_connection::VpnConnectionInspector/> }.into_any(),
        ResourceType::OnPremisesSite => view! { <on_premises_site::OnPremisesSiteInspector/> }.into_any(),
        ResourceType::OnPremisesHost => view! { <on_premises_host::OnPremisesHostInspector/> }.into_any(),
    }
}
