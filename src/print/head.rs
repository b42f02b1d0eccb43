//! What stands above and below the stories of a page: masthead, running head, credits and code.
//!
//! What surprised us: the day in the farmers' calendar is what readers of a notice board look for first.

use serde_json::json;
use typst::layout::Frame;

use super::code::code;
use super::desk::Desk;
use super::fault::Fault;
use super::page::Margins;
use crate::model::date::Date;
use crate::model::settings::Lang;
use crate::resolve::calendar::almanac;

/// Rows of the running head of the pages behind the first, and of the first page's foot.
pub(super) const RUNNING: usize = 2;
pub(super) const FOOT: usize = 4;

impl Desk<'_> {
    /// What stands above and below the stories of a page.
    pub(super) fn margins(&self, page: usize, pages: usize, head: usize) -> Result<Margins, Fault> {
        let (site, grid) = (self.works.site, self.grid);
        let width = grid.width(grid.columns);
        if page > 0 {
            let values = json!({
                "rows": RUNNING, "left": self.page_name(page), "middle": self.day(), "right": &*site.settings.title,
            });
            return Ok(Margins { head: (self.set("running", values, width)?, RUNNING), foot: None });
        }
        let strong = |text: String| json!({"text": text, "strong": true});
        let plain = |text: String| json!({"text": text, "strong": false});
        let mut lines = Vec::new();
        if let Some(number) = self.issue.number {
            let pages =
                if self.is_english() { format!(" · {pages} pages") } else { format!("　今日{pages}版") };
            let number = if self.is_english() { format!("No. {number}") } else { format!("第{number}期") };
            lines.push(strong(number + &pages));
        } else {
            lines.push(strong(if self.is_english() {
                format!("{pages} pages")
            } else {
                format!("今日{pages}版")
            }));
        }
        lines.push(plain(self.day()));
        lines.extend(lunar(self.issue.date).filter(|_| !self.is_english()).map(plain));
        if let Some(publisher) = &site.settings.publisher {
            lines.push(plain(if self.is_english() {
                publisher.to_string()
            } else {
                format!("{publisher}　主办")
            }));
        }
        lines.extend(site.settings.filings.permit.as_ref().map(|permit| plain(permit.to_string())));
        let length = self.widths.of_headline(&site.settings.title).max(1.0);
        let name_size = (width * 0.6 / (length * 1.1)).min(head as f64 * grid.pitch * 0.56);
        let subtitle = site.settings.subtitle.as_deref();
        let values = json!({
            "rows": head, "name": &*site.settings.title, "name_size": name_size, "subtitle": subtitle, "lines": lines,
        });
        let foot = self.foot()?;
        Ok(Margins { head: (self.set("masthead", values, width)?, head), foot: Some((foot, FOOT)) })
    }

    pub(super) fn is_english(&self) -> bool {
        self.works.site.settings.lang == Lang::En
    }

    fn page_name(&self, page: usize) -> String {
        if self.is_english() { format!("Page {}", page + 1) } else { format!("第{}版", page + 1) }
    }

    fn day(&self) -> String {
        let date = self.issue.date;
        const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        if self.is_english() {
            return date.strftime("%A, %-d %B %Y").to_string();
        }
        let weekday = DAYS.get(weekday).copied().unwrap_or_default();
        format!("{}年{}月{}日　星期{weekday}", date.year(), date.month(), date.day())
    }

    fn foot(&self) -> Result<Frame, Fault> {
        let settings = &self.works.site.settings;
        let credits: Vec<String> =
            self.issue.credits.iter().map(|credit| format!("{} {}", credit.role, credit.names)).collect();
        let mut lines = Vec::new();
        if !credits.is_empty() {
            lines.push(credits.join("　"));
        }
        lines.extend(settings.contact.as_ref().map(ToString::to_string));
        let address =
            settings.base_url.as_ref().map(|base| format!("{}issues/{}/", base.as_str(), self.issue.week));
        let code = address.as_deref().and_then(code);
        if let (Some(address), Some(_)) = (&address, &code) {
            lines.push(format!("{} {address}", self.say("扫码看电子版", "Read online:")));
        }
        let qr = code.map(|svg| {
            self.setter.room().put("code.svg", svg.into_bytes());
            "code.svg"
        });
        let alt = self.say("本期电子版的二维码", "Code with this issue's address");
        let width = self.grid.width(self.grid.columns);
        Ok(self.set("foot", json!({"rows": FOOT, "lines": lines, "qr": qr, "qr_alt": alt}), width)?)
    }
}

/// The day in the farmers' calendar, with its solar term where it begins one.
fn lunar(date: Date) -> Option<String> {
    let name = almanac::term(date).map_or_else(String::new, |(name, _)| format!("　{name}"));
    almanac::lunar(date).map(|lunar| lunar.whole + &name)
}
