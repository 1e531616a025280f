use crate::support::{SHOP, file, folder, netyard, netyard_with};
use serde_json::Value;

const VPCS: &str = r#"{"Vpcs":[{"VpcId":"vpc-1","CidrBlock":"10.0.0.0/16"}]}"#;
const SUBNETS: &str = r#"{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"10.0.0.0/24","AvailabilityZone":"eu-west-1a"}]}"#;

#[test]
fn describe_output_becomes_a_drawing_and_a_report() {
    let folder = folder("describe");
    file(&folder, "in/vpcs.json", VPCS);
    file(&folder, "in/deep/subnets.json", SUBNETS);
    file(&folder, "in/notes.txt", "hello");
    let (input, drawing, report) =
        (folder.join("in").display().to_string(), folder.join("out.json"), folder.join("report.json"));
    let run = netyard(&[
        "import",
        "--from",
        "aws-describe",
        &input,
        "-o",
        &drawing.display().to_string(),
        "--report",
        &report.display().to_string(),
    ]);
    assert_eq!((run.status, run.output.as_str(), run.errors.as_str()), (0, "", ""));
    let drawing: Value = serde_json::from_str(&std::fs::read_to_string(drawing).unwrap()).unwrap();
    assert_eq!(drawing["resources"]["subnet-1"]["vpcId"], "vpc-1");
    assert_eq!(drawing["resources"]["vpc-1"]["region"], "eu-west-1");
    let report: Value = serde_json::from_str(&std::fs::read_to_string(report).unwrap()).unwrap();
    assert_eq!(report["read"].as_array().unwrap().len(), 2);
    let skipped = report["skipped"][0]["file"].as_str().unwrap();
    assert!(skipped.ends_with("notes.txt"), "{skipped}");
}

#[test]
fn without_files_the_drawing_goes_out_and_the_report_beside_it() {
    let run = netyard_with(&["import", "--from", "aws-describe", "-"], VPCS);
    assert_eq!(run.status, 0);
    assert!(run.output.starts_with("{\n  \"type\": \"netyard\""), "{}", run.output);
    assert!(run.errors.starts_with("Read: 1\n  1 × VPC · standard input · Vpcs[0]\n"), "{}", run.errors);
}

#[test]
fn input_that_is_no_describe_output_is_status_two() {
    let run = netyard_with(&["import", "--from", "aws-describe", "-"], "{\"Vpcs\": [");
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    assert!(
        run.errors.starts_with("netyard: standard input: This is not JSON: line 1, column "),
        "{}",
        run.errors
    );
    let run = netyard_with(&["import", "--from", "aws-describe", "-"], SHOP);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("It is a Netyard drawing"), "{}", run.errors);
    let empty = folder("empty");
    let run = netyard(&["import", "--from", "aws-describe", &empty.display().to_string()]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("no .json file"), "{}", run.errors);
}

const TEMPLATE: &str = "
Parameters: {Block: {Type: String, Default: 10.0.0.0/16}}
Resources: {Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Block}}}
";

#[test]
fn templates_become_a_drawing() {
    let folder = folder("templates");
    file(&folder, "in/network.yaml", TEMPLATE);
    file(&folder, "in/notes.txt", "hello");
    let input = folder.join("in").display().to_string();
    let run = netyard(&["import", "--from", "cloudformation", &input]);
    assert_eq!(run.status, 0, "{}", run.errors);
    let drawing: Value = serde_json::from_str(&run.output).unwrap();
    assert_eq!(drawing["resources"]["vpc-Vpc"]["cidrBlocks"][0], "10.0.0.0/16");
    assert!(run.errors.contains("names end in .yaml, .yml, .json or .template"), "{}", run.errors);
    let run = netyard_with(
        &["import", "--from", "cloudformation", "-", "--parameter", "Block=10.9.0.0/16"],
        TEMPLATE,
    );
    let drawing: Value = serde_json::from_str(&run.output).unwrap();
    assert_eq!(drawing["resources"]["vpc-Vpc"]["cidrBlocks"][0], "10.9.0.0/16");
}

#[test]
fn a_broken_template_is_status_two_with_its_place() {
    let run = netyard_with(&["import", "--from", "cloudformation", "-"], "Resources:\n  A: !Nonsense b\n");
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    let error = "netyard: standard input, line 2, column 6: CloudFormation has no function !Nonsense.";
    assert!(run.errors.starts_with(error), "{}", run.errors);
    let run = netyard_with(&["import", "--from", "cloudformation", "-", "--parameter", "Block"], TEMPLATE);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("a parameter is written NAME=VALUE"), "{}", run.errors);
    let run = netyard_with(&["import", "--from", "aws-describe", "-", "--parameter", "a=b"], VPCS);
    assert_eq!(run.status, 2);
    assert!(
        run.errors.contains("--parameter is for --from cloudformation and --from terraform."),
        "{}",
        run.errors
    );
}

#[test]
fn drawings_become_one_unless_they_contradict() {
    let folder = folder("merge");
    let shop = file(&folder, "shop.json", SHOP);
    let other = file(&folder, "other.json", &SHOP.replace("vpc-1", "vpc-2"));
    let clash = file(&folder, "clash.json", &SHOP.replace("10.0.0.0", "10.9.0.0"));
    let alone = netyard(&["import", "--from", "netyard", &shop]);
    assert_eq!((alone.status, alone.output.as_str()), (0, SHOP));
    let both = netyard(&["import", "--from", "netyard", &shop, &other, &shop]);
    assert_eq!(both.status, 0);
    assert!(both.output.contains("\"vpc-1\"") && both.output.contains("\"vpc-2\""));
    let run = netyard(&["import", "--from", "netyard", &shop, &clash]);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    assert!(run.errors.contains("vpc-1 stands in ") && run.errors.contains("clash.json"), "{}", run.errors);
}

#[test]
fn what_powershell_writes_is_read() {
    let folder = folder("utf16");
    let bytes: Vec<u8> =
        "\u{feff}".encode_utf16().chain(VPCS.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let path = folder.join("vpcs.json");
    std::fs::write(&path, &bytes).unwrap();
    let run = netyard(&["import", "--from", "aws-describe", &path.display().to_string()]);
    assert_eq!(run.status, 0, "{}", run.errors);
    assert!(run.output.contains("\"vpc-1\""));
    std::fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
    let run = netyard(&["import", "--from", "aws-describe", &path.display().to_string()]);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    assert!(run.errors.contains("begins as text in UTF-16 and is none"), "{}", run.errors);
}

#[test]
fn private_data_is_left_out_of_drawing_and_report() {
    let folder = folder("private");
    let text = r#"{"Vpcs":[{"VpcId":"vpc-1","CidrBlock":"10.0.0.0/16","OwnerId":"111122223333","Tags":[{"Key":"cost","Value":"centre"}]}]}"#;
    file(&folder, "111122223333/vpcs.json", text);
    file(&folder, "111122223333/notes.txt", "hello");
    let input = folder.display().to_string();
    let run = netyard(&["import", "--from", "aws-describe", &input]);
    let whole = run.output + &run.errors;
    assert!(whole.contains("111122223333/notes.txt") && whole.contains("centre"), "{whole}");
    let run = netyard(&["import", "--from", "aws-describe", &input, "--without", "account-ids,tags"]);
    let bare = run.output + &run.errors;
    assert!(!bare.contains("111122223333") && !bare.contains("centre"), "{bare}");
    assert!(bare.contains("account-1/notes.txt") && bare.contains("\"ownerId\": \"account-1\""), "{bare}");
    let run = netyard(&["import", "--from", "netyard", &input, "--without", "names"]);
    assert_eq!(run.status, 2);
}

#[test]
fn an_import_goes_into_a_drawing_and_tells_what_changes() {
    let folder = folder("into");
    let shop = file(&folder, "shop.json", SHOP);
    let vpcs = VPCS.replace("10.0.0.0", "10.9.0.0");
    let run = netyard_with(&["import", "--from", "aws-describe", "-", "--into", &shop], &vpcs);
    assert_eq!(run.status, 0, "{}", run.errors);
    let told = "shop.json: 0 added, 1 changed, 0 unchanged, 0 only in the open drawing";
    assert!(run.errors.contains(told), "{}", run.errors);
    assert!(run.errors.contains("cidrBlocks: [\"10.0.0.0/16\"] → [\"10.9.0.0/16\"]"), "{}", run.errors);
    assert!(run.errors.contains("\nRead: 1\n"), "{}", run.errors);
    let merged: Value = serde_json::from_str(&run.output).unwrap();
    assert_eq!(merged["title"], "Shop");
    assert_eq!(merged["resources"]["vpc-1"]["cidrBlocks"][0], "10.9.0.0/16");
    assert!(run.errors.contains("that looks like another network"), "{}", run.errors);
    assert!(run.errors.contains("--keep-both"), "{}", run.errors);
    let missing = folder.join("missing.json").display().to_string();
    let run = netyard_with(&["import", "--from", "aws-describe", "-", "--into", &missing], VPCS);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
}

#[test]
fn two_networks_with_the_same_ids_are_both_kept_where_that_is_asked() {
    let folder = folder("keep-both");
    let shop = file(&folder, "shop.json", SHOP);
    let vpcs = VPCS.replace("10.0.0.0", "10.9.0.0");
    let arguments = ["import", "--from", "aws-describe", "-", "--into", &shop, "--keep-both"];
    let run = netyard_with(&arguments, &vpcs);
    assert_eq!(run.status, 0, "{}", run.errors);
    let told = "shop.json: 1 added, 0 changed, 0 unchanged, 1 only in the open drawing";
    assert!(run.errors.contains(told), "{}", run.errors);
    assert!(run.errors.contains("VPC → vpc-1-2"), "{}", run.errors);
    let merged: Value = serde_json::from_str(&run.output).unwrap();
    assert_eq!(merged["resources"]["vpc-1"]["cidrBlocks"][0], "10.0.0.0/16");
    assert_eq!(merged["resources"]["vpc-1-2"]["cidrBlocks"][0], "10.9.0.0/16");
    let run = netyard_with(&["import", "--from", "aws-describe", "-", "--keep-both"], &vpcs);
    assert_eq!(run.status, 2, "without a drawing there is nothing to keep beside");
}

#[test]
fn exports_of_one_drawing() {
    let json = netyard_with(&["export", "-", "--to", "json"], SHOP);
    assert_eq!((json.status, json.output.as_str(), json.errors.as_str()), (0, SHOP, ""));
    let svg = netyard_with(&["export", "-", "--to", "svg"], &SHOP.replace("shop", "<script>"));
    assert_eq!(svg.status, 0);
    assert!(svg.output.starts_with("<svg ") && svg.output.ends_with("</svg>\n"), "{}", svg.output);
    assert!(svg.output.contains("&lt;script&gt;") && !svg.output.contains("<script>"));
    let markdown = netyard_with(&["export", "-", "--to", "markdown"], &SHOP.replace("shop", "a|b <i>"));
    assert_eq!(markdown.status, 0);
    assert!(markdown.output.starts_with("# Shop\n"), "{}", markdown.output);
    assert!(
        markdown.output.contains("| a\\|b &lt;i&gt; `vpc-1` | eu-west-1 | `10.0.0.0/16` |"),
        "{}",
        markdown.output
    );
}

#[test]
fn a_template_is_the_drawing_again() {
    let run = netyard_with(&["export", "-", "--to", "cloudformation"], SHOP);
    assert_eq!(run.status, 0, "{}", run.errors);
    assert!(run.output.starts_with("AWSTemplateFormatVersion: \"2010-09-09\"\n"), "{}", run.output);
    let folder = folder("template");
    let template = file(&folder, "shop.yaml", &run.output);
    let back = netyard(&["import", "--from", "cloudformation", &template]);
    assert_eq!((back.status, back.output.contains("\"vpc-1\"")), (0, true), "{}", back.output);
    let elsewhere = netyard_with(&["export", "-", "--to", "cloudformation", "--region", "us-east-1"], SHOP);
    assert_eq!(elsewhere.status, 0);
    assert!(!elsewhere.output.contains("AWS::EC2::VPC"), "{}", elsewhere.output);
    assert!(elsewhere.errors.contains("vpc-1"), "what stays behind is named: {}", elsewhere.errors);
}

#[test]
fn a_picture_is_a_drawing_again() {
    let folder = folder("picture");
    let svg = netyard_with(&["export", "-", "--to", "svg"], SHOP);
    let picture = file(&folder, "shop.svg", &svg.output);
    let back = netyard(&["export", &picture, "--to", "json"]);
    assert_eq!((back.status, back.output.as_str()), (0, SHOP));
    let other = file(&folder, "other.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let run = netyard(&["check", &other]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("other.svg: This picture holds no drawing."), "{}", run.errors);
}

#[test]
fn diagrams_say_what_they_leave_out() {
    let chart = netyard_with(&["export", "-", "--to", "mermaid"], &SHOP.replace("shop", "shop-1"));
    assert_eq!(chart.status, 0);
    assert!(chart.output.starts_with("flowchart TB\n"), "{}", chart.output);
    assert!(chart.errors.contains("1 name has a space"), "{}", chart.errors);
    let icons = netyard_with(&["export", "-", "--to", "mermaid", "--form", "architecture"], SHOP);
    assert!(icons.output.starts_with("architecture-beta\n"), "{}", icons.output);
    let drawio = netyard_with(&["export", "-", "--to", "drawio"], SHOP);
    assert_eq!(drawio.status, 0);
    assert!(drawio.output.starts_with("<mxfile ") && drawio.output.ends_with("</mxfile>\n"));
    assert!(drawio.errors.starts_with("Rules of security groups"), "{}", drawio.errors);
}

#[test]
fn a_file_that_cannot_be_written_is_status_two() {
    let run = netyard_with(&["export", "-", "--to", "json", "-o", "/nowhere/out.json"], SHOP);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    assert!(run.errors.starts_with("netyard: /nowhere/out.json: it cannot be written: "), "{}", run.errors);
}

#[test]
fn a_wish_that_means_nothing_for_a_form_is_refused() {
    let run = netyard_with(&["export", "-", "--to", "svg", "--form", "flowchart"], SHOP);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    assert!(run.errors.contains("--form is for --to mermaid."), "{}", run.errors);
    let run = netyard_with(&["export", "-", "--to", "markdown", "--region", "eu-west-1"], SHOP);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    assert!(run.errors.contains("--region is for --to cloudformation and --to terraform."), "{}", run.errors);
}

#[test]
fn what_is_nothing_of_ours_is_said_in_words() {
    let folder = folder("strange");
    for (name, bytes, why) in [
        ("empty.tf", b"".as_slice(), "The file is empty."),
        ("words.txt", b"Dear all".as_slice(), "It is none of what is read here"),
        ("a.drawio", b"<mxfile><diagram/></mxfile>".as_slice(), "It is a diagram of draw.io."),
        ("a.zip", b"PK\x03\x04\x14\x00".as_slice(), "it is an archive (ZIP or gzip). Unpack it"),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        let run = netyard(&["import", "--from", "aws-describe", &path.display().to_string()]);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{name}");
        assert!(run.errors.contains(name) && run.errors.contains(why), "{}", run.errors);
    }
}
