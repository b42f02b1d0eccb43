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

#[test]
fn where_a_place_lies_makes_its_neighbours_anew_and_what_is_told_there_does_not() {
    let makes = |more: &str, (from, to): (&str, &str)| {
        let made = made_after_with(more, |folder| {
            let path = folder.join("content/ground.yaml");
            assert!(more.contains(from), "{more}");
            fs::write(&path, more.replacen(from, to, 1)).unwrap();
        });
        ["dong", "xi", "nan"].map(|id| made.contains(&format!("places/shan-xia-qu/{id}/index.html")))
    };
    let ground = "- {id: dong, kind: place, title: 东村, parents: [山下区], geo: [31.9, 120.8]}\n\
                  - {id: xi, kind: place, title: 西村, parents: [山下区], geo: [31.91, 120.81]}\n\
                  - {id: nan, kind: place, title: 南村, parents: [山下区]}\n\
                  - {id: told, title: 村里的事, date: 2024-04-02, place: dong}\n";
    assert_eq!(makes(ground, ("31.91", "31.92")), [true, true, false]);
    assert_eq!(makes(ground, ("title: 村里的事", "title: 村里的大事")), [true, false, false]);
    assert_eq!(makes(ground, ("place: dong}", "place: 山下区/南村}")), [true, false, true]);
}
