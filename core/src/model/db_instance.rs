use super::defaults::{available, is_available, is_false};
use super::record::Record;
use super::{Extra, ResourceId, ServiceEndpoint, Tags};

/// A relational database of Amazon RDS. Its addresses and groups are those of its interfaces, which name it in
/// `attachment.instanceId` (R-LAM-7): one, or one more for the standby in another zone.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct DbInstance {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// `mysql`, `postgres` and others, as AWS writes them; tells the port where none is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engine: Option<String>,
    /// The port on which it listens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The name that AWS gave it; absent: one of the same form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<ServiceEndpoint>,
    /// `available`, `stopped` and others.
    #[serde(default = "available", skip_serializing_if = "is_available")]
    pub db_instance_status: String,
    /// Whether a standby in another zone takes over when the primary fails.
    #[serde(skip_serializing_if = "is_false")]
    pub multi_az: bool,
    /// The zone of the primary, where it is known: only there connections are taken, as long as the zone works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_zone: Option<String>,
    /// The database of which it is a read replica.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_replica_source_db_instance_identifier: Option<ResourceId>,
    /// Whether AWS gives its interface a public address.
    #[serde(skip_serializing_if = "is_false")]
    pub publicly_accessible: bool,
    /// The subnets in which AWS may place it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub db_subnet_group: Option<DbSubnetGroup>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for DbInstance {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            engine: None,
            port: None,
            endpoint: None,
            db_instance_status: available(),
            multi_az: false,
            availability_zone: None,
            read_replica_source_db_instance_identifier: None,
            publicly_accessible: false,
            db_subnet_group: None,
            extra: Extra::new(),
        }
    }
}

/// The subnets in which AWS may place a database.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct DbSubnetGroup {
    /// The subnets; in two zones at least (R-LAM-7).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subnet_ids: Vec<ResourceId>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl DbInstance {
    /// The port on which it listens: the written one, else that of the engine. `None` for an engine that is not known.
    pub fn listens_on(&self) -> Option<u16> {
        self.port.or_else(|| port_of_engine(self.engine.as_deref()?))
    }
}

/// The port that AWS gives a database of this engine.
fn port_of_engine(engine: &str) -> Option<u16> {
    let family = engine.split('-').next().unwrap_or_default();
    Some(match (family, engine) {
        (_, "aurora-postgresql") | ("postgres", _) => 5432,
        ("mysql" | "mariadb" | "aurora", _) => 3306,
        ("oracle", _) => 1521,
        ("sqlserver", _) => 1433,
        ("db2", _) => 50000,
        _ => return None,
    })
}
