use crate::model::TransitGatewayAttachment;
use crate::rules::context::Context;
use crate::topology::TransitGatewayAttachmentNode;

/// The attachments of transit gateways that are there or on the way to it, as they are drawn and as they are taken: one
/// that AWS would not make is taken as failed.
pub(in crate::rules) fn attachments<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a TransitGatewayAttachmentNode, &'a TransitGatewayAttachment)> + use<'a> {
    let document = context.document;
    let nodes = context.network.transit_gateway_attachments.values();
    nodes.filter_map(move |node| {
        let drawn = document.transit_gateway_attachment(node.id.as_str())?;
        let is_lost = matches!(drawn.state.as_str(), "failed" | "failing" | "rejecting") || node.is_gone();
        (!is_lost).then_some((node, drawn))
    })
}
