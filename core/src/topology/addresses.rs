use crate::model::ResourceId;
use std::net::IpAddr;

/// Who owns a private or IPv6 address of a VPC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressOwner {
    /// A network interface.
    Interface(ResourceId),
    /// A NAT gateway.
    NatGateway(ResourceId),
}

impl AddressOwner {
    /// The id of the owner.
    pub fn id(&self) -> &ResourceId {
        match self {
            Self::Interface(id) | Self::NatGateway(id) => id,
        }
    }
}

/// Who owns a public IPv4 address, and the private address that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress {
    /// The owner.
    pub owner: AddressOwner,
    /// The private address.
    pub private: Option<IpAddr>,
}
