//! VPC peering connections: their sides, their state, and the graph of VPCs that they join.

use super::Network;
use super::node::{PeeringNode, PeeringSide};
use crate::model::{Document, Resource, ResourceType};
use crate::net::{CidrBlock, cidrs_overlap};

impl Network {
    pub(super) fn add_peerings(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::VpcPeeringConnection(peering) = resource.as_ref() else { continue };
            let infos = [
                ("/requesterVpcInfo/vpcId", &peering.requester_vpc_info),
                ("/accepterVpcInfo/vpcId", &peering.accepter_vpc_info),
            ];
            let sides = infos.map(|(path, info)| {
                let info = info.as_ref();
                let vpc =
                    self.resolve(id, path, info.and_then(|info| info.vpc_id.as_ref()), ResourceType::Vpc);
                let node = vpc.as_ref().and_then(|vpc| self.vpcs.get(vpc));
                let written = || info.and_then(|info| info.cidr_block.as_ref()).and_then(CidrBlock::net);
                PeeringSide {
                    region: node
                        .and_then(|node| node.region.clone())
                        .or_else(|| info.and_then(|info| info.region.clone())),
                    cidrs: node.map_or_else(|| written().into_iter().collect(), |node| node.cidrs.clone()),
                    vpc,
                }
            });
            for side in &sides {
                if let Some(vpc) = side.vpc.as_ref().and_then(|vpc| self.vpcs.get_mut(vpc))
                    && !vpc.peerings.contains(id)
                {
                    vpc.peerings.push(id.clone());
                }
            }
            let ends = sides
                .each_ref()
                .map(|side| side.vpc.as_ref().and_then(|vpc| self.graph_nodes.get(vpc)).copied());
            if let [Some(one), Some(other)] = ends {
                self.graph.add_edge(one, other, id.clone());
            }
            let status = peering_status(peering.status_code(), &sides);
            let node = PeeringNode { id: id.clone(), sides, status };
            self.peerings.insert(id.clone(), node);
        }
    }
}

/// The status as AWS has it: a connection between VPCs that overlap fails, whatever the drawing says (R-PEER-1).
fn peering_status(written: &str, [requester, accepter]: &[PeeringSide; 2]) -> String {
    let overlap =
        requester.cidrs.iter().any(|one| accepter.cidrs.iter().any(|other| cidrs_overlap(one, other)));
    if overlap && written == "active" { "failed".to_owned() } else { written.to_owned() }
}
