//! What all imports share: which one reads what, and how much of it.

use crate::made;
use crate::support::template::files;
use netyard_formats::import::{
    ImportFailure, ImportFormat, ImportOptions, Step, format_of, import, import_telling, is_one,
};
use netyard_formats::parameters::{asked_for, parameters_of};
use netyard_formats::private::Private;
use std::collections::BTreeMap;

const TEMPLATE: &str = "Resources: {A: {Type: AWS::EC2::VPC}}";
const ANSWER: &str = "{\"Vpcs\": []}";

fn options(most_bytes: usize) -> ImportOptions {
    ImportOptions { parameters: BTreeMap::new(), most_bytes, private: Private::default() }
}

#[test]
fn files_are_told_by_what_is_in_them() {
    for (all, format) in [
        (vec![("vpcs.json", ANSWER)], ImportFormat::AwsDescribe),
        (vec![("vpcs.json", TEMPLATE)], ImportFormat::CloudFormation),
        (vec![("template.yaml", ANSWER)], ImportFormat::AwsDescribe),
        (vec![("a.json", ANSWER), ("b.md", "# Resources"), ("c", TEMPLATE)], ImportFormat::CloudFormation),
        (vec![], ImportFormat::AwsDescribe),
    ] {
        assert_eq!(format_of(&files(&all)), format, "{all:?}");
    }
}

#[test]
fn a_single_file_is_told_from_a_drawing_and_from_what_is_broken() {
    for text in [ANSWER, TEMPLATE, "\u{feff}{\"Vpcs\": []}", "{\"Vpcs\": []}\n{\"Subnets\": []}"] {
        assert!(is_one(text), "{text}");
    }
    for text in ["{\"Vpcs\": [", "{\"a\": 1}", "[1"] {
        assert!(!is_one(text), "{text}");
    }
    // What is nothing that is read here is no broken drawing either.
    for (text, why) in [
        ("", "a.txt: The file is empty."),
        ("hello", "none of what is read here"),
        ("# a list [1]", "none of what"),
    ] {
        assert!(is_one(text), "{text}");
        let told = import(files(&[("a.txt", text)]), ImportFormat::AwsDescribe, &options(1_000)).unwrap_err();
        assert!(told.to_string().contains(why), "{told}");
    }
    for format in [ImportFormat::AwsDescribe, ImportFormat::CloudFormation, ImportFormat::Terraform] {
        let told = import(files(&[("a.txt", "")]), format, &options(1_000)).unwrap_err().to_string();
        assert_eq!(told, "a.txt: The file is empty.");
    }
    // Who says what it is is told where it breaks.
    let told = import(files(&[("a.yaml", "Resources: [")]), ImportFormat::CloudFormation, &options(1_000));
    assert!(told.unwrap_err().to_string().starts_with("a.yaml, line "));
}

#[test]
fn files_of_two_kinds_are_told_apart() {
    let terraform = "resource \"aws_vpc\" \"a\" {\n  cidr_block = \"10.0.0.0/16\"\n}\n";
    let all = files(&[("a.tf", terraform), ("b.json", ANSWER), ("c.yaml", TEMPLATE), ("d.md", "# words")]);
    let report = import(all, ImportFormat::CloudFormation, &options(1_000)).unwrap().report;
    let told: Vec<(&str, &str)> =
        report.skipped.iter().map(|entry| (entry.file.as_str(), entry.why.as_str())).collect();
    let alone = "An import reads files of one kind: import it by itself.";
    assert_eq!(
        told,
        [
            ("a.tf", format!("It is of Terraform. {alone}").as_str()),
            ("b.json", format!("It is from the AWS command line. {alone}").as_str()),
            ("d.md", "It does not look like a CloudFormation template."),
        ]
    );
}

#[test]
fn what_is_too_large_is_refused_before_anything_is_read() {
    for format in [ImportFormat::AwsDescribe, ImportFormat::CloudFormation] {
        let all = || files(&[("a.yaml", TEMPLATE), ("b.yaml", "{")]);
        let error = import(all(), format, &options(37)).unwrap_err();
        assert_eq!(error, ImportFailure::TooLarge { bytes: 38, most: 37 });
        let result = import(all(), format, &options(38));
        assert!(!matches!(result, Err(ImportFailure::TooLarge { .. })), "{result:?}");
    }
    let error = import(files(&[("a.json", &"x".repeat(1_200))]), ImportFormat::AwsDescribe, &options(1_000));
    assert_eq!(error.unwrap_err().to_string(), "The files have 1,200 bytes; an import reads up to 1,000.");
}

#[test]
fn an_import_says_how_far_it_is_and_makes_the_same_as_one_that_does_not() {
    let spaces = files(&[("0.json", "{\"Resources\": {}}")]);
    let cases = [
        (made::describe_output(100), ImportFormat::AwsDescribe),
        ([spaces.clone(), vec![made::template(100)]].concat(), ImportFormat::CloudFormation),
        (vec![made::state(100)], ImportFormat::Terraform),
    ];
    for (all, format) in cases {
        let of = all.len();
        let mut said = Vec::new();
        let told =
            import_telling(all.clone(), format, &options(1_000_000), &mut |step| said.push(step)).unwrap();
        let mut steps: Vec<Step> = (1..=of).map(|file| Step::Reading { file, of }).collect();
        steps.extend([Step::Making, Step::Checking]);
        assert_eq!(said, steps, "{format:?}");
        assert_eq!(told, import(all, format, &options(1_000_000)).unwrap());
    }
}

#[test]
fn a_report_asks_for_parameters_until_they_are_given() {
    let template = "Parameters: {Block: {Type: String}, Zone: {Type: AWS::EC2::AvailabilityZone::Name}}
Resources:
  Shop: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Block}}
  Web: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Shop, AvailabilityZone: !Ref Zone, CidrBlock: 10.7.1.0/24}}
";
    let read = |lines: &str| {
        let parameters = parameters_of(lines).unwrap();
        let options = ImportOptions { parameters, ..options(10_000) };
        import(files(&[("shop.yaml", template)]), ImportFormat::CloudFormation, &options).unwrap()
    };
    let mut asked = asked_for(&read("").report);
    asked.sort();
    assert_eq!(asked, ["Block", "Zone"]);
    let given = read("Block=10.7.0.0/16\nZone=eu-west-1b");
    assert_eq!(asked_for(&given.report), Vec::<String>::new());
    let vpc = given.document.vpc("vpc-Shop").unwrap();
    assert_eq!(vpc.cidr_blocks[0].to_string(), "10.7.0.0/16");
    assert!(read("").document.vpc("vpc-Shop").unwrap().cidr_blocks.is_empty());
}
