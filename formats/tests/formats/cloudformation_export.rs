//! Templates that are written: read back they give the same drawing, and the ready drawings keep their verdicts.

use netyard_core::expect;
use netyard_core::model::Document;
use netyard_core::schema::{open, save};
use netyard_formats::cloudformation::import;
use netyard_formats::cloudformation_export::cloudformation;
use netyard_formats::import::SourceFile;
use std::collections::BTreeMap;
use std::path::Path;

fn read(text: &str, parameters: &BTreeMap<String, String>) -> Document {
    let file = SourceFile { path: "network.yaml".to_owned(), text: text.to_owned() };
    import(vec![file], parameters).unwrap().document
}

/// A template, read, written and read again, is the same drawing.
fn stays(text: &str, parameters: &[(&str, &str)]) {
    let parameters =
        parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let first = read(text, &parameters);
    let export = cloudformation(&first, None);
    let second = read(&export.text, &BTreeMap::new());
    assert_eq!(save(&second), save(&first), "{}", export.text);
    assert_eq!(cloudformation(&second, None), export, "the same drawing gives the same template");
}

#[test]
fn own_templates_stay() {
    for name in ["network.yaml", "network.json"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cloudformation").join(name);
        stays(&std::fs::read_to_string(path).unwrap(), &[]);
    }
}

#[test]
fn real_templates_stay() {
    let Some(folder) = crate::cloudformation_real::folder() else { return };
    for (name, parameters) in [
        ("VPC_With_Managed_NAT_And_Private_Subnet.yaml", &[][..]),
        ("private-vpc.yaml", &[]),
        ("aws-vpc.template.yaml", &[]),
        ("aws-vpc.template.yaml", crate::cloudformation_real::WHOLE),
    ] {
        stays(&std::fs::read_to_string(folder.join(name)).unwrap(), parameters);
    }
}

/// Ready drawings of which some verdicts are others after the way through a template: how many, and what the export says
/// that is the reason.
const DIFFER: &[(&str, usize, &str)] = &[
    ("dns-apex-alias", 1, "Hosted zone example.com (Z-1): resourceRecordSets"),
    ("dns-calculated-check", 8, "is not in the template"),
    ("dns-failover-pair", 3, "leaves out"),
    ("dns-health-check-private", 7, "is not in the template"),
    ("dns-hybrid-resolver", 8, "is not in the template"),
    ("dns-resolver-rules", 6, "leaves out"),
    ("dns-weighted-replicas", 1, "is not in the template"),
    ("lb-ecs-dynamic-ports", 3, "is not in the template"),
    ("lb-https-sni", 1, "listeners"),
    ("lb-sticky-or-stateless", 4, "is not in the template"),
    ("net-batch-image-egress", 8, "is not in the template"),
    ("net-codebuild-vpc", 2, "is not in the template"),
    ("net-container-ports", 8, "is not in the template"),
    ("net-metadata-imds", 1, "metadata service"),
    ("net-network-firewall", 9, "is not in the template"),
    ("net-new-vpc", 1, "is the main route table"),
    ("net-peering-graph", 4, "leaves out"),
    ("net-tgw-peering-static", 5, "leaves out"),
    ("net-tgw-regional", 7, "leaves out"),
    ("net-transfer-family", 7, "is not in the template"),
    ("net-workspaces-ip-group", 8, "is not in the template"),
];

/// The expectations of a drawing that a template made of it does not keep.
fn broken(document: &Document, template: &str) -> Vec<String> {
    let mut back = read(template, &BTreeMap::new());
    back.expectations.clone_from(&document.expectations);
    let results = expect::run(&back).results.into_iter();
    results.filter(|result| result.passed == Some(false)).map(|result| format!("{result:?}")).collect()
}

#[test]
fn ready_drawings_keep_their_verdicts_or_the_export_says_why_not() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 80, "there are ready drawings");
    for path in paths {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let document = open(&std::fs::read_to_string(&path).unwrap()).unwrap().document;
        let export = cloudformation(&document, None);
        let broken = broken(&document, &export.text);
        let known = DIFFER.iter().find(|(known, ..)| *known == name);
        let (count, why) = known.map_or((0, ""), |(_, count, why)| (*count, *why));
        assert_eq!(broken.len(), count, "{name}: {broken:#?}");
        let said = export.left_out.join("\n");
        assert!(said.contains(why), "{name}: {said}");
    }
}
