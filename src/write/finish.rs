//! The end of a build: the new tree gets what did not change, is verified and flushed, and takes its place.
//!
//! Comes in: what was put and kept. Goes out: the finished output, a spare tree for the next build, and a
//! [`Summary`]. Where there is a twin of the former output, what was written moves into it; otherwise what did not
//! change is linked into the tree of what was written. What surprised us: the old tree must not be changed as soon as
//! it has gone aside, though the next build wants it changed: whoever copies the site holds on to its folder, and
//! would get half of either site without noticing. So it stays as it is until then.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use rayon::iter::{IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};

use super::changes::Changes;
use super::exchange::{Exchange, exchange};
use super::fault::{Doing, WriteFault};
use super::folder::Folder;
use super::marker::{self, State};
use super::old::Old;
use super::staging::{Fresh, Staging, standing_at};
use super::summary::Summary;
use super::{in_place, stamp, walk};
use crate::model::{Stamp, Stamps};

/// Whether the new tree is on the disk of the old one, so that they can be exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moves {
    Yes,
    No,
}

/// A site that has all its files, and what is known of them.
struct End {
    site: Staging,
    written: Vec<Fresh>,
    /// Files that did not change, where the disk refused a link.
    copied: Vec<Fresh>,
    /// How old a stamp must be to be sure, and how old what is fresh now is.
    margin: i64,
    sure: i64,
}

impl Staging {
    /// Takes over what did not change, looks whether all is there, brings it to the disk and exchanges the
    /// trees; where nothing changed, does nothing.
    ///
    /// # Errors
    /// The first fault of any `put`, and whatever goes wrong before the exchange; the output is then as it
    /// was. What goes wrong after it is in the [`Summary`].
    pub fn finish(self) -> Result<Summary, WriteFault> {
        if let Some(fault) = self.trouble.lock().unwrap_or_else(PoisonError::into_inner).take() {
            return Err(fault);
        }
        End::of(self).run()
    }
}

impl End {
    fn of(mut site: Staging) -> Self {
        let written = std::mem::take(site.written.get_mut().unwrap_or_else(PoisonError::into_inner));
        let known = site.old.iter().flat_map(|old| &old.census().files);
        let margin = stamp::margin(known.chain(&written).map(|(_, stamp)| stamp));
        Self { site, written, copied: Vec::new(), margin, sure: i64::MIN }
    }

    fn run(mut self) -> Result<Summary, WriteFault> {
        let exchange = if self.is_unchanged() { Exchange::Untouched } else { self.replace()? };
        self.leave_spare(exchange);
        let left_behind = self.site.remove_trees().err();
        Ok(Summary {
            files: self.site.files.load(Ordering::Relaxed),
            bytes: self.site.bytes.load(Ordering::Relaxed),
            written: self.written.len(),
            unchanged: self.same().count(),
            removed: self.changes().gone.len(),
            stamps: self.stamps(exchange),
            exchange,
            left_behind,
        })
    }

    fn is_unchanged(&self) -> bool {
        self.written.is_empty() && self.site.old.as_ref().is_some_and(Old::is_all_same)
    }

    fn same(&self) -> impl Iterator<Item = &str> {
        self.site.old.iter().flat_map(Old::same)
    }

    fn changes(&self) -> Changes<'_> {
        let written = self.written.iter().map(|(path, _)| &**path).collect();
        Changes { written, gone: self.site.old.iter().flat_map(Old::gone).collect() }
    }

    /// Whether most of the former site stays.
    fn are_few(&self) -> bool {
        let before = self.site.old.as_ref().map_or(0, |old| old.census().files.len());
        self.changes().are_few(before)
    }

    fn replace(&mut self) -> Result<Exchange, WriteFault> {
        let moves = if self.adopt_twin() { self.move_in()? } else { self.link_same()? };
        self.verify()?;
        self.settle().map_err(WriteFault::disk(Doing::Write, self.site.tree().path()))?;
        let (tree, target) = (self.site.tree(), &self.site.target);
        tree.flush().map_err(WriteFault::disk(Doing::Flush, tree.path()))?;
        // Somebody may have put something else there while we were building.
        let state = standing_at(&target.out)?;
        let exchanging = WriteFault::disk(Doing::Exchange, &target.out);
        let done = match moves {
            Moves::Yes => exchange(tree.path(), &target.out, &target.aside()),
            Moves::No => Ok(None),
        };
        match done {
            Err(error) => Err(exchanging(error)),
            Ok(Some(exchange)) => Ok(exchange),
            Ok(None) => self.replace_in_place(&state).map_err(exchanging),
        }
    }

    fn replace_in_place(&self, state: &State) -> io::Result<Exchange> {
        let kept: HashSet<&str> = self.same().collect();
        let (new, out) = (self.site.tree(), &self.site.target.out);
        let staged = walk::census(new.path())?.files;
        let changed = staged.iter().map(|(path, _)| &**path).filter(|path| !kept.contains(path)).collect();
        in_place::replace(in_place::Plan { new, out, changed, kept }, state)?;
        Ok(Exchange::FileByFile)
    }

    /// Whether there is a twin of the former output, and it is to become the new tree.
    fn adopt_twin(&mut self) -> bool {
        let are_few = self.are_few();
        let Some(twin) = self.site.twin.take() else { return false };
        if are_few {
            self.site.full = twin.adopt(&self.site.target);
        } else {
            twin.discard();
        }
        self.site.full.is_some()
    }

    /// Moves what was written into the twin. Somebody who took away a file or a folder of either tree is noticed.
    fn move_in(&self) -> Result<Moves, WriteFault> {
        let tree = self.site.tree();
        match self.changes().move_in(tree, &self.site.new) {
            Ok(()) => Ok(Moves::Yes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(WriteFault::Disturbed),
            Err(error) => Err(WriteFault::disk(Doing::Link, tree.path())(error)),
        }
    }

    /// Gives what did not change a name in the new tree.
    fn link_same(&mut self) -> Result<Moves, WriteFault> {
        let (site, Some(old)) = (&self.site, &self.site.old) else { return Ok(Moves::Yes) };
        let same: Vec<&str> = old.same().collect();
        let link = |path: &&str| -> io::Result<Option<Fresh>> {
            site.make_parents(path)?;
            Ok(link_or_copy(&site.new, old.folder(), path)?.map(|stamp| ((*path).into(), stamp)))
        };
        match same.par_iter().filter_map(|path| link(path).transpose()).collect() {
            Ok(copied) => self.copied = copied,
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => return Ok(Moves::No),
            Err(error) => return Err(WriteFault::disk(Doing::Link, site.new.path())(error)),
        }
        Ok(Moves::Yes)
    }

    /// Whether the new tree is still the one that was made. Every call that wrote into it has succeeded, and the
    /// lock keeps other builds away; what it holds is not counted again, which took a twentieth of a build. A twin
    /// was counted when it was found.
    fn verify(&self) -> Result<(), WriteFault> {
        if marker::is_current(self.site.tree().path()) { Ok(()) } else { Err(WriteFault::Disturbed) }
    }

    /// Sees to it that what is fresh is older than any change that somebody could make to it.
    fn settle(&mut self) -> io::Result<()> {
        let tree = self.site.full.as_ref().unwrap_or(&self.site.new);
        self.sure = stamp::now(tree)?.saturating_sub(self.margin);
        let (sure, margin) = (self.sure, self.margin);
        let young = self.written.par_iter_mut().chain(&mut self.copied);
        young.filter(|(_, stamp)| stamp.modified > sure).for_each(|(path, stamp)| {
            // One that cannot be dated stays unsure.
            *stamp = stamp::antedate(tree, path, margin).unwrap_or(*stamp);
        });
        Ok(())
    }

    /// The stamps that are sure. What was replaced file by file has others, which nobody has looked at.
    fn stamps(&self, exchange: Exchange) -> Stamps {
        let fresh = self.written.iter().chain(&self.copied);
        let fresh = fresh.filter(|_| exchange != Exchange::FileByFile).cloned();
        let mut all: Vec<Fresh> = fresh.filter(|(_, stamp)| stamp.modified <= self.sure).collect();
        let copied: HashSet<&str> = self.copied.iter().map(|(path, _)| &**path).collect();
        let before = self.site.begun.saturating_sub(self.margin);
        let same = self.site.old.iter().flat_map(|old| old.stamps(before));
        let same = same.filter(|(path, _)| !copied.contains(path));
        all.extend(same.map(|(path, stamp)| (path.into(), stamp)));
        Stamps::new(all)
    }

    /// Leaves a tree for the next build to begin with, where that costs little. If it cannot be done, it is only
    /// slower.
    fn leave_spare(&mut self, exchange: Exchange) {
        // Where nothing changed, the twin has not been asked for.
        if let Some(twin) = self.site.twin.take() {
            twin.leave();
        }
        if matches!(exchange, Exchange::Swapped | Exchange::MovedAside) {
            let _ = self.keep_old();
        }
    }

    /// Keeps the old tree, which stands where the new one stood, if little is to be done to make it the new one's twin.
    fn keep_old(&self) -> Option<()> {
        let (place, old, tree) = (self.site.spare.as_ref()?, self.site.old.as_ref()?, self.site.tree());
        let is_fit = old.census().strange == 0 && self.copied.is_empty() && marker::is_current(tree.path());
        if !is_fit || !self.are_few() {
            return None;
        }
        fs::rename(tree.path(), place).ok()
    }
}

/// Some file systems have no links, some refuse them for files of other users; those get a copy, with its stamp.
fn link_or_copy(new: &Folder, old: &Folder, path: &str) -> io::Result<Option<Stamp>> {
    match new.link(old, path) {
        Err(error) if error.kind() != io::ErrorKind::CrossesDevices => copy(new, old, path).map(Some),
        linked => linked.map(|()| None),
    }
}

fn copy(new: &Folder, old: &Folder, path: &str) -> io::Result<Stamp> {
    let mut to = new.create(path)?;
    io::copy(&mut old.read(path)?, &mut to)?;
    Ok(stamp::of(&to.metadata()?))
}
