//! What AWS never changes of a load balancer or a target group: both are made again.

use super::{balancer, connect, drawing, forwards, group, nodes, targets};
use crate::support::TestEditor;
use netyard_core::change::Change;
use netyard_editor::{Alternative, PartId, Request};
use serde_json::{Value, json};

/// Sets a field as the inspector does, and takes the alternative to what AWS refuses.
fn made_again(test: &mut TestEditor, name: &str, path: &str, to: Value) -> (String, String) {
    let changes = vec![Change::set(&test.id(name), path, to)];
    test.forget().request(Request::Edit { label: "Change".to_owned(), changes });
    let refused = test.refusal().unwrap_or_default();
    let [Alternative { label, changes }] = test.alternatives().try_into().unwrap();
    test.forget().request(Request::Apply { label: label.clone(), changes });
    assert_eq!(test.refusal(), None);
    (refused, label)
}

#[test]
fn what_aws_never_changes_is_made_again_with_all_that_it_has() {
    let mut test = drawing();
    test.drop_in(PartId::ApplicationLoadBalancer, "shop");
    connect(&mut test, "targets-1", "app-1");
    let before = test.document().clone();
    let public = |test: &TestEditor| {
        let nodes = nodes(test, "alb-1");
        nodes.iter().filter(|node| node.private_ip_addresses[0].public_ip.is_some()).count()
    };
    assert_eq!((balancer(&test, "alb-1").scheme.as_str(), public(&test)), ("internet-facing", 2));
    let (refused, label) = made_again(&mut test, "alb-1", "/scheme", json!("internal"));
    assert!(refused.starts_with("alb-1 stays internet-facing: "), "{refused}");
    assert_eq!(label, "Make alb-1 again as internal");
    assert_eq!((balancer(&test, "alb-1").scheme.as_str(), public(&test)), ("internal", 0));
    assert_eq!(forwards(&test, "alb-1"), [("targets-1".to_owned(), 1)]);
    let (refused, label) = made_again(&mut test, "targets-1", "/port", json!(8080));
    assert!(refused.starts_with("targets-1 keeps port 80: "), "{refused}");
    assert_eq!(label, "Make targets-1 again this way");
    assert_eq!((group(&test, "targets-1").port, targets(&test, "targets-1").len()), (Some(8080), 1));
    let (refused, label) = made_again(&mut test, "alb-1", "/loadBalancerType", json!("network"));
    assert!(refused.starts_with("alb-1 stays an Application Load Balancer: "), "{refused}");
    assert_eq!(label, "Make alb-1 again as a Network Load Balancer");
    assert_eq!(nodes(&test, "alb-1").len(), 2);
    test.keys("mod+z").keys("mod+z").keys("mod+z");
    assert_eq!(test.document(), &before);
}
