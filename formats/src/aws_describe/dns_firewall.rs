//! The DNS Firewall: groups of rules, the rules of each, the lists of names that they hold, and the VPCs. The answer about
//! the names does not say which list it is of.

use super::about;
use super::account::is_account_id;
use super::hosted_zone::plain;
use super::importer::Importer;
use super::item::{Item, number};
use netyard_core::model::{FirewallRule, FirewallRuleGroup, FirewallRuleGroupAssociation, ResourceId, RowId};
use netyard_core::ordered::IntoOrdered;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const GROUP: &str = "DNS Firewall rule group";
const RULE: &str = "DNS Firewall rule";
const LIST: &str = "DNS Firewall domain list";
const ASSOCIATION: &str = "DNS Firewall association";
/// The type name of a group, as VPCs write down what they do not know.
const KIND: &str = "firewallRuleGroup";

/// Reads the groups with all that belongs to them.
pub(super) fn read(importer: &mut Importer) {
    let items = importer.take("FirewallRules");
    let named: BTreeSet<ResourceId> =
        items.iter().filter_map(|item| item.id("FirewallDomainListId")).into_set();
    let lists = domains(importer, &named);
    let mut groups: BTreeMap<ResourceId, (Item, FirewallRuleGroup)> = BTreeMap::new();
    for item in importer.take("FirewallRuleGroups") {
        let Some(id) = importer.id(&item, "Id", GROUP) else { continue };
        importer.note_owner(&id, item.text("OwnerId").filter(|owner| is_account_id(owner)));
        let group = FirewallRuleGroup {
            name: item.text("Name").map(str::to_owned),
            tags: item.tags(),
            ..FirewallRuleGroup::default()
        };
        groups.entry(id).or_insert((item, group));
    }
    let mut told: BTreeSet<ResourceId> = BTreeSet::new();
    let mut unclear: BTreeSet<ResourceId> = BTreeSet::new();
    for item in items {
        let Some((id, group)) =
            item.id("FirewallRuleGroupId").and_then(|id| groups.get_mut(&id).map(|(_, group)| (id, group)))
        else {
            importer.skip(
                &item,
                RULE,
                "No answer tells of its group. Import list-firewall-rule-groups, too.",
            );
            continue;
        };
        if !rule(importer, &item, group, &lists) {
            unclear.insert(id.clone());
        }
        told.insert(id);
    }
    for answer in importer.empty("FirewallRules") {
        told.extend(about::of(answer, groups.keys()).cloned());
    }
    let is_cut = importer.is_cut_anywhere("FirewallRules");
    for (id, (item, _)) in groups.iter().filter(|(id, _)| is_cut || !told.contains(*id)) {
        let why = "Its rules are not in the input, or not all of them: a question for a name ends as unknown in its VPCs. Import the whole answer of list-firewall-rules for it.";
        importer.approximate(item, GROUP, why);
        unclear.insert(id.clone());
    }
    associations(importer, &mut groups, &unclear);
    for (id, (item, group)) in groups {
        importer.insert(&item, id, group);
    }
}

/// Adds a rule to its group; says whether it is known which names it holds.
fn rule(
    importer: &mut Importer,
    item: &Item,
    group: &mut FirewallRuleGroup,
    lists: &BTreeMap<ResourceId, Vec<String>>,
) -> bool {
    let names = item.id("FirewallDomainListId").and_then(|list| lists.get(&list));
    let why = if names.is_none() {
        Some(
            "Its names are in no answer, or not all of them: a question for a name ends as unknown in the VPCs of its group. Import the whole answer of list-firewall-domains for its list; nobody can list the names of AWS's own lists.",
        )
    } else if item.text("Qtype").is_some() {
        Some(
            "It is for one type of record only, which Netyard does not judge: a question for a name ends as unknown in the VPCs of its group.",
        )
    } else {
        None
    };
    if let Some(why) = why {
        importer.approximate(item, RULE, why);
    }
    let text = |key: &str| item.text(key).map(str::to_owned);
    let written = FirewallRule {
        name: text("Name"),
        priority: priority(item),
        action: text("Action"),
        block_response: text("BlockResponse"),
        block_override_domain: item.text("BlockOverrideDomain").map(plain),
        domains: names.cloned().unwrap_or_default(),
        ..FirewallRule::default()
    };
    importer.report.read(&item.file, &item.place, RULE);
    let row = RowId::new(&format!("f{}", group.firewall_rules.len() + 1));
    group.firewall_rules.insert(row, written);
    why.is_none()
}

/// The names of each list, as far as they are all there.
fn domains(importer: &mut Importer, named: &BTreeSet<ResourceId>) -> BTreeMap<ResourceId, Vec<String>> {
    let mut lists: BTreeMap<ResourceId, Vec<String>> = BTreeMap::new();
    let mut cut: BTreeSet<ResourceId> = BTreeSet::new();
    for item in importer.take("FirewallDomains") {
        let Some(list) = about::of(&item, named.iter()) else {
            let why = "Nothing tells which list these names are of. Import the answer of list-firewall-rules, too, and put the id of the list into the name of the file.";
            importer.skip(&item, LIST, why);
            continue;
        };
        let texts = item.value.get("Domains").and_then(Value::as_array).into_iter().flatten();
        let domains = texts.filter_map(Value::as_str).map(plain);
        lists.entry(list.clone()).or_default().extend(domains);
        if item.text("NextToken").is_some() {
            cut.insert(list.clone());
        }
        importer.report.read(&item.file, &item.place, LIST);
    }
    lists.retain(|list, _| !cut.contains(list));
    lists
}

/// Ties groups to VPCs; what a group leaves unclear its VPCs do not know.
fn associations(
    importer: &mut Importer,
    groups: &mut BTreeMap<ResourceId, (Item, FirewallRuleGroup)>,
    unclear: &BTreeSet<ResourceId>,
) {
    for item in importer.take("FirewallRuleGroupAssociations") {
        let (Some(id), Some(vpc)) = (item.id("FirewallRuleGroupId"), item.id("VpcId")) else {
            importer.skip(&item, ASSOCIATION, "It names no group or no VPC.");
            continue;
        };
        if importer.document.vpc(vpc.as_str()).is_none() {
            let why = format!("It is with {vpc}, which is not in the drawing.");
            importer.skip(&item, ASSOCIATION, &why);
            continue;
        }
        let Some((_, group)) = groups.get_mut(&id) else {
            let why = format!(
                "No answer tells of {id}: a question for a name ends as unknown in {vpc}. Import the answer of list-firewall-rule-groups, too."
            );
            importer.approximate(&item, ASSOCIATION, &why);
            importer.does_not_know(Some(vpc), KIND);
            continue;
        };
        if unclear.contains(&id) {
            importer.does_not_know(Some(vpc.clone()), KIND);
        }
        let association = FirewallRuleGroupAssociation {
            vpc_id: Some(vpc),
            priority: priority(&item),
            ..FirewallRuleGroupAssociation::default()
        };
        importer.report.read(&item.file, &item.place, ASSOCIATION);
        let row = item.text("Id").map_or_else(
            || RowId::new(&format!("a{}", group.firewall_rule_group_associations.len() + 1)),
            RowId::new,
        );
        group.firewall_rule_group_associations.insert(row, association);
    }
}

fn priority(item: &Item) -> Option<u32> {
    number(&item.value, "Priority").and_then(|it| u32::try_from(it).ok())
}
