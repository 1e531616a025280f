//! Whole numbers in as few bytes as they need: seven bits a byte, lowest first, the high bit says that more follows.

use super::LinkError;

/// The longest form of 64 bits.
const LONGEST: usize = 10;

pub(super) fn write(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(u8::try_from(number & 0x7f).unwrap_or(0) | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or(0));
}

pub(super) fn write_length(out: &mut Vec<u8>, length: usize) {
    write(out, u64::try_from(length).unwrap_or(u64::MAX));
}

/// Signed numbers are folded so that small ones of either sign stay short: 0, -1, 1, -2, 2 …
pub(super) fn fold(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

pub(super) fn unfold(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

/// Reads bytes in order and fails where they end.
pub(super) struct Bytes<'a> {
    rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn remaining(&self) -> usize {
        self.rest.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn byte(&mut self) -> Result<u8, LinkError> {
        let (first, rest) = self.rest.split_first().ok_or(ENDS)?;
        self.rest = rest;
        Ok(*first)
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], LinkError> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(ENDS)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn number(&mut self) -> Result<u64, LinkError> {
        let mut number = 0_u64;
        for index in 0..LONGEST {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            let shift = 7 * u32::try_from(index).unwrap_or(u32::MAX);
            if bits != 0 && (bits << shift) >> shift != bits {
                break;
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(LinkError::Damaged { reason: "a number in it is out of range" })
    }

    pub(super) fn length(&mut self) -> Result<usize, LinkError> {
        usize::try_from(self.number()?)
            .map_err(|_| LinkError::Damaged { reason: "a length in it is out of range" })
    }
}

const ENDS: LinkError = LinkError::Damaged { reason: "it ends too early" };

#[cfg(test)]
mod tests {
    use super::{Bytes, fold, unfold, write};

    #[test]
    fn numbers_return() {
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            let mut out = Vec::new();
            write(&mut out, number);
            let mut bytes = Bytes::new(&out);
            assert_eq!(bytes.number(), Ok(number));
            assert!(bytes.is_empty());
        }
        for number in [0, -1, 1, i64::MIN, i64::MAX] {
            assert_eq!(unfold(fold(number)), number);
        }
    }

    #[test]
    fn overlong_and_cut_off_numbers_are_refused() {
        assert!(Bytes::new(&[0x80]).number().is_err());
        assert!(Bytes::new(&[0xff; 11]).number().is_err());
        assert!(Bytes::new(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02]).number().is_err());
    }
}
