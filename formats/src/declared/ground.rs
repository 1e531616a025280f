//! What an import stands on, whatever its format: the Region, addresses that nothing has, and its report.

use super::words::Words;
use crate::report::ImportReport;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;

/// The account that AWS's own examples have: it stands for the one that nobody tells.
pub(crate) const ACCOUNT: &str = "123456789012";

/// What an import stands on.
#[derive(Debug, Default)]
pub(crate) struct Ground {
    /// The file of what has none of its own.
    pub(crate) file: Rc<str>,
    /// The Region.
    pub(crate) region: String,
    /// The account, where somebody tells it.
    pub(crate) account: Option<String>,
    /// The title of the drawing, where the files tell one.
    pub(crate) title: Option<String>,
    /// What the user will be told.
    pub(crate) report: RefCell<ImportReport>,
    /// Public addresses that the files write down, and those that were given.
    taken: RefCell<BTreeSet<IpAddr>>,
    /// How many public addresses were looked at: none of them is free any more.
    seen: Cell<usize>,
}

impl Ground {
    /// In a Region. No address that stands in the files is given to anything else.
    pub(crate) fn in_region(region: &str, words: Words) -> Self {
        Self { region: region.to_owned(), taken: RefCell::new(words.addresses), ..Self::default() }
    }

    /// A public address that nothing has: of the documentation ranges, past those that stand for hosts of the internet.
    pub(crate) fn free_public(&self) -> IpAddr {
        let mut taken = self.taken.borrow_mut();
        let mut at = self.seen.get();
        let last = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 254));
        let address = loop {
            let Some(address) = nth_public(at).map(IpAddr::V4) else { break last };
            if !taken.contains(&address) {
                break address;
            }
            at += 1;
        };
        self.seen.set(at);
        taken.insert(address);
        address
    }
}

/// Public addresses that stand for those of AWS, in their order: of documentation first, then of a block of AWS's own.
pub(crate) fn nth_public(at: usize) -> Option<Ipv4Addr> {
    if let Ok(host) = u8::try_from(at + 20)
        && host < 255
    {
        return Some(Ipv4Addr::new(203, 0, 113, host));
    }
    let rest = at.checked_sub(235)?;
    let (third, host) = (u8::try_from(rest / 254).ok()?, u8::try_from(rest % 254 + 1).ok()?);
    Some(Ipv4Addr::new(52, 95, third, host))
}
