//! Finds out what a file holds, by its content.

use super::ImportError;
use super::importer::Importer;
use super::item::Item;
use super::kinds::{KINDS, NOT_READ};
use super::pages::{Page, Whose};
use super::{hosted_zone, network_firewall, plain, together};
use crate::foreign::passed_by;
use crate::import::SourceFile;
use netyard_core::schema;
use serde_json::{Map, Value};
use std::rc::Rc;

/// The kinds of which an answer holds an object instead of a list.
const SINGLE: [&str; 4] =
    ["LoadBalancerAttributes", "Server", "VpcBlockPublicAccessOptions", "taskDefinition"];
/// How an answer names the place where the next page begins.
const NEXT: [&str; 2] = ["NextToken", "NextMarker"];

/// What answers of Route 53 say of their pages besides.
const PAGING: [&str; 4] = ["IsTruncated", "Marker", "MaxItems", "MaxResults"];

/// How answers of RDS and ElastiCache say where their next page begins. Those of others say so of their own page.
const MARKER: &str = "Marker";

/// Whether an answer of RDS or ElastiCache has a next page.
fn is_marked(answer: &Map<String, Value>) -> bool {
    answer.get(MARKER).is_some_and(Value::is_string)
        && ["CacheClusters", "DBClusters", "DBInstances"].iter().any(|key| answer.contains_key(*key))
}

/// Sorts the objects of a file by kind.
pub(super) fn read(importer: &mut Importer, source: SourceFile) -> Result<(), ImportError> {
    let SourceFile { path, text } = source;
    let file: Rc<str> = path.into();
    let text = text.trim_start_matches('\u{feff}').trim();
    if !text.starts_with(['{', '[']) {
        let why = if text.contains('\0') { NOT_UTF8 } else { passed_by(text).unwrap_or("It is not JSON.") };
        importer.report.skipped(&file, "", "File", why);
        return Ok(());
    }
    let parts = together::split(text);
    let is_one = parts.len() == 1;
    for (index, part) in parts.into_iter().enumerate() {
        let value =
            schema::parse(&part).map_err(|reason| ImportError::File { file: file.to_string(), reason })?;
        let place = if is_one { String::new() } else { format!("answer {}: ", index + 1) };
        match value {
            Value::Array(answers) if !answers.is_empty() && answers.iter().all(|item| !item.is_object()) => {
                importer.report.skipped(&file, place.trim_end(), "List", BARE);
            }
            Value::Array(answers) => {
                for (index, answer) in answers.into_iter().enumerate() {
                    answer_of(importer, &file, &format!("{place}[{index}]"), answer);
                }
            }
            answer => answer_of(importer, &file, &place, answer),
        }
    }
    Ok(())
}

const NOT_UTF8: &str = "It is not text in UTF-8, and not JSON. Write it as UTF-8 and import again; in PowerShell with `| Out-File -Encoding utf8`.";
/// Of what `--query` has taken out of an answer.
const BARE: &str = "It is what stands in an answer of the API, without the key around it, as --query prints it: which call it is from cannot be told for sure. Run the call without --query, with --output json.";

/// Whether an object is a thing by itself, which has an id of its own, and no answer with a list of them.
fn is_bare(answer: &Map<String, Value>) -> bool {
    const BESIDE: &[&str] = &["IsTruncated", "NextToken", "NextMarker", "ResponseMetadata"];
    let is_id = |key: &str| {
        key != "RequestId" && ["Id", "Arn", "ARN", "arn", "Identifier"].iter().any(|end| key.ends_with(end))
            || matches!(key, "LoadBalancerName" | "AutoScalingGroupName" | "CacheClusterId" | "ZoneName")
    };
    !BESIDE.iter().any(|key| answer.contains_key(*key))
        && answer.iter().any(|(key, value)| is_id(key) && value.is_string())
}

/// Sorts one answer of the API: an object with one or more lists in it.
fn answer_of(importer: &mut Importer, file: &Rc<str>, place: &str, answer: Value) {
    let Value::Object(answer) = answer else {
        importer.report.skipped(file, place, "Value", "It is no answer of the API: an object is expected.");
        return;
    };
    if answer.get("type").and_then(Value::as_str) == Some("netyard") {
        let why = "It is a Netyard drawing. Open it, or merge it with --from netyard.";
        importer.report.skipped(file, place, "Drawing", why);
        return;
    }
    if answer.contains_key("VpcId")
        && (answer.contains_key("EnableDnsSupport") || answer.contains_key("EnableDnsHostnames"))
    {
        importer.see("VpcAttributes", file, false);
        importer.keep(
            "VpcAttributes",
            Item { file: Rc::clone(file), place: at(place, "VpcId"), value: Value::Object(answer) },
        );
        return;
    }
    if answer.get("Domains").and_then(Value::as_array).is_some_and(|all| all.iter().all(Value::is_string)) {
        domains(importer, file, place, answer);
        return;
    }
    let named = |(key, beside): &&(&str, &str)| {
        answer.get(*key).is_some_and(Value::is_object) && answer.contains_key(*beside)
    };
    if let Some((key, _)) = network_firewall::ANSWERS.iter().chain(hosted_zone::ANSWERS).find(named) {
        importer.see(key, file, false);
        let item = Item { file: Rc::clone(file), place: at(place, key), value: Value::Object(answer) };
        importer.keep(key, item);
        return;
    }
    let answer = Value::Object(answer);
    if plain::is_lattice(&answer) {
        let place = if place.is_empty() { "answer".to_owned() } else { place.to_owned() };
        plain::draw_lattice(importer, &Item { file: Rc::clone(file), place, value: answer });
        return;
    }
    let Value::Object(answer) = answer else { return };
    if is_bare(&answer) {
        importer.report.skipped(file, place, "Part of an answer", BARE);
        return;
    }
    let is_answer = |(key, value): (&String, &Value)| value.is_array() || is_single(key) && value.is_object();
    if !answer.iter().any(is_answer) {
        let why = "No key in it is one of those that aws ec2 describe-… prints.";
        importer.report.skipped(file, place, "Answer", why);
        return;
    }
    let is_cut = NEXT.iter().any(|key| answer.get(*key).is_some_and(Value::is_string))
        || answer.get("AdditionalRoutesAvailable") == Some(&Value::Bool(true))
        || answer.get("IsTruncated") == Some(&Value::Bool(true))
        || is_marked(&answer);
    // Route 53 says in words of its own where its next page begins.
    let is_paged = answer.contains_key("IsTruncated");
    let is_page_mark = |key: &str| PAGING.contains(&key) || is_paged && key.starts_with("Next");
    let mark = NEXT.iter().find(|key| answer.get(**key).is_some_and(Value::is_string));
    let mark = match mark {
        _ if is_paged => "IsTruncated",
        Some(mark) => mark,
        None if is_marked(&answer) => MARKER,
        None => "AdditionalRoutesAvailable",
    };
    let more = is_cut.then(|| at(place, mark));
    let mut is_told = false;
    for (key, value) in answer.into_iter().filter(|(key, _)| !is_page_mark(key)) {
        is_told |= member(importer, file, &at(place, &key), &key, value, more.as_deref());
    }
    // Of what is not read, the rest of it is not either.
    if let Some(more) = more.filter(|_| !is_told) {
        importer.report.skipped(file, &more, "Further pages", "The answer has more pages than this file.");
    }
}

/// The names of a list of the DNS Firewall, which are texts and no objects.
fn domains(importer: &mut Importer, file: &Rc<str>, place: &str, answer: serde_json::Map<String, Value>) {
    let is_cut = answer.get("NextToken").is_some_and(Value::is_string);
    let (file_of_page, whose) = (Rc::clone(file), Whose::default());
    let page = at(place, "NextToken");
    see(importer, Page { key: "FirewallDomains", file: file_of_page, place: page, is_cut, whose });
    let item = Item { file: Rc::clone(file), place: at(place, "Domains"), value: Value::Object(answer) };
    importer.keep("FirewallDomains", item);
}

/// Remembers a page; one that goes on is seen when it is clear whether the rest is there.
fn see(importer: &mut Importer, page: Page) {
    if !page.is_cut {
        importer.see(page.key, &page.file, false);
    }
    importer.pages.push(page);
}

/// Sorts one key of an answer; `more` is where the answer says that it goes on. Whether that is told elsewhere.
fn member(
    importer: &mut Importer,
    file: &Rc<str>,
    place: &str,
    key: &str,
    value: Value,
    more: Option<&str>,
) -> bool {
    let is_cut = more.is_some();
    if let Some(kind) = single(key).filter(|_| value.is_object()) {
        importer.see(kind, file, false);
        importer.keep(kind, Item { file: Rc::clone(file), place: place.to_owned(), value });
        return false;
    }
    let items = match (value, key) {
        (Value::Array(items), _) => items,
        (value @ Value::Object(_), "CoreNetwork") => vec![value],
        // What every answer may carry besides its list.
        (Value::Null, _)
        | (_, "NextToken" | "NextMarker" | "ResponseMetadata" | "AdditionalRoutesAvailable") => return false,
        _ => {
            importer.report.skipped(file, place, key, "A list is expected here.");
            return false;
        }
    };
    if let Some(key) = kind_of(key, &items) {
        let whose = Whose::of(&items);
        let page = more.unwrap_or(place).to_owned();
        see(importer, Page { key, file: Rc::clone(file), place: page, is_cut, whose });
        if items.is_empty() && !is_cut {
            let answer = Item { file: Rc::clone(file), place: place.to_owned(), value: Value::Null };
            importer.keep_empty(key, answer);
        }
        for (index, value) in items.into_iter().enumerate() {
            let place = format!("{place}[{index}]");
            if value.is_object() {
                importer.keep(key, Item { file: Rc::clone(file), place, value });
            } else {
                importer.report.skipped(file, &place, "Value", "An object is expected here.");
            }
        }
        return is_cut;
    }
    let item = |(index, value): (usize, Value)| Item {
        file: Rc::clone(file),
        place: format!("{place}[{index}]"),
        value,
    };
    if key == "items" && !items.is_empty() && items.iter().all(plain::is_lattice) {
        items.into_iter().enumerate().map(item).for_each(|item| plain::draw_lattice(importer, &item));
        return false;
    }
    if let Some(kind) = plain::kind_of(key, &items) {
        items.into_iter().enumerate().map(item).for_each(|item| plain::draw(importer, &item, kind));
        return false;
    }
    let (what, why) = NOT_READ
        .iter()
        .find(|(known, ..)| *known == key)
        .map_or((key, "Netyard does not know this kind of answer."), |(_, what, why)| (*what, *why));
    for (index, _) in items.iter().enumerate() {
        importer.report.skipped(file, &format!("{place}[{index}]"), what, why);
    }
    false
}

/// Whether an answer may hold an object under this key.
fn is_single(key: &str) -> bool {
    single(key).is_some() || key == "CoreNetwork"
}

fn single(key: &str) -> Option<&'static str> {
    SINGLE.into_iter().find(|known| *known == key)
}

fn kind_of(key: &str, items: &[Value]) -> Option<&'static str> {
    // `get-managed-prefix-list-entries` calls its list just so.
    if key == "Entries" && items.iter().all(|item| item.get("Cidr").is_some()) {
        return Some("PrefixListEntries");
    }
    // As `search-transit-gateway-routes` and `get-transit-gateway-route-table-associations` call theirs.
    let has = |field: &str| items.iter().all(|item| item.get(field).is_some());
    if key == "Routes" && has("Type") {
        return Some("TransitGatewayRoutes");
    }
    if key == "Associations" && has("TransitGatewayAttachmentId") {
        return Some("TransitGatewayAssociations");
    }
    if key == "Attributes" {
        return if has("Key") && has("Value") { whose_attributes(items) } else { None };
    }
    // `describe-mount-target-security-groups` has ids in its list, and does not say of which mount target.
    if key == "SecurityGroups" && !items.is_empty() && items.iter().all(Value::is_string) {
        return None;
    }
    // As EventBridge calls its rules, and Global Accelerator its listeners.
    // `list-resolver-endpoint-ip-addresses` has ids in its list.
    let is_other = key == "IpAddresses" && !has("IpId");
    if is_other || key == "Rules" && !has("RuleArn") || key == "Listeners" && !has("LoadBalancerArn") {
        return None;
    }
    KINDS.iter().map(|(known, _)| *known).find(|known| *known == key)
}

fn at(place: &str, key: &str) -> String {
    if place.is_empty() || place.ends_with(' ') { format!("{place}{key}") } else { format!("{place}.{key}") }
}

/// `describe-load-balancer-attributes` and `describe-target-group-attributes` call their lists alike: what they are about is
/// told by attributes that only one of the two has. Whether targets of other zones are used both may say, in the words `true`
/// and `false`.
fn whose_attributes(items: &[Value]) -> Option<&'static str> {
    const OF_BALANCER: &[&str] = &[
        "access_logs.",
        "client_keep_alive.",
        "connection_logs.",
        "deletion_protection.",
        "dns_record.",
        "health_check_logs.",
        "idle_timeout.",
        "ipv6.",
        "routing.",
        "secondary_ips.",
        "waf.",
        "zonal_shift.",
    ];
    const OF_GROUP: &[&str] = &[
        "deregistration_delay.",
        "lambda.",
        "load_balancing.algorithm.",
        "preserve_client_ip.",
        "proxy_protocol_v2.",
        "slow_start.",
        "stickiness.",
        "target_failover.",
        "target_group_health.",
        "target_health_state.",
    ];
    let text = |item: &Value, key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let has =
        |all: &[&str]| items.iter().any(|item| all.iter().any(|start| text(item, "Key").starts_with(start)));
    let follows = items.iter().any(|item| text(item, "Value") == "use_load_balancer_configuration");
    match (has(OF_BALANCER), has(OF_GROUP) || follows) {
        (true, false) => Some("Attributes"),
        (false, true) => Some("TargetGroupAttributes"),
        _ => None,
    }
}
