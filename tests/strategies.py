# SPDX-License-Identifier: Apache-2.0
"""Random booklets: every kind of block, nested, with texts long enough to be split over pages, in two directions.

A drawn :class:`Sample` knows the words of the booklet in reading order, written down while the YAML was made and not
taken from anything that the program computes.
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

_ENGLISH = """
    a all always and ask because book bread bridge brother child children city dream every family far feel field
    find friend game garden give good green grow hand happy harvest help home hope house idea is it keep know
    laugh learn letter light listen long make morning mother moon move nobody of often open paper people play
    question quiet rain read river road safe school sea share sing sister small some speak star stay story strong
    sun talk teacher tell the their they think together tree trust understanding unquestionably water we when why
    window with word world
"""
_ARABIC = """
    بيت مدرسة كتاب طفل أطفال أم أب أخ أخت صديق طريق مدينة قرية نهر بحر شمس قمر نجمة مطر شجرة حقل خبز ماء لعبة حلم
    أمل يقرأ يكتب يسأل يفهم يساعد يتكلم يسمع يضحك يكبر يعيش آمن سعيد كبير صغير جديد قوي معا دائما أحيانا لأن كل في
    على من إلى هذا هذه الذي التي لا نعم سؤال جواب يد عين قلب كلمة قصة حكاية عائلة معلمة مساعدة ثقة حق حقوق
"""
WORDS = {"en": _ENGLISH.split(), "ar": _ARABIC.split()}
FOREIGN = {"en": ("es", ["casa", "niña", "camino", "mañana"]), "ar": ("fr", ["maison", "élève", "chemin", "demain"])}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30" fill="#e3f1f2"/>'
    '<circle cx="20" cy="15" r="9" fill="#c2541b"/></svg>'
)


@dataclass
class Sample:
    """A booklet as YAML values, and the words that its structure tree must hold, message by message, in order."""

    language: str
    document: dict[str, Any] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    def write(self, folder: Path) -> Path:
        """Write the booklet's files; JSON is YAML."""
        (folder / "images").mkdir(parents=True)
        (folder / "images" / "drawing.svg").write_text(SVG, "utf-8")
        (folder / "images" / "photo.png").write_bytes(png(600, 400))
        (folder / "booklet.yaml").write_text(json.dumps(self.document, ensure_ascii=False, indent=1), "utf-8")
        return folder


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x90" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@st.composite
def booklets(draw: st.DrawFn) -> Sample:
    """A whole booklet that the program must accept."""
    return _Author(draw, draw(st.sampled_from(sorted(WORDS)))).booklet()


class _Author:
    """Writes one booklet; draws what to write."""

    def __init__(self, draw: st.DrawFn, language: str) -> None:
        self.draw = draw
        self.sample = Sample(language)
        self.ids = 0
        self.notes: dict[str, str] = {}
        self.pending: list[str] = []  # words of footnotes whose block has not ended yet
        self.entry = ("entry", self.some_words(1, 2))

    # --- the whole

    def booklet(self) -> Sample:
        title = self.some_words(1, 5)
        self.sample.document = {
            "format": 1, "slug": "sample", "language": self.sample.language, "title": title, "author": "Nobody",
            "edition": "1", "date": "2026-01-01",
            "links": {"site": {"href": "https://example.org/", "name": self.some_words(1, 3)}},
            "abbreviations": {"abbr": {"expansion": self.some_words(1, 3)}},
            "values": {"year": {"word": "2025"}},
        }  # fmt: skip
        blocks = [self.cover(title)]
        if self.flip():
            blocks.append(self.contents())
        first = self.new_id()
        blocks += self.section(first)
        for _ in range(self.number(0, 2)):
            blocks += self.section(self.new_id())
        blocks += self.ending()
        self.sample.document["blocks"] = blocks
        if self.notes:
            self.sample.document["footnotes"] = self.notes
        return self.sample

    def cover(self, title: str) -> dict[str, Any]:
        self.say(title)
        block: dict[str, Any] = {"kind": "cover", "id": "cover"}
        for name in ("subtitle", "call", "attribution"):
            if self.flip():
                block[name] = self.heard(self.some_words(2, 8))
        if self.flip():
            block["picture"] = self.picture()
        return block

    def contents(self) -> dict[str, Any]:
        title = self.heard(self.some_words(1, 3))
        return {"kind": "contents", "id": "contents", "title": title, "depth": self.number(1, 3)}

    def section(self, name: str) -> list[dict[str, Any]]:
        blocks = [self.heading(name, 1)]
        level = 1
        for _ in range(self.number(1, 4)):
            kind = self.draw(st.sampled_from(_KINDS))
            if kind == "page-break" and blocks[-1]["kind"] in ("heading", "page-break"):
                kind = "paragraph"  # a heading must not end its page
            if kind == "heading":
                level = self.number(2, min(level + 1, 3))
                blocks.append(self.heading(self.new_id(), level))
            else:
                blocks.append(getattr(self, kind.replace("-", "_"))())
            self.end_block()
        blocks.append(self.paragraph())  # a section is more than its headings
        self.end_block()
        return blocks

    def ending(self) -> list[dict[str, Any]]:
        """The glossary that definitions and links rely on, and an imprint."""
        blocks = [self.heading("words", 1), self.glossary()]
        self.end_block()
        if self.flip():
            inside = [self.paragraph() for _ in range(self.number(1, 2))]
            blocks.append({"kind": "imprint", "id": self.new_id(), "blocks": inside})
            self.end_block()
        return blocks

    # --- kinds of blocks

    def heading(self, name: str, level: int) -> dict[str, Any]:
        block = {"kind": "heading", "id": name, "level": level, "text": self.heard(self.some_words(1, 6))}
        if self.flip():
            block["picture"] = self.picture()
        return block

    def paragraph(self) -> dict[str, Any]:
        return {"kind": "paragraph", "id": self.new_id(), "text": self.prose(), "lead": self.flip()}

    def quotation(self) -> dict[str, Any]:
        block = {"kind": "quotation", "id": self.new_id(), "text": self.prose()}
        return block | ({"source": self.heard(self.some_words(1, 4))} if self.flip() else {})

    def callout(self) -> dict[str, Any]:
        kind = self.draw(st.sampled_from(["example", "key-fact", "warning", "get-help"]))
        block: dict[str, Any] = {"kind": "callout", "id": self.new_id(), "type": kind}
        if self.flip():
            block["title"] = self.heard(self.some_words(1, 4))
        inside = self.draw(st.lists(st.sampled_from(_KINDS_IN_CALLOUTS), min_size=1, max_size=3))
        block["blocks"] = [getattr(self, kind.replace("-", "_"))() for kind in inside]
        return block

    def definition(self) -> dict[str, Any]:
        self.say(self.entry[1])
        return {"kind": "definition", "id": self.new_id(), "entry": self.entry[0], "text": self.prose()}

    def facts(self) -> dict[str, Any]:
        items = [
            {"id": self.new_id(), "figure": self.heard("2025", "{year}"), "text": self.heard(self.some_words(1, 6))}
            for _ in range(self.number(1, 4))
        ]
        return {"kind": "facts", "id": self.new_id(), "items": items}

    def list_(self) -> dict[str, Any]:
        style = self.draw(st.sampled_from(["bullet", "number", "check", "picture", "continuing"]))
        block: dict[str, Any] = {"kind": "list", "id": self.new_id(), "style": style}
        if style == "continuing":
            block["lead"] = self.heard(self.some_words(2, 6))
        return block | {"items": self.items(style, 0)}

    def items(self, style: str, depth: int) -> list[dict[str, Any]]:
        made = []
        for _ in range(self.number(1, 3)):
            item: dict[str, Any] = {"id": self.new_id()}
            if style == "picture":
                item["picture"] = self.picture()
            item["text"] = self.prose(divisible=style != "picture")
            if depth < 2 and style != "picture" and self.number(0, 3) == 0:
                item["items"] = self.items(style, depth + 1)
            made.append(item)
        return made

    def table(self) -> dict[str, Any]:
        name = self.new_id()
        rows, columns = self.number(2, 12), self.number(2, 3)
        block: dict[str, Any] = {"kind": "table", "id": name}
        if self.flip():
            block["caption"] = self.heard(self.some_words(1, 5))
        headed = self.flip()
        if headed:
            block["corner"] = self.heard(self.some_words(1, 2))
        block["columns"] = [{"id": self.new_id(), "text": self.heard(self.some_words(1, 2))} for _ in range(columns)]
        block["rows"] = [
            {
                "id": self.new_id(),
                **({"header": self.heard(self.some_words(1, 2))} if headed else {}),
                "cells": [self.heard(self.some_words(1, 6)) for _ in range(columns)],
            }
            for _ in range(rows)
        ]
        return block

    def figure(self) -> dict[str, Any]:
        block: dict[str, Any] = {"kind": "figure", "id": self.new_id(), "picture": self.picture(meaning=True)}
        return block | ({"caption": self.heard(self.some_words(2, 8))} if self.flip() else {}) | {"width": 0.6}

    def story(self) -> dict[str, Any]:
        panels = [
            {"id": self.new_id(), "picture": self.picture(), "text": self.prose(divisible=False)}
            for _ in range(self.number(2, 4))
        ]
        return {"kind": "story", "id": self.new_id(), "panels": panels}

    def steps(self) -> dict[str, Any]:
        items = []
        for _ in range(self.number(1, 4)):
            item: dict[str, Any] = {"id": self.new_id()}
            if self.flip():
                item["title"] = self.heard(self.some_words(1, 4))
            item["text"] = self.prose()
            if self.number(0, 3) == 0:
                item["picture"] = self.picture()
            items.append(item)
        return {"kind": "steps", "id": self.new_id(), "items": items}

    def glossary(self) -> dict[str, Any]:
        self.say(self.entry[1])
        entry = {"id": self.entry[0], "term": self.entry[1], "text": self.prose()}
        return {"kind": "glossary", "id": self.new_id(), "entries": [entry]}

    def contacts(self) -> dict[str, Any]:
        items = []
        kinds = {"web": ("example.org", "https://example.org/"), "phone": ("+44 20 7946 0000", "tel:+442079460000")}
        for kind in self.draw(st.lists(st.sampled_from(sorted(kinds)), min_size=1, max_size=3)):
            shown, href = kinds[kind]
            item = {"id": self.new_id(), "type": kind, "label": self.heard(self.some_words(1, 4))}
            item |= {"shown": shown, "href": href}
            self.say(shown)
            items.append(item | ({"note": self.heard(self.some_words(2, 8))} if self.flip() else {}))
        return {"kind": "contacts", "id": self.new_id(), "items": items}

    def qr(self) -> dict[str, Any]:
        block = {"kind": "qr", "id": self.new_id(), "address": "site", "text": self.heard(self.some_words(2, 8))}
        self.say("example.org")
        return block | {"alt": self.some_words(2, 5)}

    def page_break(self) -> dict[str, Any]:
        return {"kind": "page-break", "id": self.new_id(), "to": self.draw(st.sampled_from(["next", "recto"]))}

    # --- words

    def prose(self, *, divisible: bool = True) -> str:
        """Words with markup. Now and then more of them than a page holds, where what they stand in can be divided."""
        parts = [self.marked() for _ in range(self.number(1, 4))]
        if divisible and self.number(0, 15) == 0:
            long = self.some_words(300, 600)
            parts.append((long, long))
        plain = " ".join(words for words, _ in parts)
        marked = " ".join(markup for _, markup in parts)
        self.say(plain)
        if self.number(0, 7) == 0:
            marked += self.footnote()
        return marked

    def marked(self) -> tuple[str, str]:
        """Plain words, and the same with their markup."""
        words = self.some_words(1, 12)
        tag, foreign = FOREIGN[self.sample.language]
        match self.draw(st.sampled_from(_MARKUP)):
            case "strong":
                return words, f"**{words}**"
            case "emphasis":
                return words, f"*{words}*"
            case "both":
                return f"{words} {words}", f"**{words} *{words}***"
            case "link":
                return words, f"[{words}](words)"
            case "term":
                return words, f"[{words}]({self.entry[0]})"
            case "address":
                return words, f"[{words}](site)"
            case "abbreviation":
                return words, f"[{words}](abbr)"
            case "foreign":
                word = self.draw(st.sampled_from(foreign))
                return word, f"[{word}](lang:{tag})"
            case "value":
                return f"{words} 2025", f"{words} {{year}}"
            case _:
                return words, words

    def footnote(self) -> str:
        name = f"n{len(self.notes) + 1}"
        words = self.some_words(1, self.draw(st.sampled_from([5, 30, 120])))
        self.notes[name] = words
        self.pending.append(words)
        return f"[^{name}]"

    def end_block(self) -> None:
        """Footnotes follow the outermost block that holds their marks."""
        self.sample.words += self.pending
        self.pending = []

    def some_words(self, least: int, most: int) -> str:
        words = WORDS[self.sample.language]
        count = self.number(least, most)
        start, step = self.number(0, len(words) - 1), self.number(1, 7)
        return " ".join(words[(start + step * number) % len(words)] for number in range(count))

    def heard(self, plain: str, marked: str | None = None) -> str:
        self.say(plain)
        return marked or plain

    def say(self, plain: str) -> None:
        self.sample.words.append(plain)

    # --- chances

    def picture(self, *, meaning: bool = False) -> dict[str, Any]:
        file = self.draw(st.sampled_from(["images/drawing.svg", "images/photo.png"]))
        return {"file": file} | ({"alt": self.some_words(3, 8)} if meaning or self.flip() else {"decorative": True})

    def new_id(self) -> str:
        self.ids += 1
        return f"b{self.ids}"

    def flip(self) -> bool:
        return self.draw(st.booleans())

    def number(self, least: int, most: int) -> int:
        return self.draw(st.integers(least, most))


_KINDS = (
    "heading", "paragraph", "quotation", "callout", "definition", "facts", "list-", "table", "figure", "story", "steps",
    "contacts", "qr", "page-break",
)  # fmt: skip
_KINDS_IN_CALLOUTS = (
    "paragraph", "quotation", "definition", "facts", "list-", "table", "figure", "steps", "contacts", "qr",
)  # fmt: skip
_MARKUP = (
    "none", "none", "strong", "emphasis", "both", "link", "term", "address", "abbreviation", "foreign", "value",
)  # fmt: skip
