//! An address in, the code that phones read out, as a drawing.
//!
//! What surprised us: one path of squares is sharper in print than any picture, and shorter than most.

/// A code that phones read, as a drawing.
#[must_use]
pub fn code(text: &str) -> Option<String> {
    let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (number, color) in colors.iter().enumerate() {
        if *color == qrcode::Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", number % width + 2, number / width + 2));
        }
    }
    let side = width + 4;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\"><path d=\"{path}\"/></svg>"
    ))
}
