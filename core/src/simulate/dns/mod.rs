//! Names: what DNS answers to the sender of a flow, before the first packet leaves.
//!
//! | file | what |
//! |---|---|
//! | `lookup.rs` | one question on its way: what it passed, and where it may not come by again |
//! | `client.rs` | whom the sender asks: the resolver of its VPC, servers of its DHCP options, those of its site |
//! | `docker.rs` | what containers of one instance know of one another |
//! | `vpc_resolver.rs` | the Amazon resolver of a VPC: which of rules, zones and private names answers (R-DNS-5) |
//! | `firewall.rs` | the DNS Firewall in front of it |
//! | `forward.rs` | rules that ask others, by an outbound endpoint |
//! | `delegate.rs` | rules for name servers that a private zone hands names to |
//! | `server.rs` | a server at an address: a flow of its own, and what stands there |
//! | `zone.rs`, `records.rs` | what a zone says, and how records match a name |
//! | `policy.rs`, `health.rs` | which of several sets of records is given, and whether they are healthy |
//! | `health_check.rs` | health checks: what the checkers on the internet are answered |
//! | `public.rs` | the DNS of the internet |
//! | `aws_service.rs`, `ec2_name.rs` | names of services and of instances |
//! | `file_system.rs` | names of file systems, by the zone of whoever asks |
//! | `flow.rs` | a flow to a name: one trace for each address |

mod aws_service;
mod client;
mod delegate;
mod docker;
mod ec2_name;
mod file_system;
mod firewall;
mod flow;
mod forward;
mod health;
mod health_check;
mod lookup;
mod policy;
mod public;
mod records;
mod resolution;
mod server;
mod vpc_resolver;
mod zone;

pub(super) use flow::follow;
pub use flow::{NameAnswer, resolve_name};
pub(in crate::simulate) use health_check::CheckHealth;
pub use health_check::{PrivateTarget, private_targets};
pub use resolution::{Question, Resolution, ResolutionStep, Status, StepAnswer};
