//! Names of file systems: inside the VPC of the mount targets one for all zones, which gives the mount target in the zone of
//! whoever asks, and one for each zone. Nobody else is told.
//!
//! <https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html>,
//! <https://docs.aws.amazon.com/efs/latest/ug/mount-fs-different-vpc.html>.

use super::lookup::{Lookup, Refusal, Reply};
use crate::message::Message;
use crate::model::ResourceId;
use crate::model::reserved::INTERNET;
use crate::simulate::walk::Decision;
use crate::simulate::{Outcome, fix};
use crate::topology::{Gives, OwnName, VpcNode};

impl<'a> Lookup<'a> {
    /// The name of a file system whose mount targets are in this VPC.
    pub(super) fn inside_name(&self, vpc: &VpcNode, domain: &str) -> Option<&'a OwnName> {
        let own = self.world.network.own_names.get(domain).filter(|own| own.gives.is_inside_only())?;
        (self.vpc_of_name(own)?.id == vpc.id).then_some(own)
    }

    fn vpc_of_name(&self, own: &OwnName) -> Option<&'a VpcNode> {
        let mut nodes = own.interfaces.iter().filter_map(|id| self.world.network.interfaces.get(id));
        self.world.vpc(nodes.find_map(|node| node.vpc.as_ref()))
    }

    /// The mount target that a host of the VPC is led to.
    pub(super) fn file_system(&mut self, vpc: &'a VpcNode, name: &str, own: &OwnName) -> Reply {
        if own.gives == Gives::Inside {
            return self.own(&vpc.id, name, own);
        }
        let Some(zone) = self.zone_of_asker else {
            let missing =
                format!("{name} gives the mount target in the zone of whoever asks, which is not known.");
            return Reply::Unknown(own.owner.clone(), missing);
        };
        let network = self.world.network;
        let is_there = |id: &&ResourceId| {
            let node = network.interfaces.get(*id);
            let subnet = node.and_then(|node| self.world.subnet(node.subnet.as_ref()));
            subnet.is_some_and(|subnet| subnet.zone.as_deref() == Some(zone))
        };
        let interfaces: Vec<ResourceId> = own.interfaces.iter().filter(is_there).cloned().collect();
        if !interfaces.is_empty() {
            return self.own(&vpc.id, name, &OwnName { interfaces, ..own.clone() });
        }
        let called = self.called(&own.owner);
        let message = Message::new(
            "dns.no-mount-target",
            "{name} gives nobody in {zone} an address: {system} has no mount target there. Add one, or send to the address of another one.",
            [("name", name.to_owned()), ("zone", zone.to_owned()), ("system", called.clone())],
        );
        let text = format!("{called} has no mount target in {zone}");
        let decision = Decision::new(&own.owner, Outcome::NoMatch, [], text).implicit(true);
        self.refused(&vpc.id, name, decision, Refusal::no_such_name(message))
    }

    /// Whoever is not in the VPC of the mount targets is told that there is no such name; nobody is inside without DNS
    /// hostnames.
    pub(super) fn outside_of_file_system(&mut self, name: &str, own: &OwnName) -> Reply {
        let internet = ResourceId::new(INTERNET);
        let Some(vpc) = self.vpc_of_name(own) else {
            let called = self.called(&own.owner);
            return Reply::Unknown(
                own.owner.clone(),
                format!("{called} has no mount target in the drawing."),
            );
        };
        let args = [("name", name.to_owned()), ("vpc", self.called(&vpc.id))];
        if self.home.is_some_and(|home| home.id == vpc.id) {
            let message = Message::new(
                "dns.file-system-needs-attributes",
                "{name} gives no address in {vpc}: names of file systems need its DNS support and DNS hostnames. Switch both on, or send to the address of a mount target.",
                args,
            );
            let text = "names of file systems need DNS hostnames of the VPC".to_owned();
            let decision = Decision::new(&vpc.id, Outcome::Deny, ["R-DNS-2"], text);
            let fix = fix::names::dns_on(self.world, &vpc.id, true);
            return self.refused(&vpc.id, name, decision, Refusal { fix, ..Refusal::no_such_name(message) });
        }
        let message = Message::new(
            "dns.file-system-elsewhere",
            "{name} is known inside {vpc} only, where its mount targets are. Ask an inbound endpoint of the resolver there, or send to the address of a mount target.",
            args,
        );
        let text = "names of file systems are known in their own VPC only".to_owned();
        let decision = Decision::new(&own.owner, Outcome::NoMatch, [], text).implicit(true);
        self.refused(&internet, name, decision, Refusal::no_such_name(message))
    }
}
