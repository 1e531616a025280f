use super::common::{name, tags};
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::Subnet;

/// Reads `aws_subnet`, `aws_default_subnet` and the data source `aws_subnet`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    if own.logical.contains("data.aws_subnet.") && maker.document.resource(own.id.as_str()).is_some() {
        maker.read(own);
        return;
    }
    if !view.has("availability_zone") && !view.has("availability_zone_id") {
        maker.note(own, "It names no zone; AWS picks one when it makes it.");
    }
    let subnet = Subnet {
        name: Some(name(own)),
        tags: tags(own),
        vpc_id: view.id("vpc_id"),
        availability_zone: view.text("availability_zone"),
        availability_zone_id: view.text("availability_zone_id"),
        outpost_arn: view.text("outpost_arn"),
        cidr_block: view.cidr("cidr_block"),
        ipv6_cidr_block: view.cidr("ipv6_cidr_block"),
        map_public_ip_on_launch: view.flag("map_public_ip_on_launch").unwrap_or(false),
        // Without IPv4, an interface has an address of IPv6.
        assign_ipv6_address_on_creation: view.flag("assign_ipv6_address_on_creation").unwrap_or(false)
            || view.flag("ipv6_native").unwrap_or(false),
        enable_dns64: view.flag("enable_dns64").unwrap_or(false),
        ..Subnet::default()
    };
    maker.insert(own, subnet);
    maker.doubt(own, &view, "map_public_ip_on_launch", "elasticIp");
    maker.doubt(own, &view, "assign_ipv6_address_on_creation", "networkInterface");
    for key in ["cidr_block", "ipv6_cidr_block", "vpc_id"] {
        maker.doubt(own, &view, key, "subnet");
    }
}
