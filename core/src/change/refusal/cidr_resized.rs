//! A block of a VPC is resized: impossible, blocks are only added and removed (R-VPC-4).

use super::{Act, Refusal, info::refusal};
use crate::change::Change;
use crate::message::Message;
use crate::model::Vpc;
use crate::net::{CidrBlock, cidrs_overlap};
use serde_json::Value;

refusal! {
    /// # What it checks
    /// A block of a VPC is changed into one that overlaps it, wider or narrower.
    ///
    /// # Why it matters
    /// AWS adds blocks to a VPC and takes secondary ones away. It never changes the size of one.
    ///
    /// # How to fix
    /// Add another block, or make the VPC again with the block that you want.
    ///
    /// # Limits
    /// A block that is replaced by one elsewhere is read as one taken away and one added.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    RefusalInfo {
        id: "vpc-cidr-resized",
        title: "A block of a VPC is resized",
        book: &["R-VPC-4"],
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let Change::Set { id, path, to } = act.change else { return None };
    let vpc = act.before.vpc(id.as_str())?;
    let (old, new) = resized(vpc, path, to)?;
    Some(RULE.refused(Message::new(
            "vpc-cidr-resized",
            "{vpc} keeps {old}: AWS cannot resize a block of a VPC to {new}. Add another block, or make the VPC again.",
            [("vpc", act.name(id)), ("old", old.to_string()), ("new", new.to_string())],
        )))
}

/// The block that would be replaced by an overlapping one of another size.
fn resized(vpc: &Vpc, path: &str, to: &Value) -> Option<(CidrBlock, CidrBlock)> {
    let (field, index) = match path.strip_prefix('/')?.split_once('/') {
        Some((field, index)) => (field, Some(index.parse::<usize>().ok()?)),
        None => (path.strip_prefix('/')?, None),
    };
    let blocks = match field {
        "cidrBlocks" => &vpc.cidr_blocks,
        "ipv6CidrBlocks" => &vpc.ipv6_cidr_blocks,
        _ => return None,
    };
    let written = |value: &Value| value.as_str().map(CidrBlock::new);
    let pairs: Vec<(CidrBlock, CidrBlock)> = if let Some(index) = index {
        vec![(blocks.get(index)?.clone(), written(to)?)]
    } else {
        blocks.iter().cloned().zip(to.as_array()?.iter().filter_map(written)).collect()
    };
    pairs.into_iter().find(|(old, new)| match (old.net(), new.net()) {
        (Some(old), Some(new)) => old != new && cidrs_overlap(&old, &new),
        _ => false,
    })
}
