//! Client VPN.

use super::{Quota, Raise, listed};

pub(super) const AREA: (&str, &[Quota]) = (
    "Client VPN",
    &[
        listed! {
            "quota-cvpn-per-region": 5, "Client VPN endpoints" in "a Region", Raise::Yes,
            book ["R-CVPN-11"],
            from "vpn/latest/clientvpn-admin/limits.html" on "November 2026"
        },
        listed! {
            "quota-cvpn-authorization-rules": 200, "authorization rules" in "a Client VPN endpoint", Raise::Yes,
            book ["R-CVPN-11"],
            from "vpn/latest/clientvpn-admin/limits.html" on "November 2026"
        },
        listed! {
            "quota-cvpn-routes": 100, "routes" in "an association of a Client VPN endpoint", Raise::Yes,
            book ["R-CVPN-11"],
            from "vpn/latest/clientvpn-admin/limits.html" on "November 2026"
        },
        listed! {
            "quota-cvpn-connections": 7000, "connections of clients at the same time" in "a Client VPN endpoint with one association", Raise::No,
            book ["R-CVPN-11"],
            from "vpn/latest/clientvpn-admin/limits.html" on "November 2026"
        },
        listed! {
            "quota-cvpn-connections-five": 126_000, "connections of clients at the same time" in "a Client VPN endpoint with five associations", Raise::No,
            book ["R-CVPN-11"],
            from "vpn/latest/clientvpn-admin/limits.html" on "November 2026"
        },
    ],
);
