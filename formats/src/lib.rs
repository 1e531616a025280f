//! Ways in and out of a drawing, besides its own file: the share link, imports and exports.
//!
//! Pure like the core: text in, values out, so that the page and the command line share every line of it.
//!
//! | module | what it holds |
//! |---|---|
//! | [`aws_describe`] | import of what `aws ec2 describe-…` prints |
//! | [`cloudformation`] | import of CloudFormation templates |
//! | [`cloudformation_export`] | export as a CloudFormation template |
//! | [`drawio`] | export for draw.io |
//! | [`export`] | what every export gives |
//! | [`fuzz`] | targets for fuzzing |
//! | [`import`](mod@import) | what every import takes and gives, and which one reads what |
//! | [`link`] | the share link, codec `d1` |
//! | [`markdown`] | export as a report: tables for a page |
//! | [`merge`] | several drawings into one, and an import into an open drawing |
//! | [`mermaid`] | export as a Mermaid diagram |
//! | [`number`] | numbers as people read them |
//! | [`outcome`] | what expectations ask for and get, in words |
//! | [`parameters`] | values for parameters of templates |
//! | [`pasted`] | what a text that is pasted may be |
//! | [`picture`] | pictures that hold their drawing |
//! | [`private`] | account ids, tags and descriptions left out |
//! | [`report`] | what an import read, approximated and skipped |
//! | [`svg`] | export as a picture |
//! | [`terraform`] | import of Terraform's states and plans |
//! | [`terraform_export`] | export as a configuration of Terraform |
//! | [`text`] | files as text, in UTF-8 or UTF-16 |
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod accounts;
pub mod aws_describe;
mod checksum;
pub mod cloudformation;
pub mod cloudformation_export;
mod declared;
pub mod drawio;
pub mod export;
mod foreign;
pub mod fuzz;
mod given_names;
pub mod import;
pub mod link;
pub mod markdown;
pub mod merge;
pub mod mermaid;
pub mod number;
pub mod outcome;
pub mod parameters;
pub mod pasted;
pub mod picture;
pub mod private;
pub mod report;
mod scope;
mod spelling;
pub mod svg;
pub mod terraform;
pub mod terraform_export;
pub mod text;
