//! Managed services, sites behind virtual private gateways, tables of gateways and Block Public Access of an organisation
//! at random.

use super::organisation::Organisation;
use serde_json::{Value, json};

impl Organisation<'_> {
    /// Managed services with interfaces in the subnets of a VPC.
    pub(crate) fn services(&mut self, vpc: usize) {
        let own: Vec<usize> =
            self.subnets.iter().filter(|(one, ..)| *one == vpc).map(|(_, subnet, _)| *subnet).collect();
        for number in 0..self.dice.below(4) {
            let kind = self.dice.below(5);
            let is_down = self.dice.one_in(8);
            let state = |up: &'static str, down: &'static str| if is_down { down } else { up };
            let (prefix, resource) = match kind {
                0 => {
                    let engine = self.dice.pick(&["mysql", "postgres", "custom-oracle-ee"]);
                    (
                        "db",
                        json!({"type": "dbInstance", "engine": engine,
                        "dbInstanceStatus": state("available", "stopped")}),
                    )
                }
                1 => (
                    "cache",
                    json!({"type": "cacheCluster", "engine": "valkey",
                    "cacheClusterStatus": state("available", "creating")}),
                ),
                2 => {
                    ("fsmt", json!({"type": "mountTarget", "lifeCycleState": state("available", "creating")}))
                }
                3 => {
                    let family = self.dice.pick(&["LINUX", "WINDOWS_SERVER_2022_CORE"]);
                    (
                        "task",
                        json!({"type": "task", "platformFamily": family,
                        "lastStatus": state("RUNNING", "PENDING"), "listens": {"l1": {"fromPort": 443, "toPort": 8080}}}),
                    )
                }
                _ => {
                    let asks = self.dice.one_in(2);
                    (
                        "fn",
                        json!({"type": "function", "state": state("Active", "Failed"),
                        "vpcConfig": {"ipv6AllowedForDualStack": asks}}),
                    )
                }
            };
            let id = format!("{prefix}-{vpc}-{number}");
            self.add(&id, resource);
            let count = if matches!(kind, 0 | 4) { 1 + self.dice.below(2) } else { 1 };
            for device in 0..count {
                let subnet = own[self.dice.below(own.len())];
                let last = 120 + number * 10 + device;
                let mut entry = json!({"privateIpAddress": format!("{}.{last}", self.prefix(vpc, subnet))});
                if kind == 3 && self.dice.one_in(2) {
                    entry["publicIp"] = json!(format!("203.0.115.{}", vpc * 40 + number));
                }
                let groups = self.groups(vpc);
                self.add(
                    &format!("eni-{id}-{device}"),
                    json!({"type": "networkInterface", "subnetId": format!("subnet-{vpc}-{subnet}"),
                    "privateIpAddresses": [entry], "ipv6Addresses": [format!("2001:db8:{vpc}:{subnet}::{last}")],
                    "groupIds": groups, "attachment": {"instanceId": id, "deviceIndex": device}}),
                );
            }
        }
    }

    /// A site behind a virtual private gateway of some VPC; perhaps two with one gateway.
    pub(crate) fn vpn_gateway(&mut self) {
        if self.dice.one_in(2) {
            return;
        }
        let vpc = self.dice.below(self.vpcs);
        let state =
            self.dice.pick(&["available", "available", "available", "available", "pending", "deleted"]);
        let mut gateway = json!({"type": "vpnGateway", "state": state});
        if !self.dice.one_in(10) {
            gateway["vpcId"] = json!(format!("vpc-{vpc}"));
        }
        self.add("vgw-0", gateway);
        for number in 1..=1 + self.dice.below(2) {
            let is_static = self.dice.one_in(2);
            let block = format!("192.168.{}.0/24", number + 1);
            let mut rows = json!({});
            if is_static != self.dice.one_in(6) {
                let to = [format!("10.{vpc}.0.0/16"), "10.0.0.0/8".to_owned(), "0.0.0.0/0".to_owned()];
                let to = &to[self.dice.below(3)];
                rows["r1"] = json!({"destinationCidrBlock": to, "vpnConnectionId": format!("vpn-{number}")});
            }
            self.add(
                &format!("site-{number}"),
                json!({"type": "onPremisesSite", "cidrBlocks": [block], "routes": rows}),
            );
            let mut host = json!({"type": "onPremisesHost", "onPremisesSiteId": format!("site-{number}"),
                "ipAddresses": [format!("192.168.{}.10", number + 1)]});
            if self.dice.one_in(3) {
                host["listens"] = json!({"l1": {"fromPort": 443}});
            }
            if self.dice.one_in(3) {
                host["platform"] = json!("windows");
            }
            self.add(&format!("host-{number}"), host);
            self.add(
                &format!("cgw-{number}"),
                json!({"type": "customerGateway", "ipAddress": format!("198.51.100.{}", 20 + number),
                "bgpAsn": 65010 + number, "onPremisesSiteId": format!("site-{number}")}),
            );
            let is_down = self.dice.one_in(5);
            let tunnel = |is_down: bool| json!({"status": if is_down { "DOWN" } else { "UP" }});
            let mut connection = json!({"type": "vpnConnection", "vpnGatewayId": "vgw-0",
                "customerGatewayId": format!("cgw-{number}"), "options": {"staticRoutesOnly": is_static},
                "vgwTelemetry": {"t1": tunnel(is_down), "t2": tunnel(is_down || self.dice.one_in(2))}});
            if is_static && !self.dice.one_in(8) {
                let block = if self.dice.one_in(4) { "192.168.0.0/16".to_owned() } else { block };
                connection["routes"] = json!({"s1": {"destinationCidrBlock": block}});
            }
            self.add(&format!("vpn-{number}"), connection);
        }
    }

    /// Rows and propagation for the sites behind the virtual private gateway.
    pub(crate) fn routes_to_sites(&mut self) {
        let tables: Vec<String> =
            self.resources.keys().filter(|id| id.starts_with("rtb-")).cloned().collect();
        let Some(vpc) = self.resources.get("vgw-0").map(|gateway| gateway["vpcId"].clone()) else { return };
        for id in tables {
            let is_own = self.resources[&id]["vpcId"] == vpc;
            if is_own && self.dice.one_in(2) || self.dice.one_in(20) {
                self.resources[&id]["propagatingVgws"] = json!(["vgw-0"]);
            }
            if is_own && self.dice.one_in(3) || self.dice.one_in(20) {
                let block =
                    self.dice.pick(&["192.168.2.0/24", "192.168.0.0/16", "192.168.3.0/24", "172.16.0.0/12"]);
                let row = json!({"destinationCidrBlock": block, "gatewayId": "vgw-0"});
                let rows = self.resources[&id]["routes"].as_object_mut().unwrap();
                if !rows.values().any(|row| row["destinationCidrBlock"] == block) {
                    rows.insert("vgw".to_owned(), row);
                }
            }
        }
    }

    /// Tables of gateways, which send what comes in through a middlebox (section 3 of the rule book).
    pub(crate) fn edge_tables(&mut self) {
        for vpc in 0..self.vpcs {
            for gateway in [format!("igw-{vpc}"), "vgw-0".to_owned()] {
                let is_there =
                    self.resources.get(&gateway).is_some_and(|one| one["vpcId"] == format!("vpc-{vpc}"));
                if is_there && self.dice.one_in(3) {
                    self.edge_table(vpc, &gateway);
                }
            }
        }
    }

    fn edge_table(&mut self, vpc: usize, gateway: &str) {
        let (_, middlebox) = self.target(vpc, 3);
        let home = self.resources[&middlebox]["subnetId"].clone();
        if !self.dice.one_in(4) {
            self.resources[&middlebox]["sourceDestCheck"] = json!(false);
        }
        let own: Vec<String> = self
            .subnets
            .iter()
            .filter(|(one, ..)| *one == vpc)
            .map(|(_, subnet, _)| format!("subnet-{vpc}-{subnet}"))
            .filter(|id| home != **id)
            .collect();
        if own.is_empty() {
            return;
        }
        let subnet = own[self.dice.below(own.len())].clone();
        let block = if self.dice.one_in(4) {
            self.resources[&format!("vpc-{vpc}")]["cidrBlocks"][0].clone()
        } else {
            self.resources[&subnet]["cidrBlock"].clone()
        };
        let mut rows = json!({"e4": {"destinationCidrBlock": block, "networkInterfaceId": middlebox}});
        if self.dice.one_in(2) {
            let block = self.resources[&subnet]["ipv6CidrBlock"].clone();
            rows["e6"] = json!({"destinationIpv6CidrBlock": block, "networkInterfaceId": middlebox});
        }
        self.add(
            &format!("rtb-edge-{gateway}"),
            json!({"type": "routeTable", "vpcId": format!("vpc-{vpc}"), "gatewayId": gateway, "routes": rows}),
        );
        // Mostly what goes out takes the same way.
        let names_it = |table: &Value| {
            table["type"] == "routeTable"
                && table["subnetIds"].as_array().is_some_and(|ids| ids.contains(&json!(subnet)))
        };
        let table = self.resources.iter().find(|(_, one)| names_it(one)).map(|(id, _)| id.clone());
        if let Some(id) = table
            && !self.dice.one_in(3)
        {
            let rows = self.resources[&id]["routes"].as_object_mut().unwrap();
            for (key, field, all) in [
                ("r-0-0-0-0-0", "destinationCidrBlock", "0.0.0.0/0"),
                ("r----0", "destinationIpv6CidrBlock", "::/0"),
            ] {
                rows.insert(key.to_owned(), json!({field: all, "networkInterfaceId": middlebox}));
            }
        }
    }

    /// Options of Block Public Access, with exclusions.
    pub(crate) fn public_access(&mut self) {
        if !self.dice.one_in(4) {
            return;
        }
        let mode = self.dice.pick(&["block-bidirectional", "block-ingress", "block-ingress", "off"]);
        let region = self.dice.pick(&["eu-west-1", "eu-west-1", "us-east-1"]);
        self.add(
            "vpcbpa-0",
            json!({"type": "vpcBlockPublicAccessOptions", "region": region, "internetGatewayBlockMode": mode}),
        );
        for number in 0..self.dice.below(5) {
            let mode = self.dice.pick(&["allow-bidirectional", "allow-egress"]);
            let state =
                self.dice.pick(&["create-complete", "update-complete", "create-complete", "create-failed"]);
            let mut one = json!({"type": "vpcBlockPublicAccessExclusion", "internetGatewayExclusionMode": mode,
                "state": state});
            if self.dice.one_in(3) {
                one["vpcId"] = json!(format!("vpc-{}", self.dice.below(self.vpcs)));
            } else {
                let (vpc, subnet, _) = self.subnets[self.dice.below(self.subnets.len())];
                one["subnetId"] = json!(format!("subnet-{vpc}-{subnet}"));
            }
            self.add(&format!("vpcbpa-exclude-{number}"), one);
        }
    }
}
