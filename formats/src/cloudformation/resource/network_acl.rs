use crate::cloudformation::maker::Maker;
use crate::cloudformation::own::Own;
use netyard_core::model::{NetworkAcl, NetworkAclEntry, RowId};
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

/// Reads `AWS::EC2::NetworkAclEntry`.
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
        cidr_block: view.cidr("CidrBlock"),
        ipv6_cidr_block: view.cidr("Ipv6CidrBlock"),
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
        maker.change_acl(acl, |acl| {
            let entries = acl.entries.get_or_insert_default();
            entries.insert(RowId::new(&format!("e{}", entries.len() + 1)), entry);
        })
    });
    if joined { maker.read(own) } else { maker.cannot_join(own, "NetworkAclId", acl.as_ref(), "networkAcl") }
}
