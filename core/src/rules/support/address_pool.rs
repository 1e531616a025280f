use crate::model::{Document, Resource, ResourceId};
use crate::net::Address;
use std::cell::{Cell, OnceCell};
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

/// Public addresses that fixes may give: the idle ones of the drawing, then those of the documentation ranges that
/// nothing has. Looked up once, however many fixes ask; each is given once, so that several fixes go together.
pub(in crate::rules) struct AddressPool<'a> {
    document: &'a Document,
    free: OnceCell<Vec<PoolAddress<'a>>>,
    given: Cell<usize>,
}

/// An address of the pool.
#[derive(Clone, Copy)]
pub(in crate::rules) enum PoolAddress<'a> {
    /// An Elastic IP address of the drawing that is associated with nothing.
    Idle(&'a ResourceId),
    /// An address for a new one.
    New(IpAddr),
}

impl<'a> AddressPool<'a> {
    pub(in crate::rules) fn new(document: &'a Document) -> Self {
        Self { document, free: OnceCell::new(), given: Cell::new(0) }
    }

    /// The next address; `None` when all are given.
    pub(in crate::rules) fn next(&self) -> Option<PoolAddress<'a>> {
        let address = self.free.get_or_init(|| free(self.document)).get(self.given.get()).copied();
        self.given.set(self.given.get() + 1);
        address
    }
}

fn free(document: &Document) -> Vec<PoolAddress<'_>> {
    let mut taken: BTreeSet<IpAddr> = BTreeSet::new();
    let mut pool = Vec::new();
    for (id, resource) in &document.resources {
        match resource.as_ref() {
            Resource::ElasticIp(elastic) => {
                taken.extend(elastic.public_ip.as_ref().and_then(Address::ip));
                let is_idle = elastic.network_interface_id.is_none() && elastic.nat_gateway_id.is_none();
                if is_idle && elastic.network_border_group.is_none() {
                    pool.push(PoolAddress::Idle(id));
                }
            }
            Resource::NetworkInterface(interface) => {
                let entries = interface.private_ip_addresses.iter();
                taken.extend(entries.filter_map(|entry| entry.public_ip.as_ref()?.ip()));
            }
            _ => {}
        }
    }
    let candidates = [[203, 0, 113], [198, 51, 100], [192, 0, 2]]
        .into_iter()
        .flat_map(|[a, b, c]| (50..=250).map(move |last| IpAddr::V4(Ipv4Addr::new(a, b, c, last))));
    pool.extend(candidates.filter(|address| !taken.contains(address)).map(PoolAddress::New));
    pool
}
