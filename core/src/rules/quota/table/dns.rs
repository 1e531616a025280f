//! Route 53 and its resolver.

use super::{Quota, Raise, counted, listed};

pub(super) const AREA: (&str, &[Quota]) = (
    "Route 53 and its resolver",
    &[
        counted! {
            "quota-hosted-zones": 500, "hosted zones" in "an account", Raise::Yes,
            book ["R-DNS-18"],
            from "Route53/latest/DeveloperGuide/DNSLimitations.html" on "November 2026",
            by hosted_zones_per_account, errors [],
            help "Ask AWS for a higher quota, or use fewer."
        },
        counted! {
            "quota-records-per-zone": 10_000, "records" in "a hosted zone", Raise::Yes,
            book ["R-DNS-18"],
            from "Route53/latest/DeveloperGuide/DNSLimitations.html" on "November 2026",
            by records_per_zone, errors [],
            help "Ask AWS for a higher quota, or hand a part of the names to a zone of its own."
        },
        counted! {
            "quota-vpcs-per-private-zone": 300, "VPCs" in "a private hosted zone", Raise::Yes,
            book ["R-DNS-18"],
            from "Route53/latest/DeveloperGuide/DNSLimitations.html" on "November 2026",
            by vpcs_per_private_zone, errors [],
            help "Ask AWS for a higher quota, or use fewer."
        },
        listed! {
            "quota-resolver-endpoints": 4, "resolver endpoints" in "a Region", Raise::Yes,
            book ["R-DNS-12"],
            from "Route53/latest/DeveloperGuide/DNSLimitations.html" on "November 2026"
        },
        listed! {
            "quota-resolver-rules": 1000, "resolver rules" in "a Region", Raise::Yes,
            book ["R-DNS-12"],
            from "Route53/latest/DeveloperGuide/DNSLimitations.html" on "November 2026"
        },
        listed! {
            "quota-resolver-rule-associations": 2000, "associations of resolver rules with VPCs" in "a Region", Raise::Yes,
            book ["R-DNS-12"],
            from "Route53/latest/DeveloperGuide/DNSLimitations.html" on "November 2026"
        },
        counted! {
            "quota-addresses-per-resolver-endpoint": 6, "addresses" in "a resolver endpoint", Raise::Yes,
            book ["R-DNS-11"],
            from "Route53/latest/DeveloperGuide/DNSLimitations.html" on "November 2026",
            by addresses_per_resolver_endpoint, errors [],
            help "Ask AWS for a higher quota, or make a second endpoint."
        },
        listed! {
            "quota-dns-packets-per-interface": 1024, "packets a second to the resolver and other link-local services" in "an interface", Raise::No,
            book ["R-DNS-14"],
            from "vpc/latest/userguide/AmazonDNS-concepts.html" on "November 2026"
        },
        counted! {
            "quota-records-per-name": 100, "weighted, latency, geolocation, multivalue or IP-based records" in "a name and type", Raise::No,
            book ["R-R53-11"],
            from "Route53/latest/DeveloperGuide/DNSLimitations.html" on "November 2026",
            by records_per_name, errors [],
            help "Use fewer: AWS gives no more."
        },
        listed! {
            "quota-geoproximity-records-per-name": 30, "geoproximity records" in "a name and type", Raise::No,
            book ["R-R53-11"],
            from "Route53/latest/DeveloperGuide/DNSLimitations.html" on "November 2026"
        },
        counted! {
            "quota-health-checks": 200, "health checks" in "an account", Raise::Yes,
            book ["R-R53-11"],
            from "Route53/latest/DeveloperGuide/DNSLimitations.html" on "November 2026",
            by health_checks_per_account, errors [],
            help "Ask AWS for a higher quota, or use fewer."
        },
        listed! {
            "quota-children-per-health-check": 255, "health checks" in "a calculated health check", Raise::No,
            book ["R-R53-11"],
            from "Route53/latest/DeveloperGuide/DNSLimitations.html" on "November 2026"
        },
    ],
);
