//! Import of load balancers with their nodes, listeners, rules, target groups and Auto Scaling groups.

use super::aws_describe::{has, imported, resource};
use netyard_core::model::Resource;
use netyard_core::net::Protocol;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{FlowSpec, Trace, Verdict, trace};
use netyard_formats::import::Imported;
use serde_json::{Value, json};

const ARN: &str = "arn:aws:elasticloadbalancing:eu-west-1:111122223333";

fn interface(id: &str, subnet: &str, address: &str, description: &str) -> Value {
    json!({"NetworkInterfaceId": id, "SubnetId": subnet, "VpcId": "vpc-1", "Description": description,
           "RequesterManaged": true, "Status": "in-use", "PrivateIpAddress": address, "Groups": [{"GroupId": "sg-1"}],
           "Attachment": {"AttachmentId": "ela-attach-1", "DeviceIndex": 1, "InstanceOwnerId": "amazon-elb", "Status": "attached"}})
}

fn instance(id: &str, interface: &str, subnet: &str, address: &str) -> Value {
    json!({"InstanceId": id, "State": {"Name": "running"}, "SubnetId": subnet, "VpcId": "vpc-1", "NetworkInterfaces": [
        {"NetworkInterfaceId": interface, "SubnetId": subnet, "VpcId": "vpc-1", "PrivateIpAddress": address, "Status": "in-use",
         "SourceDestCheck": true, "Groups": [{"GroupId": "sg-1"}], "Attachment": {"DeviceIndex": 0, "Status": "attached"}}]})
}

/// A VPC with two zones, a host in each, nodes of three load balancers, and a host that sends.
fn network() -> Value {
    json!([
        {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]},
        {"Subnets": [
            {"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "eu-west-1a"},
            {"SubnetId": "subnet-b", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "eu-west-1b"}]},
        {"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [{"Main": true, "RouteTableAssociationId": "rtbassoc-1",
            "RouteTableId": "rtb-1", "AssociationState": {"State": "associated"}}],
            "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"}]}]},
        {"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Entries": [
            {"Egress": false, "RuleNumber": 100, "Protocol": "-1", "CidrBlock": "0.0.0.0/0", "RuleAction": "allow"},
            {"Egress": true, "RuleNumber": 100, "Protocol": "-1", "CidrBlock": "0.0.0.0/0", "RuleAction": "allow"}]}]},
        {"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "default", "VpcId": "vpc-1",
            "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}],
            "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]},
        {"NetworkInterfaces": [
            interface("eni-a", "subnet-a", "10.0.0.10", "ELB app/web/50dc6c495c0c9188"),
            interface("eni-b", "subnet-b", "10.0.1.10", "ELB app/web/50dc6c495c0c9188"),
            interface("eni-n", "subnet-a", "10.0.0.20", "ELB net/game/1111aaaa2222bbbb"),
            interface("eni-c", "subnet-a", "10.0.0.30", "ELB old"),
            interface("eni-x", "subnet-b", "10.0.1.40", "ELB net/other/3333cccc4444dddd")]},
        {"InternetGateways": []}, {"NatGateways": []}, {"EgressOnlyInternetGateways": []},
        {"VpcPeeringConnections": []}, {"VpcEndpoints": []},
        {"Reservations": [{"Instances": [
            instance("i-1", "eni-1", "subnet-a", "10.0.0.50"), instance("i-2", "eni-2", "subnet-b", "10.0.1.50"),
            instance("i-9", "eni-9", "subnet-b", "10.0.1.99")]}]},
    ])
}

fn balancers() -> Value {
    json!({"LoadBalancers": [
        {"LoadBalancerArn": format!("{ARN}:loadbalancer/app/web/50dc6c495c0c9188"), "LoadBalancerName": "web", "Type": "application",
         "Scheme": "internal", "VpcId": "vpc-1", "State": {"Code": "active"}, "IpAddressType": "ipv4",
         "DNSName": "internal-web-1.eu-west-1.elb.amazonaws.com", "SecurityGroups": ["sg-1"],
         "AvailabilityZones": [{"ZoneName": "eu-west-1a", "SubnetId": "subnet-a", "LoadBalancerAddresses": []},
                               {"ZoneName": "eu-west-1b", "SubnetId": "subnet-b", "LoadBalancerAddresses": []}]},
        {"LoadBalancerArn": format!("{ARN}:loadbalancer/net/game/1111aaaa2222bbbb"), "LoadBalancerName": "game", "Type": "network",
         "Scheme": "internal", "VpcId": "vpc-1", "State": {"Code": "active"}, "IpAddressType": "ipv4",
         "AvailabilityZones": [{"ZoneName": "eu-west-1a", "SubnetId": "subnet-a"}, {"ZoneName": "eu-west-1b", "SubnetId": "subnet-b"}]}]})
}

fn listeners() -> Value {
    let one = format!("{ARN}:targetgroup/app/73e2d6bc24d8a067");
    let two = format!("{ARN}:targetgroup/play/aaaabbbbccccdddd");
    let web = format!("{ARN}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2");
    json!([
        {"Listeners": [{"ListenerArn": web, "LoadBalancerArn": format!("{ARN}:loadbalancer/app/web/50dc6c495c0c9188"),
            "Port": 443, "Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-2016-08",
            "Certificates": [{"CertificateArn": "arn:aws:acm:eu-west-1:111122223333:certificate/1"}],
            "DefaultActions": [{"Type": "forward", "TargetGroupArn": one, "Order": 1,
                "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": one, "Weight": 1}]}}]}]},
        {"Listeners": [{"ListenerArn": format!("{ARN}:listener/net/game/1111aaaa2222bbbb/9999"),
            "LoadBalancerArn": format!("{ARN}:loadbalancer/net/game/1111aaaa2222bbbb"), "Port": 7000, "Protocol": "TCP",
            "DefaultActions": [{"Type": "forward", "TargetGroupArn": two}]}]},
    ])
}

fn rules() -> Value {
    let rule = |last: &str| format!("{ARN}:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/{last}");
    let group = |name: &str| format!("{ARN}:targetgroup/{name}");
    json!({"Rules": [
        {"RuleArn": rule("1"), "Priority": "10", "IsDefault": false,
         "Conditions": [{"Field": "path-pattern", "Values": ["/old/*"], "PathPatternConfig": {"Values": ["/old/*"]}},
                        {"Field": "query-string", "QueryStringConfig": {"Values": [{"Key": "v", "Value": "1"}]}}],
         "Actions": [{"Type": "redirect", "Order": 1, "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "Host": "#{host}",
            "Path": "/#{path}", "Query": "#{query}", "StatusCode": "HTTP_301"}}]},
        {"RuleArn": rule("2"), "Priority": "20", "IsDefault": false, "Conditions": [{"Field": "host-header", "Values": ["b.example"]}],
         "Actions": [{"Type": "forward", "Order": 1, "ForwardConfig": {"TargetGroups": [
            {"TargetGroupArn": group("app/73e2d6bc24d8a067"), "Weight": 3}, {"TargetGroupArn": group("new/eeee"), "Weight": 1}]}}]},
        {"RuleArn": rule("3"), "Priority": "default", "IsDefault": true, "Conditions": [],
         "Actions": [{"Type": "forward", "TargetGroupArn": group("app/73e2d6bc24d8a067")}]}]})
}

fn groups() -> Value {
    let group = |name: &str, protocol: &str, port: u16| {
        json!({"TargetGroupArn": format!("{ARN}:targetgroup/{name}"), "TargetGroupName": name.split('/').next(),
               "Protocol": protocol, "Port": port, "VpcId": "vpc-1", "HealthCheckProtocol": protocol, "HealthCheckPort": "traffic-port",
               "HealthCheckEnabled": true, "HealthCheckPath": "/up", "Matcher": {"HttpCode": "200-299"}, "TargetType": "instance",
               "HealthCheckIntervalSeconds": 30, "LoadBalancerArns": [], "ProtocolVersion": "HTTP1", "IpAddressType": "ipv4"})
    };
    json!({"TargetGroups": [group("app/73e2d6bc24d8a067", "HTTP", 8080), group("play/aaaabbbbccccdddd", "TCP", 7000)]})
}

fn health(targets: &[(&str, u16, &str)]) -> Value {
    let one = |(id, port, state): &(&str, u16, &str)| json!({"Target": {"Id": id, "Port": port}, "HealthCheckPort": port.to_string(), "TargetHealth": {"State": state}});
    json!({"TargetHealthDescriptions": targets.iter().map(one).collect::<Vec<_>>()})
}

fn attributes(list: &[(&str, &str)]) -> Value {
    let one = |(key, value): &(&str, &str)| json!({"Key": key, "Value": value});
    json!({"Attributes": list.iter().map(one).collect::<Vec<_>>()})
}

/// Every answer that there is.
fn everything() -> Vec<(&'static str, Value)> {
    vec![
        ("n.json", network()),
        ("balancers.json", balancers()),
        ("listeners.json", listeners()),
        ("rules.json", rules()),
        ("groups.json", groups()),
        ("health-app.json", health(&[("i-1", 8080, "healthy"), ("i-2", 9090, "unhealthy")])),
        ("health-aaaabbbbccccdddd.json", health(&[("i-2", 7000, "healthy"), ("i-1", 7000, "draining")])),
        (
            "attributes-app.json",
            attributes(&[("load_balancing.cross_zone.enabled", "use_load_balancer_configuration")]),
        ),
        (
            "attributes-play.json",
            attributes(&[
                ("preserve_client_ip.enabled", "true"),
                ("load_balancing.cross_zone.enabled", "true"),
            ]),
        ),
        (
            "attributes-game.json",
            attributes(&[
                ("deletion_protection.enabled", "false"),
                ("load_balancing.cross_zone.enabled", "false"),
            ]),
        ),
    ]
}

fn without(name: &str) -> Vec<(&'static str, Value)> {
    everything().into_iter().filter(|(file, _)| *file != name).collect()
}

fn sent(imported: &Imported, to: &str, port: u16) -> Trace {
    let flow = FlowSpec { port: Some(port), protocol: Some(Protocol::Tcp), ..FlowSpec::new("i-9", to) };
    trace(&RoutedNetwork::build(&imported.document), &flow).unwrap()
}

#[test]
fn an_application_load_balancer_is_read_with_nodes_listeners_rules_and_targets() {
    let all = imported(&everything());
    let Imported { document, report } = &all;
    assert_eq!(
        resource(document, "lb-50dc6c495c0c9188"),
        json!({"type": "loadBalancer", "name": "web", "scheme": "internal", "vpcId": "vpc-1",
               "dnsName": "internal-web-1.eu-west-1.elb.amazonaws.com",
               "listeners": {"l1": {"protocol": "HTTPS", "port": 443,
                   "certificateArns": ["arn:aws:acm:eu-west-1:111122223333:certificate/1"],
                   "defaultActions": {"a1": {"actionType": "forward", "targetGroupArn": "tg-73e2d6bc24d8a067"}},
                   "rules": {
                     "r10": {"priority": 10, "conditions": {"c1": {"field": "path-pattern", "values": ["/old/*"]},
                                                            "c2": {"field": "query-string", "values": ["v=1"]}},
                       "actions": {"a1": {"actionType": "redirect", "redirectConfig": {"protocol": "HTTPS", "port": "443",
                         "host": "#{host}", "path": "/#{path}", "query": "#{query}", "statusCode": "HTTP_301"}}}},
                     "r20": {"priority": 20, "conditions": {"c1": {"field": "host-header", "values": ["b.example"]}},
                       "actions": {"a1": {"actionType": "forward", "targetGroups": {
                         "g1": {"targetGroupArn": "tg-73e2d6bc24d8a067", "weight": 3},
                         "g2": {"targetGroupArn": "tg-eeee", "weight": 1}}}}}}}}})
    );
    let attachment = |id: &str| resource(document, id)["attachment"].clone();
    assert_eq!(attachment("eni-a"), json!({"instanceId": "lb-50dc6c495c0c9188", "deviceIndex": 0}));
    assert_eq!(attachment("eni-b"), json!({"instanceId": "lb-50dc6c495c0c9188", "deviceIndex": 1}));
    assert_eq!(
        resource(document, "tg-73e2d6bc24d8a067"),
        json!({"type": "targetGroup", "name": "app", "protocol": "HTTP", "port": 8080, "vpcId": "vpc-1",
               "healthCheckProtocol": "HTTP", "healthCheckPath": "/up", "healthCheckIntervalSeconds": 30,
               "matcher": {"httpCode": "200-299"},
               "attributes": {"load_balancing.cross_zone.enabled": "use_load_balancer_configuration"},
               "targets": {"t1": {"id": "i-1", "targetHealth": {"state": "healthy"}},
                           "t2": {"id": "i-2", "port": 9090, "targetHealth": {"state": "unhealthy"}}}})
    );
    // A rule names a group of which no answer tells.
    assert_eq!(resource(document, "tg-eeee")["unknown"], json!(["targets", "attributes"]));
    assert!(has(&report.approximated, "Target group", "describe-target-groups"));
    assert!(has(&report.skipped, "Field", "SslPolicy"));
    assert!(!has(&report.skipped, "SecurityGroups", ""), "{report}");
}

#[test]
fn a_network_load_balancer_sends_where_its_attributes_let_it() {
    let all = imported(&everything());
    let Imported { document, report } = &all;
    let game = resource(document, "lb-1111aaaa2222bbbb");
    assert_eq!(game["attributes"]["load_balancing.cross_zone.enabled"], json!("false"));
    assert_eq!(game["unknown"], Value::Null);
    // What is being taken out gets nothing new.
    assert_eq!(
        resource(document, "tg-aaaabbbbccccdddd")["targets"],
        json!({"t1": {"id": "i-2", "targetHealth": {"state": "healthy"}}})
    );
    assert!(has(&report.approximated, "Target", "taken out"));
    // Of its second node no answer tells: its zone counts all the same.
    assert!(has(&report.approximated, "Load balancer", "interface in subnet-b"));
    assert_eq!(
        resource(document, "lb-1111aaaa2222bbbb-subnet-b"),
        json!({"type": "networkInterface", "subnetId": "subnet-b",
               "attachment": {"instanceId": "lb-1111aaaa2222bbbb", "deviceIndex": 1}})
    );
    // Its group asks for targets of all zones.
    let delivered = sent(&all, "10.0.0.20", 7000);
    assert_eq!(delivered.verdict, Verdict::Delivered, "{delivered:#?}");

    // Without the word of the group, nobody knows.
    let all = imported(&without("attributes-play.json"));
    let unknown = sent(&all, "10.0.0.20", 7000);
    assert_eq!(unknown.verdict, Verdict::Unknown, "{unknown:#?}");
    assert!(has(&all.report.approximated, "Target group", "describe-target-group-attributes"));

    // With its word for the setting of the load balancer, that one decides.
    let mut files = without("attributes-play.json");
    let own = [
        ("preserve_client_ip.enabled", "true"),
        ("load_balancing.cross_zone.enabled", "use_load_balancer_configuration"),
    ];
    files.push(("attributes-play.json", attributes(&own)));
    let dropped = sent(&imported(&files), "10.0.0.20", 7000);
    assert_eq!((dropped.verdict, dropped.code), (Verdict::Dropped, Some("ELBV2_NO_TARGETS_IN_AZ")));
    files.retain(|(file, _)| *file != "attributes-game.json");
    let all = imported(&files);
    assert_eq!(sent(&all, "10.0.0.20", 7000).verdict, Verdict::Unknown);
    assert!(has(&all.report.approximated, "Load balancer", "describe-load-balancer-attributes"));
}

#[test]
fn what_no_answer_tells_of_ends_unknown_and_not_dropped() {
    let cases = [
        (
            "listeners.json",
            "lb-1111aaaa2222bbbb",
            json!(["listeners"]),
            "10.0.0.20",
            7000,
            "Load balancer",
            "describe-listeners",
        ),
        (
            "rules.json",
            "lb-50dc6c495c0c9188",
            json!(["rules"]),
            "10.0.0.10",
            443,
            "Load balancer",
            "describe-rules",
        ),
        (
            "health-app.json",
            "tg-73e2d6bc24d8a067",
            json!(["targets"]),
            "10.0.0.10",
            443,
            "Target group",
            "describe-target-health",
        ),
        (
            "groups.json",
            "tg-aaaabbbbccccdddd",
            json!(["targets", "attributes"]),
            "10.0.0.20",
            7000,
            "Target group",
            "describe-target-groups",
        ),
    ];
    for (file, id, unknown, to, port, what, why) in cases {
        let all = imported(&without(file));
        assert_eq!(resource(&all.document, id)["unknown"], unknown, "{file}");
        assert!(has(&all.report.approximated, what, why), "{file}: {}", all.report);
        let trace = sent(&all, to, port);
        assert_eq!(trace.verdict, Verdict::Unknown, "{file}: {trace:#?}");
    }
}

#[test]
fn without_interfaces_the_report_says_so() {
    let mut answers = network();
    answers.as_array_mut().unwrap().retain(|answer| answer.get("NetworkInterfaces").is_none());
    let mut files = without("n.json");
    files.push(("n.json", answers));
    let all = imported(&files);
    assert!(has(
        &all.report.approximated,
        "Load balancer",
        "No answer tells of its interface in subnet-a, subnet-b"
    ));
    assert_eq!(resource(&all.document, "lb-50dc6c495c0c9188-subnet-a")["groupIds"], json!(["sg-1"]));
    let unknown = sent(&all, "lb-50dc6c495c0c9188", 443);
    assert_eq!(unknown.verdict, Verdict::Unknown, "{unknown:#?}");
}

#[test]
fn a_node_of_which_nothing_else_is_known_becomes_a_load_balancer() {
    let Imported { document, .. } = imported(&everything());
    assert_eq!(
        resource(&document, "lb-3333cccc4444dddd"),
        json!({"type": "loadBalancer", "name": "other", "loadBalancerType": "network", "vpcId": "vpc-1",
               "unknown": ["listeners", "rules", "attributes"]})
    );
    assert_eq!(resource(&document, "eni-x")["attachment"]["instanceId"], json!("lb-3333cccc4444dddd"));
}

#[test]
fn an_answer_that_nobody_can_place_is_reported() {
    let mut files = without("health-app.json");
    files.push(("health.json", health(&[("i-1", 8080, "healthy")])));
    let Imported { document, report } = imported(&files);
    assert!(has(&report.skipped, "Target", "name of the target group into the name of the file"));
    assert_eq!(resource(&document, "tg-73e2d6bc24d8a067")["unknown"], json!(["targets"]));

    // A name that is only part of a word is no name.
    let mut files = without("health-app.json");
    files.push(("health-apple.json", health(&[("i-1", 8080, "healthy")])));
    assert!(has(&imported(&files).report.skipped, "Target", "does not say what it is about"));

    // An empty answer says that there are none.
    let mut files = without("health-app.json");
    files.push(("health-app.json", health(&[])));
    let Imported { document, .. } = imported(&files);
    assert_eq!(resource(&document, "tg-73e2d6bc24d8a067")["unknown"], Value::Null);
}

#[test]
fn a_target_of_which_no_answer_tells_leaves_the_group_unknown() {
    let mut files = without("health-app.json");
    files.push(("health-app.json", health(&[("i-1", 8080, "healthy"), ("i-77", 8080, "healthy")])));
    let Imported { document, report } = imported(&files);
    assert_eq!(resource(&document, "tg-73e2d6bc24d8a067")["unknown"], json!(["targets"]));
    assert!(has(&report.approximated, "Target", "ends as unknown"));
}

#[test]
fn a_page_is_not_all_of_it() {
    let mut files = without("listeners.json");
    let mut cut = listeners()[1].clone();
    cut["NextMarker"] = json!("abc");
    files.push(("listeners.json", cut));
    let Imported { document, report } = imported(&files);
    assert!(has(&report.skipped, "Further pages", "more pages"));
    assert_eq!(resource(&document, "lb-1111aaaa2222bbbb")["unknown"], json!(["listeners"]));
}

#[test]
fn a_classic_load_balancer_is_read_with_its_instances() {
    let classic = json!({"LoadBalancerDescriptions": [{"LoadBalancerName": "old", "DNSName": "internal-old-1.eu-west-1.elb.amazonaws.com",
        "Scheme": "internal", "VPCId": "vpc-1", "Subnets": ["subnet-a"], "SecurityGroups": ["sg-1"], "Instances": [{"InstanceId": "i-1"}],
        "ListenerDescriptions": [{"Listener": {"Protocol": "HTTP", "LoadBalancerPort": 80, "InstanceProtocol": "HTTP", "InstancePort": 8080},
            "PolicyNames": []}],
        "HealthCheck": {"Target": "HTTP:8080/up", "Interval": 30, "Timeout": 5, "UnhealthyThreshold": 2, "HealthyThreshold": 10}}]});
    let switch = json!({"LoadBalancerAttributes": {"CrossZoneLoadBalancing": {"Enabled": true}, "AccessLog": {"Enabled": false}}});
    let files = [("n.json", network()), ("classic.json", classic.clone()), ("attributes.json", switch)];
    let all = imported(&files);
    assert_eq!(
        resource(&all.document, "clb-old"),
        json!({"type": "loadBalancer", "name": "old", "loadBalancerType": "classic", "scheme": "internal", "vpcId": "vpc-1",
               "dnsName": "internal-old-1.eu-west-1.elb.amazonaws.com",
               "listeners": {"l1": {"protocol": "HTTP", "port": 80, "instanceProtocol": "HTTP", "instancePort": 8080}},
               "instances": {"i1": {"instanceId": "i-1"}},
               "healthCheck": {"target": "HTTP:8080/up", "interval": 30, "timeout": 5, "healthyThreshold": 10, "unhealthyThreshold": 2},
               "attributes": {"load_balancing.cross_zone.enabled": "true"}})
    );
    assert_eq!(resource(&all.document, "eni-c")["attachment"]["instanceId"], json!("clb-old"));
    assert!(has(&all.report.skipped, "Field", "LoadBalancerAttributes"));
    let delivered = sent(&all, "10.0.0.30", 80);
    assert_eq!(delivered.verdict, Verdict::Delivered, "{delivered:#?}");

    // One of its instances is in no answer.
    let mut unseen = classic;
    unseen["LoadBalancerDescriptions"][0]["Instances"] = json!([{"InstanceId": "i-77"}]);
    let all = imported(&[("n.json", network()), ("classic.json", unseen)]);
    assert_eq!(resource(&all.document, "clb-old")["unknown"], json!(["attributes", "targets"]));
    assert_eq!(sent(&all, "10.0.0.30", 80).verdict, Verdict::Unknown);
    assert!(has(&all.report.approximated, "Classic load balancer", "in no answer"));
}

#[test]
fn an_auto_scaling_group_names_subnets_groups_and_instances_in_service() {
    let scaling = json!({"AutoScalingGroups": [{"AutoScalingGroupName": "fleet", "MinSize": 1, "MaxSize": 4, "DesiredCapacity": 2,
        "VPCZoneIdentifier": "subnet-a,subnet-b", "TargetGroupARNs": [format!("{ARN}:targetgroup/app/73e2d6bc24d8a067")],
        "LoadBalancerNames": ["gone"], "HealthCheckType": "ELB", "DefaultCooldown": 300, "AvailabilityZones": ["eu-west-1a"],
        "Tags": [{"ResourceId": "fleet", "ResourceType": "auto-scaling-group", "Key": "team", "Value": "net", "PropagateAtLaunch": true}],
        "Instances": [{"InstanceId": "i-1", "LifecycleState": "InService", "AvailabilityZone": "eu-west-1a"},
                      {"InstanceId": "i-2", "LifecycleState": "Standby", "AvailabilityZone": "eu-west-1b"},
                      {"InstanceId": "i-77", "LifecycleState": "InService", "AvailabilityZone": "eu-west-1b"}]}]});
    let mut files = everything();
    files.push(("scaling.json", scaling));
    let Imported { document, report } = imported(&files);
    assert_eq!(
        resource(&document, "asg-fleet"),
        json!({"type": "autoScalingGroup", "name": "fleet", "tags": {"team": "net"}, "minSize": 1, "maxSize": 4, "desiredCapacity": 2,
               "vpcZoneIdentifier": ["subnet-a", "subnet-b"], "targetGroupArns": ["tg-73e2d6bc24d8a067"],
               "instances": ["i-1"], "healthCheckType": "ELB"})
    );
    for why in ["classic load balancer", "Standby", "instance is in no answer"] {
        assert!(has(&report.approximated, "Auto Scaling group", why), "{why}: {report}");
    }
}

#[test]
fn what_another_service_calls_so_is_none_of_it() {
    let others = json!([
        {"Rules": [{"Name": "nightly", "Arn": "arn:aws:events:eu-west-1:111122223333:rule/nightly"}]},
        {"Listeners": [{"ListenerArn": "arn:aws:globalaccelerator::111122223333:accelerator/1/listener/2"}]},
        {"LoadBalancers": [{"LoadBalancerName": "queue"}]},
    ]);
    let Imported { report, .. } = imported(&[("n.json", network()), ("o.json", others)]);
    assert!(has(&report.skipped, "Rules", "does not know"));
    assert!(has(&report.skipped, "Listeners", "does not know"));
    assert!(has(&report.skipped, "Load balancer", "no LoadBalancerArn"));
}

/// What an answer about attributes is about is told by what stands in it, whichever of them were asked for.
#[test]
fn attributes_are_known_by_what_they_say() {
    let mut files = without("attributes-game.json");
    files.push((
        "attributes-game.json",
        attributes(&[("load_balancing.cross_zone.enabled", "true"), ("zonal_shift.config.enabled", "false")]),
    ));
    let Imported { document, .. } = &imported(&files);
    let game = document.resources.iter().find_map(|(id, _)| {
        let drawn = document.load_balancer(id.as_str())?;
        (drawn.name.as_deref() == Some("game")).then_some(drawn)
    });
    assert!(game.is_some_and(|game| game.is_cross_zone() && !game.does_not_know("attributes")));
    // What both may say tells nothing of which it is.
    let mut files = without("attributes-game.json");
    files.push(("attributes-game.json", attributes(&[("load_balancing.cross_zone.enabled", "true")])));
    let Imported { document, report } = &imported(&files);
    let skipped = report.skipped.iter().any(|entry| entry.file.contains("attributes-game"));
    assert!(skipped);
    let unread = document.resources.values().any(|resource| {
        matches!(resource.as_ref(), Resource::LoadBalancer(own)
            if own.name.as_deref() == Some("game") && own.does_not_know("attributes"))
    });
    assert!(unread);
}

/// Regular expressions are kept, and what a rule rewrites is reported.
#[test]
fn expressions_and_rewrites_of_rules_are_told() {
    let mut all = rules();
    let rule = all["Rules"].as_array_mut().unwrap().iter_mut().find(|rule| rule["Priority"] == "20").unwrap();
    rule["Conditions"] =
        json!([{"Field": "path-pattern", "PathPatternConfig": {"RegexValues": ["^/v[0-9]+/"]}}]);
    rule["Transforms"] = json!([{"Type": "url-rewrite", "UrlRewriteConfig": {"Rewrites": [{"Regex": "^/v1", "Replace": "/"}]}}]);
    let mut files = without("rules.json");
    files.push(("rules.json", all));
    let Imported { document, report } = &imported(&files);
    assert_eq!(
        resource(document, "lb-50dc6c495c0c9188").pointer("/listeners/l1/rules/r20/conditions/c1"),
        Some(&json!({"field": "path-pattern", "regexValues": ["^/v[0-9]+/"]}))
    );
    let told = report.approximated.iter().filter(|entry| entry.why.starts_with("It rewrites"));
    assert_eq!(told.count(), 1);
}
