//! Security groups, network ACLs and prefix lists.

use super::{Quota, Raise, counted, listed};

/// The rules of a group.
pub(in crate::rules::quota) const RULES_PER_GROUP: Quota = counted! {
    "quota-rules-per-sg": 60, "rules of one family in one direction" in "a security group", Raise::Yes,
    book ["R-SG-12", "R-SG-13", "R-VAL-17"],
    from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
    by rules_per_group, errors ["RulesPerSecurityGroupLimitExceeded"],
    help "Use groups or prefix lists as sources instead of many blocks, or ask AWS for a higher quota."
};

/// The groups of an interface.
pub(in crate::rules::quota) const GROUPS_PER_INTERFACE: Quota = counted! {
    "quota-sg-per-eni": 5, "security groups" in "a network interface", Raise::UpTo(16),
    book ["R-SG-12", "R-VAL-17"],
    from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
    by groups_per_interface, errors ["SecurityGroupsPerInterfaceLimitExceeded"],
    help "Join groups, or ask AWS for a higher quota (up to 16; groups times rules stay below 1000)."
};

/// The most that the two multiply to, whatever AWS gives on request.
pub(in crate::rules::quota) const GROUPS_TIMES_RULES: Quota = listed! {
    "quota-sg-times-rules-per-eni": 1000, "security groups times rules of a group" in "a network interface", Raise::No,
    book ["R-SG-12"],
    from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026"
};

pub(super) const AREA: (&str, &[Quota]) = (
    "Security groups, network ACLs and prefix lists",
    &[
        counted! {
            "quota-sg-per-region": 2500, "security groups" in "a Region", Raise::Yes,
            book ["R-SG-12"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by groups_per_region, errors [],
            help "Ask AWS for a higher quota, or use fewer."
        },
        RULES_PER_GROUP,
        GROUPS_PER_INTERFACE,
        GROUPS_TIMES_RULES,
        counted! {
            "quota-nacl-per-vpc": 200, "network ACLs" in "a VPC", Raise::Yes,
            book ["R-NACL-9", "R-VAL-19"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by acls_per_vpc, errors ["NetworkAclLimitExceeded"],
            help "Ask AWS for a higher quota, or use fewer: one network ACL can serve many subnets."
        },
        counted! {
            "quota-entries-per-acl": 20, "rules in one direction" in "a network ACL", Raise::UpTo(40),
            book ["R-NACL-9", "R-VAL-19"],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by entries_per_acl, errors ["NetworkAclEntryLimitExceeded"],
            help "Join neighbouring blocks, move what is about instances into security groups, or ask AWS for more (up to 40)."
        },
        counted! {
            "quota-entries-per-prefix-list": 1000, "entries" in "a managed prefix list", Raise::Yes,
            book [],
            from "vpc/latest/userguide/amazon-vpc-limits.html" on "November 2026",
            by entries_per_prefix_list, errors [],
            help "Join neighbouring blocks, split the list, lower the most entries that it may have, or ask AWS for a higher quota."
        },
    ],
);
