use crate::model::ResourceId;
use crate::net::Header;
use crate::topology::{ConnectPeerNode, InterfaceNode};

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
    /// The tunnel that it is in: then `header` is the one in front.
    pub(super) tunnel: Option<Box<Tunnel<'a>>>,
    /// Whether the sender is an address without an interface, so that nothing can be spoofed by it.
    pub(super) hypothetical: bool,
}

/// The tunnel of a Connect peer with a packet in it, and what the packet is when it comes out.
#[derive(Clone)]
pub(super) struct Tunnel<'a> {
    /// The peer.
    pub(super) peer: &'a ConnectPeerNode,
    /// The header inside.
    pub(super) header: Header,
    /// Who chose the client's port.
    pub(super) chooser: PortChooser,
    /// Whose security groups the packet carries.
    pub(super) identity: Identity<'a>,
    /// Whether the sender is an address without an interface.
    pub(super) hypothetical: bool,
}

impl<'a> Packet<'a> {
    /// The Connect peer in whose tunnel it is.
    pub(super) fn in_tunnel_of(&self) -> Option<&'a ResourceId> {
        self.tunnel.as_ref().map(|tunnel| &tunnel.peer.id)
    }
}

/// The security group identity of the sender (R-SG-4).
#[derive(Clone, Copy)]
pub(super) enum Identity<'a> {
    /// The packet still carries the private address of this interface.
    Of(&'a InterfaceNode),
    /// It came from something without groups.
    None,
    /// The sender had groups, and a component stands between it and whoever asks.
    Lost(Loss<'a>),
}

/// How a packet lost the groups of its sender.
#[derive(Clone, Copy)]
pub(super) struct Loss<'a> {
    /// The sender.
    pub(super) sender: &'a InterfaceNode,
    /// The component between.
    pub(super) by: &'a ResourceId,
    /// Whether it put another address in place of the sender's; else it passed the packet on as it was.
    pub(super) is_translated: bool,
}

impl<'a> Identity<'a> {
    /// What is left of it behind a component that puts another address in place of the sender's.
    pub(super) fn translated_by(self, by: &'a ResourceId) -> Self {
        self.behind(by, true)
    }

    /// What is left of it behind a component that passes the packet on.
    pub(super) fn passed_by(self, by: &'a ResourceId) -> Self {
        self.behind(by, false)
    }

    fn behind(self, by: &'a ResourceId, is_translated: bool) -> Self {
        match self {
            Self::Of(sender) => Self::Lost(Loss { sender, by, is_translated }),
            // Whoever passed it on knew no groups any more; what is read is the address of the last one.
            Self::Lost(loss) if is_translated => Self::Lost(Loss { by, is_translated, ..loss }),
            Self::None | Self::Lost(_) => self,
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
