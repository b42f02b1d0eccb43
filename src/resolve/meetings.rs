//! A meeting in, what became of each proposal out, and whether its decision can be right.
//!
//! What surprised us: a decision is said in the words of what was proposed, so it names its options by itself.

use crate::model::standing::{Fate, Meeting, Proposal};

/// What cannot be right about a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong<'a> {
    /// It holds the words of no option.
    NamesNone,
    /// It names only options that the meeting did not adopt, such as this one.
    Against(&'a Proposal, Fate),
}

/// What the meeting made of a proposal: as typed; else adopted where the decision names it, open where nothing does.
#[must_use]
pub fn fate(meeting: &Meeting, proposal: &Proposal) -> Fate {
    let is_named = || meeting.decisions.iter().any(|decision| names(decision, proposal));
    proposal.fate.unwrap_or_else(|| if is_named() { Fate::Adopted } else { Fate::Open })
}

/// What cannot be right, decision by decision, each by its place. Where nothing was proposed, anything may be decided.
#[must_use]
pub fn faults(meeting: &Meeting) -> Vec<(usize, Wrong<'_>)> {
    let fault = |decision: &str| {
        let named: Vec<&Proposal> =
            meeting.options.iter().filter(|proposal| names(decision, proposal)).collect();
        let Some(first) = named.first() else { return Some(Wrong::NamesNone) };
        let is_adopted = |proposal: &&Proposal| fate(meeting, proposal) == Fate::Adopted;
        (!named.iter().any(is_adopted)).then(|| Wrong::Against(first, fate(meeting, first)))
    };
    if meeting.options.is_empty() {
        return Vec::new();
    }
    let decisions = meeting.decisions.iter().enumerate();
    decisions.filter_map(|(at, decision)| Some((at, fault(decision)?))).collect()
}

/// Whether a decision holds the words of a proposal; spaces do not count.
fn names(decision: &str, proposal: &Proposal) -> bool {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    bare(decision).contains(&bare(&proposal.what))
}

#[cfg(test)]
mod tests {
    use super::{Wrong, fate, faults};
    use crate::model::standing::{Fate, Meeting, Proposal};

    fn meeting(options: &[(&str, Option<Fate>)], decisions: &[&str]) -> Meeting {
        let proposal = |(what, fate): &(&str, Option<Fate>)| Proposal {
            what: (*what).into(),
            fate: *fate,
            reason: None,
        };
        Meeting {
            options: options.iter().map(proposal).collect(),
            decisions: decisions.iter().map(|decision| (*decision).into()).collect(),
            ..Meeting::default()
        }
    }

    #[test]
    fn a_decision_makes_what_it_names_adopted() {
        let meeting = meeting(
            &[("建沙坑", Some(Fate::Refused)), ("移栽花木", None), ("加车位", None)],
            &["移栽 花木，加四条长椅"],
        );
        let fates: Vec<Fate> = meeting.options.iter().map(|option| fate(&meeting, option)).collect();
        assert_eq!(fates, [Fate::Refused, Fate::Adopted, Fate::Open]);
        assert_eq!(faults(&meeting), []);
    }

    #[test]
    fn a_decision_names_an_option_that_was_adopted() {
        let options = [("建沙坑", Some(Fate::Refused)), ("种树", Some(Fate::Deferred)), ("长椅", None)];
        for (decisions, wanted) in [
            (&["长椅"][..], "[]"),
            (&["不建沙坑，放长椅"], "[]"),
            (&["长椅", "另行商量"], "[(1, NamesNone)]"),
            (&[], "[]"),
        ] {
            assert_eq!(format!("{:?}", faults(&meeting(&options, decisions))), wanted, "{decisions:?}");
        }
        let refused = meeting(&options, &["建沙坑"]);
        assert_eq!(faults(&refused), [(0, Wrong::Against(&refused.options[0], Fate::Refused))]);
        let put_off = meeting(&options, &["不建沙坑，种树"]);
        assert_eq!(faults(&put_off), [(0, Wrong::Against(&put_off.options[0], Fate::Refused))]);
        assert_eq!(faults(&meeting(&[], &["晚九点熄灯"])), [], "where nothing was proposed");
    }
}
