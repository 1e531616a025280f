use crate::arguments::{TraceArguments, TraceFormat};
use crate::failure::Failure;
use crate::render::{flow_log_text, json, trace_text};
use crate::{Outcome, input, output};
use netyard_core::net::Protocol;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{self, FlowSpec, Request, Verdict};

/// Sends a packet through a drawing and prints the trace.
pub(crate) fn run(arguments: &TraceArguments) -> Result<Outcome, Failure> {
    fits(arguments)?;
    let document = input::document(&arguments.file)?;
    let network = RoutedNetwork::build(&document);
    let flow = FlowSpec { request: request(arguments)?, ..flow(arguments) };
    let trace = simulate::trace(&network, &flow)
        .map_err(|reason| Failure::End { file: input::name(&arguments.file), reason })?;
    let text = match (arguments.format, arguments.flow_logs) {
        (TraceFormat::Text, false) => trace_text::render(&document, &flow, &trace),
        (TraceFormat::Text, true) => {
            trace_text::render(&document, &flow, &trace) + &flow_log_text::render(&network.network, &trace)
        }
        (TraceFormat::Json, false) => json::pretty(&trace),
        (TraceFormat::Json, true) => json::pretty(&flow_log_text::with_records(&network.network, &trace)),
    };
    output::print(&text)?;
    Ok(if trace.verdict == Verdict::Delivered { Outcome::Well } else { Outcome::NotWell })
}

/// An option that the protocol has no place for would be dropped without a word.
fn fits(arguments: &TraceArguments) -> Result<(), Failure> {
    let protocol = arguments.protocol.as_deref().map_or(Protocol::Tcp, Protocol::new);
    let has_icmp_part = arguments.icmp_type.is_some() || arguments.icmp_code.is_some();
    let has_port = arguments.port.is_some() || arguments.source_port.is_some();
    if has_icmp_part && !protocol.is_icmp() {
        return Err(Failure::Usage(format!(
            "A packet of {protocol} has no ICMP type and code. Add --protocol icmp, or leave out --icmp-type and --icmp-code."
        )));
    }
    if has_port && !protocol.has_ports() {
        return Err(Failure::Usage(format!(
            "A packet of {protocol} has no ports. Leave out --port and --source-port, or send tcp or udp."
        )));
    }
    if arguments.request.is_some() && protocol != Protocol::Tcp {
        return Err(Failure::Usage(format!(
            "A request of HTTP goes by tcp, not by {protocol}. Leave out --protocol or --request."
        )));
    }
    Ok(())
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

fn request(arguments: &TraceArguments) -> Result<Option<Request>, Failure> {
    let Some(text) = &arguments.request else { return Ok(None) };
    let mut request = Request::parse(text).map_err(Failure::Usage)?;
    for header in &arguments.header {
        let Some((name, value)) = header.split_once(':') else {
            return Err(Failure::Usage(format!("\"{header}\" is no header. Write \"Name: value\".")));
        };
        request.headers.insert(name.trim().to_owned(), value.trim().to_owned());
    }
    Ok(Some(request))
}
