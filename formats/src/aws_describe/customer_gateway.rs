use super::importer::Importer;
use super::item::address;
use super::vpn_gateway::{asn, is_deleted};
use netyard_core::model::CustomerGateway;

/// Reads `CustomerGateways`. What is behind one is no part of the account.
pub(super) fn read(importer: &mut Importer) {
    const LABEL: &str = "Customer gateway";
    for item in importer.take("CustomerGateways") {
        let Some(id) = importer.id(&item, "CustomerGatewayId", LABEL) else { continue };
        if is_deleted(importer, &item, LABEL) {
            continue;
        }
        let gateway = CustomerGateway {
            name: item.name(),
            tags: item.tags(),
            ip_address: address(&item.value, "IpAddress"),
            certificate_arn: item.text("CertificateArn").map(str::to_owned),
            bgp_asn: asn(&item, "BgpAsn").or_else(|| asn(&item, "BgpAsnExtended")),
            state: item.text("State").unwrap_or("available").to_owned(),
            ..CustomerGateway::default()
        };
        importer.insert(&item, id, gateway);
        let why = "What is behind it is no part of the account. Draw the site and its router; until then a trace that comes there ends UNKNOWN.";
        importer.approximate(&item, LABEL, why);
    }
}
