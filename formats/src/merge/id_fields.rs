//! Where a drawing names things: the fields that hold ids. Everywhere else a text is a text, even one that reads like an
//! id, as the engine "redis" of a cache whose id is "redis".

use serde_json::{Map, Value};

/// What a text of a drawing holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// The id of a thing.
    Id,
    /// The id of a thing, or of one that AWS has and no drawing: a prefix list, a zone of a service.
    IdOrOfAws,
    /// An end of a packet: an id, a name or an address.
    End,
    /// A value of a policy: an ARN or nothing.
    Policy,
    /// No id.
    Text,
}

/// Fields of things that hold ids, of one or in a list.
const IDS: &[&str] = &[
    "allocationIds",
    "associationDefaultRouteTableId",
    "associations",
    "carrierGatewayId",
    "childHealthChecks",
    "customerGatewayId",
    "dhcpOptionsId",
    "ec2InstanceId",
    "egressOnlyInternetGatewayId",
    "endpointId",
    "fileSystemId",
    "firewallPolicyId",
    "gatewayId",
    "gatewayLoadBalancerArns",
    "groupId",
    "groupIds",
    "healthCheckId",
    "hostVpcId",
    "instanceId",
    "instances",
    "ipGroupIds",
    "loadBalancerName",
    "loadBalancerNames",
    "localGatewayId",
    "natGatewayId",
    "networkInterfaceId",
    "networkLoadBalancerArns",
    "onPremisesSiteId",
    "propagatingVgws",
    "propagationDefaultRouteTableId",
    "propagations",
    "readReplicaSourceDbInstanceIdentifier",
    "replicationGroupId",
    "resolverEndpointId",
    "resourceConfigurationArn",
    "resourceId",
    "resourceIds",
    "routeTableId",
    "routeTableIds",
    "ruleGroupId",
    "securityGroups",
    "serviceNetworkArn",
    "sourceIpamPoolId",
    "subnetId",
    "subnetIds",
    "subnets",
    "targetGroupArn",
    "targetGroupArns",
    "tasks",
    "transitGatewayAttachmentId",
    "transitGatewayId",
    "vpcEndpointId",
    "vpcId",
    "vpcIds",
    "vpcPeeringConnectionId",
    "vpcZoneIdentifier",
    "vpnConnectionId",
    "vpnGatewayId",
];

/// Fields of things that hold an id of a thing, or something that means the same in every drawing.
const IDS_OR_OF_AWS: &[&str] =
    &["coreNetworkArn", "destinationPrefixListId", "hostedZoneId", "id", "prefixListId"];

/// Fields of expectations and accepted findings that hold ids.
const IDS_OF_CHECKS: &[&str] =
    &["add", "at", "elements", "of", "place", "remove", "set", "target", "through"];

/// Fields of expectations that hold an end of a packet.
const ENDS: &[&str] = &["from", "to"];

/// Keys of conditions whose values are ids, in lower case.
const IDS_OF_POLICIES: &[&str] = &["aws:sourcevpc", "aws:sourcevpce"];

/// Words that stand where an id stands, and name nothing.
const NO_IDS: &[(&str, &str)] = &[("dhcpOptionsId", "default"), ("gatewayId", "local")];

/// Fields with what people write.
const WORDS: &[&str] = &["description", "groupName", "title", "text", "reason", "order", "tags"];

/// What is done with each text: the field that it stands in, what it holds, and the text.
type See<'a> = &'a mut dyn FnMut(&str, Holds, &mut String);

/// Goes through all texts of a drawing but what people write.
pub(super) fn each_text(whole: &mut Value, see: See) {
    let Value::Object(whole) = whole else { return };
    for (part, entries) in whole {
        let Value::Object(entries) = entries else { continue };
        for entry in entries.values_mut() {
            match part.as_str() {
                "resources" => of_thing(entry, "", see),
                "expectations" | "accepted" => of_check(entry, "", see),
                _ => {}
            }
        }
    }
}

/// Texts of a thing, or of a value under a field of one.
fn of_thing(value: &mut Value, field: &str, see: See) {
    match value {
        _ if WORDS.contains(&field) => {}
        _ if field == "policyDocument" => of_policy_document(value, see),
        Value::String(text) => {
            let holds = match field {
                _ if NO_IDS.contains(&(field, text)) => Holds::Text,
                _ if IDS.contains(&field) => Holds::Id,
                _ if IDS_OR_OF_AWS.contains(&field) => Holds::IdOrOfAws,
                _ => Holds::Text,
            };
            see(field, holds, text);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| of_thing(item, field, see)),
        Value::Object(fields) => {
            fields.iter_mut().for_each(|(name, value)| of_thing(value, name, see));
        }
        _ => {}
    }
}

/// Texts of an expectation or of an accepted finding.
fn of_check(value: &mut Value, field: &str, see: See) {
    match value {
        _ if WORDS.contains(&field) => {}
        Value::String(text) => {
            let holds = match field {
                _ if IDS_OF_CHECKS.contains(&field) => Holds::Id,
                _ if ENDS.contains(&field) => Holds::End,
                _ => Holds::Text,
            };
            see(field, holds, text);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| of_check(item, field, see)),
        Value::Object(fields) if fields.contains_key("set") => of_set(fields, see),
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == "resource" { of_thing(value, "", see) } else { of_check(value, name, see) }
            }
        }
        _ => {}
    }
}

/// `{"set":id,"path":"/routes/r1/gatewayId","to":…}`: the value is one of the field that the path leads to.
fn of_set(change: &mut Map<String, Value>, see: See) {
    let path = change.get("path").and_then(Value::as_str).unwrap_or_default().to_owned();
    let is_index = |part: &str| part == "-" || part.bytes().all(|letter| letter.is_ascii_digit());
    let field = path.rsplit('/').find(|part| !is_index(part)).unwrap_or_default();
    let is_words = path.split('/').any(|part| WORDS.contains(&part));
    for (name, value) in change {
        match name.as_str() {
            "to" if is_words => {}
            "to" => of_thing(value, field, see),
            _ => of_check(value, name, see),
        }
    }
}

/// A policy is JSON, or a text of JSON. What is no JSON stays as it is.
fn of_policy_document(value: &mut Value, see: See) {
    let Value::String(text) = value else { return of_policy(value, "", see) };
    let Ok(before) = serde_json::from_str::<Value>(text) else { return };
    let mut after = before.clone();
    of_policy(&mut after, "", see);
    if after != before {
        *text = after.to_string();
    }
}

fn of_policy(value: &mut Value, key: &str, see: See) {
    match value {
        Value::String(text) => {
            let is_id = IDS_OF_POLICIES.contains(&key.to_ascii_lowercase().as_str());
            see(key, if is_id { Holds::Id } else { Holds::Policy }, text);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| of_policy(item, key, see)),
        Value::Object(fields) => {
            fields.iter_mut().for_each(|(name, value)| of_policy(value, name, see));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{IDS, IDS_OF_CHECKS, IDS_OR_OF_AWS};
    use std::path::Path;

    fn camel(name: &str) -> String {
        let mut upper = false;
        let mut all = String::new();
        for letter in name.chars() {
            match letter {
                '_' => upper = true,
                _ if std::mem::take(&mut upper) => all.push(letter.to_ascii_uppercase()),
                _ => all.push(letter),
            }
        }
        all
    }

    #[test]
    fn every_id_of_the_model_is_known() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src/model");
        let mut found = 0;
        for entry in std::fs::read_dir(folder).expect("the model is there") {
            let text = std::fs::read_to_string(entry.expect("a file").path()).expect("it is text");
            let fields = text.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": "));
            for (field, _) in
                fields.filter(|(_, kind)| kind.contains("ResourceId") && !kind.contains("BTreeMap"))
            {
                // A function that gives one is no field.
                if field.contains(['(', ' ']) {
                    continue;
                }
                let name = camel(field);
                let is_known =
                    [IDS, IDS_OR_OF_AWS, IDS_OF_CHECKS].iter().any(|all| all.contains(&name.as_str()));
                assert!(is_known, "{name} holds an id and is not known");
                found += 1;
            }
        }
        assert!(found > 80, "{found} fields are found");
    }
}
