use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use crate::spelling::cased;
use netyard_core::model::{
    AliasTarget, HostedZone, HostedZoneConfig, HostedZoneVpc, Resource, ResourceId, ResourceRecord,
    ResourceRecordSet, RowId,
};
use netyard_core::topology::domain_of;

/// What decides which record answers, and what it says.
const DECIDING: [&str; 11] = [
    "CidrRoutingConfig",
    "Failover",
    "GeoLocation",
    "GeoProximityLocation",
    "HealthCheckId",
    "MultiValueAnswer",
    "Name",
    "Region",
    "ResourceRecords",
    "Type",
    "Weight",
];

/// Reads `AWS::Route53::HostedZone`: private where it names VPCs.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let vpcs = view.list("VPCs");
    let vpcs: Vec<HostedZoneVpc> = vpcs
        .iter()
        .map(|part| HostedZoneVpc {
            vpc_id: part.id("VPCId"),
            vpc_region: part.text("VPCRegion"),
            ..HostedZoneVpc::default()
        })
        .collect();
    let zone = HostedZone {
        name: view.text("Name").map(|name| plain(&name)),
        tags: own.tags(),
        config: HostedZoneConfig {
            private_zone: view.has("VPCs"),
            comment: view.object("HostedZoneConfig").and_then(|config| config.text("Comment")),
            ..HostedZoneConfig::default()
        },
        vpcs: vpcs.into_iter().filter(|vpc| vpc.vpc_id.is_some()).collect(),
        ..HostedZone::default()
    };
    if view.is_unknown("VPCs") {
        maker.doubts.insert("hostedZone");
    }
    let is_named = zone.name.is_some();
    maker.insert(own, zone);
    if !is_named {
        maker.murky_zones.insert(own.id.clone());
    }
}

/// Reads `AWS::Route53::RecordSet`.
pub(super) fn record_set(maker: &mut Maker<'_>, own: &Own) {
    add(maker, own, &own.view(), None);
}

/// Reads `AWS::Route53::RecordSetGroup`.
pub(super) fn record_sets(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let zone = zone_of(maker, &view);
    let mut all = true;
    for part in view.list("RecordSets") {
        all &= insert(maker, own, &part, zone.as_ref());
    }
    if view.is_unknown("RecordSets") {
        maker.murky_zones.extend(zone);
    }
    if all {
        maker.read(own);
    }
}

fn add(maker: &mut Maker<'_>, own: &Own, view: &View<'_>, zone: Option<&ResourceId>) {
    if insert(maker, own, view, zone) {
        maker.read(own);
    }
}

/// The zone that a record names: by its id, or by its domain.
fn zone_of(maker: &Maker<'_>, view: &View<'_>) -> Option<ResourceId> {
    let id = view.id("HostedZoneId").filter(|id| maker.document.hosted_zone(id.as_str()).is_some());
    id.or_else(|| {
        let wanted = domain_of(&view.text("HostedZoneName")?);
        let mut fitting = maker.document.resources.iter().filter(|(_, resource)| {
            matches!(resource.as_ref(), Resource::HostedZone(zone)
                if zone.name.as_deref().map(domain_of).as_ref() == Some(&wanted))
        });
        fitting.next().map(|(id, _)| id.clone())
    })
}

fn insert(maker: &mut Maker<'_>, own: &Own, view: &View<'_>, zone: Option<&ResourceId>) -> bool {
    let Some(zone) = zone_of(maker, view).or_else(|| zone.cloned()) else {
        maker.skip(own, "Its hosted zone is not in the drawing.");
        return false;
    };
    let is_open = own.perhaps.is_some()
        || view.is_any_unknown(&DECIDING)
        // Which hosted zone an alias leads into is AWS's own matter; its name counts.
        || view.is_unknown("AliasTarget")
            && view.object("AliasTarget").is_none_or(|target| target.is_unknown("DNSName"));
    let set = record(view);
    if is_open {
        // A zone with half its records would say that the other names do not exist.
        maker.murky_zones.insert(zone);
        maker.skip(own, "The template does not tell it whole: what its zone answers counts as not known.");
        return false;
    }
    maker.change(
        &zone,
        |resource| if let Resource::HostedZone(it) = resource { Some(it) } else { None },
        |zone| {
            let row = RowId::new(&format!("r{}", zone.resource_record_sets.len() + 1));
            zone.resource_record_sets.insert(row, set);
        },
    )
}

fn record(view: &View<'_>) -> ResourceRecordSet {
    let record = |value: String| ResourceRecord { value, ..ResourceRecord::default() };
    ResourceRecordSet {
        name: view.text("Name").map(|name| plain(&name)),
        r#type: view.text("Type"),
        ttl: view.small("TTL"),
        resource_records: view.texts("ResourceRecords").into_iter().map(record).collect(),
        alias_target: view.object("AliasTarget").map(|target| {
            // Netyard finds what is meant by its name.
            target.text("HostedZoneId");
            AliasTarget {
                dns_name: target.text("DNSName").map(|name| plain(&name)),
                evaluate_target_health: target.flag("EvaluateTargetHealth").unwrap_or(false),
                ..AliasTarget::default()
            }
        }),
        set_identifier: view.text("SetIdentifier"),
        weight: view.small("Weight"),
        region: view.text("Region"),
        failover: view.text("Failover"),
        geo_location: view.json("GeoLocation").map(|place| cased(place, false)),
        geo_proximity_location: view.json("GeoProximityLocation").map(|place| cased(place, false)),
        cidr_routing_config: view.json("CidrRoutingConfig").map(|place| cased(place, false)),
        multi_value_answer: view.flag("MultiValueAnswer").unwrap_or(false),
        health_check_id: view.text("HealthCheckId"),
        ..ResourceRecordSet::default()
    }
}

/// A name as people write it: without the dot at the end.
fn plain(name: &str) -> String {
    name.strip_suffix('.').filter(|short| !short.is_empty()).unwrap_or(name).to_owned()
}
