//! What several rules share.

mod acl_entry;
mod address_pool;
mod associated_twice;
mod attachments;
mod block_pool;
mod covered;
mod every_cidr;
mod fault_words;
mod give_elastic_ip;
mod group_references;
mod igw_route;
mod internet_route;
mod made_again;
mod names;
mod nested_blocks;
mod new_ids;
mod open_ports;
mod owned_addresses;
mod peering_routes;
mod pointer;
mod readdress;
mod readdress_vpc;
mod rows;
mod rule_key;
mod rule_ports;
mod with_item;

pub(in crate::rules) use acl_entry::{
    entries_in_order, entry_covers, entry_ports, entry_protocol, numbers_taken,
};
pub(in crate::rules) use address_pool::{AddressPool, PoolAddress};
pub(in crate::rules) use associated_twice::{AssociationList, associated_twice};
pub(in crate::rules) use attachments::attachments;
pub(in crate::rules) use block_pool::BlockPool;
pub(in crate::rules) use covered::{halves, is_covered};
pub(in crate::rules) use every_cidr::every_cidr;
pub(in crate::rules) use fault_words::FaultyRow;
pub(in crate::rules) use give_elastic_ip::give_elastic_ip;
pub(in crate::rules) use group_references::{GroupReference, group_references};
pub(in crate::rules) use igw_route::has_igw_route;
pub(in crate::rules) use internet_route::internet_route;
pub(in crate::rules) use made_again::made_again;
pub(in crate::rules) use names::list;
pub(in crate::rules) use nested_blocks::nested_pairs;
pub(in crate::rules) use new_ids::{new_id, new_row};
pub(in crate::rules) use open_ports::open_ports;
pub(in crate::rules) use owned_addresses::{OwnedAddress, owned_addresses, readdress_fix};
pub(in crate::rules) use peering_routes::peering_routes;
pub(in crate::rules) use pointer::pointer;
pub(in crate::rules) use readdress::move_subnet;
pub(in crate::rules) use readdress_vpc::readdress_vpc;
pub(in crate::rules) use rows::{Row, rows};
pub(in crate::rules) use rule_key::{RuleKey, rule_key};
pub(in crate::rules) use rule_ports::rule_ports;
pub(in crate::rules) use with_item::with_item;
