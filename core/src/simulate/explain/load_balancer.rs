//! Load balancers: nodes, listeners, targets, and whose address a target sees.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-load-balancer",
    title: "Load balancers",
    place: "At the load balancer, as `securityGroup`, as `forward` for the listener and what it refuses, as `translate` for the target and for the reply, and as `deliver` where it answers by itself.",
    references: &[
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html",
        "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html",
    ],
    entries: &[
        Entry::code(
            codes::ELBV2_LISTENERS_MISMATCH,
            &["R-ALB-5"],
            "No listener of the load balancer has this port and protocol.",
            "Add a listener, or send to a port that has one.",
        ),
        Entry::code(
            codes::ELBV2_LISTENER_PORT_RESTRICTION,
            &["R-ALB-5"],
            "The only listener of the load balancer has another port or protocol.",
            "Add a listener, or send to its port.",
        ),
        Entry::code(
            codes::ELB_LISTENERS_MISMATCH,
            &["R-CLB-1"],
            "No listener of the Classic Load Balancer has this port.",
            "Add a listener, or send to a port that has one.",
        ),
        Entry::code(
            codes::ELBV2_LISTENER_HAS_NO_TG,
            &["R-ALB-11"],
            "The listener leads to no target group, or to one in which nothing is registered. Over HTTP the answer is 503.",
            "Give the listener a target group, and register a target in it.",
        ),
        Entry::code(
            codes::ELBV2_NO_TARGETS_IN_AZ,
            &["R-NLB-8", "R-GWLB-9", "R-EPS-7"],
            "The node of this zone has no target in its own zone, and does not send to others.",
            "Turn cross-zone load balancing on, or register a target in the zone.",
        ),
        Entry::code(
            codes::ELB_NOT_CROSSZONE,
            &["R-NLB-8"],
            "The node of a Classic Load Balancer has no instance in its own zone, and does not send to others.",
            "Turn cross-zone load balancing on, or register an instance in the zone.",
        ),
        Entry::code(
            codes::ELB_INSTALLED_AZ_RESTRICTION,
            &["R-ALB-8"],
            "All targets are in zones in which the load balancer has no subnet: it uses none of them.",
            "Give the load balancer a subnet in the zone of its targets.",
        ),
        Entry::code(
            codes::ELB_ACL_RESTRICTION,
            &["R-CLB-1"],
            "The network ACL of its subnet stops what a Classic Load Balancer sends, also to an instance in the same subnet.",
            "Admit the port of the instances in that network ACL.",
        ),
        Entry::code(
            codes::TARGET_ADDRESS_RESTRICTION,
            &["R-NLB-13"],
            "No registered target is one that AWS sends to: a public address, or an instance of another VPC.",
            "Register a private address, or an instance of the VPC of the target group.",
        ),
        Entry::code(
            codes::TARGET_PORT_RESTRICTION,
            &["R-NLB-13"],
            "Neither the target group nor a target names a port.",
            "Give the target group a port.",
        ),
        Entry::code(
            codes::LB_NO_HEALTHY_TARGETS,
            &["R-ALB-11"],
            "A note: no target passes its health check, so that the load balancer sends to all of them.",
            "Repair what the note names: the check takes the same way as the traffic, to the port of the check.",
        ),
        Entry::code(
            codes::ALB_PUBLIC_IN_PRIVATE_SUBNET,
            &["R-ALB-3"],
            "The finer code of a reply that finds no route: an internet-facing load balancer has a node in a subnet without a route to an internet gateway.",
            "Route the subnet to the internet gateway, or move the node to a public subnet.",
        ),
        Entry::code(
            codes::NLB_HAIRPIN,
            &["R-NLB-7"],
            "A target connects to its own load balancer and is chosen itself: it gets a packet from its own address.",
            "Turn client IP preservation of the target group off.",
        ),
        Entry::code(
            codes::NLB_CLIENT_IP_PATH_UNSUPPORTED,
            &["R-NLB-6"],
            "The address of a client is kept inside the VPC and over a peering connection of the Region, not on another way, and not over UDP outside of the VPC.",
            "Turn client IP preservation off, or register a target that is reached directly.",
        ),
        Entry::code(
            codes::REMAP_EPHEMERAL_PORT,
            &["R-ALB-6"],
            "A note: the target sees the address of the node and a port that it chose, not those of the client.",
            "Read the client from X-Forwarded-For or the proxy protocol; admit the load balancer in the group of the target.",
        ),
        Entry::code(
            codes::TARGET_DRAINING,
            &[],
            "A note: a target is being taken out. It gets no new connection; those that it has may go on for the deregistration delay, 300 seconds where nothing else is written.",
            "Nothing, if that is meant. Else register the target again.",
        ),
        Entry::code(
            codes::TARGET_STICKY,
            &[],
            "A note: the target group keeps a client at the target that it got first, by a cookie over HTTP, else by its address.",
            "Keep sessions outside of the targets, so that they outlive one of them.",
        ),
        Entry::number(
            &["R-ALB-3"],
            "The subnets of an internet-facing load balancer need a route to an internet gateway: its nodes answer by it.",
            "Route them there.",
        ),
        Entry::number(
            &["R-ALB-4"],
            "An internal load balancer has private addresses only.",
            "Make one that faces the internet, or come from a joined network.",
        ),
        Entry::number(
            &["R-ALB-5"],
            "A client needs a listener on the port and the leave of the load balancer's group.",
            "Add the listener, and admit its port.",
        ),
        Entry::number(
            &["R-ALB-6"],
            "The connection of the client ends at the node, which opens one of its own to the target.",
            "Admit the group of the load balancer at the target.",
        ),
        Entry::number(
            &["R-ALB-7"],
            "The group of the load balancer must let it out to the target, and that of the target must admit it.",
            "Name one group in the rule of the other.",
        ),
        Entry::number(
            &["R-ALB-8"],
            "Nodes use targets of all zones in which the load balancer has a subnet, unless the target group says no.",
            "Give it a subnet in the zone of each target.",
        ),
        Entry::number(
            &["R-ALB-9"],
            "Targets are instances, private addresses, or one function, which is invoked and not reached.",
            "Register one of these.",
        ),
        Entry::number(
            &["R-ALB-10"],
            "A target outside of the VPC needs a route from the subnets of the nodes.",
            "Add the route, and the one back.",
        ),
        Entry::number(
            &["R-ALB-11"],
            "Without a registered target nobody answers; where all of them are unhealthy all are tried. AWS's pages on the latter were not read for this rule.",
            "Register targets that pass the check.",
        ),
        Entry::number(
            &["R-ALB-12"],
            "A load balancer carries the connections of its listeners, and an echo is none.",
            "Test it on the port of a listener.",
        ),
        Entry::number(
            &["R-ALB-13"],
            "Health checks come from the addresses of the nodes: a network ACL that stops them makes the target unhealthy.",
            "Admit the subnets of the nodes, and replies to ports 1024-65535.",
        ),
        Entry::number(
            &["R-ALB-16"],
            "A load balancer that gets no answer from a target says 504: after 10 seconds without a connection, or after its idle timeout, 60 seconds where nothing else is written.",
            "Find what loses the packets to the target or its replies.",
        ),
        Entry::number(
            &["R-ALB-17"],
            "The addresses of another Application Load Balancer of the VPC are no targets.",
            "Register the targets of that one instead.",
        ),
        Entry::number(
            &["R-NLB-2"],
            "A Network Load Balancer without a security group takes every client.",
            "Filter at the targets.",
        ),
        Entry::number(
            &["R-NLB-3"],
            "With a security group it takes the clients, and reaches the targets, that the group admits.",
            "Admit the clients on the port of the listener.",
        ),
        Entry::number(
            &["R-NLB-4"],
            "Instances see the address of the client, addresses that of the node over TCP and TLS; an attribute of the target group alters it.",
            "Admit in the group of the target whom it sees.",
        ),
        Entry::number(
            &["R-NLB-5"],
            "Where the target sees the client, its group has to admit the client, or the group of the load balancer.",
            "Admit the addresses of the clients, or name the group of the load balancer.",
        ),
        Entry::number(
            &["R-NLB-6"],
            "The address of the client is kept on the direct way only: inside the VPC, or over a peering connection of the Region.",
            "Turn client IP preservation off for other ways.",
        ),
        Entry::number(
            &["R-NLB-7"],
            "A target that is its own client drops what comes from its own address.",
            "Turn client IP preservation off.",
        ),
        Entry::number(
            &["R-NLB-8"],
            "A node of a Network Load Balancer sends to its own zone only, unless cross-zone load balancing is on.",
            "Turn it on, or register targets in every zone.",
        ),
        Entry::number(
            &["R-NLB-9"],
            "Instances are targets inside the VPC only, and UDP reaches no address outside of it.",
            "Register addresses, over TCP.",
        ),
        Entry::number(
            &["R-NLB-10"],
            "Where the target sees the client, the network ACL of its subnet has to admit the client both ways.",
            "Admit the addresses of the clients, and replies to ports 1024-65535.",
        ),
        Entry::number(
            &["R-NLB-11"],
            "An endpoint or another Network Load Balancer as target loses what keeps the address of the client.",
            "Turn client IP preservation of the target group off.",
        ),
        Entry::number(
            &["R-NLB-12"],
            "A Network Load Balancer forgets a flow that is silent: over TCP after 350 seconds where nothing else is written, over UDP after 120. What comes later on such a connection is reset.",
            "Send something more often, or raise the timeout of the listener.",
        ),
        Entry::number(
            &["R-NLB-13"],
            "Only registered addresses and ports get connections.",
            "Register the target with its port.",
        ),
        Entry::number(
            &["R-NLB-14"],
            "Where the target sees the address of the node, at most 55,000 connections to it are open at once.",
            "Register more targets, or let them see the client.",
        ),
        Entry::number(
            &["R-NLB-15"],
            "An Application Load Balancer behind a Network Load Balancer sees the client.",
            "Admit the clients in its group.",
        ),
        Entry::number(
            &["R-NLB-16"],
            "Where no target is healthy all of them get connections, which AWS's pages say in part only.",
            "Repair the check.",
        ),
        Entry::number(
            &["R-NLB-17"],
            "From IPv6 to IPv4 the target sees the address of the node.",
            "Admit the load balancer in the group of the target.",
        ),
        Entry::number(
            &["R-CLB-1"],
            "A Classic Load Balancer needs a listener on the port, and the network ACL of its subnet is asked for all that it sends.",
            "Add the listener, and admit the instances in the network ACL.",
        ),
    ],
};
