//! Boards by hand, and in every order of their reports.

use super::{Course, Late, Report, Rule, Why, median, pace};
use crate::model::Node;
use crate::model::date::Date;
use crate::model::node::Value;
use crate::model::standing::Project;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn text(said: &str) -> Node {
    Node::bare(Value::Text(said.into()))
}

fn node(pairs: &[(&str, Value)]) -> Node {
    let pairs = pairs.iter().map(|(key, value)| (text(key), Node::bare(value.clone())));
    Node::bare(Value::Map(pairs.collect()))
}

fn said(text: &str) -> Value {
    Value::Text(text.into())
}

fn names(names: &[&str]) -> Vec<Box<str>> {
    names.iter().map(|name| (*name).into()).collect()
}

fn report<'a>(on: &str, status: &'a str) -> Report<'a> {
    Report { day: Some(day(on)), status: Some(status), step: None }
}

/// 查违不过日, 拆违不过周, 拆后回头看.
const STATUSES: [&str; 4] = ["已发现", "已清理", "已拆除", "已回看"];

fn found() -> Project {
    Project { status: Some("已发现".into()), opened: Some(day("2024-03-14")), ..Project::default() }
}

#[test]
fn updates_in_any_order_give_the_same_course() {
    let statuses = names(&STATUSES);
    let project = found();
    let mut reports = vec![
        report("2024-03-15", "已清理"),
        report("2024-03-21", "已拆除"),
        report("2024-03-21", "已清理"),
        report("2024-03-21", "已拆除"),
        report("2024-04-20", "已回看"),
    ];
    let now = day("2024-05-01");
    let course = Course::of(&project, (&statuses, now), &reports);
    let said: Vec<&str> = course.events.iter().map(|event| event.status).collect();
    assert_eq!(said, ["已发现", "已清理", "已清理", "已拆除", "已拆除", "已回看"]);
    assert!(course.is_finished);
    // All orders of five.
    let mut count = 0;
    permute(&mut reports, 0, &mut |order| {
        assert_eq!(Course::of(&project, (&statuses, now), order), course);
        count += 1;
    });
    assert_eq!(count, 120);
}

fn permute<T: Clone>(all: &mut Vec<T>, at: usize, see: &mut impl FnMut(&[T])) {
    if at == all.len() {
        see(all);
    }
    for other in at..all.len() {
        all.swap(at, other);
        permute(all, at + 1, see);
        all.swap(at, other);
    }
}

#[test]
fn what_a_rule_asks_is_late_from_the_day_after() {
    let statuses = names(&STATUSES);
    let project = found();
    let rule = |from: &str, to: &str, days: i64| {
        node(&[("from", said(from)), ("to", said(to)), ("days", Value::Int(days))])
    };
    let nodes = [rule("已发现", "已清理", 1), rule("已发现", "已拆除", 7), rule("已拆除", "已回看", 30)];
    let rules: Vec<Rule<'_>> = nodes.iter().filter_map(Rule::of).collect();
    assert_eq!(rules.len(), 3);
    let late = |reports: &[Report<'static>], now: &str| -> Vec<(String, i32)> {
        let course = Course::of(&project, (&statuses, day(now)), reports);
        let all = Late::all((&project, &course), (&rules, &statuses), day(now));
        let to = |why: &Why<'_>| match why {
            Why::Rule(rule) => rule.to.unwrap().to_owned(),
            _ => panic!("no rule: {why:?}"),
        };
        all.iter().map(|late| (to(&late.why), late.days)).collect()
    };
    assert_eq!(late(&[], "2024-03-15"), []);
    assert_eq!(late(&[], "2024-03-16"), [("已清理".to_owned(), 1)]);
    assert_eq!(late(&[], "2024-03-22"), [("已清理".to_owned(), 7), ("已拆除".to_owned(), 1)]);
    // What is further on has passed what comes before.
    let gone = report("2024-03-20", "已拆除");
    assert_eq!(late(&[gone], "2024-04-19"), []);
    assert_eq!(late(&[gone], "2024-04-22"), [("已回看".to_owned(), 3)]);
    assert_eq!(late(&[gone, report("2024-04-30", "已回看")], "2024-06-01"), []);
}

#[test]
fn a_rule_without_days_or_status_is_none() {
    assert_eq!(Rule::of(&node(&[("from", said("已发现"))])), None);
    assert_eq!(Rule::of(&node(&[("days", Value::Int(7))])), None);
    assert_eq!(Rule::of(&node(&[("from", said("a")), ("days", Value::Int(-1))])), None);
    let chinese = node(&[("从", said("已发现")), ("到", said("已拆除")), ("天数", Value::Int(7))]);
    assert_eq!(
        Rule::of(&chinese).map(|rule| (rule.from, rule.to, rule.days)),
        Some(("已发现", Some("已拆除"), 7))
    );
}

#[test]
fn the_next_step_is_the_first_that_nobody_has_done() {
    let steps = vec![
        node(&[("name", said("意愿征询")), ("due", said("2024-03-31")), ("done", Value::Bool(true))]),
        node(&[("name", said("联席会议")), ("due", said("2024-04-05"))]),
        node(&[("name", said("施工改造")), ("due", said("2024-04-30"))]),
        text("满意度回访"),
    ];
    let project = Project { steps, due: Some(day("2024-06-30")), ..Project::default() };
    let told = Report { day: Some(day("2024-04-04")), status: None, step: Some("联席会议") };
    let next = |reports: &[Report<'static>]| {
        let course = Course::of(&project, (&[], day("2024-05-02")), reports);
        let late = Late::all((&project, &course), (&[], &[]), day("2024-05-02"));
        let late: Vec<(Why<'_>, i32)> = late.into_iter().map(|late| (late.why, late.days)).collect();
        let names: Vec<String> = late.iter().map(|late| format!("{late:?}")).collect();
        (course.next().map(|step| step.name.to_owned()), names)
    };
    let (name, late) = next(&[]);
    assert_eq!(name.as_deref(), Some("联席会议"));
    assert_eq!(late, ["(Step(\"联席会议\"), 27)", "(Step(\"施工改造\"), 2)"]);
    let (name, late) = next(&[told]);
    assert_eq!(name.as_deref(), Some("施工改造"));
    assert_eq!(late, ["(Step(\"施工改造\"), 2)"]);
}

#[test]
fn what_will_be_done_on_a_later_day_is_not_done_yet() {
    let steps = vec![
        node(&[("name", said("选点")), ("done", said("2024-04-02"))]),
        node(&[("name", said("安装")), ("done", said("2024-05-20"))]),
    ];
    let project = Project { steps, ..Project::default() };
    let next = |now: &str, reports: &[Report<'static>]| {
        let course = Course::of(&project, (&[], day(now)), reports);
        (course.next().map(|step| step.name.to_owned()), course.is_finished)
    };
    assert_eq!(next("2024-04-01", &[]), (Some("选点".to_owned()), false));
    assert_eq!(next("2024-05-19", &[]), (Some("安装".to_owned()), false));
    assert_eq!(next("2024-05-20", &[]), (None, true));
    // A story that says so is believed.
    let told = Report { day: Some(day("2024-05-10")), status: None, step: Some("安装") };
    assert_eq!(next("2024-05-12", &[told]), (None, true));
}

#[test]
fn the_three_times_of_an_order_and_their_medians() {
    let statuses = names(&["居民点单", "社区派单", "律所接单", "已办结"]);
    let order = |days: [&str; 3]| {
        let step = |(name, on): (&str, &str)| node(&[("name", said(name)), ("date", said(on))]);
        let names = statuses.iter().map(|status| &**status);
        let steps = names.zip(days).map(step).collect();
        Project {
            status: Some("居民点单".into()), opened: Some(day(days[0])), steps, ..Project::default()
        }
    };
    let orders = [
        order(["2024-03-18", "2024-03-18", "2024-03-19"]),
        order(["2024-03-21", "2024-03-22", "2024-03-22"]),
        order(["2024-03-29", "2024-04-02", "2024-04-05"]),
        order(["2024-04-01", "2024-04-03", "2024-04-04"]),
    ];
    let now = day("2024-05-01");
    let courses: Vec<Course<'_>> =
        orders.iter().map(|project| Course::of(project, (&statuses, now), &[])).collect();
    assert!(courses.iter().all(|course| course.status() == Some("律所接单") && !course.is_finished));
    let times: Vec<(&str, f64, usize)> = pace(&courses.iter().collect::<Vec<_>>(), &statuses)
        .iter()
        .map(|pace| (pace.to, pace.median, pace.count))
        .collect();
    // 0 1 4 2 and 1 0 3 1 days; none is done.
    assert_eq!(times, [("社区派单", 1.5, 4), ("律所接单", 1.0, 4)]);
    assert_eq!((median(&[]), median(&[3]), median(&[1, 4])), (None, Some(3.0), Some(2.5)));
}
