//! Conditions: yes, no, or what the template does not tell.

use super::world::{Answer, World};
use crate::declared::node::{Kind, Node, Place};

impl World {
    /// Whether a condition of the stack's template holds.
    pub(super) fn condition(&self, stack: usize, name: &str, place: Place) -> Answer {
        let written = self.template(stack).and_then(|template| template.member("Conditions", name));
        let Some(written) = written else {
            let why = format!("The template has no condition {name}.");
            return Self::answer_of(&self.fail(stack, place, "Condition", why));
        };
        let node = self.once(stack, format!("The condition {name}"), place, || {
            self.deeper(stack, place, || as_node(written.place, self.judge(stack, &written.value)))
        });
        Self::answer_of(&node)
    }

    /// Whether the resource of a template is made.
    pub(super) fn is_made(&self, stack: usize, resource: &Node) -> Answer {
        match resource.get("Condition") {
            None => Answer::Yes,
            Some(node) => match node.scalar() {
                Some(name) => self.condition(stack, name, node.place),
                None => Self::answer_of(&self.fail(
                    stack,
                    node.place,
                    "Condition",
                    "A resource names its condition by a text.",
                )),
            },
        }
    }

    fn judge(&self, stack: usize, node: &Node) -> Answer {
        let place = node.place;
        let Some(only) = node.only() else {
            // What a parameter says may stand for an answer.
            return match node.scalar() {
                Some("true") => Answer::Yes,
                Some("false") => Answer::No,
                _ => self.no_condition(stack, place, "A condition is one function."),
            };
        };
        match (only.key.as_str(), only.value.items()) {
            ("Condition", _) => match only.value.scalar() {
                Some(name) => self.condition(stack, name, place),
                None => self.no_condition(stack, place, "Condition takes the name of one."),
            },
            ("Fn::Equals", [left, right]) => {
                let (left, right) = (self.evaluate(stack, left), self.evaluate(stack, right));
                match (left.unknown(), right.unknown()) {
                    (Some(why), _) | (_, Some(why)) => Answer::Perhaps(why.to_owned()),
                    _ => yes_or_no(equal(&left, &right)),
                }
            }
            ("Fn::Not", [inner]) => match self.judge_part(stack, inner) {
                Answer::Yes => Answer::No,
                Answer::No => Answer::Yes,
                perhaps @ Answer::Perhaps(_) => perhaps,
            },
            ("Fn::And", parts @ [_, _, ..]) => self.all(stack, parts, &Answer::No),
            ("Fn::Or", parts @ [_, _, ..]) => self.all(stack, parts, &Answer::Yes),
            ("Fn::Equals", _) => self.no_condition(stack, place, "Fn::Equals takes two values."),
            ("Fn::Not", _) => self.no_condition(stack, place, "Fn::Not takes one condition in a list."),
            ("Fn::And" | "Fn::Or", _) => {
                self.no_condition(stack, place, &format!("{} takes two conditions or more.", only.key))
            }
            (other, _) => self.no_condition(stack, place, &format!("{other} is no function of conditions.")),
        }
    }

    fn judge_part(&self, stack: usize, node: &Node) -> Answer {
        let judged = self.deeper(stack, node.place, || as_node(node.place, self.judge(stack, node)));
        Self::answer_of(&judged)
    }

    /// One part that says `decisive` decides; else what is not known leaves it open.
    fn all(&self, stack: usize, parts: &[Node], decisive: &Answer) -> Answer {
        let answers: Vec<Answer> = parts.iter().map(|part| self.judge_part(stack, part)).collect();
        if answers.contains(decisive) {
            return decisive.clone();
        }
        let open = answers.iter().find(|answer| matches!(answer, Answer::Perhaps(_)));
        open.cloned().unwrap_or(if *decisive == Answer::No { Answer::Yes } else { Answer::No })
    }

    fn no_condition(&self, stack: usize, place: Place, why: &str) -> Answer {
        Self::answer_of(&self.fail(stack, place, "Condition", why))
    }
}

fn yes_or_no(holds: bool) -> Answer {
    if holds { Answer::Yes } else { Answer::No }
}

fn as_node(place: Place, answer: Answer) -> Node {
    match answer {
        Answer::Yes => Node::text_at(place, "true"),
        Answer::No => Node::text_at(place, "false"),
        Answer::Perhaps(why) => Node::unknown_at(place, why),
    }
}

fn equal(left: &Node, right: &Node) -> bool {
    match (&left.kind, &right.kind) {
        (Kind::Scalar { text: left, .. }, Kind::Scalar { text: right, .. }) => left == right,
        (Kind::List(_) | Kind::Map(_), _) => left.to_json() == right.to_json(),
        (Kind::Null, Kind::Scalar { text, .. }) | (Kind::Scalar { text, .. }, Kind::Null) => text.is_empty(),
        _ => left.kind == right.kind,
    }
}
