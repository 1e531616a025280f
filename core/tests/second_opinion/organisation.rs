//! Organisations at random: mostly sound, so that packets get far, with everything that can go wrong somewhere.

use super::walk::Flow;
use crate::random_network::Dice;
use netyard_core::model::Document;
use netyard_core::net::Protocol;
use serde_json::{Map, Value, json};

/// Builds one organisation.
pub(crate) struct Organisation<'d> {
    dice: &'d mut Dice,
    resources: Map<String, Value>,
    vpcs: usize,
    /// VPC, subnet and whether it is to be public.
    subnets: Vec<(usize, usize, bool)>,
    /// VPC, subnet and number of the hosts.
    hosts: Vec<(usize, usize, usize)>,
}

const PORTS: [u16; 4] = [22, 53, 443, 8080];

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
    let text = json!({"type": "netyard", "version": 1, "resources": one.resources}).to_string();
    let opened = netyard_core::schema::open(&text).unwrap();
    assert!(opened.unknown_fields.is_empty(), "{:?}", opened.unknown_fields);
    opened.document
}

impl Organisation<'_> {
    fn add(&mut self, id: &str, resource: Value) {
        self.resources.insert(id.to_owned(), resource);
    }

    fn lists(&mut self) {
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

    fn vpc(&mut self, vpc: usize) {
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
        for second in 0..self.hosts.len() {
            if self.hosts[second].0 == vpc && self.dice.one_in(6) {
                self.second_interface(second);
            }
        }
    }

    fn subnet(&mut self, vpc: usize, subnet: usize) {
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
    fn prefix(&self, vpc: usize, subnet: usize) -> String {
        let second = self.resources[&format!("vpc-{vpc}")]["cidrBlocks"].get(1).and_then(Value::as_str);
        match second.and_then(|block| block.strip_suffix(".0.0/16")) {
            Some(block) if subnet == 3 => format!("{block}.{vpc}"),
            _ => format!("10.{vpc}.{subnet}"),
        }
    }

    fn nat(&mut self, vpc: usize, subnet: usize) {
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

    fn host(&mut self, vpc: usize, subnet: usize, host: usize, is_public: bool) {
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

    fn second_interface(&mut self, host: usize) {
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

    fn groups(&mut self, vpc: usize) -> Vec<String> {
        let mut groups = vec![format!("sg-{vpc}-{}", self.dice.below(3))];
        match self.dice.below(12) {
            0 => groups.clear(),
            1..4 => groups.push(format!("sg-{vpc}-{}", (self.dice.below(2) + 1))),
            _ => {}
        }
        groups.dedup();
        groups
    }

    fn group(&mut self, vpc: usize, group: usize) {
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

    fn group_rule(&mut self, vpc: usize) -> Value {
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

    fn block(&mut self) -> String {
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

    fn acl_entries(&mut self) -> Value {
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

    /// A transit gateway with the tables that AWS makes, or with drawn ones.
    fn transit(&mut self) {
        if self.vpcs == 1 || self.dice.one_in(3) {
            return;
        }
        let mut attached = Vec::new();
        for vpc in 0..self.vpcs {
            let region = self.resources[&format!("vpc-{vpc}")]["region"].clone();
            if region != "eu-west-1" || self.dice.one_in(6) {
                continue;
            }
            let mut zones = Vec::new();
            let mut subnets = Vec::new();
            for (one, subnet, _) in self.subnets.clone() {
                let id = format!("subnet-{one}-{subnet}");
                let zone = self.resources[&id]["availabilityZone"].clone();
                if one == vpc && !zones.contains(&zone) && (subnets.is_empty() || !self.dice.one_in(4)) {
                    zones.push(zone);
                    subnets.push(id);
                }
            }
            let state =
                self.dice.pick(&["available", "available", "available", "available", "available", "pending"]);
            let mut options = Map::new();
            if self.dice.one_in(4) {
                options.insert("applianceModeSupport".to_owned(), json!("enable"));
            }
            if self.dice.one_in(6) {
                options.insert("securityGroupReferencingSupport".to_owned(), json!("disable"));
            }
            let id = format!("tgw-attach-{vpc}");
            self.add(
                &id,
                json!({"type": "transitGatewayAttachment", "transitGatewayId": "tgw-1", "resourceId": format!("vpc-{vpc}"),
                "subnetIds": subnets, "state": state, "options": options}),
            );
            attached.push(id);
        }
        if !attached.is_empty() && !self.dice.one_in(3) {
            attached.push(self.site());
        }
        let mut options = Map::new();
        if self.dice.one_in(2) {
            options.insert("securityGroupReferencingSupport".to_owned(), json!("enable"));
        }
        if self.dice.one_in(2) {
            options.insert("defaultRouteTableAssociation".to_owned(), json!("disable"));
            options.insert("defaultRouteTablePropagation".to_owned(), json!("disable"));
            self.transit_tables(&attached);
        } else if self.dice.one_in(6) {
            options.insert("defaultRouteTablePropagation".to_owned(), json!("disable"));
        }
        let state = if self.dice.one_in(20) { "pending" } else { "available" };
        self.add(
            "tgw-1",
            json!({"type": "transitGateway", "region": "eu-west-1", "state": state, "options": options}),
        );
    }

    /// A site behind a VPN connection of the transit gateway; gives its attachment.
    fn site(&mut self) -> String {
        let is_static = self.dice.one_in(2);
        let mut routes = Map::new();
        if is_static && !self.dice.one_in(6) || self.dice.one_in(6) {
            let block = self.dice.pick(&["10.0.0.0/8", "10.0.0.0/8", "10.0.0.0/16"]);
            routes
                .insert("r1".to_owned(), json!({"destinationCidrBlock": block, "vpnConnectionId": "vpn-0"}));
        }
        self.add(
            "site-0",
            json!({"type": "onPremisesSite", "cidrBlocks": ["192.168.1.0/24"], "routes": routes}),
        );
        self.add(
            "host-0",
            json!({"type": "onPremisesHost", "onPremisesSiteId": "site-0", "ipAddresses": ["192.168.1.10"]}),
        );
        self.add(
            "cgw-0",
            json!({"type": "customerGateway", "ipAddress": "198.51.100.9", "bgpAsn": 65001, "onPremisesSiteId": "site-0"}),
        );
        let state = |down: bool| json!({"status": if down { "DOWN" } else { "UP" }});
        let both = self.dice.one_in(4);
        let (one, other) = (both || self.dice.one_in(4), both || self.dice.one_in(4));
        self.add(
            "vpn-0",
            json!({"type": "vpnConnection", "transitGatewayId": "tgw-1", "customerGatewayId": "cgw-0",
            "options": {"staticRoutesOnly": is_static}, "vgwTelemetry": {"t1": state(one), "t2": state(other)}}),
        );
        let id = "tgw-attach-vpn".to_owned();
        let state = if self.dice.one_in(10) { "pending" } else { "available" };
        self.add(
            &id,
            json!({"type": "transitGatewayAttachment", "transitGatewayId": "tgw-1", "resourceType": "vpn",
            "resourceId": "vpn-0", "state": state}),
        );
        id
    }

    fn transit_tables(&mut self, attached: &[String]) {
        let count = 1 + self.dice.below(2);
        let mut associations = vec![Vec::new(); count];
        for id in attached {
            if !self.dice.one_in(8) {
                associations[self.dice.below(count)].push(id.clone());
            }
        }
        for (number, associations) in associations.into_iter().enumerate() {
            let mut propagations = attached.to_vec();
            propagations.retain(|_| !self.dice.one_in(4));
            let mut routes = Map::new();
            if attached.iter().any(|id| id == "tgw-attach-vpn") && !self.dice.one_in(3) {
                let row = json!({"destinationCidrBlock": "192.168.1.0/24", "transitGatewayAttachmentId": "tgw-attach-vpn"});
                routes.insert("site".to_owned(), row);
            }
            for row in 0..self.dice.below(4) {
                let (vpc, subnet) = (self.dice.below(self.vpcs), self.dice.below(4));
                let blocks = [
                    "0.0.0.0/0".to_owned(),
                    "0.0.0.0/0".to_owned(),
                    "10.0.0.0/8".to_owned(),
                    format!("10.{vpc}.0.0/16"),
                    format!("10.{vpc}.{subnet}.0/24"),
                    "10.100.0.0/16".to_owned(),
                    "192.168.1.0/24".to_owned(),
                ];
                let block = blocks[self.dice.below(blocks.len())].clone();
                let mut route = Map::new();
                if self.dice.one_in(6) {
                    route.insert("prefixListId".to_owned(), json!("pl-own"));
                } else {
                    route.insert("destinationCidrBlock".to_owned(), json!(block));
                }
                match self.dice.below(6) {
                    0 => route.insert("blackhole".to_owned(), json!(true)),
                    1 => route.insert("transitGatewayAttachmentId".to_owned(), json!("tgw-attach-gone")),
                    _ if attached.is_empty() => route.insert("blackhole".to_owned(), json!(true)),
                    _ => route.insert(
                        "transitGatewayAttachmentId".to_owned(),
                        json!(attached[self.dice.below(attached.len())]),
                    ),
                };
                let same = routes.values().any(|other: &Value| {
                    other.get("destinationCidrBlock") == route.get("destinationCidrBlock")
                        && other.get("prefixListId") == route.get("prefixListId")
                });
                if !same {
                    routes.insert(format!("r{row}"), Value::Object(route));
                }
            }
            self.add(
                &format!("tgw-rtb-{number}"),
                json!({"type": "transitGatewayRouteTable", "transitGatewayId": "tgw-1", "associations": associations,
                "propagations": propagations, "routes": routes}),
            );
        }
    }

    fn peerings(&mut self) {
        for one in 0..self.vpcs {
            for other in one + 1..self.vpcs {
                if self.dice.one_in(3) {
                    continue;
                }
                let status = self.dice.pick(&[
                    "active",
                    "active",
                    "active",
                    "active",
                    "active",
                    "pending-acceptance",
                    "deleted",
                ]);
                self.add(
                    &format!("pcx-{one}-{other}"),
                    json!({"type": "vpcPeeringConnection", "requesterVpcInfo": {"vpcId": format!("vpc-{one}")},
                    "accepterVpcInfo": {"vpcId": format!("vpc-{other}")}, "status": {"code": status}}),
                );
            }
        }
    }

    /// Tables of a VPC: each subnet has its own, shares one with its neighbour, or uses the main one.
    fn tables(&mut self, vpc: usize) {
        let subnets: Vec<(usize, bool)> = self
            .subnets
            .iter()
            .filter(|(one, ..)| *one == vpc)
            .map(|(_, subnet, is_public)| (*subnet, *is_public))
            .collect();
        let mut tables: Vec<(String, Vec<String>, bool)> = Vec::new();
        if !self.dice.one_in(4) {
            tables.push((format!("rtb-{vpc}-main"), Vec::new(), self.dice.one_in(2)));
        }
        for (subnet, is_public) in subnets {
            let id = format!("subnet-{vpc}-{subnet}");
            match self.dice.below(6) {
                0 => {}
                1 if !tables.is_empty() => {
                    let shared = self.dice.below(tables.len());
                    tables[shared].1.push(id);
                }
                _ => tables.push((format!("rtb-{vpc}-{subnet}"), vec![id], is_public)),
            }
        }
        let mut with_endpoint = Vec::new();
        for (id, subnets, is_public) in tables {
            if self.dice.one_in(2) {
                with_endpoint.push(id.clone());
            }
            let routes = self.routes(vpc, is_public);
            self.add(
                &id,
                json!({"type": "routeTable", "vpcId": format!("vpc-{vpc}"), "main": id.ends_with("main"),
                "subnetIds": subnets, "routes": routes}),
            );
        }
        if self.dice.one_in(2) {
            let region = self.resources[&format!("vpc-{vpc}")]["region"].clone();
            let state = if self.dice.one_in(10) { "deleting" } else { "available" };
            self.add(
                &format!("vpce-{vpc}"),
                json!({"type": "vpcEndpoint", "vpcId": format!("vpc-{vpc}"), "state": state,
                "serviceName": format!("com.amazonaws.{}.s3", region.as_str().unwrap()), "routeTableIds": with_endpoint}),
            );
        }
    }

    fn routes(&mut self, vpc: usize, is_public: bool) -> Value {
        let mut routes: Vec<(String, (&'static str, String))> = Vec::new();
        if !self.dice.one_in(6) {
            let target = if is_public { self.target(vpc, 0) } else { self.target(vpc, 1) };
            routes.push(("0.0.0.0/0".to_owned(), target));
        }
        if !self.dice.one_in(4) {
            let target = self.target(vpc, if is_public { 0 } else { 2 });
            routes.push(("::/0".to_owned(), target));
        }
        for other in (0..self.vpcs).filter(|other| *other != vpc) {
            if self.dice.one_in(4) {
                continue;
            }
            let target = ("vpcPeeringConnectionId", peering(vpc, other));
            if self.dice.one_in(2) {
                routes.push(("10.100.0.0/16".to_owned(), target.clone()));
            }
            routes.push((format!("10.{other}.0.0/16"), target.clone()));
            if self.dice.one_in(2) {
                routes.push((format!("2001:db8:{other}::/56"), target));
            }
        }
        if self.resources.contains_key(&format!("tgw-attach-{vpc}")) {
            let blocks: &[&str] = match self.dice.below(4) {
                0 => &["0.0.0.0/0", "10.0.0.0/8"],
                1 => &["10.0.0.0/8", "10.100.0.0/16"],
                2 => &["10.0.0.0/8"],
                _ => &[],
            };
            if self.resources.contains_key("tgw-attach-vpn") && !self.dice.one_in(4) {
                routes.push(("192.168.0.0/16".to_owned(), ("transitGatewayId", "tgw-1".to_owned())));
            }
            let at = if self.dice.one_in(2) { 0 } else { routes.len() };
            for block in blocks {
                routes.insert(at, ((*block).to_owned(), ("transitGatewayId", "tgw-1".to_owned())));
            }
        }
        // Odd ones: every kind of target for every kind of destination.
        for _ in 0..self.dice.below(4) {
            let other = self.dice.below(self.vpcs);
            let subnet = self.dice.below(4);
            let destinations = [
                "0.0.0.0/0".to_owned(),
                "10.0.0.0/8".to_owned(),
                "198.51.100.0/24".to_owned(),
                "198.51.100.10/32".to_owned(),
                "203.0.113.0/24".to_owned(),
                "203.0.113.0/25".to_owned(),
                "3.5.64.0/21".to_owned(),
                "3.5.64.10/32".to_owned(),
                "pl-own".to_owned(),
                format!("10.{other}.{subnet}.0/24"),
                format!("10.{other}.0.0/16"),
                format!("2001:db8:{other}::/56"),
                "::/0".to_owned(),
            ];
            let destination = destinations[self.dice.below(destinations.len())].clone();
            if destination == format!("2001:db8:{vpc}::/56") {
                continue;
            }
            let is_inside = destination.starts_with(&format!("10.{vpc}."));
            if is_inside && !self.may_be_inside(vpc, subnet, &destination) {
                continue;
            }
            let kind = if is_inside { [1, 3][self.dice.below(2)] } else { self.dice.below(7) };
            let target = self.target(vpc, kind);
            routes.push((destination, target));
        }
        let mut rows = Map::new();
        for (destination, (field, target)) in routes {
            let is_ipv6 = destination.contains(':');
            let blocks = self.resources[&format!("vpc-{vpc}")]["cidrBlocks"].to_string();
            if destination == "10.100.0.0/16" && blocks.contains(&destination) {
                continue;
            }
            if is_ipv6 && (field == "natGatewayId" || field == "transitGatewayId") {
                continue;
            }
            let key = if destination.starts_with("pl-") {
                "destinationPrefixListId"
            } else if is_ipv6 {
                "destinationIpv6CidrBlock"
            } else {
                "destinationCidrBlock"
            };
            let name = format!("r-{}", destination.replace(['/', '.', ':'], "-"));
            // The first row of a destination stays: AWS refuses another (R-RT-24).
            rows.entry(name).or_insert_with(|| json!({key: destination, field: target}));
        }
        Value::Object(rows)
    }

    /// Inside the VPC a route names a whole subnet that exists, or the whole block (R-RT-8).
    fn may_be_inside(&self, vpc: usize, subnet: usize, destination: &str) -> bool {
        destination.ends_with("/16")
            || (destination == format!("{}.0/24", self.prefix(vpc, subnet))
                && self.subnets.iter().any(|(one, other, _)| (*one, *other) == (vpc, subnet)))
    }

    /// A target: 0 internet gateway, 1 NAT gateway, 2 egress-only, 3 interface, 4 peering, 5 gone.
    fn target(&mut self, vpc: usize, kind: usize) -> (&'static str, String) {
        let own: Vec<(usize, usize, usize)> =
            self.hosts.iter().copied().filter(|(one, ..)| *one == vpc).collect();
        match kind {
            0 => ("gatewayId", format!("igw-{vpc}")),
            1 => {
                let prefix = format!("nat-{vpc}-");
                let nats: Vec<String> =
                    self.resources.keys().filter(|id| id.starts_with(&prefix)).cloned().collect();
                if nats.is_empty() {
                    ("natGatewayId", "nat-gone".to_owned())
                } else {
                    ("natGatewayId", nats[self.dice.below(nats.len())].clone())
                }
            }
            2 => ("egressOnlyInternetGatewayId", format!("eigw-{vpc}")),
            3 => {
                let (vpc, subnet, host) = own[self.dice.below(own.len())];
                let second = format!("eni-{vpc}-{subnet}-{host}-b");
                let has_second = self.resources.contains_key(&second) && self.dice.one_in(2);
                ("networkInterfaceId", if has_second { second } else { format!("eni-{vpc}-{subnet}-{host}") })
            }
            4 => {
                let other = self.dice.below(self.vpcs);
                ("vpcPeeringConnectionId", peering(vpc, other))
            }
            6 => ("transitGatewayId", "tgw-1".to_owned()),
            _ => ("gatewayId", "igw-gone".to_owned()),
        }
    }
}

fn peering(one: usize, other: usize) -> String {
    format!("pcx-{}-{}", one.min(other), one.max(other))
}

/// Flows that can be asked for.
pub(crate) fn flows(dice: &mut Dice, document: &Document, count: usize) -> Vec<Flow> {
    let of = |prefix: &str| -> Vec<String> {
        document.resources.keys().map(ToString::to_string).filter(|id| id.starts_with(prefix)).collect()
    };
    // An instance without an interface is no end that anybody knows.
    let is_there = |instance: &String| {
        document.resources.values().any(|resource| match resource.as_ref() {
            netyard_core::model::Resource::NetworkInterface(interface) => {
                interface.instance_id().is_some_and(|id| id.as_str() == instance)
            }
            _ => false,
        })
    };
    let hosts: Vec<String> = of("i-").into_iter().filter(is_there).collect();
    let mut flows = Vec::new();
    if hosts.is_empty() {
        return flows;
    }
    for _ in 0..count {
        let is_ipv4 = !dice.one_in(4);
        let from = match dice.below(8) {
            0 => "internet".to_owned(),
            1 => address(dice, document, is_ipv4),
            _ => hosts[dice.below(hosts.len())].clone(),
        };
        let to = match dice.below(10) {
            0 | 1 if from != "internet" => "internet".to_owned(),
            2 if from != "internet" && is_ipv4 => {
                dice.pick(&["3.5.64.10", "3.5.0.7", "198.51.100.200"]).to_owned()
            }
            3 if is_ipv4 => {
                let public =
                    ["203.0.113.20", "203.0.113.30", "203.0.113.61", "203.0.113.200", "203.0.113.208"];
                dice.pick(&public).to_owned()
            }
            4 if from != "internet" && is_ipv4 => {
                let odd = ["10.0.0.99", "10.1.1.99", "10.0.77.1", "10.2.0.10", "10.0.0.200", "10.1.0.200"];
                dice.pick(&odd).to_owned()
            }
            6 | 7 if from != "internet" && is_ipv4 && document.on_premises_site("site-0").is_some() => {
                dice.pick(&["192.168.1.10", "192.168.1.10", "192.168.1.10", "192.168.1.99"]).to_owned()
            }
            5 if from != "internet" => address(dice, document, is_ipv4),
            _ => hosts[dice.below(hosts.len())].clone(),
        };
        let is_other_family =
            |end: &str| end.parse().is_ok_and(|end: std::net::IpAddr| end.is_ipv4() != is_ipv4);
        if is_other_family(&from) || is_other_family(&to) {
            continue;
        }
        let protocol = match (dice.below(10), is_ipv4) {
            (0, _) => Protocol::Udp,
            (1, true) => Protocol::Icmp,
            (1, false) => Protocol::Icmpv6,
            (2, _) => Protocol::from_number(47),
            _ => Protocol::Tcp,
        };
        let source_port = dice.one_in(6).then(|| [1024, 33000, 45000, 60000][dice.below(4)]);
        flows.push(Flow { from, to, is_ipv4, protocol, port: PORTS[dice.below(4)], source_port });
    }
    flows
}

/// The address of an interface.
fn address(dice: &mut Dice, document: &Document, is_ipv4: bool) -> String {
    let interfaces: Vec<_> = document
        .resources
        .values()
        .filter_map(|resource| match resource.as_ref() {
            netyard_core::model::Resource::NetworkInterface(interface) => Some(interface),
            _ => None,
        })
        .collect();
    let one = interfaces[dice.below(interfaces.len())];
    let address = match one.ipv6_addresses.first() {
        Some(entry) if !is_ipv4 => Some(entry.ipv6_address.to_string()),
        _ => one
            .private_ip_addresses
            .first()
            .and_then(|entry| entry.private_ip_address.as_ref())
            .map(ToString::to_string),
    };
    address.unwrap()
}
