use super::draw::{Drawing, Shape, draw};
use super::frame::{Frame, WIDTH};
use super::labels::{LEVELS, Placed, Sides, Wanted, place, scale};
use super::svg;
use crate::resolve::map::{Sight, Spot};

/// Numbers between 0 and 1 by a fixed seed (Knuth's MMIX).
fn random(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Names at random places, many of them close together.
fn names(seed: u64) -> (Frame, Vec<Wanted>) {
    let mut random = random(seed);
    let within = Frame::new([0.0, 0.0], [WIDTH, 200.0 + random() * 280.0]);
    let [width, height] = within.size();
    let crowd = 0.05 + random() * 0.95;
    let wanted = (0..2 + seed % 60).map(|at| Wanted {
        at: [width * (0.1 + random() * 0.8 * crowd), height * (0.1 + random() * 0.8 * crowd)],
        radius: if at % 7 == 3 { 0.0 } else { 4.0 + random() * 10.0 },
        size: [20.0 + random() * 90.0, 16.0 * (1.0 + (random() * 2.0).floor())],
        within,
        sides: [Sides::All, Sides::All, Sides::Below, Sides::Over][(random() * 4.0) as usize],
    });
    (within, wanted.collect())
}

/// What covers something at a scale: names that are shown there, and symbols.
fn covered(wanted: &[Wanted], placed: &[Option<Placed>], scale: f64, level: u8) -> Vec<(usize, bool, Frame)> {
    let mut all = Vec::new();
    for (at, (want, placed)) in wanted.iter().zip(placed).enumerate() {
        if let Some(placed) = placed.filter(|placed| placed.level <= level) {
            all.push((at, true, placed.frame.around(want.at, scale)));
        }
        if want.radius > 0.0 {
            let symbol = Frame::new([-want.radius; 2], [want.radius * 2.0; 2]);
            all.push((at, false, symbol.around(want.at, scale)));
        }
    }
    all
}

#[test]
fn no_name_covers_another_or_a_symbol_or_leaves_the_map_however_near_one_comes() {
    let mut shown = 0;
    for seed in 0..200 {
        let (within, wanted) = names(seed);
        let placed = place(&wanted);
        assert_eq!(placed, place(&wanted), "seed {seed}");
        shown += placed.iter().flatten().count();
        for level in 0..LEVELS {
            // Between two levels too.
            for share in [1.0, 0.8, 0.6] {
                let all = covered(&wanted, &placed, scale(level) * share, level);
                for (at, (owner, is_name, frame)) in all.iter().enumerate() {
                    assert!(
                        !is_name || within.holds(frame),
                        "seed {seed}: {owner} leaves the map at {level}"
                    );
                    for (other, is_other_name, covers) in &all[at + 1..] {
                        let matters = owner != other && (*is_name || *is_other_name);
                        assert!(
                            !matters || !frame.covers(covers),
                            "seed {seed}: {owner} and {other} at {level} and {share}"
                        );
                    }
                }
            }
        }
    }
    assert!(shown > 3000, "only {shown} names have room");
}

#[test]
fn whoever_comes_first_has_a_name_from_afar() {
    let within = Frame::new([0.0; 2], [WIDTH, 200.0]);
    let want = |x: f64| Wanted { at: [x, 100.0], radius: 8.0, size: [60.0, 16.0], within, sides: Sides::All };
    let levels = |wanted: &[Wanted]| {
        place(wanted).into_iter().map(|placed| placed.map(|placed| placed.level)).collect::<Vec<_>>()
    };
    assert_eq!(levels(&[want(100.0), want(250.0)]), [Some(0), Some(0)]);
    let crowd: Vec<Wanted> = (0..12).map(|at| want(180.0 + f64::from(at))).collect();
    let crowded = levels(&crowd);
    assert_eq!(crowded[0], Some(0));
    assert!(crowded.iter().any(|level| *level > Some(0)), "{crowded:?}");
    // Two at one place have theirs on two sides.
    let two: Vec<Frame> = place(&[want(100.0); 2]).iter().flatten().map(|placed| placed.frame).collect();
    assert_eq!(two.len(), 2);
    assert!(!two[0].covers(&two[1]), "{two:?}");
}

/// Places: areas with smaller ones and venues in them.
fn spots(seed: u64, is_located: bool) -> Vec<Spot<'static>> {
    let mut random = random(seed);
    let mut spots: Vec<Spot<'static>> = Vec::new();
    for at in 0..(3 + seed as usize % 40) {
        let areas: Vec<usize> = (0..at).filter(|above| spots[*above].sight == Sight::Area).collect();
        let parent = areas.get((random() * areas.len() as f64 * 1.2) as usize).copied();
        let geo = [31.9 + random() * 0.1, 120.8 + random() * 0.1];
        spots.push(Spot {
            listing: at as u32,
            name: ["桃坞社区", "和平桥街道", "紫琅城市书房", "北濠"][at % 4],
            address: "places/x",
            parent,
            id: None,
            geo: (is_located && random() < 0.8).then_some(geo),
            sight: if random() < 0.3 { Sight::Venue } else { Sight::Area },
            stories: (random() * 30.0) as usize,
            projects: (random() * 4.0) as usize,
            is_hidden: false,
        });
    }
    spots
}

#[test]
fn every_place_with_coordinates_is_drawn_once_and_within_the_map() {
    for seed in 0..100 {
        let spots = spots(seed, true);
        let Drawing { frame, marks, projection, .. } = draw(&spots);
        let mut drawn: Vec<usize> = marks.iter().map(|mark| mark.spot).collect();
        drawn.sort_unstable();
        let located: Vec<usize> = (0..spots.len()).filter(|at| spots[*at].geo.is_some()).collect();
        if projection.is_none() {
            assert!(located.is_empty());
            continue;
        }
        assert_eq!(drawn, located, "seed {seed}");
        for mark in &marks {
            assert!(frame.holds(&Frame::new(mark.at, [0.0; 2])));
            assert_eq!(mark.shape == Shape::Square, spots[mark.spot].sight == Sight::Venue);
        }
    }
}

#[test]
fn a_scheme_has_every_area_in_the_cell_of_what_it_belongs_to() {
    for seed in 0..100 {
        let spots = spots(seed, false);
        let Drawing { frame, cells, marks, projection, .. } = draw(&spots);
        assert!(projection.is_none());
        let mut drawn: Vec<usize> = marks.iter().map(|mark| mark.spot).collect();
        drawn.sort_unstable();
        let is_shown = |at: &usize| spots[*at].sight == Sight::Area || spots[*at].parent.is_none();
        assert_eq!(drawn, (0..spots.len()).filter(is_shown).collect::<Vec<_>>(), "seed {seed}");
        // Their edges are sums.
        let cells: Vec<Frame> = cells.iter().map(|cell| cell.within(-1e-9)).collect();
        for cell in &cells {
            let [width, height] = cell.size();
            assert!(width > 0.0 && height > 0.0 && frame.holds(cell), "seed {seed}: {cell:?}");
        }
        for mark in &marks {
            let held = cells.iter().filter(|cell| cell.holds(&Frame::new(mark.at, [0.0; 2]))).count();
            let depth = std::iter::successors(Some(mark.spot), |at| spots[*at].parent).count();
            assert_eq!(held, depth, "seed {seed}: {} lies in {held} cells", mark.spot);
        }
    }
}

#[test]
fn an_area_of_which_smaller_ones_are_drawn_is_a_name() {
    let mut places = spots(0, true);
    places.truncate(3);
    for (at, spot) in places.iter_mut().enumerate() {
        (spot.parent, spot.sight) = (at.checked_sub(1), Sight::Area);
        spot.geo = Some([32.0 + at as f64 * 0.01, 120.0]);
    }
    let shapes = |places: &[Spot<'_>]| {
        let mut marks = draw(places).marks;
        marks.sort_by_key(|mark| mark.spot);
        marks.iter().map(|mark| mark.shape).collect::<Vec<_>>()
    };
    assert_eq!(shapes(&places), [Shape::Name, Shape::Name, Shape::Disc]);
    // Nothing below it is on the map: its symbol stands for all of it.
    places[2].geo = None;
    assert_eq!(shapes(&places), [Shape::Name, Shape::Disc]);
    places[1].sight = Sight::Venue;
    assert_eq!(shapes(&places), [Shape::Disc, Shape::Square]);
}

#[test]
fn names_are_text_in_the_drawing() {
    let mut places = spots(0, true);
    places.truncate(1);
    places[0].name = "<b>\"&'";
    places[0].id = Some("a");
    places[0].geo = Some([32.0, 120.0]);
    let said =
        svg::Said { name: "图", title: &|spot| spot.name.to_owned(), url: &|_| "../places/x/".to_owned() };
    let drawn = svg::map(&draw(&places), &places, &said).into_string();
    assert!(!drawn.contains("<b>") && drawn.contains("&lt;b&gt;&quot;&amp;&#39;"), "{drawn}");
    assert!(drawn.contains("id=\"at-a\" href=\"../places/x/\""), "{drawn}");
}
