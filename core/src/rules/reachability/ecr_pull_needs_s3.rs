//! Containers pull their images by an endpoint of the registry, and nothing leads them to the layers.

use crate::message::say;
use crate::model::{Resource, ResourceId, VpcEndpoint, reserved::GatewayService};
use crate::net::well_known::ANY_IPV4;
use crate::rules::context::Context;
use crate::rules::cost::s3_traffic_through_nat;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;

rule! {
    /// # What it checks
    /// A VPC has an interface endpoint of Amazon ECR (`ecr.dkr`), and the route table of a subnet in which container
    /// tasks stand leads neither to Amazon S3 nor anywhere else outside.
    ///
    /// # Why it matters
    /// The registry only tells where the layers of an image lie: in Amazon S3, from where they are fetched. Without a way
    /// there the pull waits until it is given up, and the task never starts.
    ///
    /// # How to fix
    /// Associate the route table with a gateway endpoint for S3; it costs nothing. The fix does.
    ///
    /// # Limits
    /// Tables with a default route are not judged, and neither are VPCs with an interface endpoint for S3. Of instances
    /// without tasks nobody knows whether they pull images.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html>
    RuleInfo {
        id: "ecr-pull-needs-s3",
        title: "Image layers cannot be fetched from S3",
        group: Group::Reachability,
        book: &["R-GWE-5"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, _, vpc, effective) in context.tables() {
        let Some(registry) = endpoint_of(context, vpc, ".ecr.dkr") else { continue };
        let leads_out = effective.routes.iter().any(|route| route.destination == ANY_IPV4);
        if leads_out || endpoint_of(context, vpc, ".s3").is_some() || vpc.does_not_know("vpcEndpoint") {
            continue;
        }
        let gateways = || {
            let all = vpc.endpoints.iter().filter_map(|id| context.network.endpoints.get(id));
            all.filter(|node| node.is_gateway && matches!(node.service, Some((GatewayService::S3, _))))
        };
        if gateways().any(|node| node.route_tables.contains(id)) {
            continue;
        }
        let tasks = tasks_behind(context, id);
        if tasks.is_empty() {
            continue;
        }
        let verb = if tasks.len() == 1 { "pulls its image" } else { "pull their images" };
        let message = say!(
            "ecr-pull-needs-s3",
            "{tasks} {verb} through {endpoint}, and {table} has no way to Amazon S3, where the layers lie.",
            tasks = context.names(tasks.iter().copied()),
            verb = verb,
            endpoint = context.name(registry),
            table = context.name(id)
        );
        let help = say!(
            "ecr-pull-needs-s3.help",
            "Associate {table} with a gateway endpoint for Amazon S3.",
            table = context.name(id)
        );
        let existing = gateways().next().map(|node| (&node.id, &node.route_tables));
        let fix = s3_traffic_through_nat::fix(context, vpc, id, existing);
        let elements: Vec<&ResourceId> = [registry, id].into_iter().chain(tasks).collect();
        report.push(Found::new(elements, message, help).fix(fix));
    }
}

/// The interface endpoint of the VPC for a service whose name ends so.
fn endpoint_of<'a>(context: &'a Context<'_>, vpc: &VpcNode, service: &str) -> Option<&'a ResourceId> {
    let is_it = |own: &VpcEndpoint| {
        own.vpc_endpoint_type == "Interface"
            && own.vpc_id.as_ref() == Some(&vpc.id)
            && own.service_name.as_deref().is_some_and(|name| name.ends_with(service))
    };
    context.document.resources.iter().find_map(|(id, resource)| {
        matches!(resource.as_ref(), Resource::VpcEndpoint(own) if is_it(own)).then_some(id)
    })
}

/// The container tasks in the subnets of a table, with interfaces of their own or on instances.
fn tasks_behind<'a>(context: &'a Context<'_>, table: &ResourceId) -> Vec<&'a ResourceId> {
    let network = context.network;
    let stands_there = |holder: &ResourceId| {
        let service = network.managed_services.get(holder).map(|node| node.interfaces.as_slice());
        let instance = network.instances.get(holder).map(|node| node.interfaces.as_slice());
        let interfaces = service.or(instance).unwrap_or_default();
        interfaces.iter().any(|id| {
            let subnet =
                network.interfaces.get(id).and_then(|node| network.subnets.get(node.subnet.as_ref()?));
            subnet.is_some_and(|subnet| subnet.route_table.id() == Some(table))
        })
    };
    let tasks = context.document.resources.iter().filter(|(id, resource)| match resource.as_ref() {
        Resource::Task(task) => stands_there(task.host().unwrap_or(id)),
        _ => false,
    });
    tasks.map(|(id, _)| id).collect()
}
