//! A health check of Route 53: what it asks, and who names it.

use super::action::Link;
use super::read;
use super::setting::{ChoiceSetting, ListSetting, Setting, SwitchSetting};
use super::shown::{Shown, use_shown};
use crate::ui::{Each, Section, When};
use leptos::prelude::*;
use netyard_core::model::{HealthCheckConfig, Resource};
use serde_json::{Value, json};

const TYPES: &[(&str, &str)] = &[
    ("", "nothing yet"),
    ("HTTP", "an endpoint by HTTP"),
    ("HTTPS", "an endpoint by HTTPS"),
    ("TCP", "an endpoint by TCP"),
    ("HTTP_STR_MATCH", "a text in an answer of HTTP"),
    ("HTTPS_STR_MATCH", "a text in an answer of HTTPS"),
    ("CALCULATED", "other health checks"),
    ("CLOUDWATCH_METRIC", "an alarm of CloudWatch"),
    ("RECOVERY_CONTROL", "a routing control"),
];

/// What it checks.
#[component]
pub(super) fn HealthCheckInspector() -> impl IntoView {
    let shown = use_shown();
    let is = move |wanted: fn(&HealthCheckConfig) -> bool| move || matches!(shown.resource.get().as_deref(), Some(Resource::HealthCheck(own)) if wanted(&own.health_check_config));
    view! {
        <div class="section settings">
            <ChoiceSetting label="Checks" path="/healthCheckConfig/type" default="" choices=TYPES/>
            <When holds=is(HealthCheckConfig::is_of_endpoint)>
                <Setting label="At the address" path="/healthCheckConfig/ipAddress" read=address placeholder="203.0.113.20"/>
                <Setting label="By the name" path="/healthCheckConfig/fullyQualifiedDomainName" read=read::text placeholder="www.example.com"/>
                <Setting label="On port" path="/healthCheckConfig/port" read=read::port placeholder="that of the protocol"/>
            </When>
            <When holds=is(HealthCheckConfig::is_http)>
                <Setting label="Path" path="/healthCheckConfig/resourcePath" read=read::text placeholder="/"/>
            </When>
            <When holds=is(|config| of_type(config, "CALCULATED"))>
                <ListSetting label="Other checks" path="/healthCheckConfig/childHealthChecks" read=checks placeholder="ids of health checks"/>
                <Setting label="Healthy with" path="/healthCheckConfig/healthThreshold" read=number placeholder="how many of them"/>
            </When>
            <When holds=is(|config| of_type(config, "CLOUDWATCH_METRIC"))>
                <Setting label="Alarm" path="/healthCheckConfig/alarmIdentifier/name" read=read::text placeholder="its name"/>
                <Setting label="Region" path="/healthCheckConfig/alarmIdentifier/region" read=read::region placeholder="eu-west-1"/>
            </When>
            <SwitchSetting label="Inverted: well counts as unhealthy" path="/healthCheckConfig/inverted"/>
            <SwitchSetting label="Disabled: counts as healthy" path="/healthCheckConfig/disabled"/>
        </div>
        <Section title="Records" note="named as their health check">
            <Records shown/>
        </Section>
    }
}

/// The zones whose records name it.
#[component]
fn Records(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    let zones = Memo::new(move |_| {
        let (document, id) = (shown.desk.document(), shown.id());
        let names_it = |resource: &Resource| match resource {
            Resource::HostedZone(zone) => zone
                .resource_record_sets
                .values()
                .any(|set| set.health_check_id.as_deref() == Some(id.as_str())),
            _ => false,
        };
        let all = document.resources.iter().filter(|(_, resource)| names_it(resource));
        all.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    view! {
        <ul class="plain-list">
            <Each keys=zones row=move |id: String| view! { <li class="link-row"><Link to=id/></li> }.into_any()/>
        </ul>
        <When holds=move || zones.with(Vec::is_empty)>
            <p class="quiet-text">"No record names it. Add check= and its id to one."</p>
        </When>
    }
}

fn of_type(config: &HealthCheckConfig, kind: &str) -> bool {
    config.r#type.as_deref() == Some(kind)
}

fn address(text: &str) -> Result<Value, String> {
    match text.trim().parse::<std::net::IpAddr>() {
        Ok(address) => Ok(json!(address.to_string())),
        Err(_) => Err(format!("\"{text}\" is no address. Write one such as 203.0.113.20.")),
    }
}

fn checks(text: &str) -> Result<Value, String> {
    let ids: Vec<&str> = text.split([',', ' ']).filter(|part| !part.is_empty()).collect();
    match ids.len() {
        0..=255 => Ok(json!(ids)),
        many => Err(format!("{many} are too many. A health check takes 255 others at most.")),
    }
}

fn number(text: &str) -> Result<Value, String> {
    match text.parse::<u32>() {
        Ok(number) => Ok(json!(number)),
        Err(_) => Err(format!("\"{text}\" is no number. Write 0 or more.")),
    }
}
