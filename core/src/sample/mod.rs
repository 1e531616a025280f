//! Drawings of any size, for benchmarks and tests: sound networks in which every kind of packet has a way.

mod network;
mod organisation;
mod services;

pub use network::{instance_id, network};
pub use organisation::{HOSTS_OF_A_SPOKE, organisation, site_host_id, spoke_host_id, spoke_id};
pub use services::{SpokeBalancer, organisation_with_services, spoke_balancer_id};
