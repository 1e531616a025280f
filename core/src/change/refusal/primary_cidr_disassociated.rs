//! The primary block of a VPC is taken away or replaced: impossible (R-VPC-5, R-VAL-6).

use super::{Act, Refusal, added_blocks::changed_vpc};
use crate::message::say;
use crate::net::CidrBlock;

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (id, old, new) = changed_vpc(act)?;
    let primary = old.cidr_blocks.first().and_then(CidrBlock::net)?;
    if new.cidr_blocks.first().and_then(CidrBlock::net) == Some(primary) {
        return None;
    }
    Some(Refusal {
        rule: "vpc-primary-cidr-disassociated",
        book: vec!["R-VPC-5", "R-VAL-6"],
        code: None,
        api_error: Some("OperationNotPermitted"),
        message: say!(
            "vpc-primary-cidr-disassociated",
            "{vpc} keeps {primary}: AWS does not take the first block of a VPC away. Add another block, or make the VPC again.",
            vpc = act.name(id),
            primary = primary
        ),
    })
}
