//! VPCs and subnets of a clip: free ranges of both families, the zones of the Region that they come to.

use ipnet::IpNet;
use netyard_core::model::{Document, Resource, ResourceId, ResourceType, Subnet, Vpc};
use netyard_core::net::CidrBlock;

use super::Pasting;
use super::fit::fresh_name;
use crate::connect::associate;
use crate::draft::Draft;
use crate::facts;

impl Pasting {
    pub(super) fn add_vpcs(&mut self, draft: &mut Draft<'_>) {
        for id in self.of_type(ResourceType::Vpc) {
            let (Some(Resource::Vpc(old)), Some(new)) =
                (self.old.get(&id).cloned(), self.ids.get(&id).cloned())
            else {
                continue;
            };
            let mut vpc = Vpc {
                cidr_blocks: old.cidr_blocks.first().cloned().into_iter().collect(),
                ipv6_cidr_blocks: Vec::new(),
                is_default: false,
                ..old.clone()
            };
            vpc.name = vpc.name.map(|name| fresh_name(draft.document(), &name));
            if let Some(frame) = &self.frame {
                vpc.owner_id = frame.owner();
                vpc.region = frame.region.clone().or(vpc.region);
            }
            if let Some(block) = vpc.cidr_blocks.first_mut() {
                self.renumber(block, &facts::free_vpc_block(draft.document()));
            }
            draft.add_as(&new, vpc);
            // One by one, so that each sees what the others took. Amazon hands out other IPv6 ranges, too.
            for (nth, mut block) in old.cidr_blocks.into_iter().enumerate().skip(1) {
                self.renumber(&mut block, &facts::free_vpc_block(draft.document()));
                draft.set(&new, &format!("/cidrBlocks/{nth}"), block.to_string());
            }
            for (nth, mut block) in old.ipv6_cidr_blocks.into_iter().enumerate() {
                self.renumber(&mut block, &facts::free_vpc_block_v6(draft.document()));
                if nth == 0 {
                    draft.set(&new, "/ipv6CidrBlocks", vec![block.to_string()]);
                } else {
                    draft.set(&new, &format!("/ipv6CidrBlocks/{nth}"), block.to_string());
                }
            }
        }
    }

    /// Puts a free block of the same length in the place of one, and notes what became of it.
    fn renumber(&mut self, block: &mut CidrBlock, free: &CidrBlock) {
        let Some(old) = block.net() else { return };
        let new = free.net().and_then(|net| IpNet::new(net.addr(), old.prefix_len()).ok());
        if let Some(new) = new {
            self.shifts.note(old, new);
            *block = CidrBlock::from(new.trunc());
        }
    }

    pub(super) fn add_subnets(&mut self, draft: &mut Draft<'_>) -> Result<(), String> {
        for id in self.of_type(ResourceType::Subnet) {
            let (Some(Resource::Subnet(old)), Some(new)) =
                (self.old.get(&id).cloned(), self.ids.get(&id).cloned())
            else {
                continue;
            };
            let mut subnet = old.clone();
            subnet.vpc_id = self
                .homes
                .get(&id)
                .cloned()
                .or_else(|| old.vpc_id.as_ref().and_then(|vpc| self.ids.get(vpc)).cloned());
            self.renumber_subnet(draft.document(), &mut subnet)?;
            if let Some(vpc) = &subnet.vpc_id {
                let region = facts::region_of_vpc(draft.document(), vpc.as_str());
                facts::move_to_region(&mut subnet, region);
            }
            subnet.name = subnet.name.map(|name| fresh_name(draft.document(), &name));
            let original_table = self.homes.get(&id).and_then(|_| own_table(draft.document(), &id));
            draft.add_as(&new, subnet);
            // A copy beside the original is routed like it.
            if let Some(table) = original_table.filter(|table| {
                facts::vpc_of(draft.document(), table.as_str())
                    == facts::vpc_of(draft.document(), new.as_str())
            }) {
                associate::route_table(draft, &table, &new);
            }
        }
        Ok(())
    }

    /// The range of a copy: shifted with that of its VPC, else the next free one of the VPC that it comes to.
    fn renumber_subnet(&self, document: &Document, subnet: &mut Subnet) -> Result<(), String> {
        let shifted = |block: &Option<CidrBlock>| block.as_ref()?.net().and_then(|net| self.shifts.net(net));
        let vpc = subnet.vpc_id.clone();
        if let Some(net) = shifted(&subnet.cidr_block) {
            subnet.cidr_block = Some(CidrBlock::from(net));
        } else if let Some(vpc) = vpc.as_ref().filter(|_| subnet.cidr_block.is_some()) {
            let free = facts::free_subnet_block(document, vpc.as_str()).ok_or_else(|| {
                let name = document.display_name(vpc.as_str());
                format!("{name} has no free range for another subnet. Add a CIDR block to it.")
            })?;
            subnet.cidr_block = Some(free);
        } else {
            subnet.cidr_block = None;
        }
        // A VPC without IPv6 makes a subnet without it.
        subnet.ipv6_cidr_block = match shifted(&subnet.ipv6_cidr_block) {
            Some(net) => Some(CidrBlock::from(net)),
            None => vpc
                .filter(|_| subnet.ipv6_cidr_block.is_some())
                .and_then(|vpc| facts::free_subnet_block_v6(document, vpc.as_str())),
        };
        if subnet.ipv6_cidr_block.is_none() {
            subnet.assign_ipv6_address_on_creation = false;
        }
        Ok(())
    }
}

/// The table that a subnet is associated with, not the main one.
fn own_table(document: &Document, subnet: &ResourceId) -> Option<ResourceId> {
    document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::RouteTable(table) if table.subnet_ids.contains(subnet) => Some(id.clone()),
        _ => None,
    })
}
