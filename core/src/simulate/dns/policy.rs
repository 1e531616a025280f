//! Routing policies: which of several sets of records of one name and type are given, and to how many of those who ask.
//!
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html>,
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html>. Where all
//! are unhealthy, Route 53 answers as if all were healthy.

use super::health::SetHealth;
use crate::model::{ResourceRecordSet, RowId};
use crate::ordered::IntoOrdered;
use serde_json::Value;
use std::collections::BTreeSet;

/// How many multivalue records an answer holds at most (R-R53-5).
pub(super) const AT_ONCE: usize = 8;

/// The sets that are given.
pub(super) struct Draw<'s> {
    /// Each with its share.
    pub(super) given: Vec<Drawn<'s>>,
    /// How many of them an answer holds, where it does not hold all.
    pub(super) at_once: Option<usize>,
    /// The numbers of the rule book by which they are.
    pub(super) book: Vec<&'static str>,
    /// Whether one of several is given, and not all of them.
    pub(super) is_one_of_them: bool,
}

/// A set that is given.
#[derive(Clone, Copy)]
pub(super) struct Drawn<'s> {
    /// Its row.
    pub(super) row: &'s RowId,
    /// The set.
    pub(super) set: &'s ResourceRecordSet,
    /// To how many of a thousand, where one of several is given.
    pub(super) share: Option<u32>,
}

type Set<'s> = (&'s RowId, &'s ResourceRecordSet);

/// Chooses among the sets of one name and type.
///
/// # Errors
/// What the choice depends on, where a drawing does not hold it.
pub(super) fn draw<'s>(
    sets: &[Set<'s>],
    region: Option<&str>,
    health: &dyn Fn(&RowId, &ResourceRecordSet) -> SetHealth,
) -> Result<Draw<'s>, String> {
    let policies: BTreeSet<&str> = sets.iter().map(|(_, set)| set.policy()).into_set();
    let Some(policy) = policies.first().filter(|_| policies.len() == 1) else {
        return Err("which of its routing policies counts: Route 53 refuses several at one name".to_owned());
    };
    match *policy {
        "weighted" => weighted(sets, health),
        "failover" => failover(sets, health),
        "multivalue" => multivalue(sets, health),
        "latency" => latency(sets, region, health),
        "geolocation" => geolocation(sets),
        "geoproximity" => one_or(sets, "the place of whoever asks, which no drawing holds"),
        "IP-based" => one_or(sets, "the network of whoever asks, which no drawing holds"),
        _ => Ok(all(sets, &[])),
    }
}

fn all<'s>(sets: &[Set<'s>], book: &[&'static str]) -> Draw<'s> {
    let given = sets.iter().map(|(row, set)| Drawn { row, set, share: None }).collect();
    Draw { given, at_once: None, book: book.to_vec(), is_one_of_them: false }
}

fn only<'s>((row, set): Set<'s>, book: &[&'static str]) -> Draw<'s> {
    let given = vec![Drawn { row, set, share: None }];
    Draw { given, at_once: None, book: book.to_vec(), is_one_of_them: false }
}

/// One set is given to everybody; of several nobody knows which.
fn one_or<'s>(sets: &[Set<'s>], what: &str) -> Result<Draw<'s>, String> {
    match sets {
        [one] => Ok(only(*one, &["R-R53-4"])),
        _ => Err(what.to_owned()),
    }
}

/// Those that are healthy; all where none is. Also whether health took some out.
fn healthy<'s>(
    sets: &[Set<'s>],
    health: &dyn Fn(&RowId, &ResourceRecordSet) -> SetHealth,
) -> Result<Vec<Set<'s>>, String> {
    let mut well = Vec::new();
    for (row, set) in sets {
        match health(row, set) {
            SetHealth::Healthy => well.push((*row, *set)),
            SetHealth::Unhealthy => {}
            SetHealth::Unknown(why) => return Err(why),
        }
    }
    Ok(if well.is_empty() { sets.to_vec() } else { well })
}

/// By weight among the healthy ones (R-R53-2). Those without weight stand by until no other one is healthy.
fn weighted<'s>(
    sets: &[Set<'s>],
    health: &dyn Fn(&RowId, &ResourceRecordSet) -> SetHealth,
) -> Result<Draw<'s>, String> {
    let weight = |set: &ResourceRecordSet| set.weight.unwrap_or_default();
    let mut well = Vec::new();
    for (row, set) in sets {
        match health(row, set) {
            SetHealth::Healthy => well.push((*row, *set)),
            SetHealth::Unhealthy => {}
            SetHealth::Unknown(why) => return Err(why),
        }
    }
    if well.is_empty() {
        well = sets.to_vec();
    }
    let heavy: Vec<Set<'s>> = well.iter().filter(|(_, set)| weight(set) > 0).copied().collect();
    let (drawn, is_even) = if heavy.is_empty() { (well, true) } else { (heavy, false) };
    let part = |set: &ResourceRecordSet| u64::from(if is_even { 1 } else { weight(set) });
    let whole: u64 = drawn.iter().map(|(_, set)| part(set)).sum();
    let given = drawn.iter().map(|(row, set)| {
        let share = (part(set) * 1000).checked_div(whole).and_then(|share| u32::try_from(share).ok());
        Drawn { row, set, share: share.filter(|_| drawn.len() > 1) }
    });
    Ok(Draw { given: given.collect(), at_once: None, book: vec!["R-R53-2"], is_one_of_them: drawn.len() > 1 })
}

/// The primary one while it is healthy, else the secondary one; the primary one if neither is (R-R53-3).
fn failover<'s>(
    sets: &[Set<'s>],
    health: &dyn Fn(&RowId, &ResourceRecordSet) -> SetHealth,
) -> Result<Draw<'s>, String> {
    let of = |word: &str| sets.iter().find(|(_, set)| set.failover.as_deref() == Some(word)).copied();
    let (primary, secondary) = (of("PRIMARY"), of("SECONDARY"));
    let Some(first) = primary.or(secondary) else {
        return Err("which of its failover records is the primary one, which none of them says".to_owned());
    };
    let is_well = |one: Set<'s>| match health(one.0, one.1) {
        SetHealth::Healthy => Ok(true),
        SetHealth::Unhealthy => Ok(false),
        SetHealth::Unknown(why) => Err(why),
    };
    if is_well(first)? {
        return Ok(only(first, &["R-R53-3"]));
    }
    match secondary.filter(|second| second.0 != first.0) {
        Some(second) if is_well(second)? => Ok(only(second, &["R-R53-3"])),
        _ => Ok(only(first, &["R-R53-3"])),
    }
}

/// The healthy ones, at most eight in an answer (R-R53-5).
fn multivalue<'s>(
    sets: &[Set<'s>],
    health: &dyn Fn(&RowId, &ResourceRecordSet) -> SetHealth,
) -> Result<Draw<'s>, String> {
    let well = healthy(sets, health)?;
    let at_once = (well.len() > AT_ONCE).then_some(AT_ONCE);
    Ok(Draw { at_once, ..all(&well, &["R-R53-5"]) })
}

/// The only one; in a private zone the one of the Region of the VPC that asks. Other latencies are in no drawing.
/// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-latency.html>.
fn latency<'s>(
    sets: &[Set<'s>],
    region: Option<&str>,
    health: &dyn Fn(&RowId, &ResourceRecordSet) -> SetHealth,
) -> Result<Draw<'s>, String> {
    let well = healthy(sets, health)?;
    if let [one] = well.as_slice() {
        return Ok(only(*one, &["R-R53-4"]));
    }
    if let Some(here) = well.iter().find(|(_, set)| region.is_some() && set.region.as_deref() == region) {
        return Ok(only(*here, &["R-R53-4", "R-R53-8"]));
    }
    let regions: Vec<&str> = well.iter().filter_map(|(_, set)| set.region.as_deref()).collect();
    Err(format!("the latency between {} and whoever asks, which no drawing holds", regions.join(", ")))
}

/// The default one where there is no other; else the place decides.
fn geolocation<'s>(sets: &[Set<'s>]) -> Result<Draw<'s>, String> {
    let is_default = |set: &ResourceRecordSet| {
        let place = set.geo_location.as_ref().and_then(Value::as_object);
        place.is_some_and(|place| place.get("countryCode").and_then(Value::as_str) == Some("*"))
    };
    match sets {
        [one] if is_default(one.1) => Ok(only(*one, &["R-R53-4"])),
        _ => Err("the place of whoever asks, which no drawing holds".to_owned()),
    }
}
