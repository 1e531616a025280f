use super::record::Record;
use super::{DnsServer, Extra, Listener, ResourceId, RowId, Tags};
use crate::net::Address;
use std::collections::BTreeMap;

/// A host at a site: an end of flows by its id. Not a resource of AWS.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct OnPremisesHost {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The site that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_site_id: Option<ResourceId>,
    /// Its addresses, of both families; the first of a family is the one that it sends from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ip_addresses: Vec<Address>,
    /// `windows`, else Linux; decides the range of reply ports (R-NACL-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// What listens; absent means that any port answers, present and empty that none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listens: Option<BTreeMap<RowId, Listener>>,
    /// What it answers as a DNS server, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dns_server: Option<DnsServer>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
