//! Text that is known to be safe where it is going.

use std::fmt;

use pulldown_cmark_escape::escape_html;

/// HTML that only the serializer of `parse::markdown` and the pages' own renderer make: every character
/// that came from a record has been escaped on its way in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Vouches for `html`. Called by the serializer and by nothing that has record text in its hands; a test
    /// counts the callers.
    pub(crate) fn vouched(html: String) -> Self {
        Self(html)
    }

    /// `text` with the characters that mean something in HTML escaped.
    #[must_use]
    pub fn escaped(text: &str) -> Self {
        let mut html = String::with_capacity(text.len() + 8);
        escape_into(&mut html, text);
        Self(html)
    }

    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup, without a copy.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// HTML in the making, safe by its ways in: what stands in the program's source, text that is escaped, and HTML
/// that is safe already.
#[derive(Debug, Default)]
pub struct Markup(String);

impl Markup {
    /// Nothing yet, with room for so many bytes.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// Appends markup from the program's source.
    #[must_use]
    pub fn raw(mut self, markup: &'static str) -> Self {
        self.0.push_str(markup);
        self
    }

    /// Appends text, escaped for text and for attributes in quotes.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        escape_into(&mut self.0, text);
        self
    }

    /// Appends safe HTML.
    #[must_use]
    pub fn html(mut self, html: &SafeHtml) -> Self {
        self.0.push_str(&html.0);
        self
    }

    /// What was made.
    #[must_use]
    pub fn finish(self) -> SafeHtml {
        SafeHtml(self.0)
    }
}

/// Appends `text` to `html`, escaped for text and for attributes in double or single quotes.
pub fn escape_into(html: &mut String, text: &str) {
    // A text takes every character.
    let _ = escape_html(html, text);
}

/// An absolute address with one of the schemes that a record may link to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Url(String);

impl Url {
    /// The schemes that a link may have.
    pub const SCHEMES: [&'static str; 4] = ["http", "https", "mailto", "tel"];

    /// The scheme at the start of `text`, in lower case, where there is one: what a browser would see after
    /// it has dropped tabs, line breaks and leading control characters.
    #[must_use]
    pub fn scheme(text: &str) -> Option<String> {
        let seen: String =
            text.chars().skip_while(|c| *c <= ' ').filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
        let (scheme, _) = seen.split_once(':')?;
        let mut chars = scheme.chars();
        let right = chars.next().is_some_and(|c| c.is_ascii_alphabetic())
            && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
        right.then(|| scheme.to_ascii_lowercase())
    }

    /// The address, where its scheme is allowed; spaces and control characters are percent-encoded.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let scheme = Self::scheme(text)?;
        if !Self::SCHEMES.contains(&scheme.as_str()) {
            return None;
        }
        let mut url = String::with_capacity(text.len());
        for c in text.trim().chars() {
            match c {
                '\t' | '\n' | '\r' => {}
                c if c <= ' ' || c == '\u{7f}' => url.push_str(&format!("%{:02X}", u32::from(c))),
                c => url.push(c),
            }
        }
        Some(Self(url))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{SafeHtml, Url};

    #[test]
    fn escapes_what_means_something() {
        assert_eq!(SafeHtml::escaped(r#"<a b="c">'&汉"#).as_str(), "&lt;a b=&quot;c&quot;&gt;&#39;&amp;汉");
    }

    #[test]
    fn sees_a_scheme_as_a_browser_does() {
        assert_eq!(Url::scheme(" java\tscript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(Url::scheme("a/b:c"), None);
        assert_eq!(Url::scheme("会议:一"), None);
        assert!(Url::new("JAVASCRIPT:1").is_none() && Url::new("data:text/html,x").is_none());
        assert_eq!(Url::new("https://example.org/a b").unwrap().as_str(), "https://example.org/a%20b");
    }
}
