//! VPCs, subnets and route tables.

use super::{Quota, Raise, counted, listed};

pub(super) const AREA: (&str, &[Quota]) = (
    "VPCs, subnets and route tables",
    &[
        counted! {
            "quota-vpc-per-region": 5, "VPCs" in "a Region", Raise::Yes,
            book ["R-VPC-21", "R-VAL-24"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by vpcs_per_region, errors ["VpcLimitExceeded"],
            help "Ask AWS for a higher quota, or use fewer."
        },
        counted! {
            "quota-subnets-per-vpc": 200, "subnets" in "a VPC", Raise::Yes,
            book ["R-SUB-11", "R-VAL-24"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by subnets_per_vpc, errors ["SubnetLimitExceeded"],
            help "Ask AWS for a higher quota, or use fewer."
        },
        counted! {
            "quota-cidrs-per-vpc": 5, "IPv4 CIDR blocks" in "a VPC", Raise::UpTo(50),
            book ["R-VPC-17", "R-VAL-5"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by cidrs_per_vpc, errors ["CidrLimitExceeded"],
            help "Ask AWS for a higher quota (up to 50), or use fewer, wider blocks."
        },
        counted! {
            "quota-ipv6-cidrs-per-vpc": 5, "IPv6 CIDR blocks" in "a VPC", Raise::UpTo(50),
            book ["R-VPC-17", "R-VAL-5"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by ipv6_cidrs_per_vpc, errors ["CidrLimitExceeded"],
            help "Ask AWS for a higher quota (up to 50), or use fewer."
        },
        counted! {
            "quota-route-tables-per-vpc": 200, "route tables" in "a VPC", Raise::Yes,
            book ["R-VAL-24"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by tables_per_vpc, errors ["RouteTableLimitExceeded"],
            help "Ask AWS for a higher quota, or use fewer: one table can serve many subnets."
        },
        counted! {
            "quota-routes-per-table": 500, "routes of one family" in "a route table", Raise::UpTo(1000),
            book ["R-VAL-24", "R-RT-33"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by routes_per_table, errors ["RouteLimitExceeded"],
            help "Join neighbouring blocks, or ask AWS for a higher quota (up to 1000)."
        },
        counted! {
            "quota-propagated-routes-per-table": 100, "propagated routes" in "a route table", Raise::No,
            book [],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by propagated_routes_per_table, errors [],
            help "Announce fewer, wider routes at the sites, or a default route."
        },
        counted! {
            "quota-interfaces-per-az": 5000, "network interfaces" in "an Availability Zone", Raise::Yes,
            book [],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by interfaces_per_zone, errors [],
            help "Ask AWS for a higher quota, or spread over more zones: AWS gives the number for a Region and holds each zone to it."
        },
        listed! {
            "quota-nau-per-vpc": 64_000, "network address usage units" in "a VPC", Raise::UpTo(256_000),
            book [],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026"
        },
        listed! {
            "quota-nau-with-peers": 128_000, "network address usage units" in "a VPC and its peers of the Region", Raise::UpTo(512_000),
            book [],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026"
        },
        counted! {
            "quota-bpa-exclusions": 50, "exclusions from Block Public Access" in "a Region", Raise::Yes,
            book ["R-BPA-7"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by public_access_exclusions_per_region, errors [],
            help "Ask AWS for a higher quota, or exclude VPCs instead of their subnets."
        },
        counted! {
            "quota-flow-logs": 2, "flow logs" in "a VPC, subnet or network interface", Raise::No,
            book [],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "an older edition of AWS's page, which names none in November 2026",
            by flow_logs_per_resource, errors ["FlowLogsLimitExceeded"],
            named in "AWSEC2/latest/APIReference/errors-overview.html",
            help "Use fewer. An interface still has up to six: two of its own, two of its subnet and two of its VPC."
        },
        listed! {
            "quota-route-servers-per-vpc": 5, "route servers" in "a VPC", Raise::Yes,
            book [],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026"
        },
        listed! {
            "quota-routes-per-route-server": 100, "routes" in "a route server", Raise::No,
            book [],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026"
        },
    ],
);
