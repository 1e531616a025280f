//! What decides about names: zones and their records, rules of the resolver, the DNS Firewall, DHCP options, and hosts
//! that are DNS servers.

use super::line_rows::{LineRows, RowWords};
use super::link_list::LinkList;
use super::setting::{ChoiceSetting, Setting, SwitchSetting};
use super::shown::{Shown, use_shown};
use super::what_if::WhatIfParts;
use crate::ui::{Button, ButtonKind, Choice, Field, Section, Select, When};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::{
    DhcpOptions, DnsForwarder, FirewallRule, FirewallRuleGroupAssociation, Resource, ResourceId,
    ResourceRecordSet, TargetAddress,
};
use netyard_core::net::{Address, too_long};
use netyard_core::topology::domain_of;
use netyard_editor::field::{
    Row, forwarder_text, name_rule_text, read_forwarder, read_name_rule, read_record, read_target,
    record_text, target_text,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A hosted zone: whom it answers, and its records.
#[component]
pub(super) fn HostedZoneInspector() -> impl IntoView {
    let shown = use_shown();
    let is_private = Memo::new(move |_| {
        shown.value("/config/privateZone").and_then(|value| value.as_bool()) == Some(true)
    });
    let read = move |text: String| read_record(&text, &domain_of(&shown.text("/name")));
    view! {
        <div class="section settings">
            <SwitchSetting label="Private: answers its VPCs only" path="/config/privateZone"/>
        </div>
        <LineRows path="/resourceRecordSets" letter="d" title="Records" words=record_words()
            show=|row: Value| record_text(&parsed::<ResourceRecordSet>(row))
            read placeholder="www A 60 203.0.113.20"/>
        <When holds=move || is_private.get()><ZoneVpcs/></When>
        <WhatIfParts id=shown.id().to_string()/>
    }
}

fn record_words() -> RowWords {
    RowWords {
        one: "a record".to_owned(),
        all: "the records".to_owned(),
        label: "Record".to_owned(),
        add: "Add a record".to_owned(),
        remove: "Remove the record".to_owned(),
    }
}

/// The VPCs that a private zone answers.
#[component]
fn ZoneVpcs() -> impl IntoView {
    let shown = use_shown();
    let vpcs = Memo::new(move |_| match shown.resource.get().as_deref() {
        Some(Resource::HostedZone(zone)) => {
            zone.vpcs.iter().filter_map(|vpc| vpc.vpc_id.as_ref()).map(ToString::to_string).collect()
        }
        _ => Vec::<String>::new(),
    });
    let set = move |(id, is_in): (String, bool)| {
        let Some(Value::Array(mut all)) = shown.value("/vpcs").or_else(|| Some(json!([]))) else { return };
        if is_in {
            let document = shown.desk.document();
            let region = document.vpc(&id).and_then(|vpc| vpc.region.clone());
            let mut vpc = json!({"vpcId": id});
            if let (Some(object), Some(region)) = (vpc.as_object_mut(), region) {
                object.insert("vpcRegion".to_owned(), json!(region));
            }
            all.push(vpc);
        } else {
            all.retain(|vpc| vpc.get("vpcId").and_then(Value::as_str) != Some(id.as_str()));
        }
        shown.set_or_say("the VPCs", "/vpcs", all);
    };
    let more = other_vpcs(shown, vpcs);
    view! {
        <LinkList title="Answers in" ids=vpcs none="In no VPC, so nobody is answered." add="Associate with a VPC…" more set/>
    }
}

/// The VPCs of the drawing that are not in the list.
fn other_vpcs(shown: Shown, taken: Memo<Vec<String>>) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || {
        let all = named(shown, |resource| matches!(resource, Resource::Vpc(_)));
        taken.with(|taken| all.into_iter().filter(|(id, _)| !taken.contains(id)).collect())
    })
}

/// The resources of a kind, by id, with their names.
fn named(shown: Shown, is_one: fn(&Resource) -> bool) -> Vec<(String, String)> {
    let document = shown.desk.document();
    let all = document.resources.iter().filter(|(_, resource)| is_one(resource));
    all.map(|(id, _)| (id.to_string(), document.display_name(id.as_str()).to_owned())).collect()
}

/// A rule of the resolver: for which names, whom it asks, and in which VPCs it counts.
#[component]
pub(super) fn ResolverRuleInspector() -> impl IntoView {
    let shown = use_shown();
    let kind = Memo::new(move |_| {
        let kind = shown.text("/ruleType");
        if kind.is_empty() { "FORWARD".to_owned() } else { kind }
    });
    let is = move |wanted: &'static str| move || kind.with(|kind| kind == wanted);
    let asks = move || kind.with(|kind| kind == "FORWARD" || kind == "DELEGATE");
    let endpoints = Signal::derive(move || {
        let all = named(
            shown,
            |resource| matches!(resource, Resource::ResolverEndpoint(endpoint) if endpoint.is_outbound()),
        );
        let own = shown.text("/resolverEndpointId");
        let mut choices = vec![Choice::new("", "none")];
        if !own.is_empty() && all.iter().all(|(id, _)| *id != own) {
            choices.push(Choice::new(own.clone(), shown.desk.name(&own)));
        }
        choices.extend(all.into_iter().map(|(id, name)| Choice::new(id, name)));
        choices
    });
    let endpoint = Signal::derive(move || shown.text("/resolverEndpointId"));
    let choose = move |chosen: String| {
        if chosen.is_empty() {
            shown.remove_or_say("the endpoint", "/resolverEndpointId");
        } else {
            shown.set_or_say("the endpoint", "/resolverEndpointId", chosen);
        }
    };
    let vpcs = Memo::new(move |_| shown.list("/vpcIds"));
    let set = move |(id, is_in): (String, bool)| {
        let mut all = vpcs.get_untracked();
        if is_in {
            all.push(id);
        } else {
            all.retain(|own| *own != id);
        }
        shown.set_or_say("the VPCs", "/vpcIds", json!(all));
    };
    let more = other_vpcs(shown, vpcs);
    view! {
        <div class="section settings">
            <When holds=move || kind.with(|kind| kind != "DELEGATE")>
                <Setting label="Domain" path="/domainName" read=domain placeholder="corp.local"/>
            </When>
            <ChoiceSetting label="Type" path="/ruleType" default="FORWARD" choices=&[
                ("FORWARD", "forward"), ("SYSTEM", "system: an exception"), ("RECURSIVE", "recursive"), ("DELEGATE", "delegate"),
            ]/>
            <When holds=is("DELEGATE")>
                <Setting label="Domain of the name servers" path="/delegationRecord" read=domain placeholder="corp.internal"/>
            </When>
            <When holds=asks>
                <div class="field">
                    <label class="field-label" for="setting-resolver-endpoint">"Outbound endpoint"</label>
                    <Select label="Outbound endpoint" id="setting-resolver-endpoint".to_owned() value=endpoint choices=endpoints on_choose=choose/>
                </div>
            </When>
        </div>
        <When holds=is("FORWARD")>
            <LineRows path="/targetIps" letter="t" title="Servers" words=server_words()
                show=|row: Value| target_text(&parsed::<TargetAddress>(row))
                read=|text: String| read_target(&text) placeholder="192.168.1.53"/>
        </When>
        <LinkList title="Counts in" ids=vpcs none="In no VPC, so nobody is led by it." add="Associate with a VPC…" more set/>
    }
}

fn server_words() -> RowWords {
    RowWords {
        one: "a server".to_owned(),
        all: "the servers".to_owned(),
        label: "Server".to_owned(),
        add: "Add a server".to_owned(),
        remove: "Remove the server".to_owned(),
    }
}

/// A domain, or a dot for every name.
fn domain(text: &str) -> Result<Value, String> {
    let domain = domain_of(text);
    let is_part = |part: &str| {
        let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
        !part.is_empty() && part.chars().all(is_letter)
    };
    if let Some(why) = too_long(&domain) {
        return Err(why);
    }
    match text.trim() {
        "." => Ok(json!(".")),
        _ if domain.split('.').all(is_part) => Ok(json!(domain)),
        _ => Err(format!("\"{text}\" is no domain. Write one as in corp.local, or a dot for every name.")),
    }
}

/// A rule group of the DNS Firewall: its rules, and where it stands in front of the resolver.
#[component]
pub(super) fn FirewallRuleGroupInspector() -> impl IntoView {
    let shown = use_shown();
    let show = move |row: Value| {
        let row: FirewallRuleGroupAssociation = parsed(row);
        let name = row.vpc_id.map(|id| shown.desk.name(id.as_str())).unwrap_or_default();
        row.priority.map_or_else(|| name.clone(), |priority| format!("{priority} {name}"))
    };
    let read = move |text: String| read_association(shown, &text);
    view! {
        <LineRows path="/firewallRules" letter="r" title="Rules" words=RowWords {
                one: "a rule".to_owned(), all: "the rules".to_owned(), label: "Rule".to_owned(),
                add: "Add a rule".to_owned(), remove: "Remove the rule".to_owned(),
            }
            show=|row: Value| name_rule_text(&parsed::<FirewallRule>(row))
            read=|text: String| read_name_rule(&text) placeholder="10 block nxdomain *.example.com"/>
        <LineRows path="/firewallRuleGroupAssociations" letter="a" title="Counts in" words=RowWords {
                one: "a VPC".to_owned(), all: "the VPCs".to_owned(), label: "VPC".to_owned(),
                add: "Associate with a VPC".to_owned(), remove: "End the association".to_owned(),
            }
            show read placeholder="101 name of the VPC"/>
    }
}

/// A VPC by its name or id, with the place of the group in front.
fn read_association(shown: Shown, text: &str) -> Result<Row, String> {
    let text = text.trim();
    let numbered = text.split_once(' ').and_then(|(first, rest)| Some((first.parse::<u32>().ok()?, rest)));
    let (priority, name) = numbered.map_or((None, text), |(number, rest)| (Some(number), rest.trim()));
    if let Some(priority) = priority.filter(|priority| !(101..9900).contains(priority)) {
        return Err(format!("{priority} is no place of a group. Write a number from 101 to 9899."));
    }
    let vpcs = named(shown, |resource| matches!(resource, Resource::Vpc(_)));
    let Some((id, _)) = vpcs.iter().find(|(id, own)| id == name || own == name) else {
        return Err(format!(
            "\"{name}\" is no VPC of the drawing. Write its name or its id, with a number in front."
        ));
    };
    let fields = [("vpcId", json!(id)), ("priority", json!(priority))];
    Ok(fields.into_iter().map(|(field, value)| (field.to_owned(), value)).collect())
}

/// A DHCP option set: what hosts are told, and in which VPCs.
#[component]
pub(super) fn DhcpOptionsInspector() -> impl IntoView {
    let shown = use_shown();
    let vpcs = Memo::new(move |_| {
        let (document, id) = (shown.desk.document(), shown.id());
        let all = document.resources.iter().filter(|(_, resource)| {
            matches!(resource.as_ref(), Resource::Vpc(vpc) if vpc.dhcp_options_id.as_ref() == Some(&id))
        });
        all.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    let set = move |(vpc, is_in): (String, bool)| {
        let (own, vpc) = (shown.id(), ResourceId::new(&vpc));
        let path = "/dhcpOptionsId";
        let label = format!("Change the DHCP options of {}", shown.desk.name(vpc.as_str()));
        let change = if is_in {
            Change::set(&vpc, path, own.as_str())
        } else {
            Change::RemovePath { id: vpc, path: path.to_owned() }
        };
        if let Err(reason) = shown.desk.edit(label, vec![change]) {
            shown.desk.say(reason);
        }
    };
    let more = other_vpcs(shown, vpcs);
    view! {
        <div class="section settings">
            <OptionField label="Domain name servers" option=DhcpOptions::SERVERS read=servers placeholder="AmazonProvidedDNS, 192.168.1.53"/>
            <OptionField label="Domain name" option="domain-name" read=domain_name placeholder="corp.internal"/>
            <OptionField label="NTP servers" option="ntp-servers" read=time_servers placeholder="169.254.169.123"/>
        </div>
        <LinkList title="Told in" ids=vpcs none="In no VPC, so nobody is told." add="Give it to a VPC…" more set/>
    }
}

/// An option of the set, as a list in one field.
#[component]
fn OptionField(
    /// The label.
    label: &'static str,
    /// The key of the option.
    option: &'static str,
    /// Reads the values, or says why not.
    read: fn(&str) -> Result<Vec<String>, String>,
    /// What an empty field says.
    placeholder: &'static str,
) -> impl IntoView {
    const PATH: &str = "/dhcpConfigurations";
    let shown = use_shown();
    let value = Signal::derive(move || match shown.resource.get().as_deref() {
        Some(Resource::DhcpOptions(options)) => options.values_of(option).join(", "),
        _ => String::new(),
    });
    let commit = Callback::new(move |text: String| {
        let values = if text.trim().is_empty() { Vec::new() } else { read(&text)? };
        let Value::Array(mut all) = shown.value(PATH).unwrap_or_else(|| json!([])) else {
            return Err("The options of the set cannot be read.".to_owned());
        };
        let at = all.iter().position(|one| one.get("key").and_then(Value::as_str) == Some(option));
        all.retain(|one| one.get("key").and_then(Value::as_str) != Some(option));
        if !values.is_empty() {
            let values: Vec<Value> = values.into_iter().map(|value| json!({"value": value})).collect();
            let place = at.unwrap_or(all.len()).min(all.len());
            all.insert(place, json!({"key": option, "values": values}));
        }
        shown.set(&format!("the {}", label.to_lowercase()), PATH, all)
    });
    view! { <Field label value placeholder=placeholder.to_owned() commit/> }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ' ']).filter(|part| !part.is_empty())
}

fn servers(text: &str) -> Result<Vec<String>, String> {
    let all: Result<Vec<String>, String> = parts(text)
        .map(|part| {
            if part.eq_ignore_ascii_case(DhcpOptions::AMAZON) {
                return Ok(DhcpOptions::AMAZON.to_owned());
            }
            let address = Address::new(part).ip().map(|address| address.to_string());
            address
                .ok_or_else(|| format!("\"{part}\" is no DNS server. Write addresses, or AmazonProvidedDNS."))
        })
        .collect();
    let all = all?;
    // https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSet.html
    if all.len() > 4 {
        return Err(format!("These are {} servers. AWS takes up to four.", all.len()));
    }
    Ok(all)
}

fn time_servers(text: &str) -> Result<Vec<String>, String> {
    let all: Vec<String> = parts(text)
        .map(|part| match Address::new(part).ip() {
            Some(address) => Ok(address.to_string()),
            None => Err(format!("\"{part}\" is no address. Write one as in 169.254.169.123.")),
        })
        .collect::<Result<_, String>>()?;
    if all.len() > 4 {
        return Err(format!("These are {} servers. AWS takes up to four.", all.len()));
    }
    Ok(all)
}

fn domain_name(text: &str) -> Result<Vec<String>, String> {
    match domain(text)? {
        Value::String(name) if name != "." => Ok(vec![name]),
        _ => Err(format!("\"{text}\" is no domain. Write one as in corp.internal.")),
    }
}

/// What an instance or a host at a site answers as a DNS server, if it is one.
#[component]
pub(super) fn ServerOfNames() -> impl IntoView {
    let shown = use_shown();
    let is_one = Memo::new(move |_| shown.value("/dnsServer").is_some());
    let start = move |()| shown.set_or_say("the DNS server", "/dnsServer", json!({}));
    let stop = move |()| shown.remove_or_say("the DNS server", "/dnsServer");
    view! {
        <When
            holds=move || is_one.get()
            otherwise=move || view! {
                <Section title="DNS server">
                    <Button kind=ButtonKind::Link on_press=start>"It is a DNS server"</Button>
                </Section>
            }
        >
            <LineRows path="/dnsServer/resourceRecordSets" letter="d" title="Answers for names" words=record_words()
                show=|row: Value| record_text(&parsed::<ResourceRecordSet>(row))
                read=|text: String| read_record(&text, "") placeholder="host.corp.local A 192.168.1.80"/>
            <LineRows path="/dnsServer/forwarders" letter="f" title="Asks others about" words=RowWords {
                    one: "a forwarder".to_owned(), all: "the forwarders".to_owned(), label: "Forwarder".to_owned(),
                    add: "Add a forwarder".to_owned(), remove: "Remove the forwarder".to_owned(),
                }
                show=|row: Value| forwarder_text(&parsed::<DnsForwarder>(row))
                read=|text: String| read_forwarder(&text) placeholder="corp.internal -> 10.0.10.53"/>
            <Section title="DNS server">
                <p class="quiet-text">"What it has no record of and asks nobody about, it asks the internet."</p>
                <Button kind=ButtonKind::Link on_press=stop>"It is no DNS server"</Button>
            </Section>
        </When>
    }
}

fn parsed<T: DeserializeOwned + Default>(row: Value) -> T {
    serde_json::from_value(row).unwrap_or_default()
}
