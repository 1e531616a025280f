//! A change that moves nothing lays nothing out anew, and shows what a layout of the whole would show.

use std::collections::BTreeSet;

use netyard_core::change::{Change, apply};
use netyard_core::model::{Document, Placement, ResourceId};
use netyard_core::routing::RoutedNetwork;
use netyard_core::{sample, schema};
use netyard_scene::{EdgeKind, Link, Scene, SceneInput};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A drawing with all that its scene is made of.
#[derive(Clone)]
struct Drawn {
    document: Document,
    public: BTreeSet<ResourceId>,
    unknown: BTreeSet<ResourceId>,
    folded: BTreeSet<ResourceId>,
    links: Vec<Link>,
}

impl Drawn {
    fn of(document: Document) -> Self {
        let (public, unknown, folded, links) = Default::default();
        let mut drawn = Self { document, public, unknown, folded, links };
        drawn.derive();
        drawn
    }

    fn derive(&mut self) {
        let network = RoutedNetwork::build(&self.document);
        self.public = network.public_subnets();
        self.unknown = network.unknown_subnets();
    }

    /// The same after a change; `None` where it cannot be carried out.
    fn with(&self, change: &Change) -> Option<Self> {
        let mut after = self.clone();
        apply(&mut after.document, change).ok()?;
        after.derive();
        Some(after)
    }

    fn input(&self) -> SceneInput<'_> {
        SceneInput {
            document: &self.document,
            public_subnets: &self.public,
            unknown_subnets: &self.unknown,
            folded: &self.folded,
            links: &self.links,
        }
    }

    fn scene(&self) -> Scene {
        Scene::build(&self.input())
    }
}

fn many_kinds() -> Drawn {
    let text = include_str!("../../../scene/tests/drawings/many-kinds.json");
    Drawn::of(schema::open(text).unwrap().document)
}

fn accounts() -> Drawn {
    let text = include_str!("../../../scene/tests/drawings/accounts.json");
    Drawn::of(schema::open(text).unwrap().document)
}

/// Eight instances in a VPC with two public and two private subnets.
fn small() -> Drawn {
    Drawn::of(sample::network(30))
}

/// The scene after one change of a small drawing, and whether everything stood still.
fn after(change: &Change) -> (Scene, bool) {
    let before = small();
    let scene = before.scene();
    let changed = before.with(change).unwrap();
    let kept = scene.changed(&before.input(), &changed.input());
    assert_eq!(kept, scene.rebuilt(&changed.input()));
    let stands = kept.stands_still(&scene);
    (kept, stands)
}

fn instance() -> ResourceId {
    sample::instance_id(0, 1)
}

#[test]
fn a_stopped_instance_says_so_where_it_stands() {
    let (scene, stands) = after(&Change::set(&instance(), "/state", "stopped"));
    let node = scene.node(instance().as_str()).unwrap();
    assert!(stands && node.is_dashed && node.meta.ends_with(" stopped"), "{node:?}");
}

#[test]
fn a_state_that_widens_its_card_lays_out_anew() {
    let (_, stands) = after(&Change::set(&instance(), "/state", "shutting-down for good, some day"));
    assert!(!stands);
}

#[test]
fn a_rule_of_a_group_moves_nothing() {
    let rule = json!({"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIp": "10.0.0.0/8"});
    let document = small().document;
    let group = document.resources.iter().find(|(_, one)| one.type_name() == "securityGroup").unwrap().0;
    let (_, stands) = after(&Change::set(group, "/ipPermissions/new", rule));
    assert!(stands);
}

#[test]
fn a_name_lays_out_anew() {
    let (scene, stands) = after(&Change::set(&instance(), "/name", "another"));
    assert!(!stands);
    assert_eq!(scene.node(instance().as_str()).unwrap().name, "another");
}

#[test]
fn the_last_way_out_of_a_public_subnet_lays_out_anew() {
    let removed = Change::RemovePath { id: "rtb-0-public".into(), path: "/routes/r1".into() };
    let (scene, stands) = after(&removed);
    assert!(!stands);
    assert!(scene.edges().iter().all(|edge| !edge.id.ends_with(">igw-0") || edge.kind != EdgeKind::Route));
}

#[test]
fn a_route_to_elsewhere_keeps_the_places_and_draws_its_line() {
    let route = json!({"destinationCidrBlock": "172.16.0.0/12", "networkInterfaceId": "eni-0-1"});
    let (scene, stands) = after(&Change::set(&"rtb-0-private".into(), "/routes/new", route));
    assert!(!stands);
    let before = small().scene();
    assert_eq!(scene.nodes(), before.nodes());
    assert!(scene.edges().len() > before.edges().len());
}

/// What somebody does to a drawing; numbers are turned into targets by what it holds.
#[derive(Clone, Debug)]
enum Act {
    Field { thing: usize, field: usize, value: usize },
    Remove { thing: usize },
    Place { thing: usize, x: i32, y: i32 },
    Fold { thing: usize },
    Link { from: usize, to: usize },
}

fn act() -> impl Strategy<Value = Act> {
    let thing = 0..80_usize;
    prop_oneof![
        12 => (thing.clone(), 0..40_usize, 0..16_usize).prop_map(|(thing, field, value)| Act::Field { thing, field, value }),
        1 => thing.clone().prop_map(|thing| Act::Remove { thing }),
        1 => (thing.clone(), -400..800_i32, -400..800_i32).prop_map(|(thing, x, y)| Act::Place { thing, x, y }),
        1 => thing.clone().prop_map(|thing| Act::Fold { thing }),
        1 => (thing.clone(), thing).prop_map(|(from, to)| Act::Link { from, to }),
    ]
}

/// Every place of a value, as a pointer.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let path = format!("{at}/{name}");
                found.push(path.clone());
                pointers(field, &path, found);
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                let path = format!("{at}/{place}");
                found.push(path.clone());
                pointers(item, &path, found);
            }
        }
        _ => {}
    }
}

/// An id of the drawing: every resource can be meant.
fn id_in(document: &Document, thing: usize) -> Option<ResourceId> {
    document.resources.keys().nth(thing % document.resources.len().max(1)).cloned()
}

fn field_change(document: &Document, thing: usize, field: usize, value: usize) -> Option<Change> {
    let id = id_in(document, thing)?;
    let mut paths: Vec<String> =
        vec!["/state", "/name", "/groupIds", "/ownerId"].into_iter().map(str::to_owned).collect();
    pointers(&document.resource(id.as_str())?.to_value(), "", &mut paths);
    let path = paths.get(field % paths.len())?.clone();
    let other = id_in(document, thing * 7 + value)?;
    let to = match value {
        0..=2 => json!("running"),
        3 | 4 => json!("stopped"),
        5 => json!("shutting-down for good, some day"),
        6 => json!("10.0.0.7"),
        7 => json!("10.0.64.0/20"),
        8 => json!(true),
        9 => json!(7),
        10 => json!([other.as_str()]),
        11 => json!({}),
        12 => return Some(Change::RemovePath { id, path }),
        _ => json!(other.as_str()),
    };
    Some(Change::Set { id, path, to })
}

fn carry_out(before: &Drawn, act: &Act) -> Option<Drawn> {
    let document = &before.document;
    match act {
        Act::Field { thing, field, value } => before.with(&field_change(document, *thing, *field, *value)?),
        Act::Remove { thing } => before.with(&Change::Remove { id: id_in(document, *thing)? }),
        Act::Place { thing, x, y } => {
            let to = Some(Placement::Box { x: *x, y: *y, w: None, h: None });
            before.with(&Change::Place { key: id_in(document, *thing)?.to_string(), to })
        }
        Act::Fold { thing } => {
            let mut after = before.clone();
            let key = id_in(document, *thing)?;
            if !after.folded.remove(&key) {
                after.folded.insert(key);
            }
            Some(after)
        }
        Act::Link { from, to } => {
            let mut after = before.clone();
            after.links.push(Link {
                from: id_in(document, *from)?,
                to: id_in(document, *to)?,
                kind: EdgeKind::Traffic,
                label: String::new(),
            });
            Some(after)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_is_what_a_layout_anew_gives(
        acts in proptest::collection::vec(act(), 1..20),
        which in 0..3_usize,
    ) {
        let mut drawn = [small, many_kinds, accounts][which]();
        let mut scene = drawn.scene();
        for act in &acts {
            let Some(after) = carry_out(&drawn, act) else { continue };
            let kept = scene.changed(&drawn.input(), &after.input());
            prop_assert_eq!(&kept, &scene.rebuilt(&after.input()), "after {:?}", act);
            let anew = after.scene();
            prop_assert_eq!(kept.nodes(), anew.nodes(), "after {:?}", act);
            if kept.stands_still(&scene) {
                prop_assert!(kept.stands_as(&scene) && kept.edges() == scene.edges());
            }
            (drawn, scene) = (after, kept);
        }
    }
}
