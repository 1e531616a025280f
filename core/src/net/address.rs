use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::net::IpAddr;

/// An IP address as a document holds it: usually an address, in a half-drawn network perhaps nonsense.
///
/// What was written is kept to the letter, so that saving an opened drawing changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Written);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Written {
    Ip(IpAddr),
    Text(String),
}

impl Address {
    /// Takes any text. Text that is an address in canonical form is held as one.
    pub fn new(text: &str) -> Self {
        match text.trim().parse::<IpAddr>() {
            Ok(ip) if ip.to_string() == text => Self(Written::Ip(ip)),
            _ => Self(Written::Text(text.to_owned())),
        }
    }

    /// The address, or `None` where the text is none.
    pub fn ip(&self) -> Option<IpAddr> {
        match &self.0 {
            Written::Ip(ip) => Some(*ip),
            Written::Text(text) => text.trim().parse().ok(),
        }
    }
}

impl From<IpAddr> for Address {
    fn from(ip: IpAddr) -> Self {
        Self(Written::Ip(ip))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Written::Ip(ip) => write!(formatter, "{ip}"),
            Written::Text(text) => formatter.write_str(text),
        }
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Ok(Self::new(&text))
    }
}
