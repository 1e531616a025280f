use leptos::prelude::*;

/// Shows its content while something holds, and otherwise what stands in for it.
///
/// As the framework's `Show`, with one copy of the code for all places: content and condition come boxed.
#[component]
pub(crate) fn When(
    /// Whether the content is shown.
    #[prop(into)]
    holds: Signal<bool>,
    /// The content; made anew each time it appears.
    children: ChildrenFn,
    /// What is shown instead; nothing unless given.
    #[prop(optional, into)]
    otherwise: ViewFn,
) -> impl IntoView {
    let holds = Memo::new(move |_| holds.get());
    move || if holds.get() { children() } else { otherwise.run() }
}
