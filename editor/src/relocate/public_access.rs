//! Moving VPC Block Public Access: along the border of its Region, or to the same Region of another account.

use netyard_core::model::ResourceId;

use super::account::{frame_under, give, words};
use super::{Move, NotMoved};
use crate::create::options_of;
use crate::draft::Draft;
use crate::frame::Frame;
use crate::geometry::Geometry;
use crate::session::Key;

/// Gives the setting to another account, in whose Region it holds from now on. `None` where it keeps its own: dragged into
/// the open it slides along its border.
pub(super) fn change_account(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    key: &Key,
) -> Result<Option<String>, NotMoved> {
    let document = draft.document();
    let Some(own) = Frame::of_thing(document, key.as_str()).filter(|_| asked.reparents) else {
        return Ok(None);
    };
    let is_frame = |target: &Key| Frame::of_container(document, geometry, target.as_str()).is_some();
    if !asked.target.is_some_and(is_frame) {
        return Ok(None);
    }
    let Some(to) = frame_under(draft, geometry, asked, &own)
        .filter(|to| to.account != own.account && to.region == own.region)
    else {
        return Ok(None);
    };
    if let Some(other) = options_of(document, &to) {
        let name = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
        return Err(format!(
            "{} has {} already: a Region has one Block Public Access.",
            to.words(document),
            name(&other)
        )
        .into());
    }
    give(draft, key, &to);
    draft.unplace(key.as_str());
    Ok(Some(words(draft, &own, &to)))
}
