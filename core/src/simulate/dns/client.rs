//! Whom the sender of a flow asks.

use super::lookup::{Lookup, Reply};
use crate::model::{DhcpOptions, ResourceId, ResourceType};
use crate::simulate::FlowSpec;
use crate::simulate::ends::{Asker, AskerPlace};
use crate::simulate::stage::link_local;
use crate::topology::{SiteNode, VpcNode};
use std::net::IpAddr;

impl<'a> Lookup<'a> {
    /// Asks as the sender would.
    pub(super) fn client(&mut self, asker: &Asker<'a>, from: &FlowSpec, name: &str) -> Reply {
        if let Some(reply) = self.docker(from, name) {
            return reply;
        }
        match asker.place {
            AskerPlace::Vpc(vpc) => self.ask_in_vpc(vpc, from, name),
            AskerPlace::Site(site) => self.ask_at_site(site, from, name),
            AskerPlace::Outside => self.public(name),
        }
    }

    /// The servers of the DHCP options of the VPC, one after the other; without options the Amazon resolver (R-DNS-13).
    fn ask_in_vpc(&mut self, vpc: &'a VpcNode, from: &FlowSpec, name: &str) -> Reply {
        let network = self.world.network;
        if vpc.does_not_know(ResourceType::DhcpOptions.type_name()) {
            let missing = format!("The import saw no DHCP option set of {}.", self.called(&vpc.id));
            return Reply::Unknown(vpc.id.clone(), missing);
        }
        let drawn = network.document.vpc(vpc.id.as_str());
        let named = drawn.and_then(|drawn| drawn.dhcp_options_id.as_ref()).filter(|id| *id != "default");
        let Some(id) = named else { return self.vpc_resolver(vpc, name, false) };
        let Some(options) = network.document.dhcp_options(id.as_str()) else {
            let missing =
                format!("The DHCP option set {id} of {} is not in the drawing.", self.called(&vpc.id));
            return Reply::Unknown(vpc.id.clone(), missing);
        };
        let servers: Vec<Option<IpAddr>> = options
            .values_of(DhcpOptions::SERVERS)
            .into_iter()
            .filter_map(
                |text| if text == DhcpOptions::AMAZON { Some(None) } else { text.parse().ok().map(Some) },
            )
            .collect();
        let is_own = |address: IpAddr| link_local::is_resolver(address, vpc);
        let mut first: Option<Reply> = None;
        for server in servers {
            let reply = match server.filter(|address| !is_own(*address)) {
                None => self.vpc_resolver(vpc, name, false),
                Some(address) => self.server_at(from, (address, 53), name, "R-DNS-13"),
            };
            match &reply {
                Reply::Failed(failure) if failure.is_silence() => _ = first.get_or_insert(reply),
                _ => return reply,
            }
        }
        first.unwrap_or_else(|| nobody(&vpc.id, &format!("{} names no DNS server", self.called(id))))
    }

    /// The servers of the site; a site without any asks the internet.
    fn ask_at_site(&mut self, site: &'a SiteNode, from: &FlowSpec, name: &str) -> Reply {
        let drawn = self.world.network.document.on_premises_site(site.id.as_str());
        let servers = drawn.map(|drawn| drawn.dns_servers.as_slice()).unwrap_or_default();
        let mut first: Option<Reply> = None;
        for address in servers.iter().filter_map(crate::net::Address::ip) {
            let reply = self.server_at(from, (address, 53), name, "R-DNS-10");
            match &reply {
                Reply::Failed(failure) if failure.is_silence() => _ = first.get_or_insert(reply),
                _ => return reply,
            }
        }
        first.unwrap_or_else(|| self.public(name))
    }
}

fn nobody(at: &ResourceId, why: &str) -> Reply {
    Reply::Unknown(at.clone(), format!("{why}: whom its hosts ask is not known."))
}
