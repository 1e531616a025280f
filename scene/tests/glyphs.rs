//! The glyph sets are well formed: path data only, inside their grids, one id each.

#![expect(clippy::expect_used, reason = "the helpers of a test fail as loudly as the test")]

use netyard_scene::glyph::{MARKS, RESOURCE_GLYPHS, SIGNS};

/// Ends of every stroke and curve, absolute, of a path in the commands that the sets use.
fn ends(path: &str) -> Vec<(f64, f64)> {
    let mut tokens = Vec::new();
    let mut number = String::new();
    let flush = |number: &mut String, tokens: &mut Vec<String>| {
        if !number.is_empty() {
            tokens.push(std::mem::take(number));
        }
    };
    for character in path.chars() {
        match character {
            '0'..='9' => number.push(character),
            '.' => {
                if number.contains('.') {
                    flush(&mut number, &mut tokens);
                }
                number.push(character);
            }
            '-' => {
                flush(&mut number, &mut tokens);
                number.push(character);
            }
            ' ' | ',' => flush(&mut number, &mut tokens),
            'M' | 'L' | 'H' | 'V' | 'A' | 'C' | 'Z' | 'l' | 'h' | 'v' | 'a' | 'c' | 's' | 'S' | 'm' | 'z' => {
                flush(&mut number, &mut tokens);
                tokens.push(character.to_string());
            }
            other => panic!("{other:?} is no part of path data: {path}"),
        }
    }
    flush(&mut number, &mut tokens);
    let mut points = Vec::new();
    let (mut x, mut y, mut start) = (0.0, 0.0, (0.0, 0.0));
    let mut at = 0;
    let mut command = ' ';
    while at < tokens.len() {
        if tokens[at].chars().all(char::is_alphabetic) {
            command = tokens[at].chars().next().expect("a command");
            at += 1;
        }
        let count = match command.to_ascii_lowercase() {
            'm' | 'l' => 2,
            'h' | 'v' => 1,
            'a' => 7,
            'c' => 6,
            's' => 4,
            _ => 0,
        };
        let mut raw = tokens[at..].iter().take(count).map(String::as_str).collect::<Vec<_>>();
        assert_eq!(raw.len(), count, "{path}");
        at += count;
        if command.eq_ignore_ascii_case(&'a') {
            assert!(["0", "1"].contains(&raw[3]) && ["0", "1"].contains(&raw[4]), "flags of an arc: {path}");
        }
        let values: Vec<f64> = raw.drain(..).map(|text| text.parse().expect("a number")).collect();
        let base = if command.is_lowercase() { (x, y) } else { (0.0, 0.0) };
        match command.to_ascii_lowercase() {
            'h' => x = base.0 + values[0],
            'v' => y = base.1 + values[0],
            'z' => (x, y) = start,
            _ => (x, y) = (base.0 + values[count - 2], base.1 + values[count - 1]),
        }
        if command.eq_ignore_ascii_case(&'m') {
            start = (x, y);
            command = if command == 'm' { 'l' } else { 'L' };
        }
        points.push((x, y));
    }
    points
}

fn check(id: &str, path: &str, grid: f64) {
    assert!(path.is_empty() || path.starts_with('M'), "{id}: {path}");
    for (x, y) in ends(path) {
        assert!((0.0..=grid).contains(&x) && (0.0..=grid).contains(&y), "{id} leaves its grid at {x}, {y}");
    }
}

#[test]
fn resource_glyphs_and_signs_stay_inside_their_grids() {
    for (set, grid) in [(RESOURCE_GLYPHS, 24.0), (SIGNS, 16.0)] {
        for glyph in set {
            assert!(!glyph.strokes.is_empty() || !glyph.fills.is_empty(), "{} is empty", glyph.id);
            check(glyph.id, glyph.strokes, grid);
            check(glyph.id, glyph.fills, grid);
        }
    }
    for mark in MARKS {
        for path in [mark.ground, mark.sign_strokes, mark.sign_fills] {
            check(mark.id, path, 16.0);
        }
    }
}

#[test]
fn ids_are_unique_in_each_set_and_names_are_words() {
    for ids in [
        RESOURCE_GLYPHS.iter().map(|glyph| (glyph.id, glyph.name)).collect::<Vec<_>>(),
        SIGNS.iter().map(|sign| (sign.id, sign.name)).collect(),
        MARKS.iter().map(|mark| (mark.id, mark.name)).collect(),
    ] {
        let mut seen: Vec<_> = ids.iter().map(|(id, _)| id).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), ids.len());
        assert!(ids.iter().all(|(_, name)| name.starts_with(char::is_uppercase)));
    }
}

#[test]
fn verdict_marks_and_finding_marks_have_different_shapes() {
    let shape = |id: &str| netyard_scene::glyph::mark(id).expect("a mark").ground;
    let severities = ["error", "warning"].map(shape);
    for verdict in ["delivered", "dropped", "rejected", "partial", "unknown", "further"] {
        assert!(!severities.contains(&shape(verdict)), "{verdict}");
    }
    assert_ne!(shape("delivered"), shape("dropped"), "the verdict is told without colour");
}
