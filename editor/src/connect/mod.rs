//! What it means to connect two things, as data; everything else is refused with a reason.

pub(crate) mod associate;
mod connect_peer;
mod container;
mod endpoint_service;
pub(crate) mod load_balancer;
mod managed_service;
pub(crate) mod names;
mod network_firewall;
mod route;
mod site;
mod transit_gateway;
mod vpn;

use netyard_core::model::reserved::{INTERNET, service_of};
use netyard_core::model::{Document, ResourceType};

use crate::create::peer;
use crate::draft::Draft;
use crate::effect::Alternative;
use crate::facts;
use crate::session::Key;

/// What came of a connection.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Connected {
    /// What is said: "subnet-a sends 0.0.0.0/0 to igw-shop".
    pub(crate) text: String,
    /// What is selected afterwards, if something new was made.
    pub(crate) made: Option<Key>,
    /// The packet panel takes these ends; nothing changes in the drawing.
    pub(crate) packet: Option<(Key, Key)>,
    /// What could be meant instead, on the drawing as it is afterwards.
    pub(crate) alternatives: Vec<Alternative>,
}

/// Why two things cannot be connected.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NotConnected {
    /// Who refuses what, and what to do instead.
    pub(crate) message: String,
    /// What can be done instead.
    pub(crate) alternatives: Vec<Alternative>,
}

impl From<String> for NotConnected {
    fn from(message: String) -> Self {
        Self { message, alternatives: Vec::new() }
    }
}

/// What a connection between two kinds of ends means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// Two VPCs become peers.
    Peer,
    /// The subnet gets a route to the gateway.
    Route,
    /// The subnet's table takes the endpoint.
    Endpoint,
    /// The subnet uses the route table.
    RouteTable,
    /// The subnet uses the network ACL.
    NetworkAcl,
    /// The part joins the security group.
    SecurityGroup,
    /// The part gets the address.
    ElasticIp,
    /// The table takes the endpoint.
    TableEndpoint,
    /// The gateway is attached to the VPC.
    Attach,
    /// The VPC is attached to the transit gateway.
    TransitAttach,
    /// Two transit gateways become peers.
    TransitPeer,
    /// The appliance and the transit gateway get a Connect peer.
    ConnectPeer,
    /// The customer gateway and the gateway get a VPN connection.
    Vpn,
    /// The site and the gateway get one.
    SiteVpn,
    /// The routers of two sites send over a line of the two.
    SiteLine,
    /// The customer gateway is the router of the site.
    Router,
    /// The table steers what enters through the gateway.
    EdgeTable,
    /// The interface is attached to the instance.
    AttachInterface,
    /// The managed service gets one more interface, in the subnet.
    ServiceInterface,
    /// The load balancer stands in front of the endpoint service, or the endpoint leads to it.
    EndpointService,
    /// The firewall gets one more endpoint, in the subnet.
    FirewallEndpoint,
    /// The load balancer forwards to the target group.
    Forward,
    /// The thing is a target of the group.
    Target,
    /// The thing answers behind the load balancer.
    Register,
    /// The instances of the Auto Scaling group join the target group.
    Join,
    /// They stand behind the load balancer.
    JoinBalancer,
    /// The instance belongs to the Auto Scaling group.
    InstanceOfGroup,
    /// The Auto Scaling group starts instances in the subnet.
    StartsIn,
    /// The private zone answers the VPC.
    ZoneVpc,
    /// The rule of the resolver counts for the VPC.
    RuleVpc,
    /// The rule forwards by the endpoint.
    RuleEndpoint,
    /// The group of DNS Firewall filters for the VPC.
    GroupVpc,
    /// The VPC has the DHCP options.
    Options,
    /// The container service starts tasks in the subnet.
    ServiceSubnet,
    /// The tasks of the container service join the target group.
    ServiceTargets,
    /// The task is one of the container service.
    ServiceTask,
    /// The file system gets a mount target in the subnet.
    MountTarget,
    /// A mount target is one of the file system; anybody else mounts it.
    Mount,
    /// A packet goes from one to the other.
    Packet,
}

/// A kind of end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// A resource of that type.
    Of(ResourceType),
    /// A managed service with interfaces in subnets.
    Managed,
    /// The internet.
    Internet,
    /// A Regional service.
    Service,
}

/// The table: first and second end as they are handed on, whichever way the line was drawn.
const MEANINGS: &[(End, End, Meaning)] = &[
    (End::Of(ResourceType::Vpc), End::Of(ResourceType::Vpc), Meaning::Peer),
    (End::Of(ResourceType::Subnet), End::Of(ResourceType::InternetGateway), Meaning::Route),
    (End::Of(ResourceType::Subnet), End::Of(ResourceType::NatGateway), Meaning::Route),
    (End::Of(ResourceType::Subnet), End::Of(ResourceType::EgressOnlyInternetGateway), Meaning::Route),
    (End::Of(ResourceType::Subnet), End::Of(ResourceType::VpcPeeringConnection), Meaning::Route),
    (End::Of(ResourceType::Subnet), End::Of(ResourceType::TransitGateway), Meaning::Route),
    (End::Of(ResourceType::Vpc), End::Of(ResourceType::TransitGateway), Meaning::TransitAttach),
    (End::Of(ResourceType::TransitGateway), End::Of(ResourceType::TransitGateway), Meaning::TransitPeer),
    (End::Of(ResourceType::Instance), End::Of(ResourceType::TransitGateway), Meaning::ConnectPeer),
    (End::Of(ResourceType::Subnet), End::Of(ResourceType::VpnGateway), Meaning::Route),
    (End::Of(ResourceType::Vpc), End::Of(ResourceType::VpnGateway), Meaning::Attach),
    (End::Of(ResourceType::CustomerGateway), End::Of(ResourceType::VpnGateway), Meaning::Vpn),
    (End::Of(ResourceType::CustomerGateway), End::Of(ResourceType::TransitGateway), Meaning::Vpn),
    (End::Of(ResourceType::OnPremisesSite), End::Of(ResourceType::VpnGateway), Meaning::SiteVpn),
    (End::Of(ResourceType::OnPremisesSite), End::Of(ResourceType::TransitGateway), Meaning::SiteVpn),
    (End::Of(ResourceType::OnPremisesSite), End::Of(ResourceType::OnPremisesSite), Meaning::SiteLine),
    (End::Of(ResourceType::CustomerGateway), End::Of(ResourceType::OnPremisesSite), Meaning::Router),
    (End::Of(ResourceType::RouteTable), End::Of(ResourceType::InternetGateway), Meaning::EdgeTable),
    (End::Of(ResourceType::RouteTable), End::Of(ResourceType::VpnGateway), Meaning::EdgeTable),
    (End::Of(ResourceType::Firewall), End::Of(ResourceType::Subnet), Meaning::FirewallEndpoint),
    (End::Of(ResourceType::LoadBalancer), End::Of(ResourceType::TargetGroup), Meaning::Forward),
    (End::Of(ResourceType::TargetGroup), End::Of(ResourceType::Instance), Meaning::Target),
    (End::Of(ResourceType::TargetGroup), End::Of(ResourceType::NetworkInterface), Meaning::Target),
    (End::Of(ResourceType::TargetGroup), End::Of(ResourceType::OnPremisesHost), Meaning::Target),
    (End::Of(ResourceType::TargetGroup), End::Managed, Meaning::Target),
    (End::Of(ResourceType::AutoScalingGroup), End::Of(ResourceType::TargetGroup), Meaning::Join),
    (End::Of(ResourceType::AutoScalingGroup), End::Of(ResourceType::LoadBalancer), Meaning::JoinBalancer),
    (End::Of(ResourceType::AutoScalingGroup), End::Of(ResourceType::Instance), Meaning::InstanceOfGroup),
    (End::Of(ResourceType::AutoScalingGroup), End::Of(ResourceType::Subnet), Meaning::StartsIn),
    (End::Of(ResourceType::LoadBalancer), End::Of(ResourceType::Instance), Meaning::Register),
    (End::Of(ResourceType::LoadBalancer), End::Of(ResourceType::Function), Meaning::Register),
    (End::Of(ResourceType::LoadBalancer), End::Of(ResourceType::LoadBalancer), Meaning::Register),
    (End::Of(ResourceType::Subnet), End::Of(ResourceType::VpcEndpoint), Meaning::Endpoint),
    (End::Of(ResourceType::Subnet), End::Of(ResourceType::RouteTable), Meaning::RouteTable),
    (End::Of(ResourceType::Subnet), End::Of(ResourceType::NetworkAcl), Meaning::NetworkAcl),
    (End::Of(ResourceType::Instance), End::Of(ResourceType::SecurityGroup), Meaning::SecurityGroup),
    (End::Of(ResourceType::NetworkInterface), End::Of(ResourceType::SecurityGroup), Meaning::SecurityGroup),
    (End::Of(ResourceType::Instance), End::Of(ResourceType::ElasticIp), Meaning::ElasticIp),
    (End::Of(ResourceType::NetworkInterface), End::Of(ResourceType::ElasticIp), Meaning::ElasticIp),
    (End::Of(ResourceType::NatGateway), End::Of(ResourceType::ElasticIp), Meaning::ElasticIp),
    (End::Of(ResourceType::TransferServer), End::Of(ResourceType::ElasticIp), Meaning::ElasticIp),
    (End::Of(ResourceType::RouteTable), End::Of(ResourceType::VpcEndpoint), Meaning::TableEndpoint),
    (End::Of(ResourceType::Vpc), End::Of(ResourceType::InternetGateway), Meaning::Attach),
    (End::Of(ResourceType::Instance), End::Of(ResourceType::NetworkInterface), Meaning::AttachInterface),
    (End::Of(ResourceType::Instance), End::Of(ResourceType::Instance), Meaning::Packet),
    (End::Of(ResourceType::NetworkInterface), End::Of(ResourceType::NetworkInterface), Meaning::Packet),
    (End::Of(ResourceType::Subnet), End::Of(ResourceType::Instance), Meaning::Packet),
    (End::Of(ResourceType::Subnet), End::Of(ResourceType::Subnet), Meaning::Packet),
    (End::Of(ResourceType::Instance), End::Of(ResourceType::OnPremisesHost), Meaning::Packet),
    (End::Of(ResourceType::NetworkInterface), End::Of(ResourceType::OnPremisesHost), Meaning::Packet),
    (End::Of(ResourceType::Subnet), End::Of(ResourceType::OnPremisesHost), Meaning::Packet),
    (End::Of(ResourceType::OnPremisesHost), End::Of(ResourceType::OnPremisesHost), Meaning::Packet),
    (End::Of(ResourceType::OnPremisesHost), End::Internet, Meaning::Packet),
    (End::Managed, End::Of(ResourceType::SecurityGroup), Meaning::SecurityGroup),
    (End::Of(ResourceType::EcsService), End::Of(ResourceType::Subnet), Meaning::ServiceSubnet),
    (End::Of(ResourceType::EcsService), End::Of(ResourceType::TargetGroup), Meaning::ServiceTargets),
    (End::Managed, End::Of(ResourceType::EcsService), Meaning::ServiceTask),
    (End::Of(ResourceType::FileSystem), End::Of(ResourceType::Subnet), Meaning::MountTarget),
    (End::Managed, End::Of(ResourceType::FileSystem), Meaning::Mount),
    (End::Of(ResourceType::Instance), End::Of(ResourceType::FileSystem), Meaning::Mount),
    (End::Of(ResourceType::OnPremisesHost), End::Of(ResourceType::FileSystem), Meaning::Mount),
    (End::Of(ResourceType::HostedZone), End::Of(ResourceType::Vpc), Meaning::ZoneVpc),
    (End::Of(ResourceType::ResolverRule), End::Of(ResourceType::Vpc), Meaning::RuleVpc),
    (End::Of(ResourceType::ResolverRule), End::Managed, Meaning::RuleEndpoint),
    (End::Of(ResourceType::FirewallRuleGroup), End::Of(ResourceType::Vpc), Meaning::GroupVpc),
    (End::Of(ResourceType::DhcpOptions), End::Of(ResourceType::Vpc), Meaning::Options),
    (End::Of(ResourceType::VpcEndpointService), End::Managed, Meaning::EndpointService),
    (End::Managed, End::Of(ResourceType::Subnet), Meaning::ServiceInterface),
    (End::Managed, End::Managed, Meaning::Packet),
    (End::Managed, End::Of(ResourceType::Instance), Meaning::Packet),
    (End::Managed, End::Of(ResourceType::NetworkInterface), Meaning::Packet),
    (End::Managed, End::Of(ResourceType::OnPremisesHost), Meaning::Packet),
    (End::Managed, End::Internet, Meaning::Packet),
    (End::Managed, End::Service, Meaning::Packet),
    (End::Of(ResourceType::Instance), End::Internet, Meaning::Packet),
    (End::Of(ResourceType::NetworkInterface), End::Internet, Meaning::Packet),
    (End::Of(ResourceType::Subnet), End::Internet, Meaning::Packet),
    (End::Of(ResourceType::Instance), End::Service, Meaning::Packet),
    (End::Of(ResourceType::NetworkInterface), End::Service, Meaning::Packet),
    (End::Of(ResourceType::Subnet), End::Service, Meaning::Packet),
];

/// Whether connecting the two means anything at all.
pub(crate) fn has_meaning(document: &Document, from: &str, to: &str) -> bool {
    from != to && meaning(document, from, to).is_some()
}

/// What a thing is as an end, the closest first: a load balancer is one, and a managed service.
fn ends_of(document: &Document, key: &str) -> Vec<End> {
    if let Some(resource) = document.resource(key) {
        let own = resource.resource_type().map(End::Of);
        if !resource.is_managed_service() {
            return own.into_iter().collect();
        }
        let has_lines_of_its_own = |end: &End| {
            let End::Of(kind) = end else { return false };
            matches!(kind, ResourceType::LoadBalancer | ResourceType::Function | ResourceType::TransferServer)
        };
        return own.filter(has_lines_of_its_own).into_iter().chain([End::Managed]).collect();
    }
    if key == INTERNET {
        return vec![End::Internet];
    }
    if matches!(service_of(key), Some((_, Some(_)))) { vec![End::Service] } else { Vec::new() }
}

/// The meaning, and whether the ends are the other way round in the table.
fn meaning(document: &Document, from: &str, to: &str) -> Option<(Meaning, bool)> {
    let (first, second) = (ends_of(document, from), ends_of(document, to));
    MEANINGS.iter().find_map(|(one, other, meaning)| {
        if first.contains(one) && second.contains(other) {
            Some((*meaning, false))
        } else if second.contains(one) && first.contains(other) && *meaning != Meaning::Register {
            // What is drawn towards a load balancer is a client of it.
            Some((*meaning, true))
        } else {
            None
        }
    })
}

/// Connects two things.
///
/// # Errors
/// The two have no connection in AWS, or this one is refused.
pub(crate) fn connect(draft: &mut Draft<'_>, from: &Key, to: &Key) -> Result<Connected, NotConnected> {
    let Some((meaning, turned)) =
        meaning(draft.document(), from.as_str(), to.as_str()).filter(|_| from != to)
    else {
        return Err(no_connection(draft.document(), from, to).into());
    };
    let (first, second) = if turned { (to, from) } else { (from, to) };
    let said = |text: String| Connected { text, ..Connected::default() };
    match meaning {
        Meaning::Peer => {
            let made = peer(draft, from, to)?;
            Ok(Connected { text: made.text, made: Some(made.key), ..Connected::default() })
        }
        Meaning::Packet => {
            // A service that opens no connections is the one that is asked, whichever way the line was drawn.
            let (from, to) =
                if managed_service::only_answers(draft.document(), from) { (to, from) } else { (from, to) };
            Ok(Connected {
                text: format!("Packet from {} to {}", name(draft, from), name(draft, to)),
                packet: Some((from.clone(), to.clone())),
                ..Connected::default()
            })
        }
        Meaning::ServiceInterface => managed_service::interface_in(draft, first, second),
        Meaning::EndpointService => endpoint_service::connect(draft, first, second),
        Meaning::FirewallEndpoint => network_firewall::endpoint_in(draft, first, second),
        Meaning::Forward => load_balancer::forward(draft, first, second),
        Meaning::Target => load_balancer::target(draft, first, second),
        Meaning::Register => load_balancer::register(draft, first, second),
        Meaning::Join => load_balancer::join(draft, first, second),
        Meaning::JoinBalancer => load_balancer::join_balancer(draft, first, second),
        Meaning::InstanceOfGroup => load_balancer::instance_of(draft, first, second),
        Meaning::StartsIn => load_balancer::starts_in(draft, first, second),
        Meaning::Route => route::connect(draft, first, second),
        Meaning::TransitAttach => transit_gateway::attach_vpc(draft, first, second),
        Meaning::TransitPeer => transit_gateway::peer(draft, from, to),
        Meaning::ConnectPeer => connect_peer::connect(draft, first, second),
        Meaning::Endpoint => {
            let table = route::table_of_subnet(draft, first)?;
            associate::endpoint(draft, &table, second).map(said).map_err(Into::into)
        }
        Meaning::TableEndpoint => associate::endpoint(draft, first, second).map(said).map_err(Into::into),
        Meaning::RouteTable => {
            same_vpc(draft.document(), first, second)?;
            associate::route_table(draft, second, first);
            Ok(said(format!("{} uses {}", name(draft, first), name(draft, second))))
        }
        Meaning::NetworkAcl => {
            same_vpc(draft.document(), first, second)?;
            associate::network_acl(draft, second, first);
            Ok(said(format!("{} filters what enters and leaves {}", name(draft, second), name(draft, first))))
        }
        Meaning::SecurityGroup => {
            same_vpc(draft.document(), first, second)?;
            associate::security_group(draft, second, first);
            Ok(said(format!("{} is a member of {}", name(draft, first), name(draft, second))))
        }
        Meaning::ElasticIp => {
            associate::elastic_ip(draft, second, first)?;
            Ok(said(format!("{} has {}", name(draft, first), name(draft, second))))
        }
        Meaning::ServiceSubnet => container::subnet(draft, first, second),
        Meaning::ServiceTargets => container::target_group(draft, first, second),
        Meaning::ServiceTask => container::task(draft, first, second),
        Meaning::MountTarget => container::mount_target(draft, first, second),
        Meaning::Mount => container::mount(draft, first, second),
        Meaning::ZoneVpc => names::zone(draft, first, second).map(said).map_err(Into::into),
        Meaning::RuleVpc => names::rule(draft, first, second).map(said).map_err(Into::into),
        Meaning::RuleEndpoint => names::endpoint(draft, first, second).map(said).map_err(Into::into),
        Meaning::GroupVpc => names::group(draft, first, second).map(said).map_err(Into::into),
        Meaning::Options => names::options(draft, first, second).map(said).map_err(Into::into),
        Meaning::Attach => associate::gateway(draft, second, first).map(said).map_err(Into::into),
        Meaning::Vpn => vpn::connect(draft, first, second),
        Meaning::SiteVpn => vpn::connect_site(draft, first, second),
        Meaning::SiteLine => site::connect(draft, from, to),
        Meaning::Router => vpn::belongs_to(draft, first, second).map(said).map_err(Into::into),
        Meaning::EdgeTable => vpn::edge_table(draft, first, second).map(said).map_err(Into::into),
        Meaning::AttachInterface => associate::interface(draft, second, first).map(said).map_err(Into::into),
    }
}

fn no_connection(document: &Document, from: &Key, to: &Key) -> String {
    if from == to {
        return format!(
            "{} cannot be connected with itself. Choose another part.",
            document.display_name(from.as_str())
        );
    }
    let described = |key: &Key| {
        let name = facts::called(document, key.as_str());
        match document.resource(key.as_str()).and_then(netyard_core::model::Resource::resource_type) {
            Some(resource_type) => format!("{name} ({})", facts::kind_word(resource_type)),
            None => name,
        }
    };
    format!("AWS knows no connection between {} and {}.", described(from), described(to))
}

/// Two things that must be of one VPC.
fn same_vpc(document: &Document, one: &Key, other: &Key) -> Result<(), String> {
    let (here, there) = (facts::vpc_of(document, one.as_str()), facts::vpc_of(document, other.as_str()));
    match (here, there) {
        (Some(here), Some(there)) if here != there => Err(format!(
            "{} belongs to {}, {} to {}. Only things of one VPC are associated.",
            document.display_name(one.as_str()),
            document.display_name(here.as_str()),
            document.display_name(other.as_str()),
            document.display_name(there.as_str()),
        )),
        _ => Ok(()),
    }
}

pub(crate) fn name(draft: &Draft<'_>, key: &Key) -> String {
    facts::called(draft.document(), key.as_str())
}
