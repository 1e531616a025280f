//! Configurations of Terraform that are written can be applied: what AWS or its provider would refuse, or change for ever,
//! is not in them, and they stand as `terraform fmt` leaves them.

use crate::support::hundred_resources;
use crate::support::template::packet;
use netyard_core::model::Document;
use netyard_core::schema;
use netyard_core::simulate::Verdict;
use netyard_formats::cloudformation;
use netyard_formats::cloudformation_export::cloudformation;
use netyard_formats::terraform_export::terraform;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn drawing(resources: &Value) -> Document {
    let whole = json!({"type": "netyard", "version": 1, "title": "shop", "resources": resources});
    schema::open_value(whole).unwrap().document
}

/// A public subnet, an instance with an Elastic IP, a NAT gateway, and a transit gateway with the table that AWS made.
fn hub() -> Value {
    json!({
        "vpc-1": {"type": "vpc", "name": "shop", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "igw-1": {"type": "internetGateway", "name": "gate", "vpcId": "vpc-1"},
        "subnet-1": {"type": "subnet", "name": "front", "vpcId": "vpc-1", "availabilityZone": "eu-west-1a", "cidrBlock": "10.0.1.0/24"},
        "rtb-1": {"type": "routeTable", "name": "out", "vpcId": "vpc-1", "subnetIds": ["subnet-1"], "routes": {
            "r1": {"destinationCidrBlock": "0.0.0.0/0", "gatewayId": "igw-1"}}},
        "eipalloc-1": {"type": "elasticIp", "name": "door", "publicIp": "203.0.113.40", "networkInterfaceId": "eni-1"},
        "eipalloc-2": {"type": "elasticIp", "name": "chimney", "publicIp": "203.0.113.41", "natGatewayId": "nat-1"},
        "nat-1": {"type": "natGateway", "name": "nat", "subnetId": "subnet-1", "vpcId": "vpc-1"},
        "i-1": {"type": "instance", "name": "web", "tags": {"Owner": "us", "Cost centre": "7"}},
        "eni-1": {"type": "networkInterface", "subnetId": "subnet-1", "privateIpAddresses": [{"privateIpAddress": "10.0.1.10", "primary": true}],
            "attachment": {"instanceId": "i-1", "deviceIndex": 0}},
        "i-2": {"type": "instance", "name": "idle"},
        "eni-2": {"type": "networkInterface", "subnetId": "subnet-1", "privateIpAddresses": [{"privateIpAddress": "10.0.1.11", "primary": true}],
            "attachment": {"instanceId": "i-2", "deviceIndex": 0}},
        "eni-hub": {"type": "networkInterface", "name": "of the hub", "subnetId": "subnet-1",
            "privateIpAddresses": [{"privateIpAddress": "10.0.1.99", "primary": true}], "attachment": {}},
        "eni-free": {"type": "networkInterface", "name": "spare", "subnetId": "subnet-1",
            "privateIpAddresses": [{"privateIpAddress": "10.0.1.50", "primary": true}]},
        "tgw-1": {"type": "transitGateway", "name": "hub", "region": "eu-west-1"},
        "tgw-attach-1": {"type": "transitGatewayAttachment", "name": "shop", "transitGatewayId": "tgw-1", "resourceType": "vpc",
            "resourceId": "vpc-1", "subnetIds": ["subnet-1"]},
        "tgw-rtb-1": {"type": "transitGatewayRouteTable", "name": "all", "transitGatewayId": "tgw-1",
            "defaultAssociationRouteTable": true, "defaultPropagationRouteTable": true,
            "associations": ["tgw-attach-1"], "propagations": ["tgw-attach-1"]},
    })
}

/// The text of a block.
fn block<'a>(text: &'a str, head: &str) -> &'a str {
    let start = text.find(&format!("resource {head} {{")).unwrap_or_else(|| panic!("{head} in\n{text}"));
    let end = text[start..].find("\n}\n").unwrap();
    &text[start..start + end]
}

#[test]
fn what_faces_the_internet_waits_for_the_gateway() {
    let text = terraform(&drawing(&hub()), None).text;
    for head in ["\"aws_nat_gateway\" \"nat\"", "\"aws_eip\" \"door\""] {
        assert!(block(&text, head).contains("= [aws_internet_gateway.gate]"), "{}", block(&text, head));
    }
    // An address of a NAT gateway waits with it; nothing waits where there is no gateway, or where nothing needs one.
    assert!(!block(&text, "\"aws_eip\" \"chimney\"").contains("depends_on"), "{text}");
    assert!(!block(&text, "\"aws_instance\" \"web\"").contains("depends_on"), "{text}");
    let mut bare = hub();
    bare.as_object_mut().unwrap().remove("igw-1");
    assert!(!terraform(&drawing(&bare), None).text.contains("depends_on"));
    let mut private = hub();
    private["nat-1"]["connectivityType"] = "private".into();
    let text = terraform(&drawing(&private), None).text;
    assert!(!block(&text, "\"aws_nat_gateway\" \"nat\"").contains("depends_on"), "{text}");
}

#[test]
fn an_instance_with_an_elastic_ip_is_not_said_to_be_without_a_public_address() {
    let text = terraform(&drawing(&hub()), None).text;
    assert!(!block(&text, "\"aws_instance\" \"web\"").contains("associate_public_ip_address"), "{text}");
    let idle = block(&text, "\"aws_instance\" \"idle\"");
    assert!(idle.contains("associate_public_ip_address = false"), "{idle}");
}

#[test]
fn a_transit_gateway_leaves_its_attachments_to_the_table_that_is_drawn() {
    let export = terraform(&drawing(&hub()), None);
    let own = block(&export.text, "\"aws_ec2_transit_gateway\" \"hub\"");
    assert!(own.contains("default_route_table_association = \"disable\""), "{own}");
    assert!(own.contains("default_route_table_propagation = \"disable\""), "{own}");
    block(&export.text, "\"aws_ec2_transit_gateway_route_table_association\" \"all_shop\"");
    let said = "hub (tgw-1): the configuration makes the table";
    assert!(export.left_out.iter().any(|sentence| sentence.starts_with(said)), "{:?}", export.left_out);
    // Without a drawn one AWS makes its own.
    let mut plain = hub();
    plain.as_object_mut().unwrap().remove("tgw-rtb-1");
    let text = terraform(&drawing(&plain), None).text;
    let own = block(&text, "\"aws_ec2_transit_gateway\" \"hub\"");
    assert!(own.contains("default_route_table_association = \"enable\""), "{own}");
}

#[test]
fn interfaces_that_a_service_of_aws_makes_are_made_by_no_template() {
    let document = drawing(&hub());
    let (hcl, template) = (terraform(&document, None), cloudformation(&document, None));
    assert!(hcl.text.contains("\"aws_network_interface\" \"spare\"") && !hcl.text.contains("10.0.1.99"));
    for said in [&hcl.left_out, &template.left_out] {
        let told = |sentence: &String| {
            sentence.contains("of the hub (eni-hub)") && sentence.contains("a service of AWS")
        };
        assert!(said.iter().any(told), "{said:?}");
    }
    assert_eq!(template.text.matches("Type: AWS::EC2::NetworkInterface").count(), 1, "{}", template.text);
    // An import of the template draws it again, so that packets to it find it.
    let file = crate::support::template::files(&[("shop.yaml", &template.text)]);
    let again = cloudformation::import(file, &BTreeMap::new()).unwrap().document;
    assert_eq!(again.resource("eni-hub"), document.resource("eni-hub"));
    assert_eq!(
        packet(&again, "i-1", "10.0.1.99", 443).verdict,
        packet(&document, "i-1", "10.0.1.99", 443).verdict
    );
    assert_eq!(packet(&again, "internet", "i-2", 443).verdict, Verdict::Dropped);
}

/// Where the sign of equality stands in a line with an argument, and how wide its name is; what `terraform fmt` aligns.
fn argument(line: &str) -> Option<(usize, usize)> {
    let mut quoted = false;
    let at = line.char_indices().position(|(at, letter)| {
        quoted ^= letter == '"' && !line[..at].ends_with('\\');
        letter == '=' && !quoted
    })?;
    let (name, value) = (line.get(..at)?.trim_end(), line.get(at + 1..)?);
    let is_open = value.trim_end().ends_with(['{', '[', '(']);
    (!is_open).then(|| (at, name.chars().count()))
}

#[test]
fn arguments_stand_as_terraform_fmt_leaves_them() {
    for document in [drawing(&hub()), hundred_resources()] {
        let text = terraform(&document, None).text;
        let lines: Vec<&str> = text.lines().collect();
        let mut runs = 0;
        for run in lines.split(|line| argument(line).is_none()).filter(|run| !run.is_empty()) {
            let widest = run.iter().filter_map(|line| argument(line)).map(|(_, name)| name).max().unwrap();
            for line in run {
                assert_eq!(argument(line).map(|(at, _)| at), Some(widest + 1), "{line}\n{}", run.join("\n"));
            }
            runs += 1;
        }
        assert!(runs > 20, "{text}");
        assert!(text.contains("  tags = {\n"), "{text}");
    }
    let text = terraform(&drawing(&hub()), None).text;
    let tags = "  tags = {\n    \"Cost centre\" = \"7\"\n    \"Name\"        = \"web\"\n    \"Owner\"       = \"us\"\n  }";
    assert!(text.contains(tags), "{text}");
}

#[test]
fn what_is_half_drawn_is_not_half_written() {
    let mut resources = hub();
    let more = json!({
        // A load balancer in no subnet, with a listener, and what leads to it.
        "lb-1": {"type": "loadBalancer", "name": "web", "vpcId": "vpc-1", "dnsName": "web-1.eu-west-1.elb.amazonaws.com",
            "listeners": {"l1": {"protocol": "HTTP", "port": 80, "defaultActions": {"a1": {"actionType": "forward", "targetGroupArn": "tg-1"}}}}},
        "tg-1": {"type": "targetGroup", "name": "app", "protocol": "HTTP", "port": 80, "vpcId": "vpc-1", "targets": {"t1": {"id": "i-1"}}},
        "Z1": {"type": "hostedZone", "name": "example.com", "resourceRecordSets": {"r1": {"name": "example.com", "type": "A",
            "aliasTarget": {"dnsName": "web-1.eu-west-1.elb.amazonaws.com", "hostedZoneId": "Z32O12XQLNTSW2"}}, "r2": {"name": "a.example.com", "type": "A"}}},
        "ecs-1": {"type": "ecsService", "name": "api", "loadBalancers": {"b1": {"targetGroupArn": "tg-1", "containerName": "api", "containerPort": 80}}},
        "vpn-1": {"type": "vpnConnection", "name": "line", "transitGatewayId": "tgw-1"},
        "cgw-1": {"type": "customerGateway", "name": "office", "ipAddress": "198.51.100.7"},
        "sg-1": {"type": "securityGroup", "name": "web", "vpcId": "vpc-1", "ipPermissions": {
            "g1": {"ipProtocol": "tcp", "fromPort": 80, "toPort": 80, "cidrIp": "192.0.2.7/24"}}},
    });
    resources.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let export = terraform(&drawing(&resources), None);
    let text = &export.text;
    for gone in [
        "\"aws_lb\"",
        "\"aws_lb_listener\"",
        "aws_lb.web",
        "aws_lb_listener.",
        "\"aws_vpn_connection\"",
        "a.example.com",
    ] {
        assert!(!text.contains(gone), "{gone} in\n{text}");
    }
    let told = |words: &str| {
        assert!(export.left_out.iter().any(|said| said == words), "{words} in {:#?}", export.left_out);
    };
    told(
        "web (lb-1) is not written: aws_lb wants subnets or subnet_mapping, of which the drawing tells nothing.",
    );
    told(
        "line (vpn-1) is not written: aws_vpn_connection wants customer_gateway_id, of which the drawing tells nothing.",
    );
    told(
        "example.com (Z1): one aws_route53_record is not written: it wants alias or records, of which the drawing tells nothing.",
    );
    assert!(
        !export.left_out.iter().any(|said| said.contains("does not write this kind")),
        "{:#?}",
        export.left_out
    );
    // What led to it leads to its name; what waited for it waits for nothing.
    let record = block(text, "\"aws_route53_record\" \"example_com_1\"");
    assert!(
        record.contains("\"web-1.eu-west-1.elb.amazonaws.com\"") && record.contains("\"Z32O12XQLNTSW2\""),
        "{record}"
    );
    assert!(!block(text, "\"aws_ecs_service\" \"api\"").contains("depends_on"), "{text}");
    assert!(block(text, "\"aws_customer_gateway\" \"office\"").contains("bgp_asn    = \"65000\""), "{text}");
    // A block stands as AWS keeps it, which is no other one than the drawn one.
    assert!(text.contains("= \"192.0.2.0/24\"\n"), "{text}");
    assert!(!export.left_out.iter().any(|said| said.contains("(sg-1)")), "{:#?}", export.left_out);
}
