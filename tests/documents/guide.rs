//! The ten-minute guide, followed to the letter: what it says to write is written, what it says to run is run, and what it
//! says one sees is looked for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A step of the guide.
enum Step {
    /// Write a file.
    Write(String, String),
    /// Run the command line.
    Run(String),
    /// Open a page, and find these words.
    Look(String, Vec<String>),
    /// Put one text for another in the records.
    Change(String, String),
    /// The last command prints this.
    Printed(String),
}

/// Between backticks, in a line.
fn quoted(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

fn steps() -> Vec<Step> {
    let text = fs::read_to_string("docs/TEN-MINUTES.md").unwrap();
    let mut steps = Vec::new();
    let mut above = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            match language {
                "sh" => steps.extend(block.iter().map(|line| Step::Run((*line).to_owned()))),
                "yaml" => {
                    let file = above.iter().rev().find(|name: &&&str| name.starts_with("content/"));
                    steps.push(Step::Write((*file.unwrap()).to_owned(), block.join("\n") + "\n"));
                }
                "text" => steps.push(Step::Printed(block.join("\n"))),
                other => panic!("a block of {other:?}"),
            }
        } else if let Some((page, said)) = line.strip_prefix("| `").and_then(|row| row.split_once("` | ")) {
            let said = said.trim_end_matches(" |").split('；').map(|said| said.trim().to_owned());
            steps.push(Step::Look(page.to_owned(), said.collect()));
        } else {
            above.extend(quoted(line));
            if let ["把", ..] =
                line.split('`').collect::<Vec<_>>().iter().map(|part| part.trim()).collect::<Vec<_>>()[..]
            {
                let quoted = quoted(line);
                steps.push(Step::Change(quoted[0].to_owned(), quoted[1].to_owned()));
                steps.push(Step::Run(format!("{} --as-of 2024-04-19", quoted[2])));
            }
        }
    }
    steps
}

/// Who follows the guide: where he stands, and what he saw last.
struct Reader {
    folder: PathBuf,
    seen: Option<Output>,
}

impl Reader {
    fn run(&mut self, line: &str) {
        let mut words = line.split(' ');
        match (words.next(), words.clone().next()) {
            (Some("cd"), Some(folder)) => self.folder = self.folder.join(folder),
            (Some("jianbao"), Some(_)) => {
                let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
                command.args(words).current_dir(&self.folder).env("LANG", "zh_CN.UTF-8");
                let output = command.output().unwrap();
                assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
                self.seen = Some(output);
            }
            other => panic!("{other:?} is no step"),
        }
    }

    /// The records' files.
    fn records(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.join("content")).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect()
    }

    /// Puts one text for the other, in the one place where it stands.
    fn change(&self, from: &str, to: &str) {
        let holds = |path: &&PathBuf| fs::read_to_string(path).unwrap().contains(from);
        let records = self.records();
        let [file] = records.iter().filter(holds).collect::<Vec<_>>()[..] else {
            panic!("{from} stands in one file");
        };
        let text = fs::read_to_string(file).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from} stands in one place");
        fs::write(file, text.replace(from, to)).unwrap();
    }

    /// What the last command said to the reader.
    fn said(&self) -> String {
        let seen = self.seen.as_ref().unwrap();
        String::from_utf8([seen.stdout.clone(), seen.stderr.clone()].concat()).unwrap()
    }
}

/// The words of a page, without white space.
fn words(page: &Path) -> String {
    let html = fs::read_to_string(page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    let main = html.split_once("<main").unwrap().1;
    let texts = main.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text);
    texts.flat_map(str::chars).filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn the_ten_minute_guide_can_be_followed() {
    let folder = tempfile::tempdir().unwrap();
    let mut reader = Reader { folder: folder.path().to_owned(), seen: None };
    let mut done = [0; 5];
    for step in steps() {
        match step {
            Step::Run(line) => {
                reader.run(&line);
                let is_check = line.starts_with("jianbao check");
                assert!(!is_check || done[3] > 0 || !reader.said().contains("警告["), "{}", reader.said());
                done[0] += 1;
            }
            Step::Write(file, text) => {
                fs::write(reader.folder.join(file), text).unwrap();
                done[1] += 1;
            }
            Step::Look(page, said) => {
                let words = words(&reader.folder.join("public").join(&page).join("index.html"));
                for said in said {
                    assert!(words.contains(&said.replace(' ', "")), "{page} does not say {said}:\n{words}");
                }
                done[2] += 1;
            }
            Step::Change(from, to) => {
                reader.change(&from, &to);
                done[3] += 1;
            }
            Step::Printed(text) => {
                assert!(reader.said().contains(text.trim()), "{text} is not in:\n{}", reader.said());
                done[4] += 1;
            }
        }
    }
    assert_eq!(done, [5, 4, 5, 1, 1], "commands, files, pages, changes, things printed");
}
