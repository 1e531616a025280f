use super::{Request, Response};
use crate::model::ResourceId;
use std::rc::Rc;

/// What a walk knows of the request that it carries, and of the answer.
#[derive(Clone)]
pub(in crate::simulate) struct Exchange {
    /// The request.
    pub(in crate::simulate) request: Rc<Request>,
    /// The connections that Application Load Balancers opened for it, in the order of the walk.
    pub(in crate::simulate) opened: Vec<Opened>,
    /// The nodes that got an answer, each with the hops before it; on the way back.
    pub(in crate::simulate) answered: Vec<(usize, ResourceId)>,
    /// What a node answers by itself, and which one.
    pub(in crate::simulate) own: Option<(ResourceId, Response)>,
    /// What whoever it reaches answers.
    pub(in crate::simulate) taken: Option<Response>,
}

/// A connection that a node opened for the request.
#[derive(Clone)]
pub(in crate::simulate) struct Opened {
    /// How many hops are before it.
    pub(in crate::simulate) after: usize,
    /// The node.
    pub(in crate::simulate) node: ResourceId,
    /// The load balancer.
    pub(in crate::simulate) balancer: ResourceId,
    /// The target group.
    pub(in crate::simulate) group: ResourceId,
    /// The target, as people call it.
    pub(in crate::simulate) target: String,
}

impl Exchange {
    /// A request that begins its way.
    pub(in crate::simulate) fn new(request: Rc<Request>) -> Self {
        Self { request, opened: Vec::new(), answered: Vec::new(), own: None, taken: None }
    }
}
