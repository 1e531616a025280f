//! Who asks for a name: the sender of a flow, as far as DNS knows it.

use super::EndError;
use super::lookup::End;
use super::plan::sender;
use crate::model::ResourceId;
use crate::net::Family;
use crate::simulate::FlowSpec;
use crate::simulate::world::World;
use crate::topology::{SiteNode, VpcNode};
use std::net::IpAddr;

/// A sender that asks for a name.
pub(in crate::simulate) struct Asker<'a> {
    /// Where it stands: whom it asks follows from it.
    pub(in crate::simulate) place: AskerPlace<'a>,
    /// The families that it has addresses of; empty where that is not known.
    families: Vec<Family>,
    /// Its zone, where it has one.
    pub(in crate::simulate) zone: Option<&'a str>,
}

/// Where a sender stands.
#[derive(Clone, Copy)]
pub(in crate::simulate) enum AskerPlace<'a> {
    /// In a VPC.
    Vpc(&'a VpcNode),
    /// At a site.
    Site(&'a SiteNode),
    /// On the internet, or outside of every VPC.
    Outside,
}

/// A sender, or what is missing to know it.
pub(in crate::simulate) enum Asked<'a> {
    /// It can ask.
    Ready(Asker<'a>),
    /// The drawing does not know it well enough: where, and what is missing.
    Unclear(ResourceId, String),
}

impl<'a> Asker<'a> {
    /// Its VPC.
    pub(in crate::simulate) fn vpc(&self) -> Option<&'a VpcNode> {
        match self.place {
            AskerPlace::Vpc(vpc) => Some(vpc),
            AskerPlace::Site(_) | AskerPlace::Outside => None,
        }
    }

    /// Whether it has addresses of a family, as far as is known.
    pub(in crate::simulate) fn has(&self, family: Family) -> bool {
        self.families.is_empty() || self.families.contains(&family)
    }
}

/// The sender of a flow as one who asks for a name.
pub(in crate::simulate) fn asker<'a>(world: World<'a>, spec: &FlowSpec) -> Result<Asked<'a>, EndError> {
    let from = sender(world, spec)?;
    let in_vpc = |at: &ResourceId, vpc: Option<&ResourceId>| {
        world.vpc(vpc).map(AskerPlace::Vpc).ok_or_else(|| {
            let called = world.network.display_name(at.as_str());
            (at.clone(), format!("{called} is in no VPC of the drawing."))
        })
    };
    let at_site = |site: Option<&ResourceId>| {
        let site = site.and_then(|site| world.network.sites.get(site));
        Ok(site.map_or(AskerPlace::Outside, AskerPlace::Site))
    };
    let found = match &from {
        End::Interface(node, _) => in_vpc(node.component(), node.vpc.as_ref()),
        End::Subnet(node) => in_vpc(&node.id, node.vpc.as_ref()),
        End::Host(host) => at_site(host.site.as_ref()),
        End::Site(site, _) => Ok(AskerPlace::Site(site)),
        End::Unclear(id, missing) => Err(((*id).clone(), missing.clone())),
        End::Function(_)
        | End::Address(_)
        | End::Internet
        | End::Service(..)
        | End::Nat(_)
        | End::Directory(_) => Ok(AskerPlace::Outside),
    };
    let subnet = match &from {
        End::Interface(node, _) => world.subnet(node.subnet.as_ref()),
        End::Subnet(node) => Some(*node),
        _ => None,
    };
    let zone = subnet.and_then(|subnet| subnet.zone.as_deref());
    Ok(match found {
        Ok(place) => Asked::Ready(Asker { place, families: families(&from), zone }),
        Err((at, missing)) => Asked::Unclear(at, missing),
    })
}

fn families(from: &End<'_>) -> Vec<Family> {
    let of = |addresses: &mut dyn Iterator<Item = IpAddr>| {
        let mut all: Vec<Family> = addresses.map(Family::of).collect();
        all.dedup();
        all
    };
    match from {
        End::Interface(_, Some(chosen)) => vec![Family::of(*chosen)],
        End::Interface(node, None) => {
            of(&mut node.addresses.iter().map(|entry| entry.private).chain(node.ipv6.iter().copied()))
        }
        End::Subnet(node) => of(&mut [node.cidr, node.ipv6_cidr].into_iter().flatten().map(|net| net.addr())),
        End::Host(host) => of(&mut host.addresses.iter().copied()),
        End::Site(_, Some(address)) => vec![Family::of(*address)],
        End::Site(site, None) => of(&mut site.cidrs.iter().map(ipnet::IpNet::addr)),
        _ => Vec::new(),
    }
}
