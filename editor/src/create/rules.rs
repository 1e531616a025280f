//! Route tables, security groups and network ACLs: no boxes of their own. Dropped on a VPC they belong to it; dropped
//! on a subnet they are associated with it as well.

use netyard_core::model::{Document, NetworkAcl, ResourceId, RouteTable, SecurityGroup};

use super::{Made, Site, vpc_at};
use crate::connect::associate;
use crate::draft::Draft;
use crate::facts;

pub(super) fn create_route_table(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let (vpc, subnet) = owner(draft, site, "A route table")?;
    let name = name_for(draft.document(), "rtb", &vpc, subnet.as_ref());
    let id = draft.add(RouteTable {
        name: Some(name.clone()),
        vpc_id: Some(vpc.clone()),
        ..RouteTable::default()
    });
    let text = match &subnet {
        Some(subnet) => {
            associate::route_table(draft, &id, subnet);
            format!("{name}, the route table of {}. It holds only the local route.", display(draft, subnet))
        }
        None => format!("{name} in {}, used by no subnet yet", display(draft, &vpc)),
    };
    Ok(Made::new(id, text).inspected())
}

pub(super) fn create_network_acl(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let (vpc, subnet) = owner(draft, site, "A network ACL")?;
    let name = name_for(draft.document(), "acl", &vpc, subnet.as_ref());
    let id = draft.add(NetworkAcl {
        name: Some(name.clone()),
        vpc_id: Some(vpc.clone()),
        ..NetworkAcl::default()
    });
    let text = match &subnet {
        Some(subnet) => {
            associate::network_acl(draft, &id, subnet);
            format!(
                "{name}, the network ACL of {}. It admits nothing until it has entries.",
                display(draft, subnet)
            )
        }
        None => format!("{name} in {}, used by no subnet yet", display(draft, &vpc)),
    };
    Ok(Made::new(id, text).inspected())
}

pub(super) fn create_security_group(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let (vpc, subnet) = owner(draft, site, "A security group")?;
    let member = site
        .key
        .as_ref()
        .filter(|key| facts::interface_of(draft.document(), key.as_str()).is_some())
        .cloned();
    let name = if let Some(member) = &member {
        let stem = draft.document().display_name(member.as_str());
        facts::unique_name(draft.document(), &format!("{}-sg", facts::stem(stem)))
    } else {
        let of = subnet.as_ref().unwrap_or(&vpc);
        let stem = facts::stem(draft.document().display_name(of.as_str())).to_owned();
        facts::unique_name(draft.document(), &format!("{stem}-sg"))
    };
    let id = draft.add(SecurityGroup {
        name: Some(name.clone()),
        vpc_id: Some(vpc.clone()),
        group_name: Some(name.clone()),
        ..SecurityGroup::default()
    });
    let text = if let Some(member) = &member {
        associate::security_group(draft, &id, member);
        format!("{name} on {}. It admits nothing inbound until it has rules.", display(draft, member))
    } else if let Some(subnet) = &subnet {
        let members = associate::security_group_in_subnet(draft, &id, subnet);
        match members {
            0 => format!("{name} in {}, on no part yet", display(draft, &vpc)),
            1 => format!(
                "{name} on the one part in {}. It admits nothing inbound until it has rules.",
                display(draft, subnet)
            ),
            many => {
                format!(
                    "{name} on {many} parts in {}. It admits nothing inbound until it has rules.",
                    display(draft, subnet)
                )
            }
        }
    } else {
        format!("{name} in {}, on no part yet", display(draft, &vpc))
    };
    Ok(Made::new(id, text).inspected())
}

/// The VPC, and the subnet where it was dropped on one or on something in one.
fn owner(draft: &Draft<'_>, site: &Site, what: &str) -> Result<(ResourceId, Option<ResourceId>), String> {
    let vpc = vpc_at(draft, site)
        .ok_or_else(|| format!("{what} belongs to a VPC. Drop it on a VPC or a subnet."))?;
    Ok((vpc, super::subnet_at(draft, site)))
}

fn name_for(document: &Document, kind: &str, vpc: &ResourceId, subnet: Option<&ResourceId>) -> String {
    let of = subnet.unwrap_or(vpc);
    facts::unique_name(document, &format!("{kind}-{}", document.display_name(of.as_str())))
}

fn display(draft: &Draft<'_>, id: &ResourceId) -> String {
    draft.document().display_name(id.as_str()).to_owned()
}
