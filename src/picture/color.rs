//! Colours to sRGB: pixels and their ICC profile come in, sRGB pixels stay.
//!
//! A profile of three primaries and three curves (Display P3, Adobe RGB, what cameras and phones write) is
//! applied; `moxcms` reads it, and the arithmetic is ours, in whole numbers, because its own differs in the
//! last bit between processors. Profiles made of tables (scanners, printers), of grey and of CMYK are not
//! applied: the numbers are then taken for sRGB, as a browser without colour management does.

use moxcms::{ColorProfile, DataColorSpace, Matrix3d};

use super::raster::Raster;

/// Linear light is held in whole numbers from 0 to this.
const FULL: i64 = 1 << 14;
/// How far a profile may be from sRGB and still be taken for it: about one step of 255.
const NEAR: f64 = 0.004;
/// How far white may move before a profile is taken for nonsense: white stays white.
const WHITE: f64 = 0.05;

/// A profile, ready to be applied.
struct Conversion {
    /// Linear light of a sample, for red, green and blue.
    curves: [Vec<i64>; 3],
    /// From the profile's primaries to those of sRGB, in units of 1/[`FULL`].
    matrix: [[i64; 3]; 3],
    /// The sample of sRGB for each step of linear light.
    encoded: Vec<u8>,
}

/// Brings the picture from the colours of `profile` to sRGB, if that can be read and is another.
pub fn to_srgb(raster: &mut Raster, profile: &[u8]) {
    let Some(conversion) = Conversion::new(profile) else { return };
    for pixel in raster.pixels.chunks_exact_mut(raster.channels.count()) {
        if let [red, green, blue, ..] = pixel {
            [*red, *green, *blue] = conversion.apply([*red, *green, *blue]);
        }
    }
}

impl Conversion {
    fn new(profile: &[u8]) -> Option<Self> {
        let profile = ColorProfile::new_from_slice(profile).ok()?;
        if profile.color_space != DataColorSpace::Rgb {
            return None;
        }
        let matrix = profile.transform_matrix(&ColorProfile::new_srgb());
        let curves = [
            *profile.build_r_linearize_table::<u8, 256, 8>(false).ok()?,
            *profile.build_g_linearize_table::<u8, 256, 8>(false).ok()?,
            *profile.build_b_linearize_table::<u8, 256, 8>(false).ok()?,
        ];
        if !keeps_white(&matrix) || (is_identity(&matrix) && curves.iter().all(is_srgb)) {
            return None;
        }
        Some(Self {
            curves: curves.map(|curve| curve.iter().map(|light| whole(f64::from(*light))).collect()),
            matrix: matrix.v.map(|row| row.map(whole)),
            encoded: encoded(),
        })
    }

    fn apply(&self, rgb: [u8; 3]) -> [u8; 3] {
        let mut linear = [0_i64; 3];
        for ((light, curve), sample) in linear.iter_mut().zip(&self.curves).zip(rgb) {
            *light = curve.get(usize::from(sample)).copied().unwrap_or_default();
        }
        self.matrix.map(|row| {
            let sum: i64 = row.iter().zip(linear).map(|(weight, light)| weight * light).sum();
            let light = ((sum + FULL / 2) / FULL).clamp(0, FULL);
            usize::try_from(light).ok().and_then(|at| self.encoded.get(at)).copied().unwrap_or_default()
        })
    }
}

/// A share of full light, or a weight, as a whole number; what is no number is 0.
fn whole(share: f64) -> i64 {
    (share.clamp(-16.0, 16.0) * FULL as f64).round() as i64
}

fn keeps_white(matrix: &Matrix3d) -> bool {
    matrix.v.iter().all(|row| (row.iter().sum::<f64>() - 1.0).abs() < WHITE)
}

fn is_identity(matrix: &Matrix3d) -> bool {
    let near =
        |row: usize, column: usize, weight: f64| (weight - f64::from(u8::from(row == column))).abs() < NEAR;
    let mut rows = matrix.v.iter().enumerate();
    rows.all(|(row, weights)| weights.iter().enumerate().all(|(column, weight)| near(row, column, *weight)))
}

fn is_srgb(curve: &[f32; 256]) -> bool {
    curve
        .iter()
        .enumerate()
        .all(|(sample, light)| (f64::from(*light) - linear(sample as f64 / 255.0)).abs() < NEAR)
}

/// Linear light of an sRGB value, both from 0 to 1.
fn linear(value: f64) -> f64 {
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// The sRGB sample of each step of linear light, by the thresholds between neighbouring samples.
fn encoded() -> Vec<u8> {
    let thresholds: Vec<i64> =
        (0..255_u8).map(|sample| whole(linear((f64::from(sample) + 0.5) / 255.0))).collect();
    let sample = |light: i64| thresholds.partition_point(|threshold| *threshold <= light);
    (0..=FULL).map(|light| u8::try_from(sample(light)).unwrap_or(u8::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use moxcms::ColorProfile;

    use super::Conversion;

    #[test]
    fn a_wide_gamut_is_brought_to_srgb() {
        let profile = ColorProfile::new_display_p3().encode().unwrap();
        let conversion = Conversion::new(&profile).unwrap();
        // By the published matrices: the red of sRGB is (234, 51, 35) in Display P3; grey stays grey.
        for (p3, srgb) in
            [([234, 51, 35], [255, 0, 0]), ([128; 3], [128; 3]), ([255; 3], [255; 3]), ([0; 3], [0; 3])]
        {
            let found = conversion.apply(p3);
            assert!(
                found.iter().zip(srgb).all(|(a, b): (&u8, u8)| a.abs_diff(b) <= 2),
                "{found:?}, not {srgb:?}"
            );
        }
    }

    #[test]
    fn srgb_and_nonsense_change_nothing() {
        assert!(Conversion::new(&ColorProfile::new_srgb().encode().unwrap()).is_none());
        assert!(Conversion::new(b"no profile").is_none());
        let mut flat = ColorProfile::new_display_p3();
        flat.red_colorant = flat.blue_colorant;
        flat.green_colorant = flat.blue_colorant;
        assert!(Conversion::new(&flat.encode().unwrap()).is_none());
    }
}
