//! The DNS Firewall: a list of names for each rule, the group, and what joins it with VPCs.

use super::writer::{Writer, rows};
use super::yaml::{Object, Value, list};
use netyard_core::model::{FirewallRule, FirewallRuleGroup, ResourceId};

pub(super) fn group(writer: &mut Writer<'_>, id: &ResourceId, own: &FirewallRuleGroup) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let mut rules: Vec<Value> = Vec::new();
    for (index, (_, rule)) in rows(&own.firewall_rules).into_iter().enumerate() {
        let number = index + 1;
        let names = names(writer, id, &name, number, rule);
        rules.push(written(rule, names, number).into());
    }
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    writer.make(id, Object::default().with("FirewallRules", list(rules)).with("Tags", tags), &[]);
    for (index, (_, join)) in rows(&own.firewall_rule_group_associations).into_iter().enumerate() {
        let Some(vpc) = &join.vpc_id else { continue };
        let usual = u32::try_from(index).unwrap_or(0).saturating_add(101);
        let properties = Object::default()
            .with("FirewallRuleGroupId", writer.to(id))
            .with("VpcId", writer.to(vpc))
            .with("Priority", join.priority.unwrap_or(usual));
        let wish = format!("{name}Vpc{}", index + 1);
        writer.join(&wish, "AWS::Route53Resolver::FirewallRuleGroupAssociation", properties, &[]);
    }
}

fn written(rule: &FirewallRule, names: Value, number: usize) -> Object {
    let usual = u32::try_from(number).unwrap_or(u32::MAX);
    let is_other = rule.block_override_domain.is_some();
    Object::default()
        .with("Priority", rule.priority.unwrap_or(usual))
        .with("Action", rule.action.clone().unwrap_or_else(|| "ALERT".to_owned()))
        .with("BlockResponse", rule.block_response.as_ref())
        .with("BlockOverrideDomain", rule.block_override_domain.as_ref())
        // An answer of one's own is a CNAME always, and AWS wants to know for how long.
        .with("BlockOverrideDnsType", Some("CNAME").filter(|_| is_other))
        .with("BlockOverrideTtl", Some(60).filter(|_| is_other))
        .with("FirewallDomainListId", names)
}

/// The list of a rule: one of the template, or one of AWS whose id has to be given.
fn names(writer: &mut Writer<'_>, id: &ResourceId, name: &str, number: usize, rule: &FirewallRule) -> Value {
    if rule.domains.is_empty() {
        let called = writer.called(id);
        let about = format!(
            "The id of the domain list of rule {number} of {called}: the drawing does not hold its names."
        );
        let wish = format!("{name}Names{number}Id");
        writer.say(format!("The parameter {wish} has to be given: the drawing does not hold the names of rule {number} of {called}."));
        let object = Object::default().with("Type", "String").with("Description", about);
        return writer.ask(&format!("names {number} of {id}"), &wish, object);
    }
    let domains = list(rule.domains.iter().map(Value::from).collect());
    let properties = Object::default().with("Domains", domains);
    let made = writer.join(
        &format!("{name}Names{number}"),
        "AWS::Route53Resolver::FirewallDomainList",
        properties,
        &[],
    );
    Value::Ref(made)
}
