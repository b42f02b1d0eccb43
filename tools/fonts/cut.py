#!/usr/bin/env python3
"""Cuts the fonts of the printed page to what a community bulletin prints.

    python tools/fonts/cut.py INTO

Comes in: the packages below, from npm's registry, by exact bytes. Goes out: three fonts and their licences in INTO.
The same recipe gives the same bytes: no time stands in them.

What surprised us: 125 MB of packages hold 40 MB of what we want, and cut to the 9,000 characters that are printed
that is 11 MB: most of a Chinese font is never asked for.
"""
import base64
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

REGISTRY = os.environ.get("NPM_CONFIG_REGISTRY", "https://registry.npmjs.org/").rstrip("/")

VERSION = "0.4.3"

# Package, its sha512, and its fonts by the names that we give them; each weight is a font of its own.
PACKAGES = [
    (
        "noto-serif-sc",
        "fSmUpiSFtSeyHV45/2xUOy5SdfExklQwwMKN3cQjAZAujITHDmSbpMHCVdCMhRqMjQtu0ZRgc29u8A+CU3akfw==",
        {
            "NotoSerifSC-Regular.ttf": "400Regular/NotoSerifSC_400Regular.ttf",
            "NotoSerifSC-Black.ttf": "900Black/NotoSerifSC_900Black.ttf",
        },
    ),
    (
        "noto-sans-sc",
        "9rAwdFTFHbO/u6Cs0gj2jZbW74TGIiaFNQnXYH2s5wA1bzVkwbaviL4t8YUV642eGYjg86eH6DkAEQmfNHDncQ==",
        {"NotoSansSC-Bold.ttf": "700Bold/NotoSansSC_700Bold.ttf"},
    ),
]

# What stands in names of people and places and on notices, and neither in GB2312 nor in 通用规范汉字表.
ALSO = "晧暐煇濛叡龑韡珮峯昞炁槑鍾屲氹囍囧"

# First and last of each run; a font has what it has of it.
RANGES = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1 and Latin Extended-A, with most letters of pinyin
    (0x01CD, 0x01DC),  # ǎ to ǜ
    (0x01F8, 0x01F9),  # ǹ
    (0x0251, 0x0251),  # ɑ
    (0x0261, 0x0261),  # ɡ
    (0x0300, 0x0304),  # tone marks that stand alone
    (0x030C, 0x030C),
    (0x1E3E, 0x1E3F),  # ḿ
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x214F),  # ℃ № ℡
    (0x2150, 0x218B),  # ½ Ⅳ
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x2460, 0x24FF),  # ① ⑴ ⒈
    (0x2500, 0x27BF),  # rules, blocks, ● ★ ☎ ✓ ❶
    (0x3000, 0x312F),  # punctuation, kana, bopomofo
    (0x3220, 0x325F),  # ㈠ ㉑
    (0x3280, 0x32CB),  # ㊀ ㊤
    (0x3358, 0x33FF),  # ㎡ ㏑
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),  # full-width forms
]

# Kerning and marks, the forms of mainland China, and half or full widths for whoever asks for them. Typesetting squeezes
# punctuation itself: `chws` would squeeze it twice. Nothing is set vertically.
FEATURES = ["ccmp", "fwid", "halt", "hwid", "kern", "liga", "lnum", "locl", "mark", "mkmk", "palt", "pwid", "tnum"]

# Copyright, names, trademark, licence: what the licence wants to be seen, and programs to be told.
NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]

DROPPED = ["STAT", "gasp", "vhea", "vmtx"]


def gb2312():
    """All characters of GB2312: 6,763 Han, and signs."""
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            yield from bytes([high, low]).decode("gb2312", errors="ignore")


def characters():
    """The code points to keep."""
    listed = (Path(__file__).parent / "tongyong.txt").read_text("utf-8")
    kept = {ord(character) for character in "".join(listed.split()) + ALSO}
    kept.update(ord(character) for character in gb2312())
    for first, last in RANGES:
        kept.update(range(first, last + 1))
    return kept


def tarball(name):
    """The bytes of a package, by npm where it is installed, for it knows the mirrors of its user."""
    if not shutil.which("npm"):
        address = f"{REGISTRY}/@expo-google-fonts/{name}/-/{name}-{VERSION}.tgz"
        with urllib.request.urlopen(address, timeout=600) as answer:
            return answer.read()
    with tempfile.TemporaryDirectory() as folder:
        package = f"@expo-google-fonts/{name}@{VERSION}"
        subprocess.run(
            ["npm", "pack", "--silent", "--pack-destination", folder, package],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )
        return next(Path(folder).glob("*.tgz")).read_bytes()


def fetch(name, integrity):
    """The package as we know it, or an end with the reason."""
    data = tarball(name)
    found = base64.b64encode(hashlib.sha512(data).digest()).decode()
    if found != integrity:
        sys.exit(f"cut: {name} {VERSION} is not the package that we know: sha512-{found}")
    return tarfile.open(fileobj=io.BytesIO(data))


def cut(font, kept):
    """Takes away what is not printed."""
    options = Options(
        layout_features=FEATURES,
        name_IDs=NAMES,
        name_languages=[0x409],
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
    )
    options.drop_tables += DROPPED
    cutter = Subsetter(options)
    cutter.populate(unicodes=kept)
    cutter.subset(font)


def main(into):
    into.mkdir(parents=True, exist_ok=True)
    kept = characters()
    for name, integrity, fonts in PACKAGES:
        package = fetch(name, integrity)
        licence = package.extractfile("package/LICENSE_FONT").read()
        (into / f"{name}-OFL.txt").write_bytes(licence)
        for file, path in fonts.items():
            print(f"cut: {file}", file=sys.stderr)
            font = TTFont(package.extractfile(f"package/{path}"), recalcTimestamp=False)
            cut(font, kept)
            font.save(into / file)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except (OSError, subprocess.CalledProcessError) as fault:
        sys.exit(f"cut: the fonts cannot be fetched or written: {fault}")
