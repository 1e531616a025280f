//! What several rules share.

mod associated_twice;
mod every_cidr;
mod free_vpc_block;
mod give_elastic_ip;
mod igw_route;
mod internet_route;
mod names;
mod nested_blocks;
mod new_ids;
mod open_ports;
mod owned_addresses;
mod pointer;
mod readdress;
mod readdress_vpc;
mod rows;
mod rule_ports;
mod with_item;

pub(in crate::rules) use associated_twice::associated_twice;
pub(in crate::rules) use every_cidr::every_cidr;
pub(in crate::rules) use free_vpc_block::free_vpc_block;
pub(in crate::rules) use give_elastic_ip::give_elastic_ip;
pub(in crate::rules) use igw_route::has_igw_route;
pub(in crate::rules) use internet_route::internet_route;
pub(in crate::rules) use names::list;
pub(in crate::rules) use nested_blocks::nested_pairs;
pub(in crate::rules) use new_ids::{free_public_address, new_id, new_row};
pub(in crate::rules) use open_ports::{narrow_to_vpc, open_ports};
pub(in crate::rules) use owned_addresses::{OwnedAddress, owned_addresses, readdress_fix};
pub(in crate::rules) use pointer::pointer;
pub(in crate::rules) use readdress::{free_address, move_subnet};
pub(in crate::rules) use readdress_vpc::readdress_vpc;
pub(in crate::rules) use rows::{Row, rows};
pub(in crate::rules) use rule_ports::rule_ports;
pub(in crate::rules) use with_item::with_item;
