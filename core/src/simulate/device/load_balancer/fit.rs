//! Which target groups AWS takes behind a listener: of its VPC, of a kind that its load balancer has, and of a protocol that
//! goes with its own.
//!
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html>

use super::Node;
use crate::model::{LoadBalancerKind, LoadBalancerListener, ResourceId};
use crate::simulate::world::World;

/// Why AWS would not take a group behind a listener, so that nobody knows what becomes of a packet.
pub(super) fn why_not(
    world: World<'_>,
    node: Node<'_>,
    listener: &LoadBalancerListener,
    group: &ResourceId,
) -> Option<String> {
    let written = world.network.document.target_group(group.as_str())?;
    let (name, of) = (world.name(node.id), world.name(group));
    let own = node.interface.vpc.as_ref();
    if written.vpc_id.as_ref().zip(own).is_some_and(|(group, own)| group != own) {
        return Some(format!("{of} is a group of another VPC than {name}: AWS refuses that."));
    }
    let is_application = node.is(LoadBalancerKind::Application);
    let is_taken = match written.target_type.as_str() {
        "lambda" => is_application,
        "alb" => !is_application,
        _ => true,
    };
    if !is_taken {
        let kind = &written.target_type;
        return Some(format!("{of} has targets of the type {kind}: AWS refuses that behind {name}."));
    }
    let asked = listener.protocol.as_deref()?;
    let spoken = written.protocol.as_deref().filter(|_| written.target_type != "lambda")?;
    let goes = goes_with(asked, spoken) || is_application && !is_of_application(asked);
    (!goes).then(|| {
        format!("The protocol of {of} is {spoken}: AWS refuses that behind a listener of {name} for {asked}.")
    })
}

/// What an Application Load Balancer listens for; a listener for anything else is a fault of its own.
fn is_of_application(protocol: &str) -> bool {
    matches!(protocol, "HTTP" | "HTTPS")
}

/// Whether a listener of the first protocol forwards to a group of the second.
pub fn goes_with(listener: &str, group: &str) -> bool {
    match listener {
        "HTTP" | "HTTPS" => matches!(group, "HTTP" | "HTTPS"),
        "TCP" => matches!(group, "TCP" | "TCP_UDP"),
        "TLS" => matches!(group, "TCP" | "TLS"),
        "UDP" => matches!(group, "UDP" | "TCP_UDP"),
        "QUIC" => matches!(group, "QUIC" | "TCP_QUIC"),
        other => other == group,
    }
}
