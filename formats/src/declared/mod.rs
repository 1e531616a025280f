//! What imports of declarations share, CloudFormation's as Terraform's: a tree whose parts know their places, a resource as
//! its reader sees it, the drawing while it is made, and what follows when every resource is read.
//!
//! A format works out its files to [`own::Own`]s. Its readers, one for each type, say what each becomes; what they say is
//! the same for two formats stands in `service.rs` and its neighbours, once.

pub(crate) mod balancing;
pub(crate) mod dhcp;
mod effect;
pub(crate) mod finish;
pub(crate) mod ground;
pub(crate) mod groups;
pub(crate) mod handed;
pub(crate) mod ids;
pub(crate) mod json;
pub(crate) mod launch;
pub(crate) mod maker;
pub(crate) mod node;
mod outside;
pub(crate) mod own;
pub(crate) mod service;
mod targets;
pub(crate) mod turn;
pub(crate) mod undrawn;
pub(crate) mod unread;
pub(crate) mod words;
