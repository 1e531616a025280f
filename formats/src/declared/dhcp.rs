//! Sets of DHCP options.

use super::maker::Maker;
use super::own::Own;
use netyard_core::model::{AttributeValue, DhcpConfiguration, DhcpOptions, Resource, Tags};

/// A set of options. `names` are those of the format, each with AWS's own.
pub(crate) fn options(maker: &mut Maker<'_>, own: &Own, name: String, tags: Tags, names: &[(&str, &str)]) {
    let view = own.view();
    let mut dhcp_configurations = Vec::new();
    for (property, key) in names {
        let values = view.texts(property);
        if values.is_empty() {
            continue;
        }
        let values = values.into_iter().map(|value| AttributeValue { value, ..AttributeValue::default() });
        dhcp_configurations.push(DhcpConfiguration {
            key: (*key).to_owned(),
            values: values.collect(),
            ..DhcpConfiguration::default()
        });
    }
    let set = DhcpOptions { name: Some(name), tags, dhcp_configurations, ..DhcpOptions::default() };
    maker.insert(own, set);
}

/// Gives the VPC that one property names the set that another names.
pub(crate) fn association(maker: &mut Maker<'_>, own: &Own, vpc_key: &str, set_key: &str) {
    let view = own.view();
    let (vpc, set) = (view.id(vpc_key), view.id(set_key));
    let is_there = |set: &str| set == "default" || maker.document.dhcp_options(set).is_some();
    let Some(known) = set.clone().filter(|set| is_there(set.as_str())) else {
        maker.cannot_join(own, set_key, set.as_ref(), "dhcpOptions");
        return;
    };
    let given = Some(known).filter(|set| *set != "default");
    let joined = vpc.as_ref().is_some_and(|vpc| {
        maker.change(
            vpc,
            |resource| if let Resource::Vpc(it) = resource { Some(it) } else { None },
            |vpc| vpc.dhcp_options_id = given,
        )
    });
    if joined { maker.read(own) } else { maker.cannot_join(own, vpc_key, vpc.as_ref(), "dhcpOptions") }
}
