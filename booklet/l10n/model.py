# SPDX-License-Identifier: Apache-2.0
"""The booklet in one locale: the source's blocks with every message in the best language there is for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from booklet.content.inline import Emphasis, Foreign, Inline, Link, Strong, Text
from booklet.content.model import Block, Message, SourceBooklet
from booklet.problems import Span
from booklet.values import Immutable

__all__ = ["Booklet", "Direction", "LocalText", "Locale"]

Direction = Literal["ltr", "rtl"]


class Locale(Immutable, frozen=True):
    """Facts of a locale, from CLDR (through Babel) and our own data file.

    ``bullets`` are list marks by depth, ``check_mark`` that of a checklist. ``digits`` are the ten digits in use.
    ``list_number`` is the pattern of a numbered item's mark (``"{}."``). ``hyphens`` is a Pyphen dictionary or "".
    """

    tag: str  # BCP 47, "zh-Hans"
    posix: str  # folder name, "zh_Hans"
    script: str  # ISO 15924, "Latn"
    direction: Direction
    name: str  # in its own language
    digits: str
    bullets: tuple[str, ...]
    check_mark: str
    list_number: str
    hyphens: str

    def number(self, value: int) -> str:
        """A page, step or note number in the locale's digits, without grouping."""
        return "".join(self.digits[int(digit)] for digit in str(value))


class LocalText(Immutable, frozen=True):
    """A message as it will be read. ``lang`` is the language it is really in; ``span`` is where that text stands.

    ``inlines`` hold no :class:`~booklet.content.inline.Value` any more. ``unsure`` is a translation marked fuzzy, which
    only previews show.
    """

    message: Message
    inlines: tuple[Inline, ...]
    lang: str
    direction: Direction
    span: Span
    fallback: bool = False
    unsure: bool = False


class Booklet(Immutable, frozen=True):
    """A booklet in one locale; what layout and tagging read.

    ``blocks`` are the source's, with glossaries sorted and contacts replaced by the locale's own.
    ``texts`` has every message that ``blocks`` mention, and every ``ui.*`` message, by message id.
    ``beside`` is the booklet of the facing pages in an edition in two languages, if its title is another; covers show
    that too.
    """

    source: SourceBooklet
    locale: Locale
    blocks: tuple[Block, ...]
    texts: Mapping[str, LocalText]
    translators: tuple[str, ...] = ()
    machine_draft: bool = False
    translated: int = 100
    """Percentage of messages that are in the locale's own language."""
    notice: bool = False
    """A visible notice about missing translations is due (below the booklet's threshold)."""
    country: str = ""
    """The country whose contacts ``blocks`` have (ISO 3166-1); empty where they are the same for everybody."""
    beside: Booklet | None = None

    def text(self, message: Message) -> LocalText:
        """The local text of a message."""
        return self.texts[message.id]

    def plain(self, message: Message) -> str:
        """The local text of a message without its markup."""
        return plain_text(self.texts[message.id].inlines)


def plain_text(inlines: tuple[Inline, ...]) -> str:
    """The characters of inline nodes, without marks of footnotes and page numbers."""
    parts: list[str] = []
    for node in inlines:
        if isinstance(node, Text):
            parts.append(node.text)
        elif isinstance(node, Strong | Emphasis | Link | Foreign):
            parts.append(plain_text(node.children))
    return "".join(parts)
