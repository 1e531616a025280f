//! Works out what a template says: functions, references and parameters become values. What the template does not tell
//! stays unknown, with the reason, and so does everything that is made of it.

use super::world::{Answer, World};
use crate::declared::node::{Kind, Member, Node, Place};

/// Letters of a text that is worked out.
const MOST_LETTERS: usize = 200_000;

/// How a reference begins that CloudFormation follows only when it makes the stack.
const DYNAMIC: &str = "{{resolve:";

/// Whether a key stands for members that only CloudFormation makes of it.
fn makes_members(key: &str) -> bool {
    key == "Fn::Transform" || key.starts_with("Fn::ForEach::")
}

/// Whether an object with this only key is a function.
fn is_function(key: &str) -> bool {
    key == "Ref" || key.starts_with("Fn::")
}

impl World {
    /// The value of a part of a stack's template.
    pub(super) fn evaluate(&self, stack: usize, node: &Node) -> Node {
        let made = self.work_out(stack, node);
        // Also where functions put one together, and where a parameter has one.
        if made.scalar().is_some_and(|text| text.contains(DYNAMIC)) {
            let why = "A dynamic reference stands for a value that is kept in the account; what it is, nothing here tells.";
            self.tell(stack, node.place, "Dynamic reference", why);
            return Node::unknown_at(node.place, why);
        }
        made
    }

    fn work_out(&self, stack: usize, node: &Node) -> Node {
        match &node.kind {
            Kind::Null | Kind::Scalar { .. } | Kind::Unknown(_) | Kind::Absent => node.clone(),
            Kind::Map(members) if members.iter().any(|member| makes_members(&member.key)) => {
                let made = members.iter().find(|member| makes_members(&member.key));
                let key = made.map_or("Fn::Transform", |member| member.key.as_str());
                let why = if key == "Fn::Transform" {
                    "A macro runs in the account only, AWS::Include as any other; what it makes here is not known."
                        .to_owned()
                } else {
                    format!("{key} is not worked out here; what it makes is not known.")
                };
                self.fail(stack, made.map_or(node.place, |member| member.place), "Macro", why)
            }
            Kind::List(items) => self.deeper(stack, node.place, || {
                let items = items.iter().map(|item| self.evaluate(stack, item));
                let items = items.filter(|item| item.kind != Kind::Absent).collect();
                Node { place: node.place, kind: Kind::List(items) }
            }),
            Kind::Map(members) => match node.only().filter(|only| is_function(&only.key)) {
                Some(only) => {
                    let made = self.deeper(stack, node.place, || self.call(stack, only, node.place));
                    Node { place: node.place, kind: made.kind }
                }
                None => self.deeper(stack, node.place, || {
                    let members = members.iter().map(|member| Member {
                        key: member.key.clone(),
                        place: member.place,
                        value: self.evaluate(stack, &member.value),
                    });
                    let members = members.filter(|member| member.value.kind != Kind::Absent).collect();
                    Node { place: node.place, kind: Kind::Map(members) }
                }),
            },
        }
    }

    fn call(&self, stack: usize, function: &Member, place: Place) -> Node {
        let argument = &function.value;
        match function.key.as_str() {
            "Ref" => match argument.scalar() {
                Some(name) => self.reference(stack, name, place),
                None => self.fail(stack, place, "Ref", "Ref takes a name."),
            },
            "Fn::GetAtt" => self.get_att(stack, argument, place),
            "Fn::Sub" => self.sub(stack, argument, place),
            "Fn::Join" => self.join(stack, argument, place),
            "Fn::Select" => self.select(stack, argument, place),
            "Fn::Split" => self.split(stack, argument, place),
            "Fn::Cidr" => self.cidr(stack, argument, place),
            "Fn::FindInMap" => self.find_in_map(stack, argument, place),
            "Fn::If" => self.choose(stack, argument, place),
            "Fn::GetAZs" => self.get_azs(stack, argument, place),
            "Fn::ImportValue" => self.import_value(stack, argument, place),
            "Fn::Base64" => self.evaluate(stack, argument),
            "Fn::Length" => self.length(stack, argument, place),
            "Fn::ToJsonString" => {
                let value = self.evaluate(stack, argument);
                match value.unknown() {
                    Some(why) => Node::unknown_at(place, why),
                    None => Node::text_at(place, value.to_json().to_string()),
                }
            }
            "Fn::And" | "Fn::Or" | "Fn::Not" | "Fn::Equals" => {
                let why = format!("{} stands in conditions only.", function.key);
                self.fail(stack, place, "Function", why)
            }
            other => {
                self.fail(stack, place, "Function", format!("{other} is no function that Netyard knows."))
            }
        }
    }

    fn get_att(&self, stack: usize, argument: &Node, place: Place) -> Node {
        let argument = super::short_form::attribute(argument.clone());
        let [resource, attribute @ ..] = argument.items() else {
            return self.fail(stack, place, "Fn::GetAtt", "Fn::GetAtt takes a resource and an attribute.");
        };
        let attribute: Vec<String> = attribute
            .iter()
            .filter_map(|part| self.evaluate(stack, part).scalar().map(str::to_owned))
            .collect();
        match resource.scalar() {
            Some(name) if !attribute.is_empty() => self.attribute(stack, name, &attribute.join("."), place),
            _ => self.fail(stack, place, "Fn::GetAtt", "Fn::GetAtt takes a resource and an attribute."),
        }
    }

    /// `${Name}` is a reference, `${Name.Attribute}` an attribute, `${!Name}` stays `${Name}`.
    fn sub(&self, stack: usize, argument: &Node, place: Place) -> Node {
        let (text, own): (Option<&str>, &[Member]) = match argument.items() {
            [text, own] => (text.scalar(), own.members()),
            _ => (argument.scalar(), &[]),
        };
        let Some(text) = text else {
            let why = "Fn::Sub takes a text, or a text and an object with its variables.";
            return self.fail(stack, place, "Fn::Sub", why);
        };
        let mut made = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            made.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                let why = "A ${ in the text of Fn::Sub has no }.";
                return self.fail(stack, place, "Fn::Sub", why);
            };
            rest = after;
            if let Some(literal) = name.strip_prefix('!') {
                made.push_str("${");
                made.push_str(literal);
                made.push('}');
                continue;
            }
            let name = name.trim();
            let value = match own.iter().find(|member| member.key == name) {
                Some(member) => self.evaluate(stack, &member.value),
                None => match name.split_once('.') {
                    Some((resource, attribute)) => self.attribute(stack, resource, attribute, place),
                    None => self.reference(stack, name, place),
                },
            };
            match &value.kind {
                Kind::Scalar { text, .. } => made.push_str(text),
                Kind::Unknown(why) => return Node::unknown_at(place, why.clone()),
                Kind::Absent | Kind::Null => {}
                Kind::List(_) | Kind::Map(_) => {
                    let why = format!("{name} in the text of Fn::Sub is no text.");
                    return self.fail(stack, place, "Fn::Sub", why);
                }
            }
            if made.len() > MOST_LETTERS {
                return self.too_long(stack, place);
            }
        }
        made.push_str(rest);
        Node::text_at(place, made)
    }

    fn too_long(&self, stack: usize, place: Place) -> Node {
        let most = crate::number::grouped(MOST_LETTERS);
        self.fail(
            stack,
            place,
            "Function",
            format!("The text that is made here has more than {most} letters."),
        )
    }

    fn join(&self, stack: usize, argument: &Node, place: Place) -> Node {
        let [between, parts] = argument.items() else {
            return self.fail(stack, place, "Fn::Join", "Fn::Join takes a separator and a list.");
        };
        let (between, parts) = (self.evaluate(stack, between), self.evaluate(stack, parts));
        if let Some(why) = parts.unknown() {
            return Node::unknown_at(place, why);
        }
        let (Some(between), Kind::List(parts)) = (between.scalar(), &parts.kind) else {
            return self.fail(stack, place, "Fn::Join", "Fn::Join takes a separator and a list.");
        };
        let texts: Vec<&str> = parts.iter().filter_map(Node::scalar).collect();
        if texts.len() < parts.len() {
            return self.fail(stack, place, "Fn::Join", "Fn::Join takes a list of texts.");
        }
        if texts.iter().map(|text| text.len() + between.len()).sum::<usize>() > MOST_LETTERS {
            return self.too_long(stack, place);
        }
        Node::text_at(place, texts.join(between))
    }

    fn select(&self, stack: usize, argument: &Node, place: Place) -> Node {
        let [index, list] = argument.items() else {
            return self.fail(stack, place, "Fn::Select", "Fn::Select takes an index and a list.");
        };
        let (index, list) = (self.evaluate(stack, index), self.evaluate(stack, list));
        if let Kind::Unknown(why) = &list.kind {
            return Node::unknown_at(place, why.clone());
        }
        if let Some(why) = index.unknown() {
            return Node::unknown_at(place, why);
        }
        let at: Option<usize> = index.scalar().and_then(|text| text.trim().parse().ok());
        let (Some(at), Kind::List(items)) = (at, &list.kind) else {
            return self.fail(stack, place, "Fn::Select", "Fn::Select takes an index and a list.");
        };
        if let Some(item) = items.get(at) {
            item.clone()
        } else {
            let why = format!("Fn::Select asks for entry {at} of a list with {}.", items.len());
            self.fail(stack, place, "Fn::Select", why)
        }
    }

    fn split(&self, stack: usize, argument: &Node, place: Place) -> Node {
        let [between, text] = argument.items() else {
            return self.fail(stack, place, "Fn::Split", "Fn::Split takes a separator and a text.");
        };
        let (between, text) = (self.evaluate(stack, between), self.evaluate(stack, text));
        if let Some(why) = text.unknown() {
            return Node::unknown_at(place, why);
        }
        match (between.scalar(), text.scalar()) {
            (Some(between), Some(text)) if !between.is_empty() => {
                Node::texts_at(place, text.split(between).map(str::to_owned))
            }
            _ => self.fail(stack, place, "Fn::Split", "Fn::Split takes a separator and a text."),
        }
    }

    fn find_in_map(&self, stack: usize, argument: &Node, place: Place) -> Node {
        let [name, first, second, options @ ..] = argument.items() else {
            let why = "Fn::FindInMap takes a mapping and two keys.";
            return self.fail(stack, place, "Fn::FindInMap", why);
        };
        let parts = [name, first, second].map(|part| self.evaluate(stack, part));
        if let Some(why) = parts.iter().find_map(Node::unknown) {
            return Node::unknown_at(place, why);
        }
        let [Some(name), Some(first), Some(second)] = parts.each_ref().map(Node::scalar) else {
            return self.fail(stack, place, "Fn::FindInMap", "Fn::FindInMap takes a mapping and two keys.");
        };
        let mapping = self.template(stack).and_then(|template| template.member("Mappings", name));
        let found = mapping.and_then(|mapping| mapping.value.get(first)?.get(second));
        let usual = options.iter().find_map(|options| options.get("DefaultValue"));
        if let Some(node) = found.or(usual) {
            self.evaluate(stack, node)
        } else {
            let why = format!("There is no {second} of {first} in the mapping {name}.");
            self.fail(stack, place, "Fn::FindInMap", why)
        }
    }

    fn choose(&self, stack: usize, argument: &Node, place: Place) -> Node {
        let [name, yes, no] = argument.items() else {
            return self.fail(stack, place, "Fn::If", "Fn::If takes a condition and two values.");
        };
        let Some(name) = name.scalar() else {
            return self.fail(stack, place, "Fn::If", "Fn::If takes the name of a condition first.");
        };
        match self.condition(stack, name, place) {
            Answer::Yes => self.evaluate(stack, yes),
            Answer::No => self.evaluate(stack, no),
            Answer::Perhaps(why) => {
                let (yes, no) = (self.evaluate(stack, yes), self.evaluate(stack, no));
                if same(&yes, &no) { yes } else { Node::unknown_at(place, why) }
            }
        }
    }

    fn get_azs(&self, stack: usize, argument: &Node, place: Place) -> Node {
        let region = self.evaluate(stack, argument);
        if let Some(why) = region.unknown() {
            return Node::unknown_at(place, why);
        }
        let region = match region.scalar() {
            Some(region) if !region.is_empty() => region.to_owned(),
            _ => self.reference(stack, "AWS::Region", place).scalar().unwrap_or_default().to_owned(),
        };
        Node::texts_at(place, super::stand_in::zones(&region))
    }

    fn length(&self, stack: usize, argument: &Node, place: Place) -> Node {
        let list = self.evaluate(stack, argument);
        match &list.kind {
            Kind::List(items) => Node::text_at(place, items.len().to_string()),
            Kind::Unknown(why) => Node::unknown_at(place, why.clone()),
            _ => self.fail(stack, place, "Fn::Length", "Fn::Length takes a list."),
        }
    }
}

/// Whether two values are alike, wherever they stand.
fn same(left: &Node, right: &Node) -> bool {
    match (&left.kind, &right.kind) {
        (Kind::Scalar { text: left, .. }, Kind::Scalar { text: right, .. }) => left == right,
        (Kind::List(left), Kind::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Kind::Null, Kind::Null) | (Kind::Absent, Kind::Absent) => true,
        _ => false,
    }
}
