//! What a listener of an Application Load Balancer does with a request: the first rule that matches, by priority, and what
//! the load balancer answers by itself.
//!
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html>.

use super::Node;
use super::listener::Way;
use crate::message::Message;
use crate::model::{LoadBalancerListener, RedirectConfig, ResourceId};
use crate::simulate::http::matching::{Asked, Says, rule};
use crate::simulate::packet::Packet;
use crate::simulate::walk::Walk;
use crate::simulate::world::World;
use crate::simulate::{Request, Response};
use std::rc::Rc;

/// The request that a walk carries to an Application Load Balancer.
pub(super) fn of(walk: &Walk<'_>, node: Node<'_>) -> Option<Rc<Request>> {
    let exchange = walk.http.as_ref().filter(|_| node.is(crate::model::LoadBalancerKind::Application))?;
    Some(Rc::clone(&exchange.request))
}

/// The host that a request names: AWS's own name of the load balancer, where nobody said another one.
fn host(world: World<'_>, request: &Request, node: Node<'_>) -> String {
    let own = || {
        let resource = world.network.resource(node.id.as_str())?;
        world.network.own_names_of(node.id, resource).into_iter().next().map(|(name, _)| name)
    };
    request.host().or_else(own).unwrap_or_else(|| node.id.to_string().to_lowercase())
}

/// Which of the ways takes a request; `None` where none does, and where nobody knows.
pub(super) fn way<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    listener: &'a LoadBalancerListener,
    (request, ways): (&Request, &[Way<'a>]),
) -> Option<usize> {
    let asked = Asked { request, host: host(walk.world, request, node), source: packet.header.source };
    for (at, way) in ways.iter().enumerate() {
        let written = way.rule.and_then(|row| listener.rules.get(row));
        let says = written.map_or(Says::Yes, |written| rule(written, &asked));
        let missing = match says {
            Says::No => continue,
            Says::Yes if !way.asks_who => return Some(at),
            Says::Yes => format!("whether the client has signed in, as {} wants it", way.name),
            Says::Perhaps(why) => format!("whether {} matches: {why}", way.name),
        };
        let name = walk.world.name(node.id);
        walk.unknown(node.id, format!("What {name} does with the request is not known: {missing}."));
        return None;
    }
    None
}

/// What a load balancer answers by itself, as this way says.
pub(super) fn answer(
    walk: &Walk<'_>,
    node: Node<'_>,
    listener: &LoadBalancerListener,
    request: &Request,
    way: &Way<'_>,
) -> Option<Response> {
    let name = walk.world.name(node.id).to_owned();
    if let Some(config) = &way.action.redirect_config {
        let status = match config.status_code.as_deref() {
            Some("HTTP_301") => 301,
            Some("HTTP_302") => 302,
            _ => return None,
        };
        let location = location(config, listener, request, &host(walk.world, request, node));
        let message = Message::new(
            "response.redirect",
            "{balancer} answers {status}, as {rule} says: the client shall ask {location}.",
            [
                ("balancer", name),
                ("status", status.to_string()),
                ("rule", way.name.clone()),
                ("location", location.clone()),
            ],
        );
        let response = Response::own(status, node.id, &[node.listener_book()], message);
        return Some(Response { location: Some(location), ..response });
    }
    let status: u16 = way.action.fixed_response_config.as_ref()?.status_code.as_deref()?.parse().ok()?;
    let message = Message::new(
        "response.fixed",
        "{balancer} answers {status} by itself, as {rule} says.",
        [("balancer", name), ("status", status.to_string()), ("rule", way.name.clone())],
    );
    Some(Response::own(status, node.id, &[node.listener_book()], message))
}

/// Where a redirect leads: what it does not say stays as it was asked.
fn location(
    config: &RedirectConfig,
    listener: &LoadBalancerListener,
    request: &Request,
    host: &str,
) -> String {
    let protocol = listener.protocol.as_deref().unwrap_or("HTTP").to_lowercase();
    let port = listener.port.unwrap_or_default().to_string();
    let (path, query) = (request.path(), request.query.as_deref().unwrap_or_default());
    let filled = |text: Option<&String>, or: &str| {
        text.map_or(or, String::as_str)
            .replace("#{protocol}", &protocol)
            .replace("#{host}", host)
            .replace("#{port}", &port)
            .replace("#{path}", path.trim_start_matches('/'))
            .replace("#{query}", query)
    };
    let protocol = filled(config.protocol.as_ref(), "#{protocol}").to_lowercase();
    let port = filled(config.port.as_ref(), "#{port}");
    let port = match (protocol.as_str(), port.as_str()) {
        ("http", "80") | ("https", "443") => String::new(),
        (_, port) => format!(":{port}"),
    };
    let host = filled(config.host.as_ref(), "#{host}");
    let path = filled(config.path.as_ref(), "/#{path}");
    let query = filled(config.query.as_ref(), "#{query}");
    let query = if query.is_empty() { query } else { format!("?{query}") };
    format!("{protocol}://{host}{port}{path}{query}")
}

/// What a load balancer answers where it has nobody to ask (R-ALB-11).
pub(super) fn nobody(walk: &mut Walk<'_>, node: Node<'_>, group: Option<&ResourceId>, why: String) {
    let name = walk.world.name(node.id).to_owned();
    let message =
        Message::new("response.nobody", "{balancer} answers 503: {why}.", [("balancer", name), ("why", why)]);
    let response = Response::own(503, node.id, &["R-ALB-11"], message);
    say(walk, node, Response { target_group: group.cloned(), ..response });
}

/// A request in clear on a port of TLS (R-ALB-12).
pub(super) fn in_clear(walk: &mut Walk<'_>, node: Node<'_>) {
    let name = walk.world.name(node.id).to_owned();
    let message = Message::new(
        "response.in-clear",
        "{balancer} answers 400: the request comes in plain HTTP to a port of HTTPS.",
        [("balancer", name)],
    );
    say(walk, node, Response::own(400, node.id, &["R-ALB-12"], message));
}

/// Remembers what a node answers by itself, if the request came to it.
pub(super) fn say(walk: &mut Walk<'_>, node: Node<'_>, response: Response) {
    if walk.is_stopped() || of(walk, node).is_none() {
        return;
    }
    if let Some(exchange) = &mut walk.http {
        exchange.own = Some((node.interface.id.clone(), response));
    }
}

/// Remembers that a node opens a connection for the request.
pub(super) fn opened(walk: &mut Walk<'_>, node: Node<'_>, target: &super::Candidate<'_>) {
    if of(walk, node).is_none() {
        return;
    }
    let (after, label) = (walk.hop_count(), target.label(walk.world));
    if let Some(exchange) = &mut walk.http {
        exchange.opened.push(crate::simulate::http::Opened {
            after,
            node: node.interface.id.clone(),
            balancer: node.id.clone(),
            group: target.group.clone(),
            target: label,
        });
    }
}

/// A function that cannot be invoked: the load balancer answers for it.
pub(super) fn not_invoked(walk: &mut Walk<'_>, node: Node<'_>, why: &str) {
    let name = walk.world.name(node.id).to_owned();
    let message = Message::new(
        "response.not-invoked",
        "{balancer} answers 502: {why}, and AWS does not invoke it.",
        [("balancer", name), ("why", why.to_owned())],
    );
    say(walk, node, Response::own(502, node.id, &["R-ALB-9"], message));
}

/// A function is invoked with the request, and taken to answer well.
pub(super) fn invoked(walk: &mut Walk<'_>, node: Node<'_>, target: &super::Candidate<'_>) {
    let name = walk.world.network.display_name(target.id.as_str()).to_owned();
    let message = Message::new(
        "response.function",
        "{target} answers 200: a function that AWS invokes is taken to answer well.",
        [("target", name)],
    );
    let response = Response::own(200, target.id, &["R-ALB-9"], message);
    say(walk, node, Response { target_group: Some(target.group.clone()), ..response });
}
