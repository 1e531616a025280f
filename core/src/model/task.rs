use super::defaults::{is_task_running, task_running};
use super::record::Record;
use super::{Extra, Listener, RowId, Tags};
use std::collections::BTreeMap;

/// A task of Amazon ECS with an interface of its own (`awsvpc`), on Fargate or on instances. Its address and groups are
/// those of the interface, which names it in `attachment.instanceId` (R-LAM-7).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Task {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// `RUNNING`, `PENDING`, `STOPPED` and others.
    #[serde(default = "task_running", skip_serializing_if = "is_task_running")]
    pub last_status: String,
    /// `WINDOWS_SERVER_2022_CORE` and others, else Linux; decides the range of reply ports (R-NACL-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform_family: Option<String>,
    /// What its containers listen on; absent means that any port answers, present and empty that none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listens: Option<BTreeMap<RowId, Listener>>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for Task {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            last_status: task_running(),
            platform_family: None,
            listens: None,
            extra: Extra::new(),
        }
    }
}

impl Task {
    /// Whether its containers run Windows.
    pub fn is_windows(&self) -> bool {
        self.platform_family
            .as_deref()
            .is_some_and(|family| family.to_ascii_lowercase().starts_with("windows"))
    }
}
