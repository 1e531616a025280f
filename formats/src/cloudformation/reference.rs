//! References: `Ref`, attributes of resources, and values of other stacks.

use super::ids;
use super::world::{Answer, World};
use crate::declared::ground::ACCOUNT;
use crate::declared::ids::default_part;
use crate::declared::node::{Kind, Node, Place};

impl World {
    /// What `Ref` gives: the value of a parameter, or the id of a resource.
    pub(super) fn reference(&self, stack: usize, name: &str, place: Place) -> Node {
        if let Some(value) = self.pseudo_parameter(stack, name, place) {
            return value;
        }
        if let Some(value) = self.parameter(stack, name, place) {
            return Node { place, ..value };
        }
        let Some(type_name) = self.made_type(stack, name, place) else {
            return self.nothing_there(stack, name, place);
        };
        match type_name {
            // Of an address, Ref gives the address.
            Ok("AWS::EC2::EIP") => self.public_address(stack, name, place),
            Ok(type_name) => Node::text_at(place, self.id(stack, name, type_name)),
            Err(why) => why,
        }
    }

    fn nothing_there(&self, stack: usize, name: &str, place: Place) -> Node {
        let why = format!("The template has no parameter and no resource {name}.");
        self.fail(stack, place, "Reference", why)
    }

    /// The id of a resource in the drawing.
    pub(super) fn id(&self, stack: usize, name: &str, type_name: &str) -> String {
        let prefix = self.stacks.get(stack).map(|stack| stack.prefix.as_str()).unwrap_or_default();
        if let Some(id) = self.drawn.id(name).filter(|_| prefix.is_empty()) {
            return id.to_owned();
        }
        ids::id(prefix, name, type_name)
    }

    /// The type of a resource that is made. Nothing where there is none; why, where nobody knows or it is not made.
    fn made_type(&self, stack: usize, name: &str, place: Place) -> Option<Result<&str, Node>> {
        let template = self.template(stack)?;
        let resource = template.resource(name)?;
        let type_name = template.type_of(name).unwrap_or_default();
        Some(match self.is_made(stack, &resource.value) {
            Answer::Yes => Ok(type_name),
            Answer::Perhaps(why) => Err(Node::unknown_at(place, why)),
            Answer::No => {
                let why = format!("{name} is not made: its condition does not hold.");
                Err(self.fail(stack, place, "Reference", why))
            }
        })
    }

    fn public_address(&self, stack: usize, name: &str, place: Place) -> Node {
        match self.stand_ins.public.get(&(stack, name.to_owned())) {
            Some(address) => Node::text_at(place, address.to_string()),
            None => Node::unknown_at(place, "AWS gives the address when it makes it."),
        }
    }

    /// A property of a resource, as far as it is written.
    pub(super) fn property(&self, stack: usize, name: &str, key: &str, place: Place) -> Option<Node> {
        let resource = self.template(stack)?.resource(name)?;
        let written = resource.value.get("Properties")?.get(key)?;
        let value = self.once(stack, format!("{name}.{key}"), place, || self.evaluate(stack, written));
        (value.kind != Kind::Absent).then_some(value)
    }

    /// What `Fn::GetAtt` gives.
    pub(super) fn attribute(&self, stack: usize, name: &str, attribute: &str, place: Place) -> Node {
        let type_name = match self.made_type(stack, name, place) {
            None => return self.nothing_there(stack, name, place),
            Some(Err(why)) => return why,
            Some(Ok(type_name)) => type_name,
        };
        if type_name == "AWS::CloudFormation::Stack" {
            return self.output_of(stack, name, attribute, place);
        }
        let own = || Node::text_at(place, self.id(stack, name, type_name));
        let written = |key: &str| self.property(stack, name, key, place).map(|node| Node { place, ..node });
        let found = match (type_name, attribute) {
            ("AWS::EC2::VPC", "CidrBlock")
            | ("AWS::EC2::Subnet", "AvailabilityZone" | "CidrBlock" | "VpcId") => written(attribute),
            ("AWS::EC2::Instance" | "AWS::EC2::SecurityGroup", "AvailabilityZone" | "VpcId") => {
                written(attribute)
            }
            ("AWS::EC2::VPC", "DefaultNetworkAcl" | "DefaultSecurityGroup") => {
                let known = self.drawn.id(&format!("{name}.{attribute}")).map(str::to_owned);
                let vpc = || self.id(stack, name, type_name);
                Some(Node::text_at(place, known.unwrap_or_else(|| default_part(attribute, &vpc()))))
            }
            ("AWS::EC2::VPC", "Ipv6CidrBlocks") => Some(self.ipv6_blocks(stack, name, place)),
            ("AWS::EC2::Subnet", "Ipv6CidrBlocks") => {
                written("Ipv6CidrBlock").map(|block| Node::list_at(place, vec![block]))
            }
            ("AWS::NetworkFirewall::Firewall", "EndpointIds") => self.firewall_endpoints(stack, name, place),
            ("AWS::EC2::EIP", "PublicIp") => Some(self.public_address(stack, name, place)),
            ("AWS::EC2::Instance", "PrivateIp")
            | ("AWS::EC2::NetworkInterface", "PrimaryPrivateIpAddress") => written("PrivateIpAddress"),
            ("AWS::ElasticLoadBalancingV2::LoadBalancer", "DNSName") => {
                let region = &self.ground.region;
                let own = self.id(stack, name, type_name);
                let usual = || format!("{}.{region}.elb.amazonaws.com", own.to_ascii_lowercase());
                let drawn = self.drawn.dns_name(&own).map(str::to_owned);
                Some(Node::text_at(place, drawn.unwrap_or_else(usual)))
            }
            (_, "Arn") if type_name.starts_with("AWS::IAM::") => {
                Some(Node::text_at(place, format!("arn:aws:iam::{ACCOUNT}:role/{name}")))
            }
            _ if ids::is_id(type_name, attribute) => Some(own()),
            _ => None,
        };
        found.unwrap_or_else(|| {
            Node::unknown_at(place, format!("AWS gives {name}.{attribute} when it makes the stack."))
        })
    }

    /// The endpoints of a firewall, each behind its zone.
    fn firewall_endpoints(&self, stack: usize, name: &str, place: Place) -> Option<Node> {
        let written = self.template(stack)?.resource(name)?.value.get("Properties")?.get("SubnetMappings")?;
        let own = self.id(stack, name, "AWS::NetworkFirewall::Firewall");
        if written.items().len() > 1 {
            let why = format!(
                "AWS lists the endpoints of {name} in no order that it tells; here they stand in the order of its subnets."
            );
            self.tell(stack, place, "Fn::GetAtt", &why);
        }
        let endpoints = written.items().iter().enumerate().map(|(index, mapping)| {
            let subnet = mapping.get("SubnetId").and_then(|subnet| subnet.get("Ref")).and_then(Node::scalar);
            let zone = subnet.and_then(|subnet| self.property(stack, subnet, "AvailabilityZone", place));
            let zone = zone.as_ref().and_then(Node::scalar).unwrap_or("zone").to_owned();
            // Each endpoint comes with an interface.
            let drawn = self.drawn.interfaces().get(name).and_then(|ids| ids.get(index * 2)).cloned();
            let endpoint = drawn.unwrap_or_else(|| ids::firewall_endpoint(&own, index));
            format!("{zone}:{endpoint}")
        });
        Some(Node::texts_at(place, endpoints.collect::<Vec<_>>()))
    }

    /// The IPv6 blocks that the resources of the stack give a VPC.
    fn ipv6_blocks(&self, stack: usize, vpc: &str, place: Place) -> Node {
        let Some(template) = self.template(stack) else { return Node::list_at(place, Vec::new()) };
        let own = self.id(stack, vpc, "AWS::EC2::VPC");
        let mut blocks = Vec::new();
        for member in template.section("Resources") {
            if template.type_of(&member.key) != Some("AWS::EC2::VPCCidrBlock") {
                continue;
            }
            let of = self.property(stack, &member.key, "VpcId", place);
            if of.as_ref().and_then(Node::scalar) == Some(own.as_str()) {
                blocks.extend(self.ipv6_block(stack, &member.key, place));
            }
        }
        if blocks.is_empty() {
            return Node::unknown_at(place, format!("Nothing of the template gives {vpc} an IPv6 block."));
        }
        Node::list_at(place, blocks)
    }

    /// The IPv6 block that a resource gives a VPC: the one that is written, or one that stands for AWS's.
    pub(super) fn ipv6_block(&self, stack: usize, name: &str, place: Place) -> Option<Node> {
        if let Some(block) = self.property(stack, name, "Ipv6CidrBlock", place) {
            return Some(block);
        }
        let is_amazons = self.property(stack, name, "AmazonProvidedIpv6CidrBlock", place);
        if is_amazons.as_ref().and_then(Node::scalar) != Some("true") {
            return None;
        }
        let block = self.stand_ins.blocks.get(&(stack, name.to_owned()))?;
        Some(Node::text_at(place, block.clone()))
    }

    fn output_of(&self, stack: usize, name: &str, attribute: &str, place: Place) -> Node {
        let Some(output) = attribute.strip_prefix("Outputs.") else {
            let why = format!("A stack has no attribute {attribute}, but Outputs.Name.");
            return self.fail(stack, place, "Fn::GetAtt", why);
        };
        let Some(&child) = self.nested.get(&(stack, name.to_owned())) else {
            return Node::unknown_at(
                place,
                format!("The template of the stack {name} is not among the files."),
            );
        };
        if let Some(value) = self.output(child, output, place) {
            Node { place, ..value }
        } else {
            let why = format!("The template of the stack {name} has no output {output}.");
            self.fail(stack, place, "Fn::GetAtt", why)
        }
    }

    /// The value of an output.
    fn output(&self, stack: usize, name: &str, place: Place) -> Option<Node> {
        let written = self.template(stack)?.member("Outputs", name)?.value.get("Value")?;
        Some(self.once(stack, format!("The output {name}"), place, || self.evaluate(stack, written)))
    }

    /// What another stack exports. Where the name is made of a stack's name that nobody knows, the end of it may tell.
    pub(super) fn import_value(&self, stack: usize, argument: &Node, place: Place) -> Node {
        let name = self.evaluate(stack, argument);
        let exact = name.scalar().and_then(|name| self.exports.get(name));
        let (from, output) = match exact {
            Some(found) => found.clone(),
            None => match self.by_ending(stack, argument, &name, place) {
                Ok(found) => found,
                Err(unknown) => return unknown,
            },
        };
        match self.output(from, &output, place) {
            Some(value) => Node { place, ..value },
            None => Node::unknown_at(place, format!("The output {output} has no value.")),
        }
    }

    /// Whether the name of an export has the name of its stack in it, for which the name of the file stands.
    fn is_named_after_stack(&self, stack: usize, output: &str) -> bool {
        let written = self.template(stack).and_then(|template| template.member("Outputs", output));
        written.and_then(|written| written.value.get("Export")).is_some_and(names_stack)
    }

    fn by_ending(
        &self,
        stack: usize,
        argument: &Node,
        name: &Node,
        place: Place,
    ) -> Result<(usize, String), Node> {
        let ending = ending_of(argument);
        // A name that is known for certain is that of one export; what a stack is called, only its maker knows.
        let is_open = name.unknown().is_some() || names_stack(argument);
        let fitting = self.exports.iter().filter(|(name, (from, output))| {
            *from != stack
                && (is_open || self.is_named_after_stack(*from, output))
                && ending.as_ref().is_some_and(|ending| name.ends_with(ending.as_str()))
        });
        let fitting: Vec<_> = fitting.collect();
        if let [(export, found)] = fitting.as_slice() {
            let why = format!("The only export whose name ends like that is {export}; it is taken.");
            self.tell(stack, place, "Fn::ImportValue", &why);
            return Ok((*found).clone());
        }
        let why = match name.scalar() {
            Some(name) => format!("No file exports {name}. Import the template of that stack, too."),
            None => name.unknown().unwrap_or("Fn::ImportValue takes a name.").to_owned(),
        };
        Err(self.fail(stack, place, "Fn::ImportValue", why))
    }
}

/// Whether a part of a template names the stack that it is part of.
fn names_stack(node: &Node) -> bool {
    match &node.kind {
        Kind::Scalar { text, .. } => text.contains("AWS::StackName"),
        Kind::List(items) => items.iter().any(names_stack),
        Kind::Map(members) => members.iter().any(|member| names_stack(&member.value)),
        _ => false,
    }
}

/// The end of a name that is made of a variable and a fixed text.
fn ending_of(argument: &Node) -> Option<String> {
    let only = argument.only()?;
    let text = match only.key.as_str() {
        "Fn::Sub" => only.value.items().first().unwrap_or(&only.value).scalar()?.rsplit_once('}')?.1,
        "Fn::Join" => only.value.items().get(1)?.items().last()?.scalar()?,
        _ => return None,
    };
    (text.len() > 1).then(|| text.to_owned())
}
