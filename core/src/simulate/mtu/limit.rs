//! What each component carries, one table (R-MTU-1).

use crate::model::reserved::INTERNET;
use crate::model::{Resource, ResourceId};
use crate::simulate::world::World;

/// What an interface in a VPC takes, and everything between two of them.
pub(super) const WHOLE: u16 = 9001;
/// What the internet, and a site, takes.
const USUAL: u16 = 1500;
/// What a peering connection between Regions, a transit gateway, a NAT gateway and an endpoint carries.
const JUMBO: u16 = 8500;
/// What a tunnel carries.
const TUNNEL: u16 = 1446;

/// How large a packet a component carries, and what it does with a larger one.
pub(super) struct Limit {
    pub(super) bytes: u16,
    /// The number of the component's own rule, next to R-MTU-1.
    pub(super) number: Option<&'static str>,
    pub(super) manner: Manner,
}

/// What a component does with a packet that is too large and must not be cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// It tells the sender (R-MTU-2).
    Tells,
    /// It says nothing (R-MTU-2).
    Silent,
    /// AWS does not say whether it tells.
    Untold,
}

/// The limit of a component; `None` where it sets none, or none is known.
pub(super) fn of(world: World<'_>, component: &ResourceId) -> Option<Limit> {
    let (bytes, number, manner) = match component.as_str() {
        INTERNET => (USUAL, None, Manner::Untold),
        id => match world.network.resource(id)? {
            Resource::Instance(_)
            | Resource::NetworkInterface(_)
            | Resource::Subnet(_)
            | Resource::Vpc(_) => (WHOLE, None, Manner::Untold),
            Resource::InternetGateway(_)
            | Resource::EgressOnlyInternetGateway(_)
            | Resource::OnPremisesSite(_)
            | Resource::OnPremisesHost(_)
            | Resource::CustomerGateway(_) => (USUAL, None, Manner::Untold),
            Resource::NatGateway(_) => (JUMBO, Some("R-NAT-18"), Manner::Tells),
            Resource::VpcPeeringConnection(_) => {
                let node = world.network.peerings.get(component)?;
                let bytes = if node.is_cross_region() { JUMBO } else { WHOLE };
                (bytes, Some("R-PEER-15"), Manner::Untold)
            }
            // It tells those who come by a VPC or Connect attachment. Whoever comes by another one has passed
            // something that carries no more.
            Resource::TransitGateway(_) | Resource::TransitGatewayConnectPeer(_) => {
                (JUMBO, Some("R-TGW-41"), Manner::Tells)
            }
            Resource::VpnConnection(_) => (TUNNEL, Some("R-VGW-11"), Manner::Silent),
            Resource::VpcEndpoint(endpoint) => {
                let own = if endpoint.is_gateway_load_balancer() { "R-GWLB-10" } else { "R-IFE-13" };
                (JUMBO, (!endpoint.is_gateway()).then_some(own), Manner::Silent)
            }
            _ => return None,
        },
    };
    Some(Limit { bytes, number, manner })
}
