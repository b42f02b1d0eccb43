//! That the guide's example is a meeting, and what its page and the calendar show of it.

use super::boards::bulletin;
use super::ledgers::checked;

/// The records of the first example of a guide.
pub(super) fn example(manual: &str) -> &str {
    manual.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap()
}

#[test]
fn the_example_of_the_guide_is_a_meeting() {
    let built = bulletin(example(include_str!("../../../docs/MEETINGS.md")));
    assert_eq!(checked(example(include_str!("../../../docs/MEETINGS.md"))), [""; 0]);
    let page = built.page("meetings/guangchang/index.html");
    let steps: Vec<&str> = ["议题", "参加", "方案", "决定", "结果", "后来"]
        .into_iter()
        .filter(|step| page.contains(&format!("<h2>{step}</h2>")))
        .collect();
    assert_eq!(steps.len(), 6, "{steps:?} of {page}");
    let fates: Vec<&str> =
        page.split("class=\"fate-").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(fates, ["deferred", "refused", "adopted"], "the last by the decision");
    for said in [
        "地下有燃气管",
        "居民代表 <small>15人</small>",
        "href=\"../../projects/changyi/\">步道长椅</a> <span class=\"status\">已办结</span>",
        "href=\"../../2024/changyi-haole/\"",
        "长椅到了",
        "19:00",
        "大香樟树下",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let calendar = built.page("calendar.ics");
    assert!(calendar.contains("DTSTART;TZID=Asia/Shanghai:20240316T190000"), "{calendar}");
    assert!(built.page("calendar/2024-03/index.html").contains("meetings/guangchang/"), "a month has it");
}

#[test]
fn a_meeting_that_says_nothing_shows_no_steps_and_none_of_its_projects_that_are_not_out() {
    let built = bulletin(
        "- {id: bare, kind: meeting, title: 空, body: 只有正文。}\n\
         - {id: led, kind: meeting, title: 议, project: [later, now], attended: [赵某, 居民代表], people: [赵某]}\n\
         - {id: later, kind: project, title: 还没公布的项目, publish_at: 2030-01-01}\n\
         - {id: now, kind: project, title: 已有的项目}\n",
    );
    assert!(!built.page("meetings/bare/index.html").contains("sequence"));
    let page = built.page("meetings/led/index.html");
    assert!(page.contains("已有的项目") && page.contains("居民代表"), "{page}");
    assert!(!page.contains("还没公布") && !page.contains("赵某"), "{page}");
    let rules: Vec<&str> = built.found.iter().map(|found| found.rule).collect();
    assert_eq!(rules, ["kept-back-name"]);
}

#[test]
fn markup_in_a_meeting_is_text() {
    let hostile = "\"<img src=x onerror=alert(1)>”&'\"";
    let built = bulletin(&format!(
        "- {{id: m, kind: meeting, title: {hostile}, topic: {hostile}, venue: {hostile}, starts: 2024-04-01, attended: [{hostile}], \
         options: [{{what: {hostile}, fate: adopted, reason: {hostile}}}], decision: {hostile}, outcome: {hostile}, project: p}}\n\
         - {{id: p, kind: project, title: {hostile}, status: {hostile}}}\n\
         - {{id: s, title: {hostile}, date: 2024-04-02, about: {{id: m, note: {hostile}}}}}\n"
    ));
    let page = built.page("meetings/m/index.html");
    assert!(page.matches("&lt;img").count() >= 8, "{page}");
    assert!(!page.contains("<img src=x"), "{page}");
}

#[test]
fn a_meeting_is_in_the_calendar_of_its_place_and_of_what_that_belonged_to_on_the_day() {
    let records = "- {id: jiu, kind: place, title: 旧街道, parents: [qu]}\n\
         - {id: xin, kind: place, title: 新街道, parents: [qu]}\n\
         - {id: qu, kind: place, title: 城东区}\n\
         - {id: she, kind: place, title: 南园社区, parents: [{place: jiu, to: 2024-03-31}, {place: xin, from: 2024-04-01}]}\n\
         - {id: bie, kind: place, title: 北园社区, parents: [jiu]}\n\
         - {id: yihui, kind: meeting, title: 议停车, place: she, starts: 2024-03-16 19:00}\n\
         - {id: zaiyi, kind: meeting, title: 再议停车, place: she, starts: 2024-04-20 19:00, venue: 树下}\n\
         - {id: meiding, kind: meeting, title: 还没定日子, place: bie}\n\
         - {id: jishi, kind: activity, title: 集市, date: 2024-04-10, place: she, starts: 2024-04-21 09:00}\n";
    let built = bulletin(records);
    let uids = |place: &str| {
        let path = format!("places/{place}/calendar.ics");
        let text = built.pages.get(&path).map(String::as_str).unwrap_or_default();
        text.lines().filter_map(|line| line.strip_prefix("UID:")?.split('@').next()).collect::<Vec<_>>()
    };
    assert_eq!(uids("qu/xin/she"), ["zaiyi", "jishi", "yihui"]);
    assert_eq!(uids("qu"), ["zaiyi", "jishi", "yihui"]);
    assert_eq!(uids("qu/xin"), ["zaiyi", "jishi"]);
    assert_eq!(uids("qu/jiu"), ["yihui"]);
    assert_eq!(uids("qu/jiu/bie"), [""; 0]);
    // What is still to come stands on the page of the place, by its day.
    let page = built.page("places/qu/xin/she/index.html");
    let ahead =
        page.split("class=\"ahead\"").nth(1).and_then(|rest| rest.split("</section>").next()).unwrap();
    let first = ahead.find("再议停车").unwrap();
    assert!(first < ahead.find("集市").unwrap() && ahead.contains("19:00"), "{ahead}");
    assert!(!ahead.contains(">议停车"), "it is over: {ahead}");
    // Its place says where it is, and readers find the calendar.
    assert!(built.page("places/qu/xin/she/calendar.ics").contains("LOCATION:树下"));
    assert!(page.contains("calendar.ics"), "{page}");
}
