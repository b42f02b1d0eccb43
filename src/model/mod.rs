//! The nouns that every room shares: values without input or output, each valid by construction.
//!
//! What surprised us: most mistakes of site generators are mistakes of path, address or text type, so
//! [`SitePath`], [`SafeHtml`] and [`Url`] exist to make those impossible to write.

pub mod date;
pub mod edition;
pub mod editions;
pub mod figure;
pub mod hash;
pub mod hours;
pub mod html;
pub mod id;
pub mod keys;
pub mod kind;
pub mod layout;
pub mod module;
pub mod node;
pub mod observance;
pub mod output;
pub mod path;
pub mod picture;
pub mod record;
pub mod scoring;
pub mod settings;
pub mod sheets;
pub mod stamps;
pub mod standing;

pub use date::{Week, Zone};
pub use html::{SafeHtml, Url};
pub use id::Id;
pub use kind::Kind;
pub use node::{Node, Span, Value};
pub use path::{BulletinPath, PathFault, SitePath};
pub use record::Record;
pub use settings::Settings;
pub use stamps::{Stamp, Stamps};
