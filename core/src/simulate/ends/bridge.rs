//! Two tasks on the bridge of one instance reach one another at addresses that AWS shows nobody; a published port goes by the
//! instance.

use super::error::EndError;
use super::plan::{Given, Planned, header};
use crate::net::{Family, Protocol};
use crate::simulate::FlowSpec;
use crate::simulate::bridge::{BridgePlan, OnBridge};
use crate::simulate::ports;
use crate::simulate::world::World;
use std::net::IpAddr;

/// The flow, if it stays on one bridge.
pub(super) fn plan<'a>(
    world: World<'a>,
    spec: &FlowSpec,
    given: Option<&Given>,
) -> Result<Option<Planned<'a>>, EndError> {
    let Some(from) = OnBridge::called(world, &spec.from) else { return Ok(None) };
    let asked = match given {
        Some(Given::Address(address, _)) => Some(*address),
        Some(_) => return Ok(None),
        None => spec.to.parse::<IpAddr>().ok(),
    };
    let to = match asked {
        Some(address) => from.at(world, address),
        None => OnBridge::called(world, &spec.to).filter(|to| to.host == from.host),
    };
    let Some(to) = to.filter(|to| asked.is_some() || !is_published(world, spec, *to)) else {
        return Ok(None);
    };
    let (Some(source), Some(own)) = (from.task.address_on_bridge(), to.task.address_on_bridge()) else {
        let missing = format!(
            "{} and {} are on the bridge of {}: their containers have addresses there that the drawing does not hold. Send to a port that {} publishes.",
            world.name(from.id),
            world.name(to.id),
            world.name(from.host),
            world.name(to.id)
        );
        return Ok(Some(Planned::Unclear(to.id.clone(), missing)));
    };
    if spec.family == Some(Family::Ipv6) {
        let (from, to) = (world.name(from.id).to_owned(), world.name(to.id).to_owned());
        return Err(EndError::NoCommonFamily { from, to });
    }
    let range = if from.task.is_windows() { ports::WINDOWS } else { ports::LINUX };
    let client_ports = spec.source_port.map_or(range, crate::net::PortRange::single);
    let destination = asked.unwrap_or(own);
    let header = header(spec, Family::Ipv4, spec.source_ip.unwrap_or(source), destination, client_ports)?;
    Ok(Some(Planned::OnBridge(Box::new(BridgePlan { from, to, header, client_ports }))))
}

/// Whether a port of the instance leads to a container.
fn is_published(world: World<'_>, spec: &FlowSpec, to: OnBridge<'_>) -> bool {
    let wanted = spec.port_or_default();
    let protocol = spec.protocol.as_ref().unwrap_or(&Protocol::Tcp);
    let ports = world.network.published_ports_of(to.host.as_str());
    ports.iter().any(|port| port.host_port == wanted && port.protocol.admits(protocol))
}
