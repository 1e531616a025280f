use super::{Code, Numbered, Section};

/// The sections of `numbers.txt`. A line of another shape is left out; a test sees to it that there is none.
pub(super) fn sections(text: &'static str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in text.lines() {
        if let Some(section) = heading(line) {
            sections.push(section);
        } else if let (Some(section), Some(rule)) = (sections.last_mut(), numbered(line)) {
            section.rules.push(rule);
        } else if let Some(codes) = line.strip_prefix("  ")
            && let Some(rule) = sections.last_mut().and_then(|section| section.rules.last_mut())
        {
            rule.codes.extend(codes.split(' ').map(code));
        }
    }
    sections
}

/// `# 2 Route tables`.
fn heading(line: &'static str) -> Option<Section> {
    let (number, title) = line.strip_prefix("# ")?.split_once(' ')?;
    Some(Section { number: number.parse().ok()?, title, rules: Vec::new() })
}

/// `+ R-RT-13 S Without a matching route the packet is dropped.`
fn numbered(line: &'static str) -> Option<Numbered> {
    let mut parts = line.splitn(4, ' ');
    let is_served = match parts.next()? {
        "+" => true,
        "-" => false,
        _ => return None,
    };
    let number = parts.next()?;
    let kinds = parts.next()?.trim_matches('.');
    Some(Numbered { number, kinds, summary: parts.next()?, codes: Vec::new(), is_served })
}

/// `BAD_STATE`, or `-BAD_STATE_VPN` where it is not served.
fn code(text: &'static str) -> Code {
    let name = text.trim_start_matches('-');
    Code { name, is_served: name == text }
}

#[cfg(test)]
mod tests {
    use crate::rules::book;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_is_a_heading_or_a_rule_of_its_own_number() {
        let text = include_str!("numbers.txt");
        let rules = || book::sections().iter().flat_map(|section| &section.rules);
        let with_codes = rules().filter(|rule| !rule.codes.is_empty()).count();
        assert_eq!(text.lines().count(), book::sections().len() + rules().count() + with_codes);
        let numbers: BTreeSet<&str> = rules().map(|rule| rule.number).collect();
        assert_eq!(numbers.len(), rules().count(), "a number stands twice");
        for rule in rules() {
            assert!(rule.number.starts_with("R-") && rule.summary.ends_with('.'), "{rule:?}");
            assert!(
                rule.codes.iter().all(|code| code.name.contains('_') && !code.name.contains('-')),
                "{rule:?}"
            );
            assert!(rule.kinds.chars().all(|kind| "VSWQ".contains(kind)), "{rule:?}");
        }
        let sections: Vec<u8> = book::sections().iter().map(|section| section.number).collect();
        assert!(sections.is_sorted_by(|one, other| one < other), "{sections:?}");
    }

    #[test]
    fn a_number_is_found_with_its_section_in_any_letter_case() {
        let (section, rule) = book::find("r-rt-13").expect("it is there");
        assert_eq!((section.number, rule.number, rule.kinds), (2, "R-RT-13", "S"));
        assert!(book::find("R-RT-99").is_none());
        assert!(book::find("R-COST-1").is_some_and(|(_, rule)| rule.kinds.is_empty() && !rule.is_served));
    }
}
