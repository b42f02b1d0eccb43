//! Ascending numbers in, few bits out (Rice coding of their gaps), and back.
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

/// Takes a number off the front of `bytes`.
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
    }
}
