//! Effective routes: what every route table really holds, and which route wins.
//!
//! | file | what |
//! |---|---|
//! | `effective.rs` | the rows of one table with local, prefix-list and endpoint routes added |
//! | `target.rs` | what a row leads to, and whether it is a blackhole |
//! | `lookup.rs` | longest prefix match, and who lost against the winner |
//! | `routed_network.rs` | the network with all its tables, built once per change |

mod effective;
mod lookup;
mod routed_network;
mod target;

pub use effective::{EffectiveRoute, EffectiveTable, Origin};
pub use lookup::Lookup;
pub use routed_network::{RoutedNetwork, TableKey};
pub use target::{Blackhole, Target};
