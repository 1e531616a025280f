use super::blackhole::BlackholeRoute;
use super::item::Item;
use super::pages::Page;
use super::{form, unread};
use crate::report::ImportReport;
use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::net::Address;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

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
    /// The answers with nothing in their list, by key: of a call that is about one thing they say that it has none.
    empty: BTreeMap<&'static str, Vec<Item>>,
    /// The keys that were seen, each with the folders of the files, even with an empty list behind them: an account
    /// without peerings is known to have none.
    seen: BTreeMap<&'static str, BTreeSet<String>>,
    /// Every page of an answer, until it is clear which of them have an end.
    pub(super) pages: Vec<Page>,
    /// The keys of which only the first pages were seen, with the folders.
    cut: BTreeMap<&'static str, BTreeSet<String>>,
    /// Fields that nothing reads, by kind.
    pub(super) unread: BTreeMap<&'static str, BTreeSet<String>>,
    /// The file that each VPC was read from.
    vpc_files: BTreeMap<ResourceId, Rc<str>>,
    /// The folders of these files.
    dumps: BTreeSet<String>,
    /// NAT gateways by their interfaces.
    pub(super) nat_by_interface: BTreeMap<ResourceId, ResourceId>,
    /// What AWS says of interfaces that a service manages, by interface.
    pub(super) managed: BTreeMap<ResourceId, String>,
    /// VPCs of which an answer tells whether they have DNS hostnames.
    pub(super) known_hostnames: BTreeSet<ResourceId>,
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
    /// What VPC Block Public Access stops for VPCs and subnets, as they say themselves.
    pub(super) public_access_states: Vec<(ResourceId, super::public_access::Mode, Item)>,
    /// Kinds of which some VPC, or with none every VPC, does not know everything.
    half_known: BTreeSet<(Option<ResourceId>, &'static str)>,
    /// Who owns what, as the answers say it.
    pub(super) owners: BTreeMap<ResourceId, String>,
    /// Routes that AWS calls blackholes.
    pub(super) blackholes: Vec<BlackholeRoute>,
    /// Targets of routes that AWS calls active, with the VPC of their table: they are there, whoever tells of them.
    pub(super) active_targets: Vec<(ResourceId, ResourceId, Item)>,
    /// VPCs that only what stands in them tells of.
    pub(super) unseen_vpcs: BTreeSet<ResourceId>,
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
        self.seen.is_empty() && self.pages.is_empty() && self.document.resources.is_empty()
    }

    /// Remembers that an answer of this kind was given, or with `is_cut` some of its pages only.
    pub(super) fn see(&mut self, key: &'static str, file: &str, is_cut: bool) {
        let answers = if is_cut { &mut self.cut } else { &mut self.seen };
        answers.entry(key).or_default().insert(folder(file).to_owned());
    }

    /// Whether an answer of this kind was given that may speak of the VPC, whole.
    ///
    /// A folder that tells of VPCs is the dump of one account and Region, and speaks of no other one's.
    pub(super) fn has_seen(&self, key: &str, vpc: &ResourceId) -> bool {
        let own = self.file_of(vpc).map(folder);
        let is_cut = own.is_some_and(|own| self.cut.get(key).is_some_and(|cut| cut.contains(own)));
        !is_cut && self.speak_of(self.whole(key), vpc)
    }

    /// Whether an answer of this kind was given, whole, beside that file or in a folder that is no other dump.
    pub(super) fn has_seen_beside(&self, key: &str, file: &str) -> bool {
        let own = folder(file);
        self.whole(key).any(|folder| folder == own || !self.dumps.contains(folder))
    }

    /// The folders whose answers of this kind are whole: no page in them has lost its end.
    fn whole(&self, key: &str) -> impl Iterator<Item = &str> {
        let cut = self.cut.get(key);
        let seen = self.seen.get(key).into_iter().flatten().map(String::as_str);
        seen.filter(move |folder| cut.is_none_or(|cut| !cut.contains(*folder)))
    }

    /// Whether an answer of this kind was given, whole, somewhere.
    pub(super) fn has_seen_anywhere(&self, key: &str) -> bool {
        self.seen.contains_key(key)
    }

    /// Remembers that answers leave open what a VPC has of a kind; without a VPC, what any of them has.
    pub(super) fn does_not_know(&mut self, vpc: Option<ResourceId>, kind: &'static str) {
        self.half_known.insert((vpc, kind));
    }

    /// Whether answers leave open what a VPC has of a kind.
    pub(super) fn is_half_known(&self, vpc: &ResourceId, kind: &'static str) -> bool {
        self.half_known.contains(&(None, kind)) || self.half_known.contains(&(Some(vpc.clone()), kind))
    }

    /// Remembers who owns a thing.
    pub(super) fn note_owner(&mut self, id: &ResourceId, owner: Option<&str>) {
        if let Some(owner) = owner {
            self.owners.entry(id.clone()).or_insert_with(|| owner.to_owned());
        }
    }

    /// Whether only first pages of this kind were given somewhere.
    pub(super) fn is_cut_anywhere(&self, key: &str) -> bool {
        self.cut.contains_key(key)
    }

    /// Whether nothing but first pages of this kind was given that may speak of the VPC: there is more than what was
    /// read.
    pub(super) fn is_cut(&self, key: &str, vpc: &ResourceId) -> bool {
        let cut = self.cut.get(key).into_iter().flatten().map(String::as_str);
        self.speak_of(cut, vpc) && !self.has_seen(key, vpc)
    }

    fn speak_of<'a>(&self, mut folders: impl Iterator<Item = &'a str>, vpc: &ResourceId) -> bool {
        let own = self.file_of(vpc).map(folder);
        folders.any(|folder| Some(folder) == own || !self.dumps.contains(folder))
    }

    /// Remembers the file that a VPC was read from.
    pub(super) fn found_in(&mut self, vpc: &ResourceId, file: &Rc<str>) {
        self.vpc_files.entry(vpc.clone()).or_insert_with(|| Rc::clone(file));
        self.dumps.insert(folder(file).to_owned());
    }

    /// The file that a VPC was read from.
    pub(super) fn file_of(&self, vpc: &ResourceId) -> Option<&str> {
        self.vpc_files.get(vpc).map(AsRef::as_ref)
    }

    /// Keeps an object for later.
    pub(super) fn keep(&mut self, key: &'static str, item: Item) {
        form::check(&mut self.report, &item);
        unread::note(self.unread.entry(key).or_default(), key, &item.value);
        self.items.entry(key).or_default().push(item);
    }

    /// Keeps an answer with nothing in its list.
    pub(super) fn keep_empty(&mut self, key: &'static str, answer: Item) {
        self.empty.entry(key).or_default().push(answer);
    }

    /// The answers of a kind with nothing in their list. The file is all that may tell what they are about.
    pub(super) fn empty(&self, key: &str) -> &[Item] {
        self.empty.get(key).map_or(&[], Vec::as_slice)
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

/// The folder of a file; empty for a file that was named alone.
pub(super) fn folder(file: &str) -> &str {
    file.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder)
}
