//! The map is made anew by places and by what is told of them.

use super::*;

#[test]
fn a_place_or_what_is_told_of_it_makes_the_map_anew_and_nothing_else() {
    let edit = |folder: &Path, (file, from, to): (&str, &str, &str)| {
        let path = folder.join("content").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    };
    let makes = |change| {
        let made = made_after(|folder| edit(folder, change));
        ["map/places.csv", "map/places.geojson"].map(|path| made.contains(&path.to_owned()))
    };
    for change in [
        ("standing.yaml", "geo: [31.98", "geo: [31.97"),
        ("standing.yaml", "title: 南园社区", "title: 新南园社区"),
        ("b.md", "place: nanyuan\n", ""),
        ("more.yaml", "title: 普通一事,", "title: 普通一事, place: nanyuan,"),
        ("standing.yaml", "title: 晾衣架,", "title: 晾衣架, place: nanyuan,"),
    ] {
        assert_eq!(makes(change), [true; 2], "{change:?}");
    }
    for change in [
        ("b.md", "title: 北门修路", "title: 北门修完路"),
        ("more.yaml", "title: 普通一事", "title: 平常一事"),
        ("standing.yaml", "title: 全科社工", "title: 全科的社工"),
    ] {
        assert_eq!(makes(change), [false; 2], "{change:?}");
    }
}
