//! A range of public addresses of one's own is too small to be advertised.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An advertised range of one's own is narrower than a /24, or than a /48 of IPv6.
    ///
    /// # Why it matters
    /// Other networks take no narrower routes, so AWS does not advertise such a range.
    ///
    /// # How to fix
    /// Bring a wider range.
    ///
    /// # Limits
    /// Whether the range is yours, and what is registered for it (AS numbers 16509 and 14618), is not looked up.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-byoip.html>
    RuleInfo {
        id: "byoip-range-too-small",
        title: "A range of your own is too small to be advertised",
        group: Group::Addressing,
        book: &["R-IP-4"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for range in &context.network.own_ranges {
        let most = if range.block.addr().is_ipv4() { 24 } else { 48 };
        if !range.is_advertised || range.block.prefix_len() <= most {
            continue;
        }
        let name = context.name(&range.id);
        let message = say!(
            "byoip-range-too-small",
            "{range} advertises {block}. The narrowest range that AWS advertises is a /{most}.",
            range = name,
            block = range.block,
            most = most
        );
        let help = say!(
            "byoip-range-too-small.help",
            "Bring a range of your own that is a /{most} or wider.",
            most = most
        );
        report.push(Found::new([&range.id], message, help));
    }
}
