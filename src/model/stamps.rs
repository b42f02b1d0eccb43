//! What a folder says of a site's files, without a look into them: by it the next build knows that nobody changed them.
//!
//! Comes in: paths and stamps. Goes out: the same as few bytes, or from such bytes nothing where one of them is
//! wrong. What surprised us: neighbours share most of their path, and were made at nearly one moment, so that
//! differences take a third of the room.

/// What a folder says of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Its length, in bytes.
    pub len: u64,
    /// When its bytes last changed, in nanoseconds since 1970.
    pub modified: i64,
    /// Its number on the disk; 0 where the system has none.
    pub inode: u64,
}

/// The stamps of a site's files, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamps {
    files: Vec<(Box<str>, Stamp)>,
}

/// What saved stamps begin with.
const FIRST_WORDS: &[u8] = b"jianbao stamps 1\n";
/// The bytes of the hash that follows.
const HASH: usize = 32;

impl Stamps {
    /// The stamps of these files, in any order.
    #[must_use]
    pub fn new(mut files: Vec<(Box<str>, Stamp)>) -> Self {
        files.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        files.dedup_by(|(one, _), (other, _)| one == other);
        Self { files }
    }

    /// The stamp of the file at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Stamp> {
        let at = self.files.binary_search_by(|(known, _)| (**known).cmp(path)).ok()?;
        self.files.get(at).map(|(_, stamp)| *stamp)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// All files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Stamp)> {
        self.files.iter().map(|(path, stamp)| (&**path, *stamp))
    }

    /// The stamps as bytes, to be saved.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::with_capacity(32 * self.files.len());
        let mut before = ("", Stamp::default());
        for (path, stamp) in self.iter() {
            let shared = before.0.bytes().zip(path.bytes()).take_while(|(one, other)| one == other).count();
            let rest = path.as_bytes().get(shared..).unwrap_or_default();
            put(&mut body, shared as u64);
            put(&mut body, rest.len() as u64);
            body.extend_from_slice(rest);
            put(&mut body, stamp.len);
            put(&mut body, fold(stamp.modified.wrapping_sub(before.1.modified)));
            put(&mut body, fold(stamp.inode.wrapping_sub(before.1.inode).cast_signed()));
            before = (path, stamp);
        }
        [FIRST_WORDS, blake3::hash(&body).as_bytes(), &body].concat()
    }

    /// The stamps that were saved; nothing where a single bit is not as it was.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (hash, mut body) = bytes.strip_prefix(FIRST_WORDS)?.split_at_checked(HASH)?;
        if hash != blake3::hash(body).as_bytes() {
            return None;
        }
        let mut files: Vec<(Box<str>, Stamp)> = Vec::new();
        let (mut path, mut stamp) = (Vec::new(), Stamp::default());
        while !body.is_empty() {
            take_path(&mut body, &mut path)?;
            stamp = Stamp {
                len: take(&mut body)?,
                modified: stamp.modified.wrapping_add(unfold(take(&mut body)?)),
                inode: stamp.inode.wrapping_add_signed(unfold(take(&mut body)?)),
            };
            files.push((str::from_utf8(&path).ok()?.into(), stamp));
        }
        files.is_sorted_by(|(one, _), (other, _)| one < other).then_some(Self { files })
    }
}

/// Makes a path of the one before it.
fn take_path(body: &mut &[u8], path: &mut Vec<u8>) -> Option<()> {
    let shared = usize::try_from(take(body)?).ok().filter(|shared| *shared <= path.len())?;
    let len = usize::try_from(take(body)?).ok()?;
    let (rest, after) = body.split_at_checked(len)?;
    path.truncate(shared);
    path.extend_from_slice(rest);
    *body = after;
    Some(())
}

/// A number of either sign as one without, small where it is near to nothing.
fn fold(number: i64) -> u64 {
    (number << 1 ^ number >> 63).cast_unsigned()
}

fn unfold(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

/// Adds a number, seven bits a byte, the lowest first.
#[expect(clippy::cast_possible_truncation, reason = "the lowest seven bits are meant")]
fn put(body: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        body.push(number as u8 | 0x80);
        number >>= 7;
    }
    body.push(number as u8);
}

fn take(body: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = body.split_first()?;
        *body = rest;
        let bits = u64::from(byte & 0x7f);
        if bits << shift >> shift != bits {
            return None;
        }
        number |= bits << shift;
        if *byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{FIRST_WORDS, HASH, Stamp, Stamps, fold, put, take, unfold};

    fn sample() -> Stamps {
        let numbers = [0, 1, 127, 128, u64::MAX / 2, u64::MAX];
        let stamp = |at: usize| Stamp {
            len: numbers[at % 6],
            modified: numbers[at / 6 % 6].cast_signed(),
            inode: numbers[at / 36 % 6],
        };
        Stamps::new(
            (0..216).rev().map(|at| (format!("街区/{}/页{at}.html", at % 7).into(), stamp(at))).collect(),
        )
    }

    #[test]
    fn what_was_saved_is_read_again() {
        for stamps in [Stamps::default(), sample()] {
            assert_eq!(Stamps::from_bytes(&stamps.to_bytes()), Some(stamps));
        }
        assert_eq!(sample().get("街区/3/页10.html").map(|stamp| stamp.len), Some(u64::MAX / 2));
        assert_eq!(sample().get("街区/3/页11.html"), None);
    }

    #[test]
    fn a_large_site_takes_little_room() {
        let stamp = |at: u64| Stamp {
            len: 9_000 + at * 7919 % 30_000,
            modified: 1_790_000_000_000_000_000 + (at * 104_729 % 9_000_000_000).cast_signed(),
            inode: (1 << 24) | (at * 31 % 200_000),
        };
        let path = |at: u64| format!("{}/w{:02}-record-{at}/index.html", 2000 + at % 20, at % 53).into();
        let stamps = Stamps::new((0..200_000).map(|at| (path(at), stamp(at))).collect());
        assert!(stamps.to_bytes().len() < 8_000_000, "{}", stamps.to_bytes().len());
    }

    #[test]
    fn damage_of_any_kind_is_noticed() {
        let whole = sample().to_bytes();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (at % 8);
            assert_eq!(Stamps::from_bytes(&bytes), None, "bit of {at}");
            assert_eq!(Stamps::from_bytes(&whole[..at]), None, "cut at {at}");
        }
        assert_eq!(Stamps::from_bytes(&[&whole[..], b"\0"].concat()), None);
    }

    #[test]
    fn a_body_that_nobody_wrote_is_refused_whatever_its_hash() {
        let sealed = |body: &[u8]| [FIRST_WORDS, blake3::hash(body).as_bytes(), body].concat();
        assert_eq!(sealed(b"").len(), FIRST_WORDS.len() + HASH);
        for body in [
            &b"\x01\x00\x00\x00\x00"[..],
            b"\x00\x05ab",
            b"\x00\x01\xff\x00\x00\x00",
            b"\x00\x01b\x00\x00\x00\x00\x01a\x00\x00\x00",
            b"\x00\x01a\x00\x00\x00\x01\x00\x00\x00\x00",
            b"\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
            b"\x00\x01a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02\x00\x00",
            b"\x80",
        ] {
            assert_eq!(Stamps::from_bytes(&sealed(body)), None, "{body:?}");
        }
    }

    #[test]
    fn numbers_of_all_sizes_come_back() {
        for number in [0, 1, -1, 63, -64, 64, i64::MAX, i64::MIN] {
            let mut body = Vec::new();
            put(&mut body, fold(number));
            let mut rest = &body[..];
            assert_eq!(take(&mut rest).map(unfold), Some(number));
            assert!(rest.is_empty());
        }
    }
}
