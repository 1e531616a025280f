//! Export of a drawing as a Markdown report: what is in it, what the rules found, how its expectations came out and which
//! addresses are free, as tables for a page or a pull request.

mod address_plan;
mod judged;

use crate::export::{Export, counted};
use netyard_core::model::{
    Document, IpPermission, NetworkAclEntry, NetworkInterface, Resource, ResourceId, ResourceType,
};
use netyard_core::ordered::Order;
use std::fmt::Write as _;

pub use judged::Judged;

/// The drawing as a report, with what was said of it. The same drawing gives the same text; text of the drawing never
/// becomes markup.
pub fn markdown(document: &Document, judged: Option<&Judged<'_>>) -> Export {
    let mut page = Page { document, text: String::new() };
    let title = if document.title.is_empty() { "Drawing" } else { document.title.as_str() };
    page.line(&format!("# {}", escaped(title)));
    page.inventory();
    page.findings(judged);
    page.expectations(judged);
    page.address_plan();
    page.vpcs();
    page.subnets();
    page.route_tables();
    page.security_groups();
    page.network_acls();
    page.instances();
    page.peerings();
    page.others();
    page.notes();
    Export { left_out: page.left_out(judged), text: page.text }
}

/// The kinds that have a table of their own, besides instances, which stand with their interfaces.
const WITH_TABLES: &[ResourceType] = &[
    ResourceType::Vpc,
    ResourceType::Subnet,
    ResourceType::RouteTable,
    ResourceType::SecurityGroup,
    ResourceType::NetworkAcl,
    ResourceType::NetworkInterface,
    ResourceType::Instance,
    ResourceType::VpcPeeringConnection,
];

struct Page<'a> {
    document: &'a Document,
    text: String,
}

impl<'a> Page<'a> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn table(&mut self, heading: &str, columns: &[&str], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let _ = writeln!(self.text, "\n## {heading}\n");
        self.rows(columns, rows);
    }

    fn rows(&mut self, columns: &[&str], rows: &[Vec<String>]) {
        self.line(&format!("| {} |", columns.join(" | ")));
        self.line(&format!("|{}", "---|".repeat(columns.len())));
        for row in rows {
            self.line(&format!("| {} |", row.join(" | ")));
        }
    }

    /// What people call a resource, with its id where that is something else.
    fn name(&self, id: &str) -> String {
        let name = self.document.display_name(id);
        if name == id { code(id) } else { format!("{} {}", escaped(name), code(id)) }
    }

    fn names<'b>(&self, ids: impl IntoIterator<Item = &'b ResourceId>) -> String {
        let names: Vec<String> =
            ids.into_iter().map(|id| escaped(self.document.display_name(id.as_str()))).collect();
        names.join(", ")
    }

    fn maybe_name(&self, id: Option<&ResourceId>) -> String {
        id.map_or_else(String::new, |id| escaped(self.document.display_name(id.as_str())))
    }

    fn inventory(&mut self) {
        let mut rows = Vec::new();
        for resource_type in ResourceType::ALL {
            let count =
                self.all().filter(|(_, resource)| resource.resource_type() == Some(*resource_type)).count();
            if count > 0 {
                rows.push(vec![resource_type.label().to_owned(), count.to_string()]);
            }
        }
        let other = self.all().filter(|(_, resource)| resource.resource_type().is_none()).count();
        if other > 0 {
            rows.push(vec!["Other".to_owned(), other.to_string()]);
        }
        self.table("What is in it", &["Resource", "Number"], &rows);
    }

    fn all(&self) -> impl Iterator<Item = (&'a ResourceId, &'a Resource)> + use<'a> {
        let document: &'a Document = self.document;
        document.resources.iter().map(|(id, resource)| (id, resource.as_ref()))
    }

    fn vpcs(&mut self) {
        let mut rows = Vec::new();
        for (id, resource) in self.all() {
            let Resource::Vpc(vpc) = resource else { continue };
            let blocks: Vec<String> = vpc
                .cidr_blocks
                .iter()
                .chain(&vpc.ipv6_cidr_blocks)
                .map(|block| code(&block.to_string()))
                .collect();
            let region = vpc.region.as_deref().unwrap_or_default();
            rows.push(vec![self.name(id.as_str()), escaped(region), blocks.join(", ")]);
        }
        self.table("VPCs", &["VPC", "Region", "CIDR blocks"], &rows);
    }

    fn subnets(&mut self) {
        let mut rows = Vec::new();
        for (id, resource) in self.all() {
            let Resource::Subnet(subnet) = resource else { continue };
            let blocks: Vec<String> = subnet
                .cidr_block
                .iter()
                .chain(&subnet.ipv6_cidr_block)
                .map(|block| code(&block.to_string()))
                .collect();
            rows.push(vec![
                self.name(id.as_str()),
                self.maybe_name(subnet.vpc_id.as_ref()),
                escaped(subnet.availability_zone.as_deref().unwrap_or_default()),
                blocks.join(", "),
            ]);
        }
        self.table("Subnets", &["Subnet", "VPC", "Zone", "CIDR blocks"], &rows);
    }

    fn route_tables(&mut self) {
        let mut rows = Vec::new();
        for (id, resource) in self.all() {
            let Resource::RouteTable(table) = resource else { continue };
            let used = if table.main {
                format!("main {}", self.names(&table.subnet_ids))
            } else {
                self.names(&table.subnet_ids)
            };
            for route in table.routes.values() {
                let target = route.target().map(|target| self.name(target.as_str())).unwrap_or_default();
                rows.push(vec![
                    self.name(id.as_str()),
                    used.trim().to_owned(),
                    code(&route.destination_text()),
                    target,
                ]);
            }
        }
        self.table("Routes", &["Route table", "Used by", "Destination", "Target"], &rows);
    }

    fn security_groups(&mut self) {
        let mut rows = Vec::new();
        for (id, resource) in self.all() {
            let Resource::SecurityGroup(group) = resource else { continue };
            let outbound = group.ip_permissions_egress.iter().flat_map(|rules| rules.values());
            let rules = group
                .ip_permissions
                .values()
                .map(|rule| ("in", rule))
                .chain(outbound.map(|rule| ("out", rule)));
            for (direction, rule) in rules {
                rows.push(vec![
                    self.name(id.as_str()),
                    direction.to_owned(),
                    permission_text(rule),
                    self.peer_text(rule),
                    escaped(rule.description.as_deref().unwrap_or_default()),
                ]);
            }
        }
        let columns = ["Security group", "Direction", "Traffic", "Source or destination", "Description"];
        self.table("Security group rules", &columns, &rows);
    }

    fn peer_text(&self, rule: &IpPermission) -> String {
        let block = rule.cidr_ip.as_ref().or(rule.cidr_ipv6.as_ref()).map(|block| code(&block.to_string()));
        let resource = rule.group_id.as_ref().or(rule.prefix_list_id.as_ref());
        block.or_else(|| resource.map(|id| self.name(id.as_str()))).unwrap_or_default()
    }

    fn network_acls(&mut self) {
        let mut rows = Vec::new();
        for (id, resource) in self.all() {
            let Resource::NetworkAcl(acl) = resource else { continue };
            let mut entries: Vec<&NetworkAclEntry> =
                acl.entries.iter().flat_map(|entries| entries.values()).collect();
            entries.order_by_key(|entry| (entry.egress, entry.rule_number));
            for entry in entries {
                let block = entry.cidr_block.as_ref().or(entry.ipv6_cidr_block.as_ref());
                rows.push(vec![
                    self.name(id.as_str()),
                    if entry.egress { "out" } else { "in" }.to_owned(),
                    entry.rule_number.map_or_else(String::new, |number| number.to_string()),
                    if entry.allows() { "allow" } else { "deny" }.to_owned(),
                    entry_text(entry),
                    block.map_or_else(String::new, |block| code(&block.to_string())),
                ]);
            }
        }
        let columns = ["Network ACL", "Direction", "Number", "Action", "Traffic", "Source or destination"];
        self.table("Network ACL entries", &columns, &rows);
    }

    fn instances(&mut self) {
        let mut rows = Vec::new();
        for (id, resource) in self.all() {
            let Resource::NetworkInterface(interface) = resource else { continue };
            let owner = interface.instance_id().map_or(id, |instance| instance);
            rows.push(vec![
                self.name(owner.as_str()),
                self.maybe_name(interface.subnet_id.as_ref()),
                addresses(interface),
                self.names(&interface.group_ids),
            ]);
        }
        let columns = ["Instance or interface", "Subnet", "Addresses", "Security groups"];
        self.table("Interfaces", &columns, &rows);
    }

    fn peerings(&mut self) {
        let mut rows = Vec::new();
        for (id, resource) in self.all() {
            let Resource::VpcPeeringConnection(peering) = resource else { continue };
            let [requester, accepter] = peering.vpc_ids().map(|side| self.maybe_name(side));
            rows.push(vec![self.name(id.as_str()), requester, accepter, escaped(peering.status_code())]);
        }
        self.table("Peering connections", &["Connection", "Requester", "Accepter", "Status"], &rows);
    }

    /// What has no table of its own: named, so that nothing is missing.
    fn others(&mut self) {
        let mut rows = Vec::new();
        for (id, resource) in self.all().filter(|(_, resource)| is_other(resource)) {
            let kind = resource.resource_type().map_or("Other", ResourceType::label);
            rows.push(vec![self.name(id.as_str()), escaped(kind)]);
        }
        self.table("Everything else", &["Resource", "Kind"], &rows);
    }

    /// What the report does not carry.
    fn left_out(&self, judged: Option<&Judged<'_>>) -> Vec<String> {
        let mut sentences = Vec::new();
        if judged.is_none() {
            sentences.push(
                "The drawing was not checked: findings, and results of expectations, are not in the report."
                    .to_owned(),
            );
        }
        let others = self.all().filter(|(_, resource)| is_other(resource)).count();
        if others > 0 {
            sentences.push(format!(
                "Of {} that {} no VPC, subnet, table, group, ACL, interface or peering, only name and kind are in the report.",
                counted(others, "resource", "resources"),
                if others == 1 { "is" } else { "are" }
            ));
        }
        sentences.push("Places of the drawing and tags are not in the report.".to_owned());
        sentences
    }

    fn notes(&mut self) {
        if self.document.notes.is_empty() {
            return;
        }
        self.line("\n## Notes");
        for note in self.document.notes.values() {
            let lines: Vec<String> = note.text.lines().map(escaped).collect();
            self.line(&format!("\n{}", lines.join("\n")));
        }
    }
}

fn is_other(resource: &Resource) -> bool {
    resource.resource_type().is_none_or(|kind| !WITH_TABLES.contains(&kind))
}

fn permission_text(rule: &IpPermission) -> String {
    let protocol = rule.ip_protocol.as_ref().map_or_else(|| "all".to_owned(), ToString::to_string);
    traffic(&protocol, rule.from_port, rule.to_port)
}

fn entry_text(entry: &NetworkAclEntry) -> String {
    let protocol = entry.protocol.as_ref().map_or_else(|| "all".to_owned(), ToString::to_string);
    let (from, to) = if protocol.starts_with("icmp") {
        (entry.icmp_type, entry.icmp_code)
    } else {
        (entry.from_port, entry.to_port)
    };
    traffic(&protocol, from, to)
}

fn traffic(protocol: &str, from: Option<i32>, to: Option<i32>) -> String {
    let range = match (from, to) {
        _ if protocol == "all" => String::new(),
        (Some(-1), _) | (None, None) => " any".to_owned(),
        (Some(kind), code) if protocol.starts_with("icmp") => {
            let code =
                code.filter(|code| *code >= 0).map_or_else(String::new, |code| format!(" code {code}"));
            format!(" type {kind}{code}")
        }
        (Some(from), Some(to)) if from != to => format!(" {from}-{to}"),
        (Some(port), _) | (None, Some(port)) => format!(" {port}"),
    };
    escaped(&format!("{protocol}{range}"))
}

fn addresses(interface: &NetworkInterface) -> String {
    let private = interface.private_ip_addresses.iter().map(|entry| {
        let own =
            entry.private_ip_address.as_ref().map_or_else(String::new, |address| code(&address.to_string()));
        match &entry.public_ip {
            Some(public) => format!("{own} (public {})", code(&public.to_string())),
            None => own,
        }
    });
    let ipv6 = interface.ipv6_addresses.iter().map(|entry| code(&entry.ipv6_address.to_string()));
    private.chain(ipv6).collect::<Vec<_>>().join(", ")
}

/// Text that reads as itself, in a table too.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => safe.push(' '),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '!' | '~' | '$' => {
                safe.push('\\');
                safe.push(character);
            }
            _ if character.is_control() => {}
            _ => safe.push(character),
        }
    }
    safe
}

/// Text as code. What would end the code is left to plain text.
fn code(text: &str) -> String {
    if text.is_empty() || text.contains(['`', '|', '\n', '\r']) { escaped(text) } else { format!("`{text}`") }
}
