//! The semantics of AWS networks: what a drawing means, what AWS would refuse, and where a packet goes.
//!
//! Pure by construction: no browser, no input or output, no clock, no randomness, no hash order. The same
//! document gives the same findings and traces, byte for byte, on every platform.
//!
//! Code map, in the one direction of dependence:
//!
//! | module | what it holds |
//! |---|---|
//! | [`ordered`] | sorting and ordered collections in little code |
//! | [`message`] | sentences for people as key and arguments |
//! | [`net`] | CIDR blocks, addresses, ports, protocols, packet headers |
//! | [`model`] | the document: one file per AWS resource, with AWS's own names |
//! | [`change`] | an edit of the document as a value, with its inverse and its refusals |
//! | [`schema`] | opening and saving the JSON document; versions and migrations |
//! | [`topology`] | document to indexed network, and references that do not hold |
//! | [`routing`] | effective routes and longest prefix match |
//! | [`simulate`] | the packet pipeline: flow in, trace out |
//! | [`flow_log`] | the records that flow logs would write of a trace |
//! | [`rules`] | the catalogue of validation rules |
//! | [`expect`](mod@expect) | expectations, and what each single failure does to them |
//! | [`sample`] | drawings of any size for benchmarks and tests |
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

pub mod change;
pub mod expect;
pub mod flow_log;
pub mod message;
pub mod model;
pub mod net;
pub mod ordered;
mod page;
pub mod routing;
pub mod rules;
pub mod sample;
pub mod schema;
pub mod simulate;
pub mod topology;
