//! What somebody switches off to see what happens. It belongs to the session: no drawing, file or link knows of it, and
//! no undo.

use netyard_core::expect::Fault;
use netyard_core::model::{HostedZone, ResourceRecordSet, RowId};
use netyard_scene::FrameKey;
use std::collections::BTreeSet;

use crate::edge::{ends_of_line, routes_of_line};
use crate::editor::Editor;
use crate::fault_words::fault_words;
use crate::session::Key;

impl Editor {
    /// What switching this thing off lets fail: a zone, wherever it is drawn, an instance, a VPN connection, the
    /// line between two sites; what joins networks or takes routes is deleted, and of a line of routes each route. Empty for what cannot be switched off.
    pub fn failures_of(&self, key: &str) -> Vec<Fault> {
        if let Some((subnet, target)) = ends_of_line(key) {
            let line = Fault::line_down(subnet, target);
            if self.can_fail(&line) {
                return vec![line];
            }
            let line = routes_of_line(&self.document, subnet, target);
            let rows = line.iter().flat_map(|line| line.rows.iter().map(|(row, _)| (&line.table, row)));
            return rows.map(|(table, row)| Fault::Deleted(format!("{table}/{row}"))).collect();
        }
        let zone = match FrameKey::of(&self.document, key) {
            Some(FrameKey::Region { .. }) => return Vec::new(),
            Some(FrameKey::Zone { zone, .. }) => zone,
            None => key,
        };
        if self.document.health_check(key).is_some() {
            return vec![Fault::Unhealthy(key.into())];
        }
        let faults = [
            Fault::Stopped(key.into()),
            Fault::TunnelDown(key.to_owned()),
            Fault::BgpSessionDown(key.to_owned()),
            Fault::ZoneDown(zone.to_owned()),
            Fault::Deleted(key.to_owned()),
        ];
        faults.into_iter().find(|fault| self.can_fail(fault)).into_iter().collect()
    }

    /// What of a thing can fail while it goes on, with the words for it: the table of an instance, and its health as a target; of a VPN connection each
    /// tunnel by itself, the BGP session of each, both sessions; of a Connect peer each session; of a zone each record
    /// whose health somebody asks. Nothing of anything else.
    pub fn failures_within(&self, key: &str) -> Vec<(Fault, String)> {
        let full = Fault::TableFull(key.into());
        if self.can_fail(&full) {
            let mut all = vec![(full, "Its connection table is full".to_owned())];
            let unhealthy = Fault::Unhealthy(key.into());
            if self.can_fail(&unhealthy) {
                all.push((unhealthy, "It fails its health checks".to_owned()));
            }
            return all;
        }
        if let Some(peer) = self.network().network.connect_peers.get(key) {
            let of_session = |(at, (row, _)): (usize, &(RowId, bool))| {
                let words = format!("BGP session {} is down", at + 1);
                (Fault::BgpSessionDown(format!("{key}/{row}")), words)
            };
            return peer.sessions.iter().enumerate().map(of_session).collect();
        }
        if let Some(zone) = self.document.hosted_zone(key) {
            let checked = zone.resource_record_sets.iter().filter(|(_, set)| is_checked(set));
            return checked
                .map(|(row, set)| (record_fault(key, row), record_words(zone, row, set)))
                .collect();
        }
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

    /// Whether a thing or a line is off by itself: all that switching it off lets fail.
    pub fn is_off(&self, key: &str) -> bool {
        let failures = self.failures_of(key);
        !failures.is_empty() && failures.iter().all(|fault| self.session.off.contains(fault))
    }

    /// Whether the drawing has what fails: an instance, a tunnel, what can be deleted, or a zone with a subnet in it.
    fn can_fail(&self, fault: &Fault) -> bool {
        match fault {
            Fault::ZoneDown(zone) => {
                let subnets = &self.network().network.subnets;
                subnets.values().any(|subnet| subnet.zone.as_deref() == Some(zone.as_str()))
            }
            _ => fault.has_target(&self.document),
        }
    }

    /// What of the selection can be switched off.
    fn selected_failures(&self) -> BTreeSet<Fault> {
        let keys = self.session.selection.keys();
        let mut faults = BTreeSet::new();
        faults.extend(keys.iter().flat_map(|key: &Key| self.failures_of(key.as_str())));
        faults
    }

    /// Whether everything of the selection that can be switched off is off.
    pub fn is_selection_off(&self) -> bool {
        self.selected_failures().is_subset(&self.session.off)
    }

    pub(crate) fn can_switch(&self) -> bool {
        self.session.selection.keys().iter().any(|key| !self.failures_of(key.as_str()).is_empty())
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
        let words = fault_words(&self.document, &fault);
        let changes = if off { self.session.off.insert(fault) } else { self.session.off.remove(&fault) };
        if changes {
            self.say(if off {
                format!("What if: {words}. The drawing stays as it is")
            } else {
                format!("No longer: {words}")
            });
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

/// Whether Route 53 asks for the health of a record: by a health check, or of what its alias leads to.
fn is_checked(set: &ResourceRecordSet) -> bool {
    set.health_check_id.is_some()
        || set.alias_target.as_ref().is_some_and(|alias| alias.evaluate_target_health)
}

fn record_fault(zone: &str, row: &RowId) -> Fault {
    Fault::Unhealthy(format!("{zone}/{row}").as_str().into())
}

/// "www.example.com A (blue) is unhealthy", with the row where other records of the zone are called so, too.
fn record_words(zone: &HostedZone, row: &RowId, set: &ResourceRecordSet) -> String {
    let called = |set: &ResourceRecordSet| {
        let own = set.set_identifier.as_deref().map(|own| format!(" ({own})")).unwrap_or_default();
        let name = set.name.as_deref().unwrap_or_default();
        format!("{name} {}{own}", set.r#type.as_deref().unwrap_or_default())
    };
    let own = called(set);
    let is_only = zone.resource_record_sets.values().filter(|other| called(other) == own).count() < 2;
    if is_only { format!("{own} is unhealthy") } else { format!("{own}, {row}, is unhealthy") }
}
