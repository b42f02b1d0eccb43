//! A seed in, numbers that look random out: the same ones on every machine.

/// SplitMix64: one addition and a few multiplications a number, and any seed will do.
pub struct Dice(u64);

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Dice {
    /// The dice of record `number` in the corpus of `seed`; each use of them has its own `purpose`, so that a title
    /// is known without the body.
    pub fn of(seed: u64, number: u64, purpose: u64) -> Self {
        let mut dice = Self(seed ^ purpose.wrapping_mul(STEP).rotate_left(17));
        let mixed = dice.next();
        Self(mixed ^ number.wrapping_mul(STEP))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    /// A number below `end`, small ones more often: the square of an even share.
    pub fn mostly_low(&mut self, end: usize) -> usize {
        self.below(end) * (self.below(end) + 1) / end.max(1)
    }

    /// True `share` times of a hundred.
    pub fn chance(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of them.
    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}
