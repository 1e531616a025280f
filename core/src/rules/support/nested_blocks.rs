use crate::ordered::Order;
use ipnet::IpNet;

/// Every block that lies in another one, with the narrowest that holds it: `(outer, inner)`.
///
/// Two CIDR blocks are nested or apart, so that one pass over the sorted list is enough. Equal blocks count as nested,
/// the first given as the outer one.
pub(in crate::rules) fn nested_pairs<T: Copy>(blocks: &[(IpNet, T)]) -> Vec<((IpNet, T), (IpNet, T))> {
    let mut sorted: Vec<&(IpNet, T)> = blocks.iter().collect();
    sorted.order_by_key(|(net, _)| (net.network(), net.prefix_len()));
    let mut open: Vec<(IpNet, T)> = Vec::new();
    let mut pairs = Vec::new();
    for &(net, item) in sorted {
        while open.last().is_some_and(|(outer, _)| !outer.contains(&net)) {
            open.pop();
        }
        if let Some(outer) = open.last() {
            pairs.push((*outer, (net, item)));
        }
        open.push((net, item));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::nested_pairs;

    #[test]
    fn finds_the_narrowest_holder() {
        let blocks: Vec<(ipnet::IpNet, usize)> =
            ["10.0.0.0/16", "10.0.1.0/24", "10.1.0.0/16", "10.0.1.0/25", "10.0.1.128/25", "10.1.0.0/16"]
                .iter()
                .enumerate()
                .map(|(index, text)| (text.parse().unwrap(), index))
                .collect();
        let pairs: Vec<(usize, usize)> =
            nested_pairs(&blocks).into_iter().map(|((_, outer), (_, inner))| (outer, inner)).collect();
        assert_eq!(pairs, [(0, 1), (1, 3), (1, 4), (2, 5)]);
    }
}
