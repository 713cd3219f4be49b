//! Finding the few bytes that mean something among the many that do not, sixteen at a time.

/// The places of up to four different bytes, one after the other.
pub(crate) struct Marks<'a> {
    wanted: [u8; 4],
    rest: &'a [u8],
    /// Where the sixteen bytes looked at last begin.
    base: usize,
    next: usize,
    /// Which of those are still to be handed out, a bit each.
    found: u32,
}

const AT_ONCE: usize = 16;

impl<'a> Marks<'a> {
    /// Looks for `wanted` in `bytes`, from the one at `from` on.
    pub(crate) fn new(bytes: &'a [u8], from: usize, wanted: [u8; 4]) -> Self {
        Self {
            wanted,
            rest: bytes.get(from..).unwrap_or_default(),
            base: from,
            next: from,
            found: 0,
        }
    }

    /// The place of the next one in all bytes.
    #[inline(never)]
    pub(crate) fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            self.base = self.next;
            self.next += AT_ONCE;
            if let Some((chunk, rest)) = self.rest.split_first_chunk() {
                self.rest = rest;
                self.found = places(chunk, self.wanted);
            } else {
                self.found = places_of_last(self.rest, self.wanted)?;
                self.rest = &[];
            }
        }
        let at = self.base + self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(at)
    }
}

/// The place of the first of up to four different bytes.
pub(super) fn first(bytes: &[u8], wanted: [u8; 4]) -> Option<usize> {
    Marks::new(bytes, 0, wanted).next()
}

/// How many of the bytes are `wanted`.
pub(super) fn count(bytes: &[u8], wanted: u8) -> u64 {
    let mut marks = Marks::new(bytes, 0, [wanted; 4]);
    core::iter::from_fn(|| marks.next()).count() as u64
}

/// The bytes up to their last line end as text, where they are UTF-8: checked once for all that
/// is in them.
pub(super) fn whole_lines(bytes: &[u8]) -> &str {
    let end = bytes.iter().rposition(|byte| *byte == b'\n');
    let lines = end.and_then(|end| bytes.get(..end)).unwrap_or_default();
    core::str::from_utf8(lines).unwrap_or_default()
}

/// Sixty-four bytes, sixteen at a time.
pub(super) type Chunk = [[u8; AT_ONCE]; 4];

/// Which of sixty-four bytes are `wanted`, the first in the lowest bit.
#[inline(always)]
pub(super) fn word([a, b, c, d]: &Chunk, wanted: u8) -> u64 {
    let bits = |chunk| u64::from(places(chunk, [wanted; 4]));
    bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 48
}

/// Fewer than sixteen bytes; `None` where there are none left.
#[inline(never)]
fn places_of_last(bytes: &[u8], wanted: [u8; 4]) -> Option<u32> {
    let mut chunk = [0; AT_ONCE];
    chunk.get_mut(..bytes.len())?.copy_from_slice(bytes);
    let there = (1 << bytes.len()) - 1;
    (!bytes.is_empty()).then(|| places(&chunk, wanted) & there)
}

/// Which of the bytes are of no ASCII letter, the first in the lowest bit.
#[inline(always)]
pub(super) fn beyond_ascii(chunk: &[u8; AT_ONCE]) -> u32 {
    #[cfg(target_feature = "simd128")]
    {
        u32::from(core::arch::wasm32::u8x16_bitmask(loaded(chunk)))
    }
    #[cfg(not(target_feature = "simd128"))]
    {
        let bits = (0..).zip(chunk);
        bits.fold(0, |found, (bit, byte)| found | u32::from(byte >> 7) << bit)
    }
}

/// Sixteen bytes to be worked on at once.
#[cfg(target_feature = "simd128")]
#[inline(always)]
fn loaded(chunk: &[u8; AT_ONCE]) -> core::arch::wasm32::v128 {
    // The one safe way that is one instruction.
    #[cfg(zeroten_unstable)]
    {
        core::simd::u8x16::from_array(*chunk).into()
    }
    #[cfg(not(zeroten_unstable))]
    {
        let bits = u128::from_le_bytes(*chunk);
        core::arch::wasm32::u64x2(bits as u64, (bits >> 64) as u64)
    }
}

/// Which of the bytes are wanted ones, the first in the lowest bit.
#[cfg(target_feature = "simd128")]
#[inline(always)]
pub(super) fn places(chunk: &[u8; AT_ONCE], [a, b, c, d]: [u8; 4]) -> u32 {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, v128_or};
    let chunk = loaded(chunk);
    let is = |byte| u8x16_eq(chunk, u8x16_splat(byte));
    u32::from(u8x16_bitmask(v128_or(
        v128_or(is(a), is(b)),
        v128_or(is(c), is(d)),
    )))
}

/// The same where the machine compares one byte at a time, or the compiler knows better.
#[cfg(not(target_feature = "simd128"))]
#[inline(always)]
pub(super) fn places(chunk: &[u8; AT_ONCE], [a, b, c, d]: [u8; 4]) -> u32 {
    let is = |byte: u8| byte == a || byte == b || byte == c || byte == d;
    let bits = (0..).zip(chunk);
    bits.fold(0, |found, (bit, byte)| found | u32::from(is(*byte)) << bit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_wanted_byte_is_found(bytes in prop::collection::vec(0_u8..6, 0..80), from in 0_usize..90) {
            let mut marks = Marks::new(&bytes, from, [1, 2, 5, 0]);
            let mut found = Vec::new();
            while let Some(at) = marks.next() {
                found.push(at);
            }
            let expected: Vec<usize> = (from..bytes.len())
                .filter(|at| [1, 2, 5, 0].contains(&bytes[*at]))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
