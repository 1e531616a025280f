//! What decides for a whole Region or beside a VPC: VPC Block Public Access, and groups of other VPCs.

use crate::declared::groups;
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{VpcBlockPublicAccessExclusion, VpcBlockPublicAccessOptions};

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
    groups::association(maker, own, "GroupId", "VpcId");
}
