//! Regional NAT gateways: the public address by which each zone is seen.
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html>. In automatic mode AWS allocates the
//! addresses itself; where the drawing holds none, a documentation address that nothing else has stands for them.

use super::Network;
use crate::model::{Document, ElasticIp, NatGateway, Resource, ResourceId, ResourceType};
use crate::net::Address;
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

/// What is different about a regional NAT gateway (R-RNAT-1).
#[derive(Clone, Debug, Default)]
pub struct RegionalNat {
    /// Whether AWS adds zones by itself (R-RNAT-4).
    pub is_automatic: bool,
    /// Zones in which it has addresses, each with the first of them, in the order of the rows.
    pub zones: Vec<(String, IpAddr)>,
    /// The address for every zone, where no zone is named: automatic mode only. None there, too, when the documentation
    /// addresses have run out.
    pub everywhere: Option<IpAddr>,
    /// Its route table, if somebody named one (R-RNAT-2).
    pub route_table: Option<ResourceId>,
}

impl RegionalNat {
    /// The address that carries the traffic of a zone, and the other zone in which it is, if it is in another one
    /// (R-RNAT-3, R-RNAT-4): the first that is up, else the first. None in manual mode, where the zone has none (R-RNAT-5).
    pub fn address_for(
        &self,
        zone: Option<&str>,
        is_up: impl Fn(&str) -> bool,
    ) -> Option<(IpAddr, Option<&str>)> {
        let own = self.zones.iter().find(|(of, _)| Some(of.as_str()) == zone);
        if let Some((_, address)) = own {
            return Some((*address, None));
        }
        let carrier = self.zones.iter().find(|(of, _)| is_up(of)).or_else(|| self.zones.first());
        match carrier {
            Some((_, address)) if zone.is_none() => Some((*address, None)),
            Some((of, address)) if self.is_automatic => Some((*address, Some(of.as_str()))),
            Some(_) => None,
            None => self.everywhere.map(|address| (address, None)),
        }
    }

    /// Every address, each once.
    pub fn addresses(&self) -> BTreeSet<IpAddr> {
        let named = self.zones.iter().map(|(_, address)| *address);
        named.chain(self.everywhere).fold(BTreeSet::new(), |mut all, address| {
            all.insert(address);
            all
        })
    }
}

impl Network {
    /// Fills in the addresses, when those of everything else are known.
    pub(super) fn add_regional_nat_addresses(&mut self, document: &Document) {
        let mut taken: Option<BTreeSet<IpAddr>> = None;
        for (id, resource) in &document.resources {
            let Resource::NatGateway(nat) = resource.as_ref() else { continue };
            if !nat.is_regional() {
                continue;
            }
            let taken = taken.get_or_insert_with(|| self.public_in_use(document));
            let regional = self.regional(id, nat, document, taken);
            if let Some(node) = self.nat_gateways.get_mut(id) {
                node.public_ip = regional.addresses().first().copied();
                node.regional = Some(regional);
            }
        }
    }

    fn regional(
        &mut self,
        id: &ResourceId,
        nat: &NatGateway,
        document: &Document,
        taken: &mut BTreeSet<IpAddr>,
    ) -> RegionalNat {
        let route_table =
            self.resolve(id, "/routeTableId", nat.route_table_id.as_ref(), ResourceType::RouteTable);
        let is_automatic = nat.is_automatic();
        let own = self.nat_gateways.get(id).and_then(|node| node.public_ip);
        let mut stand_in = None;
        let mut or_stand_in = |address: Option<IpAddr>| {
            address.or(own).or_else(|| {
                stand_in = stand_in.or_else(|| free(taken)).filter(|_| is_automatic);
                stand_in
            })
        };
        let mut zones = Vec::new();
        for (row, entry) in &nat.availability_zone_addresses {
            for (index, allocation) in entry.allocation_ids.iter().enumerate() {
                let path = format!("/availabilityZoneAddresses/{row}/allocationIds/{index}");
                self.resolve(id, &path, Some(allocation), ResourceType::ElasticIp);
            }
            let address = entry
                .allocation_ids
                .iter()
                .find_map(|allocation| document.elastic_ip(allocation.as_str())?.public_ip.as_ref()?.ip());
            let address = if is_automatic { or_stand_in(address) } else { address };
            zones.extend(entry.availability_zone.clone().zip(address));
        }
        let everywhere = if is_automatic && zones.is_empty() { or_stand_in(None) } else { None };
        RegionalNat { is_automatic, zones, everywhere, route_table }
    }

    fn public_in_use(&self, document: &Document) -> BTreeSet<IpAddr> {
        let public = |elastic: &ElasticIp| elastic.public_ip.as_ref().and_then(Address::ip);
        let mut taken = BTreeSet::new();
        for resource in document.resources.values() {
            match resource.as_ref() {
                Resource::ElasticIp(elastic) => taken.extend(public(elastic)),
                Resource::CustomerGateway(gateway) => {
                    taken.extend(gateway.ip_address.as_ref().and_then(Address::ip));
                }
                _ => {}
            }
        }
        for interface in self.interfaces.values() {
            taken.extend(interface.addresses.iter().filter_map(|entry| entry.public));
        }
        taken
    }
}

/// The lowest documentation address that nothing has: from 198.51.100.200 on, then of 192.0.2.0/24; 309 in all.
fn free(taken: &mut BTreeSet<IpAddr>) -> Option<IpAddr> {
    let first = (200..=254u8).map(|last| Ipv4Addr::new(198, 51, 100, last));
    let then = (1..=254u8).map(|last| Ipv4Addr::new(192, 0, 2, last));
    let found = first.chain(then).map(IpAddr::V4).find(|address| !taken.contains(address))?;
    taken.insert(found);
    Some(found)
}
