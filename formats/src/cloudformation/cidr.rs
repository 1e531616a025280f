//! `Fn::Cidr`: blocks one after the other inside of a larger one.

use super::world::World;
use crate::declared::node::{Node, Place};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use netyard_core::net::CidrBlock;
use std::net::{Ipv4Addr, Ipv6Addr};

/// How many blocks CloudFormation makes at most.
const MOST: usize = 256;

impl World {
    /// A block, how many, and the bits of an address that each has for itself: 8 where nothing is said.
    pub(super) fn cidr(&self, stack: usize, argument: &Node, place: Place) -> Node {
        let parts: Vec<Node> = argument.items().iter().map(|part| self.evaluate(stack, part)).collect();
        if let Some(why) = parts.iter().find_map(Node::unknown) {
            return Node::unknown_at(place, why);
        }
        let text = |at: usize| parts.get(at).and_then(Node::scalar).map(str::trim);
        let number = |at: usize| text(at).and_then(|text| text.parse::<usize>().ok());
        let bits = if parts.len() > 2 { number(2) } else { Some(8) };
        let (Some(block), Some(count), Some(bits)) = (text(0), number(1), bits) else {
            let why = "Fn::Cidr takes a block, how many blocks to make of it, and the bits of each.";
            return self.fail(stack, place, "Fn::Cidr", why);
        };
        if count == 0 || count > MOST {
            let why = format!("Fn::Cidr makes 1 to {MOST} blocks, not {count}.");
            return self.fail(stack, place, "Fn::Cidr", why);
        }
        let Some(net) = CidrBlock::new(block).net() else {
            return self.fail(stack, place, "Fn::Cidr", format!("{block} is no CIDR block."));
        };
        if let Some(blocks) = blocks(net, count, bits) {
            Node::texts_at(place, blocks)
        } else {
            let why = format!("{block} has no room for {count} blocks with {bits} bits each.");
            self.fail(stack, place, "Fn::Cidr", why)
        }
    }
}

fn blocks(net: IpNet, count: usize, bits: usize) -> Option<Vec<String>> {
    let bits = u8::try_from(bits).ok()?;
    let length = net.max_prefix_len().checked_sub(bits)?;
    let room = u32::from(length.checked_sub(net.prefix_len())?);
    let count = u128::try_from(count).ok()?;
    if room < 128 && count > 1_u128.checked_shl(room)? {
        return None;
    }
    let step = 1_u128.checked_shl(u32::from(bits))?;
    (0..count)
        .map(|index| {
            let offset = index.checked_mul(step)?;
            Some(match net {
                IpNet::V4(net) => {
                    let base = u128::from(u32::from(net.network()));
                    let address = Ipv4Addr::from(u32::try_from(base + offset).ok()?);
                    Ipv4Net::new(address, length).ok()?.to_string()
                }
                IpNet::V6(net) => {
                    let address = Ipv6Addr::from(u128::from(net.network()).checked_add(offset)?);
                    Ipv6Net::new(address, length).ok()?.to_string()
                }
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn blocks_lie_one_after_the_other() {
        let made = |block: &str, count, bits| blocks(block.parse().unwrap(), count, bits);
        assert_eq!(made("10.0.0.0/16", 2, 8).unwrap(), ["10.0.0.0/24", "10.0.1.0/24"]);
        assert_eq!(made("2001:db8::/56", 2, 64).unwrap(), ["2001:db8::/64", "2001:db8:0:1::/64"]);
        assert_eq!(made("10.0.0.0/24", 2, 8), None);
        assert_eq!(made("10.0.0.0/24", 1, 40), None);
        assert_eq!(made("0.0.0.0/0", 2, 31).unwrap(), ["0.0.0.0/1", "128.0.0.0/1"]);
    }
}
