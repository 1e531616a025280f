//! Parts that are not in the drawing yet: dragged from the parts list, or put by clicks.

use netyard_core::model::ResourceType;
use netyard_scene::{NodeKind, Point, Rect, shape};

use super::State;
use crate::containment::{self, Ground, Home};
use crate::create::{self, Site};
use crate::draft::Draft;
use crate::editor::Editor;
use crate::effect::{Alternative, Effect};
use crate::event::{Modifiers, PartEvent};
use crate::facts;
use crate::overlay::{DropPreview, DropVerdict, Ghost};
use crate::part::PartId;
use crate::relocate::ground_of;
use crate::session::Key;
use crate::snap::to_grid;

/// A part is on its way from the list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placing {
    /// The part.
    pub(crate) part: PartId,
    /// Where the pointer is on the canvas; `None` while it is elsewhere.
    pub(crate) at: Option<(f64, f64)>,
    /// Keys held.
    pub(crate) modifiers: Modifiers,
}

impl Editor {
    /// A part is dragged from the parts list.
    pub(crate) fn part(&mut self, event: PartEvent) {
        match event {
            PartEvent::Start { part } => {
                self.cancel_gesture();
                self.overlay.legal_targets = legal_targets(self, part);
                self.state = State::Placing(Placing { part, at: None, modifiers: Modifiers::default() });
            }
            PartEvent::Move { x, y, modifiers, time } => {
                self.now = time;
                let State::Placing(state) = &mut self.state else { return };
                state.at = Some((x, y));
                state.modifiers = modifiers;
                let part = state.part;
                let point = self.session.camera.to_drawing(x, y);
                preview(self, part, point, modifiers);
            }
            PartEvent::Leave => {
                if let State::Placing(state) = &mut self.state {
                    state.at = None;
                }
                self.overlay.ghost = None;
                self.overlay.drop = None;
            }
            PartEvent::Drop => {
                let State::Placing(Placing { part, at, modifiers }) = std::mem::take(&mut self.state) else {
                    return;
                };
                self.overlay = crate::overlay::Overlay::default();
                if let Some((x, y)) = at {
                    let point = self.session.camera.to_drawing(x, y);
                    put(self, part, point, modifiers);
                }
            }
            PartEvent::Cancel => {
                self.cancel_gesture();
            }
        }
    }
}

/// Shows where a part would stand and what would become of it.
pub(crate) fn preview(editor: &mut Editor, part: PartId, point: Point, modifiers: Modifiers) {
    let rect = ghost_rect(editor, part, point);
    editor.overlay.ghost = Some(Ghost { part, rect });
    let target = target_at(editor, part, point, modifiers);
    // The verdict stays while the pointer moves over one target: it costs a trial.
    let border = is_tile(part);
    let words = beside_text(editor, part, point);
    let site = site_at(target.clone(), rect, words.is_some());
    // Over the ground of a zone a subnet lands elsewhere than over a subnet in it.
    let says_so = |verdict: &DropVerdict| match (verdict, &words) {
        (DropVerdict::Valid { text }, Some(words)) => text == words,
        (DropVerdict::Valid { text }, None) => !text.contains(BESIDE),
        (DropVerdict::Invalid { .. }, _) => true,
    };
    let drop = editor.overlay.drop.as_ref();
    let known = drop.is_some_and(|drop| drop.target == target && says_so(&drop.verdict)) && !border;
    if known {
        if let Some(drop) = &mut editor.overlay.drop {
            drop.at = point;
        }
        return;
    }
    let verdict = if let Err(reason) = check(editor, part, &site, modifiers) {
        DropVerdict::Invalid { reason }
    } else {
        let mut ids = editor.ids.clone();
        let mut draft = Draft::new(&editor.document, &mut ids);
        match create::create(&mut draft, &editor.geometry, part, &site) {
            Ok(made) => DropVerdict::Valid {
                text: words.unwrap_or_else(|| made.preview(&editor.document, target.as_ref())),
            },
            Err(reason) => DropVerdict::Invalid { reason },
        }
    };
    editor.overlay.drop = Some(DropPreview { target, at: point, verdict });
}

/// Puts a part at a point.
pub(crate) fn put(editor: &mut Editor, part: PartId, point: Point, modifiers: Modifiers) {
    let rect = ghost_rect(editor, part, point);
    let target = target_at(editor, part, point, modifiers);
    let site = site_at(target, rect, beside(editor, part, point).is_some());
    editor.overlay = crate::overlay::Overlay::default();
    if let Err(reason) = check(editor, part, &site, modifiers) {
        let instead = nearest_home(editor, part, point);
        editor.refuse_offering(Some(point), reason, instead.into_iter().collect());
        return;
    }
    if let Some(key) = editor.create_on(part, &site, Some(point))
        && part == PartId::Note
    {
        editor.emit(Effect::BeginRename(key));
    }
    editor.put_tool_away();
}

/// The thing that the part would lie beside, because it is dropped on it and cannot lie in it.
fn beside(editor: &Editor, part: PartId, point: Point) -> Option<&netyard_scene::Node> {
    let home = containment::home_of_part(part);
    let container = editor.geometry.container_at(point, &[])?;
    (containment::landing(&editor.geometry, home, container) != container.key).then_some(container)
}

const BESIDE: &str = ", beside ";

/// "into vpc-1, beside subnet-a", where the part lies beside what it is dropped on.
fn beside_text(editor: &Editor, part: PartId, point: Point) -> Option<String> {
    let sibling = beside(editor, part, point)?.key.as_str();
    let vpc = crate::facts::vpc_of(&editor.document, sibling)?;
    let document = &editor.document;
    let (vpc, sibling) = (document.display_name(vpc.as_str()), document.display_name(sibling));
    Some(format!("into {vpc}{BESIDE}{sibling}"))
}

/// Beside another thing the layout finds the room, else a part lies where it was dropped.
fn site_at(key: Option<Key>, rect: Rect, beside: bool) -> Site {
    Site { key, corner: (!beside).then(|| Point::new(rect.x, rect.y)) }
}

/// Whether the table of homes admits the part there.
pub(crate) fn check(editor: &Editor, part: PartId, site: &Site, modifiers: Modifiers) -> Result<(), String> {
    let ground = ground(editor, site);
    let resource_type = part.part().resource_type;
    let home = containment::home_of_part(part);
    let key = site.key.as_ref().map(Key::as_str);
    // The main modifier leaves a part outside of every container on purpose.
    if containment::admits(home, ground)
        || (modifiers.primary && home == Home::Subnet && ground == Ground::Open)
    {
        return Ok(());
    }
    if ground == Ground::Part && takes_parts(&editor.document, resource_type, key) {
        return Ok(());
    }
    Err(containment::refusal(&editor.document, part.part().with_article, (home, resource_type), ground, key))
}

/// What a site is made of; a part stands for the subnet that it stands in, where that is what is wanted.
fn ground(editor: &Editor, site: &Site) -> Ground {
    ground_of(&editor.geometry, site.key.as_ref())
}

/// Addresses, groups and flow logs are dropped on parts.
fn takes_parts(
    document: &netyard_core::model::Document,
    resource_type: Option<ResourceType>,
    key: Option<&str>,
) -> bool {
    let Some(key) = key else { return false };
    match resource_type {
        Some(ResourceType::SecurityGroup | ResourceType::FlowLog) => {
            crate::facts::interface_of(document, key).is_some()
        }
        Some(ResourceType::ElasticIp) => true,
        _ => false,
    }
}

/// What a part would be dropped on: for addresses, groups and flow logs the part under the pointer, else the container.
fn target_at(editor: &Editor, part: PartId, point: Point, modifiers: Modifiers) -> Option<Key> {
    if modifiers.primary && containment::home_of_part(part) == Home::Subnet {
        return None;
    }
    if part == PartId::Note {
        return None;
    }
    if let Some(node) = editor.geometry.part_at(point)
        && crate::connect::associate::takes(&editor.document, node.key.as_str(), part)
    {
        return Some(node.key.clone());
    }
    let home = containment::home_of_part(part);
    if home == Home::OnHub {
        return editor.geometry.part_at(point).map(|node| node.key.clone());
    }
    let container = editor.geometry.container_at(point, &[]);
    if let Some(vpc) = containment::vpc_near(&editor.geometry, home, container, point) {
        return Some(vpc);
    }
    if let Some(container) = container {
        return Some(containment::landing(&editor.geometry, home, container));
    }
    // A gateway just outside of a border means that border.
    if is_tile(part) {
        let near = |node: &&netyard_scene::Node| {
            node.kind == NodeKind::Vpc && node.rect.grown(shape::BORDER_TILE).contains(point)
        };
        return editor.geometry.nodes().iter().find(near).map(|node| node.key.clone());
    }
    None
}

fn is_tile(part: PartId) -> bool {
    matches!(containment::home_of_part(part), Home::Border { .. })
}

/// The containers that would take the part.
fn legal_targets(editor: &Editor, part: PartId) -> Vec<Key> {
    let home = containment::home_of_part(part);
    if home == Home::Anywhere {
        return Vec::new();
    }
    let containers = editor.geometry.nodes().iter().filter(|node| node.is_container());
    if home == Home::Name {
        // It stands anywhere; on a VPC it counts for that, where it is no public zone and no health check.
        let is_public = matches!(part, PartId::PublicHostedZone | PartId::HealthCheck);
        let vpcs = containers.filter(|node| node.kind == NodeKind::Vpc && !is_public);
        return vpcs.map(|node| node.key.clone()).collect();
    }
    containers
        .filter(|node| containment::admits(home, ground_of(&editor.geometry, Some(&node.key))))
        .map(|node| node.key.clone())
        .collect()
}

/// The nearest place that takes a part which was dropped elsewhere; for a NAT gateway rather in a public subnet
/// (R-NAT-2). The layout finds the place inside.
fn nearest_home(editor: &Editor, part: PartId, point: Point) -> Option<Alternative> {
    let home = containment::home_of_part(part);
    let targets = legal_targets(editor, part);
    let far = |key: &Key| {
        let rect = editor.geometry.rect(key.as_str()).unwrap_or_default();
        let outside = |at: i32, low: i32, high: i32| i64::from((low - at).max(at - high).max(0));
        let (dx, dy) = (outside(point.x, rect.x, rect.right()), outside(point.y, rect.y, rect.bottom()));
        let unfit = part == PartId::NatGateway && !facts::is_public(&editor.document, key.as_str());
        (unfit, dx * dx + dy * dy)
    };
    // Of a container and what is in it, the container comes first, and is taken where both are equally near.
    let key = targets.into_iter().min_by_key(far);
    if key.is_none() && !matches!(home, Home::World | Home::Open) {
        return None;
    }
    let label = match &key {
        None => "Put it outside".to_owned(),
        Some(key) => {
            let on = matches!(home, Home::Border { .. } | Home::OnNetwork | Home::BetweenVpcs);
            let word = if on { "on" } else { "in" };
            format!("Put it {word} {}", facts::called(&editor.document, key.as_str()))
        }
    };
    let mut ids = editor.ids.clone();
    let mut draft = Draft::new(&editor.document, &mut ids);
    create::create(&mut draft, &editor.geometry, part, &Site { key, corner: None }).ok()?;
    Some(Alternative { label, changes: draft.finish() })
}

/// The frame of a part that is not there yet: under the pointer, on the grid.
fn ghost_rect(editor: &Editor, part: PartId, point: Point) -> Rect {
    let (w, h) = match part {
        PartId::Account => (360, 180),
        PartId::Region => (420, 300),
        PartId::Vpc => (320, 200),
        PartId::AvailabilityZone => (220, 160),
        PartId::Subnet => (200, 90),
        PartId::OnPremisesSite => (240, 126),
        PartId::InternetGateway
        | PartId::EgressOnlyInternetGateway
        | PartId::VpnGateway
        | PartId::S3Endpoint
        | PartId::DynamoDbEndpoint
        | PartId::VpcPeering => (shape::BORDER_TILE, shape::BORDER_TILE),
        PartId::Note => (120, 28),
        _ => (shape::CARD_WIDTH, shape::CARD_HEIGHT),
    };
    // Containers are held by their header, cards by their middle.
    let corner = match part {
        PartId::Account
        | PartId::Region
        | PartId::Vpc
        | PartId::AvailabilityZone
        | PartId::Subnet
        | PartId::OnPremisesSite => point.moved(-40, -14),
        _ => point.moved(-w / 2, -h / 2),
    };
    let corner =
        if editor.session.snapping { Point::new(to_grid(corner.x), to_grid(corner.y)) } else { corner };
    Rect::new(corner.x, corner.y, w, h)
}

/// Moving the view while something is held at its edge.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct EdgePan {
    /// Since when the pointer is at the edge.
    since: Option<f64>,
    /// The last time.
    last: f64,
}

/// How wide the edge is, in screen pixels.
const EDGE: f64 = 28.0;
/// How long the pointer rests there before the view moves, in milliseconds.
const DELAY: f64 = 200.0;
/// How fast the view moves, in screen pixels a millisecond.
const SPEED: f64 = 0.6;

impl EdgePan {
    /// Moves the view if it is time. Says whether it moved.
    pub(crate) fn tick(&mut self, editor: &mut Editor, at: (f64, f64), time: f64) -> bool {
        let (width, height) = editor.session.viewport;
        let along = |value: f64, size: f64| {
            if value < EDGE {
                -1.0
            } else if value > size - EDGE {
                1.0
            } else {
                0.0
            }
        };
        let (x, y) = (along(at.0, width), along(at.1, height));
        if x == 0.0 && y == 0.0 {
            self.since = None;
            return false;
        }
        let since = *self.since.get_or_insert(time);
        if time - since < DELAY {
            self.last = time;
            return false;
        }
        let passed = (time - self.last).clamp(0.0, 50.0);
        self.last = time;
        let camera = editor.session.camera.scrolled(x * passed * SPEED, y * passed * SPEED);
        let moved = camera != editor.session.camera;
        editor.move_camera(camera, false);
        moved
    }
}
