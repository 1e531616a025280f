use super::importer::Importer;
use super::item::Item;
use netyard_core::model::{Extra, ResourceId, VpcEndpoint};
use serde_json::{Value, json};

/// Reads `VpcEndpoints`. Gateway endpoints hold their route tables; others keep their subnets, interfaces and groups
/// for a version that simulates them.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("VpcEndpoints") {
        let Some(id) = importer.id(&item, "VpcEndpointId", "VPC endpoint") else { continue };
        let endpoint = VpcEndpoint {
            name: item.name(),
            tags: item.tags(),
            vpc_endpoint_type: item.text("VpcEndpointType").unwrap_or("Gateway").to_owned(),
            vpc_id: item.id("VpcId"),
            service_name: item.text("ServiceName").map(str::to_owned),
            route_table_ids: ids(&item, "RouteTableIds"),
            state: item.text("State").map_or_else(|| "available".to_owned(), lower_first),
            ..VpcEndpoint::default()
        };
        let endpoint = if endpoint.is_gateway() { endpoint } else { other(importer, &item, endpoint) };
        if endpoint.is_gateway() && !admits_everything(&item) {
            let why = "It has a policy of its own, which Netyard does not evaluate yet: the endpoint may refuse what a trace delivers.";
            importer.approximate(&item, "VPC endpoint", why);
        }
        importer.insert(&item, id, endpoint);
    }
}

fn other(importer: &mut Importer, item: &Item, endpoint: VpcEndpoint) -> VpcEndpoint {
    let why = format!(
        "It is drawn, but Netyard simulates only gateway endpoints so far; this is one of type {}.",
        endpoint.vpc_endpoint_type
    );
    importer.approximate(item, "VPC endpoint", &why);
    let groups: Vec<ResourceId> =
        item.list("Groups").iter().filter_map(|group| group.id("GroupId")).collect();
    let lists = [
        ("groupIds", groups),
        ("networkInterfaceIds", ids(item, "NetworkInterfaceIds")),
        ("subnetIds", ids(item, "SubnetIds")),
    ];
    let mut extra: Extra = lists
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(key, ids)| (key.to_owned(), json!(ids)))
        .collect();
    if item.flag("PrivateDnsEnabled") {
        extra.insert("privateDnsEnabled".to_owned(), Value::Bool(true));
    }
    VpcEndpoint { extra, ..endpoint }
}

fn ids(item: &Item, key: &str) -> Vec<ResourceId> {
    let ids = item.value.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    ids.iter().filter_map(Value::as_str).map(ResourceId::new).collect()
}

/// The API writes `available` in older answers and `Available` in newer ones.
fn lower_first(state: &str) -> String {
    let mut letters = state.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// Whether the policy of the endpoint is the one that AWS puts there: everything for everybody.
fn admits_everything(item: &Item) -> bool {
    let Some(policy) = item.text("PolicyDocument") else { return true };
    let Ok(policy) = serde_json::from_str::<Value>(policy) else { return false };
    let statements = match policy.get("Statement") {
        Some(Value::Array(statements)) => statements.as_slice(),
        Some(statement) => std::slice::from_ref(statement),
        None => return false,
    };
    let is = |statement: &Value, key: &str, wanted: &str| {
        statement.get(key).and_then(Value::as_str) == Some(wanted)
    };
    let [statement] = statements else { return false };
    is(statement, "Effect", "Allow")
        && is(statement, "Action", "*")
        && is(statement, "Resource", "*")
        && is(statement, "Principal", "*")
        && statement.get("Condition").is_none()
}
