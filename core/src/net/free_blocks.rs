use super::free_block::{block, bounds};
use crate::ordered::Order;
use ipnet::IpNet;
use std::collections::BTreeMap;

/// Blocks that are taken, and those that were given since: what is free is given once, so that several proposals go
/// together.
///
/// Takes time in the number of taken blocks for all that it gives together, not for each.
#[derive(Clone, Debug, Default)]
pub struct FreeBlocks {
    /// Ranges from first to last address by family, none of which shares an address with another.
    busy: BTreeMap<(bool, u128), u128>,
    /// Below this there is no free block of that length inside that block.
    searched: BTreeMap<(IpNet, u8), u128>,
}

impl FreeBlocks {
    /// Begins with what is taken. Blocks may lie inside each other.
    pub fn new(taken: impl IntoIterator<Item = IpNet>) -> Self {
        let mut ranges: Vec<(bool, u128, u128)> = taken
            .into_iter()
            .map(|net| {
                let (from, to) = bounds(&net);
                (net.addr().is_ipv6(), from, to)
            })
            .collect();
        ranges.order();
        let mut blocks = Self::default();
        let mut reached: Option<(bool, u128)> = None;
        for (is_ipv6, from, to) in ranges {
            let is_inside = reached.is_some_and(|(family, last)| family == is_ipv6 && to <= last);
            if !is_inside {
                blocks.busy.insert((is_ipv6, from), to);
                reached = Some((is_ipv6, to));
            }
        }
        blocks
    }

    /// Gives the first free block of that length inside `within`, and takes it. `None` if `within` is narrower, or full.
    pub fn take(&mut self, within: &IpNet, prefix_length: u8) -> Option<IpNet> {
        if prefix_length < within.prefix_len() || prefix_length > within.max_prefix_len() {
            return None;
        }
        let is_ipv6 = within.addr().is_ipv6();
        let width = u32::from(within.max_prefix_len());
        let mask = 1_u128.checked_shl(width - u32::from(prefix_length)).map_or(u128::MAX, |size| size - 1);
        let (start, end) = bounds(within);
        let mut candidate = self.searched.get(&(*within, prefix_length)).copied().unwrap_or(start);
        while let Some((_, to)) = self.busy.range((is_ipv6, 0)..=(is_ipv6, candidate | mask)).next_back() {
            if *to < candidate {
                break;
            }
            // The next aligned start behind the block that is in the way.
            candidate = (to | mask).checked_add(1)?;
            if candidate > end {
                self.searched.insert((*within, prefix_length), candidate);
                return None;
            }
        }
        if candidate | mask > end {
            return None;
        }
        self.searched.insert((*within, prefix_length), candidate);
        self.busy.insert((is_ipv6, candidate), candidate | mask);
        block(within, candidate, prefix_length)
    }
}

#[cfg(test)]
mod tests {
    use super::FreeBlocks;
    use crate::net::next_free_block;
    use ipnet::IpNet;

    fn nets(texts: &[&str]) -> Vec<IpNet> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn gives_each_block_once() {
        let within: IpNet = "10.0.0.0/16".parse().unwrap();
        let taken = nets(&["10.0.0.0/24", "10.0.0.128/25", "10.0.1.0/25", "2001:db8::/32", "10.0.255.0/24"]);
        let mut blocks = FreeBlocks::new(taken);
        let mut given: Vec<String> = [24, 25, 24, 17, 24]
            .iter()
            .filter_map(|length| Some(blocks.take(&within, *length)?.to_string()))
            .collect();
        assert_eq!(given, ["10.0.2.0/24", "10.0.1.128/25", "10.0.3.0/24", "10.0.4.0/24"]);
        given.clear();
        let last: IpNet = "255.255.255.0/24".parse().unwrap();
        let mut blocks = FreeBlocks::default();
        while let Some(block) = blocks.take(&last, 26) {
            given.push(block.to_string());
        }
        assert_eq!(
            given,
            ["255.255.255.0/26", "255.255.255.64/26", "255.255.255.128/26", "255.255.255.192/26"]
        );
        assert_eq!(
            FreeBlocks::new(nets(&["::/1"])).take(&"::/0".parse().unwrap(), 1),
            "8000::/1".parse().ok()
        );
        assert_eq!(FreeBlocks::new(nets(&["::/0"])).take(&"::/0".parse().unwrap(), 1), None);
        assert_eq!(blocks.take(&last, 8), None);
    }

    proptest::proptest! {
        /// What it gives is what the plain search finds, when everything that was given is taken.
        #[test]
        fn agrees_with_the_plain_search(blocks in proptest::collection::vec((0u32..4096, 20u8..=28), 0..12),
                                        lengths in proptest::collection::vec(20u8..=28, 1..12)) {
            let within: IpNet = "10.0.0.0/20".parse().unwrap();
            let mut taken: Vec<IpNet> = blocks
                .into_iter()
                .map(|(offset, length)| format!("10.0.{}.{}/{length}", offset / 256, offset % 256).parse::<IpNet>().unwrap().trunc())
                .collect();
            let mut free = FreeBlocks::new(taken.iter().copied());
            for length in lengths {
                let expected = next_free_block(&within, &taken, length);
                proptest::prop_assert_eq!(free.take(&within, length), expected);
                taken.extend(expected);
            }
        }
    }
}
