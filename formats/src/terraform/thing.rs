//! Resources and data sources as a state, a plan or a configuration tells them.

use super::address::Key;
use crate::declared::node::{Node, Place};

/// A resource, or a data source.
#[derive(Clone, Debug)]
pub(crate) struct Thing {
    /// The whole address: `module.net["a"].aws_subnet.b[0]`.
    pub(crate) address: String,
    /// The module instance that it stands in; empty for the root module.
    pub(crate) module: String,
    /// Whether it is a data source, which reads and makes nothing.
    pub(crate) is_data: bool,
    /// The type: `aws_subnet`.
    pub(crate) type_name: String,
    /// The name in its module.
    pub(crate) name: String,
    /// Which instance it is.
    pub(crate) key: Option<Key>,
    /// Its attributes.
    pub(crate) values: Node,
    /// Where it stands in the file: a path in JSON; empty where a line tells it.
    pub(crate) path: String,
    /// Where it stands in the file.
    pub(crate) place: Place,
    /// Its id in the drawing.
    pub(crate) id: String,
}

impl Thing {
    /// The block that it is an instance of: `aws_subnet.b`, `data.aws_vpc.main`.
    pub(super) fn block(&self) -> String {
        let mode = if self.is_data { "data." } else { "" };
        format!("{mode}{}.{}", self.type_name, self.name)
    }

    /// Whether it belongs to the AWS provider.
    pub(super) fn is_of_aws(&self) -> bool {
        self.type_name.starts_with("aws_")
    }

    /// How the report names its place.
    pub(super) fn told_place(&self) -> String {
        if self.path.is_empty() {
            format!("line {}, {}", self.place.line, self.address)
        } else {
            format!("{}, {}", self.address, self.path)
        }
    }
}
