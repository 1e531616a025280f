use super::block_rows::BlockRows;
use super::check_list::CheckList;
use super::container::TaskNetwork;
use super::interface_card::InterfaceCard;
use super::line_rows::RowWords;
use super::read;
use super::setting::{ChoiceSetting, Setting, SwitchSetting};
use super::shown::use_shown;
use crate::ui::{Checkbox, Each, Section, When};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::ResourceType;

/// A managed service: what it runs, its interfaces with their groups, what listens.
#[component]
pub(super) fn ManagedServiceInspector(
    /// Which one.
    kind: ResourceType,
) -> impl IntoView {
    let shown = use_shown();
    let interfaces = Memo::new(move |_| {
        let routed = shown.desk.network();
        let node = routed.network.managed_services.get(&shown.id());
        node.map(|node| node.interfaces.iter().map(ToString::to_string).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    view! {
        <div class="section settings">{settings(kind)}</div>
        <When holds=move || kind == ResourceType::WorkspaceDirectory><IpRules/></When>
        <Each keys=interfaces row=|id| view! { <InterfaceCard id/> }.into_any()/>
        <When holds=move || interfaces.with(Vec::is_empty)>
            <Section title="Interfaces">
                <p class="quiet-text">{without_interface(kind)}</p>
            </Section>
        </When>
        <When holds=move || kind == ResourceType::DbInstance><SubnetGroup/></When>
        <When holds=move || kind == ResourceType::Task><TaskNetwork/></When>
    }
}

const NO_INTERFACE: &str = "It has no interface, so nothing reaches it. Connect it to a subnet.";
const OUTSIDE: &str =
    "It is in no VPC: it reaches the internet and no private address. Connect it to a subnet to attach it.";

const PUBLIC_ENDPOINT: &str = "Without an interface only a public endpoint reaches it, whose addresses AWS changes. Connect it to a subnet to give it an endpoint in a VPC.";

fn without_interface(kind: ResourceType) -> &'static str {
    match kind {
        ResourceType::Function => OUTSIDE,
        ResourceType::TransferServer => PUBLIC_ENDPOINT,
        _ => NO_INTERFACE,
    }
}

fn settings(kind: ResourceType) -> AnyView {
    match kind {
        ResourceType::Function => view! {
            <ChoiceSetting label="State" path="/state" default="Active" choices=&[
                ("Active", "active"), ("Pending", "pending"), ("Inactive", "inactive"), ("Failed", "failed"),
            ]/>
            <SwitchSetting label="Send IPv6 where every subnet has it" path="/vpcConfig/ipv6AllowedForDualStack"/>
        }
        .into_any(),
        ResourceType::DbInstance => view! {
            <ChoiceSetting label="Engine" path="/engine" default="" choices=&[
                ("", "not known"), ("mysql", "MySQL"), ("mariadb", "MariaDB"), ("postgres", "PostgreSQL"), ("aurora-mysql", "Aurora MySQL"),
                ("aurora-postgresql", "Aurora PostgreSQL"), ("oracle-ee", "Oracle"), ("sqlserver-se", "SQL Server"), ("db2-se", "Db2"),
            ]/>
            <Port/>
            <ChoiceSetting label="Status" path="/dbInstanceStatus" default="available" choices=&[
                ("available", "available"), ("creating", "creating"), ("stopped", "stopped"), ("failed", "failed"),
            ]/>
            <SwitchSetting label="Multi-AZ: a standby in another zone" path="/multiAz"/>
            <Setting label="Zone of the primary" path="/availabilityZone" read=read::text placeholder="not known"/>
            <Setting label="Replica of" path="/readReplicaSourceDbInstanceIdentifier" read=read::text placeholder="no replica"/>
            <PublicAccess/>
        }
        .into_any(),
        ResourceType::CacheCluster => view! {
            <ChoiceSetting label="Engine" path="/engine" default="" choices=&[
                ("", "not known"), ("valkey", "Valkey"), ("redis", "Redis OSS"), ("memcached", "Memcached"),
            ]/>
            <Port/>
            <Setting label="Replication group" path="/replicationGroupId" read=read::text placeholder="none"/>
            <ChoiceSetting label="Status" path="/cacheClusterStatus" default="available" choices=&[
                ("available", "available"), ("creating", "creating"), ("deleting", "deleting"),
            ]/>
        }
        .into_any(),
        ResourceType::ResolverEndpoint => view! {
            <ChoiceSetting label="Direction" path="/direction" default="INBOUND" choices=&[
                ("INBOUND", "inbound: others ask the VPC"), ("OUTBOUND", "outbound: the VPC asks others"),
                ("INBOUND_DELEGATION", "inbound, delegation"),
            ]/>
            <ChoiceSetting label="Status" path="/status" default="OPERATIONAL" choices=&[
                ("OPERATIONAL", "operational"), ("CREATING", "creating"), ("ACTION_NEEDED", "action needed"), ("DELETING", "deleting"),
            ]/>
        }
        .into_any(),
        ResourceType::TransferServer => view! {
            <ChoiceSetting label="Endpoint" path="/endpointType" default="PUBLIC" choices=&[
                ("PUBLIC", "public"), ("VPC", "in a VPC"), ("VPC_ENDPOINT", "a VPC endpoint, as before 2021"),
            ]/>
            <Speaks protocol="SFTP"/>
            <Speaks protocol="FTPS"/>
            <Speaks protocol="FTP"/>
            <Speaks protocol="AS2"/>
            <ChoiceSetting label="State" path="/state" default="ONLINE" choices=&[
                ("ONLINE", "online"), ("OFFLINE", "offline"), ("STARTING", "starting"), ("STOPPING", "stopping"),
                ("START_FAILED", "start failed"), ("STOP_FAILED", "stop failed"),
            ]/>
        }
        .into_any(),
        ResourceType::WorkspaceDirectory => view! {
            <ChoiceSetting label="State" path="/state" default="REGISTERED" choices=&[
                ("REGISTERED", "registered"), ("REGISTERING", "registering"), ("DEREGISTERING", "deregistering"),
                ("DEREGISTERED", "deregistered"), ("ERROR", "error"),
            ]/>
        }
        .into_any(),
        ResourceType::MountTarget => view! {
            <Setting label="File system" path="/fileSystemId" read=read::text placeholder="fs-1"/>
            <ChoiceSetting label="State" path="/lifeCycleState" default="available" choices=&[
                ("available", "available"), ("creating", "creating"), ("error", "error"), ("deleting", "deleting"),
            ]/>
        }
        .into_any(),
        _ => view! {
            <ChoiceSetting label="Status" path="/lastStatus" default="RUNNING" choices=&[
                ("RUNNING", "running"), ("PENDING", "pending"), ("STOPPED", "stopped"),
            ]/>
            <ChoiceSetting label="Platform" path="/platformFamily" default="LINUX" choices=&[
                ("LINUX", "Linux"), ("WINDOWS_SERVER_2022_CORE", "Windows"),
            ]/>
        }
        .into_any(),
    }
}

/// Whom the gateways of a directory admit.
#[component]
fn IpRules() -> impl IntoView {
    let words = RowWords {
        one: "an address that is admitted".to_owned(),
        all: "the addresses that are admitted".to_owned(),
        label: "Addresses".to_owned(),
        add: "Add addresses".to_owned(),
        remove: "Remove these addresses".to_owned(),
    };
    view! {
        <BlockRows path="/userRules" field="ipRule" letter="r" title="Admitted addresses" note="all without a rule; public ones, as the gateways see them" words read=read::ipv4_block placeholder="203.0.113.40/32"/>
    }
}

/// A protocol that a transfer server speaks, or does not. Without any it speaks SFTP.
#[component]
fn Speaks(
    /// The word of AWS.
    protocol: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let spoken = move || {
        let document = shown.desk.document();
        let server = document.transfer_server(shown.id().as_str());
        server.map(|own| own.spoken().into_iter().map(str::to_owned).collect::<Vec<_>>()).unwrap_or_default()
    };
    let checked = Signal::derive(move || spoken().iter().any(|own| own == protocol));
    let change = move |on: bool| {
        let mut all = spoken();
        all.retain(|own| own != protocol);
        if on {
            all.push(protocol.to_owned());
        }
        if all.is_empty() {
            shown.desk.say("A server speaks one protocol at least. Choose another one first.".to_owned());
            return;
        }
        shown.set_or_say("the protocols", "/protocols", all);
    };
    view! { <Checkbox label=protocol.to_owned() checked on_change=change/> }
}

/// The port: the written one, else what the engine has, as the placeholder.
#[component]
fn Port() -> impl IntoView {
    view! { <Setting label="Port" path="/port" read=read::port placeholder="that of the engine"/> }
}

/// Public access is one switch: AWS gives the interface a public address with it, and takes the address back.
#[component]
fn PublicAccess() -> impl IntoView {
    let shown = use_shown();
    let checked = Signal::derive(move || {
        shown.value("/publiclyAccessible").and_then(|value| value.as_bool()).unwrap_or(false)
    });
    let change = move |on: bool| {
        let routed = shown.desk.network();
        let id = shown.id();
        let mut changes = vec![Change::set(&id, "/publiclyAccessible", on)];
        let interfaces =
            routed.network.managed_services.get(&id).map(|node| node.interfaces.clone()).unwrap_or_default();
        if let Some(primary) = interfaces.first() {
            let path = "/privateIpAddresses/0/publicIp".to_owned();
            let has_one = routed.network.interfaces.get(primary).is_some_and(|node| {
                node.addresses
                    .first()
                    .is_some_and(|entry| entry.public.is_some() && entry.elastic_ip.is_none())
            });
            if on && !has_one {
                let address = super::interface_card::free_public_address(&routed.network.document);
                changes.push(Change::set(primary, &path, address));
            } else if !on && has_one {
                changes.push(Change::RemovePath { id: primary.clone(), path });
            }
        }
        shown.desk.apply("Change the public access", changes);
    };
    view! { <Checkbox label="Publicly accessible".to_owned() checked on_change=change/> }
}

/// The subnets in which AWS may place a database: those of its VPC, each with its zone.
#[component]
fn SubnetGroup() -> impl IntoView {
    let shown = use_shown();
    let all = Memo::new(move |_| {
        let routed = shown.desk.network();
        let network = &routed.network;
        let service = network.managed_services.get(&shown.id());
        let interfaces = service.map(|node| node.interfaces.as_slice()).unwrap_or_default();
        let vpc = interfaces.iter().find_map(|id| network.interfaces.get(id)?.vpc.as_ref());
        let own = vpc.and_then(|id| network.vpcs.get(id)).map(|vpc| vpc.subnets.clone()).unwrap_or_default();
        own.iter().map(ToString::to_string).collect::<Vec<_>>()
    });
    view! {
        <Section title="Subnet group" note="two zones at least">
            <CheckList all path="/dbSubnetGroup/subnetIds" what="the subnet group" none="It has no interface in a VPC yet."/>
            <p class="quiet-text">"Where AWS may place it. A standby stands where the database has a second interface: connect it to a subnet."</p>
        </Section>
    }
}
