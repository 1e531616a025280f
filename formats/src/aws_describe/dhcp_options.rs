use super::importer::Importer;
use netyard_core::model::{AttributeValue, DhcpConfiguration, DhcpOptions};

/// Reads `DhcpOptions`: the option sets, which VPCs name.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("DhcpOptions") {
        let Some(id) = importer.id(&item, "DhcpOptionsId", "DHCP option set") else { continue };
        let mut dhcp_configurations = Vec::new();
        for option in item.list("DhcpConfigurations") {
            let Some(key) = option.text("Key") else {
                importer.skip(&option, "DHCP option", "It has no Key.");
                continue;
            };
            let values = option.list("Values");
            let value = |value: &str| AttributeValue { value: value.to_owned(), ..AttributeValue::default() };
            let values = values.iter().filter_map(|entry| entry.text("Value")).map(value).collect();
            let key = key.to_owned();
            dhcp_configurations.push(DhcpConfiguration { key, values, ..DhcpConfiguration::default() });
        }
        let set = DhcpOptions {
            name: item.name(),
            tags: item.tags(),
            dhcp_configurations,
            ..DhcpOptions::default()
        };
        importer.note_owner(&id, item.text("OwnerId"));
        importer.insert(&item, id, set);
    }
}
