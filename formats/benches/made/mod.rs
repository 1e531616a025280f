//! Drawings of any size as a person would have drawn them, and the same networks as describe output, as a template and as
//! a state of Terraform: what benchmarks and tests measure on.

mod terraform;

pub(crate) use terraform::state;

use netyard_core::model::{Document, IdGenerator, ResourceType};
use netyard_core::schema::{self, open_value};
use netyard_formats::import::SourceFile;
use serde_json::{Map, Value, json};

/// A drawing with so many resources: names, places, rules, the generator's own ids.
pub(crate) fn drawing(size: usize) -> Document {
    let part = |hundredths: usize| size * hundredths / 100;
    let mut made = Made {
        ids: IdGenerator::new(20_261_122),
        taken: Document::default(),
        resources: Map::new(),
        placement: Map::new(),
    };
    let vpcs: Vec<String> = (0..part(3).max(1)).map(|index| made.vpc(index)).collect();
    let vpc = |index: usize| vpcs[index % vpcs.len()].clone();
    let subnets: Vec<String> = (0..part(12).max(1)).map(|index| made.subnet(&vpc(index), index)).collect();
    let groups: Vec<String> = (0..part(10).max(1)).map(|index| made.group(&vpc(index), index)).collect();
    let gateways: Vec<String> = (0..vpcs.len()).map(|index| made.gateway(&vpc(index))).collect();
    let nats: Vec<String> =
        (0..part(3)).map(|index| made.nat(&vpc(index), &subnets[index % subnets.len()])).collect();
    for (index, nat) in nats.iter().enumerate() {
        made.elastic_ip(nat, index);
    }
    let peerings: Vec<String> =
        (0..part(2)).map(|index| made.peering(&vpc(index), &vpc(index + 1))).collect();
    for index in 0..part(8) {
        let gateway = if index % 4 == 0 || nats.is_empty() {
            json!({"destinationCidrBlock": "0.0.0.0/0", "gatewayId": gateways[index % gateways.len()]})
        } else {
            json!({"destinationCidrBlock": "0.0.0.0/0", "natGatewayId": nats[index % nats.len()]})
        };
        let peering = peerings.get(index % peerings.len().max(1));
        made.route_table(&vpc(index), &subnets[index % subnets.len()], &gateway, peering, index);
    }
    for index in 0..part(2) {
        made.acl(&vpc(index), &subnets[(index + 6) % subnets.len()]);
    }
    for index in 0..part(3) {
        made.endpoint(&vpc(index));
    }
    let mut index = 0;
    while made.resources.len() + 1 < size {
        made.instance(&subnets[index % subnets.len()], &groups[index % groups.len()], index);
        index += 1;
    }
    if made.resources.len() < size {
        made.prefix_list();
    }
    let value = json!({
        "type": "netyard", "version": 1, "title": "A drawing", "rulesDate": "2026-11-20",
        "resources": made.resources, "placement": made.placement,
    });
    open_value(value).expect("the drawing is sound").document
}

struct Made {
    ids: IdGenerator,
    taken: Document,
    resources: Map<String, Value>,
    placement: Map<String, Value>,
}

impl Made {
    #[expect(clippy::needless_pass_by_value, reason = "callers write the JSON in place")]
    fn add(&mut self, kind: ResourceType, resource: Value, place: Option<Value>) -> String {
        let id = self.ids.resource(kind, &self.taken);
        self.taken.insert(id.clone(), kind.empty());
        let mut entry = Map::from_iter([("type".to_owned(), json!(kind.type_name()))]);
        entry.extend(resource.as_object().cloned().unwrap_or_default());
        self.resources.insert(id.to_string(), Value::Object(entry));
        self.placement.extend(place.map(|place| (id.to_string(), place)));
        id.to_string()
    }

    fn row(&mut self, prefix: &str) -> String {
        self.ids.row(prefix, |_| false).to_string()
    }

    fn vpc(&mut self, index: usize) -> String {
        let name = ["shop", "analytics", "shared services", "payments", "data lake", "edge"][index % 6];
        let place = json!({"x": 40 + index % 8 * 900, "y": 60 + index / 8 * 760, "w": 840, "h": 700});
        let resource = json!({"name": numbered(name, index / 6), "region": "eu-west-1",
            "cidrBlocks": [format!("10.{}.0.0/16", index % 256)], "enableDnsHostnames": true});
        self.add(ResourceType::Vpc, resource, Some(place))
    }

    fn subnet(&mut self, vpc: &str, index: usize) -> String {
        let kind = ["public", "private"][index % 2];
        let block = self.resources[vpc]["cidrBlocks"][0].as_str().unwrap_or_default().replace(".0.0/16", "");
        let nth = self.resources.values().filter(|other| other["vpcId"] == vpc).count();
        let place = json!({"x": 24 + nth % 2 * 400, "y": 48 + nth / 2 * 300, "w": 376, "h": 272});
        let zone = ["eu-west-1a", "eu-west-1b", "eu-west-1c"][nth % 3];
        let resource = json!({"name": format!("{kind} {}", index / 2), "vpcId": vpc, "availabilityZone": zone,
            "cidrBlock": format!("{block}.{nth}.0/24"), "mapPublicIpOnLaunch": kind == "public"});
        self.add(ResourceType::Subnet, resource, Some(place))
    }

    fn group(&mut self, vpc: &str, index: usize) -> String {
        let names = ["web", "app", "db", "cache", "bastion", "queue", "search", "mail", "batch", "logs"];
        let port = [443, 8080, 5432, 6379, 22, 5672, 9200, 25, 8000, 514][index % 10];
        let from = if index % 10 < 2 { "0.0.0.0/0".to_owned() } else { format!("10.{}.0.0/16", index % 7) };
        let rule = json!({"ipProtocol": "tcp", "fromPort": port, "toPort": port, "cidrIp": from});
        let rows = Map::from_iter([(self.row("g"), rule)]);
        let resource =
            json!({"name": numbered(names[index % 10], index / 10), "vpcId": vpc, "ipPermissions": rows});
        self.add(ResourceType::SecurityGroup, resource, None)
    }

    fn gateway(&mut self, vpc: &str) -> String {
        self.add(
            ResourceType::InternetGateway,
            json!({"vpcId": vpc}),
            Some(json!({"side": "top", "at": 500})),
        )
    }

    fn nat(&mut self, vpc: &str, subnet: &str) -> String {
        let private = self.address(subnet, 5);
        let resource = json!({"name": "nat", "subnetId": subnet, "vpcId": vpc, "privateIp": private});
        self.add(ResourceType::NatGateway, resource, Some(json!({"x": 24, "y": 180})))
    }

    /// An address in a subnet.
    fn address(&self, subnet: &str, last: usize) -> String {
        let block = self.resources[subnet]["cidrBlock"].as_str().unwrap_or_default();
        block.replace(".0/24", &format!(".{last}"))
    }

    fn elastic_ip(&mut self, nat: &str, index: usize) {
        let address = format!("52.{}.{}.{}", 16 + index / 4000, index * 7 % 251, index * 13 % 241);
        self.add(ResourceType::ElasticIp, json!({"publicIp": address, "natGatewayId": nat}), None);
    }

    fn peering(&mut self, requester: &str, accepter: &str) -> String {
        let resource =
            json!({"requesterVpcInfo": {"vpcId": requester}, "accepterVpcInfo": {"vpcId": accepter}});
        self.add(ResourceType::VpcPeeringConnection, resource, None)
    }

    fn route_table(
        &mut self,
        vpc: &str,
        subnet: &str,
        target: &Value,
        peering: Option<&String>,
        index: usize,
    ) {
        let mut rows = Map::from_iter([(self.row("r"), target.clone())]);
        if let Some(peering) = peering {
            let remote = format!("10.{}.0.0/16", (index + 1) % 200);
            rows.insert(
                self.row("r"),
                json!({"destinationCidrBlock": remote, "vpcPeeringConnectionId": peering}),
            );
        }
        let resource = json!({"name": format!("routes {index}"), "vpcId": vpc, "main": index.is_multiple_of(4),
            "subnetIds": [subnet], "routes": rows});
        self.add(ResourceType::RouteTable, resource, None);
    }

    fn acl(&mut self, vpc: &str, subnet: &str) {
        let row = |egress: bool| json!({"egress": egress, "ruleNumber": 100, "protocol": "all", "cidrBlock": "0.0.0.0/0", "ruleAction": "allow"});
        let rows = Map::from_iter([(self.row("e"), row(false)), (self.row("e"), row(true))]);
        let resource = json!({"vpcId": vpc, "subnetIds": [subnet], "entries": rows});
        self.add(ResourceType::NetworkAcl, resource, None);
    }

    fn endpoint(&mut self, vpc: &str) {
        let resource = json!({"vpcId": vpc, "serviceName": "com.amazonaws.eu-west-1.s3"});
        self.add(ResourceType::VpcEndpoint, resource, Some(json!({"side": "right", "at": 300})));
    }

    fn instance(&mut self, subnet: &str, group: &str, index: usize) {
        let names = ["web", "app", "db", "cache", "worker", "bastion"];
        let place = json!({"x": 24 + index / 12 % 2 * 152, "y": 48 + index % 2 * 96});
        let resource = json!({"name": format!("{} {}", names[index % 6], index / 6 + 1)});
        let instance = self.add(ResourceType::Instance, resource, Some(place));
        let address = self.address(subnet, 10 + index % 240);
        let resource = json!({"subnetId": subnet, "groupIds": [group],
            "privateIpAddresses": [{"privateIpAddress": address, "primary": true}],
            "attachment": {"instanceId": instance, "deviceIndex": 0}});
        self.add(ResourceType::NetworkInterface, resource, None);
    }

    fn prefix_list(&mut self) {
        let rows = Map::from_iter([(self.row("p"), json!({"cidr": "192.0.2.16/28"}))]);
        let resource = json!({"name": "offices", "maxEntries": 5, "entries": rows});
        self.add(ResourceType::ManagedPrefixList, resource, None);
    }
}

fn numbered(name: &str, number: usize) -> String {
    if number == 0 { name.to_owned() } else { format!("{name} {number}") }
}

/// What the AWS command line would print of such a drawing: one file for each call.
pub(crate) fn describe_output(size: usize) -> Vec<SourceFile> {
    let mut answers: Map<String, Value> = Map::new();
    let value = schema::to_value(&drawing(size));
    for (id, thing) in value["resources"].as_object().into_iter().flatten() {
        let Some((key, answer)) = answer_of(id, thing) else { continue };
        let list = answers.entry(key).or_insert_with(|| json!([]));
        list.as_array_mut().into_iter().for_each(|list| list.push(answer.clone()));
    }
    let file = |(key, list): (String, Value)| {
        let text = serde_json::to_string_pretty(&json!({ key.as_str(): list })).unwrap_or_default();
        SourceFile { path: format!("eu-west-1/{key}.json"), text }
    };
    answers.into_iter().map(file).collect()
}

fn answer_of(id: &str, thing: &Value) -> Option<(String, Value)> {
    let field = |key: &str| thing[key].clone();
    let tags = json!([{"Key": "Name", "Value": thing["name"].as_str().unwrap_or_default()}]);
    let rows =
        |key: &str| thing[key].as_object().cloned().unwrap_or_default().into_iter().map(|(_, row)| row);
    let target = |row: &Value, from: &str, to: &str| row.get(from).map(|id| (to.to_owned(), id.clone()));
    let (key, answer) = match thing["type"].as_str()? {
        "vpc" => (
            "Vpcs",
            json!({"VpcId": id, "CidrBlock": thing["cidrBlocks"][0], "OwnerId": "111122223333",
            "CidrBlockAssociationSet": [{"CidrBlock": thing["cidrBlocks"][0], "CidrBlockState": {"State": "associated"}}]}),
        ),
        "subnet" => (
            "Subnets",
            json!({"SubnetId": id, "VpcId": field("vpcId"), "CidrBlock": field("cidrBlock"),
            "AvailabilityZone": field("availabilityZone"), "MapPublicIpOnLaunch": thing["mapPublicIpOnLaunch"] == true}),
        ),
        "securityGroup" => (
            "SecurityGroups",
            json!({"GroupId": id, "GroupName": field("name"), "VpcId": field("vpcId"),
            "Description": "made", "IpPermissions": rows("ipPermissions").map(|row| json!({"IpProtocol": row["ipProtocol"],
                "FromPort": row["fromPort"], "ToPort": row["toPort"], "IpRanges": [{"CidrIp": row["cidrIp"]}]})).collect::<Vec<_>>(),
            "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}),
        ),
        "internetGateway" => (
            "InternetGateways",
            json!({"InternetGatewayId": id, "Attachments": [{"VpcId": field("vpcId"), "State": "available"}]}),
        ),
        "natGateway" => (
            "NatGateways",
            json!({"NatGatewayId": id, "SubnetId": field("subnetId"), "VpcId": field("vpcId"), "State": "available",
            "NatGatewayAddresses": [{"PrivateIp": field("privateIp"), "NetworkInterfaceId": format!("eni-{id}")}]}),
        ),
        "elasticIp" => (
            "Addresses",
            json!({"AllocationId": id, "PublicIp": field("publicIp"), "NetworkInterfaceId": format!("eni-{}", thing["natGatewayId"].as_str()?)}),
        ),
        "vpcPeeringConnection" => (
            "VpcPeeringConnections",
            json!({"VpcPeeringConnectionId": id, "Status": {"Code": "active"},
            "RequesterVpcInfo": {"VpcId": thing["requesterVpcInfo"]["vpcId"]}, "AccepterVpcInfo": {"VpcId": thing["accepterVpcInfo"]["vpcId"]}}),
        ),
        "routeTable" => {
            let associations = thing["subnetIds"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|subnet| json!({"SubnetId": subnet, "Main": false}));
            let main = (thing["main"] == true).then(|| json!({"Main": true}));
            let routes = rows("routes").map(|row| {
                let mut route = Map::from_iter([
                    ("DestinationCidrBlock".to_owned(), row["destinationCidrBlock"].clone()),
                    ("State".to_owned(), "active".into()),
                ]);
                route.extend(target(&row, "gatewayId", "GatewayId"));
                route.extend(target(&row, "natGatewayId", "NatGatewayId"));
                route.extend(target(&row, "vpcPeeringConnectionId", "VpcPeeringConnectionId"));
                Value::Object(route)
            });
            (
                "RouteTables",
                json!({"RouteTableId": id, "VpcId": field("vpcId"),
                "Associations": associations.chain(main).collect::<Vec<_>>(), "Routes": routes.collect::<Vec<_>>()}),
            )
        }
        "networkAcl" => (
            "NetworkAcls",
            json!({"NetworkAclId": id, "VpcId": field("vpcId"), "IsDefault": false,
            "Associations": [{"SubnetId": thing["subnetIds"][0]}], "Entries": rows("entries").map(|row| json!({"Egress": row["egress"] == true,
                "RuleNumber": 100, "Protocol": "-1", "CidrBlock": row["cidrBlock"], "RuleAction": "allow"})).collect::<Vec<_>>()}),
        ),
        "vpcEndpoint" => (
            "VpcEndpoints",
            json!({"VpcEndpointId": id, "VpcId": field("vpcId"), "ServiceName": field("serviceName"), "VpcEndpointType": "Gateway", "State": "available"}),
        ),
        "instance" => (
            "Reservations",
            json!({"ReservationId": format!("r-{id}"), "Instances": [{"InstanceId": id, "State": {"Name": "running"}, "Tags": tags}]}),
        ),
        "networkInterface" => (
            "NetworkInterfaces",
            json!({"NetworkInterfaceId": id, "SubnetId": field("subnetId"), "SourceDestCheck": true,
            "PrivateIpAddresses": [{"PrivateIpAddress": thing["privateIpAddresses"][0]["privateIpAddress"], "Primary": true}],
            "Groups": [{"GroupId": thing["groupIds"][0]}], "Attachment": {"InstanceId": thing["attachment"]["instanceId"], "DeviceIndex": 0}}),
        ),
        "managedPrefixList" => (
            "ManagedPrefixLists",
            json!({"PrefixListId": id, "PrefixListName": field("name"), "MaxEntries": 5}),
        ),
        _ => return None,
    };
    let mut answer = answer;
    answer["Tags"] = tags;
    Some((key.to_owned(), answer))
}

/// The same network as a CloudFormation template, as far as one holds it: addresses and ids are AWS's to give.
pub(crate) fn template(size: usize) -> SourceFile {
    let mut resources: Map<String, Value> = Map::new();
    let value = schema::to_value(&drawing(size));
    let things = value["resources"].as_object().cloned().unwrap_or_default();
    for (id, thing) in &things {
        if let Some((kind, properties)) = templated(thing) {
            resources.insert(logical(id), json!({"Type": kind, "Properties": properties}));
        }
    }
    let text = serde_json::to_string_pretty(&json!({ "Resources": resources })).unwrap_or_default();
    SourceFile { path: "template.json".to_owned(), text }
}

fn logical(id: &str) -> String {
    id.replace('-', "")
}

fn templated(thing: &Value) -> Option<(&'static str, Value)> {
    let to = |id: &Value| json!({"Ref": logical(id.as_str().unwrap_or_default())});
    let one = |kind, properties| Some((kind, properties));
    let tags = json!([{"Key": "Name", "Value": thing["name"].as_str().unwrap_or("x")}]);
    match thing["type"].as_str().unwrap_or_default() {
        "vpc" => one("AWS::EC2::VPC", json!({"CidrBlock": thing["cidrBlocks"][0], "Tags": tags})),
        "subnet" => one(
            "AWS::EC2::Subnet",
            json!({"VpcId": to(&thing["vpcId"]), "CidrBlock": thing["cidrBlock"], "AvailabilityZone": thing["availabilityZone"], "Tags": tags}),
        ),
        "securityGroup" => one(
            "AWS::EC2::SecurityGroup",
            json!({"VpcId": to(&thing["vpcId"]), "GroupDescription": "made", "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"}]}),
        ),
        "internetGateway" => one("AWS::EC2::InternetGateway", json!({"Tags": tags})),
        "natGateway" => one(
            "AWS::EC2::NatGateway",
            json!({"SubnetId": to(&thing["subnetId"]), "ConnectivityType": "private"}),
        ),
        "routeTable" => one("AWS::EC2::RouteTable", json!({"VpcId": to(&thing["vpcId"]), "Tags": tags})),
        "instance" => one("AWS::EC2::Instance", json!({"ImageId": "ami-1", "Tags": tags})),
        "networkInterface" => one(
            "AWS::EC2::NetworkInterface",
            json!({"SubnetId": to(&thing["subnetId"]), "GroupSet": [to(&thing["groupIds"][0])], "PrivateIpAddress": thing["privateIpAddresses"][0]["privateIpAddress"]}),
        ),
        _ => None,
    }
}
