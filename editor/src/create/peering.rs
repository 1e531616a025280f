//! A peering connection between two VPCs.

use netyard_core::model::{Document, PeeringVpcInfo, Resource, ResourceId, VpcPeeringConnection};

use super::{Made, Site, vpc_at};
use crate::draft::Draft;
use crate::facts;

/// Dropped on a VPC, it joins it with the other one, if the drawing has exactly one that is not its peer yet.
pub(super) fn create(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let vpc =
        vpc_at(draft, site).ok_or("A VPC peering connection joins two VPCs. Drop it on one of them.")?;
    let document = draft.document();
    let name = document.display_name(vpc.as_str()).to_owned();
    let others: Vec<ResourceId> = document
        .resources
        .iter()
        .filter(|(id, resource)| {
            matches!(resource.as_ref(), Resource::Vpc(_))
                && **id != vpc
                && peering_between(document, vpc.as_str(), id.as_str()).is_none()
        })
        .map(|(id, _)| id.clone())
        .collect();
    match others.as_slice() {
        [] => Err(format!("{name} has no other VPC to peer with. Draw a second VPC first.")),
        [other] => peer(draft, &vpc, other),
        _ => Err(format!(
            "{name} can be peered with several VPCs. Use Connect (C) from {name} to the one that you mean."
        )),
    }
}

/// Joins two VPCs.
///
/// # Errors
/// They are the same, or peers already (R-PEER-2, R-PEER-3).
pub(crate) fn peer(draft: &mut Draft<'_>, from: &ResourceId, to: &ResourceId) -> Result<Made, String> {
    let document = draft.document();
    let (from_name, to_name) =
        (document.display_name(from.as_str()).to_owned(), document.display_name(to.as_str()).to_owned());
    if from == to {
        return Err(format!("{from_name} cannot be peered with itself."));
    }
    if let Some(other) = peering_between(document, from.as_str(), to.as_str()) {
        let other = document.display_name(other.as_str());
        return Err(format!(
            "{from_name} and {to_name} are peers already, by {other}: AWS allows one connection."
        ));
    }
    let side =
        |vpc: &ResourceId| Some(PeeringVpcInfo { vpc_id: Some(vpc.clone()), ..PeeringVpcInfo::default() });
    let name = facts::unique_name(document, &format!("peer-{from_name}-{to_name}"));
    let connection = VpcPeeringConnection {
        name: Some(name.clone()),
        requester_vpc_info: side(from),
        accepter_vpc_info: side(to),
        ..VpcPeeringConnection::default()
    };
    let id = draft.add(connection);
    Ok(Made::new(id, format!("{name}: {from_name} and {to_name} are peers. Both need a route to the other.")))
}

/// The peering connection that joins two VPCs, whichever asked.
fn peering_between(document: &Document, one: &str, other: &str) -> Option<ResourceId> {
    document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::VpcPeeringConnection(peering) => {
            let sides = peering.vpc_ids().map(|side| side.map(ResourceId::as_str));
            (sides == [Some(one), Some(other)] || sides == [Some(other), Some(one)]).then(|| id.clone())
        }
        _ => None,
    })
}
