//! The address plan: what is used and free of every block of a VPC.

use super::{Page, code, escaped};
use crate::export::counted;
use crate::number::grouped;
use ipnet::{IpNet, Ipv4Net, Ipv4Subnets};
use netyard_core::model::{Resource, ResourceId};
use netyard_core::net::cidrs_overlap;
use netyard_core::ordered::Order;
use std::fmt::Write as _;
use std::net::Ipv4Addr;

/// Free blocks of one gap that are listed; a gap needs fewer than two for each bit of an address.
const MOST_FREE: usize = 64;

/// A subnet of a VPC with one of its blocks.
#[derive(Clone, PartialEq)]
struct Used {
    id: ResourceId,
    net: IpNet,
}

impl Page<'_> {
    pub(super) fn address_plan(&mut self) {
        let mut has_any = false;
        for (id, resource) in self.all() {
            let Resource::Vpc(vpc) = resource else { continue };
            let mut used = self.used(id);
            for block in vpc.cidr_blocks.iter().chain(&vpc.ipv6_cidr_blocks) {
                let Some(net) = block.net() else { continue };
                let (inside, outside): (Vec<Used>, Vec<Used>) =
                    used.into_iter().partition(|used| net.contains(&used.net));
                used = outside;
                if !std::mem::replace(&mut has_any, true) {
                    self.line("\n## Address plan");
                }
                self.block(id, net, &inside);
            }
            self.outside(id, &used);
        }
    }

    /// The blocks of the subnets of a VPC, by address.
    fn used(&self, vpc: &ResourceId) -> Vec<Used> {
        let mut used = Vec::new();
        for (id, resource) in self.all() {
            let Resource::Subnet(subnet) = resource else { continue };
            if subnet.vpc_id.as_ref() != Some(vpc) {
                continue;
            }
            let blocks = subnet.cidr_block.iter().chain(&subnet.ipv6_cidr_block);
            used.extend(blocks.filter_map(|block| Some(Used { id: id.clone(), net: block.net()? })));
        }
        used.order_by(|one, other| (one.net, &one.id).cmp(&(other.net, &other.id)));
        used
    }

    fn block(&mut self, vpc: &ResourceId, net: IpNet, inside: &[Used]) {
        let vpc = self.name(vpc.as_str());
        let mut rows = Vec::new();
        let mut free = 0_u64;
        match net {
            IpNet::V6(_) => rows.extend(inside.iter().map(|used| self.used_row(used, inside))),
            IpNet::V4(block) => {
                let (mut reached, end) = span(block);
                for used in inside {
                    if let IpNet::V4(own) = used.net {
                        let (first, after) = span(own);
                        free += first.saturating_sub(reached);
                        rows.extend(gap(reached, first));
                        reached = reached.max(after);
                    }
                    rows.push(self.used_row(used, inside));
                }
                free += end.saturating_sub(reached);
                rows.extend(gap(reached, end));
            }
        }
        let room = match net {
            IpNet::V4(block) => {
                let (first, end) = span(block);
                format!("{} addresses, {} in no subnet", many(end - first), many(free))
            }
            IpNet::V6(_) => counted(inside.len(), "subnet", "subnets"),
        };
        let _ = writeln!(self.text, "\n{} of {vpc}: {room}.\n", code(&net.to_string()));
        self.rows(&["Block", "Used by", "Zone", "Addresses"], &rows);
    }

    fn used_row(&self, used: &Used, all: &[Used]) -> Vec<String> {
        let zone =
            self.document.subnet(used.id.as_str()).and_then(|subnet| subnet.availability_zone.as_deref());
        let others = all.iter().filter(|other| *other != used && cidrs_overlap(&other.net, &used.net));
        let others = self.names(others.map(|other| &other.id));
        let also = if others.is_empty() { String::new() } else { format!(", overlaps {others}") };
        let addresses = match used.net {
            IpNet::V4(net) => {
                let (first, end) = span(net);
                many(end - first)
            }
            IpNet::V6(_) => String::new(),
        };
        vec![
            code(&used.net.to_string()),
            format!("{}{also}", self.name(used.id.as_str())),
            escaped(zone.unwrap_or_default()),
            addresses,
        ]
    }

    /// Subnets that lie in no block of their VPC.
    fn outside(&mut self, vpc: &ResourceId, used: &[Used]) {
        for used in used {
            let (vpc, subnet) = (self.name(vpc.as_str()), self.name(used.id.as_str()));
            let _ = writeln!(
                self.text,
                "\n{} of {subnet} lies in no block of {vpc}.",
                code(&used.net.to_string())
            );
        }
    }
}

/// The first address, and the one after the last.
fn span(net: Ipv4Net) -> (u64, u64) {
    (u64::from(u32::from(net.network())), u64::from(u32::from(net.broadcast())) + 1)
}

/// The free blocks between two addresses.
fn gap(first: u64, end: u64) -> Vec<Vec<String>> {
    let address = |number: u64| u32::try_from(number).ok().map(Ipv4Addr::from);
    let (Some(from), Some(to)) = (address(first), end.checked_sub(1).and_then(address)) else {
        return Vec::new();
    };
    if first >= end {
        return Vec::new();
    }
    let row = |net: Ipv4Net| {
        let (first, end) = span(net);
        vec![code(&net.to_string()), "free".to_owned(), String::new(), many(end - first)]
    };
    Ipv4Subnets::new(from, to, 0).take(MOST_FREE).map(row).collect()
}

fn many(number: u64) -> String {
    grouped(usize::try_from(number).unwrap_or(usize::MAX))
}
