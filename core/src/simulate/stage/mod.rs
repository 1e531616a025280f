//! The stages of the packet walk, one file each, in the words of AWS and of networkers.

pub(super) mod deliver;
pub(super) mod egress_network_acl;
pub(super) mod egress_security_group;
pub(super) mod far_resolver;
pub(super) mod find_receiver;
pub(super) mod gateway_route;
mod group_words;
pub(super) mod ingress_network_acl;
pub(super) mod ingress_security_group;
pub(super) mod link_local;
pub(super) mod network_acl;
pub(super) mod originate;
pub(super) mod own_host;
pub(super) mod public_access;
pub(super) mod route_lookup;
pub(super) mod same_subnet;
pub(super) mod source_dest_check;
