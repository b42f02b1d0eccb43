//! Photographs whose colours tell where they are: red grows to the right, green downwards, and blue is a number. So a
//! page shows by its pixels which part of each is left.

use std::collections::BTreeMap;

use crate::bulletin::Shot;
use crate::measures::Issue;
use crate::poppler;

/// The least and the greatest share of red and green, so that no edge is black or white.
const LEAST: f64 = 40.0;
const MOST: f64 = 220.0;
/// From one record's blue to the next, and the first.
const BLUE: (usize, usize) = (20, 12);

/// A photograph of the record with this number in its issue.
pub fn photograph(shot: &Shot, record: usize) -> Vec<u8> {
    let (width, height) = (shot.width, shot.height);
    let shade = |at: u16, of: u16| (LEAST + f64::from(at) / f64::from(of) * (MOST - LEAST)).round() as u8;
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..height {
        for x in 0..width {
            pixels.extend([shade(x, width), shade(y, height), blue(record)]);
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 92);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_1_1);
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}

fn blue(record: usize) -> u8 {
    u8::try_from(BLUE.1 + record * BLUE.0 % 240).unwrap()
}

/// A photograph on a page.
#[derive(Debug)]
pub struct Shown {
    pub id: String,
    /// The share of it that is cropped.
    pub cropped: f64,
    /// The share of the type area that its colours take.
    pub share: f64,
    /// The fewest and the most pixels to an inch of any photograph on its page.
    pub density: (f64, f64),
}

/// Each photograph that a page shows.
pub fn photos(issue: &Issue) -> Vec<Shown> {
    let densities = densities(issue);
    let mut photos = Vec::new();
    for page in 0..issue.pages {
        let (width, height, samples) = poppler::colour(&issue.pdf, (page, 50));
        for area in issue.areas.iter().filter(|area| area.page == page) {
            let Some(copy) = issue.copies.iter().find(|copy| copy.id == area.id) else { continue };
            if copy.photos.is_empty() {
                continue;
            }
            let dots = |points: f64| (points * 50.0 / 72.0) as usize;
            let (mut reds, mut greens) = (Vec::new(), Vec::new());
            for y in dots(area.top)..dots(area.bottom).min(height) {
                for x in dots(area.left)..dots(area.right).min(width) {
                    let at = (y * width + x) * 3;
                    let [red, green, blue] = [samples[at], samples[at + 1], samples[at + 2]];
                    if red.abs_diff(green) > 3 || green.abs_diff(blue) > 3 {
                        reds.push(red);
                        greens.push(green);
                    }
                }
            }
            if let (Some(wide), Some(high)) = (spread(&mut reds), spread(&mut greens)) {
                let density = densities.get(&page).copied().unwrap_or_default();
                let (grid, taken) = (&issue.grid, reds.len() as f64 / (50.0_f64 / 72.0).powi(2));
                let share = taken / (grid.width(grid.columns) * grid.height(grid.rows));
                photos.push(Shown { id: copy.id.clone(), cropped: 1.0 - wide.min(high), share, density });
            }
        }
    }
    photos
}

/// The share of a run of colours that is there, without the mixed colours of edges.
fn spread(shades: &mut [u8]) -> Option<f64> {
    if shades.len() < 200 {
        return None;
    }
    shades.sort_unstable();
    let skip = shades.len() / 200;
    let (least, most) = (shades[skip], shades[shades.len() - 1 - skip]);
    Some(((f64::from(most) - f64::from(least)) / (MOST - LEAST)).clamp(0.0, 1.0))
}

/// The least and the greatest resolution on each page, as poppler reckons it; codes and the like are drawings.
fn densities(issue: &Issue) -> BTreeMap<usize, (f64, f64)> {
    let mut densities = BTreeMap::new();
    for line in poppler::tell("pdfimages", &["-list"], &issue.pdf).lines().skip(2) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        if let (Ok(page), Some("image"), Ok(across), Ok(down)) = (
            columns[0].parse::<usize>(),
            columns.get(2).copied(),
            columns[12].parse::<f64>(),
            columns[13].parse::<f64>(),
        ) {
            let (least, most) = densities.entry(page - 1).or_insert((f64::INFINITY, 0.0_f64));
            (*least, *most) = (least.min(across).min(down), most.max(across).max(down));
        }
    }
    densities
}
