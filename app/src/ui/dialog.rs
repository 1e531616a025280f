use super::IconButton;
use super::When;
use super::field::element_id;
use super::react;
use leptos::html;
use leptos::prelude::*;

/// A modal dialog. The native element keeps the focus inside and gives it back to where it was.
#[component]
pub(crate) fn Dialog(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Further classes, as `dialog-wide`.
    #[prop(optional)]
    class: &'static str,
    /// A person closed it.
    #[prop(into)]
    on_close: Callback<()>,
    /// What it holds; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let title_id = element_id("dialog-title");
    react(move || {
        let (Some(dialog), open) = (element.get(), open.get()) else { return };
        if open && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    let on_backdrop = move |event: web_sys::MouseEvent| {
        let on_itself = event.target().is_some_and(|target| {
            element.get_untracked().is_some_and(|dialog| &target == dialog.as_ref() as &web_sys::EventTarget)
        });
        if on_itself {
            on_close.run(());
        }
    };
    let children = StoredValue::new(children);
    let labelled_by = title_id.clone();
    view! {
        <dialog
            node_ref=element
            class=format!("dialog {class}")
            aria-labelledby=labelled_by
            on:close=move |_| if open.get_untracked() { on_close.run(()) }
            on:mousedown=on_backdrop
            on:keydown=move |event| if event.key() != "Escape" { event.stop_propagation() }
        >
            <When holds=move || open.get()>
                <div class="dialog-box">
                    <header class="dialog-head">
                        <h2 id=title_id.clone()>{title}</h2>
                        <IconButton sign="close" label="Close" on_press=move |()| on_close.run(())/>
                    </header>
                    {children.with_value(|children| children())}
                </div>
            </When>
        </dialog>
    }
}
