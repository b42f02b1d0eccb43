//! What the editor arranged between records: corrections, boards, activities, attachments, issues.

use std::fs;

use crate::bulletin::built;

/// The text of an output.
fn output(path: &str) -> String {
    fs::read_to_string(built().site.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Asserts that the words stand in the main part of a page in this order, tags left out.
fn says(path: &str, words: &[&str]) {
    let page = output(path);
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let text: String =
        main.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    let mut rest = text.as_str();
    for word in words {
        let at = rest.find(word).unwrap_or_else(|| panic!("{path} does not say {word} there: {rest}"));
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn a_correction_and_what_it_corrects_name_each_other() {
    says("2025/gengzheng/index.html", &["12个心愿亮了11盏灯", "特此更正"]);
    says("2025/xinyuan-deng/index.html", &["更正", "2025年3月12日", "一副老花镜"]);
}

#[test]
fn boards_say_what_stories_reported() {
    let board = "programmes/min-sheng/index.html";
    says(board, &["适老化", "办结", "停车", "办结", "夜间车位", "安全", "在办", "荷花池北苑充电口"]);
    says("projects/ge-chewei/index.html", &["办结", "2025年3月5日", "在办", "2025年3月27日", "办结"]);
    says("programmes/weixinyuan/index.html", &["第12个心愿", "读一封三十年前的信", "12个心愿亮了11盏灯"]);
}

#[test]
fn activities_say_when_where_and_how() {
    let words = ["2025年3月15日", "9:30", "11:00", "每周六", "望河书房", "中小学生和家长", "每次限15人"];
    says("2025/shuhua/index.html", &words);
    says("2025/xue-lei-feng-shi-ji/index.html", &["14:00", "全体居民、附近商户", "理发", "法律咨询"]);
    assert!(output("calendar.ics").contains("RRULE:FREQ=WEEKLY;BYDAY=SA\r\n"));
}

#[test]
fn standing_records_say_all_that_was_typed() {
    says("schemes/jifen/index.html", &["参加一次义务巡逻", "5", "大米（5千克）", "80", "每月25日兑换"]);
    says("brands/ziteng/index.html", &["2022年5月1日", "321", "2024年6月1日", "321+"]);
    says("ledgers/gongju/index.html", &["工具", "数量", "冲击钻", "4", "人字梯", "6"]);
    says("ledgers/tushu/index.html", &["书名", "《巡河日记》", "3", "5"]);
    let place = "places/lanjiang/shazhou/shuangjing/index.html";
    says(place, &["2025年3月23日", "和平里街道", "2025年3月24日", "沙洲街道"]);
    let room = "places/lanjiang/shazhou/wanghe/wanghe-shufang/index.html";
    says(room, &["望河路3号", "9:30–20:00，周一闭馆", "图书5000余册"]);
}

#[test]
fn files_are_served_and_linked() {
    assert_eq!(output("files/night-school/课表.csv").lines().count(), 3);
    assert_eq!(output("files/yubao/weituo.txt"), "委托书（样式）\n");
    assert_eq!(output("pics/readme.txt"), "User-agent: *\n");
    says("2025/night-school/index.html", &["夜校春季课表"]);
}

#[test]
fn issues_are_as_the_editor_decided() {
    let first =
        ["第96期", "2025年3月7日", "老楼装上", "12个心愿", "一家一棵", "议事亭里话家常", "责编 祝一帆"];
    says("issues/2025-W10/index.html", &first);
    says("issues/2025-W11/index.html", &["第97期", "社区夜校“圈粉”年轻人", "河长带着孩子去巡河"]);
    says("issues/2025-W13/index.html", &["第99期", "2025年3月28日", "“长者食堂”", "读一封三十年前的信"]);
}

#[test]
fn words_of_every_month_are_no_dates() {
    let page = output("2025/yi-shi-ting/index.html");
    assert!(page.contains("每月5日、20日的傍晚"), "a habit is marked as a date");
    assert!(
        output("2025/dian-ti/index.html")
            .contains("<time datetime=\"2025-03-17T10:18\">17日上午10时18分</time>")
    );
}
