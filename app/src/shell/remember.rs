//! Sizes, folded panels and the theme stay as they were on this device.

use crate::platform::{device, theme};
use crate::store::{DrawerTab, Interface, LeftTab, Theme};
use leptos::prelude::*;

/// Takes over what this device remembers, and keeps it current.
pub(super) fn keep(interface: Interface) {
    keep_size("left-width", interface.left_width, 180, 420);
    keep_size("inspector-width", interface.inspector_width, 264, 560);
    keep_size("drawer-height", interface.drawer_height, 120, 620);
    keep_choice("left-open", interface.left_open, &[("yes", true), ("no", false)]);
    keep_choice("inspector-open", interface.inspector_open, &[("yes", true), ("no", false)]);
    keep_choice("minimap", interface.minimap, &[("yes", true), ("no", false)]);
    keep_choice("left-tab", interface.left_tab, &[("parts", LeftTab::Parts), ("outline", LeftTab::Outline)]);
    keep_choice(
        "drawer-tab",
        interface.drawer_tab,
        &[
            ("findings", DrawerTab::Findings),
            ("trace", DrawerTab::Trace),
            ("expectations", DrawerTab::Expectations),
            ("address-plan", DrawerTab::AddressPlan),
        ],
    );
    keep_theme(interface.theme);
}

fn keep_size(name: &'static str, size: RwSignal<i32>, least: i32, most: i32) {
    if let Some(kept) = device::recall(name).and_then(|text| text.parse::<i32>().ok()) {
        size.set(kept.clamp(least, most));
    }
    Effect::new(move |before: Option<i32>| {
        let now = size.get();
        if before.is_some_and(|before| before != now) {
            device::remember(name, Some(&now.to_string()));
        }
        now
    });
}

fn keep_choice<T: Copy + PartialEq + Send + Sync + 'static>(
    name: &'static str,
    choice: RwSignal<T>,
    words: &'static [(&'static str, T)],
) {
    let kept = device::recall(name);
    if let Some((_, value)) = words.iter().find(|(word, _)| kept.as_deref() == Some(*word)) {
        choice.set(*value);
    }
    Effect::new(move |before: Option<T>| {
        let now = choice.get();
        if before.is_some_and(|before| before != now) {
            let word = words.iter().find(|(_, value)| *value == now).map(|(word, _)| *word);
            device::remember(name, word);
        }
        now
    });
}

fn keep_theme(chosen: RwSignal<Theme>) {
    match device::recall("theme").as_deref() {
        Some("light") => chosen.set(Theme::Light),
        Some("dark") => chosen.set(Theme::Dark),
        _ => {}
    }
    Effect::new(move |before: Option<Theme>| {
        let now = chosen.get();
        if before.is_some_and(|before| before != now) {
            device::remember("theme", now.word());
            theme::show(now.word());
        }
        now
    });
}
