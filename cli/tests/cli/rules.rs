use crate::support::netyard;
use netyard_core::rules::catalogue;

#[test]
fn the_catalogue_lists_every_rule() {
    let run = netyard(&["rules"]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""));
    for rule in catalogue() {
        assert!(run.output.contains(&format!(" {} ", rule.id)), "{}", rule.id);
    }
}

#[test]
fn a_rule_is_explained_by_id_by_code_and_by_number() {
    let by_id = netyard(&["rules", "peering-cidr-overlap"]);
    assert_eq!((by_id.status, by_id.errors.as_str()), (0, ""));
    for part in ["peering-cidr-overlap\n", "R-PEER-1", "PCX_CIDR_OVERLAP", "What it checks", "How to fix"] {
        assert!(by_id.output.contains(part), "{part}\n{}", by_id.output);
    }
    assert!(netyard(&["rules", "pcx_cidr_overlap"]).output.contains(&by_id.output));
    assert!(netyard(&["rules", "R-PEER-1"]).output.contains(&by_id.output));
}

#[test]
fn an_unknown_rule_is_status_two_with_the_nearest() {
    let run = netyard(&["rules", "peering-overlaps"]);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    assert!(run.errors.contains("No rule is called \"peering-overlaps\". Is it peering-"), "{}", run.errors);
    assert_eq!(netyard(&["rules", "xyzzy"]).status, 2);
}
