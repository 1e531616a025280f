//! Zones of Route 53: `list-hosted-zones`, `get-hosted-zone` and `list-resource-record-sets`. The list says nothing of the
//! VPCs of a private zone, and the records do not say which zone they are of.

use super::about::answers;
use super::importer::{AS_A_WHOLE, Importer};
use super::item::{Item, number};
use crate::spelling::cased;
use netyard_core::model::{
    AliasTarget, HostedZone, HostedZoneConfig, HostedZoneVpc, ResourceId, ResourceRecord, ResourceRecordSet,
    RowId,
};
use netyard_core::topology::domain_of;
use std::collections::BTreeMap;

const LABEL: &str = "Hosted zone";
const RECORDS: &str = "Record set";
/// The type name of a zone, as VPCs write down what they do not know.
const KIND: &str = "hostedZone";
/// The first name server of every private zone: nobody outside ever asks it.
const PRIVATE_SERVER: &str = "ns-0.awsdns-00.com";

/// The answer of `get-hosted-zone`: the zone, and what is said beside it, for a private zone and for a public one.
pub(super) const ANSWERS: &[(&str, &str)] = &[("HostedZone", "VPCs"), ("HostedZone", "DelegationSet")];

/// A zone while its answers are put together.
struct Found {
    item: Item,
    zone: HostedZone,
    /// How many record sets it has, as AWS counts them.
    count: Option<usize>,
    /// How many of them were read.
    read: usize,
    /// Whether an answer tells of its VPCs.
    has_vpcs: bool,
}

impl Found {
    fn is_private(&self) -> bool {
        self.zone.config.private_zone
    }

    fn domain(&self) -> String {
        self.zone.name.as_deref().map(domain_of).unwrap_or_default()
    }
}

/// Reads what is said of zones.
pub(super) fn read(importer: &mut Importer) {
    let mut zones: BTreeMap<ResourceId, Found> = BTreeMap::new();
    for item in importer.take("HostedZones") {
        note(importer, &mut zones, &item);
    }
    for item in importer.take("HostedZone") {
        let Some(own) = item.object("HostedZone") else { continue };
        let Some(id) = note(importer, &mut zones, &own) else { continue };
        let vpcs = vpcs_of(importer, &item);
        if let Some(found) = zones.get_mut(&id).filter(|found| found.is_private()) {
            found.has_vpcs = true;
            found.zone.vpcs = vpcs;
        }
    }
    for answer in answers(importer.take("ResourceRecordSets")) {
        records(importer, &mut zones, &answer);
    }
    if !zones.is_empty() {
        let why = "Route 53 lists the zones of one account only: a private zone of another account that is associated with a VPC is not in the drawing.";
        importer.report.approximated(AS_A_WHOLE, "HostedZones", LABEL, why);
    }
    let is_cut = importer.is_cut_anywhere("ResourceRecordSets");
    for (id, found) in zones {
        complete(importer, id, found, is_cut);
    }
}

/// What both answers say of a zone.
fn note(importer: &mut Importer, zones: &mut BTreeMap<ResourceId, Found>, item: &Item) -> Option<ResourceId> {
    let id = importer.id(item, "Id", LABEL)?;
    let id = ResourceId::new(id.as_str().trim_start_matches("/hostedzone/"));
    if !zones.contains_key(&id) {
        let config = item.object("Config");
        let zone = HostedZone {
            name: item.text("Name").map(plain),
            config: HostedZoneConfig {
                private_zone: config.as_ref().is_some_and(|config| config.flag("PrivateZone")),
                comment: config.as_ref().and_then(|it| it.text("Comment")).map(str::to_owned),
                ..HostedZoneConfig::default()
            },
            ..HostedZone::default()
        };
        let count =
            number(&item.value, "ResourceRecordSetCount").and_then(|count| usize::try_from(count).ok());
        let found = Found { item: item.clone(), zone, count, read: 0, has_vpcs: false };
        zones.insert(id.clone(), found);
    }
    Some(id)
}

/// The VPCs of a zone, as far as they are in the drawing.
fn vpcs_of(importer: &mut Importer, item: &Item) -> Vec<HostedZoneVpc> {
    let mut vpcs = Vec::new();
    for vpc in item.list("VPCs") {
        let Some(vpc_id) = vpc.id("VPCId") else { continue };
        if importer.document.vpc(vpc_id.as_str()).is_none() {
            let why = format!("It also answers {vpc_id}, which is not in the drawing.");
            importer.approximate(&vpc, LABEL, &why);
            continue;
        }
        vpcs.push(HostedZoneVpc {
            vpc_id: Some(vpc_id),
            vpc_region: vpc.text("VPCRegion").map(str::to_owned),
            ..HostedZoneVpc::default()
        });
    }
    vpcs
}

/// Gives the records of an answer to their zone.
fn records(importer: &mut Importer, zones: &mut BTreeMap<ResourceId, Found>, answer: &[Item]) {
    let Some(first) = answer.first() else { return };
    let found = match zone_of(zones, first, answer) {
        Ok(id) => zones.get_mut(&id),
        Err(why) => {
            for item in answer {
                importer.skip(item, RECORDS, why);
            }
            return;
        }
    };
    let Some(found) = found else { return };
    let domain = found.domain();
    for item in answer {
        found.read += 1;
        let set = record_set(item);
        // AWS makes these two with the zone.
        let is_made = matches!(set.r#type.as_deref(), Some("SOA" | "NS"));
        if is_made && set.name.as_deref().map(domain_of).as_ref() == Some(&domain) {
            continue;
        }
        importer.report.read(&item.file, &item.place, RECORDS);
        let check = set.health_check_id.as_deref().filter(|_| set.policy() != "simple");
        if let Some(check) = check.filter(|check| importer.document.health_check(check).is_none()) {
            let name = set.name.as_deref().unwrap_or_default();
            let why = format!(
                "Whether {name} is given depends on the health check {check}, which is in no answer: it is taken to be healthy. Import the answer of list-health-checks, too."
            );
            importer.approximate(item, RECORDS, &why);
        }
        let row = RowId::new(&format!("r{}", found.zone.resource_record_sets.len() + 1));
        found.zone.resource_record_sets.insert(row, set);
    }
}

/// The zone that an answer is about: its SOA record names the domain, and where a public and a private zone have the same
/// one, the name of the file or the name servers tell them apart.
fn zone_of(
    zones: &BTreeMap<ResourceId, Found>,
    first: &Item,
    answer: &[Item],
) -> Result<ResourceId, &'static str> {
    let of_type = |kind: &'static str| answer.iter().filter(move |item| item.text("Type") == Some(kind));
    let named = |id: &&ResourceId| first.file.contains(id.as_str());
    let Some(domain) = of_type("SOA").find_map(|item| item.text("Name")).map(domain_of) else {
        let by_file = zones.keys().filter(named).max_by_key(|id| id.as_str().len());
        return by_file.cloned().ok_or("The answer has no SOA record, so that nothing tells which zone it is of. Put the id of the zone into the name of the file.");
    };
    let fitting: Vec<&ResourceId> =
        zones.iter().filter(|(_, found)| found.domain() == domain).map(|(id, _)| id).collect();
    match fitting.as_slice() {
        [] => Err("No answer tells of its zone. Import the answer of list-hosted-zones, too."),
        [only] => Ok((*only).clone()),
        several => {
            if let Some(id) = several.iter().copied().filter(named).max_by_key(|id| id.as_str().len()) {
                return Ok(id.clone());
            }
            let servers: Vec<String> = of_type("NS")
                .filter(|item| item.text("Name").map(domain_of).as_ref() == Some(&domain))
                .flat_map(|item| item.list("ResourceRecords"))
                .filter_map(|record| record.text("Value").map(domain_of))
                .collect();
            let is_private = servers.iter().any(|server| server == PRIVATE_SERVER);
            let mut same = several.iter().filter(|id| {
                !servers.is_empty() && zones.get(**id).is_some_and(|it| it.is_private() == is_private)
            });
            let only = same.next().filter(|_| same.next().is_none());
            only.map(|id| (*id).clone()).ok_or("Several zones have this domain, and nothing tells which of them it is of. Put the id of the zone into the name of the file.")
        }
    }
}

fn record_set(item: &Item) -> ResourceRecordSet {
    let text = |key: &str| item.text(key).map(str::to_owned);
    let value = |key: &str| item.value.get(key).filter(|value| !value.is_null()).cloned();
    let whole = |key: &str| number(&item.value, key).and_then(|it| u32::try_from(it).ok());
    let record =
        |it: &Item| Some(ResourceRecord { value: it.text("Value")?.to_owned(), ..ResourceRecord::default() });
    ResourceRecordSet {
        name: item.text("Name").map(plain),
        r#type: text("Type"),
        ttl: whole("TTL"),
        resource_records: item.list("ResourceRecords").iter().filter_map(record).collect(),
        alias_target: item.object("AliasTarget").map(|target| AliasTarget {
            hosted_zone_id: target.text("HostedZoneId").map(str::to_owned),
            dns_name: target.text("DNSName").map(plain),
            evaluate_target_health: target.flag("EvaluateTargetHealth"),
            ..AliasTarget::default()
        }),
        set_identifier: text("SetIdentifier"),
        weight: whole("Weight"),
        region: text("Region"),
        failover: text("Failover"),
        geo_location: value("GeoLocation").map(|place| cased(place, false)),
        geo_proximity_location: value("GeoProximityLocation").map(|place| cased(place, false)),
        cidr_routing_config: value("CidrRoutingConfig").map(|place| cased(place, false)),
        multi_value_answer: item.flag("MultiValueAnswer"),
        health_check_id: text("HealthCheckId"),
        ..ResourceRecordSet::default()
    }
}

/// Draws a zone, or says why it is not drawn: one with half its records would say that the other names do not exist.
fn complete(importer: &mut Importer, id: ResourceId, found: Found, is_cut: bool) {
    let is_whole = match found.count {
        Some(count) => found.read >= count,
        None => found.read > 0 && !is_cut,
    };
    if !found.is_private() {
        if is_whole {
            importer.insert(&found.item, id, found.zone);
        } else {
            let why = "Its records are not in the input, or not all of them: it is not drawn, and what the internet says of its names is unknown. Import the whole answer of list-resource-record-sets for it.";
            importer.skip(&found.item, LABEL, why);
        }
        return;
    }
    if !found.has_vpcs {
        let why = "No answer tells which VPCs it answers: a question for a name ends as unknown. Import the answer of get-hosted-zone for it, too.";
        importer.approximate(&found.item, LABEL, why);
        importer.does_not_know(None, KIND);
    }
    if !is_whole {
        let why = "Its records are not in the input, or not all of them: a question for a name ends as unknown in its VPCs. Import the whole answer of list-resource-record-sets for it.";
        importer.approximate(&found.item, LABEL, why);
        let vpcs: Vec<ResourceId> = found.zone.vpcs.iter().filter_map(|vpc| vpc.vpc_id.clone()).collect();
        for vpc in vpcs {
            importer.does_not_know(Some(vpc), KIND);
        }
    }
    importer.insert(&found.item, id, found.zone);
}

/// A name as people write it: without the dot at the end, and with a star where Route 53 writes `\052`.
pub(super) fn plain(name: &str) -> String {
    let name = name.replace("\\052", "*");
    match name.strip_suffix('.') {
        Some(short) if !short.is_empty() => short.to_owned(),
        _ => name,
    }
}
