//! What becomes of a flow, as coarse as two evaluators can be asked to agree on.

use std::fmt;

/// Why a packet is stopped: the family of the codes of the rule book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    NoRoute,
    Blackhole,
    Group,
    Acl,
    NoPublicAddress,
    PrivateDestination,
    Spoofed,
    NotAttached,
    CannotRoute,
    PeeringScope,
    AmbiguousReturn,
    Disconnected,
    SourceCheck,
    NoSuchAddress,
    State,
    NatUnsolicited,
    NatScope,
    EgressOnly,
    Protocol,
    ServiceScope,
    Loop,
    TransitZone,
    TransitBlackhole,
    NoAssociation,
    AttachmentState,
    Vpn,
    Listener,
    PublicAccess,
    MiddleboxAddress,
    AroundMiddlebox,
    VpnSource,
    VpnDestination,
    VpnPrefix,
    NatZone,
    /// No listener of a load balancer takes it.
    BalancerListener,
    /// A load balancer has nobody to send it to.
    NoTargets,
    /// Nobody in the zones that it may send to.
    TargetZone,
    /// A target that is its own client.
    Hairpin,
    /// No direct way to a target that is to see the client.
    ClientWay,
    /// Something that the second evaluator does not follow.
    Unsure,
    /// A rule of a firewall drops it, or refuses it.
    FirewallRules,
    FirewallRefusal,
    /// A firewall or an appliance has not seen the other half of the flow.
    Asymmetric,
    /// Not what appliances are spoken to in.
    Geneve,
    /// An endpoint in a zone that its service does not serve.
    ServiceZone,
    /// The policy of an endpoint allows no such request.
    Policy,
    /// It depends on what the drawing does not hold.
    Unclear,
    /// An endpoint is asked to open a connection.
    OneWay,
    /// The packet is lost, and the book has no code for how.
    Lost,
}

/// Request or reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    Forward,
    Return,
}

/// Where and why a packet is stopped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stop {
    pub(crate) reason: Reason,
    pub(crate) at: String,
    pub(crate) leg: Way,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Opinion {
    Delivered,
    /// Every port of the client and every choice of AWS fails, one of them so.
    Dropped(Vec<Stop>),
    Rejected(Vec<Stop>),
    /// Some ports or choices are delivered, and others fail so.
    Partial(Vec<Stop>),
    /// Not known, or no such flow.
    Other(String),
}

impl Reason {
    /// The family of a code.
    pub(crate) fn of(code: &str) -> Option<Self> {
        Some(match code {
            "NO_ROUTE_TO_DESTINATION" | "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT" | "ONPREM_NO_RETURN_ROUTE" => {
                Self::NoRoute
            }
            "TGW_ROUTE_AZ_RESTRICTION" => Self::TransitZone,
            "TGW_RTB_BAD_STATE_ROUTE" => Self::TransitBlackhole,
            "TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION" => Self::NoAssociation,
            "BAD_STATE_VPN" => Self::Vpn,
            "BAD_STATE_ATTACHMENT" => Self::AttachmentState,
            "BAD_STATE_ROUTE" => Self::Blackhole,
            "ENI_SG_RULES_MISMATCH" | "SG_HAS_NO_RULES" => Self::Group,
            "SUBNET_ACL_RESTRICTION" => Self::Acl,
            "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS" | "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS" => {
                Self::NoPublicAddress
            }
            "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS"
            | "IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS" => Self::PrivateDestination,
            "GATEWAY_REJECTS_SPOOFED_TRAFFIC" => Self::Spoofed,
            "GATEWAY_NOT_ATTACHED" => Self::NotAttached,
            "CANNOT_ROUTE" => Self::CannotRoute,
            "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR" => Self::PeeringScope,
            "PCX_AMBIGUOUS_RETURN" => Self::AmbiguousReturn,
            "DISCONNECTED_VPCS" => Self::Disconnected,
            "ENI_ADDRESS_RESTRICTION" | "ENI_SOURCE_DEST_CHECK_RESTRICTION" => Self::SourceCheck,
            "NO_SUCH_ADDRESS" | "ONPREM_CIDR_OVERLAP" => Self::NoSuchAddress,
            "BAD_STATE" => Self::State,
            "NAT_INBOUND_UNSOLICITED" => Self::NatUnsolicited,
            "NGW_REQUIRES_SOURCE_IN_VPC" => Self::NatScope,
            "EIGW_INBOUND_BLOCKED" => Self::EgressOnly,
            "PROTOCOL_RESTRICTION" | "VPCE_GATEWAY_PROTOCOL_RESTRICTION" => Self::Protocol,
            "VPCE_GATEWAY_SOURCE_OUTSIDE_VPC" => Self::ServiceScope,
            "ROUTING_LOOP" | "HOP_LIMIT" => Self::Loop,
            "NO_LISTENER" => Self::Listener,
            "VPC_BLOCK_PUBLIC_ACCESS_ENABLED" => Self::PublicAccess,
            "INGRESS_RTB_NO_PUBLIC_IP" => Self::MiddleboxAddress,
            "INGRESS_RTB_TRAFFIC_REDIRECTION" => Self::AroundMiddlebox,
            "VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS" => Self::VpnSource,
            "VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS" => Self::VpnDestination,
            "VGW_UNKNOWN_PREFIX" => Self::VpnPrefix,
            "REGIONAL_NGW_ROUTE_AZ_RESTRICTION" => Self::NatZone,
            "ELBV2_LISTENER_PORT_RESTRICTION" | "ELBV2_LISTENERS_MISMATCH" => Self::BalancerListener,
            "ELBV2_LISTENER_HAS_NO_TG" => Self::NoTargets,
            "ELBV2_NO_TARGETS_IN_AZ" | "ELB_INSTALLED_AZ_RESTRICTION" => Self::TargetZone,
            "NLB_HAIRPIN" => Self::Hairpin,
            "NLB_CLIENT_IP_PATH_UNSUPPORTED" => Self::ClientWay,
            "FIREWALL_RULES_RESTRICTION" => Self::FirewallRules,
            "FIREWALL_ASYMMETRIC" | "GWLB_ASYMMETRIC" => Self::Asymmetric,
            "GWLB_DESTINATION_PORT_RESTRICTION" | "GWLB_PROTOCOL_RESTRICTION" => Self::Geneve,
            "VPCE_SERVICE_NOT_INSTALLED_IN_AZ" => Self::ServiceZone,
            "ENDPOINT_POLICY_DENY" => Self::Policy,
            "VPCE_INTRA_VPC_TRAFFIC" | "VPCE_ONE_WAY" => Self::OneWay,
            _ => return None,
        })
    }
}

impl Opinion {
    /// Whether two answers agree: the same verdict, reason and leg, and the same place. A loop may be seen at any of its
    /// places, and what is lost without a code in the book may be lost anywhere and by any name.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            // Of several ways of which all fail, either may be told of first.
            (Self::Dropped(one) | Self::Rejected(one), Self::Dropped(two) | Self::Rejected(two))
            | (Self::Partial(one), Self::Partial(two)) => {
                one.iter().any(|one| two.iter().any(|two| one.agrees(two)))
            }
            _ => self == other,
        }
    }
}

impl Stop {
    fn agrees(&self, other: &Self) -> bool {
        match (self.reason, other.reason) {
            (Reason::Lost, _) | (_, Reason::Lost) | (Reason::Loop, Reason::Loop) => self.leg == other.leg,
            _ => self == other,
        }
    }
}

impl fmt::Display for Opinion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Delivered => formatter.write_str("delivered"),
            Self::Dropped(stops) => write!(formatter, "dropped {}", listed(stops)),
            Self::Rejected(stops) => write!(formatter, "rejected {}", listed(stops)),
            Self::Partial(stops) => write!(formatter, "partial, else {}", listed(stops)),
            Self::Other(text) => formatter.write_str(text),
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} at {} on {:?}", self.reason, self.at, self.leg)
    }
}

fn listed(stops: &[Stop]) -> String {
    stops.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}
