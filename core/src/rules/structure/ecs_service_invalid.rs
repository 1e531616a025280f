//! A container service that AWS refuses.

use crate::message::{Message, say};
use crate::model::{EcsService, Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A container service on Fargate names no subnets; one on instances asks for public addresses; or its tasks join a target
    /// group of the wrong type: tasks with interfaces of their own need one of addresses, tasks that share the network of their
    /// instance one of instances.
    ///
    /// # Why it matters
    /// AWS refuses the service, so that no task starts.
    ///
    /// # How to fix
    /// Name subnets for tasks on Fargate, give tasks on instances a way out by a NAT gateway, and take a target group of the
    /// type that fits.
    ///
    /// # Limits
    /// Where no task of the service is drawn, the mode of its tasks is taken from its subnets.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>
    /// - <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html>
    /// - <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html>
    RuleInfo {
        id: "ecs-service-invalid",
        title: "A container service that AWS refuses",
        group: Group::Structure,
        book: &["R-LAM-7"],
        api_errors: &["InvalidParameterException"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::EcsService(service) = resource.as_ref() else { continue };
        let name = context.name(id);
        let is_fargate = service.launch_type.as_deref() == Some("FARGATE");
        if is_fargate && service.subnets().is_empty() {
            let message = say!(
                "ecs-service-invalid.subnets",
                "{name} starts tasks on Fargate and names no subnet: each of them needs an interface of its own.",
                name = name
            );
            let help = say!("ecs-service-invalid.subnets.help", "Connect {name} with a subnet.", name = name);
            report.push(Found::new([id], message, help));
        }
        let asks = service.awsvpc().and_then(|config| config.assign_public_ip.as_deref());
        if service.launch_type.as_deref() == Some("EC2") && asks == Some("ENABLED") {
            let message = say!(
                "ecs-service-invalid.public",
                "{name} asks for public addresses, and tasks on instances get none.",
                name = name
            );
            let help = say!(
                "ecs-service-invalid.public.help",
                "Switch public addresses of {name} off, and lead its subnets to a NAT gateway.",
                name = name
            );
            report.push(Found::new([id], message, help));
        }
        check_groups(context, report, id, service);
    }
}

fn check_groups(context: &Context<'_>, report: &mut Report, id: &ResourceId, service: &EcsService) {
    let hosted = service
        .tasks
        .iter()
        .any(|task| context.document.task(task.as_str()).is_some_and(|task| task.host().is_some()));
    let is_awsvpc = service.awsvpc().is_some();
    if hosted == is_awsvpc {
        // Neither is said, or both: the mode of its tasks is not known.
        return;
    }
    for group in service.target_groups() {
        let Some(own) = context.document.target_group(group.as_str()) else { continue };
        let (name, called) = (context.name(id), context.name(group));
        let message: Message = match own.target_type.as_str() {
            "instance" if is_awsvpc => say!(
                "ecs-service-invalid.instances",
                "{group} takes instances, and the tasks of {name} have interfaces of their own.",
                group = called,
                name = name
            ),
            "ip" if hosted => say!(
                "ecs-service-invalid.addresses",
                "{group} takes addresses, and the tasks of {name} have those of their instances.",
                group = called,
                name = name
            ),
            _ => continue,
        };
        let help = say!(
            "ecs-service-invalid.group.help",
            "Let {name} join a target group of type {type}.",
            name = name,
            type = if is_awsvpc { "ip" } else { "instance" }
        );
        report.push(Found::new([id, group], message, help));
    }
}
