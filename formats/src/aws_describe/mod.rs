//! Import of what `aws ec2 describe-…` and its like print: a live network becomes a drawing.
//!
//! Files are recognised by what is in them, never by their names, and may come in any order; one file may hold several
//! answers, in a list or one behind the other, and the pages of one answer may stand in several files (`pages.rs`).
//! Only where an answer does not say what it is about (`about.rs`) does the name of its file. Ids stay as they
//! are in the account. What AWS makes by itself (local routes, the last entry of a network ACL) is not written down,
//! the routes of gateway endpoints become `routeTableIds` of the endpoint, and kinds of resource of which no file
//! speaks are marked as unknown at each VPC, so that no trace guesses. The report names every part that was read,
//! approximated or skipped.
//!
//! One file here reads the answers about one thing. `KINDS` (`kinds.rs`) lists every kind of answer with what reads it, and
//! `READ` (`unread.rs`) the fields of each that are read. To read another kind, add its file, its `mod` line here, and its
//! lines there.

mod about;
mod account;
mod address;
mod address_pools;
mod auto_scaling_group;
mod availability_zone;
mod blackhole;
mod classic_load_balancer;
mod container;
mod customer_gateway;
mod dhcp_options;
mod dns_firewall;
mod egress_only_internet_gateway;
mod error;
mod finish;
mod flow_log;
mod form;
mod health_check;
mod hosted_zone;
mod importer;
mod instance;
mod internet_gateway;
mod item;
mod kinds;
mod load_balancer;
mod load_balancer_listener;
mod load_balancing;
mod managed_service;
mod multicast_domain;
mod nat_gateway;
mod network_acl;
pub(crate) mod network_firewall;
mod network_interface;
mod other;
mod pages;
mod plain;
mod prefix_list;
mod public_access;
mod region;
mod resolver;
mod route_table;
mod security_group;
mod security_group_vpc_association;
mod source;
mod subnet;
mod target_group;
mod together;
mod transfer_server;
mod transit_gateway;
mod transit_gateway_attachment;
mod transit_gateway_connect_peer;
mod transit_gateway_route_table;
mod unread;
mod unseen_vpc;
mod vpc;
mod vpc_attribute;
mod vpc_endpoint;
mod vpc_endpoint_service;
mod vpc_peering_connection;
mod vpn_connection;
mod vpn_gateway;
mod workspaces;

pub use error::ImportError;
pub(crate) use kinds::looks_like_one;

use crate::import::{Imported, SourceFile, Step};
use importer::Importer;
use netyard_core::ordered::Order;
use netyard_core::schema;

/// Reads describe output. The order of the files does not matter.
///
/// Fails where nothing of it can be read, and where a file begins as JSON and does not end as it, or has a key twice:
/// half a file would make a drawing that lies.
pub fn import(files: Vec<SourceFile>) -> Result<Imported, ImportError> {
    import_telling(files, &mut |_| ())
}

pub(crate) fn import_telling(
    mut files: Vec<SourceFile>,
    tell: &mut dyn FnMut(Step),
) -> Result<Imported, ImportError> {
    files.order_by(|left, right| left.path.cmp(&right.path));
    let mut importer = Importer::default();
    let of = files.len();
    for (at, file) in files.into_iter().enumerate() {
        tell(Step::Reading { file: at + 1, of });
        source::read(&mut importer, file)?;
    }
    if importer.is_empty() {
        return Err(ImportError::NothingFound { skipped: importer.report.skipped });
    }
    tell(Step::Making);
    pages::join(&mut importer);
    for (_, read) in kinds::KINDS {
        if let Some(read) = read {
            read(&mut importer);
        }
    }
    finish::finish(&mut importer);
    let Importer { document, report, .. } = importer;
    tell(Step::Checking);
    schema::open_value(schema::to_value(&document))?;
    Ok(Imported { document, report })
}
