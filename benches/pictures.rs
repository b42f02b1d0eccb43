//! How long photographs take, cold and from the store:
//! `JIANBAO_PHOTOS=<folder> cargo bench --profile release --bench pictures`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measure stops at what it did not expect, and prints"
)]

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Instant;

use jianbao::model::output::Store;
use jianbao::picture::publish;
use jianbao::write::Nowhere;
use rayon::prelude::*;

/// A store in memory.
#[derive(Default)]
struct Shelf(Mutex<HashMap<String, Vec<u8>>>);

impl Store for Shelf {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        self.0.lock().unwrap().get(key).cloned()
    }

    fn keep(&self, key: &str, bytes: &[u8]) {
        self.0.lock().unwrap().insert(key.to_owned(), bytes.to_vec());
    }
}

fn main() {
    let folder = std::env::var("JIANBAO_PHOTOS").expect("JIANBAO_PHOTOS names a folder of photographs");
    let mut photos: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    photos.sort();
    let shelf = Shelf::default();
    for run in ["cold", "warm"] {
        let start = Instant::now();
        let one = |photo: &std::path::PathBuf| {
            let bytes = std::fs::read(photo).unwrap();
            publish(&bytes, photo.file_name().unwrap().to_str().unwrap(), &Nowhere, &shelf).unwrap().encoded
        };
        let encoded: usize = photos.par_iter().map(one).sum();
        println!("{run}: {} photographs, {encoded} encoded, {:?}", photos.len(), start.elapsed());
    }
}
