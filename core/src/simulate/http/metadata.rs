//! What the metadata service of an instance answers to a request.
//!
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html>: with version 2 a token is asked for
//! first, with `PUT /latest/api/token` and how long it is to hold, and every other request carries it.

use super::Response;
use crate::message::Message;
use crate::model::{MetadataOptions, ResourceId};
use crate::simulate::walk::Walk;

/// What a request for a token says: how long it is to hold.
const LIFETIME: &str = "x-aws-ec2-metadata-token-ttl-seconds";
/// What every other request carries.
const TOKEN: &str = "x-aws-ec2-metadata-token";
/// Where tokens are given.
const TOKENS: &str = "/latest/api/token";

/// The request reached the metadata service of its sender, in this subnet. What nobody knows is not answered.
pub(in crate::simulate) fn take(walk: &mut Walk<'_>, subnet: &ResourceId) {
    let document = &walk.world.network.document;
    let sender = walk.session.sender.and_then(|sender| sender.instance.as_ref());
    let Some((id, instance)) = sender.and_then(|id| Some((id, document.instance(id.as_str())?))) else {
        return;
    };
    let name = document.display_name(id.as_str()).to_owned();
    let options = instance.metadata_options.as_ref();
    let Some(exchange) = walk.http.as_mut() else { return };
    let request = &exchange.request;
    let has = |wanted: &str| request.headers.keys().any(|header| header.eq_ignore_ascii_case(wanted));
    let is_for_token = request.method().eq_ignore_ascii_case("PUT");
    let admits = options.and_then(MetadataOptions::admits_without_token);
    let (status, key, template) = if options.is_some_and(MetadataOptions::is_off) {
        (403, "response.metadata-off", "The metadata service of {instance} answers 403: it is switched off.")
    } else if is_for_token && request.path() == TOKENS && has(LIFETIME) {
        (200, "response.metadata-token", "The metadata service of {instance} answers 200, with a token.")
    } else if is_for_token {
        let template = "The metadata service of {instance} answers 400: a token is asked for at /latest/api/token, with the header X-aws-ec2-metadata-token-ttl-seconds.";
        (400, "response.metadata-bad-token", template)
    } else if has(TOKEN) || admits == Some(true) {
        (200, "response.metadata", "The metadata service of {instance} answers 200.")
    } else if admits == Some(false) {
        let template = "The metadata service of {instance} answers 401: it wants a token first. Ask for one with PUT /latest/api/token, and send it as X-aws-ec2-metadata-token.";
        (401, "response.metadata-no-token", template)
    } else {
        return;
    };
    let message = Message::new(key, template, [("instance", name)]);
    exchange.taken = Some(Response::own(status, subnet, &[], message));
}
