//! Account ids, tags and descriptions left out of an import: of its drawing, and of its report.

use crate::support::template::files;
use netyard_core::schema;
use netyard_formats::import::{ImportFormat, ImportOptions, Imported, NATIVE_BYTES, import};
use netyard_formats::private::{Private, leave_out};
use netyard_formats::report::ReportEntry;
use std::collections::BTreeMap;

const ANSWERS: &str = r#"{
    "Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "OwnerId": "111122223333",
        "Tags": [{"Key": "Name", "Value": "shop"}, {"Key": "cost", "Value": "centre 7"}]}],
    "SecurityGroups": [{"GroupId": "sg-1", "GroupName": "till", "VpcId": "vpc-1", "OwnerId": "111122223333",
        "Description": "behind the counter", "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
            "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "the lorry"}]}]}],
    "Addresses": [{"PublicIp": "not one", "AllocationId": "eipalloc-111122223333"}]
}"#;

fn imported(private: Private) -> Imported {
    let options = ImportOptions { parameters: BTreeMap::new(), most_bytes: NATIVE_BYTES, private };
    let files = files(&[("111122223333/eu-west-1/all.json", ANSWERS)]);
    import(files, ImportFormat::AwsDescribe, &options).unwrap()
}

fn line<'a>(entries: &'a [ReportEntry], what: &str) -> Option<(usize, &'a str)> {
    entries.iter().find(|entry| entry.what == what).map(|entry| (entry.count, entry.why.as_str()))
}

#[test]
fn what_is_left_out_is_neither_in_the_drawing_nor_in_the_report() {
    let all = imported(Private::default());
    let whole = schema::save(&all.document) + &all.report.to_string();
    let private = imported(Private::ALL);
    let bare = schema::save(&private.document) + &private.report.to_string();
    for gone in ["111122223333", "centre 7", "behind the counter", "the lorry"] {
        assert!(whole.contains(gone), "{gone} was never there");
        assert!(!bare.contains(gone), "{gone} is still there: {bare}");
    }
    for kept in [
        "\"ownerId\": \"account-1\"",
        "\"name\": \"shop\"",
        "\"name\": \"till\"",
        "account-1/eu-west-1/all.json",
    ] {
        assert!(bare.contains(kept), "{kept} is gone: {bare}");
    }
    assert_eq!(private.document.resources.len(), all.document.resources.len());
}

#[test]
fn the_report_counts_what_was_left_out() {
    let report = imported(Private::ALL).report;
    let accounts = line(&report.approximated, "Account id").unwrap();
    assert_eq!(accounts.0, 1);
    assert!(accounts.1.contains("account-1"), "{}", accounts.1);
    assert_eq!(line(&report.skipped, "Tags").unwrap().0, 1, "of the VPC: the name is none of them");
    assert_eq!(line(&report.skipped, "Description").unwrap().0, 2, "of the group and of its rule");
    let report = imported(Private::default()).report;
    assert_eq!(line(&report.approximated, "Account id"), None);
    assert_eq!((line(&report.skipped, "Tags"), line(&report.skipped, "Description")), (None, None));
}

#[test]
fn each_is_left_out_by_itself() {
    let cases = [
        (Private { account_ids: true, ..Private::default() }, [false, true, true]),
        (Private { tags: true, ..Private::default() }, [true, false, true]),
        (Private { descriptions: true, ..Private::default() }, [true, true, false]),
    ];
    for (private, stays) in cases {
        let saved = schema::save(&imported(private).document);
        let found = ["111122223333", "centre 7", "the lorry"].map(|text| saved.contains(text));
        assert_eq!(found, stays, "{private:?}");
        let open = imported(Private::default()).document;
        assert_eq!(
            schema::save(&leave_out(&open, private).unwrap()),
            saved,
            "a drawing by itself is the same"
        );
    }
}
