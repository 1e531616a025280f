use super::importer::Importer;
use super::item::{Item, number};
use super::network_interface;
use netyard_core::model::{
    Attachment, Instance, MetadataOptions, NetworkInterface, Resource, ResourceId, Tags,
};
use netyard_core::ordered::IntoOrdered;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Reads `Reservations`: instances with their interfaces. What `NetworkInterfaces` already told of an interface stays.
pub(super) fn read(importer: &mut Importer) {
    let attached = attached(importer);
    for reservation in importer.take("Reservations") {
        for item in reservation.list("Instances") {
            let Some(id) = importer.id(&item, "InstanceId", "Instance") else { continue };
            let state = item.object("State").and_then(|state| state.text("Name").map(str::to_owned));
            if state.as_deref() == Some("terminated") {
                importer.skip(&item, "Instance", "It is terminated and has no interface any more.");
                continue;
            }
            let platform = item.text("Platform").map(str::to_ascii_lowercase);
            let options = item.object("MetadataOptions");
            let word = |key: &str| options.as_ref().and_then(|own| own.text(key)).map(str::to_owned);
            let metadata = MetadataOptions {
                http_tokens: word("HttpTokens"),
                http_endpoint: word("HttpEndpoint").filter(|word| word != "enabled"),
                ..MetadataOptions::default()
            };
            let instance = Instance {
                name: item.name(),
                tags: item.tags(),
                state: state.unwrap_or_else(|| "running".to_owned()),
                platform,
                metadata_options: Some(metadata).filter(|own| *own != MetadataOptions::default()),
                ..Instance::default()
            };
            importer.note_owner(&id, reservation.text("OwnerId"));
            importer.insert(&item, id.clone(), instance);
            let has_one = attached.contains(&id);
            interfaces(importer, &item, &id, has_one);
        }
    }
}

/// The instances that have an interface already.
fn attached(importer: &Importer) -> BTreeSet<ResourceId> {
    let interfaces = importer.document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::NetworkInterface(interface) => interface.instance_id(),
        _ => None,
    });
    interfaces.cloned().into_set()
}

fn interfaces(importer: &mut Importer, item: &Item, instance: &ResourceId, has_one: bool) {
    let interfaces = item.list("NetworkInterfaces");
    if interfaces.is_empty() && !has_one {
        own_interface(importer, item, instance);
    }
    for (index, part) in interfaces.iter().enumerate() {
        let Some(id) = importer.id(part, "NetworkInterfaceId", "Network interface") else { continue };
        let device_index = part
            .object("Attachment")
            .and_then(|attachment| number(&attachment.value, "DeviceIndex"))
            .and_then(|index| u32::try_from(index).ok())
            .or_else(|| u32::try_from(index).ok());
        let attachment =
            Attachment { instance_id: Some(instance.clone()), device_index, ..Attachment::default() };
        match importer.document.network_interface(id.as_str()) {
            Some(known) if known.instance_id() == Some(instance) => {}
            Some(known) if known.instance_id().is_none() => {
                let attached = NetworkInterface { attachment: Some(attachment), ..known.clone() };
                importer.document.resources.insert(id, Arc::new(Resource::NetworkInterface(attached)));
            }
            Some(_) => {
                let unique = unique(importer, &id);
                let why =
                    format!("{id} is attached to two instances in the input; here it is called {unique}.");
                importer.approximate(part, "Network interface", &why);
                attach(importer, part, unique, attachment);
            }
            None => attach(importer, part, id, attachment),
        }
    }
}

fn attach(importer: &mut Importer, item: &Item, id: ResourceId, attachment: Attachment) {
    let interface = network_interface::from_item(importer, item, &id);
    importer.insert(item, id, NetworkInterface { attachment: Some(attachment), ..interface });
}

/// An instance always has an interface; where the answer names none, its own address is enough for one.
fn own_interface(importer: &mut Importer, item: &Item, instance: &ResourceId) {
    let suffix = instance.as_str().trim_start_matches("i-");
    let id = unique(importer, &ResourceId::new(&format!("eni-{suffix}")));
    let why = "The answer names no interface of it; one is made from the address of the instance.";
    importer.approximate(item, "Instance", why);
    let mut interface = network_interface::from_item(importer, item, &id);
    (interface.name, interface.tags) = (None, Tags::new());
    let groups = item.list("SecurityGroups");
    interface.group_ids = groups.iter().filter_map(|group| group.id("GroupId")).collect();
    interface.attachment = Some(Attachment {
        instance_id: Some(instance.clone()),
        device_index: Some(0),
        ..Attachment::default()
    });
    importer.insert(item, id, interface);
}

/// The id itself, or with a number behind it where it is taken.
fn unique(importer: &Importer, id: &ResourceId) -> ResourceId {
    let numbered = (2..).map(|number| ResourceId::new(&format!("{id}-{number}")));
    let mut candidates = std::iter::once(id.clone()).chain(numbered);
    candidates.find(|id| importer.document.resource(id.as_str()).is_none()).unwrap_or_else(|| id.clone())
}
