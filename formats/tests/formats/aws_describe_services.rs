//! Import of managed services: databases, caches, mount targets and container tasks, with the interfaces that are theirs.

use super::aws_describe::{has, imported, resource};
use netyard_formats::import::Imported;
use serde_json::{Value, json};

fn subnets() -> Value {
    json!({"Subnets": [
        {"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.1.20.0/24", "AvailabilityZone": "eu-west-1a"},
        {"SubnetId": "subnet-b", "VpcId": "vpc-1", "CidrBlock": "10.1.21.0/24", "AvailabilityZone": "eu-west-1b"},
    ]})
}

fn managed(id: &str, subnet: &str, address: &str, group: &str, description: &str) -> Value {
    json!({"NetworkInterfaceId": id, "SubnetId": subnet, "VpcId": "vpc-1", "Description": description,
           "RequesterManaged": true, "Status": "in-use", "PrivateIpAddress": address,
           "Groups": [{"GroupId": group}],
           "Attachment": {"AttachmentId": "eni-attach-1", "DeviceIndex": 1, "InstanceOwnerId": "amazon-aws", "Status": "attached"}})
}

fn interfaces(list: &[Value]) -> Value {
    json!({"NetworkInterfaces": list})
}

fn database() -> Value {
    json!({"DBInstances": [{
        "DbiResourceId": "db-ORDERS", "DBInstanceIdentifier": "orders", "Engine": "postgres", "DBInstanceStatus": "available",
        "Endpoint": {"Address": "orders.abc.eu-west-1.rds.amazonaws.com", "Port": 5433}, "AvailabilityZone": "eu-west-1b",
        "SecondaryAvailabilityZone": "eu-west-1a", "MultiAZ": true, "PubliclyAccessible": false,
        "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-db", "Status": "active"}],
        "DBSubnetGroup": {"DBSubnetGroupName": "data", "VpcId": "vpc-1", "Subnets": [
            {"SubnetIdentifier": "subnet-a", "SubnetAvailabilityZone": {"Name": "eu-west-1a"}},
            {"SubnetIdentifier": "subnet-b", "SubnetAvailabilityZone": {"Name": "eu-west-1b"}}]},
    }]})
}

#[test]
fn a_database_takes_the_interfaces_in_its_zones_with_its_groups() {
    let known = interfaces(&[
        managed("eni-a", "subnet-a", "10.1.20.5", "sg-db", "RDSNetworkInterface"),
        managed("eni-b", "subnet-b", "10.1.21.5", "sg-db", "RDSNetworkInterface"),
        managed("eni-c", "subnet-b", "10.1.21.6", "sg-other", "RDSNetworkInterface"),
    ]);
    let Imported { document, report } =
        imported(&[("a.json", subnets()), ("b.json", known), ("c.json", database())]);
    assert_eq!(
        resource(&document, "db-ORDERS"),
        json!({"type": "dbInstance", "name": "orders", "engine": "postgres", "port": 5433,
            "endpoint": {"address": "orders.abc.eu-west-1.rds.amazonaws.com"}, "multiAz": true,
               "availabilityZone": "eu-west-1b",
               "dbSubnetGroup": {"subnetIds": ["subnet-a", "subnet-b"]}})
    );
    // The zone that it is in comes first, the one of its standby second.
    let attachment = |id: &str| resource(&document, id)["attachment"].clone();
    assert_eq!(attachment("eni-b"), json!({"instanceId": "db-ORDERS", "deviceIndex": 0}));
    assert_eq!(attachment("eni-a"), json!({"instanceId": "db-ORDERS", "deviceIndex": 1}));
    assert_eq!(resource(&document, "eni-b")["name"], Value::Null);
    // With another group it is another one's, of which no answer tells.
    assert_eq!(attachment("eni-c"), json!({"instanceId": "db-c", "deviceIndex": 0}));
    assert_eq!(resource(&document, "db-c"), json!({"type": "dbInstance"}));
    assert!(has(&report.skipped, "Field", "DBSubnetGroup.DBSubnetGroupName"));
    assert!(!has(&report.approximated, "Database", "interface"));
}

#[test]
fn a_replica_names_the_database_that_it_follows() {
    let replica = |source: &str| {
        let mut both = database();
        let replica = json!({"DbiResourceId": "db-REPORTS", "DBInstanceIdentifier": "reports", "Engine": "postgres",
            "ReadReplicaSourceDBInstanceIdentifier": source, "MultiAZ": false, "AvailabilityZone": "eu-west-1b"});
        both["DBInstances"].as_array_mut().unwrap().insert(0, replica);
        imported(&[("a.json", subnets()), ("c.json", both)])
    };
    let Imported { document, report } = replica("orders");
    let written = resource(&document, "db-REPORTS");
    assert_eq!(written["readReplicaSourceDbInstanceIdentifier"], json!("db-ORDERS"));
    // Of one without a standby the interface tells the zone.
    assert_eq!(written["availabilityZone"], Value::Null);
    assert!(!has(&report.approximated, "Database", "read replica"));

    let Imported { document, report } = replica("arn:aws:rds:us-east-1:1234:db:orders");
    let written = resource(&document, "db-REPORTS");
    assert_eq!(written["readReplicaSourceDbInstanceIdentifier"], Value::Null);
    assert!(has(&report.approximated, "Database", "read replica"));
}

#[test]
fn a_database_without_its_interface_stands_nowhere() {
    let Imported { document, report } = imported(&[("a.json", subnets()), ("c.json", database())]);
    assert_eq!(resource(&document, "db-ORDERS")["name"], json!("orders"));
    assert!(has(&report.approximated, "Database", "No answer tells of its interface"));
}

#[test]
fn caches_mount_targets_and_tasks_are_told_by_what_names_their_interfaces() {
    let known = interfaces(&[
        managed("eni-1", "subnet-a", "10.1.20.7", "sg-1", "ElastiCache sessions"),
        managed("eni-2", "subnet-a", "10.1.20.8", "sg-1", "EFS mount target for fs-1 (fsmt-1)"),
        managed("eni-3", "subnet-b", "10.1.21.9", "sg-1", "arn:aws:ecs:eu-west-1:1234:attachment/aa-bb"),
    ]);
    let services = json!([
        {"CacheClusters": [{"CacheClusterId": "sessions", "Engine": "redis", "CacheClusterStatus": "available", "ReplicationGroupId": "all",
            "CacheNodes": [{"CacheNodeId": "0001", "Endpoint": {"Address": "x", "Port": 6379}}]}]},
        {"MountTargets": [{"MountTargetId": "fsmt-1", "FileSystemId": "fs-1", "SubnetId": "subnet-a",
            "LifeCycleState": "available", "IpAddress": "10.1.20.8", "NetworkInterfaceId": "eni-2"}]},
        {"tasks": [
            {"taskArn": "arn:aws:ecs:eu-west-1:1234:task/shop/0f3", "group": "service:web", "lastStatus": "RUNNING",
             "platformFamily": "Linux", "attachments": [{"type": "ElasticNetworkInterface", "details": [
                {"name": "subnetId", "value": "subnet-b"}, {"name": "networkInterfaceId", "value": "eni-3"}]}]},
            {"taskArn": "arn:aws:ecs:eu-west-1:1234:task/shop/gone", "lastStatus": "STOPPED"}], "failures": []},
    ]);
    let Imported { document, report } =
        imported(&[("a.json", subnets()), ("b.json", known.clone()), ("c.json", services)]);
    assert_eq!(
        resource(&document, "cache-sessions"),
        json!({"type": "cacheCluster", "name": "sessions", "engine": "redis", "endpoint": {"address": "x"},
            "replicationGroupId": "all"})
    );
    assert_eq!(resource(&document, "fsmt-1"), json!({"type": "mountTarget", "fileSystemId": "fs-1"}));
    assert_eq!(resource(&document, "task-0f3"), json!({"type": "task", "name": "web"}));
    assert_eq!(resource(&document, "task-gone"), Value::Null);
    assert!(has(&report.skipped, "Container task", "has ended"));
    for (interface, holder) in [("eni-1", "cache-sessions"), ("eni-2", "fsmt-1"), ("eni-3", "task-0f3")] {
        assert_eq!(resource(&document, interface)["attachment"]["instanceId"], json!(holder));
    }

    // Without the answers of the services their interfaces still tell what they are.
    let Imported { document, .. } = imported(&[("a.json", subnets()), ("b.json", known)]);
    assert_eq!(resource(&document, "cache-sessions"), json!({"type": "cacheCluster", "name": "sessions"}));
    assert_eq!(resource(&document, "fsmt-1"), json!({"type": "mountTarget", "fileSystemId": "fs-1"}));
    assert_eq!(resource(&document, "task-aa-bb"), json!({"type": "task"}));
    assert_eq!(resource(&document, "eni-3")["attachment"]["instanceId"], json!("task-aa-bb"));
}

#[test]
fn functions_are_in_a_vpc_by_their_interfaces_or_in_none() {
    let uuid = "0a1b2c3d-0000-1111-2222-333344445555";
    let known = interfaces(&[
        managed("eni-1", "subnet-a", "10.1.20.7", "sg-1", &format!("AWS Lambda VPC ENI-resize-{uuid}")),
        managed("eni-2", "subnet-b", "10.1.21.7", "sg-1", &format!("AWS Lambda VPC ENI-resize-{uuid}")),
        managed("eni-3", "subnet-b", "10.1.21.8", "sg-1", &format!("AWS Lambda VPC ENI-other-one-{uuid}")),
    ]);
    let arn = |name: &str| format!("arn:aws:lambda:eu-west-1:1234:function:{name}");
    let attached = json!({"VpcId": "vpc-1", "SubnetIds": ["subnet-a", "subnet-b"], "SecurityGroupIds": ["sg-1"],
                          "Ipv6AllowedForDualStack": true});
    let functions = json!({"Functions": [
        {"FunctionName": "resize", "FunctionArn": arn("resize"), "State": "Active", "VpcConfig": attached},
        {"FunctionName": "mail", "FunctionArn": arn("mail"), "VpcConfig": {"VpcId": "", "SubnetIds": [], "SecurityGroupIds": []}},
        {"FunctionName": "unseen", "FunctionArn": arn("unseen"), "VpcConfig": {"VpcId": "vpc-1"}},
    ]});
    let Imported { document, report } =
        imported(&[("a.json", subnets()), ("b.json", known), ("c.json", functions)]);
    assert_eq!(
        resource(&document, "fn-resize"),
        json!({"type": "function", "name": "resize", "vpcConfig": {"ipv6AllowedForDualStack": true}})
    );
    assert_eq!(
        resource(&document, "fn-mail"),
        json!({"type": "function", "name": "mail", "region": "eu-west-1"})
    );
    assert_eq!(
        resource(&document, "fn-unseen"),
        json!({"type": "function", "name": "unseen", "vpcConfig": {"vpcId": "vpc-1"}})
    );
    assert!(has(&report.approximated, "Function", "No answer tells of its interface"));
    let attachment = |id: &str| resource(&document, id)["attachment"].clone();
    assert_eq!(attachment("eni-1"), json!({"instanceId": "fn-resize", "deviceIndex": 0}));
    assert_eq!(attachment("eni-2"), json!({"instanceId": "fn-resize", "deviceIndex": 1}));
    // Of this one only the interface tells.
    assert_eq!(attachment("eni-3"), json!({"instanceId": "fn-other-one", "deviceIndex": 0}));
    assert_eq!(resource(&document, "fn-other-one"), json!({"type": "function", "name": "other-one"}));
}

fn endpoint(more: &Value) -> Value {
    let mut endpoint = json!({
        "VpcEndpointId": "vpce-1", "VpcEndpointType": "Interface", "VpcId": "vpc-1",
        "ServiceName": "com.amazonaws.eu-west-1.sqs", "ServiceRegion": "eu-west-1", "State": "available",
        "SubnetIds": ["subnet-b", "subnet-a"], "NetworkInterfaceIds": ["eni-b", "eni-a"],
        "Groups": [{"GroupId": "sg-1", "GroupName": "endpoints"}], "IpAddressType": "ipv4",
        "DnsOptions": {"DnsRecordIpType": "ipv4"}, "PrivateDnsEnabled": true, "RequesterManaged": false,
    });
    for (key, value) in more.as_object().unwrap() {
        endpoint[key] = value.clone();
    }
    json!({"VpcEndpoints": [endpoint]})
}

fn vpc() -> Value {
    json!({"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16",
        "CidrBlockAssociationSet": [{"CidrBlock": "10.1.0.0/16", "CidrBlockState": {"State": "associated"}}]}]})
}

#[test]
fn an_interface_endpoint_takes_the_interfaces_that_it_names() {
    let known = interfaces(&[
        managed("eni-a", "subnet-a", "10.1.20.50", "sg-1", "VPC Endpoint Interface vpce-1"),
        managed("eni-b", "subnet-b", "10.1.21.50", "sg-1", "VPC Endpoint Interface vpce-1"),
    ]);
    let Imported { document, report } = imported(&[
        ("a.json", vpc()),
        ("b.json", subnets()),
        ("c.json", known),
        ("d.json", endpoint(&json!({}))),
    ]);
    assert_eq!(
        resource(&document, "vpce-1"),
        json!({"type": "vpcEndpoint", "vpcEndpointType": "Interface", "vpcId": "vpc-1",
               "serviceName": "com.amazonaws.eu-west-1.sqs", "privateDnsEnabled": true})
    );
    let attachment = |id: &str| resource(&document, id)["attachment"].clone();
    assert_eq!(attachment("eni-b"), json!({"instanceId": "vpce-1", "deviceIndex": 0}));
    assert_eq!(attachment("eni-a"), json!({"instanceId": "vpce-1", "deviceIndex": 1}));
    assert_eq!(resource(&document, "eni-a")["groupIds"], json!(["sg-1"]));
    assert_eq!(resource(&document, "eni-a")["name"], Value::Null);
    assert!(!has(&report.approximated, "VPC endpoint", "interface"));
    // Private names are there only where the VPC has host names, of which describe-vpcs does not tell.
    assert_eq!(resource(&document, "vpc-1")["enableDnsHostnames"], true);
    assert!(has(&report.approximated, "VPC endpoint", "DNS hostnames"));
}

#[test]
fn what_tells_of_dns_hostnames_is_believed() {
    let attribute = json!({"VpcId": "vpc-1", "EnableDnsHostnames": {"Value": false}});
    let Imported { document, report } =
        imported(&[("a.json", vpc()), ("b.json", attribute), ("c.json", endpoint(&json!({})))]);
    assert_eq!(resource(&document, "vpc-1")["enableDnsHostnames"], Value::Null);
    assert!(!has(&report.approximated, "VPC endpoint", "DNS hostnames"));
}

#[test]
fn the_settings_of_an_endpoint_are_read() {
    let more = json!({"ServiceName": "com.amazonaws.us-east-1.s3", "ServiceRegion": "us-east-1", "IpAddressType": "dualstack",
        "DnsOptions": {"DnsRecordIpType": "dualstack", "PrivateDnsOnlyForInboundResolverEndpoint": true},
        "RequesterManaged": true, "State": "Available"});
    let Imported { document, .. } = imported(&[("a.json", vpc()), ("b.json", endpoint(&more))]);
    assert_eq!(
        resource(&document, "vpce-1"),
        json!({"type": "vpcEndpoint", "vpcEndpointType": "Interface", "vpcId": "vpc-1",
               "serviceName": "com.amazonaws.us-east-1.s3", "privateDnsEnabled": true, "ipAddressType": "dualstack",
               "dnsOptions": {"dnsRecordIpType": "dualstack", "privateDnsOnlyForInboundResolverEndpoint": true},
               "requesterManaged": true})
    );
}

#[test]
fn an_interface_tells_of_an_endpoint_of_which_no_other_answer_does() {
    let known = interfaces(&[
        managed("eni-a", "subnet-a", "10.1.20.50", "sg-1", "VPC Endpoint Interface vpce-1"),
        managed("eni-b", "subnet-b", "10.1.21.50", "sg-1", "VPC Endpoint Interface vpce-1"),
    ]);
    let Imported { document, .. } = imported(&[("a.json", vpc()), ("b.json", subnets()), ("c.json", known)]);
    assert_eq!(
        resource(&document, "vpce-1"),
        json!({"type": "vpcEndpoint", "vpcEndpointType": "Interface", "vpcId": "vpc-1"})
    );
    assert_eq!(resource(&document, "eni-a")["attachment"]["instanceId"], "vpce-1");
    assert_eq!(resource(&document, "eni-b")["attachment"]["instanceId"], "vpce-1");
}

#[test]
fn a_container_service_has_its_tasks_with_interfaces_or_on_instances() {
    let known = interfaces(&[managed(
        "eni-3",
        "subnet-b",
        "10.1.21.9",
        "sg-1",
        "arn:aws:ecs:eu-west-1:1234:attachment/aa-bb",
    )]);
    let cluster = "arn:aws:ecs:eu-west-1:1234:cluster/shop";
    let group = "arn:aws:elasticloadbalancing:eu-west-1:1234:targetgroup/web/0a1b";
    let answers = json!([
        {"services": [
            {"serviceName": "web", "clusterArn": cluster, "status": "ACTIVE", "launchType": "FARGATE", "desiredCount": 1,
             "loadBalancers": [{"targetGroupArn": group, "containerName": "nginx", "containerPort": 80}],
             "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-b"], "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}}},
            {"serviceName": "api", "clusterArn": cluster, "status": "ACTIVE", "launchType": "EC2", "desiredCount": 2, "loadBalancers": []},
            {"serviceName": "old", "clusterArn": cluster, "status": "INACTIVE"}], "failures": []},
        {"tasks": [
            {"taskArn": "arn:aws:ecs:eu-west-1:1234:task/shop/0f3", "clusterArn": cluster, "group": "service:web", "lastStatus": "RUNNING",
             "attachments": [{"type": "ElasticNetworkInterface", "details": [{"name": "networkInterfaceId", "value": "eni-3"}]}]},
            {"taskArn": "arn:aws:ecs:eu-west-1:1234:task/shop/77a", "clusterArn": cluster, "group": "service:api", "lastStatus": "RUNNING",
             "containerInstanceArn": "arn:aws:ecs:eu-west-1:1234:container-instance/shop/c1", "attachments": [],
             "containers": [{"name": "api", "networkBindings": [{"bindIP": "0.0.0.0", "containerPort": 8080, "hostPort": 32768, "protocol": "tcp"}]}]},
            {"taskArn": "arn:aws:ecs:eu-west-1:1234:task/shop/77b", "clusterArn": cluster, "group": "service:api", "lastStatus": "RUNNING",
             "containerInstanceArn": "arn:aws:ecs:eu-west-1:1234:container-instance/shop/c2", "attachments": [], "containers": []}], "failures": []},
        {"containerInstances": [{"containerInstanceArn": "arn:aws:ecs:eu-west-1:1234:container-instance/shop/c1", "ec2InstanceId": "i-1"}], "failures": []},
    ]);
    let Imported { document, report } =
        imported(&[("a.json", subnets()), ("b.json", known), ("c.json", answers)]);
    assert_eq!(
        resource(&document, "ecs-svc-shop-web"),
        json!({"type": "ecsService", "name": "web", "clusterArn": "shop", "launchType": "FARGATE", "desiredCount": 1,
            "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-b"], "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}},
            "loadBalancers": {"l1": {"targetGroupArn": "tg-0a1b", "containerName": "nginx", "containerPort": 80}}, "tasks": ["task-0f3"]})
    );
    assert_eq!(resource(&document, "eni-3")["attachment"]["instanceId"], json!("task-0f3"));
    assert_eq!(
        resource(&document, "task-77a"),
        json!({"type": "task", "name": "api", "networkMode": "bridge", "ec2InstanceId": "i-1",
            "networkBindings": {"n1": {"containerPort": 8080, "hostPort": 32768}}})
    );
    assert_eq!(resource(&document, "ecs-svc-shop-api")["tasks"], json!(["task-77a", "task-77b"]));
    assert!(has(&report.approximated, "Container task", "describe-container-instances"));
    assert!(has(&report.approximated, "Target group", "no answer of describe-target-groups"));
    assert_eq!(resource(&document, "ecs-svc-shop-old"), Value::Null);
}

#[test]
fn a_task_definition_tells_the_network_mode_and_the_ports_that_are_asked_for() {
    let task = |id: &str, definition: &str| {
        json!({"taskArn": format!("arn:aws:ecs:eu-west-1:1234:task/shop/{id}"), "group": "family:one", "lastStatus": "RUNNING",
            "taskDefinitionArn": definition, "containerInstanceArn": "arn:aws:ecs:eu-west-1:1234:container-instance/shop/c1",
            "attachments": [], "containers": []})
    };
    let answers = json!([
        {"tasks": [task("a", "web:1"), task("b", "agent:1"), task("c", "lost:1")], "failures": []},
        {"containerInstances": [{"containerInstanceArn": "arn:aws:ecs:eu-west-1:1234:container-instance/shop/c1", "ec2InstanceId": "i-1"}], "failures": []},
        {"taskDefinition": {"taskDefinitionArn": "web:1", "containerDefinitions": [
            {"name": "web", "portMappings": [{"containerPort": 80, "hostPort": 8080, "protocol": "tcp"}, {"containerPort": 53, "hostPort": 0, "protocol": "udp"}]}]}, "tags": []},
        {"taskDefinition": {"taskDefinitionArn": "agent:1", "networkMode": "host", "containerDefinitions": [
            {"name": "agent", "portMappings": [{"containerPort": 9100, "hostPort": 9100}]}]}, "tags": []},
    ]);
    let Imported { document, report } = imported(&[("a.json", subnets()), ("b.json", answers)]);
    let of = |id: &str| {
        let task = resource(&document, id);
        (task["networkMode"].clone(), task["networkBindings"].clone())
    };
    let ports = json!({"n1": {"containerPort": 80, "hostPort": 8080}, "n2": {"containerPort": 53, "protocol": "udp"}});
    assert_eq!(of("task-a"), (json!("bridge"), ports));
    let port = json!({"n1": {"containerPort": 9100, "hostPort": 9100}});
    assert_eq!(of("task-b"), (json!("host"), port));
    // Of the third one no definition is there.
    assert_eq!(of("task-c"), (json!("bridge"), Value::Null));
    assert!(has(&report.approximated, "Container task", "describe-task-definition"));
}

#[test]
fn a_file_system_keeps_its_mount_targets_and_their_groups_come_from_interfaces() {
    let known = interfaces(&[managed(
        "eni-2",
        "subnet-a",
        "10.1.20.8",
        "sg-1",
        "EFS mount target for fs-1 (fsmt-1)",
    )]);
    let answers = json!([
        {"FileSystems": [{"FileSystemId": "fs-1", "FileSystemArn": "arn:aws:elasticfilesystem:eu-west-1:1234:file-system/fs-1", "Name": "shared",
            "LifeCycleState": "available", "AvailabilityZoneName": "eu-west-1a", "Tags": [{"Key": "Name", "Value": "shared"}]}]},
        {"MountTargets": [{"MountTargetId": "fsmt-1", "FileSystemId": "fs-1", "LifeCycleState": "available", "NetworkInterfaceId": "eni-2"}]},
        {"SecurityGroups": ["sg-1"]},
    ]);
    let Imported { document, report } =
        imported(&[("a.json", subnets()), ("b.json", known), ("c.json", answers)]);
    assert_eq!(
        resource(&document, "fs-1"),
        json!({"type": "fileSystem", "name": "shared", "region": "eu-west-1", "availabilityZoneName": "eu-west-1a"})
    );
    assert_eq!(resource(&document, "fsmt-1"), json!({"type": "mountTarget", "fileSystemId": "fs-1"}));
    assert!(has(&report.skipped, "Groups of a mount target", "interface"));
}

fn server(more: &Value) -> Value {
    let mut server = json!({
        "ServerId": "s-1", "Arn": "arn:aws:transfer:eu-west-1:1234:server/s-1", "Domain": "S3", "EndpointType": "VPC",
        "EndpointDetails": {"VpcEndpointId": "vpce-9", "VpcId": "vpc-1", "SubnetIds": ["subnet-a"],
                            "AddressAllocationIds": [], "SecurityGroupIds": ["sg-1"]},
        "Protocols": ["SFTP", "FTPS"], "State": "ONLINE", "UserCount": 3,
        "Tags": [{"Key": "Name", "Value": "partner-files"}],
    });
    server.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({"Server": server})
}

#[test]
fn a_transfer_server_takes_the_interfaces_of_its_vpc_endpoint() {
    let known =
        interfaces(&[managed("eni-a", "subnet-a", "10.1.20.5", "sg-1", "VPC Endpoint Interface vpce-9")]);
    let endpoint = json!({"VpcEndpoints": [{
        "VpcEndpointId": "vpce-9", "VpcEndpointType": "Interface", "VpcId": "vpc-1", "State": "available",
        "ServiceName": "com.amazonaws.eu-west-1.transfer.server.c-0123", "SubnetIds": ["subnet-a"],
        "NetworkInterfaceIds": ["eni-a"], "Groups": [{"GroupId": "sg-1"}]}]});
    let drawn = json!({"type": "transferServer", "name": "partner-files", "endpointType": "VPC",
                       "protocols": ["SFTP", "FTPS"]});
    let attached = json!({"instanceId": "s-1", "deviceIndex": 0});
    let answers = json!([server(&json!({})), endpoint]);
    let Imported { document, report } =
        imported(&[("a.json", subnets()), ("b.json", known.clone()), ("c.json", answers.clone())]);
    assert_eq!(resource(&document, "s-1"), drawn);
    assert_eq!(resource(&document, "eni-a")["attachment"], attached);
    assert_eq!(resource(&document, "vpce-9"), Value::Null);
    assert!(has(&report.approximated, "VPC endpoint", "the endpoint of s-1"));
    assert!(has(&report.skipped, "Field", "UserCount"));

    // Without the endpoint the description of its interface tells it.
    let Imported { document, .. } =
        imported(&[("a.json", subnets()), ("b.json", known), ("c.json", server(&json!({})))]);
    assert_eq!(resource(&document, "s-1"), drawn);
    assert_eq!(resource(&document, "eni-a")["attachment"], attached);
    assert_eq!(resource(&document, "vpce-9"), Value::Null);

    // Without the interfaces they are drawn in the subnets of the endpoint; without either nobody knows where it stands.
    let Imported { document, .. } = imported(&[("a.json", subnets()), ("c.json", answers)]);
    assert_eq!(resource(&document, "eni-a")["attachment"], attached);
    let Imported { document, report } = imported(&[("a.json", subnets()), ("c.json", server(&json!({})))]);
    assert_eq!(resource(&document, "s-1"), drawn);
    assert!(has(&report.approximated, "Transfer server", "No answer tells of its interface"));
}

#[test]
fn a_public_transfer_server_belongs_to_its_region() {
    let public = server(
        &json!({"EndpointType": "PUBLIC", "EndpointDetails": null, "Protocols": ["SFTP"], "State": "OFFLINE"}),
    );
    let list = json!({"Servers": [{"ServerId": "s-1", "EndpointType": "PUBLIC"}]});
    let Imported { document, report } =
        imported(&[("a.json", subnets()), ("b.json", public), ("c.json", list)]);
    assert_eq!(
        resource(&document, "s-1"),
        json!({"type": "transferServer", "name": "partner-files", "region": "eu-west-1", "state": "OFFLINE"})
    );
    assert!(!has(&report.approximated, "Transfer server", "interface"));
    assert!(has(&report.skipped, "Transfer server", "describe-server"));
}

#[test]
fn a_workspaces_directory_has_the_rules_of_its_groups_and_the_interfaces_of_its_desktops() {
    let description = "Created By Amazon Workspaces for AWS Account ID 111122223333";
    let known = interfaces(&[
        managed("eni-a", "subnet-a", "10.1.20.9", "sg-1", description),
        managed("eni-b", "subnet-b", "10.1.21.9", "sg-1", description),
    ]);
    let directories = json!({"Directories": [{
        "DirectoryId": "d-9067", "Alias": "desktops", "DirectoryName": "corp.example.com", "DirectoryType": "SIMPLE_AD",
        "SubnetIds": ["subnet-a", "subnet-b"], "ipGroupIds": ["wsipg-1", "wsipg-2"], "State": "REGISTERED"}]});
    let groups = json!({"Result": [{"groupId": "wsipg-1", "groupName": "offices", "userRules": [
        {"ipRule": "198.51.100.0/28", "ruleDesc": "office"}, {"ipRule": "203.0.113.40/32"}]}]});
    let desktops = json!({"Workspaces": [
        {"WorkspaceId": "ws-1", "DirectoryId": "d-9067", "IpAddress": "10.1.20.9", "SubnetId": "subnet-a", "State": "AVAILABLE"},
        {"WorkspaceId": "ws-2", "DirectoryId": "d-0000", "IpAddress": "10.1.21.9", "SubnetId": "subnet-b", "State": "AVAILABLE"}]});
    let Imported { document, report } = imported(&[
        ("a.json", subnets()),
        ("b.json", known),
        ("c.json", directories.clone()),
        ("d.json", groups),
        ("e.json", desktops),
    ]);
    assert_eq!(
        resource(&document, "d-9067"),
        json!({"type": "workspaceDirectory", "name": "desktops", "ipGroupIds": ["wsipg-1", "wsipg-2"], "userRules": {
            "r1": {"groupId": "wsipg-1", "ipRule": "198.51.100.0/28", "ruleDesc": "office"},
            "r2": {"groupId": "wsipg-1", "ipRule": "203.0.113.40/32"},
            "r3": {"groupId": "wsipg-2"}}})
    );
    assert_eq!(resource(&document, "eni-a")["attachment"], json!({"instanceId": "d-9067", "deviceIndex": 0}));
    assert_ne!(resource(&document, "eni-b")["attachment"]["instanceId"], json!("d-9067"));
    assert!(has(&report.approximated, "WorkSpaces directory", "the rules of wsipg-2"));
    assert!(has(&report.skipped, "Field", "DirectoryType"));

    // Nobody knows where its desktops stand.
    let Imported { report, .. } = imported(&[("a.json", subnets()), ("c.json", directories)]);
    assert!(has(&report.approximated, "WorkSpaces directory", "No answer tells of its interface"));
}
