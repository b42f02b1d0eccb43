//! In the place of `sheet.rs` where the program was built without print: there is no sheet.

use std::path::Path;

use super::report::Report;
use crate::cli::bulletin::Bulletin;
use crate::cli::fault::Fault;
use crate::report::{Diagnostic, Say};

/// Says that there is none.
pub(super) fn save(_: &Bulletin, _: &Report<'_>, _: &Path) -> Result<Result<(), Box<Diagnostic>>, Fault> {
    Err(Fault::Usage(Say::new(
        "这个程序不带排版，做不出统计表；去掉 `--sheet`，用 `--format csv` 导出到表格软件里打印",
        "this program was built without print and makes no sheet; leave `--sheet` out, and print the table of `--format csv`",
    )))
}
