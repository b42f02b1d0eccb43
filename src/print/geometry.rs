//! A sheet of paper in, its type area out: columns of whole characters, rows of one pitch.
//!
//! What surprised us: once everything is counted in rows and columns, making up a page needs no other unit.

use crate::model::settings::PrintSettings;

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;
/// The least margin on every side, in points: what office printers can reach.
const MARGIN: f64 = 34.0;
/// The gutter between two columns, in characters.
const GUTTER: f64 = 2.0;
/// Half a step of leading, in points.
const HALF_STEP: f64 = 0.5;

/// The type area of a sheet. Lengths are in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    /// Width and height of the sheet.
    pub sheet: (f64, f64),
    /// Left and top of the type area.
    pub origin: (f64, f64),
    /// How many columns.
    pub columns: usize,
    /// The width of a column.
    pub measure: f64,
    /// The space between two columns.
    pub gutter: f64,
    /// The height of a row.
    pub pitch: f64,
    /// The size of the body's type.
    pub size: f64,
    /// How many rows.
    pub rows: usize,
}

impl Grid {
    /// The type area that the settings ask for, with body type of `size` points.
    #[must_use]
    pub fn new(settings: &PrintSettings, size: f64) -> Self {
        let (width, height) = paper(settings.paper.as_deref().unwrap_or("a3"));
        let sheet = (width * POINTS, height * POINTS);
        let asked = settings.columns.and_then(|columns| usize::try_from(columns).ok());
        let columns = asked.unwrap_or_else(|| usual_columns(sheet.0)).clamp(1, 8);
        let gutters = (columns - 1) as f64 * GUTTER * size;
        let measure = ((sheet.0 - 2.0 * MARGIN - gutters) / (columns as f64 * size)).floor() * size;
        let width = measure * columns as f64 + gutters;
        let origin = ((sheet.0 - width) / 2.0, 0.0);
        let (gutter, pitch) = (GUTTER * size, (size * 4.0 / 3.0 * 2.0).round() / 2.0);
        Self { sheet, origin, columns, measure, gutter, pitch, size, rows: 0 }.in_rows(pitch)
    }

    /// The same with half a step less leading: four rows of a hundred more.
    #[must_use]
    pub fn closer(&self) -> Self {
        self.in_rows(self.pitch - HALF_STEP)
    }

    /// The same in rows of another pitch.
    fn in_rows(self, pitch: f64) -> Self {
        let rows = ((self.sheet.1 - 2.0 * MARGIN) / pitch).floor();
        let origin = (self.origin.0, (self.sheet.1 - rows * pitch) / 2.0);
        Self { origin, pitch, rows: rows as usize, ..self }
    }

    /// The width of so many columns with the gutters between them.
    #[must_use]
    pub fn width(&self, columns: usize) -> f64 {
        columns as f64 * self.measure + columns.saturating_sub(1) as f64 * self.gutter
    }

    /// The left edge of a column, from that of the type area.
    #[must_use]
    pub fn left(&self, column: usize) -> f64 {
        column as f64 * (self.measure + self.gutter)
    }

    /// The height of so many rows, without the space behind the last line.
    #[must_use]
    pub fn height(&self, rows: usize) -> f64 {
        (rows as f64 * self.pitch - (self.pitch - self.size)).max(0.0)
    }

    /// The rows that a height takes.
    #[must_use]
    pub fn rows_of(&self, height: f64) -> usize {
        ((height + (self.pitch - self.size) - 0.01) / self.pitch).ceil().max(0.0) as usize
    }
}

/// Width and height in millimetres of the paper that settings name. Unknown names do not come here.
fn paper(name: &str) -> (f64, f64) {
    match name {
        "a4" => (210.0, 297.0),
        // 四开, as Chinese community papers are printed.
        "tabloid" => (273.0, 394.0),
        "a3" => (297.0, 420.0),
        other => custom(other).unwrap_or((297.0, 420.0)),
    }
}

/// `WxHmm`
fn custom(name: &str) -> Option<(f64, f64)> {
    let (width, height) = name.strip_suffix("mm")?.split_once(['x', '×'])?;
    let side = |text: &str| text.trim().parse::<f64>().ok().filter(|side| (100.0..=1000.0).contains(side));
    Some((side(width)?, side(height)?))
}

/// A column of some fifteen characters reads well: five on A3, three on A4.
fn usual_columns(width: f64) -> usize {
    match width {
        width if width < 480.0 => 2,
        width if width < 680.0 => 3,
        width if width < 800.0 => 4,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::Grid;
    use crate::model::settings::PrintSettings;

    #[test]
    fn columns_are_whole_characters_and_fit_the_sheet() {
        for (paper, columns, characters) in
            [("a3", 5, 15), ("a4", 3, 18), ("tabloid", 4, 18), ("148x210mm", 2, 18)]
        {
            let settings = PrintSettings { paper: Some(paper.into()), ..PrintSettings::default() };
            let grid = Grid::new(&settings, 9.0);
            assert_eq!(
                (grid.columns, (grid.measure / 9.0).round() as usize),
                (columns, characters),
                "{paper}"
            );
            assert!(grid.origin.0 >= 34.0 && grid.origin.1 >= 34.0);
            let closer = grid.closer();
            assert!(closer.rows > grid.rows && closer.rows as f64 * closer.pitch + 68.0 <= closer.sheet.1);
            assert_eq!((closer.measure, closer.size), (grid.measure, grid.size));
            assert!(grid.width(columns) + 2.0 * grid.origin.0 - grid.sheet.0 < 0.01);
        }
    }
}
