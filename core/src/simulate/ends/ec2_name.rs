//! The names that AWS gives instances by itself, and the address that one gives to whoever asks.
//!
//! A public name gives the public address, and inside its own VPC the private one (R-DNS-4); to a peer only with the DNS
//! option of the connection (R-PEER-12). A private name gives the private address inside its VPC, to a peer of the Region,
//! and to one of another Region only with that option (R-PEER-13).
//! <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-dns.html>. Not modelled: hosted zones and every other name.

use super::EndError;
use super::lookup::End;
use crate::simulate::world::World;
use crate::topology::{AddressOwner, PeeringNode, VpcNode};
use std::net::{IpAddr, Ipv4Addr};

/// A name that AWS gives: which address is in it, and of which Region.
#[derive(Debug, PartialEq, Eq)]
struct Name {
    is_public: bool,
    address: IpAddr,
    region: String,
}

impl Name {
    /// Reads `ec2-203-0-113-25.eu-west-1.compute.amazonaws.com` or `ip-10-0-0-5.eu-west-1.compute.internal`; the first
    /// Region of AWS has names of its own.
    fn of(text: &str) -> Option<Self> {
        let (host, domain) = text.trim_end_matches('.').split_once('.')?;
        let (is_public, dashed) = match (host.strip_prefix("ec2-"), host.strip_prefix("ip-")) {
            (Some(dashed), _) => (true, dashed),
            (None, Some(dashed)) => (false, dashed),
            (None, None) => return None,
        };
        let region = match (is_public, domain) {
            (true, "compute-1.amazonaws.com") | (false, "ec2.internal") => "us-east-1",
            (true, domain) => domain.strip_suffix(".compute.amazonaws.com")?,
            (false, domain) => domain.strip_suffix(".compute.internal")?,
        };
        let address: Ipv4Addr = dashed.replace('-', ".").parse().ok()?;
        Some(Self { is_public, address: address.into(), region: region.to_owned() })
    }
}

/// An address that a name gave, and the number of the book that says why.
pub(super) type Given = (IpAddr, Option<&'static str>);

/// The address that a name of an instance gives to this sender; `None` for a text that is no such name.
pub(super) fn resolve(world: World<'_>, from: &End<'_>, text: &str) -> Option<Result<Given, EndError>> {
    let name = Name::of(text)?;
    let asker = match from {
        End::Interface(node, _) => world.vpc(node.vpc.as_ref()),
        End::Subnet(node) => world.vpc(node.vpc.as_ref()),
        _ => None,
    };
    Some(if name.is_public { public(world, asker, &name, text) } else { private(world, asker, &name, text) })
}

fn nobody(text: &str, why: String) -> EndError {
    EndError::NoAddress { text: text.to_owned(), why }
}

fn public(world: World<'_>, asker: Option<&VpcNode>, name: &Name, text: &str) -> Result<Given, EndError> {
    let known = world.network.public_addresses.get(&name.address);
    let owner = known.and_then(|known| match &known.owner {
        AddressOwner::Interface(id) => {
            let vpc = world.vpc(world.network.interfaces.get(id)?.vpc.as_ref())?;
            Some((vpc, known.private?))
        }
        AddressOwner::NatGateway(_) => None,
    });
    let owner = owner.filter(|(vpc, _)| vpc.region.as_deref() == Some(name.region.as_str()));
    let Some((vpc, inside)) = owner else {
        return Err(nobody(text, format!("no instance of {} has {}", name.region, name.address)));
    };
    if !has_names(world, vpc) {
        let why =
            format!("DNS hostnames of {} are off", world.network.document.display_name(vpc.id.as_str()));
        return Err(nobody(text, why));
    }
    let Some(asker) = asker else { return Ok((name.address, None)) };
    if asker.id == vpc.id {
        return Ok((inside, None));
    }
    let connection = peering(world, asker, vpc);
    let number = connection.map(|_| "R-PEER-12");
    let is_private = has_names(world, asker) && connection.is_some_and(|it| answers_peer(world, it, vpc));
    Ok((if is_private { inside } else { name.address }, number))
}

fn private(world: World<'_>, asker: Option<&VpcNode>, name: &Name, text: &str) -> Result<Given, EndError> {
    let Some(asker) = asker else {
        return Err(nobody(text, "private names are known inside VPCs only".to_owned()));
    };
    let called = world.network.document.display_name(asker.id.as_str());
    let has_it = |vpc: &VpcNode| {
        let owner = world.network.owner_in_vpc(vpc.id.as_str(), name.address);
        vpc.region.as_deref() == Some(name.region.as_str())
            && matches!(owner, Some(AddressOwner::Interface(_)))
    };
    let is_answered = |id: &str| {
        let vpc = world.network.document.vpc(id);
        vpc.is_some_and(|vpc| vpc.enable_dns_support)
    };
    if !is_answered(asker.id.as_str()) {
        return Err(nobody(text, format!("the resolver of {called} is off")));
    }
    if has_it(asker) {
        return Ok((name.address, None));
    }
    let peers = asker.peerings.iter().filter_map(|id| world.network.peerings.get(id));
    for connection in peers.filter(|connection| connection.is_active()) {
        let side = connection.other_side(asker.id.as_str());
        let Some(vpc) = world.vpc(side.and_then(|side| side.vpc.as_ref())).filter(|vpc| has_it(vpc)) else {
            continue;
        };
        let number = connection.is_cross_region().then_some("R-PEER-13");
        if number.is_none() || answers_peer(world, connection, vpc) {
            return Ok((name.address, number));
        }
        let there = world.network.document.display_name(vpc.id.as_str());
        let why = format!(
            "{there} is in another Region, and the DNS option of {} is off",
            world.name(&connection.id)
        );
        return Err(nobody(text, why));
    }
    Err(nobody(text, format!("neither {called} nor a VPC that is peered with it has {}", name.address)))
}

/// Whether instances of a VPC have public names.
fn has_names(world: World<'_>, vpc: &VpcNode) -> bool {
    let vpc = world.network.document.vpc(vpc.id.as_str());
    vpc.is_some_and(|vpc| vpc.enable_dns_support && vpc.enable_dns_hostnames)
}

/// The active connection between two VPCs.
fn peering<'a>(world: World<'a>, one: &VpcNode, other: &VpcNode) -> Option<&'a PeeringNode> {
    let mut all = one.peerings.iter().filter_map(|id| world.network.peerings.get(id));
    all.find(|connection| {
        let side = connection.other_side(one.id.as_str());
        connection.is_active() && side.and_then(|side| side.vpc.as_ref()) == Some(&other.id)
    })
}

/// Whether the names of a VPC give private addresses to its peer: an option of its own side.
fn answers_peer(world: World<'_>, connection: &PeeringNode, vpc: &VpcNode) -> bool {
    let Some(drawn) = world.network.document.vpc_peering_connection(connection.id.as_str()) else {
        return false;
    };
    let sides = [&drawn.requester_vpc_info, &drawn.accepter_vpc_info].into_iter().flatten();
    let mut own = sides.filter(|side| side.vpc_id.as_ref() == Some(&vpc.id));
    own.any(|side| {
        let option = side.peering_options.as_ref().and_then(|all| all.get("allowDnsResolutionFromRemoteVpc"));
        option.and_then(serde_json::Value::as_bool).unwrap_or(false)
    })
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn names_hold_an_address_and_a_region() {
        let read = |text: &str| Name::of(text).map(|it| (it.is_public, it.address.to_string(), it.region));
        let is =
            |public: bool, address: &str, region: &str| Some((public, address.to_owned(), region.to_owned()));
        assert_eq!(
            read("ec2-203-0-113-25.eu-west-1.compute.amazonaws.com"),
            is(true, "203.0.113.25", "eu-west-1")
        );
        assert_eq!(read("ec2-203-0-113-25.compute-1.amazonaws.com."), is(true, "203.0.113.25", "us-east-1"));
        assert_eq!(read("ip-10-0-0-5.eu-west-1.compute.internal"), is(false, "10.0.0.5", "eu-west-1"));
        assert_eq!(read("ip-10-0-0-5.ec2.internal"), is(false, "10.0.0.5", "us-east-1"));
        for text in ["web", "ec2-web", "ip-10-0-0.ec2.internal", "www.example.com", "ec2-1-2-3-4.example.com"]
        {
            assert_eq!(Name::of(text), None, "{text}");
        }
    }
}
