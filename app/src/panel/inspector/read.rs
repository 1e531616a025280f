//! What settings accept, as the JSON that the document holds.

use netyard_core::net::Family;
use netyard_editor::field::{read_address, read_cidr, read_cidr_of};
use serde_json::Value;

/// A block of either family.
pub(super) fn block(text: &str) -> Result<Value, String> {
    read_cidr(text).map(|block| Value::String(block.to_string()))
}

/// An IPv4 block.
pub(super) fn ipv4_block(text: &str) -> Result<Value, String> {
    read_cidr_of(Family::Ipv4, text).map(|net| Value::String(net.to_string()))
}

/// An IPv6 block of a VPC: AWS takes lengths in steps of four bits (R-VPC-18).
pub(super) fn ipv6_block(text: &str) -> Result<Value, String> {
    ipv6_block_to(60, text)
}

/// An IPv6 block of a subnet (R-SUB-8).
pub(super) fn ipv6_block_of_subnet(text: &str) -> Result<Value, String> {
    ipv6_block_to(64, text)
}

fn ipv6_block_to(longest: u8, text: &str) -> Result<Value, String> {
    let net = read_cidr_of(Family::Ipv6, text)?;
    let length = net.prefix_len();
    if (44..=longest).contains(&length) && length % 4 == 0 {
        Ok(Value::String(net.to_string()))
    } else {
        Err(format!("{net} has the length /{length}. AWS takes /44 to /{longest} here, in steps of four."))
    }
}

/// An IPv4 address.
pub(super) fn ipv4_address(text: &str) -> Result<Value, String> {
    read_address(Family::Ipv4, text).map(|address| Value::String(address.to_string()))
}

/// A number of things.
pub(super) fn count(text: &str) -> Result<Value, String> {
    match text.parse::<u32>() {
        Ok(count) => Ok(Value::from(count)),
        Err(_) => Err(format!("\"{text}\" is no number. Write 0 or more.")),
    }
}

/// A port.
pub(super) fn port(text: &str) -> Result<Value, String> {
    match text.parse::<u16>() {
        Ok(port) if port > 0 => Ok(Value::from(port)),
        _ => Err(format!("\"{text}\" is no port. Write a number from 1 to 65535.")),
    }
}

/// Any text.
#[expect(clippy::unnecessary_wraps, reason = "settings take readers that can say no")]
pub(super) fn text(text: &str) -> Result<Value, String> {
    Ok(Value::String(text.to_owned()))
}

/// A zone by its name, as `eu-west-1a`.
pub(super) fn zone(text: &str) -> Result<Value, String> {
    let has_letter = text.chars().last().is_some_and(|last| last.is_ascii_lowercase());
    if has_letter && text.matches('-').count() >= 2 {
        Ok(Value::String(text.to_owned()))
    } else {
        Err(format!("\"{text}\" names no zone. Write it as in eu-west-1a."))
    }
}

/// A Region by its name, as `eu-west-1`.
pub(super) fn region(text: &str) -> Result<Value, String> {
    let has_digit = text.chars().last().is_some_and(|last| last.is_ascii_digit());
    if has_digit && text.matches('-').count() >= 2 {
        Ok(Value::String(text.to_owned()))
    } else {
        Err(format!("\"{text}\" names no Region. Write it as in eu-west-1."))
    }
}
