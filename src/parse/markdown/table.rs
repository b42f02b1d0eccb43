//! Tables in, `<table>` in a frame that scrolls by itself out.
//!
//! What surprised us: a frame that scrolls must be reached by the keyboard and named, and two of one name
//! confuse a screen reader, so tables are numbered.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::writer::Writer;

/// The table that is being written, and how many there have been.
#[derive(Default)]
pub(super) struct Table {
    count: usize,
    alignments: Vec<Alignment>,
    column: usize,
    part: Part,
    cell: usize,
    content: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Head,
    /// The head is over and no row has begun.
    Between,
    Body,
}

impl Writer<'_> {
    pub(super) fn start_table(&mut self, alignments: &[Alignment]) {
        self.table.count += 1;
        self.table.alignments = alignments.to_vec();
        let (name, count) = (self.setting.lang.pick("表格", "Table"), self.table.count);
        self.fresh_line();
        let frame =
            format!("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{name} {count}\">");
        self.html.push_str(&frame);
        self.html.push_str("<table>\n");
        self.open_element("</table></div>\n");
    }

    pub(super) fn end_table(&mut self, range: &Range<usize>) {
        if self.table.part == Part::Body {
            self.html.push_str("</tbody>\n");
        }
        self.close_element(range);
    }

    pub(super) fn start_head(&mut self) {
        self.table.part = Part::Head;
        self.table.column = 0;
        self.html.push_str("<thead>\n<tr>\n");
        self.open_element("</tr>\n</thead>\n");
    }

    pub(super) fn end_head(&mut self, range: &Range<usize>) {
        self.close_element(range);
        self.table.part = Part::Between;
    }

    pub(super) fn start_row(&mut self) {
        if self.table.part == Part::Between {
            self.table.part = Part::Body;
            self.html.push_str("<tbody>\n");
        }
        self.table.column = 0;
        self.html.push_str("<tr>\n");
        self.open_element("</tr>\n");
    }

    pub(super) fn start_cell(&mut self) {
        let alignment = self.table.alignments.get(self.table.column).copied();
        let class = match alignment {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        self.table.column += 1;
        self.table.cell = self.html.len();
        let (tag, close) = match self.table.part {
            Part::Head => ("<th scope=\"col\"", "</th>\n"),
            _ => ("<td", "</td>\n"),
        };
        self.html.push_str(tag);
        self.html.push_str(class);
        self.html.push('>');
        self.table.content = self.html.len();
        self.open_element(close);
    }

    /// Ends a cell. A heading that says nothing heads nothing.
    pub(super) fn end_cell(&mut self, range: &Range<usize>) {
        if self.table.part == Part::Head && self.html.len() == self.table.content {
            self.open.pop();
            self.html.truncate(self.table.cell);
            self.html.push_str("<td></td>\n");
            return;
        }
        self.close_element(range);
    }
}
