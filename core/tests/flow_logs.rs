//! Runs every fixture of `fixtures/flow-logs`: the records of every log, word for word, and what is said besides.
//!
//! They are written as those of `fixtures/paths`, with lines of their own:
//!
//! ```text
//! record: fl-1: 2 - eni-web ...      a record of a log; all of them stand there, logs by id, records in their order
//! left out: fl-1 2                   how many records a log leaves out because of its traffic type
//! remarks: KEY at COMPONENT, ...     what is said besides; of a blind spot its name
//! unwatched: i-web, nat-1            who has an interface on the way that no log watches
//! ```
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by a panic, in its helpers too")]

mod path_fixture;

use netyard_core::flow_log::{BLIND_SPOTS, DEFAULT_FORMAT, FlowAction, FlowRecords, flow_records};
use netyard_core::model::FlowLog;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{HopKind, Leg, Trace, trace_with};
use path_fixture::{Case, cases, cases_in, verdict};
use std::collections::BTreeSet;

fn run(case: &Case) -> (Trace, FlowRecords) {
    let network = RoutedNetwork::build(&case.document);
    let trace = trace_with(&network, &case.spec, &case.faults).unwrap();
    let records = flow_records(&network.network, &trace);
    (trace, records)
}

fn written(records: &FlowRecords) -> Vec<String> {
    let logs = records.logs.iter();
    logs.flat_map(|log| log.records.iter().map(|record| format!("{}: {}", log.flow_log, record.line())))
        .collect()
}

fn left_out(records: &FlowRecords) -> Vec<String> {
    let logs = records.logs.iter().filter(|log| log.left_out > 0);
    logs.map(|log| format!("{} {}", log.flow_log, log.left_out)).collect()
}

fn remarks(records: &FlowRecords) -> Vec<String> {
    let say = |remark: &netyard_core::flow_log::FlowRemark| match (remark.spot, &remark.at) {
        (Some(spot), _) => spot.to_owned(),
        (None, Some(at)) => format!("{} at {at}", remark.message.key),
        (None, None) => remark.message.key.to_owned(),
    };
    records.remarks.iter().map(say).collect()
}

#[test]
fn every_flow_is_recorded_as_written() {
    let mut faults = Vec::new();
    let cases = cases_in("flow-logs");
    for case in &cases {
        let (trace, records) = run(case);
        let mut compare = |what: &str, expected: Vec<String>, found: Vec<String>| {
            if expected != found {
                faults.push(format!(
                    "{}: {what}\n  expected:\n    {}\n  found:\n    {}",
                    case.place(),
                    expected.join("\n    "),
                    found.join("\n    ")
                ));
            }
        };
        let lines = |key: &str| case.all(key).into_iter().map(str::to_owned).collect::<Vec<_>>();
        compare("verdict", lines("verdict"), vec![verdict(&trace)]);
        compare("records", lines("record"), written(&records));
        compare("left out", lines("left out"), left_out(&records));
        compare("remarks", case.list("remarks").expect("remarks"), remarks(&records));
        let unwatched = records.unwatched.iter().map(ToString::to_string).collect();
        compare("unwatched", case.list("unwatched").expect("unwatched"), unwatched);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    assert!(cases.len() > 30, "{} flows", cases.len());
}

/// Every path of the other fixtures, with a log on every VPC: each decision of a group is one record with its action, what
/// passes an interface is accepted, and only the last record of a way is a reject.
#[test]
fn every_decision_of_a_group_is_one_record() {
    let (mut groups, mut rejects) = (0, 0);
    for mut case in cases() {
        let vpcs: Vec<_> = case.document.resources.iter().filter(|(_, it)| it.type_name() == "vpc").collect();
        let ids: Vec<_> = vpcs.into_iter().map(|(id, _)| id.clone()).collect();
        for vpc in ids {
            let log = FlowLog { resource_id: Some(vpc.clone()), ..FlowLog::default() };
            case.document.insert(format!("fl-{vpc}").as_str(), log);
        }
        let network = RoutedNetwork::build(&case.document);
        let Ok(trace) = trace_with(&network, &case.spec, &case.faults) else { continue };
        for trace in all(&trace) {
            let records = flow_records(&network.network, trace);
            assert_eq!(records, flow_records(&network.network, trace), "{}", case.place());
            let records: Vec<_> = records.logs.iter().flat_map(|log| &log.records).collect();
            for record in &records {
                assert_eq!(record.values.len(), DEFAULT_FORMAT.len(), "{}", case.place());
            }
            rejects += records.iter().filter(|record| record.action == FlowAction::Reject).count();
            let ways = [(Leg::Forward, &trace.forward), (Leg::Return, &trace.back)];
            for (leg, hops) in ways.into_iter().filter(|(leg, _)| *leg == Leg::Forward || !trace.as_if) {
                let of_leg: Vec<_> = records.iter().filter(|record| record.leg == leg).collect();
                let is_lost = trace.leg == Some(leg);
                let rejected = of_leg.iter().filter(|record| record.action == FlowAction::Reject).count();
                assert!(rejected <= usize::from(is_lost), "{}: {rejected} rejects", case.place());
                let is_hidden = records.is_empty()
                    || trace.blockers.iter().any(|blocker| {
                        matches!(blocker.code, "BAD_STATE" | "AZ_DOWN")
                            || blocker.decided_by.book.contains(&"R-ENI-2")
                    });
                if is_hidden {
                    continue;
                }
                let asked = hops.iter().filter(|hop| hop.kind == HopKind::SecurityGroup).count();
                let seen = of_leg.iter().filter(|record| record.interface.is_some()).count();
                // An ACL that drops on the way in stands for the groups behind it, which are not asked any more; and so
                // does Block Public Access at the border.
                let spare = usize::from(is_lost && rejected == 1);
                assert!(
                    seen == asked || seen == asked + spare,
                    "{}: {asked} asked, {seen} seen",
                    case.place()
                );
                groups += asked;
            }
        }
    }
    assert!(groups > 500, "{groups} decisions of groups");
    assert!(rejects > 50, "{rejects} rejects");
}

/// A trace and its branches.
fn all(trace: &Trace) -> Vec<&Trace> {
    let mut found = vec![trace];
    found.extend(trace.branches.iter().flat_map(|branch| all(&branch.trace)));
    found
}

#[test]
fn every_blind_spot_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = BLIND_SPOTS.iter().map(|spot| spot.id).collect();
    assert_eq!(names.len(), BLIND_SPOTS.len());
    let met: BTreeSet<String> = cases_in("flow-logs")
        .iter()
        .flat_map(|case| run(case).1.remarks.into_iter().filter_map(|remark| remark.spot.map(str::to_owned)))
        .collect();
    // The rest is nothing that a packet of a drawing can be.
    assert_eq!(met.len(), 6, "{met:?}");
}
