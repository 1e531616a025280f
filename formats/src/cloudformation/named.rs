//! What a resource of a type that is not read names of the network, however it says it. The rest of its properties is not
//! worked out: nothing of it would be drawn.

use super::template::Template;
use super::world::World;
use crate::declared::node::{Kind, Member, Node, Place};
use std::collections::BTreeSet;

impl World {
    /// What a part of a stack's template names, each as a member that says so.
    pub(super) fn named_things(&self, stack: usize, node: &Node) -> Vec<Member> {
        let mut found = Vec::new();
        self.collect(stack, node, &mut found);
        found
    }

    fn collect(&self, stack: usize, node: &Node, found: &mut Vec<Member>) {
        match &node.kind {
            Kind::Scalar { text, .. } if text.starts_with("subnet-") => found.push(member(node.clone())),
            Kind::List(items) => items.iter().for_each(|item| self.collect(stack, item, found)),
            Kind::Map(members) => {
                let only = node.only();
                if let Some(only) = only.filter(|only| only.key == SUB) {
                    for named in in_text(only, node.place) {
                        self.collect(stack, &named, found);
                    }
                    return;
                }
                if only.is_some_and(|only| self.is_stored(stack, &only.key, &only.value)) {
                    found.push(member(Node::unknown_at(node.place, STORED)));
                    return;
                }
                if only.is_some_and(|only| self.may_be_subnets(stack, &only.key, &only.value)) {
                    found.push(member(self.evaluate(stack, node)));
                    return;
                }
                if only.is_some_and(|only| self.is_thing(stack, &only.key, &only.value)) {
                    let value = self.evaluate(stack, node);
                    found.push(Member { key: NAMED.to_owned(), place: node.place, value });
                    return;
                }
                for member in members {
                    self.collect(stack, &member.value, found);
                }
            }
            _ => {}
        }
    }

    /// What code is given in texts that nobody knows as a whole: a part that is known is an id still.
    pub(super) fn in_open_texts(&self, stack: usize, node: &Node) -> Vec<Member> {
        let mut found = Vec::new();
        self.collect_open(stack, node, false, &mut found);
        found
    }

    fn collect_open(&self, stack: usize, node: &Node, is_open: bool, found: &mut Vec<Member>) {
        match &node.kind {
            Kind::List(items) => items.iter().for_each(|item| self.collect_open(stack, item, is_open, found)),
            Kind::Map(members) => {
                let function = node.only().map(|only| (only.key.as_str(), only));
                match function {
                    Some(("Ref" | GET_ATT, _)) if is_open => {
                        let value = self.evaluate(stack, node);
                        if value.scalar().is_some() {
                            found.push(Member { key: NAMED.to_owned(), place: node.place, value });
                        }
                    }
                    Some((SUB, only)) if is_open || self.evaluate(stack, node).unknown().is_some() => {
                        for named in in_text(only, node.place) {
                            self.collect_open(stack, &named, true, found);
                        }
                    }
                    Some((JOIN, only)) => {
                        let is_open = is_open || self.evaluate(stack, node).unknown().is_some();
                        self.collect_open(stack, &only.value, is_open, found);
                    }
                    _ => {
                        for member in members {
                            self.collect_open(stack, &member.value, is_open, found);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether a reference is to subnets that the Parameter Store names: those of another stack of the import among them.
    fn is_stored(&self, stack: usize, function: &str, argument: &Node) -> bool {
        let name = argument.scalar().filter(|_| function == "Ref");
        let kind = name.and_then(|name| type_of_parameter(self.template(stack)?, name));
        kind.is_some_and(|kind| kind.starts_with("AWS::SSM::Parameter::Value<") && kind.contains(SUBNET))
    }

    /// Whether a function gives one of these things.
    fn is_thing(&self, stack: usize, function: &str, argument: &Node) -> bool {
        let argument = match function {
            "Ref" => argument.clone(),
            GET_ATT => super::short_form::attribute(argument.clone()),
            _ => return false,
        };
        // What stands in a VPC names it, too.
        if argument.items().get(1).and_then(Node::scalar) == Some("VpcId") {
            return true;
        }
        let name = argument.items().first().unwrap_or(&argument).scalar();
        let type_name = name.and_then(|name| self.template(stack)?.type_of(name));
        type_name.is_some_and(|type_name| THINGS.contains(&type_name))
    }

    /// Whether a function may give ids of subnets: what else it may be is not worked out, so that nothing is said of it.
    fn may_be_subnets(&self, stack: usize, function: &str, argument: &Node) -> bool {
        let Some(template) = self.template(stack) else { return false };
        match function {
            "Ref" => argument.scalar().is_some_and(|name| is_subnet(template, name)),
            // The id of a subnet, an output of a stack, or what code answers.
            GET_ATT => {
                let argument = super::short_form::attribute(argument.clone());
                argument.items().get(1).and_then(Node::scalar).is_some_and(speaks_of_subnets)
            }
            "Fn::ImportValue" => speaks_of_subnets(&argument.to_json().to_string()),
            _ => false,
        }
    }
}

/// What a type that is not read may add something to, besides subnets.
const THINGS: [&str; 4] =
    ["AWS::EC2::RouteTable", "AWS::EC2::TransitGateway", "AWS::EC2::VPC", "AWS::EC2::VPNGateway"];
const GET_ATT: &str = "Fn::GetAtt";
const JOIN: &str = "Fn::Join";
const SUB: &str = "Fn::Sub";
/// What members for things are called that are no subnets.
const NAMED: &str = "Named";
/// The type of parameters for subnets.
const SUBNET: &str = "AWS::EC2::Subnet::Id";
const STORED: &str = "The Parameter Store names the subnets; which ones they are, nothing here tells.";

/// What the text of `Fn::Sub` names, as the functions that give it: its own variables are what they stand for.
fn in_text(function: &Member, place: Place) -> Vec<Node> {
    let argument = &function.value;
    let (text, own): (_, &[Member]) = match argument.items() {
        [text, own] => (text.scalar(), own.members()),
        _ => (argument.scalar(), &[]),
    };
    let names: BTreeSet<&str> = text.into_iter().flat_map(variables).collect();
    let names = names.into_iter().filter(|name| !own.iter().any(|member| member.key == *name));
    let functions = names.map(|name| {
        let (key, value) = match name.split_once('.') {
            Some(_) => (GET_ATT, super::short_form::attribute(Node::text_at(place, name))),
            None => ("Ref", Node::text_at(place, name)),
        };
        Node { place, kind: Kind::Map(vec![Member { key: key.to_owned(), place, value }]) }
    });
    own.iter().map(|member| member.value.clone()).chain(functions).collect()
}

/// The variables of a text of `Fn::Sub`: `${!Name}` is none.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.split("${").skip(1).filter(|rest| !rest.starts_with('!'));
    starts.filter_map(|rest| Some(rest.split_once('}')?.0.trim()))
}

fn member(value: Node) -> Member {
    Member { key: "Subnets".to_owned(), place: value.place, value }
}

/// Whether a name is that of a subnet, or of a parameter for some.
fn is_subnet(template: &Template, name: &str) -> bool {
    if let Some(type_name) = template.type_of(name) {
        return type_name == "AWS::EC2::Subnet";
    }
    type_of_parameter(template, name)
        .is_some_and(|type_name| type_name.contains(SUBNET) || speaks_of_subnets(name))
}

fn type_of_parameter<'a>(template: &'a Template, name: &str) -> Option<&'a str> {
    template.member("Parameters", name)?.value.get("Type")?.scalar()
}

fn speaks_of_subnets(text: &str) -> bool {
    text.to_ascii_lowercase().contains("subnet")
}
