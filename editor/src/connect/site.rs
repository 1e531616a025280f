//! Two sites get a line of their own: the router of each sends over it what is for the networks of the other.

use netyard_core::model::{Document, OnPremisesRoute, ResourceId};
use netyard_core::net::CidrBlock;
use serde_json::{Value, json};

use super::{Connected, NotConnected, name};
use crate::draft::Draft;
use crate::effect::Alternative;
use crate::facts;
use crate::session::Key;

/// Adds the rows that are missing on both sides.
///
/// # Errors
/// A site has no network, both have the same one, they are joined already, or a row holds a destination for something
/// else; that it leads over the line instead is offered then.
pub(super) fn connect(draft: &mut Draft<'_>, from: &Key, to: &Key) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let (from_name, to_name) = (name(draft, from), name(draft, to));
    let (here, there) = (networks(document, from), networks(document, to));
    let without = [(&here, &from_name, &to_name), (&there, &to_name, &from_name)]
        .into_iter()
        .find(|(own, ..)| own.is_empty());
    if let Some((_, own, other)) = without {
        return Err(
            format!("{own} has no network to which {other} could send anything. Give it one first.").into()
        );
    }
    if let Some(both) = here.iter().find(|block| there.contains(block)) {
        return Err(format!(
            "{from_name} and {to_name} both have {both}: what is for it never leaves either. Give one of them another network first."
        )
        .into());
    }
    let wanted = [(from, to, there), (to, from, here)];
    let mut said = Vec::new();
    let mut taken = None;
    for (site, other, blocks) in &wanted {
        let mut added = Vec::new();
        for block in blocks {
            match row_of(draft.document(), site, block) {
                Some((_, route)) if route.on_premises_site_id.as_ref() == Some(*other) => {}
                Some((_, route)) => {
                    taken = taken.or(Some((*site, block.clone(), target_of(draft.document(), route))));
                }
                None => added.push(block.to_string()),
            }
        }
        if !added.is_empty() {
            let added = facts::name_list(added.iter().map(String::as_str), "and");
            said.push(format!("{} sends {added}", name(draft, site)));
        }
    }
    if let Some((site, block, target)) = taken {
        let message = format!(
            "{} sends {block} to {target} already, and a router holds one route for each destination.",
            name(draft, site)
        );
        let changes = draft.try_out(|draft| add_all(draft, &wanted));
        let alternatives = vec![Alternative { label: "Send it over the line instead".to_owned(), changes }];
        return Err(NotConnected { message, alternatives });
    }
    if said.is_empty() {
        return Err(format!(
            "{from_name} and {to_name} have a line already: each sends over it what is for the other."
        )
        .into());
    }
    add_all(draft, &wanted);
    let text = format!("{from_name} and {to_name} have a line: over it {}.", said.join(", "));
    Ok(Connected { text, ..Connected::default() })
}

/// The networks of a site, as they are written.
fn networks(document: &Document, site: &Key) -> Vec<CidrBlock> {
    let site = document.on_premises_site(site.as_str());
    site.into_iter().flat_map(|site| site.cidr_blocks.iter().chain(&site.ipv6_cidr_blocks)).cloned().collect()
}

/// The row of a router with that destination.
fn row_of<'a>(
    document: &'a Document,
    site: &Key,
    block: &CidrBlock,
) -> Option<(String, &'a OnPremisesRoute)> {
    let mut rows = document.on_premises_site(site.as_str())?.routes.iter();
    let is_same = |route: &OnPremisesRoute| {
        route
            .destination_cidr()
            .is_some_and(|own| own == block || own.net().is_some() && own.net() == block.net())
    };
    rows.find(|(_, route)| is_same(route)).map(|(row, route)| (row.to_string(), route))
}

/// What a row leads to, as people call it.
fn target_of(document: &Document, route: &OnPremisesRoute) -> String {
    let targets = [&route.vpn_connection_id, &route.gateway_id, &route.on_premises_site_id];
    let target = targets.into_iter().flatten().next();
    target.map_or_else(|| "nothing".to_owned(), |target| facts::called(document, target.as_str()))
}

/// Writes the rows of both sides; what holds a destination for something else is written over.
fn add_all(draft: &mut Draft<'_>, wanted: &[(&Key, &Key, Vec<CidrBlock>)]) {
    for (site, other, blocks) in wanted {
        for block in blocks {
            let row = match row_of(draft.document(), site, block) {
                Some((_, route)) if route.on_premises_site_id.as_ref() == Some(*other) => continue,
                Some((row, _)) => row,
                None => new_row(draft, site),
            };
            draft.set(site, &format!("/routes/{row}"), row_to(block, other));
        }
    }
}

fn new_row(draft: &mut Draft<'_>, site: &Key) -> String {
    let known = draft.document().on_premises_site(site.as_str()).map(|site| site.routes.clone());
    let known = known.unwrap_or_default();
    draft.row("r", |id| known.contains_key(id)).to_string()
}

fn row_to(block: &CidrBlock, other: &ResourceId) -> Value {
    let text = block.to_string();
    let field = if text.contains(':') { "destinationIpv6CidrBlock" } else { "destinationCidrBlock" };
    json!({field: text, "onPremisesSiteId": other.as_str()})
}
