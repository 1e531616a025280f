//! Expectations, the drawing's own tests: run them, compare.

mod arrival;
mod check;
mod deleted;
mod failure;
mod fault_table;
mod outcome;
mod request;
mod run;
mod trial;
mod under;
mod with;

pub use check::{Check, DnsQuestion, ExpectedAnswer, ExpectedFinding, ExpectedTrace, Presence};
pub use fault_table::{Deletions, FaultCell, FaultRow, FaultTable, fault_table};
pub use outcome::ExpectationResult;
pub use request::{ExpectedResponse, asked_value};
pub use run::{Report, faults_of, run, run_on, run_under};
pub use trial::{run_while, trace_while, without_deleted};
pub use under::{UnderError, flow_records_under, trace_under};
pub use with::{Fault, Unready, With};
