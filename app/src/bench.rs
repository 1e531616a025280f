//! `/?bench=N`: a generated drawing of N parts and N lines, and `window.bench`, by which the canvas can be measured
//! beside other editors with the same input. It keeps nothing.

use crate::dispatch::dispatch;
use crate::platform::svg;
use crate::store::Store;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_core::model::{
    Attachment, Document, Instance, NetworkInterface, Placement, PrivateIpAddress, ResourceId, Subnet, Vpc,
};
use netyard_core::net::{Address, CidrBlock};
use netyard_editor::{CommandId, Event};
use netyard_scene::{EdgeKind, Link, Point};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Parts in a subnet.
const IN_SUBNET: usize = 8;
/// Subnets in a VPC.
const IN_VPC: usize = 6;
/// Subnets beside each other.
const COLUMNS: usize = 3;
/// Across and down from one part to the next, and from one subnet to the next.
const PART_STEP: (usize, usize) = (184, 50);
const SUBNET_STEP: (usize, usize) = (400, 258);
/// Across and down from one VPC to the next.
const VPC_STEP: (usize, usize) = (1290, 680);
/// So many parts are the most that the page makes.
const MOST: usize = 20_000;

/// How many parts the address of the page asks for.
pub(crate) fn asked() -> Option<usize> {
    let search = web_sys::window()?.location().search().ok()?;
    let parameters = web_sys::UrlSearchParams::new_with_str(&search).ok()?;
    parameters.get("bench")?.parse().ok().map(|count: usize| count.clamp(1, MOST))
}

/// Begins as soon as there is what shows drawings.
pub(crate) fn when_there(store: Store, count: usize) {
    spawn_local(async move {
        let sight = store.demand.sight.come().await;
        (sight.bench)(store, count);
    });
}

/// Opens the generated drawing and offers `window.bench`.
pub(crate) fn begin(store: Store, count: usize) {
    store.add_links(links(count));
    dispatch(store, Event::Open(Box::new(drawing(count))));
    offer(store);
}

fn node_id(index: usize) -> String {
    format!("i-{index:05}")
}

fn vpc_id(index: usize) -> String {
    format!("vpc-{index:05}")
}

fn place(x: usize, y: usize) -> Placement {
    let whole = |value: usize| i32::try_from(value).unwrap_or(i32::MAX);
    Placement::Box { x: whole(x), y: whole(y), w: None, h: None }
}

/// Lines from each part to the next, the last to the first.
fn links(count: usize) -> Vec<Link> {
    let link = |index: usize| Link {
        from: ResourceId::new(&node_id(index)),
        to: ResourceId::new(&node_id((index + 1) % count)),
        kind: EdgeKind::Traffic,
        label: String::new(),
    };
    if count < 2 { Vec::new() } else { (0..count).map(link).collect() }
}

fn drawing(count: usize) -> Document {
    let mut document = Document { title: format!("{count} parts"), ..Document::default() };
    let in_vpc = IN_SUBNET * IN_VPC;
    let vpcs = count.div_ceil(in_vpc);
    // As many beside each other as fill a wide screen.
    let across = (1..=vpcs).find(|across| across * across * 10 >= vpcs * 9).unwrap_or(1);
    for vpc in 0..vpcs {
        add_vpc(&mut document, vpc, place((vpc % across) * VPC_STEP.0, (vpc / across) * VPC_STEP.1));
        let parts = (count - vpc * in_vpc).min(in_vpc);
        for subnet in 0..parts.div_ceil(IN_SUBNET) {
            add_subnet(&mut document, vpc, subnet);
            for part in 0..(parts - subnet * IN_SUBNET).min(IN_SUBNET) {
                add_part(&mut document, vpc, subnet, part);
            }
        }
    }
    document
}

fn add_vpc(document: &mut Document, index: usize, at: Placement) {
    let vpc = Vpc {
        name: Some(format!("vpc-{index}")),
        region: Some("eu-west-1".to_owned()),
        cidr_blocks: vec![CidrBlock::new(&format!("10.{}.0.0/16", index % 256))],
        ..Vpc::default()
    };
    document.insert(vpc_id(index).as_str(), vpc);
    document.placement.insert(vpc_id(index), at);
}

fn subnet_id(vpc: usize, index: usize) -> String {
    format!("subnet-{vpc:05}-{index}")
}

fn add_subnet(document: &mut Document, vpc: usize, index: usize) {
    let id = subnet_id(vpc, index);
    let subnet = Subnet {
        name: Some(format!("net-{vpc}-{index}")),
        vpc_id: Some(ResourceId::new(&vpc_id(vpc))),
        cidr_block: Some(CidrBlock::new(&format!("10.{}.{index}.0/24", vpc % 256))),
        ..Subnet::default()
    };
    document.insert(id.as_str(), subnet);
    let at = place((index % COLUMNS) * SUBNET_STEP.0, (index / COLUMNS) * SUBNET_STEP.1);
    document.placement.insert(id, at);
}

fn add_part(document: &mut Document, vpc: usize, subnet: usize, part: usize) {
    let index = (vpc * IN_VPC + subnet) * IN_SUBNET + part;
    let id = node_id(index);
    let interface = NetworkInterface {
        subnet_id: Some(ResourceId::new(&subnet_id(vpc, subnet))),
        private_ip_addresses: vec![PrivateIpAddress {
            private_ip_address: Some(Address::new(&format!("10.{}.{subnet}.{}", vpc % 256, part + 10))),
            primary: true,
            ..PrivateIpAddress::default()
        }],
        attachment: Some(Attachment {
            instance_id: Some(ResourceId::new(&id)),
            device_index: Some(0),
            ..Attachment::default()
        }),
        ..NetworkInterface::default()
    };
    document.insert(format!("eni-{index:05}").as_str(), interface);
    document.insert(id.as_str(), Instance { name: Some(format!("node-{index}")), ..Instance::default() });
    document.placement.insert(id, place((part % 2) * PART_STEP.0, (part / 2) * PART_STEP.1));
}

/// Puts `window.bench` there.
fn offer(store: Store) {
    let bench = Object::new();
    let set = |name: &str, value: &JsValue| {
        let _ = Reflect::set(&bench, &name.into(), value);
    };
    set("ready", &ready());
    let center = move |index: usize| {
        let rect = store.scene.with_untracked(|scene| scene.node(&node_id(index)).map(|node| node.rect));
        on_page(store, rect?.center())
    };
    set("nodeCenter", &function(move |index| to_point(center(index))));
    set("groupHandle", &function(move |index| to_point(group_handle(store, index))));
    set("free", &function(move |index| is_free(store, index, center(index)).into()));
    let home = Closure::<dyn FnMut()>::new(move || dispatch(store, Event::Command(CommandId::FitAll)));
    set("home", home.as_ref());
    home.forget();
    if let Some(window) = web_sys::window() {
        let _ = Reflect::set(&window, &"bench".into(), &bench);
    }
}

/// Fulfilled once the drawing has been painted.
fn ready() -> Promise {
    Promise::new(&mut |fulfil: Function, _| {
        request_animation_frame(move || {
            request_animation_frame(move || {
                let _ = fulfil.call0(&JsValue::NULL);
            });
        });
    })
}

fn function(answer: impl Fn(usize) -> JsValue + 'static) -> JsValue {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index, given as a number"
    )]
    let closure = Closure::<dyn Fn(f64) -> JsValue>::new(move |index: f64| answer(index as usize));
    closure.into_js_value()
}

/// A point of the drawing in pixels of the page; `None` off the canvas.
fn on_page(store: Store, point: Point) -> Option<(f64, f64)> {
    let (x, y) = store.session.camera.get_untracked().to_screen(point);
    let stage = svg::page()?.get_element_by_id("canvas")?;
    let frame = stage.get_bounding_client_rect();
    let is_inside = (0.0..frame.width()).contains(&x) && (0.0..frame.height()).contains(&y);
    is_inside.then_some((frame.left() + x, frame.top() + y))
}

/// A place in the header of a VPC.
fn group_handle(store: Store, index: usize) -> Option<(f64, f64)> {
    let rect = store.scene.with_untracked(|scene| scene.node(&vpc_id(index)).map(|node| node.rect))?;
    on_page(store, Point::new(rect.x + rect.w / 2, rect.y + 14))
}

/// Whether a press at this point would take this node.
fn is_free(store: Store, index: usize, at: Option<(f64, f64)>) -> bool {
    let Some((x, y)) = at else { return false };
    let Some(page) = svg::page() else { return false };
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
    let under = page.element_from_point(x as f32, y as f32);
    let on_stage = under.is_some_and(|element| element.closest("#canvas").is_ok_and(|found| found.is_some()));
    let id = node_id(index);
    on_stage
        && store.scene.with_untracked(|scene| {
            let Some(node) = scene.node(&id) else { return false };
            let point = node.rect.center();
            let covers =
                |other: &&netyard_scene::Node| !other.kind.is_container() && other.rect.contains(point);
            scene.nodes().iter().rev().find(covers).is_some_and(|top| top.key == node.key)
        })
}

fn to_point(point: Option<(f64, f64)>) -> JsValue {
    let Some((x, y)) = point else { return JsValue::NULL };
    let object = Object::new();
    let _ = Reflect::set(&object, &"x".into(), &x.into());
    let _ = Reflect::set(&object, &"y".into(), &y.into());
    object.unchecked_into()
}
