//! What a plain scalar is, by the core schema of YAML 1.2 (chapter 10.3) as the fast reader applies it.

use crate::model::Value;

/// The value of an unquoted word.
pub(super) fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    if let Some(number) = whole(text) {
        return number;
    }
    fraction(text).map_or_else(|| Value::Text(text.into()), Value::Float)
}

/// A whole number in one of the bases; one too large for 64 bits is kept as a fraction.
fn whole(text: &str) -> Option<Value> {
    let (negative, digits) = match text.strip_prefix(['+', '-']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    let (digits, radix) = match digits.get(..2) {
        Some("0x") => (digits.get(2..)?, 16),
        Some("0o") => (digits.get(2..)?, 8),
        Some("0b") => (digits.get(2..)?, 2),
        _ => (digits, 10),
    };
    let leading_zero = radix == 10 && digits.len() > 1 && digits.starts_with('0');
    if leading_zero || digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    let size = i128::from_str_radix(digits, radix).ok()?;
    let number = if negative { -size } else { size };
    i64::try_from(number).map_or_else(|_| big(number), |number| Some(Value::Int(number)))
}

#[expect(clippy::cast_precision_loss, reason = "a number this large is only ever shown or refused")]
fn big(number: i128) -> Option<Value> {
    Some(Value::Float(number as f64))
}

/// A number with a fraction or an exponent.
fn fraction(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" => {
            return Some(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY });
        }
        ".nan" | ".NaN" | ".NAN" if unsigned.len() == text.len() => return Some(f64::NAN),
        _ => {}
    }
    let mut chars = unsigned.chars();
    let first = chars.next()?;
    let leading_zeros = first == '0' && chars.next().is_some_and(|c| c.is_ascii_digit());
    let right = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-');
    if leading_zeros || !(first.is_ascii_digit() || first == '.') || !unsigned.chars().all(right) {
        return None;
    }
    text.parse().ok()
}
