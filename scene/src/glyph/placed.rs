//! Glyphs at a place, without a transform: a browser draws thousands of plain paths faster than transformed ones.

/// Path data at one size, ready to be put anywhere: only the first move names a place, the rest is relative to it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedPath {
    first: (f64, f64),
    rest: String,
}

impl PlacedPath {
    /// Reads path data of a glyph (`M L H V C S Q A Z` in both cases) and scales it.
    ///
    /// `None` if the data does not begin with a move or holds a command that glyphs do not use.
    pub fn new(data: &str, scale: f64) -> Option<Self> {
        let mut reader = Reader { rest: data, command: 'M' };
        let mut pen = Pen::default();
        let mut first = None;
        let mut out = String::new();
        while let Some((command, numbers)) = reader.next_command()? {
            let piece = pen.relative(command, &numbers)?;
            if first.is_none() {
                if !command.eq_ignore_ascii_case(&'m') {
                    return None;
                }
                first = Some((pen.x * scale, pen.y * scale));
                continue;
            }
            write_piece(&mut out, command.to_ascii_lowercase(), &piece, scale);
        }
        Some(Self { first: first?, rest: out })
    }

    /// The path data with the upper left corner of the glyph's grid at `x`, `y`.
    pub fn at(&self, x: i32, y: i32) -> String {
        let mut out = String::with_capacity(self.rest.len() + 16);
        out.push('M');
        write_number(&mut out, self.first.0 + f64::from(x));
        out.push(' ');
        write_number(&mut out, self.first.1 + f64::from(y));
        out.push_str(&self.rest);
        out
    }
}

/// How many numbers one use of a command takes.
fn arity(command: char) -> Option<usize> {
    Some(match command.to_ascii_lowercase() {
        'm' | 'l' => 2,
        'h' | 'v' => 1,
        'c' => 6,
        's' | 'q' => 4,
        'a' => 7,
        'z' => 0,
        _ => return None,
    })
}

struct Reader<'a> {
    rest: &'a str,
    command: char,
}

impl Reader<'_> {
    /// The next command with its numbers: `Some(None)` at the end, `None` where the data cannot be read.
    #[expect(clippy::option_option, reason = "the end is no failure")]
    fn next_command(&mut self) -> Option<Option<(char, Vec<f64>)>> {
        self.rest = self.rest.trim_start_matches([' ', ',']);
        let Some(next) = self.rest.chars().next() else { return Some(None) };
        if next.is_ascii_alphabetic() {
            self.command = next;
            self.rest = self.rest.get(1..)?;
        } else if self.command.eq_ignore_ascii_case(&'m') {
            // Further pairs after a move are lines.
            self.command = if self.command == 'M' { 'L' } else { 'l' };
        }
        let numbers = (0..arity(self.command)?).map(|_| self.number()).collect::<Option<Vec<_>>>()?;
        Some(Some((self.command, numbers)))
    }

    fn number(&mut self) -> Option<f64> {
        self.rest = self.rest.trim_start_matches([' ', ',']);
        let mut seen_dot = false;
        let end = self
            .rest
            .char_indices()
            .find(|&(index, character)| match character {
                '0'..='9' => false,
                '-' => index > 0,
                '.' => std::mem::replace(&mut seen_dot, true),
                _ => true,
            })
            .map_or(self.rest.len(), |(index, _)| index);
        let (number, rest) = self.rest.split_at(end);
        self.rest = rest;
        number.parse().ok()
    }
}

/// Where the pen is, and where its subpath began.
#[derive(Default)]
struct Pen {
    x: f64,
    y: f64,
    start: (f64, f64),
}

impl Pen {
    /// The numbers of a command relative to the pen, which moves to its end.
    fn relative(&mut self, command: char, numbers: &[f64]) -> Option<Vec<f64>> {
        let (x, y) = if command.is_ascii_uppercase() { (self.x, self.y) } else { (0.0, 0.0) };
        let piece: Vec<f64> = match (command.to_ascii_lowercase(), numbers) {
            ('h', [to]) => vec![to - x],
            ('v', [to]) => vec![to - y],
            ('a', [rx, ry, turn, large, sweep, to_x, to_y]) => {
                vec![*rx, *ry, *turn, *large, *sweep, to_x - x, to_y - y]
            }
            _ => numbers
                .iter()
                .enumerate()
                .map(|(index, number)| number - if index % 2 == 0 { x } else { y })
                .collect(),
        };
        match (command.to_ascii_lowercase(), piece.as_slice()) {
            ('z', _) => (self.x, self.y) = self.start,
            ('h', [dx]) => self.x += dx,
            ('v', [dy]) => self.y += dy,
            (_, [.., dx, dy]) => {
                self.x += dx;
                self.y += dy;
            }
            _ => return None,
        }
        if command.eq_ignore_ascii_case(&'m') {
            self.start = (self.x, self.y);
        }
        Some(piece)
    }
}

fn write_piece(out: &mut String, command: char, numbers: &[f64], scale: f64) {
    out.push(command);
    for (index, number) in numbers.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        // The turn and the two flags of an arc are no lengths.
        let is_length = command != 'a' || !matches!(index, 2..=4);
        write_number(out, if is_length { number * scale } else { *number });
    }
}

/// Two decimals, without those that say nothing.
fn write_number(out: &mut String, number: f64) {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    out.push_str(if text == "-0" { "0" } else { text });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glyph::{MARKS, RESOURCE_GLYPHS, SIGNS};

    #[test]
    fn a_path_moves_by_its_first_point_only() {
        let path = PlacedPath::new("M2 12h5.5M16.5 12H22", 1.0).expect("a path");
        assert_eq!(path.at(0, 0), "M2 12h5.5m9 0h5.5");
        assert_eq!(path.at(100, -20), "M102 -8h5.5m9 0h5.5");
    }

    #[test]
    fn arcs_keep_their_flags_and_closing_returns_to_the_start() {
        let path = PlacedPath::new("M7.4 20a1.6 1.6 0 1 0 3.2 0zL7.4 21", 2.0).expect("a path");
        assert_eq!(path.at(0, 0), "M14.8 40a3.2 3.2 0 1 0 6.4 0zl0 2");
    }

    #[test]
    fn numbers_may_touch_and_pairs_after_a_move_are_lines() {
        let path = PlacedPath::new("M5.5 9 3 6.5l-.65.38-1-.75", 1.0).expect("a path");
        assert_eq!(path.at(0, 0), "M5.5 9l-2.5 -2.5l-0.65 0.38l-1 -0.75");
    }

    #[test]
    fn every_glyph_sign_and_mark_can_be_placed() {
        let glyphs = RESOURCE_GLYPHS.iter().chain(SIGNS).flat_map(|glyph| [glyph.strokes, glyph.fills]);
        let marks = MARKS.iter().flat_map(|mark| [mark.ground, mark.sign_strokes, mark.sign_fills]);
        for data in glyphs.chain(marks).filter(|data| !data.is_empty()) {
            assert!(PlacedPath::new(data, 0.5).is_some(), "{data}");
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        assert_eq!(PlacedPath::new("", 1.0), None);
        assert_eq!(PlacedPath::new("L2 2", 1.0), None);
        assert_eq!(PlacedPath::new("M2 2t1 1", 1.0), None);
        assert_eq!(PlacedPath::new("M2 x", 1.0), None);
    }
}
