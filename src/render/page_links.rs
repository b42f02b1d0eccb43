//! Where the links and pictures of a body lead, from the page that it stands on.
//!
//! What surprised us: a link to a record that is over must not stop the build on the day after; it is shown as
//! text, without a word.

use crate::model::picture::Picture;
use crate::model::{BulletinPath, Record, SitePath};
use crate::parse::markdown::{LinkFault, Links, Shown};
use crate::render::feeds::encoded;
use crate::resolve::Site;
use crate::resolve::claims::percent_decoded;

/// The links of one record's body.
pub(super) struct PageLinks<'a, 'p> {
    pub(super) site: &'a Site,
    pub(super) file: &'a BulletinPath,
    pub(super) record: &'a Record,
    /// From the page to the site's root.
    pub(super) root: &'a str,
    /// The published form of a picture: none where there is no such file, none in it where it is faulty.
    pub(super) pictures: &'a (dyn Fn(&BulletinPath) -> Option<Option<&'p Picture>> + 'a),
}

impl Links for PageLinks<'_, '_> {
    fn link(&self, destination: &str) -> Result<String, LinkFault> {
        let split = destination.find(['#', '?']).unwrap_or(destination.len());
        let (path, rest) = destination.split_at_checked(split).unwrap_or((destination, ""));
        if path.is_empty() {
            return Ok(destination.to_owned());
        }
        let path = percent_decoded(path).ok_or(LinkFault::Missing)?;
        match path.strip_prefix('/') {
            Some(address) => self.output(address).map(|address| format!("{}{address}{rest}", self.root)),
            None => self.beside(&path, rest),
        }
    }

    fn picture(&self, destination: &str) -> Result<Shown<'_>, LinkFault> {
        let path = percent_decoded(destination).ok_or(LinkFault::Missing)?;
        if let Some(address) = path.strip_prefix('/') {
            let address = self.output(address)?;
            return Ok(Shown::File { address: format!("{}{address}", self.root), size: None });
        }
        let file = self.file.beside(&path).map_err(|_| LinkFault::Outside)?;
        let picture = (self.pictures)(&file).ok_or(LinkFault::Missing)?.ok_or(LinkFault::Unsaid)?;
        Ok(Shown::Sizes { picture, root: self.root })
    }
}

impl PageLinks<'_, '_> {
    /// An output of the site: a page by its folder, with or without the slash, or a file.
    fn output(&self, address: &str) -> Result<String, LinkFault> {
        let file = (!address.is_empty() && !address.ends_with('/')).then(|| SitePath::new(address).ok()).flatten();
        if let Some(file) = file.filter(|file| self.site.claims.has(file)) {
            return Ok(encoded(file.address()));
        }
        let page = SitePath::page(address).map_err(|_| LinkFault::Outside)?;
        if self.site.claims.has(&page) { Ok(encoded(page.address())) } else { Err(LinkFault::Missing) }
    }

    /// A record by its file, or an attachment of this one.
    fn beside(&self, path: &str, rest: &str) -> Result<String, LinkFault> {
        let file = self.file.beside(path).map_err(|_| LinkFault::Outside)?;
        if let Some(number) = self.site.by_file.get(&file) {
            let number = *number;
            let file_of = |number: u32| self.site.record(number).map(|record| record.source.file);
            let named = rest.strip_prefix('#').and_then(|id| self.site.by_id.get(id)).copied();
            let (number, rest) = match named.filter(|named| file_of(*named) == file_of(number)) {
                Some(named) => (named, ""),
                None => (number, rest),
            };
            let page = &self.site.tied(number).ok_or(LinkFault::Missing)?.page;
            return Ok(format!("{}{}{rest}", self.root, encoded(page.address())));
        }
        if self.site.hidden.contains_key(&file) {
            return Err(LinkFault::Unsaid);
        }
        let attachments = self.record.rest.as_deref().map(|rest| rest.attachments.as_slice()).unwrap_or_default();
        let is_this = |typed: &str| self.file.beside(typed).is_ok_and(|attached| attached == file);
        if attachments.iter().any(|attachment| is_this(&attachment.file)) {
            let address = format!("files/{}/{}", self.record.id, file.name());
            return Ok(format!("{}{}", self.root, encoded(&address)));
        }
        Err(LinkFault::Missing)
    }
}
