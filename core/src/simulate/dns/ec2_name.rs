//! The names that AWS gives instances by itself, and the address that one gives to whoever asks.
//!
//! A public name gives the public address, and inside its own VPC the private one (R-DNS-4); to a peer only with the DNS
//! option of the connection (R-PEER-12). A private name gives the private address inside its VPC, to a peer of the Region,
//! and to one of another Region only with that option (R-PEER-13).
//! <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-dns.html>. Every other name: the files beside this one.

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

/// The address that a name of an instance gives, or why none; with the numbers of the book.
pub(super) type Given = Result<(IpAddr, Vec<&'static str>), (String, Vec<&'static str>)>;

/// Whether a domain is one of those below which AWS names instances.
pub(super) fn is_domain(domain: &str) -> bool {
    let of_region = |suffix: &str| {
        let region = domain.strip_suffix(suffix);
        region.is_some_and(|region| !region.is_empty() && !region.contains('.'))
    };
    matches!(domain, "ec2.internal" | "compute-1.amazonaws.com")
        || of_region(".compute.internal")
        || of_region(".compute.amazonaws.com")
}

/// What the resolver of a VPC says of a name below such a domain.
pub(super) fn inside(world: World<'_>, asker: &VpcNode, text: &str) -> Given {
    if let Some(given) = public(world, Some(asker), text) {
        return given;
    }
    match Name::of(text).filter(|name| !name.is_public) {
        Some(name) => private(world, asker, &name),
        None => Err(("no instance is called so".to_owned(), Vec::new())),
    }
}

/// What a public name gives to a host of this VPC, or outside of every VPC; `None` for other names.
pub(super) fn public(world: World<'_>, asker: Option<&VpcNode>, text: &str) -> Option<Given> {
    let name = Name::of(text).filter(|name| name.is_public)?;
    Some(of_public(world, asker, &name))
}

fn of_public(world: World<'_>, asker: Option<&VpcNode>, name: &Name) -> Given {
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
        return Err((format!("no instance of {} has {}", name.region, name.address), Vec::new()));
    };
    if !has_names(world, vpc) {
        let why = format!("DNS hostnames of {} are off", world.network.display_name(vpc.id.as_str()));
        return Err((why, vec!["R-DNS-2"]));
    }
    let Some(asker) = asker else { return Ok((name.address, Vec::new())) };
    if asker.id == vpc.id {
        return Ok((inside, vec!["R-DNS-4"]));
    }
    let connection = peering(world, asker, vpc);
    let book = Vec::from_iter(connection.map(|_| "R-PEER-12"));
    let is_private = has_names(world, asker) && connection.is_some_and(|it| answers_peer(world, it, vpc));
    Ok((if is_private { inside } else { name.address }, book))
}

fn private(world: World<'_>, asker: &VpcNode, name: &Name) -> Given {
    let called = world.network.display_name(asker.id.as_str());
    let has_it = |vpc: &VpcNode| {
        let owner = world.network.owner_in_vpc(vpc.id.as_str(), name.address);
        vpc.region.as_deref() == Some(name.region.as_str())
            && matches!(owner, Some(AddressOwner::Interface(_)))
    };
    if has_it(asker) {
        return Ok((name.address, Vec::new()));
    }
    let peers = asker.peerings.iter().filter_map(|id| world.network.peerings.get(id));
    for connection in peers.filter(|connection| connection.is_active()) {
        let side = connection.other_side(asker.id.as_str());
        let Some(vpc) = world.vpc(side.and_then(|side| side.vpc.as_ref())).filter(|vpc| has_it(vpc)) else {
            continue;
        };
        let book = Vec::from_iter(connection.is_cross_region().then_some("R-PEER-13"));
        if book.is_empty() || answers_peer(world, connection, vpc) {
            return Ok((name.address, book));
        }
        let there = world.network.display_name(vpc.id.as_str());
        let why = format!(
            "{there} is in another Region, and the DNS option of {} is off",
            world.name(&connection.id)
        );
        return Err((why, book));
    }
    Err((format!("neither {called} nor a VPC that is peered with it has {}", name.address), Vec::new()))
}

/// Whether a host of one VPC is given the private address of a name of another one: in the same VPC, or by the option of a
/// peering connection (R-DNS-4, R-PEER-12).
pub(super) fn is_given_inside(world: World<'_>, asker: &VpcNode, vpc: &VpcNode) -> bool {
    asker.id == vpc.id
        || has_names(world, asker)
            && peering(world, asker, vpc).is_some_and(|connection| answers_peer(world, connection, vpc))
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
