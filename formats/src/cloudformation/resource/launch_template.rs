//! Launch templates: what an instance takes from one.

use super::network_interface;
use crate::declared::launch::{self, Launch, LaunchInterface};
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{MetadataOptions, NetworkInterface};

/// Reads `AWS::EC2::LaunchTemplate`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let data = view.object("LaunchTemplateData");
    let mut launch = Launch::default();
    if let Some(data) = &data {
        launch.groups = maker.groups(own, data, "SecurityGroupIds");
        launch.groups.extend(maker.groups(own, data, "SecurityGroups"));
        launch.metadata_options = data.object("MetadataOptions").map(|options| metadata(&options));
        for (index, part) in data.list("NetworkInterfaces").iter().enumerate() {
            let device = part.small("DeviceIndex").unwrap_or_else(|| u32::try_from(index).unwrap_or(0));
            let group_ids = maker.groups(own, part, "Groups");
            let interface = NetworkInterface { group_ids, ..network_interface::addresses(part) };
            maker.doubt(own, part, "AssociatePublicIpAddress", "elasticIp");
            let is_public = part.flag("AssociatePublicIpAddress");
            maker.doubt(own, part, "Ipv6AddressCount", "networkInterface");
            let ipv6_count = part.small::<u32>("Ipv6AddressCount").map(|count| count.min(50));
            launch.interfaces.push(LaunchInterface { interface, device, is_public, ipv6_count });
        }
    }
    launch::remember(maker, own, view.text("LaunchTemplateName"), launch);
}

/// How the metadata service of an instance answers.
pub(super) fn metadata(view: &View<'_>) -> MetadataOptions {
    MetadataOptions {
        http_tokens: view.text("HttpTokens"),
        http_endpoint: view.text("HttpEndpoint"),
        ..MetadataOptions::default()
    }
}

/// What the launch template of an instance says.
pub(super) fn of(maker: &mut Maker<'_>, own: &Own, view: &View<'_>) -> Launch {
    if !view.has("LaunchTemplate") {
        return Launch::default();
    }
    let named = view.object("LaunchTemplate");
    let key = named.as_ref().and_then(|named| {
        // A template describes one version.
        named.text("Version");
        named.text("LaunchTemplateId").or_else(|| named.text("LaunchTemplateName"))
    });
    launch::find(maker, own, key.as_deref())
}
