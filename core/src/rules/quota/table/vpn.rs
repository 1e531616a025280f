//! Virtual private gateways and Site-to-Site VPN.

use super::{Quota, Raise, counted, listed};

pub(super) const AREA: (&str, &[Quota]) = (
    "VPN",
    &[
        counted! {
            "quota-vgw-per-region": 5, "virtual private gateways" in "a Region", Raise::Yes,
            book ["R-VGW-12", "R-VAL-24"],
            from "vpn/latest/s2svpn/vpn-limits.html" on "November 2026",
            by vpn_gateways_per_region, errors ["VpnGatewayLimitExceeded"],
            help "Ask AWS for a higher quota, or join the VPCs by a transit gateway, which one VPN connection can serve."
        },
        counted! {
            "quota-cgw-per-region": 50, "customer gateways" in "a Region", Raise::Yes,
            book ["R-VGW-12"],
            from "vpn/latest/s2svpn/vpn-limits.html" on "November 2026",
            by customer_gateways_per_region, errors [],
            help "Ask AWS for a higher quota, or let several connections end at one device."
        },
        counted! {
            "quota-vpn-per-region": 50, "VPN connections" in "a Region", Raise::Yes,
            book ["R-VGW-12", "R-VAL-24"],
            from "vpn/latest/s2svpn/vpn-limits.html" on "November 2026",
            by vpn_connections_per_region, errors ["VpnConnectionLimitExceeded"],
            help "Ask AWS for a higher quota, or use fewer."
        },
        counted! {
            "quota-vpn-per-vgw": 10, "VPN connections" in "a virtual private gateway", Raise::Yes,
            book ["R-VGW-12", "R-VAL-24"],
            from "vpn/latest/s2svpn/vpn-limits.html" on "November 2026",
            by connections_per_vpn_gateway, errors ["VpnConnectionLimitExceeded"],
            help "Ask AWS for a higher quota, or let the connections end at a transit gateway."
        },
        counted! {
            "quota-vgw-routes-in": 100, "routes announced by the site" in "a VPN connection of a virtual private gateway", Raise::No,
            book ["R-VGW-12"],
            from "vpn/latest/s2svpn/vpn-limits.html" on "November 2026",
            by routes_announced_to_vpn_gateway, errors [],
            help "Announce fewer, wider routes, or a default route."
        },
        counted! {
            "quota-tgw-vpn-routes-in": 1000, "routes announced by the site" in "a VPN connection of a transit gateway", Raise::No,
            book ["R-VGW-12"],
            from "vpn/latest/s2svpn/vpn-limits.html" on "November 2026",
            by routes_announced_to_transit_gateway, errors [],
            help "Announce fewer, wider routes, or a default route."
        },
        listed! {
            "quota-vgw-routes-out": 1000, "routes announced to the site" in "a VPN connection of a virtual private gateway", Raise::No,
            book ["R-VGW-12"],
            from "vpn/latest/s2svpn/vpn-limits.html" on "November 2026"
        },
        listed! {
            "quota-tgw-vpn-routes-out": 5000, "routes announced to the site" in "a VPN connection of a transit gateway", Raise::No,
            book ["R-VGW-12"],
            from "vpn/latest/s2svpn/vpn-limits.html" on "November 2026"
        },
        listed! {
            "quota-tunnel-bandwidth": 1250, "megabits a second" in "a standard tunnel", Raise::No,
            book ["R-VGW-12"],
            from "vpn/latest/s2svpn/vpn-limits.html" on "November 2026"
        },
        listed! {
            "quota-large-tunnel-bandwidth": 5000, "megabits a second" in "a large tunnel", Raise::No,
            book ["R-VGW-12"],
            from "vpn/latest/s2svpn/vpn-limits.html" on "November 2026"
        },
        listed! {
            "quota-tunnel-packets": 140_000, "packets a second" in "a standard tunnel", Raise::No,
            book ["R-VGW-12"],
            from "vpn/latest/s2svpn/vpn-limits.html" on "November 2026"
        },
    ],
);
