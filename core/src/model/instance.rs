use super::defaults::{is_running, running};
use super::record::Record;
use super::{DnsServer, Extra, RowId, Tags};
use crate::net::Protocol;
use std::collections::BTreeMap;

/// An instance. Its addresses and groups are those of its interfaces; it has at least one.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Instance {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// `pending`, `running`, `stopping`, `stopped`, `shutting-down` or `terminated`.
    #[serde(default = "running", skip_serializing_if = "is_running")]
    pub state: String,
    /// `windows`, else Linux; decides the range of reply ports (R-NACL-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// What listens; absent means that any port answers, present and empty that none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listens: Option<BTreeMap<RowId, Listener>>,
    /// What it answers as a DNS server, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dns_server: Option<DnsServer>,
    /// What its metadata service asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata_options: Option<MetadataOptions>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What the metadata service of an instance asks for.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct MetadataOptions {
    /// `required`: every request needs a token (IMDSv2); `optional`: none does. What new instances get is told by the account
    /// and the image, so that nobody knows it where it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http_tokens: Option<String>,
    /// `enabled` or `disabled`; enabled where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http_endpoint: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl MetadataOptions {
    /// Whether the service is switched off.
    pub fn is_off(&self) -> bool {
        self.http_endpoint.as_deref() == Some("disabled")
    }

    /// Whether requests without a token are answered; `None` where nobody knows.
    pub fn admits_without_token(&self) -> Option<bool> {
        match self.http_tokens.as_deref() {
            Some("optional") => Some(true),
            Some("required") => Some(false),
            _ => None,
        }
    }
}

impl Default for Instance {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            state: running(),
            platform: None,
            listens: None,
            dns_server: None,
            metadata_options: None,
            extra: Extra::new(),
        }
    }
}

/// A range of ports on which an instance answers.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Listener {
    /// `tcp` or `udp`; TCP where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<Protocol>,
    /// The lowest port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_port: Option<u16>,
    /// The highest port; without it only the lowest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_port: Option<u16>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
