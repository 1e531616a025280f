use unicode_width::UnicodeWidthStr;

/// Rows of text in columns. The last column is not padded and not cut.
#[derive(Debug, Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
}

#[derive(Debug)]
enum Row {
    Cells(Vec<String>),
    Line(String),
}

impl Table {
    /// Adds a row of cells. Control characters of names become spaces, so that no name can write a line of its own.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        self.rows.push(Row::Cells(cells.into_iter().map(|cell| one_line(cell.as_ref())).collect()));
    }

    /// Adds a line that runs across the columns.
    pub(crate) fn line(&mut self, line: &str) {
        self.rows.push(Row::Line(one_line(line)));
    }

    /// The table as text, every line indented by two.
    pub(crate) fn render(&self) -> String {
        let widths = self.widths();
        let lines = self.rows.iter().map(|row| match row {
            Row::Line(line) => format!("  {line}"),
            Row::Cells(cells) => format!("  {}", padded(cells, &widths)),
        });
        lines.map(|line| format!("{}\n", line.trim_end())).collect::<Vec<_>>().concat()
    }

    fn widths(&self) -> Vec<usize> {
        let mut widths = Vec::new();
        for row in &self.rows {
            let Row::Cells(cells) = row else { continue };
            for (index, cell) in cells.iter().enumerate() {
                match widths.get_mut(index) {
                    Some(width) => *width = cell.width().max(*width),
                    None => widths.push(cell.width()),
                }
            }
        }
        widths
    }
}

fn padded(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    let last = cells.len().saturating_sub(1);
    for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
        line.push_str(cell);
        if index < last {
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
    }
    line
}

/// Text on one line, without anything that a terminal would obey.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|character| if is_obeyed(character) { ' ' } else { character }).collect()
}

/// Text on several lines, without anything else that a terminal would obey.
pub(crate) fn lines(text: &str) -> String {
    let shown = |character: char| if is_obeyed(character) && character != '\n' { ' ' } else { character };
    text.chars().map(shown).collect()
}

/// What moves the cursor, or turns round the order in which letters stand.
fn is_obeyed(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::{Table, lines};

    #[test]
    fn columns_line_up_and_names_stay_on_their_line() {
        let mut table = Table::default();
        table.row(["1", "größer", "x"]);
        table.line("across");
        table.row(["10", "日本\n\u{1b}[2J", "y"]);
        assert_eq!(table.render(), "  1   größer     x\n  across\n  10  日本  [2J  y\n");
    }

    #[test]
    fn no_letter_turns_the_others_round() {
        assert_eq!(lines("a\u{202e}b\n\u{2066}c\u{1b}[2J"), "a b\n c [2J");
    }
}
