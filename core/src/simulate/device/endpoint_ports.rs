//! On which ports services of AWS listen behind interface endpoints (R-IFE-2).
//!
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html> speaks of HTTPS. What a service says of
//! itself stands in the table: <https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html>,
//! <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-internetwork-traffic-privacy.html>,
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html>. Of the others nobody writes
//! whether they listen on anything but 443.

/// The port of HTTPS.
const HTTPS: u16 = 443;

/// Services that say on which ports they listen, and on no other one.
const SAID: &[(&str, &[u16])] =
    &[("email-smtp", &[25, 465, 587, 2465, 2587]), ("execute-api", &[HTTPS]), ("sqs", &[HTTPS])];

/// Whether a service listens on a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listens {
    /// It does.
    Here,
    /// It does not, but on these.
    On(&'static [u16]),
    /// AWS does not say.
    NobodySays,
}

/// Whether a service listens on a tcp port. Its name is as in that of the endpoint service, behind the Region.
pub(super) fn on(service: &str, port: Option<u16>) -> Listens {
    let Some(port) = port else { return Listens::Here };
    match SAID.iter().find(|(known, _)| *known == service) {
        Some((_, ports)) if ports.contains(&port) => Listens::Here,
        Some((_, ports)) => Listens::On(ports),
        None if port == HTTPS => Listens::Here,
        None => Listens::NobodySays,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_is_taken_on_ports_of_its_own_and_the_rest_is_https() {
        assert_eq!(on("email-smtp", Some(587)), Listens::Here);
        assert_eq!(on("email-smtp", Some(443)), Listens::On(&[25, 465, 587, 2465, 2587]));
        assert_eq!(on("sqs", Some(80)), Listens::On(&[443]));
        assert_eq!(on("kms", Some(443)), Listens::Here);
        assert_eq!(on("kms", Some(80)), Listens::NobodySays);
    }
}
