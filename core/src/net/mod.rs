//! CIDR blocks, addresses, ports, protocols and packet headers: what networkers share, whatever the cloud.

mod address;
mod cidr;
pub mod dhcp;
mod family;
mod free_block;
mod free_blocks;
mod header;
mod host_name;
mod port_range;
mod protocol;
pub mod well_known;

pub use address::Address;
pub use cidr::{CidrBlock, cidrs_overlap};
pub use family::Family;
pub use free_block::next_free_block;
pub use free_blocks::FreeBlocks;
pub use header::Header;
pub use host_name::{is_host_name, too_long};
pub use port_range::PortRange;
pub use protocol::Protocol;
