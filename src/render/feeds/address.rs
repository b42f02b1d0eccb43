//! Addresses for other programs: in, a path of the site; out, percent-encoded, from the root or with the
//! bulletin's `base_url` before it.

use crate::model::{Settings, SitePath};
use crate::render::values::address as encoded;

/// Where the site will be served.
#[derive(Clone, Copy, Debug)]
pub struct Base<'a>(&'a str);

impl<'a> Base<'a> {
    /// The bulletin's, where its settings give one that is on the web.
    #[must_use]
    pub fn of(settings: &'a Settings) -> Option<Self> {
        let url = settings.base_url.as_ref()?.as_str();
        let rest = url.split_once("://").map(|(_, rest)| rest)?;
        let web = url.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
        (web && !rest.is_empty() && !rest.starts_with('/')).then_some(Self(url))
    }

    /// The whole address of `path`.
    #[must_use]
    pub fn absolute(&self, path: &SitePath) -> String {
        self.join(&encoded(path.address()))
    }

    /// The whole address of a page by its folder.
    #[must_use]
    pub fn page(&self, folder: &str) -> String {
        [self.0.trim_end_matches('/'), "/", &encoded(folder), "/"].concat()
    }

    /// The whole address of what is found at `encoded`, from the site's root.
    #[must_use]
    pub fn join(&self, encoded: &str) -> String {
        [self.0.trim_end_matches('/'), "/", encoded].concat()
    }

    /// The address of the front page.
    #[must_use]
    pub fn front(&self) -> String {
        self.join("")
    }

    /// The name of the machine, without a port.
    #[must_use]
    pub fn host(&self) -> &'a str {
        let rest = self.0.split_once("://").map_or(self.0, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        let host = host.rsplit('@').next().unwrap_or(host);
        host.split(':').next().unwrap_or(host)
    }

    /// Whether it is one of the names that stand for "put yours here" (RFC 2606).
    #[must_use]
    pub fn is_example(&self) -> bool {
        let host = self.host();
        let known = ["example.org", "example.com", "example.net"];
        host.ends_with(".example")
            || known.iter().any(|name| host == *name || host.ends_with(&format!(".{name}")))
    }
}

/// `path`'s address from the site's root, with a leading slash: `/2024/x/`.
#[must_use]
pub fn rooted(path: &SitePath) -> String {
    ["/", &encoded(path.address())].concat()
}

#[cfg(test)]
mod tests {
    use super::{Base, rooted};
    use crate::model::{Settings, SitePath, Url};

    #[test]
    fn addresses_are_encoded_and_keep_the_path_of_the_base() {
        let settings =
            Settings { base_url: Url::new("https://u@news.example:8080/lang/"), ..Settings::default() };
        let base = Base::of(&settings).unwrap();
        let page = SitePath::page("places/狼山 1").unwrap();
        assert_eq!(base.absolute(&page), "https://u@news.example:8080/lang/places/%E7%8B%BC%E5%B1%B1%201/");
        assert_eq!((base.host(), base.is_example()), ("news.example", true));
        assert_eq!(rooted(&SitePath::page("2024/x").unwrap()), "/2024/x/");
    }

    #[test]
    fn a_base_is_on_the_web() {
        for (url, right) in [("https://a.cn/", true), ("mailto:a@b.cn", false), ("https:///x", false)] {
            let settings = Settings { base_url: Url::new(url), ..Settings::default() };
            assert_eq!(Base::of(&settings).is_some(), right, "{url}");
        }
    }
}
