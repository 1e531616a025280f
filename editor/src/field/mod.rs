//! What people write into fields, read as the values of the document, and back.
//!
//! A refusal is one sentence that names what was written and says what to write instead.

mod balancer_action;
mod balancer_rule;
mod cidr;
mod container;
mod dns;
mod firewall_rule;
mod peer;
mod rule_number;
mod traffic;

pub use balancer_action::{action_text, deciding, edit_action, edit_actions, read_action, target_groups};
pub use balancer_rule::{edit_rule, read_rule, rule_text};
pub use cidr::{is_vpc_block, read_address, read_cidr, read_cidr_of};
pub use container::{binding_text, read_binding};
pub use dns::{
    forwarder_text, name_rule_text, read_forwarder, read_name_rule, read_record, read_target, record_text,
    target_text,
};
pub use firewall_rule::{Row, read_stateful, read_stateless, stateful_text, stateless_text};
pub use peer::Peer;
pub use rule_number::moved_entry;
pub use traffic::Traffic;
