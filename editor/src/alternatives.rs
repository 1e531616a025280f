//! What can be done instead of an act that AWS refuses: mostly, to make the thing again under its old id.

use netyard_core::change::{Change, apply};
use netyard_core::model::{Resource, ResourceId};
use netyard_core::net::CidrBlock;
use serde_json::Value;

use crate::balancer::with_scheme;
use crate::draft::Draft;
use crate::editor::Editor;
use crate::effect::Alternative;
use crate::relocate::remake_subnet;

impl Editor {
    /// The alternatives to a refused change.
    pub(crate) fn alternatives_to(&mut self, change: &Change) -> Vec<Alternative> {
        let Some(id) = change.subject() else { return Vec::new() };
        let made_again = match (self.document.resource(id.as_str()), change) {
            (Some(Resource::Subnet(_)), Change::Set { id, path, to }) => self.subnet_again(id, path, to),
            (Some(Resource::Vpc(_)), Change::Set { id, path, to }) => self.vpc_again(id, path, to),
            (Some(Resource::LoadBalancer(_) | Resource::TargetGroup(_)), _) => {
                self.balancer_again(id, change)
            }
            _ => None,
        };
        made_again.into_iter().collect()
    }

    /// A subnet with another range or zone: removed and added again, its content with new addresses.
    fn subnet_again(&mut self, id: &ResourceId, path: &str, to: &Value) -> Option<Alternative> {
        let subnet = self.document.subnet(id.as_str())?;
        let vpc = subnet.vpc_id.clone()?;
        let zone = subnet.availability_zone.clone().unwrap_or_default();
        let text = to.as_str()?;
        let name = self.document.display_name(id.as_str()).to_owned();
        let (zone, block, with) = match path {
            "/cidrBlock" => (zone, Some(CidrBlock::new(text)), format!("with {text}")),
            "/availabilityZone" => (text.to_owned(), None, format!("in {text}")),
            _ => return None,
        };
        block.as_ref().is_none_or(|block| block.net().is_some()).then_some(())?;
        let mut ids = self.ids.clone();
        let mut draft = Draft::new(&self.document, &mut ids);
        remake_subnet(&mut draft, id, &vpc, &zone, block);
        if path == "/availabilityZone" {
            draft.unplace(id.as_str());
        }
        Some(Alternative { label: format!("Make {name} again {with}"), changes: draft.finish() })
    }

    /// A load balancer or target group of another kind: removed and added again under its id, with all that it has. The
    /// nodes of a load balancer get the addresses of its scheme.
    fn balancer_again(&self, id: &ResourceId, change: &Change) -> Option<Alternative> {
        let mut after = self.document.as_ref().clone();
        apply(&mut after, change).ok()?;
        let again = after.resource(id.as_str())?.clone();
        let name = self.document.display_name(id.as_str());
        let label = match &again {
            Resource::LoadBalancer(balancer) if Some(&balancer.scheme) != self.scheme_of(id) => {
                format!("Make {name} again as {}", balancer.scheme)
            }
            Resource::LoadBalancer(balancer) => {
                format!("Make {name} again as {}", balancer.kind()?.in_words())
            }
            _ => format!("Make {name} again this way"),
        };
        let mut changes = vec![Change::Remove { id: id.clone() }];
        if let Resource::LoadBalancer(balancer) = &again {
            let nodes = with_scheme(&self.document, id, &balancer.scheme);
            changes.push(Change::add(id.clone(), again.clone()));
            changes.extend(nodes.into_iter().filter(|change| change.subject() != Some(id)));
        } else {
            changes.push(Change::add(id.clone(), again));
        }
        Some(Alternative { label, changes })
    }

    fn scheme_of(&self, id: &ResourceId) -> Option<&String> {
        self.document.load_balancer(id.as_str()).map(|balancer| &balancer.scheme)
    }

    /// A VPC with another block: removed and added again under its id, so that everything in it finds it.
    fn vpc_again(&mut self, id: &ResourceId, path: &str, to: &Value) -> Option<Alternative> {
        let vpc = self.document.vpc(id.as_str())?;
        let mut value = Resource::Vpc(vpc.clone()).to_value();
        *value.pointer_mut(path)? = to.clone();
        let again = Resource::from_value(value).ok()?;
        let with = match to {
            Value::String(text) => text.clone(),
            Value::Array(blocks) => blocks.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" and "),
            _ => return None,
        };
        let name = self.document.display_name(id.as_str());
        Some(Alternative {
            label: format!("Make {name} again with {with}"),
            changes: vec![Change::Remove { id: id.clone() }, Change::add(id.clone(), again)],
        })
    }
}
