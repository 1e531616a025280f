//! A NAT gateway: a free address, and for a public one the Elastic IP that it needs (R-NAT-1).

use std::collections::BTreeSet;

use netyard_core::model::{ElasticIp, NatGateway, ResourceId};

use super::{Made, Site, inside, subnet_at, vpc_at};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;

pub(super) fn create(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    site: &Site,
    public: bool,
) -> Result<Made, String> {
    let subnet = subnet_at(draft, site);
    let none = BTreeSet::new();
    let private_ip =
        subnet.as_ref().and_then(|subnet| facts::free_address(draft.document(), subnet.as_str(), &none));
    let subnet_name = subnet.as_ref().map(|subnet| draft.document().display_name(subnet.as_str()).to_owned());
    let has_block = subnet
        .as_ref()
        .and_then(|subnet| draft.document().subnet(subnet.as_str())?.cidr_block.as_ref()?.net())
        .is_some();
    if let (None, Some(name), true) = (private_ip, &subnet_name, has_block) {
        return Err(format!("{name} has no free address left."));
    }
    let zone = subnet
        .as_ref()
        .and_then(|subnet| draft.document().subnet(subnet.as_str())?.availability_zone.clone())
        .unwrap_or_default();
    let letter = facts::zone_letter(&zone);
    let wanted = if letter.is_empty() { "nat".to_owned() } else { format!("nat-{letter}") };
    let name = facts::unique_name(draft.document(), &wanted);
    let vpc_id = subnet.as_ref().and_then(|subnet| facts::vpc_of(draft.document(), subnet.as_str()));
    let id = draft.add(NatGateway {
        name: Some(name.clone()),
        subnet_id: subnet.clone(),
        vpc_id,
        connectivity_type: if public { "public" } else { "private" }.to_owned(),
        private_ip: private_ip.map(Into::into),
        ..NatGateway::default()
    });
    let mut text = match &subnet_name {
        Some(subnet) => format!("{name} in {subnet}"),
        None => format!("{name}, not placed"),
    };
    if public {
        let address = facts::free_public_address(draft.document(), &none);
        let eip = facts::unique_name(draft.document(), &format!("eip-{name}"));
        draft.add(ElasticIp {
            name: Some(eip),
            public_ip: Some(address.into()),
            nat_gateway_id: Some(id.clone()),
            ..ElasticIp::default()
        });
        text = format!("{text}, with the Elastic IP address {address}");
    }
    if let Some(corner) = site.corner {
        draft.place(id.as_str(), inside(geometry, subnet.as_ref().map(ResourceId::as_str), corner));
    }
    Ok(Made::new(id, text).with_range(private_ip.map(|address| address.to_string())))
}

/// One for the whole VPC: AWS gives it addresses in each zone by itself (R-RNAT-1, R-RNAT-4).
pub(super) fn create_regional(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    site: &Site,
) -> Result<Made, String> {
    let vpc = vpc_at(draft, site).ok_or("A regional NAT gateway serves a VPC. Draw a VPC first.")?;
    let vpc_name = draft.document().display_name(vpc.as_str()).to_owned();
    let name = facts::unique_name(draft.document(), &format!("nat-{vpc_name}"));
    let id = draft.add(NatGateway {
        name: Some(name.clone()),
        vpc_id: Some(vpc.clone()),
        availability_mode: "regional".to_owned(),
        ..NatGateway::default()
    });
    // Dropped on a zone the layout finds the place between the zones.
    let is_on_vpc = site.key.as_ref() == Some(&vpc);
    if let Some(corner) = site.corner.filter(|_| is_on_vpc) {
        draft.place(id.as_str(), inside(geometry, Some(vpc.as_str()), corner));
    }
    Ok(Made::new(id, format!("{name} serves every zone of {vpc_name}")))
}
