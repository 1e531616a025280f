//! Resources that Netyard does not know, or does not read from Terraform yet: plain nodes, said in the report.

use super::common::name;
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use crate::declared::undrawn::{self, Reach};
use crate::terraform::raw::{MODULE, not_read};

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

fn reach(type_name: &str) -> Reach {
    let begins = |list: &[&str]| list.iter().any(|start| type_name.starts_with(start));
    if type_name == MODULE {
        Reach::Module
    } else if begins(STACKS) {
        Reach::Stack
    } else if !type_name.starts_with("aws_") || begins(SAYS_NOTHING) {
        Reach::Nothing
    } else {
        Reach::Usual
    }
}

/// Keeps a resource as a plain node.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let more = undrawn::leaves_open(maker, own, reach(&own.type_name));
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
