use super::defaults::{associated, is_associated};
use super::record::Record;
use super::{Extra, ResourceId};

/// A further VPC whose interfaces may carry a security group (R-SG-19).
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateSecurityGroupVpc.html>
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct SecurityGroupVpcAssociation {
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// `associating`, `associated`, `association-failed`, `disassociating`, `disassociated` or `disassociation-failed`.
    #[serde(default = "associated", skip_serializing_if = "is_associated")]
    pub state: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for SecurityGroupVpcAssociation {
    fn default() -> Self {
        Self { vpc_id: None, state: associated(), extra: Extra::new() }
    }
}

impl SecurityGroupVpcAssociation {
    /// Whether it is in force: AWS has made it, and has not undone it yet.
    pub fn is_in_force(&self) -> bool {
        matches!(self.state.as_str(), "associated" | "disassociating" | "disassociation-failed")
    }
}
