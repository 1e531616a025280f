//! Moving things: a new place, and where the container is another one, what AWS would make again for it.

mod account;
mod function;
mod gateway;
mod name;
mod neighbours;
mod public_access;
mod readdress;
mod region;
mod remake;
mod site;
mod subnet;

pub(crate) use account::give_to_account;
pub(crate) use gateway::leaves_its_vpc;
pub(crate) use neighbours::{hold_neighbours, pin_siblings};
pub(crate) use readdress::{move_to_subnet, readdress};
pub(crate) use region::move_to_region;
pub(crate) use remake::remake_subnet;

use netyard_core::change::Change;
use netyard_core::model::{NatGateway, Placement, Resource, ResourceId, ResourceType, Task};
use netyard_scene::{NodeKind, Point};

use crate::containment::{self, Ground, Home};
use crate::draft::Draft;
use crate::effect::Alternative;
use crate::facts;
use crate::frame::Frame;
use crate::geometry::Geometry;
use crate::part::PartId;
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
        Some(NodeKind::Account) => Ground::Account,
        Some(NodeKind::Region) => Ground::Region,
        Some(NodeKind::Vpc) => Ground::Vpc,
        Some(NodeKind::Zone) => Ground::Zone,
        Some(NodeKind::Subnet { .. }) => Ground::Subnet,
        Some(NodeKind::Site) => Ground::Site,
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
    // What counts for a VPC from now on does not come to lie in it.
    if !name::only_associates(draft.document(), asked) {
        hold_neighbours(draft, geometry, asked.keys, asked.target.filter(|_| asked.reparents));
    }
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
    let resource = draft.document().resource(key.as_str());
    let resource_type = resource.and_then(Resource::resource_type);
    let home = resource.and_then(containment::home_of_resource);
    if let Some(part) = crate::part::part_of_reserved(key.as_str()).filter(|_| asked.reparents) {
        let home = containment::home_of_part(part.id);
        let ground = ground_of(geometry, asked.target);
        if !containment::admits(home, ground) {
            let target = asked.target.map(ResourceId::as_str);
            let what = (home, None);
            return Err(
                containment::refusal(draft.document(), part.with_article, what, ground, target).into()
            );
        }
    }
    let is_regional = draft.document().nat_gateway(key.as_str()).is_some_and(NatGateway::is_regional);
    let is_of_vpc = matches!(
        draft.document().resource(key.as_str()),
        Some(Resource::Firewall(_) | Resource::TargetGroup(_) | Resource::AutoScalingGroup(_))
    );
    if is_regional || is_of_vpc {
        stays_in_vpc(draft, asked, key)?;
        move_inside(draft, geometry, key, corner);
        return Ok(String::new());
    }
    if let Some(host) = draft.document().task(key.as_str()).and_then(Task::host).cloned() {
        stays_with_host(draft, asked, key, &host)?;
        move_inside(draft, geometry, key, corner);
        return Ok(String::new());
    }
    match (home, resource_type) {
        (Some(Home::Border { loose }), _) => {
            gateway::move_gateway(draft, geometry, asked, key, corner, loose)
        }
        (Some(home @ (Home::Site | Home::SiteBorder)), Some(resource_type)) => {
            refuse_ground(draft, geometry, asked, (home, resource_type), key)?;
            match home {
                Home::Site => site::move_host(draft, geometry, asked, key, corner),
                _ => Ok(site::move_customer_gateway(draft, geometry, asked, key, corner)),
            }
        }
        (Some(Home::RegionBorder), _) if matches!(node.kind, NodeKind::BorderTile { .. }) => {
            if let Some(text) = public_access::change_account(draft, geometry, asked, key)? {
                return Ok(text);
            }
            let half = netyard_scene::shape::BORDER_TILE / 2;
            if let Some(region) = geometry.parent(key.as_str()).map(|node| node.key.clone()) {
                gateway::slide(draft, geometry, key, &region, corner.moved(half, half));
            }
            Ok(String::new())
        }
        (Some(home @ (Home::Service | Home::World)), Some(resource_type)) if asked.reparents => {
            refuse_ground(draft, geometry, asked, (home, resource_type), key)?;
            if let Some(text) = account::change_account(draft, geometry, asked, key, corner) {
                return Ok(text);
            }
            stays_in_region(draft, geometry, asked, key)?;
            move_inside(draft, geometry, key, corner);
            Ok(String::new())
        }
        (Some(Home::Name), _) => name::move_name(draft, geometry, asked, key, corner),
        (Some(Home::SubnetOrRegion), _) => function::move_function(draft, geometry, asked, key, corner),
        (Some(home @ (Home::Subnet | Home::Zone | Home::Region)), Some(resource_type)) => {
            if home == Home::Region
                && let Some(text) = account::change_account(draft, geometry, asked, key, corner)
            {
                return Ok(text);
            }
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

/// A task that shares the network of its instance stands where that stands.
fn stays_with_host(
    draft: &Draft<'_>,
    asked: &Move<'_>,
    key: &Key,
    host: &ResourceId,
) -> Result<(), NotMoved> {
    let document = draft.document();
    let target = asked.target.filter(|_| asked.reparents);
    let Some(target) = target.and_then(|target| facts::subnet_of(document, target.as_str())) else {
        return Ok(());
    };
    if facts::subnet_of(document, host.as_str()).is_none_or(|own| own == target) || asked.keys.contains(host)
    {
        return Ok(());
    }
    let (task, host) = (document.display_name(key.as_str()), document.display_name(host.as_str()));
    Err(format!("{task} runs on {host} and stands where that stands. Move {host}.").into())
}

/// A regional NAT gateway (R-RNAT-1), a firewall and a target group serve one VPC: they are not moved to another one, and
/// into no subnet.
fn stays_in_vpc(draft: &Draft<'_>, asked: &Move<'_>, key: &Key) -> Result<(), NotMoved> {
    let document = draft.document();
    let own = facts::vpc_of(document, key.as_str());
    let target = asked.target.filter(|_| asked.reparents);
    let Some(target) = target.and_then(|target| facts::vpc_of(document, target.as_str())) else {
        return Ok(());
    };
    match own {
        Some(own) if own != target => {
            let name = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
            Err(format!("{} serves {} for good. Make a new one in {}.", name(key), name(&own), name(&target))
                .into())
        }
        _ => Ok(()),
    }
}

/// A thing is not moved where it may not lie. One in the open may stay there.
fn refuse_ground(
    draft: &Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    (home, resource_type): (Home, ResourceType),
    key: &Key,
) -> Result<(), NotMoved> {
    let ground = ground_of(geometry, asked.target);
    let stays = ground == Ground::Open && geometry.parent(key.as_str()).is_none();
    if !asked.reparents || stays || containment::admits(home, ground) {
        return Ok(());
    }
    let (thing, target) = (with_article(resource_type), asked.target.map(ResourceId::as_str));
    let what = (home, Some(resource_type));
    Err(containment::refusal(draft.document(), &thing, what, ground, target).into())
}

/// What belongs to a Region stays in it, outside of its VPCs: a transit gateway (R-TGW-1).
fn stays_in_region(
    draft: &Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    key: &Key,
) -> Result<(), NotMoved> {
    let document = draft.document();
    let Some(own) = Frame::of_thing(document, key.as_str()).filter(|own| own.region.is_some()) else {
        return Ok(());
    };
    match account::frame_under(draft, geometry, asked, &own) {
        Some(to) if to.region != own.region => Err(format!(
            "{} belongs to {} for good. Draw another one in {}, and connect the two.",
            document.display_name(key.as_str()),
            document.display_name(own.region()),
            document.display_name(to.region())
        )
        .into()),
        _ => Ok(()),
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
        let resource = draft.document().resource(key.as_str());
        let thing = match resource.filter(|resource| resource.is_interface_endpoint()) {
            Some(_) => PartId::InterfaceEndpoint.part().with_article.to_owned(),
            None => with_article(resource_type),
        };
        let what = (home, Some(resource_type));
        return Err(containment::refusal(draft.document(), &thing, what, ground, target_key).into());
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
        Home::Zone => subnet::move_subnet(draft, geometry, key, target),
        Home::Region => {
            let Some(own) = Frame::of_thing(draft.document(), key.as_str()) else { return Ok(None) };
            match account::frame_under(draft, geometry, asked, &own) {
                Some(to) if to.region != own.region => {
                    Err(region::refused(draft, geometry, asked, key, &own, &to))
                }
                _ => Ok(None),
            }
        }
        _ => Ok(None),
    }
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
