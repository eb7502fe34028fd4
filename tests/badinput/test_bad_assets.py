# SPDX-License-Identifier: Apache-2.0
"""Bad pictures, catalogs and fonts."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from badinput_kit import (
    DRAWING,
    MANIFEST,
    PNG,
    PO,
    SVG,
    YAML,
    Row,
    both,
    bytes_swap,
    grow,
    insert,
    own_fonts,
    remove,
    rows,
    snapshot,
    swap,
    write,
)  # fmt: skip

from booklet import paths

_FILE = "file: images/seal.png"
_SHAPE = '  <path d="M10 90'


def _png(width: int, height: int) -> bytes:
    """A PNG file of a few bytes that claims to be of any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _link(name: str, target: str):
    """A link in the place of a file; its target is relative to the folder of the link."""

    def change(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)

    return change


def _beside(folder: Path) -> None:
    """Put a good picture beside the booklet's folder: all that stops the reader then is that it lies outside."""
    (folder.parent / "seal.png").write_bytes((folder / PNG).read_bytes())


PICTURES = (
    Row("backslashes", swap(YAML, _FILE, "file: images\\seal.png"), YAML, "images\\seal.png",
        "there is no picture “images\\seal.png”", "write “/” between folders: images/seal.png"),
    Row("missing", swap(YAML, _FILE, "file: images/saal.png"), YAML, "images/saal.png",
        "there is no picture “images/saal.png”", "did you mean “seal.png”?"),
    Row("missing, of another case", swap(YAML, _FILE, "file: images/Seal.PNG"), YAML, "images/Seal.PNG",
        "there is no picture “images/Seal.PNG”", "did you mean “seal.png”?"),
    Row("upwards", both(_beside, swap(YAML, _FILE, "file: ../seal.png")), YAML, "../seal.png",
        "leads upwards (..)", "put the file into the booklet's folder"),
    Row("down and upwards", both(_beside, swap(YAML, _FILE, "file: images/../../seal.png")), YAML, "images/../",
        "leads upwards (..)", "put the file into the booklet's folder"),
    Row("absolute", swap(YAML, _FILE, "file: /elsewhere/seal.png"), YAML, "/elsewhere/seal.png",
        "lies outside the booklet's folder", "put the file into the booklet's folder"),
    Row("link to outside", both(_beside, _link(PNG, "../../seal.png")), YAML, "images/seal.png",
        "is a link to outside the booklet's folder", "put the file into the booklet's folder"),
    Row("folder that is a link", both(_link("pics", ".."), _beside, swap(YAML, _FILE, "file: pics/seal.png")), YAML,
        "pics/seal.png", "is a link to outside the booklet's folder", "put the file into the booklet's folder"),
    Row("circle of links", _link(PNG, "seal.png"), YAML, "images/seal.png", "cannot be opened", "correct its path"),
    Row("folder", swap(YAML, _FILE, "file: images"), YAML, "images, alt: An", "“images” is a folder", "name a file"),
    Row("empty", write(PNG, b""), YAML, "images/seal.png", "“seal.png” is empty", "save the picture again"),
    Row("cut short", lambda folder: write(PNG, (folder / PNG).read_bytes()[:300])(folder), YAML, "images/seal.png",
        "broken or cut short", "save the picture again"),
    Row("corrupt", bytes_swap(PNG, b"IDAT", b"IDAX"), YAML, "images/seal.png", "is broken", "save the picture again"),
    Row("corrupt header", write(PNG, b"\x89PNG\r\n\x1a\nrubbish" * 9), YAML, "images/seal.png",
        "its header cannot be read", "save the picture again"),
    Row("wrong type", write(PNG, b"GIF89a" + b"\0" * 99), YAML, "images/seal.png", "holds GIF data", "right kind"),
    Row("drawing as PNG", write(PNG, DRAWING), YAML, "images/seal.png", "holds SVG data", "right kind"),
    Row("no picture", write(PNG, "hello"), YAML, "images/seal.png", "does not hold PNG data", "right kind"),
    Row("unknown type", both(swap(YAML, _FILE, "file: images/seal.webp"), write("images/seal.webp", b"RIFF")), YAML,
        "images/seal.webp", "not a kind of picture that can be used", "use SVG, PNG or JPEG"),
    Row("30,000 × 30,000 pixels", write(PNG, _png(30_000, 30_000)), YAML, "images/seal.png",
        "30000 × 30000 pixels", "scale it down to at most 10000"),
    Row("4,294,967,295 pixels", write(PNG, _png(2**32 - 1, 2**32 - 1)), YAML, "images/seal.png",
        "4294967295 × 4294967295 pixels", "scale it down to at most 10000"),
    Row("tiny", write(PNG, _png(2, 2)), YAML, "images/seal.png", "only 2 × 2 pixels", "at least 16"),
)  # fmt: skip

DRAWINGS = (
    Row("script", insert(SVG, _SHAPE, "  <script>alert(1)</script>\n"), SVG, "<script", "<script> is not", "redraw"),
    Row("script in an attribute", swap(SVG, "<rect ", '<rect onclick="alert(1)" '), SVG, "<rect",
        "<rect> has a script (onclick)", "remove the attribute onclick"),
    Row("external picture", insert(SVG, _SHAPE, '  <image href="https://example.org/a.png"/>\n'), SVG, "<image",
        "<image> is not supported", "redraw"),
    Row("external use", insert(SVG, _SHAPE, '  <use href="other.svg#a"/>\n'), SVG, "<use",
        "refers to “other.svg#a”, which is not in this file", "an element of this drawing"),
    Row("external paint", swap(SVG, 'fill="#a8430f"', 'fill="url(https://example.org/#a)"'), SVG, "<path",
        "url(https", "use var(--name, #hex)"),
    Row("style sheet", insert(SVG, _SHAPE, "  <style>@import 'https://example.org/a.css';</style>\n"), SVG, "<style",
        "<style> is not supported", "redraw"),
    Row("style sheet outside", insert(SVG, "<svg", '<?xml-stylesheet href="a.css"?>\n'), SVG, "<?xml-stylesheet",
        "uses a style sheet", "write colours as attributes"),
    Row("entities", insert(SVG, "<svg", '<!DOCTYPE svg [<!ENTITY a "b">]>\n'), SVG, '[<!ENTITY a "b"',
        "has a document type", "remove the <!DOCTYPE"),
    Row("external entity", insert(SVG, "<svg", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n'), SVG,
        "[<!ENTITY", "has a document type", "remove the <!DOCTYPE"),
    Row("unknown entity", insert(SVG, _SHAPE, "  &lol;\n"), SVG, "&lol;", "undefined entity", "mend it"),
    Row("element", insert(SVG, _SHAPE, '  <text x="1" y="9">Words</text>\n'), SVG, "<text",
        "the element <text> is not supported", "convert text to paths"),
    Row("gradient", insert(SVG, _SHAPE, '  <linearGradient id="a"/>\n'), SVG, "<linearGradient",
        "the element <linearGradient> is not supported", "redraw it"),
    Row("attribute", swap(SVG, "<rect ", '<rect filter="url(#a)" '), SVG, "<rect", "filter: url(#a) is not supported",
        "redraw it without filter"),
    Row("path", swap(SVG, "M10 90 L90 90", "M10 90 L90 oops"), SVG, "<path",
        "is not path data", "correct the element"),
    Row("copies without end", swap(SVG, "<rect ", '<g id="a"><use href="#a"/></g><rect '), SVG, "<use",
        "the copies of “#a” never end", "remove the circle"),
    Row("XML", swap(SVG, "</svg>", "</g>"), SVG, "g>", "the XML is broken (mismatched tag)", "save the drawing"),
    Row("another XML", write(SVG, '<?xml version="1.0"?>\n<html><p>x</p></html>'), SVG, "<html",
        "it begins with <html>", "save it as SVG"),
)  # fmt: skip

_FORMS = "nplurals=2; plural=(n > 1);"
_ENTRY = 'msgctxt "boats.text"'
_BOATS = "Il y a **{boats} bateaux**.[^count]"
_PLURAL = 'msgctxt "x"\nmsgid "a boat"\nmsgid_plural "boats"\nmsgstr[0] "un bateau"\n\n'

CATALOGS = (
    Row("unterminated string", swap(PO, 'msgstr "Le port"', 'msgstr "Le port'), PO, '"Le port',
        "the string is not terminated", "end the line with a quotation mark"),
    Row("text after a string", swap(PO, 'msgstr "Le port"', 'msgstr "Le "port"'), PO, 'port"',
        "text after the closing quotation mark", 'write quotation marks inside a string as \\"'),
    Row("unknown escape", swap(PO, 'msgstr "Le port"', 'msgstr "Le \\port"'), PO, "\\port",
        "unknown escape", "a backslash is \\\\"),
    Row("rubbish", insert(PO, _ENTRY, "hello\n"), PO, "hello", "this line is no part of a PO file", "remarks after #"),
    Row("merge conflict", insert(PO, _ENTRY, "<<<<<<< ours\n"), PO, "<<<<<<<", "merge conflict", "choose one"),
    Row("no msgstr", swap(PO, 'msgstr "Le port"\n', ""), PO, 'msgctxt "harbour.text"', "no msgstr", 'add msgstr ""'),
    Row("duplicate message", insert(PO, _ENTRY, 'msgctxt "gull.term"\nmsgid "Gull"\nmsgstr "Goéland"\n\n'), PO,
        'msgctxt "gull.term"', "‘gull.term’ stands here a second time", "keep the better one", nth=2),
    Row("wrong charset", swap(PO, "charset=UTF-8", "charset=ISO-8859-1"), PO, "Content-Type",
        "the header says charset ‘ISO-8859-1’", "save the file as UTF-8 and write charset=UTF-8"),
    Row("no charset", swap(PO, "; charset=UTF-8", ""), PO, "Content-Type", "names no charset", "charset=UTF-8"),
    Row("not UTF-8", bytes_swap(PO, b"Le port", b"La for\xeat"), PO, "\ufffd",
        "byte 0xea is not UTF-8", "convert the file to UTF-8"),
    Row("UTF-16", lambda folder: write(PO, (folder / PO).read_text("utf-8").encode("utf-16"))(folder), PO, None,
        "the file is UTF-16", "save it as UTF-8"),
    Row("empty", write(PO, ""), PO, None, "the catalog has no header", 'begin it with msgid ""'),
    Row("missing header", lambda folder: write(PO, (folder / PO).read_text("utf-8").split("\n\n", 1)[1])(folder), PO,
        None, "the catalog has no header", 'begin it with msgid ""'),
    Row("header field", swap(PO, "Language: fr", "Language fr"), PO, "Language fr",
        "is no header field", "Name: value"),
    Row("other language", swap(PO, "Language: fr", "Language: de"), PO, "Language: de",
        "the catalog lies in the folder of fr", "write Language: fr"),
    Row("plural forms of the header", swap(PO, _FORMS, "nplurals=2; plural=(n != 1);"), PO,
        "Plural-Forms", "Plural-Forms does not fit the language fr", f"write Plural-Forms: {_FORMS}"),
    Row("plural forms in code", swap(PO, _FORMS, "nplurals=2; plural=exit();"), PO,
        "Plural-Forms", "the formula of Plural-Forms cannot be read", f"write Plural-Forms: {_FORMS}"),
    Row("plural forms of a message", insert(PO, _ENTRY, _PLURAL), PO, 'msgctxt "x"',
        "the message has 1 plural form", "write msgstr[0] to msgstr[1]"),
    Row("no plural forms", both(insert(PO, _ENTRY, _PLURAL), swap(PO, f'"Plural-Forms: {_FORMS}\\n"\n', "")),
        PO, "Project-Id", "no Plural-Forms", 'add "Plural-Forms'),
    Row("markup differs", swap(PO, _BOATS, "Il y a {boats} bateaux.[^count]"), PO, "Il y a",
        "the translation of ‘boats.text’ lacks ‘**", "repeat the markup"),
    Row("markup broken", swap(PO, _BOATS, "Il y a **{boats} bateaux.[^count]"), PO, "**{boats} bateaux.",
        "‘**’ is never closed", "close it with **"),
    Row("mark lacks", swap(PO, _BOATS, "Il y a **{boats} bateaux**."), PO, "Il y a",
        "the translation of ‘boats.text’ lacks ‘[^count]’", "repeat the markup"),
    Row("link to another place", swap(PO, "[mouette](gull)", "[mouette](site)"), PO, "Il y a",
        "lacks ‘[…](gull)’ and has ‘[…](site)’ too many", "repeat the markup"),
    Row("placeholder lacks", swap(PO, _BOATS, "Il y a **trois bateaux**.[^count]"), PO, "Il y a",
        "the translation of ‘boats.text’ lacks ‘{boats}’", "repeat the markup and the placeholders"),
    Row("placeholder misspelt", swap(PO, _BOATS, "Il y a **{bateaux} bateaux**.[^count]"), PO, "Il y a",
        "lacks ‘{boats}’ and has ‘{bateaux}’ too many", "repeat the markup and the placeholders"),
    Row("text turned over", swap(PO, 'msgstr "A boat on the water"', 'msgstr "\u202eA boat"'), PO, "\u202e",
        "U+202E (right-to-left override)", "delete it"),
)  # fmt: skip

_BUNDLED = paths.bundled_fonts() / "Andika-Regular.ttf"
_LINEAR_B = "\U00010000"
_DOWNLOAD, _BYTES = "download: https://example.org/own.ttf", "bytes: 5000"

FONTS = (
    Row("font missing", both(own_fonts, remove("fonts/Own.ttf")), MANIFEST, "Own.ttf",
        "there is no file ‘Own.ttf’", "take a font file that lies beside the manifest"),
    Row("font outside", both(own_fonts, swap(MANIFEST, "Own.ttf", "../Own.ttf")), MANIFEST, "../Own.ttf",
        "lies outside the folder of fonts", "take a font file that lies beside the manifest"),
    Row("licence missing", both(own_fonts, remove("fonts/OFL.txt")), MANIFEST, "OFL.txt",
        "there is no file ‘OFL.txt’", "put the text of the font's licence beside it"),
    Row("wrong sha256", both(own_fonts, bytes_swap("fonts/Own.ttf", b"SIL", b"LIS")), MANIFEST, "{family",
        "Own.ttf has another sha256", "fetch the file again"),
    Row("sha256 that is none", both(own_fonts, swap(MANIFEST, "sha256: ", "sha256: xy")), MANIFEST, "xy",
        "‘sha256’ must be 64 hexadecimal digits", "write what sha256sum prints"),
    Row("font of 2 GB", both(own_fonts, grow("fonts/Own.ttf", 2_000_000_000)), MANIFEST, "{family",
        "Own.ttf is larger than 64 MB", "a font file with a single font"),
    Row("no font", lambda folder: own_fonts(folder, b"hello"), MANIFEST, "{family",
        "Own.ttf: this is no font", "put a TrueType font file (.ttf) here"),
    Row("font cut short", lambda folder: own_fonts(folder, _BUNDLED.read_bytes()[:9000]), MANIFEST, "{family",
        "Own.ttf: the font file is cut short", "fetch the file again"),
    Row("no manifest", both(own_fonts, remove(MANIFEST)), MANIFEST, None, "no manifest.yaml", "list its files there"),
    Row("unknown key in a manifest", both(own_fonts, swap(MANIFEST, "style:", "stile:")), MANIFEST, "stile",
        "unknown key ‘stile’", "did you mean ‘style’?", errors=2),
    Row("address that is none", both(own_fonts, swap(MANIFEST, "style:", f"download: ftp://x/y.ttf, {_BYTES}, style:")),
        MANIFEST, "ftp://", "‘download’ must be an https address", "write “download: https://…”"),
    Row("address without a size", both(own_fonts, swap(MANIFEST, "style:", f"{_DOWNLOAD}, style:")), MANIFEST,
        "{family", "‘bytes’ must be the file's size", "write a number up to 64000000"),
    Row("size that is none", both(own_fonts, swap(MANIFEST, "style:", f"{_DOWNLOAD}, bytes: 2 MB, style:")), MANIFEST,
        "2 MB", "‘bytes’ must be the file's size", "write a number up to 64000000"),
    Row("size without an address", both(own_fonts, swap(MANIFEST, "style:", f"{_BYTES}, style:")), MANIFEST,
        "{family", "‘download’ must be an https address", "write “download: https://…”"),
    Row("font outside, with an address",
        both(own_fonts, swap(MANIFEST, "Own.ttf", f"../Own.ttf, {_DOWNLOAD}, {_BYTES}")), MANIFEST, "../Own.ttf",
        "lies outside the folder of fonts", "take a font file that lies beside the manifest"),
    Row("script that is no way of writing", both(own_fonts, swap(MANIFEST, "[Latn]", "[Latn, Hani]")), MANIFEST,
        "Hani", "fonts are chosen by the way of writing, not by ‘Hani’", "write Hans, Hant, Jpan or Kore"),
    Row("text whose font was not fetched", swap(YAML, "text: The harbour", 'text: "The [みなと](lang:ja)"'), YAML,
        "The [みなと", "this text needs the font family ‘Noto Sans JP’", 'the command fonts get "Noto Sans JP"'),
    Row("text of a catalog whose font was not fetched", swap(PO, "Le port", "Le 항구"), PO,
        "Le 항구", "this text needs the font family ‘Noto Sans KR’", 'the command fonts get "Noto Sans KR"'),
    Row("character in the source", swap(YAML, "text: The harbour", f"text: The {_LINEAR_B} harbour"), YAML,
        "The \U00010000 harbour", f"no font has the character '{_LINEAR_B}' (U+10000) in 'harbour.text'", "add a font"),
    Row("a script without a font", swap(YAML, "The harbour", f"{_LINEAR_B * 2}\U00010001\U00010002\U00010003"), YAML,
        "\U00010000", "(U+10000), '\U00010001' (U+10001), '\U00010002' (U+10002) and 1 more in 'harbour.text'",
        "add a font that has them"),
    Row("character in a catalog", swap(PO, "Le port", f"Le {_LINEAR_B} port"), PO, "Le \U00010000",
        f"no font has the character '{_LINEAR_B}' (U+10000) in 'harbour.text'", "add a font"),
)  # fmt: skip


@rows(*PICTURES, *DRAWINGS)
def test_bad_picture(bench, row: Row) -> None:
    bench.judge(row)


@rows(*CATALOGS)
def test_bad_catalog(bench, row: Row) -> None:
    bench.judge(row)


@rows(*FONTS)
def test_bad_font(bench, row: Row) -> None:
    bench.judge(row)


@pytest.mark.parametrize("row", [row for row in CATALOGS if row.name in ("markup differs", "unterminated string")])
def test_keep_going_writes_the_good_files_only(bench, row: Row) -> None:
    """The English file is good and is written; the French one stays as it was, and the exit code tells."""
    row.change(bench.folder)
    swap(YAML, "author: Tests", "author: Testers")(bench.folder)  # other bytes
    before = snapshot(bench.out)
    code, printed, err = bench.run("--keep-going")
    after = snapshot(bench.out)
    assert code == 1
    assert "small-en-screen.pdf" in printed
    assert row.what in err
    assert after.keys() == before.keys()
    assert after["small-fr-screen.pdf"] == before["small-fr-screen.pdf"]
    assert after["small-en-screen.pdf"] != before["small-en-screen.pdf"]


def test_a_font_of_the_booklets_own_is_used(bench) -> None:
    own_fonts(bench.folder)
    assert bench.run()[0] == 0
