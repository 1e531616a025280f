use crate::model::ResourceId;
use crate::net::Header;
use crate::topology::InterfaceNode;

/// A packet on its way (R-FLOW-1): its header, and what travels with it unseen.
#[derive(Clone)]
pub(super) struct Packet<'a> {
    /// The header as it is now.
    pub(super) header: Header,
    /// Who chose the client's port: the source port of a request, the destination port of a reply.
    pub(super) chooser: PortChooser,
    /// Whose security groups the packet carries.
    pub(super) identity: Identity<'a>,
    /// The zone that it was in last.
    pub(super) zone: Option<&'a str>,
    /// The subnet by which a transit gateway brought it into a VPC, until it leaves an interface there.
    pub(super) hub_subnet: Option<&'a ResourceId>,
    /// Whether the sender is an address without an interface, so that nothing can be spoofed by it.
    pub(super) hypothetical: bool,
}

/// The security group identity of the sender (R-SG-4).
#[derive(Clone, Copy)]
pub(super) enum Identity<'a> {
    /// The packet still carries the private address of this interface.
    Of(&'a InterfaceNode),
    /// It came from something without groups.
    None,
    /// The sender had groups; a component put its own address in place or stood between.
    Lost,
}

impl Identity<'_> {
    /// What is left of it behind a component that stands between the two ends.
    pub(super) fn behind_another(self) -> Self {
        match self {
            Self::Of(_) => Self::Lost,
            Self::None | Self::Lost => self,
        }
    }
}

/// Who chooses the port that a reply goes to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PortChooser {
    /// The client itself.
    Client,
    /// A NAT gateway on the way (R-NAT-4).
    Nat(ResourceId),
}
