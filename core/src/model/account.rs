use super::record::Record;
use super::{Extra, Tags};

/// An AWS account. What it owns names it in `ownerId`, by its id in the drawing or by its account id.
///
/// A drawing without accounts is all in one; an owner that has no entry of its own exists all the same.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Account {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// AWS's own id of it: twelve digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// The organization that it is a member of, as `o-exampleorgid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
