//! Resources that Netyard does not know, or does not read from templates yet: plain nodes, said in the report.

use crate::declared::maker::Maker;
use crate::declared::own::Own;
use crate::declared::undrawn::{self, Reach};

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

/// What makes things of its own with what it is given.
const STACKS: &[&str] =
    &["AWS::CloudFormation::StackSet", "AWS::ServiceCatalog::CloudFormationProvisionedProduct"];

/// Whether a type is none of AWS's own: what it does in the account, only its maker knows.
pub(in crate::cloudformation) fn is_code(type_name: &str) -> bool {
    let is_module = type_name.ends_with("::MODULE");
    is_module || type_name == "AWS::CloudFormation::CustomResource" || !type_name.starts_with("AWS::")
}

fn reach(type_name: &str) -> Reach {
    let begins = |list: &[&str]| list.iter().any(|start| type_name.starts_with(start));
    if is_code(type_name) {
        Reach::Code
    } else if begins(STACKS) {
        Reach::Stack
    } else if begins(SAYS_NOTHING) {
        Reach::Nothing
    } else {
        Reach::Usual
    }
}

/// Keeps a resource as a plain node.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let more = undrawn::leaves_open(maker, own, reach(&own.type_name));
    if let Some(why) = &own.perhaps {
        maker.skip(own, &format!("Nobody knows whether it is made. {why}{more}"));
        return;
    }
    let why = if more.is_empty() && NO_PACKETS.iter().any(|start| own.type_name.starts_with(start)) {
        "It has no part in the network: it is kept without its properties."
    } else {
        "Netyard does not read this type from templates: it is kept without its properties."
    };
    maker.keep_plain(own, &own.name(), &format!("{why}{more}"));
}
