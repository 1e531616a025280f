use super::account::{account_of, is_account_id};
use super::importer::Importer;
use super::item::number;
use netyard_core::flow_log::DEFAULT_FORMAT;
use netyard_core::model::{FlowLog, ResourceId};

const LABEL: &str = "Flow log";

/// Reads `FlowLogs`. One that watches something of which nothing was read is left out: it has no place in the drawing.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("FlowLogs") {
        let Some(id) = importer.id(&item, "FlowLogId", LABEL) else { continue };
        let Some(watched) = item.text("ResourceId").map(ResourceId::new) else {
            importer.skip(&item, LABEL, "It has no ResourceId.");
            continue;
        };
        if let Some(nat) = importer.nat_by_interface.get(&watched) {
            let why = format!("It watches the interface of {nat}, which is drawn as the NAT gateway itself.");
            importer.skip(&item, LABEL, &why);
            continue;
        }
        if importer.document.resource(watched.as_str()).is_none() {
            let why = format!("It watches {watched}, which is not in the drawing.");
            importer.skip(&item, LABEL, &why);
            continue;
        }
        if item.text("DeliverLogsStatus") == Some("FAILED") {
            importer.approximate(&item, LABEL, "AWS fails to deliver its records; here it writes them.");
        }
        let text = |key: &str| item.text(key).map(str::to_owned);
        let mut log = FlowLog {
            name: item.name(),
            tags: item.tags(),
            resource_id: Some(watched),
            log_destination: text("LogDestination"),
            log_group_name: text("LogGroupName"),
            log_format: text("LogFormat").filter(|format| !is_default(format)),
            ..FlowLog::default()
        };
        if let Some(kind) = text("TrafficType") {
            log.traffic_type = kind;
        }
        if let Some(kind) = text("LogDestinationType") {
            log.log_destination_type = kind;
        }
        if let Some(seconds) =
            number(&item.value, "MaxAggregationInterval").and_then(|it| u32::try_from(it).ok())
        {
            log.max_aggregation_interval = seconds;
        }
        // A role is of the account that makes the log.
        let account =
            item.text("DeliverLogsPermissionArn").and_then(account_of).filter(|it| is_account_id(it));
        importer.note_owner(&id, account.as_deref());
        importer.insert(&item, id, log);
    }
}

/// Answers write AWS's default format out.
fn is_default(format: &str) -> bool {
    format.split_whitespace().eq(DEFAULT_FORMAT.iter().map(|field| format!("${{{field}}}")))
}
