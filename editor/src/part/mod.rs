//! The parts list: what can be dragged onto the canvas.

mod id;
mod list;
mod reserved_part;

pub use id::PartId;
pub use list::PARTS;
pub(crate) use reserved_part::part_of_reserved;

use netyard_core::model::ResourceType;
use netyard_core::model::reserved::{self, GatewayService};

/// A heading of the parts list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartGroup {
    /// What a network consists of.
    Network,
    /// What sends and receives.
    Compute,
    /// What AWS runs, with interfaces in subnets.
    ManagedServices,
    /// What spreads connections over many.
    LoadBalancing,
    /// What leads out of it.
    Gateways,
    /// What decides about packets.
    RoutesAndRules,
    /// What stands at the other end of a VPN.
    OnPremises,
    /// What packets go to and come from outside of VPCs.
    Outside,
    /// What is drawn only.
    Drawing,
}

/// How a part stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The part.
    pub id: PartId,
    /// Its heading.
    pub group: PartGroup,
    /// Its name in the list.
    pub label: &'static str,
    /// The name in a sentence, with its article: "a NAT gateway".
    pub with_article: &'static str,
    /// What the search finds besides the label.
    pub also: &'static str,
    /// What it makes; `None` for a note, and for what exists without an entry in the document.
    pub resource_type: Option<ResourceType>,
}

impl PartGroup {
    /// The heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Network => "Network",
            Self::Gateways => "Gateways",
            Self::RoutesAndRules => "Routes and rules",
            Self::Compute => "Compute",
            Self::ManagedServices => "Managed services",
            Self::LoadBalancing => "Load balancing",
            Self::OnPremises => "On premises",
            Self::Outside => "Outside of VPCs",
            Self::Drawing => "Drawing",
        }
    }
}

impl PartId {
    /// How the part stands in the list.
    pub fn part(self) -> &'static Part {
        PARTS.iter().find(|part| part.id == self).unwrap_or(&FALLBACK)
    }

    /// The service that this is, or that an endpoint of this kind leads to.
    pub fn service(self) -> Option<GatewayService> {
        match self {
            Self::S3Endpoint | Self::S3 => Some(GatewayService::S3),
            Self::DynamoDbEndpoint | Self::DynamoDb => Some(GatewayService::DynamoDb),
            _ => None,
        }
    }
}

/// Never shown: a test holds the table to every part.
const FALLBACK: Part = list::part(PartId::Vpc, PartGroup::Network, "Part", "a part", "", ResourceType::Vpc);

impl Part {
    /// Whether a search finds the part. Case and order of the words do not matter.
    pub fn matches(&self, search: &str) -> bool {
        let hay = format!("{} {}", self.label, self.also).to_lowercase();
        search.to_lowercase().split_whitespace().all(|word| hay.contains(word))
    }

    /// The word in the document's `type`, or the reserved id without its Region, to look up the glyph.
    pub fn type_name(&self) -> &'static str {
        match (self.resource_type, self.id) {
            (_, PartId::NetworkLoadBalancer) => "networkLoadBalancer",
            (_, PartId::GatewayLoadBalancer) => "gatewayLoadBalancer",
            (_, PartId::ClassicLoadBalancer) => "classicLoadBalancer",
            (_, PartId::InterfaceEndpoint | PartId::ResourceEndpoint | PartId::ServiceNetworkEndpoint) => {
                "interfaceEndpoint"
            }
            (_, PartId::GatewayLoadBalancerEndpoint) => "gatewayLoadBalancerEndpoint",
            (Some(resource_type), _) => resource_type.type_name(),
            (None, PartId::Internet) => reserved::INTERNET,
            (None, PartId::S3) => reserved::S3,
            (None, PartId::DynamoDb) => reserved::DYNAMODB,
            (None, _) => "note",
        }
    }
}
