use super::defaults::{active_function, is_active_function, is_false};
use super::record::Record;
use super::{Extra, ResourceId, Tags};

/// A function of AWS Lambda. In a VPC its addresses and groups are those of its interfaces, one for each subnet, which name
/// it in `attachment.instanceId` (R-LAM-1); without one it is outside of every VPC (R-LAM-2).
///
/// AWS lets functions with the same subnets and groups share interfaces. Here each has its own, which changes no verdict.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Function {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it, where no VPC tells. AWS writes it in the ARN of the function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The Region, where it is in no VPC that tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// `Active`, `Pending`, `Inactive` or `Failed`.
    #[serde(default = "active_function", skip_serializing_if = "is_active_function")]
    pub state: String,
    /// How it is attached to a VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_config: Option<FunctionVpcConfig>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for Function {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            region: None,
            state: active_function(),
            vpc_config: None,
            extra: Extra::new(),
        }
    }
}

/// How a function is attached to a VPC, besides its interfaces.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct FunctionVpcConfig {
    /// The VPC, where an importer saw it and not the interfaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// Whether it sends IPv6, too (R-LAM-5).
    #[serde(skip_serializing_if = "is_false")]
    pub ipv6_allowed_for_dual_stack: bool,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Function {
    /// Whether it asks for IPv6.
    pub fn asks_for_ipv6(&self) -> bool {
        self.vpc_config.as_ref().is_some_and(|config| config.ipv6_allowed_for_dual_stack)
    }
}
