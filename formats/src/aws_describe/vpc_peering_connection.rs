use super::importer::Importer;
use super::item::{Item, cidr};
use netyard_core::model::{PeeringStatus, PeeringVpcInfo, VpcPeeringConnection};
use serde_json::{Map, Value};

/// Reads `VpcPeeringConnections`. A side that lies outside the input keeps its account, Region and block.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("VpcPeeringConnections") {
        let Some(id) = importer.id(&item, "VpcPeeringConnectionId", "VPC peering connection") else {
            continue;
        };
        let status = item.object("Status").and_then(|status| status.text("Code").map(str::to_owned));
        let peering = VpcPeeringConnection {
            name: item.name(),
            tags: item.tags(),
            requester_vpc_info: side(importer, &item, "RequesterVpcInfo"),
            accepter_vpc_info: side(importer, &item, "AccepterVpcInfo"),
            status: status.map(|code| PeeringStatus { code, ..PeeringStatus::default() }),
            ..VpcPeeringConnection::default()
        };
        importer.insert(&item, id, peering);
    }
}

fn side(importer: &mut Importer, item: &Item, key: &str) -> Option<PeeringVpcInfo> {
    let info = item.object(key)?;
    let vpc_id = info.id("VpcId");
    let region = info.text("Region").map(str::to_owned);
    if let (Some(vpc_id), Some(region)) = (&vpc_id, &region) {
        importer.regions.entry(vpc_id.clone()).or_insert_with(|| region.clone());
    }
    let is_outside = vpc_id.as_ref().is_none_or(|id| importer.document.vpc(id.as_str()).is_none());
    if is_outside && info.list("CidrBlockSet").len() + info.list("Ipv6CidrBlockSet").len() > 1 {
        let why = "The VPC lies outside the input and has several blocks; only the first is kept.";
        importer.approximate(&info, "VPC peering connection", why);
    }
    Some(PeeringVpcInfo {
        vpc_id,
        owner_id: info.text("OwnerId").map(str::to_owned),
        region,
        cidr_block: cidr(&info.value, "CidrBlock"),
        peering_options: info.object("PeeringOptions").map(|options| lower_first(&options.value)),
        ..PeeringVpcInfo::default()
    })
}

/// The keys of an object as the document spells them.
fn lower_first(value: &Value) -> Value {
    let entries = value.as_object().into_iter().flatten().map(|(key, value)| {
        let mut letters = key.chars();
        let first = letters.next().map(|letter| letter.to_ascii_lowercase());
        (first.into_iter().chain(letters).collect::<String>(), value.clone())
    });
    Value::Object(entries.collect::<Map<_, _>>())
}
