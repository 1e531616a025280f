//! Security groups that serve in VPCs beside their own.

use super::maker::Maker;
use super::own::Own;
use netyard_core::model::{RowId, SecurityGroupVpcAssociation};

/// Lets the group that one property names serve in the VPC that another names.
pub(crate) fn association(maker: &mut Maker<'_>, own: &Own, group_key: &str, vpc_key: &str) {
    let view = own.view();
    let (group, vpc) = (view.id(group_key), view.id(vpc_key));
    let Some(vpc) = vpc else {
        maker.cannot_join(own, vpc_key, None, "securityGroup");
        return;
    };
    let association =
        SecurityGroupVpcAssociation { vpc_id: Some(vpc), ..SecurityGroupVpcAssociation::default() };
    let joined = group.as_ref().is_some_and(|group| {
        maker.change_group(group, |group| {
            let row = RowId::new(&format!("v{}", group.security_group_vpc_associations.len() + 1));
            group.security_group_vpc_associations.insert(row, association);
        })
    });
    if joined { maker.read(own) } else { maker.cannot_join(own, group_key, group.as_ref(), "securityGroup") }
}
