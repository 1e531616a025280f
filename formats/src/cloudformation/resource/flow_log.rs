use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::flow_log::DEFAULT_FORMAT;
use netyard_core::model::FlowLog;

/// Reads `AWS::EC2::FlowLog`. One that watches something of which nothing was read has no place in the drawing.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("ResourceType");
    let usual = FlowLog::default();
    let Some(watched) = view.id("ResourceId") else {
        maker.skip(own, "The template does not tell what it watches.");
        return;
    };
    if maker.document.resource(watched.as_str()).is_none() {
        maker.skip(own, &format!("It watches {watched}, which is not in the drawing."));
        return;
    }
    let log = FlowLog {
        name: Some(own.name()),
        tags: own.tags(),
        resource_id: Some(watched),
        traffic_type: view.text("TrafficType").unwrap_or(usual.traffic_type),
        log_destination_type: view.text("LogDestinationType").unwrap_or(usual.log_destination_type),
        log_destination: view.text("LogDestination"),
        log_group_name: view.text("LogGroupName"),
        log_format: view.text("LogFormat").filter(|format| !is_default(format)),
        max_aggregation_interval: view
            .small("MaxAggregationInterval")
            .unwrap_or(usual.max_aggregation_interval),
        ..FlowLog::default()
    };
    maker.insert(own, log);
}

fn is_default(format: &str) -> bool {
    format.split_whitespace().eq(DEFAULT_FORMAT.iter().map(|field| format!("${{{field}}}")))
}
