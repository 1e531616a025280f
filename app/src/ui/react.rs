use leptos::prelude::Effect;

/// Runs something now and whenever a signal that it read has changed.
///
/// As the framework's `Effect::new`, with one copy of the code for all places.
pub(crate) fn react(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_| run());
}
