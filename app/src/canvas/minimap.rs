//! The minimap: top-level containers and the view, at the lower left of the canvas.

use super::overlay::rounded;
use crate::dispatch::dispatch;
use crate::store::use_store;
use leptos::prelude::*;
use netyard_editor::{Event, Request};
use netyard_scene::Rect;
use netyard_scene::node::NodeKind;
use wasm_bindgen::JsCast;

/// How far the frame of the view keeps off the edge of the map, as a share of its size.
const EDGE: i32 = 80;

/// Free space round the drawing, as a share of its size.
const MARGIN: i32 = 20;

/// The minimap. A click or drag moves the view there.
#[component]
pub(super) fn Minimap() -> impl IntoView {
    let store = use_store();
    let bounds = Memo::new(move |_| {
        let all = store.scene.with(|scene| scene.bounds());
        all.grown((all.w.max(all.h) / MARGIN).max(20))
    });
    let boxes = Memo::new(move |_| {
        store.scene.with(|scene| {
            let shown =
                |kind| matches!(kind, NodeKind::Account | NodeKind::Region | NodeKind::Vpc | NodeKind::Site);
            let frames = scene.nodes().iter().filter(|node| shown(node.kind));
            frames.map(|node| rounded(node.rect, node.kind.radius())).collect::<String>()
        })
    });
    let view_data = move || {
        let viewport = store.ask(|editor| editor.session().viewport);
        let view = store.session.camera.get().view(viewport);
        // A view that is larger than the map shows its frame at the map's edge.
        let all = bounds.get();
        rounded(view.shared(&all.grown(-all.w.max(all.h) / EDGE)), 8)
    };
    let view_box = move || {
        let Rect { x, y, w, h } = bounds.get();
        format!("{x} {y} {w} {h}")
    };
    let go = move |event: &web_sys::PointerEvent| {
        let Some(map) = event.current_target().and_then(|map| map.dyn_into::<web_sys::Element>().ok()) else {
            return;
        };
        let frame = map.get_bounding_client_rect();
        let all = bounds.get_untracked();
        let (w, h) = (f64::from(all.w.max(1)), f64::from(all.h.max(1)));
        let scale = (frame.width() / w).min(frame.height() / h);
        let (left, top) = ((frame.width() - w * scale) / 2.0, (frame.height() - h * scale) / 2.0);
        let x = f64::from(all.x) + (f64::from(event.client_x()) - frame.left() - left) / scale;
        let y = f64::from(all.y) + (f64::from(event.client_y()) - frame.top() - top) / scale;
        dispatch(store, Event::Request(Request::CenterOn { x, y }));
    };
    view! {
        <svg
            class="minimap"
            role="img"
            aria-label="Overview of the drawing"
            viewBox=view_box
            on:pointerdown=move |event| go(&event)
            on:pointermove=move |event| if event.buttons() & 1 == 1 { go(&event) }
        >
            <path class="minimap-boxes" d=move || boxes.get()></path>
            <path class="minimap-view" d=view_data></path>
        </svg>
    }
}
