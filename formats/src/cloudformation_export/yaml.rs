//! A template as a tree, and how it is written: YAML in one style, without anchors, with quotes round every text that YAML
//! might read as something else.

use std::fmt::Write;

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// True or false.
    Flag(bool),
    /// What `Ref` gives of a resource or a parameter.
    Ref(String),
    /// What `Ref` gives, as a text: where cfn-lint asks for another kind of id than AWS does.
    TextOf(String),
    /// What `Fn::GetAtt` gives.
    Attribute(String, &'static str),
    /// A list.
    List(Vec<Value>),
    /// An object.
    Object(Object),
    /// An object whose keys are texts of the drawing, all the way down: none of them is a function.
    Foreign(Object),
}

/// An object with its members in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Object(Vec<(String, Value)>);

impl Object {
    /// Adds a member, where there is a value.
    pub(super) fn put(&mut self, key: &str, value: impl Into<Maybe>) -> &mut Self {
        if let Maybe(Some(value)) = value.into() {
            self.0.push((key.to_owned(), value));
        }
        self
    }

    /// The same, for chains.
    pub(super) fn with(mut self, key: &str, value: impl Into<Maybe>) -> Self {
        self.put(key, value);
        self
    }

    /// Adds all members of another one.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Whether it has no members.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A value, or none.
pub(super) struct Maybe(Option<Value>);

impl<T: Into<Value>> From<T> for Maybe {
    fn from(value: T) -> Self {
        Self(Some(value.into()))
    }
}

impl<T: Into<Value>> From<Option<T>> for Maybe {
    fn from(value: Option<T>) -> Self {
        Self(value.map(Into::into))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

macro_rules! numbers {
    ($($type:ty),+) => {
        $(impl From<$type> for Value {
            fn from(number: $type) -> Self {
                Self::Number(i64::from(number))
            }
        })+
    };
}

numbers!(i64, i32, u32, u16);

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl From<Vec<Value>> for Value {
    fn from(list: Vec<Value>) -> Self {
        Self::List(list)
    }
}

impl From<&serde_json::Value> for Value {
    fn from(value: &serde_json::Value) -> Self {
        use serde_json::Value as Json;
        match value {
            // CloudFormation takes none.
            Json::Null => Self::Text(String::new()),
            Json::Bool(flag) => Self::Flag(*flag),
            Json::Number(number) => {
                number.as_i64().map_or_else(|| Self::Text(number.to_string()), Self::Number)
            }
            Json::String(text) => Self::Text(text.clone()),
            Json::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Json::Object(members) => {
                let told = members.iter().filter(|(_, value)| !value.is_null());
                Self::Foreign(Object(told.map(|(key, value)| (key.clone(), value.into())).collect()))
            }
        }
    }
}

/// How a text begins that CloudFormation would follow when it makes the stack, and what is written for it.
const DYNAMIC: (&str, &str) = ("{{resolve:", "{ {resolve:");

/// Whether CloudFormation takes an object with this key as a function.
fn is_function(key: &str) -> bool {
    key == "Ref" || key.starts_with("Fn::")
}

impl Value {
    /// Takes the meaning from texts that CloudFormation would follow; whether there were any.
    pub(super) fn defuse(&mut self) -> bool {
        match self {
            Self::Text(text) if text.contains(DYNAMIC.0) => {
                *text = text.replace(DYNAMIC.0, DYNAMIC.1);
                true
            }
            Self::List(items) => items.iter_mut().fold(false, |any, item| item.defuse() | any),
            Self::Object(object) => object.defuse(),
            Self::Foreign(object) => {
                let mut any = object.defuse();
                for (key, _) in &mut object.0 {
                    if is_function(key) {
                        key.insert(0, ' ');
                        any = true;
                    }
                }
                any
            }
            _ => false,
        }
    }
}

impl Object {
    /// Takes the meaning from texts that CloudFormation would follow; whether there were any.
    pub(super) fn defuse(&mut self) -> bool {
        let mut any = false;
        for (key, value) in &mut self.0 {
            if key.contains(DYNAMIC.0) {
                *key = key.replace(DYNAMIC.0, DYNAMIC.1);
                any = true;
            }
            any |= value.defuse();
        }
        any
    }
}

/// A list, where it has something in it.
pub(super) fn list(items: Vec<Value>) -> Option<Value> {
    (!items.is_empty()).then_some(Value::List(items))
}

/// A template as text.
pub(super) fn write(root: &Object) -> String {
    let mut text = String::new();
    let mut first = true;
    for (key, value) in &root.0 {
        // A line between sections, for people.
        if !first {
            text.push('\n');
        }
        first = false;
        member(&mut text, 0, key, value);
    }
    text
}

fn member(text: &mut String, depth: usize, key: &str, value: &Value) {
    indent(text, depth);
    text.push_str(&scalar(key));
    text.push(':');
    after(text, depth, value);
}

fn indent(text: &mut String, depth: usize) {
    for _ in 0..depth {
        text.push_str("  ");
    }
}

/// What stands after a key or a dash: on the same line where it is short, else below.
fn after(text: &mut String, depth: usize, value: &Value) {
    match value {
        Value::Object(object) | Value::Foreign(object) if !object.is_empty() => {
            text.push('\n');
            for (key, value) in &object.0 {
                member(text, depth + 1, key, value);
            }
        }
        Value::List(items) if !items.is_empty() => {
            text.push('\n');
            for one in items {
                item(text, depth + 1, one);
            }
        }
        short => {
            text.push(' ');
            text.push_str(&inline(short));
            text.push('\n');
        }
    }
}

fn item(text: &mut String, depth: usize, value: &Value) {
    indent(text, depth);
    text.push('-');
    let (Value::Object(object) | Value::Foreign(object)) = value else { return after(text, depth, value) };
    let mut members = object.0.iter();
    let Some((key, value)) = members.next() else {
        return after(text, depth, &Value::Object(Object::default()));
    };
    text.push(' ');
    text.push_str(&scalar(key));
    text.push(':');
    after(text, depth + 1, value);
    for (key, value) in members {
        member(text, depth + 1, key, value);
    }
}

fn inline(value: &Value) -> String {
    match value {
        Value::Text(text) => scalar(text),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Ref(name) => format!("!Ref {}", scalar(name)),
        Value::TextOf(name) => format!("!Sub {}", scalar(&format!("${{{name}}}"))),
        Value::Attribute(name, attribute) => format!("!GetAtt {name}.{attribute}"),
        Value::List(_) => "[]".to_owned(),
        Value::Object(_) | Value::Foreign(_) => "{}".to_owned(),
    }
}

/// Words that YAML reads as something else than a text, in any version of it.
const WORDS: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "inf"];

/// A text, with quotes where it needs them.
fn scalar(text: &str) -> String {
    let fits =
        |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_' | b'.' | b'/' | b':');
    let begins = text.bytes().next().is_some_and(|letter| letter.is_ascii_alphabetic());
    let is_word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    if begins && text.bytes().all(fits) && !text.ends_with(':') && !is_word {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // What YAML does not take as it is, or takes as the end of a line.
            letter
                if letter.is_control()
                    || matches!(letter, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}') =>
            {
                let _ = write!(quoted, "\\u{:04x}", u32::from(letter));
            }
            letter if u32::from(letter) >= 0xfffe && u32::from(letter) < 0x1_0000 => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{Object, Value, scalar, write};

    #[test]
    fn only_plain_words_stand_without_quotes() {
        for plain in ["AWS::EC2::VPC", "eu-west-1a", "com.amazonaws.eu-west-1.s3", "a", "Subnet1"] {
            assert_eq!(scalar(plain), plain);
        }
        for (text, quoted) in [
            ("", "\"\""),
            ("yes", "\"yes\""),
            ("NO", "\"NO\""),
            ("1e5", "\"1e5\""),
            ("10.0.0.0/16", "\"10.0.0.0/16\""),
            ("key: value", "\"key: value\""),
            ("ends:", "\"ends:\""),
            ("!Ref Evil", "\"!Ref Evil\""),
            ("a\n  Evil: true", "\"a\\n  Evil: true\""),
            ("\"\\\u{1}\u{2028}", "\"\\\"\\\\\\u0001\\u2028\""),
            ("{{resolve:ssm:/a}}", "\"{{resolve:ssm:/a}}\""),
        ] {
            assert_eq!(scalar(text), quoted);
        }
    }

    #[test]
    fn lists_and_objects_are_written_in_one_style() {
        let rule = Object::default().with("Port", 80).with("Groups", vec![Value::Ref("Web".to_owned())]);
        let root = Object::default()
            .with("Resources", Object::default().with("A", vec![rule.into(), Value::from(true)]))
            .with("Outputs", Object::default());
        assert_eq!(
            write(&root),
            "Resources:\n  A:\n    - Port: 80\n      Groups:\n        - !Ref Web\n    - true\n\nOutputs: {}\n"
        );
    }
}
