//! Effective routes: what every route table really holds, and which route wins.
//!
//! | file | what |
//! |---|---|
//! | `effective.rs` | the rows of one table with local, prefix-list and endpoint routes added |
//! | `target.rs` | what a row leads to, and whether it is a blackhole |
//! | `transit_gateway_table.rs` | the rows of one table of a transit gateway with what attachments bring |
//! | `transit_gateway_route.rs` | one route of it: where it comes from, where it leads |
//! | `transit_gateway_propagation.rs` | what attachments bring |
//! | `transit_gateway_lookup.rs` | which route of it wins, and against whom |
//! | `connect_session.rs` | whether BGP speaks over a Connect peer |
//! | `propagation.rs` | the routes that virtual private gateways propagate |
//! | `known_routes/` | who learns what: every route of a table or router, through whom, and why it wins or loses |
//! | `lookup.rs` | longest prefix match, and who lost against the winner |
//! | `routed_network.rs` | the network with all its tables, built once per change |

mod connect_session;
mod effective;
mod known_routes;
mod lookup;
pub(crate) mod propagation;
mod routed_network;
mod target;
mod transit_gateway_lookup;
mod transit_gateway_propagation;
mod transit_gateway_route;
mod transit_gateway_table;

pub use connect_session::PeerFault;
pub use effective::{EffectiveRoute, EffectiveTable, Origin};
pub use known_routes::{KnownRoute, Standing, known_routes};
pub use lookup::Lookup;
pub use routed_network::{HubAssociation, RoutedNetwork, TableKey};
pub use target::{Blackhole, Target};
pub use transit_gateway_lookup::HubLookup;
pub use transit_gateway_route::{BgpPath, HubOrigin, HubRoute, HubTarget};
pub use transit_gateway_table::{HubOverlap, HubTable};
