//! The text of a note, broken into lines that fit its box.

use crate::geometry::Rect;
use crate::node::Node;
use crate::text_scale::TextScale;
use crate::text_width::{TextStyle, text_width};

/// Distance between two lines.
pub const NOTE_LINE: i32 = 16;
/// Space between the border and the text, on each side.
const PADDING: i32 = 10;
/// Space above the first and below the last line together.
const ABOVE_AND_BELOW: i32 = 12;
/// A note is never wider than this; longer lines are broken.
const WIDTH_MOST: i32 = 300;
/// A note is never narrower than this.
const WIDTH_LEAST: i32 = 80;
/// A note shows at most this many lines.
const LINES_MOST: usize = 200;

/// The size of a note with this text, its upper left corner at zero.
pub(crate) fn note_size(text: &str) -> Rect {
    let widest =
        text.lines().take(LINES_MOST).map(|line| text_width(line, TextStyle::Meta)).max().unwrap_or(0);
    let width = (widest + 2 * PADDING).clamp(WIDTH_LEAST, WIDTH_MOST);
    let lines = wrapped(text, width - 2 * PADDING).len().clamp(1, LINES_MOST);
    let lines = i32::try_from(lines).unwrap_or(1);
    Rect::new(0, 0, width, lines * NOTE_LINE + ABOVE_AND_BELOW)
}

/// How large the text of a note is beside other texts of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteDensity {
    /// As large.
    Usual,
    /// 85 % of that.
    Dense,
    /// 72 % of that.
    Densest,
}

impl NoteDensity {
    /// From the largest to the smallest.
    const ALL: [Self; 3] = [Self::Usual, Self::Dense, Self::Densest];

    fn percent(self) -> u16 {
        match self {
            Self::Usual => 100,
            Self::Dense => 85,
            Self::Densest => 72,
        }
    }
}

/// The text of a note as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteText {
    /// Its lines. An empty line is a space, because an empty one has no height in SVG.
    pub lines: Vec<String>,
    /// The distance between two lines.
    pub pitch: i32,
    /// How large it is.
    pub density: NoteDensity,
}

/// What a note shows when the texts of the drawing are drawn at a scale: its whole text, smaller than other texts where
/// it does not fit otherwise. Where even that is too much, the last line ends in an ellipsis.
pub fn note_text(node: &Node, scale: TextScale) -> NoteText {
    let text = if node.meta.is_empty() { &node.name } else { &node.meta };
    let mut shown = None;
    for density in NoteDensity::ALL {
        let own = scale.reduced(density.percent());
        // Larger texts use the space above and below, too.
        let room = node.rect.h - if own > TextScale::ONE { 2 } else { ABOVE_AND_BELOW };
        let pitch = if own > TextScale::ONE { own.of(13).max(NOTE_LINE) } else { own.of(NOTE_LINE) };
        let lines = wrapped(text, own.room(node.rect.w - 2 * PADDING));
        let fit = usize::try_from(room / pitch.max(1)).unwrap_or(1).max(1);
        let is_whole = lines.len() <= fit;
        shown = Some((NoteText { lines, pitch, density }, fit));
        if is_whole {
            break;
        }
    }
    let (mut shown, fit) =
        shown.unwrap_or((NoteText { lines: Vec::new(), pitch: NOTE_LINE, density: NoteDensity::Usual }, 0));
    if shown.lines.len() > fit {
        shown.lines.truncate(fit);
        if let Some(last) = shown.lines.last_mut() {
            last.push('…');
        }
    }
    for line in &mut shown.lines {
        if line.is_empty() {
            line.push(' ');
        }
    }
    shown
}

/// The text in lines of this width, broken between words, and inside a word only where it is wider than a line.
fn wrapped(text: &str, width: i32) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines().take(LINES_MOST) {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if text_width(&longer, TextStyle::Meta) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = broken(word, width, &mut lines);
        }
        lines.push(line);
    }
    lines
}

/// Puts the full lines of a word among `lines` and gives the rest of it.
fn broken(word: &str, width: i32, lines: &mut Vec<String>) -> String {
    let mut rest = String::new();
    for letter in word.chars() {
        rest.push(letter);
        if text_width(&rest, TextStyle::Meta) > width && rest.chars().count() > 1 {
            rest.pop();
            lines.push(std::mem::take(&mut rest));
            rest.push(letter);
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::level_of_detail::LevelOfDetail;

    #[test]
    fn words_are_broken_between_lines() {
        let text = "A route table whose subnet spans two zones cannot be\nSecond";
        let lines = wrapped(text, 160);
        assert!(lines.len() > 2, "{lines:?}");
        assert!(lines.iter().all(|line| text_width(line, TextStyle::Meta) <= 160), "{lines:?}");
        assert_eq!(lines.join(" "), text.replace('\n', " "));
    }

    #[test]
    fn a_word_wider_than_a_line_is_broken_inside() {
        let lines = wrapped(&"m".repeat(60), 120);
        assert!(lines.len() > 3 && lines.iter().all(|line| text_width(line, TextStyle::Meta) <= 120));
        assert_eq!(lines.concat().len(), 60);
    }

    fn note(text: &str) -> Node {
        Node {
            key: netyard_core::model::ResourceId::new("note-1"),
            kind: crate::node::NodeKind::Note,
            parent: None,
            depth: 0,
            rect: note_size(text),
            origin: crate::geometry::Point::default(),
            name: String::new(),
            meta: text.to_owned(),
            glyph: "",
            has_public_address: false,
            watched: crate::watched::Watched::default(),
            is_dashed: false,
            folded: None,
            inside: String::new(),
        }
    }

    #[test]
    fn a_note_is_smaller_before_it_is_cut() {
        let text = "What a function writes to its log arrives in every place: AWS takes it, not the network of the drawing.";
        let at = |zoom: f64| note_text(&note(text), TextScale::at(zoom, LevelOfDetail::Full));
        let words = |shown: &NoteText| shown.lines.join(" ");
        assert_eq!(at(1.0).density, NoteDensity::Usual);
        for percent in [100, 93, 86, 79, 73, 68, 67, 65] {
            let shown = at(f64::from(percent) / 100.0);
            assert_eq!(words(&shown), text, "{percent} %");
        }
        assert!(at(0.67).density > NoteDensity::Usual);
        let far = note_text(&note(&"word ".repeat(60)), TextScale::at(0.4, LevelOfDetail::Half));
        assert!(far.lines.last().is_some_and(|line| line.ends_with('…')), "{far:?}");
    }

    #[test]
    fn a_note_is_as_high_as_its_lines() {
        let long = "word ".repeat(40);
        let size = note_size(&long);
        assert_eq!(size.w, WIDTH_MOST);
        let lines = i32::try_from(wrapped(&long, size.w - 20).len()).unwrap();
        assert_eq!(size.h, lines * NOTE_LINE + ABOVE_AND_BELOW);
        assert_eq!(note_size("").h, NOTE_LINE + ABOVE_AND_BELOW);
    }
}
