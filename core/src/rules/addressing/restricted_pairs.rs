//! Which ranges AWS does not let one VPC combine, as data: AWS has relaxed the list before.

use crate::net::well_known::{RFC1918, RFC6598};
use ipnet::{IpNet, Ipv4Net};
use std::net::Ipv4Addr;

/// One line of AWS's table of restricted associations.
pub(in crate::rules) struct Restriction {
    /// The number of the rule book.
    pub(in crate::rules) book: &'static [&'static str],
    /// The range in which the VPC has a block already.
    pub(in crate::rules) has: Range,
    /// The ranges from which it then gets none.
    pub(in crate::rules) refused: &'static [IpNet],
}

/// A range of the table.
#[derive(Clone, Copy)]
pub(in crate::rules) enum Range {
    /// Blocks inside this one.
    Inside(IpNet),
    /// Blocks that the internet could know, and 100.64.0.0/10.
    PublicOrShared,
}

const fn net(a: u8, b: u8, c: u8, d: u8, length: u8) -> IpNet {
    IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), length))
}

const TEN: IpNet = net(10, 0, 0, 0, 8);
const TEN_ZERO: IpNet = net(10, 0, 0, 0, 16);
const TEN_ZERO_AND_ONE: IpNet = net(10, 0, 0, 0, 15);
const ONE_SEVEN_TWO: IpNet = net(172, 16, 0, 0, 12);
const ONE_SEVEN_TWO_31: IpNet = net(172, 31, 0, 0, 16);
const ONE_NINE_TWO: IpNet = net(192, 168, 0, 0, 16);
const ONE_NINE_EIGHT_19: IpNet = net(198, 19, 0, 0, 16);

/// AWS's table, read in November 2026.
pub(in crate::rules) const RESTRICTIONS: &[Restriction] = &[
    Restriction { book: &["R-VPC-7"], has: Range::Inside(TEN_ZERO_AND_ONE), refused: &[TEN_ZERO] },
    Restriction {
        book: &["R-VPC-6"],
        has: Range::Inside(TEN),
        refused: &[ONE_SEVEN_TWO, ONE_NINE_TWO, ONE_NINE_EIGHT_19],
    },
    Restriction {
        book: &["R-VPC-8"],
        has: Range::Inside(ONE_SEVEN_TWO),
        refused: &[TEN, ONE_NINE_TWO, ONE_SEVEN_TWO_31, ONE_NINE_EIGHT_19],
    },
    Restriction {
        book: &["R-VPC-9"],
        has: Range::Inside(ONE_NINE_TWO),
        refused: &[TEN, ONE_SEVEN_TWO, ONE_NINE_EIGHT_19],
    },
    Restriction { book: &["R-VPC-10"], has: Range::Inside(ONE_NINE_EIGHT_19), refused: &RFC1918 },
    Restriction {
        book: &["R-VPC-11"],
        has: Range::PublicOrShared,
        refused: &[TEN, ONE_SEVEN_TWO, ONE_NINE_TWO, ONE_NINE_EIGHT_19],
    },
];

impl Restriction {
    /// Whether a VPC that has `existing` gets no `added`, and the range that says so.
    pub(in crate::rules) fn refuses(&self, existing: &IpNet, added: &IpNet) -> Option<IpNet> {
        let applies = match self.has {
            Range::Inside(range) => range.contains(existing),
            Range::PublicOrShared => {
                RFC6598.contains(existing)
                    || !RFC1918.iter().chain([&ONE_NINE_EIGHT_19]).any(|range| range.contains(existing))
            }
        };
        self.refused.iter().copied().find(|range| applies && range.contains(added))
    }
}
