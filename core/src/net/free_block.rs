use crate::ordered::Order;
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use std::net::{Ipv4Addr, Ipv6Addr};

/// The first block of that prefix length inside `within` that shares no address with a block of `taken`.
///
/// Blocks of the other family do not count. `None` if `within` is narrower than the block, or full. Takes time in the
/// number of taken blocks, not in the size of `within`.
pub fn next_free_block(within: &IpNet, taken: &[IpNet], prefix_length: u8) -> Option<IpNet> {
    if prefix_length < within.prefix_len() || prefix_length > within.max_prefix_len() {
        return None;
    }
    let width = u32::from(within.max_prefix_len());
    let (start, end) = bounds(within);
    let mut busy: Vec<(u128, u128)> = taken
        .iter()
        .filter(|block| block.max_prefix_len() == within.max_prefix_len())
        .map(bounds)
        .filter(|(from, to)| *from <= end && *to >= start)
        .collect();
    busy.order();
    let mask = 1_u128.checked_shl(width - u32::from(prefix_length)).map_or(u128::MAX, |size| size - 1);
    let mut candidate = start;
    for (from, to) in busy {
        if candidate | mask < from {
            break;
        }
        if to >= candidate {
            // The next aligned start behind the block that is in the way.
            candidate = (to | mask).checked_add(1)?;
        }
    }
    (candidate | mask <= end).then(|| block(within, candidate, prefix_length)).flatten()
}

/// The first and last address of a block as numbers.
pub(super) fn bounds(block: &IpNet) -> (u128, u128) {
    match block {
        IpNet::V4(net) => (u32::from(net.network()).into(), u32::from(net.broadcast()).into()),
        IpNet::V6(net) => (net.network().into(), net.broadcast().into()),
    }
}

pub(super) fn block(family: &IpNet, start: u128, prefix_length: u8) -> Option<IpNet> {
    Some(match family {
        IpNet::V4(_) => {
            let address = Ipv4Addr::from(u32::try_from(start).ok()?);
            IpNet::V4(Ipv4Net::new(address, prefix_length).ok()?)
        }
        IpNet::V6(_) => IpNet::V6(Ipv6Net::new(Ipv6Addr::from(start), prefix_length).ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::next_free_block;
    use ipnet::IpNet;

    fn nets(texts: &[&str]) -> Vec<IpNet> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn skips_what_is_taken() {
        let within: IpNet = "10.0.0.0/16".parse().unwrap();
        let free = |taken: &[&str], length| next_free_block(&within, &nets(taken), length);
        assert_eq!(free(&[], 24), "10.0.0.0/24".parse().ok());
        assert_eq!(free(&["10.0.0.0/24", "10.0.1.0/25"], 24), "10.0.2.0/24".parse().ok());
        assert_eq!(free(&["10.0.0.0/24", "10.0.1.0/25"], 25), "10.0.1.128/25".parse().ok());
        assert_eq!(free(&["10.0.0.0/17"], 17), "10.0.128.0/17".parse().ok());
        assert_eq!(free(&["10.0.1.0/24", "10.0.0.0/17"], 24), "10.0.128.0/24".parse().ok());
        assert_eq!(free(&["0.0.0.0/0"], 28), None);
        assert_eq!(free(&["10.0.5.0/24"], 16), None);
        assert_eq!(free(&["2001:db8::/32"], 16), Some(within));
        assert_eq!(free(&[], 8), None);
    }

    #[test]
    fn counts_to_the_end_of_either_family() {
        let all: IpNet = "::/0".parse().unwrap();
        assert_eq!(next_free_block(&all, &nets(&["::/1"]), 1), "8000::/1".parse().ok());
        assert_eq!(next_free_block(&all, &nets(&["8000::/1", "::/1"]), 1), None);
        let last: IpNet = "255.255.255.0/24".parse().unwrap();
        assert_eq!(next_free_block(&last, &nets(&["255.255.255.0/24"]), 28), None);
    }
}
