//! Public addresses that stand for those of AWS are given anew in each drawing: two drawings that become one have the
//! same ones for different things. What comes in gives way.

use crate::declared::ground::nth_public;
use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::schema;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};

/// An address of what comes in that another thing has already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moved {
    /// The address that both have.
    pub(super) from: IpAddr,
    /// The one that stands for it now.
    pub(super) to: IpAddr,
}

/// What comes in without the stand-ins that another thing of the drawing has; `None` where there are none.
pub(super) fn apart(open: &Document, imported: &Document) -> Option<(Document, Vec<Moved>)> {
    let open_holders = holders(open);
    let imported_holders = holders(imported);
    let mut taken: BTreeSet<IpAddr> = open_holders.keys().chain(imported_holders.keys()).copied().collect();
    let mut next = 0;
    let mut moved = Vec::new();
    for (address, ids) in &imported_holders {
        let Some(others) = open_holders.get(address).filter(|_| is_stand_in(*address)) else { continue };
        let is_same = ids.iter().any(|id| others.contains(id));
        let stays = others.iter().any(|id| !imported.resources.contains_key(*id));
        if is_same || !stays {
            continue;
        }
        let before = open_holders.iter().find(|(held, by)| {
            is_stand_in(**held)
                && !imported_holders.contains_key(*held)
                && ids.iter().any(|id| by.contains(id))
        });
        let to = match before {
            Some((held, _)) => *held,
            None => free(&mut next, &taken)?,
        };
        taken.insert(to);
        moved.push(Moved { from: *address, to });
    }
    if moved.is_empty() {
        return None;
    }
    let mut whole: Value = serde_json::from_str(&schema::save(imported)).ok()?;
    let texts = moved.iter().map(|Moved { from, to }| (from.to_string(), to.to_string())).collect();
    replace(&mut whole, &texts);
    Some((schema::open_value(whole).ok()?.document, moved))
}

/// Whether an address is of the documentation range that stand-ins come from: nobody has it on the internet.
pub(super) fn is_stand_in(address: IpAddr) -> bool {
    matches!(address, IpAddr::V4(address) if address.octets().starts_with(&[203, 0, 113]))
}

/// Who has which public address.
pub(super) fn holders(document: &Document) -> BTreeMap<IpAddr, Vec<&ResourceId>> {
    let mut holders: BTreeMap<IpAddr, Vec<&ResourceId>> = BTreeMap::new();
    for (id, resource) in &document.resources {
        let own = match &**resource {
            Resource::ElasticIp(elastic) => elastic.public_ip.as_ref(),
            Resource::OnPremisesSite(site) => site.public_ip.as_ref(),
            _ => None,
        };
        let of_interface = match &**resource {
            Resource::NetworkInterface(interface) => interface.private_ip_addresses.as_slice(),
            _ => &[],
        };
        let addresses = own.into_iter().chain(of_interface.iter().filter_map(|row| row.public_ip.as_ref()));
        for address in addresses.filter_map(netyard_core::net::Address::ip) {
            holders.entry(address).or_default().push(id);
        }
    }
    holders
}

/// The next address that nothing has.
fn free(next: &mut usize, taken: &BTreeSet<IpAddr>) -> Option<IpAddr> {
    loop {
        let address = nth_public(*next).map(IpAddr::V4)?;
        *next += 1;
        if !taken.contains(&address) {
            return Some(address);
        }
    }
}

/// Puts other addresses in place of some, wherever they stand alone or as a block of one address.
fn replace(value: &mut Value, texts: &BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            let (address, rest) = match text.split_once('/') {
                Some((address, "32")) => (address, "/32"),
                _ => (text.as_str(), ""),
            };
            // Most texts are no addresses: those are not looked up.
            if address.parse::<Ipv4Addr>().is_ok()
                && let Some(other) = texts.get(address)
            {
                *text = format!("{other}{rest}");
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| replace(value, texts)),
        Value::Object(fields) => fields.values_mut().for_each(|value| replace(value, texts)),
        _ => {}
    }
}
