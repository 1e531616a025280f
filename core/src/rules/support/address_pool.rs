use crate::model::{Document, Resource, ResourceId};
use crate::net::{Address, well_known::is_public};
use std::cell::{Cell, OnceCell};
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

/// Public addresses that fixes may give: the idle ones of the drawing, then those of the documentation ranges that
/// nothing has. Looked up once, however many fixes ask; each is given once, so that several fixes go together.
pub(in crate::rules) struct AddressPool<'a> {
    document: &'a Document,
    free: OnceCell<Free<'a>>,
    given_idle: Cell<usize>,
    given_new: Cell<usize>,
}

/// Idle Elastic IP addresses, and addresses that nothing has.
type Free<'a> = (Vec<&'a ResourceId>, Vec<IpAddr>);

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
        Self { document, free: OnceCell::new(), given_idle: Cell::new(0), given_new: Cell::new(0) }
    }

    /// The next address; `None` when all are given.
    pub(in crate::rules) fn next(&self) -> Option<PoolAddress<'a>> {
        let idle = self.free().0.get(self.given_idle.get());
        self.given_idle.set(self.given_idle.get() + 1);
        idle.map(|id| PoolAddress::Idle(id)).or_else(|| self.next_new().map(PoolAddress::New))
    }

    /// The next address that nothing has; `None` when all are given.
    pub(in crate::rules) fn next_new(&self) -> Option<IpAddr> {
        let address = self.free().1.get(self.given_new.get()).copied();
        self.given_new.set(self.given_new.get() + 1);
        address
    }

    fn free(&self) -> &Free<'a> {
        self.free.get_or_init(|| free(self.document))
    }
}

fn free(document: &Document) -> Free<'_> {
    let mut taken: BTreeSet<IpAddr> = BTreeSet::new();
    let mut idle = Vec::new();
    for (id, resource) in &document.resources {
        match resource.as_ref() {
            Resource::ElasticIp(elastic) => {
                let address = elastic.public_ip.as_ref().and_then(Address::ip);
                taken.extend(address);
                let is_idle = elastic.network_interface_id.is_none() && elastic.nat_gateway_id.is_none();
                let is_usable = elastic.network_border_group.is_none() && address.is_none_or(is_public);
                if is_idle && is_usable {
                    idle.push(id);
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
    (idle, candidates.filter(|address| !taken.contains(address)).collect())
}
