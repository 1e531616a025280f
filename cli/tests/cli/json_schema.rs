//! A small validator of JSON Schema: the part of draft 2020-12 that the published schemas use, and an error for the rest.

use serde_json::Value;

/// A published schema.
pub(crate) struct Schema {
    root: Value,
}

/// Keywords that say nothing about an instance.
const ANNOTATIONS: &[&str] = &["$schema", "$id", "$defs", "title", "description", "default"];

impl Schema {
    /// Reads `docs/schema/NAME.schema.json`.
    pub(crate) fn published(name: &str) -> Self {
        let path = format!("{}/../docs/schema/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
        Self { root: serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap() }
    }

    /// The schema itself.
    pub(crate) fn root(&self) -> &Value {
        &self.root
    }

    /// What is wrong with an instance, with places; empty where it is valid.
    pub(crate) fn problems(&self, instance: &Value) -> Vec<String> {
        let mut problems = Vec::new();
        self.check(&self.root, instance, "", &mut problems);
        problems
    }

    fn is_valid(&self, schema: &Value, instance: &Value) -> bool {
        let mut problems = Vec::new();
        self.check(schema, instance, "", &mut problems);
        problems.is_empty()
    }

    fn check(&self, schema: &Value, instance: &Value, at: &str, problems: &mut Vec<String>) {
        for (keyword, value) in schema.as_object().unwrap() {
            let ok = match keyword.as_str() {
                "$ref" => {
                    let pointer = value.as_str().unwrap().strip_prefix('#').unwrap();
                    self.check(self.root.pointer(pointer).expect(pointer), instance, at, problems);
                    true
                }
                "type" => is_of_type(value, instance),
                "const" => value == instance,
                "enum" => value.as_array().unwrap().contains(instance),
                "anyOf" => value.as_array().unwrap().iter().any(|schema| self.is_valid(schema, instance)),
                "not" => !self.is_valid(value, instance),
                "minimum" => instance.as_f64().is_none_or(|number| number >= value.as_f64().unwrap()),
                "maximum" => instance.as_f64().is_none_or(|number| number <= value.as_f64().unwrap()),
                "maxLength" => {
                    let most = usize::try_from(value.as_u64().unwrap()).unwrap();
                    instance.as_str().is_none_or(|text| text.chars().count() <= most)
                }
                "minItems" => {
                    let least = usize::try_from(value.as_u64().unwrap()).unwrap();
                    instance.as_array().is_none_or(|items| items.len() >= least)
                }
                "required" => instance.as_object().is_none_or(|object| {
                    value.as_array().unwrap().iter().all(|key| object.contains_key(key.as_str().unwrap()))
                }),
                "properties" | "additionalProperties" => true,
                "items" => {
                    for (index, item) in instance.as_array().into_iter().flatten().enumerate() {
                        self.check(value, item, &format!("{at}[{index}]"), problems);
                    }
                    true
                }
                known if ANNOTATIONS.contains(&known) => true,
                other => panic!("the validator does not know the keyword {other}"),
            };
            if !ok {
                problems.push(format!("{at}: {keyword} {value} is not met by {instance}"));
            }
        }
        self.members(schema, instance, at, problems);
    }

    fn members(&self, schema: &Value, instance: &Value, at: &str, problems: &mut Vec<String>) {
        let Some(object) = instance.as_object() else { return };
        let known = |key: &str| schema.get("properties").and_then(|properties| properties.get(key));
        for (key, value) in object {
            let place = format!("{at}.{key}");
            match known(key).or(schema.get("additionalProperties")) {
                Some(Value::Bool(false)) => problems.push(format!("{place}: no such property")),
                Some(schema) => self.check(schema, value, &place, problems),
                None => {}
            }
        }
    }
}

fn is_of_type(wanted: &Value, instance: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => instance.is_object(),
        "array" => instance.is_array(),
        "string" => instance.is_string(),
        "boolean" => instance.is_boolean(),
        "integer" => instance.is_i64() || instance.is_u64(),
        "number" => instance.is_number(),
        "null" => instance.is_null(),
        other => panic!("the validator does not know the type {other}"),
    };
    match wanted {
        Value::Array(names) => names.iter().any(|name| is(name.as_str().unwrap())),
        name => is(name.as_str().unwrap()),
    }
}
