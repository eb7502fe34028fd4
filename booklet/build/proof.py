# SPDX-License-Identifier: Apache-2.0
"""What a translator is shown of a booklet: the pages as they stand, where each message is on them, what it lacks.

Pages are laid out as a build does it, and drawn by the same code. Only what a build leaves out may be shown too:
translations that are marked fuzzy.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import pypdfium2
from msgspec.structs import replace

from booklet.build.pageimages import page_picture
from booklet.build.run import choice
from booklet.build.task import EDITIONS, Workshop, open_workshop
from booklet.content.model import Message, SourceBooklet
from booklet.l10n.catalog import available_locales
from booklet.l10n.locale import locale_facts
from booklet.l10n.localise import localise
from booklet.l10n.model import Booklet, LocalText
from booklet.l10n.tags import parse_tag, same_language
from booklet.layout.engine import lay_out
from booklet.layout.messageboxes import MessageBox, message_boxes
from booklet.layout.model import Layout, Page, Rect
from booklet.pdf.pages import write_pages
from booklet.pictures.marked import PixelBox
from booklet.pictures.montage import Pixels
from booklet.problems import BookletError, Problem, Problems
from booklet.tagging.build import structure_tree
from booklet.tagging.model import StructureTree
from booklet.tagging.verify import TaggingError
from booklet.text.typeset import Typesetter
from booklet.values import Immutable

__all__ = [
    "Proof", "State", "draw_page", "make_proof", "make_typesetter", "open_proof", "pixel_box", "state_of",
    "why_not_drawn",
]  # fmt: skip

State = Literal["translated", "fuzzy", "untranslated", "source"]
"""Of a text: whether it is in the locale's language, or its translation is unsure; ``source`` in the source's own."""

_UNSEEN: Mapping[str, str] = MappingProxyType(
    {
        "title": "the document's title, in windows' titles and searches",
        "metadata": "a property of the file, in windows' titles and searches",
        "expansion": "spoken by screen readers in place of an abbreviation",
        "label": "describes a link to screen readers and when the pointer rests on it",
        "interface": "spoken by screen readers, or printed only when it is needed",
        "alternative text": "describes a picture that this edition does not show",
        "contact": "the contacts of this locale take its place",
    }
)
"""Why a message of a kind is not on any page, where that is no more than its kind can tell."""


class Proof(Immutable, frozen=True):
    """A booklet laid out in one locale and edition. ``boxes`` has the messages that are drawn, by id.

    ``problems`` are those of the catalogs and the layout. ``index`` of each page is its place in ``layout.pages``.
    """

    booklet: Booklet
    layout: Layout
    tree: StructureTree
    boxes: Mapping[str, tuple[MessageBox, ...]]
    problems: tuple[Problem, ...]
    edition: str

    @property
    def messages(self) -> tuple[Message, ...]:
        """What there is to translate, drawn or not, in reading order."""
        return tuple(message for message in self.booklet.source.messages if message.id in self.booklet.texts)


def make_proof(
    shop: Workshop, locale: str, edition: str, *, unsure: bool = False, typesetter: Typesetter | None = None
) -> Proof:
    """Lay a locale's booklet out in an edition of the workshop's, with fuzzy translations where they are ``unsure``.

    ``typesetter`` is one of the same locale and edition that has set much of it before.

    Raises:
        BookletError: with all that a build would not get past.
    """
    problems = Problems()
    booklet = localise(shop.source, locale, problems, unsure=unsure)
    problems.stop_if_errors()
    theme = shop.themes[edition]
    layout = lay_out(booklet, typesetter or make_typesetter(shop, locale, edition), theme, problems)
    problems.stop_if_errors()
    try:
        tree = structure_tree(booklet, layout)
    except TaggingError as error:
        mend = "this is a fault of the program, please report it with your booklet"
        raise BookletError([*problems, Problem(None, f"{locale}, {edition}: {error}", mend)]) from error
    return Proof(booklet, layout, tree, message_boxes(booklet, layout), tuple(problems), edition)


def open_proof(folder: Path, locale: str, edition: str) -> Proof:
    """The proof of a locale of the booklet in ``folder``, with fuzzy translations.

    Raises:
        UnknownChoiceError: there is no such locale or edition.
        BookletError: with all that a build would not get past.
    """
    edition = choice("edition", edition, EDITIONS)
    shop = open_workshop(folder, (edition,))
    proof = make_proof(shop, choice("locale", locale, available_locales(shop.source)), edition, unsure=True)
    return replace(proof, problems=(*shop.problems, *proof.problems))


def make_typesetter(shop: Workshop, locale: str, edition: str) -> Typesetter:
    """What sets the texts of a locale in an edition."""
    return Typesetter(shop.library, locale_facts(locale), shop.themes[edition].scripts)


def state_of(text: LocalText, booklet: Booklet) -> State:
    """What is to be done about a text, if anything."""
    if text.unsure:
        return "fuzzy"
    own, source = parse_tag(booklet.locale.tag), parse_tag(booklet.source.language)
    if not same_language(parse_tag(text.lang), own):
        return "untranslated"
    return "source" if same_language(own, source) else "translated"


def why_not_drawn(message: Message, source: SourceBooklet) -> str:
    """Why a message without boxes is on no page, in a few words."""
    other = source.discreet
    if other is not None:
        alt = other.picture.alt if other.picture else None
        if message.id in {each.id for each in (other.title, other.subtitle, alt) if each is not None}:
            return "belongs to the discreet cover"
    return _UNSEEN.get(message.kind, "not in this edition")


def draw_page(proof: Proof, page: Page, width: int) -> Pixels:
    """The picture of a page, ``width`` pixels wide, as PDFium draws that page of the finished file."""
    target = io.BytesIO()
    write_pages([page], proof.layout, proof.tree, target)
    document = pypdfium2.PdfDocument(target.getvalue())
    try:
        return page_picture(document, 0, width)
    finally:
        document.close()


def pixel_box(box: Rect, page: Page, size: tuple[int, int]) -> PixelBox:
    """A box of a page in a picture of that page of a size in pixels: as much of it as lies on the page."""
    across, down = size[0] / page.width, size[1] / page.height
    left, top = max(0, int(box.x * across)), max(0, int(box.y * down))
    right = min(size[0], -int(-(box.x + box.width) * across // 1))
    bottom = min(size[1], -int(-(box.y + box.height) * down // 1))
    return left, top, max(1, right - left), max(1, bottom - top)
