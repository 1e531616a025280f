//! Everything that an import knows of templates: the stacks that are made of them, what was worked out already, and what
//! went wrong.

use super::stand_in::{RegionFrom, StandIns};
use super::template::Template;
use crate::declared::ground::Ground;
use crate::declared::node::{Kind, Node, Place};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Levels of references inside of references.
const MOST_DEPTH: usize = 200;
/// How much may be worked out: parts, and 64 letters of a text count as one.
const MOST_WORK: usize = 4_000_000;

/// A stack that a template describes.
#[derive(Debug)]
pub(super) struct Stack {
    /// Its template.
    pub(super) template: usize,
    /// What `AWS::StackName` says.
    pub(super) name: String,
    /// What the ids of its resources have in front of their logical ids.
    pub(super) prefix: String,
    /// The stack that makes it, and the resource there.
    pub(super) parent: Option<(usize, String)>,
}

/// A value with its weight; nothing while it is being worked out.
type Known = Option<(Node, usize)>;

/// Whether a condition holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// The template does not tell, and why.
    Perhaps(String),
}

/// What an import knows.
#[derive(Debug, Default)]
pub(super) struct World {
    pub(super) templates: Vec<Template>,
    pub(super) stacks: Vec<Stack>,
    /// The stacks that others make, by those and the resource there.
    pub(super) nested: BTreeMap<(usize, String), usize>,
    /// Outputs by the names under which they are exported.
    pub(super) exports: BTreeMap<String, (usize, String)>,
    /// What the user gives for parameters.
    pub(super) given: BTreeMap<String, String>,
    /// What the template says of the drawing that it was exported from.
    pub(super) drawn: super::drawn::Drawn,
    /// What stands for values that AWS gives when it makes the stacks.
    pub(super) stand_ins: StandIns,
    /// What the import stands on.
    pub(super) ground: Ground,
    /// What only the account makes of the templates may be of any kind.
    pub(super) may_make_anything: Cell<bool>,
    /// How the Region is known.
    pub(super) region_from: RegionFrom,
    /// What was worked out, by stack and name; nothing while it is being worked out.
    memo: RefCell<BTreeMap<(usize, String), Known>>,
    /// What was said already: files, places and words.
    said: RefCell<BTreeSet<(Rc<str>, Place, String)>>,
    depth: Cell<usize>,
    work: Cell<usize>,
}

impl World {
    pub(super) fn new(given: &BTreeMap<String, String>) -> Self {
        Self { given: given.clone(), ..Self::default() }
    }

    /// The template of a stack.
    pub(super) fn template(&self, stack: usize) -> Option<&Template> {
        self.templates.get(self.stacks.get(stack)?.template)
    }

    /// The file of a stack.
    pub(super) fn file(&self, stack: usize) -> Rc<str> {
        self.template(stack)
            .map_or_else(|| Rc::clone(&self.ground.file), |template| Rc::clone(&template.file))
    }

    /// Forgets what was worked out, because more is known from now on.
    pub(super) fn forget(&mut self) {
        self.memo.take();
    }

    /// Says once that something cannot be worked out, and gives it as not known.
    pub(super) fn fail(&self, stack: usize, place: Place, what: &str, why: impl Into<String>) -> Node {
        let why = why.into();
        if self.is_new(stack, place, &why) {
            let file = self.file(stack);
            self.ground.report.borrow_mut().skipped(&file, &place.to_string(), what, &why);
        }
        Node::unknown_at(place, why)
    }

    /// Says once that something stands for what the template does not tell.
    pub(super) fn tell(&self, stack: usize, place: Place, what: &str, why: &str) {
        if self.is_new(stack, place, why) {
            let file = self.file(stack);
            // What the whole import stands on has no place in a file.
            let place = if place == Place::default() { String::new() } else { place.to_string() };
            self.ground.report.borrow_mut().approximated(&file, &place, what, why);
        }
    }

    fn is_new(&self, stack: usize, place: Place, why: &str) -> bool {
        self.said.borrow_mut().insert((self.file(stack), place, why.to_owned()))
    }

    /// Works something out once. What needs itself is not known, and the report says so.
    pub(super) fn once(
        &self,
        stack: usize,
        name: String,
        place: Place,
        work_out: impl FnOnce() -> Node,
    ) -> Node {
        let key = (stack, name);
        let known = self.memo.borrow().get(&key).map(|known| known.as_ref().map(|(_, weight)| *weight));
        match known {
            // Whatever is taken over once more is paid for once more, before it is copied.
            Some(Some(weight)) if self.may_spend(weight) => {
                let memo = self.memo.borrow();
                let copy = memo.get(&key).and_then(|known| known.as_ref().map(|(node, _)| node.clone()));
                return copy.unwrap_or_else(|| Node::unknown_at(place, ""));
            }
            Some(Some(_)) => return self.too_much(stack, place),
            Some(None) => {
                let why = format!("{} needs itself to be worked out.", key.1);
                return self.fail(stack, place, "Cycle", why);
            }
            None => {}
        }
        self.memo.borrow_mut().insert(key.clone(), None);
        let node = work_out();
        let weight = node.weight();
        let node = if self.may_spend(weight) { node } else { self.too_much(stack, place) };
        self.memo.borrow_mut().insert(key, Some((node.clone(), weight)));
        node
    }

    /// Counts what is worked out; false where that is enough.
    fn may_spend(&self, weight: usize) -> bool {
        let all = self.work.get().saturating_add(weight);
        if all <= MOST_WORK {
            self.work.set(all);
        }
        all <= MOST_WORK
    }

    fn too_much(&self, stack: usize, place: Place) -> Node {
        let why =
            "The functions of the templates make more than any network needs; the rest is not worked out.";
        self.fail(stack, place, "Function", why)
    }

    /// Goes one level deeper, unless that is too deep or too much was worked out.
    pub(super) fn deeper(&self, stack: usize, place: Place, work_out: impl FnOnce() -> Node) -> Node {
        if self.depth.get() >= MOST_DEPTH {
            let why = format!("References lead from one to another more than {MOST_DEPTH} times here.");
            return self.fail(stack, place, "Reference", why);
        }
        if !self.may_spend(1) {
            return self.too_much(stack, place);
        }
        self.depth.set(self.depth.get() + 1);
        let node = work_out();
        self.depth.set(self.depth.get() - 1);
        let letters = node.scalar().map_or(0, str::len) / 64;
        if self.may_spend(letters) { node } else { self.too_much(stack, place) }
    }

    /// A yes, a no, or neither, as text that is kept.
    pub(super) fn answer_of(node: &Node) -> Answer {
        match &node.kind {
            Kind::Scalar { text, .. } if text == "true" => Answer::Yes,
            Kind::Unknown(why) => Answer::Perhaps(why.clone()),
            _ => Answer::No,
        }
    }
}
