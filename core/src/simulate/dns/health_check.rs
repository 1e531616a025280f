//! Health checks of Route 53 (R-R53-9): checkers on the internet ask an endpoint, and it is healthy while more than 18 % of
//! them are answered. What an alarm says, and what stands outside of the drawing, is taken to be well.
//!
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html>. The ranges
//! of the checkers are those of November 2026: <https://ip-ranges.amazonaws.com/ip-ranges.json>, `ROUTE53_HEALTHCHECKS`.

use super::lookup::{Lookup, Reply};
use crate::model::{HealthCheckConfig, Resource, ResourceId};
use crate::net::{Address, Protocol, well_known};
use crate::routing::RoutedNetwork;
use crate::simulate::device::load_balancer::health::Known;
use crate::simulate::world::World;
use crate::simulate::{Faults, FlowSpec, Request, Trace, Verdict, codes};
use crate::topology::domain_of;
use std::net::IpAddr;

/// What a health check says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::simulate) enum CheckHealth {
    /// It is healthy.
    Healthy,
    /// Nothing in the drawing tells: it is taken to be healthy.
    Taken,
    /// It is not: why.
    Unhealthy(Why),
    /// The drawing does not hold what decides.
    Unknown(String),
}

/// Why a check fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::simulate) struct Why {
    /// In words.
    pub(in crate::simulate) text: String,
    /// Whether its endpoint has a private address (R-R53-9).
    pub(in crate::simulate) is_private: bool,
}

/// An address in each range of the checkers, by Region.
const CHECKERS: [&str; 16] = [
    "54.183.255.129",
    "54.228.16.1",
    "54.232.40.65",
    "54.243.31.193",
    "54.244.52.193",
    "54.248.220.1",
    "54.251.31.129",
    "54.252.79.129",
    "54.241.32.65",
    "176.34.159.193",
    "15.177.0.1",
    "107.23.255.1",
    "54.245.168.1",
    "54.250.253.193",
    "54.255.254.193",
    "54.252.254.193",
];

/// The same in IPv6.
const CHECKERS_IPV6: [&str; 8] = [
    "2600:1f1c:7ff:f800::1",
    "2a05:d018:7ff:f800::1",
    "2600:1f1e:7ff:f800::1",
    "2600:1f18:3fff:f800::1",
    "2600:1f14:7ff:f800::1",
    "2406:da14:7ff:f800::1",
    "2406:da18:7ff:f800::1",
    "2406:da1c:7ff:f800::1",
];

fn fails(text: String) -> CheckHealth {
    CheckHealth::Unhealthy(Why { text, is_private: false })
}

/// More than so many of a hundred checkers have to be answered.
const SHARE: usize = 18;

/// What a health check says now.
pub(super) fn of(world: World<'_>, id: &str) -> CheckHealth {
    let name = world.network.document.display_name(id);
    if world.faults.unhealthy.contains(id) {
        return fails(format!("{name} is supposed to fail."));
    }
    let known = world.health();
    if let Some(health) = known.check(id) {
        return health;
    }
    let Some(drawn) = world.network.document.health_check(id) else { return CheckHealth::Taken };
    // One that comes back to itself finds what it began with.
    known.set_check(id, CheckHealth::Healthy);
    let health = find(world, id, &drawn.health_check_config);
    known.set_check(id, health.clone());
    health
}

fn find(world: World<'_>, id: &str, config: &HealthCheckConfig) -> CheckHealth {
    let name = world.network.document.display_name(id);
    let plain = match config.r#type.as_deref() {
        _ if config.disabled => CheckHealth::Healthy,
        Some("CALCULATED") => calculated(world, name, config),
        Some("CLOUDWATCH_METRIC" | "RECOVERY_CONTROL") => CheckHealth::Taken,
        _ if config.is_of_endpoint() => endpoint(world, name, config),
        Some(other) => {
            CheckHealth::Unknown(format!("{name}, a health check of type {other}, which is not simulated"))
        }
        None => CheckHealth::Unknown(format!("{name}, a health check that has no type")),
    };
    match plain {
        CheckHealth::Healthy if config.inverted => {
            fails(format!("{name} is inverted, and what it checks is well."))
        }
        CheckHealth::Unhealthy(_) if config.inverted => CheckHealth::Healthy,
        other => other,
    }
}

/// As many of the children have to be healthy as the threshold says.
fn calculated(world: World<'_>, name: &str, config: &HealthCheckConfig) -> CheckHealth {
    let Some(threshold) = config.health_threshold.and_then(|count| usize::try_from(count).ok()) else {
        return CheckHealth::Unknown(format!("how many of its checks {name} needs, which it does not say"));
    };
    let children = || config.child_health_checks.iter().map(|child| of(world, child.as_str()));
    let count = |wanted: fn(&CheckHealth) -> bool| children().filter(wanted).count();
    let healthy = count(|health| *health == CheckHealth::Healthy);
    let taken = count(|health| *health == CheckHealth::Taken);
    let unknown = children().find_map(|health| match health {
        CheckHealth::Unknown(why) => Some(why),
        _ => None,
    });
    let unclear = count(|health| matches!(health, CheckHealth::Unknown(_)));
    let all = config.child_health_checks.len();
    if healthy >= threshold {
        CheckHealth::Healthy
    } else if healthy + taken >= threshold {
        CheckHealth::Taken
    } else if let Some(why) = unknown.filter(|_| healthy + taken + unclear >= threshold) {
        CheckHealth::Unknown(why)
    } else {
        let well = healthy + taken;
        fails(format!("{well} of the {all} checks of {name} are healthy, and it needs {threshold}."))
    }
}

/// Each checker sends a packet of its own.
fn endpoint(world: World<'_>, name: &str, config: &HealthCheckConfig) -> CheckHealth {
    let Some(port) = config.port_of_endpoint() else {
        return CheckHealth::Unknown(format!("the port of {name}, which it does not say"));
    };
    let addresses = match addresses(world, config) {
        Ok(addresses) => addresses,
        Err(health) => return health,
    };
    let Some(first) = addresses.first() else {
        return CheckHealth::Unknown(format!("the endpoint of {name}, which it does not say"));
    };
    let checkers: &[&str] = if first.is_ipv4() { &CHECKERS } else { &CHECKERS_IPV6 };
    let (mut good, mut unclear, mut why) = (0, 0, None);
    for (at, (checker, address)) in checkers.iter().zip(addresses.iter().cycle()).enumerate() {
        match ask(world, checker, *address, port, config) {
            CheckHealth::Healthy => good += 1,
            CheckHealth::Taken => return CheckHealth::Taken,
            CheckHealth::Unhealthy(reason) => _ = why.get_or_insert(reason),
            CheckHealth::Unknown(_) => unclear += 1,
        }
        let left = checkers.len() - at - 1;
        let is_enough = |count: usize| count * 100 > SHARE * checkers.len();
        if is_enough(good) {
            return CheckHealth::Healthy;
        }
        if !is_enough(good + unclear + left) {
            break;
        }
    }
    match why {
        Some(why) if unclear == 0 => CheckHealth::Unhealthy(why),
        _ => CheckHealth::Unknown(format!(
            "the way from the internet to the endpoint of {name}, which is not known"
        )),
    }
}

/// The addresses of an endpoint: the written one, else those that the internet is given for its name.
fn addresses(world: World<'_>, config: &HealthCheckConfig) -> Result<Vec<IpAddr>, CheckHealth> {
    if let Some(address) = config.ip_address.as_ref().and_then(Address::ip) {
        return Ok(vec![address]);
    }
    let Some(name) = config.fully_qualified_domain_name.as_deref().map(domain_of) else {
        return Ok(Vec::new());
    };
    let mut lookup = Lookup::new(world, "A", None);
    match lookup.public(&name) {
        // A service of AWS, which no drawing holds.
        Reply::Values(_) if lookup.service.is_some() => Err(CheckHealth::Taken),
        Reply::Values(values) => Ok(values.iter().filter_map(|text| text.parse().ok()).collect()),
        Reply::Failed(failure) => {
            let why = failure.blockers.first().map(|blocker| blocker.message.text.clone());
            Err(fails(why.unwrap_or_else(|| format!("{name} gives no address."))))
        }
        Reply::Unknown(..) => Err(CheckHealth::Taken),
    }
}

/// What one checker is answered.
fn ask(
    world: World<'_>,
    checker: &str,
    address: IpAddr,
    port: u16,
    config: &HealthCheckConfig,
) -> CheckHealth {
    if !well_known::is_public(address) {
        let text =
            format!("{address} is no public address, and the checkers of Route 53 are on the internet.");
        return CheckHealth::Unhealthy(Why { text, is_private: true });
    }
    let request = config.is_http().then(|| Request {
        host: config.fully_qualified_domain_name.clone(),
        path: config.resource_path.clone(),
        ..Request::default()
    });
    let spec = FlowSpec {
        protocol: Some(Protocol::Tcp),
        port: Some(port),
        request,
        ..FlowSpec::new(checker, &address.to_string())
    };
    let Ok(trace) = crate::simulate::follow(world, &spec) else {
        return CheckHealth::Unknown(String::new());
    };
    let is_elsewhere =
        trace.code == Some(codes::NO_SUCH_ADDRESS) && !world.network.public_addresses.contains_key(&address);
    match trace.verdict {
        _ if is_elsewhere => CheckHealth::Taken,
        Verdict::Unknown => CheckHealth::Unknown(String::new()),
        Verdict::Delivered | Verdict::Partial => match status(&trace) {
            Some(status) if !(200..400).contains(&status) => fails(format!("{address} answers {status}.")),
            _ => CheckHealth::Healthy,
        },
        Verdict::Dropped | Verdict::Rejected => {
            let why = trace.blockers.first().map(|blocker| blocker.message.text.clone());
            fails(why.unwrap_or_default())
        }
    }
}

/// The status of a request, where somebody answers it.
fn status(trace: &Trace) -> Option<u16> {
    let own = trace.response.as_ref().map(|response| response.status);
    own.or_else(|| trace.branches.iter().find_map(|branch| status(&branch.trace)))
}

/// A health check whose endpoint has a private address.
pub struct PrivateTarget {
    /// The health check.
    pub check: ResourceId,
    /// The private address.
    pub address: IpAddr,
    /// The name that gives it, where the check has no address of its own.
    pub name: Option<String>,
}

/// The health checks that never reach their endpoint, because it has a private address (R-R53-9).
pub fn private_targets(network: &RoutedNetwork) -> Vec<PrivateTarget> {
    let known = Known::default();
    let faults = Faults::NONE;
    let world = World::new(network, &faults, &known);
    let mut found = Vec::new();
    for (id, resource) in &network.network.document.resources {
        let Resource::HealthCheck(check) = resource.as_ref() else { continue };
        let config = &check.health_check_config;
        if !config.is_of_endpoint() || config.disabled {
            continue;
        }
        let Ok(addresses) = addresses(world, config) else { continue };
        let is_private = !addresses.is_empty() && !addresses.iter().any(|one| well_known::is_public(*one));
        if let Some(address) = addresses.first().filter(|_| is_private) {
            let name = config.fully_qualified_domain_name.clone().filter(|_| config.ip_address.is_none());
            found.push(PrivateTarget { check: id.clone(), address: *address, name });
        }
    }
    found
}
