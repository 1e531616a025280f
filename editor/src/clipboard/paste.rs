//! Making new parts of a clip: new ids, free ranges and addresses, new names; what the parts say of each other is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use ipnet::IpNet;
use netyard_core::model::{Document, Placement, Resource, ResourceId, ResourceType};
use netyard_core::net::CidrBlock;
use netyard_core::schema::caps;
use netyard_scene::Point;
use serde_json::Value;

use super::{Clip, KIND, VERSION};
use crate::connect::associate;
use crate::containment::{self, Home};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;
use crate::relocate::{ground_of, move_to_subnet, readdress};
use crate::session::Key;

/// Where the new parts stand, seen from the old ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offset {
    /// Beside them.
    Beside,
    /// On their place.
    InPlace,
    /// Moved by that much.
    By(i32, i32),
}

/// Where parts are pasted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Target {
    /// The container that a person chose, where there is one.
    pub(crate) into: Option<Key>,
    /// Where in it.
    pub(crate) offset: Offset,
}

/// Reads a clip from the text of the clipboard.
pub(crate) fn read(text: &str) -> Option<Clip> {
    if text.len() > caps::FILE_BYTES {
        return None;
    }
    let clip: Clip = serde_json::from_str(text).ok()?;
    (clip.kind == KIND && clip.version == VERSION).then_some(clip)
}

/// Pastes the text of the clipboard and gives the new keys of what was selected when it was copied.
///
/// # Errors
/// The text holds no parts, or they fit nowhere.
pub(crate) fn paste(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    text: &str,
    target: &Target,
) -> Result<Vec<Key>, String> {
    let clip = read(text).ok_or("The clipboard holds no parts of a drawing.")?;
    if draft.document().resources.len() + clip.resources.len() > caps::RESOURCES {
        return Err(format!("A drawing holds {} resources at most.", caps::RESOURCES));
    }
    let old: BTreeMap<ResourceId, Resource> = clip
        .resources
        .iter()
        .filter_map(|(id, value)| Some((ResourceId::new(id), Resource::from_value(value.clone()).ok()?)))
        .collect();
    let mut pasting = Pasting { ids: new_ids(draft, &old), shifts: Vec::new(), old, homes: BTreeMap::new() };
    pasting.choose_homes(draft, geometry, &clip, target)?;
    pasting.add_vpcs(draft);
    pasting.add_subnets(draft)?;
    pasting.add_rest(draft);
    pasting.settle(draft)?;
    let mut keys = Vec::new();
    for root in &clip.roots {
        if let Some(id) = pasting.ids.get(root.as_str()).cloned() {
            place_root(draft, geometry, &clip, root, &id, target);
            keys.push(id);
        } else if let Some(note) = clip.notes.get(root) {
            let mut note = note.clone();
            let (dx, dy) = distance(target.offset, (0, 0, 120, 28), false);
            note.x = note.x.saturating_add(dx);
            note.y = note.y.saturating_add(dy);
            keys.push(draft.add_note(note));
        }
    }
    place_content(draft, &clip, &pasting.ids);
    if keys.is_empty() {
        return Err("Nothing of the clipboard can be made again here.".to_owned());
    }
    Ok(keys)
}

fn new_ids(draft: &mut Draft<'_>, old: &BTreeMap<ResourceId, Resource>) -> BTreeMap<ResourceId, ResourceId> {
    let mut ids = BTreeMap::new();
    let mut reserved: BTreeSet<String> = BTreeSet::new();
    for (id, resource) in old {
        let new = if let Some(resource_type) = resource.resource_type() {
            draft.new_id(resource_type, |id| reserved.contains(id))
        } else {
            let prefix = id.as_str().split_once('-').map_or("part", |(prefix, _)| prefix).to_owned();
            draft.new_other_id(&prefix, |id| reserved.contains(id))
        };
        reserved.insert(new.to_string());
        ids.insert(id.clone(), new);
    }
    ids
}

/// A range that became another one of the same size.
struct Shift {
    from: IpNet,
    to: IpNet,
}

struct Pasting {
    /// Old ids to new ones.
    ids: BTreeMap<ResourceId, ResourceId>,
    /// The parts as they were.
    old: BTreeMap<ResourceId, Resource>,
    shifts: Vec<Shift>,
    /// For parts whose container is not in the clip: the container that they get.
    homes: BTreeMap<ResourceId, ResourceId>,
}

impl Pasting {
    /// Finds a container for everything whose own is not copied along.
    fn choose_homes(
        &mut self,
        draft: &Draft<'_>,
        geometry: &Geometry,
        clip: &Clip,
        target: &Target,
    ) -> Result<(), String> {
        let document = draft.document();
        let ground = ground_of(geometry, target.into.as_ref());
        let chosen = |home: Home| target.into.clone().filter(|_| containment::admits(home, ground));
        for (id, resource) in &self.old {
            let Some(resource_type) = resource.resource_type() else { continue };
            let own = match resource {
                Resource::Subnet(subnet) => subnet.vpc_id.clone(),
                Resource::NetworkInterface(interface) => interface.subnet_id.clone(),
                Resource::NatGateway(nat) => nat.subnet_id.clone(),
                Resource::InternetGateway(gateway) => gateway.vpc_id.clone(),
                Resource::EgressOnlyInternetGateway(gateway) => gateway.vpc_id.clone(),
                Resource::VpcEndpoint(endpoint) => endpoint.vpc_id.clone(),
                Resource::RouteTable(table) => table.vpc_id.clone(),
                Resource::SecurityGroup(group) => group.vpc_id.clone(),
                Resource::NetworkAcl(acl) => acl.vpc_id.clone(),
                _ => continue,
            };
            if own.as_ref().is_some_and(|own| self.old.contains_key(own)) {
                continue;
            }
            let home = containment::home_of(resource_type);
            let is_root = clip.roots.iter().any(|root| root == id.as_str())
                || matches!(resource, Resource::NetworkInterface(own)
                    if own.instance_id().is_some_and(|id| clip.roots.iter().any(|root| root == id.as_str())));
            let wanted = chosen(home).filter(|_| is_root);
            let wanted = match home {
                Home::Subnet => wanted,
                _ => wanted.and_then(|key| facts::vpc_of(document, key.as_str())),
            };
            let exists = own.filter(|own| document.resources.contains_key(own));
            match wanted.or(exists) {
                Some(home) => {
                    self.homes.insert(id.clone(), home);
                }
                None if matches!(resource, Resource::Subnet(_)) => {
                    return Err("A subnet lies in a VPC. Select the VPC, then paste.".to_owned());
                }
                None => {}
            }
        }
        Ok(())
    }

    fn add_vpcs(&mut self, draft: &mut Draft<'_>) {
        let vpcs: Vec<ResourceId> = self.of_type(ResourceType::Vpc);
        for id in vpcs {
            let Some(Resource::Vpc(old)) = self.old.get(&id).cloned() else { continue };
            let mut vpc = old.clone();
            if let Some(old_net) = old.cidr_blocks.first().and_then(CidrBlock::net) {
                let free = facts::free_vpc_block(draft.document());
                let new_net = free.net().and_then(|net| IpNet::new(net.addr(), old_net.prefix_len()).ok());
                if let Some(new_net) = new_net {
                    self.shifts.push(Shift { from: old_net, to: new_net.trunc() });
                    vpc.cidr_blocks = vec![CidrBlock::from(new_net)];
                }
            }
            // Amazon hands out another range; which one is asked for again.
            vpc.ipv6_cidr_blocks.clear();
            vpc.is_default = false;
            vpc.name = vpc.name.map(|name| fresh_name(draft.document(), &name));
            if let Some(new) = self.ids.get(&id) {
                draft.add_as(new, vpc);
            }
        }
    }

    fn add_subnets(&mut self, draft: &mut Draft<'_>) -> Result<(), String> {
        for id in self.of_type(ResourceType::Subnet) {
            let (Some(Resource::Subnet(old)), Some(new)) =
                (self.old.get(&id).cloned(), self.ids.get(&id).cloned())
            else {
                continue;
            };
            let mut subnet = old.clone();
            subnet.ipv6_cidr_block = None;
            subnet.vpc_id = self
                .homes
                .get(&id)
                .cloned()
                .or_else(|| old.vpc_id.as_ref().and_then(|vpc| self.ids.get(vpc)).cloned());
            let shifted =
                old.cidr_block.as_ref().and_then(CidrBlock::net).and_then(|net| self.shifted_net(net));
            subnet.cidr_block = match (&shifted, &subnet.vpc_id) {
                (Some(net), _) => Some(CidrBlock::from(*net)),
                (None, Some(vpc)) if old.cidr_block.is_some() => {
                    let Some(block) = facts::free_subnet_block(draft.document(), vpc.as_str()) else {
                        let name = draft.document().display_name(vpc.as_str());
                        return Err(format!(
                            "{name} has no free range for another subnet. Add a CIDR block to it."
                        ));
                    };
                    Some(block)
                }
                _ => None,
            };
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

    fn add_rest(&mut self, draft: &mut Draft<'_>) {
        let mut public: BTreeSet<IpAddr> = BTreeSet::new();
        for (id, old) in &self.old {
            if matches!(old, Resource::Vpc(_) | Resource::Subnet(_)) {
                continue;
            }
            let Some(new) = self.ids.get(id) else { continue };
            let mut value = old.to_value();
            self.translate(&mut value, "");
            let Ok(mut resource) = Resource::from_value(value) else { continue };
            self.fit(draft, id, &mut resource, &mut public);
            draft.add_as(new, resource);
        }
    }

    /// What a copy must not share with its original.
    fn fit(
        &self,
        draft: &Draft<'_>,
        old_id: &ResourceId,
        resource: &mut Resource,
        public: &mut BTreeSet<IpAddr>,
    ) {
        let document = draft.document();
        let home = self.homes.get(old_id);
        let is_new = |id: &ResourceId| self.ids.values().any(|new| new == id);
        let mut fresh_public = || {
            let address = facts::free_public_address(document, public);
            public.insert(address);
            address
        };
        let rename = |name: &mut Option<String>| {
            if let Some(own) = name {
                *own = fresh_name(document, own);
            }
        };
        match resource {
            Resource::Instance(own) => rename(&mut own.name),
            Resource::NetworkInterface(own) => {
                rename(&mut own.name);
                own.ipv6_addresses.clear();
                for entry in &mut own.private_ip_addresses {
                    if entry.public_ip.is_some() {
                        entry.public_ip = Some(fresh_public().into());
                    }
                }
                if own.instance_id().is_some_and(|instance| !is_new(instance)) {
                    own.attachment = None;
                }
                if let Some(home) = home {
                    own.subnet_id = Some(home.clone());
                }
            }
            Resource::NatGateway(own) => {
                rename(&mut own.name);
                if let Some(home) = home {
                    own.subnet_id = Some(home.clone());
                }
            }
            Resource::ElasticIp(own) => {
                rename(&mut own.name);
                own.public_ip = Some(fresh_public().into());
                let follows =
                    [&own.nat_gateway_id, &own.network_interface_id].into_iter().flatten().any(is_new);
                if !follows {
                    own.nat_gateway_id = None;
                    own.network_interface_id = None;
                    own.private_ip_address = None;
                }
            }
            Resource::InternetGateway(own) => {
                rename(&mut own.name);
                if let Some(home) = home {
                    // One a VPC (R-IGW-1): a copy of the gateway alone is attached only where there is none.
                    let free = facts::internet_gateway_of(document, home.as_str()).is_none();
                    own.vpc_id = free.then(|| home.clone());
                }
            }
            Resource::EgressOnlyInternetGateway(own) => {
                rename(&mut own.name);
                if let Some(home) = home {
                    own.vpc_id = Some(home.clone());
                }
            }
            Resource::VpcEndpoint(own) => {
                rename(&mut own.name);
                if let Some(home) = home {
                    own.vpc_id = Some(home.clone());
                    own.route_table_ids.retain(is_new);
                }
            }
            Resource::RouteTable(own) => {
                rename(&mut own.name);
                own.subnet_ids.retain(is_new);
                if let Some(home) = home {
                    own.vpc_id = Some(home.clone());
                    own.main = false;
                }
            }
            Resource::NetworkAcl(own) => {
                rename(&mut own.name);
                own.subnet_ids.retain(is_new);
                if let Some(home) = home {
                    own.vpc_id = Some(home.clone());
                    own.is_default = false;
                }
            }
            Resource::SecurityGroup(own) => {
                rename(&mut own.name);
                if home.is_some() || !own.is_default() {
                    own.group_name.clone_from(&own.name);
                }
                if let Some(home) = home {
                    own.vpc_id = Some(home.clone());
                }
            }
            Resource::VpcPeeringConnection(own) => rename(&mut own.name),
            Resource::ManagedPrefixList(own) => rename(&mut own.name),
            Resource::Region(_)
            | Resource::AvailabilityZone(_)
            | Resource::Vpc(_)
            | Resource::Subnet(_)
            | Resource::Other(_) => {}
        }
    }

    /// Addresses for what stands in a subnet that was not copied along, or whose range did not simply shift.
    fn settle(&self, draft: &mut Draft<'_>) -> Result<(), String> {
        for (old_id, old) in &self.old {
            let Some(new) = self.ids.get(old_id) else { continue };
            let subnet = match draft.document().resource(new.as_str()) {
                Some(Resource::NetworkInterface(own)) => own.subnet_id.clone(),
                Some(Resource::NatGateway(own)) => own.subnet_id.clone(),
                _ => None,
            };
            let Some(subnet) = subnet.filter(|subnet| draft.document().subnet(subnet.as_str()).is_some())
            else {
                continue;
            };
            let moved_along = !self.homes.contains_key(old_id) && fits_subnet(draft.document(), new, &subnet);
            if moved_along {
                continue;
            }
            if matches!(old, Resource::NatGateway(_)) {
                move_to_subnet(draft, new, &subnet)?;
            } else {
                readdress(draft, new, &subnet)?;
            }
        }
        Ok(())
    }

    fn of_type(&self, resource_type: ResourceType) -> Vec<ResourceId> {
        let own = self.old.iter().filter(|(_, resource)| resource.resource_type() == Some(resource_type));
        own.map(|(id, _)| id.clone()).collect()
    }

    fn shifted_net(&self, net: IpNet) -> Option<IpNet> {
        let shift = self.shifts.iter().find(|shift| shift.from.contains(&net))?;
        let address = shifted_address(shift, net.network())?;
        IpNet::new(address, net.prefix_len()).ok()
    }

    fn shifted_ip(&self, address: IpAddr) -> Option<IpAddr> {
        let shift = self.shifts.iter().find(|shift| shift.from.contains(&address))?;
        shifted_address(shift, address)
    }

    /// Puts new ids and shifted ranges in the place of old ones, in every text but those that people write.
    fn translate(&self, value: &mut Value, field: &str) {
        match value {
            Value::String(text) => {
                if matches!(field, "name" | "description" | "groupName" | "tags") {
                    return;
                }
                if let Some(new) = self.ids.get(text.as_str()) {
                    *text = new.to_string();
                } else if let Some(net) = text.parse::<IpNet>().ok().and_then(|net| self.shifted_net(net)) {
                    *text = net.to_string();
                } else if let Some(address) = text.parse::<IpAddr>().ok().and_then(|ip| self.shifted_ip(ip)) {
                    *text = address.to_string();
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.translate(item, field)),
            Value::Object(fields) if field != "tags" => {
                fields.iter_mut().for_each(|(name, value)| self.translate(value, name));
            }
            _ => {}
        }
    }
}

fn shifted_address(shift: &Shift, address: IpAddr) -> Option<IpAddr> {
    match (shift.from.network(), shift.to.network(), address) {
        (IpAddr::V4(from), IpAddr::V4(to), IpAddr::V4(address)) => {
            let host = u32::from(address).checked_sub(u32::from(from))?;
            Some(IpAddr::V4(u32::from(to).checked_add(host)?.into()))
        }
        _ => None,
    }
}

fn fits_subnet(document: &Document, id: &ResourceId, subnet: &ResourceId) -> bool {
    let Some(block) = document.subnet(subnet.as_str()).and_then(|subnet| subnet.cidr_block.clone()) else {
        return true;
    };
    let inside = |address: &netyard_core::net::Address| address.ip().is_some_and(|ip| block.contains(ip));
    match document.resource(id.as_str()) {
        Some(Resource::NetworkInterface(own)) => {
            own.private_ip_addresses.iter().filter_map(|entry| entry.private_ip_address.as_ref()).all(inside)
        }
        Some(Resource::NatGateway(own)) => own.private_ip.as_ref().is_none_or(inside),
        _ => true,
    }
}

/// The table that a subnet is associated with, not the main one.
fn own_table(document: &Document, subnet: &ResourceId) -> Option<ResourceId> {
    document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::RouteTable(table) if table.subnet_ids.contains(subnet) => Some(id.clone()),
        _ => None,
    })
}

/// `web-2` after `web-1`; another name with a number where it has none.
fn fresh_name(document: &Document, name: &str) -> String {
    match name.rsplit_once('-') {
        Some((stem, number)) if !stem.is_empty() && number.chars().all(|sign| sign.is_ascii_digit()) => {
            facts::numbered_name(document, stem)
        }
        _ => facts::unique_name(document, name),
    }
}

fn distance(offset: Offset, frame: (i32, i32, i32, i32), container: bool) -> (i32, i32) {
    const GAP: i32 = 20;
    match offset {
        Offset::InPlace => (0, 0),
        Offset::By(dx, dy) => (dx, dy),
        Offset::Beside if container => (frame.2.saturating_add(2 * GAP), 0),
        Offset::Beside => (0, frame.3.saturating_add(GAP / 2)),
    }
}

/// Gives a pasted root its place in the container that it has by now.
fn place_root(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    clip: &Clip,
    old: &str,
    new: &ResourceId,
    target: &Target,
) {
    let Some(frame) = clip.frames.get(old).copied() else { return };
    let document = draft.document();
    let (is_border, is_container, parent) = match document.resource(new.as_str()) {
        Some(Resource::Vpc(vpc)) => (false, true, vpc.region.as_deref().map(ResourceId::new)),
        Some(Resource::Subnet(subnet)) => {
            let zone = subnet.vpc_id.as_ref().zip(subnet.availability_zone.as_ref());
            (false, true, zone.map(|(vpc, zone)| ResourceId::new(&format!("{vpc}/{zone}"))))
        }
        Some(Resource::InternetGateway(gateway)) => (gateway.vpc_id.is_some(), false, None),
        Some(Resource::EgressOnlyInternetGateway(_) | Resource::VpcEndpoint(_)) => (true, false, None),
        Some(Resource::Instance(_) | Resource::NetworkInterface(_) | Resource::NatGateway(_)) => {
            (false, false, facts::subnet_of(document, new.as_str()))
        }
        _ => return,
    };
    // Tiles find a free spot on their border by themselves.
    if is_border {
        return;
    }
    let parent = parent.filter(|parent| geometry.node(parent.as_str()).is_some());
    // In another container than before, the layout finds the place.
    let same_parent = geometry.parent(old).map(|node| node.key.clone()) == parent;
    if !same_parent && !matches!(target.offset, Offset::By(..)) {
        return;
    }
    let (dx, dy) = distance(target.offset, frame, is_container);
    let origin = parent
        .as_ref()
        .and_then(|key| geometry.node(key.as_str()))
        .map(|node| node.origin)
        .unwrap_or_default();
    let corner = Point::new(frame.0, frame.1).moved(dx, dy).moved(-origin.x, -origin.y);
    if let Some(parent) = &parent {
        crate::relocate::pin_siblings(draft, geometry, Some(parent.as_str()), std::slice::from_ref(new));
    }
    draft.place(new.as_str(), Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
}

/// Places inside copied containers are kept.
fn place_content(draft: &mut Draft<'_>, clip: &Clip, ids: &BTreeMap<ResourceId, ResourceId>) {
    for (key, place) in &clip.placement {
        let Ok(place) = serde_json::from_value::<Placement>(place.clone()) else { continue };
        let new = match key.split_once('/') {
            Some((vpc, zone)) => ids.get(vpc).map(|vpc| format!("{vpc}/{zone}")),
            None => ids.get(key.as_str()).map(ToString::to_string),
        };
        let is_root_tile = clip.roots.contains(key);
        if let Some(new) = new.filter(|_| !is_root_tile) {
            draft.place(&new, place);
        }
    }
}
