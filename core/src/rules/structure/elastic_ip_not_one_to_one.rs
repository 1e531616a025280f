//! An Elastic IP address and a private address are not one to one.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{ElasticIp, ResourceId};
use crate::net::Address;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;
use std::net::IpAddr;

rule! {
    /// # What it checks
    /// Two Elastic IP addresses stand for one private address, two have the same public address, or one is
    /// associated with an interface and a NAT gateway at once.
    ///
    /// # Why it matters
    /// The internet gateway translates one public address to one private address. AWS moves an association
    /// instead of adding one.
    ///
    /// # How to fix
    /// Keep one association. The fix takes the later one away.
    ///
    /// # Limits
    /// An Elastic IP address without a private address stands for the primary one of its interface.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>
    RuleInfo {
        id: "elastic-ip-not-one-to-one",
        title: "An Elastic IP address is associated twice",
        group: Group::Structure,
        book: &["R-ENI-6"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut of_private: BTreeMap<(&ResourceId, Option<IpAddr>), &ResourceId> = BTreeMap::new();
    let mut of_public: BTreeMap<IpAddr, &ResourceId> = BTreeMap::new();
    for (id, elastic) in context.elastic_ips.iter().copied() {
        if let (Some(interface), Some(nat)) = (&elastic.network_interface_id, &elastic.nat_gateway_id) {
            report.push(twice(context, id, interface, nat));
        }
        if let Some(interface) = &elastic.network_interface_id {
            let key = (interface, private_of(context, elastic, interface));
            if let Some(first) = of_private.get(&key) {
                report.push(same_private(context, id, first, interface));
            } else {
                of_private.insert(key, id);
            }
        }
        if let Some(public) = elastic.public_ip.as_ref().and_then(Address::ip) {
            if let Some(first) = of_public.get(&public) {
                report.push(same_public(context, id, first, public));
            } else {
                of_public.insert(public, id);
            }
        }
    }
}

fn private_of(context: &Context<'_>, elastic: &ElasticIp, interface: &ResourceId) -> Option<IpAddr> {
    let written = elastic.private_ip_address.as_ref().and_then(Address::ip);
    written.or_else(|| Some(context.network.interfaces.get(interface)?.addresses.first()?.private))
}

fn help() -> crate::message::Message {
    say!("elastic-ip-not-one-to-one.help", "Keep one association, and take the other away.")
}

fn without(context: &Context<'_>, id: &ResourceId, path: &str, other: &ResourceId) -> Fix {
    Fix {
        title: format!("Take {} off {}", context.name(id), context.name(other)),
        changes: vec![Change::RemovePath { id: id.clone(), path: path.to_owned() }],
    }
}

fn twice(context: &Context<'_>, id: &ResourceId, interface: &ResourceId, nat: &ResourceId) -> Found {
    let message = say!(
        "elastic-ip-not-one-to-one.both",
        "{elastic} is associated with {interface} and with {nat}.",
        elastic = context.name(id),
        interface = context.name(interface),
        nat = context.name(nat)
    );
    Found::new([id, interface, nat], message, help()).fix(Some(without(
        context,
        id,
        "/networkInterfaceId",
        interface,
    )))
}

fn same_private(context: &Context<'_>, id: &ResourceId, first: &ResourceId, interface: &ResourceId) -> Found {
    let message = say!(
        "elastic-ip-not-one-to-one.private",
        "{first} and {second} stand for one private address of {interface}.",
        first = context.name(first),
        second = context.name(id),
        interface = context.name(interface)
    );
    Found::new([id, first, interface], message, help()).fix(Some(without(
        context,
        id,
        "/networkInterfaceId",
        interface,
    )))
}

fn same_public(context: &Context<'_>, id: &ResourceId, first: &ResourceId, public: IpAddr) -> Found {
    let message = say!(
        "elastic-ip-not-one-to-one.public",
        "{first} and {second} are both {public}.",
        first = context.name(first),
        second = context.name(id),
        public = public
    );
    let fix = Fix {
        title: format!("Remove {}", context.name(id)),
        changes: vec![Change::Remove { id: id.clone() }],
    };
    Found::new([id, first], message, help()).fix(Some(fix))
}
