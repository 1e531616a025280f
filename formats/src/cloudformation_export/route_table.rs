//! Route tables: rows, subnets, gateways and propagation.

use super::network::select;
use super::writer::{Writer, rows};
use super::yaml::{Object, Value};
use netyard_core::model::{Resource, ResourceId, Route, RouteTable};
use std::collections::BTreeSet;

pub(super) fn table(writer: &mut Writer<'_>, id: &ResourceId, own: &RouteTable) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let vpc = own.vpc_id.as_ref().map(|vpc| writer.to(vpc));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    writer.make(id, Object::default().with("VpcId", vpc).with("Tags", tags), &[]);
    for (index, (_, row)) in rows(&own.routes).into_iter().enumerate() {
        route(writer, id, own, &format!("{name}Route{}", index + 1), row);
    }
    let mut subnets = own.subnet_ids.clone();
    if own.main {
        let others = without_table(writer, own);
        let called = writer.called(id);
        writer.say(format!("{called} is the main route table. CloudFormation cannot change the one that AWS makes, so the template makes another one and gives it to each subnet that has none of its own."));
        subnets.extend(others);
    }
    for subnet in &subnets {
        let of = writer.name(subnet).map_or_else(|| name.clone(), str::to_owned);
        let properties =
            Object::default().with("SubnetId", writer.to(subnet)).with("RouteTableId", writer.to(id));
        writer.join(&format!("{of}Routes"), "AWS::EC2::SubnetRouteTableAssociation", properties, &[]);
    }
    if let Some(gateway) = &own.gateway_id {
        let after: Vec<String> = writer.joined.get(&(gateway.clone(), None)).cloned().into_iter().collect();
        let properties =
            Object::default().with("GatewayId", writer.to(gateway)).with("RouteTableId", writer.to(id));
        writer.join(&format!("{name}Gateway"), "AWS::EC2::GatewayRouteTableAssociation", properties, &after);
    }
    for gateway in &own.propagating_vgws {
        let after: Vec<String> = writer.joined.get(&(gateway.clone(), None)).cloned().into_iter().collect();
        let properties = Object::default()
            .with("RouteTableIds", vec![writer.to(id)])
            .with("VpnGatewayId", writer.to(gateway));
        writer.join(
            &format!("{name}Propagation"),
            "AWS::EC2::VPNGatewayRoutePropagation",
            properties,
            &after,
        );
    }
}

/// The subnets of a VPC that no route table names.
fn without_table(writer: &Writer<'_>, own: &RouteTable) -> Vec<ResourceId> {
    let mut named = BTreeSet::new();
    for resource in writer.document.resources.values() {
        if let Resource::RouteTable(table) = resource.as_ref() {
            named.extend(table.subnet_ids.iter());
        }
    }
    let subnets = writer.document.resources.iter().filter(|(id, resource)| {
        matches!(resource.as_ref(), Resource::Subnet(subnet) if subnet.vpc_id == own.vpc_id)
            && !named.contains(id)
    });
    subnets.map(|(id, _)| id.clone()).collect()
}

fn route(writer: &mut Writer<'_>, id: &ResourceId, own: &RouteTable, wish: &str, row: &Route) {
    let destination = row.destination_text();
    if row.origin.as_deref() == Some("EnableVgwRoutePropagation") {
        let called = writer.called(id);
        writer.say(format!(
            "{called}: its row {destination} is not in the template: a virtual private gateway brings it."
        ));
        return;
    }
    let is_local = row.gateway_id.as_ref().is_some_and(|gateway| *gateway == "local");
    let vpc = own.vpc_id.as_ref().and_then(|vpc| writer.document.vpc(vpc.as_str()));
    let is_whole = vpc.is_some_and(|vpc| {
        vpc.cidr_blocks.iter().chain(&vpc.ipv6_cidr_blocks).any(|block| Some(block) == row.destination_cidr())
    });
    if is_local || is_whole {
        let called = writer.called(id);
        writer.say(format!("{called}: its row {destination} is not in the template: CloudFormation does not change the local route."));
        return;
    }
    let mut properties = Object::default()
        .with("RouteTableId", writer.to(id))
        .with("DestinationCidrBlock", row.destination_cidr_block.as_ref().map(ToString::to_string))
        .with("DestinationIpv6CidrBlock", row.destination_ipv6_cidr_block.as_ref().map(ToString::to_string));
    if let Some(list) = &row.destination_prefix_list_id {
        properties.put("DestinationPrefixListId", writer.to(list));
    }
    let mut after = Vec::new();
    for (field, target) in row.targets() {
        let mut key = pascal_field(field);
        let mut value = None;
        if field == "networkInterfaceId"
            && let Some(outer) = writer.inside.get(target).cloned()
        {
            // The interface comes with its instance, and a route to the instance leads to it.
            "InstanceId".clone_into(&mut key);
            value = Some(writer.to(&outer));
            let called = writer.called(id);
            writer.say(format!(
                "{called}: its row {destination} names the instance {} in place of its interface {target}.",
                writer.called(&outer)
            ));
        }
        if field == "vpcEndpointId" {
            value = firewall_endpoint(writer, target);
        }
        let value = value.unwrap_or_else(|| writer.to(target));
        properties.put(&key, value);
        after.extend(writer.joined.get(&(target.clone(), None)).cloned());
        after.extend(writer.joined.get(&(target.clone(), own.vpc_id.clone())).cloned());
    }
    after.sort();
    after.dedup();
    writer.join(wish, "AWS::EC2::Route", properties, &after);
}

/// The endpoint that a firewall makes in a zone: `Fn::GetAtt` gives all of them, each behind its zone.
fn firewall_endpoint(writer: &Writer<'_>, endpoint: &ResourceId) -> Option<Value> {
    writer.document.resources.iter().find_map(|(id, resource)| {
        let Resource::Firewall(firewall) = resource.as_ref() else { return None };
        let at = rows(&firewall.subnet_mappings)
            .into_iter()
            .position(|(_, mapping)| mapping.endpoint_id.as_ref() == Some(endpoint))?;
        let name = writer.name(id)?.to_owned();
        let both = select(i64::try_from(at).ok()?, Value::Attribute(name, "EndpointIds"));
        let parts = Object::default().with("Fn::Split", vec![Value::from(":"), both]);
        Some(select(1, parts.into()))
    })
}

/// `natGatewayId` as `NatGatewayId`.
fn pascal_field(field: &str) -> String {
    let mut letters = field.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
