//! Resources that Netyard does not know, or does not read from templates yet: plain nodes, said in the report.

use crate::cloudformation::maker::Maker;
use crate::cloudformation::own::Own;
use netyard_core::model::{Other, Resource};
use serde_json::{Map, Value, json};

/// What has no part in a network, by what its type begins with: still a node, with fewer words about it.
const NO_PACKETS: &[&str] = &[
    "AWS::ApplicationAutoScaling::",
    "AWS::Budgets::",
    "AWS::CertificateManager::",
    "AWS::CloudFormation::",
    "AWS::CloudTrail::",
    "AWS::CloudWatch::",
    "AWS::CodeBuild::",
    "AWS::CodePipeline::",
    "AWS::Config::",
    "AWS::Events::",
    "AWS::IAM::",
    "AWS::KMS::",
    "AWS::Lambda::LayerVersion",
    "AWS::Lambda::Permission",
    "AWS::Logs::",
    "AWS::SNS::",
    "AWS::SQS::",
    "AWS::SSM::",
    "AWS::SecretsManager::",
];

/// Keeps a resource as a plain node.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let mut raw = Map::from_iter([("type".to_owned(), json!(own.type_name))]);
    raw.insert("name".to_owned(), json!(own.name()));
    let why = if NO_PACKETS.iter().any(|start| own.type_name.starts_with(start)) {
        "It has no part in the network: it is kept without its properties."
    } else {
        "Netyard does not read this type from templates: it is kept without its properties."
    };
    let world = maker.world;
    if maker.document.resource(own.id.as_str()).is_none() {
        maker.document.insert(own.id.clone(), Resource::Other(Other { raw: Value::Object(raw) }));
        world.report.borrow_mut().plain(&own.file, &own.place(), &own.type_name, why);
    } else {
        maker.skip(own, &format!("{} stands twice in the input; the first one is kept.", own.id));
    }
}
