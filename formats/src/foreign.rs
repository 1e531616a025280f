//! Files that are not what somebody takes them for: what they are, as far as that can be told, and what to do with them.

use crate::{aws_describe, cloudformation, terraform};

/// So much of a text is looked at for what it begins with.
const LOOKED_AT: usize = 2_000;

/// Why a text is nothing that is read here, whatever the format, if that can be told from its beginning. JSON may be
/// broken, and whoever reads it says where.
pub(crate) fn strange(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.is_empty() {
        return Some("The file is empty.");
    }
    if text.starts_with(['{', '[']) || cloudformation::looks_like_one(text) || terraform::looks_like_one(text)
    {
        return None;
    }
    let head: String = text.chars().take(LOOKED_AT).collect();
    if head.contains("<mxfile") || head.contains("<mxGraphModel") {
        return Some(
            "It is a diagram of draw.io. Such a diagram tells how a network looks and not what it does: it is written here, and not read.",
        );
    }
    Some(
        "It is none of what is read here: a drawing of Netyard or a picture that holds one, a CloudFormation template, Terraform's HCL or what terraform show -json prints, or what the AWS command line prints as JSON.",
    )
}

/// What a file is that an import of other files passes by, and what to do with it; nothing where it is none of ours.
pub(crate) fn passed_by(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let head: String = text.chars().take(LOOKED_AT).collect();
    let is_drawing = text.starts_with('{') && head.contains("\"type\": \"netyard\"");
    if is_drawing {
        Some("It is a drawing of Netyard. An import reads files of one kind: open it by itself.")
    } else if cloudformation::looks_like_one(text) {
        Some("It is a CloudFormation template. An import reads files of one kind: import it by itself.")
    } else if terraform::looks_like_one(text) {
        Some("It is of Terraform. An import reads files of one kind: import it by itself.")
    } else if aws_describe::looks_like_one(text) {
        Some("It is from the AWS command line. An import reads files of one kind: import it by itself.")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{passed_by, strange};

    #[test]
    fn what_is_none_of_ours_is_told_by_its_beginning() {
        for (text, why) in [
            ("", "empty"),
            ("\u{feff} \n", "empty"),
            ("hello: world", "none of what is read here"),
            ("Dear all, please find attached", "none of what is read here"),
            ("\"just a text\"", "none of what is read here"),
            ("<mxfile host=\"x\"><diagram/></mxfile>", "draw.io"),
            ("<?xml version=\"1.0\"?>\n<mxGraphModel/>", "draw.io"),
        ] {
            assert!(strange(text).is_some_and(|told| told.contains(why)), "{text}: {:?}", strange(text));
        }
        for text in [
            "{",
            "[1",
            "{\"Vpcs\": [",
            "Resources:\n  A: {Type: AWS::EC2::VPC}",
            "resource \"aws_vpc\" \"a\" {\n}",
        ] {
            assert_eq!(strange(text), None, "{text}");
        }
    }

    #[test]
    fn what_another_import_reads_is_named() {
        for (text, what) in [
            ("Resources:\n  A: {Type: AWS::EC2::VPC}", "CloudFormation"),
            ("resource \"aws_vpc\" \"a\" {\n  cidr_block = \"10.0.0.0/16\"\n}\n", "Terraform"),
            ("{\"format_version\": \"1.2\", \"terraform_version\": \"1.9\"}", "Terraform"),
            ("{\n  \"type\": \"netyard\",\n  \"version\": 1\n}", "drawing"),
            ("{\"Vpcs\": []}", "AWS command line"),
        ] {
            assert!(passed_by(text).is_some_and(|told| told.contains(what)), "{text}: {:?}", passed_by(text));
        }
        for text in ["", "hello", "{\"a\": 1}", "[]"] {
            assert_eq!(passed_by(text), None, "{text}");
        }
    }
}
