//! VPC Block Public Access: what it stops in which Region, and whom it spares.
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html>. Where a Region has two options, the
//! first by id counts; where a VPC or subnet has several exclusions, the widest.

use super::Network;
use crate::model::{Document, Resource, ResourceId, ResourceType, VpcBlockPublicAccessExclusion};
use std::collections::BTreeMap;

/// What is stopped (R-BPA-1, R-BPA-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicAccessBlockMode {
    /// All traffic through internet gateways and egress-only internet gateways.
    Bidirectional,
    /// Connections from the internet; those to it pass through NAT gateways and egress-only internet gateways.
    Ingress,
}

/// What an exclusion spares (R-BPA-3). The order is from narrow to wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublicAccessExclusionMode {
    /// Connections to the internet, where all traffic is stopped.
    Egress,
    /// Connections in both directions.
    Bidirectional,
}

/// The options of a Region that stop something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAccessBlock {
    /// The options.
    pub id: ResourceId,
    /// What they stop.
    pub mode: PublicAccessBlockMode,
}

/// An exclusion that is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAccessExclusion {
    /// The exclusion.
    pub id: ResourceId,
    /// The VPC or subnet that it spares.
    pub of: ResourceId,
    /// What it spares.
    pub mode: PublicAccessExclusionMode,
}

/// VPC Block Public Access of a whole drawing.
#[derive(Clone, Debug, Default)]
pub struct PublicAccess {
    blocks: BTreeMap<String, PublicAccessBlock>,
    exclusions: BTreeMap<ResourceId, PublicAccessExclusion>,
}

impl PublicAccess {
    /// What is stopped in a Region; `None` where nothing is, which is AWS's default.
    pub fn block_in(&self, region: Option<&str>) -> Option<&PublicAccessBlock> {
        self.blocks.get(region?)
    }

    /// The exclusion that counts for a subnet of a VPC: the wider one of its own and that of the VPC (R-BPA-3).
    pub fn exclusion_of(&self, vpc: &str, subnet: Option<&str>) -> Option<&PublicAccessExclusion> {
        let own = subnet.and_then(|subnet| self.exclusions.get(subnet));
        let of_vpc = self.exclusions.get(vpc);
        match (own, of_vpc) {
            (Some(own), Some(of_vpc)) if of_vpc.mode > own.mode => Some(of_vpc),
            (own, of_vpc) => own.or(of_vpc),
        }
    }
}

impl Network {
    pub(super) fn add_public_access(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            match resource.as_ref() {
                Resource::VpcBlockPublicAccessOptions(options) => {
                    let mode = match options.internet_gateway_block_mode.as_str() {
                        "block-bidirectional" => Some(PublicAccessBlockMode::Bidirectional),
                        "block-ingress" => Some(PublicAccessBlockMode::Ingress),
                        _ => None,
                    };
                    if let (Some(region), Some(mode)) = (&options.region, mode) {
                        let block = PublicAccessBlock { id: id.clone(), mode };
                        self.public_access.blocks.entry(region.clone()).or_insert(block);
                    }
                }
                Resource::VpcBlockPublicAccessExclusion(exclusion) => self.add_exclusion(id, exclusion),
                _ => {}
            }
        }
    }

    fn add_exclusion(&mut self, id: &ResourceId, exclusion: &VpcBlockPublicAccessExclusion) {
        let vpc = self.resolve(id, "/vpcId", exclusion.vpc_id.as_ref(), ResourceType::Vpc);
        let subnet = self.resolve(id, "/subnetId", exclusion.subnet_id.as_ref(), ResourceType::Subnet);
        let mode = match exclusion.internet_gateway_exclusion_mode.as_deref() {
            Some("allow-bidirectional") => PublicAccessExclusionMode::Bidirectional,
            Some("allow-egress") => PublicAccessExclusionMode::Egress,
            _ => return,
        };
        let of = match (&exclusion.vpc_id, &exclusion.subnet_id) {
            (Some(_), None) => vpc,
            (None, Some(_)) => subnet,
            _ => None,
        };
        let Some(of) = of.filter(|_| is_in_force(&exclusion.state)) else { return };
        let node = PublicAccessExclusion { id: id.clone(), of: of.clone(), mode };
        match self.public_access.exclusions.get(&of) {
            Some(known) if known.mode >= mode => {}
            _ => {
                self.public_access.exclusions.insert(of, node);
            }
        }
    }
}

/// Whether an exclusion counts: it is made, and not being taken away.
fn is_in_force(state: &str) -> bool {
    matches!(state, "create-complete" | "update-in-progress" | "update-complete" | "update-failed")
}
