use super::block_rows::BlockRows;
use super::line_rows::RowWords;
use super::read;
use leptos::prelude::*;

/// Rows of networks, each with a block of its own: static routes of a VPN connection, what is announced over a Connect
/// attachment.
#[component]
pub(super) fn NetworkRows(
    /// The JSON pointer of the rows.
    path: &'static str,
    /// The field of a row that holds its block.
    field: &'static str,
    /// The letter of the ids of rows.
    letter: &'static str,
    /// The heading.
    title: &'static str,
    /// The words beside it.
    note: &'static str,
    /// What one row is called, in a sentence: "static route".
    name: &'static str,
) -> impl IntoView {
    let mut letters = name.chars();
    let label = letters.next().map_or_else(String::new, |first| {
        std::iter::once(first.to_ascii_uppercase()).chain(letters).collect()
    });
    let words = RowWords {
        one: format!("a {name}"),
        all: format!("the {name}s"),
        label,
        add: format!("Add a {name}"),
        remove: format!("Remove the {name}"),
    };
    view! { <BlockRows path field letter title note words read=read::ipv4_block placeholder="192.168.0.0/24"/> }
}
