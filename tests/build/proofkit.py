# SPDX-License-Identifier: Apache-2.0
"""What a finished file has inside the boxes of a message, by PDFium's own account of its characters."""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections import Counter

import pypdfium2
from pypdfium2 import raw as pdfium

from booklet.build.proof import make_proof
from booklet.content.inline import Emphasis, Foreign, Link, NoteMark, PageRef, Strong, Text
from booklet.layout.model import TextFragment
from booklet.pdf.model import DocumentInfo
from booklet.pdf.write import write_pdf

_UNSEEN = {"\u00ad", "\u2010", "\ufffe", "\u200b"}
"""Marks of a line's end, which are no text of the message's."""


def plain(text):
    """Characters of a text that are seen: no spaces, no marks of direction, no hyphens at a line's end."""
    return [
        char
        for char in unicodedata.normalize("NFC", text)
        if not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc") and char not in _UNSEEN
    ]


def printed(booklet, inlines, numbers, pages):
    """The words of a message as they are printed, with the numbers of its notes and pages."""
    out = []
    for node in inlines:
        if isinstance(node, Text):
            out.append(node.text)
        elif isinstance(node, NoteMark):
            out.append(booklet.locale.number(numbers[node.note]))
        elif isinstance(node, PageRef):
            out.append(booklet.locale.number(pages[node.target].page + 1))
        elif isinstance(node, Strong | Emphasis | Link | Foreign):
            out.append(printed(booklet, node.children, numbers, pages))
    return "".join(out)


def note_numbers(booklet):
    order = {}

    def walk(nodes):
        for node in nodes:
            if isinstance(node, NoteMark):
                order.setdefault(node.note, len(order) + 1)
            elif isinstance(node, Strong | Emphasis | Link | Foreign):
                walk(node.children)

    for message in booklet.source.messages:
        walk(booklet.texts[message.id].inlines)
    return order


class Seen:
    """A proof and the characters of its finished file: on each page (character, x, y) of its origin, y downwards."""

    def __init__(self, shop, locale, edition="screen"):
        self.proof = make_proof(shop, locale, edition, unsure=True)
        source = self.proof.booklet.source
        info = DocumentInfo(
            title="Test", lang=locale, direction=self.proof.layout.direction, author="", subject="", keywords=(),
            date=source.date, standard="ua1",
        )  # fmt: skip
        target = io.BytesIO()
        write_pdf(self.proof.layout, self.proof.tree, info, target)
        document = pypdfium2.PdfDocument(target.getvalue())
        self.ink = [_characters(document[index]) for index in range(len(document))]
        self.pages = [[each[:3] for each in page] for page in self.ink]
        document.close()

    def inside(self, box):
        rect = box.box
        return "".join(
            char
            for char, x, y in self.pages[box.page]
            if rect.x - 0.5 <= x <= rect.x + rect.width + 0.5 and rect.y <= y <= rect.y + rect.height
        )

    def wrong(self):
        """For each message and role, the characters that its boxes lack or have too many."""
        booklet = self.proof.booklet
        numbers, pages = note_numbers(booklet), self.proof.layout.destinations
        faults = {}
        for message_id, boxes in self.proof.boxes.items():
            words = Counter(plain(printed(booklet, booklet.texts[message_id].inlines, numbers, pages)))
            own = [box for box in boxes if box.role == "text"]
            if not own:
                continue
            found = Counter(plain("".join(self.inside(box) for box in own)))
            times = max(1, round(sum(found.values()) / max(1, sum(words.values()))))
            expected = Counter({char: count * times for char, count in words.items()})
            if found != expected:
                faults[message_id] = dict(expected - found), dict(found - expected)
        return faults

    def outside(self):
        """Messages of whose letters some have ink above or below the boxes: (message, characters)."""
        booklet = self.proof.booklet
        found = []
        for message_id in booklet.texts:
            own = [box for box in self.proof.boxes.get(message_id, ()) if box.role == "text"]
            for box in own:
                rect = box.box
                out = [
                    char
                    for char, x, y, top, bottom in self.ink[box.page]
                    if rect.x - 0.5 <= x <= rect.x + rect.width + 0.5 and rect.y <= y <= rect.y + rect.height
                    if top < rect.y - 1.0 or bottom > rect.y + rect.height + 1.0
                ]
                if out:
                    found.append((message_id, "".join(out)))
        return found

    def unmarked(self):
        """Runs of messages that lie in none of their message's boxes."""
        boxes = self.proof.boxes
        return [
            (page.index, fragment.run.text)
            for page in self.proof.layout.pages
            for fragment in page.fragments
            if isinstance(fragment, TextFragment) and fragment.run.message and fragment.run.text.strip()
            if not any(
                box.page == page.index
                and box.box.x - 1 <= fragment.x + fragment.run.width / 2 <= box.box.x + box.box.width + 1
                and box.box.y <= fragment.y + fragment.run.style.rise <= box.box.y + box.box.height
                for box in boxes.get(fragment.run.message, ())
            )
        ]


def _characters(page):
    text = page.get_textpage()
    height = page.get_height()
    x, y, left, right, low, high = (ctypes.c_double() for _ in range(6))
    found = []
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if not code or pdfium.FPDFText_IsGenerated(text.raw, index) == 1:
            continue
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        pdfium.FPDFText_GetCharBox(text.raw, index, left, right, low, high)
        found.append((chr(code), x.value, height - y.value, height - high.value, height - low.value))
    text.close()
    return found
