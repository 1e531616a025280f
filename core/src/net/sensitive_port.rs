/// The TCP ports by which machines are administered: open to everybody they are tried without pause (R-SG-16).
pub const ADMINISTRATION_PORTS: &[(u16, &str)] = &[(22, "SSH"), (3389, "RDP")];

/// The TCP ports of databases, which serve the applications in front of them and nobody else (R-SG-16).
pub const DATABASE_PORTS: &[(u16, &str)] = &[
    (1433, "SQL Server"),
    (1521, "Oracle"),
    (3306, "MySQL"),
    (5432, "PostgreSQL"),
    (5439, "Redshift"),
    (6379, "Redis"),
    (9200, "OpenSearch"),
    (11211, "Memcached"),
    (27017, "MongoDB"),
];

/// Whether a TCP port is one that nobody opens to every address.
pub fn is_sensitive(port: u16) -> bool {
    ADMINISTRATION_PORTS.iter().chain(DATABASE_PORTS).any(|(sensitive, _)| *sensitive == port)
}
