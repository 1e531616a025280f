use super::record::Record;
use super::{Extra, Tags};

/// An AWS Region. Its id is its AWS name (`eu-west-1`); the entry may be absent, a name in use exists.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Region {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
