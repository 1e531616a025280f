//! Ranges that became others of the same size, and what that makes of addresses and texts.

use std::collections::BTreeMap;
use std::net::IpAddr;

use ipnet::IpNet;
use netyard_core::model::ResourceId;
use serde_json::Value;

/// A range that became another one of the same size.
struct Shift {
    from: IpNet,
    to: IpNet,
}

/// All ranges that became others.
#[derive(Default)]
pub(super) struct Shifts(Vec<Shift>);

impl Shifts {
    /// Notes that a range became another one of the same size and family.
    pub(super) fn note(&mut self, from: IpNet, to: IpNet) {
        self.0.push(Shift { from: from.trunc(), to: to.trunc() });
    }

    /// What a block inside such a range became.
    pub(super) fn net(&self, net: IpNet) -> Option<IpNet> {
        let shift = self.0.iter().find(|shift| shift.from.contains(&net))?;
        IpNet::new(shift.address(net.network())?, net.prefix_len()).ok()
    }

    /// What an address inside such a range became.
    fn ip(&self, address: IpAddr) -> Option<IpAddr> {
        self.0.iter().find(|shift| shift.from.contains(&address))?.address(address)
    }

    /// Puts new ids and ranges in the place of old ones, in every text but those that people write.
    pub(super) fn translate(&self, ids: &BTreeMap<ResourceId, ResourceId>, value: &mut Value, field: &str) {
        match value {
            Value::String(text) => {
                if matches!(field, "name" | "description" | "groupName" | "tags") {
                    return;
                }
                if let Some(new) = ids.get(text.as_str()) {
                    *text = new.to_string();
                } else if let Some(net) = text.parse::<IpNet>().ok().and_then(|net| self.net(net)) {
                    *text = net.to_string();
                } else if let Some(address) = text.parse::<IpAddr>().ok().and_then(|ip| self.ip(ip)) {
                    *text = address.to_string();
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.translate(ids, item, field)),
            Value::Object(fields) if field != "tags" => {
                fields.iter_mut().for_each(|(name, value)| self.translate(ids, value, name));
            }
            _ => {}
        }
    }
}

impl Shift {
    fn address(&self, address: IpAddr) -> Option<IpAddr> {
        match (self.from.network(), self.to.network(), address) {
            (IpAddr::V4(from), IpAddr::V4(to), IpAddr::V4(address)) => {
                let host = u32::from(address).checked_sub(u32::from(from))?;
                Some(IpAddr::V4(u32::from(to).checked_add(host)?.into()))
            }
            (IpAddr::V6(from), IpAddr::V6(to), IpAddr::V6(address)) => {
                let host = u128::from(address).checked_sub(u128::from(from))?;
                Some(IpAddr::V6(u128::from(to).checked_add(host)?.into()))
            }
            _ => None,
        }
    }
}
