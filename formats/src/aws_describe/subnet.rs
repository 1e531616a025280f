use super::importer::Importer;
use super::item::cidr;
use super::{public_access, region, vpc};
use netyard_core::model::Subnet;

/// Reads `Subnets`. The zone of a subnet tells the Region of its VPC.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("Subnets") {
        let Some(id) = importer.id(&item, "SubnetId", "Subnet") else { continue };
        let mut ipv6 = vpc::associated(
            importer,
            &item,
            "Ipv6CidrBlockAssociationSet",
            "Ipv6CidrBlockState",
            "Ipv6CidrBlock",
        )
        .into_iter();
        let zone = item.text("AvailabilityZone").map(str::to_owned);
        let vpc_id = item.id("VpcId");
        if let (Some(vpc_id), Some(region)) = (&vpc_id, zone.as_deref().and_then(region::of_zone)) {
            importer.regions.entry(vpc_id.clone()).or_insert(region);
        }
        let subnet = Subnet {
            name: item.name(),
            tags: item.tags(),
            vpc_id,
            availability_zone: zone,
            availability_zone_id: item.text("AvailabilityZoneId").map(str::to_owned),
            outpost_arn: item.text("OutpostArn").map(str::to_owned),
            cidr_block: cidr(&item.value, "CidrBlock"),
            ipv6_cidr_block: ipv6.next(),
            map_public_ip_on_launch: item.flag("MapPublicIpOnLaunch"),
            assign_ipv6_address_on_creation: item.flag("AssignIpv6AddressOnCreation"),
            enable_dns64: item.flag("EnableDns64"),
            ..Subnet::default()
        };
        for block in ipv6 {
            let why = format!("A subnet of a drawing has one IPv6 block; {block} is left out.");
            importer.approximate(&item, "Subnet", &why);
        }
        public_access::note_state(importer, &item, &id);
        importer.note_owner(&id, item.text("OwnerId"));
        importer.insert(&item, id, subnet);
    }
}
