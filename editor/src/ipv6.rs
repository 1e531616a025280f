//! IPv6 by one command: a /56 for a VPC, a /64 of it for a subnet, an address of that for an interface. What is
//! missing above is given along with it, and what makes sense next is offered.

use std::collections::BTreeSet;

use netyard_core::model::{Document, Resource, ResourceId};
use serde_json::json;

use crate::commit::Edit;
use crate::connect;
use crate::create::{self, Site};
use crate::draft::Draft;
use crate::editor::Editor;
use crate::effect::{Alternative, Effect, Toast};
use crate::facts;
use crate::session::Key;

const ANY_V6: &str = "::/0";

impl Editor {
    /// Whether something that is selected can have IPv6 and has none.
    pub(crate) fn can_add_ipv6(&self) -> bool {
        self.session.selection.keys().iter().any(|key| lacks(&self.document, key))
    }

    /// Gives what is selected IPv6, as one step.
    pub(crate) fn add_ipv6(&mut self) {
        let keys: Vec<Key> =
            self.session.selection.keys().iter().filter(|key| lacks(&self.document, key)).cloned().collect();
        let names = self.names_of(&keys);
        let mut draft = Draft::new(&self.document, &mut self.ids);
        let mut given = Vec::new();
        for key in &keys {
            match give(&mut draft, key) {
                Ok(text) => given.push(text),
                Err(reason) => {
                    self.refuse_with(None, reason);
                    return;
                }
            }
        }
        let changes = draft.finish();
        if self.commit(Edit::new(format!("Add IPv6 to {names}"), changes).asking()) {
            let text = match given.as_slice() {
                [one] => format!("{one}."),
                [first, ..] => format!("{first}, and {} more.", given.len() - 1),
                [] => return,
            };
            let alternatives =
                keys.iter().flat_map(|key| self.next_with_ipv6(key)).take(MOST_OFFERED).collect();
            self.say(text.clone());
            self.emit(Effect::Toast(Toast { text, undo: true, alternatives }));
        }
    }

    /// What makes sense once a subnet has IPv6: a route out like that of IPv4, addresses for what stands in it.
    fn next_with_ipv6(&mut self, key: &Key) -> Vec<Alternative> {
        let Some(subnet) = facts::subnet_of(&self.document, key.as_str()) else { return Vec::new() };
        let mut offered = Vec::new();
        offered.extend(self.route_out(&subnet));
        if key == &subnet {
            offered.extend(self.addresses_for_content(&subnet));
        }
        offered
    }

    /// `::/0` to where `0.0.0.0/0` leads: the internet gateway, or behind a NAT gateway an egress-only one.
    fn route_out(&mut self, subnet: &ResourceId) -> Option<Alternative> {
        let document = &self.document;
        let (_, table) = facts::effective_table(document, subnet.as_str())?;
        let to = |destination: &str| {
            table
                .routes
                .values()
                .find(|route| route.destination_cidr().is_some_and(|block| block.to_string() == destination))
        };
        if to(ANY_V6).is_some() {
            return None;
        }
        let target = to("0.0.0.0/0")?.target()?.clone();
        let name = document.display_name(subnet.as_str()).to_owned();
        let vpc = facts::vpc_of(document, subnet.as_str())?;
        let gateway = match document.resource(target.as_str())? {
            Resource::InternetGateway(_) => Some(target),
            Resource::NatGateway(_) => facts::egress_only_gateway_of(document, vpc.as_str()),
            _ => return None,
        };
        let label = match &gateway {
            Some(gateway) => format!("Send {ANY_V6} to {}", document.display_name(gateway.as_str())),
            None => format!("Add an egress-only internet gateway for {name}"),
        };
        let mut ids = self.ids.clone();
        let mut draft = Draft::new(&self.document, &mut ids);
        let gateway = if let Some(gateway) = gateway {
            gateway
        } else {
            let site = Site { key: Some(vpc), corner: None };
            create::create_egress_only(&mut draft, &self.geometry, &site).ok()?.key
        };
        connect::connect(&mut draft, subnet, &gateway).ok()?;
        Some(Alternative { label, changes: draft.finish() })
    }

    fn addresses_for_content(&mut self, subnet: &ResourceId) -> Option<Alternative> {
        let without: Vec<ResourceId> = self
            .document
            .resources
            .iter()
            .filter(|(_, resource)| {
                matches!(resource.as_ref(), Resource::NetworkInterface(own)
                    if own.subnet_id.as_ref() == Some(subnet) && own.ipv6_addresses.is_empty())
            })
            .map(|(id, _)| id.clone())
            .collect();
        let mut ids = self.ids.clone();
        let mut draft = Draft::new(&self.document, &mut ids);
        for id in &without {
            give(&mut draft, id).ok()?;
        }
        let label = match without.len() {
            0 => return None,
            1 => "Give its interface an address".to_owned(),
            many => format!("Give its {many} interfaces addresses"),
        };
        Some(Alternative { label, changes: draft.finish() })
    }
}

/// The most buttons of one message.
const MOST_OFFERED: usize = 2;

/// Whether a thing can have IPv6 and has none.
fn lacks(document: &Document, key: &Key) -> bool {
    match document.resource(key.as_str()) {
        Some(Resource::Vpc(vpc)) => vpc.ipv6_cidr_blocks.is_empty(),
        Some(Resource::Subnet(subnet)) => subnet.ipv6_cidr_block.is_none(),
        Some(
            Resource::Instance(_)
            | Resource::NetworkInterface(_)
            | Resource::DbInstance(_)
            | Resource::CacheCluster(_)
            | Resource::MountTarget(_)
            | Resource::ResolverEndpoint(_)
            | Resource::Task(_)
            | Resource::Function(_)
            | Resource::TransferServer(_)
            | Resource::LoadBalancer(_),
        ) => {
            facts::interface_of(document, key.as_str()).is_some_and(|(_, own)| own.ipv6_addresses.is_empty())
        }
        // One of type ipv4 has none, wherever it stands.
        Some(Resource::VpcEndpoint(endpoint)) if endpoint.is_interface() => {
            endpoint.ip_address_type != "ipv4"
                && facts::interface_of(document, key.as_str())
                    .is_some_and(|(_, own)| own.ipv6_addresses.is_empty())
        }
        _ => false,
    }
}

/// Gives a thing IPv6, and what is missing above it, and says what it has now.
///
/// # Errors
/// It lies in nothing that could have IPv6, or nothing is free.
fn give(draft: &mut Draft<'_>, key: &Key) -> Result<String, String> {
    match draft.document().resource(key.as_str()) {
        Some(Resource::Vpc(_)) => Ok(give_vpc(draft, key)),
        Some(Resource::Subnet(_)) => give_subnet(draft, key),
        _ => give_interface(draft, key),
    }
}

fn give_vpc(draft: &mut Draft<'_>, vpc: &ResourceId) -> String {
    let block = facts::free_vpc_block_v6(draft.document());
    draft.set(vpc, "/ipv6CidrBlocks", vec![block.to_string()]);
    format!("{} has {block}", draft.document().display_name(vpc.as_str()))
}

fn give_subnet(draft: &mut Draft<'_>, subnet: &ResourceId) -> Result<String, String> {
    let name = draft.document().display_name(subnet.as_str()).to_owned();
    let vpc = facts::vpc_of(draft.document(), subnet.as_str())
        .filter(|vpc| draft.document().vpc(vpc.as_str()).is_some())
        .ok_or_else(|| format!("{name} is in no VPC, so it gets no range. Move it into one."))?;
    let has_block = draft.document().vpc(vpc.as_str()).is_some_and(|vpc| !vpc.ipv6_cidr_blocks.is_empty());
    if !has_block {
        give_vpc(draft, &vpc);
    }
    let vpc_name = draft.document().display_name(vpc.as_str()).to_owned();
    let block = facts::free_subnet_block_v6(draft.document(), vpc.as_str())
        .ok_or_else(|| format!("{vpc_name} has no free /64 for {name}. Add an IPv6 range to {vpc_name}."))?;
    draft.set(subnet, "/ipv6CidrBlock", block.to_string());
    draft.set(subnet, "/assignIpv6AddressOnCreation", true);
    let with = if has_block { "" } else { ", which is new too" };
    Ok(format!("{name} has {block} of {vpc_name}{with}"))
}

fn give_interface(draft: &mut Draft<'_>, key: &Key) -> Result<String, String> {
    let name = draft.document().display_name(key.as_str()).to_owned();
    let place = facts::interface_of(draft.document(), key.as_str())
        .and_then(|(id, interface)| Some((id.clone(), interface.subnet_id.clone()?)))
        .filter(|(_, subnet)| draft.document().subnet(subnet.as_str()).is_some());
    let Some((interface, subnet)) = place else {
        return Err(format!("{name} is in no subnet, so it gets no address. Move it into one."));
    };
    if draft.document().subnet(subnet.as_str()).is_some_and(|subnet| subnet.ipv6_cidr_block.is_none()) {
        give_subnet(draft, &subnet)?;
    }
    let subnet_name = draft.document().display_name(subnet.as_str());
    let address = facts::free_address_v6(draft.document(), subnet.as_str(), &BTreeSet::new())
        .ok_or_else(|| format!("{subnet_name} has no free IPv6 address."))?;
    draft.set(&interface, "/ipv6Addresses", json!([{"ipv6Address": address.to_string()}]));
    Ok(format!("{name} has {address}"))
}
