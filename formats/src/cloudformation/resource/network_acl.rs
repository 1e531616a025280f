use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{NetworkAcl, NetworkAclEntry, ResourceId, RowId};
use netyard_core::net::{CidrBlock, Protocol};
use std::collections::BTreeMap;

/// Reads `AWS::EC2::NetworkAcl`. A new one admits nothing until entries are added.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let acl = NetworkAcl {
        name: Some(own.name()),
        tags: own.tags(),
        vpc_id: own.view().id("VpcId"),
        entries: Some(BTreeMap::new()),
        ..NetworkAcl::default()
    };
    maker.insert(own, acl);
}

/// Reads `AWS::EC2::NetworkAclEntry`, once VPCs have all of their blocks.
pub(super) fn entry(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let acl = view.id("NetworkAclId");
    let range = view.object("PortRange");
    let icmp = view.object("Icmp");
    let entry = NetworkAclEntry {
        egress: view.flag("Egress").unwrap_or(false),
        rule_number: view.number("RuleNumber"),
        protocol: view.protocol("Protocol"),
        from_port: range.as_ref().and_then(|range| range.small("From")),
        to_port: range.as_ref().and_then(|range| range.small("To")),
        icmp_type: icmp.as_ref().and_then(|icmp| icmp.small("Type")),
        icmp_code: icmp.as_ref().and_then(|icmp| icmp.small("Code")),
        cidr_block: view.deciding_cidr("CidrBlock"),
        ipv6_cidr_block: view.deciding_cidr("Ipv6CidrBlock"),
        rule_action: view.text("RuleAction").map(|action| action.to_ascii_lowercase()),
        ..NetworkAclEntry::default()
    };
    let has_block = entry.cidr_block.is_some() || entry.ipv6_cidr_block.is_some();
    let is_whole = has_block && entry.rule_number.is_some() && entry.rule_action.is_some();
    let is_open = ["Egress", "Protocol", "PortRange", "Icmp"].iter().any(|key| view.is_unknown(key));
    if !is_whole || is_open || own.perhaps.is_some() {
        // An entry too few may deny or admit anything: nobody knows what the whole list says.
        maker.murky_acls.extend(acl);
        maker.cannot_join(own, "block, number, direction, ports or action", None, "networkAcl");
        return;
    }
    let joined = acl.as_ref().is_some_and(|acl| {
        maker.draw_defaults(acl);
        let own = default_entries(maker, acl);
        maker.change_acl(acl, |acl| {
            let entries = acl.entries.get_or_insert(own);
            entries.insert(RowId::new(&format!("e{}", entries.len() + 1)), entry);
        })
    });
    if joined { maker.read(own) } else { maker.cannot_join(own, "NetworkAclId", acl.as_ref(), "networkAcl") }
}

/// What AWS puts into the network ACL that it makes with a VPC: an entry of a template stands beside it.
pub(crate) fn default_entries(maker: &Maker<'_>, id: &ResourceId) -> BTreeMap<RowId, NetworkAclEntry> {
    let Some(acl) = maker.document.network_acl(id.as_str()).filter(|acl| acl.is_default) else {
        return BTreeMap::new();
    };
    let vpc = acl.vpc_id.as_ref().and_then(|vpc| maker.document.vpc(vpc.as_str()));
    let has_ipv6 = vpc.is_some_and(|vpc| !vpc.ipv6_cidr_blocks.is_empty());
    let all = [(100, "0.0.0.0/0"), (101, "::/0")].into_iter().take(if has_ipv6 { 2 } else { 1 });
    let all = all.flat_map(|(number, block)| [false, true].map(|egress| (number, block, egress)));
    let entry = |(number, block, egress): (i64, &str, bool)| NetworkAclEntry {
        egress,
        rule_number: Some(number),
        protocol: Some(Protocol::All),
        cidr_block: (number == 100).then(|| CidrBlock::new(block)),
        ipv6_cidr_block: (number == 101).then(|| CidrBlock::new(block)),
        rule_action: Some("allow".to_owned()),
        ..NetworkAclEntry::default()
    };
    all.enumerate().map(|(index, part)| (RowId::new(&format!("e{}", index + 1)), entry(part))).collect()
}
