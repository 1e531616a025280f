use super::read;
use super::setting::{ChoiceSetting, Setting};
use super::shown::use_shown;
use super::vpn_gateway::Connections;
use crate::ui::{Choice, Select};
use leptos::prelude::*;
use netyard_core::model::Resource;
use serde_json::{Value, json};

/// A customer gateway: the device at the other end, and the site whose router it is.
#[component]
pub(super) fn CustomerGatewayInspector() -> impl IntoView {
    let shown = use_shown();
    let value = Signal::derive(move || shown.text("/onPremisesSiteId"));
    let choices = Signal::derive(move || {
        let document = shown.desk.document();
        let mut choices = vec![Choice::new("", "not drawn")];
        for (id, resource) in &document.resources {
            if matches!(resource.as_ref(), Resource::OnPremisesSite(_)) {
                choices.push(Choice::new(id.to_string(), document.display_name(id.as_str())));
            }
        }
        choices
    });
    let choose = move |id: String| {
        if id.is_empty() {
            shown.remove_or_say("the site", "/onPremisesSiteId");
        } else {
            shown.set_or_say("the site", "/onPremisesSiteId", id);
        }
    };
    view! {
        <div class="section settings">
            <div class="field">
                <label class="field-label" for="customer-site">"Router of"</label>
                <Select label="Router of" id="customer-site" value choices on_choose=choose/>
            </div>
            <Setting label="Public IP" path="/ipAddress" read=read::ipv4_address placeholder="203.0.113.9"/>
            <Setting label="ASN" path="/bgpAsn" read=any_asn placeholder="65000"/>
            <ChoiceSetting label="State" path="/state" default="available" choices=&[
                ("pending", "pending"), ("available", "available"), ("deleting", "deleting"), ("deleted", "deleted"),
            ]/>
        </div>
        <Connections path="customerGatewayId"/>
    }
}

/// The number of an autonomous system: the customer's may be public.
pub(super) fn any_asn(text: &str) -> Result<Value, String> {
    match text.parse::<u32>() {
        Ok(number) if (1..=4_294_967_294).contains(&number) => Ok(json!(number)),
        _ => Err(format!("\"{text}\" is no ASN. Write a number from 1 to 4294967294.")),
    }
}
