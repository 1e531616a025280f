//! CRC-32 (IEEE 802.3), which links and chunks of PNG carry: it finds every burst of up to 32 bits.

/// The checksum of these bytes, bit by bit: what is checked is short, and a table would weigh more than it saves.
pub(crate) fn crc32(bytes: impl IntoIterator<Item = u8>) -> u32 {
    !bytes.into_iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc)))
}

fn step(crc: u32) -> u32 {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    if crc & 1 == 1 { (crc >> 1) ^ POLYNOMIAL } else { crc >> 1 }
}

#[cfg(test)]
mod tests {
    use super::crc32;

    #[test]
    fn checksums_are_the_known_ones() {
        assert_eq!(crc32(*b"123456789"), 0xcbf4_3926);
        // What stands behind the last chunk of every PNG.
        assert_eq!(crc32(*b"IEND"), 0xae42_6082);
    }
}
