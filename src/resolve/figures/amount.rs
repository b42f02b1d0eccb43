//! Amounts: a number as it was said comes in, all numbers that may be meant go out, and what they add up to.
//!
//! What surprised us: 2000余 and 30 make 2030余, but no longer a number below 2040. So an amount keeps its bounds
//! beside the words, and a sum is judged by its bounds alone.

use std::ops::{Add, Neg, Sub};

use crate::model::record::{Figure, Qualifier};

/// How far 近 and 约 may lie from the number said, as a share of it: 近20 is at least 18. Of a round number it is
/// half the last place that is not zero, as rounding would have it: 近2000 is at least 1500.
const LOOSE: f64 = 0.1;
/// Two numbers closer than this share of the larger are the same: 0.1 and 0.2 make 0.3.
const SAME: f64 = 1e-9;
/// The finest place that is looked at: of 3.14159265 the millionth.
const FINEST: i32 = -6;

/// A number that is said, with all numbers that may be meant by it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The number that is said, in the figure's unit.
    pub value: f64,
    /// The word beside it.
    pub said: Qualifier,
    /// The least that it may be.
    pub low: Bound,
    /// The most that it may be.
    pub high: Bound,
}

/// One end of what an amount may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// Where, in the figure's unit; infinite where nothing bounds it.
    pub at: f64,
    /// Whether the number there belongs to it.
    pub edge: Edge,
}

/// Whether a bound belongs to what it bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// It does.
    Within,
    /// It does not: 2000余 is more than 2000.
    Without,
}

impl Bound {
    const fn within(at: f64) -> Self {
        Self { at, edge: Edge::Within }
    }

    const fn without(at: f64) -> Self {
        Self { at, edge: Edge::Without }
    }

    fn plus(self, other: Self) -> Self {
        let open = self.edge == Edge::Without || other.edge == Edge::Without;
        Self { at: self.at + other.at, edge: if open { Edge::Without } else { Edge::Within } }
    }

    fn negative(self) -> Self {
        Self { at: -self.at, ..self }
    }
}

impl Amount {
    /// Exactly nothing.
    pub const ZERO: Self =
        Self { value: 0.0, said: Qualifier::Exact, low: Bound::within(0.0), high: Bound::within(0.0) };

    /// What a number said with a qualifier may mean. A number below zero is a decrease, and said of its size:
    /// a decrease of 50余 is one of 50 to 60.
    #[must_use]
    pub fn of(value: f64, said: Qualifier) -> Self {
        if value < 0.0 {
            let Self { low, high, .. } = Self::of(-value, said);
            return Self { value, said, low: high.negative(), high: low.negative() };
        }
        let step = step(value);
        let loose = (step / 2.0).max(value * LOOSE);
        let (low, high) = match said {
            _ if value == 0.0 && said != Qualifier::Min => (Bound::within(0.0), Bound::within(0.0)),
            Qualifier::Exact => (Bound::within(value), Bound::within(value)),
            Qualifier::Over => (Bound::without(value), Bound::without(value + step)),
            Qualifier::Near => (Bound::within(value - loose), Bound::without(value)),
            Qualifier::About => (Bound::within(value - loose), Bound::within(value + loose)),
            Qualifier::Min => (Bound::within(value), Bound::without(f64::INFINITY)),
            Qualifier::Max => (Bound::within(0.0), Bound::without(value)),
        };
        Self { value, said, low, high }
    }

    /// What a figure may mean.
    #[must_use]
    pub fn figure(figure: &Figure) -> Self {
        Self::of(figure.value, figure.qualifier)
    }

    /// Whether both may be the same number.
    #[must_use]
    pub fn may_be(self, other: Self) -> bool {
        !self.is_below(other) && !other.is_below(self)
    }

    /// Whether it is less than the other, whatever both are.
    #[must_use]
    pub fn is_below(self, other: Self) -> bool {
        let (high, low) = (self.high, other.low);
        if high.at.is_infinite() || low.at.is_infinite() {
            return false;
        }
        let gap = low.at - high.at;
        if high.edge == Edge::Without || low.edge == Edge::Without {
            return gap >= 0.0;
        }
        gap > SAME * high.at.abs().max(low.at.abs())
    }

    /// Whether `number` may be meant.
    #[must_use]
    pub fn contains(self, number: f64) -> bool {
        self.may_be(Self::of(number, Qualifier::Exact))
    }

    /// What it may be where it may also be nothing: a change that is perhaps counted already.
    #[must_use]
    pub fn or_nothing(self) -> Self {
        let low = if self.low.at > 0.0 { Bound::within(0.0) } else { self.low };
        let high = if self.high.at < 0.0 { Bound::within(0.0) } else { self.high };
        Self { low: include_zero(low), high: include_zero(high), ..self }
    }
}

/// A bound that is nothing, with nothing itself.
fn include_zero(bound: Bound) -> Bound {
    if bound.at == 0.0 { Bound::within(0.0) } else { bound }
}

impl Add for Amount {
    type Output = Self;

    /// Every sum of what both may be. A number that overflows is as large as numbers go.
    fn add(self, other: Self) -> Self {
        let (mut low, mut high) = (self.low.plus(other.low), self.high.plus(other.high));
        low.at = low.at.min(f64::MAX);
        high.at = high.at.max(f64::MIN);
        Self { value: self.value + other.value, said: together(self.said, other.said), low, high }
    }
}

impl Neg for Amount {
    type Output = Self;

    fn neg(self) -> Self {
        Self { value: -self.value, low: self.high.negative(), high: self.low.negative(), ..self }
    }
}

impl Sub for Amount {
    type Output = Self;

    /// Every difference of what both may be.
    fn sub(self, other: Self) -> Self {
        let sum = self + -other;
        Self { said: together(self.said, turned(other.said)), ..sum }
    }
}

/// The word for a sum: an exact number leaves the other's word, two of one sort keep theirs, what pulls to both sides
/// is about.
fn together(one: Qualifier, other: Qualifier) -> Qualifier {
    match (one, other) {
        (Qualifier::Exact, said) | (said, Qualifier::Exact) => said,
        _ if one == other => one,
        (Qualifier::Over, Qualifier::Min) | (Qualifier::Min, Qualifier::Over) => Qualifier::Min,
        (Qualifier::Near, Qualifier::Max) | (Qualifier::Max, Qualifier::Near) => Qualifier::Max,
        _ => Qualifier::About,
    }
}

/// The word for what is taken away: less of something that is more is less.
fn turned(said: Qualifier) -> Qualifier {
    match said {
        Qualifier::Over => Qualifier::Near,
        Qualifier::Near => Qualifier::Over,
        Qualifier::Min => Qualifier::Max,
        Qualifier::Max => Qualifier::Min,
        Qualifier::Exact | Qualifier::About => said,
    }
}

/// The worth of the last place that is not zero: 1000 for 2000, 10 for 530, 0.1 for 3.2. A number is round to this, and
/// one more of it is the next round number.
fn step(value: f64) -> f64 {
    let mut step = 10_f64.powi(FINEST);
    loop {
        let next = step * 10.0;
        let places = value / next;
        let is_round = (places - places.round()).abs() <= SAME * places.abs().max(1.0);
        if !is_round || places.round() < 1.0 || !next.is_finite() {
            return step;
        }
        step = next;
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Edge};
    use crate::model::record::Qualifier::{self, About, Exact, Max, Min, Near, Over};
    use crate::resolve::figures::tests::{Dice, times};

    const SAID: [Qualifier; 6] = [Exact, Over, Near, About, Min, Max];

    /// As `[1,2)`: what an amount may be.
    fn shape(amount: Amount) -> String {
        let Amount { low, high, .. } = amount;
        let open = if low.edge == Edge::Within { '[' } else { '(' };
        let close = if high.edge == Edge::Within { ']' } else { ')' };
        format!("{open}{},{}{close}", low.at, high.at)
    }

    #[test]
    fn words_say_what_may_be_meant() {
        for (value, said, wanted) in [
            (2000.0, Exact, "[2000,2000]"),
            (2000.0, Over, "(2000,3000)"),
            (2300.0, Over, "(2300,2400)"),
            (50.0, Over, "(50,60)"),
            (529.0, Over, "(529,530)"),
            (3.5, Over, "(3.5,3.6)"),
            (2000.0, Near, "[1500,2000)"),
            (20.0, Near, "[15,20)"),
            (286.0, Near, "[257.4,286)"),
            (300.0, About, "[250,350]"),
            (16.0, About, "[14.4,17.6]"),
            (90.0, Min, "[90,inf)"),
            (10.0, Max, "[0,10)"),
            (0.0, Max, "[0,0]"),
            (0.0, Min, "[0,inf)"),
            (-50.0, Over, "(-60,-50)"),
            (-10.0, Max, "(-10,-0]"),
        ] {
            assert_eq!(shape(Amount::of(value, said)), wanted, "{said:?} {value}");
        }
    }

    #[test]
    fn sums_are_said_as_their_parts_allow() {
        let of = Amount::of;
        for (amount, value, said, wanted) in [
            (of(2000.0, Over) + of(30.0, Exact), 2030.0, Over, "(2030,3030)"),
            (of(300.0, About) + of(5.0, Exact), 305.0, About, "[255,355]"),
            (of(2000.0, Over) + of(2000.0, Near), 4000.0, About, "(3500,5000)"),
            (of(529.0, Exact) - of(70.0, Exact), 459.0, Exact, "[459,459]"),
            (of(529.0, Exact) - of(70.0, Over), 459.0, Near, "(449,459)"),
            (of(90.0, Min) + of(5.0, Over), 95.0, Min, "(95,inf)"),
            (of(90.0, Exact) - of(5.0, Min), 85.0, Max, "(-inf,85]"),
            (of(10.0, Max) + of(20.0, Near), 30.0, Max, "[15,30)"),
        ] {
            assert_eq!((amount.value, amount.said), (value, said), "{wanted}");
            assert_eq!(shape(amount), wanted);
        }
    }

    #[test]
    fn two_amounts_may_be_one_number() {
        for (one, said, other, too, is_one) in [
            (2000.0, Over, 2030.0, Exact, true),
            (2000.0, Over, 2000.0, Exact, false),
            (2000.0, Over, 3000.0, Exact, false),
            (2000.0, Near, 2000.0, Over, false),
            (2000.0, Near, 1900.0, Exact, true),
            (2000.0, About, 2000.0, Exact, true),
            (90.0, Min, 97.0, Exact, true),
            (10.0, Max, 10.0, Min, false),
            (529.0, Exact, 520.0, Exact, false),
        ] {
            let (one, other) = (Amount::of(one, said), Amount::of(other, too));
            assert_eq!(one.may_be(other), is_one, "{one:?} {other:?}");
            assert_eq!(other.may_be(one), is_one);
        }
        let tenths = Amount::of(0.1, Exact) + Amount::of(0.2, Exact);
        assert!(tenths.may_be(Amount::of(0.3, Exact)));
        let huge = Amount::of(f64::MAX, Exact) + Amount::of(f64::MAX, Min);
        assert!(!huge.low.at.is_nan() && !(huge - huge).low.at.is_nan());
    }

    /// Some number that the amount may be.
    fn member(amount: Amount, dice: &mut Dice) -> f64 {
        let (low, high) = (amount.low.at.max(-1e7), amount.high.at.min(1e7));
        let number = low + (high - low) * dice.share();
        if amount.contains(number) { number } else { f64::midpoint(low, high) }
    }

    fn any(dice: &mut Dice) -> Amount {
        let digits = dice.below(4000) as f64;
        let places = [0.1, 1.0, 10.0, 1000.0];
        let value = digits * places[dice.below(4)] * if dice.below(5) == 0 { -1.0 } else { 1.0 };
        Amount::of(value, SAID[dice.below(6)])
    }

    #[test]
    fn a_sum_holds_every_sum_of_its_parts() {
        let mut dice = Dice(20_240_418);
        for _ in 0..times(4000) {
            let (a, b, c) = (any(&mut dice), any(&mut dice), any(&mut dice));
            let (x, y, z) = (member(a, &mut dice), member(b, &mut dice), member(c, &mut dice));
            assert!((a + b).contains(x + y), "{a:?} {b:?}: {x} {y}");
            assert!((a - b).contains(x - y), "{a:?} {b:?}: {x} {y}");
            assert!((a + b - c).contains(x + y - z), "{a:?} {b:?} {c:?}");
            assert!(a.or_nothing().contains(x) && a.or_nothing().contains(0.0), "{a:?}");
            assert_eq!(shape(a + b), shape(b + a));
            assert_eq!((a + b).said, (b + a).said);
            assert!((a + b).low.at <= a.value + b.value && a.value + b.value <= (a + b).high.at);
            if x == y {
                assert!(a.may_be(b));
            }
            assert!(!(a.is_below(b) && b.is_below(a)));
        }
    }
}
