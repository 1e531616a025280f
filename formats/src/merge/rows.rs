//! Rows of nested tables, whose ids AWS does not know: an import makes its own. A row that is in the open drawing keeps the
//! id that it has there, because expectations and accepted findings name it.

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Fields that are tables of rows, with what makes two rows the same one. Where nothing does, the id has to.
const TABLES: &[(&str, &[&str])] = &[
    ("advertisements", &["cidr"]),
    ("allocations", &["cidr"]),
    ("availabilityZoneAddresses", &["availabilityZone"]),
    ("bgpConfigurations", &["peerAddress"]),
    ("entries", &["egress", "ruleNumber", "cidr"]),
    ("firewallRuleGroupAssociations", &["vpcId"]),
    ("firewallRules", &["priority"]),
    ("forwarders", &["domainName"]),
    ("groups", &["groupIpAddress", "networkInterfaceId"]),
    ("instances", &["instanceId"]),
    ("ipPermissions", &[]),
    ("ipPermissionsEgress", &[]),
    ("listeners", &["protocol", "port"]),
    ("listens", &["protocol", "fromPort", "toPort"]),
    ("loadBalancers", &["targetGroupArn", "loadBalancerName"]),
    ("networkBindings", &["containerPort", "protocol"]),
    ("resourceRecordSets", &["name", "recordType", "setIdentifier"]),
    ("routes", &["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"]),
    ("securityGroupVpcAssociations", &["vpcId"]),
    ("statefulRuleGroupReferences", &["resourceArn"]),
    ("statefulRules", &[]),
    ("statelessRuleGroupReferences", &["resourceArn"]),
    ("statelessRules", &["priority"]),
    ("subnetMappings", &["subnetId"]),
    ("targetIps", &["ip", "ipv6"]),
    ("targets", &["id", "port"]),
    ("userRules", &["ipRule"]),
    ("vgwTelemetry", &["outsideIpAddress"]),
];

/// What makes two rows of a table the same one; `None` for a field that is no table.
pub(super) fn keys_of(field: &str) -> Option<&'static [&'static str]> {
    TABLES.iter().find(|(table, _)| *table == field).map(|(_, keys)| *keys)
}

/// Gives the rows of an imported table the ids that they have in the open one: first where the whole row is the same, then
/// where its keys are. Others keep their own, or get a free one like it.
pub(super) fn with_ids_of(open: &Value, imported: &mut Value, keys: &[&str]) {
    let (Some(open), Some(rows)) = (open.as_object(), imported.as_object_mut()) else { return };
    let mut rows: Vec<(String, Value)> = std::mem::take(rows).into_iter().collect();
    let mut ids: Vec<Option<String>> = vec![None; rows.len()];
    let mut free: BTreeSet<&str> = open.keys().map(String::as_str).collect();
    for (index, (id, row)) in rows.iter().enumerate() {
        if open.get(id) == Some(row) && free.remove(id.as_str()) {
            give(&mut ids, index, id);
        }
    }
    let whole = |_: &str, row: &Value| Some(row.to_string());
    let by_keys = |id: &str, row: &Value| match keys {
        [] => Some(id.to_owned()),
        keys => key_of(row, keys),
    };
    pair(open, &rows, &mut ids, &mut free, &whole);
    pair(open, &rows, &mut ids, &mut free, &by_keys);
    let mut taken: BTreeSet<String> = ids.iter().flatten().cloned().collect();
    let mut table = Map::new();
    for ((own, row), id) in rows.drain(..).zip(ids) {
        let id = id.unwrap_or_else(|| free_id(own, &taken));
        taken.insert(id.clone());
        table.insert(id, row);
    }
    // In the order in which they are saved.
    table.sort_keys();
    *imported = Value::Object(table);
}

/// Pairs rows that have no partner yet by what stands for them.
fn pair<'a>(
    open: &'a Map<String, Value>,
    rows: &[(String, Value)],
    ids: &mut [Option<String>],
    free: &mut BTreeSet<&'a str>,
    stands_for: &dyn Fn(&str, &Value) -> Option<String>,
) {
    let mut waiting: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    // From the end, so that the first is taken first.
    for id in free.iter().rev() {
        if let Some(key) = open.get(*id).and_then(|row| stands_for(id, row)) {
            waiting.entry(key).or_default().push(id);
        }
    }
    for (index, (id, row)) in rows.iter().enumerate() {
        if ids.get(index).is_none_or(Option::is_some) {
            continue;
        }
        let partner = stands_for(id, row).and_then(|key| waiting.get_mut(&key)?.pop());
        if let Some(partner) = partner {
            free.remove(partner);
            give(ids, index, partner);
        }
    }
}

fn give(ids: &mut [Option<String>], index: usize, id: &str) {
    if let Some(slot) = ids.get_mut(index) {
        *slot = Some(id.to_owned());
    }
}

/// What the keys of a row say; `None` where it has none of them.
fn key_of(row: &Value, keys: &[&str]) -> Option<String> {
    let said: Vec<Option<&Value>> = keys.iter().map(|key| row.get(key)).collect();
    let is_said = said.iter().any(Option::is_some);
    is_said.then(|| format!("{said:?}"))
}

/// The id itself, or the first like it that is free.
fn free_id(own: String, taken: &BTreeSet<String>) -> String {
    if !taken.contains(&own) {
        return own;
    }
    let mut number = 2_usize;
    loop {
        let id = format!("{own}-{number}");
        if !taken.contains(&id) {
            return id;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::keys_of;
    use std::path::Path;

    /// Tables inside of rows, which are compared with their row as a whole.
    const INSIDE: &[&str] = &["actions", "conditions", "defaultActions", "rules", "targetGroups"];

    fn camel(name: &str) -> String {
        let mut words = name.split('_');
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |mut all, word| {
            let (head, rest) = word.split_at(1);
            all.push_str(&head.to_uppercase());
            all.push_str(rest);
            all
        })
    }

    #[test]
    fn every_table_of_the_model_is_known() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src/model");
        let mut found = 0;
        for entry in std::fs::read_dir(folder).expect("the model is there") {
            let text = std::fs::read_to_string(entry.expect("a file").path()).expect("it is text");
            let fields = text.lines().filter(|line| line.contains("BTreeMap<RowId,"));
            for field in fields.filter_map(|line| line.trim().strip_prefix("pub ")?.split(':').next()) {
                let name = camel(field);
                assert!(keys_of(&name).is_some() || INSIDE.contains(&name.as_str()), "{name} is not known");
                found += 1;
            }
        }
        assert!(found > 30, "{found} tables are found");
    }
}
