//! What decides for a whole Region or beside a VPC: VPC Block Public Access, and groups of other VPCs.

use super::common::{name, region, tags};
use crate::declared::groups;
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{VpcBlockPublicAccessExclusion, VpcBlockPublicAccessOptions};

/// Reads `aws_vpc_block_public_access_options`.
pub(super) fn options(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("aws_account_id");
    view.text("aws_region");
    let Some(mode) = view.text("internet_gateway_block_mode") else {
        maker.skip(own, "Nothing tells what it stops: a packet through an internet gateway ends UNKNOWN.");
        maker.doubts.insert("vpcBlockPublicAccessOptions");
        return;
    };
    let options = VpcBlockPublicAccessOptions {
        name: Some(name(own)),
        region: region(own),
        internet_gateway_block_mode: mode,
        ..VpcBlockPublicAccessOptions::default()
    };
    maker.insert(own, options);
}

/// Reads `aws_vpc_block_public_access_exclusion`.
pub(super) fn exclusion(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("resource_arn");
    let exclusion = VpcBlockPublicAccessExclusion {
        name: Some(name(own)),
        tags: tags(own),
        vpc_id: view.id("vpc_id"),
        subnet_id: view.id("subnet_id"),
        internet_gateway_exclusion_mode: view.text("internet_gateway_exclusion_mode"),
        ..VpcBlockPublicAccessExclusion::default()
    };
    let has_place = exclusion.vpc_id.is_some() || exclusion.subnet_id.is_some();
    if !has_place || exclusion.internet_gateway_exclusion_mode.is_none() {
        maker.skip(own, "Nothing tells whom it spares, or from what: a packet that needs it ends UNKNOWN.");
        maker.doubts.insert("vpcBlockPublicAccessExclusion");
        return;
    }
    maker.insert(own, exclusion);
}

/// Reads `aws_vpc_security_group_vpc_association`.
pub(super) fn group_association(maker: &mut Maker<'_>, own: &Own) {
    own.view().text("state");
    groups::association(maker, own, "security_group_id", "vpc_id");
}
