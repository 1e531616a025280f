//! AWS Transfer Family: `describe-server`, one server an answer. In a VPC it has a VPC endpoint, whose interfaces are its own.

use super::importer::Importer;
use super::managed_service::attach_all;
use netyard_core::model::{ResourceId, TransferServer};
use serde_json::Value;

/// How the descriptions of the interfaces of a VPC endpoint begin.
const ENDPOINT: &str = "VPC Endpoint Interface ";

/// Reads `Server`. The answers stay: the VPC endpoints that come later belong to some of them.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.peek("Server").to_vec() {
        let Some(id) = importer.id(&item, "ServerId", "Transfer server") else { continue };
        let of_arn = |nth: usize| {
            item.text("Arn").and_then(|arn| arn.split(':').nth(nth)).filter(|part| !part.is_empty())
        };
        let protocols = item.value.get("Protocols").and_then(Value::as_array).into_iter().flatten();
        let mut server = TransferServer {
            name: item.name(),
            tags: item.tags(),
            endpoint_type: item.text("EndpointType").unwrap_or("PUBLIC").to_owned(),
            protocols: protocols.filter_map(Value::as_str).map(str::to_owned).collect(),
            state: item.text("State").unwrap_or("ONLINE").to_owned(),
            ..TransferServer::default()
        };
        // SFTP is what a server without any word speaks.
        if server.protocols == ["SFTP"] {
            server.protocols.clear();
        }
        let is_public = server.is_public();
        if is_public {
            server.region = of_arn(3).map(str::to_owned);
        }
        importer.note_owner(&id, of_arn(4));
        importer.insert(&item, id.clone(), server);
        let endpoint = item.object("EndpointDetails").and_then(|details| details.id("VpcEndpointId"));
        let is_told = endpoint.as_ref().is_some_and(|endpoint| {
            importer
                .peek("VpcEndpoints")
                .iter()
                .any(|other| other.id("VpcEndpointId").as_ref() == Some(endpoint))
        });
        if !is_public && !is_told {
            let own = endpoint.map(|endpoint| interfaces_of(importer, &endpoint)).unwrap_or_default();
            attach_all(importer, &item, &id, &own, "Transfer server");
        }
    }
}

/// The interfaces that say by their descriptions that they are of this VPC endpoint.
fn interfaces_of(importer: &Importer, endpoint: &ResourceId) -> Vec<ResourceId> {
    let is_own = |said: &str| said.strip_prefix(ENDPOINT).is_some_and(|id| id.trim() == endpoint.as_str());
    importer.managed.iter().filter(|(_, said)| is_own(said)).map(|(id, _)| id.clone()).collect()
}

/// The server whose VPC endpoint this is.
pub(super) fn behind(importer: &Importer, endpoint: &ResourceId) -> Option<ResourceId> {
    let is_own = |item: &&super::item::Item| {
        item.object("EndpointDetails").and_then(|it| it.id("VpcEndpointId")).as_ref() == Some(endpoint)
    };
    importer.peek("Server").iter().find(is_own)?.id("ServerId")
}
