//! Resources that Netyard does not know, or does not read from templates yet: plain nodes, said in the report.

use crate::declared::maker::Maker;
use crate::declared::own::Own;
use crate::declared::undrawn;

/// What has no part in a network, by what its type begins with: still a node, with fewer words about it.
const NO_PACKETS: &[&str] = &[
    "AWS::ApplicationAutoScaling::",
    "AWS::Budgets::",
    "AWS::CDK::Metadata",
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

/// What names things only to tell of them, or to say who may use them.
const SAYS_NOTHING: &[&str] =
    &["AWS::CloudWatch::", "AWS::IAM::", "AWS::Logs::", "AWS::SSM::Parameter", "AWS::SecretsManager::"];

/// Keeps a resource as a plain node.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let says_nothing = SAYS_NOTHING.iter().any(|start| own.type_name.starts_with(start));
    let more = if says_nothing { "" } else { undrawn::in_named_subnets(maker, own) };
    let why = if more.is_empty() && NO_PACKETS.iter().any(|start| own.type_name.starts_with(start)) {
        "It has no part in the network: it is kept without its properties."
    } else {
        "Netyard does not read this type from templates: it is kept without its properties."
    };
    maker.keep_plain(own, &own.name(), &format!("{why}{more}"));
}
