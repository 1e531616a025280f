//! Words of AWS for kinds and states that a trace needs. A document keeps what was written; `rules` says where it is none of
//! these, and a packet for which it counts ends `UNKNOWN`.

/// Where a NAT gateway stands.
pub(crate) const AVAILABILITY: &[&str] = &["zonal", "regional"];
/// What a NAT gateway leads to.
pub(crate) const CONNECTIVITY: &[&str] = &["public", "private"];
/// The types of endpoints that stand in subnets.
pub(crate) const ENDPOINTS_WITH_INTERFACES: &[&str] =
    &["Interface", "GatewayLoadBalancer", "Resource", "ServiceNetwork"];
/// The health of a target.
pub(crate) const HEALTH: &[&str] =
    &["healthy", "unhealthy", "initial", "draining", "unhealthy.draining", "unused", "unavailable"];
/// The health of a target of a Classic Load Balancer, but for `Unknown`, which AWS has for what it does not know either.
pub(crate) const CLASSIC_HEALTH: &[&str] = &["InService", "OutOfService"];
/// How a task is joined with the network.
pub(crate) const NETWORK_MODE: &[&str] = &["awsvpc", "bridge", "host", "none"];
/// Whom a load balancer faces.
pub(crate) const SCHEME: &[&str] = &["internet-facing", "internal"];
/// What the targets of a group are.
pub(crate) const TARGET_TYPE: &[&str] = &["instance", "ip", "lambda", "alb"];
/// Where a transfer server stands.
pub(crate) const TRANSFER_ENDPOINT: &[&str] = &["PUBLIC", "VPC", "VPC_ENDPOINT"];
