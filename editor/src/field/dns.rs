//! Records, forwarders and rules about names as one line each: `db.corp.internal A 60 10.0.20.5`.
//!
//! What a record has beside name, type and values stands behind a bar: `| id=v1 weight=90 check=hc-1`.

use super::Row;
use netyard_core::model::{DnsForwarder, FirewallRule, ResourceRecordSet, TargetAddress};
use netyard_core::net::{Address, too_long};
use netyard_core::topology::domain_of;
use serde_json::{Map, Value, json};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

const RECORD: &str = "db.corp.internal A 60 10.0.20.5";
const ALIAS: &str = "app.corp.internal A alias web.corp.internal";
/// The types that Route 53 has.
const TYPES: &[&str] = &[
    "A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SOA", "SPF", "SRV", "SSHFP",
    "SVCB", "TLSA", "TXT",
];
/// The longest time to live that Route 53 takes.
const LONGEST_TTL: u32 = 2_147_483_647;

/// A record as a line.
pub fn record_text(set: &ResourceRecordSet) -> String {
    let mut words = vec![set.name.clone().unwrap_or_else(|| "?".to_owned())];
    words.push(set.r#type.clone().unwrap_or_else(|| "?".to_owned()));
    words.extend(set.ttl.map(|ttl| ttl.to_string()));
    if let Some(alias) = &set.alias_target {
        words.push(format!("alias {}", alias.dns_name.as_deref().unwrap_or("?")));
    } else {
        let values: Vec<&str> = set.resource_records.iter().map(|record| record.value.as_str()).collect();
        words.push(values.join(", "));
    }
    let options = options_text(set);
    if !options.is_empty() {
        words.push(format!("| {}", options.join(" ")));
    }
    words.join(" ")
}

fn options_text(set: &ResourceRecordSet) -> Vec<String> {
    let place = |field: &str| {
        let place = set.geo_location.as_ref().and_then(Value::as_object);
        place.and_then(|place| place.get(field)?.as_str().map(ToOwned::to_owned))
    };
    let alias = set.alias_target.as_ref();
    let options = [
        ("id", set.set_identifier.clone()),
        ("weight", set.weight.map(|weight| weight.to_string())),
        ("failover", set.failover.as_deref().map(str::to_lowercase)),
        ("region", set.region.clone()),
        ("continent", place("continentCode")),
        ("country", place("countryCode")),
        ("subdivision", place("subdivisionCode")),
        ("check", set.health_check_id.clone()),
        ("zone", alias.and_then(|alias| alias.hosted_zone_id.clone())),
    ];
    let mut words: Vec<String> = options
        .into_iter()
        .filter_map(|(word, value)| value.map(|value| format!("{word}={value}")))
        .collect();
    if set.multi_value_answer {
        words.push("multivalue".to_owned());
    }
    if alias.is_some_and(|alias| alias.evaluate_target_health) {
        words.push("health".to_owned());
    }
    words
}

/// Reads a record of a zone of this domain; of a server, which has none, every name will do.
///
/// # Errors
/// What cannot be read, with what to write instead.
pub fn read_record(text: &str, domain: &str) -> Result<Row, String> {
    let (front, options) = split_at_bar(text);
    let (name, front) = first_word(front);
    let (kind, front) = first_word(front);
    if kind.is_empty() {
        return Err(format!("\"{text}\" is no record. Write it as in {RECORD}."));
    }
    let name = whole_name(name, domain)?;
    let kind = kind.to_uppercase();
    if !TYPES.contains(&kind.as_str()) {
        return Err(format!("\"{kind}\" is no type of record. Write A, AAAA, CNAME or another one."));
    }
    let (ttl, rest) = match first_word(front) {
        // A lone number is a value.
        (first, rest) if !rest.is_empty() && first.parse::<u64>().is_ok() => (Some(ttl(first)?), rest),
        _ => (None, front),
    };
    let mut row = Row::new();
    row.insert("name".to_owned(), json!(name));
    row.insert("type".to_owned(), json!(kind));
    row.insert("ttl".to_owned(), json!(ttl));
    let options = Options::read(options)?;
    let (word, target) = first_word(rest);
    let is_alias = word.eq_ignore_ascii_case("alias");
    if is_alias {
        if target.contains(char::is_whitespace) || target.is_empty() {
            return Err(format!("An alias names one target. Write it as in {ALIAS}."));
        }
        let target = host(target)?;
        let mut alias = Map::new();
        if let Some(zone) = &options.zone {
            alias.insert("hostedZoneId".to_owned(), json!(zone));
        }
        alias.insert("dnsName".to_owned(), json!(target));
        if options.health {
            alias.insert("evaluateTargetHealth".to_owned(), json!(true));
        }
        row.insert("aliasTarget".to_owned(), Value::Object(alias));
        row.insert("resourceRecords".to_owned(), Value::Null);
    } else if options.health || options.zone.is_some() {
        return Err(format!("health and zone= are for an alias. Write it as in {ALIAS}."));
    } else {
        let values = values_of(&kind, rest)?;
        let values: Vec<Value> = values.into_iter().map(|value| json!({"value": value})).collect();
        row.insert("resourceRecords".to_owned(), Value::Array(values));
        row.insert("aliasTarget".to_owned(), Value::Null);
    }
    row.extend(options.row);
    Ok(row)
}

/// A word, and what stands behind it.
fn first_word(text: &str) -> (&str, &str) {
    let text = text.trim();
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim())
}

/// What stands in front of the bar and behind it; one in quotes is text.
fn split_at_bar(text: &str) -> (&str, &str) {
    let mut is_quoted = false;
    let bar = text.char_indices().find(|(_, letter)| {
        is_quoted ^= *letter == '"';
        *letter == '|' && !is_quoted
    });
    bar.and_then(|(at, _)| Some((text.get(..at)?, text.get(at + 1..)?))).unwrap_or((text, ""))
}

/// The whole name: a single word is put in front of the domain, and `@` is the domain itself.
fn whole_name(text: &str, domain: &str) -> Result<String, String> {
    let name = domain_of(text);
    if domain.is_empty() {
        return host(&name);
    }
    if text == "@" {
        return Ok(domain.to_owned());
    }
    if name == domain || name.ends_with(&format!(".{domain}")) {
        return host(&name);
    }
    if name.contains('.') {
        return Err(format!("\"{text}\" is not in the zone {domain}. Write it as in {name}.{domain}."));
    }
    host(&format!("{name}.{domain}"))
}

fn ttl(text: &str) -> Result<u32, String> {
    text.parse()
        .ok()
        .filter(|ttl| *ttl <= LONGEST_TTL)
        .ok_or_else(|| format!("\"{text}\" is no time to live. Write seconds from 0 to {LONGEST_TTL}."))
}

/// A name of letters, digits, hyphens and underscores; a star may stand in front.
fn host(text: &str) -> Result<String, String> {
    let name = text.trim_end_matches('.').to_lowercase();
    let is_part = |part: &str| {
        let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
        !part.is_empty() && part.chars().all(is_letter)
    };
    if let Some(why) = too_long(&name) {
        return Err(why);
    }
    let mut parts = name.split('.');
    let first = parts.next().unwrap_or_default();
    if (first == "*" || is_part(first)) && parts.all(is_part) {
        return Ok(name);
    }
    Err(format!("\"{text}\" is no name. Write it as in db.corp.internal."))
}

/// The values of a type, parted by commas; what stands in quotes is one.
fn values_of(kind: &str, text: &str) -> Result<Vec<String>, String> {
    let mut values = vec![String::new()];
    let mut is_quoted = false;
    for letter in text.chars() {
        is_quoted ^= letter == '"';
        match values.last_mut() {
            Some(last) if letter != ',' || is_quoted => last.push(letter),
            _ => values.push(String::new()),
        }
    }
    let values: Vec<String> =
        values.iter().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect();
    if values.is_empty() {
        return Err(format!("The record has no value. Write it as in {RECORD}, or as an alias."));
    }
    let check = |value: &String| match kind {
        "A" if value.parse::<Ipv4Addr>().is_err() => {
            Err(format!("\"{value}\" is no IPv4 address. Write one as in 10.0.20.5, or alias and a name."))
        }
        "AAAA" if value.parse::<Ipv6Addr>().is_err() => {
            Err(format!("\"{value}\" is no IPv6 address. Write one as in 2001:db8::5."))
        }
        "CNAME" | "NS" | "PTR" => host(value).map(drop),
        _ => Ok(()),
    };
    values.iter().try_for_each(check)?;
    if kind == "CNAME" && values.len() > 1 {
        return Err("A CNAME record names one other name.".to_owned());
    }
    Ok(values)
}

/// What stands behind the bar.
#[derive(Default)]
struct Options {
    row: Row,
    zone: Option<String>,
    health: bool,
}

impl Options {
    fn read(text: &str) -> Result<Self, String> {
        let mut options = Self::default();
        // What the line does not say is taken away; what it cannot say stays.
        for field in [
            "setIdentifier",
            "weight",
            "failover",
            "region",
            "geoLocation",
            "multiValueAnswer",
            "healthCheckId",
        ] {
            options.row.insert(field.to_owned(), Value::Null);
        }
        let mut place = Map::new();
        for word in text.split_whitespace() {
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            let mut set = |field: &str, value: Value| _ = options.row.insert(field.to_owned(), value);
            match (key, value) {
                ("multivalue", "") => set("multiValueAnswer", json!(true)),
                ("health", "") => options.health = true,
                (_, "") => {
                    return Err(format!(
                        "\"{word}\" is not known. Write id=, weight=, failover=, region=, continent=, country=, check=, multivalue or health."
                    ));
                }
                ("id", id) => set("setIdentifier", json!(id)),
                ("weight", weight) => match weight.parse::<u32>() {
                    Ok(weight) if weight <= 255 => set("weight", json!(weight)),
                    _ => return Err(format!("\"{weight}\" is no weight. Write a number from 0 to 255.")),
                },
                ("failover", word) => match word.to_uppercase().as_str() {
                    known @ ("PRIMARY" | "SECONDARY") => set("failover", json!(known)),
                    _ => return Err(format!("\"{word}\" is no part of a pair. Write primary or secondary.")),
                },
                ("region", region) => set("region", json!(region)),
                ("continent", code) => _ = place.insert("continentCode".to_owned(), json!(code)),
                ("country", code) => _ = place.insert("countryCode".to_owned(), json!(code)),
                ("subdivision", code) => _ = place.insert("subdivisionCode".to_owned(), json!(code)),
                ("check", check) => set("healthCheckId", json!(check)),
                ("zone", zone) => options.zone = Some(zone.to_owned()),
                (other, _) => {
                    return Err(format!(
                        "\"{other}\" is not known. Write id, weight, failover, region, continent, country or check."
                    ));
                }
            }
        }
        if !place.is_empty() {
            options.row.insert("geoLocation".to_owned(), Value::Object(place));
        }
        let policies = ["weight", "failover", "region", "geoLocation", "multiValueAnswer"];
        let has = |field: &&str| options.row.get(*field).is_some_and(|value| !value.is_null());
        let count = policies.iter().filter(|field| has(field)).count();
        if count > 1 {
            return Err("A record has one routing policy: write one of weight, failover, region, place and multivalue.".to_owned());
        }
        if count == 1 && !has(&"setIdentifier") {
            return Err(
                "A record with a routing policy is told from the others by an id. Add id= and a name."
                    .to_owned(),
            );
        }
        Ok(options)
    }
}

/// A forwarder as a line: `corp.internal -> 10.0.10.53`; a dot for every name.
pub fn forwarder_text(forwarder: &DnsForwarder) -> String {
    let domain = forwarder.domain_name.as_deref().filter(|domain| !domain.is_empty()).unwrap_or(".");
    let targets: Vec<String> = forwarder.target_ips.iter().map(ToString::to_string).collect();
    format!("{domain} -> {}", targets.join(", "))
}

/// Reads a forwarder.
///
/// # Errors
/// The line has no arrow, or one of the addresses cannot be read.
pub fn read_forwarder(text: &str) -> Result<Row, String> {
    const FORM: &str = "corp.internal -> 10.0.10.53";
    let Some((domain, targets)) = text.split_once("->") else {
        return Err(format!("\"{text}\" says not who is asked. Write it as in {FORM}."));
    };
    let domain = match domain.trim() {
        "." | "" => Value::Null,
        domain => json!(host(domain)?),
    };
    let targets: Vec<Value> = targets
        .split([',', ' '])
        .filter(|target| !target.is_empty())
        .map(|target| match Address::new(target).ip() {
            Some(address) => Ok(json!(address.to_string())),
            None => Err(format!("\"{target}\" is no address. Write one as in 10.0.10.53.")),
        })
        .collect::<Result<_, String>>()?;
    if targets.is_empty() {
        return Err(format!("The line names no server. Write it as in {FORM}."));
    }
    Ok(Row::from_iter([("domainName".to_owned(), domain), ("targetIps".to_owned(), Value::Array(targets))]))
}

/// A server of a rule as a line: `192.168.1.53`, with its port where that is not 53.
pub fn target_text(target: &TargetAddress) -> String {
    match (target.address(), target.port.filter(|port| *port != 53)) {
        (Some(address), Some(port)) => SocketAddr::new(address, port).to_string(),
        (Some(address), None) => address.to_string(),
        (None, _) => "?".to_owned(),
    }
}

/// Reads a server of a rule.
///
/// # Errors
/// It is no address, with or without a port.
pub fn read_target(text: &str) -> Result<Row, String> {
    let text = text.trim();
    let plain = text.parse::<IpAddr>().ok().map(|address| (address, None));
    let with_port = || text.parse::<SocketAddr>().ok().map(|both| (both.ip(), Some(both.port())));
    let Some((address, port)) = plain.or_else(with_port) else {
        return Err(format!(
            "\"{text}\" is no server. Write an address as in 192.168.1.53, or with a port as in 192.168.1.53:5353."
        ));
    };
    let (ip, ipv6) = match address {
        IpAddr::V4(_) => (json!(address.to_string()), Value::Null),
        IpAddr::V6(_) => (Value::Null, json!(address.to_string())),
    };
    Ok(Row::from_iter([
        ("ip".to_owned(), ip),
        ("ipv6".to_owned(), ipv6),
        ("port".to_owned(), json!(port.filter(|port| *port != 53))),
    ]))
}

/// A rule of the DNS Firewall as a line: `10 block nxdomain *.example.com`.
pub fn name_rule_text(rule: &FirewallRule) -> String {
    let mut words = vec![rule.priority.map_or_else(|| "?".to_owned(), |priority| priority.to_string())];
    words.push(rule.action.as_deref().unwrap_or("?").to_lowercase());
    match (rule.block_response.as_deref(), &rule.block_override_domain) {
        (Some("OVERRIDE"), other) => words.push(format!("override={}", other.as_deref().unwrap_or("?"))),
        (Some(response), _) => words.push(response.to_lowercase()),
        (None, _) => {}
    }
    words.push(rule.domains.join(", "));
    words.join(" ")
}

/// Reads a rule of the DNS Firewall.
///
/// # Errors
/// It has no priority, no action that AWS knows, or no name.
pub fn read_name_rule(text: &str) -> Result<Row, String> {
    const FORM: &str = "10 block nxdomain *.example.com";
    let wrong = || format!("\"{text}\" is no rule. Write it as in {FORM}.");
    let words: Vec<&str> = text.split([',', ' ']).filter(|word| !word.is_empty()).collect();
    let [priority, action, rest @ ..] = words.as_slice() else { return Err(wrong()) };
    let number: u32 =
        priority.parse().map_err(|_| format!("\"{priority}\" is no priority. Write a number first."))?;
    let action = action.to_uppercase();
    if !["ALLOW", "ALERT", "BLOCK"].contains(&action.as_str()) {
        return Err(format!("\"{action}\" is no action. Write allow, alert or block."));
    }
    let (response, other, names) = match rest.split_first() {
        Some((word, names)) if action == "BLOCK" => match word.split_once('=') {
            Some((key, other)) if key.eq_ignore_ascii_case("override") => {
                (json!("OVERRIDE"), json!(host(other)?), names)
            }
            _ if word.eq_ignore_ascii_case("nodata") => (json!("NODATA"), Value::Null, names),
            _ if word.eq_ignore_ascii_case("nxdomain") => (json!("NXDOMAIN"), Value::Null, names),
            _ => return Err("A rule that blocks says what is answered. Write nodata, nxdomain or override=NAME behind block.".to_owned()),
        },
        _ => (Value::Null, Value::Null, rest),
    };
    if names.is_empty() {
        return Err(wrong());
    }
    let domains = names
        .iter()
        .map(|name| if *name == "*" { Ok("*".to_owned()) } else { host(name) })
        .collect::<Result<Vec<_>, String>>()?;
    let fields = [
        ("priority", json!(number)),
        ("action", json!(action)),
        ("blockResponse", response),
        ("blockOverrideDomain", other),
        ("domains", json!(domains)),
    ];
    Ok(fields.into_iter().map(|(field, value)| (field.to_owned(), value)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(line: &str, domain: &str) -> Result<String, String> {
        let mut row = read_record(line, domain)?;
        row.retain(|_, value| !value.is_null());
        let set: ResourceRecordSet = serde_json::from_value(Value::Object(row)).unwrap_or_default();
        Ok(record_text(&set))
    }

    #[test]
    fn a_record_is_read_and_written_back() {
        for line in [
            RECORD,
            ALIAS,
            "pair.corp.internal A 60 10.0.20.5, 10.0.20.6",
            "*.corp.internal AAAA 2001:db8::5",
            "app.corp.internal A 60 10.0.20.5 | id=v1 weight=90 check=hc-1",
            "app.corp.internal A alias web.eu-west-1.elb.amazonaws.com | id=one failover=primary zone=Z32O12 health",
            "app.corp.internal A 10.0.20.5 | id=fr continent=EU country=FR",
            "note.corp.internal TXT 60 \"a,  b\", \"c | d\"",
        ] {
            assert_eq!(back(line, "corp.internal").as_deref(), Ok(line));
        }
    }

    #[test]
    fn a_single_word_is_put_in_front_of_the_domain() {
        let is = |text: &str, whole: &str| assert_eq!(back(text, "corp.internal").as_deref(), Ok(whole));
        is("db a 10.0.20.5", "db.corp.internal A 10.0.20.5");
        is("@ A 10.0.20.5", "corp.internal A 10.0.20.5");
        is("DB.Corp.Internal. A 10.0.20.5", "db.corp.internal A 10.0.20.5");
        assert_eq!(back("a.b A 10.0.20.5", "").as_deref(), Ok("a.b A 10.0.20.5"));
    }

    #[test]
    fn what_is_no_record_is_said() {
        let says = |text: &str, part: &str| {
            let said = read_record(text, "corp.internal").err().unwrap_or_default();
            assert!(said.contains(part), "{text}: {said}");
        };
        says("db", "Write it as in");
        says("db.example.com A 10.0.20.5", "is not in the zone corp.internal");
        says("db X 10.0.20.5", "no type of record");
        says("db A ten", "no IPv4 address");
        says("db AAAA 10.0.20.5", "no IPv6 address");
        says("db A", "has no value");
        says("db CNAME a.example.com, b.example.com", "one other name");
        says("d!b A 10.0.20.5", "is no name");
        let long = "a".repeat(64);
        says(&format!("{long} A 10.0.20.5"), "A part of a name, between two dots, has 63 at most.");
        let many = vec!["part"; 60].join(".");
        says(&format!("{many}.corp.internal A 10.0.20.5"), "A whole name has 253 at most.");
        says("db A 99999999999 10.0.20.5", "time to live");
        says("db A 10.0.20.5 | weight=300 id=a", "no weight");
        says("db A 10.0.20.5 | weight=3", "told from the others by an id");
        says("db A 10.0.20.5 | weight=3 failover=primary id=a", "one routing policy");
        says("db A 10.0.20.5 | speed=3", "is not known");
        says("db A 10.0.20.5 | health", "are for an alias");
        says("db A alias one two", "names one target");
    }

    #[test]
    fn forwarders_servers_and_rules_are_read_and_written_back() {
        let clean = |row: Result<Row, String>| {
            let mut row = row.unwrap_or_default();
            row.retain(|_, value| !value.is_null());
            Value::Object(row)
        };
        for line in ["corp.internal -> 10.0.10.53, 10.0.11.53", ". -> 10.0.0.2"] {
            let one: DnsForwarder = serde_json::from_value(clean(read_forwarder(line))).unwrap_or_default();
            assert_eq!(forwarder_text(&one), line);
        }
        for line in ["192.168.1.53", "192.168.1.53:5353", "[2001:db8::5]:5353", "2001:db8::5"] {
            let one: TargetAddress = serde_json::from_value(clean(read_target(line))).unwrap_or_default();
            assert_eq!(target_text(&one), line);
        }
        for line in [
            "10 block nxdomain *.example.com, bad.example.org",
            "11 block override=safe.example.com *",
            "12 allow good.example.com",
        ] {
            let one: FirewallRule = serde_json::from_value(clean(read_name_rule(line))).unwrap_or_default();
            assert_eq!(name_rule_text(&one), line);
        }
        assert!(read_forwarder("corp.internal 10.0.0.1").is_err_and(|why| why.contains("->")));
        assert!(read_forwarder("corp.internal -> ten").is_err_and(|why| why.contains("no address")));
        assert!(read_target("ten").is_err_and(|why| why.contains("no server")));
        assert!(read_name_rule("10 drop a.example").is_err_and(|why| why.contains("no action")));
        assert!(read_name_rule("10 block a.example").is_err_and(|why| why.contains("what is answered")));
        assert!(read_name_rule("10 allow").is_err_and(|why| why.contains("no rule")));
        assert!(read_name_rule("x allow a.example").is_err_and(|why| why.contains("no priority")));
    }
}
