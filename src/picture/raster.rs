//! Decoded pixels, and which way up they are: rows of RGB or RGBA, eight bits each, without padding.

/// What a pixel is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channels {
    /// Red, green, blue.
    Rgb,
    /// Red, green, blue, and alpha that is not multiplied into them.
    Rgba,
}

impl Channels {
    /// Bytes of a pixel.
    pub const fn count(self) -> usize {
        match self {
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }
}

/// A picture in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// What a pixel is made of.
    pub channels: Channels,
    /// `width` × `height` × [`Channels::count`] bytes.
    pub pixels: Vec<u8>,
}

/// How a stored picture must be turned to be upright: the figure 1 to 8 of EXIF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orientation(u8);

impl Orientation {
    /// Upright as stored.
    pub const UPRIGHT: Self = Self(1);

    /// The orientation of EXIF's figure; anything but 1 to 8 is upright.
    pub const fn new(figure: u32) -> Self {
        match figure {
            2..=8 => Self(figure as u8),
            _ => Self::UPRIGHT,
        }
    }

    /// The upright width and height of a picture stored as `width` × `height`, and the other way round.
    pub const fn upright(self, width: u32, height: u32) -> (u32, u32) {
        if self.0 >= 5 { (height, width) } else { (width, height) }
    }
}

impl Default for Orientation {
    fn default() -> Self {
        Self::UPRIGHT
    }
}

impl Raster {
    /// The picture turned upright.
    pub fn turned(self, orientation: Orientation) -> Self {
        if orientation == Orientation::UPRIGHT {
            return self;
        }
        let (width, height) = orientation.upright(self.width, self.height);
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..height {
            for x in 0..width {
                pixels.extend_from_slice(self.pixel(self.source(orientation, x, y)));
            }
        }
        Self { width, height, channels: self.channels, pixels }
    }

    /// Where the pixel at `x`, `y` of the upright picture is stored.
    fn source(&self, orientation: Orientation, x: u32, y: u32) -> (u32, u32) {
        let (right, bottom) = (self.width.saturating_sub(1), self.height.saturating_sub(1));
        match orientation.0 {
            2 => (right - x, y),
            3 => (right - x, bottom - y),
            4 => (x, bottom - y),
            5 => (y, x),
            6 => (y, bottom - x),
            7 => (right - y, bottom - x),
            8 => (right - y, x),
            _ => (x, y),
        }
    }

    /// The bytes of a pixel; none outside the picture.
    fn pixel(&self, (x, y): (u32, u32)) -> &[u8] {
        let count = self.channels.count();
        let at = (y as usize * self.width as usize + x as usize) * count;
        self.pixels.get(at..at + count).unwrap_or_default()
    }

    /// The picture without its alpha where that hides nothing.
    pub fn without_idle_alpha(self) -> Self {
        let idle = self.channels == Channels::Rgba
            && self.pixels.chunks_exact(4).all(|pixel| pixel.last() == Some(&255));
        if idle { self.on_white() } else { self }
    }

    /// The picture as it looks on white paper, as RGB.
    pub fn on_white(&self) -> Self {
        let mut pixels = Vec::with_capacity(self.pixels.len());
        match self.channels {
            Channels::Rgb => pixels.extend_from_slice(&self.pixels),
            Channels::Rgba => {
                for pixel in self.pixels.as_chunks::<4>().0 {
                    let [red, green, blue, alpha] = *pixel;
                    pixels.extend([red, green, blue].map(|channel| over_white(channel, alpha)));
                }
            }
        }
        Self { width: self.width, height: self.height, channels: Channels::Rgb, pixels }
    }
}

fn over_white(channel: u8, alpha: u8) -> u8 {
    let (channel, alpha) = (u32::from(channel), u32::from(alpha));
    u8::try_from((channel * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Channels, Orientation, Raster};

    /// Two columns and three rows, each pixel of one letter.
    fn letters(text: &str, width: u32, height: u32) -> Raster {
        let pixels = text.bytes().flat_map(|letter| [letter; 3]).collect();
        Raster { width, height, channels: Channels::Rgb, pixels }
    }

    #[test]
    fn every_orientation_comes_out_upright() {
        // What a camera stores for the upright picture `ab/cd/ef`, by the figure that it writes.
        for (figure, stored, width, height) in [
            (1, "abcdef", 2, 3),
            (2, "badcfe", 2, 3),
            (3, "fedcba", 2, 3),
            (4, "efcdab", 2, 3),
            (5, "acebdf", 3, 2),
            (6, "bdface", 3, 2),
            (7, "fdbeca", 3, 2),
            (8, "ecafdb", 3, 2),
        ] {
            let turned = letters(stored, width, height).turned(Orientation::new(figure));
            assert_eq!(turned, letters("abcdef", 2, 3), "{figure}");
        }
        assert_eq!(Orientation::new(9), Orientation::UPRIGHT);
    }

    #[test]
    fn what_is_transparent_is_white_paper() {
        let pixels = vec![0, 0, 0, 0, 10, 20, 30, 255, 0, 0, 0, 128];
        let raster = Raster { width: 3, height: 1, channels: Channels::Rgba, pixels };
        assert_eq!(raster.on_white().pixels, [255, 255, 255, 10, 20, 30, 127, 127, 127]);
        assert_eq!(raster.clone().without_idle_alpha(), raster);
    }
}
