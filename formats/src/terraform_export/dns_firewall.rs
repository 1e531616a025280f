//! The DNS Firewall: a list of names for each rule, the rules, the group, and what joins it with VPCs.

use super::hcl::{Arguments, Block, Value};
use super::writer::Writer;
use crate::given_names;
use netyard_core::model::{FirewallRule, FirewallRuleGroup, Resource, ResourceId};

pub(super) fn group(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &FirewallRuleGroup) {
    let own_name = writer.name_of(id);
    let name = writer.given_name(id).unwrap_or_else(|| own_name.clone());
    let arguments = Arguments::default().with("name", name);
    let arguments = super::balancing::unnamed(arguments, resource);
    writer.add(id, "aws_route53_resolver_firewall_rule_group", arguments);
    for (index, one) in own.firewall_rules.values().enumerate() {
        let number = index + 1;
        let names = names(writer, id, number, one);
        let arguments = rule(id, &format!("{own_name}-{number}"), number, one, names);
        writer.part(id, &format!("_{number}"), "aws_route53_resolver_firewall_rule", arguments);
    }
    for (index, join) in own.firewall_rule_group_associations.values().enumerate() {
        let Some(vpc) = &join.vpc_id else { continue };
        // AWS takes numbers above 100.
        let usual = u32::try_from(index).unwrap_or(0).saturating_add(101);
        let arguments = Arguments::default()
            .with("name", format!("{own_name}-{}", index + 1))
            .with("firewall_rule_group_id", id)
            .with("vpc_id", vpc)
            .with("priority", i64::from(join.priority.unwrap_or(usual)));
        let end = format!("_{}", writer.name_of(vpc));
        writer.part(id, &end, "aws_route53_resolver_firewall_rule_group_association", arguments);
    }
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
