//! Files of a configuration that say something about others: values of variables, and blocks that override blocks.

use super::raw::File;
use netyard_core::ordered::Order;

fn name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Whether Terraform reads values of variables from a file without being told to.
pub(super) fn is_values(path: &str) -> bool {
    name(path) == "terraform.tfvars" || name(path).ends_with(".auto.tfvars")
}

/// Whether a file holds values of variables, whoever reads it.
pub(super) fn may_be_values(path: &str) -> bool {
    [".tfvars", ".tfvars.json"].iter().any(|end| name(path).ends_with(end))
}

/// Whether Terraform would read values of variables from a file in JSON, which Netyard does not.
pub(super) fn would_be_read(path: &str) -> bool {
    name(path) == "terraform.tfvars.json" || name(path).ends_with(".auto.tfvars.json")
}

/// Whether the blocks of a file override those of others.
pub(super) fn overrides(path: &str) -> bool {
    name(path) == "override.tf" || name(path).ends_with("_override.tf")
}

/// Files in the order in which they count: what overrides comes last, and of values those that are found by their ending.
pub(super) fn in_order(files: &[File]) -> Vec<&File> {
    let mut all: Vec<&File> = files.iter().collect();
    all.order_by(|left, right| {
        let rank = |file: &File| (overrides(&file.path), name(&file.path) != "terraform.tfvars");
        rank(left).cmp(&rank(right)).then_with(|| left.path.cmp(&right.path))
    });
    all
}
