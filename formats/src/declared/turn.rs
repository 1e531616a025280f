//! The turns in which types are read.

use super::maker::Maker;
use super::own::Own;

/// Reads one resource.
pub(crate) type Read = fn(&mut Maker<'_>, &Own);

/// A type, when it is read, and what reads it. One type may have several turns.
pub(crate) type Kind = (&'static str, Turn, Read);

/// When a type is read: things first, then things that name things, then what joins them, and last what needs the joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// What stands for itself.
    Thing,
    /// What is read of a thing elsewhere: what a resource makes counts more.
    Data,
    /// What names things.
    Second,
    /// What joins things.
    Join,
    /// What needs the joins.
    Last,
}

/// All turns, in their order.
const TURNS: [Turn; 5] = [Turn::Thing, Turn::Data, Turn::Second, Turn::Join, Turn::Last];

/// What reads a type, of kinds in order of name.
pub(crate) fn readers<'a>(kinds: &'a [Kind], type_name: &'a str) -> impl Iterator<Item = (Turn, Read)> + 'a {
    let begin = kinds.partition_point(|(known, ..)| *known < type_name);
    let known = kinds.iter().skip(begin).take_while(move |(known, ..)| *known == type_name);
    known.map(|(_, turn, read)| (*turn, *read))
}

/// Reads resources, each with the kinds that it is one of: each type in its turn, in the order in which they are written.
pub(crate) fn read_in_turns(maker: &mut Maker<'_>, all: &[(&Own, &[Kind])]) {
    for turn in TURNS {
        for (own, kinds) in all {
            for (_, read) in readers(kinds, &own.type_name).filter(|(at, _)| *at == turn) {
                read(maker, own);
            }
        }
    }
}
