//! Security groups and network ACLs.

use super::writer::{Writer, plain_words, rows};
use super::yaml::{Object, Value, list};
use crate::given_names;
use netyard_core::model::{IpPermission, NetworkAcl, NetworkAclEntry, Resource, ResourceId, SecurityGroup};
use netyard_core::net::Protocol;
use std::collections::{BTreeMap, BTreeSet};

/// Which groups name which in rules of their own: CloudFormation makes no two that need each other.
#[derive(Debug, Default)]
pub(super) struct Inline {
    named: BTreeMap<ResourceId, BTreeSet<ResourceId>>,
}

impl Inline {
    /// Whether a group may name another one in its own rules; from then on it does.
    fn may_name(&mut self, from: &ResourceId, to: &ResourceId) -> bool {
        let mut open = vec![to];
        let mut seen = BTreeSet::new();
        while let Some(at) = open.pop() {
            if at == from {
                return false;
            }
            if seen.insert(at) {
                open.extend(self.named.get(at).into_iter().flatten());
            }
        }
        self.named.entry(from.clone()).or_default().insert(to.clone());
        true
    }
}

/// Whether a group is the one that AWS makes with its VPC, as AWS makes it; rules may stand beside its own.
pub(super) fn is_default_group(id: &ResourceId, group: &SecurityGroup) -> bool {
    let lets_in_its_own = |rule: &IpPermission| {
        rule.group_id.as_ref() == Some(id)
            && is_all(rule)
            && rule.cidr_ip.is_none()
            && rule.cidr_ipv6.is_none()
    };
    group.group_name.as_deref() == Some("default")
        && group.vpc_id.is_some()
        && group.ip_permissions_egress.is_none()
        && group.ip_permissions.values().any(lets_in_its_own)
}

fn is_all(rule: &IpPermission) -> bool {
    rule.ip_protocol.as_ref().is_none_or(|protocol| *protocol == Protocol::All)
}

pub(super) fn group(writer: &mut Writer<'_>, inline: &mut Inline, id: &ResourceId, own: &SecurityGroup) {
    if writer.parts.contains_key(id) {
        default_group(writer, id, own);
        return;
    }
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let vpc = own.vpc_id.as_ref().map(|vpc| writer.to(vpc));
    let described = own.description.as_deref().or(own.name.as_deref()).map(plain_words);
    let described = described.filter(|text| !text.is_empty()).unwrap_or_else(|| name.clone());
    let group_name = writer.group_names.get(id).cloned();
    if let Some(given) = group_name.as_ref().filter(|given| own.group_name.as_ref() != Some(*given)) {
        let (called, takes) = (writer.called(id), given_names::OF_GROUPS);
        writer.say(format!("{called} is called {given}: AWS takes {takes}."));
    }
    let inbound = rows(&own.ip_permissions);
    let (inner, outer) = split(writer, inline, id, &inbound, true);
    let mut properties = Object::default()
        .with("GroupDescription", described)
        .with("GroupName", group_name)
        .with("VpcId", vpc)
        .with("SecurityGroupIngress", list(inner));
    let outbound = own.ip_permissions_egress.as_ref().map(rows);
    let mut outer_egress = Vec::new();
    if let Some(outbound) = &outbound {
        let (mut inner, outer) = split(writer, inline, id, outbound, false);
        if inner.is_empty() {
            inner.push(nothing_out());
            let called = writer.called(id);
            writer.say(format!("{called}: AWS lets everything out of a group without rules of its own, so the template gives it one that leads to 127.0.0.1 only."));
        }
        properties.put("SecurityGroupEgress", list(inner));
        let lets_all_out = outbound.iter().any(|(_, rule)| {
            is_all(rule) && rule.cidr_ip.as_ref().is_some_and(|block| block.to_string() == "0.0.0.0/0")
        });
        if lets_all_out && !outer.is_empty() {
            let called = writer.called(id);
            writer.say(format!("{called}: rules that lead to groups which need this one stay behind: beside them CloudFormation takes the rule away that lets everything out."));
        } else {
            outer_egress = outer;
        }
    }
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    properties.put("Tags", tags);
    writer.make(id, properties, &[]);
    beside(writer, id, &name, &outer, "AWS::EC2::SecurityGroupIngress", "Ingress");
    beside(writer, id, &name, &outer_egress, "AWS::EC2::SecurityGroupEgress", "Egress");
    for (index, (_, association)) in rows(&own.security_group_vpc_associations).into_iter().enumerate() {
        let vpc = association.vpc_id.as_ref().map(|vpc| writer.to(vpc));
        let properties = Object::default().with("GroupId", writer.to(id)).with("VpcId", vpc);
        writer.join(
            &format!("{name}Vpc{}", index + 1),
            "AWS::EC2::SecurityGroupVpcAssociation",
            properties,
            &[],
        );
    }
}

/// Rules that stand in a group, and from the first on that cannot, rules of their own: so their order stays.
fn split<'b>(
    writer: &mut Writer<'_>,
    inline: &mut Inline,
    id: &ResourceId,
    rules: &[(&'b netyard_core::model::RowId, &'b IpPermission)],
    inbound: bool,
) -> (Vec<Value>, Vec<Object>) {
    let (mut inner, mut outer) = (Vec::new(), Vec::new());
    for (_, one) in rules {
        let named = one.group_id.as_ref().filter(|group| writer.logical.contains_key(*group));
        let fits = outer.is_empty() && named.is_none_or(|group| inline.may_name(id, group));
        let written = rule(writer, id, one, inbound);
        if fits { inner.push(Value::from(written)) } else { outer.push(written) }
    }
    (inner, outer)
}

fn beside(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    name: &str,
    rules: &[Object],
    type_name: &str,
    word: &str,
) {
    for (index, written) in rules.iter().enumerate() {
        let properties = Object::default().with("GroupId", writer.to(id)).and(written.clone());
        writer.join(&format!("{name}{word}{}", index + 1), type_name, properties, &[]);
    }
}

/// What AWS's own group has beside the rules that it is made with.
fn default_group(writer: &mut Writer<'_>, id: &ResourceId, own: &SecurityGroup) {
    let (vpc, _) = writer.parts.get(id).cloned().unwrap_or_default();
    let mut is_first = true;
    let mut more = Vec::new();
    for (_, one) in rows(&own.ip_permissions) {
        if is_first && one.group_id.as_ref() == Some(id) && is_all(one) {
            is_first = false;
        } else {
            more.push(rule(writer, id, one, true));
        }
    }
    beside(writer, id, &format!("{vpc}Default"), &more, "AWS::EC2::SecurityGroupIngress", "Ingress");
}

/// The rule that people write where nothing is to go out.
fn nothing_out() -> Value {
    let rule = Object::default().with("IpProtocol", "-1").with("CidrIp", "127.0.0.1/32");
    rule.with("Description", "Nothing goes out").into()
}

fn rule(writer: &mut Writer<'_>, id: &ResourceId, one: &IpPermission, inbound: bool) -> Object {
    let protocol = one.ip_protocol.clone().unwrap_or(Protocol::All);
    let word = match &protocol {
        Protocol::All => "-1".to_owned(),
        other => other.to_string(),
    };
    let has_range = protocol != Protocol::All;
    // What a drawing leaves out is everything; AWS wants it written.
    let (least, most) = match protocol {
        Protocol::Tcp | Protocol::Udp => (Some(0), Some(65535)),
        Protocol::Icmp | Protocol::Icmpv6 => (Some(-1), Some(-1)),
        _ => (None, None),
    };
    let (group, owner, list) = if inbound {
        ("SourceSecurityGroupId", "SourceSecurityGroupOwnerId", "SourcePrefixListId")
    } else {
        ("DestinationSecurityGroupId", "DestinationSecurityGroupOwnerId", "DestinationPrefixListId")
    };
    let mut written = Object::default()
        .with("IpProtocol", word)
        .with("FromPort", one.from_port.filter(|_| has_range).or(least))
        .with("ToPort", one.to_port.filter(|_| has_range).or(most))
        .with("CidrIp", one.cidr_ip.as_ref().map(ToString::to_string))
        .with("CidrIpv6", one.cidr_ipv6.as_ref().map(ToString::to_string));
    if let Some(other) = &one.group_id {
        written.put(group, writer.to(other));
        if inbound {
            written.put(owner, one.user_id.as_ref());
        }
    }
    if let Some(other) = &one.prefix_list_id {
        written.put(list, writer.to(other));
    }
    if one.cidr_ip.is_none()
        && one.cidr_ipv6.is_none()
        && one.group_id.is_none()
        && one.prefix_list_id.is_none()
    {
        let called = writer.called(id);
        writer.say(format!("{called} has a rule without source or destination, which AWS does not take."));
    }
    written.with("Description", one.description.as_deref().map(plain_words))
}

/// Whether a network ACL is the one that AWS makes with its VPC: AWS's own entries are in it, and others may stand beside.
pub(super) fn is_default_acl(acl: &NetworkAcl) -> bool {
    let has_own = acl.entries.as_ref().is_none_or(|entries| {
        [true, false].into_iter().all(|egress| {
            entries
                .values()
                .any(|entry| entry.egress == egress && entry.cidr_block.is_some() && is_aws(entry))
        })
    });
    acl.is_default && acl.vpc_id.is_some() && has_own
}

/// Whether it is one of the entries that AWS puts into a default network ACL.
fn is_aws(entry: &NetworkAclEntry) -> bool {
    let number = match (&entry.cidr_block, &entry.ipv6_cidr_block) {
        (Some(block), None) if block.to_string() == "0.0.0.0/0" => 100,
        (None, Some(block)) if block.to_string() == "::/0" => 101,
        _ => return false,
    };
    entry.rule_number == Some(number)
        && entry.rule_action.as_deref() == Some("allow")
        && entry.protocol.as_ref().is_none_or(|protocol| *protocol == Protocol::All)
}

pub(super) fn acl(writer: &mut Writer<'_>, id: &ResourceId, own: &NetworkAcl) {
    let is_part = writer.parts.contains_key(id);
    let name = match writer.parts.get(id) {
        Some((vpc, _)) => format!("{vpc}DefaultAcl"),
        None => writer.name(id).unwrap_or_default().to_owned(),
    };
    let mut subnets = own.subnet_ids.clone();
    if !is_part {
        let vpc = own.vpc_id.as_ref().map(|vpc| writer.to(vpc));
        let tags = writer.tags(id, own.name.as_deref(), &own.tags);
        writer.make(id, Object::default().with("VpcId", vpc).with("Tags", tags), &[]);
        if own.is_default {
            let others = without_acl(writer, own);
            let called = writer.called(id);
            writer.say(format!("{called} is the default network ACL with entries of its own. CloudFormation cannot take entries out of the one that AWS makes, so the template makes another one and gives it to its subnets."));
            subnets.extend(others);
        }
        for (index, (_, one)) in
            rows(own.entries.as_ref().unwrap_or(&BTreeMap::new())).into_iter().enumerate()
        {
            let properties = Object::default().with("NetworkAclId", writer.to(id)).and(entry(one));
            writer.join(&format!("{name}Entry{}", index + 1), "AWS::EC2::NetworkAclEntry", properties, &[]);
        }
    }
    for subnet in &subnets {
        let Some(of) = writer.name(subnet).map(str::to_owned) else { continue };
        let properties =
            Object::default().with("SubnetId", writer.to(subnet)).with("NetworkAclId", writer.to(id));
        writer.join(&format!("{of}Acl"), "AWS::EC2::SubnetNetworkAclAssociation", properties, &[]);
    }
}

/// The subnets of a VPC that no network ACL names.
fn without_acl(writer: &Writer<'_>, own: &NetworkAcl) -> Vec<ResourceId> {
    let mut named = BTreeSet::new();
    for resource in writer.document.resources.values() {
        if let Resource::NetworkAcl(acl) = resource.as_ref() {
            named.extend(acl.subnet_ids.iter());
        }
    }
    let subnets = writer.document.resources.iter().filter(|(id, resource)| {
        matches!(resource.as_ref(), Resource::Subnet(subnet) if subnet.vpc_id == own.vpc_id)
            && !named.contains(id)
    });
    subnets.map(|(id, _)| id.clone()).collect()
}

fn entry(own: &NetworkAclEntry) -> Object {
    let number = match own.protocol.clone().unwrap_or(Protocol::All) {
        Protocol::All => Some(-1),
        Protocol::Tcp => Some(6),
        Protocol::Udp => Some(17),
        Protocol::Icmp => Some(1),
        Protocol::Icmpv6 => Some(58),
        other => other.to_string().parse::<i64>().ok(),
    };
    let is_icmp = matches!(number, Some(1 | 58));
    let has_ports = matches!(number, Some(6 | 17));
    let ports = own.from_port.or(own.to_port).map(|_| {
        Object::default()
            .with("From", own.from_port.or(own.to_port))
            .with("To", own.to_port.or(own.from_port))
    });
    let ports = ports.or_else(|| has_ports.then(|| Object::default().with("From", 0).with("To", 65535)));
    let icmp = own.icmp_type.or(own.icmp_code).map(|_| {
        Object::default().with("Type", own.icmp_type.unwrap_or(-1)).with("Code", own.icmp_code.unwrap_or(-1))
    });
    let icmp = icmp.or_else(|| is_icmp.then(|| Object::default().with("Type", -1).with("Code", -1)));
    Object::default()
        .with("Egress", Some(true).filter(|_| own.egress))
        .with("RuleNumber", own.rule_number)
        .with("Protocol", number)
        .with("PortRange", ports)
        .with("Icmp", icmp)
        .with("CidrBlock", own.cidr_block.as_ref().map(ToString::to_string))
        .with("Ipv6CidrBlock", own.ipv6_cidr_block.as_ref().map(ToString::to_string))
        .with("RuleAction", own.rule_action.as_ref())
}
