//! A CIDR block is written with host bits, which AWS cuts off.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{every_cidr, pointer};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A CIDR block is written with bits set behind its prefix, as in `10.0.3.7/16`.
    ///
    /// # Why it matters
    /// AWS stores the network, `10.0.0.0/16`, and says nothing. Whoever reads the drawing takes it for another block.
    ///
    /// # How to fix
    /// Write the block as AWS stores it, or write the prefix that you meant: one host is a /32.
    ///
    /// # Limits
    /// Text that is no CIDR block at all is found by `cidr-unreadable`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html>
    RuleInfo {
        id: "cidr-normalised",
        title: "A CIDR block has host bits set",
        group: Group::Addressing,
        book: &["R-RT-38"],
        codes: &["CIDR_NORMALISED"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    every_cidr(context, |id, parts, block, _| {
        let Some(net) = block.net().filter(|_| block.has_host_bits()) else { return };
        let path = pointer(parts);
        let fix =
            Fix { title: format!("Write {net}"), changes: vec![Change::set(id, &path, net.to_string())] };
        report.push(
            Found::new(
                [id],
                say!(
                    "cidr-normalised",
                    "{name} says {written}, and AWS stores {net}.",
                    name = context.name(id),
                    written = block,
                    net = net
                ),
                say!("cidr-normalised.help", "Write {net}, or the prefix that you meant.", net = net),
            )
            .fix(Some(fix)),
        );
    });
}
