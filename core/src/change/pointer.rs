//! JSON pointers (RFC 6901) that write: what the standard library of serde_json reads only.

use serde_json::{Map, Value};

/// The parts of a pointer, unescaped; `None` if it does not start with a slash or names nothing.
pub(super) fn parts(path: &str) -> Option<Vec<String>> {
    let rest = path.strip_prefix('/')?;
    Some(rest.split('/').map(|part| part.replace("~1", "/").replace("~0", "~")).collect())
}

/// What [`set`] found where it wrote.
pub(super) enum Previous {
    /// The place held this.
    Value(Value),
    /// The place did not exist; the pointer names the topmost part that was made.
    Missing(String),
}

/// Writes a value at a path, making objects on the way. `None` if the path leads through something that is neither an
/// object nor a list that has the index (or ends just before it).
pub(super) fn set(root: &mut Value, path: &str, to: Value) -> Option<Previous> {
    let names = parts(path)?;
    let (last, way) = names.split_last()?;
    let mut here = root;
    let mut made: Option<String> = None;
    let mut walked = String::new();
    for part in way {
        walked.push('/');
        walked.push_str(&escape(part));
        here = match here {
            Value::Object(object) => {
                if !object.contains_key(part) {
                    made.get_or_insert_with(|| walked.clone());
                    object.insert(part.clone(), Value::Object(Map::new()));
                }
                object.get_mut(part)?
            }
            Value::Array(items) => items.get_mut(part.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    let replaced = match here {
        Value::Object(object) => object.insert(last.clone(), to),
        Value::Array(items) => {
            let length = items.len();
            let index = if last == "-" { length } else { last.parse::<usize>().ok()? };
            match items.get_mut(index) {
                Some(slot) => Some(std::mem::replace(slot, to)),
                None if index == length => {
                    items.push(to);
                    let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
                    return Some(Previous::Missing(made.unwrap_or_else(|| format!("{parent}/{index}"))));
                }
                None => return None,
            }
        }
        _ => return None,
    };
    Some(match replaced {
        Some(value) => Previous::Value(value),
        None => Previous::Missing(made.unwrap_or_else(|| path.to_owned())),
    })
}

/// Takes away what is at a path and gives it; `None` if nothing is there.
pub(super) fn remove(root: &mut Value, path: &str) -> Option<Value> {
    let names = parts(path)?;
    let (last, way) = names.split_last()?;
    let mut here = root;
    for part in way {
        here = match here {
            Value::Object(object) => object.get_mut(part)?,
            Value::Array(items) => items.get_mut(part.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    match here {
        Value::Object(object) => object.shift_remove(last),
        Value::Array(items) => {
            let index = last.parse::<usize>().ok()?;
            (index < items.len()).then(|| items.remove(index))
        }
        _ => None,
    }
}

fn escape(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}
