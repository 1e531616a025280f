use super::read_cidr;
use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::net::{CidrBlock, Family};

/// Source or destination of a rule, or destination of a route: a block, a group, a prefix list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Peer {
    /// An IPv4 block.
    Ipv4(CidrBlock),
    /// An IPv6 block.
    Ipv6(CidrBlock),
    /// A security group.
    Group(ResourceId),
    /// A prefix list.
    PrefixList(ResourceId),
}

impl Peer {
    /// Reads a block, an address, or the id or name of a group or prefix list of the drawing.
    ///
    /// # Errors
    /// A sentence for the person who wrote it.
    pub fn read(text: &str, document: &Document) -> Result<Self, String> {
        let text = text.trim();
        match text.to_lowercase().as_str() {
            "" => return Err("Write a CIDR block, a security group or a prefix list.".to_owned()),
            "any" | "anywhere" | "everywhere" | "internet" => {
                return Ok(Self::Ipv4(CidrBlock::new("0.0.0.0/0")));
            }
            _ => {}
        }
        let mut named = document.resources.iter().filter_map(|(id, resource)| {
            let found = match resource.as_ref() {
                Resource::SecurityGroup(group) => {
                    id == text
                        || group.name.as_deref() == Some(text)
                        || group.group_name.as_deref() == Some(text)
                }
                Resource::ManagedPrefixList(list) => {
                    id == text
                        || list.name.as_deref() == Some(text)
                        || list.prefix_list_name.as_deref() == Some(text)
                }
                _ => false,
            };
            found.then(|| match resource.as_ref() {
                Resource::SecurityGroup(_) => Self::Group(id.clone()),
                _ => Self::PrefixList(id.clone()),
            })
        });
        if let Some(peer) = named.next() {
            if named.next().is_some() {
                return Err(format!("\"{text}\" names more than one thing. Write its id."));
            }
            return Ok(peer);
        }
        if text.starts_with("pl-") {
            return Ok(Self::PrefixList(ResourceId::new(text)));
        }
        if !text.starts_with(|first: char| first.is_ascii_hexdigit() || first == ':')
            || !text.contains(['.', ':'])
        {
            return Err(format!(
                "Nothing here is called \"{text}\". Write a CIDR block, as in 10.0.0.0/16, or a group."
            ));
        }
        let net = read_cidr(text)?;
        let block = CidrBlock::from(net);
        Ok(match Family::of(net.addr()) {
            Family::Ipv4 => Self::Ipv4(block),
            Family::Ipv6 => Self::Ipv6(block),
        })
    }

    /// As people read it: the block, or the name of the group or list.
    pub fn text(&self, document: &Document) -> String {
        match self {
            Self::Ipv4(block) | Self::Ipv6(block) => block.to_string(),
            Self::Group(id) | Self::PrefixList(id) => document.display_name(id.as_str()).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use netyard_core::model::SecurityGroup;

    #[test]
    fn a_name_that_two_groups_share_is_not_guessed() {
        let mut document = Document::default();
        let named = |name: &str| SecurityGroup { name: Some(name.to_owned()), ..SecurityGroup::default() };
        document.insert("sg-1", named("web"));
        assert_eq!(Peer::read("web", &document), Ok(Peer::Group("sg-1".into())));
        document.insert("sg-2", named("web"));
        assert_eq!(
            Peer::read("web", &document),
            Err("\"web\" names more than one thing. Write its id.".to_owned())
        );
        assert_eq!(Peer::read("sg-2", &document), Ok(Peer::Group("sg-2".into())));
    }

    #[test]
    fn blocks_of_both_families_and_words_for_everywhere() {
        let document = Document::default();
        assert_eq!(Peer::read("10.1.2.3", &document), Ok(Peer::Ipv4(CidrBlock::new("10.1.2.3/32"))));
        assert_eq!(Peer::read("::/0", &document), Ok(Peer::Ipv6(CidrBlock::new("::/0"))));
        assert_eq!(Peer::read("any", &document), Ok(Peer::Ipv4(CidrBlock::new("0.0.0.0/0"))));
        assert!(Peer::read("databases", &document).is_err());
    }
}
