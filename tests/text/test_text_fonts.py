# SPDX-License-Identifier: Apache-2.0
"""Fonts: the shipped ones are as their manifest says, and a bad manifest or file is named with its place."""

from __future__ import annotations

import hashlib
import os
import struct

import pytest
from textkit import library, locale, piece

from booklet.paths import bundled_fonts
from booklet.problems import BookletError, Problems
from booklet.text.fontfile import FontFileError, read_font
from booklet.text.fonts import FontLibrary
from booklet.text.model import Style
from booklet.text.typeset import Typesetter

REGULAR = (bundled_fonts() / "Andika-Regular.ttf").read_bytes()


def entry(data=REGULAR, **changes):
    values = {
        "family": "Own", "file": "own.ttf", "style": "regular", "licence": "licence.txt",
        "sha256": hashlib.sha256(data).hexdigest(), "scripts": "[Latn]",
    } | changes  # fmt: skip
    return "  - " + "\n    ".join(f"{key}: {value}" for key, value in values.items() if value is not None) + "\n"


def folder(path, manifest, data=REGULAR):
    path.mkdir(exist_ok=True)
    (path / "own.ttf").write_bytes(data)
    (path / "licence.txt").write_text("Free.")
    (path / "manifest.yaml").write_text("format: 1\nfonts:\n" + manifest if "fonts" not in manifest else manifest)
    return path


def load(*folders):
    problems = Problems()
    found = FontLibrary.load(folders, problems)
    return found, [str(problem) for problem in problems]


LETTERS = {
    "Andika": "aẹĩąḍŵЖқѣ•–→✓ 0", "Noto Naskh Arabic": "بپچژگکڤەێ•،؟٠۴ ", "Noto Sans": "ΑάῴΩ ",
    "Noto Sans Armenian": "Աեև ", "Noto Sans Georgian": "აჰᲐ ", "Noto Sans Hebrew": "אםשָּׁ ",
    "Noto Nastaliq Urdu": "بپٹڈےگھۓ،۔۴ ",
    "Noto Sans Devanagari": "कक़ि्ॐ।५ ", "Noto Sans Bengali": "কৎি্৳৫ ", "Noto Sans Gujarati": "કિ્૫ ",
    "Noto Sans Gurmukhi": "ਕੱਿੴ੫ ", "Noto Sans Tamil": "கௌிஃ ", "Noto Sans Telugu": "కౌిఁ ", "Noto Sans Kannada": "ಕೌಿ೫ ",
    "Noto Sans Malayalam": "കൗിൺൽ ", "Noto Sans Sinhala": "කෟි් ", "Noto Sans Thai Looped": "กำิ์๕ฯ ",
    "Noto Sans Lao": "ກຳິ໌໕ ", "Noto Sans Khmer": "ក្េាំ៖។៥ ", "Noto Sans Myanmar": "ကြ္ျံ၊။၅ ",
    "Noto Sans Ethiopic": "አሠ፡።፭ ", "Noto Sans SC": "儿童权利妇鱼，。“”—…Ａ ",
}  # fmt: skip
"""Some of what each family is there for."""

FETCHED = ("Noto Sans TC", "Noto Sans JP", "Noto Sans KR")


def test_shipped_faces():
    shipped = [family for family in library().families if family not in FETCHED]  # who works here may have fetched them
    assert shipped == list(LETTERS)
    for family in shipped:
        assert [face.bold for face in library().faces(family) if not face.italic] == [False, True]
        for face in library().faces(family):
            assert face.units_per_em in (1000, 2048)
            assert face.descent < 0 <= face.x_height <= face.cap_height <= face.ascent
            assert face.x_height < face.cap_height or family == "Noto Sans Gurmukhi"  # all letters hang from one line
            assert face.bbox[0] < face.bbox[2]
            assert face.weight == (700 if face.bold else 400)
            assert bool(face.italic_angle) == face.italic
            assert not face.fixed_pitch
            assert face.postscript_name.isascii()
            assert set(LETTERS[family]) - face.coverage == set()
    assert [face.postscript_name for face in library().faces("Noto Naskh Arabic")] == [
        "NotoNaskhArabic-Regular",
        "NotoNaskhArabic-Bold",
    ]


def test_picking():
    def names(families, script, **style):
        style = {"bold": False, "italic": False} | style
        return [face.key.rsplit("/", 1)[0] for face in library().chain(families, script=script, **style)][:2]

    both = ("Andika", "Noto Naskh Arabic")
    assert names(both, "Latn") == ["Andika/regular", "Noto Naskh Arabic/regular"]
    assert names(both, "Arab") == ["Noto Naskh Arabic/regular", "Andika/regular"]
    assert names(both, "Cher") == ["Andika/regular", "Noto Naskh Arabic/regular"]  # no face is made for it
    assert names(both, "Thai") == ["Noto Sans Thai Looped/regular", "Andika/regular"]
    assert names(both, "Aran") == ["Noto Nastaliq Urdu/regular", "Andika/regular"]
    assert names(("Andika",), "Arab", bold=True, italic=True) == ["Noto Naskh Arabic/bold", "Andika/bold-italic"]
    assert names(("Noto Naskh Arabic",), "Arab", italic=True)[0] == "Noto Naskh Arabic/regular"


def test_faces_are_equal_by_key():
    again, _ = load(bundled_fonts())
    assert again.faces("Andika") == library().faces("Andika")
    assert hash(again.faces("Andika")[0]) == hash(library().faces("Andika")[0])
    assert library().faces("Nothing") == ()


def test_unknown_family_is_named_with_a_suggestion():
    with pytest.raises(BookletError, match="did you mean ‘Andika’"):
        library().chain(("Andica",), bold=False, italic=False, script="Latn")
    for name in ("noto sans lao", "Noto_Sans_Lao", "NOTO SANS LAOO"):
        with pytest.raises(BookletError, match="did you mean ‘Noto Sans Lao’"):
            library().chain((name,), bold=False, italic=False, script="Latn")


def test_one_entry_adds_a_font_and_comes_before_the_shipped_one(tmp_path):
    own = folder(tmp_path / "fonts", entry(family="Andika") + entry(family="Own"))
    found, problems = load(own, bundled_fonts())
    assert problems == []
    assert found.families[:2] == ("Andika", "Own")
    assert {face.path.parent for face in found.faces("Andika") if not face.bold and not face.italic} == {own}
    assert len(found.faces("Andika")) == 4


@pytest.mark.parametrize(
    ("manifest", "place", "words"),
    [
        (entry(file="gone.ttf"), ":4:11", "there is no file ‘gone.ttf’"),
        (entry(file="../own.ttf"), ":4:11", "lies outside the folder"),
        (entry(file="/etc/passwd"), ":4:11", "lies outside the folder"),
        (entry(file="x" * 300 + ".ttf"), ":4:11", "‘xxx"),
        (entry(licence="gone.txt"), ":6:14", "there is no file ‘gone.txt’"),
        (entry(style="bald"), ":5:12", "did you mean ‘bold’?"),
        (entry(sha256="abc"), ":7:13", "64 hexadecimal digits"),
        (entry(sha256=None), ":3:5", "the key ‘sha256’ is missing"),
        (entry(scripts="latin"), ":8:14", "ISO 15924"),
        (entry(scripts="[latin]"), ":8:14", "ISO 15924"),
        (entry(scripts="[Latn, Hani]"), ":8:21", "not by ‘Hani’ alone — write Hans, Hant, Jpan or Kore"),
        (entry(scripts="[Hang]"), ":8:15", "write Kore"),
        (entry(family='"a\\eb"'), ":3:13", "‘family’ must be a text"),
        (entry(download="http://example.org/own.ttf", bytes=5), ":9:15", "must be an https address"),
        (entry(download='"https://example.org/o wn.ttf"', bytes=5), ":9:15", "must be an https address"),
        (entry(download="https://example.org/öwn.ttf", bytes=5), ":9:15", "must be an https address"),
        (entry(download="[x]", bytes=5), ":9:15", "‘download’ must be a text"),
        (entry(download="https://example.org/own.ttf"), ":3:5", "‘bytes’ must be the file's size"),
        (entry(bytes=5), ":3:5", "‘download’ must be an https address"),
        (entry(download="https://example.org/own.ttf", bytes="many"), ":10:12", "‘bytes’ must be the file's size"),
        (entry(download="https://example.org/own.ttf", bytes=0), ":10:12", "write a number up to 64000000"),
        (entry(download="https://example.org/own.ttf", bytes=64_000_001), ":10:12", "write a number up to 64000000"),
        (entry(download="https://example.org/own.ttf", bytes="9" * 5000), ":10:12", "write a number up to 64000000"),
        (entry(download="https://example.org/own.ttf", bytes=5, file="../own.ttf"), ":4:11", "outside the folder"),
        (entry(download="https://example.org/own.ttf", bytes=5, file="x" * 300), ":4:11", "cannot be read"),
        (entry(download="https://example.org/own.ttf", bytes=5, file='"a\\0b"'), ":4:11", "‘file’ must be a text"),
        (entry(download="https://example.org/own.ttf", bytes=5, sha256="../../x"), ":7:13", "64 hexadecimal digits"),
        (entry(famly="x"), ":9:5", "did you mean ‘family’?"),
        (entry(family="[a]"), ":3:13", "‘family’ must be a text"),
        (entry() + entry(), ":9:5", "already has a file of this style"),
        ("  - own.ttf\n", ":3:5", "an entry has keys"),
        ("format: 2\nfonts: []\n", ":1:9", "manifests of format ‘2’ are unknown"),
        ("format: 1\nfonts: none\n", ":2:8", "no list ‘fonts’"),
        ("format: 1\nfont: []\n# fonts\n", ":2:1", "did you mean ‘fonts’?"),
        ("fonts: [\n", ":2:1", ""),
    ],
)
def test_bad_manifests(tmp_path, manifest, place, words):
    found, problems = load(folder(tmp_path / "fonts", manifest))
    assert found.families == ("Own",) * manifest.startswith(entry() + entry())
    assert found.absent == {}
    assert any(f"manifest.yaml{place}: " in problem and words in problem for problem in problems), problems
    assert len(problems) == 1 or "control" in problems[0] or "famly" in manifest or "font:" in manifest, problems


def test_a_folder_without_manifest(tmp_path):
    (tmp_path / "fonts").mkdir()
    assert "no manifest.yaml" in load(tmp_path / "fonts")[1][0]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_links_out_of_the_folder_are_refused(tmp_path):
    (tmp_path / "outside.ttf").write_bytes(REGULAR)
    own = folder(tmp_path / "fonts", entry(file="link.ttf"))
    (own / "link.ttf").symlink_to(tmp_path / "outside.ttf")
    assert "lies outside the folder" in load(own)[1][0]


def changed(at, data):
    return REGULAR[:at] + data + REGULAR[at + len(data) :]


def table(tag):
    for index in range(struct.unpack_from(">H", REGULAR, 4)[0]):
        name, _, offset, _ = struct.unpack_from(">4sLLL", REGULAR, 12 + 16 * index)
        if name == tag:
            return offset, 12 + 16 * index
    raise AssertionError(tag)


BAD_FILES = {
    "no font": b"Hello, I am a text.",
    "empty": b"",
    "CFF outlines": b"OTTO" + REGULAR[4:],
    "a collection": b"ttcf" + REGULAR[4:],
    "a web font": b"wOF2" + REGULAR[4:],
    "cut short": REGULAR[:100_000],
    "damaged": REGULAR[:8],
    "no table": changed(table(b"glyf")[1], b"gl__"),
    "variable font": changed(table(b"gasp")[1], b"fvar"),
    "forbids embedding it": changed(table(b"OS/2")[0] + 8, b"\x00\x02"),
    "forbids embedding a part": changed(table(b"OS/2")[0] + 8, b"\x01\x00"),
    "divides its em": changed(table(b"head")[0] + 18, b"\x00\x00"),
}


@pytest.mark.parametrize("words", BAD_FILES)
def test_bad_files_are_refused(words):
    with pytest.raises(FontFileError) as caught:
        read_font(BAD_FILES[words])
    assert words in caught.value.what or words in ("empty", "no font", "no table")
    assert caught.value.mend


def test_a_bad_file_stops_the_text_that_needs_it(tmp_path):
    for number, (manifest, data, words) in enumerate(
        [
            (entry(sha256="0" * 64), REGULAR, "another sha256"),
            (entry(BAD_FILES["CFF outlines"]), BAD_FILES["CFF outlines"], "CFF outlines"),
        ]
    ):
        own = folder(tmp_path / str(number), manifest, data)
        found, problems = load(own, bundled_fonts())
        assert problems == []  # nothing has been read yet
        setter = Typesetter(found, locale("en"))
        setter.paragraph([piece("fine")], 100, direction="ltr")
        own_style = Style(("Own",), 12, 17)
        with pytest.raises(BookletError) as caught:
            setter.paragraph([piece("word", style=own_style)], 100, direction="ltr")
        assert f"manifest.yaml:3:5: own.ttf{'' if number == 0 else ':'}" in str(caught.value)
        assert words in str(caught.value)


def test_fuzzed_layout_tables_never_raise(tmp_path):
    """HarfBuzz refuses damaged tables; our own reading of them falls back to “any glyph”."""
    offset, _ = table(b"GSUB")
    for number in range(0, 400, 7):
        data = changed(offset + number, b"\xff\xfe")
        own = folder(tmp_path / "f", entry(data), data)
        (face,) = load(own)[0].faces("Own")
        assert face.across_spaces is None or isinstance(face.across_spaces, frozenset)
