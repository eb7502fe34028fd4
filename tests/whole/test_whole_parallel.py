# SPDX-License-Identifier: Apache-2.0
"""Finished files in two languages: what stands on which page, the tree, text and links of both, bookmarks, metadata."""

from __future__ import annotations

import io
import itertools
import json
import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from treeshape import Shape, read_shape
from whole_files import EVERY_KIND
from whole_reading import score, texts_by_mark

from booklet.build.run import build
from booklet.build.task import Task, open_workshop, perform
from booklet.checks.findings import Findings
from booklet.checks.pdfcontent import read_pages
from booklet.checks.report import check_files, report_text
from booklet.checks.tree import tree_text

SMALL = """
format: 1
slug: sea
language: en
title: By the sea
subject: Of shells
author: Us
edition: "1"
date: 2026-01-01
keywords: [shells]
footnotes: {far: "As far as a gull flies."}
blocks:
  - {kind: cover, id: cover, title: By the sea, call: Come along}
  - {kind: contents, id: inside, title: Inside}
  - {kind: heading, id: sand, text: Sand}
  - {kind: paragraph, id: walk, text: "We walk far.[^far] See [shell](shell) on [page {page:words}](words)."}
  - {kind: heading, id: words, text: Words to know}
  - kind: glossary
    id: glossary
    entries:
      - {id: shell, term: shell, text: A small house.}
      - {id: gull, term: gull, text: A white bird.}
  - {kind: back-cover, id: back, text: Good bye}
"""
FRENCH = {
    "By the sea": "Au bord de la mer", "Of shells": "Des coquillages", "As far as a gull flies.": "Bien loin.",
    "Come along": "Viens", "Inside": "Dans le livre", "Sand": "Le sable",
    "We walk far.[^far] See [shell](shell) on [page {page:words}](words).":
        "On marche loin.[^far] Regarde [coquille](shell), [page {page:words}](words).",
    "Words to know": "Des mots", "shell": "coquille", "A small house.": "Une petite maison.", "gull": "goéland",
    "A white bird.": "Un oiseau blanc.", "Good bye": "Au revoir",
}  # fmt: skip
ARABIC = {"By the sea": "على شاطئ البحر", "Sand": "الرمل", "shell": "صدفة", "A small house.": "بيت صغير."}


TREE = """\
Document lang=en
  Part title=English
    Sect
      Title role=P "By the sea"
      P lang=fr "Au bord de la mer"
      P "Come along"
    Sect
      H1 "Inside"
      TOC
        TOCI
          Reference
            Link to="page 4" contents="Go to: Sand" "Sand 4"
        TOCI
          Reference
            Link to="page 6" contents="Go to: Words to know" "Words to know 6"
    Sect title=Sand
      H1 "Sand"
      P
        "We walk far."
        Reference
          Link to="page 4" contents="Footnote 1" "1"
        " See "
        Link to="page 6" contents="Go to: shell" "shell"
        " on "
        Link to="page 6" contents="Go to: Words to know" "page 6"
        "."
      Note id=note.far
        Lbl "1"
        P "As far as a gull flies."
    Sect title="Words to know"
      H1 "Words to know"
      L numbering=None
        LI
          Lbl "gull"
          LBody
            P "A white bird."
        LI
          Lbl "shell"
          LBody
            P "A small house."
    Sect
      P "Good bye"
  Part lang=fr title=français
    Sect
      Title role=P "Au bord de la mer"
      P lang=en "By the sea"
      P "Viens"
    Sect
      H1 "Dans le livre"
      TOC
        TOCI
          Reference
            Link to="page 5" contents="Aller à~: Le sable" "Le sable 5"
        TOCI
          Reference
            Link to="page 7" contents="Aller à~: Des mots" "Des mots 7"
    Sect title="Le sable"
      H1 "Le sable"
      P
        "On marche loin."
        Reference
          Link to="page 5" contents="Note de bas de page~1" "1"
        " Regarde "
        Link to="page 7" contents="Aller à~: coquille" "coquille"
        ", "
        Link to="page 7" contents="Aller à~: Des mots" "page 7"
        "."
      Note id=fr:note.far
        Lbl "1"
        P "Bien loin."
    Sect title="Des mots"
      H1 "Des mots"
      L numbering=None
        LI
          Lbl "goéland"
          LBody
            P "Un oiseau blanc."
        LI
          Lbl "coquille"
          LBody
            P "Une petite maison."
    Sect
      P "Au revoir"
"""
"""What is read in English, to its end, and then in French. A tilde stands for a no-break space."""


@pytest.fixture(scope="module")
def sea(tmp_path_factory):
    """The small booklet: whole in French, Arabic in parts."""
    folder = tmp_path_factory.mktemp("sea")
    (folder / "booklet.yaml").write_text(SMALL, "utf-8")
    catalog(folder, "fr", FRENCH, "X-Translators: Anne")
    catalog(folder, "ar", ARABIC, "X-Booklet-Status: machine draft")
    return folder


def catalog(folder: Path, locale: str, texts: dict[str, str], *header: str) -> None:
    path = folder / "locales" / locale / "LC_MESSAGES" / "booklet.po"
    path.parent.mkdir(parents=True)
    fields = [f"Language: {locale}", "Content-Type: text/plain; charset=UTF-8", *header]
    lines = ['msgid ""', 'msgstr ""', *(f'"{field}\\n"' for field in fields)]
    shop = open_workshop(folder)
    for message in shop.source.messages:
        if message.text in texts:
            lines += ["", f'msgctxt "{message.id}"', f'msgid "{message.text}"', f'msgstr "{texts[message.text]}"']
    path.write_text("\n".join(lines) + "\n", "utf-8")


def made(folder: Path, locale: str, beside: str = "", **choices: str) -> bytes:
    edition = choices.get("edition", "screen")
    shop = open_workshop(folder, [edition], theme=choices.get("theme", ""), cover=choices.get("cover", ""))
    (outcome,) = perform([Task(folder, locale, beside=beside, **choices)], shop)
    assert outcome.made is not None, outcome.problems
    return outcome.made.data


def pages(data: bytes) -> list[str]:
    """The tagged text of each page."""
    found = read_pages(PdfReader(io.BytesIO(data)), Findings())
    return [" ".join("".join(piece.text for piece in page.pieces if piece.key).split()) for page in found]


def write(folder: Path, data: bytes) -> Path:
    path = folder / "file.pdf"
    path.write_bytes(data)
    return path


# ---- a small booklet, whole


def test_both_pages_of_a_spread_say_the_same(sea):
    assert pages(made(sea, "en", "fr")) == [
        "By the seaAu bord de la merCome along",
        "InsideSand 4Words to know 6",
        "Dans le livreLe sable 5Des mots 7",
        "SandWe walk far.1 See shell on page 6.1As far as a gull flies.",
        "Le sableOn marche loin.1 Regarde coquille, page 7.1Bien loin.",
        "Words to knowgullA white bird.shellA small house.",
        "Des motsgoélandUn oiseau blanc.coquilleUne petite maison.",
        "Good bye",
        "Au revoir",
        "Au bord de la merBy the seaViens",
    ]


def test_the_tree_has_a_part_for_each_language(sea, tmp_path):
    assert tree_text(write(tmp_path, made(sea, "en", "fr"))).replace("\u00a0", "~") == TREE


def test_bookmarks_are_those_of_both_languages(sea):
    reader = PdfReader(io.BytesIO(made(sea, "en", "fr")))

    def shown(items):
        return [
            shown(item) if isinstance(item, list) else (item.title, reader.get_destination_page_number(item))
            for item in items
        ]

    assert shown(reader.outline) == [
        ("English", 0), [("Sand", 3), ("Words to know", 5)],
        ("français", 9), [("Le sable", 4), ("Des mots", 6)],
    ]  # fmt: skip
    first, second = (item.node for item in reader.outline if not isinstance(item, list))
    assert "/SE" not in first, "it is in the document's language"
    element = second["/SE"]
    while "/Lang" not in element:
        element = element["/P"]
    assert element["/Lang"] == "fr"


def test_links_go_to_pages_of_their_own_language(sea):
    reader = PdfReader(io.BytesIO(made(sea, "en", "fr")))
    numbers = {page.indirect_reference.idnum: index for index, page in enumerate(reader.pages)}
    own = {True: {0, 1, 3, 5, 7}, False: {2, 4, 6, 8, 9}}
    count = 0
    for index, page in enumerate(reader.pages):
        for annotation in page.get("/Annots", ()):
            target = numbers[annotation.get_object()["/Dest"][0].indirect_reference.idnum]
            assert {index, target} <= own[index in own[True]]
            count += 1
    assert count >= 8


def test_what_the_file_says_of_itself(sea):
    reader = PdfReader(io.BytesIO(made(sea, "en", "fr")))
    root, xmp = reader.trailer["/Root"], reader.xmp_metadata
    assert reader.metadata.title == "By the sea / Au bord de la mer"
    assert reader.metadata.subject == "Of shells / Des coquillages"
    assert xmp.dc_title == {
        "x-default": "By the sea / Au bord de la mer", "en": "By the sea", "fr": "Au bord de la mer",
    }  # fmt: skip
    assert list(xmp.dc_language) == ["en", "fr"]
    assert (root["/Lang"], root["/PageLayout"]) == ("en", "/TwoPageRight")
    assert reader.page_labels == [str(number) for number in range(1, 11)]


def test_a_file_in_both_directions_is_called_left_to_right(sea):
    def direction(first, second=""):
        root = PdfReader(io.BytesIO(made(sea, first, second))).trailer["/Root"]
        return root["/ViewerPreferences"].get("/Direction")

    assert (direction("ar"), direction("en", "ar"), direction("ar", "en")) == ("/R2L", None, None)


def test_what_is_not_translated_is_told_in_its_language_alone(sea):
    texts = pages(made(sea, "en", "ar"))
    told = [number for number, text in enumerate(texts, 1) if "الإنجليزية" in text]
    assert told == [3], "the notice stands behind the contents"
    draft = [number for number, text in enumerate(texts, 1) if "لغته الأم" in text]
    assert draft == [3], "a booklet without an imprint says there that a machine drafted it"
    assert texts[3].startswith("SandWe walk"), "and the other language goes on beside it"


def test_a_title_that_is_the_same_in_both_stands_once(sea, tmp_path):
    folder = tmp_path / "same"
    folder.mkdir()
    (folder / "booklet.yaml").write_text(SMALL, "utf-8")
    catalog(folder, "fr", {"Sand": "Le sable"})
    data = made(folder, "en", "fr")
    assert pages(data)[0] == "By the seaCome along"
    assert PdfReader(io.BytesIO(data)).metadata.title == "By the sea"


def test_blocks_may_be_called_like_parts_of_the_tree(tmp_path):
    text = SMALL.replace("id: sand", "id: document").replace("id: walk", "id: part")
    (tmp_path / "booklet.yaml").write_text(text, "utf-8")
    catalog(tmp_path, "fr", FRENCH)
    assert len(pages(made(tmp_path, "en"))) == 5
    assert len(pages(made(tmp_path, "en", "fr"))) == 10


def test_the_same_input_gives_the_same_bytes(sea):
    assert made(sea, "ar", "fr") == made(sea, "ar", "fr")


# ---- every kind of block


PAIRS = [("en", "ar"), ("ar", "en")]


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
def test_the_trees_are_those_of_each_language_alone(pair):
    whole = read_shape(io.BytesIO(made(EVERY_KIND, *pair)))
    for number, (locale, part) in enumerate(zip(pair, whole.elements(), strict=True)):
        alone = lines(read_shape(io.BytesIO(made(EVERY_KIND, locale))))
        found = lines(part)
        title = next(index for index, line in enumerate(found) if line.startswith("2 P ") and "lang=" in line)
        del found[title : title + 2]  # the cover's title in the other language
        if number:  # its glossary stands in the other's order
            found.sort()
            alone.sort()
        assert found == alone


def lines(root: Shape) -> list[str]:
    """Elements with their facts and words, but no numbers of pages; the root's own facts are left out."""
    found: list[str] = []

    def walk(shape: Shape, depth: int) -> None:
        facts = [f"{name}={value}" for name, value in sorted(shape.facts.items()) if name not in ("to", "headers")]
        if depth:
            found.append(" ".join([f"{depth} {shape.tag}", *map(digits_out, facts)]))
        for is_element, group in itertools.groupby(shape.children, lambda child: isinstance(child, Shape)):
            if is_element:
                for child in group:
                    walk(child, depth + 1)
            else:  # what is cut by a page's end is one text all the same
                found.append(f"{depth + 1} {digits_out(''.join(group))!r}")

    walk(root, 0)
    return found


def digits_out(text: str) -> str:
    return re.sub(r"\d+", "#", text)


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
def test_other_readers_get_the_text_of_both(pair, tmp_path):
    path = write(tmp_path, made(EVERY_KIND, *pair))
    truth: dict[tuple[int, int], str] = {}
    for page in read_pages(PdfReader(path), Findings()):
        for piece in page.pieces:
            if piece.key is not None:
                key = page.index, piece.key[2]
                truth[key] = truth.get(key, "") + piece.text
    for reader in ("pypdf", "pdfium"):
        found = texts_by_mark(path, reader)
        result = score([(text, found.get(mark, "")) for mark, text in truth.items()])
        assert result.errors <= (0 if reader == "pypdf" else 5), f"{reader}: {result} {result.wrong}"
        assert result.whole_rate > 0.99, f"{reader}: {result}"


def test_files_are_what_they_claim_to_be(sea, tmp_path):
    files = {
        "every": made(EVERY_KIND, "en", "ar"), "turned": made(EVERY_KIND, "ar", "en"),
        "large": made(EVERY_KIND, "en", "ar", edition="large-print"), "small": made(sea, "fr", "ar", theme="plain"),
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    reports = check_files([tmp_path / f"{name}.pdf" for name in files])
    assert all(report.ok for report in reports), report_text(reports)


# ---- the build


def test_names_and_manifest(sea, tmp_path):
    report = build(sea, tmp_path, locales=["fr"], beside="ar", jobs=1)
    assert [made.name for made in report.written] == ["sea-fr+ar-screen.pdf"]
    (entry,) = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["files"]
    assert (entry["locale"], entry["with"]["locale"], entry["pages"]) == ("fr", "ar", 10)
    assert entry["translation"] == {"percent": 100, "machine_draft": False, "translators": ["Anne"]}
    assert entry["with"]["translation"]["machine_draft"]
    assert entry["with"]["translation"]["percent"] < 90


def test_all_languages_but_the_second_itself_are_built(sea):
    report = build(sea, None, beside="AR", jobs=1)
    assert [made.name for made in report.written] == ["sea-en+ar-screen.pdf", "sea-fr+ar-screen.pdf"]


def test_both_languages_are_those_of_one_country(sea):
    def names(**choices):
        return [made.name for made in build(sea, None, jobs=1, **choices).written]

    assert names(locales=["en-KE"], beside="fr") == ["sea-en-KE+fr-KE-screen.pdf"]
    assert names(locales=["fr"], beside="ar", country="ma") == ["sea-fr-MA+ar-MA-screen.pdf"]


def test_a_finished_file_is_taken_from_the_cache_for_its_pair_alone(sea, tmp_path):
    def data(beside):
        return build(sea, None, locales=["en"], beside=beside, jobs=1, cache=tmp_path).written[0].data

    alone, french, arabic = data(""), data("fr"), data("ar")
    assert len({alone, french, arabic}) == 3
    assert (data(""), data("fr"), data("ar")) == (alone, french, arabic)
