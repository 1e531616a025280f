//! A VPC, subnet or network ACL is deleted while something is still in it or uses it (R-VAL-14).

use super::{Act, Refusal, info::refusal};
use crate::message::{Message, say};
use crate::model::{Resource, ResourceId};

refusal! {
    /// # What it checks
    /// A VPC, a subnet or a network ACL is removed while something is still in it or uses it.
    ///
    /// # Why it matters
    /// AWS deletes from the inside out: it answers that something depends on it.
    ///
    /// # How to fix
    /// Remove the contents first, or everything together.
    ///
    /// # Limits
    /// What AWS removes along with a VPC is not in the way: its main table, its default ACL and its default
    /// group.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/delete-vpc.html>
    RefusalInfo {
        id: "deleted-with-contents",
        title: "Something is deleted with things in it",
        book: &["R-VAL-14"],
        api_error: "DependencyViolation",
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (id, resource) = act.removed()?;
    let holds: fn(&ResourceId, &Resource) -> bool = match resource {
        Resource::Vpc(_) => vpc_holds,
        Resource::Subnet(_) => subnet_holds,
        Resource::NetworkAcl(acl) => {
            let subnet = acl
                .subnet_ids
                .iter()
                .find(|subnet| act.stays(Some(subnet)) && !has_other_acl(act, subnet))?;
            return Some(RULE.refused(acl_message(act, id, subnet)));
        }
        _ => return None,
    };
    let (content, _) = act.after.resources.iter().find(|(_, content)| holds(id, content))?;
    Some(RULE.refused(contents_message(act, id, content)))
}

fn contents_message(act: &Act<'_>, id: &ResourceId, content: &ResourceId) -> Message {
    say!(
        "deleted-with-contents",
        "{content} still uses {name}: AWS does not delete {name} before. Remove {content} first, or both together.",
        content = act.name(content),
        name = act.name(id)
    )
}

fn acl_message(act: &Act<'_>, id: &ResourceId, subnet: &ResourceId) -> Message {
    say!(
        "deleted-with-contents.acl",
        "{acl} filters for {subnet}: AWS does not delete a network ACL with associations. Take {subnet} out of it first.",
        acl = act.name(id),
        subnet = act.name(subnet)
    )
}

/// What must go before a VPC: not what AWS removes along with it, its main table, default ACL and default group.
fn vpc_holds(vpc: &ResourceId, resource: &Resource) -> bool {
    let named = match resource {
        Resource::Subnet(subnet) => &subnet.vpc_id,
        Resource::InternetGateway(gateway) => &gateway.vpc_id,
        Resource::EgressOnlyInternetGateway(gateway) => &gateway.vpc_id,
        Resource::VpcEndpoint(endpoint) => &endpoint.vpc_id,
        Resource::RouteTable(table) if !table.main => &table.vpc_id,
        Resource::SecurityGroup(group) if !group.is_default() => &group.vpc_id,
        Resource::NetworkAcl(acl) if !acl.is_default => &acl.vpc_id,
        _ => return false,
    };
    named.as_ref() == Some(vpc)
}

fn subnet_holds(subnet: &ResourceId, resource: &Resource) -> bool {
    let named = match resource {
        Resource::NetworkInterface(interface) => &interface.subnet_id,
        Resource::NatGateway(nat) => &nat.subnet_id,
        _ => return false,
    };
    named.as_ref() == Some(subnet)
}

fn has_other_acl(act: &Act<'_>, subnet: &ResourceId) -> bool {
    act.after.resources.values().any(|resource| match resource.as_ref() {
        Resource::NetworkAcl(acl) => acl.subnet_ids.contains(subnet),
        _ => false,
    })
}
