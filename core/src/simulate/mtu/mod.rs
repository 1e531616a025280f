//! The largest packet that passes a whole way, which component sets it, and where a larger one is lost (R-MTU-1 to
//! R-MTU-3).
//!
//! A sender begins with what its own interface takes, and sends so large with the do-not-fragment flag, as hosts do that
//! look for the size of a path. tcp agrees on segments that fit, so that it is never told of a loss. Not modelled: sizes
//! that somebody sets at a host, fragments, and instance types that take 1,500 bytes only.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/path_mtu_discovery.html>

mod limit;
mod notice;

use super::assemble::Runs;
use super::walk::Record;
use super::world::World;
use super::{Hop, Leg, PathMtu, TraceNote, codes};
use crate::message::{Message, say};
use crate::model::reserved::INTERNET;
use crate::net::{Family, Header, Protocol};
use limit::{Limit, Manner, WHOLE};

/// The smallest size on both ways, the first of several; `None` of a flow without hops. Writes a note into the records
/// where a larger packet is lost without a word.
pub(super) fn measure(world: World<'_>, runs: &mut Runs) -> Option<PathMtu> {
    let mut book = Vec::new();
    lose(world, Leg::Forward, &mut runs.forward, &mut book);
    let is_real = runs.forward.blockers.is_empty();
    if let Some(back) = runs.back.as_mut().filter(|_| is_real) {
        lose(world, Leg::Return, back, &mut book);
    }
    let back = runs.back.iter().flat_map(|back| &back.hops);
    let hops = runs.forward.hops.iter().map(|hop| (Leg::Forward, hop));
    let limits = hops
        .chain(back.map(|hop| (Leg::Return, hop)))
        .filter_map(|(leg, hop)| Some((leg, hop, limit::of(world, &hop.component)?)));
    // The first of several with the same size.
    let (leg, hop, limit) = limits.min_by_key(|(_, _, limit)| limit.bytes)?;
    if limit.bytes < WHOLE {
        book.insert(0, "R-MTU-1");
        book.extend(limit.number);
    }
    let message = words(world, hop, &limit);
    Some(PathMtu { bytes: limit.bytes, set_by: hop.component.clone(), leg, book, message })
}

/// Notes where a packet as large as the sender makes it is lost on one way, up to the drop that ends the way.
fn lose(world: World<'_>, leg: Leg, record: &mut Record, book: &mut Vec<&'static str>) {
    // What drops it for another reason is nothing that it is too large for.
    let until = record.dropped_after.map_or(record.hops.len(), |hops| hops.saturating_sub(1));
    let dropper = record.hops.get(until).map(|hop| &hop.component);
    let mut hops: Vec<&Hop> = record.hops.iter().take(until).collect();
    while hops.last().is_some_and(|last| Some(&last.component) == dropper) {
        hops.pop();
    }
    let Some((first, rest)) = hops.split_first() else { return };
    if first.header_in.protocol == Protocol::Tcp {
        return;
    }
    let Some(mut size) = limit::of(world, &first.component).map(|limit| limit.bytes) else { return };
    let whole = record.hops.iter().filter_map(|hop| limit::of(world, &hop.component));
    let Some(smallest) = whole.map(|limit| limit.bytes).min() else { return };
    let mut notes = Vec::new();
    let mut before = *first;
    for hop in rest {
        let Some(limit) = limit::of(world, &hop.component) else {
            before = hop;
            continue;
        };
        if limit.bytes < size {
            let (number, note) = too_large(world, leg, (before, hop), &limit, smallest);
            book.extend(number.iter().filter(|number| !book.contains(number)).copied().collect::<Vec<_>>());
            notes.extend(note);
            size = limit.bytes;
        }
        before = hop;
    }
    for note in notes {
        if !record.notes.contains(&note) {
            record.notes.push(note);
        }
    }
}

/// What becomes of a packet that is too large for a component: the numbers that say so, and the note where it is lost
/// without a word. `smallest` is what passes the whole way: a packet that fits here only is lost further on.
fn too_large(
    world: World<'_>,
    leg: Leg,
    (before, hop): (&Hop, &Hop),
    limit: &Limit,
    smallest: u16,
) -> (&'static [&'static str], Option<TraceNote>) {
    let (bytes, most) = (grouped(limit.bytes), grouped(smallest));
    let (numbers, message): (&[&str], Message) = match limit.manner {
        Manner::Untold => return (&[], None),
        Manner::Silent => (
            &["R-MTU-2"],
            say!(
                "mtu.silent",
                "{component} carries packets of {bytes} bytes at most and says nothing of larger ones: one that must not be cut into pieces is lost there. Send {most} bytes at most.",
                component = name_of(world, hop),
                bytes = bytes,
                most = most
            ),
        ),
        Manner::Tells => {
            let Some(filter) = notice::is_lost(world, leg, before, hop) else { return (&["R-MTU-2"], None) };
            let message = say!(
                "mtu.notice-lost",
                "{component} carries packets of {bytes} bytes at most and tells the sender of larger ones, but {filter} does not admit {notice} from {source}: the sender never learns of it. Admit it, or send {most} bytes at most.",
                component = name_of(world, hop),
                bytes = bytes,
                most = most,
                filter = filter.name,
                notice = notice_words(&filter.header),
                source = filter.header.source
            );
            (&["R-MTU-2", "R-MTU-3"], message)
        }
    };
    (numbers, Some(TraceNote { code: codes::MTU_BLACKHOLE, at: Some(hop.component.clone()), message }))
}

fn notice_words(header: &Header) -> &'static str {
    match header.family {
        Family::Ipv4 => "icmp type 3 code 4",
        Family::Ipv6 => "icmpv6 type 2",
    }
}

/// "Largest packet: 1,446 bytes, set by line. TCP: segments of 1,406 bytes."
fn words(world: World<'_>, hop: &Hop, limit: &Limit) -> Message {
    let name = name_of(world, hop);
    let bytes = grouped(limit.bytes);
    let headers = match hop.header_in.family {
        Family::Ipv4 => 40,
        Family::Ipv6 => 60,
    };
    if hop.header_in.protocol != Protocol::Tcp {
        return say!(
            "mtu.largest",
            "Largest packet: {bytes} bytes, set by {component}.",
            bytes = bytes,
            component = name
        );
    }
    say!(
        "mtu.largest-tcp",
        "Largest packet: {bytes} bytes, set by {component}. TCP: segments of {segment} bytes.",
        bytes = bytes,
        component = name,
        segment = grouped(limit.bytes.saturating_sub(headers))
    )
}

fn name_of(world: World<'_>, hop: &Hop) -> String {
    match hop.component.as_str() {
        INTERNET => "the internet".to_owned(),
        id => world.network.display_name(id).to_owned(),
    }
}

/// 1446 as 1,446.
fn grouped(bytes: u16) -> String {
    match bytes / 1000 {
        0 => bytes.to_string(),
        thousands => format!("{thousands},{:03}", bytes % 1000),
    }
}
