//! `cargo xtask serve`: the page on this machine, built again when a source changes.

use super::{Command, unknown_argument};
use crate::support::{Outcome, page};
use std::io::IsTerminal;
use std::net::TcpListener;

/// The command.
pub(crate) const COMMAND: Command = Command {
    name: "serve",
    usage: "[--port N] [--no-open]",
    about: "Builds Netyard, serves it on this machine and opens it in the browser.",
    run,
};

/// The first port that is tried when none is asked for.
const FIRST_PORT: u16 = 8080;
/// How many ports are tried, so that two working copies can be served at once.
const PORTS: u16 = 20;

fn run(arguments: &[String]) -> Outcome {
    let mut port = None;
    // Opening a browser makes sense only when somebody sits in front of it.
    let mut open = std::io::stdout().is_terminal();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--port" => {
                let text = rest.next().ok_or("`--port` needs a number")?;
                port = Some(text.parse::<u16>().map_err(|_| format!("`{text}` is not a port number"))?);
            }
            "--no-open" => open = false,
            other => return Err(unknown_argument(&COMMAND, other)),
        }
    }
    let port = match port {
        Some(port) => port,
        None => free_port()?,
    };
    page::serve(port, open)
}

/// The first port from [`FIRST_PORT`] on that nothing listens on.
fn free_port() -> Outcome<u16> {
    let last = FIRST_PORT + PORTS - 1;
    (FIRST_PORT..=last)
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .ok_or_else(|| format!("ports {FIRST_PORT} to {last} are all in use: name another with --port"))
}
