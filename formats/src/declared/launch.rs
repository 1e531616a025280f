//! What launch templates say of networks.

use super::maker::Maker;
use super::own::Own;
use netyard_core::model::{MetadataOptions, NetworkInterface, ResourceId};

/// An interface that instances are made with.
#[derive(Clone, Debug)]
pub(crate) struct LaunchInterface {
    /// The interface.
    pub(crate) interface: NetworkInterface,
    /// Its number at the instance.
    pub(crate) device: u32,
    /// Whether it gets a public address, where that is said.
    pub(crate) is_public: Option<bool>,
    /// How many addresses of IPv6 it asks for, where that is said.
    pub(crate) ipv6_count: Option<u32>,
}

/// What a launch template says of networks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Launch {
    /// The groups of the first interface.
    pub(crate) groups: Vec<ResourceId>,
    /// The interfaces that it lists.
    pub(crate) interfaces: Vec<LaunchInterface>,
    /// How an instance asks for its metadata.
    pub(crate) metadata_options: Option<MetadataOptions>,
}

/// Remembers what a launch template says, by its id and by the name that it is given. It is no thing of a network itself,
/// but instances are made with what it says.
pub(crate) fn remember(maker: &mut Maker<'_>, own: &Own, name: Option<String>, launch: Launch) {
    if let Some(name) = name {
        maker.launches.insert(name, launch.clone());
    }
    maker.launches.insert(own.id.to_string(), launch);
    maker.read(own);
}

/// What the launch template of an instance says. Of one that nobody knows, nobody knows the groups.
pub(crate) fn find(maker: &mut Maker<'_>, own: &Own, key: Option<&str>) -> Launch {
    if let Some(launch) = key.and_then(|key| maker.launches.get(key)) {
        return launch.clone();
    }
    maker.note(
        own,
        "The files do not tell its launch template: what it says of subnets and groups is not known, and a packet that needs it ends UNKNOWN.",
    );
    for kind in ["securityGroup", "elasticIp"] {
        maker.doubts.insert(kind);
    }
    let groups = vec![ResourceId::new(&format!("sg-unknown-{}", own.label()))];
    Launch { groups, ..Launch::default() }
}
