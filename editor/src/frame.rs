//! Accounts and Regions as frames: in which of them a thing stands that no VPC or subnet holds.

use netyard_core::model::{Document, Placement, Resource, ResourceId};
use netyard_scene::{FrameKey, NodeKind, Point, region_key, shape};
use std::collections::BTreeSet;

use crate::connect::names;
use crate::create::inside;
use crate::draft::Draft;
use crate::facts::{self, HOME_REGION};
use crate::geometry::Geometry;
use crate::session::Key;

/// Room between the border of a Region and the inside corner where its first VPC stands.
const REGION_INSET: (i32, i32) = (shape::REGION_PADDING, shape::REGION_TOP);

/// An account and a Region, as far as a thing or a container tells them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frame {
    /// The account, where it is drawn.
    pub(crate) account: Option<ResourceId>,
    /// The name of the Region.
    pub(crate) region: Option<String>,
}

impl Frame {
    /// What a container is: an account, a Region in one, a Region in the open. `None` for everything else.
    pub(crate) fn of_container(document: &Document, geometry: &Geometry, key: &str) -> Option<Self> {
        match geometry.node(key)?.kind {
            NodeKind::Account => Some(Self { account: Some(ResourceId::new(key)), region: None }),
            NodeKind::Region => Some(match FrameKey::of(document, key) {
                Some(FrameKey::Region { account, region }) => {
                    Self { account: Some(ResourceId::new(account)), region: Some(region.to_owned()) }
                }
                _ => Self { account: None, region: Some(key.to_owned()) },
            }),
            _ => None,
        }
    }

    /// Where a Regional thing says that it is. `None` for what stands in a VPC, or belongs to no Region.
    pub(crate) fn of_thing(document: &Document, key: &str) -> Option<Self> {
        let resource = document.resource(key)?;
        let region = match resource {
            Resource::Vpc(own) => &own.region,
            Resource::TransitGateway(own) => &own.region,
            Resource::TransferServer(own) if facts::vpc_of(document, key).is_none() => &own.region,
            Resource::Function(own) if facts::vpc_of(document, key).is_none() => &own.region,
            Resource::VpcBlockPublicAccessOptions(own) => &own.region,
            _ => return None,
        };
        let region = region.clone().filter(|region| !region.is_empty());
        Some(Self { account: account_of(document, resource.owner_id()), region })
    }

    /// Where the layout stands what decides about names: in the Region of the VPCs that it counts for, in the account that
    /// owns it, else in the open. `None` for everything else.
    pub(crate) fn of_name(document: &Document, key: &str) -> Option<Self> {
        let is_public =
            matches!(document.resource(key), Some(Resource::HostedZone(zone)) if !zone.config.private_zone);
        let vpcs = if is_public { Vec::new() } else { names::vpcs_of(document, key)? };
        let frames = vpcs.iter().filter_map(|vpc| Self::of_thing(document, vpc.as_str()));
        let mut frames: Vec<Self> = frames.collect();
        let owner = account_of(document, document.resource(key)?.owner_id());
        if owner.is_some() {
            for frame in &mut frames {
                frame.account.clone_from(&owner);
            }
        }
        let Some(first) = frames.first().cloned() else { return Some(Self { account: owner, region: None }) };
        let is_one = |same: &dyn Fn(&Self) -> bool| frames.iter().all(same);
        let account = first.account.clone().filter(|_| is_one(&|frame| frame.account == first.account));
        let region = first.region.clone().filter(|_| is_one(&|frame| *frame == first));
        Some(Self { account, region })
    }

    /// The frame of something new: what it is dropped on, with the only Region that is drawn where that names none.
    pub(crate) fn of_new(document: &Document, geometry: &Geometry, site: Option<&Key>) -> Self {
        let frame = site.and_then(|key| Self::of_container(document, geometry, key.as_str()));
        let Self { account, region } = frame.unwrap_or_default();
        let region = region
            .or_else(|| account.as_ref().and_then(|account| only_region(document, geometry, Some(account))))
            .or_else(|| only_region(document, geometry, None))
            .unwrap_or_else(|| HOME_REGION.to_owned());
        Self { account, region: Some(region) }
    }

    /// The Region, or nothing.
    pub(crate) fn region(&self) -> &str {
        self.region.as_deref().unwrap_or_default()
    }

    /// The key of the box, drawn or not; `None` for the open drawing.
    pub(crate) fn key(&self) -> Option<ResourceId> {
        match (&self.account, &self.region) {
            (Some(account), Some(region)) => Some(region_key(account.as_str(), region)),
            (Some(account), None) => Some(account.clone()),
            (None, region) => region.as_deref().map(ResourceId::new),
        }
    }

    /// The owner that a thing in it names.
    pub(crate) fn owner(&self) -> Option<String> {
        self.account.as_ref().map(ToString::to_string)
    }

    /// "eu-west-1", "eu-west-1 of payments".
    pub(crate) fn words(&self, document: &Document) -> String {
        match &self.account {
            Some(account) => format!("{} of {}", self.region(), document.display_name(account.as_str())),
            None => self.region().to_owned(),
        }
    }
}

/// The account of the drawing that an owner means.
pub(crate) fn account_of(document: &Document, owner: Option<&str>) -> Option<ResourceId> {
    let owner = owner?;
    let by_number = |(id, resource): (&ResourceId, &std::sync::Arc<Resource>)| {
        matches!(resource.as_ref(), Resource::Account(own) if own.account_id.as_deref() == Some(owner))
            .then(|| id.clone())
    };
    let is_account = matches!(document.resource(owner), Some(Resource::Account(_)));
    let by_id = is_account.then(|| ResourceId::new(owner));
    document.resources.iter().find_map(by_number).or(by_id)
}

/// The name of the Region that is drawn, in an account or anywhere, if there is exactly one.
fn only_region(document: &Document, geometry: &Geometry, account: Option<&ResourceId>) -> Option<String> {
    let regions = geometry.nodes().iter().filter(|node| node.kind == NodeKind::Region);
    let frames = regions.filter_map(|node| Frame::of_container(document, geometry, node.key.as_str()));
    let frames = frames.filter(|frame| account.is_none() || frame.account.as_ref() == account);
    let mut names: BTreeSet<String> = frames.filter_map(|frame| frame.region).collect();
    names.pop_first().filter(|_| names.is_empty())
}

/// Puts a thing where it was dropped in its frame; a Region that is not drawn yet begins there.
pub(crate) fn place_in_frame(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    id: &ResourceId,
    frame: &Frame,
    corner: Point,
) {
    let place = |at: Point, origin: Point| {
        let at = at.moved(-origin.x, -origin.y);
        Placement::Box { x: at.x, y: at.y, w: None, h: None }
    };
    let origin =
        |key: Option<&ResourceId>| key.and_then(|key| geometry.node(key.as_str())).map(|node| node.origin);
    let Some(key) = frame.key() else {
        draft.place(id.as_str(), place(corner, Point::default()));
        return;
    };
    if let Some(origin) = origin(Some(&key)) {
        draft.place(id.as_str(), place(corner, origin));
        return;
    }
    let around = origin(frame.account.as_ref()).unwrap_or_default();
    draft.place(key.as_str(), place(corner.moved(-REGION_INSET.0, -REGION_INSET.1), around));
    draft.place(id.as_str(), inside(geometry, None, Point::default()));
}
