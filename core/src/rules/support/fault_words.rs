use crate::rules::support::list;
use crate::topology::RowFault;

/// What is wrong with a row, and what to write; none where nothing is. `end` is what people call its other end.
pub(in crate::rules) fn fault_words(faults: &[RowFault<'_>], end: &str) -> Option<(String, String)> {
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
