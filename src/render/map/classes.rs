//! Counts in, the colours and sizes of their symbols out.
//!
//! The area of a symbol grows with its count; those too small to be seen are as large as the smallest that is. Colours are
//! four classes of equally many places: equal counts are always in one class, and a class says from which count to which
//! it goes. Nothing is a class of its own, drawn hollow.
//!
//! What surprised us: classes of equal steps of the count put all places but one into the first.

/// How many classes of colour there are at most.
pub const STEPS: usize = 4;
/// The radius of the symbol of the greatest count, and the least that is drawn.
pub const RADII: [f64; 2] = [14.0, 4.0];

/// The classes and sizes of a set of counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    /// The least and the greatest count of each class, lowest first.
    bounds: Vec<[usize; 2]>,
}

/// A class of colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its colour: 1 to [`STEPS`].
    pub step: usize,
    /// The least and the greatest count in it.
    pub bounds: [usize; 2],
}

impl Classes {
    /// The classes of these counts.
    #[must_use]
    pub fn of(counts: impl Iterator<Item = usize>) -> Self {
        let mut sorted: Vec<usize> = counts.filter(|count| *count > 0).collect();
        sorted.sort_unstable();
        let mut different = sorted.clone();
        different.dedup();
        let ends: Vec<usize> = if different.len() <= STEPS {
            different
        } else {
            let end = |step: usize| sorted.get((sorted.len() * step).div_ceil(STEPS).saturating_sub(1));
            let mut ends: Vec<usize> = (1..=STEPS).filter_map(end).copied().collect();
            ends.dedup();
            ends
        };
        let mut bounds: Vec<[usize; 2]> = Vec::new();
        for end in ends {
            let above = bounds.last().map_or(0, |[_, before]| *before);
            let first = sorted.iter().find(|count| **count > above);
            bounds.extend(first.map(|first| [*first, end]));
        }
        Self { bounds }
    }

    /// The classes, lowest first.
    pub fn all(&self) -> impl Iterator<Item = Class> + '_ {
        let classes = self.bounds.len();
        // Few classes are as far from each other as many.
        let step =
            move |at: usize| if classes < 2 { STEPS / 2 } else { 1 + at * (STEPS - 1) / (classes - 1) };
        self.bounds.iter().enumerate().map(move |(at, bounds)| Class { step: step(at), bounds: *bounds })
    }

    /// The colour of a count: 1 to [`STEPS`]; 0 for nothing.
    #[must_use]
    pub fn step(&self, count: usize) -> usize {
        let holds = |class: &Class| count <= class.bounds[1];
        if count == 0 { 0 } else { self.all().find(holds).map_or(STEPS, |class| class.step) }
    }

    /// The greatest count.
    fn most(&self) -> usize {
        self.bounds.last().map_or(0, |[_, most]| *most)
    }

    /// The radius of the symbol of a count, in units of the map.
    #[must_use]
    pub fn radius(&self, count: usize) -> f64 {
        let [most, least] = RADII;
        let share = count as f64 / self.most().max(1) as f64;
        (most * share.sqrt()).max(least)
    }

    /// Counts whose symbols tell how large others are: the greatest, a quarter of it and the least, each once.
    #[must_use]
    pub fn examples(&self) -> Vec<usize> {
        let mut examples =
            vec![self.most(), self.most() / 4, self.bounds.first().map_or(0, |[least, _]| *least)];
        examples.retain(|count| *count > 0);
        examples.sort_unstable_by(|a, b| b.cmp(a));
        examples.dedup();
        examples
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, Classes, RADII};

    fn of(counts: &[usize]) -> Classes {
        Classes::of(counts.iter().copied())
    }

    #[test]
    fn classes_hold_equally_many_and_never_part_equals() {
        let counts: Vec<usize> = (1..=40).map(|n| n * n).collect();
        let classes: Vec<Class> = of(&counts).all().collect();
        assert_eq!(classes.iter().map(|class| class.step).collect::<Vec<_>>(), [1, 2, 3, 4]);
        for class in &classes {
            let [from, to] = class.bounds;
            assert_eq!(counts.iter().filter(|count| (from..=to).contains(*count)).count(), 10, "{class:?}");
        }
        let ties = of(&[1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6]);
        assert_eq!(ties.all().map(|class| class.bounds).collect::<Vec<_>>(), [[1, 1], [2, 4], [5, 6]]);
        assert_eq!([0, 1, 2, 4, 5, 6].map(|count| ties.step(count)), [0, 1, 2, 2, 4, 4]);
    }

    #[test]
    fn few_different_counts_are_a_class_each() {
        assert_eq!(of(&[]).all().count(), 0);
        assert_eq!(of(&[0, 0]).step(0), 0);
        assert_eq!(of(&[7, 7, 0]).all().collect::<Vec<_>>(), [Class { step: 2, bounds: [7, 7] }]);
        assert_eq!(of(&[1, 9, 9]).all().map(|class| class.step).collect::<Vec<_>>(), [1, 4]);
    }

    #[test]
    fn areas_grow_with_counts() {
        let classes = of(&[1, 25, 100]);
        let [most, least] = RADII;
        assert_eq!([100, 25, 1, 0].map(|count| classes.radius(count)), [most, most / 2.0, least, least]);
        assert_eq!(classes.examples(), [100, 25, 1]);
        assert_eq!(of(&[1, 1]).examples(), [1]);
        assert_eq!(of(&[0]).examples(), [0; 0]);
    }
}
