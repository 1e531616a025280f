//! VPC Block Public Access: what it stops in which Region, and whom it spares.
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html>. Where a Region has two options, the
//! first by id counts; where a VPC or subnet has several exclusions, the widest.

use super::{Network, VpcNode};
use crate::model::{Document, Resource, ResourceId, ResourceType, VpcBlockPublicAccessExclusion};
use crate::ordered::IntoOrdered;
use std::collections::{BTreeMap, BTreeSet};

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

/// The options of an account in a Region that stop something.
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
    /// By Region and account. Options that name no account hold for every VPC whose account has none of its own.
    blocks: BTreeMap<(String, Option<String>), Option<PublicAccessBlock>>,
    /// The accounts of VPCs.
    owners: BTreeMap<ResourceId, String>,
    exclusions: BTreeMap<ResourceId, PublicAccessExclusion>,
    /// The Regions of VPCs that do not tell them, from the zones of their subnets.
    regions: BTreeMap<ResourceId, String>,
}

impl PublicAccess {
    /// What is stopped in the Region of a VPC; `None` where nothing is, which is AWS's default.
    pub fn block_of(&self, vpc: &VpcNode) -> Option<&PublicAccessBlock> {
        let region = self.region_of(vpc)?.to_owned();
        let owner = self.owners.get(&vpc.id);
        let own = owner.and_then(|owner| self.blocks.get(&(region.clone(), Some(owner.clone()))));
        own.or_else(|| self.blocks.get(&(region, None)))?.as_ref()
    }

    /// The Region of a VPC: its own word, else that of the zones of its subnets.
    pub fn region_of<'a>(&'a self, vpc: &'a VpcNode) -> Option<&'a str> {
        vpc.region.as_deref().or_else(|| self.regions.get(&vpc.id).map(String::as_str))
    }

    /// Whether something is stopped in some Region, and nobody knows whether the VPC is there.
    pub fn is_unsure_of(&self, vpc: &VpcNode) -> bool {
        self.blocks.values().any(Option::is_some) && self.region_of(vpc).is_none()
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
                    let owner = self.owner_of(id.as_str()).map(str::to_owned);
                    // What an account says itself counts also where it stops nothing.
                    let counts = mode.is_some() || owner.is_some();
                    if let Some(region) = options.region.as_ref().filter(|_| counts) {
                        let block = mode.map(|mode| PublicAccessBlock { id: id.clone(), mode });
                        self.public_access.blocks.entry((region.clone(), owner)).or_insert(block);
                    }
                }
                Resource::VpcBlockPublicAccessExclusion(exclusion) => self.add_exclusion(id, exclusion),
                _ => {}
            }
        }
        for vpc in self.vpcs.values() {
            if let Some(owner) = self.owner_of(vpc.id.as_str()) {
                self.public_access.owners.insert(vpc.id.clone(), owner.to_owned());
            }
        }
        for vpc in self.vpcs.values().filter(|vpc| vpc.region.is_none()) {
            let zones = vpc.subnets.iter().filter_map(|subnet| self.subnets.get(subnet)?.zone.as_deref());
            let regions: BTreeSet<String> = zones.filter_map(region_of_zone).into_set();
            if let Some(region) = regions.first().filter(|_| regions.len() == 1) {
                self.public_access.regions.insert(vpc.id.clone(), region.clone());
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

/// The Region of a zone, by its name: `eu-west-1` of `eu-west-1a`, `us-west-2` of the Local Zone `us-west-2-lax-1a`.
pub fn region_of_zone(zone: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in zone.split('-') {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        if !digits.is_empty() {
            parts.push(digits);
            return (parts.len() >= 3).then(|| parts.join("-"));
        }
        let is_word = !part.is_empty() && part.chars().all(|letter| letter.is_ascii_lowercase());
        if !is_word {
            return None;
        }
        parts.push(part.to_owned());
    }
    None
}
