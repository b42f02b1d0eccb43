//! A sealed issue's files beside the editor's decisions: the one thing that a build writes outside its output.
//!
//! What surprised us: the folder may be there already, made by hand; so its last file says that it is whole.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Puts files into the folder `issues/<week>` of the bulletin at `root`, the last one last.
///
/// # Errors
/// What the disk said.
pub fn seal(root: &Path, week: &str, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let folder = root.join("issues").join(week);
    fs::create_dir_all(&folder)?;
    for (name, bytes) in files {
        let waiting = folder.join(format!(".{name}"));
        let mut file = fs::File::create(&waiting)?;
        // Nobody makes it again: what is kept must be on the disk before the next file says that it is.
        file.write_all(bytes).and_then(|()| file.sync_all())?;
        fs::rename(&waiting, folder.join(name))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::seal;

    #[test]
    fn files_stand_in_the_folder_of_the_issue_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let files = [("paper.pdf".to_owned(), b"p".to_vec()), ("layout.json".to_owned(), b"l".to_vec())];
        seal(folder.path(), "2024-W15", &files).unwrap();
        seal(folder.path(), "2024-W15", &files).unwrap();
        let sealed = folder.path().join("issues/2024-W15");
        assert_eq!(std::fs::read_dir(&sealed).unwrap().count(), 2);
        assert_eq!(std::fs::read(sealed.join("paper.pdf")).unwrap(), b"p");
    }
}
