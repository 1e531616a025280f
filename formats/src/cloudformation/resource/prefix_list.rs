use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{ManagedPrefixList, PrefixListEntry, RowId};

/// Reads `AWS::EC2::PrefixList`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let mut entries = std::collections::BTreeMap::new();
    for part in view.list("Entries") {
        let entry = PrefixListEntry {
            cidr: part.deciding_cidr("Cidr"),
            description: part.text("Description"),
            ..PrefixListEntry::default()
        };
        entries.insert(RowId::new(&format!("p{}", entries.len() + 1)), entry);
    }
    if view.is_unknown("Entries") {
        // Half a list would deny what the rest admits.
        entries.clear();
        maker.doubts.insert("managedPrefixList");
        maker
            .note(own, "The template does not tell all of its blocks. A trace that needs them ends UNKNOWN.");
    }
    let list = ManagedPrefixList {
        name: Some(own.name()),
        tags: own.tags(),
        prefix_list_name: view.text("PrefixListName"),
        region: Some(maker.ground.region.clone()),
        address_family: view.text("AddressFamily").unwrap_or_else(|| "IPv4".to_owned()),
        max_entries: view.small("MaxEntries"),
        entries,
        ..ManagedPrefixList::default()
    };
    maker.insert(own, list);
}
