//! Share links: exact round trips, the length budget, and every way in which a link arrives broken.

use crate::support::hundred_resources;
use netyard_core::model::{Document, ResourceType};
use netyard_core::schema::{self, OpenError};
use netyard_formats::link::{CODEC, EncodeError, LinkError, caps, decode, encode};
use netyard_formats::private::Private;
use serde_json::{Value, json};
use std::path::Path;

fn everything() -> &'static str {
    include_str!("../../fixtures/links/everything.json")
}

fn link_of(text: &str) -> String {
    encode(&schema::open(text).unwrap().document, Private::default()).unwrap()
}

#[test]
fn a_hundred_resources_fit_in_three_thousand_characters() {
    let document = hundred_resources();
    assert_eq!(document.resources.len(), 100);
    let link = encode(&document, Private::default()).unwrap();
    assert!(link.len() <= 3_000, "{} characters", link.len());
    assert_eq!(decode(&link).unwrap().document, document);
}

#[test]
fn a_link_returns_the_same_bytes() {
    let text = everything();
    let opened = schema::open(text).unwrap();
    let back = decode(&link_of(text)).unwrap();
    assert_eq!(back, opened);
    assert_eq!(schema::save(&back.document), text);
}

#[test]
fn numbers_of_unknown_things_travel_to_the_letter() {
    let text = r#"{"type":"netyard","version":1,"title":"","rulesDate":"","resources":{
        "q-1":{"type":"quantumGateway","spin":[1e3,1.50,123456789012345678901234567890,0.5]}}}"#;
    let saved = schema::save(&schema::open(text).unwrap().document);
    assert!(saved.contains("1e3,") && saved.contains("123456789012345678901234567890,"), "{saved}");
    assert_eq!(schema::save(&decode(&link_of(text)).unwrap().document), saved);
}

/// These links were made once and open for ever: codec, name, link, drawing. Whoever has to change one of them is about to
/// break links that people have sent to each other: write a new codec instead. Whoever adds a codec or a type of resource
/// adds a link.
const GOLDEN: [(&str, &str, &str, &str); 3] = [
    (
        "d1",
        "all-types",
        include_str!("../../fixtures/links/all-types.txt"),
        include_str!("../../fixtures/links/all-types.json"),
    ),
    (
        "d1",
        "empty",
        include_str!("../../fixtures/links/empty.txt"),
        include_str!("../../fixtures/links/empty.json"),
    ),
    (
        "d1",
        "everything",
        include_str!("../../fixtures/links/everything.txt"),
        include_str!("../../fixtures/links/everything.json"),
    ),
];

#[test]
fn golden_links_open_for_ever() {
    for (codec, name, link, text) in GOLDEN {
        assert!(link.starts_with(&format!("#{codec}=")), "{name}");
        let opened = decode(link).unwrap();
        assert_eq!(schema::save(&opened.document), text, "{name}");
    }
}

#[test]
fn every_codec_has_golden_links_and_none_is_taken_away() {
    let number: usize = CODEC.strip_prefix('d').unwrap().parse().unwrap();
    for codec in 1..=number {
        let codec = format!("d{codec}");
        assert!(GOLDEN.iter().any(|(own, ..)| *own == codec), "codec {codec} has no golden link");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/links");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let golden: Vec<String> =
        GOLDEN.iter().flat_map(|(_, name, ..)| [format!("{name}.json"), format!("{name}.txt")]).collect();
    assert_eq!(files, golden);
    // The checksums of the links that have been released: a link that is made anew is another link.
    let sums: Vec<String> =
        GOLDEN.iter().map(|(.., link, _)| link.split('.').nth(2).unwrap().to_owned()).collect();
    assert_eq!(sums, ["b7177bae", "20dc786e", "7b0cf808"]);
}

#[test]
fn every_type_of_resource_stands_in_a_golden_link() {
    let drawings: Vec<Document> = GOLDEN.iter().map(|(.., link, _)| decode(link).unwrap().document).collect();
    for kind in ResourceType::ALL {
        let holds = |document: &Document| {
            document.resources.values().any(|resource| resource.resource_type() == Some(*kind))
        };
        assert!(drawings.iter().any(holds), "{} is in no golden link", kind.type_name());
    }
}

#[test]
fn a_link_is_found_in_whatever_people_paste() {
    let link = link_of(everything());
    let bare = link.trim_start_matches('#');
    let pasted = [
        format!("https://example.com/netyard/{link}"),
        format!("  {link}\n"),
        bare.to_owned(),
        format!("{link})."),
        format!("{link}&utm_source=chat"),
    ];
    for text in pasted {
        assert!(decode(&text).is_ok(), "{text}");
    }
}

#[test]
fn a_cut_off_link_says_how_much_arrived() {
    let link = link_of(everything());
    let payload = link.rsplit('.').next().unwrap().len();
    for missing in [1, 100, payload - 1] {
        let cut = &link[..link.len() - missing];
        let expected = LinkError::CutOff { arrived: payload - missing, expected: payload };
        assert_eq!(decode(cut).unwrap_err(), expected);
        assert_eq!(decode(&format!("{cut}…")).unwrap_err(), expected, "cut off with an ellipsis");
    }
    let message = LinkError::CutOff { arrived: 3_900, expected: 5_212 }.to_string();
    assert!(message.starts_with("This link was cut off: 3,900 of 5,212 characters arrived. "), "{message}");
}

#[test]
fn an_altered_link_is_refused_wherever_it_was_altered() {
    let link = link_of(include_str!("../../fixtures/links/empty.json"));
    let start = link.find('=').unwrap() + 1;
    for index in start..link.len() {
        for other in ['A', 'b', '7', '%'] {
            let mut altered = link.clone();
            altered.replace_range(index..=index, &other.to_string());
            if altered != link {
                assert!(decode(&altered).is_err(), "character {index} as {other}");
            }
        }
    }
    let mut altered = link_of(everything());
    let last = altered.pop().unwrap();
    altered.push(if last == 'A' { 'B' } else { 'A' });
    assert!(matches!(decode(&altered), Err(LinkError::Altered { .. })));
}

#[test]
fn a_foreign_character_is_named_with_its_place() {
    let link = link_of(everything());
    let place = link.rfind('.').unwrap() + 10;
    let mut foreign = link.clone();
    foreign.replace_range(place..=place, "%");
    assert_eq!(decode(&foreign), Err(LinkError::Character { position: 10, character: '%' }));
}

#[test]
fn what_is_no_link_of_ours_says_so() {
    for text in ["", "#", "hello", "https://example.com/", "#page=2", "#dx=1.2.3.4", "d=1"] {
        assert_eq!(decode(text), Err(LinkError::NotALink), "{text}");
    }
    assert_eq!(decode("#d2=zzz"), Err(LinkError::NewerCodec { codec: "d2".to_owned() }));
    assert_eq!(decode("#d1="), Err(LinkError::Header { part: "length" }));
    assert_eq!(decode("#d1=12"), Err(LinkError::Header { part: "length" }));
    assert_eq!(decode("#d1=12.x.00000000.AA"), Err(LinkError::Header { part: "unpacked length" }));
    assert_eq!(decode("#d1=-1.5.00000000.AA"), Err(LinkError::Header { part: "length" }));
    assert_eq!(decode("#d1=12.5.0.AA"), Err(LinkError::Header { part: "checksum" }));
}

#[test]
fn caps_are_refused_with_the_number() {
    let long = format!("#d1={}", "A".repeat(caps::CHARACTERS));
    assert!(matches!(decode(&long), Err(LinkError::TooLong { characters }) if characters == long.len()));
    let stated = format!("#d1=4.{}.00000000.AAAA", caps::UNPACKED + 1);
    assert_eq!(decode(&stated), Err(LinkError::TooLarge { bytes: caps::UNPACKED + 1 }));
    assert_eq!(decode("#d1=999999999.4.00000000.AAAA"), Err(LinkError::TooLong { characters: 999_999_999 }));
}

#[test]
fn a_drawing_that_is_too_large_for_a_link_is_not_made_into_one() {
    let noise = |index: usize| format!("{:x}", index.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let many: serde_json::Map<String, Value> =
        (0..40_000).map(|index| (noise(index), json!({"type": "vpc", "name": noise(index * 31)}))).collect();
    let document =
        schema::open_value(json!({"type": "netyard", "version": 1, "resources": many})).unwrap().document;
    let result = encode(&document, Private::default());
    assert!(
        matches!(result, Err(EncodeError::TooLong { characters }) if characters > caps::CHARACTERS),
        "{result:?}"
    );

    let text = "a".repeat(9 * 1024 * 1024);
    let note = json!({"type": "netyard", "version": 1, "notes": {"n": {"text": text, "x": 0, "y": 0}}});
    let document = schema::open_value(note).unwrap().document;
    let result = encode(&document, Private::default());
    assert!(matches!(result, Err(EncodeError::TooLarge { .. })), "{result:?}");
}

#[test]
fn a_drawing_inside_is_checked_as_strictly_as_a_file() {
    // A document of another version cannot be made here, so the link says it with the error of the file.
    let mut document = schema::open(everything()).unwrap().document;
    document.title = "t".repeat(501);
    let link = encode(&document, Private::default()).unwrap();
    assert!(matches!(decode(&link), Err(LinkError::Open(OpenError::NameTooLong { length: 501, .. }))));
}

#[test]
fn account_ids_tags_and_descriptions_can_be_left_out() {
    let document = schema::open(everything()).unwrap().document;
    let saved = schema::save(&decode(&encode(&document, Private::ALL).unwrap()).unwrap().document);
    for gone in
        ["111122223333", "cost center", "default VPC security group", "from the offices", "Head office"]
    {
        assert!(!saved.contains(gone), "{gone} is still there");
        assert!(everything().contains(gone), "{gone} was never there");
    }
    for kept in ["arn:aws:networkmanager::account-1:core-network", "\"name\": \"web\"", "It is a shop."] {
        assert!(saved.contains(kept), "{kept} is gone");
    }
}

#[test]
fn account_ids_go_from_texts_numbers_and_keys_and_accounts_are_still_told_apart() {
    let text = r#"{"type":"netyard","version":1,"title":"Account 111122223333","rulesDate":"2026-11-01","resources":{
        "arn:aws:ecs:eu-west-1:111122223333:x":{"type":"later","name":"x","policyDocument":"{\"AWS\":\"arn:aws:iam::111122223333:root\"}",
            "owner":111122223333,"Tags":[{"Key":"a"}],"deep":[{"Description":"secret"}]},
        "igw-1":{"type":"internetGateway","vpcId":"arn:aws:ecs:eu-west-1:111122223333:x","name":"of 1111-2222-3333"},
        "pcx-1":{"type":"vpcPeeringConnection","requesterVpcInfo":{"ownerId":"111122223333"},"accepterVpcInfo":{"ownerId":"444455556666"}},
        "vpc-1":{"type":"vpc","name":"logs-111122223333","cidrBlocks":["10.0.0.0/16"],"longer":"1111222233334"}},
        "placement":{"arn:aws:ecs:eu-west-1:111122223333:x":{"x":1,"y":2}},
        "expectations":{"x1":{"title":"From 444455556666","with":[{"set":"vpc-1","path":"/tags/Name","to":"x"},
            {"remove":"vpc-1","path":"/description"},{"set":"vpc-1","path":"/name","to":"111122223333"}],
            "check":{"finding":{"rule":"vpc-has-no-igw"},"expect":{"present":true}}}},
        "notes":{"n1":{"text":"ask 111122223333","x":0,"y":0}},
        "accepted":{"a1":{"rule":"r","reason":"111122223333 knows"}}}"#;
    let document = schema::open(text).unwrap().document;
    let masked = decode(&encode(&document, Private::ALL).unwrap()).unwrap().document;
    let saved = schema::save(&masked);
    for gone in [
        "111122223333\"",
        "111122223333:",
        "1111-2222-3333",
        "444455556666",
        "secret",
        "\"Tags\"",
        "/tags/Name",
        "/description",
    ] {
        assert!(!saved.contains(gone), "{gone}: {saved}");
    }
    assert_eq!(masked.title, "Account account-1");
    assert_eq!(masked.notes["n1"].text, "ask account-1");
    assert_eq!(masked.accepted["a1"].reason, "account-1 knows");
    assert_eq!(masked.expectations["x1"].title, "From account-2");
    assert_eq!(masked.expectations["x1"].with.len(), 1, "what changes a name is still tried out");
    let id = "arn:aws:ecs:eu-west-1:account-1:x";
    assert!(masked.resource(id).is_some() && masked.placement.contains_key(id));
    let gateway = masked.internet_gateway("igw-1").unwrap();
    assert_eq!(
        gateway.vpc_id.as_ref().map(netyard_core::model::ResourceId::as_str),
        Some(id),
        "what names it still does"
    );
    assert_eq!(gateway.name.as_deref(), Some("of account 1"));
    let peering = masked.vpc_peering_connection("pcx-1").unwrap();
    let owner =
        |side: &Option<netyard_core::model::PeeringVpcInfo>| side.as_ref().unwrap().owner_id.clone().unwrap();
    assert_eq!(
        (owner(&peering.requester_vpc_info), owner(&peering.accepter_vpc_info)),
        ("account-1".to_owned(), "account-2".to_owned())
    );
    assert!(saved.contains("1111222233334"), "thirteen digits are no account");
}

#[test]
fn rows_and_things_that_are_called_tags_stay() {
    let text = r#"{"type":"netyard","version":1,"resources":{
        "tags":{"type":"routeTable","tags":{"a":"b"},"routes":{"description":{"destinationCidrBlock":"0.0.0.0/0","gatewayId":"igw-1"}}},
        "description":{"type":"instance"}}}"#;
    let document = schema::open(text).unwrap().document;
    let saved = schema::save(&decode(&encode(&document, Private::ALL).unwrap()).unwrap().document);
    let bare = schema::open(&text.replace(r#""tags":{"a":"b"},"#, "")).unwrap().document;
    assert_eq!(saved, schema::save(&bare));
}

#[test]
fn a_name_for_an_account_is_never_taken_by_another_text() {
    let text = r#"{"type":"netyard","version":1,"resources":{"account-1":{"type":"vpc"},"111122223333":{"type":"vpc"}}}"#;
    let document = schema::open(text).unwrap().document;
    let masked = decode(&encode(&document, Private::ALL).unwrap()).unwrap().document;
    let ids: Vec<_> = masked.resources.keys().map(netyard_core::model::ResourceId::as_str).collect();
    assert_eq!(ids, ["account-1", "masked-account-1"]);
}
