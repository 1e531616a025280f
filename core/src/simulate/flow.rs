use super::Request;
use crate::net::{Family, Protocol};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// A flow as a person asks for it: two ends and what is sent. Everything else has a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FlowSpec {
    /// Who sends: a resource id, a unique name, an IP address, `internet`, `s3`, `dynamodb` or one of them with a Region.
    pub from: String,
    /// Who is meant, in the same forms.
    pub to: String,
    /// The source address, where the sender has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_ip: Option<IpAddr>,
    /// The protocol; TCP by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<Protocol>,
    /// The destination port; 443 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The source port; by default the sender's whole range of reply ports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_port: Option<u16>,
    /// The family as 4 or 6; IPv4 if both ends have it.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "family_digit")]
    pub family: Option<Family>,
    /// The ICMP type; echo request by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icmp_type: Option<u8>,
    /// The ICMP code; 0 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icmp_code: Option<u8>,
    /// The request of HTTP that it carries; a flow with one is written as a check of its own kind.
    #[serde(skip)]
    pub request: Option<Request>,
}

impl FlowSpec {
    /// A flow between two ends with every default: TCP to port 443.
    pub fn new(from: &str, to: &str) -> Self {
        Self {
            from: from.to_owned(),
            to: to.to_owned(),
            source_ip: None,
            protocol: None,
            port: None,
            source_port: None,
            family: None,
            icmp_type: None,
            icmp_code: None,
            request: None,
        }
    }

    /// The destination port: 443, or 80 for a request of plain HTTP, where none is written.
    pub fn port_or_default(&self) -> u16 {
        self.port.unwrap_or_else(|| self.request.as_ref().map_or(443, Request::port))
    }
}

/// The family is written as the number 4 or 6.
mod family_digit {
    use crate::net::Family;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands fields over by reference"
    )]
    pub(super) fn serialize<S: Serializer>(
        family: &Option<Family>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match family {
            Some(family) => serializer.serialize_u8(family.digit()),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Family>, D::Error> {
        let Some(digit) = Option::<u8>::deserialize(deserializer)? else { return Ok(None) };
        Family::from_digit(digit).map(Some).ok_or_else(|| D::Error::custom("4 or 6"))
    }
}
