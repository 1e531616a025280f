//! Keys as AWS spells them, and as drawings do.

use serde_json::Value;

/// An object with its keys as the API of Route 53 and CloudFormation spell them, with a capital in front, or as drawings do.
pub(crate) fn cased(value: Value, has_capitals: bool) -> Value {
    const ODD: (&str, &str) = ("AWSRegion", "awsRegion");
    let key =
        |key: String| {
            let odd = if has_capitals { (ODD.1, ODD.0) } else { ODD };
            if key == odd.0 {
                return odd.1.to_owned();
            }
            let mut letters = key.chars();
            let first = letters.next();
            let first = first.map(|letter| {
                if has_capitals { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() }
            });
            first.into_iter().chain(letters).collect()
        };
    match value {
        Value::Object(members) => Value::Object(
            members.into_iter().map(|(name, value)| (key(name), cased(value, has_capitals))).collect(),
        ),
        other => other,
    }
}
