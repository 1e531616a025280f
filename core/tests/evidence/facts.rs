//! Facts of the rule book that neither a packet nor a finding nor a refused act shows, each with what proves it.

use crate::fixture;
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::{self, Raise};
use netyard_core::simulate::{FlowSpec, trace};

/// A fact, and what proves it.
pub(crate) struct Fact {
    /// The number of the rule book.
    pub(crate) number: &'static str,
    /// What is proved.
    pub(crate) title: &'static str,
    /// Fails if it does not hold.
    pub(crate) holds: fn(),
}

/// Every such fact, in the order of the book.
pub(crate) const FACTS: &[Fact] = &[
    Fact {
        number: "R-VPC-22",
        title: "subnets in an Availability Zone, a Local Zone, a Wavelength Zone and on an Outpost of the Region are sound, one of another Region is not",
        holds: every_kind_of_zone_of_one_region,
    },
    Fact {
        number: "R-IGW-12",
        title: "a VPC of one's own starts without gateway, route and public addresses; a default one without is found",
        holds: a_default_vpc_and_one_of_your_own,
    },
    Fact {
        number: "R-PEER-12",
        title: "a public name of a peer's instance gives its public address, and the private one with the DNS option of its side",
        holds: public_names_over_a_peering,
    },
    Fact {
        number: "R-PEER-13",
        title: "a private name of a peer in another Region gives no address without the DNS option, and one in the Region needs none",
        holds: private_names_over_a_peering,
    },
    Fact {
        number: "R-NAT-13",
        title: "the table of quotas has 55,000 connections for an address and a destination, and AWS gives no more",
        holds: || has_quota("quota-connections-per-nat-address", "R-NAT-13", 55_000, Raise::No),
    },
    Fact {
        number: "R-DNS-14",
        title: "the table of quotas has 1,024 packets a second of an interface to the resolver, and AWS gives no more",
        holds: || has_quota("quota-dns-packets-per-interface", "R-DNS-14", 1_024, Raise::No),
    },
];

/// The table of quotas holds this number under this id.
fn has_quota(id: &str, number: &str, default: usize, raise: Raise) {
    let mut all = rules::quotas().iter().flat_map(|(_, quotas)| *quotas);
    let quota = all.find(|quota| quota.id == id).unwrap_or_else(|| panic!("no quota {id}"));
    assert!(quota.book.contains(&number), "{id}");
    assert_eq!((quota.default, quota.raise), (default, raise), "{id}");
}

/// A case of its own, in the language of the fixtures.
fn network(resources: &str) -> RoutedNetwork {
    let text = format!("# fact\n## Passes: drawn\n```json\n{{\"resources\": {{{resources}}}}}\n```\n");
    let case = fixture::parse(&text).unwrap().cases.remove(0);
    RoutedNetwork::build(&case.document())
}

fn a_default_vpc_and_one_of_your_own() {
    let drawn = network(
        r#""vpc-1": {"type": "vpc", "name": "own", "cidrBlocks": ["10.0.0.0/16"]},
        "vpc-2": {"type": "vpc", "name": "given", "cidrBlocks": ["172.31.0.0/16"], "isDefault": true},
        "subnet-1": {"type": "subnet", "vpcId": "vpc-1", "cidrBlock": "10.0.0.0/24"}"#,
    );
    let document = &drawn.network.document;
    assert!(drawn.network.vpcs.values().all(|vpc| vpc.internet_gateways.is_empty()));
    assert!(!document.subnet("subnet-1").unwrap().map_public_ip_on_launch);
    let found = rules::check_rule(&drawn, "vpc-has-no-igw");
    let said: Vec<&str> = found.iter().map(|finding| finding.message.text.as_str()).collect();
    assert_eq!(
        said,
        [
            "own has no internet gateway.",
            "given is a default VPC without an internet gateway. AWS makes one with it."
        ]
    );
}

fn every_kind_of_zone_of_one_region() {
    let subnet = |number: u8, zone: &str| {
        format!(
            r#""subnet-{number}": {{"type": "subnet", "vpcId": "vpc-1", "availabilityZone": "{zone}", "cidrBlock": "10.0.{number}.0/24"}}"#
        )
    };
    let vpc = r#""vpc-1": {"type": "vpc", "region": "us-east-1", "cidrBlocks": ["10.0.0.0/16"]}"#;
    let found = |zones: &[&str]| -> usize {
        let subnets = (1..).zip(zones).map(|(number, zone)| subnet(number, zone));
        let drawn: Vec<String> = [vpc.to_owned()].into_iter().chain(subnets).collect();
        rules::check_rule(&network(&drawn.join(",")), "zone-outside-region").len()
    };
    assert_eq!(found(&["us-east-1a", "us-east-1-bos-1a", "us-east-1-wl1-bos-wlz-1"]), 0);
    assert_eq!(found(&["us-east-1a", "us-east-2a", "us-east-10a"]), 2);
}

/// Two peers, and the address that a name of the instance of the second gives to the first.
fn asked(region: &str, options: &str, name: &str) -> Result<String, String> {
    let drawn = network(&format!(
        r#""vpc-a": {{"type": "vpc", "name": "a", "region": "eu-west-1", "enableDnsHostnames": true, "cidrBlocks": ["10.0.0.0/16"]}},
        "vpc-b": {{"type": "vpc", "name": "b", "region": "{region}", "enableDnsHostnames": true, "cidrBlocks": ["10.1.0.0/16"]}},
        "subnet-a": {{"type": "subnet", "vpcId": "vpc-a", "cidrBlock": "10.0.0.0/24"}},
        "subnet-b": {{"type": "subnet", "vpcId": "vpc-b", "cidrBlock": "10.1.0.0/24"}},
        "pcx-1": {{"type": "vpcPeeringConnection", "name": "ab", "requesterVpcInfo": {{"vpcId": "vpc-a"}}, "accepterVpcInfo": {{"vpcId": "vpc-b"{options}}}}},
        "i-a": {{"type": "instance"}}, "i-b": {{"type": "instance"}},
        "eni-a": {{"type": "networkInterface", "subnetId": "subnet-a", "privateIpAddresses": [{{"privateIpAddress": "10.0.0.5", "publicIp": "203.0.113.1"}}], "attachment": {{"instanceId": "i-a"}}}},
        "eni-b": {{"type": "networkInterface", "subnetId": "subnet-b", "privateIpAddresses": [{{"privateIpAddress": "10.1.0.5", "publicIp": "203.0.113.2"}}], "attachment": {{"instanceId": "i-b"}}}}"#
    ));
    let trace = trace(&drawn, &FlowSpec::new("i-a", name)).map_err(|error| error.to_string())?;
    if let Some(blocker) = trace.blockers.first().filter(|_| trace.forward.is_empty()) {
        return Err(blocker.message.text.clone());
    }
    Ok(trace.forward.first().map(|hop| hop.header_in.destination.to_string()).unwrap_or_default())
}

const OPTION: &str = r#", "peeringOptions": {"allowDnsResolutionFromRemoteVpc": true}"#;

fn public_names_over_a_peering() {
    let name = "ec2-203-0-113-2.eu-west-1.compute.amazonaws.com";
    assert_eq!(asked("eu-west-1", "", name).as_deref(), Ok("203.0.113.2"));
    assert_eq!(asked("eu-west-1", OPTION, name).as_deref(), Ok("10.1.0.5"));
    let own = "ec2-203-0-113-1.eu-west-1.compute.amazonaws.com";
    assert_eq!(asked("eu-west-1", "", own).as_deref(), Ok("10.0.0.5"));
}

fn private_names_over_a_peering() {
    let near = "ip-10-1-0-5.eu-west-1.compute.internal";
    assert_eq!(asked("eu-west-1", "", near).as_deref(), Ok("10.1.0.5"));
    let far = "ip-10-1-0-5.us-west-2.compute.internal";
    assert_eq!(asked("us-west-2", OPTION, far).as_deref(), Ok("10.1.0.5"));
    let refused = format!(
        "{far} gives the sender no address: b is in another Region, and the DNS option of ab is off."
    );
    assert_eq!(asked("us-west-2", "", far), Err(refused));
}
