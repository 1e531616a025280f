//! Flow logs and what they watch.

use super::{Network, Problem, ProblemKind};
use crate::model::{Document, FlowLog, Resource, ResourceId};

/// A flow log.
#[derive(Clone, Debug)]
pub struct FlowLogNode {
    /// Its id.
    pub id: ResourceId,
    /// What it watches; `None` where it names nothing, or nothing that can be watched.
    pub scope: Option<FlowLogScope>,
}

/// What a flow log watches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlowLogScope {
    /// Every interface of a VPC.
    Vpc(ResourceId),
    /// Every interface of a subnet.
    Subnet(ResourceId),
    /// One interface.
    Interface(ResourceId),
    /// A transit gateway, or an attachment of one: its records have a format of their own.
    TransitGateway(ResourceId),
}

impl Network {
    pub(super) fn add_flow_logs(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::FlowLog(log) = resource.as_ref() else { continue };
            let scope = self.scope_of(id, log, document);
            self.flow_logs.insert(id.clone(), FlowLogNode { id: id.clone(), scope });
        }
    }

    fn scope_of(&mut self, id: &ResourceId, log: &FlowLog, document: &Document) -> Option<FlowLogScope> {
        let watched = log.resource_id.as_ref()?;
        let Some(resource) = document.resource(watched.as_str()) else {
            let path = "/resourceId".to_owned();
            let (from, to) = (id.clone(), watched.clone());
            self.problems.push(Problem { from, path, to, kind: ProblemKind::Dangling });
            return None;
        };
        let scope = match resource {
            Resource::Vpc(_) => FlowLogScope::Vpc,
            Resource::Subnet(_) => FlowLogScope::Subnet,
            Resource::NetworkInterface(_) => FlowLogScope::Interface,
            Resource::TransitGateway(_) | Resource::TransitGatewayAttachment(_) => {
                FlowLogScope::TransitGateway
            }
            _ => return None,
        };
        Some(scope(watched.clone()))
    }
}
