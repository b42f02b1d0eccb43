//! A site made by hand and a folder in memory: in, records; out, the files that the feeds' room writes of them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

use jianbao::model::date::{Date, Time};
use jianbao::model::output::Output;
use jianbao::model::picture::{PictureFile, PictureFormat};
use jianbao::model::record::{Activity, Byline, Moment, Priority, Rest, Source};
use jianbao::model::{BulletinPath, Id, Kind, Record, SafeHtml, Settings, SitePath, Url, Week};
use jianbao::render::feeds::{Bulletin, Content, has_feed, of_listing, write};
use jianbao::render::graph::View;
use jianbao::report::Diagnostic;
use jianbao::resolve::site::Sort;
use jianbao::resolve::{Listing, ListingNo, RecordNo, Site, Ties};

/// A site and the bodies of its records.
#[derive(Default)]
pub struct Bench {
    pub site: Site,
    pub bodies: Vec<String>,
}

/// The day of every record that is given no other.
pub const DAY: Date = Date::constant(2024, 4, 11);

impl Bench {
    pub fn new(base_url: Option<&str>) -> Self {
        let settings = Settings {
            title: "阳光简报".into(),
            publisher: Some("阳光社区".into()),
            base_url: base_url.and_then(Url::new),
            ..Settings::default()
        };
        Self { site: Site { settings, ..Site::default() }, bodies: Vec::new() }
    }

    /// Adds a record; running ones first, newest first, as `resolve` orders them.
    pub fn add(&mut self, record: Record, body: &str) -> RecordNo {
        let number = RecordNo::try_from(self.site.records.len()).unwrap();
        let folder = match record.kind {
            kind if kind.runs() => record.date.unwrap().year().to_string(),
            kind => kind.row().folder.to_owned(),
        };
        let page = SitePath::page(format!("{folder}/{}", record.id).trim_start_matches('/')).unwrap();
        self.site.by_id.insert(record.id.as_str().into(), number);
        self.site.running += usize::from(record.kind.runs());
        self.site.standing_end += usize::from(record.kind != Kind::Page);
        self.site.records.push(record);
        self.site.ties.push(Ties::none(page));
        self.bodies.push(body.to_owned());
        number
    }

    pub fn ties(&mut self, number: RecordNo) -> &mut Ties {
        &mut self.site.ties[number as usize]
    }

    pub fn list(&mut self, sort: Sort, name: &str, members: Vec<RecordNo>) -> ListingNo {
        let number = ListingNo::try_from(self.site.listings.len()).unwrap();
        self.site.listings.push(Listing {
            sort,
            name: name.into(),
            address: format!("{}/l{number}", sort.folder()).into(),
            parent: None,
            children: Vec::new(),
            record: None,
            members,
            meetings: Vec::new(),
            years: Vec::new(),
        });
        number
    }

    pub fn bulletin(&self) -> Bulletin<'_> {
        Bulletin { site: View::of(&self.site), content: self }
    }

    /// All files, and what there was to say.
    pub fn write(&self) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
        let files = Files::default();
        let said = write(&self.bulletin(), &files).unwrap();
        for (number, listing) in (0..).zip(&self.site.listings) {
            if has_feed(listing.sort) {
                of_listing(&self.bulletin(), number, &files).unwrap();
            }
        }
        (files.0.into_inner().unwrap(), said)
    }

    /// One file as text.
    pub fn written(&self, path: &str) -> String {
        let (mut files, _) = self.write();
        String::from_utf8(files.remove(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
    }
}

impl Content for Bench {
    fn source(&self, record: RecordNo) -> Option<BulletinPath> {
        BulletinPath::new(&format!("content/{}.md", self.site.record(record)?.id)).ok()
    }

    fn html(&self, record: RecordNo) -> Option<SafeHtml> {
        let body = self.bodies.get(record as usize).filter(|body| !body.is_empty())?;
        Some(SafeHtml::escaped(body))
    }

    fn text(&self, record: RecordNo) -> Cow<'_, str> {
        self.bodies.get(record as usize).map_or("", String::as_str).into()
    }

    fn first_clause(&self, record: RecordNo) -> String {
        self.text(record).split('，').next().unwrap_or_default().to_owned()
    }

    fn pictures(&self, record: RecordNo) -> Vec<PictureFile> {
        let photos = self.site.record(record).map_or(&[][..], |record| &record.photos);
        let file = |_| PictureFile {
            path: SitePath::new("assets/p-1.jpg").unwrap(),
            format: PictureFormat::Jpeg,
            width: 1600,
            height: 900,
        };
        photos.iter().map(file).collect()
    }
}

/// A folder in memory that takes every path once.
#[derive(Default)]
pub struct Files(pub Mutex<BTreeMap<String, Vec<u8>>>);

impl Output for Files {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        let former = self.0.lock().unwrap().insert(path.as_str().to_owned(), bytes.to_vec());
        assert!(former.is_none(), "{path} was written twice");
        Ok(())
    }
}

/// A record of `kind`, dated where it runs.
pub fn record(kind: Kind, id: &str, title: &str) -> Record {
    Record {
        id: Id::new(id).unwrap(),
        id_made_from: None,
        kind,
        source: Source { file: 0, item: None, body: 0..0, words: 0 },
        title: (!title.is_empty()).then(|| title.into()),
        kicker: None,
        deck: None,
        column: None,
        date: kind.runs().then_some(DAY),
        time: None,
        week: kind.runs().then(|| Week::of(DAY)),
        place: None,
        dateline: None,
        bylines: Vec::new(),
        tags: Vec::new(),
        priority: Priority::Normal,
        photos: Vec::new(),
        draft: false,
        publish_at: None,
        expires_at: None,
        rest: None,
    }
}

pub fn byline(name: &str) -> Byline {
    Byline {
        name: name.into(),
        role: Some("通讯员".into()),
        org: None,
        before: "通讯员 ".into(),
        after: "".into(),
    }
}

pub fn at(day: i8, hour: Option<i8>) -> Moment {
    Moment { date: Date::constant(2024, 4, day), time: hour.map(|hour| Time::constant(hour, 0, 0, 0)) }
}

/// An activity of two hours on the 13th.
pub fn activity(id: &str, title: &str) -> Record {
    let activity =
        Activity { starts: Some(at(13, Some(7))), ends: Some(at(13, Some(9))), ..Activity::default() };
    let rest = Rest { activity: Some(activity), ..Rest::default() };
    Record { rest: Some(Box::new(rest)), ..record(Kind::Activity, id, title) }
}

/// Changes what an activity says.
pub fn activity_of(record: &mut Record) -> &mut Activity {
    record.rest.as_mut().unwrap().activity.as_mut().unwrap()
}
