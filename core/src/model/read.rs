use super::expected::reworded;
use serde::de::DeserializeOwned;
use serde_json::{Error, Map, Value};

/// A value that does not have the form of what it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}{}{message}", if path.is_empty() { "" } else { ": " })]
pub struct WrongForm {
    /// Where: keys and places below the value that was read, as `routes.r1` or `privateIpAddresses[0]`; empty for the
    /// value itself.
    pub path: String,
    /// What is expected, and what stands there.
    pub message: String,
}

/// Reads a value as a `T`, or says where it has another form and which.
///
/// The place is looked for only when reading failed, by reading less and less of the value: that costs a few readings
/// more where something is wrong, and no code for each type.
pub(crate) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, WrongForm> {
    T::deserialize(value).map_err(|error| wrong_form(value, &error, &|part| T::deserialize(part).err()))
}

/// Says where a value has another form than what was read from it, and which. `fault` reads a part of the value in the
/// same way.
pub(super) fn wrong_form(value: &Value, error: &Error, fault: &dyn Fn(&Value) -> Option<Error>) -> WrongForm {
    let reason = error.to_string();
    let fails_so = |part: &Value| fault(part).is_some_and(|error| error.to_string() == reason);
    let mut path = String::new();
    let found = descend(value, &fails_so, &mut path);
    WrongForm { path, message: reworded(&reason, found) }
}

/// Extends `path` to the innermost place without which a reading does not fail in the way that was seen, and gives what
/// stands there.
fn descend<'a>(value: &'a Value, fails_so: &dyn Fn(&Value) -> bool, path: &mut String) -> &'a Value {
    match value {
        Value::Object(fields) => {
            let first =
                |count: usize| fields.iter().take(count).map(|(key, value)| (key.clone(), value.clone()));
            let object = |count: usize| Value::Object(first(count).collect());
            let Some(at) = culprit(fields.len(), &|count| fails_so(&object(count))) else { return value };
            let Some((key, inner)) = fields.iter().nth(at) else { return value };
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(key);
            let around = |inner: &Value| {
                let mut before: Map<String, Value> = first(at).collect();
                before.insert(key.clone(), inner.clone());
                fails_so(&Value::Object(before))
            };
            descend(inner, &around, path)
        }
        Value::Array(items) => {
            let array = |count: usize| Value::Array(items.iter().take(count).cloned().collect());
            let Some(at) = culprit(items.len(), &|count| fails_so(&array(count))) else { return value };
            let Some(inner) = items.get(at) else { return value };
            path.push('[');
            path.push_str(&at.to_string());
            path.push(']');
            let around = |inner: &Value| {
                let mut before: Vec<Value> = items.iter().take(at).cloned().collect();
                before.push(inner.clone());
                fails_so(&Value::Array(before))
            };
            descend(inner, &around, path)
        }
        _ => value,
    }
}

/// The last of the first entries that are needed for the failure; none if it fails so without any.
fn culprit(count: usize, fails_with: &dyn Fn(usize) -> bool) -> Option<usize> {
    if count == 0 || fails_with(0) || !fails_with(count) {
        return None;
    }
    let (mut passes, mut fails) = (0, count);
    while fails - passes > 1 {
        let middle = usize::midpoint(passes, fails);
        if fails_with(middle) { fails = middle } else { passes = middle }
    }
    Some(passes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeMap;

    #[derive(Debug, serde::Deserialize)]
    struct Inner {
        #[expect(dead_code, reason = "only its form counts")]
        port: u16,
    }

    #[derive(Debug, serde::Deserialize)]
    struct Outer {
        #[serde(default)]
        #[expect(dead_code, reason = "only its form counts")]
        name: Option<String>,
        #[serde(default)]
        #[expect(dead_code, reason = "only its form counts")]
        list: Vec<Inner>,
        #[serde(flatten)]
        #[expect(dead_code, reason = "only its form counts")]
        extra: BTreeMap<String, Value>,
    }

    fn place(value: &Value) -> String {
        read::<Outer>(value).map_or_else(|wrong| wrong.path, |_| "read".to_owned())
    }

    #[test]
    fn the_innermost_place_is_named() {
        assert_eq!(place(&json!({"name": "a", "list": [{"port": 1}], "x": [1]})), "read");
        assert_eq!(place(&json!({"x": 1, "name": 1, "list": []})), "name");
        assert_eq!(place(&json!({"name": "a", "list": [{"port": 1}, {"port": "2"}]})), "list[1].port");
        assert_eq!(place(&json!({"list": [{"port": 1}, {}], "name": "a"})), "list[1]");
        assert_eq!(place(&json!({"list": [3], "name": 5})), "list[0]");
        assert_eq!(place(&json!([1])), "");
        assert_eq!(place(&json!(7)), "");
    }

    #[test]
    fn the_words_are_those_of_the_file() {
        let message =
            |value: &Value| read::<Outer>(value).map_or_else(|wrong| wrong.message, |_| "read".to_owned());
        let cases = [
            (json!({"name": 5}), "a text in quotation marks is expected; the number 5 stands there"),
            (json!({"list": {}}), "a list […] is expected; an empty object {} stands there"),
            (json!({"list": ["a"]}), "an object {…} is expected; the text \"a\" stands there"),
            (json!({"list": [{}]}), "\"port\" is missing here"),
            (
                json!({"list": [{"port": -1}]}),
                "a whole number from 0 to 65535 is expected; the number -1 stands there",
            ),
            (json!([1]), "an object {…} is expected; a list […] stands there"),
            (json!({"list": true}), "a list […] is expected; true stands there"),
        ];
        for (value, words) in cases {
            assert_eq!(message(&value), words, "{value}");
        }
    }

    #[test]
    fn of_two_faults_the_first_is_named() {
        assert_eq!(place(&json!({"name": 1, "list": [{"port": "2"}]})), "name");
        assert_eq!(place(&json!({"list": [{"port": "1"}, {"port": "2"}]})), "list[0].port");
    }
}
