//! Two rows of a table with one block that lead to different ends. Two prefix lists: the table takes either, and nobody can
//! tell which (R-RT-34). Two written blocks: AWS refuses the second row, and nobody can tell which it has (R-RT-24). So each
//! row is followed.

use super::{Passage, shown};
use crate::message::Message;
use crate::routing::{HubLookup, HubOrigin, HubRoute, HubTarget};
use crate::simulate::codes;
use crate::simulate::walk::Walk;

impl<'a> Passage<'a> {
    /// The lookup with the row that the table has. `None` where the walk parts here.
    pub(super) fn settle_rows(&self, walk: &mut Walk<'a>, mut found: HubLookup<'a>) -> Option<HubLookup<'a>> {
        let winner = found.winner;
        if !matches!(winner.origin, HubOrigin::Static | HubOrigin::PrefixList) {
            return Some(found);
        }
        // Of several that lead to one end, one stands for all.
        let mut rows = vec![winner];
        for rival in found.lower_priority.iter().filter(|route| route.origin == winner.origin) {
            if rows.iter().all(|row| row.target != rival.target) {
                rows.push(rival);
            }
        }
        if rows.len() < 2 {
            return Some(found);
        }
        let way = |row: &&HubRoute| match &row.prefix_list {
            Some(_) => format!("{} of {}", leads_to(walk, row), shown(row)),
            None => leads_to(walk, row),
        };
        let mut ways: Vec<(String, &'a HubRoute)> = rows.iter().map(|row| (way(row), *row)).collect();
        // The order of the rows decides nothing, not even which branch comes first.
        ways.sort_by(|(one, _), (other, _)| one.cmp(other));
        let name = self.table_name(walk);
        let block = winner.destination.to_string();
        let is_list = winner.origin == HubOrigin::PrefixList;
        let reason = if is_list {
            format!("{name} has several prefix lists with {block}, and AWS takes either of them")
        } else {
            format!("{name} has several routes to {block}: AWS has only one of them")
        };
        let names = ways.iter().map(|(name, _)| name.clone()).collect();
        let taken = walk.pick(&self.gateway.id, format!("rows:{name}:{block}"), names, reason)?;
        let (_, row) = ways.get(taken)?;
        if is_list {
            let message = Message::new(
                "note.ambiguous-route",
                "{table} has several prefix lists with {block} that lead to different targets: AWS takes either, and nobody can tell which.",
                [("table", name), ("block", block)],
            );
            walk.note(codes::AMBIGUOUS_ROUTE, Some(&self.gateway.id), message);
        }
        found.winner = row;
        found.lower_priority.retain(|route| route.origin != row.origin);
        Some(found)
    }
}

/// Where a row leads, as people read it.
fn leads_to(walk: &Walk<'_>, row: &HubRoute) -> String {
    match &row.target {
        HubTarget::Attachment(id) | HubTarget::Unread(id) => walk.world.name(id).to_owned(),
        HubTarget::Blackhole(Some(id)) => walk.world.network.display_name(id.as_str()).to_owned(),
        HubTarget::Blackhole(None) => "a blackhole".to_owned(),
    }
}
