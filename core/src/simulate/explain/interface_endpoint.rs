//! Interface endpoints: an address in a subnet, and a service of AWS or of somebody else behind it.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-interface-endpoint",
    title: "Interface endpoints",
    place: "At the endpoint, as `securityGroup` and `deliver`, and as `forward` where it is asked to send; at `internet`, as `forward`.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html",
    ],
    entries: &[
        Entry::code(
            codes::VPCE_INTRA_VPC_TRAFFIC,
            &["R-IFE-7"],
            "An endpoint is asked to open a connection inside its VPC: it only ever answers.",
            "Ask for the opposite way. Who has to be called by a service needs an address of its own.",
        ),
        Entry::code(
            codes::VPCE_ONE_WAY,
            &["R-IFE-7"],
            "An endpoint is asked to open a connection: the service behind it cannot reach the consumer by it.",
            "Ask for the opposite way.",
        ),
        Entry::number(
            &["R-IFE-2"],
            "An endpoint is an address in a subnet: route, groups and network ACLs decide as for any host, also from a peer, over a transit gateway and from a site.",
            "Send to the address of one of its interfaces, on a port of the service.",
        ),
        Entry::number(
            &["R-IFE-3"],
            "The group of an endpoint must admit its clients. Where nobody names a group it has the default one, which admits its own members only.",
            "Give the endpoint a group that admits tcp 443 from its clients.",
        ),
        Entry::number(
            &["R-IFE-7"],
            "A service behind an endpoint opens no connections to the consumer.",
            "Let the consumer ask.",
        ),
        Entry::number(
            &["R-IFE-8"],
            "An endpoint answers no echo, and services of AWS take tcp only: with ping nothing is found out about it.",
            "Test it on a port of the service, usually tcp 443.",
        ),
        Entry::number(
            &["R-IFE-9"],
            "Every zone of the VPC may use an interface in another zone; AWS bills what goes from one zone to another.",
            "Give the endpoint a subnet in each zone that uses it.",
        ),
        Entry::number(
            &["R-IFE-13"],
            "An endpoint carries packets of 8,500 bytes at most and does not say when one is larger.",
            "Nothing is to be done for tcp: the segments are kept small enough.",
        ),
        Entry::number(
            &["R-IFE-14"],
            "Endpoints for a resource or a service network of VPC Lattice are addresses in subnets, too. They open no connections; what they lead to is not in a drawing.",
            "Ask for the opposite way, and look at the resource configuration or the service network in AWS.",
        ),
        Entry::number(
            &["R-EPS-4"],
            "Targets of a service see the address of its load balancer, never that of the consumer.",
            "Turn PROXY protocol on where a target has to know its client.",
        ),
        Entry::number(
            &["R-EPS-5"],
            "The groups of the load balancer of a service are asked with the private address of the consumer, unless that is switched off.",
            "Admit the blocks of the consumers, or take the groups out of PrivateLink's way.",
        ),
        Entry::number(
            &["R-EPS-6"],
            "Consumer and provider have the same addresses, and it does no harm: no route leads from one to the other.",
            "Nothing is to be done.",
        ),
        Entry::number(
            &["R-EPS-7"],
            "Without cross-zone balancing the load balancer of a service has no target in the endpoint's zone.",
            "Register targets in each zone, or turn cross-zone balancing on.",
        ),
        Entry::number(
            &["R-EPS-9"],
            "A service of another Region is used from the Regions that it names, by any zone of its load balancers; in a few zones AWS makes no endpoints for it.",
            "Add the Region to those of the service, or make the endpoint in another zone.",
        ),
        Entry::number(
            &["R-IFE-15"],
            "The IPv6 addresses of an endpoint are public by their look, and the internet does not reach them.",
            "Send from the VPC, or from a network that is joined with it.",
        ),
    ],
};
