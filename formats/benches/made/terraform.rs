//! The same networks as `terraform show -json` prints of a state.

use netyard_core::schema;
use netyard_formats::import::SourceFile;
use serde_json::{Map, Value, json};

/// What Terraform would print of a state of such a drawing.
pub(crate) fn state(size: usize) -> SourceFile {
    let value = schema::to_value(&super::drawing(size));
    let things = value["resources"].as_object().cloned().unwrap_or_default();
    // Instances tell their first interface, gateways their address.
    let mut told = Map::new();
    for (id, thing) in things.iter().filter(|(_, thing)| thing["type"] == "networkInterface") {
        let instance = thing["attachment"]["instanceId"].as_str().unwrap_or_default();
        told.insert(
            instance.to_owned(),
            json!({"primary_network_interface_id": id, "subnet_id": thing["subnetId"], "vpc_security_group_ids": thing["groupIds"],
            "private_ip": thing["privateIpAddresses"][0]["privateIpAddress"], "source_dest_check": true}),
        );
    }
    for (id, thing) in things.iter().filter(|(_, thing)| thing["type"] == "elasticIp") {
        let gateway = thing["natGatewayId"].as_str().unwrap_or_default();
        told.insert(gateway.to_owned(), json!({"allocation_id": id, "public_ip": thing["publicIp"]}));
    }
    let mut resources = Vec::new();
    for (id, thing) in &things {
        let Some((kind, mut values)) = values_of(id, thing) else { continue };
        let name = thing["name"].as_str().unwrap_or_default();
        if let (Some(told), Some(values)) = (told.get(id), values.as_object_mut()) {
            values.extend(told.as_object().cloned().unwrap_or_default());
        }
        values["id"] = json!(id);
        values["tags"] = if name.is_empty() { json!({}) } else { json!({ "Name": name }) };
        values["tags_all"] = values["tags"].clone();
        let label = id.replace('-', "_");
        resources.push(resource(kind, &label, &values));
        resources.extend(associations(id, thing, &label));
    }
    let root = json!({"format_version": "1.0", "terraform_version": "1.9.8", "values": {"root_module": {"resources": resources}}});
    let text = serde_json::to_string_pretty(&root).unwrap_or_default();
    SourceFile { path: "state.json".to_owned(), text }
}

fn resource(kind: &str, label: &str, values: &Value) -> Value {
    json!({"address": format!("{kind}.{label}"), "mode": "managed", "type": kind, "name": label,
        "provider_name": "registry.terraform.io/hashicorp/aws", "schema_version": 1, "values": values, "sensitive_values": {}})
}

/// What says which subnets a table is for.
fn associations(id: &str, thing: &Value, label: &str) -> Vec<Value> {
    if thing["type"] != "routeTable" {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (index, subnet) in thing["subnetIds"].as_array().into_iter().flatten().enumerate() {
        let values =
            json!({"id": format!("rtbassoc-{label}-{index}"), "route_table_id": id, "subnet_id": subnet});
        all.push(resource("aws_route_table_association", &format!("{label}_{index}"), &values));
    }
    if thing["main"] == true {
        let values =
            json!({"id": format!("rtbassoc-{label}"), "route_table_id": id, "vpc_id": thing["vpcId"]});
        all.push(resource("aws_main_route_table_association", label, &values));
    }
    all
}

fn values_of(id: &str, thing: &Value) -> Option<(&'static str, Value)> {
    let rows = |key: &str| -> Vec<Value> {
        thing[key].as_object().cloned().unwrap_or_default().into_iter().map(|(_, row)| row).collect()
    };
    let rule = |row: &Value| {
        json!({"protocol": row["ipProtocol"], "from_port": row["fromPort"], "to_port": row["toPort"],
        "cidr_blocks": [row["cidrIp"]], "ipv6_cidr_blocks": [], "prefix_list_ids": [], "security_groups": [], "self": false, "description": ""})
    };
    let entry = |row: &Value| {
        json!({"rule_no": row["ruleNumber"], "protocol": "-1", "action": row["ruleAction"], "cidr_block": row["cidrBlock"],
        "ipv6_cidr_block": "", "from_port": 0, "to_port": 0, "icmp_code": 0, "icmp_type": 0})
    };
    let entries = |is_egress: bool| -> Vec<Value> {
        rows("entries").iter().filter(|row| (row["egress"] == true) == is_egress).map(entry).collect()
    };
    Some(match thing["type"].as_str()? {
        "vpc" => (
            "aws_vpc",
            json!({"arn": format!("arn:aws:ec2:eu-west-1:111122223333:vpc/{id}"), "cidr_block": thing["cidrBlocks"][0],
            "enable_dns_hostnames": true, "enable_dns_support": true, "owner_id": "111122223333"}),
        ),
        "subnet" => (
            "aws_subnet",
            json!({"vpc_id": thing["vpcId"], "cidr_block": thing["cidrBlock"], "availability_zone": thing["availabilityZone"],
            "map_public_ip_on_launch": thing["mapPublicIpOnLaunch"] == true}),
        ),
        "securityGroup" => (
            "aws_security_group",
            json!({"name": thing["name"], "vpc_id": thing["vpcId"], "description": "made",
            "ingress": rows("ipPermissions").iter().map(rule).collect::<Vec<_>>(),
            "egress": [rule(&json!({"ipProtocol": "-1", "fromPort": 0, "toPort": 0, "cidrIp": "0.0.0.0/0"}))]}),
        ),
        "internetGateway" => ("aws_internet_gateway", json!({"vpc_id": thing["vpcId"]})),
        "natGateway" => (
            "aws_nat_gateway",
            json!({"subnet_id": thing["subnetId"], "connectivity_type": "public", "private_ip": thing["privateIp"]}),
        ),
        "elasticIp" => ("aws_eip", json!({"domain": "vpc", "public_ip": thing["publicIp"]})),
        "vpcPeeringConnection" => (
            "aws_vpc_peering_connection",
            json!({"vpc_id": thing["requesterVpcInfo"]["vpcId"], "peer_vpc_id": thing["accepterVpcInfo"]["vpcId"], "accept_status": "active"}),
        ),
        "routeTable" => {
            ("aws_route_table", json!({"vpc_id": thing["vpcId"], "route": routes(&rows("routes"))}))
        }
        "networkAcl" => (
            "aws_network_acl",
            json!({"vpc_id": thing["vpcId"], "subnet_ids": thing["subnetIds"], "ingress": entries(false), "egress": entries(true)}),
        ),
        "vpcEndpoint" => (
            "aws_vpc_endpoint",
            json!({"vpc_id": thing["vpcId"], "service_name": thing["serviceName"], "vpc_endpoint_type": "Gateway", "state": "available"}),
        ),
        "instance" => (
            "aws_instance",
            json!({"ami": "ami-0abc", "instance_type": "t3.micro", "instance_state": "running"}),
        ),
        "managedPrefixList" => (
            "aws_ec2_managed_prefix_list",
            json!({"name": thing["name"], "max_entries": 5, "address_family": "IPv4", "entry": [{"cidr": "192.0.2.16/28", "description": ""}]}),
        ),
        _ => return None,
    })
}

fn routes(rows: &[Value]) -> Vec<Value> {
    let keys = [
        ("gatewayId", "gateway_id"),
        ("natGatewayId", "nat_gateway_id"),
        ("vpcPeeringConnectionId", "vpc_peering_connection_id"),
    ];
    let route = |row: &Value| {
        let mut route = Map::from_iter([("cidr_block".to_owned(), row["destinationCidrBlock"].clone())]);
        for (own, theirs) in keys {
            route.insert(theirs.to_owned(), row.get(own).cloned().unwrap_or_else(|| "".into()));
        }
        Value::Object(route)
    };
    rows.iter().map(route).collect()
}
