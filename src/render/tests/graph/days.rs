//! A change of what takes place makes anew the days that show it.

use std::fs;
use std::path::Path;

use super::{Remembers, aside, build, made_after, made_after_with, sample};
use crate::model::date::Date;

#[test]
fn what_takes_place_makes_anew_its_weeks_and_months_and_nothing_else() {
    let edit = |folder: &Path, file: &str, (from, to): (&str, &str)| {
        let path = folder.join("content").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    };
    let made_by = |file: &str, change| made_after(|folder| edit(folder, file, change));
    let days = |made: Vec<String>| {
        made.into_iter().filter(|path| path.starts_with("calendar/2")).collect::<Vec<_>>()
    };
    // The fair is every Saturday from 20 April; the walk on Wednesdays and Fridays from 3 April.
    let made = days(made_by("walk.md", ("repeats: 每周三、周五", "repeats: 每周三、周五、周六")));
    assert!(made.contains(&"calendar/2024-W14/index.html".to_owned()), "{made:?}");
    // What is no activity concerns no week but that of its issue, and the same one a year later.
    let made = made_by("b.md", ("title: 北门修路", "title: 北门又修路"));
    assert_eq!(days(made), [""; 0]);
    let made = made_by("c.md", ("title: 北门要修路", "title: 北门将修路"));
    assert_eq!(days(made), [""; 0], "another title of a story that leads no issue");
    // A day that is put off leaves its month, and comes to another.
    let month =
        "id: month, kind: activity, title: 爱绿月, date: 2024-04-09, starts: 2024-04-10, ends: 2024-04-30";
    let made = days(made_by("more.yaml", (month, &month.replace("04-30", "05-02"))));
    let wanted = ["calendar/2024-05/index.html", "calendar/2024-W18/index.html"];
    assert!(wanted.iter().all(|path| made.contains(&(*path).to_owned())), "{made:?}");
    assert!(!made.contains(&"calendar/2024-W21/index.html".to_owned()), "{made:?}");
}

#[test]
fn a_meeting_that_is_put_off_makes_anew_the_calendar_of_its_place() {
    let meeting = "- {id: yi, kind: meeting, title: 议, place: nanyuan, starts: 2024-04-18 19:00}\n";
    let made = made_after_with(meeting, |folder| {
        sample::put(folder, "content/ground.yaml", meeting.replace("04-18", "04-19").as_bytes());
    });
    let place = "places/shan-xia-qu/chang-qiao-jie-dao/nanyuan";
    for path in [format!("{place}/index.html"), format!("{place}/calendar.ics")] {
        assert!(made.contains(&path), "{path}: {made:?}");
    }
}

#[test]
fn another_day_makes_anew_no_week_and_no_month() {
    let (folder, store) = (tempfile::tempdir().unwrap(), Remembers::default());
    sample::write(folder.path());
    let now = Date::constant(2024, 4, 13);
    let before = build(folder.path(), now, (None, &store)).unwrap();
    // A file that was touched just now has no state yet.
    std::thread::sleep(std::time::Duration::from_millis(60));
    let before = build(folder.path(), now, (Some(&before), &store)).unwrap();
    let place = "places/shan-xia-qu/chang-qiao-jie-dao/nanyuan/index.html";
    let on = |day: i8| {
        let now = Date::constant(2024, 4, day);
        aside(build(folder.path(), now, (Some(&before), &store)).unwrap())
    };
    for day in [14, 16, 18] {
        let made = on(day);
        assert!(!made.iter().any(|path| path.starts_with("calendar/2")), "{day}: {made:?}");
        // The walk is on Wednesday 17 and on Friday 19 April.
        assert_eq!(made.contains(&place.to_owned()), day == 18, "{day}: {made:?}");
    }
}
