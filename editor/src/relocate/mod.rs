//! Moving things: a new place, and where the container is another one, what AWS would make again for it.

mod readdress;
mod remake;

pub(crate) use readdress::{move_to_subnet, readdress};
pub(crate) use remake::remake_subnet;

use std::collections::BTreeSet;

use netyard_core::change::Change;
use netyard_core::model::{Placement, Resource, ResourceId, ResourceType};
use netyard_scene::{NodeKind, Point};

use crate::containment::{self, Ground, Home};
use crate::create::{near_border, share_along};
use crate::draft::Draft;
use crate::effect::Alternative;
use crate::facts;
use crate::geometry::Geometry;
use crate::session::Key;

/// A move that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Move<'a> {
    /// What moves; content moves along.
    pub(crate) keys: &'a [Key],
    /// How far, across.
    pub(crate) dx: i32,
    /// How far, down.
    pub(crate) dy: i32,
    /// The container under the pointer; `None` for the open drawing.
    pub(crate) target: Option<&'a Key>,
    /// Whether containers may change; not while the main modifier is held, and not for nudges.
    pub(crate) reparents: bool,
}

/// Why a move is refused.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NotMoved {
    /// Who refuses, and what to do instead.
    pub(crate) message: String,
    /// What can be done instead.
    pub(crate) alternatives: Vec<Alternative>,
}

impl From<String> for NotMoved {
    fn from(message: String) -> Self {
        Self { message, alternatives: Vec::new() }
    }
}

/// The ground that a container is.
pub(crate) fn ground_of(geometry: &Geometry, key: Option<&Key>) -> Ground {
    match key.and_then(|key| geometry.node(key.as_str())).map(|node| node.kind) {
        None => Ground::Open,
        Some(NodeKind::Region) => Ground::Region,
        Some(NodeKind::Vpc) => Ground::Vpc,
        Some(NodeKind::Zone) => Ground::Zone,
        Some(NodeKind::Subnet { .. }) => Ground::Subnet,
        Some(_) => Ground::Part,
    }
}

/// Carries a move out on the draft and says what it means: "into app-a as 10.20.10.12", or nothing for a mere move.
///
/// # Errors
/// A thing may not lie there; nothing moves then.
pub(crate) fn relocate(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
) -> Result<String, NotMoved> {
    let mut said = String::new();
    hold_neighbours(draft, geometry, asked.keys, asked.target.filter(|_| asked.reparents));
    for key in asked.keys {
        let text = relocate_one(draft, geometry, asked, key)?;
        if asked.keys.len() == 1 || said.is_empty() {
            said = text;
        }
    }
    if asked.keys.len() > 1
        && let Some((container, _)) = said.split_once(" as ")
    {
        said = container.to_owned();
    }
    Ok(said)
}

fn relocate_one(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    key: &Key,
) -> Result<String, NotMoved> {
    let Some(node) = geometry.node(key.as_str()) else { return Ok(String::new()) };
    if node.kind == NodeKind::Note {
        move_note(draft, key, (asked.dx, asked.dy));
        return Ok(String::new());
    }
    let Some(corner) = geometry.nominal_corner(key.as_str()).map(|corner| corner.moved(asked.dx, asked.dy))
    else {
        return Ok(String::new());
    };
    let resource_type = draft.document().resource(key.as_str()).and_then(Resource::resource_type);
    let home = resource_type.map(containment::home_of);
    match (home, resource_type) {
        (Some(Home::Border { loose }), _) => move_gateway(draft, geometry, asked, key, corner, loose),
        (Some(home @ (Home::Subnet | Home::Zone | Home::Region)), Some(resource_type)) => {
            let text = match new_container(draft, geometry, asked, key, home, resource_type)? {
                Some((container, text)) => {
                    place_inside(draft, geometry, key, Some(container.as_str()), corner);
                    return Ok(text);
                }
                None => String::new(),
            };
            move_inside(draft, geometry, key, corner);
            Ok(text)
        }
        _ => {
            move_inside(draft, geometry, key, corner);
            Ok(String::new())
        }
    }
}

/// Gives a thing a place in the container that it is in already.
fn move_inside(draft: &mut Draft<'_>, geometry: &Geometry, key: &Key, corner: Point) {
    let parent = geometry.parent(key.as_str()).map(|node| node.key.clone());
    place_inside(draft, geometry, key, parent.as_ref().map(ResourceId::as_str), corner);
}

fn place_inside(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    key: &Key,
    container: Option<&str>,
    corner: Point,
) {
    let origin = container.and_then(|key| geometry.node(key)).map(|node| node.origin).unwrap_or_default();
    let at = corner.moved(-origin.x, -origin.y);
    let (w, h) = match draft.document().placement.get(key.as_str()) {
        Some(Placement::Box { w, h, .. }) => (*w, *h),
        _ => (None, None),
    };
    draft.place(key.as_str(), Placement::Box { x: at.x, y: at.y, w, h });
}

/// What stands beside the moved things, where they were and where they go, keeps its place.
pub(crate) fn hold_neighbours(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    keys: &[Key],
    target: Option<&Key>,
) {
    let moved: BTreeSet<&Key> = keys.iter().collect();
    let parents: BTreeSet<&str> = keys
        .iter()
        .filter(|key| {
            geometry.node(key.as_str()).is_some_and(|node| !matches!(node.kind, NodeKind::BorderTile { .. }))
        })
        .filter_map(|key| geometry.parent(key.as_str()))
        .map(|node| node.key.as_str())
        .chain(target.map(Key::as_str))
        .collect();
    for parent in parents {
        pin_all_but(draft, geometry, Some(parent), &moved);
    }
}

/// The most siblings that are pinned: beyond, a container is left to the layout.
const MOST_PINNED: usize = 200;

/// What stands beside a moved thing keeps its place: nothing jumps because one thing was moved by hand.
pub(crate) fn pin_siblings(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    parent: Option<&str>,
    without: &[Key],
) {
    pin_all_but(draft, geometry, parent, &without.iter().collect());
}

fn pin_all_but(draft: &mut Draft<'_>, geometry: &Geometry, parent: Option<&str>, without: &BTreeSet<&Key>) {
    let Some(origin) = parent.and_then(|key| geometry.node(key)).map(|node| node.origin) else { return };
    let siblings = geometry.children(parent).filter(|node| {
        !without.contains(&node.key)
            && matches!(node.kind, NodeKind::Card | NodeKind::Subnet { .. } | NodeKind::Zone | NodeKind::Vpc)
    });
    let siblings: Vec<Key> = siblings.map(|node| node.key.clone()).collect();
    if siblings.len() > MOST_PINNED {
        return;
    }
    for sibling in siblings {
        let (w, h) = match draft.document().placement.get(sibling.as_str()) {
            Some(Placement::Box { w, h, .. }) => (*w, *h),
            _ => (None, None),
        };
        // Where the layout pushed it aside is where a person sees it: that is its place.
        if let Some(corner) = geometry.nominal_corner(sibling.as_str()) {
            let at = corner.moved(-origin.x, -origin.y);
            draft.place(sibling.as_str(), Placement::Box { x: at.x, y: at.y, w, h });
        }
    }
}

fn move_note(draft: &mut Draft<'_>, key: &Key, (dx, dy): (i32, i32)) {
    if let Some(note) = draft.document().notes.get(key.as_str()) {
        let mut note = note.clone();
        note.x = note.x.saturating_add(dx);
        note.y = note.y.saturating_add(dy);
        draft.change(Change::Note { id: key.to_string(), to: Some(note) });
    }
}

/// The container that the thing gets, with what that means; `None` if it stays in its own.
fn new_container(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    key: &Key,
    home: Home,
    resource_type: ResourceType,
) -> Result<Option<(Key, String)>, NotMoved> {
    if !asked.reparents {
        return Ok(None);
    }
    let ground = ground_of(geometry, asked.target);
    let target_key = asked.target.map(ResourceId::as_str);
    if !containment::admits(home, ground) {
        // A thing that has no container yet may stay in the open.
        if ground == Ground::Open && geometry.parent(key.as_str()).is_none() {
            return Ok(None);
        }
        let thing = with_article(resource_type);
        return Err(containment::refusal(draft.document(), &thing, resource_type, ground, target_key).into());
    }
    let Some(target) = asked.target else { return Ok(None) };
    match home {
        Home::Subnet => {
            let stands_there = geometry.parent(key.as_str()).is_some_and(|parent| parent.key == *target);
            if stands_there || facts::subnet_of(draft.document(), key.as_str()).as_ref() == Some(target) {
                return Ok(None);
            }
            let address = readdress::move_to_subnet(draft, key, target)?;
            let name = draft.document().display_name(target.as_str());
            let text = match address {
                Some(address) => format!("into {name} as {address}"),
                None => format!("into {name}"),
            };
            Ok(Some((target.clone(), text)))
        }
        Home::Zone => move_subnet(draft, geometry, key, target),
        Home::Region => {
            let own = facts::region_of_vpc(draft.document(), key.as_str()).to_owned();
            if own == target.as_str() {
                return Ok(None);
            }
            Err(format!(
                "{} stands in {own}: AWS cannot move a VPC to another Region. Make a new one in {}.",
                draft.document().display_name(key.as_str()),
                draft.document().display_name(target.as_str())
            )
            .into())
        }
        _ => Ok(None),
    }
}

/// A subnet keeps its VPC and zone for good (R-SUB-4); made again it may have others.
fn move_subnet(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    key: &Key,
    target: &Key,
) -> Result<Option<(Key, String)>, NotMoved> {
    let document = draft.document();
    let Some(subnet) = document.subnet(key.as_str()) else { return Ok(None) };
    let Some(vpc) = facts::vpc_of(document, target.as_str()) else { return Ok(None) };
    let zone = target.as_str().split_once('/').map(|(_, zone)| zone.to_owned());
    let same_vpc = subnet.vpc_id.as_ref() == Some(&vpc);
    let own_zone = subnet.availability_zone.clone().unwrap_or_default();
    let wanted_zone = zone.unwrap_or_else(|| {
        if same_vpc {
            own_zone.clone()
        } else {
            let site = crate::create::Site { key: Some(vpc.clone()), corner: None };
            crate::create::zone_at(document, geometry, vpc.as_str(), &site)
        }
    });
    let container = || {
        let key = ResourceId::new(&format!("{vpc}/{wanted_zone}"));
        if geometry.node(key.as_str()).is_some() { key } else { vpc.clone() }
    };
    if same_vpc && own_zone == wanted_zone {
        return Ok(None);
    }
    let name = document.display_name(key.as_str()).to_owned();
    // What was never in a VPC or zone is given one freely.
    if subnet.vpc_id.as_ref().is_none_or(|own| document.vpc(own.as_str()).is_none())
        || (same_vpc && own_zone.is_empty())
    {
        let vpc_name = document.display_name(vpc.as_str()).to_owned();
        let container = container();
        remake_subnet(draft, key, &vpc, &wanted_zone, None);
        return Ok(Some((container, format!("into {vpc_name}, zone {wanted_zone}"))));
    }
    let message = if same_vpc {
        format!(
            "{name} stands in zone {own_zone}: AWS cannot move a subnet to another zone. Make it again there."
        )
    } else {
        let own = subnet.vpc_id.as_ref().map_or("", |own| document.display_name(own.as_str()));
        format!("{name} belongs to {own}: AWS cannot move a subnet to another VPC. Make it again there.")
    };
    let place = if same_vpc { wanted_zone.clone() } else { document.display_name(vpc.as_str()).to_owned() };
    let changes = draft.try_out(|draft| {
        remake_subnet(draft, key, &vpc, &wanted_zone, None);
        draft.unplace(key.as_str());
    });
    Err(NotMoved {
        message,
        alternatives: vec![Alternative { label: format!("Make {name} again in {place}"), changes }],
    })
}

/// A gateway slides along the border of its VPC, goes to the border of another, or away from it.
fn move_gateway(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    key: &Key,
    corner: Point,
    loose: bool,
) -> Result<String, NotMoved> {
    let half = netyard_scene::shape::BORDER_TILE / 2;
    let middle = corner.moved(half, half);
    let own = facts::vpc_of(draft.document(), key.as_str());
    let target_vpc = asked.target.and_then(|target| facts::vpc_of(draft.document(), target.as_str()));
    let near = |vpc: &ResourceId| {
        geometry.rect(vpc.as_str()).is_some_and(|rect| rect.grown(DETACH).contains(middle))
    };
    if let Some(own) =
        own.clone().filter(|own| !asked.reparents || near(own) || !loose && target_vpc.is_none())
    {
        let stays = !asked.reparents || target_vpc.as_ref().is_none_or(|target| *target == own);
        if stays {
            slide(draft, geometry, key, &own, middle);
            return Ok(String::new());
        }
    }
    match (target_vpc, own) {
        (Some(target), own) if own.as_ref() != Some(&target) => {
            if !loose {
                let name = draft.document().display_name(key.as_str());
                return Err(format!(
                    "{name} belongs to its VPC for good. Make a new one on {}.",
                    draft.document().display_name(target.as_str())
                )
                .into());
            }
            if own.is_some() {
                draft.unset(key, "/vpcId");
            }
            crate::connect::associate::internet_gateway(draft, key, &target)?;
            slide(draft, geometry, key, &target, middle);
            Ok(format!("onto {}", draft.document().display_name(target.as_str())))
        }
        (None, Some(own)) if loose && asked.reparents => {
            draft.unset(key, "/vpcId");
            draft.place(key.as_str(), Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
            Ok(format!("detached from {}", draft.document().display_name(own.as_str())))
        }
        (_, Some(own)) => {
            slide(draft, geometry, key, &own, middle);
            Ok(String::new())
        }
        (_, None) => {
            move_inside(draft, geometry, key, corner);
            Ok(String::new())
        }
    }
}

/// How far from its VPC a gateway must be let go to be detached.
const DETACH: i32 = 60;

fn slide(draft: &mut Draft<'_>, geometry: &Geometry, key: &Key, vpc: &ResourceId, middle: Point) {
    use netyard_core::model::Side;
    let Some(rect) = geometry.rect(vpc.as_str()) else { return };
    let (side, at) = near_border(rect, middle).unwrap_or_else(|| {
        let sides = [
            (Side::Top, (middle.y - rect.y).abs()),
            (Side::Right, (middle.x - rect.right()).abs()),
            (Side::Bottom, (middle.y - rect.bottom()).abs()),
            (Side::Left, (middle.x - rect.x).abs()),
        ];
        let side =
            sides.into_iter().min_by_key(|(_, distance)| *distance).map_or(Side::Top, |(side, _)| side);
        (side, share_along(rect, side, middle))
    });
    draft.place(key.as_str(), Placement::Border { side, at });
}

/// The kind of a thing with its article: "a NAT gateway".
pub(crate) fn with_article(resource_type: ResourceType) -> String {
    crate::part::PARTS
        .iter()
        .find(|part| part.resource_type == Some(resource_type))
        .map_or_else(|| format!("a {}", facts::kind_word(resource_type)), |part| part.with_article.to_owned())
}

/// Moves a thing inside its own container, by so much.
pub(crate) fn shift(draft: &mut Draft<'_>, geometry: &Geometry, key: &Key, (dx, dy): (i32, i32)) {
    if geometry.node(key.as_str()).is_some_and(|node| node.kind == NodeKind::Note) {
        move_note(draft, key, (dx, dy));
    } else if let Some(corner) = geometry.nominal_corner(key.as_str()) {
        move_inside(draft, geometry, key, corner.moved(dx, dy));
    }
}
