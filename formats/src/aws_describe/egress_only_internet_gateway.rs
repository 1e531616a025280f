use super::importer::Importer;
use super::internet_gateway::attached;
use netyard_core::model::EgressOnlyInternetGateway;

/// Reads `EgressOnlyInternetGateways`.
pub(super) fn read(importer: &mut Importer) {
    const LABEL: &str = "Egress-only internet gateway";
    for item in importer.take("EgressOnlyInternetGateways") {
        let Some(id) = importer.id(&item, "EgressOnlyInternetGatewayId", LABEL) else { continue };
        let vpc_id = attached(importer, &item, "Attachments", LABEL);
        let gateway = EgressOnlyInternetGateway {
            name: item.name(),
            tags: item.tags(),
            vpc_id,
            ..EgressOnlyInternetGateway::default()
        };
        importer.insert(&item, id, gateway);
    }
}
