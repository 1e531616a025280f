//! Things that lie in themselves or in each other: every part of core gives a value, and rules say what is wrong.

use netyard_core::expect;
use netyard_core::schema::{open, save};

const ROUND: &str = r#"{"type":"netyard","version":1,"title":"","rulesDate":"2026-11-01","resources":{
    "eni-1":{"type":"networkInterface","name":"mirror","subnetId":"eni-1","attachment":{"instanceId":"eni-1"}},
    "i-1":{"type":"instance"},
    "pcx-1":{"type":"vpcPeeringConnection","requesterVpcInfo":{"vpcId":"pcx-1"},"accepterVpcInfo":{"vpcId":"vpc-1"}},
    "rtb-1":{"type":"routeTable","vpcId":"rtb-1","subnetIds":["rtb-1"],"routes":{"r1":{"destinationCidrBlock":"0.0.0.0/0","gatewayId":"rtb-1"}}},
    "sg-1":{"type":"securityGroup","vpcId":"sg-1","ipPermissions":{"g1":{"groupId":"sg-1"}}},
    "subnet-1":{"type":"subnet","name":"one","vpcId":"subnet-2","cidrBlock":"10.0.0.0/24"},
    "subnet-2":{"type":"subnet","name":"two","vpcId":"subnet-1","cidrBlock":"10.0.1.0/24"},
    "subnet-3":{"type":"subnet","name":"three","vpcId":"subnet-3","cidrBlock":"10.0.2.0/24"},
    "vpc-1":{"type":"vpc","name":"shop","region":"vpc-1","cidrBlocks":["10.0.0.0/16"]}},
  "placement":{"vpc-1":{"x":0,"y":0},"vpc-1/vpc-1":{"x":1,"y":1}},
  "expectations":{"x":{"title":"","check":{"packet":{"from":"subnet-1","to":"subnet-2"},"expect":{"verdict":"DELIVERED"}}}}}"#;

#[test]
fn cycles_of_containment_are_told() {
    let opened = open(ROUND).unwrap();
    let report = expect::run(&opened.document);
    let told = |rule: &str, element: &str| {
        report
            .findings
            .iter()
            .any(|finding| finding.rule == rule && finding.elements.iter().any(|id| id == element))
    };
    for id in ["eni-1", "pcx-1", "rtb-1", "sg-1", "subnet-1", "subnet-2", "subnet-3"] {
        assert!(told("dangling-reference", id), "{id}: {:#?}", report.findings);
    }
    assert!(told("region-unknown", "vpc-1"));
    assert_eq!(report.results.first().and_then(|result| result.passed), Some(false));
    assert_eq!(open(&save(&opened.document)).unwrap().document, opened.document);
}
