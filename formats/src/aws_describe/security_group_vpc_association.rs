use super::importer::{AS_A_WHOLE, Importer};
use netyard_core::model::{Resource, ResourceId, RowId, SecurityGroup, SecurityGroupVpcAssociation};
use netyard_core::topology::Network;
use std::collections::BTreeSet;
use std::sync::Arc;

const LABEL: &str = "Association of a security group";

/// Reads `SecurityGroupVpcAssociations`. The row of a VPC or group outside the input says nothing about the drawing.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("SecurityGroupVpcAssociations") {
        let (Some(group), Some(vpc)) =
            (importer.id(&item, "GroupId", LABEL), importer.id(&item, "VpcId", LABEL))
        else {
            continue;
        };
        let is_drawn = importer.document.security_group(group.as_str()).is_some()
            && importer.document.vpc(vpc.as_str()).is_some();
        if !is_drawn {
            importer.skip(&item, LABEL, &format!("No answer tells of both {group} and {vpc}."));
            continue;
        }
        let state = item.text("State").map_or_else(|| "associated".to_owned(), str::to_owned);
        if state == "disassociated" {
            importer.skip(&item, LABEL, "It is ended.");
            continue;
        }
        let row = SecurityGroupVpcAssociation { vpc_id: Some(vpc), state, ..Default::default() };
        if add(importer, &group, row) {
            importer.report.read(&item.file, &item.place, LABEL);
        } else {
            importer.skip(&item, LABEL, "It stands twice in the input.");
        }
    }
}

/// An interface that carries a group of another VPC shows that the two are associated, where no answer says so.
pub(super) fn complete(importer: &mut Importer) {
    let network = Network::build(&importer.document);
    let mut shown: BTreeSet<(ResourceId, ResourceId)> = BTreeSet::new();
    for interface in network.interfaces.values() {
        let Some(vpc) = interface.vpc.as_ref() else { continue };
        if !importer.has_seen("SecurityGroupVpcAssociations", vpc) {
            shown.extend(interface.foreign_groups.iter().map(|group| (group.clone(), vpc.clone())));
        }
    }
    for (group, vpc) in shown {
        let why = format!(
            "No answer tells of its association with {vpc}, and an interface there carries it: it is taken to be associated. Import the answer of describe-security-group-vpc-associations, too."
        );
        importer.report.approximated(AS_A_WHOLE, group.as_str(), "Security group", &why);
        let row = SecurityGroupVpcAssociation { vpc_id: Some(vpc), ..Default::default() };
        add(importer, &group, row);
    }
}

/// Adds a row to a group that has none for that VPC yet; says whether it did.
fn add(importer: &mut Importer, id: &ResourceId, row: SecurityGroupVpcAssociation) -> bool {
    let Some(group) = importer.document.security_group(id.as_str()) else { return false };
    let mut group: SecurityGroup = group.clone();
    let rows = &mut group.security_group_vpc_associations;
    if rows.values().any(|other| other.vpc_id == row.vpc_id) {
        return false;
    }
    rows.insert(RowId::new(&format!("a{}", rows.len() + 1)), row);
    importer.document.resources.insert(id.clone(), Arc::new(Resource::SecurityGroup(group)));
    true
}
