//! Making new parts of a clip: new ids, free ranges and addresses, new names; what the parts say of each other is kept.

mod addresses;
mod fit;
mod homes;
mod networks;
mod place;
mod shift;

use netyard_core::ordered::IntoOrdered;
use std::collections::{BTreeMap, BTreeSet};

use netyard_core::model::{Resource, ResourceId, ResourceType};
use netyard_core::schema::caps;

use self::shift::Shifts;
use super::{Clip, KIND, VERSION};
use crate::draft::Draft;
use crate::frame::Frame;
use crate::geometry::Geometry;
use crate::session::Key;

/// Where the new parts stand, seen from the old ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offset {
    /// Beside them.
    Beside,
    /// On their place.
    InPlace,
    /// Moved by that much.
    By(i32, i32),
}

/// Where parts are pasted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Target {
    /// The container that a person chose, where there is one.
    pub(crate) into: Option<Key>,
    /// Where in it.
    pub(crate) offset: Offset,
}

/// Reads a clip from the text of the clipboard.
pub(crate) fn read(text: &str) -> Option<Clip> {
    if text.len() > caps::FILE_BYTES {
        return None;
    }
    let clip: Clip = serde_json::from_str(text).ok()?;
    (clip.kind == KIND && clip.version == VERSION).then_some(clip)
}

/// Pastes the text of the clipboard and gives the new keys of what was selected when it was copied.
///
/// # Errors
/// The text holds no parts, or they fit nowhere.
pub(crate) fn paste(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    text: &str,
    target: &Target,
) -> Result<Vec<Key>, String> {
    let clip = read(text).ok_or("The clipboard holds no parts of a drawing.")?;
    if draft.document().resources.len() + clip.resources.len() > caps::RESOURCES {
        return Err(format!("A drawing holds {} resources at most.", caps::RESOURCES));
    }
    let old: BTreeMap<ResourceId, Resource> = clip
        .resources
        .iter()
        .filter_map(|(id, value)| Some((ResourceId::new(id), Resource::from_value(value.clone()).ok()?)))
        .into_map();
    let mut pasting = Pasting {
        ids: new_ids(draft, &old),
        shifts: Shifts::default(),
        old,
        homes: BTreeMap::new(),
        frame: homes::frame_of(draft.document(), geometry, target.into.as_ref()),
    };
    pasting.choose_homes(draft, geometry, &clip, target)?;
    pasting.add_vpcs(draft);
    pasting.add_subnets(draft)?;
    pasting.add_rest(draft);
    pasting.give_addresses(draft)?;
    let mut keys = Vec::new();
    for root in &clip.roots {
        if let Some(id) = pasting.ids.get(root.as_str()).cloned() {
            place::place_root(draft, geometry, &clip, root, &id, target);
            keys.push(id);
        } else if let Some(note) = clip.notes.get(root) {
            keys.push(place::place_note(draft, note, target));
        }
    }
    place::place_content(draft, &clip, &pasting.ids);
    if keys.is_empty() {
        return Err("Nothing of the clipboard can be made again here.".to_owned());
    }
    Ok(keys)
}

fn new_ids(draft: &mut Draft<'_>, old: &BTreeMap<ResourceId, Resource>) -> BTreeMap<ResourceId, ResourceId> {
    let mut ids = BTreeMap::new();
    let mut reserved: BTreeSet<String> = BTreeSet::new();
    for (id, resource) in old {
        let new = if let Some(resource_type) = resource.resource_type() {
            draft.new_id(resource_type, |id| reserved.contains(id))
        } else {
            let prefix = id.as_str().split_once('-').map_or("part", |(prefix, _)| prefix).to_owned();
            draft.new_other_id(&prefix, |id| reserved.contains(id))
        };
        reserved.insert(new.to_string());
        ids.insert(id.clone(), new);
    }
    ids
}

/// What is known while parts are pasted.
struct Pasting {
    /// Old ids to new ones.
    ids: BTreeMap<ResourceId, ResourceId>,
    /// The parts as they were.
    old: BTreeMap<ResourceId, Resource>,
    /// Ranges that became others.
    shifts: Shifts,
    /// For parts whose container is not in the clip: the container that they get.
    homes: BTreeMap<ResourceId, ResourceId>,
    /// The account or Region that VPCs are pasted into, where a person chose one.
    frame: Option<Frame>,
}

impl Pasting {
    fn of_type(&self, resource_type: ResourceType) -> Vec<ResourceId> {
        let own = self.old.iter().filter(|(_, resource)| resource.resource_type() == Some(resource_type));
        own.map(|(id, _)| id.clone()).collect()
    }
}
