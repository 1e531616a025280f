use super::common::{self, name, tags};
use crate::cloudformation::resource::network_acl::default_entries;
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{NetworkAcl, NetworkAclEntry, Resource, ResourceId};
use netyard_core::net::Protocol;
use std::collections::BTreeMap;

/// Reads `aws_network_acl`, with its entries. A new one admits nothing until entries are added.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let vpc_id = own.view().id("vpc_id");
    make(maker, own, vpc_id, false);
}

/// Reads `aws_default_network_acl`: the one that comes with a VPC, with these entries and no others.
pub(super) fn default(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let told = view.id("default_network_acl_id");
    let made = told.as_ref().and_then(|told| maker.made_with.get(told));
    let vpc_id = view.id("vpc_id").or_else(|| made.map(|(vpc, _)| vpc.clone()));
    if vpc_id.is_none() {
        maker.doubts.insert("networkAcl");
    }
    make(maker, own, vpc_id, true);
}

fn make(maker: &mut Maker<'_>, own: &Own, vpc_id: Option<ResourceId>, is_default: bool) {
    let view = own.view();
    let acl = NetworkAcl {
        name: Some(name(own)),
        tags: tags(own),
        vpc_id,
        is_default,
        // The default one has all subnets that no other one has, whatever is written.
        subnet_ids: view.ids("subnet_ids"),
        entries: Some(BTreeMap::new()),
        ..NetworkAcl::default()
    };
    if view.is_unknown("subnet_ids") {
        maker.doubts.insert("networkAcl");
    }
    maker.insert(own, acl);
    for (key, egress) in [("ingress", false), ("egress", true)] {
        if common::lacks_rows(maker, own, key) {
            maker.murky_acls.insert(own.id.clone());
        }
        for part in view.list(key) {
            match entry_of(&part, egress, "rule_no", "action") {
                Some(entry) => add(maker, &own.id.clone(), entry),
                None => maker.murky_acls.insert(own.id.clone()),
            };
        }
    }
}

/// Reads `aws_network_acl_rule`.
pub(super) fn rule(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let acl = view.id("network_acl_id");
    let is_open = view.is_unknown("egress");
    let entry = entry_of(&view, view.flag("egress").unwrap_or(false), "rule_number", "rule_action");
    let Some(entry) = entry.filter(|_| !is_open) else {
        // An entry too few may deny or admit anything: nobody knows what the whole list says.
        maker.murky_acls.extend(acl);
        maker.cannot_join(own, "block, number, direction, ports or action", None, "networkAcl");
        return;
    };
    if acl.is_none() {
        // Any of them may have it.
        let all = maker.document.resources.iter();
        let all = all.filter(|(_, resource)| matches!(resource.as_ref(), Resource::NetworkAcl(_)));
        let all: Vec<ResourceId> = all.map(|(id, _)| id.clone()).collect();
        maker.murky_acls.extend(all);
    }
    if acl.as_ref().is_some_and(|acl| add(maker, acl, entry)) {
        maker.read(own);
    } else {
        maker.cannot_join(own, "network_acl_id", acl.as_ref(), "networkAcl");
    }
}

/// An entry; nothing where it is not told whole.
fn entry_of(view: &View<'_>, egress: bool, number: &str, action: &str) -> Option<NetworkAclEntry> {
    let keys = [
        number,
        action,
        "protocol",
        "from_port",
        "to_port",
        "cidr_block",
        "ipv6_cidr_block",
        "icmp_type",
        "icmp_code",
    ];
    let is_open = keys.iter().any(|key| view.is_unknown(key));
    let protocol = view.protocol("protocol");
    let has_ports = matches!(protocol, Some(Protocol::Tcp | Protocol::Udp));
    let is_icmp = matches!(protocol, Some(Protocol::Icmp | Protocol::Icmpv6));
    // Terraform writes zeros where nothing is meant.
    let (from_port, to_port) = (view.small("from_port"), view.small("to_port"));
    let (icmp_type, icmp_code) = (view.small("icmp_type"), view.small("icmp_code"));
    let entry = NetworkAclEntry {
        egress,
        rule_number: view.number(number),
        protocol,
        from_port: from_port.filter(|_| has_ports),
        to_port: to_port.filter(|_| has_ports),
        icmp_type: icmp_type.filter(|_| is_icmp),
        icmp_code: icmp_code.filter(|_| is_icmp),
        cidr_block: view.cidr("cidr_block"),
        ipv6_cidr_block: view.cidr("ipv6_cidr_block"),
        rule_action: view.text(action).map(|action| action.to_ascii_lowercase()),
        ..NetworkAclEntry::default()
    };
    let has_block = entry.cidr_block.is_some() || entry.ipv6_cidr_block.is_some();
    let is_whole = has_block && entry.rule_number.is_some() && entry.rule_action.is_some();
    (is_whole && !is_open).then_some(entry)
}

/// Adds an entry, unless it is there: the state of a network ACL tells those that are resources of their own, too.
fn add(maker: &mut Maker<'_>, acl: &ResourceId, entry: NetworkAclEntry) -> bool {
    maker.draw_defaults(acl);
    let own = default_entries(maker, acl);
    maker.change_acl(acl, |acl| {
        // AWS's own network ACL, which Terraform has not taken over, keeps its entries.
        let entries = acl.entries.get_or_insert(own);
        if !entries.values().any(|row| *row == entry) {
            entries.insert(common::free_row("e", entries), entry);
        }
    })
}

/// Takes away the entry that a plan takes away or changes: the network ACL still tells it as it is.
pub(super) fn gone(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (number, egress) = (view.number("rule_number"), view.flag("egress").unwrap_or(false));
    let Some(acl) = view.id("network_acl_id") else { return };
    maker.change_acl(&acl, |acl| {
        if let Some(entries) = &mut acl.entries {
            entries.retain(|_, entry| entry.rule_number != number || entry.egress != egress);
        }
    });
}

/// Takes a subnet away from the network ACL that a plan takes it away from.
pub(super) fn association_gone(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let subnet = view.id("subnet_id");
    let Some(acl) = view.id("network_acl_id") else { return };
    maker.change_acl(&acl, |acl| acl.subnet_ids.retain(|own| Some(own) != subnet.as_ref()));
}

/// Reads `aws_network_acl_association`.
pub(super) fn association(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (subnet, acl) = (view.id("subnet_id"), view.id("network_acl_id"));
    let Some(subnet) = subnet else {
        maker.cannot_join(own, "subnet_id", None, "networkAcl");
        return;
    };
    let joined = acl.as_ref().is_some_and(|acl| {
        maker.change_acl(acl, |acl| {
            if !acl.subnet_ids.contains(&subnet) {
                acl.subnet_ids.push(subnet);
            }
        })
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "network_acl_id", acl.as_ref(), "networkAcl");
    }
}
