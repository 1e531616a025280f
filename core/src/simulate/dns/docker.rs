//! What containers know of one another by name.
//!
//! <https://docs.docker.com/engine/network/#dns-services>: in a network that the user made Docker answers for the names of the
//! containers in it; on the bridge that Docker brings it answers for none, and asks whom its instance asks.

use super::lookup::{Lookup, Refusal, Reply};
use crate::message::Message;
use crate::simulate::bridge::OnBridge;
use crate::simulate::walk::Decision;
use crate::simulate::{FlowSpec, Outcome};
use crate::topology::domain_of;

impl Lookup<'_> {
    /// What Docker says to a container that asks for another one of its instance; `None` where it asks somebody else.
    pub(super) fn docker(&mut self, from: &FlowSpec, name: &str) -> Option<Reply> {
        let own = OnBridge::called(self.world, &from.from)?;
        let document = &self.world.network.document;
        let is_called = |one: &OnBridge<'_>| {
            let called = domain_of(document.display_name(one.id.as_str()));
            let network = one.task.docker_network.as_deref();
            called == name || network.is_some_and(|network| domain_of(&format!("{called}.{network}")) == name)
        };
        let mut named = own.beside(self.world).filter(is_called).collect::<Vec<_>>();
        let is_joined = |one: &OnBridge<'_>| own.task.docker_network.is_some() && own.is_joined_with(*one);
        let found = named.iter().position(is_joined).map(|nth| named.swap_remove(nth));
        let other = found.or_else(|| named.pop())?;
        let (host, called) = (self.called(own.host), self.called(other.id));
        if found.is_none() {
            let message = Message::new(
                "dns.other-container",
                "Nobody knows {name}: {from} and {other} are in no common network of Docker that the user made, and the bridge that Docker brings answers for no name. Put both into one, or send to a port that {other} publishes.",
                [("name", name.to_owned()), ("from", self.called(own.id)), ("other", called)],
            );
            let text = format!("Docker on {host} knows no container of that name here");
            let decision = Decision::new(own.host, Outcome::NoMatch, [], text).implicit(true);
            return Some(self.refused(own.host, name, decision, Refusal::no_such_name(message)));
        }
        let Some(address) = other.task.address_on_bridge() else {
            let missing = format!("The address of {called} on the bridge of {host} is not in the drawing.");
            return Some(Reply::Unknown(other.id.clone(), missing));
        };
        let decision = Decision::new(
            other.id,
            Outcome::Allow,
            [],
            format!("Docker on {host} answers for the containers of one network"),
        );
        if self.record_type == "A" {
            return Some(self.answered(own.host, name, vec![address.to_string()], decision));
        }
        let message = Message::new(
            "dns.container-type",
            "{name} is the container {other}, which has no address of type {type} on the bridge of {host}.",
            [
                ("name", name.to_owned()),
                ("other", called),
                ("type", self.record_type.to_owned()),
                ("host", host),
            ],
        );
        Some(self.refused(own.host, name, decision, Refusal::no_data(message)))
    }
}
