use super::defaults::{available, is_available};
use super::record::Record;
use super::{Document, Extra, MountTarget, Resource, ResourceId, Tags};

/// An Amazon EFS file system. Hosts reach it by its mount targets, which name it in `fileSystemId` (R-LAM-7).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct FileSystem {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The Region, where no mount target tells it. AWS writes it in the ARN of the file system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The only zone of a One Zone file system; absent for a Regional one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_zone_name: Option<String>,
    /// `available`, `creating` and others.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub life_cycle_state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for FileSystem {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            region: None,
            availability_zone_name: None,
            life_cycle_state: available(),
            extra: Extra::new(),
        }
    }
}

impl Document {
    /// The mount targets of a file system, by id.
    pub fn mount_targets_of<'a>(
        &'a self,
        file_system: &'a str,
    ) -> impl Iterator<Item = (&'a ResourceId, &'a MountTarget)> {
        self.resources.iter().filter_map(move |(id, resource)| match resource.as_ref() {
            Resource::MountTarget(own) => {
                let is_own = own.file_system_id.as_ref().is_some_and(|named| named == file_system);
                is_own.then_some((id, own))
            }
            _ => None,
        })
    }

    /// The VPC in which a file system has its mount targets.
    pub fn vpc_of_file_system(&self, file_system: &str) -> Option<ResourceId> {
        let targets: Vec<&ResourceId> = self.mount_targets_of(file_system).map(|(id, _)| id).collect();
        self.subnets_of_holders(&targets).find_map(|id| self.subnet(id.as_str())?.vpc_id.clone())
    }
}
