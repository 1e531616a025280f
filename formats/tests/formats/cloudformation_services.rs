//! Services of templates: load balancers with their groups, databases, functions, file systems, zones.

use crate::support::template::{imported, imported_with, packet, resource, says};
use netyard_core::simulate::Verdict;
use serde_json::json;

/// A network with a public and a private subnet in two zones, and a group that admits web traffic.
const NETWORK: &str = "
Parameters:
  Port: {Type: String, Default: '8080'}
  Open: {Type: String}
Conditions: {IsOpen: !Equals [!Ref Open, 'yes']}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attachment: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Route: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}
  PublicA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-west-1a}}
  PublicB: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1b}}
  PrivateA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-west-1a}}
  PrivateB: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.3.0/24, AvailabilityZone: eu-west-1b}}
  TableA: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref PublicA, RouteTableId: !Ref Table}}
  TableB: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref PublicB, RouteTableId: !Ref Table}}
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: a
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0}]
  App:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: a
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref Web}]
  Server: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref PrivateA, SecurityGroupIds: [!Ref App]}}
";

const BALANCER: &str = "
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {Subnets: [!Ref PublicA, !Ref PublicB], SecurityGroups: [!Ref Web]}
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {VpcId: !Ref Vpc, Protocol: HTTP, Port: !Ref Port, Targets: [{Id: !Ref Server}]}
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 7
      Conditions: [{Field: path-pattern, PathPatternConfig: {Values: [/old/*]}}]
      Actions: [{Type: fixed-response, FixedResponseConfig: {StatusCode: '410'}}]
";

fn with_balancer() -> String {
    format!("{NETWORK}{BALANCER}")
}

#[test]
fn a_certificate_that_another_stack_tells_is_one() {
    let listener = "
  Secure:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 443
      Protocol: HTTPS
      Certificates: [{CertificateArn: !ImportValue shared-certificate}]
      DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
";
    let text = format!("{}{listener}", with_balancer())
        .replace("FromPort: 80, ToPort: 80", "FromPort: 80, ToPort: 443");
    let document = imported(&text).document;
    let listeners = &resource(&document, "lb-Balancer")["listeners"];
    let secure = listeners.as_object().into_iter().flatten().find(|(_, own)| own["port"] == json!(443));
    let certificates = secure.map(|(_, own)| own["certificateArns"].clone());
    assert_eq!(certificates, Some(json!(["certificate-told-elsewhere"])));
    assert_eq!(packet(&document, "internet", "lb-Balancer", 443).verdict, Verdict::Delivered);
}

#[test]
fn a_load_balancer_takes_packets_to_its_targets() {
    let document = imported(&with_balancer()).document;
    let listeners = &resource(&document, "lb-Balancer")["listeners"];
    let expected = json!({"l1": {
        "protocol": "HTTP", "port": 80,
        "defaultActions": {"a1": {"actionType": "forward", "targetGroupArn": "tg-Group"}},
        "rules": {"r7": {
            "priority": 7,
            "conditions": {"c1": {"field": "path-pattern", "values": ["/old/*"]}},
            "actions": {"a1": {"actionType": "fixed-response", "fixedResponseConfig": {"statusCode": "410"}}},
        }},
    }});
    assert_eq!(*listeners, expected);
    let verdict = |from: &str, to: &str, port| packet(&document, from, to, port).verdict;
    assert_eq!(verdict("internet", "lb-Balancer", 80), Verdict::Delivered);
    assert_ne!(verdict("internet", "lb-Balancer", 443), Verdict::Delivered);
    assert_eq!(verdict("internet", "i-Server", 8080), Verdict::Dropped);
    // The group of the target admits another port.
    let closed = imported_with(&with_balancer(), &[("Port", "9090")]).document;
    assert_ne!(packet(&closed, "internet", "lb-Balancer", 80).verdict, Verdict::Delivered);
}

#[test]
fn an_internal_load_balancer_has_no_public_address() {
    let text = with_balancer().replace("Subnets: [!Ref PublicA", "Scheme: internal, Subnets: [!Ref PublicA");
    let document = imported(&text).document;
    let node = resource(&document, "eni-lb-Balancer-1");
    assert_eq!(node["privateIpAddresses"], json!([{"privateIpAddress": "10.0.0.4", "primary": true}]));
    assert_ne!(packet(&document, "internet", "lb-Balancer", 80).verdict, Verdict::Delivered);
}

#[test]
fn what_is_open_of_a_load_balancer_ends_unknown() {
    for (before, after) in [
        ("Listener\n    P", "Listener\n    Condition: IsOpen\n    P"),
        ("ListenerRule\n    P", "ListenerRule\n    Condition: IsOpen\n    P"),
        (
            "DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]",
            "DefaultActions: [{Type: forward, TargetGroupArn: !Ref Open}]",
        ),
        ("Targets: [{Id: !Ref Server}]", "Targets: [{Id: !Ref Open}]"),
    ] {
        let text = with_balancer();
        assert!(text.contains(before));
        let document = imported(&text.replace(before, after)).document;
        assert_eq!(packet(&document, "internet", "lb-Balancer", 80).verdict, Verdict::Unknown, "{after}");
    }
}

#[test]
fn a_group_that_is_filled_later_has_targets_that_nobody_knows() {
    let later = "  Fleet:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: '1', MaxSize: '3', VPCZoneIdentifier: [!Ref PrivateA], TargetGroupARNs: [!Ref Group]}
";
    let text = with_balancer().replace(", Targets: [{Id: !Ref Server}]", "") + later;
    let imported = imported(&text);
    assert_eq!(resource(&imported.document, "asg-Fleet")["maxSize"], 3);
    assert_eq!(packet(&imported.document, "internet", "lb-Balancer", 80).verdict, Verdict::Unknown);
    let why = "the targets of its groups count as not known";
    assert!(says(&imported.report.approximated, "Fleet", why), "{}", imported.report);
}

#[test]
fn a_database_stands_in_its_subnets() {
    let database = "  Subnets: {Type: AWS::RDS::DBSubnetGroup, Properties: {DBSubnetGroupDescription: a, SubnetIds: [!Ref PrivateA, !Ref PrivateB]}}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: a
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref App}]
  Database:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: postgres, MultiAZ: true, PubliclyAccessible: false, DBSubnetGroupName: !Ref Subnets, VPCSecurityGroups: [!Ref Group]}
";
    let document = imported(&format!("{NETWORK}{database}")).document;
    assert_eq!(resource(&document, "eni-db-Database-1")["subnetId"], "subnet-PrivateA");
    assert_eq!(resource(&document, "eni-db-Database-2")["subnetId"], "subnet-PrivateB");
    assert_eq!(packet(&document, "i-Server", "db-Database", 5432).verdict, Verdict::Delivered);
    assert_ne!(packet(&document, "i-Server", "db-Database", 3306).verdict, Verdict::Delivered);
    // Who does not say whether it is public gets what the VPC gives: it has an internet gateway.
    let text = database.replace("PubliclyAccessible: false, ", "");
    let document = imported(&format!("{NETWORK}{text}")).document;
    assert_eq!(resource(&document, "db-Database")["publiclyAccessible"], true);
}

#[test]
fn functions_and_file_systems_stand_in_their_subnets() {
    let services = "  Function:
    Type: AWS::Lambda::Function
    Properties: {Handler: a, VpcConfig: {SubnetIds: [!Ref PrivateA], SecurityGroupIds: [!Ref Web]}}
  Outside: {Type: AWS::Lambda::Function, Properties: {Handler: a}}
  Files: {Type: AWS::EFS::FileSystem}
  Target: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Files, SubnetId: !Ref PrivateA, SecurityGroups: [!Ref App], IpAddress: 10.0.2.77}}
";
    let imported = imported(&format!("{NETWORK}{services}"));
    let document = &imported.document;
    assert_eq!(resource(document, "eni-fn-Function-1")["attachment"]["instanceId"], "fn-Function");
    assert_eq!(resource(document, "fn-Outside")["region"], "eu-west-1");
    let address = &resource(document, "eni-fsmt-Target-1")["privateIpAddresses"][0]["privateIpAddress"];
    assert_eq!(*address, "10.0.2.77");
    assert_eq!(resource(document, "fsmt-Target")["fileSystemId"], "fs-Files");
    assert_eq!(packet(document, "fn-Function", "i-Server", 8080).verdict, Verdict::Delivered);
    assert!(says(&imported.report.skipped, "Function", "Handler of AWS::Lambda::Function is not read."));
}

#[test]
fn zones_answer_for_names() {
    let zone = "  Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: shop.test., VPCs: [{VPCId: !Ref Vpc, VPCRegion: eu-west-1}]}}
  Name: {Type: AWS::Route53::RecordSet, Properties: {HostedZoneId: !Ref Zone, Name: app.shop.test, Type: A, TTL: '60', ResourceRecords: [10.0.2.4]}}
  Alias:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      HostedZoneName: shop.test.
      RecordSets: [{Name: www.shop.test, Type: A, AliasTarget: {HostedZoneId: a, DNSName: !GetAtt Balancer.DNSName}}]
  Client: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref PublicA, SecurityGroupIds: [!Ref Web]}}
";
    let document = imported(&format!("{NETWORK}{BALANCER}{zone}")).document;
    let records = &resource(&document, "zone-Zone")["resourceRecordSets"];
    assert_eq!(records["r1"]["resourceRecords"], json!([{"value": "10.0.2.4"}]));
    assert_eq!(packet(&document, "i-Client", "app.shop.test", 8080).verdict, Verdict::Delivered);
    assert_eq!(packet(&document, "i-Client", "nobody.shop.test", 8080).verdict, Verdict::Dropped);
    assert_ne!(packet(&document, "i-Client", "www.shop.test", 80).verdict, Verdict::Unknown);
    // A record that the template does not tell leaves open what the zone answers.
    let open = zone.replace("ResourceRecords: [10.0.2.4]", "ResourceRecords: [!Ref Open]");
    let document = imported(&format!("{NETWORK}{BALANCER}{open}")).document;
    assert_eq!(packet(&document, "i-Client", "nobody.shop.test", 8080).verdict, Verdict::Unknown);
}

#[test]
fn containers_are_started_later() {
    let service = "  Service:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: 2
      LaunchType: FARGATE
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref PrivateA], SecurityGroups: [!Ref App], AssignPublicIp: DISABLED}}
      LoadBalancers: [{TargetGroupArn: !Ref Group, ContainerName: web, ContainerPort: 8080}]
";
    let text = with_balancer().replace(", Targets: [{Id: !Ref Server}]", "") + service;
    let document = imported(&text).document;
    let written = resource(&document, "ecs-Service");
    assert_eq!(written["networkConfiguration"]["awsvpcConfiguration"]["subnets"], json!(["subnet-PrivateA"]));
    assert_eq!(written["loadBalancers"]["b1"]["targetGroupArn"], "tg-Group");
    assert_eq!(packet(&document, "internet", "lb-Balancer", 80).verdict, Verdict::Unknown);
}
