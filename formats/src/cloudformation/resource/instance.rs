use super::launch_template;
use super::network_interface;
use crate::declared::launch::LaunchInterface;
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{Attachment, Instance, NetworkInterface};

/// Reads `AWS::EC2::Instance` with the interfaces that it is made with.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let launch = launch_template::of(maker, own, &view);
    let options = view.object("MetadataOptions").map(|options| launch_template::metadata(&options));
    let instance = Instance {
        name: Some(own.name()),
        tags: own.tags(),
        metadata_options: options.or_else(|| launch.metadata_options.clone()),
        ..Instance::default()
    };
    let check = view.flag("SourceDestCheck").unwrap_or(true);
    maker.doubt(own, &view, "SourceDestCheck", "sourceDestCheck");
    if view.lacks_parts("NetworkInterfaces") {
        maker.doubt(own, &view, "NetworkInterfaces", "networkInterface");
    }
    maker.insert(own, instance);
    let parts = view.list("NetworkInterfaces");
    let names_subnet = view.has("SubnetId");
    if parts.is_empty() && !names_subnet && !launch.interfaces.is_empty() {
        for LaunchInterface { interface, device, is_public, ipv6_count } in launch.interfaces {
            let id = add(maker, own, interface, device);
            maker.wants_ipv6.extend(ipv6_count.map(|count| (id.clone(), count)));
            match is_public {
                Some(true) => maker.wants_public.insert(id),
                Some(false) => maker.wants_no_public.insert(id),
                None => false,
            };
        }
        return;
    }
    if parts.is_empty() {
        let mut groups = maker.groups(own, &view, "SecurityGroupIds");
        groups.extend(maker.groups(own, &view, "SecurityGroups"));
        // What the instance says itself takes the place of what its template says.
        if groups.is_empty() {
            groups = launch.groups;
        }
        let interface = NetworkInterface {
            group_ids: groups,
            source_dest_check: check,
            ..network_interface::addresses(&view)
        };
        if interface.subnet_id.is_none() {
            maker.note(own, "The template does not tell its subnet: it is drawn without one, and packets from and to it end UNKNOWN.");
        }
        let id = add(maker, own, interface, 0);
        maker.ask_for_ipv6(own, &view, "Ipv6AddressCount", &id);
    }
    for (index, part) in parts.iter().enumerate() {
        let device = part.small("DeviceIndex").unwrap_or_else(|| u32::try_from(index).unwrap_or(0));
        own_interface(maker, own, part, device, check);
    }
}

fn own_interface(maker: &mut Maker<'_>, own: &Own, part: &View<'_>, device: u32, check: bool) {
    if let Some(existing) = part.id("NetworkInterfaceId") {
        if !network_interface::attach(maker, &existing, &own.id, Some(device)) {
            maker.note(own, &format!("Its interface {existing} is not in the drawing."));
        }
        return;
    }
    let interface = NetworkInterface {
        group_ids: maker.groups(own, part, "GroupSet"),
        source_dest_check: check,
        ..network_interface::addresses(part)
    };
    let is_open = part.is_unknown("AssociatePublicIpAddress");
    maker.doubt(own, part, "AssociatePublicIpAddress", "elasticIp");
    let public = part.flag("AssociatePublicIpAddress").or(is_open.then_some(false));
    let id = add(maker, own, interface, device);
    maker.ask_for_ipv6(own, part, "Ipv6AddressCount", &id);
    match public {
        Some(true) => maker.wants_public.insert(id),
        Some(false) => maker.wants_no_public.insert(id),
        None => false,
    };
}

fn add(
    maker: &mut Maker<'_>,
    own: &Own,
    interface: NetworkInterface,
    device: u32,
) -> netyard_core::model::ResourceId {
    let attachment =
        Attachment { instance_id: Some(own.id.clone()), device_index: Some(device), ..Attachment::default() };
    let rest = own.id.as_str().trim_start_matches("i-");
    let id = if device == 0 { format!("eni-{rest}") } else { format!("eni-{rest}-{device}") };
    maker.insert_beside(own, &id, NetworkInterface { attachment: Some(attachment), ..interface })
}
