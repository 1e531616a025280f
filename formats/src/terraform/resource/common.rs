//! What all readers share.

pub(super) use crate::declared::handed::free_row;
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use crate::terraform::values::COMPUTED;
use netyard_core::model::{PrivateIpAddress, Tags};
use netyard_core::net::{Address, CidrBlock};
use serde_json::Value;

/// What people call it: its tag `Name`, else its address without its type.
pub(super) fn name(own: &Own) -> String {
    let tagged = tag_map(own).remove("Name").filter(|name| !name.is_empty());
    tagged.unwrap_or_else(|| short(own))
}

/// The address without words that say nothing to people: `net["a"].private[0]`.
pub(super) fn short(own: &Own) -> String {
    let address = own.logical.replace("module.", "");
    let address = address.replace("data.", "");
    let end = address.find(&format!("{}.", own.type_name)).unwrap_or(address.len());
    let (module, rest) = address.split_at_checked(end).unwrap_or((&address, ""));
    let rest = rest.strip_prefix(&format!("{}.", own.type_name)).unwrap_or(rest);
    format!("{module}{rest}")
}

/// The tags, without `Name`: that one is the name.
pub(super) fn tags(own: &Own) -> Tags {
    tag_map(own).into_iter().filter(|(key, _)| key != "Name").collect()
}

/// The tags with those of the provider, else those of the resource alone.
fn tag_map(own: &Own) -> Tags {
    let view = own.view();
    let mut all = Tags::new();
    for key in ["tags", "tags_all"] {
        let Some(Value::Object(tags)) = view.json(key) else { continue };
        all.extend(tags.into_iter().filter_map(|(key, value)| match value {
            Value::String(text) => Some((key, text)),
            Value::Null => None,
            other => Some((key, other.to_string())),
        }));
    }
    all
}

/// The first block of a list: Terraform writes one block as a list of one.
pub(super) fn block<'a>(view: &View<'a>, key: &str) -> Option<View<'a>> {
    view.list(key).into_iter().next()
}

/// Whether it exists already, so that what AWS gives it is told.
pub(super) fn exists(own: &Own) -> bool {
    own.view().has("id")
}

/// The Region that it is in.
pub(super) fn region(own: &Own) -> Option<String> {
    own.view().text("region")
}

/// An address in a subnet.
pub(super) fn private(address: Address, primary: bool) -> PrivateIpAddress {
    PrivateIpAddress { private_ip_address: Some(address), primary, ..PrivateIpAddress::default() }
}

/// Whether a resource lacks rows that it lists, so that a row which nobody knows has to stand for them. What only AWS gives is
/// known where rows are resources of their own: those are then all that there are.
pub(super) fn lacks_rows(maker: &Maker<'_>, own: &Own, key: &str) -> bool {
    let view = own.view();
    // Whoever reads the rows says why some of them are not known.
    let is_computed = view.why_unknown(key) == Some(COMPUTED);
    maker.open.contains(&own.id) || view.lacks_parts(key) && !(is_computed && maker.joined.contains(&own.id))
}

/// A block as AWS keeps it, without bits behind its length.
pub(super) fn as_aws(block: &CidrBlock) -> CidrBlock {
    block.net().map_or_else(|| block.clone(), |net| CidrBlock::new(&net.trunc().to_string()))
}

/// The document of a policy, which Terraform writes as a text.
pub(super) fn policy(view: &View<'_>, key: &str) -> Option<Value> {
    let text = view.text(key)?;
    Some(serde_json::from_str(&text).unwrap_or(Value::String(text)))
}
