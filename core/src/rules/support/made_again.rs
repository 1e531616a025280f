use crate::change::Change;
use crate::model::{FlowLog, ResourceId};
use std::sync::Arc;

/// The changes that delete a flow log and make it again as it should be: AWS changes none.
pub(in crate::rules) fn made_again(id: &ResourceId, log: FlowLog) -> Vec<Change> {
    let resource = Arc::new(log.into());
    vec![Change::Remove { id: id.clone() }, Change::Add { id: id.clone(), resource }]
}
