use super::trial::deletion;
use crate::change::{self, Change, ChangeFormError};
use crate::model::{Document, Resource, ResourceId, Task};
use serde_json::{Value, json};
use std::fmt;

/// One item of an expectation's `with`.
#[derive(Clone, Debug, PartialEq)]
pub enum With {
    /// A change, applied to a copy.
    Change(Change),
    /// A fault.
    Fault(Fault),
}

/// Why the items of a `with` cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unready {
    /// An item of a kind that this version does not know.
    NotKnown(String),
    /// An item that cannot be read, or that changes or fails what the drawing does not have.
    Wrong(String),
}

impl fmt::Display for Unready {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::NotKnown(reason) | Self::Wrong(reason)) = self;
        formatter.write_str(reason)
    }
}

/// Something that fails, without a change of the drawing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// An Availability Zone is down, by its name.
    ZoneDown(String),
    /// An instance is stopped.
    Stopped(ResourceId),
    /// Both tunnels of a VPN connection are down, by its id, or one, by `CONNECTION/ROW`.
    TunnelDown(String),
    /// No BGP session of a VPN connection is up, by its id, or one is down, by `CONNECTION/ROW` of its tunnel. Those of a
    /// Connect peer by its id, or one by `PEER/ROW`.
    BgpSessionDown(String),
    /// The line between two sites is down, by `SITE/SITE` in any order: the router of neither sends anything over it.
    LineDown(String),
    /// An instance tracks as many flows as it can (R-SG-11).
    TableFull(ResourceId),
    /// A target of a load balancer fails its health checks, or the health check of a record does, by `ZONE/ROW`.
    Unhealthy(ResourceId),
    /// An attachment, a peering, a gateway, an endpoint or a firewall is deleted, by its id, or a route, by `TABLE/ROW`.
    Deleted(String),
}

impl With {
    /// Reads an item; the reason if it cannot be read.
    pub fn from_value(value: &Value) -> Result<Self, Unready> {
        let Some(kind) = value.get("fault") else {
            return Change::from_value(value).map(Self::Change).map_err(|error| match error {
                ChangeFormError::UnknownForm => Unready::NotKnown(error.to_string()),
                _ => Unready::Wrong(error.to_string()),
            });
        };
        let of = value.get("of").and_then(Value::as_str);
        let of = of.ok_or_else(|| Unready::Wrong("a fault names what fails in \"of\"".to_owned()))?;
        match kind.as_str() {
            Some("zoneDown") => Ok(Self::Fault(Fault::ZoneDown(of.to_owned()))),
            Some("stopped") => Ok(Self::Fault(Fault::Stopped(of.into()))),
            Some("tunnelDown") => Ok(Self::Fault(Fault::TunnelDown(of.to_owned()))),
            Some("bgpSessionDown") => Ok(Self::Fault(Fault::BgpSessionDown(of.to_owned()))),
            Some("lineDown") => Ok(Self::Fault(Fault::LineDown(of.to_owned()))),
            Some("connectionTableFull") => Ok(Self::Fault(Fault::TableFull(of.into()))),
            Some("unhealthy") => Ok(Self::Fault(Fault::Unhealthy(of.into()))),
            Some("deleted") => Ok(Self::Fault(Fault::Deleted(of.to_owned()))),
            _ => Err(Unready::NotKnown(format!("this Netyard does not know the fault {kind}"))),
        }
    }

    /// Reads all items, applies the changes to a copy and gives it with the faults; the reason if one fails.
    pub fn prepare(document: &Document, items: &[Value]) -> Result<(Document, Vec<Fault>), Unready> {
        let mut copy = document.clone();
        let mut faults = Vec::new();
        for item in items {
            match Self::from_value(item)? {
                Self::Change(change) => {
                    change::apply(&mut copy, &change).map_err(|error| Unready::Wrong(error.to_string()))?;
                }
                Self::Fault(Fault::Deleted(of)) => {
                    let deletion = deletion(&copy, &of).ok_or_else(|| {
                        Unready::Wrong(format!(
                            "the drawing has no attachment, gateway or route {of}, which shall be gone"
                        ))
                    })?;
                    change::apply(&mut copy, &deletion).map_err(|error| Unready::Wrong(error.to_string()))?;
                }
                Self::Fault(fault) => faults.push(fault),
            }
        }
        match faults.iter().find(|fault| !fault.has_target(&copy)) {
            Some(Fault::ZoneDown(zone)) => {
                Err(Unready::Wrong(format!("no subnet of the drawing is in {zone}, which shall be down")))
            }
            Some(Fault::Stopped(id)) => {
                Err(Unready::Wrong(format!("the drawing has no instance {id}, which shall be stopped")))
            }
            Some(Fault::TunnelDown(tunnel)) => Err(Unready::Wrong(format!(
                "the drawing has no VPN connection and no tunnel {tunnel}, which shall be down"
            ))),
            Some(Fault::BgpSessionDown(session)) => Err(Unready::Wrong(format!(
                "the drawing has no VPN connection with BGP, no Connect peer and no session {session}, which shall be down"
            ))),
            Some(Fault::LineDown(line)) => Err(Unready::Wrong(format!(
                "the drawing has no line between two sites {line}, which shall be down"
            ))),
            Some(Fault::TableFull(id)) => Err(Unready::Wrong(format!(
                "the drawing has no instance {id}, which shall track as many flows as it can"
            ))),
            Some(Fault::Unhealthy(id)) => Err(Unready::Wrong(format!(
                "the drawing has no target of a load balancer, no record and no health check {id}, which shall be unhealthy"
            ))),
            // Applied above, or refused there.
            Some(Fault::Deleted(_)) | None => Ok((copy, faults)),
        }
    }
}

/// Whether a target group, an Auto Scaling group or a classic load balancer of the drawing has this target.
fn is_target(document: &Document, id: &ResourceId) -> bool {
    document.resources.values().any(|resource| match resource.as_ref() {
        Resource::TargetGroup(group) => group.targets.values().any(|target| target.id.as_ref() == Some(id)),
        Resource::AutoScalingGroup(group) => group.instances.contains(id),
        Resource::EcsService(service) => service.tasks.iter().any(|task| {
            let host = document.task(task.as_str()).and_then(Task::host);
            host.map_or_else(|| has_address(document, task, id.as_str()), |host| host == id)
        }),
        Resource::LoadBalancer(balancer) => {
            balancer.instances.values().any(|own| own.instance_id.as_ref() == Some(id))
        }
        _ => false,
    })
}

/// Whether a hosted zone has this record, by `ZONE/ROW`.
fn is_record(document: &Document, id: &ResourceId) -> bool {
    let Some((zone, row)) = id.as_str().split_once('/') else { return false };
    document.hosted_zone(zone).is_some_and(|zone| zone.resource_record_sets.contains_key(row))
}

/// Whether an interface of this task has that address.
fn has_address(document: &Document, task: &ResourceId, address: &str) -> bool {
    document.resources.values().any(|resource| match resource.as_ref() {
        Resource::NetworkInterface(own) => {
            own.instance_id() == Some(task)
                && own.private_ip_addresses.iter().any(|entry| {
                    entry.private_ip_address.as_ref().is_some_and(|own| own.to_string() == address)
                })
        }
        _ => false,
    })
}

impl Fault {
    /// The line between two sites is down. The same fault whichever is named first.
    pub fn line_down(one: &str, other: &str) -> Self {
        Self::LineDown(format!("{}/{}", one.min(other), one.max(other)))
    }

    /// The item of a `with` that says it.
    pub fn to_value(&self) -> Value {
        let (kind, of) = match self {
            Self::ZoneDown(zone) => ("zoneDown", zone.as_str()),
            Self::Stopped(instance) => ("stopped", instance.as_str()),
            Self::TunnelDown(tunnel) => ("tunnelDown", tunnel.as_str()),
            Self::BgpSessionDown(session) => ("bgpSessionDown", session.as_str()),
            Self::LineDown(line) => ("lineDown", line.as_str()),
            Self::TableFull(instance) => ("connectionTableFull", instance.as_str()),
            Self::Unhealthy(target) => ("unhealthy", target.as_str()),
            Self::Deleted(of) => ("deleted", of.as_str()),
        };
        json!({"fault": kind, "of": of})
    }

    /// Whether the drawing has what fails: a fault of nothing would leave every packet as it is.
    pub fn has_target(&self, document: &Document) -> bool {
        match self {
            Self::Deleted(of) => deletion(document, of).is_some(),
            Self::Stopped(id) | Self::TableFull(id) => document.instance(id.as_str()).is_some(),
            Self::Unhealthy(id) => {
                is_target(document, id)
                    || is_record(document, id)
                    || document.health_check(id.as_str()).is_some()
            }
            Self::LineDown(of) => of.split_once('/').is_some_and(|(one, other)| {
                let leads = |from: &str, to: &str| {
                    document.on_premises_site(from).is_some_and(|site| {
                        let mut targets =
                            site.routes.values().filter_map(|row| row.on_premises_site_id.as_ref());
                        targets.any(|target| target.as_str() == to)
                    })
                };
                let both = [one, other].into_iter().all(|id| document.on_premises_site(id).is_some());
                both && one != other && (leads(one, other) || leads(other, one))
            }),
            Self::TunnelDown(of) | Self::BgpSessionDown(of) => {
                let (connection, tunnel) = of.split_once('/').unwrap_or((of, ""));
                let is_session = matches!(self, Self::BgpSessionDown(_));
                if let Some(peer) = document.transit_gateway_connect_peer(connection) {
                    let has = || peer.sessions().iter().any(|(row, _)| row == tunnel);
                    return is_session && (tunnel.is_empty() || has());
                }
                let connection = document.vpn_connection(connection);
                let connection = connection.filter(|own| !(is_session && own.options.static_routes_only));
                connection.is_some_and(|connection| {
                    tunnel.is_empty() || connection.tunnels().iter().any(|(row, _)| row == tunnel)
                })
            }
            Self::ZoneDown(zone) => document.resources.iter().any(|(id, resource)| match resource.as_ref() {
                Resource::Subnet(subnet) => {
                    subnet.availability_zone.as_ref().is_some_and(|of| of.as_str() == zone)
                }
                Resource::AvailabilityZone(_) => id.as_str() == zone,
                _ => false,
            }),
        }
    }
}
