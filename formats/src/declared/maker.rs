//! The drawing while it is made.

use super::ground::Ground;
use super::ids;
use super::launch::Launch;
use super::own::{Own, View};
use super::service::Cluster;
use netyard_core::model::{
    Attachment, Document, IpPermission, NetworkAcl, NetworkInterface, Other, PrivateIpAddress, Resource,
    ResourceId, RouteTable, RowId, SecurityGroup,
};
use netyard_core::net::{Address, Protocol};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::rc::Rc;
use std::sync::Arc;

/// How the ids begin of prefix lists that stand for what nobody knows.
pub(super) const UNKNOWN_LIST: &str = "pl-unknown-";

/// The drawing while it is made.
pub(crate) struct Maker<'a> {
    pub(crate) ground: &'a Ground,
    pub(crate) document: Document,
    /// Kinds of which templates leave open what there is.
    pub(crate) doubts: BTreeSet<&'static str>,
    /// Interfaces that get a public address when they are made, whatever their subnets say.
    pub(crate) wants_public: BTreeSet<ResourceId>,
    /// Interfaces that get none, whatever their subnets say.
    pub(crate) wants_no_public: BTreeSet<ResourceId>,
    /// How many addresses of IPv6 interfaces ask for.
    pub(crate) wants_ipv6: BTreeMap<ResourceId, u32>,
    /// Network ACLs of which not all entries are known.
    pub(crate) murky_acls: BTreeSet<ResourceId>,
    /// Hosted zones of which not all records are known.
    pub(crate) murky_zones: BTreeSet<ResourceId>,
    /// The names of lists of the DNS Firewall, of those that are told whole.
    pub(crate) domain_lists: BTreeMap<ResourceId, Vec<String>>,
    /// Groups of the DNS Firewall of which not all rules are told.
    pub(crate) open_firewalls: BTreeSet<ResourceId>,
    /// Clusters of databases, by their ids and by the names that they are given.
    pub(crate) clusters: BTreeMap<ResourceId, Cluster>,
    /// Listeners by id: their load balancers, and the rows there.
    pub(crate) listeners: BTreeMap<ResourceId, (ResourceId, RowId)>,
    /// The subnets of subnet groups, by id and by name.
    pub(crate) subnet_groups: BTreeMap<ResourceId, Vec<ResourceId>>,
    /// What launch templates say, by id and by name.
    pub(crate) launches: BTreeMap<String, Launch>,
    /// Interfaces whose addresses are known.
    pub(crate) settled: BTreeSet<ResourceId>,
    /// How many interfaces came with a resource so far, by its logical id.
    pub(crate) beside: BTreeMap<String, usize>,
    /// The ids of interfaces that come with a resource, by its logical id, where something tells them.
    pub(crate) interface_ids: BTreeMap<String, Vec<String>>,
    /// Groups, network ACLs and main route tables that AWS makes with VPCs, by id: their VPCs, and their types.
    pub(crate) made_with: BTreeMap<ResourceId, (ResourceId, &'static str)>,
    /// Those among them that exist already: nobody has to tell what was changed of them since AWS made them.
    pub(crate) existing: BTreeSet<ResourceId>,
    /// Groups, tables, network ACLs and lists whose rows are resources of their own.
    pub(crate) joined: BTreeSet<ResourceId>,
    /// Kinds of which every thing in the drawing may have a row that nobody knows: it is added once.
    pub(crate) anywhere: BTreeSet<&'static str>,
    /// What is taken away: a route that leads there leads nowhere.
    pub(crate) deleted: BTreeSet<ResourceId>,
    /// Virtual private gateways that hear routes of which nobody knows anything.
    pub(crate) hears: BTreeSet<ResourceId>,
    /// Those of which some rows are changed, and nothing tells which.
    pub(crate) open: BTreeSet<ResourceId>,
    /// What interfaces are made of: file, place and type.
    pub(crate) origins: BTreeMap<ResourceId, (Rc<str>, String, String)>,
}

impl<'a> Maker<'a> {
    pub(crate) fn new(ground: &'a Ground) -> Self {
        Self {
            ground,
            document: Document::default(),
            doubts: BTreeSet::new(),
            wants_public: BTreeSet::new(),
            wants_no_public: BTreeSet::new(),
            wants_ipv6: BTreeMap::new(),
            murky_acls: BTreeSet::new(),
            murky_zones: BTreeSet::new(),
            domain_lists: BTreeMap::new(),
            open_firewalls: BTreeSet::new(),
            clusters: BTreeMap::new(),
            listeners: BTreeMap::new(),
            subnet_groups: BTreeMap::new(),
            launches: BTreeMap::new(),
            settled: BTreeSet::new(),
            beside: BTreeMap::new(),
            interface_ids: BTreeMap::new(),
            made_with: BTreeMap::new(),
            existing: BTreeSet::new(),
            joined: BTreeSet::new(),
            anywhere: BTreeSet::new(),
            deleted: BTreeSet::new(),
            hears: BTreeSet::new(),
            open: BTreeSet::new(),
            origins: BTreeMap::new(),
        }
    }

    /// Adds the resource that a resource of a template becomes.
    pub(crate) fn insert(&mut self, own: &Own, resource: impl Into<Resource>) {
        if self.document.resource(own.id.as_str()).is_some() {
            let why = format!("{} stands twice in the input; the first one is kept.", own.id);
            self.skip(own, &why);
            return;
        }
        self.read(own);
        self.remember(own, &own.id);
        self.document.insert(own.id.clone(), resource);
    }

    fn remember(&mut self, own: &Own, id: &ResourceId) {
        self.origins.insert(id.clone(), (Rc::clone(&own.file), own.place(), own.type_name.clone()));
    }

    /// Adds what comes with a resource of a template, such as the interface of an instance.
    pub(crate) fn insert_beside(&mut self, own: &Own, id: &str, resource: impl Into<Resource>) -> ResourceId {
        let resource = resource.into();
        let known = matches!(resource, Resource::NetworkInterface(_) | Resource::VpcEndpoint(_))
            .then(|| self.drawn_interface(own))
            .flatten();
        let id = known.as_deref().unwrap_or(id);
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        let mut free = std::iter::once(id.to_owned()).chain(numbered);
        let free = free.find(|id| self.document.resource(id).is_none());
        let id = ResourceId::new(free.as_deref().unwrap_or(id));
        self.remember(own, &id);
        self.document.insert(id.clone(), resource);
        id
    }

    /// The id of the next interface of a resource in the drawing that its template was exported from.
    fn drawn_interface(&mut self, own: &Own) -> Option<String> {
        let count = self.beside.entry(own.logical.clone()).or_default();
        let index = *count;
        *count += 1;
        self.interface_ids.get(&own.logical)?.get(index).cloned()
    }

    /// Gives a service an interface in each of these subnets.
    pub(crate) fn interfaces(
        &mut self,
        own: &Own,
        subnets: &[ResourceId],
        groups: &[ResourceId],
        is_public: bool,
    ) -> Vec<ResourceId> {
        self.interfaces_of(own, &own.id.clone(), subnets, groups, is_public)
    }

    /// Gives a part of what a resource becomes an interface in each of these subnets.
    pub(crate) fn interfaces_of(
        &mut self,
        own: &Own,
        holder: &ResourceId,
        subnets: &[ResourceId],
        groups: &[ResourceId],
        is_public: bool,
    ) -> Vec<ResourceId> {
        let mut made = Vec::new();
        for (index, subnet) in subnets.iter().enumerate() {
            let id = format!("eni-{holder}-{}", index + 1);
            let id = self.insert_beside(own, &id, interface_in(subnet, groups, holder, index));
            if is_public {
                self.wants_public.insert(id.clone());
            } else {
                self.wants_no_public.insert(id.clone());
            }
            made.push(id);
        }
        made
    }

    /// Changes an interface.
    pub(crate) fn change_interface(
        &mut self,
        id: &ResourceId,
        change: impl FnOnce(&mut NetworkInterface),
    ) -> bool {
        self.change(
            id,
            |resource| if let Resource::NetworkInterface(it) = resource { Some(it) } else { None },
            change,
        )
    }

    /// Gives an interface its primary address.
    pub(crate) fn give_address(&mut self, id: &ResourceId, address: Address) {
        let entry = PrivateIpAddress {
            private_ip_address: Some(address),
            primary: true,
            ..PrivateIpAddress::default()
        };
        self.change_interface(id, |interface| interface.private_ip_addresses.push(entry));
    }

    /// Remembers how many addresses of IPv6 an interface asks for by this property, besides those that are written. AWS knows
    /// no interface with more than 50.
    pub(crate) fn ask_for_ipv6(&mut self, own: &Own, view: &View<'_>, key: &str, id: &ResourceId) {
        self.doubt(own, view, key, "networkInterface");
        if let Some(count) = view.small::<u32>(key).filter(|count| *count > 0) {
            self.wants_ipv6.insert(id.clone(), count.min(50));
        }
    }

    /// Attaches an internet gateway or a virtual private gateway to a VPC.
    pub(crate) fn attach(&mut self, gateway: &ResourceId, vpc: ResourceId) -> bool {
        self.change(
            gateway,
            |resource| match resource {
                Resource::InternetGateway(it) => Some(&mut it.vpc_id),
                Resource::VpnGateway(it) => Some(&mut it.vpc_id),
                _ => None,
            },
            |vpc_id| *vpc_id = Some(vpc),
        )
    }

    /// The VPC of the first of these subnets that is in the drawing and tells one.
    pub(crate) fn vpc_of(&self, subnets: &[ResourceId]) -> Option<ResourceId> {
        let mut known = subnets.iter().filter_map(|id| self.document.subnet(id.as_str()));
        known.find_map(|subnet| subnet.vpc_id.clone())
    }

    /// Keeps a resource as a plain node, and says why.
    pub(crate) fn keep_plain(&mut self, own: &Own, name: &str, why: &str) {
        if self.document.resource(own.id.as_str()).is_some() {
            self.skip(own, &format!("{} stands twice in the input; the first one is kept.", own.id));
            return;
        }
        let raw = json!({"type": own.type_name, "name": name});
        self.document.insert(own.id.clone(), Resource::Other(Other { raw }));
        self.ground.report.borrow_mut().plain(&own.file, &own.place(), &own.type_name, why);
    }

    /// A public address that nothing has.
    pub(crate) fn free_public(&self) -> IpAddr {
        self.ground.free_public()
    }

    /// A prefix list that nobody knows: a row with it is one that a packet may need, and then ends as unknown.
    pub(crate) fn unknown_list(&mut self, own: &Own) -> ResourceId {
        self.doubts.insert("managedPrefixList");
        ResourceId::new(&format!("{UNKNOWN_LIST}{}", own.label()))
    }

    /// The groups that a property names. Where one of them is not known, a group that nobody knows is among them: a packet
    /// that the others do not admit ends as unknown.
    pub(crate) fn groups(&mut self, own: &Own, view: &View<'_>, key: &str) -> Vec<ResourceId> {
        let mut groups = view.ids(key);
        if view.is_unknown(key) {
            let unknown = ResourceId::new(&format!("sg-unknown-{}", own.label()));
            let why = format!(
                "Not all of its groups are told; {unknown} stands for those, and a packet that the others do not admit ends UNKNOWN."
            );
            self.note(own, &why);
            self.doubts.insert("securityGroup");
            groups.push(unknown);
        }
        groups
    }

    /// Says that nobody knows what there is of a kind, where the property that decides it is written and not known.
    pub(crate) fn doubt(&mut self, own: &Own, view: &View<'_>, key: &str, kind: &'static str) {
        if view.is_unknown(key) {
            self.doubts.insert(kind);
            let why = format!("Nothing tells its {key}: a packet for which that counts ends UNKNOWN.");
            self.note(own, &why);
        }
    }

    /// A VPC does not know what there is of a kind.
    pub(crate) fn vpc_does_not_know(&mut self, vpc: &ResourceId, kind: &str) {
        self.change(
            vpc,
            |resource| if let Resource::Vpc(it) = resource { Some(it) } else { None },
            |vpc| {
                if !vpc.unknown.iter().any(|known| known == kind) {
                    vpc.unknown.push(kind.to_owned());
                }
            },
        );
    }

    /// Something that nobody knows, to which a route leads: a packet that comes there ends as unknown.
    pub(crate) fn unknown_target(&mut self, own: &Own) -> ResourceId {
        let raw = json!({"type": "unknown", "name": format!("Target of {}", own.logical)});
        self.insert_beside(own, &format!("target-{}", own.label()), Resource::Other(Other { raw }))
    }

    /// Makes a gateway one of which nobody knows where it is attached: a packet that comes there ends as unknown.
    pub(crate) fn make_unknown(&mut self, id: &ResourceId) {
        let Some(name) = self.document.resource(id.as_str()).and_then(Resource::name) else { return };
        let raw = json!({"type": "unknown", "name": name});
        self.document.insert(id.clone(), Resource::Other(Other { raw }));
    }

    /// Counts a resource of a template that is in the drawing.
    pub(crate) fn read(&self, own: &Own) {
        self.ground.report.borrow_mut().read(&own.file, &own.place(), &own.type_name);
    }

    /// Notes what is in the drawing in another form.
    pub(crate) fn note(&self, own: &Own, why: &str) {
        self.ground.report.borrow_mut().approximated(&own.file, &own.place(), &own.type_name, why);
    }

    /// Notes what is not in the drawing.
    pub(crate) fn skip(&self, own: &Own, why: &str) {
        self.ground.report.borrow_mut().skipped(&own.file, &own.place(), &own.type_name, why);
    }

    /// A resource that a join names cannot be joined: nobody knows then what there is of its kind.
    pub(crate) fn cannot_join(
        &mut self,
        own: &Own,
        key: &str,
        found: Option<&ResourceId>,
        kind: &'static str,
    ) {
        let why = match found {
            Some(id) => format!("Its {key} is {id}, which is not in the drawing."),
            None => format!("Nothing tells its {key}."),
        };
        self.skip(own, &why);
        self.doubts.insert(kind);
    }

    fn get_mut(&mut self, id: &ResourceId) -> Option<&mut Resource> {
        self.document.resources.get_mut(id).map(Arc::make_mut)
    }

    /// A resource of a kind, to be changed.
    pub(crate) fn change<T>(
        &mut self,
        id: &ResourceId,
        of: impl FnOnce(&mut Resource) -> Option<&mut T>,
        change: impl FnOnce(&mut T),
    ) -> bool {
        match self.get_mut(id).and_then(of) {
            Some(found) => {
                change(found);
                true
            }
            None => false,
        }
    }

    /// A route table, to be changed; the main one of a VPC is drawn when something names it.
    pub(crate) fn change_table(&mut self, id: &ResourceId, change: impl FnOnce(&mut RouteTable)) -> bool {
        self.draw_defaults(id);
        self.change(
            id,
            |resource| if let Resource::RouteTable(it) = resource { Some(it) } else { None },
            change,
        )
    }

    /// A network ACL, to be changed; the default one of a VPC is drawn when something names it.
    pub(crate) fn change_acl(&mut self, id: &ResourceId, change: impl FnOnce(&mut NetworkAcl)) -> bool {
        self.draw_defaults(id);
        self.change(
            id,
            |resource| if let Resource::NetworkAcl(it) = resource { Some(it) } else { None },
            change,
        )
    }

    /// A security group, to be changed; the default one of a VPC is drawn when something names it.
    pub(crate) fn change_group(&mut self, id: &ResourceId, change: impl FnOnce(&mut SecurityGroup)) -> bool {
        self.draw_defaults(id);
        self.change(
            id,
            |resource| if let Resource::SecurityGroup(it) = resource { Some(it) } else { None },
            change,
        )
    }

    /// Draws the group, the network ACL or the route table that AWS makes with a VPC, where it is the one that is named.
    pub(crate) fn draw_defaults(&mut self, id: &ResourceId) {
        if self.document.resource(id.as_str()).is_some() {
            return;
        }
        let told = self.made_with.get(id).map(|(vpc, kind)| (*kind, vpc.clone()));
        let named = || {
            let (kind, vpc) = ids::of_default_part(id.as_str())?;
            self.document.vpc(vpc).is_some().then(|| (kind, ResourceId::new(vpc)))
        };
        let Some((kind, vpc)) = told.or_else(named) else { return };
        // The one of the VPC may be drawn under another id.
        if self.has_default(kind, &vpc) {
            return;
        }
        if self.existing.contains(id) {
            // What a group admits that nobody manages, nobody tells.
            if kind == "sg" {
                return;
            }
            let why = "It exists and no file holds it: it is drawn as AWS makes it with its VPC.";
            let file = Rc::clone(&self.ground.file);
            self.ground.report.borrow_mut().approximated(&file, id.as_str(), "Part of a VPC", why);
        }
        let vpc_id = Some(vpc);
        if kind == "sg" {
            // What it admits is what AWS admits: from itself, and to everywhere.
            let own = IpPermission {
                ip_protocol: Some(Protocol::All),
                group_id: Some(id.clone()),
                ..IpPermission::default()
            };
            let group = SecurityGroup {
                group_name: Some("default".to_owned()),
                vpc_id,
                ip_permissions: [(RowId::new("g1"), own)].into_iter().collect(),
                ..SecurityGroup::default()
            };
            self.document.insert(id.clone(), group);
        } else if kind == "acl" {
            let acl = NetworkAcl { is_default: true, vpc_id, ..NetworkAcl::default() };
            self.document.insert(id.clone(), acl);
        } else {
            self.document.insert(id.clone(), RouteTable { main: true, vpc_id, ..RouteTable::default() });
        }
    }

    /// Whether what AWS makes with a VPC is drawn already.
    fn has_default(&self, kind: &str, vpc: &ResourceId) -> bool {
        self.document.resources.values().any(|resource| match resource.as_ref() {
            Resource::SecurityGroup(it) => {
                kind == "sg" && it.group_name.as_deref() == Some("default") && it.vpc_id.as_ref() == Some(vpc)
            }
            Resource::NetworkAcl(it) => kind == "acl" && it.is_default && it.vpc_id.as_ref() == Some(vpc),
            Resource::RouteTable(it) => kind == "rtb" && it.main && it.vpc_id.as_ref() == Some(vpc),
            _ => false,
        })
    }
}

/// The interface that a service has in a subnet: its device `index`.
pub(crate) fn interface_in(
    subnet: &ResourceId,
    groups: &[ResourceId],
    service: &ResourceId,
    index: usize,
) -> NetworkInterface {
    let attachment = Attachment {
        instance_id: Some(service.clone()),
        device_index: u32::try_from(index).ok(),
        ..Attachment::default()
    };
    NetworkInterface {
        subnet_id: Some(subnet.clone()),
        group_ids: groups.to_vec(),
        attachment: Some(attachment),
        ..NetworkInterface::default()
    }
}
