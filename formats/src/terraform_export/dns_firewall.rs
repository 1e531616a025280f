//! The DNS Firewall: a list of names for each rule, the rules, the group, and what joins it with VPCs.

use super::hcl::{Arguments, Block, Value};
use super::writer::Writer;
use crate::given_names;
use netyard_core::model::{FirewallRule, FirewallRuleGroup, Resource, ResourceId, RowId};

pub(super) fn group(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &FirewallRuleGroup) {
    let own_name = writer.name_of(id);
    let name = writer.given_name(id).unwrap_or_else(|| own_name.clone());
    let arguments = Arguments::default().with("name", name);
    let arguments = super::balancing::unnamed(arguments, resource);
    writer.add(id, "aws_route53_resolver_firewall_rule_group", arguments);
    for (index, one) in own.firewall_rules.values().enumerate() {
        let number = index + 1;
        if one.block_response.as_deref() == Some("OVERRIDE") && one.block_override_domain.is_none() {
            let called = writer.called(id);
            writer.left_out.push(format!("{called}: its rule {number} is not written: it answers with a domain of its own, which the drawing does not tell."));
            continue;
        }
        let names = names(writer, id, number, one);
        let arguments = rule(id, &format!("{own_name}-{number}"), number, one, names);
        writer.part(id, &format!("_{number}"), "aws_route53_resolver_firewall_rule", arguments);
    }
    for (index, (row, join)) in own.firewall_rule_group_associations.iter().enumerate() {
        let Some(vpc) = &join.vpc_id else { continue };
        let priority = priority(writer, id, row, vpc);
        if let Some(own) = join.priority.filter(|own| i64::from(*own) != priority) {
            let (called, vpc) = (writer.called(id), writer.called(vpc));
            writer.left_out.push(format!("{called}: its priority for {vpc} is {priority} and not {own}: AWS takes numbers above 100, each once for a VPC. The order of the groups stays."));
        }
        let arguments = Arguments::default()
            .with("name", format!("{own_name}-{}", index + 1))
            .with("firewall_rule_group_id", id)
            .with("vpc_id", vpc)
            .with("priority", priority);
        let end = format!("_{}", writer.name_of(vpc));
        writer.part(id, &end, "aws_route53_resolver_firewall_rule_group_association", arguments);
    }
}

/// The priority of a group for a VPC: the drawn one, or its place among the groups of that VPC where AWS does not take all of theirs.
fn priority(writer: &Writer<'_>, id: &ResourceId, row: &RowId, vpc: &ResourceId) -> i64 {
    const FIRST: i64 = 101;
    let mut all: Vec<(Option<u32>, &ResourceId, &RowId)> = Vec::new();
    for (group, resource) in &writer.document.resources {
        if let Resource::FirewallRuleGroup(own) = resource.as_ref() {
            let rows = own.firewall_rule_group_associations.iter();
            let here = rows.filter(|(_, join)| join.vpc_id.as_ref() == Some(vpc));
            all.extend(here.map(|(row, join)| (join.priority, group, row)));
        }
    }
    // What has no number comes last.
    all.sort_by_key(|(priority, group, row)| (priority.is_none(), *priority, *group, *row));
    let is_taken = |priority: &Option<u32>| priority.is_some_and(|own| i64::from(own) >= FIRST);
    let is_once = all.windows(2).all(|pair| matches!(pair, [one, other] if one.0 != other.0));
    let place = all.iter().position(|(_, group, own)| *group == id && *own == row).unwrap_or(0);
    let drawn = all.get(place).and_then(|(priority, ..)| *priority).map(i64::from);
    let is_fine = is_once && all.iter().all(|(priority, ..)| is_taken(priority));
    drawn.filter(|_| is_fine).unwrap_or_else(|| i64::try_from(place).unwrap_or(0).saturating_add(FIRST))
}

/// A rule. AWS wants a name of each, of which most drawings hold none.
fn rule(group: &ResourceId, wish: &str, number: usize, own: &FirewallRule, names: Value) -> Arguments {
    let name =
        own.name.as_deref().map_or_else(|| Value::beside(wish), |name| given_names::of_rule(name).into());
    let action = own.action.clone().unwrap_or_else(|| "ALERT".to_owned());
    let blocks = action == "BLOCK";
    let other = own.block_override_domain.as_ref().filter(|_| blocks);
    let usual = if other.is_some() { "OVERRIDE" } else { "NODATA" };
    let response = blocks.then(|| own.block_response.clone().unwrap_or_else(|| usual.to_owned()));
    // A domain stands with an answer of one's own alone; that it is not carried is said.
    let other = other.filter(|_| response.as_deref() == Some("OVERRIDE"));
    let usual = i64::try_from(number).unwrap_or(1);
    Arguments::default()
        .with("name", name)
        .with("firewall_rule_group_id", group)
        .with("firewall_domain_list_id", names)
        .with("priority", own.priority.map_or(usual, i64::from))
        .with("action", action)
        .maybe("block_response", response)
        .maybe("block_override_domain", other.cloned())
        // An answer of one's own is a CNAME always, and AWS wants to know for how long.
        .maybe("block_override_dns_type", other.map(|_| "CNAME"))
        .maybe("block_override_ttl", other.map(|_| 60_i64))
}

/// The list of a rule: one that is written, or one whose id has to be given.
fn names(writer: &mut Writer<'_>, id: &ResourceId, number: usize, own: &FirewallRule) -> Value {
    let wish = format!("{}_{number}", writer.name_of(id));
    if own.domains.is_empty() {
        let called = writer.called(id);
        let what =
            format!("The domain list of rule {number} of {called}, of which the drawing holds no names");
        writer.left_out.push(format!(
            "{called}: the drawing does not hold the names of its rule {number}: a variable asks for the list."
        ));
        return writer.variable(&format!("domain_list_{wish}"), &what);
    }
    let name = writer.free("aws_route53_resolver_firewall_domain_list", &wish);
    let arguments = Arguments::default()
        .with("name", name.as_str())
        .list("domains", own.domains.iter().map(String::as_str));
    let type_name = "aws_route53_resolver_firewall_domain_list";
    let told = format!("{type_name}-{name}");
    let expression = format!("{type_name}.{name}.id");
    writer.blocks.push(Block { type_name, name, id: None, of: Some(id.clone()), arguments });
    Value::Expression(expression, Box::new(Value::Text(told)))
}
