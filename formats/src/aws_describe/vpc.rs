use super::importer::Importer;
use super::item::{Item, cidr};
use super::{public_access, unseen_vpc};
use netyard_core::model::Vpc;
use netyard_core::net::CidrBlock;

/// Reads `Vpcs`, and draws those that only others name. The blocks keep the order of their association, the primary first.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("Vpcs") {
        let Some(id) = importer.id(&item, "VpcId", "VPC") else { continue };
        let mut cidr_blocks: Vec<CidrBlock> = cidr(&item.value, "CidrBlock").into_iter().collect();
        for block in associated(importer, &item, "CidrBlockAssociationSet", "CidrBlockState", "CidrBlock") {
            if !cidr_blocks.contains(&block) {
                cidr_blocks.push(block);
            }
        }
        let ipv6_cidr_blocks =
            associated(importer, &item, "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlockState", "Ipv6CidrBlock");
        let is_default = item.flag("IsDefault");
        let vpc = Vpc {
            name: item.name(),
            tags: item.tags(),
            owner_id: item.text("OwnerId").map(str::to_owned),
            cidr_blocks,
            ipv6_cidr_blocks,
            // describe-vpcs says nothing of them: a default VPC has both, any other has support only (R-VPC).
            enable_dns_hostnames: is_default,
            dhcp_options_id: item.id("DhcpOptionsId"),
            is_default,
            instance_tenancy: item.text("InstanceTenancy").unwrap_or("default").to_owned(),
            ..Vpc::default()
        };
        public_access::note_state(importer, &item, &id);
        importer.found_in(&id, &item.file);
        importer.insert(&item, id, vpc);
    }
    unseen_vpc::draw(importer);
}

/// The blocks of an association set that are in force; the others are reported.
pub(super) fn associated(
    importer: &mut Importer,
    item: &Item,
    set: &str,
    state: &str,
    block: &str,
) -> Vec<CidrBlock> {
    let mut blocks = Vec::new();
    for association in item.list(set) {
        let status = association.object(state).and_then(|state| state.text("State").map(str::to_owned));
        let Some(found) = cidr(&association.value, block) else { continue };
        match status.as_deref() {
            None | Some("associated" | "associating") => blocks.push(found),
            Some(other) => {
                let why = format!("Its association is {other}, so that it is no part of the network.");
                importer.skip(&association, "CIDR block", &why);
            }
        }
    }
    blocks
}
