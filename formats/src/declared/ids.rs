//! Ids of the drawing that are made the same way for every format.

/// A name as a part of ids: whatever is neither a letter, a digit nor one of `.-_` becomes a line.
pub(crate) fn label(name: &str) -> String {
    let mut label = String::new();
    for letter in name.chars() {
        let is_plain = letter.is_alphanumeric() || ".-_".contains(letter);
        if is_plain {
            label.push(letter);
        } else if !label.ends_with('-') {
            label.push('-');
        }
    }
    label.trim_matches('-').to_owned()
}

/// The id of the group or the network ACL that AWS makes with a VPC.
pub(crate) fn default_part(attribute: &str, vpc: &str) -> String {
    let kind = if attribute == "DefaultSecurityGroup" { "sg" } else { "acl" };
    format!("{kind}-{vpc}-default")
}

/// What such an id names: `sg` or `acl`, and the VPC.
pub(crate) fn of_default_part(id: &str) -> Option<(&'static str, &str)> {
    let (kind, vpc) = id.strip_suffix("-default")?.split_once('-')?;
    let kind = ["sg", "acl"].into_iter().find(|known| *known == kind)?;
    Some((kind, vpc))
}
