use super::common::{block, exists, name, region, tags};
use crate::declared::dhcp;
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use crate::terraform::reference::{default_acl, default_group, main_table};
use netyard_core::model::{Resource, ResourceId, Vpc};
use netyard_core::net::CidrBlock;

/// Reads `aws_vpc` and `aws_default_vpc`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let mut ipv6: Vec<CidrBlock> = view.cidr("ipv6_cidr_block").into_iter().collect();
    let asks_amazon = view.flag("assign_generated_ipv6_cidr_block").unwrap_or(false);
    if asks_amazon && ipv6.is_empty() {
        let block = free_block(maker);
        maker.note(own, &format!("AWS gives an IPv6 block of its own; {block} stands for it."));
        ipv6.push(block);
    }
    if view.has("ipv4_ipam_pool_id") && !view.has("cidr_block") {
        maker.note(own, "An IPAM pool gives its block when it is made; nothing tells it.");
    }
    view.id("ipv4_ipam_pool_id");
    // AWS's own set is none.
    let set = view.id("dhcp_options_id").filter(|set| *set != "default");
    let set = set.filter(|set| maker.document.dhcp_options(set.as_str()).is_some());
    let vpc = Vpc {
        name: Some(name(own)),
        tags: tags(own),
        region: region(own),
        owner_id: view.text("owner_id"),
        cidr_blocks: view.cidr("cidr_block").into_iter().collect(),
        ipv6_cidr_blocks: ipv6,
        enable_dns_support: view.flag("enable_dns_support").unwrap_or(true),
        enable_dns_hostnames: view.flag("enable_dns_hostnames").unwrap_or(false),
        dhcp_options_id: set,
        is_default: own.type_name == "aws_default_vpc",
        instance_tenancy: view.text("instance_tenancy").unwrap_or_else(|| "default".to_owned()),
        ..Vpc::default()
    };
    made_with(maker, own);
    let is_default = vpc.is_default;
    maker.insert(own, vpc);
    for key in ["enable_dns_support", "enable_dns_hostnames"] {
        maker.doubt(own, &view, key, "hostedZone");
    }
    for key in ["cidr_block", "ipv6_cidr_block"] {
        maker.doubt(own, &view, key, "subnet");
    }
    if is_default {
        let unknown = ["internetGateway", "networkAcl", "routeTable", "securityGroup"];
        change(maker, &own.id, |vpc| vpc.unknown.extend(unknown.map(str::to_owned)));
        maker.note(own, "AWS made it, and Terraform only takes it over: of its gateway, its main route table, its network ACL and its groups only those are known that the files hold. A packet that needs others ends UNKNOWN.");
    }
}

fn change(maker: &mut Maker<'_>, vpc: &ResourceId, change: impl FnOnce(&mut Vpc)) -> bool {
    maker.change(vpc, |resource| if let Resource::Vpc(it) = resource { Some(it) } else { None }, change)
}

/// Says what of a VPC that exists is in no file.
pub(super) fn untold(maker: &mut Maker<'_>, own: &Own) {
    if !exists(own) {
        return;
    }
    let is_of = |vpc: &Option<ResourceId>| vpc.as_ref() == Some(&own.id);
    let has_table = maker.document.resources.values().any(
        |resource| matches!(resource.as_ref(), Resource::RouteTable(it) if it.main && is_of(&it.vpc_id)),
    );
    let has_acl = maker.document.resources.values().any(
        |resource| matches!(resource.as_ref(), Resource::NetworkAcl(it) if it.is_default && is_of(&it.vpc_id)),
    );
    let lacking: Vec<&str> = [("main route table", has_table), ("default network ACL", has_acl)]
        .into_iter()
        .filter_map(|(what, has)| (!has).then_some(what))
        .collect();
    if !lacking.is_empty() {
        let why = format!("No file holds its {}; taken as AWS makes a VPC.", lacking.join(" and its "));
        maker.note(own, &why);
    }
}

/// Remembers what AWS makes with it: by the ids that it has, and by those that a plan gives.
fn made_with(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let vpc = &own.id;
    let told = [
        (view.id("default_security_group_id"), "sg"),
        (view.id("default_network_acl_id"), "acl"),
        (view.id("main_route_table_id").or_else(|| view.id("default_route_table_id")), "rtb"),
    ];
    view.id("default_route_table_id");
    let told = told.into_iter().filter_map(|(id, kind)| Some((id?, kind)));
    let usual = [
        (ResourceId::new(&default_group(vpc.as_str())), "sg"),
        (ResourceId::new(&default_acl(vpc.as_str())), "acl"),
        (ResourceId::new(&main_table(vpc.as_str())), "rtb"),
    ];
    let usual = usual.into_iter().filter(|_| !exists(own));
    let told: Vec<(ResourceId, &'static str)> = told.collect();
    if exists(own) {
        maker.existing.extend(told.iter().map(|(id, _)| id.clone()));
    }
    let all: Vec<(ResourceId, &'static str)> = told.into_iter().chain(usual).collect();
    maker.made_with.extend(all.into_iter().map(|(id, kind)| (id, (vpc.clone(), kind))));
}

/// A block of those for documentation that no VPC has.
fn free_block(maker: &Maker<'_>) -> CidrBlock {
    let taken: Vec<&CidrBlock> = maker
        .document
        .resources
        .values()
        .filter_map(|resource| if let Resource::Vpc(vpc) = resource.as_ref() { Some(vpc) } else { None })
        .flat_map(|vpc| &vpc.ipv6_cidr_blocks)
        .collect();
    let mut free = (0x100_u16..0xfff).map(|third| CidrBlock::new(&format!("2001:db8:{third:x}::/56")));
    free.find(|block| !taken.contains(&block)).unwrap_or_else(|| CidrBlock::new("2001:db8:fff::/56"))
}

/// Reads the data source `aws_vpc`: a VPC of which Terraform tells nothing that is in it.
pub(super) fn data(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    if maker.document.resource(own.id.as_str()).is_some() {
        maker.read(own);
        return;
    }
    let mut blocks: Vec<CidrBlock> = view.cidr("cidr_block").into_iter().collect();
    for part in view.list("cidr_block_associations") {
        let block = part.cidr("cidr_block").filter(|block| !blocks.contains(block));
        blocks.extend(block);
    }
    let vpc = Vpc {
        name: Some(name(own)),
        tags: tags(own),
        region: region(own),
        owner_id: view.text("owner_id"),
        cidr_blocks: blocks,
        ipv6_cidr_blocks: view.cidr("ipv6_cidr_block").into_iter().collect(),
        enable_dns_support: view.flag("enable_dns_support").unwrap_or(true),
        enable_dns_hostnames: view.flag("enable_dns_hostnames").unwrap_or(false),
        is_default: view.flag("default").unwrap_or(false),
        unknown: crate::declared::finish::every_kind(),
        ..Vpc::default()
    };
    maker.insert(own, vpc);
    maker.note(own, "It is read and not made here: what else is in it is not known, and a packet that needs it ends UNKNOWN.");
}

/// Reads `aws_vpc_ipv4_cidr_block_association` and its like for IPv6.
pub(super) fn association(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let vpc = view.id("vpc_id");
    let (ipv4, mut ipv6) = (view.cidr("cidr_block"), view.cidr("ipv6_cidr_block"));
    if own.type_name == "aws_vpc_ipv6_cidr_block_association" && ipv6.is_none() {
        let block = free_block(maker);
        maker.note(own, &format!("AWS gives an IPv6 block of its own; {block} stands for it."));
        ipv6 = Some(block);
    }
    if ipv4.is_none() && ipv6.is_none() {
        maker.skip(own, "Nothing tells the block.");
        maker.doubts.insert("subnet");
        return;
    }
    let joined = vpc.as_ref().is_some_and(|vpc| {
        change(maker, vpc, |vpc| {
            vpc.cidr_blocks.extend(ipv4.filter(|block| !vpc.cidr_blocks.contains(block)));
            vpc.ipv6_cidr_blocks.extend(ipv6.filter(|block| !vpc.ipv6_cidr_blocks.contains(block)));
        })
    });
    if joined { maker.read(own) } else { maker.cannot_join(own, "vpc_id", vpc.as_ref(), "vpc") }
}

/// Reads `aws_vpc_dhcp_options`.
pub(super) fn options(maker: &mut Maker<'_>, own: &Own) {
    const OPTIONS: [(&str, &str); 6] = [
        ("domain_name", "domain-name"),
        ("domain_name_servers", "domain-name-servers"),
        ("ipv6_address_preferred_lease_time", "ipv6-address-preferred-lease-time"),
        ("netbios_name_servers", "netbios-name-servers"),
        ("netbios_node_type", "netbios-node-type"),
        ("ntp_servers", "ntp-servers"),
    ];
    dhcp::options(maker, own, name(own), tags(own), &OPTIONS);
}

/// Reads `aws_vpc_dhcp_options_association`.
pub(super) fn options_association(maker: &mut Maker<'_>, own: &Own) {
    dhcp::association(maker, own, "vpc_id", "dhcp_options_id");
}

/// Reads what tells something of a Region only.
pub(super) fn told(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    for key in ["names", "zone_ids", "group_names"] {
        view.texts(key);
    }
    for key in [
        "name",
        "id",
        "endpoint",
        "description",
        "state",
        "account_id",
        "user_id",
        "partition",
        "dns_suffix",
        "reverse_dns_prefix",
    ] {
        view.text(key);
    }
    let _ = block(&view, "filter");
    maker.read(own);
}
