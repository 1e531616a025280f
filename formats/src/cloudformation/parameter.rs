//! What parameters stand for: what the user or the stack around gives, a default, or a stand-in that the report names.

use super::stand_in::{self, RegionFrom};
use super::world::World;
use crate::declared::ground::ACCOUNT;
use crate::declared::node::{Kind, Member, Node, Place};
use crate::parameters::give;

/// Types of parameters whose values are ids of things outside of the template, and how those ids begin.
const IDS: [(&str, &str); 4] = [
    ("AWS::EC2::Instance::Id", "i-"),
    ("AWS::EC2::SecurityGroup::Id", "sg-"),
    ("AWS::EC2::Subnet::Id", "subnet-"),
    ("AWS::EC2::VPC::Id", "vpc-"),
];

impl World {
    /// What a pseudo parameter says.
    pub(super) fn pseudo_parameter(&self, stack: usize, name: &str, place: Place) -> Option<Node> {
        if let Some(given) = self.given.get(name) {
            return Some(Node::text_at(place, given.clone()));
        }
        let region = &self.ground.region;
        let is_china = region.starts_with("cn-");
        let text = match name {
            "AWS::Region" => {
                if self.region_from == RegionFrom::Nothing {
                    let why = format!(
                        "Nothing tells the Region; {region} stands for it. {} for another one.",
                        give("AWS::Region")
                    );
                    self.tell(stack, Place::default(), "Region", &why);
                }
                region.clone()
            }
            "AWS::AccountId" => {
                let why =
                    format!("{ACCOUNT} stands for the account. {} for another one.", give("AWS::AccountId"));
                self.tell(stack, Place::default(), "Account", &why);
                ACCOUNT.to_owned()
            }
            "AWS::Partition" if is_china => "aws-cn".to_owned(),
            "AWS::Partition" if region.starts_with("us-gov-") => "aws-us-gov".to_owned(),
            "AWS::Partition" => "aws".to_owned(),
            "AWS::URLSuffix" if is_china => "amazonaws.com.cn".to_owned(),
            "AWS::URLSuffix" => "amazonaws.com".to_owned(),
            "AWS::StackName" => self.stacks.get(stack).map(|stack| stack.name.clone()).unwrap_or_default(),
            "AWS::StackId" => {
                return Some(Node::unknown_at(place, "AWS gives a stack its id when it makes it."));
            }
            "AWS::NotificationARNs" => return Some(Node::list_at(place, Vec::new())),
            "AWS::NoValue" => return Some(Node { place, kind: Kind::Absent }),
            _ => return None,
        };
        Some(Node::text_at(place, text))
    }

    /// What a parameter of the stack's template says.
    pub(super) fn parameter(&self, stack: usize, name: &str, place: Place) -> Option<Node> {
        let written = self.template(stack)?.member("Parameters", name)?;
        Some(self.once(stack, format!("The parameter {name}"), place, || self.value_of(stack, name, written)))
    }

    fn value_of(&self, stack: usize, name: &str, written: &Member) -> Node {
        let place = written.place;
        let type_name = written.value.get("Type").and_then(Node::scalar).unwrap_or("String");
        // The Parameter Store holds the value; a template names only its entry there.
        let stored =
            type_name.strip_prefix("AWS::SSM::Parameter::Value<").and_then(|inner| inner.strip_suffix('>'));
        let shape = stored.unwrap_or(type_name);
        let element = shape.strip_prefix("List<").and_then(|inner| inner.strip_suffix('>'));
        let is_list = element.is_some() || shape == "CommaDelimitedList";
        let given = self.given_to(stack, name).or_else(|| {
            let default = written.value.get("Default").filter(|_| stored.is_none());
            // Lists are written as one text, too.
            default.map(|default| {
                default.scalar().map_or_else(
                    || default.clone(),
                    |text| Node { place, kind: Kind::Scalar { text: text.to_owned(), quoted: true } },
                )
            })
        });
        let Some(value) = given else {
            return self.without_value(stack, name, place, element.unwrap_or(shape), is_list);
        };
        self.check_allowed(stack, name, written, &value);
        match value.scalar() {
            Some(text) if is_list => split_list(place, text),
            _ => Node { place, ..value },
        }
    }

    /// What the user gives, or the resource of another stack that makes this one.
    fn given_to(&self, stack: usize, name: &str) -> Option<Node> {
        let Some((parent, resource)) = &self.stacks.get(stack)?.parent else {
            let given = self.given.get(name).or_else(|| self.drawn.parameter(name));
            return given.map(|given| Node::text_at(Place::default(), given.clone()));
        };
        let resource = self.template(*parent)?.resource(resource)?;
        let written = resource.value.get("Properties")?.get("Parameters")?.get(name)?;
        let value = self.evaluate(*parent, written);
        (value.kind != Kind::Absent).then_some(value)
    }

    fn check_allowed(&self, stack: usize, name: &str, written: &Member, value: &Node) {
        let allowed = written.value.get("AllowedValues").map(Node::items).unwrap_or_default();
        let Some(text) = value.scalar().filter(|_| !allowed.is_empty()) else { return };
        if allowed.iter().all(|allowed| allowed.scalar() != Some(text)) {
            let allowed: Vec<&str> = allowed.iter().filter_map(Node::scalar).collect();
            let why = format!(
                "{name} is {text}, which its template does not allow. It allows {}.",
                allowed.join(", ")
            );
            self.tell(stack, written.place, "Parameter", &why);
        }
    }

    /// A value that nobody gives: a stand-in where one changes nothing of what is asked, else it is not known.
    fn without_value(&self, stack: usize, name: &str, place: Place, type_name: &str, is_list: bool) -> Node {
        let zones = stand_in::zones(&self.ground.region);
        let id = IDS.iter().find(|(known, _)| *known == type_name);
        let stand_in = match (type_name, id) {
            ("AWS::EC2::AvailabilityZone::Name", _) if is_list => Some(zones.join(",")),
            ("AWS::EC2::AvailabilityZone::Name", _) => zones.into_iter().next(),
            (_, Some((_, prefix))) => Some(format!("{prefix}{name}")),
            _ => None,
        };
        let Some(text) = stand_in else {
            let why = format!("Nothing tells the parameter {name}. {}.", give(name));
            self.tell(stack, place, "Parameter", &why);
            return Node::unknown_at(place, why);
        };
        let why = format!(
            "Nothing tells the parameter {name}; {text} stands for it. {} for another one.",
            give(name)
        );
        self.tell(stack, place, "Parameter", &why);
        if is_list { split_list(place, &text) } else { Node::text_at(place, text) }
    }
}

fn split_list(place: Place, text: &str) -> Node {
    if text.trim().is_empty() {
        return Node::list_at(place, Vec::new());
    }
    Node::texts_at(place, text.split(',').map(|part| part.trim().to_owned()))
}
