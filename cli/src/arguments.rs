//! What can be asked for, as clap reads it. Only what is built stands here.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Check AWS network drawings, and send packets through them.
#[derive(Debug, Parser)]
#[command(name = "netyard", disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a drawing of what describes a network elsewhere
    Import(ImportArguments),
    /// Write a drawing in another form
    Export(ExportArguments),
    /// Print the share link of a drawing
    Link(LinkArguments),
    /// Save the drawing of a share link
    Open(OpenArguments),
    /// List the rules, or explain one
    Rules(RulesArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// What the files are
    #[arg(long)]
    pub(crate) from: ImportFormat,
    /// Files and folders; of a folder every .json file, - for standard input
    #[arg(required = true)]
    pub(crate) path: Vec<PathBuf>,
    /// Write the drawing there instead of to standard output
    #[arg(short, long)]
    pub(crate) output: Option<PathBuf>,
    /// Write the report there (as JSON if the name ends in .json) instead of to standard error
    #[arg(long)]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// What aws ec2 describe-… prints
    AwsDescribe,
    /// Drawings of Netyard; several become one
    Netyard,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    /// The drawing; - for standard input
    pub(crate) file: PathBuf,
    /// The form
    #[arg(long)]
    pub(crate) to: ExportFormat,
    /// Write there instead of to standard output
    #[arg(short, long)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// A picture
    Svg,
    /// The drawing itself, as Netyard saves it
    Json,
    /// Tables for a page or a pull request
    Markdown,
}

#[derive(Debug, Args)]
pub(crate) struct LinkArguments {
    /// The drawing; - for standard input
    pub(crate) file: PathBuf,
    /// The address of the page; without it only the fragment is printed
    #[arg(long)]
    pub(crate) base: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct OpenArguments {
    /// The link; - to read it from standard input
    pub(crate) link: String,
    /// Write the drawing there instead of to standard output
    #[arg(short, long)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArguments {
    /// A rule's id, a code such as SUBNET_ACL_RESTRICTION, or a number of the rule book such as R-PEER-1
    pub(crate) rule: Option<String>,
}
