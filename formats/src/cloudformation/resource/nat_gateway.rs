use super::elastic_ip;
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::NatGateway;

/// Reads `AWS::EC2::NatGateway`, after the Elastic IP addresses that it names.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = NatGateway::default();
    let gateway = NatGateway {
        name: Some(own.name()),
        tags: own.tags(),
        subnet_id: view.id("SubnetId"),
        vpc_id: view.id("VpcId"),
        connectivity_type: view.text("ConnectivityType").unwrap_or(usual.connectivity_type),
        private_ip: view.address("PrivateIpAddress"),
        availability_mode: view.text("AvailabilityMode").unwrap_or(usual.availability_mode),
        ..NatGateway::default()
    };
    let is_zonal = !gateway.is_regional();
    let is_public = is_zonal && gateway.connectivity_type != "private";
    if !is_zonal {
        maker.note(own, "It is regional: the zones where it stands are those that AWS gives it.");
    }
    maker.insert(own, gateway);
    if view.is_any_unknown(&["ConnectivityType", "AvailabilityMode", "SubnetId"]) {
        maker.make_unknown(&own.id);
        maker.note(own, "Nothing tells where it stands, or whether it leads to the internet: a packet that comes to it ends UNKNOWN.");
        return;
    }
    let allocation = view.id("AllocationId");
    if is_public {
        elastic_ip::to_nat_gateway(maker, own, allocation);
    }
}
