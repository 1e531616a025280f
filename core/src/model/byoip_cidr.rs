use super::record::Record;
use super::{Extra, Tags};
use crate::net::CidrBlock;

/// A range of public addresses of one's own that was brought to AWS (R-IP-4).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct ByoipCidr {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cidr: Option<CidrBlock>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The network border group, usually the Region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_border_group: Option<String>,
    /// `advertised`, `provisioned`, `deprovisioned`, `failed-provision`, `failed-deprovision`, `pending-provision`,
    /// `pending-advertising`, `pending-withdrawal`, `pending-deprovision` or `provisioned-not-publicly-advertisable`. The
    /// internet knows an advertised range only.
    #[serde(default = "advertised", skip_serializing_if = "is_advertised")]
    pub state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for ByoipCidr {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            cidr: None,
            description: None,
            network_border_group: None,
            state: advertised(),
            extra: Extra::new(),
        }
    }
}

fn advertised() -> String {
    "advertised".to_owned()
}

fn is_advertised(state: &str) -> bool {
    state == "advertised"
}
