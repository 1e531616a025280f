//! How records match a name: its own first, then a star above it.

use crate::model::{ResourceRecordSet, RowId};
use crate::topology::{RecordIndex, domain_of};
use std::collections::BTreeMap;

/// What a list of records says about a name and a type.
pub(super) enum Found {
    /// Values, and names that are looked up in their place, with the first row of them.
    Given(RowId, Vec<String>, Vec<Name>),
    /// There is such a name, without a record of that type.
    NoData,
    /// There is none.
    Nothing,
    /// Other servers answer for this part of the domain.
    Delegated(RowId),
    /// Who asks decides: by what.
    Depends(&'static str),
}

/// A name that a record names in place of a value.
pub(super) enum Name {
    /// Whoever asked looks it up.
    Cname(String),
    /// The zone itself looks it up: a name of AWS, or another one of the zone.
    Alias(String),
}

/// Searches the records of a zone of this domain, or of a server, which has the empty one.
pub(super) fn find(
    sets: &BTreeMap<RowId, ResourceRecordSet>,
    index: &RecordIndex,
    domain: &str,
    name: &str,
    record_type: &str,
) -> Found {
    let of = |name: &str| -> Vec<(&RowId, &ResourceRecordSet)> {
        let rows = index.get(name).map(Vec::as_slice).unwrap_or_default();
        rows.iter().filter_map(|row| sets.get_key_value(row)).collect()
    };
    let is = |set: &ResourceRecordSet, wanted: &str| {
        set.r#type.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(wanted))
    };
    let above = crate::topology::parents(name).take_while(|part| *part != domain && !part.is_empty());
    for part in above.clone() {
        if let Some((row, _)) = of(part).into_iter().find(|(_, set)| is(set, "NS"))
            && !(part == name && record_type == "NS")
        {
            return Found::Delegated(row.clone());
        }
    }
    let own = of(name);
    if !own.is_empty() {
        return of_sets(&own, record_type);
    }
    let below = format!(".{name}");
    if index.keys().any(|known| known.ends_with(&below)) {
        return Found::NoData;
    }
    for part in above {
        let Some((_, rest)) = part.split_once('.') else { break };
        let stars = of(&format!("*.{rest}"));
        if !stars.is_empty() {
            return of_sets(&stars, record_type);
        }
        // A name between hides the stars above it.
        if rest == domain || index.contains_key(rest) {
            break;
        }
    }
    Found::Nothing
}

fn of_sets(sets: &[(&RowId, &ResourceRecordSet)], record_type: &str) -> Found {
    let of_type = |wanted: &str| {
        let is = move |set: &ResourceRecordSet| {
            set.r#type.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(wanted))
        };
        sets.iter().filter(move |(_, set)| is(set)).copied().collect::<Vec<_>>()
    };
    let asked = of_type(record_type);
    let is_name = asked.is_empty();
    let all = if is_name { of_type("CNAME") } else { asked };
    let Some((row, first)) = all.first().copied() else { return Found::NoData };
    if let Some(why) = depends(first) {
        return Found::Depends(why);
    }
    let drawn: Vec<&(&RowId, &ResourceRecordSet)> = in_the_draw(&all);
    let (mut values, mut names) = (Vec::new(), Vec::new());
    for (_, set) in drawn {
        if let Some(target) = set.alias_target.as_ref().and_then(|alias| alias.dns_name.as_deref()) {
            names.push(Name::Alias(domain_of(target)));
            continue;
        }
        for record in &set.resource_records {
            match record.value.trim() {
                "" => {}
                other if is_name => names.push(Name::Cname(domain_of(other))),
                value => values.push(value.to_owned()),
            }
        }
    }
    if values.is_empty() && names.is_empty() {
        Found::NoData
    } else {
        Found::Given(row.clone(), values, names)
    }
}

/// What a routing policy asks that no drawing says.
fn depends(set: &ResourceRecordSet) -> Option<&'static str> {
    if set.region.is_some() {
        Some("the latency between its Regions and whoever asks")
    } else if set.geo_location.is_some() || set.geo_proximity_location.is_some() {
        Some("the place of whoever asks")
    } else if set.cidr_routing_config.is_some() {
        Some("the network of whoever asks")
    } else {
        None
    }
}

/// The sets that may be given: the primary one of a pair, those with a weight unless none has one (R-R53-2), else all.
fn in_the_draw<'s, 'a>(
    sets: &'s [(&'a RowId, &'a ResourceRecordSet)],
) -> Vec<&'s (&'a RowId, &'a ResourceRecordSet)> {
    let primary = |set: &ResourceRecordSet| set.failover.as_deref() == Some("PRIMARY");
    let has_weight = |set: &ResourceRecordSet| set.weight.is_none_or(|weight| weight > 0);
    if let Some(one) = sets.iter().find(|(_, set)| primary(set)) {
        return vec![one];
    }
    if sets.iter().any(|(_, set)| has_weight(set)) {
        return sets.iter().filter(|(_, set)| has_weight(set)).collect();
    }
    sets.iter().collect()
}
