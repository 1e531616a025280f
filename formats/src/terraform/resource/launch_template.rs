//! Launch templates: what an instance takes from one.

use super::common::{block, private};
use crate::declared::launch::{self, Launch, LaunchInterface};
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{MetadataOptions, NetworkInterface};

/// Reads `aws_launch_template`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let mut launch = Launch {
        groups: maker.groups(own, &view, "vpc_security_group_ids"),
        metadata_options: block(&view, "metadata_options").map(|part| metadata(&part)),
        ..Launch::default()
    };
    if view.lacks_parts("network_interfaces") {
        maker.doubt(own, &view, "network_interfaces", "networkInterface");
    }
    for (index, part) in view.list("network_interfaces").iter().enumerate() {
        let interface = NetworkInterface {
            subnet_id: part.id("subnet_id"),
            private_ip_addresses: part
                .address("private_ip_address")
                .map(|own| private(own, true))
                .into_iter()
                .collect(),
            group_ids: maker.groups(own, part, "security_groups"),
            ..NetworkInterface::default()
        };
        maker.doubt(own, part, "associate_public_ip_address", "elasticIp");
        maker.doubt(own, part, "ipv6_address_count", "networkInterface");
        launch.interfaces.push(LaunchInterface {
            interface,
            ipv6_count: part.small::<u32>("ipv6_address_count").map(|count| count.min(50)),
            device: part.small("device_index").unwrap_or_else(|| u32::try_from(index).unwrap_or(0)),
            is_public: part.flag("associate_public_ip_address"),
        });
    }
    launch::remember(maker, own, view.text("name"), launch);
}

/// How the metadata service of an instance answers.
pub(super) fn metadata(view: &View<'_>) -> MetadataOptions {
    MetadataOptions {
        http_tokens: view.text("http_tokens"),
        http_endpoint: view.text("http_endpoint").filter(|word| word != "enabled"),
        ..MetadataOptions::default()
    }
}

/// What the launch template of an instance says; nothing where it has none.
pub(super) fn of(maker: &mut Maker<'_>, own: &Own, view: &View<'_>) -> Launch {
    if !view.has("launch_template") {
        return Launch::default();
    }
    let named = block(view, "launch_template");
    let key = named.as_ref().and_then(|named| {
        // The files tell one version.
        named.text("version");
        let (id, name) = (named.text("id"), named.text("name"));
        id.or(name)
    });
    launch::find(maker, own, key.as_deref())
}
