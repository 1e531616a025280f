//! Tests of the ways in and out of a drawing.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]
#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]

mod account;
mod aws_describe;
mod aws_describe_accounts;
mod aws_describe_bad;
mod aws_describe_empty;
mod aws_describe_endpoint_services;
mod aws_describe_firewall;
mod aws_describe_gateways;
mod aws_describe_hub;
mod aws_describe_load_balancing;
mod aws_describe_names;
mod aws_describe_odd;
mod aws_describe_pages;
mod aws_describe_partial;
mod aws_describe_scale;
mod aws_describe_services;
mod cloudformation;
mod cloudformation_bad;
mod cloudformation_export;
mod cloudformation_functions;
mod cloudformation_hub;
mod cloudformation_more;
mod cloudformation_open;
mod cloudformation_real;
mod cloudformation_services;
mod cloudformation_wider;
mod collect;
mod declared_outside;
mod diagrams;
mod finds;
mod fuzz;
mod import;
mod laid_out;
mod link;
mod link_lengths;
mod link_properties;
#[path = "../../benches/made/mod.rs"]
mod made;
mod markdown;
mod merge_apart;
mod merge_into;
mod picture;
mod private;
mod real;
mod support;
mod terraform;
mod terraform_applies;
mod terraform_bad;
mod terraform_export;
mod terraform_raw;
mod terraform_round;
mod terraform_truth;
mod terraform_whole;
mod terraform_wider;
