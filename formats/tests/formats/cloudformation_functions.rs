//! Every function of templates, with its twin that fails by a message with its place.

use crate::support::template::{files, imported, resource, says, try_import};
use netyard_formats::cloudformation::import;
use std::collections::BTreeMap;

/// A template with a VPC whose tag `Value` is that expression, on line 14.
fn template(value: &str) -> String {
    format!(
        "Parameters:
  Word: {{Type: String, Default: alpha}}
  Words: {{Type: CommaDelimitedList, Default: 'one, two'}}
  Nothing: {{Type: String}}
Mappings: {{Sizes: {{small: {{bits: '8'}}}}}}
Conditions:
  True: !Equals [!Ref Word, alpha]
  Open: !Equals [!Ref Nothing, x]
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      Tags: [{{Key: Value,
        Value: {value}
      }}]
      CidrBlock: 10.0.0.0/16
"
    )
}

fn value(expression: &str) -> String {
    let document = imported(&template(expression)).document;
    resource(&document, "vpc-Vpc")["tags"]["Value"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn functions_give_their_values() {
    for (expression, expected) in [
        ("!Ref Word", "alpha"),
        ("{Ref: Word}", "alpha"),
        ("!Ref AWS::Region", "us-east-1"),
        ("!Ref AWS::Partition", "aws"),
        ("!Ref AWS::URLSuffix", "amazonaws.com"),
        ("!Ref AWS::AccountId", "123456789012"),
        ("!Ref AWS::StackName", "a"),
        ("!GetAtt Vpc.VpcId", "vpc-Vpc"),
        ("{'Fn::GetAtt': [Vpc, CidrBlock]}", "10.0.0.0/16"),
        ("{'Fn::GetAtt': Vpc.CidrBlock}", "10.0.0.0/16"),
        ("!Sub '${Word} in ${AWS::Region}, ${!Word} of ${Vpc}'", "alpha in us-east-1, ${Word} of vpc-Vpc"),
        ("!Sub ['${Other}-${Vpc.CidrBlock}', {Other: !Ref Word}]", "alpha-10.0.0.0/16"),
        ("!Join ['-', [a, !Ref Word, c]]", "a-alpha-c"),
        ("!Join [',', !Ref Words]", "one,two"),
        ("!Select [1, !Ref Words]", "two"),
        ("!Select ['1', [a, b]]", "b"),
        ("!Select [2, !Split ['.', 10.0.77.0]]", "77"),
        ("!Select [3, !Cidr [10.1.0.0/16, 8, '12']]", "10.1.48.0/20"),
        ("!Select [1, !Cidr [10.1.0.0/16, 8]]", "10.1.1.0/24"),
        ("!FindInMap [Sizes, small, bits]", "8"),
        ("!FindInMap [Sizes, large, bits, {DefaultValue: '4'}]", "4"),
        ("!If [True, yes, no]", "yes"),
        ("!If [Open, same, same]", "same"),
        ("!Select [0, !GetAZs eu-west-1]", "eu-west-1a"),
        ("!Select [1, !GetAZs {Ref: AWS::Region}]", "us-east-1b"),
        ("!Base64 text", "text"),
        ("!Sub 'a${Word}'", "aalpha"),
        ("{'Fn::Length': !Ref Words}", "2"),
        ("{'Fn::ToJsonString': {a: 1}}", "{\"a\":1}"),
    ] {
        assert_eq!(value(expression), expected, "{expression}");
    }
}

#[test]
fn functions_that_cannot_be_worked_out_say_why_and_where() {
    for (expression, why) in [
        ("!Ref Nobody", "The template has no parameter and no resource Nobody."),
        ("{Ref: [a]}", "Ref takes a name."),
        ("!GetAtt Nobody.Id", "The template has no parameter and no resource Nobody."),
        ("!GetAtt Vpc", "Fn::GetAtt takes a resource and an attribute."),
        ("!Sub '${Nobody}'", "The template has no parameter and no resource Nobody."),
        ("!Sub 'a${Word'", "A ${ in the text of Fn::Sub has no }."),
        ("!Sub {a: b}", "Fn::Sub takes a text, or a text and an object with its variables."),
        ("!Sub '${Words}'", "Words in the text of Fn::Sub is no text."),
        ("!Join [a]", "Fn::Join takes a separator and a list."),
        ("!Join [a, [{b: c}]]", "Fn::Join takes a list of texts."),
        ("!Select [9, [a]]", "Fn::Select asks for entry 9 of a list with 1."),
        ("!Select [x, [a]]", "Fn::Select takes an index and a list."),
        ("!Split ['', a]", "Fn::Split takes a separator and a text."),
        ("!Cidr [10.0.0.0/24, 4, 8]", "10.0.0.0/24 has no room for 4 blocks with 8 bits each."),
        ("!Cidr [10.0.0.0/24, 400]", "Fn::Cidr makes 1 to 256 blocks, not 400."),
        ("!Cidr [nonsense, 1]", "nonsense is no CIDR block."),
        ("!FindInMap [Sizes, large, bits]", "There is no bits of large in the mapping Sizes."),
        ("!FindInMap [Sizes]", "Fn::FindInMap takes a mapping and two keys."),
        ("!If [Nobody, a, b]", "The template has no condition Nobody."),
        ("!If [True, a]", "Fn::If takes a condition and two values."),
        ("{'Fn::Length': a}", "Fn::Length takes a list."),
        ("!ImportValue other-Vpc", "No file exports other-Vpc. Import the template of that stack, too."),
        ("!Equals [a, b]", "Fn::Equals stands in conditions only."),
        ("{'Fn::Transform': {Name: AWS::Include}}", "A macro runs in the account only"),
        ("{'Fn::Nonsense': a}", "Fn::Nonsense is no function that Netyard knows."),
    ] {
        let imported = imported(&template(expression));
        assert!(says(&imported.report.skipped, "line 14, column", why), "{expression}\n{}", imported.report);
        // The rest of the resource is read, and the tag is left open.
        let vpc = resource(&imported.document, "vpc-Vpc");
        assert_eq!(vpc["cidrBlocks"][0], "10.0.0.0/16");
    }
}

#[test]
fn a_short_form_that_does_not_exist_is_refused_with_its_place() {
    let error = try_import(&template("!Nonsense a")).unwrap_err().to_string();
    assert_eq!(error, "a.yaml, line 14, column 16: CloudFormation has no function !Nonsense.");
}

#[test]
fn conditions_are_yes_no_or_open() {
    for (condition, made) in [
        ("!Equals [a, a]", Some(true)),
        ("!Equals [a, b]", Some(false)),
        ("!Not [!Equals [a, b]]", Some(true)),
        ("!And [!Equals [a, a], !Equals [b, b]]", Some(true)),
        ("!And [!Equals [a, a], !Equals [a, b]]", Some(false)),
        ("!Or [!Equals [a, b], !Equals [b, b]]", Some(true)),
        ("!Or [!Equals [a, b], !Condition Yes]", Some(true)),
        ("!And [!Equals [!Ref Nothing, a], !Equals [a, b]]", Some(false)),
        ("!Or [!Equals [!Ref Nothing, a], !Equals [a, a]]", Some(true)),
        ("!Or [!Equals [!Ref Nothing, a], !Equals [a, b]]", None),
        ("!Not [!Equals [!Ref Nothing, a]]", None),
        ("!Not [a, b]", None),
        ("!And [!Equals [a, a]]", None),
        ("!Condition Nobody", None),
        ("!Condition Odd", None),
    ] {
        let text = format!(
            "Parameters: {{Nothing: {{Type: String}}}}\nConditions:\n  Yes: !Equals [1, '1']\n  Odd: {condition}\nResources:\n  Vpc: {{Type: AWS::EC2::VPC, Condition: Odd}}\n"
        );
        let imported = imported(&text);
        let is_there = imported.document.vpc("vpc-Vpc").is_some();
        assert_eq!(is_there, made == Some(true), "{condition}");
        let is_open = says(&imported.report.skipped, "Vpc", "Nobody knows whether it is made.");
        assert_eq!(is_open, made.is_none(), "{condition}\n{}", imported.report);
    }
}

#[test]
fn no_value_leaves_a_property_out() {
    let text = "
Conditions: {No: !Equals [a, b]}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16, InstanceTenancy: !If [No, dedicated, !Ref 'AWS::NoValue']}}
";
    let imported = imported(text);
    assert_eq!(imported.document.vpc("vpc-Vpc").unwrap().instance_tenancy, "default");
    assert!(imported.report.skipped.is_empty(), "{}", imported.report);
}

#[test]
fn values_come_from_other_stacks() {
    let network = "
Resources: {Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}}
Outputs: {Id: {Value: !Ref Vpc, Export: {Name: !Sub '${AWS::StackName}-VpcId'}}}
";
    let app = "
Parameters: {Network: {Type: String}}
Resources:
  One: {Type: AWS::EC2::Subnet, Properties: {VpcId: !ImportValue network-VpcId, CidrBlock: 10.0.0.0/24}}
  Two: {Type: AWS::EC2::Subnet, Properties: {VpcId: !ImportValue {'Fn::Sub': '${Network}-VpcId'}, CidrBlock: 10.0.1.0/24}}
";
    let all = files(&[("app.yaml", app), ("network.yaml", network)]);
    let imported = import(all, &BTreeMap::new()).unwrap();
    for subnet in ["subnet-app-One", "subnet-app-Two"] {
        assert_eq!(resource(&imported.document, subnet)["vpcId"], "vpc-network-Vpc", "{subnet}");
    }
    let why = "The only export whose name ends like that is network-VpcId";
    assert!(says(&imported.report.approximated, "line 5", why), "{}", imported.report);
}
