//! The address plan: one bar for each block of a VPC, to scale.

use crate::panel::desk::use_desk;
use crate::panel::words::{grouped, name_of};
use crate::ui::{MarkIcon, When};
use ipnet::{IpNet, Ipv4Net};
use leptos::prelude::*;
use netyard_core::model::ResourceId;
use netyard_core::routing::RoutedNetwork;
use netyard_editor::address_plan::{Bar, Piece, bar};
use std::collections::BTreeSet;

/// One block of a VPC with its subnets.
#[derive(Clone, Debug, PartialEq)]
struct Plan {
    vpc: String,
    name: String,
    block: Ipv4Net,
    /// Id, name and look of each.
    subnets: Vec<(ResourceId, String, &'static str)>,
    bar: Bar,
}

/// The tab.
#[component]
pub(super) fn AddressPlan() -> impl IntoView {
    let desk = use_desk();
    let plans = Memo::new(move |_| {
        let routed = desk.network();
        let document = &routed.network.document;
        let unknown = routed.unknown_subnets();
        let mut plans = Vec::new();
        for vpc in routed.network.vpcs.values() {
            let nets: Vec<Option<IpNet>> = vpc
                .subnets
                .iter()
                .map(|id| routed.network.subnets.get(id).and_then(|subnet| subnet.cidr))
                .collect();
            for block in vpc.cidrs.iter().filter_map(|cidr| match cidr {
                IpNet::V4(net) => Some(*net),
                IpNet::V6(_) => None,
            }) {
                plans.push(Plan {
                    vpc: vpc.id.to_string(),
                    name: name_of(document, vpc.id.as_str()),
                    block,
                    subnets: vpc
                        .subnets
                        .iter()
                        .map(|id| {
                            (id.clone(), name_of(document, id.as_str()), class_of(&routed, &unknown, id))
                        })
                        .collect(),
                    bar: bar(block, &nets),
                });
            }
        }
        plans
    });
    view! {
        <div class="plan">
            <When holds=move || plans.with(Vec::is_empty)>
                <p class="drawer-empty">"No VPC has an IPv4 block yet. What is used and free of it appears here."</p>
            </When>
            {move || plans.get().into_iter().map(|plan| view! { <OneBar plan/> }).collect_view()}
        </div>
    }
}

/// One bar with its words.
#[component]
fn OneBar(
    /// The block.
    plan: Plan,
) -> impl IntoView {
    let desk = use_desk();
    let total = 1_u64 << (32 - u32::from(plan.block.prefix_len()));
    let number = |count: u64| grouped(usize::try_from(count).unwrap_or(usize::MAX));
    let summary = format!("{} of {} addresses free", number(plan.bar.free), number(total));
    let biggest = plan
        .bar
        .pieces
        .iter()
        .filter(|piece| piece.subnet.is_none())
        .map(|piece| piece.block)
        .min_by_key(Ipv4Net::prefix_len);
    let next = biggest.map(|block| format!("biggest free block: {block}"));
    let vpc = plan.vpc.clone();
    let pieces: Vec<_> = plan
        .bar
        .pieces
        .iter()
        .map(|piece| view! { <OnePiece piece=piece.clone() plan=plan.clone()/> })
        .collect();
    let chips: Vec<_> = plan
        .bar
        .pieces
        .iter()
        .filter_map(|piece| {
            let (id, name, _) = plan.subnets.get(piece.subnet?)?.clone();
            let block = piece.block.to_string();
            Some(view! {
                <button type="button" class="plan-chip" on:click=move |_| desk.reveal(id.as_str())><b>{name}</b>" "{block}</button>
            })
        })
        .collect();
    let overlaps: Vec<_> = plan.bar.overlaps.iter().filter_map(|(one, other)| {
        let (_, one, _) = plan.subnets.get(*one)?;
        let (_, other, _) = plan.subnets.get(*other)?;
        Some(view! { <li><MarkIcon id="error" size=14 alone=true/>{format!("{one} and {other} share addresses.")}</li> })
    }).collect();
    view! {
        <section class="plan-block">
            <header>
                <button type="button" class="text-link" on:click=move |_| desk.reveal(&vpc)>{plan.name.clone()}</button>
                <span class="plan-cidr">{plan.block.to_string()}</span>
                <span class="plan-facts">{summary}</span>
                <span class="plan-facts">{next}</span>
            </header>
            <div class="plan-bar">{pieces}</div>
            <div class="plan-list">{chips}</div>
            <ul class="plan-overlaps">{overlaps}</ul>
        </section>
    }
}

/// How a subnet looks: public, private, or neither where its routes are not known.
fn class_of(routed: &RoutedNetwork, unknown: &BTreeSet<ResourceId>, id: &ResourceId) -> &'static str {
    if unknown.contains(id) {
        "plan-piece"
    } else if routed.is_public(id.as_str()) {
        "plan-piece plan-public"
    } else {
        "plan-piece plan-private"
    }
}

/// A subnet, or a gap with the biggest block that fits.
#[component]
fn OnePiece(
    /// The piece.
    piece: Piece,
    /// The block around.
    plan: Plan,
) -> impl IntoView {
    let desk = use_desk();
    let left = format!("{:.4}%", piece.start * 100.0);
    let width = format!("{:.4}%", piece.length * 100.0);
    let shares = |at: usize| plan.bar.overlaps.iter().any(|(one, other)| *one == at || *other == at);
    let found = piece.subnet.and_then(|at| plan.subnets.get(at).map(|subnet| (at, subnet.clone())));
    if let Some((at, (id, name, class))) = found {
        let class = if shares(at) { "plan-piece plan-overlap" } else { class };
        let label = format!("{name}, {}", piece.block);
        let block = piece.block.to_string();
        let is_selected = {
            let id = id.clone();
            move || desk.is_selected(id.as_str())
        };
        view! {
                <button type="button" class=class class:plan-selected=is_selected aria-label=label.clone() title=label style:left=left style:width=width on:click=move |_| desk.reveal(id.as_str())>
                    <span class="plan-name">{name}</span>
                    <span class="plan-net">{block}</span>
                </button>
            }
            .into_any()
    } else {
        let label = format!("free, biggest block {}", piece.block);
        view! {
            <span class="plan-piece plan-free" title=label style:left=left style:width=width>
                <span class="plan-name">"free"</span>
                <span class="plan-net">{piece.block.to_string()}</span>
            </span>
        }
        .into_any()
    }
}
