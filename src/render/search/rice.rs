//! Ascending numbers in, few bits out (Rice coding of their gaps), and the same numbers back.
//!
//! What surprised us: this one code is as small as a bitmap for a pair that half of all records have and
//! smaller than bytes for one that two of them have, so there is no choice of encodings to make.

/// Bits being written, lowest first.
#[derive(Default)]
pub struct Bits {
    bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    /// Appends the lowest `count` bits (at most 32) of `value`.
    #[inline]
    fn put(&mut self, value: u64, count: u32) {
        self.held |= value << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push((self.held & 0xff) as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// Goes on at the next whole byte.
    pub fn align(&mut self) {
        if self.count > 0 {
            self.bytes.push((self.held & 0xff) as u8);
        }
        (self.held, self.count) = (0, 0);
    }

    /// Appends a number in sevens of bits, the lowest first. Only between whole bytes.
    pub fn put_varint(&mut self, value: u64) {
        put_varint(&mut self.bytes, value);
    }

    /// Appends `ascending`, of which all are below `universe`.
    pub fn put_ascending(&mut self, universe: u32, ascending: &[u32]) {
        let low = parameter(universe, ascending.len());
        let mut next = 0;
        for &number in ascending {
            let gap = u64::from(number - next);
            let mut high = gap >> low;
            while high >= 32 {
                self.put(0, 32);
                high -= 32;
            }
            self.put(1 << high, u32::try_from(high).unwrap_or(0) + 1);
            self.put(gap & ((1 << low) - 1), low);
            next = number + 1;
        }
    }

    /// How many whole bytes there are.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The bytes so far; what is written next starts anew.
    pub fn take(&mut self) -> Vec<u8> {
        self.align();
        std::mem::take(&mut self.bytes)
    }
}

/// Bits being read, lowest first. What is cut off or too large is nothing.
pub struct Reader<'a> {
    bytes: &'a [u8],
    /// The next bit.
    at: usize,
}

impl<'a> Reader<'a> {
    /// Reads `bytes` from their first bit on.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Whether all has been read.
    pub fn is_done(&self) -> bool {
        self.left() == 0
    }

    fn left(&self) -> usize {
        (self.bytes.len() * 8).saturating_sub(self.at)
    }

    /// At least 57 of the next bits; behind the end there are zeros.
    #[inline]
    fn window(&self) -> u64 {
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let word = rest.first_chunk().map_or_else(|| last_word(rest), |word| u64::from_le_bytes(*word));
        word >> (self.at % 8)
    }

    /// Goes on at the next whole byte.
    pub fn align(&mut self) {
        self.at = self.at.next_multiple_of(8);
    }

    /// Takes a number in sevens of bits. Only between whole bytes.
    pub fn take_varint(&mut self) -> Option<u64> {
        let mut rest = self.bytes.get(self.at / 8..)?.iter().copied();
        let before = rest.len();
        let value = take_varint(&mut rest)?;
        self.at += (before - rest.len()) * 8;
        Some(value)
    }

    /// Takes `many` ascending numbers below `universe` and gives `each` of them.
    #[inline]
    pub fn take_ascending(&mut self, universe: u32, many: u64, mut each: impl FnMut(u32)) -> Option<()> {
        let many = usize::try_from(many).ok().filter(|many| *many <= self.left())?;
        let low = parameter(universe, many);
        let universe = u64::from(universe);
        let mut next = 0;
        for _ in 0..many {
            let number = next + self.take_gap(low)?;
            if number >= universe {
                return None;
            }
            each(number as u32);
            next = number + 1;
        }
        (self.at <= self.bytes.len() * 8).then_some(())
    }

    /// Takes a gap: its high bits as so many zeros, a one, then its low bits. It may reach behind the end.
    #[inline(always)]
    fn take_gap(&mut self, low: u32) -> Option<u64> {
        let window = self.window();
        let zeros = window.trailing_zeros();
        if zeros + low >= 57 {
            return self.take_wide_gap(low);
        }
        self.at += (zeros + low + 1) as usize;
        Some(u64::from(zeros) << low | window >> zeros >> 1 & ((1 << low) - 1))
    }

    /// The same for a gap that one look does not reach.
    #[cold]
    fn take_wide_gap(&mut self, low: u32) -> Option<u64> {
        let mut high = 0;
        while self.window() & 0xffff_ffff == 0 {
            high += 32;
            self.at += 32;
            if self.left() == 0 {
                return None;
            }
        }
        let zeros = self.window().trailing_zeros();
        self.at += (zeros + 1) as usize;
        let rest = self.window() & ((1 << low) - 1);
        self.at += low as usize;
        Some((high + u64::from(zeros)) << low | rest)
    }
}

/// The last bytes, fewer than eight, as a number.
#[cold]
fn last_word(rest: &[u8]) -> u64 {
    rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

/// How many low bits of a gap are written plainly: near the logarithm of 0.69 of the mean gap.
fn parameter(universe: u32, many: usize) -> u32 {
    let mean = u64::from(universe) * 11 / (many as u64 * 16).max(1);
    mean.max(1).ilog2()
}

/// About how many bytes `many` numbers below `universe` take.
pub fn size(universe: u32, many: usize) -> usize {
    let low = parameter(universe, many);
    (many * (low as usize + 1) + (universe >> low) as usize) / 8
}

/// Appends `value` in sevens of bits, the lowest first.
#[inline]
pub fn put_varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Takes a number off the front of `bytes`; nothing where they end or it is too large.
#[inline]
pub fn take_varint(bytes: &mut impl Iterator<Item = u8>) -> Option<u64> {
    let mut value = 0;
    let mut shift = 0;
    loop {
        let byte = bytes.next()?;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
        shift += 7;
        if shift >= u64::BITS {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bits, Reader};

    #[test]
    fn what_was_written_is_read() {
        for universe in [4, 256, 1 << 18] {
            for step in [1, 2, 3, 77, 4001, 100_000] {
                let numbers: Vec<u32> = (0..universe).rev().step_by(step).take(500).collect();
                let numbers: Vec<u32> = numbers.into_iter().rev().collect();
                let mut bits = Bits::default();
                bits.put_varint(numbers.len() as u64);
                bits.put_ascending(universe, &numbers);
                let bytes = bits.take();
                let mut reader = Reader::new(&bytes);
                let mut read = Vec::new();
                let many = reader.take_varint().unwrap();
                reader.take_ascending(universe, many, |number| read.push(number)).unwrap();
                reader.align();
                assert!(reader.is_done() && read == numbers, "{universe} {step}");
            }
        }
    }

    #[test]
    fn what_is_cut_off_or_too_large_is_nothing() {
        let mut bits = Bits::default();
        bits.put_ascending(1 << 18, &[7, 200_000]);
        let bytes = bits.take();
        let read = |bytes: &[u8], universe, many| Reader::new(bytes).take_ascending(universe, many, |_| ());
        assert!(read(&bytes, 1 << 18, 2).is_some());
        assert!(read(&bytes[..bytes.len() - 1], 1 << 18, 2).is_none(), "cut off");
        assert!(read(&bytes, 1 << 18, u64::MAX).is_none(), "more than there are bits");
        assert!(read(&[0; 64], 1 << 18, 1).is_none(), "no end");
        assert!(read(&[0xff; 64], 8, 9).is_none(), "not below the universe");
        assert!(Reader::new(&[0xff; 64]).take_varint().is_none(), "too large");
    }
}
