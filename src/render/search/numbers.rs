//! Which document of the last build each document is in, what became of each number of that build out.

/// Stands for no number.
const NONE: u32 = u32::MAX;

/// The numbers of the last build and of this one.
pub struct Numbers {
    /// By the number of the last build the one of this build.
    now: Vec<u32>,
    /// By the number of this build, whether the document was there.
    known: Vec<bool>,
}

/// What became of a document of the last build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is as it was and has its number.
    Stays,
    /// It is as it was and has another number.
    Becomes(u32),
    /// It has changed or is no longer there.
    Gone,
    /// There was no such document.
    Unknown,
}

impl Numbers {
    /// The numbers after a build of `former` documents; `same` gives the former number of each that is as it was.
    /// Two documents cannot have been the same one; then the second is read again.
    pub fn new(former: u32, same: &[Option<u32>]) -> Self {
        let mut now = vec![NONE; former as usize];
        let mut known = vec![false; same.len()];
        for ((number, before), known) in (0..).zip(same).zip(&mut known) {
            let slot = before.and_then(|before| now.get_mut(before as usize));
            if let Some(slot) = slot.filter(|slot| **slot == NONE) {
                (*slot, *known) = (number, true);
            }
        }
        Self { now, known }
    }

    /// What became of document `number` of the last build.
    #[inline]
    pub fn fate(&self, number: u32) -> Fate {
        match self.now.get(number as usize) {
            Some(now) if *now == number => Fate::Stays,
            Some(&NONE) => Fate::Gone,
            Some(now) => Fate::Becomes(*now),
            None => Fate::Unknown,
        }
    }

    /// Whether document `number` of this build is as it was in the last one.
    pub fn is_known(&self, number: u32) -> bool {
        self.known.get(number as usize).copied().unwrap_or(false)
    }

    /// How many documents the last build had.
    pub fn former(&self) -> usize {
        self.now.len()
    }
}
