//! Printing inks to sRGB: the four samples of each pixel of a CMYK JPEG come in, RGB as it looks on coated
//! paper comes out.
//!
//! Such files come from newspaper layout. Their profiles need interpolation in floating point, which no two
//! processors must agree on, so all of them get one look: what the eight overprints of cyan, magenta and
//! yellow look like on coated paper, weighed by the share of the paper that each covers (Neugebauer's
//! equations with Demichel's weights), then darkened by black.

/// Whether stored samples grow with the ink or with the light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// 255 is full ink.
    Ink,
    /// 255 is no ink: Adobe's programs mark such files.
    Light,
}

impl From<bool> for Stored {
    fn from(adobe: bool) -> Self {
        if adobe { Self::Light } else { Self::Ink }
    }
}

/// Bare paper and the overprints in sRGB; bit 0 of the index is cyan, bit 1 magenta, bit 2 yellow.
const OVERPRINTS: [[u64; 3]; 8] = [
    [255, 255, 255],
    [0, 174, 239],
    [236, 0, 140],
    [46, 49, 146],
    [255, 242, 0],
    [0, 166, 81],
    [237, 28, 36],
    [54, 53, 52],
];
/// Full black in sRGB.
const BLACK: [u64; 3] = [35, 31, 32];

/// RGB of CMYK.
pub fn cmyk_to_rgb(samples: &[u8], stored: Stored) -> Vec<u8> {
    let light = |sample: u8| match stored {
        Stored::Ink => sample,
        Stored::Light => 255 - sample,
    };
    samples.as_chunks::<4>().0.iter().flat_map(|pixel| printed(pixel.map(light))).collect()
}

/// RGB of YCCK: CMY as the YCbCr of its opposite, and black, stored as light.
pub fn ycck_to_rgb(samples: &[u8]) -> Vec<u8> {
    let pixels = samples.as_chunks::<4>().0.iter();
    pixels
        .flat_map(|[y, cb, cr, k]| {
            let [cyan, magenta, yellow] = full(*y, *cb, *cr);
            printed([cyan, magenta, yellow, 255 - k])
        })
        .collect()
}

/// RGB of YCbCr as JPEG defines it, in 16 bits of fraction.
fn full(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (i32::from(y) << 16, i32::from(cb) - 128, i32::from(cr) - 128);
    let channel = |value: i32| u8::try_from(((value + (1 << 15)) >> 16).clamp(0, 255)).unwrap_or(u8::MAX);
    [channel(y + 91_881 * cr), channel(y - 22_554 * cb - 46_802 * cr), channel(y + 116_130 * cb)]
}

/// How a pixel of these inks looks.
fn printed([cyan, magenta, yellow, black]: [u8; 4]) -> [u8; 3] {
    let mut sums = [0_u64; 3];
    for (index, overprint) in OVERPRINTS.iter().enumerate() {
        let share = |bit: usize, ink: u8| u64::from(if index >> bit & 1 == 1 { ink } else { 255 - ink });
        let weight = share(0, cyan) * share(1, magenta) * share(2, yellow);
        for (sum, channel) in sums.iter_mut().zip(overprint) {
            *sum += weight * channel;
        }
    }
    let black = u64::from(black);
    let mut rgb = [0_u8; 3];
    for ((channel, sum), dark) in rgb.iter_mut().zip(sums).zip(BLACK) {
        let cover = 255 * (255 - black) + dark * black;
        *channel = u8::try_from((sum / 255_u64.pow(3) * cover + 32_512) / 65_025).unwrap_or(u8::MAX);
    }
    rgb
}

#[cfg(test)]
mod tests {
    use super::{Stored, cmyk_to_rgb, ycck_to_rgb};

    #[test]
    fn inks_look_as_they_print() {
        for (inks, rgb) in [
            ([0, 0, 0, 0], [255, 255, 255]),
            ([255, 0, 0, 0], [0, 174, 239]),
            ([0, 255, 255, 0], [237, 28, 36]),
            ([0, 0, 0, 255], [35, 31, 32]),
        ] {
            assert_eq!(cmyk_to_rgb(&inks, Stored::Ink), rgb);
            assert_eq!(cmyk_to_rgb(&inks.map(|ink| 255 - ink), Stored::Light), rgb);
        }
        assert_eq!(ycck_to_rgb(&[0, 128, 128, 255]), [255, 255, 255]);
        assert_eq!(ycck_to_rgb(&[255, 128, 128, 0]), [7, 6, 7]);
    }
}
