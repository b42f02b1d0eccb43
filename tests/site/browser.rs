//! The site in Chromium.

use crate::bulletin::{built, folder, node, tools};

#[test]
fn one_page_of_every_kind_fits_and_can_be_read_by_all() {
    let pictures = folder("pictures");
    eprintln!("what it looks like: {}", pictures.display());
    node("browser/look.mjs", &[&built().site, &tools(), &pictures]);
}

#[test]
fn a_reader_finds_the_way_by_keys_switches_search_and_links() {
    node("browser/use.mjs", &[&built().site, &tools()]);
}

#[test]
fn boards_meetings_and_ledgers_are_read_by_all_and_boards_are_printed_with_boxes() {
    let looks = folder("boards");
    eprintln!("what they look like: {}", looks.display());
    node("browser/boards.mjs", &[&built().site, &tools(), &looks]);
}

#[test]
fn the_map_is_moved_by_keys_buttons_and_pointers_and_stands_without_scripts() {
    let pictures = folder("map");
    node("browser/map.mjs", &[&built().site, &tools(), &pictures]);
}

#[test]
fn a_printed_issue_is_read_by_pointer_keys_and_taps_and_without_scripts() {
    node("browser/paper.mjs", &[&built().site, &tools()]);
}

#[test]
fn a_place_says_whether_it_is_open_and_a_directory_finds_it() {
    node("browser/places.mjs", &[&built().site, &tools()]);
}
