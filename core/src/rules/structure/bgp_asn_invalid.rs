//! An AS number that AWS does not take, or two where there can be one.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId, TransitGatewayConnectPeer};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{pointer, take_away};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The AS number of a customer gateway, or of the appliance at a Connect peer, is 0 or too large; that of a transit
    /// gateway or virtual private gateway is none that AWS gives its own side; the BGP sessions of a Connect peer name two
    /// numbers for the appliance, or another one for the transit gateway than it has.
    ///
    /// # Why it matters
    /// AWS refuses it.
    ///
    /// # How to fix
    /// Write the number of the device, or leave it to AWS. The fix does where AWS has one.
    ///
    /// # Limits
    /// The public numbers of AWS, which virtual private gateways had before July 2018, are left out. Numbers that AWS
    /// reserves in single Regions are not known here.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnGateway.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>
    RuleInfo {
        id: "bgp-asn-invalid",
        title: "AWS does not take an AS number",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

/// The numbers that AWS's own public side had, one for each of its first Regions.
const AMAZON: [i64; 4] = [7224, 9059, 10124, 17493];

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let found = match resource.as_ref() {
            Resource::CustomerGateway(gateway) => device(context, id, gateway.bgp_asn),
            Resource::TransitGateway(gateway) => {
                amazon_side(context, id, gateway.options.amazon_side_asn, "/options/amazonSideAsn")
            }
            Resource::VpnGateway(gateway) => {
                let own = gateway.amazon_side_asn.map(i64::from).filter(|own| !AMAZON.contains(own));
                amazon_side(context, id, own, "/amazonSideAsn")
            }
            Resource::TransitGatewayConnectPeer(peer) => connect_peer(context, id, peer),
            _ => None,
        };
        report.push_all(found);
    }
}

fn is_of_device(asn: i64) -> bool {
    (1..=i64::from(u32::MAX)).contains(&asn)
}

fn device(context: &Context<'_>, id: &ResourceId, asn: Option<u32>) -> Option<Found> {
    let asn = asn.map(i64::from).filter(|asn| !is_of_device(*asn))?;
    let name = context.name(id);
    let help = say!(
        "bgp-asn-invalid.help",
        "Write the number of the device into {gateway}, or none: AWS then takes 65000.",
        gateway = name
    );
    let fix = take_away(format!("Leave the AS number of {name} to AWS"), id, &["bgpAsn"]);
    Some(Found::new([id], no_device(&name, asn), help).fix(Some(fix)))
}

fn no_device(name: &str, asn: i64) -> crate::message::Message {
    say!(
        "bgp-asn-invalid",
        "{thing} has the AS number {asn}. A device has one of 1 to 4294967295.",
        thing = name,
        asn = asn
    )
}

fn amazon_side(context: &Context<'_>, id: &ResourceId, asn: Option<i64>, path: &str) -> Option<Found> {
    let is_private = |asn: &i64| matches!(asn, 64_512..=65_534 | 4_200_000_000..=4_294_967_294);
    let asn = asn.filter(|asn| !is_private(asn))?;
    let name = context.name(id);
    let message = say!(
        "bgp-asn-invalid.amazon-side",
        "{gateway} has the AS number {asn}. The Amazon side has one of 64512 to 65534 or of 4200000000 to 4294967294.",
        gateway = name,
        asn = asn
    );
    let help = say!(
        "bgp-asn-invalid.amazon-side-help",
        "Choose a number of these ranges for {gateway}, or none: AWS then takes 64512.",
        gateway = name
    );
    let changes = vec![Change::RemovePath { id: id.clone(), path: path.to_owned() }];
    let fix = Fix { title: format!("Leave the AS number of {name} to AWS"), changes };
    Some(Found::new([id], message, help).fix(Some(fix)))
}

fn connect_peer(context: &Context<'_>, id: &ResourceId, peer: &TransitGatewayConnectPeer) -> Option<Found> {
    let node = context.network.connect_peers.get(id).filter(|node| !node.is_gone())?;
    let name = context.name(id);
    let sessions = &peer.connect_peer_configuration.bgp_configurations;
    let of_appliance = || sessions.values().filter_map(|session| session.peer_asn);
    if let Some(asn) = of_appliance().find(|asn| !is_of_device(*asn)) {
        let help = say!(
            "bgp-asn-invalid.appliance-help",
            "Write the number of the appliance into {peer}, or none: AWS then takes that of the transit gateway.",
            peer = name
        );
        return Some(Found::new([id], no_device(&name, asn), help));
    }
    let field =
        |row: &str, name: &str| pointer(&["connectPeerConfiguration", "bgpConfigurations", row, name]);
    let first = of_appliance().next();
    if let Some((first, second)) =
        first.and_then(|first| Some((first, of_appliance().find(|asn| *asn != first)?)))
    {
        let message = say!(
            "bgp-asn-invalid.two",
            "The BGP sessions of {peer} name two AS numbers for one appliance, {first} and {second}.",
            peer = name,
            first = first,
            second = second
        );
        let help =
            say!("bgp-asn-invalid.two-help", "Write one number into all sessions of {peer}.", peer = name);
        let others = sessions.iter().filter(|(_, session)| session.peer_asn.is_some_and(|asn| asn != first));
        let changes =
            others.map(|(row, _)| Change::set(id, &field(row.as_str(), "peerAsn"), first)).collect();
        let fix = Fix { title: format!("Take {first} for all sessions of {name}"), changes };
        return Some(Found::new([id], message, help).fix(Some(fix)));
    }
    let gateway = context.network.transit_gateways.get(node.gateway.as_ref()?)?;
    let wrong = |asn: &i64| *asn != gateway.asn;
    let named =
        sessions.iter().filter(|(_, session)| session.transit_gateway_asn.is_some_and(|asn| wrong(&asn)));
    let rows: Vec<&str> = named.map(|(row, _)| row.as_str()).collect();
    let asn = sessions.values().filter_map(|session| session.transit_gateway_asn).find(wrong)?;
    let hub = context.name(&gateway.id);
    let message = say!(
        "bgp-asn-invalid.gateway",
        "{peer} names the AS number {asn} for {gateway}, which has {own}.",
        peer = name,
        asn = asn,
        gateway = hub,
        own = gateway.asn
    );
    let help = say!(
        "bgp-asn-invalid.gateway-help",
        "Leave the number of {gateway} out of {peer}: {gateway} says it.",
        gateway = hub,
        peer = name
    );
    let taken =
        rows.iter().map(|row| Change::RemovePath { id: id.clone(), path: field(row, "transitGatewayAsn") });
    let fix = Fix { title: format!("Leave the number of {hub} out of {name}"), changes: taken.collect() };
    Some(Found::new([id, &gateway.id], message, help).fix(Some(fix)))
}
