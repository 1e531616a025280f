//! What launch templates say of networks.

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
