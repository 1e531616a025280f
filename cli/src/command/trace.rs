use crate::arguments::{TraceArguments, TraceFormat};
use crate::failure::Failure;
use crate::render::{json, trace_text};
use crate::{Outcome, input, output};
use netyard_core::net::Protocol;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{self, FlowSpec, Verdict};

/// Sends a packet through a drawing and prints the trace.
pub(crate) fn run(arguments: &TraceArguments) -> Result<Outcome, Failure> {
    let document = input::document(&arguments.file)?;
    let network = RoutedNetwork::build(&document);
    let flow = flow(arguments);
    let trace = simulate::trace(&network, &flow)
        .map_err(|reason| Failure::End { file: input::name(&arguments.file), reason })?;
    let text = match arguments.format {
        TraceFormat::Text => trace_text::render(&document, &flow, &trace),
        TraceFormat::Json => json::pretty(&trace),
    };
    output::print(&text)?;
    Ok(if trace.verdict == Verdict::Delivered { Outcome::Well } else { Outcome::NotWell })
}

fn flow(arguments: &TraceArguments) -> FlowSpec {
    FlowSpec {
        source_ip: arguments.source_ip,
        protocol: arguments.protocol.as_deref().map(Protocol::new),
        port: arguments.port,
        source_port: arguments.source_port,
        family: arguments.family,
        icmp_type: arguments.icmp_type,
        icmp_code: arguments.icmp_code,
        ..FlowSpec::new(&arguments.from, &arguments.to)
    }
}
