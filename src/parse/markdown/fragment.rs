//! Links to a heading of the same body: as an editor types them in, with the heading's id out.
//!
//! What surprised us: an editor's own program shows `#小标题` as a link that works, so what it takes for a heading's name
//! is taken here too. A link may stand before its heading, so all are settled at the end.

use super::heading::slug;
use super::link::address_into;
use super::writer::Writer;
use super::{LinkFault, Wrong};

impl Writer<'_> {
    /// Gives every link within the body the id that it means; one that leads nowhere is a fault.
    pub(super) fn settle_fragments(&mut self) {
        for (destination, range) in std::mem::take(&mut self.fragments) {
            let typed = escaped(&destination);
            let Some(id) = self.heading_named(&destination) else {
                let is_there = self.html.contains(&[" id=\"", typed.trim_start_matches('#'), "\""].concat());
                if !is_there {
                    self.fault(range, Wrong::Link { destination, fault: LinkFault::Missing });
                }
                continue;
            };
            let href = |address: &str| ["<a href=\"", address, "\""].concat();
            self.html = self.html.replace(&href(&typed), &href(&escaped(&["#", &id].concat())));
        }
    }

    /// The id of the heading that `#…` means: by its id, percent-encoded or not and with or without what stands before
    /// every id, or by its text.
    fn heading_named(&self, destination: &str) -> Option<String> {
        let (name, escaped_name) = (destination.strip_prefix('#')?, escaped(destination));
        let is = |id: &str| escaped(&["#", id].concat()).eq_ignore_ascii_case(&escaped_name);
        let ids = || self.headings.iter().map(|heading| heading.id.as_str());
        let bare = |id: &&str| id.strip_prefix("h-").is_some_and(is);
        let text = slug(name);
        let found =
            ids().find(|id| is(id)).or_else(|| ids().find(bare)).or_else(|| ids().find(|id| *id == text));
        found.map(str::to_owned)
    }
}

/// An address as it stands in an attribute.
fn escaped(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    address_into(&mut out, address);
    out
}
