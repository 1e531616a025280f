//! What joins the VPCs of an organisation at random, and the tables that lead there.

use super::organisation::{Organisation, peering};
use serde_json::{Map, Value, json};

impl Organisation<'_> {
    /// A transit gateway with the tables that AWS makes, or with drawn ones.
    pub(crate) fn transit(&mut self) {
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
    pub(crate) fn site(&mut self) -> String {
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

    pub(crate) fn transit_tables(&mut self, attached: &[String]) {
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

    pub(crate) fn peerings(&mut self) {
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
    pub(crate) fn tables(&mut self, vpc: usize) {
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

    pub(crate) fn routes(&mut self, vpc: usize, is_public: bool) -> Value {
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
    pub(crate) fn may_be_inside(&self, vpc: usize, subnet: usize, destination: &str) -> bool {
        destination.ends_with("/16")
            || (destination == format!("{}.0/24", self.prefix(vpc, subnet))
                && self.subnets.iter().any(|(one, other, _)| (*one, *other) == (vpc, subnet)))
    }

    /// A target: 0 internet gateway, 1 NAT gateway, 2 egress-only, 3 interface, 4 peering, 5 gone.
    pub(crate) fn target(&mut self, vpc: usize, kind: usize) -> (&'static str, String) {
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
