use super::defaults::{available, is_available};
use super::record::Record;
use super::{Extra, ServiceEndpoint, Tags};

/// A cache of Amazon ElastiCache. Its addresses and groups are those of its interfaces, which name it in
/// `attachment.instanceId` (R-LAM-7): one for each node.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct CacheCluster {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// `valkey`, `redis` or `memcached`; tells the port where none is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engine: Option<String>,
    /// The port on which its nodes listen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The name that AWS gave it: that of all nodes, else that of the only one; absent: one of the same form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<ServiceEndpoint>,
    /// The replication group of which it is a node. AWS counts each node of one as a cluster of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replication_group_id: Option<String>,
    /// `available`, `creating` and others.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub cache_cluster_status: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for CacheCluster {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            engine: None,
            port: None,
            endpoint: None,
            replication_group_id: None,
            cache_cluster_status: available(),
            extra: Extra::new(),
        }
    }
}

impl CacheCluster {
    /// The port on which its nodes listen: the written one, else that of the engine. `None` for an engine that is not
    /// known.
    pub fn listens_on(&self) -> Option<u16> {
        self.port.or(match self.engine.as_deref()? {
            "redis" | "valkey" => Some(6379),
            "memcached" => Some(11211),
            _ => None,
        })
    }
}
