//! The fields of the answers about containers and file systems that are read, as the table above it tells of the others.

/// Paths of fields, sorted.
pub(super) const READ: &[(&str, &[&str])] = &[
    ("FileSystems", &["AvailabilityZoneName", "FileSystemArn", "FileSystemId", "LifeCycleState", "Tags"]),
    ("containerInstances", &["containerInstanceArn", "ec2InstanceId"]),
    (
        "services",
        &[
            "clusterArn",
            "desiredCount",
            "launchType",
            "loadBalancers.containerName",
            "loadBalancers.containerPort",
            "loadBalancers.loadBalancerName",
            "loadBalancers.targetGroupArn",
            "networkConfiguration.awsvpcConfiguration.assignPublicIp",
            "networkConfiguration.awsvpcConfiguration.securityGroups",
            "networkConfiguration.awsvpcConfiguration.subnets",
            "serviceName",
            "status",
        ],
    ),
    (
        "taskDefinition",
        &[
            "containerDefinitions.portMappings.containerPort",
            "containerDefinitions.portMappings.hostPort",
            "containerDefinitions.portMappings.protocol",
            "networkMode",
            "taskDefinitionArn",
        ],
    ),
    (
        "tasks",
        &[
            "attachments.details.name",
            "attachments.details.value",
            "clusterArn",
            "containerInstanceArn",
            "containers.networkBindings.containerPort",
            "containers.networkBindings.hostPort",
            "containers.networkBindings.protocol",
            "group",
            "lastStatus",
            "platformFamily",
            "taskArn",
            "taskDefinitionArn",
        ],
    ),
];
