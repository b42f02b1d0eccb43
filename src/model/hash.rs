//! A hash by which values are known again, also by a later process of the same program.
//!
//! What surprised us: hashing what a build is made from takes a tenth of its instructions with the standard library's
//! hash, and a hundredth with one that is made for speed; nobody gains by making two records collide.

use std::hash::{BuildHasher, Hash};

use foldhash::quality::FixedState;

/// The hash of a value; never 0, which stands for what is not known again.
#[must_use]
pub fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    FixedState::with_seed(0x6a69_616e_6261_6f21).hash_one(value).max(1)
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn equal_values_and_no_others_are_known_again() {
        assert_eq!(hash("巷口"), hash(&String::from("巷口")));
        assert_ne!(hash("巷口"), hash("巷"));
        assert_ne!(hash(&["a", "bc"]), hash(&["ab", "c"]));
        assert_ne!(hash(&0_u64), 0);
    }
}
