//! The sizes of an Auto Scaling group do not fit each other.

use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The fewest instances of an Auto Scaling group are more than the most, or the wanted number is not between them.
    ///
    /// # Why it matters
    /// AWS refuses the group.
    ///
    /// # How to fix
    /// Write sizes in order: fewest, wanted, most.
    ///
    /// # Limits
    /// A size that is not written is not compared.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html>
    RuleInfo {
        id: "asg-min-max-order",
        title: "Sizes of an Auto Scaling group that do not fit",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::AutoScalingGroup(group) = resource.as_ref() else { continue };
        let sizes = [
            ("minimum", group.min_size),
            ("desired capacity", group.desired_capacity),
            ("maximum", group.max_size),
        ];
        let known: Vec<(&str, u32)> =
            sizes.iter().filter_map(|(word, size)| Some((*word, (*size)?))).collect();
        let wrong = known.iter().zip(known.iter().skip(1)).find(|((_, low), (_, high))| low > high);
        let Some(((low_word, low), (high_word, high))) = wrong else { continue };
        let name = context.name(id);
        let message = say!(
            "asg-min-max-order",
            "{name} has the {low_word} {low} and the {high_word} {high}: the first may not be more than the second.",
            name = name,
            low_word = low_word,
            low = low,
            high_word = high_word,
            high = high
        );
        let help = say!(
            "asg-min-max-order.help",
            "Make the {high_word} of {name} {low} or more, or lower the {low_word}.",
            high_word = high_word,
            name = name,
            low = low,
            low_word = low_word
        );
        report.push(Found::new([id], message, help));
    }
}
