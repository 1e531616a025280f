//! Opening and saving: round trips, refusals with their places, and what survives.

use netyard_core::change::{self, Change};
use netyard_core::model::{Document, Placement};
use netyard_core::schema::{OpenError, Pieces, caps, open, open_value, save};
use serde_json::json;

const DRAWING: &str = r#"{
  "type": "netyard",
  "version": 1,
  "title": "Shop",
  "rulesDate": "2026-11-01",
  "resources": {
    "acl-1": {
      "type": "networkAcl",
      "vpcId": "vpc-1",
      "entries": {}
    },
    "eni-1": {
      "type": "networkInterface",
      "subnetId": "subnet-1",
      "privateIpAddresses": [
        {
          "privateIpAddress": "10.0.0.10",
          "primary": true
        }
      ],
      "sourceDestCheck": false
    },
    "rtb-1": {
      "type": "routeTable",
      "name": "main",
      "vpcId": "vpc-1",
      "main": true,
      "routes": {
        "r1": {
          "destinationCidrBlock": "0.0.0.0/0",
          "gatewayId": "igw-gone"
        }
      }
    },
    "vpc-1": {
      "type": "vpc",
      "region": "eu-west-1",
      "cidrBlocks": [
        "10.0.0.0/16",
        "nonsense"
      ],
      "shinyNewField": {
        "b": 1,
        "a": 2
      }
    },
    "x-1": {
      "zebra": 1,
      "type": "quantumGateway",
      "apple": [
        1.5
      ]
    }
  },
  "placement": {
    "igw-gone": {
      "side": "top",
      "at": 500
    },
    "vpc-1": {
      "x": 10,
      "y": -20,
      "w": 300
    }
  },
  "expectations": {},
  "notes": {},
  "accepted": {}
}
"#;

#[test]
fn a_saved_drawing_saves_to_the_same_bytes() {
    let opened = open(DRAWING).unwrap();
    assert_eq!(save(&opened.document), DRAWING);
    assert_eq!(opened.unknown_fields, ["resources.vpc-1.shinyNewField"]);
    assert_eq!(opened.unknown_types.len(), 1);
}

#[test]
fn unknown_fields_are_told_wherever_they_are_kept() {
    let later = r#""later":1"#;
    let text = format!(
        r#"{{"type":"netyard","version":1,"title":"","rulesDate":"","resources":{{
        "acl-1":{{"type":"networkAcl","entries":{{"e1":{{{later}}}}}}},
        "eni-1":{{"type":"networkInterface","privateIpAddresses":[{{{later}}}],"attachment":{{{later}}},
            "ipv6Addresses":[{{"ipv6Address":"2001:db8::1",{later}}}]}},
        "host-1":{{"type":"onPremisesHost","listens":{{"l1":{{{later}}}}}}},
        "i-1":{{"type":"instance","listens":{{"l1":{{{later}}}}},"metadataOptions":{{{later}}}}},
        "pcx-1":{{"type":"vpcPeeringConnection","requesterVpcInfo":{{{later}}},"accepterVpcInfo":{{{later}}},"status":{{{later}}}}},
        "pl-1":{{"type":"managedPrefixList","entries":{{"p1":{{{later}}}}}}},
        "rtb-1":{{"type":"routeTable","routes":{{"r1":{{{later}}}}}}},
        "sg-1":{{"type":"securityGroup","ipPermissions":{{"g1":{{{later}}}}},"ipPermissionsEgress":{{"g2":{{{later}}}}},
            "securityGroupVpcAssociations":{{"a1":{{{later}}}}}}},
        "site-1":{{"type":"onPremisesSite","routes":{{"r1":{{{later}}}}}}},
        "vpn-1":{{"type":"vpnConnection","options":{{{later}}},"routes":{{"r1":{{{later}}}}},"vgwTelemetry":{{"t1":{{{later}}}}},
            "advertisements":{{"a1":{{{later}}}}}}}}},
        "expectations":{{"x":{{"title":"","check":{{}},{later}}}}},"notes":{{"n":{{{later}}}}},"accepted":{{"a":{{{later}}}}}}}"#
    );
    let opened = open(&text).unwrap();
    let told: Vec<&str> = opened.unknown_fields.iter().map(String::as_str).collect();
    assert_eq!(
        told,
        [
            "accepted.a.later",
            "expectations.x.later",
            "notes.n.later",
            "resources.acl-1.entries.e1.later",
            "resources.eni-1.attachment.later",
            "resources.eni-1.ipv6Addresses[0].later",
            "resources.eni-1.privateIpAddresses[0].later",
            "resources.host-1.listens.l1.later",
            "resources.i-1.listens.l1.later",
            "resources.i-1.metadataOptions.later",
            "resources.pcx-1.accepterVpcInfo.later",
            "resources.pcx-1.requesterVpcInfo.later",
            "resources.pcx-1.status.later",
            "resources.pl-1.entries.p1.later",
            "resources.rtb-1.routes.r1.later",
            "resources.sg-1.ipPermissions.g1.later",
            "resources.sg-1.ipPermissionsEgress.g2.later",
            "resources.sg-1.securityGroupVpcAssociations.a1.later",
            "resources.site-1.routes.r1.later",
            "resources.vpn-1.advertisements.a1.later",
            "resources.vpn-1.options.later",
            "resources.vpn-1.routes.r1.later",
            "resources.vpn-1.vgwTelemetry.t1.later",
        ]
    );
    assert_eq!(save(&opened.document).matches("\"later\": 1").count(), told.len());
}

#[test]
fn numbers_of_unknown_things_are_kept_to_the_letter() {
    let numbers = "123456789012345678901234567890,\n        1e3,\n        1.50,\n        -0,\n        1E+2,\n        0.1,\n        7";
    let text = DRAWING
        .replace("\"apple\": [\n        1.5", &format!("\"apple\": [\n        {numbers}"))
        .replace("\"b\": 1,", "\"b\": 1.0e0,");
    assert!(text.contains("1.0e0") && text.contains("1E+2"));
    let opened = open(&text).unwrap();
    assert_eq!(save(&opened.document), text);
    let pieces: String = Pieces::of(&std::sync::Arc::new(opened.document)).collect();
    assert_eq!(pieces, text);
    for (from, to) in [
        ("\"x\": 10", "\"x\": 1e1"),
        ("\"title\": \"Shop\"", "\"title\": 1e1"),
        ("\"at\": 500", "\"at\": 500.0"),
    ] {
        assert!(open(&DRAWING.replace(from, to)).is_err(), "{to} is no such field's form");
    }
    let refused = open(&DRAWING.replace("\"title\": \"Shop\"", "\"title\": 1e1")).unwrap_err().to_string();
    assert!(refused.ends_with("the number 1e1 stands there"), "{refused}");
}

/// What stands for a number that does not fit into 64 bits is no form of a file, and of a value only where it is one.
#[test]
fn nothing_that_opens_is_saved_as_what_does_not() {
    let own =
        r#"{"type":"netyard","version":1,"resources":{"a":{"type":"vpc","later":{"\u0000number":"5"}}}}"#;
    let words = "A key begins with the character U+0000 in resources.a.later. Take that character away.";
    assert_eq!(open(own).unwrap_err().to_string(), words);
    assert!(open(&own.replace(r"\u0000number", "number")).is_ok());
    let with = |key: &str, part: serde_json::Value| {
        let mut value = serde_json::json!({"type": "netyard", "version": 1, "resources": {"a": {"type": "vpc"}, "b": {"type": "later"}}});
        *value
            .pointer_mut("/resources/a")
            .and_then(|it| it.as_object_mut())
            .unwrap()
            .entry(key)
            .or_insert_with(|| part.clone()) = part.clone();
        value["resources"]["b"]["deep"] = serde_json::json!([part]);
        value
    };
    let kept = |text: &str| serde_json::json!({ "\u{0}number": text });
    for no_number in ["-", "1e", "1e999", "x", ""] {
        let refused = open_value(with("later", kept(no_number))).unwrap_err().to_string();
        assert!(refused.contains("U+0000 in resources.a.later"), "{no_number}: {refused}");
    }
    let beside = serde_json::json!({"\u{0}number": "5", "more": 1});
    assert!(open_value(with("later", beside)).is_err());
    assert!(open_value(with("later", serde_json::json!({"\u{0}other": 1}))).is_err());
    let sound = open_value(with("later", kept("1e3"))).unwrap().document;
    assert_eq!(open(&save(&sound)).unwrap().document, sound);

    let told = "resources.a.tags: an object {…} is expected; a number stands there";
    assert_eq!(open_value(with("tags", kept("1e3"))).unwrap_err().to_string(), told);
    let file = r#"{"type":"netyard","version":1,"resources":{"a":{"type":"vpc","tags":1e3}}}"#;
    assert_eq!(open(file).unwrap_err().to_string(), told);
    let file =
        r#"{"type":"netyard","version":1,"resources":{"a":{"type":"vpcPeeringConnection","status":1e3}}}"#;
    let told = "resources.a.status: an object {…} is expected; a number stands there";
    assert_eq!(open(file).unwrap_err().to_string(), told);
}

#[test]
fn what_a_placement_has_besides_survives_a_move() {
    let with_more =
        DRAWING.replace("\"w\": 300", "\"w\": 300,\n      \"angle\": 90,\n      \"colour\": \"red\"");
    let mut opened = open(&with_more).unwrap();
    assert_eq!(save(&opened.document), with_more);
    let told = ["placement.vpc-1.angle", "placement.vpc-1.colour", "resources.vpc-1.shinyNewField"];
    assert_eq!(opened.unknown_fields, told);
    let whole: String = Pieces::of(&std::sync::Arc::new(opened.document.clone())).collect();
    assert_eq!(whole, with_more);
    let to = Some(Placement::Box { x: 11, y: -20, w: Some(300), h: None });
    change::apply(&mut opened.document, &Change::Place { key: "vpc-1".to_owned(), to }).unwrap();
    assert_eq!(save(&opened.document), with_more.replace("\"x\": 10", "\"x\": 11"));
    change::apply(&mut opened.document, &Change::Place { key: "vpc-1".to_owned(), to: None }).unwrap();
    assert!(!save(&opened.document).contains("angle"), "it goes with the placement");
}

#[test]
fn defaults_are_left_out_and_null_is_never_written() {
    let text = r#"{"type":"netyard","version":1,"title":"","rulesDate":"","resources":{
        "vpc-1":{"type":"vpc","enableDnsSupport":true,"enableDnsHostnames":false,"region":null},
        "i-1":{"type":"instance","state":"running"}}}"#;
    let saved = save(&open(text).unwrap().document);
    assert!(!saved.contains("null") && !saved.contains("enableDns") && !saved.contains("running"), "{saved}");
}

/// Inputs with the whole message: what is expected, what stands there, and where.
const REFUSED: &[(&str, &str)] = &[
    ("", "This is not JSON: line 1, column 1: the file is empty"),
    ("{", "This is not JSON: line 1, column 1: the file ends here, before an object {…} is closed"),
    (
        "{\"type\": \"netyard\",\n \"version\" 1}",
        "This is not JSON: line 2, column 12: a colon is expected; 1 stands there",
    ),
    ("[]", "This is JSON, but not a Netyard drawing: it has no \"type\": \"netyard\" at the top."),
    (
        r#"{"type":"netyard","version":2,"title":"Later"}"#,
        "\"Later\" has version 2 of the format; this Netyard opens versions up to 1. Open it with a newer Netyard.",
    ),
    (
        r#"{"type":"netyard","version":99}"#,
        "The drawing has version 99 of the format; this Netyard opens versions up to 1. Open it with a newer Netyard.",
    ),
    (r#"{"type":"netyard"}"#, "version: it is missing; a whole number from 1 on is expected"),
    (
        r#"{"type":"netyard","version":"1"}"#,
        "version: a whole number from 1 on is expected; the text \"1\" stands there",
    ),
    (
        r#"{"type":"netyard","version":1,"title":["a"]}"#,
        "title: a text in quotation marks is expected; a list […] stands there",
    ),
    (
        r#"{"type":"netyard","version":1,"resources":{"a":{"type":"vpc"},"a":{"type":"vpc"}}}"#,
        "The key \"a\" stands twice in resources. Keep one of the two.",
    ),
    (
        r#"{"type":"netyard","type":"netyard"}"#,
        "The key \"type\" stands twice at the top of the file. Keep one of the two.",
    ),
    (
        r#"{"type":"netyard","version":1,"resources":{"a":{"type":"vpc","cidrBlocks":[1]}}}"#,
        "resources.a.cidrBlocks[0]: a text in quotation marks is expected; the number 1 stands there",
    ),
    (
        r#"{"type":"netyard","version":1,"resources":[]}"#,
        "resources: an object {…} is expected; an empty list [] stands there",
    ),
    (
        r#"{"type":"netyard","version":1,"resources":{"a":3}}"#,
        "resources.a: an object {…} with a \"type\" is expected; the number 3 stands there",
    ),
    (
        r#"{"type":"netyard","version":1,"resources":{"a":{"name":"x","vpcId":"y"}}}"#,
        "resources.a: an object {…} with a \"type\" is expected; an object with \"name\", \"vpcId\" stands there",
    ),
    (
        r#"{"type":"netyard","version":1,"resources":{"a":{"type":5}}}"#,
        "resources.a.type: a text as \"vpc\" is expected; the number 5 stands there",
    ),
    (
        r#"{"type":"netyard","version":1,"resources":{"pcx-1":{"type":"vpcPeeringConnection","status":"active"}}}"#,
        "resources.pcx-1.status: an object {…} is expected; the text \"active\" stands there",
    ),
    (
        r#"{"type":"netyard","version":1,"resources":{"eni-1":{"type":"networkInterface","ipv6Addresses":[7]}}}"#,
        "resources.eni-1.ipv6Addresses[0]: an address as \"2001:db8::1\", or an object {…} with \"ipv6Address\", is \
         expected; the number 7 stands there",
    ),
    (
        r#"{"type":"netyard","version":1,"resources":{"sg-1":{"type":"securityGroup","ipPermissions":{"g1":{"ipProtocol":"tcp","fromPort":"https"}}}}}"#,
        "resources.sg-1.ipPermissions.g1.fromPort: a whole number is expected; the text \"https\" stands there",
    ),
    (
        r#"{"type":"netyard","version":1,"resources":{"eni-1":{"type":"networkInterface","attachment":{"deviceIndex":-5}}}}"#,
        "resources.eni-1.attachment.deviceIndex: a whole number from 0 to 4294967295 is expected; the number -5 stands there",
    ),
    (
        r#"{"type":"netyard","version":1,"resources":{"sg-1":{"type":"securityGroup","ipPermissions":{"g1":{"ipProtocol":[]}}}}}"#,
        "resources.sg-1.ipPermissions.g1.ipProtocol: the name or number of a protocol is expected; an empty list [] stands \
         there",
    ),
    (
        r#"{"type":"netyard","version":1,"resources":{"a":{"type":"vpc","enableDnsSupport":"yes"}}}"#,
        "resources.a.enableDnsSupport: true or false is expected; the text \"yes\" stands there",
    ),
    (
        r#"{"type":"netyard","version":1,"placement":{"a":{"x":"left"}}}"#,
        "placement.a: a box as {\"x\": 10, \"y\": 20} in whole numbers, or a place on a border as {\"side\": \"top\", \
         \"at\": 500}, is expected; an object with \"x\" stands there",
    ),
];

/// Words of the libraries that read JSON, and of the language.
const NOT_FOR_PEOPLE: &[&str] = &[
    "untagged",
    "enum ",
    "struct ",
    "EOF",
    "variant",
    "invalid type",
    "u16",
    "i32",
    "a map",
    "sequence",
    "`",
];

#[test]
fn refusals_say_what_is_expected_what_stands_there_and_where() {
    let said: Vec<_> = REFUSED.iter().map(|(text, _)| (*text, open(text).unwrap_err().to_string())).collect();
    let expected: Vec<_> = REFUSED.iter().map(|(text, words)| (*text, (*words).to_owned())).collect();
    assert_eq!(said, expected);
    for (text, words) in said {
        assert!(!NOT_FOR_PEOPLE.iter().any(|word| words.contains(word)), "{text}: {words}");
    }
}

#[test]
fn nothing_that_is_put_anywhere_is_refused_in_words_of_a_library() {
    let whole: serde_json::Value = serde_json::from_str(DRAWING).unwrap();
    let strange = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!("a"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({"a": {}}),
    ];
    let mut refused = 0;
    for path in pointers(&whole) {
        for value in &strange {
            let mut broken = whole.clone();
            *broken.pointer_mut(&path).unwrap() = value.clone();
            let Err(error) = open(&broken.to_string()) else { continue };
            let words = error.to_string();
            refused += 1;
            assert!(!NOT_FOR_PEOPLE.iter().any(|word| words.contains(word)), "{path} {value}: {words}");
            assert!(!words.contains("of another form"), "{path} {value}: {words}");
        }
    }
    assert!(refused > 100, "{refused}");
}

/// The pointer of every value below the top.
fn pointers(value: &serde_json::Value) -> Vec<String> {
    let inner: Vec<(String, &serde_json::Value)> = match value {
        serde_json::Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), value)).collect(),
        serde_json::Value::Array(items) => {
            items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    let below = inner.into_iter().flat_map(|(key, value)| {
        let rest = pointers(value).into_iter().map(move |rest| format!("/{key}{rest}"));
        rest.collect::<Vec<_>>()
    });
    std::iter::once(String::new()).chain(below).collect()
}

#[test]
fn caps_are_refused_with_the_number() {
    let deep = format!("{{\"type\":\"netyard\",\"x\":{}1{}}}", "[".repeat(90), "]".repeat(90));
    assert_eq!(open(&deep).unwrap_err().to_string(), "The file is nested deeper than 64 levels in x.");
    let lists = "[".repeat(90);
    assert_eq!(
        open(&lists).unwrap_err().to_string(),
        "The file is nested deeper than 64 levels at the top of the file."
    );
    let name = format!(
        r#"{{"type":"netyard","version":1,"resources":{{"a":{{"type":"vpc","name":"{}"}}}}}}"#,
        "n".repeat(501)
    );
    assert!(matches!(open(&name), Err(OpenError::NameTooLong { length: 501, .. })));
    let many: Vec<String> =
        (0..=caps::RESOURCES).map(|index| format!("\"r{index}\":{{\"type\":\"vpc\"}}")).collect();
    let many = format!("{{\"type\":\"netyard\",\"version\":1,\"resources\":{{{}}}}}", many.join(","));
    assert!(matches!(open(&many), Err(OpenError::TooManyResources { count: 50_001 })));
    assert!(matches!(open(&" ".repeat(caps::FILE_BYTES + 1)), Err(OpenError::TooLarge { .. })));
}

#[test]
fn every_change_has_an_inverse() {
    let before = open(DRAWING).unwrap().document;
    let changes = [
        json!({"set": "eni-1", "path": "/sourceDestCheck", "to": true}),
        json!({"set": "rtb-1", "path": "/routes/r2", "to": {"destinationCidrBlock": "10.9.0.0/16", "gatewayId": "igw-1"}}),
        json!({"remove": "rtb-1", "path": "/routes/r1"}),
        json!({"remove": "vpc-1"}),
        json!({"add": "igw-1", "resource": {"type": "internetGateway", "vpcId": "vpc-1"}}),
        json!({"set": "acl-1", "path": "/entries/e1/ruleNumber", "to": 100}),
        json!({"set": "vpc-1", "path": "/cidrBlocks/2", "to": "10.1.0.0/16"}),
        json!({"place": "vpc-1", "to": null}),
        json!({"title": "Other"}),
    ];
    for raw in changes {
        let mut document = before.clone();
        let change = Change::from_value(&raw).unwrap();
        assert_eq!(change.to_value(), raw);
        let inverse = change::apply(&mut document, &change).unwrap();
        assert_ne!(document, before, "{raw}");
        change::apply(&mut document, &inverse).unwrap();
        assert_eq!(document, before, "{raw}");
    }
}

#[test]
fn a_failing_list_of_changes_changes_nothing() {
    let before = open(DRAWING).unwrap().document;
    let mut document = before.clone();
    let changes =
        [Change::set(&"vpc-1".into(), "/name", "shop"), Change::set(&"vpc-9".into(), "/name", "none")];
    assert!(change::apply_all(&mut document, &changes).is_err());
    assert_eq!(document, before);
    let wrong = Change::set(&"vpc-1".into(), "/cidrBlocks/0", 5);
    assert!(change::apply(&mut document, &wrong).is_err());
    assert_eq!(document, before);
}

#[test]
fn the_pieces_of_a_document_are_what_is_saved() {
    let mut drawings = vec![Document::default(), netyard_core::sample::network(2_000)];
    let text = r#"{"type":"netyard","version":1,"title":"a\n  \"resources\": {}","more":{"resources":{},"placement":{}},
        "resources":{"vpc-1":{"type":"vpc","name":"one"}},"placement":{},
        "notes":{"n1":{"text":"\n  \"placement\": {}","x":0,"y":0}}}"#;
    drawings.push(open(text).unwrap().document);
    for count in [1, 249, 250, 251, 500] {
        let mut document = Document::default();
        for at in 0..count {
            document
                .placement
                .insert(format!("thing-{at}"), Placement::Box { x: at, y: 1, w: None, h: None });
        }
        drawings.push(document);
    }
    for document in drawings {
        let document = std::sync::Arc::new(document);
        let pieces: Vec<String> = Pieces::of(&document).collect();
        assert_eq!(pieces.concat(), save(&document));
        // No piece is so long that a page would be held up by it.
        assert!(pieces.iter().all(|piece| piece.len() < 400_000));
    }
}

/// Every field of load balancers, target groups and Auto Scaling groups once, none of them AWS's default.
const LOAD_BALANCERS: &str = r#"{"type":"netyard","version":1,"resources":{
"lb-1":{"type":"loadBalancer","name":"web","tags":{"a":"b"},"ownerId":"111122223333","loadBalancerType":"network","scheme":"internal",
  "vpcId":"vpc-1","ipAddressType":"dualstack","dnsName":"web-1.elb.eu-west-1.amazonaws.com","listeners":{"l1":{"protocol":"HTTPS","port":443,
  "certificateArns":["arn:aws:acm:eu-west-1:111122223333:certificate/1"],
  "defaultActions":{"a1":{"actionType":"forward","targetGroupArn":"tg-1","targetGroups":{"g1":{"targetGroupArn":"tg-1","weight":3}}}},
  "rules":{"r1":{"priority":10,"conditions":{"c1":{"field":"http-header","values":["a*"],"httpHeaderName":"X-A"}},
  "actions":{"a1":{"actionType":"redirect","redirectConfig":{"protocol":"HTTPS","port":"443","host":"h","path":"/p","query":"q","statusCode":"HTTP_301"}},
  "a2":{"actionType":"fixed-response","fixedResponseConfig":{"statusCode":"404","contentType":"text/plain","messageBody":"no"}}}}},
  "instanceProtocol":"HTTP","instancePort":80}},
  "instances":{"i1":{"instanceId":"i-1","state":"OutOfService"}},
  "healthCheck":{"target":"HTTP:80/","interval":30,"timeout":5,"healthyThreshold":2,"unhealthyThreshold":3},
  "attributes":{"load_balancing.cross_zone.enabled":"true"},"state":"failed","unknown":["listeners"]},
"tg-1":{"type":"targetGroup","name":"app","tags":{"a":"b"},"ownerId":"111122223333","targetType":"ip","protocol":"TCP","port":8080,"vpcId":"vpc-1",
  "ipAddressType":"ipv6","healthCheckEnabled":false,"healthCheckProtocol":"HTTP","healthCheckPort":"9000","healthCheckPath":"/ok",
  "healthCheckIntervalSeconds":10,"healthCheckTimeoutSeconds":4,"healthyThresholdCount":2,"unhealthyThresholdCount":3,
  "matcher":{"httpCode":"200-299","grpcCode":"0"},"targets":{"t1":{"id":"10.0.1.10","port":8081,"availabilityZone":"all",
  "targetHealth":{"state":"unhealthy","reason":"Target.Timeout","description":"no answer"}}},
  "attributes":{"preserve_client_ip.enabled":"true"},"unknown":["targets"]},
"asg-1":{"type":"autoScalingGroup","name":"fleet","tags":{"a":"b"},"minSize":1,"maxSize":4,"desiredCapacity":2,"vpcZoneIdentifier":["subnet-1"],
  "targetGroupArns":["tg-1"],"loadBalancerNames":["lb-1"],"instances":["i-1"],"healthCheckType":"ELB","launchConfigurationName":"old"}}}"#;

const CONTAINERS: &str = r#"{"type":"netyard","version":1,"resources":{
"svc-1":{"type":"ecsService","name":"web","tags":{"a":"b"},"clusterArn":"main","status":"DRAINING","launchType":"FARGATE","desiredCount":2,
  "networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-1"],"securityGroups":["sg-1"],"assignPublicIp":"ENABLED"}},
  "loadBalancers":{"l1":{"targetGroupArn":"tg-1","loadBalancerName":"lb-1","containerName":"web","containerPort":80}},"tasks":["task-1"]},
"task-1":{"type":"task","name":"web","tags":{"a":"b"},"lastStatus":"STOPPED","platformFamily":"LINUX","networkMode":"bridge","ec2InstanceId":"i-1",
  "networkBindings":{"n1":{"containerPort":80,"hostPort":8080,"protocol":"tcp"}},"dockerNetwork":"shop-net","ipv4Addresses":["172.18.0.2"],"listens":{"l1":{"protocol":"tcp","fromPort":80}}},
"fs-1":{"type":"fileSystem","name":"files","tags":{"a":"b"},"ownerId":"111122223333","region":"eu-west-1","availabilityZoneName":"eu-west-1a",
  "lifeCycleState":"updating"}}}"#;

#[test]
fn container_services_and_file_systems_survive_a_round_trip() {
    let opened = open(CONTAINERS).unwrap();
    assert_eq!(opened.unknown_fields, Vec::<String>::new());
    let saved: serde_json::Value = serde_json::from_str(&save(&opened.document)).unwrap();
    let written: serde_json::Value = serde_json::from_str(CONTAINERS).unwrap();
    assert_eq!(saved["resources"], written["resources"]);
    let later = CONTAINERS
        .replace("\"hostPort\":8080", "\"hostPort\":8080,\"later\":1")
        .replace("\"assignPublicIp\":", "\"later\":1,\"assignPublicIp\":")
        .replace("\"containerName\":", "\"later\":1,\"containerName\":");
    let told = open(&later).unwrap().unknown_fields.join("\n");
    for path in [
        "networkBindings.n1.later",
        "networkConfiguration.awsvpcConfiguration.later",
        "loadBalancers.l1.later",
    ] {
        assert!(told.contains(path), "{path} in {told}");
    }
}

#[test]
fn load_balancers_survive_a_round_trip() {
    let opened = open(LOAD_BALANCERS).unwrap();
    assert_eq!(opened.unknown_fields, Vec::<String>::new());
    let saved: serde_json::Value = serde_json::from_str(&save(&opened.document)).unwrap();
    let written: serde_json::Value = serde_json::from_str(LOAD_BALANCERS).unwrap();
    assert_eq!(saved["resources"], written["resources"]);
    assert_eq!(save(&open(&save(&opened.document)).unwrap().document), save(&opened.document));
}

#[test]
fn unknown_fields_in_the_parts_of_a_load_balancer_are_told() {
    let later = LOAD_BALANCERS
        .replace("\"weight\":3", "\"weight\":3,\"later\":1")
        .replace("\"priority\":10", "\"priority\":10,\"later\":1")
        .replace("\"reason\":", "\"later\":1,\"reason\":");
    let opened = open(&later).unwrap();
    let told = opened.unknown_fields.join("\n");
    for path in [
        "listeners.l1.defaultActions.a1.targetGroups.g1.later",
        "listeners.l1.rules.r1.later",
        "targets.t1.targetHealth.later",
    ] {
        assert!(told.contains(path), "{path} in\n{told}");
    }
}

/// Every field of an endpoint service once, none of them AWS's default.
const ENDPOINT_SERVICE: &str = r#"{"type":"netyard","version":1,"resources":{
"vpce-svc-1":{"type":"vpcEndpointService","name":"ledger","tags":{"a":"b"},"ownerId":"111122223333",
  "serviceName":"com.amazonaws.vpce.eu-west-1.vpce-svc-1","serviceType":"GatewayLoadBalancer","networkLoadBalancerArns":["lb-1"],
  "gatewayLoadBalancerArns":["lb-2"],"availabilityZones":["eu-west-1a"],"acceptanceRequired":false,
  "allowedPrincipals":["arn:aws:iam::444455556666:root"],"privateDnsName":"ledger.example","supportedRegions":["eu-west-2"],
  "serviceState":"Pending"}}}"#;

#[test]
fn endpoint_services_survive_a_round_trip() {
    let opened = open(ENDPOINT_SERVICE).unwrap();
    assert_eq!(opened.unknown_fields, Vec::<String>::new());
    let saved: serde_json::Value = serde_json::from_str(&save(&opened.document)).unwrap();
    let written: serde_json::Value = serde_json::from_str(ENDPOINT_SERVICE).unwrap();
    assert_eq!(saved["resources"], written["resources"]);
}
