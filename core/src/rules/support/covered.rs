use ipnet::IpNet;

/// Whether these blocks together hold every address of a block. Takes time in line with how many they are.
pub(in crate::rules) fn is_covered(whole: IpNet, by: &[IpNet]) -> bool {
    if by.iter().any(|block| block.contains(&whole)) {
        return true;
    }
    let inside: Vec<IpNet> = by.iter().copied().filter(|block| whole.contains(block)).collect();
    !inside.is_empty() && halves(whole).into_iter().all(|half| is_covered(half, &inside))
}

/// The two halves of a block. A single address has none: nothing lies inside of it.
pub(in crate::rules) fn halves(net: IpNet) -> Vec<IpNet> {
    net.subnets(net.prefix_len().saturating_add(1)).map(Iterator::collect).unwrap_or_default()
}
