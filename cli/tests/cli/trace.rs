use crate::json_schema::Schema;
use crate::support::netyard_with;
use serde_json::Value;

/// A public host that listens on 443; `RULES` are the rules of its group.
const HOST: &str = r#"{"type":"netyard","version":1,"resources":{
  "vpc-1":{"type":"vpc","name":"shop","region":"eu-west-1","cidrBlocks":["10.0.0.0/16"]},
  "subnet-a":{"type":"subnet","name":"public-a","vpcId":"vpc-1","availabilityZone":"eu-west-1a","cidrBlock":"10.0.0.0/24"},
  "rtb-1":{"type":"routeTable","vpcId":"vpc-1","main":true,"routes":{"r1":{"destinationCidrBlock":"0.0.0.0/0","gatewayId":"igw-1"}}},
  "igw-1":{"type":"internetGateway","vpcId":"vpc-1"},
  "sg-1":{"type":"securityGroup","name":"web-sg","vpcId":"vpc-1","ipPermissions":{"g1":{"ipProtocol":"tcp","fromPort":443,"toPort":444,"cidrIp":"0.0.0.0/0"}}},
  "i-web":{"type":"instance","name":"web","listens":{"l1":{"fromPort":443}}},
  "i-twin":{"type":"instance","name":"twin"},
  "i-twin2":{"type":"instance","name":"twin"},
  "eni-web":{"type":"networkInterface","subnetId":"subnet-a","privateIpAddresses":[{"privateIpAddress":"10.0.0.10","publicIp":"198.51.100.40"}],"groupIds":["sg-1"],"attachment":{"instanceId":"i-web"}}}}"#;

fn trace(arguments: &[&str]) -> (i32, Value) {
    trace_of(HOST, arguments)
}

fn trace_of(drawing: &str, arguments: &[&str]) -> (i32, Value) {
    let all: Vec<&str> = ["trace", "-", "--format", "json"].iter().chain(arguments).copied().collect();
    let run = netyard_with(&all, drawing);
    assert_eq!(run.errors, "", "{arguments:?}");
    let trace = serde_json::from_str(&run.output).unwrap();
    assert_eq!(Schema::published("trace").problems(&trace), Vec::<String>::new());
    (run.status, trace)
}

#[test]
fn delivered_is_status_zero() {
    let (status, trace) = trace(&["--from", "internet", "--to", "web"]);
    assert_eq!((status, &trace["verdict"]), (0, &"DELIVERED".into()), "{trace:#}");
    assert_eq!((&trace["code"], &trace["at"], &trace["leg"]), (&Value::Null, &Value::Null, &Value::Null));
    assert_eq!((&trace["mtu"]["bytes"], &trace["mtu"]["setBy"]), (&1500.into(), &"internet".into()));
}

#[test]
fn everything_else_is_status_one() {
    let (status, dropped) = trace(&["--from", "internet", "--to", "web", "--port", "22"]);
    assert_eq!((status, &dropped["verdict"], &dropped["at"]), (1, &"DROPPED".into(), &"i-web".into()));
    let (status, rejected) = trace(&["--from", "internet", "--to", "web", "--port", "444"]);
    assert_eq!(
        (status, &rejected["verdict"], &rejected["code"]),
        (1, &"REJECTED".into(), &"NO_LISTENER".into())
    );
}

/// What is asked and what is answered stand in both forms.
#[test]
fn a_request_tells_its_answer() {
    let (status, trace) = trace(&["--from", "internet", "--to", "web", "--request", "GET /users/7"]);
    assert_eq!((status, &trace["response"]["status"]), (0, &200.into()), "{trace:#}");
    assert_eq!(trace["response"]["by"], "i-web");
    let run = |arguments: &[&str]| {
        let all: Vec<&str> =
            ["trace", "-", "--from", "internet", "--to", "web"].iter().chain(arguments).copied().collect();
        netyard_with(&all, HOST)
    };
    let text = run(&["--request", "https://one.example.com/", "--header", "X-A: b"]).output;
    assert!(text.contains("tcp 443, GET https://one.example.com/"), "{text}");
    assert!(text.contains("web answers 200"), "{text}");
    let lost = run(&["--request", "/", "--port", "22"]).output;
    assert!(lost.contains("No answer that is known comes back."), "{lost}");
    for wrong in [
        &["--request", "users"][..],
        &["--request", "/", "--header", "x"],
        &["--request", "/", "--protocol", "udp"],
    ] {
        assert_eq!(run(wrong).status, 2, "{wrong:?}");
    }
}

/// The network ACL lets replies out to ports up to 40000 only; a client on the internet uses 1024-65535.
#[test]
fn some_reply_ports_make_it_partial() {
    let acl = r#""acl-1":{"type":"networkAcl","vpcId":"vpc-1","isDefault":true,"entries":{
      "e1":{"ruleNumber":100,"protocol":"all","cidrBlock":"0.0.0.0/0","ruleAction":"allow"},
      "e2":{"egress":true,"ruleNumber":100,"protocol":"tcp","fromPort":1024,"toPort":40000,"cidrBlock":"0.0.0.0/0","ruleAction":"allow"}}},
      "igw-1""#;
    let drawing = HOST.replacen("\"igw-1\"", acl, 2).replacen(acl, "\"igw-1\"", 1);
    let (status, partial) = trace_of(&drawing, &["--from", "internet", "--to", "web"]);
    assert_eq!((status, &partial["verdict"]), (1, &"PARTIAL".into()), "{partial:#}");
    assert_eq!(partial["branches"].as_array().unwrap().len(), 2);
    let text = netyard_with(&["trace", "-", "--from", "internet", "--to", "web"], &drawing).output;
    assert!(text.starts_with("PARTIAL") && text.contains("\nBranches\n"), "{text}");
    // The reply was lost, so what would have followed stands under the reply.
    let (request, reply) = text.split_once("\nReply\n").unwrap();
    assert!(!request.contains("if it had passed") && reply.contains("if it had passed"), "{text}");
    let (status, one) = trace_of(&drawing, &["--from", "internet", "--to", "web", "--source-port", "30000"]);
    assert_eq!((status, &one["verdict"]), (0, &"DELIVERED".into()));
}

/// Each target of a load balancer is a branch with its share.
#[test]
fn branches_say_their_share() {
    let target = |number: usize| {
        format!(
            r#""i-{number}":{{"type":"instance","name":"app-{number}"}},
            "eni-{number}":{{"type":"networkInterface","subnetId":"subnet-a","privateIpAddresses":[{{"privateIpAddress":"10.0.0.5{number}"}}],"groupIds":["sg-1"],"attachment":{{"instanceId":"i-{number}"}}}},"#
        )
    };
    let balancer = r#""lb-1":{"type":"loadBalancer","name":"shop-lb","loadBalancerType":"network","scheme":"internal","vpcId":"vpc-1",
        "listeners":{"l1":{"protocol":"TCP","port":443,"defaultActions":{"a1":{"actionType":"forward","targetGroupArn":"tg-1"}}}}},
      "eni-lb":{"type":"networkInterface","subnetId":"subnet-a","privateIpAddresses":[{"privateIpAddress":"10.0.0.20"}],"attachment":{"instanceId":"lb-1"}},
      "tg-1":{"type":"targetGroup","name":"app","vpcId":"vpc-1","protocol":"TCP","port":443,"targets":TARGETS},
      "igw-1":{"type":"internetGateway""#;
    let drawing = |targets: &str| {
        let parts = [target(1), target(2), target(3), balancer.replace("TARGETS", targets)].concat();
        HOST.replace(r#""igw-1":{"type":"internetGateway""#, &parts)
    };
    let two = drawing(r#"{"t1":{"id":"i-1"},"t2":{"id":"i-2"}}"#);
    let (status, trace) = trace_of(&two, &["--from", "web", "--to", "10.0.0.20", "--port", "443"]);
    assert_eq!((status, &trace["verdict"]), (0, &"DELIVERED".into()), "{trace:#}");
    assert_eq!(trace["branches"][0]["choice"]["share"], 500, "{trace:#}");
    let text = |drawing: &str| {
        netyard_with(&["trace", "-", "--from", "web", "--to", "10.0.0.20", "--port", "443"], drawing).output
    };
    assert!(text(&two).contains("DELIVERED, 50%"), "{}", text(&two));
    let three = drawing(r#"{"t1":{"id":"i-1"},"t2":{"id":"i-2"},"t3":{"id":"i-3"}}"#);
    assert!(text(&three).contains("DELIVERED, 33.3%"), "{}", text(&three));

    // By the name of the load balancer: each node, and under it each of its targets with its part of all.
    let other = r#""eni-lb2":{"type":"networkInterface","subnetId":"subnet-a","privateIpAddresses":[{"privateIpAddress":"10.0.0.21"}],"attachment":{"instanceId":"lb-1","deviceIndex":1}},
      "tg-1":"#;
    let nodes = two.replace(r#""tg-1":"#, other);
    let text = netyard_with(&["trace", "-", "--from", "web", "--to", "lb-1", "--port", "443"], &nodes).output;
    assert!(text.contains("DELIVERED, 50%"), "{text}");
    assert_eq!(text.matches("    app-1 (10.0.0.51:443)").count(), 2, "{text}");
    assert_eq!(text.matches("DELIVERED, 25%").count(), 4, "{text}");
}

#[test]
fn what_an_import_did_not_see_is_unknown() {
    let drawing = HOST.replace(r#""name":"shop""#, r#""name":"shop","unknown":["networkAcl"]"#);
    let (status, unknown) = trace_of(&drawing, &["--from", "internet", "--to", "web"]);
    assert_eq!((status, &unknown["verdict"], &unknown["code"]), (1, &"UNKNOWN".into(), &Value::Null));
    assert!(unknown["detail"].as_str().unwrap().contains("network ACL"), "{unknown:#}");
}

#[test]
fn every_option_reaches_the_packet() {
    let (_, udp) = trace(&[
        "--from",
        "web",
        "--to",
        "internet",
        "--protocol",
        "udp",
        "--port",
        "53",
        "--source-port",
        "5353",
        "--source-ip",
        "10.0.0.10",
        "--family",
        "4",
    ]);
    let header = &udp["forward"][0]["in"];
    assert_eq!(
        (&header["protocol"], &header["destinationPort"], &header["sourcePort"]),
        (&"udp".into(), &53.into(), &5353.into())
    );
    assert_eq!((&header["source"], &header["family"]), (&"10.0.0.10".into(), &"ipv4".into()));
    let (_, icmp) = trace(&[
        "--from",
        "web",
        "--to",
        "internet",
        "--protocol",
        "icmp",
        "--icmp-type",
        "3",
        "--icmp-code",
        "4",
    ]);
    let header = &icmp["forward"][0]["in"];
    assert_eq!(
        (&header["protocol"], &header["icmpType"], &header["icmpCode"]),
        (&"icmp".into(), &3.into(), &4.into())
    );
}

#[test]
fn the_verdict_comes_first_and_every_decision_has_its_line() {
    let run = netyard_with(&["trace", "-", "--from", "internet", "--to", "web", "--port", "22"], HOST);
    assert_eq!((run.status, run.errors.as_str()), (1, ""));
    let mut lines = run.output.lines();
    assert_eq!(lines.next(), Some("DROPPED: ENI_SG_RULES_MISMATCH at web, on the way there"));
    assert_eq!(lines.next(), Some("internet → web, tcp 22"));
    let size = "Largest packet: 1,500 bytes, set by the internet. TCP: segments of 1,460 bytes.";
    assert_eq!(lines.next(), Some(size));
    for part in
        ["\nRequest\n", "✗  web", "\nReply, as if the request had passed\n", "\nWhat stops it\n", "Fix: "]
    {
        assert!(run.output.contains(part), "{part}\n{}", run.output);
    }
    let delivered = netyard_with(&["trace", "-", "--from", "internet", "--to", "web"], HOST).output;
    assert!(!delivered.contains('✗') && !delivered.contains("What stops it"), "{delivered}");
}

#[test]
fn ends_that_name_nothing_or_two_things_are_status_two() {
    let cases = [
        (&["--from", "nobody", "--to", "web"][..], "nobody"),
        (&["--from", "internet", "--to", "twin"], "twin"),
        (&["--from", "internet", "--to", "rtb-1"], "rtb-1"),
        (&["--from", "internet", "--to", "web", "--protocol", "carrier-pigeon"], "carrier-pigeon"),
        (&["--from", "internet", "--to", "web", "--family", "5"], "4 or 6"),
        (&["--from", "internet", "--to", "web", "--port", "70000"], "70000"),
    ];
    for (arguments, named) in cases {
        let all: Vec<&str> = ["trace", "-"].iter().chain(arguments).copied().collect();
        let run = netyard_with(&all, HOST);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{arguments:?}");
        assert!(run.errors.contains(named), "{arguments:?}: {}", run.errors);
    }
}

#[test]
fn options_that_the_protocol_has_no_place_for_are_status_two() {
    let ends = ["trace", "-", "--from", "internet", "--to", "web"];
    for (options, reason) in [
        (&["--icmp-type", "8"][..], "A packet of tcp has no ICMP type and code."),
        (&["--protocol", "udp", "--icmp-code", "0"], "A packet of udp has no ICMP type and code."),
        (&["--protocol", "icmp", "--port", "443"], "A packet of icmp has no ports."),
        (&["--protocol", "47", "--source-port", "5"], "A packet of 47 has no ports."),
    ] {
        let run = netyard_with(&[&ends[..], options].concat(), HOST);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{options:?}");
        assert!(run.errors.contains(reason), "{}", run.errors);
    }
    let run = netyard_with(&[&ends[..], &["--protocol", "icmp", "--icmp-type", "8"]].concat(), HOST);
    assert_ne!(run.status, 2, "{}", run.errors);
}

/// The same host, watched by a flow log on its VPC.
fn watched() -> String {
    HOST.replacen(
        r#""resources":{"#,
        r#""resources":{"fl-1":{"type":"flowLog","name":"all","resourceId":"vpc-1"},"#,
        1,
    )
}

#[test]
fn flow_logs_are_written_when_they_are_asked_for() {
    let ask = ["--from", "internet", "--to", "web", "--port", "22"];
    let (_, without) = trace_of(&watched(), &ask);
    assert_eq!(without.get("flowLogs"), None);
    let (status, trace) = trace_of(&watched(), &[&ask[..], &["--flow-logs"]].concat());
    assert_eq!((status, &trace["verdict"]), (1, &"DROPPED".into()));
    let log = &trace["flowLogs"]["logs"][0];
    assert_eq!((&log["flowLog"], &log["fields"][0]), (&"fl-1".into(), &"version".into()));
    let records = log["records"].as_array().unwrap();
    assert_eq!(records.len(), 1, "{trace:#}");
    assert_eq!((&records[0]["action"], &records[0]["component"]), (&"REJECT".into(), &"i-web".into()));
    let (_, unwatched) = trace_of(HOST, &[&ask[..], &["--flow-logs"]].concat());
    assert_eq!(unwatched["flowLogs"]["logs"], serde_json::json!([]));
    assert_eq!(unwatched["flowLogs"]["unwatched"], serde_json::json!(["i-web"]));
}

#[test]
fn the_text_has_the_records_as_aws_writes_them() {
    let all = ["trace", "-", "--from", "internet", "--to", "web", "--port", "22", "--flow-logs"];
    let run = netyard_with(&all, &watched());
    let (_, logs) = run.output.split_once("\nFlow logs\n").unwrap();
    let mut lines = logs.lines().map(str::trim);
    assert_eq!(lines.next(), Some("all"));
    assert_eq!(
        lines.next(),
        Some(
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"
        )
    );
    let record = lines.next().unwrap();
    assert!(
        record.starts_with("2 - eni-web 203.0.113.10 ") && record.ends_with("49152 22 6 - - - - REJECT OK"),
        "{record}"
    );
}
