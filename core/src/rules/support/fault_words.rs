use crate::message::Message;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::Found;
use crate::rules::support::list;
use crate::topology::RowFault;

/// A row of a security group or a network ACL, in the words of people.
pub(in crate::rules) struct FaultyRow<'a> {
    /// The keys of the message and of the help.
    pub(in crate::rules) keys: [&'static str; 2],
    /// The group or ACL.
    pub(in crate::rules) owner: &'a ResourceId,
    /// "inbound" or "outbound".
    pub(in crate::rules) direction: &'a str,
    /// What such a row is called, as "rule".
    pub(in crate::rules) kind: &'a str,
    /// Its own name.
    pub(in crate::rules) row: String,
    /// What its other end is called, as "source".
    pub(in crate::rules) end: &'a str,
    /// What it does as AWS does not take it, as "it admits nothing".
    pub(in crate::rules) effect: &'a str,
}

impl FaultyRow<'_> {
    /// The finding that says these faults; none where nothing is wrong.
    pub(in crate::rules) fn found(self, context: &Context<'_>, faults: &[RowFault<'_>]) -> Option<Found> {
        let (what, cure) = fault_words(faults, self.end)?;
        let [key, help_key] = self.keys;
        let message = Message::new(
            key,
            "The {direction} {kind} {row} of {owner} {what}. AWS does not take it, so {effect}.",
            [
                ("direction", self.direction.to_owned()),
                ("kind", self.kind.to_owned()),
                ("row", self.row),
                ("owner", context.name(self.owner)),
                ("what", what),
                ("effect", self.effect.to_owned()),
            ],
        );
        let help = [("cure", cure), ("kind", self.kind.to_owned())];
        let help = Message::new(help_key, "Write {cure}, or remove the {kind}.", help);
        Some(Found::new([self.owner], message, help))
    }
}

/// What is wrong with a row, and what to write; none where nothing is. `end` is what people call its other end.
fn fault_words(faults: &[RowFault<'_>], end: &str) -> Option<(String, String)> {
    if faults.is_empty() {
        return None;
    }
    let both = faults.iter().map(|fault| words(fault, end));
    let (what, cure): (Vec<String>, Vec<String>) = both.unzip();
    Some((list(what), list(cure)))
}

fn words(fault: &RowFault<'_>, end: &str) -> (String, String) {
    let (what, cure) = match fault {
        RowFault::NoNumber => ("has no number", "a number from 1 to 32766"),
        RowFault::NumberOutOfRange => ("has an impossible number", "a number from 1 to 32766"),
        RowFault::NoAction(None) => ("says neither allow nor deny", "allow or deny"),
        RowFault::NoAction(Some(text)) => {
            return (format!("says \"{text}\" instead of allow or deny"), "allow or deny".to_owned());
        }
        RowFault::UnknownProtocol(text) => {
            return (
                format!("has the unknown protocol \"{text}\""),
                "tcp, udp, icmp, icmpv6, all or a number from 0 to 255 as protocol".to_owned(),
            );
        }
        RowFault::NoPorts => ("has no ports", "a first and a last port (0 and 65535 for all)"),
        RowFault::NoLastPort => {
            ("has a first port and no last one", "the last port too (the same for one port)")
        }
        RowFault::NoFirstPort => {
            ("has a last port and no first one", "the first port too (the same for one port)")
        }
        RowFault::ImpossibleNumbers => (
            "has impossible ports or an impossible ICMP type or code",
            "ports from 0 to 65535, the lower one first, or an ICMP type and code up to 255",
        ),
        RowFault::NoEnd => return (format!("has no {end}"), format!("one {end}")),
        RowFault::SeveralEnds => return (format!("has more than one {end}"), format!("one {end} only")),
    };
    (what.to_owned(), cure.to_owned())
}
