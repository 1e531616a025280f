//! AWS's own prefix lists of S3 and DynamoDB: ids and blocks, as data with a date.
//!
//! Blocks as published by AWS in its address ranges, 2026-11; a list that the drawing holds (an imported one)
//! overrides the table. AWS changes them, so a trace that rests on this table shows the list by its id.

use super::{Network, PrefixListNode};
use crate::model::ResourceId;
use crate::model::reserved::GatewayService;
use ipnet::IpNet;

/// What a trace says when it rests on a placeholder block.
pub const PLACEHOLDER_NOTE: &str = "PREFIX_LIST_PLACEHOLDER";

struct Row {
    region: &'static str,
    service: GatewayService,
    id: &'static str,
    blocks: &'static [&'static str],
}

const fn row(
    region: &'static str,
    service: GatewayService,
    id: &'static str,
    blocks: &'static [&'static str],
) -> Row {
    Row { region, service, id, blocks }
}

const TABLE: &[Row] = &[
    row(
        "us-east-1",
        GatewayService::S3,
        "pl-63a5400a",
        &["3.5.0.0/19", "16.182.0.0/16", "18.34.0.0/19", "18.34.232.0/21", "52.216.0.0/15", "54.231.0.0/16"],
    ),
    row(
        "us-east-1",
        GatewayService::DynamoDb,
        "pl-02cd2c6b",
        &["3.218.182.0/24", "52.94.0.0/22", "52.119.224.0/20"],
    ),
    row(
        "us-east-2",
        GatewayService::S3,
        "pl-7ba54012",
        &["3.5.128.0/22", "3.5.132.0/23", "16.12.64.0/22", "52.219.80.0/20", "52.219.96.0/20"],
    ),
    row("us-east-2", GatewayService::DynamoDb, "pl-4ca54025", &["52.94.4.0/24"]),
    row(
        "us-west-2",
        GatewayService::S3,
        "pl-68a54001",
        &[
            "3.5.76.0/22",
            "3.5.80.0/21",
            "18.34.48.0/20",
            "18.34.244.0/22",
            "52.92.128.0/17",
            "52.218.128.0/17",
        ],
    ),
    row("us-west-2", GatewayService::DynamoDb, "pl-00a54069", &["35.71.64.0/22", "52.94.10.0/24"]),
    row(
        "eu-west-1",
        GatewayService::S3,
        "pl-6da54004",
        &["3.5.64.0/21", "3.5.72.0/23", "18.34.240.0/22", "52.92.0.0/17", "52.218.0.0/17"],
    ),
    row(
        "eu-west-1",
        GatewayService::DynamoDb,
        "pl-6fa54006",
        &["52.94.5.0/24", "52.94.24.0/23", "52.94.26.0/23", "52.119.240.0/21"],
    ),
    row(
        "eu-central-1",
        GatewayService::S3,
        "pl-6ea54007",
        &["3.5.134.0/23", "3.5.136.0/22", "16.12.24.0/21", "52.219.44.0/22", "52.219.72.0/22"],
    ),
    row("eu-central-1", GatewayService::DynamoDb, "pl-66a5400f", &["52.94.17.0/24", "52.119.188.0/22"]),
];

/// Blocks that stand for a list of a Region that is not in the table.
const PLACEHOLDER: [(GatewayService, &str); 2] =
    [(GatewayService::S3, "3.5.240.0/24"), (GatewayService::DynamoDb, "52.94.240.0/24")];

/// AWS's list of a service in a Region: the drawing's own, else the table's, else a documented placeholder.
///
/// The flag is true for a placeholder; a trace that uses it says so.
pub fn managed_prefix_list(
    network: &Network,
    service: GatewayService,
    region: &str,
) -> (PrefixListNode, bool) {
    let drawn = network.prefix_lists.values().find(|list| {
        list.service.as_ref().is_some_and(|(candidate, of)| *candidate == service && of == region)
    });
    if let Some(list) = drawn {
        return (list.clone(), false);
    }
    if let Some(row) = TABLE.iter().find(|row| row.region == region && row.service == service) {
        return (node(row.id.into(), row.blocks.iter().copied(), service, region), false);
    }
    (placeholder(service, region), true)
}

/// The list that stands for one of a Region that is not in the table. Its id tells what it is.
fn placeholder(service: GatewayService, region: &str) -> PrefixListNode {
    let id = ResourceId::new(&format!("pl-{}-{region}", service.word()));
    let blocks =
        PLACEHOLDER.into_iter().filter(|(candidate, _)| *candidate == service).map(|(_, block)| block);
    node(id, blocks, service, region)
}

/// The service and the Region of AWS's own list with that id, where the table has it.
pub fn service_of_prefix_list(id: &str) -> Option<(GatewayService, &'static str)> {
    TABLE.iter().find(|row| row.id == id).map(|row| (row.service, row.region))
}

/// AWS's list with that id, or the placeholder, for a rule or route that names it although the drawing does not hold it.
pub(super) fn table_list_by_id(id: &str) -> Option<PrefixListNode> {
    if let Some(row) = TABLE.iter().find(|row| row.id == id) {
        return Some(node(row.id.into(), row.blocks.iter().copied(), row.service, row.region));
    }
    GatewayService::ALL.into_iter().find_map(|service| {
        let region = id.strip_prefix("pl-")?.strip_prefix(service.word())?.strip_prefix('-')?;
        let is_listed = TABLE.iter().any(|row| row.region == region && row.service == service);
        (!region.is_empty() && !is_listed).then(|| placeholder(service, region))
    })
}

fn node<'a>(
    id: ResourceId,
    blocks: impl Iterator<Item = &'a str>,
    service: GatewayService,
    region: &str,
) -> PrefixListNode {
    let entries: Vec<IpNet> = blocks.filter_map(|block| block.parse().ok()).collect();
    let max_entries = entries.len();
    PrefixListNode { id, entries, service: Some((service, region.to_owned())), max_entries }
}

impl Network {
    /// The prefix list with that id: the drawing's own, else AWS's from the table.
    pub fn prefix_list(&self, id: &str) -> Option<PrefixListNode> {
        self.prefix_lists.get(id).cloned().or_else(|| table_list_by_id(id))
    }
}

#[cfg(test)]
mod tests {
    use super::{PLACEHOLDER, TABLE};
    use ipnet::IpNet;

    #[test]
    fn every_block_is_canonical() {
        let blocks =
            TABLE.iter().flat_map(|row| row.blocks).chain(PLACEHOLDER.iter().map(|(_, block)| block));
        for block in blocks {
            let net: IpNet = block.parse().unwrap();
            assert_eq!(net, net.trunc(), "{block}");
        }
    }
}
