//! A plan in, what a terminal shows of it out.

use super::{Closing, Late, Plan, Planned, Promised};
use crate::model::settings::Lang;

/// The plan as text, a heading over each part that has anything.
pub(super) fn text(plan: &Plan, lang: Lang) -> String {
    let say = |chinese: &str, english: &str| lang.pick(chinese, english).to_owned();
    let mut text = match lang {
        Lang::ZhCn => format!("{}：{} 至 {}，今天是 {}\n", plan.week, plan.from, plan.to, plan.as_of),
        Lang::En => format!("{}: {} to {}, as of {}\n", plan.week, plan.from, plan.to, plan.as_of),
    };
    let parts = [
        (
            say("承诺：过期的和四周内到期的", "Promises: overdue, and due within four weeks"),
            plan.promises.iter().map(|one| promise(one, lang)).collect(),
        ),
        (say("本周活动和值班", "This week"), plan.activities.iter().map(|one| activity(one, lang)).collect()),
        (
            say("本周报名截止", "Signing up ends this week"),
            plan.closing.iter().map(|one| closing(one, lang)).collect(),
        ),
        (
            say("节气和日子", "Solar terms and observances"),
            plan.days.iter().map(|day| format!("{} {}", day.date, day.name)).collect(),
        ),
        (say("看板上逾期的", "Overdue on boards"), plan.boards.iter().map(|one| late(one, lang)).collect()),
        (say("台账里还缺的", "Lacking in ledgers"), lacking(plan, lang)),
        (say("八周没有见报的社区", "Communities with nothing in print for eight weeks"), silent(plan, lang)),
        (say("去年同期", "The same week a year before"), earlier(plan)),
    ];
    let parts: [(String, Vec<String>); 8] = parts;
    for (head, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        text += &format!("\n{head}\n");
        for line in lines {
            text += &format!("  {line}\n");
        }
    }
    text
}

fn promise(one: &Promised, lang: Lang) -> String {
    let Promised { due, days, what, title, place, .. } = one;
    let when = match (lang, *days) {
        (Lang::ZhCn, ..0) => format!("过期 {} 天", -days),
        (Lang::ZhCn, _) => format!("还有 {days} 天"),
        (Lang::En, ..0) => format!("{} days overdue", -days),
        (Lang::En, _) => format!("{days} days left"),
    };
    let place = place.as_deref().unwrap_or_default();
    match lang {
        Lang::ZhCn => format!("{due} {when}：{what}——《{title}》{place}"),
        Lang::En => format!("{due} {when}: {what} (“{title}”, {place})"),
    }
}

fn activity(one: &Planned, lang: Lang) -> String {
    let Planned { date, time, title, venue, on_duty, campaign, .. } = one;
    let mut parts = vec![date.clone()];
    parts.extend(campaign.then(|| lang.pick("进行中", "going on").to_owned()));
    parts.extend(time.clone());
    parts.push(title.clone());
    parts.extend(venue.as_ref().map(|venue| format!("@ {venue}")));
    let on_duty = on_duty.join(lang.pick("、", ", "));
    if !on_duty.is_empty() {
        parts.push(format!("{}{on_duty}", lang.pick("值班：", "on duty: ")));
    }
    parts.join(" ")
}

fn closing(one: &Closing, lang: Lang) -> String {
    let Closing { date, title, signup, .. } = one;
    match lang {
        Lang::ZhCn => format!("{date} {title}（{signup}）"),
        Lang::En => format!("{date} {title} ({signup})"),
    }
}

fn late(one: &Late, lang: Lang) -> String {
    let Late { title, programme, until, days, what, .. } = one;
    let what = what.as_deref().map_or_else(String::new, |what| format!(" {what}"));
    let programme = programme.as_deref().map_or_else(String::new, |name| format!("{name} · "));
    match lang {
        Lang::ZhCn => format!("{until} 逾期 {days} 天：{programme}{title}{what}"),
        Lang::En => format!("{until} {days} days overdue: {programme}{title}{what}"),
    }
}

fn lacking(plan: &Plan, lang: Lang) -> Vec<String> {
    let line = |one: &super::Lacking| {
        let lacks = one.lacks.join(lang.pick("、", ", "));
        match lang {
            Lang::ZhCn => format!("{}（{} 至 {}）：{} 缺 {lacks}", one.ledger, one.from, one.to, one.who),
            Lang::En => format!("{} ({} to {}): {} lacks {lacks}", one.ledger, one.from, one.to, one.who),
        }
    };
    plan.coverage.iter().map(line).collect()
}

fn silent(plan: &Plan, lang: Lang) -> Vec<String> {
    let line = |one: &super::Silent| match (&one.since, lang) {
        (Some(since), Lang::ZhCn) => format!("{}，上次 {since}", one.name),
        (Some(since), Lang::En) => format!("{}, last on {since}", one.name),
        (None, _) => one.name.clone(),
    };
    plan.silent.iter().map(line).collect()
}

fn earlier(plan: &Plan) -> Vec<String> {
    let line = |one: &super::Earlier| format!("{} {}", one.date.as_deref().unwrap_or_default(), one.title);
    plan.year_before.iter().map(line).collect()
}
