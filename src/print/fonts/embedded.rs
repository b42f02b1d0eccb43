//! The fonts inside the binary: Noto Serif SC in Regular and Black, Noto Sans SC in Bold, cut to what is printed.
//!
//! What surprised us: they need no compression. Bytes that lie in the program as they are can be used where they lie, and
//! a page that is never asked for is never read from the disk.

/// The files, in the order of falling back.
#[cfg(feature = "fonts")]
pub(super) const FILES: [&[u8]; 3] = [
    include_bytes!(concat!(env!("JIANBAO_FONTS"), "/NotoSerifSC-Regular.ttf")),
    include_bytes!(concat!(env!("JIANBAO_FONTS"), "/NotoSerifSC-Black.ttf")),
    include_bytes!(concat!(env!("JIANBAO_FONTS"), "/NotoSansSC-Bold.ttf")),
];

/// What they are known by.
#[cfg(feature = "fonts")]
pub(super) const HASH: &str = env!("JIANBAO_FONTS_HASH");

/// None: the program was built without.
#[cfg(not(feature = "fonts"))]
pub(super) const FILES: [&[u8]; 0] = [];

/// None: the program was built without.
#[cfg(not(feature = "fonts"))]
pub(super) const HASH: &str = "";
