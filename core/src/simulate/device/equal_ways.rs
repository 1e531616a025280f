//! Ways that rank alike, as people read them where a walk parts (R-FLOW-10).

use crate::model::ResourceId;
use crate::simulate::walk::Walk;

/// What each way is called: its name, and its id where another one has that name, too.
pub(super) fn names(walk: &Walk<'_>, ways: &[&ResourceId]) -> Vec<String> {
    let world = walk.world;
    let is_taken_twice = |id: &ResourceId| {
        let name = world.name(id);
        ways.iter().filter(|other| world.name(other) == name).count() > 1
    };
    let name = |id: &&ResourceId| {
        if is_taken_twice(id) { id.to_string() } else { world.name(id).to_owned() }
    };
    ways.iter().map(name).collect()
}
