//! A walk as it stood before a place where it may part: its parts are walked from there, and not from the sender each.

use super::packet::Packet;
use super::place::Place;
use super::settled::Settled;
use super::walk::Walk;
use super::world::{Receiver, World};
use std::rc::Rc;

/// A walk, kept.
pub(super) struct Checkpoint<'a> {
    walk: Walk<'a>,
    packet: Packet<'a>,
    place: Place<'a>,
}

impl<'a> Checkpoint<'a> {
    /// Keeps a walk in itself, if it comes to a node of a load balancer: there it parts for every target. To be called
    /// before each step; what was kept before the last one is given up, as it did not part there.
    pub(super) fn keep(walk: &mut Walk<'a>, packet: &Packet<'a>, place: Place<'a>) {
        let before = walk.checkpoint.take();
        if !parts_often(walk.world, place) {
            return;
        }
        // A walk that was taken up stands where it was kept.
        let same = before.filter(|kept| kept.walk.hop_count() == walk.hop_count());
        let kept =
            same.unwrap_or_else(|| Rc::new(Self { walk: walk.clone(), packet: packet.clone(), place }));
        walk.checkpoint = Some(kept);
    }

    /// The walk as it was kept, with more settled than then.
    pub(super) fn resume(kept: &Rc<Self>, settled: &Settled) -> (Walk<'a>, Packet<'a>, Place<'a>) {
        let mut walk = kept.walk.clone();
        walk.settled = settled.clone();
        walk.checkpoint = Some(Rc::clone(kept));
        (walk, kept.packet.clone(), kept.place)
    }
}

fn parts_often(world: World<'_>, place: Place<'_>) -> bool {
    match place {
        Place::Enter { receiver: Receiver::Interface(interface), .. } => {
            world.load_balancer(interface).is_some()
        }
        _ => false,
    }
}
