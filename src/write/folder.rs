//! A folder that is held open, and files below it.
//!
//! Comes in: a folder's path, then paths below it with `/`. Goes out: open files. Where the system can, every
//! path is looked up from the folder's handle, so that the folder may be renamed meanwhile and the way to it
//! is not walked for each of 15,000 files.

pub(super) use system::Folder;

#[cfg(unix)]
mod system {
    use std::fs::File;
    use std::io;
    use std::os::fd::OwnedFd;
    use std::path::{Path, PathBuf};

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, mkdirat, openat};
    use rustix::io::retry_on_intr;

    /// A folder that is held open.
    #[derive(Debug)]
    pub(in super::super) struct Folder {
        path: PathBuf,
        handle: OwnedFd,
    }

    impl Folder {
        /// Opens a folder that is not a link.
        pub(in super::super) fn open(path: &Path) -> io::Result<Self> {
            let how = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let handle = retry_on_intr(|| openat(CWD, path, how, Mode::empty()))?;
            Ok(Self { path: path.to_path_buf(), handle })
        }

        /// Where the folder was when it was opened.
        pub(in super::super) fn path(&self) -> &Path {
            &self.path
        }

        /// Opens a file that is there and is not a link.
        pub(in super::super) fn read(&self, below: &str) -> io::Result<File> {
            let how = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            Ok(retry_on_intr(|| openat(&self.handle, below, how, Mode::empty()))?.into())
        }

        /// Makes a file that is not there yet.
        pub(in super::super) fn create(&self, below: &str) -> io::Result<File> {
            let how = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let mode = Mode::from_raw_mode(0o666);
            Ok(retry_on_intr(|| openat(&self.handle, below, how, mode))?.into())
        }

        /// Makes a folder, unless there is one.
        pub(in super::super) fn make(&self, below: &str) -> io::Result<()> {
            let mode = Mode::from_raw_mode(0o777);
            match retry_on_intr(|| mkdirat(&self.handle, below, mode)) {
                Err(rustix::io::Errno::EXIST) => Ok(()),
                made => Ok(made?),
            }
        }

        /// Gives the file of the same path below `from` a second name here.
        pub(in super::super) fn link(&self, from: &Self, below: &str) -> io::Result<()> {
            Ok(retry_on_intr(|| linkat(&from.handle, below, &self.handle, below, AtFlags::empty()))?)
        }

        /// Brings all that was written here to the disk. One call for the whole file system: 15,000 calls
        /// for as many files would take longer than the build.
        pub(in super::super) fn flush(&self) -> io::Result<()> {
            flush(&self.handle)
        }
    }

    /// On this system the call says whether it worked.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn flush(handle: &OwnedFd) -> io::Result<()> {
        Ok(retry_on_intr(|| rustix::fs::syncfs(handle))?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    #[expect(clippy::unnecessary_wraps, reason = "the other system's call can fail")]
    fn flush(_handle: &OwnedFd) -> io::Result<()> {
        rustix::fs::sync();
        Ok(())
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::{self, File};
    use std::io;
    use std::path::{Path, PathBuf};

    /// A folder, by its path: an open handle would keep it from being renamed.
    #[derive(Debug)]
    pub(in super::super) struct Folder {
        path: PathBuf,
    }

    impl Folder {
        pub(in super::super) fn open(path: &Path) -> io::Result<Self> {
            Ok(Self { path: path.to_path_buf() })
        }

        pub(in super::super) fn path(&self) -> &Path {
            &self.path
        }

        fn at(&self, below: &str) -> PathBuf {
            let mut path = self.path.clone();
            path.extend(below.split('/'));
            path
        }

        pub(in super::super) fn read(&self, below: &str) -> io::Result<File> {
            File::open(self.at(below))
        }

        pub(in super::super) fn create(&self, below: &str) -> io::Result<File> {
            File::create_new(self.at(below))
        }

        pub(in super::super) fn make(&self, below: &str) -> io::Result<()> {
            match fs::create_dir(self.at(below)) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
                made => made,
            }
        }

        pub(in super::super) fn link(&self, from: &Self, below: &str) -> io::Result<()> {
            fs::hard_link(from.at(below), self.at(below))
        }

        /// There is no such call for a tree; the system writes in its own time.
        pub(in super::super) fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }
}
