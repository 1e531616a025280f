//! What somebody switches off to see what happens. It belongs to the session: no drawing, file or link knows of it, and
//! no undo.

use netyard_core::expect::Fault;
use std::collections::BTreeSet;

use crate::editor::Editor;
use crate::session::Key;

impl Editor {
    /// What switching this thing off lets fail: a zone, wherever it is drawn, an instance, or a VPN
    /// connection. `None` for what cannot be
    /// switched off.
    pub fn failure_of(&self, key: &str) -> Option<Fault> {
        let zone = key.split_once('/').map_or(key, |(_, zone)| zone);
        [Fault::Stopped(key.into()), Fault::TunnelDown(key.to_owned()), Fault::ZoneDown(zone.to_owned())]
            .into_iter()
            .find(|fault| self.can_fail(fault))
    }

    /// What can fail of a VPN connection, with the words for it: each tunnel by itself, the BGP session of each, both
    /// sessions. Nothing of anything else.
    pub fn failures_within(&self, key: &str) -> Vec<(Fault, String)> {
        let Some(node) = self.network().network.vpn_connections.get(key) else { return Vec::new() };
        let mut all = Vec::new();
        for (at, (row, _)) in node.tunnels.iter().enumerate() {
            let (of, number) = (format!("{key}/{row}"), at + 1);
            all.push((Fault::TunnelDown(of.clone()), format!("Tunnel {number} is down")));
            all.push((Fault::BgpSessionDown(of), format!("The BGP session of tunnel {number} is down")));
        }
        all.push((Fault::BgpSessionDown(key.to_owned()), "Both BGP sessions are down".to_owned()));
        all.retain(|(fault, _)| self.can_fail(fault));
        all
    }

    /// Whether the drawing has what fails: an instance, or a zone with a subnet in it.
    fn can_fail(&self, fault: &Fault) -> bool {
        let network = &self.network().network;
        match fault {
            Fault::Stopped(instance) | Fault::TableFull(instance) => {
                network.instances.contains_key(instance.as_str())
            }
            Fault::TunnelDown(tunnel) | Fault::BgpSessionDown(tunnel) => {
                let (connection, row) = tunnel.split_once('/').unwrap_or((tunnel, ""));
                let is_session = matches!(fault, Fault::BgpSessionDown(_));
                let node = network.vpn_connections.get(connection);
                node.filter(|node| !(is_session && node.is_static)).is_some_and(|node| {
                    row.is_empty() || node.tunnels.iter().any(|(own, _)| own.as_str() == row)
                })
            }
            Fault::ZoneDown(zone) => {
                network.subnets.values().any(|subnet| subnet.zone.as_deref() == Some(zone.as_str()))
            }
        }
    }

    /// What of the selection can be switched off.
    fn selected_failures(&self) -> BTreeSet<Fault> {
        let keys = self.session.selection.keys();
        let mut faults = BTreeSet::new();
        faults.extend(keys.iter().filter_map(|key: &Key| self.failure_of(key.as_str())));
        faults
    }

    /// Whether everything of the selection that can be switched off is off.
    pub fn is_selection_off(&self) -> bool {
        self.selected_failures().is_subset(&self.session.off)
    }

    pub(crate) fn can_switch(&self) -> bool {
        self.session.selection.keys().iter().any(|key| self.failure_of(key.as_str()).is_some())
    }

    /// Switches off what is selected; where all of it is off, switches it on again.
    pub(crate) fn switch_selection(&mut self) {
        let faults = self.selected_failures();
        let off = !self.is_selection_off();
        for fault in faults {
            self.switch(fault, off);
        }
    }

    /// Switches one thing off, or on again.
    pub(crate) fn switch(&mut self, fault: Fault, off: bool) {
        if off && !self.can_fail(&fault) {
            return;
        }
        let name = match &fault {
            Fault::ZoneDown(zone) => zone.clone(),
            Fault::TunnelDown(tunnel) => {
                let (connection, row) = tunnel.split_once('/').unwrap_or((tunnel, ""));
                format!("{} {row}", self.document.display_name(connection)).trim_end().to_owned()
            }
            Fault::BgpSessionDown(session) => {
                let (connection, row) = session.split_once('/').unwrap_or((session, ""));
                format!("BGP of {} {row}", self.document.display_name(connection)).trim_end().to_owned()
            }
            Fault::Stopped(instance) | Fault::TableFull(instance) => {
                self.document.display_name(instance.as_str()).to_owned()
            }
        };
        let changes = if off { self.session.off.insert(fault) } else { self.session.off.remove(&fault) };
        if changes {
            let how = if off { "off. The drawing stays as it is" } else { "on again" };
            self.say(format!("{name} is switched {how}"));
        }
    }

    pub(crate) fn switch_all_on(&mut self) {
        self.session.off.clear();
        self.say("Everything is on again");
    }

    /// Forgets what is off and no longer there.
    pub(crate) fn forget_what_is_gone(&mut self) {
        let mut off = std::mem::take(&mut self.session.off);
        off.retain(|fault| self.can_fail(fault));
        self.session.off = off;
    }
}
