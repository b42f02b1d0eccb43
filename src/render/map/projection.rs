//! Latitudes and longitudes in, places of a map out, with its scale.
//!
//! An equirectangular projection about the middle latitude: a degree of longitude is as long as it is there, so within a
//! city lengths and angles are right to a thousandth. On a map of a whole country the scale holds in the middle.
//!
//! What surprised us: one place in another province makes dots of all others. What lies more than twenty times as far from
//! the middle as half of the places is left to the list.

use super::frame::{Frame, WIDTH};

/// How far from the edge of the map places stay, for their symbols and names.
const MARGIN: f64 = 26.0;
/// The least and the greatest height of a map.
const HEIGHTS: [f64; 2] = [200.0, 480.0];
/// How long a degree of latitude is, in metres: of a sphere as large as the earth.
const DEGREE: f64 = 111_195.0;
/// The least stretch that a map shows, in degrees of latitude: about a kilometre.
const LEAST: f64 = 0.009;
/// How many times as far from the middle as half of the places the others may lie.
const REACH: f64 = 20.0;
/// The longest bar of the scale.
const BAR: f64 = 90.0;

/// A point on earth: latitude and longitude in degrees.
pub type Degrees = [f64; 2];

/// The way from degrees to places of a map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    /// Where longitudes begin to be counted: in the widest gap between places, so that none lies on both edges.
    cut: f64,
    /// The middle: latitude, and longitude from the cut on.
    middle: Degrees,
    /// Units of the map a degree of latitude.
    scale: f64,
    /// How long a degree of longitude is, against one of latitude.
    narrow: f64,
    /// How high the map is, in its units.
    height: f64,
}

/// The longitude from `cut` on, 0 to 360 degrees.
fn east_of(cut: f64, longitude: f64) -> f64 {
    (longitude - cut).rem_euclid(360.0)
}

/// The longitude in the middle of the widest gap between these.
fn widest_gap(points: &[Degrees]) -> f64 {
    let mut sorted: Vec<f64> = points.iter().map(|[_, longitude]| *longitude).collect();
    sorted.sort_by(f64::total_cmp);
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else { return 0.0 };
    let mut widest = (first + 360.0 - last, *last);
    for (from, to) in sorted.iter().zip(sorted.iter().skip(1)) {
        if to - from > widest.0 {
            widest = (to - from, *from);
        }
    }
    widest.1 + widest.0 / 2.0
}

/// The least and the greatest.
fn range(values: impl Iterator<Item = f64>) -> [f64; 2] {
    values
        .fold([f64::INFINITY, f64::NEG_INFINITY], |[least, most], value| [least.min(value), most.max(value)])
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// How long a degree of longitude is at a latitude, against one of latitude. At a pole it would be nothing.
fn narrowed(latitude: f64) -> f64 {
    latitude.to_radians().cos().max(0.01)
}

/// For each point whether it lies too far away from the others for one map.
#[must_use]
pub fn far(points: &[Degrees]) -> Vec<bool> {
    let cut = widest_gap(points);
    let latitude = median(points.iter().map(|[latitude, _]| *latitude).collect());
    let longitude = median(points.iter().map(|[_, longitude]| east_of(cut, *longitude)).collect());
    let narrow = narrowed(latitude);
    let away = |[north, east]: &Degrees| (north - latitude).hypot((east_of(cut, *east) - longitude) * narrow);
    let distances: Vec<f64> = points.iter().map(away).collect();
    let reach = median(distances.clone()).max(LEAST) * REACH;
    distances.into_iter().map(|distance| distance > reach).collect()
}

impl Projection {
    /// The projection by which all of these points have their place on one map; none where there are none.
    #[must_use]
    pub fn of(points: &[Degrees]) -> Option<Self> {
        points.first()?;
        let cut = widest_gap(points);
        let [south, north] = range(points.iter().map(|[latitude, _]| *latitude));
        let [west, east] = range(points.iter().map(|[_, longitude]| east_of(cut, *longitude)));
        let middle = [f64::midpoint(south, north), f64::midpoint(west, east)];
        let narrow = narrowed(middle[0]);
        let (wide, high) = (((east - west) * narrow).max(LEAST), (north - south).max(LEAST));
        let [least, most] = HEIGHTS;
        let room = |length: f64| length - MARGIN * 2.0;
        let scale = (room(WIDTH) / wide).min(room(most) / high);
        let height = (high * scale + MARGIN * 2.0).clamp(least, most);
        Some(Self { cut, middle, scale, narrow, height })
    }

    /// Where a point lies on the map.
    #[must_use]
    pub fn place(&self, [latitude, longitude]: Degrees) -> [f64; 2] {
        let [north, east] = self.middle;
        let x = WIDTH / 2.0 + (east_of(self.cut, longitude) - east) * self.narrow * self.scale;
        let y = self.height / 2.0 - (latitude - north) * self.scale;
        [x, y]
    }

    /// All of the map.
    #[must_use]
    pub fn frame(&self) -> Frame {
        Frame::new([0.0, 0.0], [WIDTH, self.height])
    }

    /// How many metres a unit of the map is long.
    #[must_use]
    pub fn metres(&self) -> f64 {
        DEGREE / self.scale
    }

    /// The bar of its scale: how long it is in units of the map, and in metres, which is 1, 2 or 5 with noughts.
    #[must_use]
    pub fn bar(&self) -> [f64; 2] {
        let most = BAR * self.metres();
        let ten = 10_f64.powf(most.log10().floor());
        let metres = [5.0, 2.0, 1.0].map(|digit| digit * ten).into_iter().find(|metres| *metres <= most);
        let metres = metres.unwrap_or(ten);
        [metres / self.metres(), metres]
    }
}

#[cfg(test)]
mod tests {
    use super::{Degrees, HEIGHTS, MARGIN, Projection, WIDTH, far};

    /// How far two points are from each other on a sphere, in metres (haversine).
    fn apart([a, b]: [Degrees; 2]) -> f64 {
        let ([south, west], [north, east]) = (a.map(f64::to_radians), b.map(f64::to_radians));
        let half = |angle: f64| (angle / 2.0).sin().powi(2);
        let chord = half(north - south) + south.cos() * north.cos() * half(east - west);
        2.0 * 6_371_000.0 * chord.sqrt().asin()
    }

    fn random(seed: u64) -> impl FnMut() -> f64 {
        let mut state = seed;
        move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        }
    }

    #[test]
    fn lengths_on_the_map_are_lengths_on_the_ground() {
        for seed in 0..100 {
            let mut random = random(seed);
            let (latitude, longitude) = (random() * 130.0 - 65.0, random() * 360.0 - 180.0);
            let near = |random: &mut dyn FnMut() -> f64| {
                let east = longitude + random() * 0.1;
                [latitude + random() * 0.1, if east > 180.0 { east - 360.0 } else { east }]
            };
            let points: Vec<Degrees> = (0..12).map(|_| near(&mut random)).collect();
            let map = Projection::of(&points).unwrap();
            for pair in points.windows(2) {
                let [[ax, ay], [bx, by]] = [map.place(pair[0]), map.place(pair[1])];
                let drawn = (ax - bx).hypot(ay - by) * map.metres();
                let real = apart([pair[0], pair[1]]);
                assert!((drawn - real).abs() < real * 0.005 + 0.5, "seed {seed}: {drawn} for {real}");
            }
        }
    }

    #[test]
    fn every_point_is_on_the_map_with_north_above_and_east_on_the_right() {
        for seed in 0..200 {
            let mut random = random(seed);
            let spread = 10_f64.powf(random() * 6.0 - 4.0);
            let (latitude, longitude) = (random() * 60.0 - 30.0, random() * 360.0 - 180.0);
            let wrapped = |degrees: f64| (degrees + 180.0).rem_euclid(360.0) - 180.0;
            let points: Vec<Degrees> = (0..1 + seed as usize % 20)
                .map(|_| [latitude + (random() - 0.5) * spread / 2.0, wrapped(longitude + random() * spread)])
                .collect();
            let map = Projection::of(&points).unwrap();
            let [_, height] = map.frame().size();
            assert!((HEIGHTS[0]..=HEIGHTS[1]).contains(&height));
            for point in &points {
                let [x, y] = map.place(*point);
                let edge = MARGIN - 1e-6;
                assert!(edge <= x && x <= WIDTH - edge && edge <= y && y <= height - edge, "{x} {y}");
            }
            for [a, b] in points.windows(2).map(|pair| [pair[0], pair[1]]) {
                assert_eq!(a[0] > b[0], map.place(a)[1] < map.place(b)[1]);
                let is_east = (a[1] - b[1] + 180.0).rem_euclid(360.0) > 180.0;
                assert_eq!(is_east, map.place(a)[0] > map.place(b)[0], "seed {seed}");
            }
            let [long, metres] = map.bar();
            assert!(long > 0.0 && long <= 90.0 && (long * map.metres() - metres).abs() < metres * 1e-9);
            let digit = metres / 10_f64.powf(metres.log10().floor());
            assert!([1.0, 2.0, 5.0, 10.0].iter().any(|one| (digit - one).abs() < 1e-6), "{metres}");
        }
    }

    #[test]
    fn a_map_crosses_the_line_of_the_date() {
        let points = [[-17.0, 179.9], [-17.1, -179.9]];
        let map = Projection::of(&points).unwrap();
        assert!(map.place(points[0])[0] < map.place(points[1])[0]);
        assert!(map.metres() < 100.0);
    }

    #[test]
    fn what_lies_far_away_from_all_others_is_not_on_the_map() {
        let city = [[31.96, 120.88], [32.01, 120.85], [32.02, 120.86], [32.08, 120.80], [32.0, 120.85]];
        assert_eq!(far(&city), [false; 5]);
        let with_a_friend = [&city[..], &[[33.0, 97.0]]].concat();
        assert_eq!(far(&with_a_friend), [false, false, false, false, false, true]);
        assert_eq!(far(&[[31.0, 120.0]]), [false]);
        assert_eq!(far(&[[31.0, 120.0], [31.0, 120.0], [31.1, 120.1]]), [false; 3]);
        assert!(far(&[]).is_empty());
    }
}
