//! Launch templates: what an instance takes from one.

use super::network_interface;
use crate::declared::launch::{Launch, LaunchInterface};
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{MetadataOptions, NetworkInterface};

/// Reads `AWS::EC2::LaunchTemplate`: no thing of a network itself, but instances are made with what it says.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let data = view.object("LaunchTemplateData");
    let mut launch = Launch::default();
    if let Some(data) = &data {
        launch.groups = [data.ids("SecurityGroupIds"), data.ids("SecurityGroups")].concat();
        launch.metadata_options = data.object("MetadataOptions").map(|options| metadata(&options));
        for (index, part) in data.list("NetworkInterfaces").iter().enumerate() {
            let device = part.small("DeviceIndex").unwrap_or_else(|| u32::try_from(index).unwrap_or(0));
            let interface =
                NetworkInterface { group_ids: part.ids("Groups"), ..network_interface::addresses(part) };
            let is_public = part.flag("AssociatePublicIpAddress");
            launch.interfaces.push(LaunchInterface { interface, device, is_public });
        }
    }
    if let Some(name) = view.text("LaunchTemplateName") {
        maker.launches.insert(name, launch.clone());
    }
    maker.launches.insert(own.id.to_string(), launch);
    maker.read(own);
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
pub(super) fn of(maker: &Maker<'_>, own: &Own, view: &View<'_>) -> Launch {
    let Some(named) = view.object("LaunchTemplate") else { return Launch::default() };
    // A template describes one version.
    named.text("Version");
    let key = named.text("LaunchTemplateId").or_else(|| named.text("LaunchTemplateName"));
    let found = key.as_ref().and_then(|key| maker.launches.get(key)).cloned();
    found.unwrap_or_else(|| {
        maker.note(
            own,
            "Its launch template is not in the templates: what it says of subnets and groups is not known.",
        );
        Launch::default()
    })
}
