//! Changes that move nothing: a rule of a security group, the state of an instance. Nodes and lines then stand as they
//! stood, and only the card that says the state is another one.
//!
//! What may stay is decided field by field: whatever is not known here to be without a place in the drawing lays it
//! out anew.

use std::sync::Arc;

use netyard_core::model::{Document, NetworkInterface, Resource};

use crate::layout::restated;
use crate::node::Node;
use crate::route_edge::edges_of;
use crate::scene::{Scene, SceneInput};

impl Scene {
    /// The scene after a change: what [`Scene::rebuilt`] gives for `after`, found without laying out anew where the
    /// change moves nothing. `before` is what this scene was made of.
    #[must_use]
    pub fn changed(&self, before: &SceneInput<'_>, after: &SceneInput<'_>) -> Self {
        self.kept(before, after).unwrap_or_else(|| self.rebuilt(after))
    }

    /// Whether nodes and lines are known to be those of the other scene but for what cards say, because
    /// [`Scene::changed`] has kept them.
    pub fn stands_still(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.index, &other.index) && Arc::ptr_eq(&self.edges, &other.edges)
    }

    fn kept(&self, before: &SceneInput<'_>, after: &SceneInput<'_>) -> Option<Self> {
        let (old, new) = (before.document, after.document);
        let is_framed_alike = before.folded == after.folded
            && before.public_subnets == after.public_subnets
            && before.unknown_subnets == after.unknown_subnets
            && (std::ptr::eq(before.links, after.links) || before.links == after.links)
            && old.placement == new.placement
            && old.notes == new.notes
            && old.resources.len() == new.resources.len();
        if !is_framed_alike {
            return None;
        }
        let mut cards: Vec<(usize, Node)> = Vec::new();
        let mut lines_stay = true;
        for ((id, was), (now_id, is)) in old.resources.iter().zip(&new.resources) {
            if id != now_id {
                return None;
            }
            if Arc::ptr_eq(was, is) {
                continue;
            }
            match meaning(was, is) {
                Meaning::Nothing => {}
                Meaning::Lines => lines_stay = false,
                // Whose it is stands beside the state.
                Meaning::State if has_accounts(new) => return None,
                Meaning::State => {
                    // Without a node it lies in a folded container.
                    let Some(at) = self.index_of(id.as_str()) else { continue };
                    let instance = new.instance(id.as_str())?;
                    cards.push((at, restated(new, self.nodes.get(at)?, instance)?));
                }
                Meaning::Layout => return None,
            }
        }
        let mut scene = self.clone();
        for (at, card) in cards {
            *scene.nodes.get_mut(at)? = card;
        }
        if !lines_stay {
            scene.edges = edges_of(after, &scene, self);
        }
        Some(scene)
    }
}

/// What the change of a resource means for the drawing, at most.
enum Meaning {
    /// Nothing of it is drawn.
    Nothing,
    /// Other lines.
    Lines,
    /// Another text on the card of an instance.
    State,
    /// Other places.
    Layout,
}

fn meaning(was: &Resource, is: &Resource) -> Meaning {
    // The name is drawn, also of what stands for a Region or a zone of that id.
    if was.name() != is.name() {
        return Meaning::Layout;
    }
    match (was, is) {
        (Resource::SecurityGroup(_), Resource::SecurityGroup(_))
        | (Resource::NetworkAcl(_), Resource::NetworkAcl(_))
        | (Resource::ManagedPrefixList(_), Resource::ManagedPrefixList(_))
        | (Resource::ByoipCidr(_), Resource::ByoipCidr(_))
        | (Resource::FirewallPolicy(_), Resource::FirewallPolicy(_))
        | (Resource::RuleGroup(_), Resource::RuleGroup(_))
        | (Resource::IpamPool(_), Resource::IpamPool(_)) => Meaning::Nothing,
        (
            Resource::HostedZone(_)
            | Resource::ResolverRule(_)
            | Resource::FirewallRuleGroup(_)
            | Resource::DhcpOptions(_),
            _,
        ) if is_named_alike(was, is) => Meaning::Nothing,
        (Resource::FlowLog(was), Resource::FlowLog(is)) if was.resource_id == is.resource_id => {
            Meaning::Nothing
        }
        (Resource::RouteTable(_), Resource::RouteTable(_)) => Meaning::Lines,
        (Resource::NetworkInterface(was), Resource::NetworkInterface(is)) if is_drawn_alike(was, is) => {
            Meaning::Nothing
        }
        (Resource::Instance(was), Resource::Instance(is)) if was.owner_id != is.owner_id => Meaning::Layout,
        (Resource::Instance(was), Resource::Instance(is)) if was.state == is.state => Meaning::Nothing,
        (Resource::Instance(_), Resource::Instance(_)) => Meaning::State,
        _ => Meaning::Layout,
    }
}

/// Records of a zone, servers of a rule, rules of a group are not drawn.
fn is_named_alike(was: &Resource, is: &Resource) -> bool {
    match (was, is) {
        (Resource::HostedZone(was), Resource::HostedZone(is)) => {
            was.config.private_zone == is.config.private_zone
                && was.vpcs == is.vpcs
                && was.owner_id == is.owner_id
        }
        (Resource::ResolverRule(was), Resource::ResolverRule(is)) => {
            was.rule_type == is.rule_type
                && was.domain_name == is.domain_name
                && was.delegation_record == is.delegation_record
                && was.resolver_endpoint_id == is.resolver_endpoint_id
                && was.vpc_ids == is.vpc_ids
                && was.owner_id == is.owner_id
        }
        (Resource::FirewallRuleGroup(was), Resource::FirewallRuleGroup(is)) => {
            was.firewall_rule_group_associations == is.firewall_rule_group_associations
                && was.owner_id == is.owner_id
        }
        _ => was == is,
    }
}

/// Groups and the check of its addresses are not drawn.
fn is_drawn_alike(was: &NetworkInterface, is: &NetworkInterface) -> bool {
    was.subnet_id == is.subnet_id
        && was.attachment == is.attachment
        && was.owner_id == is.owner_id
        && was.private_ip_addresses == is.private_ip_addresses
        && was.ipv6_addresses == is.ipv6_addresses
}

fn has_accounts(document: &Document) -> bool {
    document.resources.values().any(|resource| matches!(resource.as_ref(), Resource::Account(_)))
}
