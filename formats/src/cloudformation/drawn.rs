//! What a template says of the drawing from which it was exported, under `Metadata: Netyard:`. CloudFormation ignores it;
//! an import takes from it what no template can say: ids, and what AWS gives or nobody but the drawing knows.
//!
//! Only what [`may_carry`] names is taken, so that nothing there speaks against the template itself.

use super::template::Template;
use crate::declared::maker::Maker;
use crate::declared::node::Node;
use crate::export::is_of_a_service;
use crate::given_names;
use netyard_core::model::{Resource, ResourceId};
use netyard_core::net::CidrBlock;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Letters of an id.
const MOST_LETTERS: usize = 200;

/// What a template says of its drawing.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// The title.
    pub(super) title: Option<String>,
    /// The Region.
    pub(super) region: Option<String>,
    /// Ids, by logical id, and by `Vpc.DefaultNetworkAcl` and the like.
    ids: BTreeMap<String, String>,
    /// The names of `ids` that have a dot, by id.
    parts: BTreeMap<String, String>,
    /// Ids of the interfaces that come with a resource, by its logical id.
    interfaces: BTreeMap<String, Vec<String>>,
    /// The IPv6 blocks that AWS would give, by logical id.
    blocks: BTreeMap<String, String>,
    /// Ids of things outside of the template, by the parameters that ask for them.
    parameters: BTreeMap<String, String>,
    /// Fields that no template carries, by id; null for what the drawing does not have.
    fields: BTreeMap<String, Map<String, Value>>,
    /// The ids of rows in their order, by the id of their resource and by field.
    rows: BTreeMap<String, Map<String, Value>>,
    /// What stands outside of AWS, or is made by AWS beside a resource, by id.
    resources: BTreeMap<String, Value>,
}

/// The fields that are taken from there for a type of resource.
pub(crate) fn may_carry(type_name: &str, field: &str) -> bool {
    let own: &[&str] = match type_name {
        "autoScalingGroup" => &["instances", "launchConfigurationName"],
        "customerGateway" => &["onPremisesSiteId"],
        "dbInstance" => &["endpoint", "dbInstanceStatus"],
        "cacheCluster" => &["endpoint", "cacheClusterStatus"],
        "elasticIp" => &["publicIp"],
        "fileSystem" => &["lifeCycleState", "region"],
        "function" => &["region", "vpcConfig"],
        "instance" => &["listens", "dnsServer", "platform"],
        "loadBalancer" => &["dnsName", "vpcId"],
        "natGateway" => &["vpcId", "privateIp"],
        "networkAcl" => &["entries"],
        "networkInterface" => &["attachment", "privateIpAddresses", "ipv6Addresses", "tags", "groupIds"],
        "ipamPool" => &["allocations"],
        "securityGroup" => &["description", "groupName"],
        "resolverEndpoint" => &["hostVpcId"],
        "transferServer" => &["region"],
        "transitGatewayAttachment" => &["advertisements"],
        "transitGatewayConnectPeer" => &["advertisements", "connectPeerConfiguration"],
        "vpcEndpoint" => &["requesterManaged"],
        "vpcEndpointService" => &["serviceName", "availabilityZones", "serviceState"],
        "vpcPeeringConnection" => &["requesterVpcInfo", "accepterVpcInfo"],
        "vpnConnection" => &["vgwTelemetry", "advertisements"],
        _ => &[],
    };
    matches!(field, "name" | "ownerId" | "resourceOwnerId" | "state" | "status" | "unknown")
        || own.contains(&field)
}

/// What stands there whole: what is no part of AWS, plain nodes, and what AWS makes itself: attachments with VPN
/// connections, and interfaces of services.
pub(crate) fn stands_whole(resource: &Resource) -> bool {
    match resource {
        Resource::OnPremisesSite(_) | Resource::OnPremisesHost(_) | Resource::Other(_) => true,
        Resource::TransitGatewayAttachment(attachment) => attachment.resource_type == "vpn",
        Resource::NetworkInterface(interface) => is_of_a_service(interface),
        _ => false,
    }
}

impl Drawn {
    /// Reads it from the only template of an import: among several, ids would not tell the stacks apart.
    pub(super) fn of(templates: &[Template]) -> Self {
        let [template] = templates else { return Self::default() };
        let Some(said) = template.root().get("Metadata").and_then(|metadata| metadata.get("Netyard")) else {
            return Self::default();
        };
        let text = |key: &str| said.get(key).and_then(Node::scalar).map(str::to_owned);
        let ids = texts(said.get("Ids"));
        let mut taken = BTreeSet::new();
        let ids: BTreeMap<String, String> =
            ids.into_iter().filter(|(_, id)| is_id(id) && taken.insert(id.clone())).collect();
        let parts = ids.iter().filter(|(name, _)| name.contains('.'));
        let objects = |key: &str| {
            let members = said.get(key).map(Node::members).unwrap_or_default().iter();
            let members = members.filter(|member| is_id(&member.key));
            members.map(|member| (member.key.clone(), member.value.to_json())).collect::<Vec<_>>()
        };
        let lists = said.get("Interfaces").map(Node::members).unwrap_or_default().iter();
        let lists = lists.map(|member| {
            let ids = member.value.items().iter().filter_map(Node::scalar).filter(|id| is_id(id));
            (member.key.clone(), ids.map(str::to_owned).collect())
        });
        let fields = objects("Fields").into_iter();
        let mut fields: BTreeMap<String, Map<String, Value>> =
            fields.filter_map(|(id, value)| Some((id, value.as_object()?.clone()))).collect();
        for (id, names) in objects("Without") {
            let own = fields.entry(id).or_default();
            let names = names.as_array().cloned().unwrap_or_default();
            own.extend(names.iter().filter_map(Value::as_str).map(|name| (name.to_owned(), Value::Null)));
        }
        Self {
            title: text("Title"),
            region: text("Region"),
            parts: parts.map(|(name, id)| (id.clone(), name.clone())).collect(),
            ids,
            interfaces: lists.collect(),
            blocks: texts(said.get("Blocks")),
            parameters: texts(said.get("Parameters")),
            fields,
            rows: objects("Rows")
                .into_iter()
                .filter_map(|(id, value)| Some((id, value.as_object()?.clone())))
                .collect(),
            resources: objects("Resources").into_iter().collect(),
        }
    }

    /// The id of a resource, by its logical id.
    pub(super) fn id(&self, name: &str) -> Option<&str> {
        self.ids.get(name).map(String::as_str)
    }

    /// The ids of interfaces that come with resources, by their logical ids.
    pub(super) fn interfaces(&self) -> &BTreeMap<String, Vec<String>> {
        &self.interfaces
    }

    /// The groups and the network ACLs that AWS makes with VPCs: the id, the logical id of the VPC, and `sg` or `acl`.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&str, &str, &'static str)> {
        self.parts.iter().filter_map(|(id, name)| {
            let (vpc, attribute) = name.split_once('.')?;
            Some((id.as_str(), vpc, if attribute == "DefaultSecurityGroup" { "sg" } else { "acl" }))
        })
    }

    /// The name that the drawing has for a load balancer.
    pub(super) fn dns_name(&self, id: &str) -> Option<&str> {
        self.fields.get(id)?.get("dnsName")?.as_str()
    }

    /// The IPv6 block that the drawing has where AWS would give one.
    pub(super) fn block(&self, name: &str) -> Option<&String> {
        self.blocks.get(name).filter(|block| CidrBlock::new(block).net().is_some())
    }

    /// What a parameter stands for.
    pub(super) fn parameter(&self, name: &str) -> Option<&String> {
        self.parameters.get(name)
    }

    /// The public address that the drawing has for an Elastic IP address.
    pub(super) fn public_ip(&self, id: &str) -> Option<std::net::IpAddr> {
        self.fields.get(id)?.get("publicIp")?.as_str()?.parse().ok()
    }
}

fn texts(node: Option<&Node>) -> BTreeMap<String, String> {
    let members = node.map(Node::members).unwrap_or_default().iter();
    members.filter_map(|member| Some((member.key.clone(), member.value.scalar()?.to_owned()))).collect()
}

fn is_id(text: &str) -> bool {
    let fits = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_' | b'.' | b':');
    !text.is_empty() && text.len() <= MOST_LETTERS && text.bytes().all(fits)
}

/// Completes the drawing with what the template says of the one that it was exported from.
pub(super) fn apply(maker: &mut Maker<'_>, drawn: &Drawn) {
    for id in drawn.parts.keys() {
        maker.draw_defaults(&ResourceId::new(id));
    }
    for (id, value) in &drawn.resources {
        let read = Resource::from_value(value.clone()).ok();
        let Some(resource) = read.filter(|own| stands_whole(own) && maker.document.resource(id).is_none())
        else {
            say(
                maker,
                false,
                id,
                "It is not taken from the Metadata: only sites, their hosts and attachments of VPN connections are, once.",
            );
            continue;
        };
        maker.document.insert(ResourceId::new(id), resource);
        say(
            maker,
            true,
            id,
            "It is no resource of a template; it is drawn as in the drawing from which the template was exported.",
        );
    }
    for (id, fields) in &drawn.fields {
        complete(maker, id, fields);
    }
    for (id, rows) in &drawn.rows {
        rename(maker, id, rows);
    }
}

/// Gives rows the ids that they had, where there are as many as then.
fn rename(maker: &mut Maker<'_>, id: &str, rows: &Map<String, Value>) {
    let Some(resource) = maker.document.resource(id) else { return };
    let mut value = resource.to_value();
    for (field, ids) in rows {
        let ids: Vec<&str> = ids.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let is_each_once = ids.iter().collect::<BTreeSet<_>>().len() == ids.len();
        let Some(own) = value.get_mut(field).and_then(Value::as_object_mut) else { continue };
        if own.len() != ids.len() || !is_each_once || !own.values().all(Value::is_object) {
            let why = format!(
                "The {field} are others than those of the drawing from which the template was exported; they are numbered anew."
            );
            say(maker, true, id, &why);
            continue;
        }
        let mut all: Vec<(String, Value)> = std::mem::take(own).into_iter().collect();
        all.sort_by(|(left, _), (right, _)| natural(left).cmp(&natural(right)));
        own.extend(ids.into_iter().map(str::to_owned).zip(all.into_iter().map(|(_, row)| row)));
    }
    if let Ok(made) = Resource::from_value(value) {
        maker.document.insert(ResourceId::new(id), made);
    }
}

/// The letters of an id, its number, and the whole of it: so that `r2` comes before `r10`.
pub(crate) fn natural(id: &str) -> (&str, u64, &str) {
    let letters = id.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = id.strip_prefix(letters).unwrap_or_default();
    (letters, digits.parse().unwrap_or(0), id)
}

fn complete(maker: &mut Maker<'_>, id: &str, fields: &Map<String, Value>) {
    let Some(resource) = maker.document.resource(id) else {
        say(maker, false, id, "The Metadata have fields for it, and the template does not make it.");
        return;
    };
    let mut value = resource.to_value();
    let type_name = resource.type_name().to_owned();
    let mut taken = Vec::new();
    let mut refused = Vec::new();
    for (field, to) in fields {
        if !may_carry(&type_name, field) || !fits(maker, resource, field, to) {
            refused.push(field.as_str());
            continue;
        }
        let Some(object) = value.as_object_mut() else { continue };
        match (to, object.get_mut(field).and_then(Value::as_array_mut)) {
            (Value::Null, _) => {
                object.shift_remove(field);
            }
            (Value::Array(more), Some(known)) if field == "unknown" => {
                let more: Vec<Value> = more.iter().filter(|kind| !known.contains(kind)).cloned().collect();
                known.extend(more);
            }
            _ => {
                object.insert(field.clone(), to.clone());
            }
        }
        taken.push(field.as_str());
    }
    let Ok(made) = Resource::from_value(value) else {
        say(maker, false, id, "What the Metadata say of it is not in the form of a drawing.");
        return;
    };
    let id = ResourceId::new(id);
    if let Resource::NetworkInterface(_) = &made
        && taken.contains(&"privateIpAddresses")
    {
        maker.settled.insert(id.clone());
    }
    maker.document.insert(id.clone(), made);
    if !refused.is_empty() {
        let why =
            format!("{} of the Metadata is not taken: the template itself decides it.", refused.join(", "));
        say(maker, false, id.as_str(), &why);
    }
    if !taken.is_empty() {
        let why = format!("{} as in the drawing from which the template was exported.", taken.join(", "));
        say(maker, true, id.as_str(), &why);
    }
}

/// Whether a field agrees with what the template says.
fn fits(maker: &Maker<'_>, resource: &Resource, field: &str, to: &Value) -> bool {
    match (resource, field) {
        // AWS's own entries, which the drawing has written out.
        (Resource::NetworkAcl(acl), "entries") => acl.is_default && acl.entries.is_none(),
        (Resource::SecurityGroup(group), "description") => {
            group.group_name.as_deref() == Some("default") || to.is_null()
        }
        // A name that AWS refuses, which the template has in another form.
        (Resource::SecurityGroup(group), "groupName") => {
            let made = to.as_str().map(given_names::of_group).unwrap_or_default();
            let own = group.group_name.as_deref().unwrap_or_default();
            made != "default" && !made.is_empty() && own.starts_with(&made)
        }
        // CloudFormation takes the ends of a tunnel, and nothing of what BGP says in it.
        (Resource::TransitGatewayConnectPeer(own), "connectPeerConfiguration") => {
            let mut ends = own.connect_peer_configuration.clone();
            ends.bgp_configurations.clear();
            let mut told = to.clone();
            if let Some(told) = told.as_object_mut() {
                told.remove("bgpConfigurations");
            }
            serde_json::to_value(ends).is_ok_and(|ends| ends == told)
        }
        (Resource::NetworkInterface(own), "privateIpAddresses") => {
            let block = own.subnet_id.as_ref().and_then(|id| maker.document.subnet(id.as_str()));
            let block = block.and_then(|subnet| subnet.cidr_block.as_ref()).and_then(CidrBlock::net);
            let all = to.as_array().map(Vec::as_slice).unwrap_or_default();
            let of = |one: &Value| one.get("privateIpAddress")?.as_str()?.parse::<std::net::IpAddr>().ok();
            let written: Vec<_> = own
                .private_ip_addresses
                .iter()
                .filter_map(|one| one.private_ip_address.as_ref().and_then(netyard_core::net::Address::ip))
                .collect();
            let told: Vec<_> = all.iter().filter_map(of).collect();
            let is_inside = told.iter().all(|ip| block.is_none_or(|block| block.contains(ip)));
            is_inside && (written.is_empty() || written == told)
        }
        // The owner of an interface is what the template says; only its number there may be another one.
        (Resource::NetworkInterface(own), "attachment") => {
            let owner = own.instance_id().map(ResourceId::as_str);
            to.get("instanceId").and_then(Value::as_str) == owner
        }
        (Resource::NetworkInterface(own), "groupIds") => own.group_ids.is_empty() && to.is_null(),
        (Resource::VpcPeeringConnection(own), "requesterVpcInfo") => {
            same_vpc(own.requester_vpc_info.as_ref(), to)
        }
        (Resource::VpcPeeringConnection(own), "accepterVpcInfo") => {
            same_vpc(own.accepter_vpc_info.as_ref(), to)
        }
        _ => true,
    }
}

fn same_vpc(own: Option<&netyard_core::model::PeeringVpcInfo>, to: &Value) -> bool {
    let own = own.and_then(|side| side.vpc_id.as_ref()).map(ResourceId::as_str);
    own == to.get("vpcId").and_then(Value::as_str)
}

fn say(maker: &Maker<'_>, taken: bool, id: &str, why: &str) {
    let file = std::rc::Rc::clone(&maker.ground.file);
    let mut report = maker.ground.report.borrow_mut();
    if taken {
        report.approximated(&file, id, "Metadata", why);
    } else {
        report.skipped(&file, id, "Metadata", why);
    }
}
