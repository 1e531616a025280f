//! A host that the internet cannot answer: an Elastic IP is allocated for it (R-IGW-2).

use crate::change::{Change, Fix};
use crate::model::{ElasticIp, ResourceId};
use crate::net::Address;
use crate::simulate::world::{Receiver, World};
use std::net::{IpAddr, Ipv4Addr};

/// Associates a new Elastic IP with a private address. A private NAT gateway takes none (R-NAT-1), and the interface of a
/// managed service is AWS's own.
pub(in crate::simulate) fn allocate(world: World<'_>, owner: Receiver<'_>, private: IpAddr) -> Option<Fix> {
    let public = Address::from(IpAddr::V4(free_address(world)?));
    if let Some(known) = known(owner, private) {
        return Some(with_address(world, known, &public));
    }
    let mut elastic = ElasticIp { public_ip: Some(public), ..ElasticIp::default() };
    let component = match owner {
        Receiver::Interface(interface) if interface.service.is_some() => return None,
        Receiver::Interface(interface) => {
            let is_primary = interface.addresses.first().is_some_and(|entry| entry.private == private);
            interface.address(private)?;
            elastic.network_interface_id = Some(interface.id.clone());
            elastic.private_ip_address = (!is_primary).then(|| Address::from(private));
            interface.component()
        }
        Receiver::Nat(nat) if nat.is_public => {
            elastic.nat_gateway_id = Some(nat.id.clone());
            &nat.id
        }
        Receiver::Nat(_) => return None,
    };
    Some(Fix {
        title: format!("Allocate an Elastic IP for {}", world.network.display_name(component.as_str())),
        changes: vec![Change::add(super::free_id(world, "eipalloc"), elastic)],
    })
}

/// The Elastic IP that is associated with a private address already, where the drawing does not say its address: a second one
/// would not be taken (R-ENI-6).
fn known(owner: Receiver<'_>, private: IpAddr) -> Option<&ResourceId> {
    match owner {
        Receiver::Interface(interface) if interface.service.is_none() => {
            let entry = interface.addresses.iter().find(|entry| entry.private == private)?;
            entry.elastic_ip.as_ref()
        }
        Receiver::Nat(nat) if nat.is_public => nat.elastic_ip.as_ref(),
        Receiver::Interface(_) | Receiver::Nat(_) => None,
    }
}

/// Writes the address of an Elastic IP down.
fn with_address(world: World<'_>, elastic: &ResourceId, public: &Address) -> Fix {
    let name = world.network.display_name(elastic.as_str());
    Fix {
        title: format!("Give {name} the address {public}"),
        changes: vec![Change::set(elastic, "/publicIp", public.to_string())],
    }
}

/// The lowest documentation address that nothing in the drawing has.
pub(super) fn free_address(world: World<'_>) -> Option<Ipv4Addr> {
    (101..=250u8).map(|last| Ipv4Addr::new(203, 0, 113, last)).find(|address| {
        !world.network.public_addresses.contains_key(&IpAddr::V4(*address))
            && world.idle_elastic_ip((*address).into()).is_none()
    })
}
