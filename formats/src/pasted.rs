//! What a text that somebody pastes may be, by its beginning: it costs next to nothing to ask.

/// So much of a text is looked at.
const LOOKED_AT: usize = 2_000;

/// The part of a link that holds a drawing, if the text is one link and nothing else.
pub fn link_of(text: &str) -> Option<&str> {
    let text = text.trim();
    let (at, _) = text.match_indices('#').next()?;
    let (_, link) = text.split_at(at);
    let (codec, _) = link.strip_prefix("#d")?.split_once('=')?;
    let is_codec = !codec.is_empty() && codec.chars().all(|letter| letter.is_ascii_digit());
    (is_codec && !text.contains(char::is_whitespace)).then_some(link)
}

/// Whether a text is something to open or to import, and neither words nor parts that were copied from a drawing.
pub fn is_to_read(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(LOOKED_AT).collect();
    // What Copy puts into the clipboard says so at its beginning.
    if head.contains("\"netyard-parts\"") {
        return false;
    }
    link_of(text).is_some() || head.starts_with(['{', '[']) || head.lines().any(begins_a_section)
}

/// How lines of templates and of Terraform's files begin.
fn begins_a_section(line: &str) -> bool {
    const SECTIONS: &[&str] = &["AWSTemplateFormatVersion:", "Resources:", "Transform:", "Parameters:"];
    const BLOCKS: &[&str] =
        &["data \"", "locals {", "module \"", "provider \"", "resource \"", "terraform {", "variable \""];
    let is_block = line.trim_end().ends_with('{') && BLOCKS.iter().any(|block| line.starts_with(block));
    is_block || SECTIONS.iter().any(|section| line.replace(['"', '\''], "").starts_with(section))
}

#[cfg(test)]
mod tests {
    use super::{is_to_read, link_of};

    #[test]
    fn a_link_is_one_with_its_codec_and_nothing_around_it() {
        for (text, link) in [
            ("https://netyard.example/#d1=3.9.ab.AAAA", Some("#d1=3.9.ab.AAAA")),
            (" #d12=x\n", Some("#d12=x")),
            ("https://netyard.example/#top", None),
            ("https://netyard.example/#dd=1", None),
            ("see https://netyard.example/#d1=3.9.ab.AAAA", None),
            ("#d=1", None),
            ("", None),
        ] {
            assert_eq!(link_of(text), link, "{text}");
        }
    }

    #[test]
    fn what_can_be_read_is_told_from_words_and_copied_parts() {
        for text in [
            "{\"Vpcs\": []}",
            "\n[{}]",
            "# a template\nAWSTemplateFormatVersion: \"2010-09-09\"\n",
            "\"Resources\":\n  A: {}",
            "resource \"aws_vpc\" \"main\" {\n  cidr_block = \"10.0.0.0/16\"\n}",
            "terraform {\n}",
            "https://netyard.example/#d1=3.9.ab.AAAA",
        ] {
            assert!(is_to_read(text), "{text}");
        }
        for text in [
            "",
            "Dear diary, Resources: none today",
            "web-1",
            "10.0.0.0/16",
            "resource \"wanted\"",
            "{\"type\":\"netyard-parts\",\"version\":1,\"roots\":[],\"resources\":{}}",
        ] {
            assert!(!is_to_read(text), "{text}");
        }
    }
}
