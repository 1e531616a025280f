use crate::change::Change;
use crate::model::{ElasticIp, ResourceId, ResourceType};
use crate::net::Address;
use crate::rules::context::Context;
use crate::rules::support::{PoolAddress, new_id};

/// The changes that give something an Elastic IP address, and how people call that address: an idle one of the drawing,
/// else a new one from the documentation ranges.
///
/// `field` is `networkInterfaceId` or `natGatewayId`, and `user` the id that it names; `place` seeds the new id.
pub(in crate::rules) fn give_elastic_ip(
    context: &Context<'_>,
    place: &ResourceId,
    field: &str,
    user: &ResourceId,
) -> Option<(String, Vec<Change>)> {
    let address = match context.addresses.next()? {
        PoolAddress::Idle(id) => {
            return Some((context.name(id), vec![Change::set(id, &format!("/{field}"), user.as_str())]));
        }
        PoolAddress::New(address) => address,
    };
    let mut elastic = ElasticIp { public_ip: Some(Address::from(address)), ..ElasticIp::default() };
    if field == "natGatewayId" {
        elastic.nat_gateway_id = Some(user.clone());
    } else {
        elastic.network_interface_id = Some(user.clone());
    }
    let id = new_id(context.document, ResourceType::ElasticIp, place);
    Some((format!("the Elastic IP address {address}"), vec![Change::add(id, elastic)]))
}
