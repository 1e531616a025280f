//! Routes that AWS calls blackholes: what they lead to is gone, or takes no packets. A drawing works that out by itself;
//! where it comes to another end, the report says so.

use super::importer::Importer;
use super::item::Item;
use netyard_core::model::{ResourceId, RowId};
use netyard_core::routing::{RoutedNetwork, Target};
use std::collections::BTreeSet;

/// A route that AWS calls a blackhole.
#[derive(Debug)]
pub(super) struct BlackholeRoute {
    /// Its table.
    pub(super) table: ResourceId,
    /// Its row there.
    pub(super) row: RowId,
    /// What the answer tells of it.
    pub(super) item: Item,
}

/// Whether AWS calls a route a blackhole.
pub(super) fn is_one(route: &Item) -> bool {
    route.text("State") == Some("blackhole")
}

/// The rows of which AWS says that nothing takes their packets.
pub(super) fn rows(importer: &Importer) -> BTreeSet<(&ResourceId, &RowId)> {
    importer.blackholes.iter().map(|route| (&route.table, &route.row)).collect()
}

/// Says of which routes the drawing thinks otherwise than AWS.
pub(super) fn compare(importer: &mut Importer) {
    if importer.blackholes.is_empty() {
        return;
    }
    let network = RoutedNetwork::build(&importer.document);
    for BlackholeRoute { table, row, item } in std::mem::take(&mut importer.blackholes) {
        let routes = network.tables.get(&table).map(|table| table.routes.as_slice()).unwrap_or_default();
        let Some(found) = routes.iter().find(|route| route.row.as_ref() == Some(&row)) else { continue };
        let why = match &found.target {
            target if target.is_blackhole() => continue,
            Target::Unknown(id) => format!(
                "AWS calls it a blackhole, and no answer tells why: {id} counts as not known, and a packet that comes there ends UNKNOWN."
            ),
            target => {
                let to = target.id().map(ToString::to_string).unwrap_or_default();
                format!(
                    "AWS calls it a blackhole, and another answer says that {to} takes packets: the drawing goes by the latter. Collect all answers again, at one time."
                )
            }
        };
        importer.approximate(&item, "Route", &why);
    }
}
