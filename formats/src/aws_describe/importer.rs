use super::item::Item;
use crate::report::ImportReport;
use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::net::Address;
use std::collections::{BTreeMap, BTreeSet};

/// Where a line of the report stands that no single file explains.
pub(super) const AS_A_WHOLE: &str = "the import as a whole";

/// What an import knows while it reads.
#[derive(Default)]
pub(super) struct Importer {
    /// The drawing as far as it is read.
    pub(super) document: Document,
    /// What became of each part.
    pub(super) report: ImportReport,
    /// The objects of the answers, by the key under which they stood.
    items: BTreeMap<&'static str, Vec<Item>>,
    /// The keys that were seen, even with an empty list behind them: an account without peerings is known to have none.
    seen: BTreeSet<&'static str>,
    /// NAT gateways by their interfaces.
    pub(super) nat_by_interface: BTreeMap<ResourceId, ResourceId>,
    /// The public addresses that are Elastic IP addresses of the drawing.
    pub(super) elastic_addresses: BTreeSet<Address>,
    /// Public addresses of NAT gateways, as far as the gateways themselves tell of them.
    pub(super) nat_addresses: Vec<(ResourceId, Item)>,
    /// Routes of gateway endpoints: table, endpoint, prefix list and where the row stood.
    pub(super) endpoint_routes: Vec<EndpointRoute>,
    /// Regions of VPCs, as far as something tells.
    pub(super) regions: BTreeMap<ResourceId, String>,
    /// Whether the blocks of some prefix list are not known.
    pub(super) lists_without_blocks: bool,
    /// VPCs whose internet gateway is known to be gone: a route to it is a blackhole.
    pub(super) without_internet_gateway: BTreeSet<ResourceId>,
}

/// A row of a route table that belongs to a gateway endpoint.
pub(super) struct EndpointRoute {
    pub(super) table: ResourceId,
    pub(super) endpoint: ResourceId,
    pub(super) prefix_list: Option<ResourceId>,
    pub(super) item: Item,
}

impl Importer {
    /// Whether no file held anything that is read.
    pub(super) fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// Remembers that an answer of this kind was given.
    pub(super) fn see(&mut self, key: &'static str) {
        self.seen.insert(key);
    }

    /// Whether an answer of this kind was given.
    pub(super) fn has_seen(&self, key: &str) -> bool {
        self.seen.contains(key)
    }

    /// Keeps an object for later.
    pub(super) fn keep(&mut self, key: &'static str, item: Item) {
        self.items.entry(key).or_default().push(item);
    }

    /// Takes the objects of a kind, in the order of the files.
    pub(super) fn take(&mut self, key: &str) -> Vec<Item> {
        self.items.get_mut(key).map(std::mem::take).unwrap_or_default()
    }

    /// Looks at the objects of a kind.
    pub(super) fn peek(&self, key: &str) -> &[Item] {
        self.items.get(key).map_or(&[], Vec::as_slice)
    }

    /// Adds a resource. The first with an id stays; another one with the same id is skipped and reported.
    pub(super) fn insert(&mut self, item: &Item, id: ResourceId, resource: impl Into<Resource>) {
        let resource = resource.into();
        let label = resource.resource_type().map_or("Resource", |resource_type| resource_type.label());
        match self.document.resource(id.as_str()) {
            None => {
                self.report.read(&item.file, &item.place, label);
                self.document.insert(id, resource);
            }
            Some(same) if *same == resource => {
                self.skip(item, label, "It stands twice in the input, with the same content.");
            }
            Some(_) => {
                let why =
                    format!("{id} stands twice in the input, with other content; the first one is kept.");
                self.skip(item, label, &why);
            }
        }
    }

    /// The id of an object, or a line in the report.
    pub(super) fn id(&mut self, item: &Item, key: &str, label: &str) -> Option<ResourceId> {
        let id = item.id(key);
        if id.is_none() {
            self.skip(item, label, &format!("It has no {key}."));
        }
        id
    }

    /// Notes something that is in the drawing in another form.
    pub(super) fn approximate(&mut self, item: &Item, what: &str, why: &str) {
        self.report.approximated(&item.file, &item.place, what, why);
    }

    /// Notes something that is not in the drawing.
    pub(super) fn skip(&mut self, item: &Item, what: &str, why: &str) {
        self.report.skipped(&item.file, &item.place, what, why);
    }
}
