//! Security groups and network ACLs.

pub(super) mod admin_port_open_to_world;
pub(super) mod db_open_to_world;
pub(super) mod ecs_ephemeral_range_closed;
pub(super) mod function_inbound_rules;
pub(super) mod imdsv1_allowed;
pub(super) mod nacl_entry_incomplete;
pub(super) mod nacl_entry_source_unsupported;
pub(super) mod nacl_ephemeral_missing;
pub(super) mod nacl_rule_number_duplicate;
pub(super) mod nacl_rule_number_out_of_range;
pub(super) mod nacl_rule_shadowed;
pub(super) mod prefix_list_unknown;
pub(super) mod sg_association_unsupported;
pub(super) mod sg_of_other_account;
pub(super) mod sg_pair_half_open;
pub(super) mod sg_reference_account;
pub(super) mod sg_reference_cross_region;
pub(super) mod sg_rule_duplicate;
pub(super) mod sg_rule_incomplete;
pub(super) mod sg_rule_ports_out_of_range;
pub(super) mod sg_rule_stale;
