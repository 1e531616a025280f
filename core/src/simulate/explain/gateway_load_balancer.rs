//! Gateway Load Balancers and their endpoints.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-gateway-load-balancer",
    title: "Gateway Load Balancers and their endpoints",
    place: "At the subnet of the endpoint, as `networkAcl`; at the endpoint and at the load balancer, as `forward`.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpce-gateway-load-balancer.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/gateway-load-balancers.html",
    ],
    entries: &[
        Entry::code(
            codes::GWLB_ASYMMETRIC,
            &["R-GWLB-5", "R-GWLB-12"],
            "The load balancer sees a reply and has not seen the request: it takes a flow from its first packet only.",
            "Lead both directions through the same endpoint. Behind a transit gateway turn appliance mode of the attachment on.",
        ),
        Entry::code(
            codes::GWLB_DESTINATION_PORT_RESTRICTION,
            &["R-GWLB-1"],
            "The target group names another port than 6081, on which alone GENEVE is spoken.",
            "Give the target group port 6081.",
        ),
        Entry::code(
            codes::GWLB_PROTOCOL_RESTRICTION,
            &["R-GWLB-1"],
            "The target group names another protocol than GENEVE.",
            "Give the target group the protocol GENEVE.",
        ),
        Entry::code(
            codes::VPCE_SERVICE_NOT_INSTALLED_IN_AZ,
            &["R-EPS-2"],
            "The service behind an endpoint has no load balancer in the endpoint's zone. Zones are compared by their ids where the drawing has them.",
            "Give the load balancer a subnet in that zone, or make the endpoint in another one.",
        ),
        Entry::number(
            &["R-EPS-2"],
            "An endpoint is served by the service's load balancer in its own zone.",
            "Compare the zones of both sides by id: their names differ from account to account.",
        ),
        Entry::number(
            &["R-EPS-3"],
            "The service asks for acceptance, and nobody has accepted the endpoint yet.",
            "Accept the connection on the side of the service.",
        ),
        Entry::number(
            &["R-GWLB-1"],
            "Between load balancer and appliance packets travel in GENEVE, udp 6081: groups and network ACLs of the appliance must admit it.",
            "Admit udp 6081 from the subnets of the load balancer.",
        ),
        Entry::number(
            &["R-GWLB-3"],
            "What was inspected leaves the endpoint with the addresses it came with; the route table of the endpoint's own subnet takes it on.",
            "Look at the route table of the endpoint's subnet.",
        ),
        Entry::number(
            &["R-GWLB-4"],
            "What comes in passes the endpoint by the table of the internet gateway, and what leaves does not pass it.",
            "Lead the default route of the subnet to the endpoint, too.",
        ),
        Entry::number(
            &["R-GWLB-5"],
            "A flow stays with the appliance that saw its first packet.",
            "Lead both directions through the same endpoint.",
        ),
        Entry::number(
            &["R-GWLB-7"],
            "A rule that names a group does not know the sender behind an inspection.",
            "Name the blocks of the senders instead.",
        ),
        Entry::number(
            &["R-GWLB-9"],
            "Without cross-zone balancing only appliances in the endpoint's zone take flows.",
            "Register appliances in each zone that has an endpoint.",
        ),
        Entry::number(
            &["R-GWLB-12"],
            "Behind a transit gateway a reply may come to another zone than its request.",
            "Turn appliance mode of the inspection VPC's attachment on.",
        ),
        Entry::number(
            &["R-GWLB-6"],
            "The endpoint is in the same subnet as the host: the network ACL of that subnet is asked towards it all the same.",
            "Put the endpoint into a subnet of its own.",
        ),
        Entry::number(
            &["R-GWLB-10"],
            "The endpoint carries packets of 8,500 bytes at most and does not say when one is larger.",
            "Nothing is to be done for tcp: the segments are kept small enough.",
        ),
        Entry::number(
            &["R-GWLB-11"],
            "The endpoint of a Gateway Load Balancer has no security group: only the network ACL of its subnet filters there.",
            "Filter in the network ACL, or in what stands behind the endpoint.",
        ),
    ],
};
