//! What decides for a whole Region or beside a VPC: VPC Block Public Access, and groups of other VPCs.

use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{
    RowId, SecurityGroupVpcAssociation, VpcBlockPublicAccessExclusion, VpcBlockPublicAccessOptions,
};

/// Reads `AWS::EC2::VPCBlockPublicAccessOptions`.
pub(super) fn options(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = VpcBlockPublicAccessOptions::default();
    let Some(mode) = view.text("InternetGatewayBlockMode") else {
        maker.cannot_join(own, "InternetGatewayBlockMode", None, "vpcBlockPublicAccessOptions");
        return;
    };
    let options = VpcBlockPublicAccessOptions {
        name: Some(own.name()),
        region: Some(maker.ground.region.clone()),
        internet_gateway_block_mode: mode,
        ..usual
    };
    maker.insert(own, options);
}

/// Reads `AWS::EC2::VPCBlockPublicAccessExclusion`.
pub(super) fn exclusion(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let keys = ["VpcId", "SubnetId", "InternetGatewayExclusionMode"];
    if let Some(open) = keys.into_iter().find(|key| view.is_unknown(key)) {
        maker.cannot_join(own, open, None, "vpcBlockPublicAccessExclusion");
        return;
    }
    let exclusion = VpcBlockPublicAccessExclusion {
        name: Some(own.name()),
        tags: own.tags(),
        vpc_id: view.id("VpcId"),
        subnet_id: view.id("SubnetId"),
        internet_gateway_exclusion_mode: view.text("InternetGatewayExclusionMode"),
        ..VpcBlockPublicAccessExclusion::default()
    };
    maker.insert(own, exclusion);
}

/// Reads `AWS::EC2::SecurityGroupVpcAssociation`.
pub(super) fn group_association(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (group, vpc) = (view.id("GroupId"), view.id("VpcId"));
    let Some(vpc) = vpc else {
        maker.cannot_join(own, "VpcId", None, "securityGroup");
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
    if joined { maker.read(own) } else { maker.cannot_join(own, "GroupId", group.as_ref(), "securityGroup") }
}
