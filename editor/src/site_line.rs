//! The line between two sites, as a thing of its own. No resource stands for it: the rows of their routers do.

use netyard_core::model::{Document, ResourceId};

use crate::draft::Draft;

/// A row that leads over the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRow {
    /// The site whose router has it.
    pub site: ResourceId,
    /// The row.
    pub row: String,
    /// What it is for.
    pub destination: String,
}

/// What leads over the line of two sites, in the order of the two; nothing where they have none.
pub fn rows_of_site_line(document: &Document, one: &str, other: &str) -> Vec<SiteRow> {
    let mut rows = Vec::new();
    for (from, to) in [(one, other), (other, one)] {
        let Some(site) = document.on_premises_site(from).filter(|_| from != to) else { continue };
        let leads_there = site
            .routes
            .iter()
            .filter(|(_, route)| route.on_premises_site_id.as_ref().is_some_and(|id| id.as_str() == to));
        rows.extend(leads_there.map(|(row, route)| SiteRow {
            site: ResourceId::new(from),
            row: row.to_string(),
            destination: route.destination_cidr().map(ToString::to_string).unwrap_or_default(),
        }));
    }
    rows
}

/// "192.168.1.0/24 of north, 10.0.0.0/8 of south".
pub(crate) fn words_of(document: &Document, rows: &[SiteRow]) -> String {
    let word = |row: &SiteRow| format!("{} of {}", row.destination, document.display_name(row.site.as_str()));
    rows.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// Takes the rows away and says what went; `None` where the two have no line.
pub(crate) fn remove_site_line(draft: &mut Draft<'_>, one: &str, other: &str) -> Option<String> {
    let document = draft.document();
    let rows = rows_of_site_line(document, one, other);
    if rows.is_empty() {
        return None;
    }
    let (here, there) = (document.display_name(one), document.display_name(other));
    let text = format!("Deleted the line between {here} and {there}: {}", words_of(document, &rows));
    for row in &rows {
        draft.unset(&row.site, &format!("/routes/{}", row.row));
    }
    Some(text)
}
