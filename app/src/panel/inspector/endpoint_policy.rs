use super::shown::use_shown;
use crate::ui::Section;
use leptos::prelude::*;
use netyard_core::simulate::policy;
use serde_json::Value;

/// The policy of an endpoint, as text. What is no policy stays in the field, with what is wrong about it under it.
#[component]
pub(super) fn EndpointPolicy() -> impl IntoView {
    let shown = use_shown();
    let draft = RwSignal::new(None::<String>);
    let error = RwSignal::new(None::<String>);
    let value = Signal::derive(move || shown.value("/policyDocument").map(readable).unwrap_or_default());
    let restore = move || {
        draft.set(None);
        error.set(None);
    };
    let finish = move || {
        let Some(text) = draft.try_get_untracked().flatten() else { return };
        let text = text.trim().to_owned();
        if text == value.get_untracked() {
            restore();
            return;
        }
        let taken = if text.is_empty() {
            shown.remove("the policy", "/policyDocument")
        } else {
            let policy = Value::String(text);
            policy::check(&policy).and_then(|()| shown.set("the policy", "/policyDocument", policy))
        };
        match taken {
            Ok(()) => restore(),
            Err(reason) => error.set(Some(reason)),
        }
    };
    let is_wrong = move || error.with(Option::is_some);
    view! {
        <Section title="Policy" note="JSON">
            <div class="text-area">
                <label for="endpoint-policy">"Who may do what by it"</label>
                <textarea
                    id="endpoint-policy"
                    class="input"
                    rows="8"
                    spellcheck="false"
                    placeholder="Everything is allowed. Write a policy to allow less."
                    aria-invalid=move || is_wrong().then_some("true")
                    aria-describedby=move || is_wrong().then_some("endpoint-policy-error")
                    prop:value=move || draft.get().unwrap_or_else(|| value.get())
                    on:input=move |event| draft.set(Some(event_target_value(&event)))
                    on:blur=move |_| finish()
                    on:keydown=move |event| {
                        if event.key() == "Escape" && draft.with_untracked(Option::is_some) {
                            event.stop_propagation();
                            restore();
                        }
                    }
                ></textarea>
                <p class="field-error" id="endpoint-policy-error" role="alert">{move || error.get()}</p>
            </div>
            <p class="quiet-text">"Of a packet it is known: aws:SourceVpc, aws:SourceVpce, aws:VpcSourceIp and aws:VpceAccount. What asks for anything else ends as unknown."</p>
        </Section>
    }
}

/// The policy as people read it: its own text, or the object in lines.
fn readable(policy: Value) -> String {
    match policy {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => serde_json::to_string_pretty(&other).unwrap_or_default(),
    }
}
