//! A site in, the figures that pages may show out: of a record, of a subject, of all.
//!
//! What surprised us: what may not be shown is best not handed out. No page, chart or file can leak a small group that
//! it never got.

use crate::model::date::Date;
use crate::model::record::Figure;
use crate::model::standing::Standing;
use crate::resolve::figures::{Mark, Point, Series, Subject, Weight, figure, funnel, funnel_of};
use crate::resolve::{ListingNo, RecordNo, Site};

/// Whose figures they are, as pages name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    /// A standing record's.
    Record(RecordNo),
    /// A place's that has no record.
    Place(ListingNo),
    /// What only words name.
    Words(&'a str),
    /// Nobody's that is known.
    Nobody,
}

/// One figure that may be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Said<'a> {
    /// Where it stands.
    pub mark: Mark,
    /// What it says.
    pub figure: &'a Figure,
    /// The day that it is true of; none where neither it nor its record has one.
    pub day: Option<Date>,
    /// Whether it counts.
    pub weight: Weight,
    /// Whose it is.
    pub whose: Whose<'a>,
}

/// All that was said of one thing counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted<'a> {
    /// What is counted.
    pub name: &'a str,
    /// In what.
    pub unit: Option<&'a str>,
    /// The figures that may be shown, by day. Never empty.
    pub said: Vec<Said<'a>>,
}

/// The figures of a subject, or those that a record states.
#[derive(Clone, Debug, PartialEq)]
pub struct Account<'a> {
    /// Whose they are.
    pub whose: Whose<'a>,
    /// What is counted, the last told first, then as written.
    pub counted: Vec<Counted<'a>>,
    /// Figures that go from many to few, in that order; none where no three do, or where one is kept back.
    pub funnel: Vec<Said<'a>>,
    /// How many figures are kept back because few people stand behind them.
    pub kept_back: usize,
    /// How many projects a programme has in all, where it says.
    pub total: Option<i64>,
}

/// What one record states: `counted` has each figure by itself, in the order typed.
#[must_use]
pub fn of_record(site: &Site, number: RecordNo) -> Account<'_> {
    let figures = site.record(number).map_or(&[][..], |record| record.figures());
    let series: Vec<&Series> = site.figures.of_record(number).collect();
    let mut account = Account::of(Whose::Record(number));
    for (entry, (figure, series)) in (0..).zip(figures.iter().zip(series)) {
        let mark = Mark { record: number, entry };
        let day = figure.as_of.or(site.record(number).and_then(|record| record.date));
        let point = point_of(series, (mark, day));
        let said = point.and_then(|point| said(site, (point.mark, point.weight, point.day), series.subject));
        match said {
            Some(said) => account.counted.push(Counted {
                name: &figure.name,
                unit: figure.unit.as_deref(),
                said: vec![said],
            }),
            None => account.kept_back += 1,
        }
    }
    let funnel = if figures.is_empty() { Vec::new() } else { funnel(site, number) };
    account.funnel = find_all(&account, &funnel);
    account
}

/// The point of a figure whose day is known, by which points stand in order.
fn point_of(series: &Series, (mark, day): (Mark, Option<Date>)) -> Option<&Point> {
    let first = series.points.partition_point(|point| point.day < day);
    series.points.iter().skip(first).find(|point| point.mark == mark)
}

/// The figures of a subject.
#[must_use]
pub fn of_subject(site: &Site, subject: Subject) -> Account<'_> {
    let all = site.figures.of_subject(subject);
    let first = all.first().and_then(|series| series.title(site));
    let words = first.and_then(|figure| figure.subject.as_deref());
    let mut account = Account::of(whose(subject, words));
    for series in all {
        let each = series.points.iter();
        let shown: Vec<Said<'_>> =
            each.filter_map(|point| said(site, (point.mark, point.weight, point.day), subject)).collect();
        account.kept_back += series.points.len() - shown.len();
        if let Some(title) = series.title(site).filter(|_| !shown.is_empty()) {
            account.counted.push(Counted { name: &title.name, unit: title.unit.as_deref(), said: shown });
        }
    }
    account.counted.sort_by(|a, b| told_last(b).cmp(&told_last(a)).then_with(|| entry(a).cmp(&entry(b))));
    if subject != Subject::None && !all.is_empty() {
        account.funnel = funnel_by(site, (&account, subject), Date::MAX);
    }
    account.total = match subject {
        Subject::Record(number) if !all.is_empty() => total(site, number),
        _ => None,
    };
    account
}

/// The funnel of a subject as it was on a day; none where a figure of it is kept back.
#[must_use]
pub fn funnel_by<'a>(site: &Site, (account, subject): (&Account<'a>, Subject), until: Date) -> Vec<Said<'a>> {
    find_all(account, &funnel_of(site, subject, until))
}

/// The figures of all subjects, in the order of subjects.
#[must_use]
pub fn of_all(site: &Site) -> Vec<Account<'_>> {
    let series = site.figures.series.chunk_by(|a, b| a.subject == b.subject);
    series.filter_map(|of_one| of_one.first()).map(|series| of_subject(site, series.subject)).collect()
}

impl Account<'_> {
    fn of(whose: Whose<'_>) -> Account<'_> {
        Account { whose, counted: Vec::new(), funnel: Vec::new(), kept_back: 0, total: None }
    }

    /// Whether nothing is counted, neither shown nor kept back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counted.is_empty() && self.kept_back == 0
    }
}

fn whose(subject: Subject, words: Option<&str>) -> Whose<'_> {
    match subject {
        Subject::Record(number) => Whose::Record(number),
        Subject::Place(number) => Whose::Place(number),
        Subject::Words(_) => Whose::Words(words.unwrap_or_default()),
        Subject::None => Whose::Nobody,
    }
}

/// A figure where it may be shown.
fn said(
    site: &Site,
    (mark, weight, day): (Mark, Weight, Option<Date>),
    subject: Subject,
) -> Option<Said<'_>> {
    let figure = figure(site, mark).filter(|_| !site.figures.kept_back.contains(&mark))?;
    Some(Said { mark, figure, day, weight, whose: whose(subject, figure.subject.as_deref()) })
}

/// The figures of an account that stand there; none of them where one is not among them.
fn find_all<'a>(account: &Account<'a>, marks: &[Mark]) -> Vec<Said<'a>> {
    let find = |mark: &Mark| {
        let mut all = account.counted.iter().flat_map(|counted| &counted.said);
        all.find(|said| said.mark == *mark).copied()
    };
    marks.iter().map(find).collect::<Option<Vec<_>>>().unwrap_or_default()
}

fn told_last(counted: &Counted<'_>) -> Option<Date> {
    counted.said.last().and_then(|said| said.day)
}

/// Where the last figure stands among those of its record.
fn entry(counted: &Counted<'_>) -> Option<(RecordNo, u32)> {
    counted.said.last().map(|said| (said.mark.record, said.mark.entry))
}

fn total(site: &Site, number: RecordNo) -> Option<i64> {
    match site.record(number)?.standing()? {
        Standing::Programme(programme) => programme.total.filter(|total| *total > 0),
        _ => None,
    }
}
