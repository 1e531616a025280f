//! Lines behind load balancers.

#![expect(clippy::expect_used, reason = "the helpers of a test fail as loudly as the test")]

mod support;

use netyard_scene::EdgeKind;
use support::{Drawing, build};

/// A load balancer in one subnet, with a rule for `/users*` and `/people*`, and another one for a host.
fn site() -> Drawing {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "shop", "10.0.0.0/16");
    drawing.subnet("subnet-a", "public-a", "vpc-1", "eu-west-1a", "10.0.0.0/24");
    drawing.interface("eni-lb", "node", "subnet-a", "10.0.0.10");
    for group in ["home", "users", "shop"] {
        drawing.add(
            &format!("tg-{group}"),
            &format!(
                r#"{{"type":"targetGroup","name":"{group}","protocol":"HTTP","port":80,"vpcId":"vpc-1"}}"#
            ),
        );
    }
    drawing.add(
        "lb-1",
        r#"{"type":"loadBalancer","name":"web","vpcId":"vpc-1","listeners":{"l1":{"protocol":"HTTP","port":80,
            "defaultActions":{"a1":{"actionType":"forward","targetGroupArn":"tg-home"}},
            "rules":{
                "r1":{"priority":10,"conditions":{"c1":{"field":"path-pattern","values":["/users*","/people*"]}},
                    "actions":{"a1":{"actionType":"forward","targetGroupArn":"tg-users"}}},
                "r2":{"priority":20,"conditions":{"c1":{"field":"host-header","values":["shop.example.com"]}},
                    "actions":{"a1":{"actionType":"forward","targetGroupArn":"tg-shop"}}},
                "r3":{"priority":30,"actions":{"a1":{"actionType":"forward","targetGroupArn":"tg-shop"}}}}}}}"#,
    );
    drawing.add(
        "eni-lb",
        r#"{"type":"networkInterface","subnetId":"subnet-a","privateIpAddresses":[{"privateIpAddress":"10.0.0.10"}],"attachment":{"instanceId":"lb-1"}}"#,
    );
    drawing
}

#[test]
fn a_line_says_what_its_rule_asks_for_and_that_of_the_default_what_the_listener_is() {
    let scene = build(&site());
    let label = |group: &str| {
        let mut lines = scene.edges().iter().filter(|edge| edge.kind == EdgeKind::Traffic);
        let line = lines.find(|edge| scene.nodes().get(edge.to).is_some_and(|node| node.name == group));
        line.expect("a line").label.clone()
    };
    assert_eq!(label("home"), "HTTP 80");
    assert_eq!(label("users"), "/users* and 1 more");
    assert_eq!(label("shop"), "shop.example.com, HTTP 80");
}
