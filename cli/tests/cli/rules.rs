use crate::support::netyard;
use netyard_core::change::refusal;
use netyard_core::rules::{EXCEPTIONS, catalogue};
use netyard_core::simulate::explain;

#[test]
fn the_catalogue_lists_every_rule() {
    let run = netyard(&["rules"]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""));
    for rule in catalogue() {
        assert!(run.output.contains(&format!(" {} ", rule.id)), "{}", rule.id);
    }
    for act in refusal::catalogue() {
        assert!(run.output.contains(&format!(" {} ", act.id)), "{}", act.id);
    }
    for topic in explain::topics() {
        assert!(run.output.contains(&format!(" {} ", topic.id)), "{}", topic.id);
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
fn a_code_that_only_traces_carry_is_explained() {
    let run = netyard(&["rules", "SUBNET_ACL_RESTRICTION"]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""));
    for part in [
        "SUBNET_ACL_RESTRICTION\n",
        "R-NACL-1",
        "What it means",
        "Where it is decided",
        "What to do",
        "https://docs.aws",
    ] {
        assert!(run.output.contains(part), "{part}\n{}", run.output);
    }
    let number = netyard(&["rules", "r-nat-3"]);
    assert_eq!(number.status, 0);
    assert!(number.output.contains("NGW_SOURCE_ADDRESS_REASSIGN"), "{}", number.output);
}

#[test]
fn a_refused_act_is_explained_by_id_by_code_and_by_number() {
    let run = netyard(&["rules", "local-route-deleted"]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""));
    for part in ["refused act", "R-RT-6", "LOCAL_ROUTE_IMMUTABLE", "How to fix"] {
        assert!(run.output.contains(part), "{part}\n{}", run.output);
    }
    assert!(netyard(&["rules", "LOCAL_ROUTE_IMMUTABLE"]).output.contains(&run.output));
    assert!(netyard(&["rules", "R-RT-6"]).output.contains(&run.output));
}

#[test]
fn what_is_unconfirmed_or_cannot_be_drawn_says_so() {
    let run = netyard(&["rules", "peering-with-itself"]);
    assert!(run.output.contains("Unconfirmed  R-PEER-3: that AWS refuses it"), "{}", run.output);
    assert!(!netyard(&["rules", "peering-duplicate"]).output.contains("R-PEER-2:"));
    for exception in EXCEPTIONS {
        let run = netyard(&["rules", exception.number]);
        assert!(run.status == 0 && run.output.contains(exception.reason), "{}", run.output);
    }
}

#[test]
fn a_quota_that_no_drawing_shows_is_explained_by_its_number() {
    let run = netyard(&["rules", "R-NAT-13"]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""));
    for part in ["quota-connections-per-nat-address", "55000", "no more", "R-NAT-13", "https://docs.aws"] {
        assert!(run.output.contains(part), "{part}\n{}", run.output);
    }
    assert!(netyard(&["rules", "quota-connections-per-nat-address"]).output.contains("55000"));
}

#[test]
fn a_number_for_which_nothing_answers_yet_says_so() {
    let run = netyard(&["rules", "r-cwan-2"]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""));
    for part in ["R-CWAN-2\nSegments keep attachments apart.", "28. Sharing", "not by this version"] {
        assert!(run.output.contains(part), "{part}\n{}", run.output);
    }
    assert_eq!(netyard(&["rules", "R-CWAN-99"]).status, 2);
}

#[test]
fn an_unknown_rule_is_status_two_with_the_nearest() {
    let run = netyard(&["rules", "peering-overlaps"]);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    assert!(run.errors.contains("No rule is called \"peering-overlaps\". Is it peering-"), "{}", run.errors);
    assert_eq!(netyard(&["rules", "xyzzy"]).status, 2);
}
