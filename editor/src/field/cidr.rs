use ipnet::IpNet;
use netyard_core::net::Family;
use std::net::IpAddr;

/// Reads a CIDR block of either family. A single address is the block that holds only it; host bits are cut off, as
/// AWS does (R-RT-38).
///
/// # Errors
/// A sentence for the person who wrote it.
pub fn read_cidr(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    if let Ok(address) = text.parse::<IpAddr>() {
        return Ok(IpNet::from(address));
    }
    if let Ok(net) = text.parse::<IpNet>() {
        return Ok(net.trunc());
    }
    let Some((address, length)) = text.split_once('/') else {
        return Err(format!(
            "\"{text}\" is no CIDR block. Write an address and a length, as in 10.0.0.0/16."
        ));
    };
    match address.parse::<IpAddr>() {
        Ok(address) => Err(format!(
            "/{length} is no prefix length for {address}. It goes from 0 to {}.",
            if address.is_ipv4() { 32 } else { 128 }
        )),
        Err(_) => Err(format!("\"{address}\" is no address. Write it as in 10.0.0.0/16.")),
    }
}

/// Reads a CIDR block of one family.
///
/// # Errors
/// A sentence for the person who wrote it.
pub fn read_cidr_of(family: Family, text: &str) -> Result<IpNet, String> {
    let net = read_cidr(text).map_err(|reason| match family {
        Family::Ipv4 => reason,
        Family::Ipv6 => reason.replace("10.0.0.0/16", "2001:db8:1::/56"),
    })?;
    if Family::of(net.addr()) == family {
        Ok(net)
    } else {
        Err(format!("{net} is not {}. Write a block of that family.", family.label()))
    }
}

/// Whether AWS gives a VPC that IPv4 block: from /16 to /28 (R-VPC-1), and none of the ranges that are never a VPC's
/// (R-VPC-2).
pub fn is_vpc_block(text: &str) -> bool {
    let Ok(IpNet::V4(net)) = text.parse::<IpNet>() else { return false };
    let address = net.network();
    let is_never = address.octets().starts_with(&[0])
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast();
    (16..=28).contains(&net.prefix_len()) && !is_never
}

/// Reads one address of a family.
///
/// # Errors
/// A sentence for the person who wrote it.
pub fn read_address(family: Family, text: &str) -> Result<IpAddr, String> {
    let text = text.trim();
    match text.parse::<IpAddr>() {
        Ok(address) if Family::of(address) == family => Ok(address),
        _ => Err(format!("\"{text}\" is no {} address.", family.label())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_blocks_and_single_addresses() {
        assert_eq!(read_cidr(" 10.0.5.7/16 ").map(|net| net.to_string()), Ok("10.0.0.0/16".to_owned()));
        assert_eq!(read_cidr("203.0.113.7").map(|net| net.to_string()), Ok("203.0.113.7/32".to_owned()));
        assert_eq!(read_cidr("2001:db8::/56").map(|net| net.to_string()), Ok("2001:db8::/56".to_owned()));
    }

    #[test]
    fn a_vpc_gets_blocks_that_aws_offers() {
        for block in ["10.0.0.0/16", "172.20.0.0/20", "192.168.1.0/28"] {
            assert!(is_vpc_block(block), "{block}");
        }
        let refused =
            ["10.0.0.0/8", "10.0.0.0/15", "10.0.0.0/29", "127.0.0.0/8", "127.1.0.0/16", "0.0.0.0/0"];
        for block in refused.into_iter().chain(["169.254.0.0/16", "224.0.0.0/16", "0.1.0.0/16", "banana"]) {
            assert!(!is_vpc_block(block), "{block}");
        }
    }

    #[test]
    fn says_which_part_is_wrong() {
        assert_eq!(
            read_cidr("10.0.0.0/40"),
            Err("/40 is no prefix length for 10.0.0.0. It goes from 0 to 32.".to_owned())
        );
        assert_eq!(
            read_cidr("10.0.0/16"),
            Err("\"10.0.0\" is no address. Write it as in 10.0.0.0/16.".to_owned())
        );
        assert!(read_cidr_of(Family::Ipv4, "2001:db8::/56").is_err());
        assert_eq!(
            read_cidr_of(Family::Ipv6, "nonsense"),
            Err("\"nonsense\" is no CIDR block. Write an address and a length, as in 2001:db8:1::/56."
                .to_owned())
        );
        assert!(read_address(Family::Ipv6, "10.0.0.4").is_err());
    }
}
