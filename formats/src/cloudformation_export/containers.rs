//! Services of containers. What they start is there only while they run.

use super::writer::{Writer, rows};
use super::yaml::{Object, Value, list};
use netyard_core::model::{AwsvpcConfiguration, EcsService, ResourceId};

pub(super) fn service(writer: &mut Writer<'_>, id: &ResourceId, own: &EcsService) {
    let about = "The task definition of services. The drawing holds none.";
    let object = Object::default().with("Type", "String").with("Description", about);
    let definition = writer.ask("task definition", "TaskDefinitionArn", object);
    writer.say("Task definitions are not in a drawing: the parameter TaskDefinitionArn has to be given.");
    let called = writer.called(id);
    if !own.tasks.is_empty() {
        let count = own.tasks.len();
        writer.say(format!(
            "{called}: the {count} tasks that it runs are not in the template; it starts others."
        ));
    }
    let cluster = own.cluster_arn.as_ref().map(|cluster| {
        let drawn = ResourceId::new(cluster);
        let is_drawn = writer.document.resource(cluster).is_some();
        if is_drawn { writer.to(&drawn) } else { Value::from(cluster) }
    });
    let network = own.awsvpc().map(|network| self::network(writer, network));
    let balancers = rows(&own.load_balancers).into_iter().map(|(_, row)| {
        let group = row.target_group_arn.as_ref().map(|group| writer.to(group));
        let classic = row.load_balancer_name.as_ref().map(|balancer| writer.to(balancer));
        Object::default()
            .with("TargetGroupArn", group)
            .with("LoadBalancerName", classic)
            .with("ContainerName", row.container_name.as_ref())
            .with("ContainerPort", row.container_port)
            .into()
    });
    let balancers: Vec<Value> = balancers.collect();
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("Cluster", cluster)
        .with("TaskDefinition", definition)
        .with("LaunchType", own.launch_type.as_ref())
        .with("DesiredCount", own.desired_count)
        .with("NetworkConfiguration", network)
        .with("LoadBalancers", list(balancers))
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

fn network(writer: &mut Writer<'_>, own: &AwsvpcConfiguration) -> Object {
    let subnets = writer.all(&own.subnets).unwrap_or_else(|| Value::List(Vec::new()));
    let groups = writer.all(&own.security_groups);
    let written = Object::default()
        .with("Subnets", subnets)
        .with("SecurityGroups", groups)
        .with("AssignPublicIp", own.assign_public_ip.as_ref());
    Object::default().with("AwsvpcConfiguration", written)
}
