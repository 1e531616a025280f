//! Organisations at random: mostly sound, so that packets get far, with everything that can go wrong somewhere.

use crate::random_network::Dice;
use netyard_core::model::Document;
use serde_json::{Map, Value, json};

/// Builds one organisation.
pub(crate) struct Organisation<'d> {
    pub(crate) dice: &'d mut Dice,
    pub(crate) resources: Map<String, Value>,
    pub(crate) vpcs: usize,
    /// VPC, subnet and whether it is to be public.
    pub(crate) subnets: Vec<(usize, usize, bool)>,
    /// VPC, subnet and number of the hosts.
    pub(crate) hosts: Vec<(usize, usize, usize)>,
}

pub(crate) const PORTS: [u16; 4] = [22, 53, 443, 8080];

/// A document with up to four VPCs and all that hangs on them.
pub(crate) fn organisation(dice: &mut Dice) -> Document {
    let vpcs = 1 + dice.below(4);
    let mut one = Organisation { dice, resources: Map::new(), vpcs, subnets: Vec::new(), hosts: Vec::new() };
    one.lists();
    for vpc in 0..vpcs {
        one.vpc(vpc);
    }
    one.peerings();
    one.transit();
    for vpc in 0..vpcs {
        one.tables(vpc);
    }
    one.vpn_gateway();
    one.routes_to_sites();
    one.edge_tables();
    one.public_access();
    let text = json!({"type": "netyard", "version": 1, "resources": one.resources}).to_string();
    let opened = netyard_core::schema::open(&text).unwrap();
    assert!(opened.unknown_fields.is_empty(), "{:?}", opened.unknown_fields);
    opened.document
}

impl Organisation<'_> {
    pub(crate) fn add(&mut self, id: &str, resource: Value) {
        self.resources.insert(id.to_owned(), resource);
    }

    pub(crate) fn lists(&mut self) {
        for (region, block) in [("eu-west-1", "3.5.64.0/21"), ("us-east-1", "3.5.0.0/19")] {
            self.add(
                &format!("pl-s3-{region}"),
                json!({"type": "managedPrefixList", "prefixListName": format!("com.amazonaws.{region}.s3"),
                "ownerId": "AWS", "entries": {"e1": {"cidr": block}}}),
            );
        }
        let mut entries = Map::new();
        for row in 0..=self.dice.below(3) {
            let blocks = ["10.0.0.0/16", "10.1.0.0/16", "10.2.1.0/24", "198.51.100.0/25", "203.0.113.0/24"];
            entries.insert(format!("e{row}"), json!({"cidr": self.dice.pick(&blocks)}));
        }
        self.add("pl-own", json!({"type": "managedPrefixList", "maxEntries": 10, "entries": entries}));
    }

    pub(crate) fn vpc(&mut self, vpc: usize) {
        let id = format!("vpc-{vpc}");
        let region = self.dice.pick(&["eu-west-1", "eu-west-1", "eu-west-1", "us-east-1"]);
        let mut blocks = vec![format!("10.{vpc}.0.0/16")];
        if self.dice.one_in(3) {
            blocks.push(format!("10.{}.0.0/16", if self.dice.one_in(4) { 100 } else { 100 + vpc }));
        }
        self.add(
            &id,
            json!({"type": "vpc", "region": region, "cidrBlocks": blocks,
            "ipv6CidrBlocks": [format!("2001:db8:{vpc}::/56")]}),
        );
        if !self.dice.one_in(6) {
            let attached = if self.dice.one_in(12) { json!({}) } else { json!({"vpcId": id}) };
            let mut gateway = json!({"type": "internetGateway"});
            gateway.as_object_mut().unwrap().extend(attached.as_object().unwrap().clone());
            self.add(&format!("igw-{vpc}"), gateway);
        }
        if self.dice.one_in(2) {
            self.add(&format!("eigw-{vpc}"), json!({"type": "egressOnlyInternetGateway", "vpcId": id}));
        }
        for group in 0..3 {
            self.group(vpc, group);
        }
        if self.dice.one_in(4) {
            let entries = self.acl_entries();
            self.add(
                &format!("acl-{vpc}-default"),
                json!({"type": "networkAcl", "vpcId": id, "isDefault": true, "entries": entries}),
            );
        }
        for subnet in 0..=self.dice.below(4) {
            self.subnet(vpc, subnet);
        }
        self.services(vpc);
        for second in 0..self.hosts.len() {
            if self.hosts[second].0 == vpc && self.dice.one_in(6) {
                self.second_interface(second);
            }
        }
    }

    pub(crate) fn subnet(&mut self, vpc: usize, subnet: usize) {
        let id = format!("subnet-{vpc}-{subnet}");
        let is_public = subnet == 0 || self.dice.one_in(3);
        self.subnets.push((vpc, subnet, is_public));
        let block = format!("{}.0/24", self.prefix(vpc, subnet));
        let zone = self.dice.pick(&["eu-west-1a", "eu-west-1a", "eu-west-1b", "eu-west-1c"]);
        self.add(
            &id,
            json!({"type": "subnet", "vpcId": format!("vpc-{vpc}"), "availabilityZone": zone,
            "cidrBlock": block, "ipv6CidrBlock": format!("2001:db8:{vpc}:{subnet}::/64")}),
        );
        if self.dice.one_in(3) {
            let mut acl = json!({"type": "networkAcl", "vpcId": format!("vpc-{vpc}"), "subnetIds": [id]});
            if !self.dice.one_in(12) {
                acl["entries"] = self.acl_entries();
            }
            self.add(&format!("acl-{vpc}-{subnet}"), acl);
        }
        if self.dice.one_in(if is_public { 2 } else { 6 }) {
            self.nat(vpc, subnet);
        }
        for host in 0..=self.dice.below(3) {
            self.host(vpc, subnet, host, is_public);
        }
    }

    /// The first three numbers of a subnet's block. The last subnet lies in the second block of its VPC, which two VPCs
    /// may share, though never a subnet's.
    pub(crate) fn prefix(&self, vpc: usize, subnet: usize) -> String {
        let second = self.resources[&format!("vpc-{vpc}")]["cidrBlocks"].get(1).and_then(Value::as_str);
        match second.and_then(|block| block.strip_suffix(".0.0/16")) {
            Some(block) if subnet == 3 => format!("{block}.{vpc}"),
            _ => format!("10.{vpc}.{subnet}"),
        }
    }

    pub(crate) fn nat(&mut self, vpc: usize, subnet: usize) {
        let id = format!("nat-{vpc}-{subnet}");
        let is_public = !self.dice.one_in(4);
        let address = format!("{}.200", self.prefix(vpc, subnet));
        let state = if self.dice.one_in(12) { "failed" } else { "available" };
        self.add(
            &id,
            json!({"type": "natGateway", "subnetId": format!("subnet-{vpc}-{subnet}"), "vpcId": format!("vpc-{vpc}"),
            "connectivityType": if is_public { "public" } else { "private" }, "state": state,
            "privateIp": address}),
        );
        if is_public && !self.dice.one_in(12) {
            self.add(
                &format!("eip-{id}"),
                json!({"type": "elasticIp", "natGatewayId": id, "publicIp": format!("203.0.113.{}", 200 + vpc * 8 + subnet)}),
            );
        }
    }

    pub(crate) fn host(&mut self, vpc: usize, subnet: usize, host: usize, is_public: bool) {
        let name = format!("{vpc}-{subnet}-{host}");
        self.hosts.push((vpc, subnet, host));
        let mut instance = Map::new();
        instance.insert("type".to_owned(), json!("instance"));
        if self.dice.one_in(12) {
            instance.insert("state".to_owned(), json!("stopped"));
        }
        if self.dice.one_in(3) {
            instance.insert("platform".to_owned(), json!("windows"));
        }
        if self.dice.one_in(5) {
            let protocol = self.dice.pick(&["tcp", "tcp", "udp"]);
            let port = PORTS[self.dice.below(4)];
            instance.insert(
                "listens".to_owned(),
                json!({"l1": {"protocol": protocol, "fromPort": port, "toPort": 8080.max(port)}}),
            );
        }
        self.add(&format!("i-{name}"), Value::Object(instance));
        let address = format!("{}.{}", self.prefix(vpc, subnet), 10 + host);
        let mut entry = json!({"privateIpAddress": address});
        let number = 20 + vpc * 40 + subnet * 10 + host;
        match self.dice.below(if is_public { 4 } else { 12 }) {
            0 => entry["publicIp"] = json!(format!("203.0.113.{number}")),
            1 => self.add(
                &format!("eip-{name}"),
                json!({"type": "elasticIp", "networkInterfaceId": format!("eni-{name}"), "privateIpAddress": address,
                "publicIp": format!("203.0.113.{number}")}),
            ),
            2 if is_public => entry["publicIp"] = json!(format!("203.0.113.{number}")),
            _ => {}
        }
        let groups = self.groups(vpc);
        let ipv6 = if self.dice.one_in(4) {
            json!([])
        } else {
            json!([format!("2001:db8:{vpc}:{subnet}::{}", 10 + host)])
        };
        let mut interface = json!({"type": "networkInterface", "subnetId": format!("subnet-{vpc}-{subnet}"),
            "privateIpAddresses": [entry], "ipv6Addresses": ipv6, "groupIds": groups,
            "sourceDestCheck": !self.dice.one_in(3)});
        if !self.dice.one_in(25) {
            interface["attachment"] = json!({"instanceId": format!("i-{name}")});
        }
        self.add(&format!("eni-{name}"), interface);
    }

    pub(crate) fn second_interface(&mut self, host: usize) {
        let (vpc, subnet, number) = self.hosts[host];
        let others: Vec<usize> = self
            .subnets
            .iter()
            .filter(|(one, other, _)| *one == vpc && *other != subnet)
            .map(|(_, other, _)| *other)
            .collect();
        if others.is_empty() {
            return;
        }
        let other = others[self.dice.below(others.len())];
        let last = 50 + subnet * 10 + number;
        let mut entry = json!({"privateIpAddress": format!("{}.{last}", self.prefix(vpc, other))});
        if self.dice.one_in(3) {
            entry["publicIp"] = json!(format!("203.0.114.{}", 20 + vpc * 40 + subnet * 10 + number));
        }
        let groups = self.groups(vpc);
        let is_checked = !self.dice.one_in(2);
        self.add(
            &format!("eni-{vpc}-{subnet}-{number}-b"),
            json!({"type": "networkInterface", "subnetId": format!("subnet-{vpc}-{other}"),
            "privateIpAddresses": [entry], "ipv6Addresses": [format!("2001:db8:{vpc}:{other}::{last}")],
            "groupIds": groups, "sourceDestCheck": is_checked,
            "attachment": {"instanceId": format!("i-{vpc}-{subnet}-{number}"), "deviceIndex": 1}}),
        );
    }

    pub(crate) fn groups(&mut self, vpc: usize) -> Vec<String> {
        let mut groups = vec![format!("sg-{vpc}-{}", self.dice.below(3))];
        match self.dice.below(12) {
            0 => groups.clear(),
            1..4 => groups.push(format!("sg-{vpc}-{}", (self.dice.below(2) + 1))),
            _ => {}
        }
        groups.dedup();
        groups
    }

    pub(crate) fn group(&mut self, vpc: usize, group: usize) {
        let mut inbound = Map::new();
        if !self.dice.one_in(3) {
            inbound.insert("all4".to_owned(), json!({"cidrIp": "0.0.0.0/0"}));
            inbound.insert("all6".to_owned(), json!({"cidrIpv6": "::/0"}));
        }
        for row in 0..self.dice.below(4) {
            inbound.insert(format!("g{row}"), self.group_rule(vpc));
        }
        let mut one =
            json!({"type": "securityGroup", "vpcId": format!("vpc-{vpc}"), "ipPermissions": inbound});
        if self.dice.one_in(3) {
            let mut outbound = Map::new();
            if self.dice.one_in(2) {
                outbound.insert("all4".to_owned(), json!({"cidrIp": "0.0.0.0/0"}));
            }
            for row in 0..self.dice.below(4) {
                outbound.insert(format!("g{row}"), self.group_rule(vpc));
            }
            one["ipPermissionsEgress"] = Value::Object(outbound);
        }
        self.add(&format!("sg-{vpc}-{group}"), one);
    }

    pub(crate) fn group_rule(&mut self, vpc: usize) -> Value {
        let mut rule = Map::new();
        match self.dice.below(6) {
            0 | 1 => {
                let port = PORTS[self.dice.below(4)];
                rule.insert("ipProtocol".to_owned(), json!(self.dice.pick(&["tcp", "tcp", "udp"])));
                rule.insert("fromPort".to_owned(), json!(port));
                rule.insert("toPort".to_owned(), json!(usize::from(port) + self.dice.below(50_000)));
            }
            2 => {
                rule.insert("ipProtocol".to_owned(), json!(self.dice.pick(&["icmp", "icmpv6"])));
                rule.insert("fromPort".to_owned(), json!([-1, 0, 8, 128][self.dice.below(4)]));
                rule.insert("toPort".to_owned(), json!(-1));
            }
            3 => {
                rule.insert("ipProtocol".to_owned(), json!("47"));
            }
            _ => {}
        }
        match self.dice.below(6) {
            0 | 1 => {
                let other = if self.dice.one_in(2) { vpc } else { self.dice.below(self.vpcs) };
                rule.insert("groupId".to_owned(), json!(format!("sg-{other}-{}", self.dice.below(3))))
            }
            2 => rule.insert("cidrIpv6".to_owned(), json!(self.dice.pick(&["::/0", "2001:db8:1::/56"]))),
            3 => {
                rule.insert("prefixListId".to_owned(), json!(self.dice.pick(&["pl-own", "pl-s3-eu-west-1"])))
            }
            _ => rule.insert("cidrIp".to_owned(), json!(self.block())),
        };
        Value::Object(rule)
    }

    pub(crate) fn block(&mut self) -> String {
        let (vpc, subnet) = (self.dice.below(self.vpcs), self.dice.below(4));
        match self.dice.below(7) {
            0 => "0.0.0.0/0".to_owned(),
            1 => "10.0.0.0/8".to_owned(),
            2 => format!("10.{vpc}.0.0/16"),
            3 => format!("10.{vpc}.{subnet}.0/24"),
            4 => format!("10.{vpc}.{subnet}.10/32"),
            5 => "203.0.113.0/24".to_owned(),
            _ => "198.51.100.0/24".to_owned(),
        }
    }

    pub(crate) fn acl_entries(&mut self) -> Value {
        let mut entries = Map::new();
        if !self.dice.one_in(5) {
            entries.insert(
                "in".to_owned(),
                json!({"ruleNumber": 300, "cidrBlock": "0.0.0.0/0", "ruleAction": "allow"}),
            );
            let mut out =
                json!({"egress": true, "ruleNumber": 300, "cidrBlock": "0.0.0.0/0", "ruleAction": "allow"});
            if self.dice.one_in(2) {
                out["protocol"] = json!("tcp");
                out["fromPort"] = json!([1024, 32768, 40000, 49152][self.dice.below(4)]);
                out["toPort"] = json!([61000, 65535][self.dice.below(2)]);
            }
            entries.insert("out".to_owned(), out);
            if self.dice.one_in(2) {
                entries.insert(
                    "in6".to_owned(),
                    json!({"ruleNumber": 301, "ipv6CidrBlock": "::/0", "ruleAction": "allow"}),
                );
                entries.insert(
                    "out6".to_owned(),
                    json!({"egress": true, "ruleNumber": 301, "ipv6CidrBlock": "::/0", "ruleAction": "allow"}),
                );
            }
        }
        for row in 0..self.dice.below(5) {
            let mut entry = Map::new();
            entry.insert("egress".to_owned(), json!(self.dice.one_in(2)));
            entry.insert("ruleNumber".to_owned(), json!(100 + row * 10));
            match self.dice.below(4) {
                0 | 1 => {
                    let from = [0, 443, 1024, 32768, 40000, 50000][self.dice.below(6)];
                    entry.insert("protocol".to_owned(), json!(self.dice.pick(&["tcp", "tcp", "udp"])));
                    entry.insert("fromPort".to_owned(), json!(from));
                    entry.insert("toPort".to_owned(), json!((from + self.dice.below(30_000)).min(65535)));
                }
                2 => {
                    entry.insert("protocol".to_owned(), json!(self.dice.pick(&["icmp", "icmpv6"])));
                    entry.insert("icmpType".to_owned(), json!([-1, 0, 8, 129][self.dice.below(4)]));
                    entry.insert("icmpCode".to_owned(), json!(-1));
                }
                _ => {}
            }
            if self.dice.one_in(4) {
                entry.insert("ipv6CidrBlock".to_owned(), json!(self.dice.pick(&["::/0", "2001:db8::/32"])));
            } else {
                entry.insert("cidrBlock".to_owned(), json!(self.block()));
            }
            let action = if self.dice.one_in(2) { "deny" } else { "allow" };
            entry.insert("ruleAction".to_owned(), json!(action));
            entries.insert(format!("e{row}"), Value::Object(entry));
        }
        Value::Object(entries)
    }
}

pub(crate) fn peering(one: usize, other: usize) -> String {
    format!("pcx-{}-{}", one.min(other), one.max(other))
}
