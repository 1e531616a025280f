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

/// The distance between two lines when texts are drawn at a scale: closer where texts are large for their box.
pub fn note_pitch(scale: TextScale) -> i32 {
    if scale > TextScale::ONE { scale.of(13).max(NOTE_LINE) } else { scale.of(NOTE_LINE) }
}

/// The lines that a note shows when its texts are drawn at a scale: where they do not all fit, the last one ends
/// in an ellipsis. An empty line is a space, because an empty one has no height in SVG.
pub fn note_lines(node: &Node, scale: TextScale) -> Vec<String> {
    let text = if node.meta.is_empty() { &node.name } else { &node.meta };
    let mut lines = wrapped(text, scale.room(node.rect.w - 2 * PADDING));
    // Larger texts use the space above and below, too.
    let room = node.rect.h - if scale > TextScale::ONE { 2 } else { ABOVE_AND_BELOW };
    let fit = usize::try_from(room / note_pitch(scale).max(1)).unwrap_or(1).max(1);
    if lines.len() > fit {
        lines.truncate(fit);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    for line in &mut lines {
        if line.is_empty() {
            line.push(' ');
        }
    }
    lines
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
