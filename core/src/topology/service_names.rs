//! The names that AWS gives databases, caches and file systems.
//!
//! That of a database gives the private address to whoever asks; where it is publicly accessible, the public one outside of
//! its VPC. That of a cache gives private addresses to whoever asks. Those of a file system are known inside its VPC only:
//! one gives the mount target in the zone of whoever asks, and one more for each zone the mount target there.
//! <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html>,
//! <https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html>.

use super::Network;
use super::dns::domain_of;
use super::names::{Gives, OwnName, label};
use crate::model::{CacheCluster, DbInstance, Document, Resource, ResourceId, ServiceEndpoint};
use std::collections::BTreeMap;

type Names = Vec<(String, OwnName)>;

impl Network {
    /// `orders.db-1.eu-west-1.rds.amazonaws.com`; AWS has letters of its own choice in the middle, a drawing the id.
    pub(super) fn of_database(&self, id: &ResourceId, database: &DbInstance) -> Names {
        let gives = if database.publicly_accessible { Gives::PublicOutside } else { Gives::Private };
        let own = label(database.name.as_deref().unwrap_or(id.as_str()));
        self.of_service(id, database.endpoint.as_ref(), gives, |region| {
            Some(format!("{own}.{}.{region}.rds.amazonaws.com", label(id.as_str())))
        })
    }

    /// `sessions.cache-1.0001.euw1.cache.amazonaws.com`; Memcached has a name for all of its nodes.
    pub(super) fn of_cache(&self, id: &ResourceId, cache: &CacheCluster) -> Names {
        let own = label(cache.name.as_deref().unwrap_or(id.as_str()));
        let part = if cache.engine.as_deref() == Some("memcached") { "cfg" } else { "0001" };
        self.of_service(id, cache.endpoint.as_ref(), Gives::Private, |region| {
            let short = short_region(region)?;
            Some(format!("{own}.{}.{part}.{short}.cache.amazonaws.com", label(id.as_str())))
        })
    }

    /// The name that AWS gave it, else one of the same form.
    fn of_service(
        &self,
        id: &ResourceId,
        written: Option<&ServiceEndpoint>,
        gives: Gives,
        made: impl FnOnce(&str) -> Option<String>,
    ) -> Names {
        let Some(service) = self.managed_services.get(id) else { return Vec::new() };
        let known = written.and_then(|endpoint| endpoint.address.as_deref()).map(domain_of);
        let made = || made(self.region_of(service.interfaces.first()?)?);
        let Some(name) = known.filter(|name| !name.is_empty()).or_else(made) else { return Vec::new() };
        let interfaces = service.interfaces.clone();
        vec![(name, OwnName { owner: id.clone(), interfaces, gives, book: &[] })]
    }

    /// `fs-1.efs.eu-west-1.amazonaws.com`, and one with each zone in front. A file system that has no entry of its own is
    /// spoken for by its first mount target.
    pub(super) fn names_of_file_systems(&self, document: &Document) -> Names {
        let mut systems: BTreeMap<&ResourceId, Vec<&ResourceId>> = BTreeMap::new();
        for (id, resource) in &document.resources {
            if let Resource::MountTarget(target) = resource.as_ref()
                && let Some(system) = &target.file_system_id
            {
                systems.entry(system).or_default().push(id);
            }
        }
        let mut names = Vec::new();
        for (system, targets) in systems {
            let drawn = document.file_system(system.as_str());
            let Some(owner) = drawn.map(|_| system).or(targets.first().copied()) else { continue };
            let up = targets.iter().filter_map(|id| self.managed_services.get(*id)).filter(|it| it.is_up());
            let interfaces: Vec<ResourceId> = up.flat_map(|target| target.interfaces.clone()).collect();
            let written = drawn.and_then(|own| own.region.as_deref());
            let Some(region) = written.or_else(|| interfaces.iter().find_map(|id| self.region_of(id))) else {
                continue;
            };
            let name = format!("{system}.efs.{region}.amazonaws.com").to_lowercase();
            let own = |interfaces, gives| OwnName { owner: owner.clone(), interfaces, gives, book: &[] };
            for (zone, there) in self.by_zone(&interfaces) {
                names.push((format!("{zone}.{name}"), own(there, Gives::Inside)));
            }
            names.push((name, own(interfaces.clone(), Gives::InsideByZone)));
        }
        names
    }

    fn region_of(&self, interface: &ResourceId) -> Option<&str> {
        let vpc = self.interfaces.get(interface)?.vpc.as_ref()?;
        self.vpcs.get(vpc)?.region.as_deref()
    }
}

/// `euw1` of `eu-west-1`, as ElastiCache writes it.
fn short_region(region: &str) -> Option<String> {
    let mut parts = region.split('-');
    let place = parts.next()?;
    let mut short = place.to_owned();
    for part in parts {
        match part {
            "northeast" => short.push_str("ne"),
            "northwest" => short.push_str("nw"),
            "southeast" => short.push_str("se"),
            "southwest" => short.push_str("sw"),
            "gov" => short.push('g'),
            other if other.chars().all(|letter| letter.is_ascii_digit()) => short.push_str(other),
            other => short.push(other.chars().next()?),
        }
    }
    Some(short)
}

#[cfg(test)]
mod tests {
    use super::short_region;

    #[test]
    fn caches_write_regions_short() {
        let of = |region: &str| short_region(region).unwrap_or_default();
        assert_eq!((of("eu-west-1"), of("ap-southeast-2")), ("euw1".to_owned(), "apse2".to_owned()));
        assert_eq!((of("us-east-1"), of("ca-central-1")), ("use1".to_owned(), "cac1".to_owned()));
    }
}
