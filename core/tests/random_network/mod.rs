//! Small networks at random, from a seed: sound enough to carry packets, odd enough to break a walk.

#![allow(dead_code, reason = "each test program uses a part of it")]

use netyard_core::model::Document;
use serde_json::{Map, Value, json};

/// SplitMix64: the same numbers from the same seed, everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % (limit.max(1) as u64)).unwrap()
    }

    pub(crate) fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    pub(crate) fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }
}

const BLOCKS: [&str; 12] = [
    "0.0.0.0/0",
    "10.0.0.0/8",
    "10.0.0.0/16",
    "10.1.0.0/16",
    "10.2.0.0/16",
    "10.0.1.0/24",
    "10.1.1.0/24",
    "10.0.0.0/15",
    "192.168.0.0/16",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "3.5.64.0/21",
];

/// A document with up to three VPCs, their subnets, gateways, tables, groups, ACLs, instances and peerings.
pub(crate) fn document(dice: &mut Dice) -> Document {
    let mut resources = Map::new();
    let vpcs = 1 + dice.below(3);
    for vpc in 0..vpcs {
        add_vpc(dice, &mut resources, vpc, vpcs);
    }
    for one in 0..vpcs {
        for other in one + 1..vpcs {
            if dice.one_in(3) {
                continue;
            }
            let status = dice.pick(&["active", "active", "active", "pending-acceptance", "deleted"]);
            resources.insert(format!("pcx-{one}{other}"), json!({"type": "vpcPeeringConnection",
                "requesterVpcInfo": {"vpcId": format!("vpc-{one}")}, "accepterVpcInfo": {"vpcId": format!("vpc-{other}")},
                "status": {"code": status}}));
        }
    }
    if dice.one_in(2) {
        resources.insert("tgw-1".to_owned(), json!({"type": "transitGateway"}));
    }
    let text = json!({"type": "netyard", "version": 1, "resources": resources}).to_string();
    netyard_core::schema::open(&text).unwrap().document
}

fn add_vpc(dice: &mut Dice, resources: &mut Map<String, Value>, vpc: usize, vpcs: usize) {
    let id = format!("vpc-{vpc}");
    let region = dice.pick(&["eu-west-1", "eu-west-1", "us-east-1"]);
    // Sometimes two VPCs share a block.
    let second = if dice.one_in(8) { 0 } else { vpc };
    let unknown = if dice.one_in(8) {
        vec![dice.pick(&["routeTable", "networkAcl", "internetGateway"])]
    } else {
        Vec::new()
    };
    resources.insert(
        id.clone(),
        json!({"type": "vpc", "region": region, "unknown": unknown, "cidrBlocks": [format!("10.{second}.0.0/16")],
        "ipv6CidrBlocks": [format!("2001:db8:{vpc}::/56")]}),
    );
    if !dice.one_in(4) {
        resources.insert(format!("igw-{vpc}"), json!({"type": "internetGateway", "vpcId": id}));
    }
    if dice.one_in(3) {
        resources.insert(format!("eigw-{vpc}"), json!({"type": "egressOnlyInternetGateway", "vpcId": id}));
    }
    if dice.one_in(3) {
        resources.insert(
            format!("vpce-{vpc}"),
            json!({"type": "vpcEndpoint", "vpcId": id,
            "serviceName": format!("com.amazonaws.{region}.s3"), "routeTableIds": [format!("rtb-{vpc}-0")]}),
        );
    }
    for subnet in 0..=dice.below(3) {
        add_subnet(dice, resources, vpc, second, subnet, vpcs);
    }
}

fn add_subnet(
    dice: &mut Dice,
    resources: &mut Map<String, Value>,
    vpc: usize,
    second: usize,
    subnet: usize,
    vpcs: usize,
) {
    let (vpc_id, id) = (format!("vpc-{vpc}"), format!("subnet-{vpc}-{subnet}"));
    let zone = dice.pick(&["eu-west-1a", "eu-west-1b"]);
    resources.insert(id.clone(), json!({"type": "subnet", "vpcId": vpc_id, "availabilityZone": zone,
        "cidrBlock": format!("10.{second}.{subnet}.0/24"), "ipv6CidrBlock": format!("2001:db8:{vpc}:{subnet}::/64")}));
    let mut routes = Map::new();
    for row in 0..dice.below(4) {
        routes.insert(format!("r{row}"), route(dice, vpc, vpcs));
    }
    for other in (0..vpcs).filter(|other| *other != vpc) {
        let peering = format!("pcx-{}{}", vpc.min(other), vpc.max(other));
        routes.insert(
            format!("p{other}"),
            json!({"destinationCidrBlock": format!("10.{other}.0.0/16"), "vpcPeeringConnectionId": peering}),
        );
    }
    if !dice.one_in(3) {
        routes.insert(
            "d".to_owned(),
            json!({"destinationCidrBlock": "0.0.0.0/0", "gatewayId": format!("igw-{vpc}")}),
        );
    }
    if !dice.one_in(5) {
        let main = dice.one_in(4);
        resources.insert(
            format!("rtb-{vpc}-{subnet}"),
            json!({"type": "routeTable", "vpcId": vpc_id, "main": main,
            "subnetIds": [id], "routes": routes}),
        );
    }
    if dice.one_in(3) {
        let mut entries = Map::new();
        if !dice.one_in(3) {
            // A usual ACL: everything in, and out what the writer thinks that replies need.
            entries.insert(
                "in".to_owned(),
                json!({"ruleNumber": 90, "cidrBlock": "0.0.0.0/0", "ruleAction": "allow"}),
            );
            let from = [0, 1024, 32768, 40000][dice.below(4)];
            entries.insert(
                "out".to_owned(),
                json!({"egress": true, "ruleNumber": 95, "protocol": "tcp", "fromPort": from, "toPort": 61000,
                    "cidrBlock": "0.0.0.0/0", "ruleAction": "allow"}),
            );
        }
        for row in 0..2 + dice.below(8) {
            entries.insert(format!("e{row}"), acl_entry(dice));
        }
        resources.insert(
            format!("acl-{vpc}-{subnet}"),
            json!({"type": "networkAcl", "vpcId": vpc_id, "subnetIds": [id],
            "entries": entries}),
        );
    }
    if dice.one_in(3) {
        let kind = dice.pick(&["public", "public", "private"]);
        resources.insert(
            format!("nat-{vpc}"),
            json!({"type": "natGateway", "subnetId": id, "connectivityType": kind}),
        );
        resources.insert(
            format!("eip-nat-{vpc}"),
            json!({"type": "elasticIp", "publicIp": format!("203.0.113.{}", 200 + vpc),
            "natGatewayId": format!("nat-{vpc}")}),
        );
    }
    for host in 0..=dice.below(2) {
        add_host(dice, resources, vpc, second, subnet, host);
    }
}

fn add_host(
    dice: &mut Dice,
    resources: &mut Map<String, Value>,
    vpc: usize,
    second: usize,
    subnet: usize,
    host: usize,
) {
    let name = format!("{vpc}-{subnet}-{host}");
    let state = if dice.one_in(10) { "stopped" } else { "running" };
    resources.insert(format!("i-{name}"), json!({"type": "instance", "state": state}));
    let mut address = Map::new();
    address.insert("privateIpAddress".to_owned(), json!(format!("10.{second}.{subnet}.{}", 10 + host)));
    if dice.one_in(2) {
        address.insert(
            "publicIp".to_owned(),
            json!(format!("203.0.113.{}", 20 + vpc * 30 + subnet * 10 + host)),
        );
    }
    let mut rules = Map::new();
    if !dice.one_in(3) {
        rules.insert("all".to_owned(), json!({"cidrIp": "0.0.0.0/0"}));
    }
    for row in 0..dice.below(4) {
        rules.insert(format!("g{row}"), group_rule(dice, vpc));
    }
    resources.insert(
        format!("sg-{name}"),
        json!({"type": "securityGroup", "vpcId": format!("vpc-{vpc}"), "ipPermissions": rules}),
    );
    resources.insert(
        format!("eni-{name}"),
        json!({"type": "networkInterface", "subnetId": format!("subnet-{vpc}-{subnet}"),
        "privateIpAddresses": [address], "ipv6Addresses": [format!("2001:db8:{vpc}:{subnet}::{}", 10 + host)],
        "groupIds": [format!("sg-{name}")], "sourceDestCheck": !dice.one_in(3),
        "attachment": {"instanceId": format!("i-{name}")}}),
    );
}

fn route(dice: &mut Dice, vpc: usize, vpcs: usize) -> Value {
    let other = dice.below(vpcs.max(2));
    let (one, two) = (vpc.min(other), vpc.max(other));
    let targets = [
        ("gatewayId", format!("igw-{vpc}")),
        ("natGatewayId", format!("nat-{vpc}")),
        ("vpcPeeringConnectionId", format!("pcx-{one}{two}")),
        ("networkInterfaceId", format!("eni-{vpc}-{}-0", dice.below(3))),
        ("egressOnlyInternetGatewayId", format!("eigw-{vpc}")),
        ("transitGatewayId", "tgw-1".to_owned()),
        ("gatewayId", "igw-gone".to_owned()),
    ];
    let (field, target) = &targets[dice.below(targets.len())];
    let mut row = Map::new();
    if dice.one_in(5) {
        row.insert("destinationIpv6CidrBlock".to_owned(), json!("::/0"));
    } else {
        row.insert("destinationCidrBlock".to_owned(), json!(dice.pick(&BLOCKS)));
    }
    row.insert((*field).to_owned(), json!(target));
    Value::Object(row)
}

fn group_rule(dice: &mut Dice, vpc: usize) -> Value {
    let mut rule = Map::new();
    if dice.one_in(2) {
        let port = [22, 53, 443][dice.below(3)];
        rule.insert("ipProtocol".to_owned(), json!("tcp"));
        rule.insert("fromPort".to_owned(), json!(port));
        rule.insert("toPort".to_owned(), json!(port + dice.below(1000)));
    }
    match dice.below(4) {
        0 => rule.insert("groupId".to_owned(), json!(format!("sg-{vpc}-0-0"))),
        1 => rule.insert("cidrIpv6".to_owned(), json!("::/0")),
        _ => rule.insert("cidrIp".to_owned(), json!(dice.pick(&BLOCKS))),
    };
    Value::Object(rule)
}

fn acl_entry(dice: &mut Dice) -> Value {
    let mut entry = Map::new();
    entry.insert("egress".to_owned(), json!(dice.one_in(2)));
    entry.insert("ruleNumber".to_owned(), json!(100 + dice.below(9) * 10));
    if dice.one_in(2) {
        let from = [0, 443, 1024, 32768, 40000][dice.below(5)];
        entry.insert("protocol".to_owned(), json!("tcp"));
        entry.insert("fromPort".to_owned(), json!(from));
        entry.insert("toPort".to_owned(), json!(from + dice.below(30_000)));
    }
    entry
        .insert("cidrBlock".to_owned(), json!(if dice.one_in(3) { dice.pick(&BLOCKS) } else { "0.0.0.0/0" }));
    entry.insert("ruleAction".to_owned(), json!(if dice.one_in(4) { "deny" } else { "allow" }));
    Value::Object(entry)
}

/// Ends that a flow of this document may have.
pub(crate) fn ends(document: &Document) -> Vec<String> {
    let mut ends: Vec<String> = document
        .resources
        .keys()
        .map(ToString::to_string)
        .filter(|id| ["i-", "i-", "nat-0", "subnet-0-0"].iter().any(|prefix| id.starts_with(prefix)))
        .collect();
    ends.extend(
        ["internet", "s3", "10.0.1.10", "10.1.0.99", "203.0.113.20", "169.254.169.254"].map(str::to_owned),
    );
    ends
}
