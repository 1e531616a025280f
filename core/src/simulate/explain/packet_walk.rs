//! The walk itself: its order, its end, and the state of what is passed (R-FLOW).

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-walk",
    title: "The walk of a packet",
    place: "At any component on the way, mostly where the packet arrives or where it ends.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html",
        "https://docs.aws.amazon.com/vpc/latest/reachability/how-reachability-analyzer-works.html",
        "https://docs.aws.amazon.com/vpc/latest/reachability/additional-detail-codes.html",
    ],
    entries: &[
        Entry::code(
            codes::BAD_STATE,
            &["R-FLOW-11"],
            "A component on the way is not up: an instance that is stopped, a NAT gateway or endpoint that is pending, failed or deleting.",
            "Start it, or send the packet by a component that is up.",
        ),
        Entry::code(
            codes::AZ_DOWN,
            &["R-FLOW-11"],
            "A component on the way stands in an Availability Zone that is taken to be down, as a fault of a question or an expectation.",
            "Give the other zones components of their own, so that their way does not lead through this one.",
        ),
        Entry::code(
            codes::AVAILABILITY_ZONE_CROSSED,
            &["R-FLOW-12"],
            "A remark, not a drop: the packet goes from one Availability Zone to another. AWS bills such traffic, but for what a node of an Application or Classic Load Balancer exchanges with its targets.",
            "Keep what talks much in one zone, or accept the cost.",
        ),
        Entry::code(
            codes::DISCONNECTED_VPCS,
            &["R-FLOW-13"],
            "Sender and destination are in two VPCs that nothing joins. It is said before any walk.",
            "Join the VPCs, for instance by a peering connection with routes on both sides.",
        ),
        Entry::code(
            codes::NO_SUCH_ADDRESS,
            &["R-FLOW-14"],
            "Nothing has the destination address: no interface in the subnet, no subnet in the VPC, no member of the group, nothing in the drawing; or it is a private one, and the internet is asked for it.",
            "Send to an address that an interface has, or give the address to one.",
        ),
        Entry::code(
            codes::NO_LISTENER,
            &[],
            "The packet arrives, but the instance has a list of ports on which it listens, and this one is not on it. It refuses the packet at once.",
            "Add the port to what the instance listens on, or send to one that is there.",
        ),
        Entry::code(
            codes::ROUTING_LOOP,
            &["R-FLOW-8", "R-NAT-20"],
            "The packet comes back to a component with the same header: the routes send it round in a circle.",
            "Change the route that leads back, so that every step brings the packet nearer.",
        ),
        Entry::code(
            codes::HOP_LIMIT,
            &["R-FLOW-8"],
            "The packet has passed more than 64 hops and has not arrived.",
            "Make the way shorter: a chain of routers sends it on and on.",
        ),
        Entry::number(
            &["R-FLOW-1"],
            "The header changes at this hop; the hop shows it as it came and as it went on.",
            "Read the two headers to see which address or port was replaced.",
        ),
        Entry::number(
            &["R-FLOW-2"],
            "A packet leaves an interface in this order: source check, security groups, route table, network ACL. All must admit it; the order decides only which is blamed first.",
            "Mend the blocker that is named first, then look at the next.",
        ),
        Entry::number(
            &["R-FLOW-3"],
            "A packet enters a subnet in this order: network ACL, security groups, source check, application.",
            "Mend the blocker that is named first, then look at the next.",
        ),
        Entry::number(
            &["R-FLOW-4"],
            "Sender and receiver are in one subnet: neither network ACL nor route table is asked, only the security groups of both.",
            "Use security groups to part hosts of one subnet, or put them into different subnets.",
        ),
        Entry::number(
            &["R-FLOW-5"],
            "Sender and receiver are in different subnets: the network ACL of the first is asked outbound, that of the second inbound.",
            "Admit the packet in both ACLs.",
        ),
        Entry::number(
            &["R-FLOW-6"],
            "The reply is lost. A flow needs two walks: what keeps state knows the reply, route tables and network ACLs judge it afresh with the addresses turned round.",
            "Look at the hops of the reply, and mend the component that is named there.",
        ),
        Entry::number(
            &["R-FLOW-7"],
            "The packet is lost already; the walk goes on as if it had passed, so that every further blocker is listed.",
            "Mend the first blocker too: this one alone does not help.",
        ),
        Entry::number(
            &["R-FLOW-8"],
            "The packet comes by twice with one header, or passes more than 64 hops.",
            "Change the route that leads back.",
        ),
        Entry::number(
            &["R-FLOW-9"],
            "Routes of the other address family are there. IPv4 and IPv6 are routed apart: 0.0.0.0/0 says nothing of IPv6.",
            "Add the same route for this family.",
        ),
        Entry::number(
            &["R-FLOW-10"],
            "Some ports of the reply pass and some do not, or AWS or a router takes one of several ways that rank alike: each is walked by itself, and where they differ the verdict is PARTIAL.",
            "Admit the whole range of ports that clients choose from, or let one of the ways rank before the others.",
        ),
        Entry::number(
            &["R-FLOW-11"],
            "A component on the way is pending, failed, deleting or stopped, or its zone is down.",
            "Bring it up, or go by another.",
        ),
        Entry::number(
            &["R-FLOW-12"],
            "The packet crosses Availability Zones. Nothing is dropped.",
            "Keep what talks much in one zone, or accept the cost.",
        ),
        Entry::number(
            &["R-FLOW-13"],
            "Nothing joins the two VPCs.",
            "Join them, for instance by a peering connection.",
        ),
        Entry::number(
            &["R-FLOW-14"],
            "Nobody has the destination address, in the subnet, in the VPC, or on the internet as it is drawn.",
            "Send to an address that an interface has.",
        ),
    ],
};
