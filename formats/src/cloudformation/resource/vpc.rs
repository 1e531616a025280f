use crate::declared::dhcp;
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{Resource, Vpc};
use netyard_core::net::CidrBlock;

/// Reads `AWS::EC2::VPC`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let cidr_blocks = view.cidr("CidrBlock").into_iter().collect();
    if view.has("Ipv4IpamPoolId") {
        view.text("Ipv4NetmaskLength");
        view.text("Ipv4IpamPoolId");
        maker.note(own, "An IPAM pool gives its block when it is made; the template does not tell it.");
    }
    let vpc = Vpc {
        name: Some(own.name()),
        tags: own.tags(),
        region: Some(maker.ground.region.clone()),
        cidr_blocks,
        enable_dns_support: view.flag("EnableDnsSupport").unwrap_or(true),
        enable_dns_hostnames: view.flag("EnableDnsHostnames").unwrap_or(false),
        instance_tenancy: view.text("InstanceTenancy").unwrap_or_else(|| "default".to_owned()),
        ..Vpc::default()
    };
    maker.insert(own, vpc);
    for key in ["EnableDnsSupport", "EnableDnsHostnames"] {
        maker.doubt(own, &view, key, "hostedZone");
    }
}

/// Reads `AWS::EC2::VPCCidrBlock`: a further block of a VPC.
pub(super) fn block(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let vpc = view.id("VpcId");
    let ipv4 = view.cidr("CidrBlock");
    view.cidr("Ipv6CidrBlock");
    let is_amazons = view.flag("AmazonProvidedIpv6CidrBlock").unwrap_or(false) && !view.has("Ipv6CidrBlock");
    let ipv6 = own.given.get("Ipv6CidrBlock").map(|block| CidrBlock::new(block));
    if is_amazons && let Some(block) = &ipv6 {
        maker.note(own, &format!("AWS gives an IPv6 block of its own; {block} stands for it."));
    }
    if ipv4.is_none() && ipv6.is_none() {
        maker.cannot_join(own, "block", None, "subnet");
        return;
    }
    if let Some(why) = &own.perhaps {
        // A block more leads nothing anywhere by itself: what is sent to it ends where nobody knows the subnets.
        maker.note(own, &format!("Nobody knows whether it is made. {why} It is drawn, and what is sent to its addresses ends UNKNOWN."));
        maker.doubts.insert("subnet");
    }
    let joined = vpc.as_ref().is_some_and(|vpc| {
        maker.change(
            vpc,
            |resource| if let Resource::Vpc(it) = resource { Some(it) } else { None },
            |vpc| {
                vpc.cidr_blocks.extend(ipv4);
                vpc.ipv6_cidr_blocks.extend(ipv6);
            },
        )
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "VpcId", vpc.as_ref(), "vpc");
    }
}

/// Reads `AWS::EC2::DHCPOptions`.
pub(super) fn options(maker: &mut Maker<'_>, own: &Own) {
    const OPTIONS: [(&str, &str); 6] = [
        ("DomainName", "domain-name"),
        ("DomainNameServers", "domain-name-servers"),
        ("Ipv6AddressPreferredLeaseTime", "ipv6-address-preferred-lease-time"),
        ("NetbiosNameServers", "netbios-name-servers"),
        ("NetbiosNodeType", "netbios-node-type"),
        ("NtpServers", "ntp-servers"),
    ];
    dhcp::options(maker, own, own.name(), own.tags(), &OPTIONS);
}

/// Reads `AWS::EC2::VPCDHCPOptionsAssociation`.
pub(super) fn options_association(maker: &mut Maker<'_>, own: &Own) {
    dhcp::association(maker, own, "VpcId", "DhcpOptionsId");
}
