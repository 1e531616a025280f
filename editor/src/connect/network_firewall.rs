//! A firewall and a subnet: one more endpoint of the firewall there.

use super::{Connected, NotConnected, name, same_vpc};
use crate::create::network_firewall::{add_endpoint, zones_of};
use crate::draft::Draft;
use crate::session::Key;

/// The firewall gets an endpoint in the subnet.
///
/// # Errors
/// It has one in that zone, belongs to another VPC, or the subnet is full.
pub(super) fn endpoint_in(
    draft: &mut Draft<'_>,
    firewall: &Key,
    subnet: &Key,
) -> Result<Connected, NotConnected> {
    let document = draft.document();
    same_vpc(document, firewall, subnet)?;
    let zone = document.subnet(subnet.as_str()).and_then(|subnet| subnet.availability_zone.as_deref());
    let (called, place) = (name(draft, firewall), name(draft, subnet));
    let all = zones_of(document, firewall.as_str());
    if let Some((zone, other)) = all.into_iter().find(|(own, _)| Some(*own) == zone) {
        let other = document.display_name(other.as_str());
        return Err(format!(
            "{called} has an endpoint in {zone} already, in {other}: AWS takes one subnet in a zone. Lead routes there."
        )
        .into());
    }
    add_endpoint(draft, firewall, subnet)?;
    Ok(Connected { text: format!("{called} has an endpoint in {place}"), ..Connected::default() })
}
