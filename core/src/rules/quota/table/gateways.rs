//! Internet gateways, NAT gateways, public addresses and endpoints.

use super::{Quota, Raise, counted, listed};

pub(super) const AREA: (&str, &[Quota]) = (
    "Gateways, addresses and endpoints",
    &[
        counted! {
            "quota-igw-per-region": 5, "internet gateways" in "a Region", Raise::Yes,
            book ["R-VPC-21", "R-VAL-24"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by igws_per_region, errors ["InternetGatewayLimitExceeded"],
            help "Ask AWS for more VPCs per Region: the quota of internet gateways moves with it."
        },
        listed! {
            "quota-eigw-per-vpc": 1, "egress-only internet gateways" in "a VPC", Raise::No,
            book ["R-EIGW-1"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026"
        },
        counted! {
            "quota-addresses-per-region": 5, "Elastic IP addresses" in "a Region", Raise::Yes,
            book ["R-IP-1", "R-VAL-24"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by addresses_per_region, errors ["AddressLimitExceeded"],
            help "Ask AWS for a higher quota, or use fewer: one NAT gateway can stand for many instances."
        },
        counted! {
            "quota-nat-per-az": 5, "NAT gateways" in "an Availability Zone", Raise::Yes,
            book ["R-NAT-14", "R-VAL-24"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by nats_per_zone, errors ["NatGatewayLimitExceeded"],
            help "Ask AWS for a higher quota, or use fewer."
        },
        counted! {
            "quota-addresses-per-nat": 2, "Elastic IP addresses" in "a NAT gateway", Raise::UpTo(8),
            book ["R-NAT-14"],
            from "vpc/latest/userguide/nat-gateway-basics.html" on "November 2026",
            by addresses_per_nat, errors [],
            help "Ask AWS for a higher quota (up to 8), or use fewer."
        },
        listed! {
            "quota-private-addresses-per-nat": 8, "private addresses" in "a NAT gateway", Raise::Yes,
            book ["R-NAT-14"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026"
        },
        listed! {
            "quota-connections-per-nat-address": 55_000, "connections to one destination at the same time" in "an address of a NAT gateway", Raise::No,
            book ["R-NAT-13"],
            from "vpc/latest/userguide/nat-gateway-basics.html" on "November 2026"
        },
        counted! {
            "quota-addresses-per-regional-nat": 32, "addresses" in "an Availability Zone of a regional NAT gateway", Raise::No,
            book ["R-RNAT-6"],
            from "vpc/latest/userguide/nat-gateways-regional.html" on "November 2026",
            by addresses_per_zone_of_nat, errors [],
            help "Use fewer: a regional NAT gateway has at most 32 addresses in a zone."
        },
        counted! {
            "quota-gateway-endpoints-per-region": 20, "gateway endpoints" in "a Region", Raise::Yes,
            book ["R-GWE-12"],
            from "vpc/latest/privatelink/vpc-limits-endpoints.html" on "November 2026",
            by gateway_endpoints_per_region, errors [],
            help "Ask AWS for a higher quota, or use fewer."
        },
        listed! {
            "quota-gateway-endpoints-per-vpc": 255, "gateway endpoints" in "a VPC", Raise::No,
            book ["R-GWE-12"],
            from "vpc/latest/privatelink/vpc-limits-endpoints.html" on "November 2026"
        },
        counted! {
            "quota-interface-endpoints-per-vpc": 50, "interface and Gateway Load Balancer endpoints" in "a VPC", Raise::Yes,
            book ["R-IFE-13"],
            from "vpc/latest/privatelink/vpc-limits-endpoints.html" on "November 2026",
            by interface_endpoints_per_vpc, errors [],
            help "Ask AWS for a higher quota, or use fewer."
        },
        listed! {
            "quota-resource-endpoints-per-vpc": 200, "resource endpoints" in "a VPC", Raise::Yes,
            book [],
            from "vpc/latest/privatelink/vpc-limits-endpoints.html" on "November 2026"
        },
        listed! {
            "quota-service-network-endpoints-per-vpc": 50, "service network endpoints" in "a VPC", Raise::Yes,
            book [],
            from "vpc/latest/privatelink/vpc-limits-endpoints.html" on "November 2026"
        },
    ],
);
