//! Alt+Shift and an arrow: a new neighbour of what is selected, linked with it. Beside a VPC another one, peered; beside
//! a subnet another one with the same table and ACL; beside an instance another one in the same groups.

use netyard_core::model::{Resource, ResourceId};
use netyard_scene::NodeKind;

use crate::commit::Edit;
use crate::connect::associate;
use crate::create::{self, Site};
use crate::draft::Draft;
use crate::editor::Editor;
use crate::facts;
use crate::navigate::Direction;
use crate::part::PartId;
use crate::session::Key;

/// Room between two VPCs: for the tile of their connection and its name.
const BETWEEN_VPCS: i32 = 132;
/// Room between other neighbours.
const GAP: i32 = 20;

impl Editor {
    /// Whether something is selected that can have such a neighbour.
    pub(crate) fn can_have_neighbour(&self) -> bool {
        self.session.selection.only().is_some_and(|key| self.part_beside(key).is_some())
    }

    fn part_beside(&self, key: &Key) -> Option<PartId> {
        match self.document.resource(key.as_str())? {
            Resource::Vpc(_) => Some(PartId::Vpc),
            Resource::Subnet(subnet) if subnet.vpc_id.is_some() => Some(PartId::Subnet),
            Resource::Instance(_) => facts::subnet_of(&self.document, key.as_str()).map(|_| PartId::Instance),
            _ => None,
        }
    }

    /// Makes a neighbour on that side, as one step.
    pub(crate) fn add_neighbour(&mut self, direction: Direction) {
        let Some(key) = self.session.selection.only().cloned() else { return };
        let (Some(part), Some(site)) = (self.part_beside(&key), self.site_beside(&key, direction)) else {
            return;
        };
        let mut draft = Draft::new(&self.document, &mut self.ids);
        if let Some(container) = &site.key {
            crate::relocate::pin_siblings(&mut draft, &self.geometry, Some(container.as_str()), &[]);
        }
        let made = create::create(&mut draft, &self.geometry, part, &site)
            .and_then(|made| link(&mut draft, &key, &made.key).map(|linked| (made, linked)));
        match made {
            Ok((made, linked)) => {
                let changes = draft.finish();
                let label = format!("Add {} beside", part.part().with_article);
                self.commit(Edit::new(label, changes).selecting(vec![made.key.clone()]));
                self.session.focused = Some(made.key.clone());
                self.bring_into_view(made.key.as_str());
                let name = self.document.display_name(key.as_str()).to_owned();
                self.say(format!("{}{}{name}", made.text, linked));
            }
            Err(reason) => self.refuse_with(None, reason),
        }
    }

    /// Where the neighbour stands: in the same container, clear of the thing on that side.
    fn site_beside(&self, key: &Key, direction: Direction) -> Option<Site> {
        let node = self.geometry.node(key.as_str())?;
        let gap = if node.kind == NodeKind::Vpc { BETWEEN_VPCS } else { GAP };
        let is_sideways = matches!(direction, Direction::Left | Direction::Right);
        let container = match node.kind {
            // Sideways lies another zone, where there is one on that side.
            NodeKind::Subnet { .. } if is_sideways => facts::vpc_of(&self.document, key.as_str()),
            _ => self.geometry.parent(key.as_str()).map(|node| node.key.clone()),
        };
        let (dx, dy) = match direction {
            Direction::Left => (-node.rect.w - gap, 0),
            Direction::Right => (node.rect.w + gap, 0),
            Direction::Up => (0, -node.rect.h - gap),
            Direction::Down => (0, node.rect.h + gap),
        };
        let corner = self.geometry.nominal_corner(key.as_str())?.moved(dx, dy);
        Some(Site { key: container, corner: Some(corner) })
    }
}

/// Links the new thing with the old one, and says how.
fn link(draft: &mut Draft<'_>, old: &Key, new: &ResourceId) -> Result<&'static str, String> {
    match draft.document().resource(old.as_str()) {
        Some(Resource::Vpc(_)) => {
            create::peer(draft, old, new)?;
            Ok(", peered with ")
        }
        Some(Resource::Subnet(_)) => {
            let lists =
                draft.document().resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
                    Resource::RouteTable(table) if table.subnet_ids.contains(old) => Some((id.clone(), true)),
                    Resource::NetworkAcl(acl) if acl.subnet_ids.contains(old) => Some((id.clone(), false)),
                    _ => None,
                });
            for (id, is_table) in lists.collect::<Vec<_>>() {
                if is_table {
                    associate::route_table(draft, &id, new);
                } else {
                    associate::network_acl(draft, &id, new);
                }
            }
            Ok(", routed and filtered like ")
        }
        _ => {
            let groups = |key: &str| {
                facts::interface_of(draft.document(), key)
                    .map(|(id, own)| (id.clone(), own.group_ids.clone()))
            };
            if let (Some((_, groups)), Some((interface, _))) = (groups(old.as_str()), groups(new.as_str())) {
                draft.set_ids(&interface, "/groupIds", &groups);
            }
            Ok(", in the groups of ")
        }
    }
}
