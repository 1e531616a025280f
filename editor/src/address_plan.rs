//! What is used and free of a block: subnets to scale, gaps with the biggest block that fits, overlaps.

use ipnet::{IpNet, Ipv4Net};
use netyard_core::ordered::Order;
use std::net::Ipv4Addr;

/// One piece of a bar, in the order of addresses.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What it is: the place of the subnet in the list that was given, or `None` for a gap.
    pub subnet: Option<usize>,
    /// The block: that of the subnet, or of a gap the biggest that fits into it.
    pub block: Ipv4Net,
    /// Where it begins, in parts of the whole bar (0 to 1).
    pub start: f64,
    /// How long it is, in parts of the whole bar.
    pub length: f64,
}

/// The bar of one block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// Subnets and gaps, by address. Subnets that overlap stand over each other.
    pub pieces: Vec<Piece>,
    /// Pairs of subnets that share addresses, as places in the list that was given.
    pub overlaps: Vec<(usize, usize)>,
    /// How many addresses no subnet has.
    pub free: u64,
}

/// Lays out the subnets of a block. Blocks outside of it, and IPv6, are left out.
pub fn bar(block: Ipv4Net, subnets: &[Option<IpNet>]) -> Bar {
    let mut inside: Vec<(usize, Ipv4Net)> = subnets
        .iter()
        .enumerate()
        .filter_map(|(at, net)| match net {
            Some(IpNet::V4(net)) if block.contains(net) => Some((at, net.trunc())),
            _ => None,
        })
        .collect();
    inside.order_by_key(|(at, net)| (net.network(), net.prefix_len(), *at));
    let whole = Span::of(block);
    let mut pieces = Vec::new();
    let mut free = 0;
    let mut next = whole.first;
    for (at, net) in &inside {
        let span = Span::of(*net);
        if span.first > next {
            free += span.first - next;
            pieces.extend(gap(next, span.first, &whole));
        }
        pieces.push(whole.piece(Some(*at), *net, span.first, span.end));
        next = next.max(span.end);
    }
    if next < whole.end {
        free += whole.end - next;
        pieces.extend(gap(next, whole.end, &whole));
    }
    Bar { pieces, overlaps: overlaps(&inside), free }
}

/// The first free block of that length, from the low end.
pub fn first_free(bar: &Bar, prefix_len: u8) -> Option<Ipv4Net> {
    let fits = bar.pieces.iter().filter(|piece| piece.subnet.is_none());
    fits.map(|piece| piece.block)
        .find(|block| block.prefix_len() <= prefix_len)
        .and_then(|block| Ipv4Net::new(block.network(), prefix_len).ok())
}

struct Span {
    first: u64,
    end: u64,
}

impl Span {
    fn of(net: Ipv4Net) -> Self {
        let first = u64::from(u32::from(net.network()));
        Self { first, end: first + (1_u64 << (32 - u32::from(net.prefix_len()))) }
    }

    #[expect(clippy::cast_precision_loss, reason = "addresses of IPv4 have 32 bits")]
    fn piece(&self, subnet: Option<usize>, block: Ipv4Net, first: u64, end: u64) -> Piece {
        let length = (self.end - self.first) as f64;
        Piece {
            subnet,
            block,
            start: (first - self.first) as f64 / length,
            length: (end - first) as f64 / length,
        }
    }
}

/// A gap as one piece, labelled with the biggest aligned block in it.
fn gap(first: u64, end: u64, whole: &Span) -> Option<Piece> {
    biggest(first, end).map(|block| whole.piece(None, block, first, end))
}

fn biggest(first: u64, end: u64) -> Option<Ipv4Net> {
    (0..=32_u8).find_map(|prefix_len| {
        let size = 1_u64 << (32 - u32::from(prefix_len));
        let start = first.div_ceil(size) * size;
        let address = u32::try_from(start).ok()?;
        (start + size <= end).then(|| Ipv4Net::new(Ipv4Addr::from(address), prefix_len).ok()).flatten()
    })
}

fn overlaps(inside: &[(usize, Ipv4Net)]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (index, (at, net)) in inside.iter().enumerate() {
        // Sorted by address: whoever overlaps comes before the end of this one.
        let end = Span::of(*net).end;
        for (other, later) in inside.iter().skip(index + 1) {
            if Span::of(*later).first >= end {
                break;
            }
            pairs.push((*at, *other));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(text: &str) -> Option<IpNet> {
        text.parse().ok()
    }

    fn block(text: &str) -> Ipv4Net {
        text.parse().unwrap()
    }

    #[test]
    fn gaps_are_named_by_the_biggest_block_that_fits() {
        let bar =
            bar(block("10.20.0.0/16"), &[net("10.20.1.0/24"), net("10.20.0.0/24"), net("10.20.128.0/17")]);
        let shown: Vec<String> =
            bar.pieces.iter().map(|piece| format!("{:?} {}", piece.subnet, piece.block)).collect();
        assert_eq!(
            shown,
            ["Some(1) 10.20.0.0/24", "Some(0) 10.20.1.0/24", "None 10.20.64.0/18", "Some(2) 10.20.128.0/17"]
        );
        assert_eq!(bar.free, 32_768 - 512);
        assert_eq!(first_free(&bar, 24).map(|net| net.to_string()), Some("10.20.64.0/24".to_owned()));
        assert!((bar.pieces.iter().map(|piece| piece.length).sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn overlaps_are_pairs_and_count_once() {
        let bar = bar(
            block("10.0.0.0/24"),
            &[net("10.0.0.0/25"), net("10.0.0.64/26"), net("10.0.0.128/25"), net("10.9.0.0/24")],
        );
        assert_eq!(bar.overlaps, [(0, 1)]);
        assert_eq!(bar.free, 0);
    }
}
