//! Transit gateways.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-transit-gateway",
    title: "Transit gateways",
    place: "At the transit gateway, as `route` and `forward`, and at the subnets of its attachments, as `route` and `networkAcl`.",
    references: &[
        "https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html",
        "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html",
        "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html",
        "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html",
        "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-share.html",
    ],
    entries: &[
        Entry::number(
            &["R-TGW-43"],
            "A Connect peer is a GRE tunnel between a transit gateway and an appliance. Security groups, network ACLs and route tables of the VPC that carries it see protocol 47 between the two ends, and nothing of what is inside.",
            "Admit protocol 47 at the appliance, route the block of the transit gateway to it from the appliance's subnet, and keep a BGP session up.",
        ),
        Entry::number(
            &["R-TGW-42"],
            "The attachment of another account waits until the owner of the transit gateway accepts it.",
            "Have it accepted, or let the gateway accept attachments of other accounts by itself.",
        ),
        Entry::code(
            codes::BAD_STATE_ATTACHMENT,
            &["R-FLOW-11"],
            "An attachment on the way is not available, or AWS would never have made it.",
            "Have the attachment accepted, or make it again.",
        ),
        Entry::code(
            codes::TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION,
            &["R-TGW-13"],
            "The attachment that the packet comes by is associated with no route table of the transit gateway.",
            "Associate the attachment with a route table.",
        ),
        Entry::code(
            codes::TGW_ATTACH_VPC_AZ_RESTRICTION,
            &["R-TGW-24"],
            "The finer code where an appliance drops a reply whose request went through another zone.",
            "Turn appliance mode of the attachment on.",
        ),
        Entry::code(
            codes::TGW_OVERLAP_NOT_PROPAGATED,
            &["R-TGW-21"],
            "The finer code where a route is missing because the block overlaps that of a VPC that was attached before.",
            "Write a static route, or give the VPC other addresses.",
        ),
        Entry::code(
            codes::TGW_ROUTE_AZ_RESTRICTION,
            &["R-TGW-5", "R-TGW-9"],
            "The subnet is in a zone in which the attachment has no subnet: nothing from there enters the transit gateway.",
            "Add a subnet of that zone to the attachment.",
        ),
        Entry::code(
            codes::TGW_RTB_BAD_STATE_ROUTE,
            &["R-TGW-18"],
            "The route that wins is a blackhole: somebody wrote it so, or its attachment is gone.",
            "Remove the route, or lead it to an attachment.",
        ),
        Entry::code(
            codes::TGW_RTB_BLACKHOLE,
            &["R-TGW-18"],
            "The finer code of a blackhole in a table of a transit gateway.",
            "Remove the route, or lead it to an attachment.",
        ),
        Entry::code(
            codes::TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT,
            &["R-TGW-19"],
            "The destination is behind an attachment of the transit gateway, and the table that decides has no route there.",
            "Let the attachment propagate to the table, or write a static route.",
        ),
        Entry::code(
            codes::TGW_RTB_HIGHER_PRIORITY_ROUTE,
            &["R-TGW-15", "R-TGW-17"],
            "A note: the table has two routes to one block, and the one that ranks higher wins.",
            "Nothing, or remove the route that should not win.",
        ),
        Entry::code(
            codes::TGW_RTB_MORE_SPECIFIC_ROUTE,
            &["R-TGW-15"],
            "A note: a narrower route of the table wins over a wider one that leads elsewhere.",
            "Nothing, or remove the route that should not win.",
        ),
        Entry::code(
            codes::TRANSIT_GATEWAY_APPLIANCE_MODE_RECOMMENDED,
            &["R-TGW-24"],
            "A note: request and reply pass a VPC in the middle through different zones.",
            "Turn appliance mode of its attachment on.",
        ),
        Entry::code(
            codes::SG_REFERENCING_SUPPORT,
            &["R-TGW-26"],
            "The finer code where a rule names a group of a VPC behind the transit gateway, and this is not switched on, or it is an outbound rule.",
            "Switch security group referencing on at the transit gateway and at both attachments, or name addresses.",
        ),
        Entry::number(
            &["R-TGW-5"],
            "The attachment has no subnet in the zone of the sender.",
            "Add a subnet of that zone to the attachment.",
        ),
        Entry::number(
            &["R-TGW-6"],
            "A subnet of the attachment serves every subnet of its zone, not only itself.",
            "Nothing.",
        ),
        Entry::number(
            &["R-TGW-7"],
            "What the transit gateway brings is routed by the table of the attachment's subnet.",
            "Write the routes into the table of that subnet.",
        ),
        Entry::number(
            &["R-TGW-8"],
            "The attachment of the destination has no subnet in the zone that the packet comes from: AWS takes any of its zones.",
            "Attach both VPCs in the same zones.",
        ),
        Entry::number(
            &["R-TGW-9"],
            "The request arrives in a zone without a subnet of the attachment, and the reply cannot leave it.",
            "Add a subnet of that zone to the attachment.",
        ),
        Entry::number(
            &["R-TGW-10"],
            "Host and attachment are in two subnets: the ACLs of both are asked, with the addresses of the packet.",
            "Admit the packet in both ACLs.",
        ),
        Entry::number(
            &["R-TGW-11"],
            "Host and attachment are in one subnet: its ACL is asked both ways for what leaves, and not at all for what comes.",
            "Give attachments subnets of their own.",
        ),
        Entry::number(
            &["R-TGW-12"],
            "The interfaces of an attachment have no security groups: only the ACL filters there.",
            "Nothing.",
        ),
        Entry::number(
            &["R-TGW-13"],
            "The table that decides is the one with which the attachment is associated that the packet comes by.",
            "Look at the table of that attachment.",
        ),
        Entry::number(
            &["R-TGW-15"],
            "The narrowest route wins; among equal ones a static route, then a prefix list, then what attachments bring.",
            "Nothing, or remove the route that should not win.",
        ),
        Entry::number(
            &["R-TGW-16"],
            "BGP brings this block over several connections: the shortest AS path wins, then the lowest discriminator.",
            "Nothing, or announce a narrower prefix over the connection that is meant.",
        ),
        Entry::number(
            &["R-TGW-17"],
            "A static route hides what attachments bring for the same destination.",
            "Nothing, or remove the static route.",
        ),
        Entry::number(
            &["R-TGW-18"],
            "A blackhole drops what it matches.",
            "Remove the route, or lead it to an attachment.",
        ),
        Entry::number(
            &["R-TGW-19"],
            "No route of the table matches.",
            "Let an attachment propagate to the table, or write a static route.",
        ),
        Entry::number(
            &["R-TGW-20"],
            "The attachment of a VPC brings every block of the VPC, those of IPv6 only with its IPv6 support on.",
            "Turn IPv6 support of the attachment on where IPv6 finds no route; a static route does as well.",
        ),
        Entry::number(
            &["R-TGW-21"],
            "Blocks of two VPCs overlap: the gateway has that of the VPC that was attached first, and a drawing does not tell which one was.",
            "Write a static route, or give one of the VPCs other addresses.",
        ),
        Entry::number(
            &["R-TGW-22"],
            "The reply is routed by itself: by the table of its subnet, then by the table of its attachment.",
            "Write the routes of both directions.",
        )
        .known_as(&["UNIDIRECTIONAL_PATH_ANALYSIS_ONLY"]),
        Entry::number(
            &["R-TGW-23"],
            "The transit gateway associates by itself, and nobody drew its default table: every attachment reaches every other one.",
            "Draw route tables to keep attachments apart.",
        ),
        Entry::number(
            &["R-TGW-24"],
            "Without appliance mode each direction stays in the zone that it comes from, so two appliances see half of a flow each.",
            "Turn appliance mode of the attachment on.",
        ),
        Entry::number(
            &["R-TGW-25"],
            "With appliance mode both directions of a flow pass the attachment in one zone.",
            "Nothing.",
        ),
        Entry::number(
            &["R-TGW-26"],
            "Inbound rules may name groups across a transit gateway, where it and both attachments support it.",
            "Switch security group referencing on.",
        ),
        Entry::number(
            &["R-TGW-27"],
            "The group of the sender is not known across two transit gateways, nor behind an appliance.",
            "Name addresses in the rule.",
        ),
        Entry::number(
            &["R-TGW-28"],
            "Over a peering of transit gateways only static routes lead.",
            "Write static routes on both sides.",
        ),
        Entry::number(
            &["R-TGW-34"],
            "A static route leads to a firewall that is attached to the gateway: nothing propagates from it, and it is in appliance mode by itself. What the firewall does is not known.",
            "Nothing.",
        ),
        Entry::number(
            &["R-TGW-30"],
            "A peering of transit gateways carries packets, and neither groups nor names.",
            "Name addresses in the rule.",
        ),
        Entry::number(
            &["R-TGW-31"],
            "The packet passes two peerings of transit gateways: the tables on the way decide (unconfirmed).",
            "Write static routes on every transit gateway.",
        ),
        Entry::number(
            &["R-TGW-32"],
            "Equal paths of BGP share the traffic: the tunnels of a VPN connection, and connections that announce one block alike. Each flow keeps to one of them.",
            "Nothing, or switch the sharing off at the transit gateway.",
        ),
        Entry::number(
            &["R-TGW-33"],
            "A VPN connection with static routes shares nothing: one tunnel of one connection carries it all.",
            "Use BGP, where more than one tunnel is needed.",
        ),
        Entry::number(
            &["R-VGW-15"],
            "A VPN Concentrator of a transit gateway joins up to 100 slow sites, 100 megabits a second each, and shares nothing among equal paths.",
            "Give a site that needs more a VPN connection of its own.",
        ),
        Entry::number(
            &["R-TGW-37"],
            "A gateway endpoint is for hosts of its own VPC, not for those behind a transit gateway.",
            "Make an endpoint in the sender's VPC, or an interface endpoint.",
        ),
        Entry::number(
            &["R-TGW-38"],
            "An internet gateway translates only addresses of its own VPC: what comes over a transit gateway needs a NAT gateway first.",
            "Lead the subnet of the attachment to a NAT gateway.",
        ),
        Entry::number(
            &["R-NACL-12"],
            "At the attachment of a transit gateway the ACL of its subnet is asked.",
            "Admit the packet in that ACL.",
        ),
        Entry::number(
            &["R-NAT-10"],
            "Hosts behind a transit gateway may use the NAT gateway of another VPC.",
            "Lead the subnet of the NAT gateway back to the transit gateway.",
        ),
    ],
};
