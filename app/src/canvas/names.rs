//! The accessible names of what is drawn: "web-1, instance, in app-a, 2 connections, no findings".

use super::off::{is_full, is_off};
use netyard_core::expect::Fault;
use netyard_core::model::{Document, Resource, ResourceId, ResourceType, reserved};
use netyard_core::rules::{Finding, Severity};
use netyard_scene::Scene;
use netyard_scene::node::{Node, NodeKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What names and badges are made of, counted once for each drawing and each answer of the rules.
#[derive(Default)]
pub(super) struct Counted {
    scene: Arc<Scene>,
    findings: Arc<Vec<Finding>>,
    /// How many lines end at each node.
    connections: Vec<u32>,
    /// What [`findings_by_element`] gives.
    pub(super) found: BTreeMap<ResourceId, (Severity, usize)>,
}

/// What the names are made of.
pub(super) struct Names<'a> {
    document: &'a Document,
    counted: &'a Counted,
    is_checked: bool,
    off: &'a BTreeSet<Fault>,
}

impl Counted {
    /// Counts.
    pub(super) fn of(scene: Arc<Scene>, findings: Arc<Vec<Finding>>) -> Self {
        let mut connections = vec![0; scene.nodes().len()];
        for edge in scene.edges() {
            for end in [edge.from, edge.to] {
                if let Some(count) = connections.get_mut(end) {
                    *count += 1;
                }
            }
        }
        let found = findings_by_element(&findings, &scene);
        Self { scene, findings, connections, found }
    }

    /// Whether it is still what counting again would give.
    pub(super) fn holds_for(&self, scene: &Arc<Scene>, findings: &Arc<Vec<Finding>>) -> bool {
        Arc::ptr_eq(&self.scene, scene) && Arc::ptr_eq(&self.findings, findings)
    }
}

/// How many findings each thing is the first element of, and the worst severity.
fn findings_by_element(findings: &[Finding], scene: &Scene) -> BTreeMap<ResourceId, (Severity, usize)> {
    let mut found: BTreeMap<ResourceId, (Severity, usize)> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| !finding.accepted && !finding.expected) {
        // What is no box (a route table, a group) is marked at the first element that is drawn.
        let shown = finding.elements.iter().find_map(|element| scene.shown_by(element.as_str()));
        let Some(node) = shown.and_then(|at| scene.nodes().get(at)) else { continue };
        let entry = found.entry(node.key.clone()).or_insert((finding.severity, 0));
        entry.0 = entry.0.min(finding.severity);
        entry.1 += 1;
    }
    found
}

impl<'a> Names<'a> {
    /// The names in a drawing of which this is switched off; `is_checked` says whether no finding means that there is
    /// none.
    pub(super) fn new(
        document: &'a Document,
        counted: &'a Counted,
        is_checked: bool,
        off: &'a BTreeSet<Fault>,
    ) -> Self {
        Self { document, counted, is_checked, off }
    }

    /// The name of a node.
    pub(super) fn of(&self, node: &Node) -> String {
        let Counted { scene, connections, found, .. } = self.counted;
        let mut name = format!("{}, {}", node.name, self.kind(node));
        if node.kind == NodeKind::Note {
            return format!("Note: {}", if node.meta.is_empty() { &node.name } else { &node.meta });
        }
        let mut add = |text: &str| {
            name.push_str(", ");
            name.push_str(text);
        };
        if !node.meta.is_empty() {
            add(&node.meta);
        }
        if node.folded.is_some() {
            let holds = if node.inside.is_empty() { "nothing inside" } else { node.inside.as_str() };
            add(&format!("folded: {holds}"));
        }
        if node.watched.is_any() {
            add(&node.watched.words());
        }
        if let Some(parent) = node.parent.and_then(|at| scene.nodes().get(at)) {
            add(&format!("in {}", parent.name));
        }
        if is_off(scene, node, self.off) {
            add("switched off (what if)");
        }
        if is_full(node, self.off) {
            add("connection table full (what if)");
        }
        let place = scene.index_of(node.key.as_str());
        match place.and_then(|at| connections.get(at)).copied().unwrap_or(0) {
            0 => {}
            1 => add("1 connection"),
            many => add(&format!("{many} connections")),
        }
        match found.get(&node.key).map(|(_, count)| count) {
            None | Some(0) if self.is_checked => add("no findings"),
            None | Some(0) => {}
            Some(1) => add("1 finding"),
            Some(many) => add(&format!("{many} findings")),
        }
        name
    }

    fn kind(&self, node: &Node) -> String {
        match node.kind {
            NodeKind::Zone => return "Availability Zone".to_owned(),
            NodeKind::Subnet { public: Some(true) } => return "public subnet".to_owned(),
            NodeKind::Subnet { public: Some(false) } => return "private subnet".to_owned(),
            NodeKind::Subnet { public: None } => return "subnet whose routes are not known".to_owned(),
            NodeKind::Region => return "Region".to_owned(),
            _ => {}
        }
        let id = node.key.as_str();
        if id == reserved::INTERNET {
            return "any address outside".to_owned();
        }
        if reserved::service_of(id).is_some() {
            return "Regional service".to_owned();
        }
        match self.document.resource(id) {
            Some(Resource::Other(other)) => other.type_name().to_owned(),
            Some(Resource::VpcEndpoint(endpoint)) if endpoint.is_of_lattice() => {
                let is_resource = endpoint.vpc_endpoint_type == "Resource";
                if is_resource { "resource endpoint" } else { "service network endpoint" }.to_owned()
            }
            Some(resource) if resource.is_interface_endpoint() => "interface endpoint".to_owned(),
            Some(resource) if resource.is_gateway_load_balancer_endpoint() => {
                "Gateway Load Balancer endpoint".to_owned()
            }
            Some(resource) => resource.resource_type().map_or_else(String::new, word),
            None => String::new(),
        }
    }
}

/// The label of a type inside a sentence: "instance", but "VPC" and "NAT gateway".
fn word(resource_type: ResourceType) -> String {
    let label = resource_type.label();
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label.to_owned(),
    }
}
