//! Whether the destination of a flow is a host name.

use super::lookup::named;
use crate::model::reserved::{self, INTERNET};
use crate::net::is_host_name;
use crate::simulate::world::World;
use std::net::IpAddr;

/// The host name that a text is, as it is compared; `None` for what names something of the drawing, and for other texts.
pub(in crate::simulate) fn host_name(world: World<'_>, text: &str) -> Option<String> {
    let is_drawn = world.network.resource(text).is_some()
        || text == INTERNET
        || reserved::service_of(text).is_some()
        || text.parse::<IpAddr>().is_ok()
        || !named(world, text).is_empty();
    if is_drawn {
        return None;
    }
    let name = crate::topology::domain_of(text);
    is_host_name(&name).then_some(name)
}
