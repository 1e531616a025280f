use super::common::{self, name, tags};
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{IpPermission, Resource, ResourceId, RowId, SecurityGroup};
use netyard_core::net::{CidrBlock, Protocol};
use std::collections::BTreeMap;

/// Reads `aws_security_group`. Terraform takes away the rule with which AWS lets everything out.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let group = SecurityGroup {
        group_name: view.text("name").or_else(|| view.text("name_prefix")),
        ..group(maker, own, view.id("vpc_id"))
    };
    view.text("name_prefix");
    maker.insert(own, group);
}

/// Reads `aws_default_security_group`: the group that comes with a VPC, with these rules and no others.
pub(super) fn default(maker: &mut Maker<'_>, own: &Own) {
    view_name(own);
    let group = SecurityGroup {
        group_name: Some("default".to_owned()),
        ..group(maker, own, own.view().id("vpc_id"))
    };
    maker.insert(own, group);
}

fn view_name(own: &Own) {
    own.view().text("name");
    own.view().text("name_prefix");
}

fn group(maker: &mut Maker<'_>, own: &Own, vpc_id: Option<ResourceId>) -> SecurityGroup {
    let view = own.view();
    SecurityGroup {
        name: Some(name(own)),
        tags: tags(own),
        vpc_id,
        description: view.text("description"),
        ip_permissions: inline(maker, own, "ingress"),
        ip_permissions_egress: Some(inline(maker, own, "egress")),
        ..SecurityGroup::default()
    }
}

fn inline(maker: &mut Maker<'_>, own: &Own, key: &str) -> BTreeMap<RowId, IpPermission> {
    let view = own.view();
    let mut rows = BTreeMap::new();
    if common::lacks_rows(maker, own, key) {
        let rule = unknown_rule(maker, own, "rules", all());
        rows.insert(row_id(1), rule);
    }
    for part in view.list(key) {
        for rule in rules(maker, own, &part, "protocol") {
            rows.insert(row_id(rows.len() + 1), rule);
        }
    }
    rows
}

fn row_id(number: usize) -> RowId {
    RowId::new(&format!("g{number}"))
}

/// The id of the next row; rows may have been taken away.
fn free_row(rows: &BTreeMap<RowId, IpPermission>) -> RowId {
    common::free_row("g", rows)
}

fn all() -> IpPermission {
    IpPermission { ip_protocol: Some(Protocol::All), ..IpPermission::default() }
}

/// What AWS lets out of the group that it makes with a VPC.
fn all_out() -> BTreeMap<RowId, IpPermission> {
    let ipv4 = IpPermission { cidr_ip: Some(CidrBlock::new("0.0.0.0/0")), ..all() };
    let ipv6 = IpPermission { cidr_ipv6: Some(CidrBlock::new("::/0")), ..all() };
    [(row_id(1), ipv4), (row_id(2), ipv6)].into_iter().collect()
}

/// Reads `aws_security_group_rule`.
pub(super) fn rule(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let is_egress = match view.text("type").as_deref() {
        Some("ingress") => false,
        Some("egress") => true,
        _ => {
            maker.cannot_join(own, "type", None, "securityGroup");
            return;
        }
    };
    let rules = rules(maker, own, &view, "protocol");
    add(maker, own, rules, is_egress);
}

/// Reads `aws_vpc_security_group_ingress_rule`.
pub(super) fn ingress(maker: &mut Maker<'_>, own: &Own) {
    let rules = rules(maker, own, &own.view(), "ip_protocol");
    add(maker, own, rules, false);
}

/// Reads `aws_vpc_security_group_egress_rule`.
pub(super) fn egress(maker: &mut Maker<'_>, own: &Own) {
    let rules = rules(maker, own, &own.view(), "ip_protocol");
    add(maker, own, rules, true);
}

fn add(maker: &mut Maker<'_>, own: &Own, rules: Vec<IpPermission>, is_egress: bool) {
    let view = own.view();
    view.text("security_group_rule_id");
    let group = view.id("security_group_id");
    if group.is_none() {
        in_any_group(maker, own, is_egress);
        return;
    }
    let joined = group.as_ref().is_some_and(|group| {
        maker.change_group(group, |group| {
            let rows = if is_egress {
                // AWS's own group, which Terraform has not taken over, keeps the rules that let everything out.
                group.ip_permissions_egress.get_or_insert_with(all_out)
            } else {
                &mut group.ip_permissions
            };
            for rule in rules {
                // The state of a group tells the rules that are resources of their own, too.
                if !rows.values().any(|row| is_same(row, &rule)) {
                    rows.insert(free_row(rows), rule);
                }
            }
        })
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "security_group_id", group.as_ref(), "securityGroup");
    }
}

/// Whether two rules are the same for AWS, which knows no other rule beside them then.
fn is_same(one: &IpPermission, other: &IpPermission) -> bool {
    let block = |block: &Option<CidrBlock>| block.as_ref().map(common::as_aws);
    let bare = |rule: &IpPermission| IpPermission {
        description: None,
        cidr_ip: block(&rule.cidr_ip),
        cidr_ipv6: block(&rule.cidr_ipv6),
        ..rule.clone()
    };
    bare(one) == bare(other)
}

/// Takes away the rules that a plan takes away or changes: the group still tells them as they are.
pub(super) fn gone(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let is_egress = match own.type_name.as_str() {
        "aws_vpc_security_group_egress_rule" => true,
        "aws_vpc_security_group_ingress_rule" => false,
        _ => view.text("type").as_deref() == Some("egress"),
    };
    let protocol = if view.has("ip_protocol") { "ip_protocol" } else { "protocol" };
    let rules = rules(maker, own, &view, protocol);
    let Some(group) = view.id("security_group_id") else { return };
    maker.change_group(&group, |group| {
        let rows =
            if is_egress { group.ip_permissions_egress.as_mut() } else { Some(&mut group.ip_permissions) };
        if let Some(rows) = rows {
            rows.retain(|_, row| !rules.iter().any(|rule| is_same(row, rule)));
        }
    });
}

/// A rule of which nobody knows the group: any of them may have it. However many such rules there are, one that nobody knows
/// stands for them in each group, so that a packet that it could admit ends as unknown.
fn in_any_group(maker: &mut Maker<'_>, own: &Own, is_egress: bool) {
    maker.cannot_join(own, "security_group_id", None, "securityGroup");
    if !maker.anywhere.insert(if is_egress { "egress" } else { "ingress" }) {
        return;
    }
    let rule = unknown_rule(maker, own, "group of a rule", all());
    let groups = maker.document.resources.iter();
    let groups = groups.filter(|(_, resource)| matches!(resource.as_ref(), Resource::SecurityGroup(_)));
    let groups: Vec<ResourceId> = groups.map(|(id, _)| id.clone()).collect();
    for group in groups {
        maker.change_group(&group, |group| {
            let rows = if is_egress {
                group.ip_permissions_egress.get_or_insert_with(all_out)
            } else {
                &mut group.ip_permissions
            };
            rows.insert(free_row(rows), rule.clone());
        });
    }
}

/// The rules that a block stands for: one for each source or destination.
fn rules(maker: &mut Maker<'_>, own: &Own, view: &View<'_>, protocol_key: &str) -> Vec<IpPermission> {
    let protocol = view.protocol(protocol_key).unwrap_or(Protocol::All);
    let has_range = protocol != Protocol::All;
    let is_open = view.is_unknown(protocol_key)
        || has_range && (view.is_unknown("from_port") || view.is_unknown("to_port"));
    let (from_port, to_port) = (view.small("from_port"), view.small("to_port"));
    let base = IpPermission {
        ip_protocol: Some(protocol),
        from_port: from_port.filter(|_| has_range),
        to_port: to_port.filter(|_| has_range),
        description: view.text("description"),
        ..IpPermission::default()
    };
    if is_open {
        return vec![unknown_rule(maker, own, "protocol or ports of a rule", all())];
    }
    let mut rules = Vec::new();
    for key in ["cidr_blocks", "cidr_ipv4"] {
        let blocks = view.texts(key).into_iter().map(|text| CidrBlock::new(&text));
        rules.extend(blocks.map(|block| IpPermission { cidr_ip: Some(block), ..base.clone() }));
    }
    for key in ["ipv6_cidr_blocks", "cidr_ipv6"] {
        let blocks = view.texts(key).into_iter().map(|text| CidrBlock::new(&text));
        rules.extend(blocks.map(|block| IpPermission { cidr_ipv6: Some(block), ..base.clone() }));
    }
    for key in ["prefix_list_ids", "prefix_list_id"] {
        let lists = view.ids(key).into_iter();
        rules.extend(lists.map(|list| IpPermission { prefix_list_id: Some(list), ..base.clone() }));
    }
    for key in ["security_groups", "source_security_group_id", "referenced_security_group_id"] {
        rules.extend(view.texts(key).iter().map(|text| of_group(text, &base)));
    }
    if view.flag("self").unwrap_or(false) {
        let group = if protocol_key == "protocol" && view.has("security_group_id") {
            view.id("security_group_id")
        } else {
            Some(own.id.clone())
        };
        rules.push(IpPermission { group_id: group, ..base.clone() });
    }
    let sources = [
        "cidr_blocks",
        "ipv6_cidr_blocks",
        "prefix_list_ids",
        "security_groups",
        "cidr_ipv4",
        "cidr_ipv6",
        "prefix_list_id",
        "referenced_security_group_id",
        "source_security_group_id",
        "self",
    ];
    if rules.is_empty() || sources.iter().any(|key| view.is_unknown(key)) {
        rules.push(unknown_rule(maker, own, "source or destination of a rule", base));
    }
    rules
}

/// A group by its id, which names the account in front where it is another one.
fn of_group(text: &str, base: &IpPermission) -> IpPermission {
    let (user, group) = match text.split_once('/') {
        Some((user, group)) => (Some(user.to_owned()), group),
        None => (None, text),
    };
    IpPermission { group_id: Some(ResourceId::new(group)), user_id: user, ..base.clone() }
}

/// A rule of which something is not known: a packet that needs it ends as unknown, because its prefix list is.
fn unknown_rule(maker: &mut Maker<'_>, own: &Own, what: &str, rule: IpPermission) -> IpPermission {
    let list = maker.unknown_list(own);
    let why = format!(
        "Nothing tells the {what}. It is kept with a prefix list {list} that nobody knows, so that a packet that needs it ends UNKNOWN."
    );
    maker.note(own, &why);
    IpPermission { prefix_list_id: Some(list), ..rule }
}
