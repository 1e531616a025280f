//! Transit gateways.

use super::{Quota, Raise, counted, listed};

pub(super) const AREA: (&str, &[Quota]) = (
    "Transit gateways",
    &[
        counted! {
            "quota-tgw-per-region": 5, "transit gateways" in "a Region", Raise::Yes,
            book ["R-TGW-40"],
            from "vpc/latest/tgw/transit-gateway-quotas.html" on "November 2026",
            by transit_gateways_per_region, errors [],
            help "Ask AWS for a higher quota, or let several VPCs share one: its route tables keep them apart."
        },
        counted! {
            "quota-tgw-route-tables": 20, "route tables" in "a transit gateway", Raise::Yes,
            book ["R-TGW-40"],
            from "vpc/latest/tgw/transit-gateway-quotas.html" on "November 2026",
            by tables_per_transit_gateway, errors [],
            help "Ask AWS for a higher quota, or use fewer: one table can serve many attachments."
        },
        listed! {
            "quota-tgw-routes": 10_000, "routes of all tables" in "a transit gateway", Raise::Yes,
            book ["R-TGW-40"],
            from "vpc/latest/tgw/transit-gateway-quotas.html" on "November 2026"
        },
        counted! {
            "quota-tgw-attachments": 5000, "attachments" in "a transit gateway", Raise::No,
            book ["R-TGW-40"],
            from "vpc/latest/tgw/transit-gateway-quotas.html" on "November 2026",
            by attachments_per_transit_gateway, errors [],
            help "Use a second transit gateway and peer the two."
        },
        counted! {
            "quota-tgw-per-vpc": 5, "attachments to transit gateways" in "a VPC", Raise::No,
            book ["R-TGW-40"],
            from "vpc/latest/tgw/transit-gateway-quotas.html" on "November 2026",
            by attachments_per_vpc, errors [],
            help "Attach the VPC to fewer transit gateways: peered ones reach each other's networks."
        },
        counted! {
            "quota-tgw-peerings": 50, "peering attachments" in "a transit gateway", Raise::Yes,
            book ["R-TGW-40"],
            from "vpc/latest/tgw/transit-gateway-quotas.html" on "November 2026",
            by peerings_per_transit_gateway, errors [],
            help "Ask AWS for a higher quota, or use fewer peerings."
        },
        listed! {
            "quota-tgw-static-routes-per-prefix": 1, "static routes of one prefix to one attachment" in "a route table of a transit gateway", Raise::No,
            book ["R-TGW-40"],
            from "vpc/latest/tgw/transit-gateway-quotas.html" on "November 2026"
        },
        listed! {
            "quota-tgw-direct-connect-gateways": 20, "Direct Connect gateways" in "a transit gateway", Raise::No,
            book ["R-TGW-40"],
            from "vpc/latest/tgw/transit-gateway-quotas.html" on "November 2026"
        },
        counted! {
            "quota-tgw-connect-peers": 4, "Connect peers" in "a Connect attachment", Raise::No,
            book ["R-TGW-43"],
            from "vpc/latest/tgw/transit-gateway-quotas.html" on "November 2026",
            by connect_peers_per_attachment, errors [],
            help "Make a second Connect attachment over the same transport attachment."
        },
        counted! {
            "quota-tgw-cidr-blocks": 5, "blocks" in "a transit gateway", Raise::No,
            book ["R-TGW-43"],
            from "vpc/latest/tgw/transit-gateway-quotas.html" on "November 2026",
            by blocks_per_transit_gateway, errors [],
            help "Use fewer, wider blocks."
        },
        counted! {
            "quota-tgw-connect-routes-in": 1000, "routes announced by the appliance" in "a Connect peer", Raise::Yes,
            book ["R-TGW-43"],
            from "vpc/latest/tgw/transit-gateway-quotas.html" on "November 2026",
            by routes_announced_by_connect_peer, errors [],
            help "Ask AWS for a higher quota, or let the appliance announce fewer, wider prefixes."
        },
        listed! {
            "quota-tgw-connect-routes-out": 5000, "routes told to the appliance" in "a Connect peer", Raise::No,
            book ["R-TGW-43"],
            from "vpc/latest/tgw/transit-gateway-quotas.html" on "November 2026"
        },
    ],
);
