//! Resources that Netyard does not know, or does not read from Terraform yet: plain nodes, said in the report.

use super::common::name;
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use crate::declared::undrawn::{self, Reach};
use crate::terraform::raw::{MODULE, PROVISIONER, not_read};

/// What has no part in a network, by what its type begins with: still a node, with other words about it.
const NO_PACKETS: &[&str] = &[
    "aws_acm_",
    "aws_appautoscaling_",
    "aws_budgets_",
    "aws_cloudtrail",
    "aws_cloudwatch_",
    "aws_codebuild_",
    "aws_codepipeline",
    "aws_config_",
    "aws_ecr_",
    "aws_iam_",
    "aws_key_pair",
    "aws_kms_",
    "aws_lambda_layer_version",
    "aws_lambda_permission",
    "aws_networkfirewall_logging_configuration",
    "aws_route53_resolver_dnssec_config",
    "aws_route53_resolver_query_log_config",
    "aws_s3_bucket_",
    "aws_secretsmanager_",
    "aws_sns_",
    "aws_sqs_",
    "aws_ssm_",
];

/// What names things only to tell of them, or to say who may use them.
const SAYS_NOTHING: &[&str] =
    &["aws_cloudwatch_", "aws_ec2_tag", "aws_iam_", "aws_secretsmanager_", "aws_ssm_parameter"];

/// What makes things of its own with what it is given.
const STACKS: &[&str] = &["aws_cloudformation_stack", "aws_servicecatalog_provisioned_product"];

/// What makes things of AWS by another way than the AWS provider's own types: whatever a network has.
const OTHER_WAYS: &[&str] = &[
    "aws_cloudcontrolapi_resource",
    "awscc_ec2_",
    "awscc_elasticloadbalancing",
    "awscc_networkfirewall_",
    "awscc_route53",
];

/// What runs code in the account, or makes things of AWS that are no part of a network by themselves.
const CODE: &[&str] = &["aws_lambda_invocation", "awscc_"];

fn reach(own: &Own) -> Reach {
    let begins = |list: &[&str]| list.iter().any(|start| own.type_name.starts_with(start));
    if own.type_name == MODULE {
        Reach::Module
    } else if begins(STACKS) || begins(OTHER_WAYS) {
        Reach::Stack
    } else if begins(CODE) || own.properties().get(PROVISIONER).is_some() {
        Reach::Code
    } else if !own.type_name.starts_with("aws_") || begins(SAYS_NOTHING) {
        Reach::Nothing
    } else {
        Reach::Usual
    }
}

/// Keeps a resource as a plain node.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let more = undrawn::leaves_open(maker, own, reach(own));
    if own.type_name == MODULE {
        maker.skip(own, &format!("{}{more}", not_read(&own.logical)));
        return;
    }
    let why = if more.is_empty() && NO_PACKETS.iter().any(|start| own.type_name.starts_with(start)) {
        "It has no part in the network: it is kept without its attributes."
    } else {
        "Netyard does not read this type from Terraform: it is kept without its attributes."
    };
    maker.keep_plain(own, &name(own), &format!("{why}{more}"));
}
