//! Lines as things of their own: a line from a subnet to the target of its routes can be selected and deleted. Other
//! lines stand for a thing that is drawn: a peering connection, a gateway, an endpoint. So does a line between two sites,
//! which the routers of both have rows for ([`crate::site_line`]).

use netyard_core::model::{Document, Resource, ResourceId};
use netyard_scene::route_edge::{Edge, EdgeKind};
use netyard_scene::{NodeKind, Point, Scene};

use crate::connect::associate;
use crate::draft::Draft;
use crate::editor::Editor;
use crate::effect::Alternative;
use crate::event::PointerKind;
use crate::facts;
use crate::name_line::{remove_name_line, words_of_name_line};
use crate::session::Key;
use crate::site_line::{remove_site_line, rows_of_site_line, words_of};
use crate::target_line::{remove_target_line, rows_of_target_line};

/// The two ends of the key of a line: the subnet, and what its routes lead to.
pub fn ends_of_line(key: &str) -> Option<(&str, &str)> {
    key.split_once('>')
}

/// What takes packets of a subnet to a target: its table, and the rows that lead there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRoutes {
    /// The route table that decides for the subnet.
    pub table: ResourceId,
    /// Rows of it with that target, with their destinations. Empty for a gateway endpoint, whose route AWS writes.
    pub rows: Vec<(String, String)>,
    /// Other subnets that the table decides for.
    pub sharing: Vec<ResourceId>,
}

/// The routes that a line stands for; `None` if there are none.
pub fn routes_of_line(document: &Document, subnet: &str, target: &str) -> Option<LineRoutes> {
    let (id, table) = facts::effective_table(document, subnet)?;
    let leads_there = |own: Option<&ResourceId>| own.is_some_and(|own| own.as_str() == target);
    let rows: Vec<(String, String)> = table
        .routes
        .iter()
        .filter(|(_, route)| leads_there(route.target()))
        .map(|(row, route)| (row.to_string(), route.destination_text()))
        .collect();
    let by_endpoint = document.vpc_endpoint(target).is_some_and(|own| own.route_table_ids.contains(id));
    if rows.is_empty() && !by_endpoint {
        return None;
    }
    let vpc = document.subnet(subnet)?.vpc_id.as_ref()?;
    let sharing = facts::subnets_of(document, vpc.as_str())
        .into_iter()
        .filter(|(other, _)| {
            other.as_str() != subnet
                && facts::effective_table(document, other.as_str()).is_some_and(|(own, _)| own == id)
        })
        .map(|(other, _)| other.clone())
        .collect();
    Some(LineRoutes { table: id.clone(), rows, sharing })
}

/// Takes the routes of a line away and says what went. Others that share the table lose them, too.
///
/// # Errors
/// The line stands for no route.
pub(crate) fn remove_line(draft: &mut Draft<'_>, key: &Key) -> Result<String, String> {
    let (subnet, target) = ends_of_line(key.as_str()).unwrap_or_default();
    if let Some(text) = remove_site_line(draft, subnet, target) {
        return Ok(text);
    }
    if let Some(text) = remove_target_line(draft, subnet, target) {
        return Ok(text);
    }
    if let Some(text) = remove_name_line(draft, subnet, target) {
        return Ok(text);
    }
    let document = draft.document();
    let Some(found) = routes_of_line(document, subnet, target) else {
        return Err("This line stands for no route. Select what is at its ends.".to_owned());
    };
    let called = |id: &str| document.display_name(id).to_owned();
    let (table, target_name) = (called(found.table.as_str()), called(target));
    let sharing: Vec<String> = found.sharing.iter().map(|id| called(id.as_str())).collect();
    let mut text = if found.rows.is_empty() {
        let id = ResourceId::new(target);
        let kept: Vec<ResourceId> = document
            .vpc_endpoint(target)
            .map(|own| own.route_table_ids.iter().filter(|own| **own != found.table).cloned().collect())
            .unwrap_or_default();
        draft.set_ids(&id, "/routeTableIds", &kept);
        format!("{table} holds the route of {target_name} no longer")
    } else {
        for (row, _) in &found.rows {
            draft.unset(&found.table, &format!("/routes/{row}"));
        }
        let destinations = facts::name_list(found.rows.iter().map(|(_, to)| to.as_str()), "and");
        format!("Deleted {destinations} → {target_name} of {table}")
    };
    if !sharing.is_empty() {
        let names = facts::name_list(sharing.iter().map(String::as_str), "and");
        let verb = if sharing.len() == 1 { "uses" } else { "use" };
        text.push_str(". ");
        text.push_str(&names);
        text.push(' ');
        text.push_str(verb);
        text.push_str(" it too");
    }
    Ok(text)
}

/// Instead of a deletion that others feel: they keep the routes, and the subnet gets a table of its own without them.
/// On the drawing as it is after the deletion; `before` is the one before.
fn only_here(draft: &mut Draft<'_>, before: &Document, key: &Key) -> Option<String> {
    let (subnet, target) = ends_of_line(key.as_str())?;
    let found = routes_of_line(before, subnet, target).filter(|found| !found.sharing.is_empty())?;
    let old = before.resource(found.table.as_str())?;
    let Resource::RouteTable(table) = old else { return None };
    let name = before.display_name(subnet).to_owned();
    let value = old.to_value();
    for (row, _) in &found.rows {
        let path = format!("/routes/{row}");
        draft.set(&found.table, &path, value.pointer(&path)?.clone());
    }
    let endpoint = ResourceId::new(target);
    if let Some(own) = before.vpc_endpoint(target).filter(|_| found.rows.is_empty()) {
        draft.set_ids(&endpoint, "/routeTableIds", &own.route_table_ids);
    }
    let mut own = table.clone();
    own.routes.retain(|row, _| found.rows.iter().all(|(gone, _)| gone != row.as_str()));
    own.main = false;
    own.subnet_ids.clear();
    own.name = Some(facts::unique_name(draft.document(), &format!("rtb-{name}")));
    let own = draft.add(own);
    associate::route_table(draft, &own, &ResourceId::new(subnet));
    Some(format!("Only for {name}"))
}

/// Whether a line is that of two sites.
fn is_between_sites(scene: &Scene, edge: &Edge) -> bool {
    let is_site = |at: usize| scene.nodes().get(at).is_some_and(|node| node.kind == NodeKind::Site);
    is_site(edge.from) && is_site(edge.to)
}

impl Editor {
    /// The line with this key.
    pub(crate) fn line(&self, key: &str) -> Option<&Edge> {
        ends_of_line(key)?;
        self.geometry.scene().edges().iter().find(|edge| edge.id == key)
    }

    /// Whether a key names something: what is drawn, a resource, a line.
    pub(crate) fn exists(&self, key: &Key) -> bool {
        self.geometry.node(key.as_str()).is_some()
            || self.document.resources.contains_key(key)
            || self.line(key.as_str()).is_some()
    }

    /// What a press on a line at this point takes: the line itself where it stands for routes, else the thing that it
    /// belongs to. Lines that are shown only for the selection count while they are.
    pub(crate) fn line_at(&self, point: Point, kind: PointerKind) -> Option<Key> {
        let scene = self.geometry.scene();
        let margin = self.margin(kind);
        let is_shown = |edge: &Edge| {
            let selected = |at: usize| {
                scene.nodes().get(at).is_some_and(|node| self.session.selection.contains(node.key.as_str()))
            };
            edge.at_rest
                || selected(edge.from)
                || selected(edge.to)
                || self.session.selection.contains(&edge.id)
        };
        let hits = self.geometry.hits();
        let at = hits
            .edge_at(scene, point, margin, true)
            .filter(|at| scene.edges().get(*at).is_some_and(is_shown))
            .or_else(|| hits.edge_at(scene, point, margin, false))?;
        let edge = scene.edges().get(at)?;
        let (from, to) = (scene.nodes().get(edge.from)?, scene.nodes().get(edge.to)?);
        if edge.is_thing() {
            return Some(ResourceId::new(&edge.id));
        }
        Some(match (edge.kind, from.kind) {
            (EdgeKind::Route, NodeKind::Subnet { .. }) => ResourceId::new(&edge.id),
            _ if is_between_sites(scene, edge) || self.leads_to_target(edge) || self.is_of_name(edge) => {
                ResourceId::new(&edge.id)
            }
            _ if to.kind == NodeKind::LinkTile => to.key.clone(),
            _ => from.key.clone(),
        })
    }

    /// A line in words: "Line from subnet-a to igw-shop: 0.0.0.0/0 in rtb-a".
    pub(crate) fn line_text(&self, key: &str) -> Option<String> {
        let (subnet, target) = ends_of_line(key)?;
        self.line(key)?;
        let called = |id: &str| self.document.display_name(id).to_owned();
        let rows = rows_of_site_line(&self.document, subnet, target);
        if !rows.is_empty() {
            let (one, other) = (called(subnet), called(target));
            return Some(format!("Line between {one} and {other}: {}", words_of(&self.document, &rows)));
        }
        let mut text = format!("Line from {} to {}", called(subnet), called(target));
        let rows = rows_of_target_line(&self.document, subnet, target);
        if !rows.is_empty() {
            let words: Vec<&str> = rows.iter().map(|row| row.words.as_str()).collect();
            return Some(format!("{text}: {}", words.join(", ")));
        }
        if let Some(words) = words_of_name_line(&self.document, subnet, target) {
            return Some(format!("{text}: {words}"));
        }
        if let Some(found) = routes_of_line(&self.document, subnet, target) {
            let destinations = facts::name_list(found.rows.iter().map(|(_, to)| to.as_str()), "and");
            let colon = if destinations.is_empty() { ", in " } else { " in " };
            text.push_str(if destinations.is_empty() { "" } else { ": " });
            text.push_str(&destinations);
            text.push_str(colon);
            text.push_str(&called(found.table.as_str()));
        }
        Some(text)
    }

    /// Whether a line is one behind a load balancer.
    fn leads_to_target(&self, edge: &Edge) -> bool {
        edge.kind == EdgeKind::Traffic
            && ends_of_line(&edge.id)
                .is_some_and(|(from, to)| !rows_of_target_line(&self.document, from, to).is_empty())
    }

    /// Whether a line is one of a zone, a rule, a group or an option set.
    fn is_of_name(&self, edge: &Edge) -> bool {
        edge.kind == EdgeKind::Association
            && ends_of_line(&edge.id)
                .is_some_and(|(from, to)| words_of_name_line(&self.document, from, to).is_some())
    }

    /// Whether the selection has lines of its own: a subnet with routes, what is attached to something, or such a line.
    pub(crate) fn has_lines(&self) -> bool {
        self.session.selection.only().is_some_and(|key| !self.lines_of(key).is_empty())
    }

    /// To the first line of what is selected, or from a line to the next one of what it belongs to.
    pub(crate) fn go_next_line(&mut self) {
        let Some(key) = self.session.selection.only().cloned() else { return };
        let lines = self.lines_of(&key);
        let next = lines.iter().position(|line| *line == key).map_or(0, |at| (at + 1) % lines.len());
        if let Some(line) = lines.get(next).cloned() {
            self.select(vec![line.clone()], crate::event::SelectMode::Replace);
            let text = self.line_text(line.as_str()).unwrap_or_else(|| self.description(&line));
            self.say(format!("{text}, {} of {}", next + 1, lines.len()));
        }
    }

    fn lines_of(&self, key: &Key) -> Vec<Key> {
        let scene = self.geometry.scene();
        let end = match ends_of_line(key.as_str()) {
            Some((subnet, _)) => scene.index_of(subnet),
            None => scene.index_of(key.as_str()).or_else(|| self.end_of_thing(key)),
        };
        let Some(end) = end else { return Vec::new() };
        let is_subnet =
            scene.nodes().get(end).is_some_and(|node| matches!(node.kind, NodeKind::Subnet { .. }));
        let is_own = |edge: &&Edge| {
            (edge.is_thing()
                || is_between_sites(scene, edge)
                || self.leads_to_target(edge)
                || self.is_of_name(edge))
                && (edge.from == end || edge.to == end)
                || is_subnet && edge.from == end && edge.kind == EdgeKind::Route
        };
        scene.edges().iter().filter(is_own).map(|edge| ResourceId::new(&edge.id)).collect()
    }

    /// What a line that is a thing leads to: the gateway.
    fn end_of_thing(&self, key: &Key) -> Option<usize> {
        let mut edges = self.geometry.scene().edges().iter();
        edges.find(|edge| edge.id == key.as_str()).map(|edge| edge.to)
    }

    /// What can be meant instead of a deletion of lines: that only their own subnet loses the routes.
    pub(crate) fn instead_of_lines(&mut self, before: &Document, lines: &[Key]) -> Vec<Alternative> {
        let [line] = lines else { return Vec::new() };
        let mut ids = self.ids.clone();
        let mut draft = Draft::new(&self.document, &mut ids);
        let label = only_here(&mut draft, before, line);
        label.map(|label| Alternative { label, changes: draft.finish() }).into_iter().collect()
    }
}
