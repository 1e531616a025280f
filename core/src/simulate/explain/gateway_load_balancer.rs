//! Gateway Load Balancers and their endpoints.

use super::{Entry, Topic};

pub(super) const TOPIC: Topic = Topic {
    id: "packet-gateway-load-balancer",
    title: "Gateway Load Balancers and their endpoints",
    place: "At the subnet of the endpoint, as `networkAcl`; at the endpoint, as `forward`.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpce-gateway-load-balancer.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/gateway-load-balancers.html",
    ],
    entries: &[
        Entry::number(
            &["R-GWLB-6"],
            "The endpoint is in the same subnet as the host: the network ACL of that subnet is asked towards it all the same.",
            "Put the endpoint into a subnet of its own.",
        ),
        Entry::number(
            &["R-GWLB-11"],
            "The endpoint of a Gateway Load Balancer has no security group: only the network ACL of its subnet filters there.",
            "Filter in the network ACL, or in what stands behind the endpoint.",
        ),
    ],
};
