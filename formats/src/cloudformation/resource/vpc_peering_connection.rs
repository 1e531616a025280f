use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{PeeringVpcInfo, VpcPeeringConnection};

/// Reads `AWS::EC2::VPCPeeringConnection`. CloudFormation accepts it where the other side lets it.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let requester = PeeringVpcInfo { vpc_id: view.id("VpcId"), ..PeeringVpcInfo::default() };
    let accepter = PeeringVpcInfo {
        vpc_id: view.id("PeerVpcId"),
        owner_id: view.text("PeerOwnerId"),
        region: view.text("PeerRegion"),
        ..PeeringVpcInfo::default()
    };
    // The role lets CloudFormation accept in another account.
    view.text("PeerRoleArn");
    let peering = VpcPeeringConnection {
        name: Some(own.name()),
        tags: own.tags(),
        requester_vpc_info: Some(requester),
        accepter_vpc_info: Some(accepter),
        ..VpcPeeringConnection::default()
    };
    maker.insert(own, peering);
}
