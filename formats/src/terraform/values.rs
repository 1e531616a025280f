//! The attributes of things of a plan, with what stands for those that Terraform knows only after it has made them.

use super::raw::PROVISIONER;
use super::reference::{Ask, Plan, Scope};
use super::resource;
use super::thing::Thing;
use super::wanted;
use crate::declared::node::{Kind, Member, Node, Place};
use std::collections::BTreeMap;

/// The attributes of a thing of a plan.
pub(super) fn of(plan: &Plan<'_>, thing: &Thing) -> Node {
    let Some(unknown) = plan.unknown(thing) else {
        let mut values = thing.values.clone();
        provisioners(plan, thing, &mut values);
        return values;
    };
    let merge = Merge { plan, scope: plan.scope_of(thing), type_name: &thing.type_name };
    let expressions = plan.expressions(thing);
    let place = thing.values.place;
    let mut values = merge.object(&thing.values, unknown, expressions, place, true);
    adopted_from(plan, thing, &mut values);
    provisioners(plan, thing, &mut values);
    values
}

/// The commands that run when a thing of a type that is not read is made, with the ids of what they name. A plan does not tell which
/// of them run when it goes.
fn provisioners(plan: &Plan<'_>, thing: &Thing, values: &mut Node) {
    if thing.is_data || resource::is_read(&thing.type_name, false) {
        return;
    }
    let place = values.place;
    let told = plan.written(thing).and_then(|own| own.get(PROVISIONER_OF_PLAN));
    let each = told.map(Node::items).unwrap_or_default().iter().map(|own| {
        let expressions = own.get("expressions").map(Node::members).unwrap_or_default();
        let ids = expressions.iter().flat_map(|member| {
            plan.ids(plan.scope_of(thing), &member.value, Ask::of(&member.key)).unwrap_or_default()
        });
        Node::list_at(place, ids.map(|id| Node::text_at(place, id)).collect())
    });
    let each: Vec<Node> = each.collect();
    if let (Kind::Map(members), false) = (&mut values.kind, each.is_empty()) {
        members.push(Member { key: PROVISIONER.to_owned(), place, value: Node::list_at(place, each) });
    }
}

/// How a plan calls them.
const PROVISIONER_OF_PLAN: &str = "provisioners";

/// What comes with a VPC names it only by what AWS made there.
fn adopted_from(plan: &Plan<'_>, thing: &Thing, values: &mut Node) {
    let key = match thing.type_name.as_str() {
        "aws_default_route_table" => "default_route_table_id",
        "aws_default_network_acl" => "default_network_acl_id",
        _ => return,
    };
    let place = values.place;
    if values.get("vpc_id").is_some() {
        return;
    }
    if let (Some(vpc), Kind::Map(members)) = (plan.vpc_of(thing, key), &mut values.kind) {
        let value = Node::text_at(place, vpc.id.as_str());
        members.push(Member { key: "vpc_id".to_owned(), place, value });
    }
}

/// Why rows are not known that AWS may give or a `dynamic` block may make: a plan shows both alike.
pub(crate) const COMPUTED: &str =
    "The plan knows them only after it has made it: blocks may depend on what is not known yet.";

/// Blocks that a `dynamic` block may make of what is not known: a plan shows them as not known, without an expression. What
/// rows of their own may fill stands in the first ones.
const BLOCKS: &[(&str, &[&str])] = &[
    ("aws_default_network_acl", &["egress", "ingress"]),
    ("aws_default_route_table", &["route"]),
    ("aws_default_security_group", &["egress", "ingress"]),
    ("aws_ec2_managed_prefix_list", &["entry"]),
    ("aws_ecs_service", &["load_balancer", "network_configuration"]),
    ("aws_elb", &["listener"]),
    ("aws_lambda_function", &["vpc_config"]),
    ("aws_lb_listener", &["default_action"]),
    ("aws_lb_listener_rule", &["action", "condition"]),
    ("aws_network_acl", &["egress", "ingress"]),
    ("aws_networkfirewall_firewall", &["subnet_mapping"]),
    ("aws_networkfirewall_firewall_policy", &["firewall_policy"]),
    ("aws_networkfirewall_rule_group", &["rule_group"]),
    ("aws_route53_resolver_endpoint", &["ip_address"]),
    ("aws_route53_resolver_rule", &["target_ip"]),
    ("aws_route53_zone", &["vpc"]),
    ("aws_route_table", &["route"]),
    ("aws_security_group", &["egress", "ingress"]),
];

fn may_be_dynamic(type_name: &str, key: &str) -> bool {
    let at = BLOCKS.binary_search_by(|(name, _)| (*name).cmp(type_name)).ok();
    at.and_then(|at| BLOCKS.get(at)).is_some_and(|(_, keys)| keys.contains(&key))
}

struct Merge<'a, 'b> {
    plan: &'b Plan<'a>,
    scope: Scope<'b>,
    type_name: &'b str,
}

impl Merge<'_, '_> {
    fn object(
        &self,
        value: &Node,
        unknown: &Node,
        expressions: Option<&Node>,
        place: Place,
        is_top: bool,
    ) -> Node {
        let mut members: Vec<Member> = Vec::new();
        for member in value.members() {
            let open = unknown.get(&member.key);
            let expression = expressions.and_then(|all| all.get(&member.key));
            let value = self.value(&member.key, Some(&member.value), open, expression, is_top);
            members.push(Member { value, ..member.clone() });
        }
        for member in unknown.members().iter().filter(|member| value.get(&member.key).is_none()) {
            let expression = expressions.and_then(|all| all.get(&member.key));
            let value = self.value(&member.key, None, Some(&member.value), expression, is_top);
            members.push(Member { value, key: member.key.clone(), place });
        }
        members.retain(|member| member.value.kind != Kind::Absent);
        Node { place, kind: Kind::Map(members) }
    }

    fn value(
        &self,
        key: &str,
        value: Option<&Node>,
        unknown: Option<&Node>,
        expression: Option<&Node>,
        is_top: bool,
    ) -> Node {
        let place = value.map_or(Place::default(), |node| node.place);
        let absent = Node { place, kind: Kind::Absent };
        match unknown.map(|node| &node.kind) {
            Some(Kind::Scalar { text, .. }) if text == "true" => {
                if expression.is_none() && is_top {
                    if may_be_dynamic(self.type_name, key) {
                        return Node::unknown_at(place, COMPUTED);
                    }
                    // Nobody wrote it: AWS gives it, or there is nothing.
                    return absent;
                }
                self.open(key, place, expression)
            }
            Some(Kind::Map(_)) => {
                let empty = Node { place, kind: Kind::Map(Vec::new()) };
                let unknown = unknown.unwrap_or(&empty);
                self.object(value.unwrap_or(&empty), unknown, expression, place, false)
            }
            Some(Kind::List(open)) => self.list(key, value, open, expression, place),
            _ => value.cloned().unwrap_or(absent),
        }
    }

    fn list(
        &self,
        key: &str,
        value: Option<&Node>,
        unknown: &[Node],
        expression: Option<&Node>,
        place: Place,
    ) -> Node {
        let items = value.map(Node::items).unwrap_or_default();
        let is_open = |node: &Node| node.scalar() == Some("true");
        let open = unknown.iter().filter(|node| is_open(node)).count();
        if open > 0 {
            // What is known stays, and the rest comes from the one expression of the whole list.
            let found = expression.map(|expression| self.plan.ids(self.scope, expression, Ask::of(key)));
            let ids = match found {
                Some(Ok(ids)) if ids.len() == open && wanted::names_things(key) => ids,
                Some(Err(why)) => return Node::unknown_at(place, why),
                _ => {
                    return self.only(key, place, expression, open).unwrap_or_else(|| {
                        Node::unknown_at(place, "The plan does not tell which ones they are.")
                    });
                }
            };
            let mut ids = ids.into_iter();
            let items = unknown.iter().enumerate().filter_map(|(at, node)| {
                if is_open(node) {
                    ids.next().map(|id| Node::text_at(place, id))
                } else {
                    items.get(at).cloned()
                }
            });
            return Node::list_at(place, items.collect());
        }
        let blocks = expression.map(Node::items).unwrap_or_default();
        let pairs = pairs(items, blocks);
        let made = items.iter().enumerate().map(|(at, item)| {
            let Some(open) = unknown.get(at).filter(|open| !open.members().is_empty()) else {
                return item.clone();
            };
            // Where a list is one expression, its parts refer to the same.
            let own = pairs.get(&at).and_then(|at| blocks.get(*at));
            self.part(item, open, own, expression.filter(|it| it.get("references").is_some()))
        });
        Node::list_at(place, made.collect())
    }

    /// A block, with its own expressions or with the one of all.
    fn part(&self, item: &Node, open: &Node, own: Option<&Node>, whole: Option<&Node>) -> Node {
        let Some(whole) = whole.filter(|_| own.is_none()) else {
            return self.object(item, open, own, item.place, false);
        };
        let members = open.members().iter().map(|member| Member { value: whole.clone(), ..member.clone() });
        let all = Node { place: item.place, kind: Kind::Map(members.collect()) };
        self.object(item, open, Some(&all), item.place, false)
    }

    /// What an attribute is that is not known as a whole.
    fn open(&self, key: &str, place: Place, expression: Option<&Node>) -> Node {
        let is_many = is_many(key);
        let is_expression =
            |node: &&Node| node.get("references").is_some() || node.get("constant_value").is_some();
        let found = match expression.filter(is_expression) {
            Some(expression) if wanted::names_things(key) => {
                self.plan.ids(self.scope, expression, Ask::of(key))
            }
            _ => Err("Terraform knows it only after it has made it.".to_owned()),
        };
        match found {
            Ok(ids) if is_many => Node::texts_at(place, ids),
            Ok(ids) => {
                if let [only] = ids.as_slice() {
                    Node::text_at(place, only.as_str())
                } else {
                    let why = format!("It is one of {}, and the plan does not tell which.", ids.join(", "));
                    Node::unknown_at(place, why)
                }
            }
            Err(why) => match self.only(key, place, expression, 1).filter(|_| !is_many) {
                Some(node) => node,
                None => Node::unknown_at(place, why),
            },
        }
    }

    /// The only thing that can be meant, where nothing else of the plan gives an id of that kind.
    fn only(&self, key: &str, place: Place, expression: Option<&Node>, wanted: usize) -> Option<Node> {
        let types = wanted::types(key)?;
        let rivals = wanted::rivals(key)?;
        if wanted != 1 || !expression.is_none_or(|own| Plan::may_name(own, types)) {
            return None;
        }
        let thing = self.plan.only_new(types, rivals)?;
        let id = Node::text_at(place, thing.id.as_str());
        Some(if is_many(key) { Node::list_at(place, vec![id]) } else { id })
    }
}

/// Whether an attribute holds several.
pub(super) fn is_many(key: &str) -> bool {
    key.ends_with('s') || key == "vpc_zone_identifier"
}

/// Which block each item of a list is made of: by what both tell; of one item and one block it is clear.
fn pairs(items: &[Node], blocks: &[Node]) -> BTreeMap<usize, usize> {
    if items.len() == 1 && blocks.len() == 1 {
        return BTreeMap::from([(0, 0)]);
    }
    let mut pairs = BTreeMap::new();
    // More would not be compared in any time; no resource has so many blocks.
    if items.len().saturating_mul(blocks.len()) > 10_000 {
        return pairs;
    }
    for (at, item) in items.iter().enumerate() {
        let mut fitting = blocks.iter().enumerate().filter(|(_, block)| fits(item, block));
        if let (Some((block, _)), None) = (fitting.next(), fitting.next()) {
            pairs.insert(at, block);
        }
    }
    pairs
}

/// Whether an item may be made of a block: what the block tells is what the item has.
fn fits(item: &Node, block: &Node) -> bool {
    let told = |node: &Node| node.to_json();
    block.members().iter().all(|member| match member.value.get("constant_value") {
        Some(constant) => item.get(&member.key).is_some_and(|own| {
            told(own) == told(constant) || own.scalar().is_some() && own.scalar() == constant.scalar()
        }),
        None => true,
    })
}

#[cfg(test)]
mod tests {
    use super::BLOCKS;

    #[test]
    fn types_are_sorted() {
        assert!(BLOCKS.is_sorted_by_key(|(name, _)| *name));
    }
}
