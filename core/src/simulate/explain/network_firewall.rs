//! AWS Network Firewall: what its rules do with a packet, and what it needs of the routes.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-network-firewall",
    title: "Network Firewall",
    place: "At the endpoint, where it hands the packet over, and at the firewall, where rules decide, both as `forward`.",
    references: &[
        "https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-rules-engines.html",
        "https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html",
        "https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html",
        "https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html",
    ],
    entries: &[
        Entry::code(
            codes::FIREWALL_RULES_RESTRICTION,
            &["R-NFW-6"],
            "A rule of the firewall, or what its policy says of packets that no rule matches, drops the packet.",
            "Change the rule that is named, or add one that is asked before and passes the packet.",
        ),
        Entry::code(
            codes::FIREWALL_REJECT,
            &["R-NFW-6"],
            "The rule rejects: the sender is told, instead of waiting.",
            "Change the rule that is named, or add one that is asked before and passes the packet.",
        ),
        Entry::code(
            codes::FIREWALL_ASYMMETRIC,
            &["R-NFW-2", "R-NFW-5", "R-NFW-7"],
            "The stateful rules see one half of the flow: request and reply pass different endpoints, or a stateless rule passes one of them.",
            "Lead both directions through one endpoint. Behind a transit gateway turn appliance mode on.",
        ),
        Entry::code(
            codes::FIREWALL_UNSUPPORTED_RULE_OPTIONS,
            &["R-NFW-10"],
            "Rules that are not judged here could decide: those in the words of Suricata, options of rules, names that the packet does not carry, what travels on unusual ports.",
            "Send to a name, or read the rules of the firewall.",
        ),
        Entry::number(
            &["R-NFW-1"],
            "A firewall sees what routes bring to its endpoints, and nothing else.",
            "Lead the traffic to the endpoint of its zone, both ways.",
        ),
        Entry::number(
            &["R-NFW-2"],
            "Request and reply have to pass the same endpoint: only that one knows the flow.",
            "Lead both directions through one endpoint.",
        ),
        Entry::number(
            &["R-NFW-3"],
            "What an internet gateway lets in goes by the endpoint in the zone of whom it is for.",
            "Give the table of the internet gateway a row for each subnet, to the endpoint of its zone.",
        ),
        Entry::number(
            &["R-NFW-4"],
            "With a NAT gateway the firewall stands before it and sees the clients, or behind it and sees the gateway; both ways alike.",
            "Lead replies from the subnet of the NAT gateway back through the endpoint, where requests came from it.",
        ),
        Entry::number(
            &["R-NFW-5"],
            "In a VPC in the middle appliance mode of the attachment keeps both directions in one zone, and so at one endpoint.",
            "Turn appliance mode of the attachment on.",
        ),
        Entry::number(
            &["R-NFW-6"],
            "Stateless rules are asked by priority. What they forward, the stateful rules judge: in the default order those that pass before those that drop, in the strict order the first that matches.",
            "Look at the rule that is named, and at those asked before it.",
        ),
        Entry::number(
            &["R-NFW-7"],
            "A stateless rule that passes one direction only makes half flows.",
            "Pass both directions, or forward both.",
        ),
        Entry::number(
            &["R-NFW-9"],
            "A firewall that is attached to a transit gateway stands behind its attachment: tables of the gateway lead there, and the table of the attachment takes the packet on.",
            "Associate the attachments of the VPCs with a table that leads to the firewall, and the firewall with one that leads to the VPCs.",
        ),
        Entry::number(
            &["R-NFW-10"],
            "Where rules that are not judged here could decide, there is no verdict.",
            "Send to a name, or read the rules of the firewall.",
        ),
    ],
};
