use super::importer::{AS_A_WHOLE, Importer};
use super::item::{Item, cidr, number, text};
use netyard_core::model::{ManagedPrefixList, PrefixListEntry, Resource, ResourceId, RowId};
use netyard_core::net::CidrBlock;
use netyard_core::ordered::IntoOrdered;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Reads `PrefixLists`, which two calls print: `describe-prefix-lists` (AWS's own lists, with their blocks) and
/// `describe-managed-prefix-lists` (all lists, without), and the answers of `get-managed-prefix-list-entries`.
pub(super) fn read(importer: &mut Importer) {
    let items: Vec<Item> =
        ["PrefixLists", "ManagedPrefixLists"].iter().flat_map(|key| importer.take(key)).collect();
    let (with_blocks, without): (Vec<Item>, Vec<Item>) =
        items.into_iter().partition(|item| item.value.get("Cidrs").is_some());
    for item in with_blocks {
        let Some(id) = importer.id(&item, "PrefixListId", "Prefix list") else { continue };
        let blocks = item.value.get("Cidrs").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let blocks = blocks.iter().filter_map(Value::as_str);
        let entries = blocks.enumerate().map(|(index, block)| {
            (row(index), PrefixListEntry { cidr: Some(CidrBlock::new(block)), ..PrefixListEntry::default() })
        });
        let head = head(&item);
        let owner_id = head.owner_id.clone().or_else(|| Some("AWS".to_owned()));
        importer.insert(&item, id, ManagedPrefixList { entries: entries.into_map(), owner_id, ..head });
    }
    for item in without {
        let Some(id) = importer.id(&item, "PrefixListId", "Prefix list") else { continue };
        if importer.document.managed_prefix_list(id.as_str()).is_some() {
            importer.skip(&item, "Prefix list", "It is read from the answer of describe-prefix-lists.");
            continue;
        }
        importer.insert(&item, id, head(&item));
    }
    entries(importer);
    without_blocks(importer);
}

/// A list whose blocks no answer gives. AWS's own is left to Netyard's table, which a list without blocks would hide.
fn without_blocks(importer: &mut Importer) {
    let answers = importer.empty("PrefixListEntries").to_vec();
    let told: BTreeSet<ResourceId> = answers.iter().filter_map(|answer| list_of(importer, answer)).collect();
    let empty: Vec<(ResourceId, bool)> = importer
        .document
        .resources
        .iter()
        .filter_map(|(id, resource)| match resource.as_ref() {
            Resource::ManagedPrefixList(list) if list.entries.is_empty() && !told.contains(id) => {
                Some((id.clone(), list.owner_id.as_deref() == Some("AWS")))
            }
            _ => None,
        })
        .collect();
    for (id, is_aws) in empty {
        let report = &mut importer.report;
        if is_aws {
            let why = "No answer gives the blocks of AWS's list; Netyard's own table of S3 and DynamoDB is used where it is named.";
            report.skipped(AS_A_WHOLE, id.as_str(), "Prefix list", why);
            importer.document.resources.remove(&id);
        } else {
            let why =
                "No answer gives its blocks. Import the answer of get-managed-prefix-list-entries, too.";
            report.approximated(AS_A_WHOLE, id.as_str(), "Prefix list", why);
            importer.lists_without_blocks = true;
        }
    }
}

fn head(item: &Item) -> ManagedPrefixList {
    let name = item.text("PrefixListName").map(str::to_owned);
    let family = item.text("AddressFamily").unwrap_or("IPv4").to_owned();
    ManagedPrefixList {
        name: item.name(),
        tags: item.tags(),
        prefix_list_name: name,
        owner_id: item.text("OwnerId").map(str::to_owned),
        address_family: family,
        max_entries: number(&item.value, "MaxEntries").and_then(|number| u32::try_from(number).ok()),
        ..ManagedPrefixList::default()
    }
}

/// The answer with the entries does not say of which list they are. The name of its file may; else, if only one list
/// lacks entries, they are its own.
fn entries(importer: &mut Importer) {
    let items = importer.take("PrefixListEntries");
    let mut rest = items.as_slice();
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|item| item.file == first.file).count();
        let (group, others) = rest.split_at(length);
        rest = others;
        match list_of(importer, first) {
            Some(id) => fill(importer, &id, group),
            None => {
                for item in group {
                    let why = "The answer does not say of which prefix list it is. Put the list's id (pl-…) into the name of the file.";
                    importer.skip(item, "Entry of a prefix list", why);
                }
            }
        }
    }
}

fn list_of(importer: &Importer, item: &Item) -> Option<ResourceId> {
    let lists = || {
        importer.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
            Resource::ManagedPrefixList(list) => Some((id, list)),
            _ => None,
        })
    };
    let named = lists().find(|(id, _)| item.file.contains(id.as_str()));
    let mut empty = lists().filter(|(_, list)| list.entries.is_empty());
    let only = empty.next().filter(|_| empty.next().is_none());
    named.or(only).map(|(id, _)| id.clone())
}

fn fill(importer: &mut Importer, id: &ResourceId, items: &[Item]) {
    let Some(mut list) = importer.document.managed_prefix_list(id.as_str()).cloned() else { return };
    for item in items {
        let entry = PrefixListEntry {
            cidr: cidr(&item.value, "Cidr"),
            description: text(&item.value, "Description").map(str::to_owned),
            ..PrefixListEntry::default()
        };
        list.entries.insert(row(list.entries.len()), entry);
        importer.report.read(&item.file, &item.place, "Entry of a prefix list");
    }
    importer.document.resources.insert(id.clone(), Arc::new(Resource::ManagedPrefixList(list)));
}

fn row(index: usize) -> RowId {
    RowId::new(&format!("p{}", index + 1))
}
