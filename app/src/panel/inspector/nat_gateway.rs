use super::action::Link;
use super::line::Line;
use super::read;
use super::route_table::{Owner, OwnerAt};
use super::setting::{ChoiceSetting, Setting};
use super::shown::use_shown;
use crate::ui::{Button, ButtonKind, Choice, Each, Field, IconButton, Section, Select, When};
use leptos::prelude::*;
use netyard_core::model::Resource;
use serde_json::{Value, json};

/// A NAT gateway: where it stands, what it translates to.
#[component]
pub(super) fn NatGatewayInspector() -> impl IntoView {
    let shown = use_shown();
    let is_regional = move || shown.text("/availabilityMode") == "regional";
    view! {
        <When holds=is_regional otherwise=|| view! { <Zonal/> }>
            <Regional/>
        </When>
    }
}

/// The states of a NAT gateway.
const STATES: &[(&str, &str)] = &[
    ("pending", "pending"),
    ("available", "available"),
    ("failed", "failed"),
    ("deleting", "deleting"),
    ("deleted", "deleted"),
];

/// One that stands in a subnet.
#[component]
fn Zonal() -> impl IntoView {
    let shown = use_shown();
    let public = Memo::new(move |_| {
        let routed = shown.desk.network();
        let node = routed.network.nat_gateways.get(&shown.id())?;
        Some((node.public_ip?.to_string(), node.elastic_ip.as_ref()?.to_string()))
    });
    view! {
        <div class="section settings">
            <Line label="Subnet"><OwnerAt path="/subnetId"/></Line>
            <ChoiceSetting label="Kind" path="/connectivityType" default="public" choices=&[("public", "public"), ("private", "private")]/>
            <Line label="Public IP">
                {move || match public.get() {
                    Some((address, id)) => view! { {address}" of "<Link to=id/> }.into_any(),
                    None => view! { <span class="quiet">"none"</span> }.into_any(),
                }}
            </Line>
            <Setting label="Address" path="/privateIp" read=read::ipv4_address placeholder="the first free one"/>
            <ChoiceSetting label="State" path="/state" default="available" choices=STATES/>
        </div>
    }
    .into_any()
}

/// One that serves every zone of its VPC.
#[component]
fn Regional() -> impl IntoView {
    let shown = use_shown();
    let tables = Signal::derive(move || {
        let routed = shown.desk.network();
        let vpc = shown.text("/vpcId");
        let mut choices = vec![Choice::new("", "the one that AWS makes")];
        if let Some(vpc) = routed.network.vpcs.get(vpc.as_str()) {
            let tables = vpc.route_tables.iter().map(ToString::to_string);
            choices.extend(tables.map(|id| Choice::new(id.clone(), shown.desk.name(&id))));
        }
        choices
    });
    let table = Signal::derive(move || shown.text("/routeTableId"));
    let choose_table = move |id: String| {
        if id.is_empty() {
            shown.remove_or_say("the route table", "/routeTableId");
        } else {
            shown.set_or_say("the route table", "/routeTableId", id);
        }
    };
    view! {
        <div class="section settings">
            <Line label="VPC"><Owner/></Line>
            <ChoiceSetting label="Zones" path="/autoProvisionZones" default="" choices=&[
                ("", "as the addresses say"), ("enabled", "added by AWS"), ("disabled", "only those below"),
            ]/>
            <div class="field">
                <label class="field-label" for="nat-table">"Route table"</label>
                <Select label="Route table" id="nat-table" value=table choices=tables on_choose=choose_table/>
            </div>
            <ChoiceSetting label="State" path="/state" default="available" choices=STATES/>
        </div>
        <ZoneAddresses/>
    }
    .into_any()
}

/// The zones that have addresses, each with its Elastic IP.
#[component]
fn ZoneAddresses() -> impl IntoView {
    let shown = use_shown();
    let adding = RwSignal::new(false);
    let rows = Memo::new(move |_| match shown.value("/availabilityZoneAddresses") {
        Some(Value::Object(rows)) => rows.keys().cloned().collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    let add = Callback::new(move |text: String| {
        let zone = read::zone(&text)?;
        let path = format!("/availabilityZoneAddresses/{}", shown.desk.row_id("z"));
        shown.set("the zones", &path, json!({"availabilityZone": zone}))?;
        adding.set(false);
        Ok(())
    });
    let addresses = Signal::derive(move || {
        let document = shown.desk.document();
        let mut choices = vec![Choice::new("", "no address")];
        for (id, resource) in &document.resources {
            if matches!(resource.as_ref(), Resource::ElasticIp(_)) {
                choices.push(Choice::new(id.to_string(), document.display_name(id.as_str())));
            }
        }
        choices
    });
    let row = move |row: String| {
        let path = StoredValue::new(format!("/availabilityZoneAddresses/{row}"));
        let zone = Signal::derive(move || shown.text(&format!("{}/availabilityZone", path.get_value())));
        let address = Signal::derive(move || {
            let all = shown.list(&format!("{}/allocationIds", path.get_value()));
            all.into_iter().next().unwrap_or_default()
        });
        let commit = Callback::new(move |text: String| {
            shown.set("a zone", &format!("{}/availabilityZone", path.get_value()), read::zone(&text)?)
        });
        let choose = move |id: String| {
            let path = format!("{}/allocationIds", path.get_value());
            if id.is_empty() {
                shown.remove_or_say("the address", &path);
            } else {
                shown.set_or_say("the address", &path, json!([id]));
            }
        };
        view! {
            <div class="block-row">
                <Field label="Zone" hide_label=true value=zone commit/>
                <Select label=Signal::derive(move || format!("Address in {}", zone.get())) value=address choices=addresses on_choose=choose/>
                <IconButton sign="close" class="small" label="Remove the zone" on_press=move |()| shown.remove_or_say("a zone", &path.get_value())/>
            </div>
        }
        .into_any()
    };
    view! {
        <Section title="Addresses by zone">
            <Each keys=rows row/>
            <When holds=move || rows.with(Vec::is_empty)>
                <p class="quiet-text">"None named: AWS gives it addresses in every zone by itself."</p>
            </When>
            <When
                holds=move || adding.get()
                otherwise=move || view! {
                    <Button kind=ButtonKind::Link sign="plus" on_press=move |()| adding.set(true)>"Add a zone"</Button>
                }
            >
                <Field label="Zone" hide_label=true value="" placeholder="eu-west-1a" commit=add/>
            </When>
        </Section>
    }
}
