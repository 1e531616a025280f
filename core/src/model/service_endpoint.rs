use super::Extra;
use super::record::Record;

/// Where a database or a cache is asked for, as AWS calls it.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct ServiceEndpoint {
    /// Its host name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
