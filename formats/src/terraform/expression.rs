//! Expressions of HCL: what can be worked out without asking AWS. Everything else is not known, with the reason.

use super::address::Key;
use super::functions;
use super::operators::{at, binary};
use super::raw::{self, Configuration, File, Variable};
use super::reference::{attachment_of, default_acl, default_group, main_table, primary_interface};
use super::scope::{Scope, number};
use super::thing::Thing;
use crate::cloudformation::ids::firewall_endpoint;
use crate::declared::node::{Kind, Member, Node, Place};
use hcl_edit::Span;
use hcl_edit::expr::{Expression, ForExpr, ObjectKey, Traversal, TraversalOperator, UnaryOperator};
use hcl_edit::template::{Element, Template};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// Values inside of values.
const MOST_DEPTH: usize = 60;
/// How much may be worked out: parts of values.
const MOST_WORK: usize = 2_000_000;

/// What is worked out.
pub(super) struct Work<'a, 'b> {
    pub(super) configuration: &'b Configuration<'a>,
    given: &'b BTreeMap<String, String>,
    pub(super) things: Vec<Thing>,
    /// The block that each thing is an instance of, and its names.
    pub(super) of: Vec<usize>,
    pub(super) scopes: Vec<Scope>,
    /// Things by block.
    blocks: BTreeMap<String, Vec<usize>>,
    pub(super) said: RefCell<BTreeSet<(String, Place, String)>>,
    depth: Cell<usize>,
    spent: Cell<usize>,
}

impl<'a, 'b> Work<'a, 'b> {
    pub(super) fn new(configuration: &'b Configuration<'a>, given: &'b BTreeMap<String, String>) -> Self {
        Self {
            configuration,
            given,
            things: Vec::new(),
            of: Vec::new(),
            scopes: Vec::new(),
            blocks: BTreeMap::new(),
            said: RefCell::default(),
            depth: Cell::new(0),
            spent: Cell::new(0),
        }
    }

    /// Adds an instance of a block.
    pub(super) fn add(&mut self, thing: Thing, of: usize, scope: Scope) {
        self.blocks.entry(thing.block()).or_default().push(self.things.len());
        self.things.push(thing);
        self.of.push(of);
        self.scopes.push(scope);
    }

    /// Works something out without saying what cannot be.
    pub(super) fn quietly(&self, file: &File, expression: &Expression, scope: &Scope) -> Node {
        let said = self.said.take();
        let value = self.evaluate(file, expression, scope);
        self.said.replace(said);
        value
    }

    /// Says once that something cannot be worked out.
    pub(super) fn say(&self, file: &File, place: Place, why: &str) {
        let line = (file.path.clone(), place, why.to_owned());
        let mut said = self.said.borrow_mut();
        if said.len() < 10_000 {
            said.insert(line);
        }
    }

    /// The arguments of a thing.
    pub(super) fn values(&self, at: usize) -> Node {
        let source = self.of.get(at).and_then(|of| self.configuration.sources.get(*of));
        let (Some(source), Some(scope)) = (source, self.scopes.get(at)) else {
            return Node { place: Place::default(), kind: Kind::Map(Vec::new()) };
        };
        let mut values = raw::body(self, source.file, &source.block.body, scope, true);
        for (file, block) in &source.over {
            let over = raw::body(self, file, &block.body, scope, true);
            if let (Kind::Map(members), Kind::Map(over)) = (&mut values.kind, over.kind) {
                members.retain(|member| over.iter().all(|own| own.key != member.key));
                members.extend(over);
            }
        }
        raw::provisioners(self, source.file, source.block, scope, &mut values);
        // However often a module is called, it is given the same.
        let open = scope.open.as_ref().filter(|_| source.block.ident.as_str() != raw::MODULE);
        if let (Some(why), Kind::Map(members)) = (open, &mut values.kind) {
            for member in members {
                member.value = Node::unknown_at(member.place, why.as_str());
            }
        }
        values
    }

    pub(super) fn evaluate(&self, file: &File, expression: &Expression, scope: &Scope) -> Node {
        let place = file.place(expression.span());
        if self.depth.get() >= MOST_DEPTH {
            return Node::unknown_at(place, "Values lead from one to another in a circle, or too far.");
        }
        self.spent.set(self.spent.get() + 1);
        if self.spent.get() >= MOST_WORK {
            return Node::unknown_at(place, "The expressions make more than any network needs.");
        }
        self.depth.set(self.depth.get() + 1);
        let made = self.below(file, expression, scope, place);
        self.depth.set(self.depth.get() - 1);
        self.spent.set(self.spent.get().saturating_add(made.weight()));
        if let Kind::Unknown(why) = &made.kind {
            self.say(file, place, why);
        }
        Node { place, kind: made.kind }
    }

    fn below(&self, file: &File, expression: &Expression, scope: &Scope, place: Place) -> Node {
        let plain = |text: String| Node { place, kind: Kind::Scalar { text, quoted: false } };
        let again = |expression: &Expression| self.evaluate(file, expression, scope);
        match expression {
            Expression::Null(_) => Node { place, kind: Kind::Null },
            Expression::Bool(own) => plain(own.value().to_string()),
            Expression::Number(own) => plain(own.value().to_string()),
            Expression::String(own) => Node::text_at(place, own.value().as_str()),
            Expression::Array(own) => Node::list_at(place, own.iter().map(again).collect()),
            Expression::Object(own) => {
                let mut members: Vec<Member> = Vec::new();
                for (key, value) in own {
                    let key = match key {
                        ObjectKey::Ident(own) | ObjectKey::Expression(Expression::Variable(own)) => {
                            own.as_str().to_owned()
                        }
                        ObjectKey::Expression(own) => match again(own) {
                            Node { kind: Kind::Scalar { text, .. }, .. } => text,
                            _ => return Node::unknown_at(place, "A key of an object is not known."),
                        },
                    };
                    members.retain(|member| member.key != key);
                    members.push(Member { key, place, value: again(value.expr()) });
                }
                Node { place, kind: Kind::Map(members) }
            }
            Expression::StringTemplate(own) => self.template(file, own, scope, place),
            Expression::HeredocTemplate(own) => self.template(file, &own.template, scope, place),
            Expression::Parenthesis(own) => again(own.inner()),
            Expression::Variable(own) => match scope.names.get(own.as_str()) {
                Some(node) => node.clone(),
                None => Node::unknown_at(place, format!("{} is no name that is known here.", own.as_str())),
            },
            Expression::Conditional(own) => {
                let asked = again(&own.cond_expr);
                match asked.scalar() {
                    Some("true") => again(&own.true_expr),
                    Some("false") => again(&own.false_expr),
                    _ => Node::unknown_at(place, "A condition is not known."),
                }
            }
            Expression::FuncCall(own) => {
                if own.name.is_namespaced() || own.args.expand_final() {
                    return Node::unknown_at(place, "This form of a function is not read from HCL.");
                }
                let arguments: Vec<Node> = own.args.iter().map(again).collect();
                functions::call(own.name.name.as_str(), &arguments, place)
            }
            Expression::Traversal(own) => self.traversal(file, own, scope, place),
            Expression::UnaryOp(own) => {
                let value = again(&own.expr);
                match (own.operator.value(), value.scalar()) {
                    (UnaryOperator::Not, Some("true")) => plain("false".to_owned()),
                    (UnaryOperator::Not, Some("false")) => plain("true".to_owned()),
                    (UnaryOperator::Neg, Some(text)) => plain(format!("-{text}")),
                    _ => Node::unknown_at(place, "A sign stands before what is not known."),
                }
            }
            Expression::BinaryOp(own) => {
                let (left, right) = (again(&own.lhs_expr), again(&own.rhs_expr));
                binary(&left, *own.operator.value(), &right, place)
            }
            Expression::ForExpr(own) => self.each(file, own, scope, place),
        }
    }

    fn template(&self, file: &File, own: &Template, scope: &Scope, place: Place) -> Node {
        let mut text = String::new();
        let mut only: Option<Node> = None;
        let mut count = 0;
        for element in own {
            count += 1;
            match element {
                Element::Literal(literal) => text.push_str(literal),
                Element::Interpolation(part) => {
                    let value = self.evaluate(file, &part.expr, scope);
                    match &value.kind {
                        Kind::Scalar { text: own, .. } => text.push_str(own),
                        Kind::Unknown(why) => return Node::unknown_at(place, why.clone()),
                        _ => {}
                    }
                    only = Some(value);
                }
                Element::Directive(_) => {
                    return Node::unknown_at(place, "Directives in texts are not read from HCL.");
                }
            }
            if text.len() > 200_000 {
                return Node::unknown_at(
                    place,
                    "The text that is made here is longer than any that a network needs.",
                );
            }
        }
        // An expression alone in a text is that expression.
        match only {
            Some(value) if count == 1 => value,
            _ => Node::text_at(place, text),
        }
    }

    /// The keys and values of a collection in the order in which Terraform goes over them: maps by key. Fails with the reason
    /// why nobody knows them.
    pub(super) fn pairs(all: &Node) -> Result<Vec<(Node, Node)>, String> {
        match &all.kind {
            Kind::List(items) => {
                Ok(items.iter().zip(0_u64..).map(|(item, at)| (number(at), item.clone())).collect())
            }
            Kind::Map(members) => {
                let mut members: Vec<&Member> = members.iter().collect();
                members.sort_by(|left, right| left.key.cmp(&right.key));
                let pair = |one: &Member| (Node::text_at(all.place, one.key.as_str()), one.value.clone());
                Ok(members.into_iter().map(pair).collect())
            }
            Kind::Unknown(why) => Err(why.clone()),
            _ => Err("It goes over what is no collection.".to_owned()),
        }
    }

    /// `[for x in xs : …]` and `{for k, v in xs : k => v}`.
    fn each(&self, file: &File, own: &ForExpr, scope: &Scope, place: Place) -> Node {
        let all = self.evaluate(file, &own.intro.collection_expr, scope);
        let pairs = match Self::pairs(&all) {
            Ok(pairs) => pairs,
            Err(why) => return Node::unknown_at(place, why),
        };
        let (mut items, mut members) = (Vec::new(), Vec::new());
        for (key, value) in pairs {
            let mut inner = scope.clone();
            if let Some(name) = &own.intro.key_var {
                inner.names.insert(name.as_str().to_owned(), key);
            }
            inner.names.insert(own.intro.value_var.as_str().to_owned(), value);
            if let Some(asked) = &own.cond {
                match self.evaluate(file, &asked.expr, &inner).scalar() {
                    Some("true") => {}
                    Some("false") => continue,
                    _ => return Node::unknown_at(place, "The condition of a for is not known."),
                }
            }
            let made = self.evaluate(file, &own.value_expr, &inner);
            match &own.key_expr {
                None => items.push(made),
                Some(key) => match self.evaluate(file, key, &inner).scalar() {
                    Some(key) => members.push(Member { key: key.to_owned(), place, value: made }),
                    None => return Node::unknown_at(place, "A key of a for is not known."),
                },
            }
        }
        if own.grouping {
            return Node::unknown_at(place, "A for that groups is not read from HCL.");
        }
        let kind = if own.key_expr.is_some() { Kind::Map(members) } else { Kind::List(items) };
        Node { place, kind }
    }

    fn traversal(&self, file: &File, own: &Traversal, scope: &Scope, place: Place) -> Node {
        let operators: Vec<&TraversalOperator> =
            own.operators.iter().map(hcl_edit::Decorated::value).collect();
        let Expression::Variable(first) = &own.expr else {
            let value = self.evaluate(file, &own.expr, scope);
            return self.walk(file, value, &operators, scope, place);
        };
        let name = |at: usize| match operators.get(at) {
            Some(TraversalOperator::GetAttr(name)) => Some(name.as_str()),
            _ => None,
        };
        let rest = |from: usize| operators.get(from..).unwrap_or_default();
        if let Some(value) = scope.names.get(first.as_str()) {
            return self.walk(file, value.clone(), rest(0), scope, place);
        }
        match (first.as_str(), name(0)) {
            ("var", Some(name)) => {
                let value = self.variable(name, place);
                self.walk(file, value, rest(1), scope, place)
            }
            ("local", Some(name)) => {
                let value = match self.configuration.locals.get(name) {
                    Some((file, expression)) => self.evaluate(file, expression, &Scope::default()),
                    None => Node::unknown_at(place, format!("There is no local value {name}.")),
                };
                self.walk(file, value, rest(1), scope, place)
            }
            ("data", Some(kind)) => {
                self.resource(file, &format!("data.{kind}"), name(1), rest(2), scope, place)
            }
            ("module" | "path" | "terraform" | "self" | "each" | "count", _) => {
                Node::unknown_at(place, format!("{} is not told by HCL alone.", first.as_str()))
            }
            (kind, name) => self.resource(file, kind, name, rest(1), scope, place),
        }
    }

    /// What a variable is, as the kind that it says to have.
    fn variable(&self, name: &str, place: Place) -> Node {
        let mut value = self.value_of(name, place);
        let said = self.configuration.variables.get(name).and_then(|variable| variable.kind);
        if let (Kind::Scalar { quoted, .. }, Some(Expression::Variable(said))) = (&mut value.kind, said) {
            match said.as_str() {
                "string" => *quoted = true,
                "number" | "bool" => *quoted = false,
                _ => {}
            }
        }
        value
    }

    fn value_of(&self, name: &str, place: Place) -> Node {
        if let Some(given) = self.given.get(name) {
            let quoted = !matches!(given.as_str(), "true" | "false") && given.parse::<f64>().is_err();
            return Node { place, kind: Kind::Scalar { text: given.clone(), quoted } };
        }
        if let Some(unread) = &self.configuration.unread {
            let why = format!(
                "{unread} may say what {name} is, and is not read: give it with --parameter {name}=VALUE."
            );
            return Node::unknown_at(place, why);
        }
        if let Some((file, value)) = self.configuration.values.get(name) {
            return self.evaluate(file, value, &Scope::default());
        }
        match self.configuration.variables.get(name) {
            Some(Variable { file, usual: Some(usual), .. }) => self.evaluate(file, usual, &Scope::default()),
            Some(_) => Node::unknown_at(
                place,
                format!("The variable {name} has no default: give it with --parameter {name}=VALUE."),
            ),
            None => Node::unknown_at(place, format!("There is no variable {name}.")),
        }
    }

    /// A resource, its instances, or an attribute of one.
    fn resource(
        &self,
        file: &File,
        kind: &str,
        name: Option<&str>,
        rest: &[&TraversalOperator],
        scope: &Scope,
        place: Place,
    ) -> Node {
        let Some(name) = name else {
            return Node::unknown_at(place, format!("{kind} is no name that is known here."));
        };
        let block = format!("{}.{name}", kind.replacen("aws_alb", "aws_lb", 1));
        let all: &[usize] = self.blocks.get(&block).map(Vec::as_slice).unwrap_or_default();
        let is_open = |at: &usize| self.scopes.get(*at).is_some_and(|scope| scope.open.is_some());
        if all.iter().any(is_open) {
            return Node::unknown_at(place, format!("Nobody knows how many {block} there are."));
        }
        // Before all resources are divided into their instances.
        if all.iter().filter_map(|at| self.things.get(*at)).any(|thing| thing.id.is_empty()) {
            return Node::unknown_at(place, format!("{block} needs what names it."));
        }
        let Some(first) = all.first().and_then(|at| self.things.get(*at)) else {
            return Node::unknown_at(place, format!("There is no {block} among what is read."));
        };
        if first.key.is_none() {
            return self.of_thing(file, all.first().copied().unwrap_or(0), rest, scope, place);
        }
        match rest {
            [TraversalOperator::Index(index), rest @ ..] => {
                let asked = Key::of(&self.evaluate(file, index, scope));
                let found =
                    all.iter().find(|at| self.things.get(**at).is_some_and(|thing| thing.key == asked));
                self.one(file, found, rest, scope, &block, place)
            }
            [TraversalOperator::LegacyIndex(index), rest @ ..] => {
                let asked = Some(Key::Number(*index.value()));
                let found =
                    all.iter().find(|at| self.things.get(**at).is_some_and(|thing| thing.key == asked));
                self.one(file, found, rest, scope, &block, place)
            }
            [TraversalOperator::FullSplat(_) | TraversalOperator::AttrSplat(_), rest @ ..] => {
                let made = all.iter().map(|at| self.of_thing(file, *at, rest, scope, place));
                Node::list_at(place, made.collect())
            }
            [] => {
                // Each instance as an object of what names it.
                let own = |at: &usize| {
                    let id = self.things.get(*at).map(|thing| thing.id.clone()).unwrap_or_default();
                    let member = |key: &str| Member {
                        key: key.to_owned(),
                        place,
                        value: Node::text_at(place, id.as_str()),
                    };
                    Node { place, kind: Kind::Map(vec![member("id"), member("arn")]) }
                };
                if matches!(first.key, Some(Key::Number(_))) {
                    return Node::list_at(place, all.iter().map(own).collect());
                }
                let members = all.iter().filter_map(|at| match self.things.get(*at)?.key.as_ref()? {
                    Key::Text(key) => Some(Member { key: key.clone(), place, value: own(at) }),
                    Key::Number(_) => None,
                });
                Node { place, kind: Kind::Map(members.collect()) }
            }
            _ => Node::unknown_at(place, format!("{block} has several instances, and none is named.")),
        }
    }

    fn one(
        &self,
        file: &File,
        found: Option<&usize>,
        rest: &[&TraversalOperator],
        scope: &Scope,
        block: &str,
        place: Place,
    ) -> Node {
        match found {
            Some(at) => self.of_thing(file, *at, rest, scope, place),
            None => {
                Node::unknown_at(place, format!("{block} has no such instance, or which one is not known."))
            }
        }
    }

    fn of_thing(
        &self,
        file: &File,
        at: usize,
        rest: &[&TraversalOperator],
        scope: &Scope,
        place: Place,
    ) -> Node {
        let Some(thing) = self.things.get(at) else {
            return Node::unknown_at(place, "There is no such resource.");
        };
        let [TraversalOperator::GetAttr(attribute), rest @ ..] = rest else {
            return Node::text_at(place, thing.id.as_str());
        };
        let own = |text: String| Node::text_at(place, text);
        let is_vpc = thing.type_name == "aws_vpc";
        match attribute.as_str() {
            "id" if thing.is_data && matches!(thing.type_name.as_str(), "aws_vpc" | "aws_subnet") => {
                own(thing.id.clone())
            }
            _ if thing.is_data => {
                Node::unknown_at(place, format!("Only a run of Terraform reads {}.", thing.address))
            }
            "id" | "arn" | "allocation_id" | "zone_id" => own(thing.id.clone()),
            "default_security_group_id" if is_vpc => own(default_group(&thing.id)),
            "default_network_acl_id" if is_vpc => own(default_acl(&thing.id)),
            "default_route_table_id" | "main_route_table_id" if is_vpc => own(main_table(&thing.id)),
            "service_name" if thing.type_name == "aws_vpc_endpoint_service" => own(thing.id.clone()),
            "identifier" if thing.type_name == "aws_db_instance" => own(thing.id.clone()),
            // What AWS gives it is looked up by its id, once it has that (`names::given`).
            "public_ip" if matches!(thing.type_name.as_str(), "aws_eip" | "aws_instance") => {
                own(thing.id.clone())
            }
            "dns_name" if matches!(thing.type_name.as_str(), "aws_elb" | "aws_lb") => own(thing.id.clone()),
            "transit_gateway_attachment_id" if thing.type_name == "aws_vpn_connection" => {
                own(attachment_of(&thing.id))
            }
            "firewall_status" if thing.type_name == "aws_networkfirewall_firewall" => {
                let status = self.firewall_status(at, place);
                self.walk(file, status, rest, scope, place)
            }
            "primary_network_interface_id" => own(primary_interface(&thing.id)),
            key => {
                let source = self.of.get(at).and_then(|of| self.configuration.sources.get(*of));
                let written = source.and_then(|source| source.argument(key));
                match (written, self.scopes.get(at)) {
                    (Some((other, own)), Some(inner)) => {
                        let value = self.evaluate(other, &own.value, inner);
                        self.walk(file, value, rest, scope, place)
                    }
                    _ => Node::unknown_at(
                        place,
                        format!("AWS gives {}.{key} when it makes it.", thing.address),
                    ),
                }
            }
        }
    }

    /// What a firewall will say of its endpoints: one in each of its subnets.
    fn firewall_status(&self, at: usize, place: Place) -> Node {
        let values = self.values(at);
        let id = self.things.get(at).map(|thing| thing.id.as_str()).unwrap_or_default();
        let object = |members: Vec<(&str, Node)>| {
            let member = |(key, value): (&str, Node)| Member { key: key.to_owned(), place, value };
            Node { place, kind: Kind::Map(members.into_iter().map(member).collect()) }
        };
        let Some(mappings) = values.get("subnet_mapping").filter(|all| all.unknown().is_none()) else {
            return Node::unknown_at(place, "The subnets of the firewall are not known.");
        };
        let states = mappings.items().iter().enumerate().map(|(index, mapping)| {
            let subnet = mapping.get("subnet_id").cloned().unwrap_or(Node { place, kind: Kind::Null });
            let endpoint = Node::text_at(place, firewall_endpoint(id, index));
            let attachment = object(vec![("endpoint_id", endpoint), ("subnet_id", subnet)]);
            object(vec![("attachment", Node::list_at(place, vec![attachment]))])
        });
        let states = Node::list_at(place, states.collect());
        Node::list_at(place, vec![object(vec![("sync_states", states)])])
    }

    /// What stands behind attributes and indices of a value.
    fn walk(
        &self,
        file: &File,
        value: Node,
        operators: &[&TraversalOperator],
        scope: &Scope,
        place: Place,
    ) -> Node {
        let [operator, rest @ ..] = operators else { return value };
        if let Kind::Unknown(_) = value.kind {
            return value;
        }
        let next = match operator {
            TraversalOperator::GetAttr(name) => value.get(name.as_str()).cloned(),
            TraversalOperator::Index(index) => {
                let index = self.evaluate(file, index, scope);
                at(&value, index.scalar().unwrap_or_default())
            }
            TraversalOperator::LegacyIndex(index) => at(&value, &index.value().to_string()),
            TraversalOperator::FullSplat(_) | TraversalOperator::AttrSplat(_) => {
                let items =
                    value.items().iter().map(|item| self.walk(file, item.clone(), rest, scope, place));
                return Node::list_at(place, items.collect());
            }
        };
        match next {
            Some(next) => self.walk(file, next, rest, scope, place),
            None => Node::unknown_at(place, "There is no such part."),
        }
    }
}
