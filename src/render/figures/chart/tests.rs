//! What must hold for every chart.

use super::shapes::{COLUMN, Shape, WIDTH, cut, width};
use super::{Chart, Dot, Named, Step};
use crate::model::date::Date;

/// Numbers by a fixed seed (Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    /// Numbers as bulletins have them, and some as none has.
    fn value(&mut self) -> f64 {
        let odd = [0.0, -0.0, -7.5, 1e-9, 1e300, f64::MAX, f64::MIN, 0.1, 1.0];
        match self.below(4) {
            0 => odd[self.below(odd.len())],
            1 => self.below(40) as f64 - 20.0,
            _ => self.below(3000) as f64,
        }
    }

    fn words(&mut self) -> String {
        let words = [
            "近2000人",
            "over 500 人",
            "37户",
            "不到10天",
            "",
            "一个很长很长很长很长很长很长很长很长很长很长很长的名称",
        ];
        words[self.below(words.len())].to_owned()
    }

    fn dots(&mut self, most: usize) -> Vec<Dot> {
        let mut day = Date::constant(2020, 1, 1);
        let count = self.below(most);
        let dot = |_| {
            day = day.checked_add(jiff::Span::new().days(self.below(90) as i64)).unwrap();
            let said = [
                format!("{}年{}月{}日", day.year(), day.month(), day.day()),
                format!("{}月{}日", day.month(), day.day()),
            ];
            Dot { day, value: self.value(), label: self.words(), said }
        };
        (0..count).map(dot).collect()
    }

    fn chart(&mut self) -> Chart {
        match self.below(4) {
            0 => Chart::Line(self.dots(60)),
            1 => Chart::Bars(self.dots(25)),
            2 => Chart::Share([self.value(), self.value()], [self.words(), self.words()]),
            _ => {
                let count = self.below(8);
                let step = |_| Step { name: self.words(), value: self.value(), label: self.words() };
                Chart::Funnel((0..count).map(step).collect())
            }
        }
    }
}

fn texts(shapes: &[Shape]) -> Vec<&str> {
    fn text(shape: &Shape) -> Option<&str> {
        match shape {
            Shape::Text { text, .. } => Some(text),
            _ => None,
        }
    }
    shapes.iter().filter_map(text).collect()
}

#[test]
fn everything_lies_within_its_frame_and_no_label_on_another() {
    let mut dice = Dice(7);
    let mut seen = 0;
    for _ in 0..4000 {
        let chart = dice.chart();
        let frame = [WIDTH, COLUMN][dice.below(2)];
        let (shapes, height) = chart.shapes(frame);
        for shape in &shapes {
            let [[left, top], [right, bottom]] = shape.bounds();
            let empty = matches!(shape, Shape::Path { points } if points.is_empty());
            let within = left >= 0.0 && top >= 0.0 && right <= frame && bottom <= height && left <= right;
            assert!(within || empty, "{shape:?} of {height} in {chart:?}");
            seen += 1;
        }
        let labels: Vec<&Shape> = shapes.iter().filter(|shape| matches!(shape, Shape::Text { .. })).collect();
        for (at, label) in labels.iter().enumerate() {
            let covered = labels.iter().skip(at + 1).find(|other| label.covers(other));
            assert!(covered.is_none(), "{label:?} on {covered:?} in {chart:?}");
        }
    }
    assert!(seen > 20_000, "only {seen} shapes");
}

fn dots(values: &[f64]) -> Vec<Dot> {
    let dot = |(value, month): (&f64, i8)| Dot {
        day: Date::constant(2024, month, 1),
        value: *value,
        label: format!("{value}个"),
        said: [format!("2024年{month}月1日"), format!("{month}月1日")],
    };
    values.iter().zip(1..).map(dot).collect()
}

#[test]
fn more_stands_higher_and_later_farther_right() {
    let (shapes, _) = Chart::Line(dots(&[333.0, 459.0, 529.0])).shapes(WIDTH);
    let Some(Shape::Path { points }) = shapes.iter().find(|shape| matches!(shape, Shape::Path { .. })) else {
        panic!("no line among {shapes:?}");
    };
    assert!(points.windows(2).all(|two| two[0][0] < two[1][0] && two[0][1] > two[1][1]), "{points:?}");
    assert_eq!(texts(&shapes).len(), 5, "three numbers and two days: {shapes:?}");
    let (shapes, _) = Chart::Bars(dots(&[126.0, 70.0, -35.0])).shapes(WIDTH);
    let bars: Vec<([f64; 2], [f64; 2], &str)> = shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Bar { at, size, class } => Some((*at, *size, *class)),
            _ => None,
        })
        .collect();
    let ground = bars[0].0[1] + bars[0].1[1];
    assert!((bars[1].0[1] + bars[1].1[1] - ground).abs() < 1e-9, "both stand on nothing: {bars:?}");
    assert!(
        (bars[2].0[1] - ground).abs() < 1e-9 && bars[2].2 == "bar fewer",
        "fewer hang below it: {bars:?}"
    );
    assert!((bars[0].1[1] / bars[1].1[1] - 126.0 / 70.0).abs() < 1e-9, "heights are as the numbers");
}

#[test]
fn a_share_and_a_funnel_are_as_wide_as_their_numbers() {
    let wide = |chart: Chart| -> Vec<f64> {
        let (shapes, _) = chart.shapes(WIDTH);
        let width = |shape: &Shape| match shape {
            Shape::Bar { size: [wide, _], .. } => Some(*wide),
            _ => None,
        };
        shapes.iter().filter_map(width).collect()
    };
    let share = wide(Chart::Share([37.0, 50.0], ["37户".to_owned(), "共50户".to_owned()]));
    assert!((share[1] / share[0] - 0.74).abs() < 1e-9, "{share:?}");
    let step = |value: f64| Step { name: "参加".to_owned(), value, label: format!("{value}人") };
    let funnel = wide(Chart::Funnel([2000.0, 500.0, 150.0].map(step).to_vec()));
    assert!((funnel[1] / funnel[0] - 0.25).abs() < 1e-9 && funnel[2] < funnel[1], "{funnel:?}");
}

#[test]
fn a_chart_tells_those_who_cannot_see_it() {
    let named =
        Named {
            number: 3, title: "<校西村> 充电桩".to_owned(), description: "333个，529个".to_owned()
        };
    let svg = Chart::Line(dots(&[333.0, 529.0])).svg(&named);
    let svg = svg.as_str();
    assert!(svg.starts_with("<svg class=\"chart chart-line\" role=\"img\" viewBox=\"0 0 400 190\" aria-labelledby=\"chart-3-title chart-3-text\">"));
    assert!(svg.contains("<title id=\"chart-3-title\">&lt;校西村&gt; 充电桩</title>"));
    assert!(svg.contains("<desc id=\"chart-3-text\">333个，529个</desc>"));
    assert!(!svg.contains("style=") && svg.ends_with("</svg>"));
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut elements = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(_) | quick_xml::events::Event::Empty(_) => elements += 1,
            _ => {}
        }
    }
    assert_eq!(elements, 11, "well-formed, with nothing but its shapes: {svg}");
}

#[test]
fn a_text_is_cut_where_it_would_be_too_long() {
    assert_eq!(cut("充电桩", 39.0), "充电桩");
    let cut = cut("充电桩一共五百二十九个", 60.0);
    assert!(cut.ends_with('…') && cut.starts_with("充电") && width(&cut) <= 60.0, "{cut}");
}
