use super::account::is_account_id;
use super::importer::Importer;
use super::item::{Item, protocol, small};
use netyard_core::model::{IpPermission, RowId, SecurityGroup};
use netyard_core::net::{CidrBlock, Protocol};
use std::collections::BTreeMap;

/// Reads `SecurityGroups`. AWS lists several sources under one protocol and range; each becomes a row of its own.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("SecurityGroups") {
        let Some(id) = importer.id(&item, "GroupId", "Security group") else { continue };
        let group_name = item.text("GroupName").map(str::to_owned);
        let group = SecurityGroup {
            name: item.name().or_else(|| group_name.clone()),
            tags: item.tags(),
            vpc_id: item.id("VpcId"),
            group_name,
            description: item.text("Description").map(str::to_owned),
            ip_permissions: rows(importer, &item, "IpPermissions"),
            ip_permissions_egress: Some(rows(importer, &item, "IpPermissionsEgress")),
            ..SecurityGroup::default()
        };
        importer.note_owner(&id, item.text("OwnerId"));
        importer.insert(&item, id, group);
    }
}

fn rows(importer: &mut Importer, item: &Item, key: &str) -> BTreeMap<RowId, IpPermission> {
    let mut rows = BTreeMap::new();
    for permission in item.list(key) {
        let before = rows.len();
        for row in sources(importer, item, &permission) {
            rows.insert(RowId::new(&format!("g{}", rows.len() + 1)), row);
        }
        if rows.len() == before {
            importer.skip(&permission, "Rule of a security group", "It names no source or destination.");
        }
    }
    rows
}

fn sources(importer: &mut Importer, group: &Item, permission: &Item) -> Vec<IpPermission> {
    let value = &permission.value;
    let protocol = protocol(value, "IpProtocol").unwrap_or(Protocol::All);
    let has_range = protocol != Protocol::All;
    let base = IpPermission {
        ip_protocol: Some(protocol),
        from_port: small(value, "FromPort").filter(|_| has_range),
        to_port: small(value, "ToPort").filter(|_| has_range),
        ..IpPermission::default()
    };
    let mut rows = Vec::new();
    let described = |source: &Item| source.text("Description").map(str::to_owned);
    for source in permission.list("IpRanges") {
        let cidr_ip = source.text("CidrIp").map(CidrBlock::new);
        rows.push(IpPermission { cidr_ip, description: described(&source), ..base.clone() });
    }
    for source in permission.list("Ipv6Ranges") {
        let cidr_ipv6 = source.text("CidrIpv6").map(CidrBlock::new);
        rows.push(IpPermission { cidr_ipv6, description: described(&source), ..base.clone() });
    }
    for source in permission.list("UserIdGroupPairs") {
        let owner = group.text("OwnerId");
        let other = source.text("UserId").filter(|user| owner.is_some_and(|owner| owner != *user));
        let account = other.filter(|user| is_account_id(user));
        if other.is_some() && account.is_none() {
            let why = "The group that it names belongs to another account; the account is not kept.";
            importer.approximate(&source, "Rule of a security group", why);
        }
        rows.push(IpPermission {
            group_id: source.id("GroupId"),
            user_id: account.map(str::to_owned),
            description: described(&source),
            ..base.clone()
        });
    }
    for source in permission.list("PrefixListIds") {
        let prefix_list_id = source.id("PrefixListId");
        rows.push(IpPermission { prefix_list_id, description: described(&source), ..base.clone() });
    }
    rows
}
