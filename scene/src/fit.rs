//! The texts of a node as they fit: the larger texts are against the drawing, the less of them.

use crate::level_of_detail::LevelOfDetail;
use crate::node::{Node, NodeKind};
use crate::shape;
use crate::text_scale::TextScale;
use crate::text_width::{TextStyle, cut_in_the_middle, text_width};

/// A name is not cut below this many units at 100 %; what stands beside it goes first.
const NAME_LEAST: i32 = 96;
/// Bold faces differ more from machine to machine than regular ones: this much in a hundred is kept free.
const BOLD_SLACK: i32 = 8;

/// So much of the room that a card keeps free at its right its name may take.
const CLOSER: i32 = 6;

/// A name and what stands beside or below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// The name, cut in the middle where it is too long.
    pub name: String,
    /// The second text, whole or empty: addresses are never cut.
    pub meta: String,
}

/// What fits of the texts of a card or subnet at a level and scale. Their containers' texts are placed by
/// [`label`](crate::label).
pub fn fitted(node: &Node, level: LevelOfDetail, scale: TextScale) -> Fitted {
    let width = node.rect.w;
    match node.kind {
        NodeKind::Subnet { .. } if !level.shows_subnet_cidr() => {
            Fitted { name: cut(&node.name, scale.room(width - 18), TextStyle::Label), meta: String::new() }
        }
        // The name begins at 27; at the other side the corner is round.
        NodeKind::Subnet { .. } => {
            in_a_row(node, drawn(scale, width - 33 - node.watched.header_room(node.kind)))
        }
        NodeKind::Card if level.shows_cards() => {
            let room = card_room(node);
            let has_meta = text_width(&node.meta, TextStyle::Meta) <= scale.room(room);
            let meta = if has_meta { node.meta.clone() } else { String::new() };
            // Larger against the card, a name may come closer to its right side before it is cut.
            let closer = if scale > TextScale::ONE { CLOSER } else { 0 };
            Fitted { name: cut(&node.name, drawn(scale, room + closer), TextStyle::Name), meta }
        }
        NodeKind::Card => {
            // Drawn at 11 px, measured at 11.5.
            let room = scale.room(width - shape::CARD_TEXT_LEFT - 2) * 23 / 22;
            Fitted { name: cut(&node.name, room, TextStyle::Label), meta: String::new() }
        }
        NodeKind::BorderTile { .. } | NodeKind::LinkTile => {
            // The layout keeps room for the name at its size, and a little more.
            let usual = bold_width(&node.name, TextStyle::Label).min(node.name_room());
            let room = usual + (usual * 3 / 5).clamp(28, 38);
            Fitted {
                name: cut(&node.name, drawn(scale, room).min(node.name_room()), TextStyle::Label),
                meta: String::new(),
            }
        }
        _ => Fitted { name: cut(&node.name, node.name_room(), node.name_style()), meta: node.meta.clone() },
    }
}

/// Room for a bold text. Bold texts are a little larger than 11 px, so they grow later than the others.
fn drawn(scale: TextScale, room: i32) -> i32 {
    if scale < TextScale::ONE { scale.room(room) } else { room.min(scale.room(room) * 23 / 22) }
}

/// Room for the texts of a card, in drawing units.
fn card_room(node: &Node) -> i32 {
    node.rect.w - shape::CARD_TEXT_LEFT - node.card_text_right()
}

/// Name and second text in one line: both, else a shorter name, else the name alone.
fn in_a_row(node: &Node, room: i32) -> Fitted {
    let meta = if node.meta.is_empty() { 0 } else { 8 + text_width(&node.meta, TextStyle::Meta) };
    let name = bold_width(&node.name, TextStyle::Label);
    if name + meta <= room {
        return Fitted { name: node.name.clone(), meta: node.meta.clone() };
    }
    if room - meta >= NAME_LEAST.min(name) {
        return Fitted { name: cut(&node.name, room - meta, TextStyle::Label), meta: node.meta.clone() };
    }
    Fitted { name: cut(&node.name, room, TextStyle::Label), meta: String::new() }
}

/// What a folded container holds, as much as `room` takes: "4 subnets, 8 instances", else "4 subnets, 8 more", else
/// "12 parts". What even that is too wide for is cut.
pub fn inside_within(inside: &str, room: i32) -> String {
    let fits = |text: &str| text_width(text, TextStyle::Meta) <= room;
    let kinds: Vec<&str> = inside.split(", ").collect();
    let count =
        |kind: &&str| kind.split(' ').next().and_then(|number| number.parse::<u32>().ok()).unwrap_or(0);
    let whole = std::iter::once(inside.to_owned());
    let fewer = (1..kinds.len()).rev().filter_map(|named| {
        let (first, rest) = kinds.split_at_checked(named)?;
        Some(format!("{}, {} more", first.join(", "), rest.iter().map(count).sum::<u32>()))
    });
    let all: u32 = kinds.iter().map(count).sum();
    let parts = if all == 1 { "1 part".to_owned() } else { format!("{all} parts") };
    let mut forms = whole.chain(fewer).chain([parts]);
    forms.find(|text| fits(text)).unwrap_or_else(|| cut_in_the_middle(inside, room, TextStyle::Meta))
}

/// The width that is kept for a bold text: rounded up, so that [`cut`] leaves it whole in such a room.
pub(crate) fn bold_width(text: &str, style: TextStyle) -> i32 {
    (text_width(text, style) * (100 + BOLD_SLACK) + 99) / 100
}

/// A bold text, cut in the middle where it is wider than `room`.
pub(crate) fn cut(text: &str, room: i32, style: TextStyle) -> String {
    cut_in_the_middle(text, room * 100 / (100 + BOLD_SLACK), style)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Point, Rect};
    use crate::watched::Watched;
    use netyard_core::model::ResourceId;

    #[test]
    fn a_name_fits_in_the_room_that_is_kept_for_it() {
        for length in 1..=40 {
            let name = "shop.example.com".repeat(3).chars().take(length).collect::<String>();
            let room = bold_width(&name, TextStyle::Name);
            assert_eq!(cut(&name, room, TextStyle::Name), name);
        }
    }

    fn node(kind: NodeKind, name: &str, meta: &str) -> Node {
        Node {
            key: ResourceId::new("x-1"),
            kind,
            parent: None,
            depth: 0,
            rect: Rect::new(0, 0, if kind == NodeKind::Card { 174 } else { 194 }, 42),
            origin: Point::default(),
            name: name.to_owned(),
            meta: meta.to_owned(),
            glyph: "ec2",
            has_public_address: false,
            watched: Watched::default(),
            is_dashed: false,
            folded: None,
            inside: String::new(),
        }
    }

    #[test]
    fn what_is_inside_is_counted_together_where_there_is_no_room_for_all_of_it() {
        let inside = "4 subnets, 8 instances, 1 NAT gateway";
        let wide = |text: &str| text_width(text, TextStyle::Meta);
        for (room, shown) in [
            (wide(inside), inside),
            (wide(inside) - 1, "4 subnets, 8 instances, 1 more"),
            (wide("4 subnets, 9 more"), "4 subnets, 9 more"),
            (wide("4 subnets, 9 more") - 1, "13 parts"),
        ] {
            assert_eq!(inside_within(inside, room), shown);
        }
        assert_eq!(inside_within("1 instance", wide("1 part")), "1 part");
    }

    #[test]
    fn a_card_keeps_its_address_whole_or_not_at_all() {
        let mut card = node(NodeKind::Card, "web-1", "2001:db8:1234:1a00::a");
        // Layouts widen cards for their addresses.
        card.rect.w = 200;
        let near = fitted(&card, LevelOfDetail::Full, TextScale::ONE);
        assert_eq!((near.name.as_str(), near.meta.as_str()), ("web-1", "2001:db8:1234:1a00::a"));
        let far = fitted(&card, LevelOfDetail::Full, TextScale::at(0.7, LevelOfDetail::Full));
        assert_eq!((far.name.as_str(), far.meta.as_str()), ("web-1", ""));
    }

    #[test]
    fn from_further_away_a_name_is_cut_to_its_card() {
        let card = node(NodeKind::Card, "billing-database-00", "10.0.0.10");
        let level = LevelOfDetail::Half;
        let scale = TextScale::at(0.44, level);
        let shown = fitted(&card, level, scale);
        assert!(shown.name.contains('…'), "{}", shown.name);
        assert!(scale.of(text_width(&shown.name, TextStyle::Label)) <= 174 - shape::CARD_TEXT_LEFT);
        assert_eq!(shown.meta, "");
    }

    #[test]
    fn the_name_of_a_service_is_whole_at_two_thirds() {
        let service = node(NodeKind::Card, "Amazon S3", "");
        let long = node(NodeKind::Card, "billing-database-00", "");
        let level = LevelOfDetail::Full;
        for percent in 68..=100 {
            let scale = TextScale::at(f64::from(percent) / 100.0, level);
            assert_eq!(fitted(&service, level, scale).name, "Amazon S3", "{percent} %");
            let end = shape::CARD_TEXT_LEFT + drawn_width(&fitted(&long, level, scale).name, scale);
            assert!(end <= service.rect.w - 4, "{percent} %: {end}");
        }
    }

    /// Bold texts are drawn a little smaller than their share once they grow.
    fn drawn_width(text: &str, scale: TextScale) -> i32 {
        let width = text_width(text, TextStyle::Name);
        if scale > TextScale::ONE { (scale.of(width) * 22 / 23).max(width) } else { width }
    }

    #[test]
    fn the_range_of_a_subnet_gives_way_to_its_name() {
        let subnet = node(NodeKind::Subnet { public: Some(true) }, "public-a", "10.0.0.0/24");
        assert_eq!(fitted(&subnet, LevelOfDetail::Full, TextScale::ONE).meta, "10.0.0.0/24");
        let smaller = TextScale::at(0.8, LevelOfDetail::Full);
        assert_eq!(fitted(&subnet, LevelOfDetail::Full, smaller).meta, "10.0.0.0/24");
        let far = fitted(&subnet, LevelOfDetail::Full, TextScale::at(0.64, LevelOfDetail::Full));
        assert_eq!((far.name.as_str(), far.meta.as_str()), ("public-a", ""));
    }
}
