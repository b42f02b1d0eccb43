//! Records to a site: ids, places, issues, listings, claimed paths.

pub mod site;

pub use site::{Issue, IssueNo, Listing, ListingNo, RecordNo, Site, Ties};
