//! Security groups and network ACLs.

pub(super) mod admin_port_open_to_world;
