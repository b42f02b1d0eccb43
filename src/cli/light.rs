//! The commands that build nothing, wired: `init`, `new`, `schema`, `completions`.

use std::collections::BTreeSet;
use std::path::Path;

use super::bulletin;
use super::fault::Fault;
use super::say::Voice;
use super::{Done, completions, init as init_command, new as new_command, schema as schema_command};
use crate::model::date::Date;
use crate::parse;
use crate::read::Sources;
use crate::report::Say;
