//! What stands outside of the cloud: a site with a network and a router, hosts in it, and its customer gateway.

use netyard_core::model::{CustomerGateway, OnPremisesHost, OnPremisesSite, Placement, ResourceId};
use netyard_scene::Point;
use std::collections::BTreeSet;

use super::gateway::place_on_border;
use super::{Made, Site, inside};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;

pub(super) fn create_site(draft: &mut Draft<'_>, site: &Site) -> Made {
    let name = facts::numbered_name(draft.document(), "site");
    let block = facts::free_site_block(draft.document());
    let public = facts::free_public_address(draft.document(), &BTreeSet::new());
    let id = draft.add(OnPremisesSite {
        name: Some(name.clone()),
        cidr_blocks: vec![block.clone()],
        public_ip: Some(public.into()),
        ..OnPremisesSite::default()
    });
    place_in_the_open(draft, &id, site.corner);
    Made::new(id, format!("{name} with {block}")).with_range(Some(block.to_string()))
}

pub(super) fn create_host(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Result<Made, String> {
    let owner = site_at(draft, site).ok_or("A host stands in a site. Draw an on-premises site first.")?;
    let owner_name = draft.document().display_name(owner.as_str()).to_owned();
    let address = facts::free_site_address(draft.document(), owner.as_str()).ok_or_else(|| {
        format!("{owner_name} has no network with a free IPv4 address. Add a network to it.")
    })?;
    let name = facts::numbered_name(draft.document(), "host");
    let id = draft.add(OnPremisesHost {
        name: Some(name.clone()),
        on_premises_site_id: Some(owner.clone()),
        ip_addresses: vec![address.into()],
        ..OnPremisesHost::default()
    });
    if let Some(corner) = site.corner {
        draft.place(id.as_str(), inside(geometry, Some(owner.as_str()), corner));
    }
    Ok(Made::new(id, format!("{name} in {owner_name}, {address}")).with_range(Some(address.to_string())))
}

pub(super) fn create_customer_gateway(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Made {
    let owner = site_at(draft, site);
    let id = add_customer_gateway(draft, owner.as_ref());
    match &owner {
        Some(owner) => place_on_border(draft, geometry, &id, owner, site.corner),
        None => place_in_the_open(draft, &id, site.corner),
    }
    let document = draft.document();
    let name = document.display_name(id.as_str());
    let text = match owner {
        Some(owner) => format!("{name}, the router of {}", document.display_name(owner.as_str())),
        None => format!("{name}. Connect it with the gateway of a VPC or a transit gateway"),
    };
    Made::new(id, text)
}

/// A customer gateway with an address and an autonomous system number of its own (R-VGW-13).
pub(crate) fn add_customer_gateway(draft: &mut Draft<'_>, site: Option<&ResourceId>) -> ResourceId {
    let document = draft.document();
    let name = match site {
        Some(site) => facts::unique_name(document, &format!("cgw-{}", document.display_name(site.as_str()))),
        None => facts::numbered_name(document, "cgw"),
    };
    let router = site.and_then(|site| document.on_premises_site(site.as_str())?.public_ip.clone());
    let free = || facts::free_public_address(document, &BTreeSet::new()).into();
    let gateway = CustomerGateway {
        name: Some(name),
        ip_address: Some(router.unwrap_or_else(free)),
        bgp_asn: facts::free_asn(document),
        on_premises_site_id: site.cloned(),
        ..CustomerGateway::default()
    };
    draft.add(gateway)
}

fn site_at(draft: &Draft<'_>, site: &Site) -> Option<ResourceId> {
    facts::site_of(draft.document(), site.key.as_ref()?.as_str())
}

fn place_in_the_open(draft: &mut Draft<'_>, id: &ResourceId, corner: Option<Point>) {
    if let Some(corner) = corner {
        draft.place(id.as_str(), Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
    }
}
