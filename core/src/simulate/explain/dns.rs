//! Names: what DNS answers to the sender before the first packet leaves.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-name",
    title: "Names",
    place: "In front of the first hop, in `resolution`: at a zone, at a VPC for its resolver, at a server, an endpoint, or `internet`.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
    ],
    entries: &[
        Entry::code(
            codes::NXDOMAIN,
            &[],
            "There is no such name for this sender.",
            "Read the last step of the resolution: it says who was asked last, and what that one lacks.",
        ),
        Entry::code(
            codes::DNS_NO_DATA,
            &[],
            "The name exists, and has no record of the type that was asked for, as an address of that family.",
            "Add a record of that type, or send to another name.",
        ),
        Entry::code(
            codes::PHZ_NOT_ASSOCIATED,
            &["R-DNS-8", "R-TGW-36"],
            "A private zone has the name, and is not associated with the VPC of the sender.",
            "Associate the zone with the VPC; from a site ask an inbound endpoint of a VPC that has it.",
        ),
        Entry::code(
            codes::PHZ_SHADOWS_PUBLIC,
            &["R-DNS-6"],
            "A private zone hides what the internet says of the name: it answers for its whole domain.",
            "Add the record to the private zone, too, or take a private zone for a narrower domain.",
        ),
        Entry::code(
            codes::DNS_LOOP,
            &["R-DNS-16"],
            "The question comes back to somebody who waits for its answer, or a name stands for itself.",
            "Let the rule or the forwarder name a server that knows the domain.",
        ),
        Entry::code(
            codes::DNS_FIREWALL_BLOCK,
            &["R-DNS-17"],
            "A rule of the DNS Firewall blocks the question.",
            "Take the name out of the rule, or allow it in one that is asked before.",
        ),
        Entry::code(
            codes::DNS_HEALTH_CHECK_FAILS,
            &[],
            "A health check fails, so that its record is left out of the answers while another one is healthy.",
            "Let the checkers on the internet reach the endpoint: their packets meet groups, network ACLs and routes as others do.",
        ),
        Entry::code(
            codes::DNS_HEALTH_CHECK_NOT_DRAWN,
            &[],
            "Which record is given depends on a health check that the drawing does not hold, or on an alarm or an endpoint outside of it: it is taken to be healthy.",
            "Suppose that the record or the health check is unhealthy (`unhealthy ZONE/ROW`) to see the other answer.",
        ),
        Entry::code(
            codes::VPCE_NOT_USED_DNS,
            &["R-IFE-5"],
            "The VPC has an endpoint for the service, and the name of the service leads to its public addresses.",
            "Switch private names of the endpoint on, or use a name of the endpoint.",
        ),
        Entry::code(
            codes::VPCE_PRIVATE_DNS_NEEDS_VPC_DNS,
            &["R-IFE-4"],
            "Private names of an endpoint are on and do nothing: the VPC lacks an attribute of DNS.",
            "Switch DNS support and DNS hostnames of the VPC on.",
        ),
        Entry::number(
            &["R-DNS-2"],
            "Private zones, private names of endpoints and public names of instances need DNS support and DNS hostnames of the VPC.",
            "Switch both on.",
        ),
        Entry::number(
            &["R-DNS-4"],
            "The public name of an instance gives its private address inside the VPC, and its public one elsewhere.",
            "Nothing is to be done.",
        ),
        Entry::number(
            &["R-DNS-5"],
            "Of rules, private zones, private names of endpoints and names of instances the most specific one answers; a forward rule wins over a zone of the same name.",
            "Make the one that is meant the most specific one.",
        ),
        Entry::number(
            &["R-DNS-6"],
            "A private zone answers for its whole domain: what it lacks is not asked for elsewhere.",
            "Add the record.",
        ),
        Entry::number(
            &["R-DNS-7"],
            "Of several private zones only the most specific one answers.",
            "Put the record into that zone.",
        ),
        Entry::number(
            &["R-DNS-8"],
            "A private zone answers the VPCs that are associated with it.",
            "Associate it.",
        ),
        Entry::number(
            &["R-TGW-36"],
            "A transit gateway carries packets between VPCs, and no names: a private zone of one is not seen in the other.",
            "Associate the zone with both VPCs, or ask resolver endpoints.",
        ),
        Entry::number(
            &["R-DNS-10"],
            "Questions that leave the VPC, or come from elsewhere, are packets from and to the interfaces of resolver endpoints: groups, network ACLs and routes decide.",
            "Admit udp and tcp 53 there.",
        ),
        Entry::number(
            &["R-DNS-12"],
            "A rule of the resolver forwards the names below its domain, or excepts them from being forwarded.",
            "Associate the rule with each VPC that needs it.",
        ),
        Entry::number(
            &["R-DNS-13"],
            "Hosts ask the servers of their DHCP options. These know private zones, rules and private names only if they ask the resolver.",
            "Let the servers forward to the resolver, or name AmazonProvidedDNS.",
        ),
        Entry::number(
            &["R-DNS-15"],
            "The second address of a VPC answers nobody from elsewhere, also not a server that forwards to it.",
            "Forward to an inbound endpoint.",
        ),
        Entry::number(
            &["R-DNS-16"],
            "A rule that leads to the inbound endpoint of its own VPC is a loop.",
            "Name another server.",
        ),
        Entry::number(
            &["R-DNS-17"],
            "The DNS Firewall looks at a question before anybody answers it.",
            "Read its rules by number.",
        ),
        Entry::number(
            &["R-IFE-4"],
            "With private names on, and both attributes of the VPC, the name of the service leads to the endpoint inside its VPC.",
            "Switch all three on.",
        ),
        Entry::number(
            &["R-IFE-5"],
            "Without private names the name of the service leads to its public addresses, though an endpoint is there.",
            "Switch private names on.",
        ),
        Entry::number(
            &["R-IFE-6"],
            "The names of the endpoint itself give its private addresses to everybody; packets need a way to the VPC.",
            "Use them where the name of the service leads elsewhere.",
        ),
        Entry::number(
            &["R-IFE-10"],
            "Private names for inbound endpoints only: hosts of the VPC are led to the public addresses of S3, which a gateway endpoint serves.",
            "Give the VPC a gateway endpoint for S3.",
        ),
        Entry::number(
            &["R-R53-2"],
            "Of records with weights each who asks is given one, in the share of its weight among the healthy ones.",
            "Change the weights.",
        ),
        Entry::number(
            &["R-R53-3"],
            "Of a failover pair the primary record is given while it is healthy, else the secondary one.",
            "Nothing is to be done.",
        ),
        Entry::number(
            &["R-R53-4"],
            "Latency, place or network of whoever asks decides which record is given.",
            "Give the records a default, or ask from where it is clear.",
        ),
        Entry::number(
            &["R-R53-5"],
            "Of multivalue records up to eight healthy ones are given.",
            "Nothing is to be done.",
        ),
        Entry::number(
            &["R-R53-7"],
            "An alias stands for a name that AWS gives, or for another record of its zone.",
            "Let it name one that exists.",
        ),
        Entry::number(
            &["R-R53-8"],
            "A private zone goes by the Region of the VPC that asks, where records are for Regions.",
            "Nothing is to be done.",
        ),
        Entry::number(
            &["R-R53-9"],
            "The checkers of Route 53 are on the internet: a health check of a private address always fails.",
            "Let the check follow a CloudWatch alarm.",
        ),
        Entry::number(
            &["R-R53-10"],
            "An alias that evaluates its target is unhealthy while what it stands for is: a load balancer without a healthy target.",
            "Make a target healthy, or add a record that takes over.",
        ),
    ],
};
