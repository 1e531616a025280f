//! Drawings and inputs for the tests.

pub(crate) mod mutate;
pub(crate) mod template;
pub(crate) mod terraform;

use netyard_core::model::{Document, IdGenerator, ResourceType};
use netyard_core::schema::open_value;
use serde_json::{Map, Value, json};

/// A drawing of 100 resources as a person would have drawn it: names, places, rules, the generator's own ids.
pub(crate) fn hundred_resources() -> Document {
    let mut drawing = Drawing::default();
    let vpcs: Vec<String> = (0..3).map(|index| drawing.vpc(index)).collect();
    let subnets: Vec<String> = (0..12).map(|index| drawing.subnet(&vpcs[index / 4], index)).collect();
    let groups: Vec<String> = (0..10).map(|index| drawing.group(&vpcs[index % 3], index)).collect();
    let gateways: Vec<String> = vpcs.iter().map(|vpc| drawing.gateway(vpc)).collect();
    let nats: Vec<String> = (0..3).map(|index| drawing.nat(&vpcs[index], &subnets[index * 4])).collect();
    for nat in &nats {
        drawing.elastic_ip(nat);
    }
    let peerings = [drawing.peering(&vpcs[0], &vpcs[1]), drawing.peering(&vpcs[1], &vpcs[2])];
    for index in 0..8 {
        let subnet = &subnets[index];
        let target = if index % 4 == 0 {
            json!({"destinationCidrBlock": "0.0.0.0/0", "gatewayId": gateways[index / 4]})
        } else {
            json!({"destinationCidrBlock": "0.0.0.0/0", "natGatewayId": nats[index / 4]})
        };
        drawing.route_table(&vpcs[index / 4], subnet, &target, &peerings[index % 2], index);
    }
    for index in 0..24 {
        drawing.instance(&subnets[index % 12], &groups[index % 10], index);
    }
    for index in 0..2 {
        drawing.acl(&vpcs[index % 3], &subnets[index + 6]);
    }
    for vpc in &vpcs {
        drawing.endpoint(vpc);
    }
    for index in 0..3 {
        drawing.prefix_list(index);
    }
    drawing.finish()
}

struct Drawing {
    ids: IdGenerator,
    taken: Document,
    resources: Map<String, Value>,
    placement: Map<String, Value>,
}

impl Default for Drawing {
    fn default() -> Self {
        Self {
            ids: IdGenerator::new(20_261_120),
            taken: Document::default(),
            resources: Map::new(),
            placement: Map::new(),
        }
    }
}

impl Drawing {
    #[expect(clippy::needless_pass_by_value, reason = "callers write the JSON in place")]
    fn add(&mut self, resource_type: ResourceType, resource: Value, place: Option<Value>) -> String {
        let id = self.ids.resource(resource_type, &self.taken);
        self.taken.insert(id.clone(), resource_type.empty());
        let mut entry = Map::from_iter([("type".to_owned(), json!(resource_type.type_name()))]);
        entry.extend(resource.as_object().cloned().unwrap_or_default());
        self.resources.insert(id.to_string(), Value::Object(entry));
        if let Some(place) = place {
            self.placement.insert(id.to_string(), place);
        }
        id.to_string()
    }

    fn row(&mut self, prefix: &str) -> String {
        self.ids.row(prefix, |_| false).to_string()
    }

    fn vpc(&mut self, index: usize) -> String {
        let names = ["shop", "analytics", "shared services"];
        let block = format!("10.{index}.0.0/16");
        let place = json!({"x": 40 + index * 900, "y": 60, "w": 840, "h": 700});
        self.add(
            ResourceType::Vpc,
            json!({"name": names[index], "region": "eu-west-1", "cidrBlocks": [block], "enableDnsHostnames": true}),
            Some(place),
        )
    }

    fn subnet(&mut self, vpc: &str, index: usize) -> String {
        let kind = if index.is_multiple_of(2) { "public" } else { "private" };
        let zone = ["eu-west-1a", "eu-west-1a", "eu-west-1b", "eu-west-1b"][index % 4];
        let place = json!({"x": 24 + (index % 2) * 400, "y": 48 + (index / 2) * 300, "w": 376, "h": 272});
        self.add(
            ResourceType::Subnet,
            json!({
                "name": format!("{kind} {}", index / 2), "vpcId": vpc, "availabilityZone": zone,
                "cidrBlock": format!("10.{}.{}.0/24", index / 4, index % 4), "mapPublicIpOnLaunch": kind == "public",
            }),
            Some(place),
        )
    }

    fn group(&mut self, vpc: &str, index: usize) -> String {
        let names = ["web", "app", "db", "cache", "bastion", "queue", "search", "mail", "batch", "logs"];
        let ports = [443, 8080, 5432, 6379, 22, 5672, 9200, 25, 8000, 514];
        let row = self.row("g");
        let permission = json!({"ipProtocol": "tcp", "fromPort": ports[index], "toPort": ports[index], "cidrIp": if index < 2 { "0.0.0.0/0".to_owned() } else { format!("10.{}.0.0/16", index % 3) }});
        self.add(
            ResourceType::SecurityGroup,
            json!({"name": names[index], "vpcId": vpc, "ipPermissions": {row: permission}}),
            None,
        )
    }

    fn gateway(&mut self, vpc: &str) -> String {
        self.add(
            ResourceType::InternetGateway,
            json!({"vpcId": vpc}),
            Some(json!({"side": "top", "at": 500})),
        )
    }

    fn nat(&mut self, vpc: &str, subnet: &str) -> String {
        let resource = json!({"name": "nat", "subnetId": subnet, "vpcId": vpc, "privateIp": "10.0.0.5"});
        self.add(ResourceType::NatGateway, resource, Some(json!({"x": 24, "y": 180})))
    }

    fn elastic_ip(&mut self, nat: &str) {
        let last = self.resources.len();
        let resource = json!({"publicIp": format!("52.16.{}.{}", last * 3, last * 2), "natGatewayId": nat});
        self.add(ResourceType::ElasticIp, resource, None);
    }

    fn peering(&mut self, requester: &str, accepter: &str) -> String {
        self.add(
            ResourceType::VpcPeeringConnection,
            json!({"requesterVpcInfo": {"vpcId": requester}, "accepterVpcInfo": {"vpcId": accepter}}),
            None,
        )
    }

    fn route_table(&mut self, vpc: &str, subnet: &str, target: &Value, peering: &str, index: usize) {
        let (first, second) = (self.row("r"), self.row("r"));
        let remote = json!({"destinationCidrBlock": format!("10.{}.0.0/16", (index / 4 + 1) % 3), "vpcPeeringConnectionId": peering});
        self.add(
            ResourceType::RouteTable,
            json!({
                "name": format!("routes {index}"), "vpcId": vpc, "main": index.is_multiple_of(4), "subnetIds": [subnet],
                "routes": {first: target, second: remote},
            }),
            None,
        );
    }

    fn instance(&mut self, subnet: &str, group: &str, index: usize) {
        let names = ["web", "app", "db", "cache", "worker", "bastion"];
        let place = json!({"x": 24 + (index / 12) * 152, "y": 48 + (index % 2) * 96});
        let resource = json!({"name": format!("{} {}", names[index % 6], index / 6 + 1)});
        let instance = self.add(ResourceType::Instance, resource, Some(place));
        self.add(
            ResourceType::NetworkInterface,
            json!({
                "subnetId": subnet,
                "privateIpAddresses": [{"privateIpAddress": format!("10.{}.{}.{}", index % 12 / 4, index % 4, 10 + index), "primary": true}],
                "groupIds": [group],
                "attachment": {"instanceId": instance, "deviceIndex": 0},
            }),
            None,
        );
    }

    fn acl(&mut self, vpc: &str, subnet: &str) {
        let (first, second) = (self.row("e"), self.row("e"));
        self.add(
            ResourceType::NetworkAcl,
            json!({"vpcId": vpc, "subnetIds": [subnet], "entries": {
                first: {"ruleNumber": 100, "protocol": "all", "cidrBlock": "0.0.0.0/0", "ruleAction": "allow"},
                second: {"egress": true, "ruleNumber": 100, "protocol": "all", "cidrBlock": "0.0.0.0/0", "ruleAction": "allow"},
            }}),
            None,
        );
    }

    fn endpoint(&mut self, vpc: &str) {
        let resource = json!({"vpcId": vpc, "serviceName": "com.amazonaws.eu-west-1.s3"});
        self.add(ResourceType::VpcEndpoint, resource, Some(json!({"side": "right", "at": 300})));
    }

    fn prefix_list(&mut self, index: usize) {
        let row = self.row("p");
        let names = ["offices", "partners", "monitoring"];
        self.add(
            ResourceType::ManagedPrefixList,
            json!({"name": names[index], "maxEntries": 5, "entries": {row: {"cidr": format!("192.0.2.{}/28", index * 16)}}}),
            None,
        );
    }

    fn finish(self) -> Document {
        let value = json!({
            "type": "netyard", "version": 1, "title": "A hundred resources", "rulesDate": "2026-11-20",
            "resources": self.resources, "placement": self.placement,
        });
        open_value(value).expect("the drawing is sound").document
    }
}
