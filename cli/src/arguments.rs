//! What can be asked for, as clap reads it. Only what is built stands here.

use clap::{Args, Parser, Subcommand, ValueEnum};
use netyard_core::net::Family;
use std::net::IpAddr;
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
    /// Say what AWS would refuse, what cannot work, and which expectations hold
    Check(CheckArguments),
    /// Send a packet and follow it there and back
    Trace(TraceArguments),
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
pub(crate) struct CheckArguments {
    /// Drawings; of a folder every .json file, - for standard input
    #[arg(required = true)]
    pub(crate) file: Vec<PathBuf>,
    /// How the result is written
    #[arg(long, default_value = "text")]
    pub(crate) format: CheckFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For code scanning
    Sarif,
}

#[derive(Debug, Args)]
pub(crate) struct TraceArguments {
    /// The drawing; - for standard input
    pub(crate) file: PathBuf,
    /// Who sends: an id, a unique name, an address, internet, s3 or dynamodb
    #[arg(long)]
    pub(crate) from: String,
    /// Who is meant, in the same forms
    #[arg(long)]
    pub(crate) to: String,
    /// The source address, where the sender has several
    #[arg(long, value_name = "IP")]
    pub(crate) source_ip: Option<IpAddr>,
    /// tcp, udp, icmp or a number; tcp if absent
    #[arg(long)]
    pub(crate) protocol: Option<String>,
    /// The destination port; 443 if absent
    #[arg(long)]
    pub(crate) port: Option<u16>,
    /// The source port; the sender's whole range if absent
    #[arg(long)]
    pub(crate) source_port: Option<u16>,
    /// 4 or 6; 4 if both ends have it
    #[arg(long, value_parser = family)]
    pub(crate) family: Option<Family>,
    /// The ICMP type; an echo request if absent
    #[arg(long)]
    pub(crate) icmp_type: Option<u8>,
    /// The ICMP code; 0 if absent
    #[arg(long)]
    pub(crate) icmp_code: Option<u8>,
    /// The request of HTTP that it carries: /path, "POST /path" or https://host/path
    #[arg(long)]
    pub(crate) request: Option<String>,
    /// A header of the request, as "Name: value"; may stand several times
    #[arg(long, value_name = "HEADER", requires = "request")]
    pub(crate) header: Vec<String>,
    /// Also what the flow logs of the drawing would write of it
    #[arg(long)]
    pub(crate) flow_logs: bool,
    /// How the trace is written
    #[arg(long, default_value = "text")]
    pub(crate) format: TraceFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TraceFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// What the files are
    #[arg(long)]
    pub(crate) from: ImportFormat,
    /// Files and folders; of a folder every .json file (of templates also .yaml, .yml and .template, of Terraform .tf and .tfvars), - for standard input
    #[arg(required = true)]
    pub(crate) path: Vec<PathBuf>,
    /// A value for a parameter of CloudFormation templates, AWS::Region and its like among them, or for a variable of HCL; may stand several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    pub(crate) parameter: Vec<(String, String)>,
    /// Leave these out of the drawing and of the report
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) without: Vec<PrivateData>,
    /// Merge into this drawing, by id; what changes in it is told, and what only it holds stays
    #[arg(long, value_name = "DRAWING")]
    pub(crate) into: Option<PathBuf>,
    /// With --into: what has an id of the drawing comes in beside it, under an id of its own; nothing in the drawing changes
    #[arg(long, requires = "into")]
    pub(crate) keep_both: bool,
    /// Write the drawing there instead of to standard output
    #[arg(short, long)]
    pub(crate) output: Option<PathBuf>,
    /// Write the report there (as JSON if the name ends in .json) instead of to standard error
    #[arg(long)]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PrivateData {
    /// Account ids; account-1 and so on stand in their place
    AccountIds,
    /// Tags; names stay
    Tags,
    /// Descriptions
    Descriptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// What aws ec2 describe-… prints
    AwsDescribe,
    /// CloudFormation templates, in YAML or JSON
    #[value(name = "cloudformation")]
    CloudFormation,
    /// What terraform show -json prints of a state or a plan; HCL (.tf) as a best effort
    Terraform,
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
    /// Which form of Mermaid; where none is named, the one that carries the drawing
    #[arg(long)]
    pub(crate) form: Option<MermaidForm>,
    /// The Region that a template or a configuration is for; where none is named, the one with most of the drawing
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// Write there instead of to standard output
    #[arg(short, long)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MermaidForm {
    /// architecture-beta, with icons
    Architecture,
    /// A flowchart, with every name, address and label
    Flowchart,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// A CloudFormation template, in YAML, for one account and one Region
    #[value(name = "cloudformation")]
    CloudFormation,
    /// A configuration of Terraform, in HCL, for one account and one Region
    Terraform,
    /// A diagram for wikis and code hosts
    Mermaid,
    /// A diagram that draw.io opens
    Drawio,
    /// A picture
    Svg,
    /// The drawing itself, as Netyard saves it
    Json,
    /// A report for a page or a pull request: contents, findings, expectations, address plan
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

fn family(text: &str) -> Result<Family, String> {
    text.parse().ok().and_then(Family::from_digit).ok_or_else(|| "the family is 4 or 6".to_owned())
}

fn parameter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("a parameter is written NAME=VALUE".to_owned()),
    }
}
