//! A VPC that the internet cannot reach: a gateway is attached (R-RT-20).

use crate::change::{Change, Fix};
use crate::model::{InternetGateway, Resource};
use crate::simulate::world::World;
use crate::topology::VpcNode;

/// Attaches the first internet gateway that is attached to nothing, else a new one. An egress-only one is left alone.
pub(in crate::simulate) fn attach(world: World<'_>, vpc: &VpcNode) -> Fix {
    let document = &world.network.document;
    let vpc_name = document.display_name(vpc.id.as_str());
    let idle = document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::InternetGateway(gateway)
            if gateway.vpc_id.as_ref().is_none_or(|vpc| !world.network.vpcs.contains_key(vpc)) =>
        {
            Some(id)
        }
        _ => None,
    });
    match idle {
        Some(id) => Fix {
            title: format!("Attach {} to {vpc_name}", document.display_name(id.as_str())),
            changes: vec![Change::set(id, "/vpcId", vpc.id.as_str())],
        },
        None => Fix {
            title: format!("Attach a new internet gateway to {vpc_name}"),
            changes: vec![Change::add(
                super::free_id(world, "igw"),
                InternetGateway { vpc_id: Some(vpc.id.clone()), ..InternetGateway::default() },
            )],
        },
    }
}
