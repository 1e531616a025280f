use super::defaults::{available, is_available};
use super::record::Record;
use super::{Extra, ResourceId, Tags};

/// A mount target of an Amazon EFS file system: where hosts of a zone reach it. Its address and groups are those of its
/// interface, which names it in `attachment.instanceId` (R-LAM-7).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct MountTarget {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The file system, by its id. It stands in no network, so that it needs no entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_system_id: Option<ResourceId>,
    /// `available`, `creating` and others.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub life_cycle_state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for MountTarget {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            file_system_id: None,
            life_cycle_state: available(),
            extra: Extra::new(),
        }
    }
}

impl MountTarget {
    /// The port of NFS.
    pub const PORT: u16 = 2049;
}
