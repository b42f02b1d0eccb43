//! What an editor asked to be printed beside the stories in, its lines for the page out.
//!
//! All is told as it stood on the day of the issue: a printed page does not change because a later week has come.
//!
//! What surprised us: a page of newsprint wants the fewest words of all. What a board's page needs forty rows for is here
//! a bar for each category and the three steps that come next.

mod agenda;
mod board;
mod numbers;
mod plot;
mod points;

use super::texts::Texts;
use crate::model::module::{Block, Line, Module, ModuleKind};
use crate::model::standing::Standing;
use crate::report::{Diagnostic, Say};
use crate::resolve::{Site, by_name, site::Issue};

/// What blocks are told from and with.
#[derive(Clone, Copy)]
struct Telling<'a> {
    site: &'a Site,
    texts: &'a Texts,
    issue: &'a Issue,
}

impl Telling<'_> {
    /// `截至4月14日`
    fn as_of(&self) -> String {
        let day = super::dates::short(self.site.settings.lang, self.issue.date);
        self.texts.get("as_of").replace("{n}", &day)
    }
}

/// What is printed of each module of an issue, and what is said of those of which there is nothing to print.
#[must_use]
pub fn blocks((site, texts): (&Site, &Texts), issue: &Issue) -> (Vec<Block>, Vec<Diagnostic>) {
    let telling = Telling { site, texts, issue };
    let (mut blocks, mut found) = (Vec::new(), Vec::new());
    for module in &issue.decisions.modules {
        match telling.block(module).filter(|block| !block.lines.is_empty()) {
            Some(block) => put(&mut blocks, block),
            None => found.push(nothing(module, issue)),
        }
    }
    (blocks, found)
}

impl Telling<'_> {
    fn block(&self, module: &Module) -> Option<Block> {
        let number = module.id.as_deref().and_then(|id| by_name(self.site, id));
        if module.kind == ModuleKind::Calendar {
            // A place that is not out has no days to come.
            return if module.id.is_some() && number.is_none() { None } else { self.agenda(number) };
        }
        let number = number?;
        let record = self.site.record(number)?;
        let (head, (deck, lines)) = match (module.kind, record.standing()) {
            (ModuleKind::Board, Some(Standing::Programme(programme))) => {
                ("module_board", self.board(number, programme))
            }
            (ModuleKind::Scheme, Some(Standing::Scheme(scheme))) => ("module_scheme", self.points(scheme)),
            _ => ("module_figures", self.numbers(number)),
        };
        Some(Block {
            id: record.id.clone(),
            head: self.texts.get(head).to_owned(),
            title: record.headline().to_owned(),
            deck,
            lines,
        })
    }

    fn head(&self, text: &str) -> Line {
        Line::Head(self.texts.get(text).to_owned())
    }
}

/// Puts a block behind the others. One record has one place on the page: of what is asked for twice the same stands once, and
/// another sort about the same record below the first.
fn put(blocks: &mut Vec<Block>, block: Block) {
    match blocks.iter_mut().find(|other| other.id == block.id) {
        Some(other) if other.head == block.head => {}
        Some(other) => {
            let deck = block.deck.filter(|deck| other.deck.as_ref() != Some(deck)).map(Line::Text);
            other.lines.push(Line::Head(block.head));
            other.lines.extend(deck.into_iter().chain(block.lines));
        }
        None => blocks.push(block),
    }
}

/// The share of a part in thousandths; at most the whole.
fn thousandths(part: f64, whole: f64) -> u16 {
    if whole > 0.0 { (part / whole * 1000.0).clamp(0.0, 1000.0).round() as u16 } else { 0 }
}

fn nothing(module: &Module, issue: &Issue) -> Diagnostic {
    let week = issue.week;
    let of = module.id.as_deref().map(|id| format!(" `{id}`")).unwrap_or_default();
    let (chinese, english) = match module.kind {
        ModuleKind::Board => ("看板", "board"),
        ModuleKind::Figures => ("数字", "figures"),
        ModuleKind::Scheme => ("积分", "scheme"),
        ModuleKind::Calendar => ("日历", "calendar"),
    };
    let message = Say::new(
        format!("{week} 的版块“{chinese}”{of} 到这一天还没有可印的内容"),
        format!("the module {english}{of} of {week} has nothing to print by that day"),
    );
    let hint = Say::new(
        "等有了内容再放，或从 `issues/<期>.yaml` 里删去",
        "wait until there is, or take it out of `issues/<week>.yaml`",
    );
    Diagnostic::warning("empty-module", message).hint(hint)
}
