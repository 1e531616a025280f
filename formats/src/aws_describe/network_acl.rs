use super::importer::Importer;
use super::item::{self, Item, cidr, number, small};
use netyard_core::model::{NetworkAcl, NetworkAclEntry, RowId};
use netyard_core::ordered::IntoOrdered;
use std::collections::BTreeMap;

/// The number of the entry `*` of IPv4; that of IPv6 is one more. Both are never written down.
const LAST: i64 = 32_767;

/// Reads `NetworkAcls`.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("NetworkAcls") {
        let Some(id) = importer.id(&item, "NetworkAclId", "Network ACL") else { continue };
        let associations = item.list("Associations");
        let acl = NetworkAcl {
            name: item.name(),
            tags: item.tags(),
            vpc_id: item.id("VpcId"),
            is_default: item.flag("IsDefault"),
            subnet_ids: associations.iter().filter_map(|association| association.id("SubnetId")).collect(),
            entries: Some(entries(&item)),
            ..NetworkAcl::default()
        };
        importer.insert(&item, id, acl);
    }
}

fn entries(item: &Item) -> BTreeMap<RowId, NetworkAclEntry> {
    let written = item.list("Entries").into_iter().filter(|entry| {
        let is_last = number(&entry.value, "RuleNumber").is_some_and(|number| number >= LAST);
        !(is_last && entry.text("RuleAction") == Some("deny"))
    });
    written.enumerate().map(|(index, entry)| (RowId::new(&format!("e{}", index + 1)), row(&entry))).into_map()
}

fn row(entry: &Item) -> NetworkAclEntry {
    let value = &entry.value;
    let range = value.get("PortRange");
    let icmp = value.get("IcmpTypeCode");
    NetworkAclEntry {
        egress: entry.flag("Egress"),
        rule_number: number(value, "RuleNumber"),
        protocol: item::protocol(value, "Protocol"),
        from_port: range.and_then(|range| small(range, "From")),
        to_port: range.and_then(|range| small(range, "To")),
        icmp_type: icmp.and_then(|icmp| small(icmp, "Type")),
        icmp_code: icmp.and_then(|icmp| small(icmp, "Code")),
        cidr_block: cidr(value, "CidrBlock"),
        ipv6_cidr_block: cidr(value, "Ipv6CidrBlock"),
        rule_action: entry.text("RuleAction").map(str::to_owned),
        ..NetworkAclEntry::default()
    }
}
