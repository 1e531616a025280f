//! An interface that has to forward: its check goes off (R-ENI-2).

use crate::change::{Change, Fix};
use crate::simulate::world::World;
use crate::topology::InterfaceNode;

/// Switches the source/destination check of an interface off.
pub(in crate::simulate) fn off(world: World<'_>, interface: &InterfaceNode) -> Fix {
    let name = world.network.document.display_name(interface.component().as_str());
    Fix {
        title: format!("Switch off the source/destination check of {name}"),
        changes: vec![Change::set(&interface.id, "/sourceDestCheck", false)],
    }
}
