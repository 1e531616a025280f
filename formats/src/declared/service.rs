//! Services with interfaces in subnets: where they stand.

use super::maker::Maker;
use super::own::Own;
use netyard_core::model::{DbInstance, MountTarget, ResourceId};
use netyard_core::net::Address;

/// What the instances of a cluster of databases take from it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cluster {
    /// The subnets of its subnet group.
    pub(crate) subnets: Vec<ResourceId>,
    /// Its security groups.
    pub(crate) groups: Vec<ResourceId>,
    /// The port that is written.
    pub(crate) port: Option<u16>,
}

/// Remembers a cluster, by its id and by the name that it is given. Its instances are drawn, and it stands plainly.
pub(crate) fn cluster(maker: &mut Maker<'_>, own: &Own, name: Option<String>, cluster: Cluster) {
    let shown = name.clone().unwrap_or_else(|| own.name());
    if let Some(name) = name {
        maker.clusters.insert(ResourceId::new(&name), cluster.clone());
    }
    maker.clusters.insert(own.id.clone(), cluster);
    maker.keep_plain(own, &shown, "Its instances are drawn, with its subnets, its groups and its port; a name that leads to whichever of them writes is not answered.");
}

/// The subnets of the subnet group that a property names.
pub(crate) fn subnets_of(maker: &Maker<'_>, own: &Own, key: &str) -> Vec<ResourceId> {
    let named = own.view().id(key);
    named.as_ref().and_then(|name| maker.subnet_groups.get(name).cloned()).unwrap_or_default()
}

/// Remembers the subnets of a subnet group, by its id and by the name that it is given.
pub(crate) fn subnet_group(maker: &mut Maker<'_>, own: &Own, name: Option<String>, subnets: Vec<ResourceId>) {
    if let Some(name) = name {
        maker.subnet_groups.insert(ResourceId::new(&name), subnets.clone());
    }
    maker.subnet_groups.insert(own.id.clone(), subnets);
    maker.read(own);
}

/// Says that nothing tells the subnets of a service.
pub(crate) fn says_no_subnets(maker: &Maker<'_>, own: &Own) {
    maker.note(own, "Nothing tells its subnets: a packet to it ends UNKNOWN.");
}

/// Gives a service that sends an interface in a subnet that nobody knows: without one it would stand outside of every VPC.
pub(crate) fn somewhere(maker: &mut Maker<'_>, own: &Own, groups: &[ResourceId]) {
    let subnet = ResourceId::new(&format!("subnet-unknown-{}", own.label()));
    maker.interfaces(own, &[subnet], groups, false);
    maker.note(own, "Nothing tells all of its subnets: a packet from it ends UNKNOWN.");
}

/// The subnets in which a database stands: the one of its zone, and one of another zone where it has a standby there.
pub(crate) fn places(
    maker: &Maker<'_>,
    own: &Own,
    subnets: &[ResourceId],
    zone: Option<&str>,
    count: usize,
) -> Vec<ResourceId> {
    let zone_of =
        |id: &ResourceId| maker.document.subnet(id.as_str()).and_then(|it| it.availability_zone.as_deref());
    let first = subnets.iter().find(|id| zone.is_some() && zone_of(id) == zone).or(subnets.first());
    let Some(first) = first else {
        says_no_subnets(maker, own);
        return Vec::new();
    };
    if zone.is_none() {
        maker.note(own, &format!("AWS picks its zone when it makes it; it is drawn in {first}."));
    }
    let mut used = vec![first];
    for id in subnets {
        if used.len() < count && used.iter().all(|known| zone_of(known) != zone_of(id)) {
            used.push(id);
        }
    }
    used.into_iter().cloned().collect()
}

/// How many instances a cluster makes that makes them itself.
const MEMBERS: usize = 3;

/// The instances of a cluster that makes them itself, each in a zone of its own: those that are written, else those of its
/// subnets. They are alike but for their names and places.
pub(crate) fn members(
    maker: &mut Maker<'_>,
    own: &Own,
    like: &DbInstance,
    cluster: &Cluster,
    zones: &[String],
) {
    let zone_of = |maker: &Maker<'_>, id: &ResourceId| {
        maker.document.subnet(id.as_str()).and_then(|it| it.availability_zone.clone())
    };
    let mut places: Vec<(Option<String>, ResourceId)> = Vec::new();
    for id in &cluster.subnets {
        let zone = zone_of(maker, id);
        let is_wanted = zones.is_empty() || zone.as_ref().is_some_and(|zone| zones.contains(zone));
        if is_wanted && places.iter().all(|(used, _)| *used != zone) {
            places.push((zone, id.clone()));
        }
    }
    if places.len() < MEMBERS {
        maker.doubts.insert("networkInterface");
        maker.note(own, "It makes three instances in three zones, and the files do not tell as many with subnets of its group: those that are lacking are not drawn, and packets to their addresses end UNKNOWN.");
    } else if places.len() > MEMBERS || cluster.subnets.len() > MEMBERS {
        maker.note(own, "AWS picks the zones and the subnets of its instances when it makes it; they are drawn in the first ones.");
    }
    let name = like.name.clone().unwrap_or_else(|| own.name());
    let usual = like.listens_on();
    for (index, (_, subnet)) in places.into_iter().take(MEMBERS).enumerate() {
        let number = index + 1;
        let member = DbInstance {
            name: Some(format!("{name}-instance-{number}")),
            port: cluster.port.filter(|port| Some(*port) != usual),
            ..like.clone()
        };
        let id = maker.insert_beside(own, &format!("db-{}-{number}", own.label()), member);
        maker.interfaces_of(own, &id, &[subnet], &cluster.groups, like.publicly_accessible);
    }
}

/// A database and its interfaces. `port` is what is written: the usual one of its engine says nothing.
pub(crate) fn database(
    maker: &mut Maker<'_>,
    own: &Own,
    database: DbInstance,
    port: Option<u16>,
    zone: Option<&str>,
    groups: &[ResourceId],
) {
    let usual = database.listens_on();
    let subnets = database.db_subnet_group.as_ref().map(|group| group.subnet_ids.clone()).unwrap_or_default();
    let (is_public, count) = (database.publicly_accessible, if database.multi_az { 2 } else { 1 });
    maker.insert(own, DbInstance { port: port.filter(|port| Some(*port) != usual), ..database });
    let used = places(maker, own, &subnets, zone, count);
    maker.interfaces(own, &used, groups, is_public);
}

/// A mount target and its interface.
pub(crate) fn mount_target(
    maker: &mut Maker<'_>,
    own: &Own,
    target: MountTarget,
    subnet: Option<ResourceId>,
    groups: &[ResourceId],
    address: Option<Address>,
) {
    maker.insert(own, target);
    let subnets: Vec<ResourceId> = subnet.into_iter().collect();
    let made = maker.interfaces(own, &subnets, groups, false);
    if let (Some(interface), Some(address)) = (made.first(), address) {
        maker.give_address(interface, address);
    }
}
