//! The fields of the answers about endpoint services that are read, as the table above it tells of the others.

/// Paths of fields, sorted.
pub(super) const READ: &[(&str, &[&str])] = &[
    ("AllowedPrincipals", &["Principal", "ServiceId"]),
    (
        "ServiceConfigurations",
        &[
            "AcceptanceRequired",
            "AvailabilityZones",
            "GatewayLoadBalancerArns",
            "NetworkLoadBalancerArns",
            "PrivateDnsName",
            "PrivateDnsNameConfiguration.State",
            "ServiceId",
            "ServiceName",
            "ServiceState",
            "ServiceType.ServiceType",
            "SupportedRegions.Region",
            "Tags",
        ],
    ),
    (
        "ServiceDetails",
        &[
            "AcceptanceRequired",
            "AvailabilityZones",
            "Owner",
            "PrivateDnsName",
            "PrivateDnsNameVerificationState",
            "ServiceId",
            "ServiceName",
            "ServiceType.ServiceType",
            "Tags",
        ],
    ),
    ("VpcEndpointConnections", &["VpcEndpointId", "VpcEndpointState"]),
];
