use super::defaults::{is_task_running, task_running};
use super::record::Record;
use super::{Extra, Listener, ResourceId, RowId, Tags};
use crate::net::{Address, Protocol};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// A task of Amazon ECS. In `awsvpc` mode, on Fargate or on an instance, it has an interface of its own, which names it in
/// `attachment.instanceId` and says its address and groups (R-LAM-7). In the other modes it runs on an instance and answers
/// at the address of that.
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
    /// The mode of its task definition: `awsvpc`, `bridge`, `host` or `none`; `awsvpc` where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_mode: Option<String>,
    /// The instance on which it runs, where it shares its network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ec2_instance_id: Option<ResourceId>,
    /// Which port of the instance leads to which of its containers, in `bridge` and `host` mode.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub network_bindings: BTreeMap<RowId, NetworkBinding>,
    /// The network of Docker that it is in, where the user made one. Amazon ECS knows the bridge that Docker brings only, which
    /// is meant where this is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docker_network: Option<String>,
    /// Its addresses on the bridge of its instance, as its metadata endpoint tells them. Nobody else sees them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ipv4_addresses: Vec<Address>,
    /// What its containers listen on; absent means that any port answers, present and empty that none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listens: Option<BTreeMap<RowId, Listener>>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A port of an instance that leads to a container.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct NetworkBinding {
    /// The port in the container.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_port: Option<u16>,
    /// The port of the instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host_port: Option<u16>,
    /// `tcp` or `udp`; TCP where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<Protocol>,
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
            network_mode: None,
            ec2_instance_id: None,
            network_bindings: BTreeMap::new(),
            docker_network: None,
            ipv4_addresses: Vec::new(),
            listens: None,
            extra: Extra::new(),
        }
    }
}

impl Task {
    /// The first port from which Linux gives a container one where its task definition asks for none.
    pub const FIRST_DYNAMIC_PORT: u16 = 32768;
    /// The last one.
    pub const LAST_DYNAMIC_PORT: u16 = 60999;

    /// Whether its containers run Windows.
    pub fn is_windows(&self) -> bool {
        self.platform_family
            .as_deref()
            .is_some_and(|family| family.to_ascii_lowercase().starts_with("windows"))
    }

    /// The instance whose network it shares: it has no interface of its own.
    pub fn host(&self) -> Option<&ResourceId> {
        let shares = matches!(self.network_mode.as_deref(), Some("bridge" | "host"));
        self.ec2_instance_id.as_ref().filter(|_| shares)
    }

    /// Whether it is on a bridge of its instance, behind the ports that it publishes.
    pub fn is_on_bridge(&self) -> bool {
        self.network_mode.as_deref() == Some("bridge") && self.ec2_instance_id.is_some()
    }

    /// Its first address on the bridge of its instance.
    pub fn address_on_bridge(&self) -> Option<IpAddr> {
        self.ipv4_addresses.iter().filter(|_| self.is_on_bridge()).find_map(Address::ip)
    }

    /// Whether it runs.
    pub fn is_running(&self) -> bool {
        self.last_status == "RUNNING"
    }
}

impl NetworkBinding {
    /// Its protocol, which is TCP where none is written.
    pub fn protocol(&self) -> &Protocol {
        self.protocol.as_ref().unwrap_or(&Protocol::Tcp)
    }
}
