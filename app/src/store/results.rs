//! What the drawing says of itself: findings, results of expectations, the way of the shown packet. All are memos.

use leptos::prelude::*;
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::{self, Finding};
use std::sync::Arc;

/// What the rules found.
pub(super) fn findings_of(network: Signal<Arc<RoutedNetwork>>) -> Memo<Arc<Vec<Finding>>> {
    Memo::new(move |_| Arc::new(rules::check(&network.get())))
}
