//! Amazon WorkSpaces: `describe-workspace-directories`, `describe-ip-groups` with the rules of their groups, and
//! `describe-workspaces`, whose addresses tell which interfaces are desktops.

use super::importer::Importer;
use super::item::Item;
use super::managed_service::attach_all;
use netyard_core::model::{IpRule, ResourceId, RowId, WorkspaceDirectory};
use netyard_core::net::CidrBlock;
use serde_json::Value;
use std::collections::BTreeMap;

const LABEL: &str = "WorkSpaces directory";

/// Reads `Directories`, and of `Result` and `Workspaces` what belongs to them.
pub(super) fn read(importer: &mut Importer) {
    let groups = importer.take("Result");
    let desktops = importer.take("Workspaces");
    for item in importer.take("Directories") {
        let Some(id) = importer.id(&item, "DirectoryId", LABEL) else { continue };
        let ids = item.value.get("ipGroupIds").and_then(Value::as_array).into_iter().flatten();
        let ip_group_ids: Vec<String> = ids.filter_map(Value::as_str).map(str::to_owned).collect();
        let user_rules = rules(importer, &item, &groups, &ip_group_ids);
        let directory = WorkspaceDirectory {
            name: item.text("Alias").or(item.text("DirectoryName")).map(str::to_owned),
            ip_group_ids,
            user_rules,
            state: item.text("State").unwrap_or("REGISTERED").to_owned(),
            ..WorkspaceDirectory::default()
        };
        importer.insert(&item, id.clone(), directory);
        let own = interfaces_of(importer, &desktops, &id);
        attach_all(importer, &item, &id, &own, LABEL);
    }
}

/// The rules of the groups of a directory. One that no answer tells of is kept as a rule that names no addresses.
fn rules(importer: &mut Importer, item: &Item, groups: &[Item], ids: &[String]) -> BTreeMap<RowId, IpRule> {
    let mut all = Vec::new();
    for id in ids {
        let of_group = IpRule { group_id: Some(id.clone()), ..IpRule::default() };
        let Some(group) = groups.iter().find(|group| group.text("groupId") == Some(id.as_str())) else {
            let why = format!("No answer of describe-ip-groups tells of the rules of {id}.");
            importer.approximate(item, LABEL, &why);
            all.push(of_group);
            continue;
        };
        all.extend(group.list("userRules").iter().map(|rule| IpRule {
            ip_rule: rule.text("ipRule").map(CidrBlock::new),
            rule_desc: rule.text("ruleDesc").filter(|text| !text.is_empty()).map(str::to_owned),
            ..of_group.clone()
        }));
    }
    (1..).map(|number| RowId::new(&format!("r{number}"))).zip(all).collect()
}

/// The interfaces that have the addresses of the desktops of a directory.
fn interfaces_of(importer: &Importer, desktops: &[Item], directory: &ResourceId) -> Vec<ResourceId> {
    let own = desktops.iter().filter(|item| item.id("DirectoryId").as_ref() == Some(directory));
    let has = |subnet: &ResourceId, address: &str| {
        importer.document.resources.keys().find(|id| {
            importer.document.network_interface(id.as_str()).is_some_and(|interface| {
                interface.subnet_id.as_ref() == Some(subnet)
                    && interface.private_ip_addresses.iter().any(|entry| {
                        entry.private_ip_address.as_ref().is_some_and(|own| own.to_string() == address)
                    })
            })
        })
    };
    own.filter_map(|item| has(&item.id("SubnetId")?, item.text("IpAddress")?).cloned()).collect()
}
