//! What may lie in what: one table, and a sentence for everything that it refuses.

use netyard_core::model::{Document, Resource, ResourceType};
use netyard_core::ordered::Order;

use netyard_scene::{Node, NodeKind, Point};

use crate::facts;
use crate::geometry::Geometry;
use crate::part::PartId;
use crate::session::Key;

/// What lies under a drop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ground {
    /// The open drawing.
    Open,
    /// An account, outside of its Regions.
    Account,
    /// A Region.
    Region,
    /// A VPC, outside of its subnets.
    Vpc,
    /// An Availability Zone in a VPC, outside of its subnets.
    Zone,
    /// A subnet.
    Subnet,
    /// An on-premises site.
    Site,
    /// A card, tile or note.
    Part,
}

/// Where a kind of thing is at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// The open drawing, nowhere else.
    Open,
    /// The open drawing, or an account.
    OpenOrAccount,
    /// A Region; in the open drawing one is made for it.
    Region,
    /// A VPC.
    Vpc,
    /// A VPC; dropped on one of its subnets it begins there.
    VpcOrSubnet,
    /// A VPC, in one of its zones.
    Zone,
    /// A subnet.
    Subnet,
    /// A subnet, or a Region outside of its VPCs.
    SubnetOrRegion,
    /// The border of a VPC; `loose` things also exist without one.
    Border {
        /// Whether it may stand in the open, attached to nothing.
        loose: bool,
    },
    /// An on-premises site.
    Site,
    /// The border of a site, or the open drawing.
    SiteBorder,
    /// The open drawing, outside of every Region: the internet, sites.
    World,
    /// A Region, outside of its VPCs; in the open drawing one is drawn for it.
    Service,
    /// The border of a Region; in the open drawing one is drawn for it.
    RegionBorder,
    /// The line between two VPCs.
    BetweenVpcs,
    /// No box of its own: it is made for the VPC or subnet that it is dropped on.
    OnNetwork,
    /// No box of its own: it is made for the VPC, subnet or interface that it is dropped on.
    OnTraffic,
    /// No box of its own: it is made for the transit gateway that it is dropped on.
    OnHub,
    /// No box of its own: it is made for the part that it is dropped on, or for nothing yet.
    OnPart,
    /// Outside of VPCs; dropped on one it counts for that.
    Name,
    /// Anywhere.
    Anywhere,
}

/// The table: every type with its home. A test holds it to every type.
const HOMES: &[(ResourceType, Home)] = &[
    (ResourceType::Region, Home::OpenOrAccount),
    (ResourceType::Vpc, Home::Region),
    (ResourceType::AvailabilityZone, Home::Vpc),
    (ResourceType::Subnet, Home::Zone),
    (ResourceType::Instance, Home::Subnet),
    (ResourceType::DbInstance, Home::Subnet),
    (ResourceType::CacheCluster, Home::Subnet),
    (ResourceType::MountTarget, Home::Subnet),
    (ResourceType::FileSystem, Home::Vpc),
    (ResourceType::Task, Home::Subnet),
    (ResourceType::EcsService, Home::Vpc),
    (ResourceType::Function, Home::SubnetOrRegion),
    (ResourceType::TransferServer, Home::SubnetOrRegion),
    (ResourceType::WorkspaceDirectory, Home::Subnet),
    (ResourceType::LoadBalancer, Home::Subnet),
    (ResourceType::TargetGroup, Home::Vpc),
    (ResourceType::VpcEndpointService, Home::Vpc),
    (ResourceType::AutoScalingGroup, Home::Vpc),
    (ResourceType::NetworkInterface, Home::Subnet),
    (ResourceType::NatGateway, Home::Subnet),
    (ResourceType::InternetGateway, Home::Border { loose: true }),
    (ResourceType::EgressOnlyInternetGateway, Home::Border { loose: false }),
    (ResourceType::VpcEndpoint, Home::Border { loose: false }),
    (ResourceType::VpnGateway, Home::Border { loose: true }),
    (ResourceType::VpcPeeringConnection, Home::BetweenVpcs),
    (ResourceType::RouteTable, Home::OnNetwork),
    (ResourceType::SecurityGroup, Home::OnNetwork),
    (ResourceType::NetworkAcl, Home::OnNetwork),
    (ResourceType::ElasticIp, Home::OnPart),
    (ResourceType::ManagedPrefixList, Home::Anywhere),
    (ResourceType::HostedZone, Home::Name),
    (ResourceType::HealthCheck, Home::Name),
    (ResourceType::ResolverEndpoint, Home::Subnet),
    (ResourceType::ResolverRule, Home::Name),
    (ResourceType::FirewallRuleGroup, Home::Name),
    (ResourceType::DhcpOptions, Home::Name),
    (ResourceType::ByoipCidr, Home::Anywhere),
    (ResourceType::IpamPool, Home::Anywhere),
    (ResourceType::TransitGateway, Home::Service),
    (ResourceType::TransitGatewayAttachment, Home::Anywhere),
    (ResourceType::TransitGatewayConnectPeer, Home::Anywhere),
    (ResourceType::TransitGatewayRouteTable, Home::OnHub),
    (ResourceType::TransitGatewayMulticastDomain, Home::OnHub),
    (ResourceType::CustomerGateway, Home::SiteBorder),
    (ResourceType::VpnConnection, Home::Anywhere),
    (ResourceType::OnPremisesSite, Home::World),
    (ResourceType::OnPremisesHost, Home::Site),
    (ResourceType::VpcBlockPublicAccessOptions, Home::RegionBorder),
    (ResourceType::VpcBlockPublicAccessExclusion, Home::OnNetwork),
    (ResourceType::Firewall, Home::Vpc),
    (ResourceType::FirewallPolicy, Home::Anywhere),
    (ResourceType::RuleGroup, Home::Anywhere),
    (ResourceType::FlowLog, Home::OnTraffic),
    (ResourceType::Account, Home::Open),
    (ResourceType::ResourceShare, Home::OnPart),
];

/// Where a type is at home.
pub(crate) fn home_of(resource_type: ResourceType) -> Home {
    HOMES.iter().find(|(candidate, _)| *candidate == resource_type).map_or(Home::Anywhere, |(_, home)| *home)
}

/// Where a thing of the drawing is at home.
pub(crate) fn home_of_resource(resource: &Resource) -> Option<Home> {
    let is_in_subnet = resource.is_interface_endpoint() || resource.is_gateway_load_balancer_endpoint();
    if is_in_subnet { Some(Home::Subnet) } else { resource.resource_type().map(home_of) }
}

/// Where a part of the parts list is at home.
pub(crate) fn home_of_part(part: PartId) -> Home {
    match (part.part().resource_type, part) {
        // It stands in no subnet (R-RNAT-1).
        (_, PartId::RegionalNatGateway) => Home::Vpc,
        // It has an address in a subnet (R-IFE-1), and so has the endpoint of a firewall.
        // Its nodes stand in several subnets, and so do the instances of a group.
        (
            Some(ResourceType::LoadBalancer | ResourceType::TargetGroup | ResourceType::AutoScalingGroup),
            _,
        ) => Home::VpcOrSubnet,
        (
            _,
            PartId::InterfaceEndpoint
            | PartId::GatewayLoadBalancerEndpoint
            | PartId::ResourceEndpoint
            | PartId::ServiceNetworkEndpoint
            | PartId::NetworkFirewall,
        ) => Home::Subnet,
        (Some(resource_type), _) => home_of(resource_type),
        (None, PartId::Internet) => Home::World,
        (None, PartId::S3 | PartId::DynamoDb) => Home::Service,
        (None, _) => Home::Anywhere,
    }
}

/// Whether a thing of that home may be dropped on that ground.
pub(crate) fn admits(home: Home, ground: Ground) -> bool {
    match home {
        Home::Open | Home::World => ground == Ground::Open,
        Home::OpenOrAccount => matches!(ground, Ground::Open | Ground::Account),
        Home::Region | Home::Service | Home::RegionBorder => {
            matches!(ground, Ground::Open | Ground::Account | Ground::Region)
        }
        Home::Vpc | Home::Zone => matches!(ground, Ground::Vpc | Ground::Zone),
        Home::Subnet => ground == Ground::Subnet,
        Home::SubnetOrRegion => {
            matches!(ground, Ground::Open | Ground::Account | Ground::Region | Ground::Subnet)
        }
        Home::Site => ground == Ground::Site,
        Home::SiteBorder => matches!(ground, Ground::Open | Ground::Site),
        Home::Border { loose } => {
            matches!(ground, Ground::Vpc | Ground::Zone | Ground::Subnet)
                || (loose && matches!(ground, Ground::Open | Ground::Account | Ground::Region))
        }
        Home::BetweenVpcs | Home::OnNetwork | Home::OnTraffic | Home::VpcOrSubnet => {
            matches!(ground, Ground::Vpc | Ground::Zone | Ground::Subnet)
        }
        // Which part, its maker says.
        Home::OnHub => ground == Ground::Part,
        Home::OnPart | Home::Name | Home::Anywhere => true,
    }
}

/// Where a thing lands that is dropped on this container: a subnet on a subnet lies beside it, in its zone. Everything
/// else lands where it was dropped, or is refused there.
pub(crate) fn landing(geometry: &Geometry, home: Home, container: &Node) -> Key {
    let beside = home == Home::Zone && matches!(container.kind, NodeKind::Subnet { .. });
    let around = geometry
        .parent(container.key.as_str())
        .filter(|around| beside && matches!(around.kind, NodeKind::Zone | NodeKind::Vpc));
    around.unwrap_or(container).key.clone()
}

/// The VPC whose border is near a point in the open: a subnet that is dropped there makes it grow.
pub(crate) fn vpc_near(
    geometry: &Geometry,
    home: Home,
    container: Option<&Node>,
    point: Point,
) -> Option<Key> {
    let in_the_open = container.is_none_or(|node| matches!(node.kind, NodeKind::Account | NodeKind::Region));
    if home != Home::Zone || !in_the_open {
        return None;
    }
    let is_near = |node: &&Node| node.kind == NodeKind::Vpc && node.rect.grown(NEAR_BORDER).contains(point);
    geometry.nodes().iter().find(is_near).map(|node| node.key.clone())
}

/// How far from a VPC a subnet may be dropped and still belong to it.
const NEAR_BORDER: i32 = 40;

/// Why a thing may not lie there, and what to do instead. `thing` has its article: "a NAT gateway".
pub(crate) fn refusal(
    document: &Document,
    thing: &str,
    (home, resource_type): (Home, Option<ResourceType>),
    ground: Ground,
    ground_key: Option<&str>,
) -> String {
    let wants = match home {
        Home::Open => "stands in the open drawing",
        Home::OpenOrAccount => "stands in the open drawing or in an account",
        Home::Region => "lies in a Region",
        Home::World => "lies outside of every Region",
        Home::Service => "stands in a Region, outside of its VPCs",
        Home::Vpc | Home::VpcOrSubnet | Home::Zone => "lies in a VPC",
        Home::Subnet => "stands in a subnet",
        Home::SubnetOrRegion => "stands in a subnet, or outside of every VPC",
        Home::Border { .. } => "sits on the border of a VPC",
        Home::RegionBorder => "holds for a Region, at its border",
        Home::Site => "stands in an on-premises site",
        Home::SiteBorder => "stands outside of the cloud",
        Home::BetweenVpcs => "joins two VPCs",
        Home::OnNetwork => "belongs to a VPC",
        Home::OnTraffic => "watches a VPC, a subnet or an interface",
        Home::OnHub => "belongs to a transit gateway",
        Home::OnPart | Home::Name | Home::Anywhere => "stands anywhere",
    };
    let not_there = match (home, ground) {
        (Home::BetweenVpcs, _) => ", and there is none here".to_owned(),
        (Home::World | Home::Service | Home::OnHub | Home::SiteBorder | Home::RegionBorder, _) => {
            String::new()
        }
        (_, Ground::Open) => ", not in the open".to_owned(),
        (Home::Open, Ground::Account) => ", not in another account".to_owned(),
        (_, Ground::Account) => ", not in the account itself".to_owned(),
        (Home::Open | Home::OpenOrAccount, Ground::Region) => ", not in a Region".to_owned(),
        (_, Ground::Region) => ", not in the Region itself".to_owned(),
        (Home::Region, Ground::Vpc) => ", not in another VPC".to_owned(),
        (_, Ground::Vpc) => ", not in the VPC itself".to_owned(),
        (_, Ground::Zone) => ", not in the zone itself".to_owned(),
        (Home::Zone, Ground::Subnet) => ", not in another subnet".to_owned(),
        (_, Ground::Subnet) => ", not in a subnet".to_owned(),
        (_, Ground::Site) => ", not in a site".to_owned(),
        (_, Ground::Part) => {
            let name = ground_key.map_or("another part", |key| document.display_name(key));
            format!(", not on {name}")
        }
    };
    let advice = advice(document, home, resource_type, ground_key);
    format!("{} {wants}{not_there}. {advice}", capitalized(thing))
}

/// What to do instead, with the user's names.
fn advice(
    document: &Document,
    home: Home,
    resource_type: Option<ResourceType>,
    ground_key: Option<&str>,
) -> String {
    let vpc = ground_key.and_then(|key| facts::vpc_of(document, key));
    match home {
        Home::Subnet | Home::SubnetOrRegion => {
            let mut subnets: Vec<&str> = all_of(
                document,
                ResourceType::Subnet,
                vpc.as_ref().map(netyard_core::model::ResourceId::as_str),
            );
            if subnets.is_empty() && vpc.is_some() {
                return "Draw a subnet in it first.".to_owned();
            }
            // A NAT gateway for the internet has its place in a public subnet (R-NAT-2).
            if resource_type == Some(ResourceType::NatGateway) {
                subnets.order_by_key(|id| !facts::is_public(document, id));
            }
            drop_in(document, &subnets, "in", "Draw a subnet first.")
        }
        Home::Vpc
        | Home::VpcOrSubnet
        | Home::Zone
        | Home::Border { .. }
        | Home::OnNetwork
        | Home::OnTraffic => {
            let word = if matches!(home, Home::Vpc | Home::VpcOrSubnet | Home::Zone) { "in" } else { "on" };
            let vpcs = match &vpc {
                Some(vpc) => vec![vpc.as_str()],
                None => all_of(document, ResourceType::Vpc, None),
            };
            drop_in(document, &vpcs, word, "Draw a VPC first.")
        }
        Home::BetweenVpcs => match all_of(document, ResourceType::Vpc, None).as_slice() {
            [] => "Draw two VPCs first.".to_owned(),
            [_] => "Draw a second VPC first.".to_owned(),
            vpcs => drop_in(document, vpcs, "on", ""),
        },
        Home::Region | Home::Service | Home::RegionBorder => match &vpc {
            Some(vpc) => format!("Drop it beside {}.", document.display_name(vpc.as_str())),
            None => "Drop it in the open.".to_owned(),
        },
        Home::Site => drop_in(
            document,
            &all_of(document, ResourceType::OnPremisesSite, None),
            "in",
            "Draw an on-premises site first.",
        ),
        Home::OnHub => {
            drop_in(document, &all_of(document, ResourceType::TransitGateway, None), "on", "Draw one first.")
        }
        Home::Open
        | Home::OpenOrAccount
        | Home::World
        | Home::SiteBorder
        | Home::OnPart
        | Home::Name
        | Home::Anywhere => "Drop it in the open.".to_owned(),
    }
}

fn drop_in(document: &Document, keys: &[&str], word: &str, otherwise: &str) -> String {
    let names: Vec<&str> = keys.iter().take(2).map(|key| document.display_name(key)).collect();
    if names.is_empty() {
        return otherwise.to_owned();
    }
    format!("Drop it {word} {}.", names.join(" or "))
}

fn all_of<'a>(document: &'a Document, resource_type: ResourceType, vpc: Option<&str>) -> Vec<&'a str> {
    let of_type =
        document.resources.iter().filter(|(_, resource)| resource.resource_type() == Some(resource_type));
    let ids = of_type.map(|(id, _)| id.as_str());
    let mut found: Vec<&str> = ids
        .filter(|id| vpc.is_none_or(|vpc| facts::vpc_of(document, id).is_some_and(|own| own.as_str() == vpc)))
        .collect();
    found.order_by_key(|id| (document.display_name(id), *id));
    found
}

/// The text with a capital first letter.
pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    // Our own words begin with plain letters: tables of all others would be in the first load.
    letters.next().map_or_else(String::new, |first| {
        std::iter::once(first.to_ascii_uppercase()).chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_home() {
        for resource_type in ResourceType::ALL {
            let rows = HOMES.iter().filter(|(candidate, _)| candidate == resource_type).count();
            assert_eq!(rows, 1, "{resource_type:?} has {rows} rows in the table of homes");
        }
    }

    #[test]
    fn every_home_admits_some_ground() {
        let grounds = [
            Ground::Open,
            Ground::Account,
            Ground::Region,
            Ground::Vpc,
            Ground::Zone,
            Ground::Subnet,
            Ground::Site,
            Ground::Part,
        ];
        for (resource_type, home) in HOMES {
            assert!(grounds.iter().any(|ground| admits(*home, *ground)), "{resource_type:?} fits nowhere");
        }
    }
}
