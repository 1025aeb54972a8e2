#!/usr/bin/env python3
"""Makes han-tc.woff2, han-sc.woff2 and characters.tsv: the Chinese letters of the page for systems that have none.

    python3 -m venv venv && venv/bin/pip install fonttools==4.68.0 brotli==1.2.1
    venv/bin/python style/fonts/make.py /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc

The source is Noto Serif CJK 2.001, Debian package fonts-noto-cjk 1:20220127+repack1-1. Run it again when a test
says that a letter is missing; the same source gives the same files.
"""
import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FONTS = {"tc": (3, "hant"), "sc": (2, "hans")}  # Number in the collection, the script it is for.


def texts(node, key=""):
    """Every text below a node with the nearest key that names a script."""
    if isinstance(node, str):
        yield key, node
    for name, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from texts(child, str(name).lower() if "hant" in str(name).lower() or "hans" in str(name).lower() else key)


def letters():
    """The Chinese letters of both scripts; what belongs to no script goes to both."""
    found = {"hant": set(), "hans": set()}
    files = [*ROOT.glob("geodata/*.json"), *ROOT.glob("geodata/*.geojson"), *ROOT.glob("src/i18n/*.json")]
    lines = []
    for path in files:
        lines += texts(json.loads(path.read_text()), path.stem.lower())
    lines.append(("", (ROOT / "index.html").read_text()))
    for key, text in lines:
        han = {letter for letter in text if ord(letter) >= 0x2E80}
        for script, known in found.items():
            if script in key or not ("hant" in key or "hans" in key):
                known |= han
    return found


def main():
    found = letters()
    rows = []
    for name, (number, script) in FONTS.items():
        font = TTCollection(sys.argv[1]).fonts[number]
        wanted = {ord(letter) for letter in found[script]}
        missing = wanted - set(font.getBestCmap())
        if missing:
            sys.exit(f"the source has no {' '.join(map(chr, missing))}")
        options = Options()
        options.flavor = "woff2"
        options.layout_features = []
        options.name_IDs = [0, 1, 2, 13, 14]
        options.hinting = False
        options.notdef_outline = True
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(HERE / f"han-{name}.woff2")
        rows.append(f"{name}\t{''.join(sorted(found[script]))}\n")
    (HERE / "characters.tsv").write_text("".join(rows))


main()
