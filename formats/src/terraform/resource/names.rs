//! Zones and records, and flow logs.

use super::common::{block, name, tags};
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::flow_log::DEFAULT_FORMAT;
use netyard_core::model::{
    AliasTarget, Document, FlowLog, HostedZone, HostedZoneConfig, HostedZoneVpc, Resource, ResourceId,
    ResourceRecord, ResourceRecordSet, RowId,
};

/// Reads `aws_route53_zone`: private where it names VPCs.
pub(super) fn zone(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    for key in ["zone_id", "primary_name_server", "delegation_set_id"] {
        view.text(key);
    }
    view.texts("name_servers");
    let parts = view.list("vpc");
    let vpcs = parts.iter().map(|part| HostedZoneVpc {
        vpc_id: part.id("vpc_id"),
        vpc_region: part.text("vpc_region"),
        ..HostedZoneVpc::default()
    });
    let vpcs: Vec<HostedZoneVpc> = vpcs.collect();
    let is_open = view.is_unknown("vpc");
    let zone = HostedZone {
        name: view.text("name").map(|name| plain(&name)),
        tags: tags(own),
        config: HostedZoneConfig {
            private_zone: !parts.is_empty() || is_open,
            comment: view.text("comment").filter(|comment| comment != "Managed by Terraform"),
            ..HostedZoneConfig::default()
        },
        vpcs: vpcs.into_iter().filter(|vpc| vpc.vpc_id.is_some()).collect(),
        ..HostedZone::default()
    };
    if is_open {
        maker.doubts.insert("hostedZone");
    }
    let is_named = zone.name.is_some();
    maker.insert(own, zone);
    if !is_named {
        maker.murky_zones.insert(own.id.clone());
    }
}

fn change(maker: &mut Maker<'_>, id: &ResourceId, change: impl FnOnce(&mut HostedZone)) -> bool {
    maker.change(id, |resource| if let Resource::HostedZone(it) = resource { Some(it) } else { None }, change)
}

/// Reads `aws_route53_zone_association`.
pub(super) fn association(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (zone, vpc) = (view.id("zone_id"), view.id("vpc_id"));
    view.text("owning_account");
    let vpc_region = view.text("vpc_region");
    let Some(vpc) = vpc else {
        maker.cannot_join(own, "vpc_id", None, "hostedZone");
        return;
    };
    let joined = zone.as_ref().is_some_and(|zone| {
        change(maker, zone, |zone| {
            if !zone.vpcs.iter().any(|known| known.vpc_id.as_ref() == Some(&vpc)) {
                zone.vpcs.push(HostedZoneVpc { vpc_id: Some(vpc), vpc_region, ..HostedZoneVpc::default() });
            }
        })
    });
    if joined { maker.read(own) } else { maker.cannot_join(own, "zone_id", zone.as_ref(), "hostedZone") }
}

/// Reads `aws_route53_record`.
pub(super) fn record(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let zone = view.id("zone_id");
    view.flag("allow_overwrite");
    let Some(zone) = zone.filter(|id| maker.document.hosted_zone(id.as_str()).is_some()) else {
        maker.skip(own, "Its hosted zone is not in the drawing.");
        return;
    };
    let domain = maker.document.hosted_zone(zone.as_str()).and_then(|zone| zone.name.clone());
    let set = record_set(&view, domain.as_deref());
    let keys = ["name", "type", "records", "alias", "weighted_routing_policy", "failover_routing_policy"];
    if keys.iter().any(|key| view.is_unknown(key)) {
        // A zone with half its records would say that the other names do not exist.
        maker.murky_zones.insert(zone);
        maker.skip(own, "Nothing tells it whole: what its zone answers counts as not known.");
        return;
    }
    change(maker, &zone, |zone| {
        let row = RowId::new(&format!("r{}", zone.resource_record_sets.len() + 1));
        zone.resource_record_sets.insert(row, set);
    });
    maker.read(own);
}

/// Puts what AWS has given in the place of the ids for which records stood: public addresses, and names of load balancers.
pub(in crate::terraform) fn given(document: &mut Document) {
    let address = |id: &str| -> Option<String> {
        match document.resource(id)? {
            Resource::ElasticIp(it) => it.public_ip.as_ref().map(ToString::to_string),
            Resource::LoadBalancer(it) => it.dns_name.clone(),
            Resource::Instance(_) => {
                let nodes = document.resources.values().filter_map(|resource| match resource.as_ref() {
                    Resource::NetworkInterface(it) if it.instance_id().is_some_and(|own| own == id) => {
                        Some(it)
                    }
                    _ => None,
                });
                let first = nodes.min_by_key(|node| node.device_index())?;
                first.private_ip_addresses.first()?.public_ip.as_ref().map(ToString::to_string)
            }
            _ => None,
        }
    };
    let mut changed: Vec<(ResourceId, HostedZone)> = Vec::new();
    for (id, resource) in &document.resources {
        let Resource::HostedZone(zone) = resource.as_ref() else { continue };
        let mut zone = zone.clone();
        for set in zone.resource_record_sets.values_mut() {
            for record in &mut set.resource_records {
                record.value = address(&record.value).unwrap_or_else(|| std::mem::take(&mut record.value));
            }
            if let Some(name) = set.alias_target.as_mut().and_then(|target| target.dns_name.as_mut()) {
                *name = address(name).unwrap_or_else(|| std::mem::take(name));
            }
        }
        changed.push((id.clone(), zone));
    }
    for (id, zone) in changed {
        document.insert(id, zone);
    }
}

fn record_set(view: &View<'_>, domain: Option<&str>) -> ResourceRecordSet {
    let record = |value: String| ResourceRecord { value, ..ResourceRecord::default() };
    let policy = |key: &str| block(view, key);
    let fqdn = view.text("fqdn");
    // Terraform takes a name for one below the zone where it does not end like it.
    let whole = |name: String| {
        let name = plain(&name);
        match domain {
            Some(domain) if name.is_empty() => domain.to_owned(),
            Some(domain) if name != domain && !name.ends_with(&format!(".{domain}")) => {
                format!("{name}.{domain}")
            }
            _ => name,
        }
    };
    let written = view.text("name");
    ResourceRecordSet {
        name: Some(whole(fqdn.or(written).unwrap_or_default())),
        r#type: view.text("type"),
        ttl: view.small("ttl"),
        resource_records: view.texts("records").into_iter().map(record).collect(),
        alias_target: policy("alias").map(|target| {
            // Netyard finds what is meant by its name.
            target.text("zone_id");
            AliasTarget {
                dns_name: target.text("name").map(|name| plain(&name)),
                evaluate_target_health: target.flag("evaluate_target_health").unwrap_or(false),
                ..AliasTarget::default()
            }
        }),
        set_identifier: view.text("set_identifier"),
        weight: policy("weighted_routing_policy").and_then(|policy| policy.small("weight")),
        region: policy("latency_routing_policy").and_then(|policy| policy.text("region")),
        failover: policy("failover_routing_policy").and_then(|policy| policy.text("type")),
        multi_value_answer: view.flag("multivalue_answer_routing_policy").unwrap_or(false),
        health_check_id: view.text("health_check_id"),
        ..ResourceRecordSet::default()
    }
}

/// A name as people write it: without the dot at the end.
fn plain(name: &str) -> String {
    name.strip_suffix('.').filter(|short| !short.is_empty()).unwrap_or(name).to_owned()
}

/// Reads `aws_flow_log`. One that watches something of which nothing was read has no place in the drawing.
pub(super) fn flow_log(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = FlowLog::default();
    let keys = ["vpc_id", "subnet_id", "eni_id", "transit_gateway_id", "transit_gateway_attachment_id"];
    let watched: Vec<ResourceId> = keys.into_iter().filter_map(|key| view.id(key)).collect();
    let Some(watched) = watched.into_iter().next() else {
        maker.skip(own, "Nothing tells what it watches.");
        return;
    };
    if maker.document.resource(watched.as_str()).is_none() {
        maker.skip(own, &format!("It watches {watched}, which is not in the drawing."));
        return;
    }
    let log = FlowLog {
        name: Some(name(own)),
        tags: tags(own),
        resource_id: Some(watched),
        traffic_type: view.text("traffic_type").unwrap_or(usual.traffic_type),
        log_destination_type: view.text("log_destination_type").unwrap_or(usual.log_destination_type),
        log_destination: view.text("log_destination"),
        log_group_name: view.text("log_group_name"),
        log_format: view.text("log_format").filter(|format| !is_default(format)),
        max_aggregation_interval: view
            .small("max_aggregation_interval")
            .unwrap_or(usual.max_aggregation_interval),
        ..FlowLog::default()
    };
    maker.insert(own, log);
}

fn is_default(format: &str) -> bool {
    format.split_whitespace().eq(DEFAULT_FORMAT.iter().map(|field| format!("${{{field}}}")))
}
