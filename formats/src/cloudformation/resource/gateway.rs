use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{EgressOnlyInternetGateway, InternetGateway};

/// Reads `AWS::EC2::InternetGateway`.
pub(super) fn internet(maker: &mut Maker<'_>, own: &Own) {
    let gateway = InternetGateway { name: Some(own.name()), tags: own.tags(), ..InternetGateway::default() };
    maker.insert(own, gateway);
}

/// Reads `AWS::EC2::EgressOnlyInternetGateway`.
pub(super) fn egress_only(maker: &mut Maker<'_>, own: &Own) {
    let gateway = EgressOnlyInternetGateway {
        name: Some(own.name()),
        tags: own.tags(),
        vpc_id: own.view().id("VpcId"),
        ..EgressOnlyInternetGateway::default()
    };
    maker.insert(own, gateway);
}

/// Reads `AWS::EC2::VPCGatewayAttachment`: an internet gateway or a virtual private gateway at a VPC.
pub(super) fn attachment(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let vpc = view.id("VpcId");
    let named = [("InternetGatewayId", "internetGateway"), ("VpnGatewayId", "vpnGateway")];
    let Some((key, kind)) = named.into_iter().find(|(key, _)| view.has(key)) else {
        maker.skip(own, "It names no gateway.");
        return;
    };
    let gateway = view.id(key);
    let Some(vpc) = vpc.filter(|_| own.perhaps.is_none()) else {
        if let Some(gateway) = &gateway {
            maker.make_unknown(gateway);
        }
        maker.cannot_join(own, "VpcId", None, kind);
        return;
    };
    let joined = gateway.as_ref().is_some_and(|gateway| maker.attach(gateway, vpc));
    if joined { maker.read(own) } else { maker.cannot_join(own, key, gateway.as_ref(), kind) }
}
