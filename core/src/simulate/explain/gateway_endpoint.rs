//! Gateway endpoints for Amazon S3 and DynamoDB.

use super::{Entry, Topic};
use crate::simulate::codes;
use crate::topology::PLACEHOLDER_NOTE;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-gateway-endpoint",
    title: "Gateway endpoints",
    place: "At the gateway endpoint, as `forward`, and at the subnet of the sender, as `route`.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
        "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html",
    ],
    entries: &[
        Entry::code(
            codes::ENDPOINT_POLICY_DENY,
            &["R-GWE-8"],
            "The policy of the endpoint, of a gateway or an interface endpoint, lets no such request through. The service answers that access is denied: the request is refused, not lost.",
            "Let a statement of the policy allow the request, and none deny it.",
        ),
        Entry::code(
            codes::VPCE_GATEWAY_PROTOCOL_RESTRICTION,
            &["R-GWE-9"],
            "A gateway endpoint takes tcp and echo requests, and drops everything else.",
            "Use https.",
        ),
        Entry::code(
            codes::VPCE_GATEWAY_SOURCE_OUTSIDE_VPC,
            &["R-GWE-6"],
            "The finer code where a packet comes over a peering connection to use the endpoint of the other VPC.",
            "Make an endpoint in the sender's own VPC; it costs nothing.",
        ),
        Entry::code(
            PLACEHOLDER_NOTE,
            &["R-GWE-2"],
            "A remark, not a drop: the addresses of the service in this Region are not in Netyard's table, so one documented block stands for them.",
            "Import the account's prefix lists to have the real ones.",
        ),
        Entry::number(
            &["R-GWE-1"],
            "The endpoint is for another Region than the bucket or table, so the packet goes by the other routes.",
            "Use a bucket or table of the same Region, or let the packet go by the internet.",
        ),
        Entry::number(
            &["R-GWE-2"],
            "AWS wrote the route to the endpoint: the addresses of the service, in each associated table.",
            "Change the associations of the endpoint; the route itself cannot be changed.",
        ),
        Entry::number(
            &["R-GWE-4"],
            "The route of the endpoint is narrower than 0.0.0.0/0 and wins; a written route for the very same range wins over it.",
            "Remove the written route if the endpoint is meant.",
        ),
        Entry::number(
            &["R-GWE-5"],
            "The VPC has an endpoint for the service, but the table of this subnet is not associated with it.",
            "Associate the table with the endpoint.",
        ),
        Entry::number(
            &["R-GWE-6"],
            "A gateway endpoint serves only senders of its own VPC.",
            "Make an endpoint in the sender's own VPC.",
        ),
        Entry::number(
            &["R-GWE-7"],
            "The security group must admit the addresses of the service, by the prefix list or by ranges; a network ACL knows no prefix lists.",
            "Name the prefix list in the group, and ranges or 0.0.0.0/0 in the ACL.",
        ),
        Entry::number(
            &["R-GWE-8"],
            "The policy of the endpoint was asked: of VPC, endpoint, private address and account it decides; who asks, for what and about which resource no drawing holds.",
            "Name the VPC or the endpoint in a condition where the network shall decide.",
        ),
        Entry::number(
            &["R-GWE-13"],
            "The endpoint is being made or deleted: AWS changes the routes of its tables at once, and connections that are open to the service break off.",
            "Do it while nothing is under way; whoever was connected has to connect again.",
        ),
        Entry::number(&["R-GWE-9"], "A gateway endpoint takes tcp and echo requests only.", "Use https."),
        Entry::number(
            &["R-GWE-10"],
            "The destination keeps its public address, and the service sees the private address of the sender.",
            "Write policies with aws:VpcSourceIp, not with aws:SourceIp.",
        ),
        Entry::number(
            &["R-GWE-11"],
            "IPv6 and gateway endpoints: DynamoDB takes it, Amazon S3 does not.",
            "Send IPv6 to Amazon S3 by the internet, or use IPv4.",
        ),
    ],
};
