#!/usr/bin/env python3
"""Prepares the packaged fonts: src/main/resources/fonts and the index of what each face covers.

    pip install fonttools==4.68.0
    python3 src/fonts/prepare.py [--work DIR]

Needs Debian's apt-get and npm, which fetch the packages named below into DIR (default: a temporary
directory). Each font loses its hints, which PDF viewers do not need, and the layout tables that the
renderer does not apply; fonts of scripts that must be shaped keep them. The names inside the fonts
and their licences stay. The families that are not listed here were taken over unchanged from the
npm packages @expo-google-fonts/<family>; they are only indexed.
"""
import argparse
import pathlib
import shutil
import subprocess
import tempfile

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = pathlib.Path(__file__).resolve().parents[1] / "main" / "resources" / "fonts"

DEBIAN = {
    "fonts-croscore": "20201225-1",
    "fonts-crosextra-carlito": "20220224-1",
    "fonts-crosextra-caladea": "20200211-1",
    "fonts-noto-core": "20201225-1",
    "fonts-dejavu-core": "2.37-6",
}
NPM = {
    "noto-sans-sc": "0.4.3",
    "noto-sans-tc": "0.4.3",
    "noto-sans-jp": "0.4.3",
    "noto-sans-kr": "0.4.3",
    "noto-emoji": "0.4.7",
}

STYLES = [
    ("Regular", "400Regular"),
    ("Bold", "700Bold"),
    ("Italic", "400Regular_Italic"),
    ("BoldItalic", "700Bold_Italic"),
]

# Debian package, directory of its files, family, files' prefix
METRIC_TWINS = [
    ("fonts-croscore", "croscore", "Arimo"),
    ("fonts-croscore", "croscore", "Tinos"),
    ("fonts-croscore", "croscore", "Cousine"),
    ("fonts-crosextra-carlito", "crosextra", "Carlito"),
    ("fonts-crosextra-caladea", "crosextra", "Caladea"),
]

# Their licence reserves the name for the unchanged font.
RESERVED_NAMES = {"Carlito"}

# Scripts whose letters change with their neighbours keep their layout tables.
SHAPED = [
    "Thai", "Lao", "Khmer", "Myanmar", "Devanagari", "Bengali", "Gurmukhi", "Gujarati",
    "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala",
]
UNSHAPED = ["Georgian", "Armenian", "Ethiopic"]

# The bold face of a Chinese, Japanese or Korean family has the characters that its language's oldest
# standard calls frequent, and the punctuation; others are drawn in the regular face, thickened.
# Codec, first and last lead byte of the frequent ones.
FREQUENT = {
    "noto-sans-sc": ("gb2312", 0xB0, 0xD7),
    "noto-sans-tc": ("big5", 0xA4, 0xC6),
    "noto-sans-jp": ("euc_jp", 0xB0, 0xCF),
    "noto-sans-kr": ("euc_kr", 0xB0, 0xC8),
}
PUNCTUATION = "U+3000-30FF,U+FF00-FF9F"

# What DejaVu Sans is packaged for: symbols. Its letters would only be in the way.
SYMBOLS = "U+2000-206F,U+20A0-20CF,U+2100-2BFF,U+2E00-2E7F,U+A700-A721,U+FFFD,U+1D400-1D7FF,U+1F000-1F0FF"

COPYRIGHTS = {
    "arimo": "fonts-croscore", "tinos": "fonts-croscore", "cousine": "fonts-croscore",
    "carlito": "fonts-crosextra-carlito", "caladea": "fonts-crosextra-caladea",
    "dejavu-sans": "fonts-dejavu-core",
}


def fetch(work):
    debian = work / "debian"
    for package, version in DEBIAN.items():
        if not (debian / package).is_dir():
            (debian / package).mkdir(parents=True)
            subprocess.run(["apt-get", "download", f"{package}={version}"], cwd=debian, check=True)
            deb = next(debian.glob(f"{package}_*.deb"))
            subprocess.run(["dpkg-deb", "-x", deb, debian / package], check=True)
    npm = work / "npm"
    for package, version in NPM.items():
        target = npm / package
        if not target.is_dir():
            target.mkdir(parents=True)
            name = f"@expo-google-fonts/{package}@{version}"
            subprocess.run(["npm", "pack", "--silent", name], cwd=target, check=True)
            subprocess.run(["tar", "xzf", next(target.glob("*.tgz"))], cwd=target, check=True)
    return debian, npm


def strip(source, target, unicodes="*", layout=False, kerning=False):
    """Writes a font without hints, and without layout tables unless they are asked for."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["*"] if layout else ["kern"] if kerning else []
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["DSIG", "FFTM", "gasp", "vhea", "vmtx", "VORG", "meta", "STAT"]
    if not layout:
        options.drop_tables += ["GSUB", "GDEF", "BASE"] + ([] if kerning else ["GPOS"])
    # The same bytes at each run.
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    if unicodes == "*":
        wanted = [c for c in font.getBestCmap() if layout or not 0xE000 <= c <= 0xF8FF]
    else:
        wanted = subset.parse_unicodes(unicodes.replace("U+", ""))
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)


def frequent(package):
    """The code points of a family's frequent characters, as pyftsubset takes them."""
    codec, first, last = FREQUENT[package]
    characters = set()
    for lead in range(first, last + 1):
        for trail in range(0x40, 0xFF):
            try:
                characters.add(ord(bytes([lead, trail]).decode(codec)))
            except (UnicodeDecodeError, TypeError):
                pass
    return ",".join(f"U+{c:X}" for c in sorted(characters)) + "," + PUNCTUATION


def prepare(debian, npm):
    truetype = {p: debian / p / "usr/share/fonts/truetype" for p in DEBIAN}
    for package, folder, family in METRIC_TWINS:
        for style, name in STYLES:
            source = truetype[package] / folder / f"{family}-{style}.ttf"
            target = FONTS / family.lower() / f"{family}_{name}.ttf"
            if family in RESERVED_NAMES:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
            else:
                # Letters of one width are not kerned.
                strip(source, target, kerning=family != "Cousine")
    noto = truetype["fonts-noto-core"] / "noto"
    for script in SHAPED + UNSHAPED:
        for style, name in STYLES[:2]:
            strip(noto / f"NotoSans{script}-{style}.ttf",
                  FONTS / f"noto-sans-{script.lower()}" / f"NotoSans{script}_{name}.ttf",
                  layout=script in SHAPED)
    strip(noto / "NotoSansSymbols2-Regular.ttf",
          FONTS / "noto-sans-symbols-2" / "NotoSansSymbols2_400Regular.ttf")
    strip(noto / "NotoSansMath-Regular.ttf",
          FONTS / "noto-sans-math" / "NotoSansMath_400Regular.ttf")
    for style, name in (("", "400Regular"), ("-Bold", "700Bold")):
        strip(truetype["fonts-dejavu-core"] / "dejavu" / f"DejaVuSans{style}.ttf",
              FONTS / "dejavu-sans" / f"DejaVuSans_{name}.ttf", SYMBOLS)
    for package in NPM:
        family = {"noto-emoji": "NotoEmoji"}.get(package, "NotoSans" + package[-2:].upper())
        strip(npm / package / "package" / "400Regular" / f"{family}_400Regular.ttf",
              FONTS / package / f"{family}_400Regular.ttf", layout=package == "noto-emoji")
        if package in FREQUENT:
            strip(npm / package / "package" / "700Bold" / f"{family}_700Bold.ttf",
                  FONTS / package / f"{family}_700Bold.ttf", frequent(package))
        shutil.copy(npm / package / "package" / "LICENSE_FONT", FONTS / package / "OFL.txt")
    for folder in FONTS.iterdir():
        if folder.is_dir() and not any(folder.glob("*.txt")):
            package = COPYRIGHTS.get(folder.name, "fonts-noto-core")
            shutil.copy(debian / package / "usr/share/doc" / package / "copyright",
                        folder / "LICENSE.txt")


def ranges(codes):
    """[(first, last)] of the code points, in order."""
    out = []
    for code in sorted(codes):
        if out and out[-1][1] == code - 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return out


def index():
    """A line a face: file, family, weight, style, and the code points that it has. These are written
    as distances in hexadecimal: of each range's first from the last range's end, and its length."""
    lines = []
    for file in sorted(FONTS.glob("*/*.ttf")):
        font = TTFont(file, lazy=True)
        family = font["name"].getDebugName(16) or font["name"].getDebugName(1)
        style = "italic" if font["head"].macStyle & 2 else "normal"
        at, words = 0, []
        for first, last in ranges(font.getBestCmap()):
            words.append(f"{first - at:x}" + (f"+{last - first:x}" if last > first else ""))
            at = last
        fields = [str(file.relative_to(FONTS)), family, str(font["OS/2"].usWeightClass), style,
                  " ".join(words)]
        lines.append("\t".join(fields) + "\n")
    (FONTS / "index.txt").write_text("".join(lines), encoding="ascii")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=pathlib.Path, default=None)
    parser.add_argument("--index-only", action="store_true")
    arguments = parser.parse_args()
    if not arguments.index_only:
        work = arguments.work or pathlib.Path(tempfile.mkdtemp())
        work.mkdir(parents=True, exist_ok=True)
        prepare(*fetch(work.resolve()))
    index()


if __name__ == "__main__":
    main()
