//! The Region of a VPC is called by no name of a Region.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The `region` of a VPC does not have the form of the name of a Region, such as `eu-west-1` or
    /// `us-gov-east-1`.
    ///
    /// # Why it matters
    /// A VPC lies in a Region. Under another name AWS knows none, and the zones, services and prefix lists of
    /// the VPC cannot be worked out.
    ///
    /// # How to fix
    /// Write the name of a Region.
    ///
    /// # Limits
    /// Whether AWS has a Region of that name, and whether an account has opted in to it, is not looked up.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html>
    RuleInfo {
        id: "region-unknown",
        title: "A VPC lies in no Region",
        group: Group::Structure,
        book: &["R-VAL-4"],
        api_errors: &["InvalidParameterValue"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs() {
        let Some(region) = vpc.region.as_deref().filter(|region| !is_name(region)) else { continue };
        let name = context.name(&vpc.id);
        let message = say!(
            "region-unknown",
            "{vpc} lies in \"{region}\", which is no Region.",
            vpc = name,
            region = region
        );
        let help = say!(
            "region-unknown.help",
            "Write the name of a Region such as eu-west-1 for {vpc}.",
            vpc = name
        );
        report.push(Found::new([&vpc.id], message, help));
    }
}

/// Words of small letters with hyphens, two at least, and a number at the end.
fn is_name(region: &str) -> bool {
    let Some((words, number)) = region.rsplit_once('-') else { return false };
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase());
    words.contains('-')
        && words.split('-').all(is_word)
        && !number.is_empty()
        && number.chars().all(|digit| digit.is_ascii_digit())
}
