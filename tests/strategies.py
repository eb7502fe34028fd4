# SPDX-License-Identifier: Apache-2.0
"""Random booklets: every kind of block, nested, with texts long enough to be split over pages, in two directions.

A drawn :class:`Sample` knows the structure tree that its PDF must hold: tags, words with labels and numbers, order,
attributes, languages, where links lead. It is written down while the YAML is made, by hand, and not taken from
anything that the program computes.
"""

from __future__ import annotations

import functools
import itertools
import json
import random
import re
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker
from treeshape import PageOf, Shape, element

from booklet.l10n.locale import locale_facts
from booklet.text.characters import extends

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


ADDED = {
    "en": {"example": "For example", "key-fact": "Key fact", "warning": "Watch out", "get-help": "Get help",
           "link": "Go to: {}", "note": "Footnote {}", "edition": "Edition 1, January 1, 2026"},
    "ar": {"example": "مثال", "key-fact": "حقيقة مهمة", "warning": "انتباه", "get-help": "للمساعدة",
           "link": "الانتقال إلى: {}", "note": "الحاشية {}", "edition": "الطبعة 1، بتاريخ 1 يناير 2026"},
}  # fmt: skip
"""Words that the program adds to a booklet."""

Numbers = Callable[[int, int], int]
"""Draws a number from the first to the second."""

Values = dict[str, Any]
Made = tuple[Values, list[Shape]]
"""A block's YAML, and what stands for it in the tree."""

Words = list[Shape | str | PageOf]


@dataclass
class Sample:
    """A booklet as YAML values, and the structure tree that its PDF must hold."""

    language: str
    document: Values = field(default_factory=dict)
    tree: Shape = field(default_factory=lambda: Shape("Document"))

    def write(self, folder: Path) -> Path:
        """Write the booklet's files; JSON is YAML."""
        (folder / "images").mkdir(parents=True)
        (folder / "images" / "drawing.svg").write_text(SVG, "utf-8")
        (folder / "images" / "photo.png").write_bytes(png(600, 400))
        (folder / "booklet.yaml").write_text(json.dumps(self.document, ensure_ascii=False, indent=1), "utf-8")
        return folder


@functools.cache
def words_by_script(language: str) -> dict[str, tuple[str, ...]]:
    """Words by locale, of the test document's catalogs whose text runs in the direction of ``language``.

    Text without spaces is cut where a line might end. Words with signs that are markup, or that fonts which are not
    shipped would be needed for, are left out.
    """
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((Path(__file__).parent / "data" / "scripts" / "locales").glob("*/LC_MESSAGES/booklet.po")):
        facts = locale_facts(path.parent.parent.name)
        if facts.direction != locale_facts(language).direction or facts.script in ("Jpan", "Kore"):
            continue
        with path.open("rb") as file:
            texts = [str(message.string) for message in read_po(file) if message.id and not message.pluralizable]
        words = dict.fromkeys(word for text in texts for word in _words(text, facts.tag))
        found[facts.tag] = tuple(word for word in words if len(word) < 12)  # three long ones overflow a table's row
    return found


def _words(text: str, tag: str) -> list[str]:
    found = []
    for part in text.split():
        if not re.search(r"[*\[\]{}()<>|\\`_#&^~=+@/\u200b\u200e\u200f-]|:|\d", part):
            ends = (
                [end for _, end in LineBreaker(part, tag.replace("-", "_")).segments()]
                if len(part) > 12
                else [len(part)]
            )
            cuts = [end for end in ends if end == len(part) or not extends[part[end]]]
            found += [part[start:end] for start, end in itertools.pairwise([0, *cuts])]
    return found


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x90" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@st.composite
def booklets(draw: st.DrawFn, language: str, *, long: bool = False, scripts: bool = False) -> Sample:
    """A whole booklet that the program must accept.

    With ``scripts`` its words are of any script that runs in the language's direction.

    If it is to be ``long`` it has lists, steps and footnotes so many that their numbers have two or three digits.
    """
    words = draw(st.sampled_from(sorted(words_by_script(language).values()))) if scripts else WORDS[language]
    return _Author(lambda least, most: draw(st.integers(least, most)), language, words).booklet(long=long)


def random_booklet(seed: int) -> tuple[str, Sample]:
    """The booklet of a seed, and the locale whose words it has; neither needs Hypothesis."""
    chance = random.Random(seed)
    language = chance.choice(("en", "ar"))
    locale, words = chance.choice(sorted(words_by_script(language).items()))
    return locale, _Author(chance.randint, language, words).booklet(long=chance.random() < 0.1)


def every_kind(language: str, numbers: Numbers) -> Sample:
    """A booklet with every kind of block, markup and attribute in it, whatever the numbers are."""
    return _Author(numbers, language, WORDS[language]).everything()


class _Author:
    """Writes one booklet; draws what to write."""

    def __init__(self, numbers: Numbers, language: str, words: Sequence[str]) -> None:
        self.number = numbers
        self.language = language
        self.words = words
        self.added = ADDED[language]
        self.ids = 0
        self.notes: dict[str, str] = {}
        self.pending: list[Shape] = []  # footnotes whose block has not ended yet
        self.headings: list[tuple[int, str, str]] = []  # level, id, words
        self.term = self.some_words(1, 2)
        self.ending_title = self.some_words(1, 3)
        self.abbreviated = self.some_words(1, 3)
        self.site = self.some_words(1, 3)

    # --- the whole

    def booklet(self, *, long: bool) -> Sample:
        front = [self.cover()]
        contents = self.contents() if self.flip() else None
        sections = [self.section(self.new_id(), [self.pick(_KINDS) for _ in range(self.number(1, 4))])]
        if long:
            sections.append(self.section(self.new_id(), [self.pick(_LONG_KINDS)]))
        for _ in range(self.number(0, 1 if long else 2)):
            sections.append(self.section(self.new_id(), [self.pick(_KINDS) for _ in range(self.number(1, 4))]))
        endings = [self.ending(imprint=self.flip())]
        if self.flip():
            endings.append(self.back_cover(everything=False))
        return self.bound(front, contents, [*sections, *endings])

    def everything(self) -> Sample:
        front, contents = [self.cover(everything=True)], self.contents()
        first = self.section(self.new_id(), [kind for kind in _KINDS if kind != "heading"])
        kinds = [*_LONG_KINDS, "subheading", "every_callout", "every_table", "subheading", "every_list", "every_mark"]
        sections = [first, self.section(self.new_id(), kinds), self.ending(imprint=True)]
        return self.bound(front, contents, [*sections, self.back_cover(everything=True)])

    def bound(
        self, front: list[Made], contents: tuple[Values, str] | None, sections: list[tuple[list[Values], Shape]]
    ) -> Sample:
        """The booklet of these parts. The lines of its contents are known only now."""
        if contents is not None:
            front.append(self.contents_tree(*contents))
        blocks = [block for block, _ in front] + [block for section, _ in sections for block in section]
        document = {
            "format": 1, "slug": "sample", "language": self.language, "title": self.title, "author": "Nobody",
            "edition": "1", "date": "2026-01-01",
            "links": {"site": {"href": "https://example.org/", "name": self.site}},
            "abbreviations": {"abbr": {"expansion": self.abbreviated}},
            "values": {"year": {"word": "2025"}},
            "blocks": blocks,
        }  # fmt: skip
        if self.notes:
            document["footnotes"] = self.notes
        children = [shape for _, shapes in front for shape in shapes] + [section for _, section in sections]
        tree = element("Document", *children, lang=self.language)
        if self.language == "ar":
            tree.facts["direction"] = "RlTb"
        return Sample(self.language, document, tree)

    def cover(self, *, everything: bool = False) -> Made:
        self.title = self.some_words(1, 5)
        block: Values = {"kind": "cover", "id": "cover"}
        section = element("Sect", element("Title", self.title, role="P"))
        for name in ("subtitle", "call", "attribution"):
            if everything or self.flip():
                block[name] = self.some_words(2, 8)
                section.children.append(element("P", block[name]))
        if everything or self.flip():
            block["picture"], shapes = self.picture()
            section.children += shapes
        return block, [section]

    def contents(self) -> tuple[Values, str]:
        title = self.some_words(1, 3)
        return {"kind": "contents", "id": "contents", "title": title, "depth": self.number(1, 3)}, title

    def contents_tree(self, block: Values, title: str) -> Made:
        """Each heading in an item of the list, deeper ones in a list inside the item of the one above."""
        top = element("TOC")
        lists = [top]
        for level, name, words in self.headings:
            if level > block["depth"]:
                continue
            link = element("Link", f"{words} ", PageOf(name), to=f"@{name}", contents=self.added["link"].format(words))
            del lists[level:]
            while len(lists) < level:
                lists.append(element("TOC"))
                lists[-2].elements()[-1].children.append(lists[-1])
            lists[-1].children.append(element("TOCI", element("Reference", link)))
        return block, [element("Sect", element("H1", title), top)]

    def section(self, name: str, kinds: Sequence[str]) -> tuple[list[Values], Shape]:
        """A heading of level 1 and what follows; the last is a paragraph: a section is more than its headings."""
        words = self.some_words(1, 6)
        block, shapes = self.heading(name, 1, words)
        blocks, tree = [block], element("Sect", *shapes, title=words)
        level = 1
        for drawn in [*kinds, "paragraph"]:
            kind = drawn
            if kind == "page_break" and blocks[-1]["kind"] in ("heading", "page-break"):
                kind = "paragraph"  # a heading must not end its page
            if kind == "heading":
                level = self.number(2, min(level + 1, 3))
            elif kind == "subheading":
                level = min(level + 1, 3)
            if kind in ("heading", "subheading"):
                after_heading = blocks[-1]["kind"] == "heading"
                block, shapes = self.heading(self.new_id(), level, self.some_words(1, 6), pictured=not after_heading)
            else:
                block, shapes = getattr(self, kind)()
            blocks.append(block)
            tree.children += [*shapes, *self.notes_of_block()]
        return blocks, tree

    def ending(self, *, imprint: bool) -> tuple[list[Values], Shape]:
        """The glossary that definitions and links rely on, and an imprint."""
        block, shapes = self.heading("words", 1, self.ending_title)
        blocks, tree = [block], element("Sect", *shapes, title=self.ending_title)
        block, shapes = self.glossary()
        blocks.append(block)
        tree.children += [*shapes, *self.notes_of_block()]
        if imprint:
            inside = [self.paragraph() for _ in range(self.number(1, 2))]
            blocks.append({"kind": "imprint", "id": self.new_id(), "blocks": [block for block, _ in inside]})
            words = [shape for _, shapes in inside for shape in shapes]
            tree.children.append(element("Sect", *words, element("P", self.added["edition"])))
            tree.children += self.notes_of_block()
        return blocks, tree

    def back_cover(self, *, everything: bool) -> tuple[list[Values], Shape]:
        words = self.some_words(2, 12)
        block: Values = {"kind": "back-cover", "id": "back", "text": words}
        tree = element("Sect", element("P", words))
        if everything or self.flip():
            block["note"] = self.some_words(2, 20)
            tree.children.append(element("P", block["note"]))
        if everything or self.flip():
            block["picture"], shapes = self.picture()
            tree.children += shapes
        return [block], tree

    def notes_of_block(self) -> list[Shape]:
        """Footnotes follow the outermost block that holds their marks."""
        notes, self.pending = self.pending, []
        return notes

    # --- kinds of blocks

    def heading(self, name: str, level: int, words: str, *, pictured: bool = True) -> Made:
        """Pictures of two headings that follow each other and must keep together do not fit on a page."""
        self.headings.append((level, name, words))
        block: Values = {"kind": "heading", "id": name, "level": level, "text": words}
        shapes = [element(f"H{level}", words, key=name)]
        if pictured and self.flip():
            block["picture"], figure = self.picture()
            shapes += figure
        return block, shapes

    def paragraph(self) -> Made:
        text, words = self.prose()
        return {"kind": "paragraph", "id": self.new_id(), "text": text, "lead": self.flip()}, [element("P", *words)]

    def quotation(self) -> Made:
        text, words = self.prose()
        block, quote = {"kind": "quotation", "id": self.new_id(), "text": text}, element("BlockQuote")
        quote.children.append(element("P", *words))
        if self.flip():
            block["source"] = self.some_words(1, 4)
            quote.children.append(element("P", block["source"]))
        return block, [quote]

    def callout(self) -> Made:
        return self.callout_of([self.pick(_KINDS_IN_CALLOUTS) for _ in range(self.number(1, 3))])

    def every_callout(self) -> Made:
        return self.callout_of(_KINDS_IN_CALLOUTS)

    def callout_of(self, kinds: Sequence[str]) -> Made:
        """A box that begins with the name of its kind and is called by its title, or by that name."""
        type_ = self.pick(("example", "key-fact", "warning", "get-help"))
        block: Values = {"kind": "callout", "id": self.new_id(), "type": type_}
        label = self.added[type_]
        aside = element("Aside", element("P", label), role="Sect", title=label)
        if self.flip():
            block["title"] = aside.facts["title"] = self.some_words(1, 4)
            aside.children.append(element("P", block["title"]))
        inside = [getattr(self, kind)() for kind in kinds]
        block["blocks"] = [made for made, _ in inside]
        aside.children += [shape for _, shapes in inside for shape in shapes]
        return block, [aside]

    def definition(self) -> Made:
        text, words = self.prose()
        item = element("LI", element("Lbl", self.term), element("LBody", element("P", *words)))
        return {"kind": "definition", "id": self.new_id(), "entry": "entry", "text": text}, [_list("None", item)]

    def facts(self) -> Made:
        items, tree = [], element("Div")
        for _ in range(self.number(1, 4)):
            words = self.some_words(1, 6)
            items.append({"id": self.new_id(), "figure": "{year}", "text": words})
            tree.children.append(element("Div", element("P", "2025"), element("P", words)))
        return {"kind": "facts", "id": self.new_id(), "items": items}, [tree]

    def list_(self) -> Made:
        return self.list_of(self.pick(_LIST_STYLES), lambda style: self.items(style, 0, self.number(1, 3)))

    def every_list(self) -> Made:
        """Items three levels deep."""
        return self.list_of("bullet", lambda style: self.items(style, 0, 2, nested=True))

    def long_list(self) -> Made:
        return self.list_of(self.pick(("number", "number", "bullet", "check")), self.many_items)

    def list_of(self, style: str, make: Callable[[str], tuple[list[Values], Shape]]) -> Made:
        """The beginning of a sentence that the items end is a paragraph before the list."""
        block: Values = {"kind": "list", "id": self.new_id(), "style": style}
        lead = []
        if style == "continuing":
            block["lead"] = self.some_words(2, 6)
            lead = [element("P", block["lead"])]
        block["items"], tree = make(style)
        return block, [*lead, tree]

    def items(self, style: str, depth: int, count: int, *, nested: bool = False) -> tuple[list[Values], Shape]:
        made, tree = [], _list(_numbering(style, depth))
        for number in range(1, count + 1):
            item: Values = {"id": self.new_id()}
            body = element("LBody")
            if style == "picture":  # which stands where the mark would be
                item["picture"], figure = self.picture()
                body.children += figure
                tree.children.append(element("LI", body))
            else:
                tree.children.append(element("LI", element("Lbl", _mark(style, number, depth)), body))
            item["text"], words = self.prose(divisible=style != "picture")
            body.children.append(element("P", *words))
            if depth < 2 and style != "picture" and (nested or self.number(0, 3) == 0):
                item["items"], inner = self.items(style, depth + 1, self.number(1, 3), nested=nested)
                body.children.append(inner)
            made.append(item)
        return made, tree

    def many_items(self, style: str) -> tuple[list[Values], Shape]:
        made, tree = [], _list(_numbering(style, 0))
        for number, words in enumerate(self.many_words(self.pick((10, 24, 101, 120))), 1):
            made.append({"id": self.new_id(), "text": words})
            body = element("LBody", element("P", words))
            tree.children.append(element("LI", element("Lbl", _mark(style, number, 0)), body))
        return made, tree

    def table(self) -> Made:
        headed = self.flip()
        columns = 2 if headed else self.number(2, 3)  # four would be too wide where all of them have long words
        return self.table_of(self.number(2, 12), columns, captioned=self.flip(), headed=headed)

    def every_table(self) -> Made:
        return self.table_of(3, 3, captioned=True, headed=True)

    def table_of(self, rows: int, columns: int, *, captioned: bool, headed: bool) -> Made:
        """Each data cell names the header cell of its column and then that of its row, if it has one."""
        block: Values = {"kind": "table", "id": self.new_id()}
        top = element("TR")
        body = element("TBody")
        tree = element("Table")
        if captioned:
            block["caption"] = self.some_words(1, 5)
            tree.children.append(element("Caption", block["caption"]))
        if headed:
            block["corner"] = self.some_words(1, 2)
            top.children.append(_header(block["corner"], "Column"))
        block["columns"] = [{"id": self.new_id(), "text": self.some_words(1, 2)} for _ in range(columns)]
        top.children += [_header(column["text"], "Column") for column in block["columns"]]
        block["rows"] = []
        first = 1 if headed else 0
        for number in range(1, rows + 1):
            row: Values = {"id": self.new_id()}
            line = element("TR")
            if headed:
                row["header"] = self.some_words(1, 2)
                line.children.append(_header(row["header"], "Row"))
            row["cells"] = []
            for column in range(first, first + columns):
                words: Words = [self.some_words(1, 6)]
                mark = ""
                if self.number(0, 31) == 0:
                    mark, reference = self.footnote()
                    words.append(reference)
                row["cells"].append(f"{words[0]}{mark}")
                headers = f"0,{column} {number},0" if headed else f"0,{column}"
                line.children.append(element("TD", *words, headers=headers))
            block["rows"].append(row)
            body.children.append(line)
        tree.children += [element("THead", top), body]
        return block, [tree]

    def figure(self) -> Made:
        picture, figure = self.picture(meaning=True)
        block: Values = {"kind": "figure", "id": self.new_id(), "picture": picture, "width": 0.6}
        if self.flip():
            block["caption"] = self.some_words(2, 8)
            figure[0].children.append(element("Caption", block["caption"]))
        return block, [element("Div", *figure)]

    def story(self) -> Made:
        panels, tree = [], element("Div")
        for _ in range(self.number(2, 4)):
            picture, figure = self.picture()
            text, words = self.prose(divisible=False)
            panels.append({"id": self.new_id(), "picture": picture, "text": text})
            tree.children.append(element("Div", *figure, element("P", *words)))
        return {"kind": "story", "id": self.new_id(), "panels": panels}, [tree]

    def steps(self) -> Made:
        items, tree = [], _list("Decimal")
        for number in range(1, self.number(1, 4) + 1):
            item: Values = {"id": self.new_id()}
            body = element("LBody")
            if self.flip():
                item["title"] = self.some_words(1, 4)
                body.children.append(element("P", item["title"]))
            item["text"], words = self.prose()
            body.children.append(element("P", *words))
            if self.number(0, 3) == 0:
                item["picture"], figure = self.picture()
                body.children += figure
            items.append(item)
            tree.children.append(element("LI", element("Lbl", str(number)), body))
        return {"kind": "steps", "id": self.new_id(), "items": items}, [tree]

    def long_steps(self) -> Made:
        items, tree = [], _list("Decimal")
        for number, words in enumerate(self.many_words(self.pick((10, 24, 101))), 1):
            items.append({"id": self.new_id(), "text": words})
            body = element("LBody", element("P", words))
            tree.children.append(element("LI", element("Lbl", str(number)), body))
        return {"kind": "steps", "id": self.new_id(), "items": items}, [tree]

    def glossary(self) -> Made:
        text, words = self.prose()
        entry = {"id": "entry", "term": self.term, "text": text}
        item = element("LI", element("Lbl", self.term), element("LBody", element("P", *words)), key="entry")
        return {"kind": "glossary", "id": self.new_id(), "entries": [entry]}, [_list("None", item)]

    def contacts(self) -> Made:
        items, tree = [], _list("None")
        kinds = (("web", "example.org", "https://example.org/"), ("phone", "+44 20 7946 0000", "tel:+442079460000"))
        for _ in range(self.number(1, 3)):
            kind, shown, href = self.pick(kinds)
            label = self.some_words(1, 4)
            item = {"id": self.new_id(), "type": kind, "label": label, "shown": shown, "href": href}
            link = element("Link", shown, to=href, contents=f"{label}: {shown}")
            body = element("LBody", element("P", link))
            if self.flip():
                item["note"] = self.some_words(2, 8)
                body.children.append(element("P", item["note"]))
            items.append(item)
            tree.children.append(element("LI", element("Lbl", label), body))
        return {"kind": "contacts", "id": self.new_id(), "items": items}, [tree]

    def qr(self) -> Made:
        text, alt = self.some_words(2, 8), self.some_words(2, 5)
        block = {"kind": "qr", "id": self.new_id(), "address": "site", "text": text, "alt": alt}
        link = element("Link", "example.org", to="https://example.org/", contents=self.site)
        return block, [element("Div", element("Figure", alt=alt), element("P", text), element("P", link))]

    def page_break(self) -> Made:
        """The picture of a page that may be left over has no element."""
        block: Values = {"kind": "page-break", "id": self.new_id(), "to": self.pick(("next", "recto", "verso"))}
        if self.flip():
            block["picture"] = {"file": "images/drawing.svg", "decorative": True}
        return block, []

    # --- words

    def prose(self, *, divisible: bool = True) -> tuple[str, Words]:
        """Words with markup. Now and then more of them than a page holds, where what they stand in can be divided."""
        parts = [self.marked(self.pick(_MARKUP)) for _ in range(self.number(1, 4))]
        if divisible and self.number(0, 15) == 0:
            long = self.some_words(300, 600)
            parts.append((long, [long]))
        return self.joined(parts, noted=self.number(0, 7) == 0)

    def every_mark(self) -> Made:
        """A paragraph with every kind of markup and a footnote."""
        text, words = self.joined([self.marked(kind) for kind in dict.fromkeys(_MARKUP)], noted=True)
        return {"kind": "paragraph", "id": self.new_id(), "text": text}, [element("P", *words)]

    def many_notes(self) -> Made:
        """A paragraph with a footnote after every few words."""
        marked, words = [], []
        for number, each in enumerate(self.many_words(self.pick((10, 30)))):
            mark, reference = self.footnote(each)
            space = " " if number else ""
            marked.append(f"{space}{each}{mark}")
            words += [f"{space}{each}", reference]
        return {"kind": "paragraph", "id": self.new_id(), "text": "".join(marked)}, [element("P", *words)]

    def joined(self, parts: list[tuple[str, Words]], *, noted: bool) -> tuple[str, Words]:
        text = " ".join(markup for markup, _ in parts)
        words: Words = []
        for _, part in parts:
            words += [" ", *part] if words else part
        if noted:
            mark, reference = self.footnote()
            text += mark
            words.append(reference)
        return text, words

    def marked(self, kind: str) -> tuple[str, Words]:
        """Words with their markup, and what it is in the tree."""
        words = self.some_words(1, 12)
        match kind:
            case "strong":
                return f"**{words}**", [element("Strong", words, role="Span")]
            case "emphasis":
                return f"*{words}*", [element("Em", words, role="Span")]
            case "both":
                inner = element("Em", words, role="Span")
                return f"**{words} *{words}***", [element("Strong", f"{words} ", inner, role="Span")]
            case "link":
                contents = self.added["link"].format(self.ending_title)
                return f"[{words}](words)", [element("Link", words, to="@words", contents=contents)]
            case "term":
                contents = self.added["link"].format(self.term)
                return f"[{words}](entry)", [element("Link", words, to="@entry", contents=contents)]
            case "address":
                link = element("Link", words, to="https://example.org/", contents=self.site)
                return f"[{words}](site)", [link]
            case "abbreviation":
                return f"[{words}](abbr)", [element("Span", words, expansion=self.abbreviated)]
            case "foreign":
                tag, foreign = FOREIGN[self.language]
                word = self.pick(foreign)
                return f"[{word}](lang:{tag})", [element("Span", word, lang=tag)]
            case "value":
                return f"{words} {{year}}", [f"{words} 2025"]
            case _:
                return words, [words]

    def footnote(self, words: str | None = None) -> tuple[str, Shape]:
        """The mark of a new footnote, and its Reference. Footnotes are numbered as their marks are read."""
        number = len(self.notes) + 1
        text = words or self.some_words(1, self.pick((5, 30, 120)))
        self.notes[f"n{number}"] = text
        key = f"note {number}"
        self.pending.append(element("Note", element("Lbl", str(number)), element("P", text), key=key, id="yes"))
        link = element("Link", str(number), to=f"@{key}", contents=self.added["note"].format(number))
        return f"[^n{number}]", element("Reference", link)

    def some_words(self, least: int, most: int) -> str:
        words = self.words
        count = self.number(least, most)
        start, step = self.number(0, len(words) - 1), self.number(1, 7)
        return " ".join(words[(start + step * number) % len(words)] for number in range(count))

    def many_words(self, count: int) -> list[str]:
        """So many texts of one to three words, for few drawn numbers."""
        words = self.words
        start = self.number(0, len(words) - 1)
        return [" ".join(words[(start + 5 * number + each) % len(words)] for each in range(1 + number % 3))
                for number in range(count)]  # fmt: skip

    # --- chances

    def picture(self, *, meaning: bool = False) -> tuple[Values, list[Shape]]:
        """A picture and its Figure; none if it only decorates."""
        file = self.pick(("images/drawing.svg", "images/photo.png"))
        if not meaning and not self.flip():
            return {"file": file, "decorative": True}, []
        alt = self.some_words(3, 8)
        return {"file": file, "alt": alt}, [element("Figure", alt=alt)]

    def new_id(self) -> str:
        self.ids += 1
        return f"b{self.ids}"

    def flip(self) -> bool:
        return self.number(0, 1) == 1

    def pick(self, values: Sequence[Any]) -> Any:
        return values[self.number(0, len(values) - 1)]


def _list(numbering: str, *items: Shape) -> Shape:
    return element("L", *items, numbering=numbering)


def _header(words: str, scope: str) -> Shape:
    return element("TH", words, scope=scope, id="yes")


def _numbering(style: str, depth: int) -> str:
    """Marks by depth; check marks have no name and are the same at every depth."""
    names = {"number": "Decimal", "picture": "None", "check": "Disc"}
    return names.get(style) or ("Disc", "Circle", "Square")[depth]


def _mark(style: str, number: int, depth: int) -> str:
    return {"number": f"{number}.", "check": "✓"}.get(style) or "•–·"[depth]


_KINDS = (
    "heading", "paragraph", "quotation", "callout", "definition", "facts", "list_", "table", "figure", "story", "steps",
    "contacts", "qr", "page_break",
)  # fmt: skip
_KINDS_IN_CALLOUTS = (
    "paragraph", "quotation", "definition", "facts", "list_", "table", "figure", "steps", "contacts", "qr",
)  # fmt: skip
_LONG_KINDS = ("long_list", "long_steps", "many_notes")
_LIST_STYLES = ("bullet", "number", "check", "picture", "continuing")
_MARKUP = (
    "none", "none", "strong", "emphasis", "both", "link", "term", "address", "abbreviation", "foreign", "value",
)  # fmt: skip
