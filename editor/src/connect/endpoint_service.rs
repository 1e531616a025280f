//! An endpoint service with a load balancer in front of it, and with the endpoints that lead to it.

use netyard_core::model::{LoadBalancerKind, VpcEndpoint, VpcEndpointService};

use super::{Connected, NotConnected, name};
use crate::create::endpoint_service::{GATEWAY, PENDING, may_offer, name_of_service, service_of};
use crate::draft::Draft;
use crate::session::Key;

/// The load balancer stands in front of the service, or the endpoint leads to it.
///
/// # Errors
/// AWS joins no such two, or they are joined already.
pub(super) fn connect(draft: &mut Draft<'_>, service: &Key, other: &Key) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let Some(own) = document.vpc_endpoint_service(service.as_str()).cloned() else {
        return Err("Nothing to connect.".to_owned().into());
    };
    let said = |text: String| Connected { text, ..Connected::default() };
    if let Some(kind) = document.load_balancer(other.as_str()).map(netyard_core::model::LoadBalancer::kind) {
        return balancer(draft, (service, &own), other, kind).map(said).map_err(Into::into);
    }
    if let Some(endpoint) = document.vpc_endpoint(other.as_str()).cloned() {
        return lead(draft, (service, &own), (other, &endpoint)).map(said).map_err(Into::into);
    }
    Err(format!(
        "{} is joined with Network and Gateway Load Balancers, and with endpoints that lead to it. {} is none of these.",
        name(draft, service),
        name(draft, other)
    )
    .into())
}

fn balancer(
    draft: &mut Draft<'_>,
    (service, own): (&Key, &VpcEndpointService),
    balancer: &Key,
    kind: Option<LoadBalancerKind>,
) -> Result<String, String> {
    let (called, front) = (name(draft, service), name(draft, balancer));
    let Some(kind) = kind.filter(|kind| may_offer(*kind)) else {
        return Err(format!(
            "{front} is neither a Network nor a Gateway Load Balancer, and only these stand in front of an endpoint service. Put a Network Load Balancer in front of it."
        ));
    };
    if let Some(other) = service_of(draft.document(), balancer) {
        return Err(if other == service {
            format!("{front} stands in front of {called} already.")
        } else {
            format!(
                "{front} stands in front of {} already, and a load balancer belongs to one endpoint service.",
                name(draft, &other.clone())
            )
        });
    }
    let wanted = if kind == LoadBalancerKind::Gateway { GATEWAY } else { "Interface" };
    if own.service_type != wanted && !own.load_balancers().is_empty() {
        return Err(format!(
            "{called} has load balancers of the other kind, and a service has one kind only. Take these out first."
        ));
    }
    if own.service_type != wanted {
        draft.set(service, "/serviceType", wanted);
    }
    let (path, listed) = match kind {
        LoadBalancerKind::Gateway => ("/gatewayLoadBalancerArns", &own.gateway_load_balancer_arns),
        _ => ("/networkLoadBalancerArns", &own.network_load_balancer_arns),
    };
    let all: Vec<_> = listed.iter().chain([balancer]).cloned().collect();
    draft.set_ids(service, path, &all);
    Ok(format!("{front} stands in front of {called}"))
}

fn lead(
    draft: &mut Draft<'_>,
    (service, own): (&Key, &VpcEndpointService),
    (id, endpoint): (&Key, &VpcEndpoint),
) -> Result<String, String> {
    let (called, from) = (name(draft, service), name(draft, id));
    if endpoint.vpc_endpoint_type != own.service_type {
        let wanted = if own.service_type == GATEWAY {
            "a Gateway Load Balancer endpoint"
        } else {
            "an interface endpoint"
        };
        return Err(format!("{from} cannot lead to {called}: that takes {wanted}. Make one."));
    }
    let to = name_of_service(draft.document(), service);
    if endpoint.service_name.as_deref() == Some(&to) {
        return Err(format!("{from} leads to {called} already."));
    }
    draft.set(id, "/serviceName", to.as_str());
    if endpoint.private_dns_enabled && own.verified_name().is_none() {
        draft.unset(id, "/privateDnsEnabled");
    }
    if own.acceptance_required {
        draft.set(id, "/state", PENDING);
        return Ok(format!("{from} leads to {called}, and waits to be accepted"));
    }
    if endpoint.state == PENDING || endpoint.state == "rejected" {
        draft.unset(id, "/state");
    }
    Ok(format!("{from} leads to {called}"))
}
