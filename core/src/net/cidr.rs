use super::Family;
use ipnet::IpNet;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::net::IpAddr;

/// A CIDR block as a document holds it: usually a network, in a half-drawn one perhaps nonsense.
///
/// What was written is kept to the letter. [`CidrBlock::net`] gives what AWS makes of it: host bits are cut
/// off silently (R-RT-38), and [`CidrBlock::has_host_bits`] tells that this happened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CidrBlock(Written);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Written {
    /// Canonical: displays exactly as it was written.
    Net(IpNet),
    /// Anything else: host bits set, odd spelling, or no network at all.
    Text(String),
}

impl CidrBlock {
    /// Takes any text. `10.0.0.0/16` is held as a network, everything else as it was written.
    pub fn new(text: &str) -> Self {
        match parse(text) {
            Some(net) if net == net.trunc() && net.to_string() == text => Self(Written::Net(net)),
            _ => Self(Written::Text(text.to_owned())),
        }
    }

    /// The network, with host bits cut off; `None` where the text is no CIDR block.
    pub fn net(&self) -> Option<IpNet> {
        match &self.0 {
            Written::Net(net) => Some(*net),
            Written::Text(text) => parse(text).map(|net| net.trunc()),
        }
    }

    /// Whether host bits are set, so that AWS stores another block than the one written (R-RT-38).
    pub fn has_host_bits(&self) -> bool {
        match &self.0 {
            Written::Net(_) => false,
            Written::Text(text) => parse(text).is_some_and(|net| net != net.trunc()),
        }
    }

    /// The family, or `None` where the text is no CIDR block.
    pub fn family(&self) -> Option<Family> {
        self.net().map(|net| Family::of(net.addr()))
    }

    /// Whether the address lies in this block. Text that is no block holds nothing.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.net().is_some_and(|net| net.contains(&address))
    }
}

/// Reads a block. A number with a leading nought is none: AWS refuses it, and others take it for octal.
fn parse(text: &str) -> Option<IpNet> {
    let net = text.trim().parse::<IpNet>().ok()?;
    let (address, length) = text.trim().split_once('/')?;
    let is_padded = |number: &str| number.len() > 1 && number.starts_with('0');
    let has_padding = net.addr().is_ipv4() && address.split('.').any(is_padded) || is_padded(length);
    (!has_padding).then_some(net)
}

/// Whether two networks share an address. Networks of different families never do.
pub fn cidrs_overlap(left: &IpNet, right: &IpNet) -> bool {
    left.contains(right) || right.contains(left)
}

impl From<IpNet> for CidrBlock {
    fn from(net: IpNet) -> Self {
        Self(Written::Net(net.trunc()))
    }
}

impl fmt::Display for CidrBlock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Written::Net(net) => write!(formatter, "{net}"),
            Written::Text(text) => formatter.write_str(text),
        }
    }
}

impl Serialize for CidrBlock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CidrBlock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Ok(Self::new(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::CidrBlock;

    #[test]
    fn keeps_what_was_written() {
        for text in
            ["10.0.0.0/16", "10.0.0.1/16", "nonsense", "2001:db8::/32", "2001:DB8::/32", " 10.0.0.0/8"]
        {
            assert_eq!(CidrBlock::new(text).to_string(), text);
        }
    }

    #[test]
    fn host_bits_are_cut_off_as_aws_does() {
        let block = CidrBlock::new("10.0.3.7/16");
        assert!(block.has_host_bits());
        assert_eq!(block.net(), "10.0.0.0/16".parse().ok());
        assert!(!CidrBlock::new("10.0.0.0/16").has_host_bits());
        assert_eq!(CidrBlock::new("10.0.0.0/33").net(), None);
    }

    #[test]
    fn leading_noughts_are_no_block() {
        for text in ["010.0.0.0/16", "10.00.0.0/16", "10.0.0.0/08", "2001:db8::/032"] {
            assert_eq!(CidrBlock::new(text).net(), None, "{text}");
            assert_eq!(CidrBlock::new(text).to_string(), text);
        }
        for text in ["10.0.0.0/0", "2001:0db8::/32", "0.0.0.0/0"] {
            assert!(CidrBlock::new(text).net().is_some(), "{text}");
        }
    }
}
