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
    /// Reads the other end of a rule: a block, an address, or the id or name of a group or prefix list of the drawing.
    ///
    /// # Errors
    /// A sentence for the person who wrote it.
    pub fn read(text: &str, document: &Document) -> Result<Self, String> {
        Self::read_as(text, document, "a security group or a prefix list")
    }

    /// Reads the destination of a route: a block, an address, or the id or name of a prefix list of the drawing.
    ///
    /// # Errors
    /// A sentence for the person who wrote it.
    pub fn read_destination(text: &str, document: &Document) -> Result<Self, String> {
        match Self::read_as(text, document, "or a prefix list")? {
            Self::Group(id) => Err(format!(
                "{} is a security group. A route leads to a block or a prefix list.",
                document.display_name(id.as_str())
            )),
            other => Ok(other),
        }
    }

    fn read_as(text: &str, document: &Document, named_things: &str) -> Result<Self, String> {
        let text = text.trim();
        match text.to_lowercase().as_str() {
            "" => return Err(format!("Write a CIDR block, as in 10.0.0.0/16, {named_things}.")),
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
                "Nothing here is called \"{text}\". Write a CIDR block, as in 10.0.0.0/16, {named_things}."
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
    fn a_route_leads_to_a_block_or_a_prefix_list_and_the_help_names_nothing_else() {
        let mut document = Document::default();
        document.insert("sg-1", SecurityGroup { name: Some("web".to_owned()), ..SecurityGroup::default() });
        assert_eq!(
            Peer::read_destination("banana", &document),
            Err(
                "Nothing here is called \"banana\". Write a CIDR block, as in 10.0.0.0/16, or a prefix list."
                    .to_owned()
            )
        );
        assert_eq!(
            Peer::read_destination("", &document),
            Err("Write a CIDR block, as in 10.0.0.0/16, or a prefix list.".to_owned())
        );
        assert_eq!(
            Peer::read_destination("web", &document),
            Err("web is a security group. A route leads to a block or a prefix list.".to_owned())
        );
        assert_eq!(
            Peer::read_destination("10.1.0.0/16", &document),
            Ok(Peer::Ipv4(CidrBlock::new("10.1.0.0/16")))
        );
        // The other end of a rule may be a group.
        assert_eq!(
            Peer::read("banana", &document),
            Err("Nothing here is called \"banana\". Write a CIDR block, as in 10.0.0.0/16, a security group or a prefix list."
                .to_owned())
        );
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
