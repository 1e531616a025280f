use super::common::{block, exists, name, private, tags};
use super::launch_template;
use crate::declared::launch::{Launch, LaunchInterface};
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use crate::declared::undrawn;
use crate::terraform::reference::primary_interface;
use netyard_core::model::{
    Attachment, Extra, Instance, Ipv6Address, NetworkInterface, PrivateIpAddress, Resource, ResourceId,
};
use netyard_core::net::Address;

/// Reads `aws_network_interface`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    // The same addresses in another form.
    view.texts("private_ip_list");
    view.texts("ipv6_address_list");
    let mut interface = NetworkInterface {
        name: Some(name(own)),
        tags: tags(own),
        subnet_id: view.id("subnet_id"),
        private_ip_addresses: addresses(&view, "private_ips"),
        ipv6_addresses: ipv6(&view),
        group_ids: maker.groups(own, &view, "security_groups"),
        source_dest_check: view.flag("source_dest_check").unwrap_or(true),
        ..NetworkInterface::default()
    };
    if let Some(part) = block(&view, "attachment") {
        part.text("attachment_id");
        interface.attachment =
            part.id("instance").map(|instance| attached(instance, part.small("device_index")));
    }
    // Made by itself, it gets no public address.
    maker.wants_no_public.insert(own.id.clone());
    maker.insert(own, interface);
    maker.ask_for_ipv6(own, &view, "ipv6_address_count", &own.id.clone());
    maker.doubt(own, &view, "source_dest_check", "sourceDestCheck");
}

/// Reads the blocks of addresses of `aws_network_interface`, once subnets are there.
pub(super) fn prefixes(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let prefixes = ["ipv4_prefix_count", "ipv4_prefixes", "ipv6_prefix_count", "ipv6_prefixes"];
    undrawn::prefixes(maker, own, &view, &prefixes, view.id("subnet_id"));
}

fn attached(instance: ResourceId, device_index: Option<u32>) -> Attachment {
    Attachment { instance_id: Some(instance), device_index, ..Attachment::default() }
}

/// The addresses in the subnet: the one, and the others.
fn addresses(view: &View<'_>, others: &str) -> Vec<PrivateIpAddress> {
    let mut found: Vec<PrivateIpAddress> = Vec::new();
    found.extend(view.address("private_ip").map(|address| private(address, true)));
    for text in view.texts(others) {
        let address = Address::new(&text);
        if !found.iter().any(|one| one.private_ip_address.as_ref() == Some(&address)) {
            let is_first = found.is_empty();
            found.push(private(address, is_first));
        }
    }
    found
}

fn ipv6(view: &View<'_>) -> Vec<Ipv6Address> {
    let texts = view.texts("ipv6_addresses");
    texts.iter().map(|text| Ipv6Address { ipv6_address: Address::new(text), extra: Extra::new() }).collect()
}

/// Reads `aws_network_interface_attachment`.
pub(super) fn attachment(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (interface, instance) = (view.id("network_interface_id"), view.id("instance_id"));
    let index = view.small("device_index");
    view.text("attachment_id");
    view.text("status");
    let Some(instance) = instance else {
        maker.cannot_join(own, "instance_id", None, "networkInterface");
        return;
    };
    let joined = interface.as_ref().is_some_and(|interface| attach(maker, interface, &instance, index));
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "network_interface_id", interface.as_ref(), "networkInterface");
    }
}

fn attach(maker: &mut Maker<'_>, interface: &ResourceId, instance: &ResourceId, index: Option<u32>) -> bool {
    maker.change_interface(interface, |it| it.attachment = Some(attached(instance.clone(), index)))
}

/// Reads `aws_network_interface_sg_attachment`.
pub(super) fn group(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (interface, group) = (view.id("network_interface_id"), view.id("security_group_id"));
    let Some(group) = group else {
        maker.cannot_join(own, "security_group_id", None, "securityGroup");
        return;
    };
    let joined = interface.as_ref().is_some_and(|interface| {
        maker.change_interface(interface, |it| {
            if !it.group_ids.contains(&group) {
                it.group_ids.push(group);
            }
        })
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "network_interface_id", interface.as_ref(), "securityGroup");
    }
}

/// Takes away a group that a plan takes away from an interface.
pub(super) fn group_gone(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let group = view.id("security_group_id");
    let Some(interface) = view.id("network_interface_id") else { return };
    maker.change_interface(&interface, |it| it.group_ids.retain(|own| Some(own) != group.as_ref()));
}

/// Takes an interface away from the instance that a plan takes it away from.
pub(super) fn attachment_gone(maker: &mut Maker<'_>, own: &Own) {
    if let Some(interface) = own.view().id("network_interface_id") {
        maker.change_interface(&interface, |it| it.attachment = None);
    }
}

/// Reads `aws_instance`, with the interface that it is made with.
pub(super) fn instance(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = Instance::default();
    // Of an instance that exists everything is told.
    let launch = if exists(own) {
        view.list("launch_template").iter().for_each(|part| {
            for key in ["id", "name", "version"] {
                part.text(key);
            }
        });
        Launch::default()
    } else {
        launch_template::of(maker, own, &view)
    };
    let options = block(&view, "metadata_options").map(|part| launch_template::metadata(&part));
    let instance = Instance {
        name: Some(name(own)),
        tags: tags(own),
        state: view.text("instance_state").unwrap_or(usual.state),
        metadata_options: options.or_else(|| launch.metadata_options.clone()),
        ..Instance::default()
    };
    maker.insert(own, instance);
    let check = view.flag("source_dest_check").unwrap_or(true);
    let primary = view.id("primary_network_interface_id");
    let mut parts = view.list("network_interface");
    parts.extend(view.list("primary_network_interface"));
    for part in &parts {
        let index = part.small("device_index").unwrap_or(0);
        if let Some(id) = part.id("network_interface_id") {
            if !attach(maker, &id, &own.id, Some(index)) {
                maker.note(own, &format!("Its interface {id} is not in the drawing."));
                maker.doubts.insert("networkInterface");
            }
        } else {
            maker.note(own, "Nothing tells one of its interfaces.");
            maker.doubts.insert("networkInterface");
        }
    }
    let has_primary =
        primary.as_ref().is_some_and(|id| maker.document.network_interface(id.as_str()).is_some());
    if let Some(id) = primary.as_ref().filter(|_| has_primary && parts.is_empty()) {
        attach(maker, id, &own.id, Some(0));
    }
    if !parts.is_empty() || has_primary {
        return;
    }
    if !view.has("subnet_id") && !launch.interfaces.is_empty() {
        launched(maker, own, launch.interfaces, check);
    } else {
        own_interface(maker, own, &view, check, primary.as_ref());
        // What the instance says itself takes the place of what its template says.
        if !view.has("vpc_security_group_ids")
            && let Some(interface) = primary_of(maker, &own.id)
        {
            maker.change_interface(&interface, |it| it.group_ids.extend(launch.groups));
        }
    }
}

/// The interfaces that a launch template gives an instance.
fn launched(maker: &mut Maker<'_>, own: &Own, interfaces: Vec<LaunchInterface>, check: bool) {
    for LaunchInterface { interface, device, is_public, ipv6_count } in interfaces {
        let usual = primary_interface(own.id.as_str());
        let id = if device == 0 { usual } else { format!("{usual}-{device}") };
        let attachment = Some(attached(own.id.clone(), Some(device)));
        let id = maker.insert_beside(
            own,
            &id,
            NetworkInterface { attachment, source_dest_check: check, ..interface },
        );
        maker.wants_ipv6.extend(ipv6_count.map(|count| (id.clone(), count)));
        match is_public {
            Some(true) => maker.wants_public.insert(id),
            Some(false) => maker.wants_no_public.insert(id),
            None => false,
        };
    }
}

fn own_interface(maker: &mut Maker<'_>, own: &Own, view: &View<'_>, check: bool, id: Option<&ResourceId>) {
    let mut interface = NetworkInterface {
        subnet_id: view.id("subnet_id"),
        private_ip_addresses: addresses(view, "secondary_private_ips"),
        ipv6_addresses: ipv6(view),
        group_ids: maker.groups(own, view, "vpc_security_group_ids"),
        source_dest_check: check,
        attachment: Some(attached(own.id.clone(), Some(0))),
        ..NetworkInterface::default()
    };
    if interface.subnet_id.is_none() {
        maker.note(
            own,
            "Nothing tells its subnet: it is drawn without one, and packets from and to it end UNKNOWN.",
        );
    }
    let public = view.address("public_ip");
    let is_elastic = public.as_ref().is_some_and(|public| {
        maker.document.resources.values().any(|resource| {
            matches!(resource.as_ref(), Resource::ElasticIp(it) if it.public_ip.as_ref() == Some(public))
        })
    });
    let is_told = exists(own);
    let is_open = view.is_unknown("associate_public_ip_address");
    maker.doubt(own, view, "associate_public_ip_address", "elasticIp");
    maker.doubt(own, view, "source_dest_check", "sourceDestCheck");
    let asked = view.flag("associate_public_ip_address").or(is_open.then_some(false));
    if is_told && let Some(first) = interface.private_ip_addresses.first_mut() {
        first.public_ip = public.filter(|_| !is_elastic);
    }
    let usual = primary_interface(own.id.as_str());
    let id = maker.insert_beside(own, id.map_or(usual.as_str(), ResourceId::as_str), interface);
    maker.ask_for_ipv6(own, view, "ipv6_address_count", &id);
    match asked.filter(|_| !is_told) {
        Some(true) => maker.wants_public.insert(id),
        Some(false) => maker.wants_no_public.insert(id),
        None if is_told => maker.wants_no_public.insert(id),
        None => false,
    };
}

/// Reads `aws_ec2_instance_state`: an instance is started or stopped.
pub(super) fn state(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.flag("force");
    let (instance, state) = (view.id("instance_id"), view.text("state"));
    let (Some(instance), Some(state)) = (instance.clone(), state) else {
        maker.cannot_join(own, "instance_id or state", None, "networkInterface");
        return;
    };
    let joined = maker.change(
        &instance,
        |resource| if let Resource::Instance(it) = resource { Some(it) } else { None },
        |it| it.state = state,
    );
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "instance_id", Some(&instance), "networkInterface");
    }
}

/// The first interface of an instance.
pub(super) fn primary_of(maker: &Maker<'_>, instance: &ResourceId) -> Option<ResourceId> {
    let own = maker.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::NetworkInterface(it) if it.instance_id() == Some(instance) => Some((it.device_index(), id)),
        _ => None,
    });
    own.min().map(|(_, id)| id.clone())
}
