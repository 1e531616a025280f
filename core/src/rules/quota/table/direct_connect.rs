//! Direct Connect.

use super::{Quota, Raise, listed};

pub(super) const AREA: (&str, &[Quota]) = (
    "Direct Connect",
    &[
        listed! {
            "quota-dxgw-per-account": 200, "Direct Connect gateways" in "an account", Raise::Yes,
            book ["R-DX-11"],
            from "directconnect/latest/UserGuide/limits.html" on "November 2026"
        },
        listed! {
            "quota-vgw-per-dxgw": 20, "virtual private gateways" in "a Direct Connect gateway", Raise::No,
            book ["R-DX-11"],
            from "directconnect/latest/UserGuide/limits.html" on "November 2026"
        },
        listed! {
            "quota-tgw-per-dxgw": 6, "transit gateways" in "a Direct Connect gateway", Raise::No,
            book ["R-DX-11"],
            from "directconnect/latest/UserGuide/limits.html" on "November 2026"
        },
        listed! {
            "quota-vif-per-dxgw": 30, "virtual interfaces" in "a Direct Connect gateway", Raise::Yes,
            book ["R-DX-11"],
            from "directconnect/latest/UserGuide/limits.html" on "November 2026"
        },
        listed! {
            "quota-vif-per-dedicated-connection": 50, "private and public virtual interfaces" in "a dedicated connection", Raise::No,
            book ["R-DX-11"],
            from "directconnect/latest/UserGuide/limits.html" on "November 2026"
        },
        listed! {
            "quota-transit-vif-per-dedicated-connection": 4, "transit virtual interfaces" in "a dedicated connection", Raise::No,
            book ["R-DX-11"],
            from "directconnect/latest/UserGuide/limits.html" on "November 2026"
        },
        listed! {
            "quota-vif-per-hosted-connection": 1, "virtual interfaces" in "a hosted connection", Raise::No,
            book ["R-DX-11"],
            from "directconnect/latest/UserGuide/limits.html" on "November 2026"
        },
        listed! {
            "quota-dx-routes-in": 100, "routes announced by the site" in "a private or transit virtual interface", Raise::UpTo(1000),
            book ["R-DX-12"],
            from "directconnect/latest/UserGuide/limits.html" on "November 2026"
        },
        listed! {
            "quota-dx-public-routes-in": 1000, "routes announced by the site" in "a public virtual interface", Raise::No,
            book ["R-DX-12"],
            from "directconnect/latest/UserGuide/limits.html" on "November 2026"
        },
        listed! {
            "quota-dx-prefixes-per-tgw": 200, "prefixes announced to the site" in "a transit gateway at a Direct Connect gateway", Raise::No,
            book ["R-DX-12"],
            from "directconnect/latest/UserGuide/limits.html" on "November 2026"
        },
    ],
);
