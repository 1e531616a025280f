//! Interfaces and instances.

use super::hcl::{Arguments, Value};
use super::writer::{Writer, tags};
use netyard_core::model::{Instance, MetadataOptions, NetworkInterface, Resource, ResourceId};
use netyard_core::net::Address;

/// The first interface of an instance: it comes with the instance.
pub(super) fn primary<'a>(
    writer: &Writer<'a>,
    instance: &ResourceId,
) -> Option<(&'a ResourceId, &'a NetworkInterface)> {
    let document = writer.document;
    let own = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::NetworkInterface(it) if it.instance_id() == Some(instance) => {
            Some((it.device_index(), id, it))
        }
        _ => None,
    });
    let first = own.min_by_key(|(index, id, _)| (*index, *id));
    first.filter(|(index, ..)| *index == 0).map(|(_, id, it)| (id, it))
}

fn addresses(own: &NetworkInterface) -> (Option<String>, Vec<String>) {
    let first = own.private_ip_addresses.iter().find(|one| one.primary).or(own.private_ip_addresses.first());
    let text = |address: &Address| address.to_string();
    let rest = own.private_ip_addresses.iter().filter(|one| Some(*one) != first);
    let rest = rest.filter_map(|one| one.private_ip_address.as_ref().map(text)).collect();
    (first.and_then(|one| one.private_ip_address.as_ref().map(text)), rest)
}

fn ipv6(own: &NetworkInterface) -> Vec<String> {
    own.ipv6_addresses.iter().map(|one| one.ipv6_address.to_string()).collect()
}

/// Whether an Elastic IP stands for an address of an interface.
fn has_elastic(writer: &Writer<'_>, interface: &ResourceId) -> bool {
    writer.document.resources.values().any(|resource| {
        matches!(resource.as_ref(), Resource::ElasticIp(it) if it.network_interface_id.as_ref() == Some(interface))
    })
}

pub(super) fn interface(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &NetworkInterface,
) {
    let (first, rest) = addresses(own);
    let arguments = Arguments::default()
        .maybe("subnet_id", own.subnet_id.as_ref())
        .list("private_ips", first.into_iter().chain(rest))
        .list("ipv6_addresses", ipv6(own))
        .list("security_groups", &own.group_ids)
        .maybe("source_dest_check", (!own.source_dest_check).then_some(false));
    let holder = own.instance_id().filter(|holder| writer.document.instance(holder.as_str()).is_some());
    let attachment = holder.map(|holder| {
        Arguments::default().with("instance", holder).with("device_index", i64::from(own.device_index()))
    });
    let arguments = arguments.blocks("attachment", attachment.into_iter().collect());
    writer.add(id, "aws_network_interface", tags(arguments, resource));
}

/// Whether an instance runs Windows.
pub(super) fn is_windows(own: &Instance) -> bool {
    own.platform.as_deref().is_some_and(|platform| platform.eq_ignore_ascii_case("windows"))
}

/// How the metadata service of instances answers.
pub(super) fn metadata(own: Option<&MetadataOptions>) -> Vec<Arguments> {
    let options = own.map(|options| {
        Arguments::default()
            .maybe("http_tokens", options.http_tokens.clone())
            .maybe("http_endpoint", options.http_endpoint.clone())
    });
    options.into_iter().filter(|options| !options.all().is_empty()).collect()
}

/// The images that stand for those that a drawing does not hold: where AWS keeps the newest, and what they are.
const IMAGES: [(&str, &str, &str); 2] = [
    (
        "linux_image",
        "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
        "the newest Amazon Linux 2023",
    ),
    (
        "windows_image",
        "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base",
        "the newest Windows Server 2022",
    ),
];

/// The image and the size of instances, of which the drawing holds neither. A newer image makes nothing anew.
pub(super) fn image(writer: &mut Writer<'_>, is_windows: bool, key: &'static str) -> Arguments {
    let [linux, windows] = IMAGES;
    let (name, path, what) = if is_windows { windows } else { linux };
    if writer.images.insert(name, path).is_none() {
        writer.left_out.push(format!("Images of instances are not in a drawing: {what} stands for them when the configuration is applied first, and is kept then."));
    }
    let image = format!("data.aws_ssm_parameter.{name}.insecure_value");
    let size = writer.variable_or(
        "instance_type",
        "The size of the instances, which the drawing does not hold",
        "t3.micro",
    );
    Arguments::default()
        .with(key, Value::Expression(image, Box::new(Value::Nothing)))
        .with("instance_type", size)
}

/// The image that something was made with stays.
pub(super) fn keeps(arguments: Arguments, key: &str) -> Arguments {
    let rule = Arguments::default().with("ignore_changes", Value::list_beside(key));
    arguments.blocks("lifecycle", vec![rule])
}

pub(super) fn instance(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &Instance) {
    let mut arguments = image(writer, is_windows(own), "ami");
    if let Some((eni, node)) = primary(writer, id) {
        let (first, rest) = addresses(node);
        let public = node.private_ip_addresses.iter().find_map(|one| one.public_ip.as_ref());
        // With an Elastic IP the provider reads that it is public, whatever was written: it would make the instance anew.
        let is_public = (!has_elastic(writer, eni)).then_some(public.is_some());
        arguments = arguments
            .maybe("subnet_id", node.subnet_id.as_ref())
            .list("vpc_security_group_ids", &node.group_ids)
            .maybe("private_ip", first)
            .list("secondary_private_ips", rest)
            .list("ipv6_addresses", ipv6(node))
            .maybe("associate_public_ip_address", is_public)
            .maybe("source_dest_check", (!node.source_dest_check).then_some(false))
            .told("primary_network_interface_id", Some(Value::Text(eni.to_string())))
            .told("public_ip", public.map(Address::to_string));
    }
    let arguments = arguments.blocks("metadata_options", metadata(own.metadata_options.as_ref()));
    writer.add(id, "aws_instance", keeps(tags(arguments, resource), "ami"));
}
