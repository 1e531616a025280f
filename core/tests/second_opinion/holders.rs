//! What stands behind a network interface: an instance, or a managed service (section 22 of the rule book).

use netyard_core::model::{Document, Listener, Resource, RowId};
use netyard_core::net::Protocol;
use std::collections::BTreeMap;

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Instance,
    Database,
    Cache,
    MountTarget,
    TransferServer,
    Desktop,
    Task,
    Function,
    Endpoint,
    Balancer,
}

/// Whoever sends and takes packets.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) is_up: bool,
    pub(crate) is_windows: bool,
    pub(crate) has_ipv6: bool,
    /// What listens; `None` where any port answers.
    pub(crate) listens: Option<Vec<(Protocol, u16, u16)>>,
}

impl Holder {
    pub(crate) fn of(document: &Document, id: &str) -> Option<Self> {
        let tcp = |port: u16| vec![(Protocol::Tcp, port, port)];
        let (kind, is_up, is_windows, has_ipv6, listens) = match document.resource(id)? {
            Resource::Instance(one) => (
                Kind::Instance,
                one.state == "running",
                one.platform.as_deref() == Some("windows"),
                true,
                listeners(one.listens.as_ref()).map(|own| {
                    let hosted = ports_of_tasks(document, id);
                    own.into_iter().chain(hosted).collect()
                }),
            ),
            Resource::Task(one) => (
                Kind::Task,
                one.last_status == "RUNNING",
                one.platform_family.as_ref().is_some_and(|family| family.starts_with("WINDOWS")),
                true,
                listeners(one.listens.as_ref()),
            ),
            Resource::DbInstance(one) => {
                let port = one.port.or(match one.engine.as_deref() {
                    Some("mysql" | "mariadb") => Some(3306),
                    Some("postgres") => Some(5432),
                    _ => None,
                });
                let is_up = matches!(one.db_instance_status.as_str(), "available" | "backing-up");
                (Kind::Database, is_up, false, true, port.map(tcp))
            }
            Resource::CacheCluster(one) => {
                let port = one.port.or(match one.engine.as_deref() {
                    Some("redis" | "valkey") => Some(6379),
                    Some("memcached") => Some(11211),
                    _ => None,
                });
                (Kind::Cache, one.cache_cluster_status == "available", false, true, port.map(tcp))
            }
            Resource::MountTarget(one) => {
                (Kind::MountTarget, one.life_cycle_state == "available", false, true, Some(tcp(2049)))
            }
            Resource::TransferServer(one) => {
                let speaks = |word: &str| {
                    one.protocols.iter().any(|own| own == word) || one.protocols.is_empty() && word == "SFTP"
                };
                let mut open = Vec::new();
                for (word, low, high) in [
                    ("SFTP", 22, 22),
                    ("SFTP", 2222, 2223),
                    ("SFTP", 22000, 22000),
                    ("FTP", 21, 21),
                    ("FTPS", 21, 21),
                    ("FTP", 8192, 8200),
                    ("FTPS", 8192, 8200),
                    ("AS2", 5080, 5080),
                ] {
                    if speaks(word) {
                        open.push((Protocol::Tcp, low, high));
                    }
                }
                let is_up = matches!(one.state.as_str(), "ONLINE" | "STOP_FAILED");
                (Kind::TransferServer, is_up, false, true, Some(open))
            }
            // A desktop of a WorkSpaces directory: the gateways for users are no interface.
            Resource::WorkspaceDirectory(one) => (Kind::Desktop, one.state == "REGISTERED", true, true, None),
            // Nobody connects to a function (R-LAM-4), and it sends IPv6 only where that is asked for (R-LAM-5).
            Resource::Function(one) => {
                let has_ipv6 =
                    one.vpc_config.as_ref().is_some_and(|config| config.ipv6_allowed_for_dual_stack);
                (Kind::Function, one.state == "Active", false, has_ipv6, Some(Vec::new()))
            }
            // What it takes is asked by protocol: `interface_endpoints.rs`.
            Resource::VpcEndpoint(one) if one.vpc_endpoint_type == "Interface" => {
                (Kind::Endpoint, one.state == "available", false, true, None)
            }
            // And by the listeners of a load balancer: `balancers.rs`.
            Resource::LoadBalancer(one) => (
                Kind::Balancer,
                matches!(one.state.as_str(), "active" | "active_impaired"),
                false,
                true,
                None,
            ),
            _ => return None,
        };
        Some(Self { id: id.to_owned(), kind, is_up, is_windows, has_ipv6, listens })
    }

    /// Whether it opens connections.
    pub(crate) fn may_send(&self) -> bool {
        !matches!(self.kind, Kind::Cache | Kind::MountTarget | Kind::TransferServer | Kind::Balancer)
    }

    /// The ports from which it sends (R-NACL-3, R-LAM-6). Of a database nobody knows the system.
    pub(crate) fn ports(&self) -> (u16, u16) {
        match self.kind {
            Kind::Function | Kind::Database => (1024, 65535),
            _ => client_ports(self.is_windows),
        }
    }

    /// Whether it answers: an echo it always does, unless it is a function.
    pub(crate) fn hears(&self, protocol: &Protocol, port: u16) -> bool {
        self.kind != Kind::Function && is_heard(self.listens.as_deref(), protocol, port)
    }
}

/// The ports of an instance that lead to containers of tasks which run on it.
fn ports_of_tasks(document: &Document, instance: &str) -> Vec<(Protocol, u16, u16)> {
    let runs_here = |one: &&netyard_core::model::Task| {
        one.last_status == "RUNNING"
            && matches!(one.network_mode.as_deref(), Some("bridge" | "host"))
            && one.ec2_instance_id.as_ref().is_some_and(|id| id.as_str() == instance)
    };
    let tasks = document.resources.values().filter_map(|one| match one.as_ref() {
        Resource::Task(task) => Some(task),
        _ => None,
    });
    let rows = tasks.filter(runs_here).flat_map(|task| task.network_bindings.values());
    rows.filter_map(|row| {
        let port = row.host_port.or(row.container_port)?;
        Some((row.protocol.clone().unwrap_or(Protocol::Tcp), port, port))
    })
    .collect()
}

/// The ports of a host's operating system.
pub(crate) fn client_ports(is_windows: bool) -> (u16, u16) {
    if is_windows { (49152, 65535) } else { (32768, 61000) }
}

/// Whether something listens.
pub(crate) fn is_heard(listens: Option<&[(Protocol, u16, u16)]>, protocol: &Protocol, port: u16) -> bool {
    let is_one = |(one, low, high): &(Protocol, u16, u16)| one == protocol && *low <= port && port <= *high;
    listens.is_none_or(|listens| listens.iter().any(is_one))
        || !matches!(protocol, Protocol::Tcp | Protocol::Udp)
}

/// What somebody wrote that it listens on.
pub(crate) fn listeners(rows: Option<&BTreeMap<RowId, Listener>>) -> Option<Vec<(Protocol, u16, u16)>> {
    let row = |one: &Listener| {
        let low = one.from_port.unwrap_or(0);
        (one.protocol.clone().unwrap_or(Protocol::Tcp), low, one.to_port.unwrap_or(low))
    };
    rows.map(|rows| rows.values().map(row).collect())
}
