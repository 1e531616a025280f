//! Whether the parts of an object that are read have the form that the AWS command line gives them: what has another
//! form cannot be read, and the report says so.

use super::item::Item;
use crate::report::ImportReport;
use serde_json::Value;
use std::net::IpAddr;

const LISTS: &[&str] = &[
    "Associations",
    "Attachments",
    "BgpConfigurations",
    "CidrBlockAssociationSet",
    "Entries",
    "Groups",
    "Instances",
    "IpPermissions",
    "IpPermissionsEgress",
    "IpRanges",
    "Ipv6Addresses",
    "Ipv6CidrBlockAssociationSet",
    "Ipv6Ranges",
    "NatGatewayAddresses",
    "NetworkInterfaces",
    "PrefixListIds",
    "PrivateIpAddresses",
    "PropagatingVgws",
    "Routes",
    "TagSet",
    "TransitGatewayAttachments",
    "TransitGatewayRouteTablePropagations",
    "Tags",
    "UserIdGroupPairs",
    "VgwTelemetry",
    "VpcAttachments",
];
const LISTS_OF_TEXTS: &[&str] = &[
    "Cidrs",
    "InsideCidrBlocks",
    "NetworkInterfaceIds",
    "RouteTableIds",
    "SubnetIds",
    "TransitGatewayCidrBlocks",
];
const OBJECTS: &[&str] = &[
    "AccepterTgwInfo",
    "AccepterVpcInfo",
    "Association",
    "AssociationState",
    "Attachment",
    "BlockPublicAccessStates",
    "CidrBlockState",
    "ConnectPeerConfiguration",
    "IcmpTypeCode",
    "Ipv6CidrBlockState",
    "PortRange",
    "RequesterTgwInfo",
    "RequesterVpcInfo",
];
const TEXTS: &[&str] = &[
    "AvailabilityZone",
    "Cidr",
    "CidrBlock",
    "CidrIp",
    "CidrIpv6",
    "DestinationCidrBlock",
    "DestinationIpv6CidrBlock",
    "Ipv6Address",
    "Ipv6CidrBlock",
    "Key",
    "PrivateIp",
    "PrivateIpAddress",
    "PublicIp",
    "RuleAction",
    "ServiceName",
];
const FLAGS: &[&str] = &[
    "AssignIpv6AddressOnCreation",
    "Egress",
    "EnableDns64",
    "IsDefault",
    "Main",
    "MapPublicIpOnLaunch",
    "Primary",
    "SourceDestCheck",
    "StaticRoutesOnly",
];
const NUMBERS: &[&str] = &["DeviceIndex", "FromPort", "MaxEntries", "RuleNumber", "ToPort"];

/// Texts that are blocks of addresses.
const BLOCKS: &[&str] = &[
    "Cidr",
    "CidrBlock",
    "CidrIp",
    "CidrIpv6",
    "DestinationCidrBlock",
    "DestinationIpv6CidrBlock",
    "Ipv6CidrBlock",
];
/// Texts that are addresses.
const ADDRESSES: &[&str] = &["Ipv6Address", "PrivateIp", "PrivateIpAddress", "PublicIp"];

/// What a text should be and is not: a block of addresses, or one address.
fn other_meaning(key: &str, part: &Value) -> Option<&'static str> {
    let text = part.as_str().filter(|text| !text.is_empty())?;
    let address = |text: &str| text.parse::<IpAddr>().ok();
    let is_block = || {
        let (start, length) = text.split_once('/')?;
        let most = if address(start)?.is_ipv4() { 32 } else { 128 };
        length.parse::<u8>().ok().filter(|length| *length <= most)
    };
    if BLOCKS.contains(&key) && is_block().is_none() {
        return Some("no block of addresses such as 10.0.0.0/16");
    }
    (ADDRESSES.contains(&key) && address(text).is_none()).then_some("no address such as 10.0.0.10")
}

/// Reports every part of an object that has another form than it is read in.
pub(super) fn check(report: &mut ImportReport, item: &Item) {
    look_into(report, &item.file, &item.place, &item.value);
}

fn look_into(report: &mut ImportReport, file: &str, place: &str, value: &Value) {
    match value {
        Value::Object(fields) => {
            for (key, part) in fields {
                let place = format!("{place}.{key}");
                if let Some(wanted) = other_form(key, part) {
                    report.skipped(file, &place, key, &format!("{wanted} is expected here."));
                } else if let Some(meaning) = other_meaning(key, part) {
                    let why = format!("{part} is {meaning}: it stands for no address in the drawing.");
                    report.approximated(file, &place, key, &why);
                } else if matches!(key.as_str(), "Tags" | "TagSet") {
                    tags(report, file, &place, part);
                } else {
                    look_into(report, file, &place, part);
                }
            }
        }
        Value::Array(items) => {
            for (index, part) in items.iter().enumerate() {
                look_into(report, file, &format!("{place}[{index}]"), part);
            }
        }
        _ => {}
    }
}

/// Tags are read whole or not at all.
fn tags(report: &mut ImportReport, file: &str, place: &str, tags: &Value) {
    for (index, tag) in tags.as_array().into_iter().flatten().enumerate() {
        for key in ["Key", "Value"] {
            if !tag.get(key).is_some_and(Value::is_string) {
                let place = format!("{place}[{index}].{key}");
                report.skipped(file, &place, "Tag", "A text is expected here; the tag is left out.");
            }
        }
    }
}

/// The form that a part should have and has not.
fn other_form(key: &str, part: &Value) -> Option<&'static str> {
    let is_list_of =
        |is_one: fn(&Value) -> bool| part.as_array().is_some_and(|items| items.iter().all(is_one));
    let is_number = || part.is_i64() || part.as_str().is_some_and(|text| text.parse::<i64>().is_ok());
    let (has_form, wanted) = match key {
        _ if part.is_null() => return None,
        // Load balancers name theirs by id.
        "SecurityGroups" => {
            (is_list_of(Value::is_object) || is_list_of(Value::is_string), "A list of objects")
        }
        _ if LISTS.contains(&key) => (is_list_of(Value::is_object), "A list of objects"),
        _ if LISTS_OF_TEXTS.contains(&key) => (is_list_of(Value::is_string), "A list of texts"),
        _ if OBJECTS.contains(&key) => (part.is_object(), "An object"),
        _ if TEXTS.contains(&key) || key.ends_with("Id") => (part.is_string(), "A text"),
        _ if FLAGS.contains(&key) => (part.is_boolean(), "true or false"),
        _ if NUMBERS.contains(&key) => (is_number(), "A whole number"),
        "IpProtocol" | "Protocol" => (part.is_string() || part.is_i64(), "A protocol"),
        _ => return None,
    };
    (!has_form).then_some(wanted)
}
