//! Removing things as AWS does: what is part of a thing goes with it, what only names it keeps the name.

pub(crate) mod behind;
mod gather;
mod release;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use netyard_core::model::{Document, ResourceId, reserved};

use self::gather::{gather, refuse_primary_interface, remove_reserved};
use self::release::{free_content, release, routes_to, unplace_children};
use crate::draft::Draft;
use crate::edge::{ends_of_line, remove_line, routes_of_line};
use crate::facts;
use crate::geometry::Geometry;
use crate::name_line::words_of_name_line;
use crate::session::Key;
use crate::site_line::rows_of_site_line;
use crate::target_line::rows_of_target_line;

/// Removes lines, and things with what belongs to them, and says so: "Deleted app-a with 4 parts. 2 routes to it are
/// left as blackholes." With `keep_content`, what stands in a container stays, outside of it.
///
/// # Errors
/// AWS would refuse, or the thing is drawn because others need it.
pub(crate) fn delete(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    lines: &[Key],
    things: &[Key],
    keep_content: bool,
) -> Result<String, String> {
    let mut told = Vec::new();
    let stands_for_routes = |document: &Document, line: &Key| {
        ends_of_line(line.as_str()).is_some_and(|(from, to)| {
            routes_of_line(document, from, to).is_some()
                || !rows_of_site_line(document, from, to).is_empty()
                || !rows_of_target_line(document, from, to).is_empty()
                || words_of_name_line(document, from, to).is_some()
        })
    };
    let stood_for_some: Vec<bool> =
        lines.iter().map(|line| stands_for_routes(draft.document(), line)).collect();
    for (line, stood_for_some) in lines.iter().zip(stood_for_some) {
        // Subnets that share a table share its routes: the first line takes them for the others, too.
        if !stood_for_some || stands_for_routes(draft.document(), line) {
            told.push(remove_line(draft, line)?);
        }
    }
    if !things.is_empty() {
        told.push(delete_things(draft, geometry, things, keep_content)?);
    }
    Ok(told.join(". "))
}

/// Ends an attachment: its gateway's tables name it no longer, static routes to it are blackholes.
pub(crate) fn end_attachment(draft: &mut Draft<'_>, id: &ResourceId) {
    release(draft, &BTreeSet::from([id.clone()]));
    draft.remove(id);
}

fn delete_things(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    keys: &[Key],
    keep_content: bool,
) -> Result<String, String> {
    let names = facts::name_list(
        keys.iter().map(|key| label(draft.document(), key)).collect::<Vec<_>>().iter().map(String::as_str),
        "and",
    );
    let mut doomed: BTreeSet<ResourceId> = BTreeSet::new();
    // What is drawn only because something needs it comes last: that may go with this deletion, too.
    let (drawn_along, things): (Vec<&Key>, Vec<&Key>) =
        keys.iter().partition(|key| reserved::is_reserved(key.as_str()));
    // A frame goes after what is in it, and is not kept by what goes anyway.
    let (frames, others): (Vec<&Key>, Vec<&Key>) =
        things.into_iter().partition(|key| gather::is_frame(draft.document(), key));
    for key in others.into_iter().chain(frames) {
        gather(draft, geometry, key, keep_content, &mut doomed)?;
    }
    for key in drawn_along {
        remove_reserved(draft, key, &doomed)?;
    }
    for key in keys {
        refuse_primary_interface(draft.document(), key, &doomed)?;
    }
    let parts = doomed.iter().filter(|id| !keys.contains(id) && geometry.node(id.as_str()).is_some()).count();
    if keep_content {
        free_content(draft, geometry, keys);
    }
    let routes = routes_to(draft.document(), &doomed);
    let addresses = release(draft, &doomed);
    for id in &doomed {
        if draft.document().resources.contains_key(id) {
            draft.remove(id);
        }
    }
    unplace_children(draft, &doomed);
    let mut text = format!("Deleted {names}");
    push_count(&mut text, parts, " with 1 part", |many| format!(" with {many} parts"));
    push_count(&mut text, routes, ". 1 route to it is left as a blackhole", |many| {
        format!(". {many} routes to it are left as blackholes")
    });
    if !addresses.is_empty() {
        let list = facts::name_list(addresses.iter().map(String::as_str), "and");
        let verb = if addresses.len() == 1 { "stays" } else { "stay" };
        let _ = write!(text, ". {list} {verb}, on nothing");
    }
    Ok(text)
}

/// Says how many there are, if any.
fn push_count(text: &mut String, count: usize, one: &str, many: impl Fn(usize) -> String) {
    match count {
        0 => {}
        1 => text.push_str(one),
        count => text.push_str(&many(count)),
    }
}

fn label(document: &Document, key: &Key) -> String {
    if document.notes.contains_key(key.as_str()) {
        return "a note".to_owned();
    }
    let name = key.as_str().split_once('/').map_or(key.as_str(), |(_, zone)| zone);
    document.display_name(name).to_owned()
}
