use super::common::{name, tags};
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{EgressOnlyInternetGateway, InternetGateway, Resource};

/// Reads `aws_internet_gateway`.
pub(super) fn internet(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let is_open = view.is_unknown("vpc_id");
    let gateway = InternetGateway {
        name: Some(name(own)),
        tags: tags(own),
        vpc_id: view.id("vpc_id"),
        ..InternetGateway::default()
    };
    maker.insert(own, gateway);
    if is_open {
        maker.note(own, "Nothing tells its VPC: a packet that comes there ends UNKNOWN.");
        maker.make_unknown(&own.id);
        maker.doubts.insert("internetGateway");
    }
}

/// Reads `aws_internet_gateway_attachment` and `aws_vpn_gateway_attachment`.
pub(super) fn attachment(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (key, kind) = if own.type_name == "aws_internet_gateway_attachment" {
        ("internet_gateway_id", "internetGateway")
    } else {
        ("vpn_gateway_id", "vpnGateway")
    };
    let (gateway, vpc) = (view.id(key), view.id("vpc_id"));
    let Some(vpc) = vpc else {
        if let Some(gateway) = &gateway {
            maker.make_unknown(gateway);
        }
        maker.cannot_join(own, "vpc_id", None, kind);
        return;
    };
    let joined = gateway.as_ref().is_some_and(|gateway| maker.attach(gateway, vpc));
    if joined { maker.read(own) } else { maker.cannot_join(own, key, gateway.as_ref(), kind) }
}

/// Takes a gateway away from the VPC that a plan takes it away from.
pub(super) fn attachment_gone(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let gateway = view.id("internet_gateway_id").or_else(|| view.id("vpn_gateway_id"));
    let Some(gateway) = gateway else { return };
    maker.change(
        &gateway,
        |resource| match resource {
            Resource::InternetGateway(it) => Some(&mut it.vpc_id),
            Resource::VpnGateway(it) => Some(&mut it.vpc_id),
            _ => None,
        },
        |vpc_id| *vpc_id = None,
    );
}

/// Reads `aws_egress_only_internet_gateway`.
pub(super) fn egress_only(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    if view.is_unknown("vpc_id") {
        maker.doubts.insert("egressOnlyInternetGateway");
    }
    let gateway = EgressOnlyInternetGateway {
        name: Some(name(own)),
        tags: tags(own),
        vpc_id: view.id("vpc_id"),
        ..EgressOnlyInternetGateway::default()
    };
    maker.insert(own, gateway);
}
