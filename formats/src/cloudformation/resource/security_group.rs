use crate::declared::ground::ACCOUNT;
use crate::declared::handed::free_row;
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{IpPermission, ResourceId, RowId, SecurityGroup};
use netyard_core::net::{CidrBlock, Protocol};
use std::collections::BTreeMap;

/// Reads `AWS::EC2::SecurityGroup`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let group_name = view.text("GroupName");
    let outbound = rows(maker, own, &view, "SecurityGroupEgress");
    let group = SecurityGroup {
        name: Some(own.name()),
        tags: own.tags(),
        vpc_id: view.id("VpcId"),
        group_name,
        description: view.text("GroupDescription"),
        ip_permissions: rows(maker, own, &view, "SecurityGroupIngress"),
        // AWS's rule that lets everything out goes only where the group itself names others.
        ip_permissions_egress: view.has("SecurityGroupEgress").then_some(outbound),
        ..SecurityGroup::default()
    };
    maker.insert(own, group);
}

fn rows(maker: &mut Maker<'_>, own: &Own, view: &View<'_>, key: &str) -> BTreeMap<RowId, IpPermission> {
    let mut rows = BTreeMap::new();
    for part in view.list(key) {
        let rule = rule(maker, own, &part);
        rows.insert(row_id(rows.len() + 1), rule);
    }
    if view.lacks_parts(key) {
        rows.insert(row_id(rows.len() + 1), unknown_rule(maker, own, "whole", None));
    }
    rows
}

fn row_id(number: usize) -> RowId {
    RowId::new(&format!("g{number}"))
}

/// Reads `AWS::EC2::SecurityGroupIngress`.
pub(super) fn ingress(maker: &mut Maker<'_>, own: &Own) {
    let Some((group, rule)) = parts(maker, own) else { return };
    maker.change_group(&group, |group| {
        group.ip_permissions.insert(free_row("g", &group.ip_permissions), rule);
    });
    maker.read(own);
}

/// Reads `AWS::EC2::SecurityGroupEgress`. AWS's documentation says only of rules in the group itself that they take the
/// place of its rule that lets everything out; who uses this resource reports that it takes such rules away, too. Nobody
/// can tell from the template, so what no other rule admits ends as unknown.
pub(super) fn egress(maker: &mut Maker<'_>, own: &Own) {
    let Some((group, rule)) = parts(maker, own) else { return };
    let list = ResourceId::new(&format!("pl-unknown-{}", own.logical));
    let perhaps = IpPermission {
        ip_protocol: Some(Protocol::All),
        prefix_list_id: Some(list.clone()),
        ..IpPermission::default()
    };
    let mut was_open = false;
    maker.change_group(&group, |group| {
        was_open = group.ip_permissions_egress.is_none();
        let rows = group
            .ip_permissions_egress
            .get_or_insert_with(|| [(row_id(1), perhaps.clone())].into_iter().collect());
        for row in rows.values_mut().filter(|row| lets_everything_out(row)) {
            was_open = true;
            *row = perhaps.clone();
        }
        rows.insert(free_row("g", rows), rule);
    });
    maker.read(own);
    if was_open {
        maker.doubts.insert("managedPrefixList");
        let why = format!(
            "Whether its group still lets everything out beside this rule, AWS's documentation does not say: the rule that does is kept with a prefix list {list} that nobody knows, so that a packet that needs it ends UNKNOWN. Write SecurityGroupEgress in the group itself to be sure."
        );
        maker.note(own, &why);
    }
}

fn lets_everything_out(rule: &IpPermission) -> bool {
    let is =
        |block: &Option<CidrBlock>, text: &str| block.as_ref().is_some_and(|block| block.to_string() == text);
    rule.ip_protocol.as_ref().is_none_or(|protocol| *protocol == Protocol::All)
        && (is(&rule.cidr_ip, "0.0.0.0/0") || is(&rule.cidr_ipv6, "::/0"))
}

/// Reads `Custom::VpcRestrictDefaultSG`, with which the CDK takes the rules that AWS gives the group of a VPC away from it.
/// Rules that the template adds stay.
pub(super) fn restrict_default(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    for key in ["Account", "ServiceToken"] {
        view.text(key);
    }
    let group = view.id("DefaultSecurityGroupId");
    let joined = group.as_ref().is_some_and(|id| {
        maker.change_group(id, |group| {
            group
                .ip_permissions
                .retain(|_, row| row.ip_protocol != Some(Protocol::All) || row.group_id.as_ref() != Some(id));
            let rows = group.ip_permissions_egress.get_or_insert_default();
            let is_perhaps = |row: &IpPermission| {
                row.ip_protocol == Some(Protocol::All)
                    && row
                        .prefix_list_id
                        .as_ref()
                        .is_some_and(|list| list.as_str().starts_with("pl-unknown-"))
            };
            rows.retain(|_, row| !lets_everything_out(row) && !is_perhaps(row));
        })
    });
    if joined {
        maker.read(own);
        maker.note(own, "It takes the rules that AWS makes away from the group that comes with the VPC.");
    } else {
        maker.cannot_join(own, "DefaultSecurityGroupId", group.as_ref(), "securityGroup");
    }
}

/// The group that a rule of its own belongs to, and the rule.
fn parts(maker: &mut Maker<'_>, own: &Own) -> Option<(ResourceId, IpPermission)> {
    let view = own.view();
    let id = view.id("GroupId").or_else(|| view.id("GroupName"));
    let is_there = id.as_ref().is_some_and(|id| maker.change_group(id, |_| {}));
    if let Some(id) = id.filter(|_| is_there) {
        let rule = rule(maker, own, &view);
        Some((id, rule))
    } else {
        maker.cannot_join(own, "GroupId", view.id("GroupId").as_ref(), "securityGroup");
        None
    }
}

fn rule(maker: &mut Maker<'_>, own: &Own, view: &View<'_>) -> IpPermission {
    let protocol = view.protocol("IpProtocol").unwrap_or(Protocol::All);
    let has_range = protocol != Protocol::All;
    let is_open = has_range && (view.is_unknown("FromPort") || view.is_unknown("ToPort"));
    let (from_port, to_port) = (view.small("FromPort"), view.small("ToPort"));
    let named = |keys: [&str; 2]| keys.into_iter().find_map(|key| view.id(key));
    let user = ["SourceSecurityGroupOwnerId", "DestinationSecurityGroupOwnerId"]
        .into_iter()
        .find_map(|key| view.text(key));
    // The names of groups are for what VPCs have replaced; Ref of a group gives its id there, too.
    let group = named(["SourceSecurityGroupId", "DestinationSecurityGroupId"])
        .or_else(|| view.id("SourceSecurityGroupName"));
    let rule = IpPermission {
        ip_protocol: Some(protocol),
        from_port: from_port.filter(|_| has_range),
        to_port: to_port.filter(|_| has_range),
        cidr_ip: view.deciding_cidr("CidrIp"),
        cidr_ipv6: view.deciding_cidr("CidrIpv6"),
        group_id: group,
        user_id: user.filter(|user| !is_own_account(maker, user)),
        prefix_list_id: named(["SourcePrefixListId", "DestinationPrefixListId"]),
        description: view.text("Description"),
        ..IpPermission::default()
    };
    let has_peer = rule.cidr_ip.is_some()
        || rule.cidr_ipv6.is_some()
        || rule.group_id.is_some()
        || rule.prefix_list_id.is_some();
    if own.perhaps.is_some() {
        return unknown_rule(maker, own, "condition", Some(rule));
    }
    if is_open || view.is_unknown("IpProtocol") {
        return unknown_rule(maker, own, "protocol or ports", None);
    }
    if has_peer { rule } else { unknown_rule(maker, own, "source or destination", Some(rule)) }
}

/// A rule of which something is not known: a packet that needs it ends as unknown, because its prefix list is.
fn unknown_rule(maker: &mut Maker<'_>, own: &Own, what: &str, rule: Option<IpPermission>) -> IpPermission {
    let list = maker.unknown_list(own);
    let why = format!(
        "The template does not tell the {what} of a rule. It is kept with a prefix list {list} that nobody knows, so that a packet that needs it ends UNKNOWN."
    );
    maker.note(own, &why);
    let all = || IpPermission { ip_protocol: Some(Protocol::All), ..IpPermission::default() };
    let rule = rule.unwrap_or_else(all);
    IpPermission { cidr_ip: None, cidr_ipv6: None, group_id: None, prefix_list_id: Some(list), ..rule }
}

fn is_own_account(maker: &Maker<'_>, user: &str) -> bool {
    maker.ground.account.as_deref().unwrap_or(ACCOUNT) == user
}
