//! Figures in, the words of a newspaper out: 2000余人, over 2000 人.
//!
//! What surprised us: 90%以上 has its unit within the words, 2000余人 behind them, and English has a gap before it.

use super::super::press::Press;
use super::super::texts::Texts;
use crate::model::record::{Figure, Measure, Qualifier};
use crate::model::settings::Lang;

/// A number as newspapers print it: whole where it is whole.
#[must_use]
pub fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A number with its qualifier, and its unit where that does not stand among the words.
#[must_use]
pub fn amount<'f>((texts, lang): (&Texts, Lang), figure: &'f Figure) -> (String, Option<&'f str>) {
    let pattern = texts.get(qualifier(figure.qualifier));
    let unit = figure.unit.as_deref();
    let has_tail = !pattern.ends_with("{n}");
    let is_within = |unit: &&str| is_sign(unit) || has_tail && figure.qualifier == Qualifier::Min;
    let within = unit.filter(is_within);
    let number = match within {
        Some(unit) => format!("{}{}{unit}", number(figure.value), gap(lang, unit)),
        None => number(figure.value),
    };
    (pattern.replace("{n}", &number), unit.filter(|_| within.is_none()))
}

/// The same in one text.
#[must_use]
pub fn said(press: &Press<'_>, figure: &Figure) -> String {
    whole((&press.theme.texts, press.site.settings().lang), figure)
}

/// See [`said`].
#[must_use]
pub fn whole((texts, lang): (&Texts, Lang), figure: &Figure) -> String {
    match amount((texts, lang), figure) {
        (amount, Some(unit)) => format!("{amount}{}{unit}", gap(lang, unit)),
        (amount, None) => amount,
    }
}

/// What stands between a number and its unit.
fn gap(lang: Lang, unit: &str) -> &'static str {
    if lang == Lang::En && !is_sign(unit) { " " } else { "" }
}

/// Whether a unit belongs to the number itself.
fn is_sign(unit: &str) -> bool {
    unit.starts_with(['%', '‰', '°', '℃'])
}

/// The qualifier that an editor typed in either language.
#[must_use]
pub fn qualifier_named(typed: &str) -> Option<Qualifier> {
    match typed {
        "exact" | "整" | "正好" | "精确" => Some(Qualifier::Exact),
        "over" | "余" | "多" => Some(Qualifier::Over),
        "near" | "近" => Some(Qualifier::Near),
        "about" | "约" => Some(Qualifier::About),
        "min" | "以上" | "至少" => Some(Qualifier::Min),
        "max" | "不到" | "以下" | "至多" => Some(Qualifier::Max),
        _ => None,
    }
}

/// The name of the text that puts a number with its qualifier.
#[must_use]
pub fn qualifier(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "figure_exact",
        Qualifier::Over => "figure_over",
        Qualifier::Near => "figure_near",
        Qualifier::About => "figure_about",
        Qualifier::Min => "figure_min",
        Qualifier::Max => "figure_max",
    }
}

/// The name of the text that says what kind of number it is.
#[must_use]
pub fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Stock => "measure_stock",
        Measure::Change => "measure_change",
        Measure::Total => "measure_total",
        Measure::Flow => "measure_flow",
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::texts::Texts;
    use super::amount;
    use crate::model::record::{Figure, Measure, Qualifier};
    use crate::model::settings::Lang;

    #[test]
    fn a_unit_stands_where_each_language_has_it() {
        let texts = |file: &str| {
            let mut texts = Texts::default();
            texts.take(file).unwrap();
            texts
        };
        let zh = texts(include_str!("../../../themes/default/texts/zh-CN.yaml"));
        let en = texts(include_str!("../../../themes/default/texts/en.yaml"));
        for (value, unit, qualifier, chinese, english) in [
            (2000.0, "人", Qualifier::Over, ("2000余", Some("人")), ("over 2000", Some("人"))),
            (90.0, "%", Qualifier::Min, ("90%以上", None), ("at least 90%", None)),
            (97.0, "%", Qualifier::Over, ("97%余", None), ("over 97%", None)),
            (50.0, "人", Qualifier::Min, ("50人以上", None), ("at least 50", Some("人"))),
            (10.0, "天", Qualifier::Max, ("不到10", Some("天")), ("under 10", Some("天"))),
            (3.25, "吨", Qualifier::About, ("约3.25", Some("吨")), ("about 3.25", Some("吨"))),
        ] {
            let figure = Figure {
                name: "甲".into(),
                value,
                unit: Some(unit.into()),
                qualifier,
                measure: Measure::Stock,
                as_of: None,
                subject: None,
            };
            for (texts, lang, (words, behind)) in [(&zh, Lang::ZhCn, chinese), (&en, Lang::En, english)] {
                assert_eq!(amount((texts, lang), &figure), (words.to_owned(), behind));
            }
        }
    }
}
