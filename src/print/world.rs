//! What the typesetter may see: a list of files in memory and the fonts; no disk, no packages, no network, no clock.
//!
//! What surprised us: the typesetter asks for nothing more than this; all that it was not given, it is told, is not
//! there.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::fonts::Fonts;

/// What every sheet can call, the same for all rooms.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::builder().build()));

/// The files and fonts of one issue.
pub struct Room {
    fonts: Arc<Fonts>,
    main: FileId,
    files: RwLock<HashMap<FileId, Bytes>>,
    sources: RwLock<HashMap<FileId, Source>>,
}

/// The id of the file `name`; none for a name that leads out.
fn id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl Room {
    /// A room with these fonts and no files.
    #[must_use]
    pub fn new(fonts: Arc<Fonts>) -> Option<Self> {
        Some(Self { fonts, main: id("main.typ")?, files: RwLock::default(), sources: RwLock::default() })
    }

    /// Puts a sheet there.
    pub fn put_sheet(&self, name: &str, text: &str) -> Option<Source> {
        let id = id(name)?;
        let source = Source::new(id, text.to_owned());
        let mut sources = self.sources.write().unwrap_or_else(PoisonError::into_inner);
        sources.insert(id, source.clone());
        Some(source)
    }

    /// Puts bytes there: a picture, or values as JSON.
    pub fn put(&self, name: &str, bytes: Vec<u8>) {
        if let Some(id) = id(name) {
            self.files.write().unwrap_or_else(PoisonError::into_inner).insert(id, Bytes::new(bytes));
        }
    }

    /// The fonts.
    #[must_use]
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }
}

impl World for Room {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let sources = self.sources.read().unwrap_or_else(PoisonError::into_inner);
        sources.get(&id).cloned().ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let files = self.files.read().unwrap_or_else(PoisonError::into_inner);
        files.get(&id).cloned().ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// A room as one call sees it: with a sheet and files of its own besides, which hide those of the same name. Calls that
/// are made at the same time do not see each other's.
pub struct Call<'r> {
    room: &'r Room,
    sheet: Source,
    files: Vec<(FileId, Bytes)>,
}

impl<'r> Call<'r> {
    /// A call whose sheet `name` has this text, with these files; none where a name leads out.
    #[must_use]
    pub fn new(room: &'r Room, (name, text): (&str, String), files: &[(&str, &Bytes)]) -> Option<Self> {
        let own = files.iter().map(|(name, bytes)| Some((id(name)?, Bytes::clone(bytes))));
        let files = own.collect::<Option<Vec<_>>>()?;
        Some(Self { room, sheet: Source::new(id(name)?, text), files })
    }

    /// Its sheet.
    #[must_use]
    pub fn sheet(&self) -> &Source {
        &self.sheet
    }
}

impl World for Call<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.room.library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.room.book()
    }

    fn main(&self) -> FileId {
        self.sheet.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.sheet.id() { Ok(self.sheet.clone()) } else { self.room.source(id) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let own = self.files.iter().find(|(own, _)| *own == id);
        own.map_or_else(|| self.room.file(id), |(_, bytes)| Ok(bytes.clone()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.room.font(index)
    }

    fn today(&self, offset: Option<Duration>) -> Option<Datetime> {
        self.room.today(offset)
    }
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_with_slash().into())
}
