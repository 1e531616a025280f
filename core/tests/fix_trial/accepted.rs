//! New findings that an edit may bring, and why it is proposed all the same.

/// What an edit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The one thing that stops a packet.
    OnlyBlocker,
    /// One of several things that stop a packet.
    Step,
    /// A finding.
    Finding,
}

/// The rule, for which edits, and the reason.
const ACCEPTED: &[(&str, &[Purpose], &str)] = &[
    (
        "public-subnet-no-public-ip",
        &[Purpose::Step],
        "Where no NAT gateway can be had a host needs a route and a public address: two blockers, two edits, and between \
         them the warning says what is still missing. Beside a NAT gateway the subnet has to be public.",
    ),
    (
        "public-subnet-no-public-ip",
        &[Purpose::OnlyBlocker],
        "The subnet of a NAT gateway, or of a host that the internet asked, has to be public; a host beside it without a \
         public address is then named.",
    ),
    (
        "admin-port-open-to-world",
        &[Purpose::OnlyBlocker, Purpose::Step],
        "Whoever sends from the internet to SSH asks for every address; there is no narrower rule that admits the packet, \
         and the warning says what it means.",
    ),
    (
        "db-open-to-world",
        &[Purpose::OnlyBlocker, Purpose::Step],
        "The same for a database that has a public address.",
    ),
    (
        "nacl-rule-shadowed",
        &[Purpose::OnlyBlocker, Purpose::Step],
        "The entry that denies is left for whoever wrote it: the new one goes in front of it, and the warning names both.",
    ),
    (
        "nacl-ephemeral-missing",
        &[Purpose::Step, Purpose::Finding],
        "An ACL is opened in each direction by an edit of its own: the other direction is the next blocker. An entry that \
         AWS takes at last is judged only then.",
    ),
    (
        "peering-route-one-sided",
        &[Purpose::Step, Purpose::Finding],
        "Each side of a peering connection gets its route by an edit of its own.",
    ),
    (
        "nat-shared-across-az",
        &[Purpose::OnlyBlocker, Purpose::Step],
        "One NAT gateway serves two zones, or none: the warning says that they fail together.",
    ),
    (
        "nat-single-point-of-failure",
        &[Purpose::OnlyBlocker, Purpose::Step, Purpose::Finding],
        "There is one appliance, and packets have to pass it.",
    ),
    (
        "source-dest-check-blocks-forwarding",
        &[Purpose::Finding],
        "A route that led to nothing said nothing of the interface: it is judged when it leads there.",
    ),
    (
        "peering-without-routes",
        &[Purpose::Finding],
        "A connection is accepted, or a wrong route to it is taken out: the routes that it needs are for its people to choose.",
    ),
    (
        "tgw-missing-vpc-route",
        &[Purpose::Finding],
        "An attachment that is accepted has no route yet: that is the next finding.",
    ),
];

/// Whether a finding of that rule is no reason against an edit.
pub(super) fn is_accepted(rule: &str, purpose: Purpose) -> bool {
    ACCEPTED.iter().any(|(accepted, purposes, _)| *accepted == rule && purposes.contains(&purpose))
}
