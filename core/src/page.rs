//! Pages of the catalogue: Markdown from the doc comment above what they are about.

/// The text of a page from its parts; empty without the feature `pages`.
macro_rules! page {
    ($($part:literal),+ $(,)?) => {
        if cfg!(feature = "pages") { concat!($($part),+) } else { "" }
    };
}

pub(crate) use page;

/// The parts of a page: heading (*What it checks*, *Why it matters*, *How to fix*, *Limits*, *References*) and Markdown
/// text.
pub(crate) fn sections(page: &'static str) -> Vec<(&'static str, String)> {
    let mut sections: Vec<(&'static str, String)> = Vec::new();
    for line in page.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match (line.strip_prefix("# "), sections.last_mut()) {
            (Some(heading), _) => sections.push((heading, String::new())),
            (None, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    for (_, text) in &mut sections {
        *text = text.trim().to_owned();
    }
    sections
}
