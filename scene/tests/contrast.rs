//! Recomputes the contrast of every pair of colours that meet on the screen from the token file itself.

#![expect(clippy::expect_used, reason = "the helpers of a test fail as loudly as the test")]

mod contrast_pairs;

use std::collections::BTreeMap;

use contrast_pairs::PAIRS;
use netyard_scene::palette::{DARK, LIGHT, Palette};

const TOKENS: &str = include_str!("../../assets/styles/tokens.css");

/// The declarations of every block whose selector list holds `selector`, in order.
fn declarations(selector: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = TOKENS;
    while let Some(at) = rest.find(selector) {
        let after = &rest[at + selector.len()..];
        let open = after.find('{').expect("a block");
        let close = after.find('}').expect("the end of the block");
        if after[..open].trim().is_empty() || after[..open].trim_start().starts_with(',') {
            for line in after[open + 1..close].split(';') {
                let line = line.rsplit("*/").next().unwrap_or_default().trim();
                if let Some((name, value)) = line.split_once(':') {
                    found.entry(name.trim().to_owned()).or_insert_with(|| value.trim().to_owned());
                }
            }
            break;
        }
        rest = &after[open..];
    }
    assert!(!found.is_empty(), "no block for {selector}");
    found
}

fn channel(value: u8) -> f64 {
    let share = f64::from(value) / 255.0;
    if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

/// Relative luminance as WCAG 2 defines it.
fn luminance(hex: &str) -> f64 {
    let digits = hex.strip_prefix('#').unwrap_or_else(|| panic!("{hex} is no colour"));
    assert_eq!(digits.len(), 6, "{hex}");
    let part = |from: usize| channel(u8::from_str_radix(&digits[from..from + 2], 16).expect("hexadecimal"));
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn value<'a>(theme: &'a BTreeMap<String, String>, token: &str) -> &'a str {
    let value = theme.get(&format!("--{token}")).unwrap_or_else(|| panic!("token {token} is missing"));
    // What has no ground of its own is seen on the canvas.
    if value == "transparent" { &theme["--canvas"] } else { value }
}

#[test]
fn every_pair_has_the_contrast_it_needs_in_both_themes() {
    let light = declarations(r#":root[data-theme="light"]"#);
    let dark = declarations(r#":root[data-theme="dark"]"#);
    assert_eq!(PAIRS.len(), 184);
    for (foreground, ground, need, in_light, in_dark) in PAIRS {
        for (theme, name, measured) in [(&light, "light", in_light), (&dark, "dark", in_dark)] {
            let ratio = contrast(value(theme, foreground), value(theme, ground));
            assert!(ratio >= *need, "{foreground} on {ground} in {name}: {ratio:.2} is below {need}");
            assert!(
                (ratio - measured).abs() < 0.006,
                "{foreground} on {ground} in {name}: {ratio:.3}, not {measured}"
            );
        }
    }
}

#[test]
fn both_themes_have_the_same_tokens_and_the_palettes_hold_them() {
    let tokens = |selector| -> BTreeMap<String, String> { declarations(selector) };
    for (theme, palette) in
        [(tokens(r#":root[data-theme="light"]"#), LIGHT), (tokens(r#":root[data-theme="dark"]"#), DARK)]
    {
        for (name, colour) in Palette::entries(&palette) {
            assert_eq!(theme.get(&format!("--{name}")).map(String::as_str), Some(colour), "{name}");
        }
    }
    let (light, dark) = (tokens(r#":root[data-theme="light"]"#), tokens(r#":root[data-theme="dark"]"#));
    let missing: Vec<_> =
        light.keys().filter(|name| *name != "--link" && !dark.contains_key(*name)).collect();
    assert!(missing.is_empty(), "only in light: {missing:?}");
}

#[test]
fn forced_colours_replace_every_colour_of_the_palette() {
    let at = TOKENS.find("forced-colors").expect("a block for forced colours");
    for (name, _) in LIGHT.entries() {
        assert!(
            TOKENS[at..].contains(&format!("--{name}: ")),
            "{name} keeps its own colour when colours are forced"
        );
    }
    assert!(!TOKENS[at..].contains('#'), "no raw colour when colours are forced");
}

#[test]
fn a_colour_is_written_only_in_the_token_file() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/styles");
    for entry in std::fs::read_dir(folder).expect("the styles") {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|extension| extension != "css") || path.ends_with("tokens.css") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("text");
        for (number, line) in text.lines().enumerate() {
            let Some((_, value)) = line.split_once(": ") else { continue };
            let raw = value.split('#').skip(1).any(|rest| {
                rest.chars().take(3).filter(char::is_ascii_hexdigit).count() == 3
                    && !line.trim_end().ends_with('{')
                    && !line.trim_end().ends_with(',')
            });
            assert!(!raw, "{}:{}: a raw colour; use a token: {line}", path.display(), number + 1);
        }
    }
}
