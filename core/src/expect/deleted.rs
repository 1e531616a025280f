//! Networks in which one thing is deleted, made one after the other from one network.

use crate::change::{self, Change};
use crate::model::{Document, Resource, ResourceId};
use crate::routing::RoutedNetwork;

/// A network, and a copy of it that loses a row of a route table and gets it back: what stays is not worked out again.
pub(super) struct Deleted<'a> {
    network: &'a RoutedNetwork,
    copy: Option<RoutedNetwork>,
}

impl<'a> Deleted<'a> {
    pub(super) fn new(network: &'a RoutedNetwork) -> Self {
        Self { network, copy: None }
    }

    /// Shows the network with the change. `false`, and nothing shown, where the change cannot be made.
    ///
    /// For a row of a route table only that table is worked out again, for anything else the whole network.
    pub(super) fn show(&mut self, change: &Change, see: impl FnOnce(&RoutedNetwork)) -> bool {
        let network = self.network;
        let Some(table) = table_of(&network.network.document, change) else {
            let mut document = network.network.document.clone();
            let is_made = change::apply(&mut document, change).is_ok();
            if is_made {
                see(&RoutedNetwork::build(&document));
            }
            return is_made;
        };
        let copy = self.copy.get_or_insert_with(|| network.clone());
        let Ok(inverse) = change::apply(&mut copy.network.document, change) else { return false };
        copy.work_out_again(table);
        see(copy);
        if change::apply(&mut copy.network.document, &inverse).is_ok() {
            copy.work_out_again(table);
        } else {
            self.copy = None;
        }
        true
    }
}

/// The route table of which the change removes a row, and nothing else.
fn table_of<'c>(document: &Document, change: &'c Change) -> Option<&'c ResourceId> {
    let Change::RemovePath { id, path } = change else { return None };
    let is_table = matches!(
        document.resource(id.as_str()),
        Some(Resource::RouteTable(_) | Resource::TransitGatewayRouteTable(_))
    );
    let is_row = path.strip_prefix("/routes/").is_some_and(|row| !row.is_empty() && !row.contains('/'));
    (is_table && is_row).then_some(id)
}
