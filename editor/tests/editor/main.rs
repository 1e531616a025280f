//! The editor, driven like a user: pointer and keys in, document and effects out.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests fail by panicking")]
#![expect(clippy::similar_names, reason = "`test` is the user, `text` is what the user copies")]

mod accounts;
mod admitting;
mod clipboard;
mod commands;
mod conditions;
mod connect_peers;
mod connecting;
mod creating;
mod deleting;
mod dragging;
mod editing;
mod endpoint_services;
mod flow_logs;
mod hands_late;
mod hasty;
mod hubs;
mod ipv6;
mod keyboard;
mod lines;
mod listener_rules;
mod load_balancers;
mod managed_services;
mod names;
mod neighbours;
mod network_firewall;
mod opening;
mod outside;
mod properties;
mod public_access;
mod regions;
mod selecting;
mod site_lines;
mod sites;
mod steady;
mod support;
mod view;
mod what_if;
