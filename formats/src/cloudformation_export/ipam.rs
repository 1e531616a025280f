//! Pools of the IP Address Manager, and the manager that they belong to, which no drawing holds.

use super::writer::{Writer, rows};
use super::yaml::{Object, Value, list};
use netyard_core::model::{IpamPool, Resource, ResourceId};
use std::collections::BTreeSet;

/// The scope of private addresses of the manager, which the template makes once.
fn scope(writer: &mut Writer<'_>) -> Value {
    const SCOPE: &str = "PrivateDefaultScopeId";
    if let Some(name) = &writer.manager {
        return Value::Attribute(name.clone(), SCOPE);
    }
    let mut regions = BTreeSet::new();
    for (id, resource) in &writer.document.resources {
        if let Resource::IpamPool(own) = resource.as_ref()
            && writer.is_here(id)
        {
            regions.extend(own.locale.clone());
        }
    }
    let region = |name: Value| Value::from(Object::default().with("RegionName", name));
    // AWS wants the Region of the manager itself among them.
    let mut all = vec![region(Value::Ref("AWS::Region".to_owned()))];
    let own = writer.region.clone();
    all.extend(regions.into_iter().filter(|name| Some(name) != own.as_ref()).map(|name| region(name.into())));
    let made =
        writer.join("Ipam", "AWS::EC2::IPAM", Object::default().with("OperatingRegions", list(all)), &[]);
    writer.say(format!("The IP Address Manager of the pools is not in the drawing: the template makes one ({made}), with the pools in its scope for private addresses. AWS takes one in each Region of an account."));
    writer.manager = Some(made.clone());
    Value::Attribute(made, SCOPE)
}

pub(super) fn pool(writer: &mut Writer<'_>, id: &ResourceId, own: &IpamPool) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let scope = scope(writer);
    let is_ipv6 = own.cidrs.iter().any(|block| matches!(block.net(), Some(ipnet::IpNet::V6(_))));
    let blocks = own.cidrs.iter().map(|block| Object::default().with("Cidr", block.to_string()).into());
    let blocks = list(blocks.collect());
    let source = own.source_ipam_pool_id.as_ref().map(|source| writer.to(source));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let length = |length: Option<u8>| length.map(i64::from).map(Value::Number);
    let properties = Object::default()
        .with("AddressFamily", if is_ipv6 { "ipv6" } else { "ipv4" })
        .with("IpamScopeId", scope)
        .with("Locale", own.locale.as_ref())
        .with("SourceIpamPoolId", source)
        .with("ProvisionedCidrs", blocks)
        .with("AllocationMinNetmaskLength", length(own.allocation_min_netmask_length))
        .with("AllocationMaxNetmaskLength", length(own.allocation_max_netmask_length))
        .with("AllocationDefaultNetmaskLength", length(own.allocation_default_netmask_length))
        .with("Tags", tags);
    writer.make(id, properties, &[]);
    for (index, (_, row)) in rows(&own.allocations).into_iter().enumerate() {
        let Some(cidr) = &row.cidr else { continue };
        if let Some(of) = &row.resource_id {
            let (called, of) = (writer.called(id), writer.called(of));
            writer.say(format!("{called}: that {of} has {cidr} out of it is not in the template; what has that block there has it by itself."));
            continue;
        }
        let properties = Object::default().with("IpamPoolId", writer.to(id)).with("Cidr", cidr.to_string());
        writer.join(&format!("{name}Allocation{}", index + 1), "AWS::EC2::IPAMAllocation", properties, &[]);
    }
}
