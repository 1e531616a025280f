//! The metadata service of an instance answers without a token.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{MetadataOptions, Resource};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The metadata service of an instance answers requests without a token: `httpTokens` is `optional`.
    ///
    /// # Why it matters
    /// Whoever makes an application on the instance fetch a page of their choice reads the keys of its role with one
    /// plain request (IMDSv1). With a token (IMDSv2) that takes a request of another kind, which such a page cannot be.
    ///
    /// # How to fix
    /// Set `httpTokens` to `required`, when no software on the instance needs version 1 any more.
    ///
    /// # Limits
    /// Where a drawing says nothing of tokens, account and image decide: nothing is reported. A service that is switched
    /// off answers nobody.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html>
    RuleInfo {
        id: "imdsv1-allowed",
        title: "A metadata service answers without a token",
        group: Group::Filtering,
        book: &[],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::Instance(instance) = resource.as_ref() else { continue };
        let Some(options) = instance.metadata_options.as_ref().filter(|options| !options.is_off()) else {
            continue;
        };
        if MetadataOptions::admits_without_token(options) != Some(true) {
            continue;
        }
        let name = context.name(id);
        let message = say!(
            "imdsv1-allowed",
            "The metadata service of {instance} answers without a token (IMDSv1).",
            instance = name
        );
        let help = say!(
            "imdsv1-allowed.help",
            "Let the metadata service of {instance} ask for tokens (IMDSv2).",
            instance = name
        );
        let fix = Fix {
            title: format!("Let the metadata service of {name} ask for tokens"),
            changes: vec![Change::set(id, "/metadataOptions/httpTokens", "required")],
        };
        report.push(Found::new([id], message, help).fix(Some(fix)));
    }
}
