//! Health checks of Route 53: `list-health-checks`. What an alarm says, the answer tells only by its settings.

use super::importer::Importer;
use super::item::{Item, number};
use netyard_core::model::{AlarmIdentifier, HealthCheck, HealthCheckConfig, ResourceId};
use netyard_core::net::Address;
use serde_json::Value;

/// Reads `HealthChecks`, before the records that name them.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("HealthChecks") {
        let Some(id) = importer.id(&item, "Id", "Health check") else { continue };
        let config = item.object("HealthCheckConfig");
        let check = HealthCheck {
            health_check_config: config.as_ref().map(config_of).unwrap_or_default(),
            ..HealthCheck::default()
        };
        importer.insert(&item, id, check);
    }
}

/// The ids of the children of a calculated check.
fn children(item: &Item) -> Vec<ResourceId> {
    let all = item.value.get("ChildHealthChecks").and_then(Value::as_array);
    all.into_iter().flatten().filter_map(Value::as_str).map(ResourceId::new).collect()
}

fn config_of(item: &Item) -> HealthCheckConfig {
    let text = |key: &str| item.text(key).map(str::to_owned);
    let whole = |key: &str| number(&item.value, key).and_then(|it| u32::try_from(it).ok());
    let alarm = item.object("AlarmIdentifier");
    HealthCheckConfig {
        r#type: text("Type"),
        ip_address: item.text("IPAddress").map(Address::new),
        fully_qualified_domain_name: text("FullyQualifiedDomainName"),
        port: whole("Port").and_then(|port| u16::try_from(port).ok()),
        resource_path: text("ResourcePath"),
        search_string: text("SearchString"),
        request_interval: whole("RequestInterval"),
        failure_threshold: whole("FailureThreshold"),
        inverted: item.flag("Inverted"),
        disabled: item.flag("Disabled"),
        health_threshold: whole("HealthThreshold"),
        child_health_checks: children(item),
        alarm_identifier: alarm.map(|alarm| AlarmIdentifier {
            region: alarm.text("Region").map(str::to_owned),
            name: alarm.text("Name").map(str::to_owned),
            ..AlarmIdentifier::default()
        }),
        insufficient_data_health_status: text("InsufficientDataHealthStatus"),
        ..HealthCheckConfig::default()
    }
}
