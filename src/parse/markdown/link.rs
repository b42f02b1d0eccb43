//! A link's destination in, `<a>` with an address that is safe to follow out.
//!
//! What surprised us: a browser drops tabs and line breaks from an address and takes `\` for `/`, so `/\host`
//! and `/<tab>/host` are other sites.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::writer::Writer;
use super::{LinkFault, Wrong};
use crate::model::Url;

/// A destination as Markdown gives it.
pub(super) struct Target<'e> {
    pub kind: LinkType,
    pub destination: &'e str,
    pub title: &'e str,
}

/// Where a link leads.
enum Address {
    /// To another site.
    Away(String),
    /// Within this one, or to a mail or telephone program.
    Here(String),
}

impl Writer<'_> {
    /// Opens `<a>`; where there is nothing to link to, only the text is shown.
    pub(super) fn start_link(&mut self, target: &Target<'_>, range: Range<usize>) {
        match self.address(target) {
            Ok(address) => {
                if target.destination.len() > 1 && target.destination.starts_with('#') {
                    self.fragments.push((target.destination.to_owned(), range));
                }
                self.open_anchor(&address, target.title);
            }
            Err(fault) => {
                let destination = target.destination.to_owned();
                self.fault(range, Wrong::Link { destination, fault });
                self.open_silently();
            }
        }
    }

    fn open_anchor(&mut self, address: &Address, title: &str) {
        self.html.push_str("<a href=\"");
        match address {
            Address::Away(address) => {
                address_into(&mut self.html, address);
                self.html.push_str("\" rel=\"noopener\"");
            }
            Address::Here(address) => {
                address_into(&mut self.html, address);
                self.html.push('"');
            }
        }
        self.title_attribute(title);
        self.html.push('>');
        self.open_element("</a>");
    }

    fn address(&self, target: &Target<'_>) -> Result<Address, LinkFault> {
        if target.kind == LinkType::Email {
            return Ok(Address::Here(format!("mailto:{}", target.destination)));
        }
        if let Some(url) = absolute(target.destination)? {
            let away = url.as_str().get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"));
            let address = url.as_str().to_owned();
            return Ok(if away { Address::Away(address) } else { Address::Here(address) });
        }
        let address = self.setting.links.link(target.destination)?;
        // Whoever resolved it may have been given a strange name: look again.
        absolute(&address)?;
        Ok(Address::Here(address))
    }
}

/// The address, where `destination` is absolute; nothing where it is relative.
pub(super) fn absolute(destination: &str) -> Result<Option<Url>, LinkFault> {
    if let Some(scheme) = Url::scheme(destination) {
        return Url::new(destination).map(Some).ok_or(LinkFault::Scheme(scheme));
    }
    let mut seen = destination.chars().filter(|c| *c > ' ');
    let slash = |c: Option<char>| matches!(c, Some('/' | '\\'));
    if slash(seen.next()) && slash(seen.next()) {
        return Err(LinkFault::Remote);
    }
    Ok(None)
}

/// Appends `address`, percent-encoded but for what an address is made of, and escaped for an attribute.
pub(super) fn address_into(html: &mut String, address: &str) {
    const PLAIN: &[u8] = b"-_.!~*()/:;?@=+$,#%";
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().map_or('0', char::from);
    for byte in address.bytes() {
        match byte {
            b'&' => html.push_str("&amp;"),
            b'\'' => html.push_str("&#39;"),
            _ if byte.is_ascii_alphanumeric() || PLAIN.contains(&byte) => html.push(char::from(byte)),
            _ => {
                html.push('%');
                html.push(digit(byte >> 4));
                html.push(digit(byte & 15));
            }
        }
    }
}
