//! Pages of one answer in several files. A page says that there is a next one, and not which: the last page is one of the
//! same call, account and Region in the same folder that has none after it.

use super::importer::{Importer, folder};
use super::region;
use serde_json::Value;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Kinds of which an answer is about one thing: a whole answer of the same kind is about another one, as far as anybody
/// knows.
const ABOUT_ONE: &[&str] = &[
    "AllowedPrincipals",
    "Attributes",
    "FirewallDomains",
    "FirewallRules",
    "IpAddresses",
    "IpamPoolAllocations",
    "IpamPoolCidrs",
    "Listeners",
    "MountTargets",
    "MulticastDomainAssociations",
    "MulticastGroups",
    "PrefixListEntries",
    "ResourceRecordSets",
    "Rules",
    "TargetGroupAttributes",
    "TargetHealthDescriptions",
    "TransitGatewayAssociations",
    "TransitGatewayRouteTablePropagations",
    "TransitGatewayRoutes",
    "resources",
    "services",
    "tasks",
];

/// One answer about a kind, as far as pages go.
pub(super) struct Page {
    pub(super) key: &'static str,
    pub(super) file: Rc<str>,
    /// Where the answer stands, or where it says that there is more.
    pub(super) place: String,
    pub(super) is_cut: bool,
    /// Whose things are in it.
    pub(super) whose: Whose,
}

/// The accounts and Regions of the things of an answer, as far as they tell.
#[derive(Default)]
pub(super) struct Whose {
    accounts: BTreeSet<String>,
    regions: BTreeSet<String>,
}

impl Whose {
    /// Of these things.
    pub(super) fn of(items: &[Value]) -> Self {
        let mut whose = Self::default();
        for item in items.iter().filter_map(Value::as_object) {
            for (key, value) in item {
                match value {
                    Value::Object(placement) if key == "Placement" => {
                        whose.zone(placement.get("AvailabilityZone").and_then(Value::as_str));
                    }
                    Value::String(text) if matches!(key.as_str(), "OwnerId" | "ownerId") => {
                        whose.accounts.insert(text.clone());
                    }
                    Value::String(zone) if key == "AvailabilityZone" => whose.zone(Some(zone)),
                    Value::String(arn) if arn.starts_with("arn:") => whose.arn(arn),
                    _ => {}
                }
            }
        }
        whose
    }

    fn zone(&mut self, zone: Option<&str>) {
        self.regions.extend(zone.and_then(region::of_zone));
    }

    fn arn(&mut self, arn: &str) {
        let mut parts = arn.split(':').skip(3);
        let (region, account) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        // AWS's own things, such as images, have no account.
        if !region.is_empty() && account.len() == 12 {
            self.regions.insert(region.to_owned());
            self.accounts.insert(account.to_owned());
        }
    }

    /// Whether both may be of one account and Region.
    fn may_be_one(&self, other: &Self) -> bool {
        let meet = |left: &BTreeSet<String>, right: &BTreeSet<String>| {
            left.is_empty() || right.is_empty() || !left.is_disjoint(right)
        };
        meet(&self.accounts, &other.accounts) && meet(&self.regions, &other.regions)
    }
}

/// Joins pages, and tells of those whose end is not there.
pub(super) fn join(importer: &mut Importer) {
    let pages = std::mem::take(&mut importer.pages);
    for page in pages.iter().filter(|page| page.is_cut) {
        let is_last = |other: &&Page| {
            !other.is_cut
                && other.key == page.key
                && folder(&other.file) == folder(&page.file)
                && page.whose.may_be_one(&other.whose)
        };
        let last = pages.iter().filter(|_| !ABOUT_ONE.contains(&page.key)).find(is_last);
        importer.see(page.key, &page.file, last.is_none());
        if let Some(last) = last {
            let why = format!(
                "There are more pages; the last of them is taken to be in {}, which is about the same and has none after it. Whether one in between is missing no page tells.",
                last.file
            );
            importer.report.approximated(&page.file, &page.place, "Page of an answer", &why);
        } else {
            let why = "The answer has more pages than this file. Fetch them all and import again.";
            importer.report.skipped(&page.file, &page.place, "Further pages", why);
        }
    }
}
