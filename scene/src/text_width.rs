//! Widths of text without a browser, so that layouts are the same natively and in the page.
//!
//! The interface asks for the system's own face, which differs from machine to machine. The tables hold typical
//! advances of such faces in thousandths of an em; the 6 % slack on top covers the wider ones. Text therefore may
//! end a little before its box does, never after it.

use unicode_width::UnicodeWidthChar as _;

/// Size and weight of a text on the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStyle {
    /// Names of cards: 12.5 px, weight 600.
    Name,
    /// Second line of a card, labels of edges: 11 px, weight 400.
    Meta,
    /// Names of VPCs and sites: 13 px, weight 600.
    Title,
    /// Names of subnets, zones and Regions, and tile names: 11.5 px, weight 600.
    Label,
}

impl TextStyle {
    /// Font size in drawing units.
    pub fn size(self) -> f64 {
        match self {
            Self::Name => 12.5,
            Self::Meta => 11.0,
            Self::Title => 13.0,
            Self::Label => 11.5,
        }
    }

    /// Font weight.
    pub fn weight(self) -> u16 {
        match self {
            Self::Name | Self::Title | Self::Label => 600,
            Self::Meta => 400,
        }
    }
}

/// Width of `text` in drawing units, slack included, rounded up.
pub fn text_width(text: &str, style: TextStyle) -> i32 {
    width_of(text.chars().map(|character| advance(character, style)), style)
}

fn width_of(advances: impl Iterator<Item = u32>, style: TextStyle) -> i32 {
    // Names have 500 characters at most, but not every text that is drawn is a name: a Region may be called anything.
    let thousandths = advances.fold(0_u32, u32::saturating_add);
    let exact = f64::from(thousandths) / 1000.0 * style.size() * SLACK;
    #[expect(clippy::cast_possible_truncation, reason = "wider than an i32 is as wide as one")]
    let whole = exact.ceil() as i32;
    whole
}

/// `text`, or, where it is wider than `width`, its beginning and its end with an ellipsis between.
///
/// The end is kept as long as the beginning because names in one network differ in their ends
/// (`orders-db-replica`, `orders-db-primary`). Addresses are never passed through here: a card widens for them.
pub fn cut_in_the_middle(text: &str, width: i32, style: TextStyle) -> String {
    if text_width(text, style) <= width {
        return text.to_owned();
    }
    let characters: Vec<char> = text.chars().collect();
    let most = most_kept(&characters, width, style);
    for kept in (2..=most).rev() {
        let cut = with_ellipsis(&characters, kept);
        if text_width(&cut, style) <= width {
            return cut;
        }
    }
    characters.iter().take(1).chain(&['…']).collect()
}

/// How many characters can be kept at most: as many as fit from both ends, and a few more where spaces fall away at
/// the cut. Found by halving, so that a text of any length costs little.
fn most_kept(characters: &[char], width: i32, style: TextStyle) -> usize {
    let fits = |kept: usize| {
        let head = kept.div_ceil(2);
        let ends =
            characters.iter().take(head).chain(characters.iter().skip(characters.len() - (kept - head)));
        let advances = ends.chain(&['…']).map(|character| advance(*character, style));
        width_of(advances, style) <= width
    };
    let (mut fitting, mut too_many) = (0, characters.len());
    while too_many - fitting > 1 {
        let middle = usize::midpoint(fitting, too_many);
        if fits(middle) {
            fitting = middle;
        } else {
            too_many = middle;
        }
    }
    (fitting + SPACES).min(characters.len().saturating_sub(1))
}

/// So many spaces at the cut are made use of.
const SPACES: usize = 8;

fn with_ellipsis(characters: &[char], kept: usize) -> String {
    let head = kept.div_ceil(2);
    let tail = characters.len() - (kept - head);
    let (start, end) = (characters.iter().take(head), characters.iter().skip(tail));
    let start: String = start.collect();
    let end: String = end.collect();
    format!("{}…{}", start.trim_end(), end.trim_start())
}

/// Room for faces wider than the tables.
const SLACK: f64 = 1.06;

/// Advance of one character in thousandths of an em.
fn advance(character: char, style: TextStyle) -> u32 {
    let table = if style.weight() >= 600 { &SEMIBOLD } else { &REGULAR };
    let printable = u32::from(character).checked_sub(32).and_then(|at| usize::try_from(at).ok());
    if let Some(advance) = printable.and_then(|at| table.get(at)) {
        return u32::from(*advance);
    }
    match character {
        '…' => 1000,
        '→' | '←' | '–' | '—' => 900,
        // Full-width scripts take an em; other letters are taken as wide ones.
        _ => match character.width() {
            None | Some(0) => 0,
            Some(1) => 720,
            Some(_) => 1050,
        },
    }
}

/// Weight 400, from the space to the tilde.
const REGULAR: [u16; 95] = [
    298, 340, 408, 697, 596, 920, 724, 233, 362, 362, 444, 711, 298, 347, 298, 308, 596, 596, 596, 596, 596,
    596, 596, 596, 596, 596, 308, 308, 711, 711, 711, 544, 1008, 676, 676, 710, 746, 650, 593, 776, 737, 286,
    398, 662, 556, 848, 735, 782, 635, 782, 708, 651, 611, 727, 676, 966, 676, 639, 648, 334, 308, 334, 654,
    528, 416, 584, 596, 525, 596, 586, 315, 596, 595, 250, 250, 540, 250, 904, 595, 584, 596, 596, 372, 510,
    335, 595, 546, 770, 546, 546, 512, 485, 298, 485, 711,
];

/// Weight 600, from the space to the tilde.
const SEMIBOLD: [u16; 95] = [
    313, 394, 498, 697, 626, 946, 797, 272, 395, 395, 456, 711, 329, 374, 329, 322, 626, 626, 626, 626, 626,
    626, 626, 626, 626, 626, 366, 366, 711, 711, 711, 596, 988, 748, 742, 728, 776, 675, 647, 800, 780, 325,
    464, 748, 624, 914, 780, 814, 700, 814, 746, 694, 646, 767, 720, 1024, 719, 696, 668, 395, 322, 395, 711,
    528, 416, 616, 664, 574, 664, 617, 384, 664, 662, 310, 310, 610, 310, 966, 662, 649, 664, 664, 441, 576,
    406, 662, 604, 851, 600, 604, 541, 550, 322, 550, 711,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_the_tables() {
        // Two digits of 596 at 11 px with 6 % slack: 13.9.
        assert_eq!(text_width("10", TextStyle::Meta), 14);
        assert_eq!(text_width("", TextStyle::Name), 0);
        assert!(text_width("web-1", TextStyle::Title) > text_width("web-1", TextStyle::Name));
    }

    #[test]
    fn a_name_that_fits_is_left_alone() {
        assert_eq!(cut_in_the_middle("web-1", 120, TextStyle::Name), "web-1");
    }

    #[test]
    fn a_long_name_keeps_its_beginning_and_its_end() {
        let name = "orders-database-read-replica";
        let cut = cut_in_the_middle(name, 110, TextStyle::Name);
        let (head, tail) = cut.split_once('…').expect("an ellipsis");
        assert!(name.starts_with(head) && name.ends_with(tail), "{cut}");
        assert!(head.chars().count().abs_diff(tail.chars().count()) <= 1, "{cut}");
        assert!(text_width(&cut, TextStyle::Name) <= 110);
    }

    #[test]
    fn no_width_is_too_small_and_no_script_breaks_the_cut() {
        assert_eq!(cut_in_the_middle("orders", 0, TextStyle::Name), "o…");
        assert_eq!(text_width("网", TextStyle::Meta), 13);
        let cut = cut_in_the_middle("生产环境数据库只读副本", 80, TextStyle::Name);
        assert!(cut.contains('…') && text_width(&cut, TextStyle::Name) <= 80);
    }

    #[test]
    fn a_text_of_any_length_is_cut_at_once() {
        let long = "9".repeat(2_000_000);
        let started = std::time::Instant::now();
        let cut = cut_in_the_middle(&long, 120, TextStyle::Name);
        assert!(cut.chars().count() < 30 && text_width(&cut, TextStyle::Name) <= 120, "{cut}");
        // One character at a time this takes hours.
        assert!(started.elapsed().as_secs() < 20);
        assert!(text_width(&"网".repeat(5_000_000), TextStyle::Title) > 0);
    }

    #[test]
    fn spaces_at_the_cut_make_room_for_letters() {
        let name = "orders   database   replica";
        for width in 20..200 {
            let cut = cut_in_the_middle(name, width, TextStyle::Name);
            let characters: Vec<char> = name.chars().collect();
            let one_by_one = (2..characters.len())
                .rev()
                .map(|kept| with_ellipsis(&characters, kept))
                .find(|cut| text_width(cut, TextStyle::Name) <= width);
            if let Some(expected) = one_by_one.filter(|_| cut != name) {
                assert_eq!(cut, expected, "{width}");
            }
        }
    }

    #[test]
    fn characters_without_width_add_none() {
        assert_eq!(text_width("a\u{200b}b", TextStyle::Meta), text_width("ab", TextStyle::Meta));
    }
}
