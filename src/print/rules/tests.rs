//! Rules around boxes, and those that give way to them.

use super::{Line, rules};
use crate::model::settings::PrintSettings;
use crate::print::copy::{Rank, Story, Unit};
use crate::print::geometry::Grid;
use crate::print::makeup::{Placed, Plan};
use crate::print::shapes::Shape;

fn story(is_boxed: bool) -> Unit {
    Unit::Story(Box::new(Story { is_boxed, ..Story::plain("a", Rank::Normal) }))
}

/// A lead over all columns; below it a story of two columns, and beside it, in three, one above the other, of which the
/// units `boxed` stand in boxes.
fn page(boxed: &[usize]) -> (Vec<Line>, Grid) {
    let grid = Grid::new(&PrintSettings::default(), 9.0);
    let places = [((0, 5), (0, 20)), ((0, 2), (21, 30)), ((2, 3), (21, 10)), ((2, 3), (32, 19))];
    let placed = places.iter().enumerate().map(|(unit, (columns, rows))| Placed {
        unit,
        page: 0,
        columns: *columns,
        rows: *rows,
        shape: Shape::Rail { head: 0, spare: 0 },
    });
    let bands = vec![(0, 0, 20, Vec::new()), (0, 21, 30, vec![2])];
    let plan = Plan { placed: placed.collect(), bands, pages: 1, ..Plan::default() };
    let units: Vec<Unit> = (0..4).map(|unit| story(boxed.contains(&unit))).collect();
    (rules(&plan, 0, (&units, &grid)), grid)
}

/// The rules that go down, by their column and rows; the others by their columns and the row below them.
fn seen((lines, grid): (Vec<Line>, Grid)) -> Vec<String> {
    let row = |y: f64| (y / grid.pitch).ceil();
    let column = |x: f64| (x / (grid.measure + grid.gutter)).round();
    let line = |((x, y), (right, down)): Line| {
        if right > 0.0 {
            format!("{}-{} over {}", column(x), column(x + right), row(y))
        } else {
            format!("| {} {}-{}", column(x), row(y), row(y + down))
        }
    };
    lines.into_iter().map(line).collect()
}

#[test]
fn rules_stand_between_bands_stacks_and_units() {
    assert_eq!(seen(page(&[])), ["0-5 over 21", "| 2 21-51", "2-5 over 32"]);
}

#[test]
fn rules_give_way_to_a_box() {
    let lines = seen(page(&[3]));
    // The gutter's rule ends with the story above the box, and none stands between the two.
    assert_eq!(lines[..2], ["0-5 over 21", "| 2 21-31"]);
    assert_eq!(lines.len(), 6, "{lines:?}");
    assert_eq!(lines[2..], ["2-5 over 32", "2-5 over 51", "| 2 32-51", "| 5 32-51"]);
    // That between the bands stops where a box begins below it.
    let lines = seen(page(&[1]));
    assert_eq!(lines[..2], ["2-5 over 21", "2-5 over 32"], "{lines:?}");
    // And a lead in a box has no rule below it.
    let lines = seen(page(&[0]));
    assert!(lines[0].starts_with("| 2") && lines[1] == "2-5 over 32", "{lines:?}");
}
