use super::Request;
use crate::model::ResourceId;
use crate::net::{Header, PortRange};
use crate::topology::{
    HostNode, InterfaceNode, ManagedServiceNode, PrefixListNode, SiteNode, SubnetNode, VpcNode,
};
use std::net::IpAddr;
use std::rc::Rc;

/// A flow with its ends found and its defaults filled in: what a walk starts from.
pub(super) struct Plan<'a> {
    /// The sender.
    pub(super) from: Sender<'a>,
    /// The function outside of every VPC that sends from the internet, if one does (R-LAM-2).
    pub(super) function: Option<&'a ManagedServiceNode>,
    /// Who is meant.
    pub(super) to: Target<'a>,
    /// The header of the request.
    pub(super) header: Header,
    /// The ports that the client may choose from.
    pub(super) client_ports: PortRange,
    /// The service that the destination belongs to.
    pub(super) service: Option<ServiceEnd>,
    /// The host name that the packet was sent to, in lower case; `None` where an address or a thing of the drawing was
    /// named. Rules about domains ask for it.
    pub(super) host_name: Option<String>,
    /// The request of HTTP that it carries.
    pub(super) request: Option<Rc<Request>>,
}

/// Who sends.
#[derive(Clone, Copy)]
pub(super) enum Sender<'a> {
    /// An interface.
    Interface(&'a InterfaceNode),
    /// An address of a subnet, without groups.
    Subnet(&'a SubnetNode),
    /// A host at a site.
    Host(&'a HostNode),
    /// An address of a site that no host has.
    Site(&'a SiteNode),
    /// A host on the internet, or a service there.
    Internet,
}

/// Who is meant.
#[derive(Clone, Copy)]
pub(super) enum Target<'a> {
    /// An interface, by its resource.
    Interface(&'a InterfaceNode),
    /// A host at a site, by its resource.
    Host(&'a HostNode),
    /// A directory of Amazon WorkSpaces, by its gateways on the internet.
    Directory(&'a ResourceId),
    /// Whoever has the address.
    Address,
    /// An interface or gateway that has no public address, asked for from the internet.
    NoPublicAddress {
        /// What is meant.
        resource: &'a ResourceId,
        /// The private address.
        private: IpAddr,
        /// Its VPC.
        vpc: &'a VpcNode,
    },
}

/// Amazon S3 or DynamoDB in a Region.
pub(super) struct ServiceEnd {
    /// Its id, as `s3:eu-west-1`.
    pub(super) id: ResourceId,
    /// Which one.
    pub(super) service: crate::model::reserved::GatewayService,
    /// Its Region.
    pub(super) region: String,
    /// Its addresses.
    pub(super) list: PrefixListNode,
    /// Whether the addresses are a documented placeholder.
    pub(super) placeholder: bool,
}

impl Plan<'_> {
    /// Whether the destination of the request is this address.
    pub(super) fn is_meant_for(&self, address: IpAddr) -> bool {
        self.header.destination == address
    }
}
