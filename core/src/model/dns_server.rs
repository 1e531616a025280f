use super::record::Record;
use super::{Extra, ResourceRecordSet, RowId};
use crate::net::Address;
use std::collections::BTreeMap;

/// What a host answers as a DNS server: its own records first, then what the servers say to which it forwards, else what the
/// internet says. Not a resource of AWS.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct DnsServer {
    /// Its own records, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub resource_record_sets: BTreeMap<RowId, ResourceRecordSet>,
    /// Whom it asks about which domain, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub forwarders: BTreeMap<RowId, DnsForwarder>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Servers that a DNS server asks about names below a domain.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct DnsForwarder {
    /// The domain; every name where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain_name: Option<String>,
    /// The servers, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub target_ips: Vec<Address>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
