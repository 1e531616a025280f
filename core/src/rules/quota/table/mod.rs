//! The numbers: default, whether AWS raises it, where it is published, and when it was looked up. One file per area.
//!
//! A row is `counted!` where a drawing shows how many there are, and is a rule then; what no drawing shows, or nobody
//! counts yet, is `listed!`.

mod client_vpn;
mod direct_connect;
mod dns;
pub(super) mod filtering;
mod gateways;
mod load_balancer;
mod peering;
mod sharing;
mod transit_gateway;
mod vpc;
mod vpn;

use super::{Quota, Raise};

/// Every area with its quotas.
pub(in crate::rules) const AREAS: &[(&str, &[Quota])] = &[
    vpc::AREA,
    gateways::AREA,
    filtering::AREA,
    peering::AREA,
    transit_gateway::AREA,
    vpn::AREA,
    sharing::AREA,
    client_vpn::AREA,
    direct_connect::AREA,
    load_balancer::AREA,
    dns::AREA,
];

/// A quota that is a rule: drawings are counted.
macro_rules! counted {
    (
        $id:literal: $default:literal, $noun:literal in $scope:literal, $raise:expr,
        book $book:expr,
        from $source:literal on $date:literal,
        by $count:ident, errors $errors:expr,
        $(named in $errors_source:literal,)?
        help $help:literal
    ) => {
        Quota {
            id: $id,
            noun: $noun,
            scope: $scope,
            default: $default,
            raise: $raise,
            book: &$book,
            source: concat!("https://docs.aws.amazon.com/", $source),
            date: $date,
            counted: Some($crate::rules::quota::Counting {
                info: $crate::rules::RuleInfo {
                    id: $id,
                    title: concat!("More ", $noun, " in ", $scope, " than AWS gives by default"),
                    group: $crate::rules::Group::Quota,
                    book: &$book,
                    codes: &[],
                    api_errors: &$errors,
                    severity: $crate::rules::Severity::Warning,
                    since: "0.1.0",
                    page: $crate::page::page!(
                        "# What it checks\n",
                        "The drawing has more ", $noun, " in ", $scope, " than the default quota: ", $default, ".\n",
                        "# Why it matters\n",
                        "AWS refuses the next one in an account whose quota was never raised.\n",
                        "# How to fix\n",
                        $help, "\n",
                        "# Limits\n",
                        "Only what is drawn is counted, for each account by itself, as if it held nothing else. ",
                        "The number is that of ", $date, ".\n",
                        "# References\n",
                        "- <https://docs.aws.amazon.com/", $source, ">\n",
                        $("- <https://docs.aws.amazon.com/", $errors_source, ">\n",)?
                    ),
                    check: $crate::rules::quota::check,
                },
                count: $crate::rules::quota::count::$count,
            }),
        }
    };
}

/// A quota that is a number only.
macro_rules! listed {
    (
        $id:literal: $default:literal, $noun:literal in $scope:literal, $raise:expr,
        book $book:expr,
        from $source:literal on $date:literal
    ) => {
        Quota {
            id: $id,
            noun: $noun,
            scope: $scope,
            default: $default,
            raise: $raise,
            book: &$book,
            source: concat!("https://docs.aws.amazon.com/", $source),
            date: $date,
            counted: None,
        }
    };
}

use {counted, listed};
