//! The seam between a panel and the canvas: drag to resize, double click for the usual size, a button to fold.

use crate::store::{Interface, use_store};
use crate::ui::Sign;
use leptos::html;
use leptos::prelude::*;

/// Which panel the seam belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The left panel.
    Left,
    /// The inspector.
    Inspector,
    /// The drawer.
    Drawer,
}

/// How much an arrow key moves the seam.
const STEP: i32 = 16;

impl Side {
    fn size(self, interface: Interface) -> RwSignal<i32> {
        match self {
            Self::Left => interface.left_width,
            Self::Inspector => interface.inspector_width,
            Self::Drawer => interface.drawer_height,
        }
    }

    fn open(self, interface: Interface) -> RwSignal<bool> {
        match self {
            Self::Left => interface.left_open,
            Self::Inspector => interface.inspector_open,
            Self::Drawer => interface.drawer_open,
        }
    }

    /// Smallest, usual and largest size.
    fn sizes(self) -> (i32, i32, i32) {
        match self {
            Self::Left => (180, 212, 420),
            Self::Inspector => (264, 304, 560),
            Self::Drawer => (120, 248, 620),
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Left => ("seam seam-left", "Width of the left panel"),
            Self::Inspector => ("seam seam-inspector", "Width of the inspector"),
            Self::Drawer => ("seam seam-drawer", "Height of the drawer"),
        }
    }

    /// How much larger the panel gets when the pointer goes this far.
    fn growth(self, dx: i32, dy: i32) -> i32 {
        match self {
            Self::Left => dx,
            Self::Inspector => -dx,
            Self::Drawer => -dy,
        }
    }

    fn set(self, interface: Interface, size: i32) {
        let (least, _, most) = self.sizes();
        self.size(interface).set(size.clamp(least, most));
    }
}

/// The seam of a panel.
#[component]
pub(super) fn Seam(
    /// Its panel.
    side: Side,
) -> impl IntoView {
    let interface = use_store().interface;
    let (class, label) = side.words();
    let (least, usual, most) = side.sizes();
    let seam = NodeRef::<html::Div>::new();
    // Where the drag began: place of the pointer and size of the panel.
    let held = RwSignal::new(None::<(i32, i32, i32)>);
    let on_down = move |event: web_sys::PointerEvent| {
        event.prevent_default();
        if let Some(seam) = seam.get_untracked() {
            let _ = seam.set_pointer_capture(event.pointer_id());
        }
        held.set(Some((event.client_x(), event.client_y(), side.size(interface).get_untracked())));
    };
    let on_move = move |event: web_sys::PointerEvent| {
        if let Some((x, y, size)) = held.get_untracked() {
            side.set(interface, size + side.growth(event.client_x() - x, event.client_y() - y));
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let (dx, dy) = match event.key().as_str() {
            "ArrowLeft" => (-STEP, 0),
            "ArrowRight" => (STEP, 0),
            "ArrowUp" => (0, -STEP),
            "ArrowDown" => (0, STEP),
            _ => return,
        };
        event.prevent_default();
        side.set(interface, side.size(interface).get_untracked() + side.growth(dx, dy));
    };
    view! {
        <div
            node_ref=seam
            class=class
            class:held=move || held.get().is_some()
            role="separator"
            aria-orientation=if side == Side::Drawer { "horizontal" } else { "vertical" }
            aria-label=label
            aria-valuenow=move || side.size(interface).get()
            aria-valuemin=least
            aria-valuemax=most
            tabindex="0"
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=move |_| held.set(None)
            on:pointercancel=move |_| held.set(None)
            on:dblclick=move |_| side.set(interface, usual)
            on:keydown=on_key
        ></div>
        {(side != Side::Drawer).then(|| view! { <Fold side/> })}
    }
}

/// The button that folds a panel and opens it again.
#[component]
fn Fold(
    /// Its panel.
    side: Side,
) -> impl IntoView {
    let open = side.open(use_store().interface);
    let name = if side == Side::Left { "left panel" } else { "inspector" };
    let class = if side == Side::Left { "fold fold-left" } else { "fold fold-inspector" };
    let label = move || format!("{} the {name}", if open.get() { "Fold" } else { "Open" });
    let sign = move || match (side, open.get()) {
        (Side::Left, true) | (Side::Inspector | Side::Drawer, false) => "chevron-left",
        (Side::Left, false) | (Side::Inspector | Side::Drawer, true) => "chevron-right",
    };
    view! {
        <button
            type="button"
            class=class
            aria-label=label
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {move || view! { <Sign id=sign() size=12/> }}
        </button>
    }
}
