use super::defaults::{is_online, is_public_endpoint, online, public_endpoint};
use super::record::Record;
use super::{Extra, Tags};

/// A server of AWS Transfer Family. In a VPC its addresses and groups are those of its interfaces, one for each subnet, which
/// name it in `attachment.instanceId` (R-LAM-7), and Elastic IP addresses are associated with those; one with a public
/// endpoint is outside of every VPC, and AWS changes its addresses.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct TransferServer {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it, where no VPC tells. AWS writes it in the ARN of the server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The Region, where it is in no VPC that tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// `PUBLIC`, `VPC` or `VPC_ENDPOINT`, which AWS makes no more.
    #[serde(default = "public_endpoint", skip_serializing_if = "is_public_endpoint")]
    pub endpoint_type: String,
    /// `SFTP`, `FTPS`, `FTP` and `AS2`; SFTP where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub protocols: Vec<String>,
    /// `ONLINE`, `OFFLINE`, `STARTING`, `STOPPING`, `START_FAILED` or `STOP_FAILED`.
    #[serde(default = "online", skip_serializing_if = "is_online")]
    pub state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for TransferServer {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            region: None,
            endpoint_type: public_endpoint(),
            protocols: Vec::new(),
            state: online(),
            extra: Extra::new(),
        }
    }
}

impl TransferServer {
    /// Whether its endpoint is in no VPC.
    pub fn is_public(&self) -> bool {
        self.endpoint_type == "PUBLIC"
    }

    /// The protocols that it speaks, in the words of AWS.
    pub fn spoken(&self) -> Vec<&str> {
        if self.protocols.is_empty() {
            return vec!["SFTP"];
        }
        self.protocols.iter().map(String::as_str).collect()
    }

    /// Whether it speaks this protocol.
    pub fn speaks(&self, protocol: &str) -> bool {
        self.spoken().contains(&protocol)
    }

    /// The TCP ports on which it listens in a VPC, the lowest and the highest of each range: commands and passive data of
    /// FTP and FTPS, and the ports that SFTP may use besides its own.
    pub fn ports(&self) -> Vec<(u16, u16)> {
        let mut ports = Vec::new();
        if self.speaks("SFTP") {
            ports.extend([(22, 22), (2222, 2223), (22000, 22000)]);
        }
        if self.speaks("FTP") || self.speaks("FTPS") {
            ports.extend([(21, 21), (8192, 8200)]);
        }
        if self.speaks("AS2") {
            ports.push((5080, 5080));
        }
        ports
    }
}
