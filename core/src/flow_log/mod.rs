//! Flow logs: the records that the logs of a drawing would write of a packet, and what no flow log ever records.
//!
//! | file | what |
//! |---|---|
//! | `crossing.rs` | from the decisions of a trace to the passages of interfaces, in their order |
//! | `tap.rs` | the interface at which something passes, drawn or made by AWS |
//! | `format.rs` | the fields of a record, AWS's default format, and formats of one's own |
//! | `record.rs` | one line of a log |
//! | `remark.rs` | what is not recorded although it happens, and what a record does not say |
//! | `blind_spot.rs` | the traffic that AWS never records |
//! | `report.rs` | the records of every log of the drawing |
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html>. A record tells what security groups and network
//! ACLs decide at one interface, not whether a packet arrives. What a simulated packet has not is `-`, as AWS writes
//! what it cannot compute: how many packets and bytes there were, and when.

mod blind_spot;
mod crossing;
mod format;
mod record;
mod remark;
mod report;
mod tap;

pub use blind_spot::{BLIND_SPOTS, BlindSpot};
pub use format::{DEFAULT_FORMAT, RecordFormat};
pub use record::{FlowAction, FlowDirection, FlowRecord};
pub use remark::FlowRemark;
pub use report::{FlowRecords, LogRecords, flow_records};
