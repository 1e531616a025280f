//! Virtual private gateways, VPN connections and the routers of sites.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-vpn-gateway",
    title: "Virtual private gateways and sites",
    place: "At the virtual private gateway, the VPN connection and the customer gateway, as `forward`, and at the site, as `route`, `translate` and `deliver`.",
    references: &[
        "https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html",
        "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html",
        "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html",
        "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPN_CloudHub.html",
    ],
    entries: &[
        Entry::code(
            codes::BAD_STATE_VPN,
            &["R-VGW-9", "R-FLOW-11"],
            "Neither tunnel of the VPN connection is up, or the connection itself is not available.",
            "Bring a tunnel up, or give the site a second connection.",
        ),
        Entry::code(
            codes::VGW_UNKNOWN_PREFIX,
            &["R-VGW-2"],
            "No VPN connection of the gateway leads to the address: it is in no static route of one, and nobody announces it.",
            "Add a static route to the connection, or announce the network by BGP.",
        ),
        Entry::code(
            codes::VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS,
            &["R-VGW-4"],
            "The gateway takes from its VPC only what an interface of that VPC sends from an address of its own.",
            "Send from an address of an interface in the VPC.",
        ),
        Entry::code(
            codes::VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS,
            &["R-VGW-4", "R-VGW-5", "R-VGW-2", "R-VGW-6", "R-GWE-6"],
            "The gateway takes from a site only what is for an address of its VPC, or for another site that it joins.",
            "Send to an address of the VPC, or join the networks by a transit gateway.",
        ),
        Entry::code(
            codes::EDGE_TO_EDGE_ROUTING,
            &["R-VGW-5", "R-IGW-11", "R-NATI-2"],
            "The finer code where a site wants to leave by a gateway of the VPC: its internet gateway, its NAT device, its peering connection.",
            "Use the line of the site, a proxy in the VPC or a transit gateway.",
        ),
        Entry::code(
            codes::VGW_IPV4_ONLY,
            &["R-VGW-10"],
            "The finer code where IPv6 is sent to a virtual private gateway.",
            "End the VPN at a transit gateway, which carries IPv6 in a connection of its own.",
        ),
        Entry::code(
            codes::ONPREM_NO_RETURN_ROUTE,
            &["R-VGW-14"],
            "The router of the site has no route back to the VPC.",
            "Write a route for the block of the VPC into the router, or use a connection with BGP.",
        ),
        Entry::code(
            codes::ONPREM_CIDR_OVERLAP,
            &["R-VGW-16"],
            "The site and the VPC have the same addresses, and each keeps what is its own.",
            "Give them different blocks.",
        ),
        Entry::number(
            &["R-VGW-2"],
            "The gateway forwards to its VPC, to static routes of its connections and to what BGP announces, and nowhere else.",
            "Nothing.",
        ),
        Entry::number(
            &["R-VGW-3"],
            "Several connections have this prefix: a static one wins, then the shortest AS path, then the lowest discriminator. One without a tunnel that is up loses against all.",
            "Nothing, or announce a narrower prefix over the connection that is meant.",
        ),
        Entry::number(
            &["R-VGW-4"],
            "Packets that pass the gateway are from or for interfaces of its VPC.",
            "Send from or to an address of an interface in the VPC.",
        ),
        Entry::number(
            &["R-VGW-5"],
            "The gateways of a VPC are not for the sites behind its virtual private gateway.",
            "Use the line of the site, a proxy in the VPC or a transit gateway.",
        ),
        Entry::number(
            &["R-VGW-6"],
            "Sites behind one gateway reach each other through it if each announces its networks by BGP, with an AS number of its own.",
            "Give each customer gateway its own number, and use BGP.",
        ),
        Entry::number(
            &["R-VGW-7"],
            "AWS sends into one tunnel at a time; what comes back may come by either.",
            "Let the router of the site take packets from both tunnels.",
        ),
        Entry::number(
            &["R-VGW-9"],
            "A VPN connection has two tunnels, and no packet passes while both are down.",
            "Bring a tunnel up, or give the site a second connection.",
        ),
        Entry::number(
            &["R-VGW-10"],
            "The VPN of a virtual private gateway carries IPv4 only; each connection of a transit gateway carries IPv4 or IPv6.",
            "End the VPN at a transit gateway, and give IPv6 a connection of its own.",
        ),
        Entry::number(
            &["R-VGW-14"],
            "The router of the site decides: it needs a route to the VPC, by BGP or by hand.",
            "Write a route for the block of the VPC into the router, or use a connection with BGP.",
        ),
        Entry::number(
            &["R-VGW-16"],
            "A site with the addresses of the VPC is not reached: the local route wins.",
            "Give them different blocks.",
        ),
    ],
};
