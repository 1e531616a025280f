//! A thing is in a state, or of a kind, that AWS does not know.

use crate::message::say;
use crate::model::{Resource, Target, words};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The state of an instance, load balancer, NAT gateway, VPC endpoint, peering connection, transit gateway or attachment of one,
    /// virtual private gateway, customer gateway, VPN connection or tunnel of one, association of a security group with
    /// a further VPC, the status of a firewall, the type of its rule groups and their order, the connectivity type of a NAT
    /// gateway, the type of a load balancer or an endpoint, the kind of an attachment, what VPC Block Public Access stops or spares, or the
    /// traffic and the destination of a flow log is none that AWS knows. So is the scheme of a load balancer, the type, the protocol
    /// or the health of a target of a target group, the state or type of an endpoint service, the direction or status of an
    /// endpoint or rule of the resolver, the type of a record, the action of a rule of the DNS Firewall, or the health check of
    /// an Auto Scaling group.
    ///
    /// # Why it matters
    /// A packet is worked out by the state. What nobody knows is taken for a thing that does not work, or for
    /// the usual kind, and both may be wrong.
    ///
    /// # How to fix
    /// Write one of the states that AWS knows, or leave the field out for the usual one.
    ///
    /// # Limits
    /// The words are those of the EC2 API of November 2026. The state of an endpoint counts in capital and small
    /// letters: the API writes `Available` and `available`.
    ///
    /// The states of databases and caches are not checked: AWS adds to them all the time.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/efs/latest/ug/API_MountTargetDescription.html>
    /// - <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html>
    /// - <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ServiceConfiguration.html>
    /// - <https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverEndpoint.html>
    /// - <https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html>
    /// - <https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html>
    /// - <https://docs.aws.amazon.com/transfer/latest/APIReference/API_DescribedServer.html>
    /// - <https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FirewallStatus.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceState.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGateway.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessExclusion.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessOptions.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcPeeringConnectionStateReason.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGateway.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayAttachment.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayConnectPeer.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnConnection.html>
    RuleInfo {
        id: "state-unknown",
        title: "AWS knows no such state",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

const INSTANCE: &[&str] = &["pending", "running", "stopping", "stopped", "shutting-down", "terminated"];
const MOUNT_TARGET: &[&str] = &["creating", "available", "updating", "deleting", "deleted", "error"];
const FUNCTION: &[&str] = &["Pending", "Active", "Inactive", "Failed"];
const TRANSFER_SERVER: &[&str] =
    &["OFFLINE", "ONLINE", "STARTING", "STOPPING", "START_FAILED", "STOP_FAILED"];
const WORKSPACES: &[&str] = &["REGISTERING", "REGISTERED", "DEREGISTERING", "DEREGISTERED", "ERROR"];
const TRANSFER_PROTOCOL: &[&str] = &["SFTP", "FTPS", "FTP", "AS2"];
const FIREWALL: &[&str] = &["PROVISIONING", "DELETING", "READY"];
const RULE_GROUP: &[&str] = &["STATELESS", "STATEFUL"];
const RULE_ORDER: &[&str] = &["DEFAULT_ACTION_ORDER", "STRICT_ORDER"];
const PRIVATE_NAME: &[&str] = &["verified", "pendingVerification", "failed"];
const LOAD_BALANCER: &[&str] = &["active", "provisioning", "active_impaired", "failed"];
const LOAD_BALANCER_TYPE: &[&str] = &["application", "network", "gateway", "classic"];
const TASK: &[&str] = &[
    "PROVISIONING",
    "PENDING",
    "ACTIVATING",
    "RUNNING",
    "DEACTIVATING",
    "STOPPING",
    "DEPROVISIONING",
    "STOPPED",
    "DELETED",
];
const SERVICE: &[&str] = &["ACTIVE", "DRAINING", "INACTIVE"];
const LAUNCH_TYPE: &[&str] = &["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"];
const NAT_GATEWAY: &[&str] = &["pending", "available", "failed", "deleting", "deleted"];
const ENDPOINT: &[&str] = &[
    "pendingAcceptance",
    "pending",
    "available",
    "partial",
    "deleting",
    "deleted",
    "rejected",
    "failed",
    "expired",
];
const ENDPOINT_TYPE: &[&str] = &["Gateway", "Interface", "GatewayLoadBalancer", "Resource", "ServiceNetwork"];
const PEERING: &[&str] = &[
    "initiating-request",
    "pending-acceptance",
    "provisioning",
    "active",
    "deleting",
    "deleted",
    "rejected",
    "failed",
    "expired",
];
const TRANSIT_GATEWAY: &[&str] = &["pending", "available", "modifying", "deleting", "deleted"];
const ATTACHMENT: &[&str] = &[
    "initiating",
    "initiatingRequest",
    "pendingAcceptance",
    "rollingBack",
    "pending",
    "available",
    "modifying",
    "deleting",
    "deleted",
    "failed",
    "rejected",
    "rejecting",
    "failing",
];
const ATTACHMENT_KIND: &[&str] = &[
    "vpc",
    "vpn",
    "vpn-concentrator",
    "direct-connect-gateway",
    "connect",
    "peering",
    "tgw-peering",
    "network-function",
    "client-vpn",
];

const ASSOCIATION: &[&str] = &[
    "associating",
    "associated",
    "association-failed",
    "disassociating",
    "disassociated",
    "disassociation-failed",
];
const VPN: &[&str] = &["pending", "available", "deleting", "deleted"];
const SESSION: &[&str] = &["up", "down"];
const TUNNEL: &[&str] = &["UP", "DOWN"];
const BLOCK_MODE: &[&str] = &["off", "block-bidirectional", "block-ingress"];
const EXCLUSION_MODE: &[&str] = &["allow-bidirectional", "allow-egress"];
const EXCLUSION: &[&str] = &[
    "create-in-progress",
    "create-complete",
    "create-failed",
    "update-in-progress",
    "update-complete",
    "update-failed",
    "delete-in-progress",
    "delete-complete",
    "disable-in-progress",
    "disable-complete",
];

const TRAFFIC: &[&str] = &["ACCEPT", "REJECT", "ALL"];
const LOG_DESTINATION: &[&str] = &["cloud-watch-logs", "s3", "kinesis-data-firehose"];

const BALANCER_ADDRESSES: &[&str] = &["ipv4", "dualstack", "dualstack-without-public-ipv4"];
const TARGET_PROTOCOL: &[&str] =
    &["HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC", "GENEVE"];
const SERVICE_TYPE: &[&str] = &["Interface", "GatewayLoadBalancer"];
const ENDPOINT_SERVICE: &[&str] = &["Pending", "Available", "Deleting", "Deleted", "Failed"];
const DIRECTION: &[&str] = &["INBOUND", "OUTBOUND", "INBOUND_DELEGATION"];
const RESOLVER_ENDPOINT: &[&str] =
    &["CREATING", "OPERATIONAL", "UPDATING", "AUTO_RECOVERING", "ACTION_NEEDED", "DELETING"];
const RESOLVER_RULE_TYPE: &[&str] = &["FORWARD", "SYSTEM", "RECURSIVE", "DELEGATE"];
const RESOLVER_RULE: &[&str] = &["COMPLETE", "DELETING", "UPDATING", "FAILED"];
const RECORD: &[&str] = &[
    "A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SOA", "SPF", "SRV", "SSHFP",
    "SVCB", "TLSA", "TXT",
];
const HEALTH_CHECK: &[&str] = &[
    "CALCULATED",
    "CLOUDWATCH_METRIC",
    "HTTP",
    "HTTPS",
    "HTTPS_STR_MATCH",
    "HTTP_STR_MATCH",
    "RECOVERY_CONTROL",
    "TCP",
];
const DNS_ACTION: &[&str] = &["ALLOW", "ALERT", "BLOCK"];
const SCALING_HEALTH: &[&str] = &["EC2", "EBS", "ELB", "VPC_LATTICE"];

/// A field as people call it, what stands in it, and what may.
type Field<'a> = (&'static str, &'a str, &'static [&'static str]);

/// In capital and small letters, as a trace takes it.
fn is_endpoint_state(state: &str) -> bool {
    ENDPOINT.iter().any(|known| known.eq_ignore_ascii_case(state))
}

/// In capital and small letters, as a trace takes it.
fn is_status(status: &str) -> bool {
    TUNNEL.iter().any(|known| known.eq_ignore_ascii_case(status))
}

/// The first of several that nobody knows.
fn unknown<'a>(
    field: &'static str,
    mut words: impl Iterator<Item = &'a str>,
    known: &'static [&'static str],
) -> Option<Field<'a>> {
    words.find(|word| !known.contains(word)).map(|word| (field, word, known))
}

/// Fields of load balancers, of what stands behind them, and of names.
fn of_services(resource: &Resource) -> [Option<Field<'_>>; 3] {
    match resource {
        Resource::LoadBalancer(balancer) => [
            Some(("scheme", &balancer.scheme, words::SCHEME)),
            Some(("address type", &balancer.ip_address_type, BALANCER_ADDRESSES)),
            None,
        ],
        Resource::TargetGroup(group) => [
            Some(("target type", &group.target_type, words::TARGET_TYPE)),
            group.protocol.as_deref().map(|protocol| ("protocol", protocol, TARGET_PROTOCOL)),
            unknown("health of a target", group.targets.values().filter_map(Target::state), words::HEALTH),
        ],
        Resource::VpcEndpointService(service) => [
            Some(("type", &service.service_type, SERVICE_TYPE)),
            Some(("state", &service.service_state, ENDPOINT_SERVICE)),
            service
                .private_dns_name_verification_state
                .as_ref()
                .map(|state| ("state of the private name", state.as_str(), PRIVATE_NAME)),
        ],
        Resource::ResolverEndpoint(endpoint) => [
            Some(("direction", &endpoint.direction, DIRECTION)),
            Some(("status", &endpoint.status, RESOLVER_ENDPOINT)),
            None,
        ],
        Resource::TransferServer(server) => [
            Some(("endpoint type", &server.endpoint_type, words::TRANSFER_ENDPOINT)),
            unknown("protocol", server.spoken().into_iter(), TRANSFER_PROTOCOL),
            Some(("state", &server.state, TRANSFER_SERVER)),
        ],
        Resource::WorkspaceDirectory(directory) => {
            [Some(("state", &directory.state, WORKSPACES)), None, None]
        }
        Resource::ResolverRule(rule) => [
            Some(("type", &rule.rule_type, RESOLVER_RULE_TYPE)),
            Some(("status", &rule.status, RESOLVER_RULE)),
            None,
        ],
        Resource::HealthCheck(check) => {
            let kind = check.health_check_config.r#type.as_deref();
            [kind.map(|kind| ("type", kind, HEALTH_CHECK)), None, None]
        }
        Resource::HostedZone(zone) => {
            let types = zone.resource_record_sets.values().filter_map(|set| set.r#type.as_deref());
            [unknown("type of a record", types, RECORD), None, None]
        }
        Resource::FirewallRuleGroup(group) => {
            let actions = group.firewall_rules.values().filter_map(|rule| rule.action.as_deref());
            [unknown("action of a rule", actions, DNS_ACTION), None, None]
        }
        Resource::AutoScalingGroup(group) => {
            let check = group.health_check_type.as_deref();
            [check.map(|check| ("health check", check, SCALING_HEALTH)), None, None]
        }
        _ => [None, None, None],
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let of_services = of_services(resource.as_ref());
        let fields: [Option<Field<'_>>; 2] = match resource.as_ref() {
            Resource::Instance(instance) => [Some(("state", &instance.state, INSTANCE)), None],
            Resource::MountTarget(target) => {
                [Some(("life cycle state", &target.life_cycle_state, MOUNT_TARGET)), None]
            }
            Resource::Function(function) => [Some(("state", &function.state, FUNCTION)), None],
            Resource::Firewall(firewall) => [Some(("status", &firewall.status, FIREWALL)), None],
            Resource::RuleGroup(group) => [Some(("type", &group.rule_group_type, RULE_GROUP)), None],
            Resource::FirewallPolicy(policy) => {
                let order = policy.stateful_engine_options.as_ref().and_then(|it| it.rule_order.as_deref());
                [order.map(|order| ("rule order", order, RULE_ORDER)), None]
            }
            Resource::LoadBalancer(balancer) => [
                Some(("state", &balancer.state, LOAD_BALANCER)),
                Some(("type", &balancer.load_balancer_type, LOAD_BALANCER_TYPE)),
            ],
            Resource::FileSystem(system) => {
                [Some(("life cycle state", &system.life_cycle_state, MOUNT_TARGET)), None]
            }
            Resource::Task(task) => [
                Some(("last status", &task.last_status, TASK)),
                task.network_mode.as_deref().map(|mode| ("network mode", mode, words::NETWORK_MODE)),
            ],
            Resource::EcsService(service) => [
                Some(("status", &service.status, SERVICE)),
                service.launch_type.as_deref().map(|kind| ("launch type", kind, LAUNCH_TYPE)),
            ],
            Resource::NatGateway(nat) if !words::AVAILABILITY.contains(&nat.availability_mode.as_str()) => {
                [Some(("availability mode", &nat.availability_mode, words::AVAILABILITY)), None]
            }
            Resource::NatGateway(nat) => [
                Some(("state", &nat.state, NAT_GATEWAY)),
                Some(("connectivity type", &nat.connectivity_type, words::CONNECTIVITY)),
            ],
            Resource::VpcEndpoint(endpoint) => [
                (!is_endpoint_state(&endpoint.state)).then_some(("state", endpoint.state.as_str(), ENDPOINT)),
                Some(("type", &endpoint.vpc_endpoint_type, ENDPOINT_TYPE)),
            ],
            Resource::VpcPeeringConnection(peering) => {
                [Some(("state", peering.status_code(), PEERING)), None]
            }
            Resource::TransitGateway(gateway) => [Some(("state", &gateway.state, TRANSIT_GATEWAY)), None],
            Resource::TransitGatewayAttachment(attachment) => [
                Some(("state", &attachment.state, ATTACHMENT)),
                Some(("resource type", &attachment.resource_type, ATTACHMENT_KIND)),
            ],
            Resource::TransitGatewayConnectPeer(peer) => {
                let sessions = peer.connect_peer_configuration.bgp_configurations.values();
                let mut states = sessions.map(|session| session.bgp_status.as_str());
                let unknown = states.find(|state| !SESSION.contains(state));
                [
                    Some(("state", &peer.state, VPN)),
                    unknown.map(|state| ("status of a BGP session", state, SESSION)),
                ]
            }
            Resource::VpnGateway(gateway) => [Some(("state", &gateway.state, VPN)), None],
            Resource::CustomerGateway(gateway) => [Some(("state", &gateway.state, VPN)), None],
            Resource::SecurityGroup(group) => {
                let mut states = group.security_group_vpc_associations.values().map(|row| row.state.as_str());
                let unknown = states.find(|state| !ASSOCIATION.contains(state));
                [unknown.map(|state| ("state of an association", state, ASSOCIATION)), None]
            }
            Resource::VpnConnection(connection) => [
                Some(("state", &connection.state, VPN)),
                connection
                    .vgw_telemetry
                    .values()
                    .find(|tunnel| !is_status(&tunnel.status))
                    .map(|tunnel| ("status of a tunnel", tunnel.status.as_str(), TUNNEL)),
            ],
            Resource::VpcBlockPublicAccessOptions(options) => {
                [Some(("mode", &options.internet_gateway_block_mode, BLOCK_MODE)), None]
            }
            Resource::VpcBlockPublicAccessExclusion(exclusion) => [
                Some(("state", &exclusion.state, EXCLUSION)),
                exclusion
                    .internet_gateway_exclusion_mode
                    .as_deref()
                    .map(|mode| ("mode", mode, EXCLUSION_MODE)),
            ],
            Resource::FlowLog(log) => [
                Some(("traffic type", &log.traffic_type, TRAFFIC)),
                Some(("log destination type", &log.log_destination_type, LOG_DESTINATION)),
            ],
            _ => [None, None],
        };
        for (field, text, known) in
            fields.into_iter().chain(of_services).flatten().filter(|(_, text, known)| !known.contains(text))
        {
            let message = say!(
                "state-unknown",
                "{name} has the {field} \"{text}\", which AWS does not know.",
                name = context.name(id),
                field = field,
                text = text
            );
            let (first, last) = known.split_at(known.len().saturating_sub(1));
            let words = format!("{} or {}", first.join(", "), last.concat());
            let help = say!("state-unknown.help", "Write {known}.", known = words);
            report.push(Found::new([id], message, help));
        }
    }
}
