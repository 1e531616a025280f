//! Two prefix lists of a table hold one block: AWS takes either and stays with it, so both ways are followed (R-RT-34).

use super::{Asked, shown, target_name};
use crate::message::Message;
use crate::routing::{EffectiveRoute, Origin};
use crate::simulate::codes;
use crate::simulate::describe::table_name;
use crate::simulate::walk::Walk;

/// What is known of a winner that may not be the only one.
pub(super) struct Preferred<'r> {
    /// The route that AWS takes, in this branch.
    pub(super) winner: &'r EffectiveRoute,
    /// Routes to the same block that lost by their rank.
    pub(super) losers: Vec<&'r EffectiveRoute>,
    /// Whether AWS could have taken another one.
    pub(super) is_doubtful: bool,
}

impl<'a> Asked<'a> {
    /// The route that AWS takes among those of prefix lists to one block. `None` where the walk parts here.
    pub(super) fn preferred(
        &self,
        walk: &mut Walk<'a>,
        winner: &'a EffectiveRoute,
        losers: &[&'a EffectiveRoute],
    ) -> Option<Preferred<'a>> {
        let is_rival =
            |route: &&EffectiveRoute| route.origin == Origin::PrefixList && route.target != winner.target;
        if winner.origin != Origin::PrefixList || !losers.iter().any(is_rival) {
            return Some(Preferred { winner, losers: losers.to_vec(), is_doubtful: false });
        }
        let (rivals, losers): (Vec<&'a EffectiveRoute>, Vec<&EffectiveRoute>) =
            losers.iter().partition(|route| is_rival(route));
        // Of several that lead to one target, one stands for all.
        let mut candidates: Vec<&'a EffectiveRoute> = vec![winner];
        for rival in rivals {
            if candidates.iter().all(|one| one.target != rival.target) {
                candidates.push(rival);
            }
        }
        let world = walk.world;
        let ways =
            candidates.iter().map(|route| format!("{} of {}", target_name(world, route), shown(route)));
        let ways: Vec<String> = ways.collect();
        let name = table_name(world, self.table);
        let reason = format!(
            "{name} has several prefix lists with {}, and AWS takes either of them",
            winner.destination
        );
        let choice = format!("prefixList:{name}:{}", winner.destination);
        let taken = walk.pick(&self.subnet.id, choice, ways, reason)?;
        let taken = candidates.get(taken).copied().unwrap_or(winner);
        let message = Message::new(
            "note.ambiguous-route",
            "{table} has several prefix lists with {block} that lead to different targets: AWS takes either, and nobody can tell which.",
            [("table", name), ("block", winner.destination.to_string())],
        );
        walk.note(codes::AMBIGUOUS_ROUTE, Some(&self.subnet.id), message);
        Some(Preferred { winner: taken, losers, is_doubtful: true })
    }
}
