//! The numbers: default, whether AWS raises it, where it is published, and when it was looked up.

use super::{Quota, Raise, check, count};
use crate::rules::{Group, RuleInfo, Severity};

macro_rules! quota {
    (
        $id:literal, $noun:literal in $scope:literal, $limit:literal, $raise:expr, $words:literal,
        $book:expr, $errors:expr, $source:literal, $count:ident
    ) => {
        Quota {
            info: RuleInfo {
                id: $id,
                title: concat!("More ", $noun, " in ", $scope, " than AWS gives by default"),
                group: Group::Quota,
                book: &$book,
                codes: &[],
                api_errors: &$errors,
                severity: Severity::Warning,
                since: "0.1.0",
                page: crate::page::page!(
                    "# What it checks\n",
                    "The drawing has more ", $noun, " in ", $scope, " than the default quota: ", $limit, ".\n",
                    "# Why it matters\n",
                    "AWS refuses the next one in an account whose quota was never raised.\n",
                    "# How to fix\n",
                    $words, "\n",
                    "# Limits\n",
                    "Only what is drawn is counted, as if it were all in one account that holds nothing else. ",
                    "The number is that of November 2026.\n",
                    "# References\n",
                    "- <https://docs.aws.amazon.com/", $source, ">\n",
                ),
                check,
            },
            noun: $noun,
            limit: $limit,
            raise: $raise,
            count: count::$count,
        }
    };
}

/// Every quota, sorted by id.
pub(in crate::rules) const QUOTAS: &[Quota] = &[
    quota!(
        "quota-addresses-per-region", "Elastic IP addresses" in "a Region", 5, Raise::Yes,
        "Ask AWS for a higher quota, or use fewer: one NAT gateway can stand for many instances.",
        ["R-IP-1", "R-VAL-24"], ["AddressLimitExceeded"],
        "vpc/latest/userguide/amazon-vpc-limits.html", addresses_per_region
    ),
    quota!(
        "quota-addresses-per-nat", "Elastic IP addresses" in "a NAT gateway", 2, Raise::UpTo(8),
        "Ask AWS for a higher quota (up to 8), or use fewer.",
        ["R-NAT-14"], [], "vpc/latest/userguide/nat-gateway-basics.html", addresses_per_nat
    ),
    quota!(
        "quota-cidrs-per-vpc", "IPv4 CIDR blocks" in "a VPC", 5, Raise::UpTo(50),
        "Ask AWS for a higher quota (up to 50), or use fewer, wider blocks.",
        ["R-VPC-17", "R-VAL-5"], ["CidrLimitExceeded"],
        "vpc/latest/userguide/amazon-vpc-limits.html", cidrs_per_vpc
    ),
    quota!(
        "quota-entries-per-acl", "rules in one direction" in "a network ACL", 20, Raise::UpTo(40),
        "Join neighbouring blocks, move what is about instances into security groups, or ask AWS for more (up to 40).",
        ["R-NACL-9", "R-VAL-19"], ["NetworkAclEntryLimitExceeded"],
        "vpc/latest/userguide/amazon-vpc-limits.html", entries_per_acl
    ),
    quota!(
        "quota-entries-per-prefix-list", "entries" in "a managed prefix list", 1000, Raise::Yes,
        "Join neighbouring blocks, split the list, lower the most entries that it may have, or ask AWS for a higher quota.",
        [], [], "vpc/latest/userguide/amazon-vpc-limits.html", entries_per_prefix_list
    ),
    quota!(
        "quota-gateway-endpoints-per-region", "gateway endpoints" in "a Region", 20, Raise::Yes, "Ask AWS for a higher quota, or use fewer.",
        ["R-GWE-12"], [], "vpc/latest/privatelink/vpc-limits-endpoints.html", gateway_endpoints_per_region
    ),
    quota!(
        "quota-igw-per-region", "internet gateways" in "a Region", 5, Raise::Yes,
        "Ask AWS for more VPCs per Region: the quota of internet gateways moves with it.",
        ["R-VPC-21", "R-VAL-24"], ["InternetGatewayLimitExceeded"],
        "vpc/latest/userguide/amazon-vpc-limits.html", igws_per_region
    ),
    quota!(
        "quota-interfaces-per-az", "network interfaces" in "an Availability Zone", 5000, Raise::Yes,
        "Ask AWS for a higher quota, or spread over more zones: AWS gives the number for a Region and holds each zone to it.",
        [], [], "vpc/latest/userguide/amazon-vpc-limits.html", interfaces_per_zone
    ),
    quota!(
        "quota-ipv6-cidrs-per-vpc", "IPv6 CIDR blocks" in "a VPC", 5, Raise::UpTo(50), "Ask AWS for a higher quota (up to 50), or use fewer.",
        ["R-VPC-17", "R-VAL-5"], ["CidrLimitExceeded"],
        "vpc/latest/userguide/amazon-vpc-limits.html", ipv6_cidrs_per_vpc
    ),
    quota!(
        "quota-nacl-per-vpc", "network ACLs" in "a VPC", 200, Raise::Yes,
        "Ask AWS for a higher quota, or use fewer: one network ACL can serve many subnets.",
        ["R-NACL-9", "R-VAL-19"], ["NetworkAclLimitExceeded"],
        "vpc/latest/userguide/amazon-vpc-limits.html", acls_per_vpc
    ),
    quota!(
        "quota-nat-per-az", "NAT gateways" in "an Availability Zone", 5, Raise::Yes, "Ask AWS for a higher quota, or use fewer.",
        ["R-NAT-14", "R-VAL-24"], ["NatGatewayLimitExceeded"],
        "vpc/latest/userguide/amazon-vpc-limits.html", nats_per_zone
    ),
    quota!(
        "quota-outstanding-peerings-per-vpc", "peering requests that wait for an answer" in "a VPC", 25, Raise::Yes,
        "Have the requests accepted or taken back: those that nobody answers expire after a week.",
        ["R-PEER-16"], [], "vpc/latest/peering/vpc-peering-connection-quotas.html", outstanding_peerings_per_vpc
    ),
    quota!(
        "quota-peerings-per-vpc", "active peering connections" in "a VPC", 50, Raise::UpTo(125),
        "Ask AWS for a higher quota (up to 125), or join many VPCs by a transit gateway.",
        ["R-PEER-16"], [], "vpc/latest/peering/vpc-peering-connection-quotas.html", peerings_per_vpc
    ),
    quota!(
        "quota-route-tables-per-vpc", "route tables" in "a VPC", 200, Raise::Yes,
        "Ask AWS for a higher quota, or use fewer: one table can serve many subnets.",
        ["R-VAL-24"], ["RouteTableLimitExceeded"],
        "vpc/latest/userguide/amazon-vpc-limits.html", tables_per_vpc
    ),
    quota!(
        "quota-routes-per-table", "routes of one family" in "a route table", 500, Raise::UpTo(1000),
        "Join neighbouring blocks, or ask AWS for a higher quota (up to 1000).",
        ["R-VAL-24", "R-RT-33"], ["RouteLimitExceeded"],
        "vpc/latest/userguide/amazon-vpc-limits.html", routes_per_table
    ),
    quota!(
        "quota-rules-per-sg", "rules of one family in one direction" in "a security group", 60, Raise::Yes,
        "Use groups or prefix lists as sources instead of many blocks, or ask AWS for a higher quota.",
        ["R-SG-12", "R-SG-13", "R-VAL-17"], ["RulesPerSecurityGroupLimitExceeded"],
        "vpc/latest/userguide/amazon-vpc-limits.html", rules_per_group
    ),
    quota!(
        "quota-sg-per-eni", "security groups" in "a network interface", 5, Raise::UpTo(16),
        "Join groups, or ask AWS for a higher quota (up to 16; groups times rules stay below 1000).",
        ["R-SG-12", "R-VAL-17"], ["SecurityGroupsPerInterfaceLimitExceeded"],
        "vpc/latest/userguide/amazon-vpc-limits.html", groups_per_interface
    ),
    quota!(
        "quota-sg-per-region", "security groups" in "a Region", 2500, Raise::Yes, "Ask AWS for a higher quota, or use fewer.",
        ["R-SG-12"], [], "vpc/latest/userguide/amazon-vpc-limits.html", groups_per_region
    ),
    quota!(
        "quota-subnets-per-vpc", "subnets" in "a VPC", 200, Raise::Yes, "Ask AWS for a higher quota, or use fewer.",
        ["R-SUB-11", "R-VAL-24"], ["SubnetLimitExceeded"],
        "vpc/latest/userguide/amazon-vpc-limits.html", subnets_per_vpc
    ),
    quota!(
        "quota-vpc-per-region", "VPCs" in "a Region", 5, Raise::Yes, "Ask AWS for a higher quota, or use fewer.",
        ["R-VPC-21", "R-VAL-24"], ["VpcLimitExceeded"],
        "vpc/latest/userguide/amazon-vpc-limits.html", vpcs_per_region
    ),
];
