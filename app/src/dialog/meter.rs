use leptos::prelude::*;
use netyard_formats::link::Reach;

/// The bar ends at this length; longer links fill it.
const WHOLE: f64 = 8_000.0;

/// How far a link of this length gets, in words and as a bar with marks at 2,000, 4,000 and 8,000.
#[component]
pub(super) fn Meter(
    /// The length of the link.
    #[prop(into)]
    characters: Signal<usize>,
) -> impl IntoView {
    let reach = Memo::new(move |_| Reach::of(characters.get()));
    #[expect(clippy::cast_precision_loss, reason = "a length of characters")]
    let width = move || format!("{:.1}%", (characters.get() as f64 / WHOLE).min(1.0) * 100.0);
    let step = move |of: Reach, upper: &'static str, lower: &'static str| {
        view! {
            <li class:meter-here=move || reach.get() == of>
                <span>{upper}</span>
                <span>{lower}</span>
            </li>
        }
    };
    let class = move || match reach.get() {
        Reach::Everywhere => "meter-fill",
        Reach::MostChats | Reach::SomeChats => "meter-fill meter-long",
        Reach::File => "meter-fill meter-too-long",
    };
    view! {
        <div class="meter" aria-hidden="true">
            <span class=class style:width=width></span>
            <span class="meter-mark meter-mark-2"></span>
            <span class="meter-mark meter-mark-4"></span>
        </div>
        <ul class="meter-words plain-list">
            {step(Reach::Everywhere, "up to 2,000", "works everywhere")}
            {step(Reach::MostChats, "up to 4,000", "most chats")}
            {step(Reach::SomeChats, "up to 8,000", "some chats cut it")}
            {step(Reach::File, "above", "send a file")}
        </ul>
    }
}
