//! How records match a name: its own first, then a star above it; and which of several sets the routing policy gives.

use super::health::SetHealth;
use super::policy::{self, Draw};
use crate::model::{ResourceRecordSet, RowId};
use crate::topology::{RecordIndex, domain_of};
use std::collections::BTreeMap;

/// What a list of records says about a name and a type.
pub(super) enum Found<'s> {
    /// The sets that are given.
    Given(Draw<'s>),
    /// There is such a name, without a record of that type.
    NoData,
    /// There is none.
    Nothing,
    /// Other servers answer for this part of the domain.
    Delegated(RowId),
    /// Who asks decides: by what.
    Depends(String),
}

/// A name that a record names in place of a value.
pub(super) enum Name {
    /// Whoever asked looks it up.
    Cname(String),
    /// The zone itself looks it up: a name of AWS, or another one of the zone.
    Alias(String),
}

/// What a search needs to know beside the name.
pub(super) struct Asked<'q> {
    /// The domain of the zone; the empty one of a server.
    pub(super) domain: &'q str,
    pub(super) name: &'q str,
    /// In capital letters.
    pub(super) record_type: &'q str,
    /// The Region that a private zone goes by, where somebody in a VPC asks.
    pub(super) region: Option<&'q str>,
    /// The health of a set.
    pub(super) health: &'q dyn Fn(&RowId, &ResourceRecordSet) -> SetHealth,
}

/// Searches the records of a zone, or of a server.
pub(super) fn find<'s>(
    sets: &'s BTreeMap<RowId, ResourceRecordSet>,
    index: &RecordIndex,
    asked: &Asked<'_>,
) -> Found<'s> {
    let Asked { domain, name, record_type, .. } = *asked;
    let of = |name: &str| -> Vec<(&'s RowId, &'s ResourceRecordSet)> {
        let rows = index.get(name).map(Vec::as_slice).unwrap_or_default();
        rows.iter().filter_map(|row| sets.get_key_value(row)).collect()
    };
    let above = crate::topology::parents(name).take_while(|part| *part != domain && !part.is_empty());
    for part in above.clone() {
        if let Some((row, _)) = of(part).into_iter().find(|(_, set)| set.is_of_type("NS"))
            && !(part == name && record_type == "NS")
        {
            return Found::Delegated(row.clone());
        }
    }
    let own = of(name);
    if !own.is_empty() {
        return of_sets(&own, asked);
    }
    let below = format!(".{name}");
    if index.keys().any(|known| known.ends_with(&below)) {
        return Found::NoData;
    }
    for part in above {
        let Some((_, rest)) = part.split_once('.') else { break };
        let stars = of(&format!("*.{rest}"));
        if !stars.is_empty() {
            return of_sets(&stars, asked);
        }
        // A name between hides the stars above it.
        if rest == domain || index.contains_key(rest) {
            break;
        }
    }
    Found::Nothing
}

fn of_sets<'s>(sets: &[(&'s RowId, &'s ResourceRecordSet)], asked: &Asked<'_>) -> Found<'s> {
    let of_type =
        |wanted: &str| sets.iter().filter(|(_, set)| set.is_of_type(wanted)).copied().collect::<Vec<_>>();
    let own = of_type(asked.record_type);
    let all = if own.is_empty() { of_type("CNAME") } else { own };
    if all.is_empty() {
        return Found::NoData;
    }
    let draw = match policy::draw(&all, asked.region, asked.health) {
        Ok(draw) => draw,
        Err(why) => return Found::Depends(why),
    };
    if draw.given.iter().all(|drawn| is_empty(drawn.set)) { Found::NoData } else { Found::Given(draw) }
}

fn is_empty(set: &ResourceRecordSet) -> bool {
    set.alias_target.as_ref().is_none_or(|alias| alias.dns_name.is_none())
        && set.resource_records.iter().all(|record| record.value.trim().is_empty())
}

/// The values of a set, and the names that are looked up in their place.
pub(super) fn contents(set: &ResourceRecordSet, record_type: &str) -> (Vec<String>, Vec<Name>) {
    if let Some(target) = set.alias_target.as_ref().and_then(|alias| alias.dns_name.as_deref()) {
        return (Vec::new(), vec![Name::Alias(domain_of(target))]);
    }
    let texts = set.resource_records.iter().map(|record| record.value.trim()).filter(|text| !text.is_empty());
    if set.is_of_type("CNAME") && record_type != "CNAME" {
        return (Vec::new(), texts.map(|text| Name::Cname(domain_of(text))).collect());
    }
    (texts.map(ToOwned::to_owned).collect(), Vec::new())
}
