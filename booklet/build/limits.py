# SPDX-License-Identifier: Apache-2.0
"""How long the translations may be that have to fit into a place of fixed size.

Most of a booklet flows: a longer text takes another line, another page. These texts do not, and the layout itself says
how many characters of theirs go in, in the tightest of some editions:

- words on the cover, and those on the back cover, which share the height of a page: all of them may reach their limits
  at once;
- the words of a panel, which stand beside its picture as long as they are not much taller;
- the headers of a table's columns, which must not be wider than the table leaves them, even as one long word.

A text of some length is made of the letters of the one that stands there, the locale's own where there is one, so that
its width is that of the language. A tenth of what it may grow is held back, since other words break into other lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from booklet.build.task import Workshop
from booklet.content.inline import Text
from booklet.content.model import BackCover, Block, Cover, Message, Story, Table, walk_blocks
from booklet.l10n.localise import localise
from booklet.l10n.model import Booklet
from booklet.layout.blocks.registry import build
from booklet.layout.setter import Numbers, Setter
from booklet.layout.theme import Theme
from booklet.layout.wholewords import whole_words
from booklet.problems import Problems
from booklet.text.characters import extends
from booklet.text.typeset import Typesetter

__all__ = ["MOST", "limits"]

MOST = 400
"""Characters; what has room for more needs no limit."""

_HELD_BACK = 0.9
"""The share of the room to grow that is given to translators."""

_STEPS = 64
"""Fineness of the search for how much some texts may grow together: each of their lengths doubles in so many steps."""

_Fits = Callable[[Booklet], bool]
"""Whether the places in question take the texts of a booklet."""


def limits(shop: Workshop, locale: str) -> Mapping[str, int]:
    """The most characters, without markup, of each message that has a place of fixed size, by message id.

    The editions are those of the workshop. Faults of the catalog do not matter here: such a text counts as missing, and
    the source's stands in for it.

    Raises:
        BookletError: the locale is unknown, or has no catalog.
    """
    booklet = localise(shop.source, locale, Problems())
    found: dict[str, int] = {}
    whole = whole_words(booklet)
    for theme in shop.themes.values():
        typesetter = Typesetter(shop.library, booklet.locale, theme.scripts)
        typesetter.keep_whole(whole)
        for message_id, most in _of_theme(booklet, theme, typesetter):
            found[message_id] = min(most, found.get(message_id, most))
    order = [message.id for message in shop.source.messages if message.id in found]
    return MappingProxyType({message_id: found[message_id] for message_id in order if found[message_id] <= MOST})


def _of_theme(booklet: Booklet, theme: Theme, typesetter: Typesetter) -> Iterator[tuple[str, int]]:
    for block in walk_blocks(booklet.blocks):
        match block:
            case Cover():
                words = _present((block.title, block.subtitle, block.call, block.attribution))
                yield from _together(words, booklet, _without_error(block, theme, typesetter))
            case BackCover():
                words = _present((block.text, block.note))
                yield from _together(words, booklet, _without_error(block, theme, typesetter))
            case Story():
                for panel in block.panels:
                    fits = _beside(replace(block, panels=(panel,)), theme, typesetter)
                    # Words that are under their picture anyway have all the room there is.
                    yield from _together([panel.text], booklet, fits, only_if_now=True)
            case Table():
                yield from _headers(block, booklet, _without_error(block, theme, typesetter))


def _present(messages: Sequence[Message | None]) -> list[Message]:
    return [message for message in messages if message is not None]


# --- what fits


def _without_error(block: Block, theme: Theme, typesetter: Typesetter) -> _Fits:
    """Whether the layout makes a block without complaint."""

    def fits(booklet: Booklet) -> bool:
        problems = Problems()
        build(block, _setter(booklet, theme, typesetter, problems))
        return not problems.errors

    return fits


def _beside(story: Story, theme: Theme, typesetter: Typesetter) -> _Fits:
    """Whether a story's only panel is one box: words under the picture are boxes of their own."""

    def fits(booklet: Booklet) -> bool:
        return len(build(story, _setter(booklet, theme, typesetter, Problems())).items) == 1

    return fits


def _setter(booklet: Booklet, theme: Theme, typesetter: Typesetter, problems: Problems) -> Setter:
    notes = {note: number for number, note in enumerate(booklet.source.footnotes, 1)}
    return Setter(booklet, typesetter, theme, Numbers(), notes, problems)


# --- how much


def _together(
    messages: Sequence[Message], booklet: Booklet, fits: _Fits, *, only_if_now: bool = False
) -> Iterator[tuple[str, int]]:
    """How long texts may be that share one place, if all grow by the same share."""
    now = {message.id: _letters(message, booklet) for message in messages}
    if not now or (only_if_now and not fits(booklet)):
        return
    longest = max(len(text) for text in now.values())

    def at(steps: int) -> dict[str, str]:
        return {key: _grown(text, len(text) * steps // _STEPS) for key, text in now.items()}

    # As far as the longest text goes without a limit; more is of no interest.
    beyond = (MOST + 1) * _STEPS // max(1, longest) + _STEPS * 2
    steps = _most(beyond, lambda number: fits(_with(booklet, at(number))))
    if steps == beyond - 1:  # nothing was too much
        return
    for key, text in now.items():
        most = len(text) * steps // _STEPS
        if most > len(text):
            most = len(text) + int((most - len(text)) * _HELD_BACK)
        yield key, most


def _headers(table: Table, booklet: Booklet, fits: _Fits) -> Iterator[tuple[str, int]]:
    """How long the headers of a table may be if each is one long word, all others being as they are.

    Where a header is longer than that and fits, being several words, it is not its length that counts.
    """
    headers = _present((table.corner, *(column.text for column in table.columns)))
    now = {message.id: _letters(message, booklet) for message in headers}
    source = {message.id: len(message.text) for message in headers}
    while now:

        def together(number: int, now: Mapping[str, str] = now) -> bool:
            return fits(_with(booklet, {key: _word(text, number) for key, text in now.items()}))

        if together(MOST + 1):  # lines may end within these words: nothing is ever too wide
            return
        most = _most(MOST + 1, together)
        kept = {key: text for key, text in now.items() if max(len(text), source[key]) <= most}
        if kept == now:
            for key, text in now.items():
                yield key, len(text) + int((most - len(text)) * _HELD_BACK)
            return
        now = kept


def _most(beyond: int, fits: Callable[[int], bool]) -> int:
    """The largest number below ``beyond`` up to which all that is tried fits; 0 where nothing does."""
    low, high = 0, beyond
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low


def _letters(message: Message, booklet: Booklet) -> str:
    return booklet.plain(message) or message.text


def _grown(text: str, length: int) -> str:
    """The first characters of a text that goes on and on."""
    return " ".join([text] * (length // max(1, len(text)) + 1))[:length].rstrip() or text[:1]


def _word(text: str, length: int) -> str:
    """One word of some length, of a text's letters."""
    # Vowel signs and other marks are of a word as well: they take characters, and little room.
    letters = "".join(char for char in text if char.isalpha() or extends[char]) or text.replace(" ", "")
    return (letters * (length // len(letters) + 1))[:length]


def _with(booklet: Booklet, words: Mapping[str, str]) -> Booklet:
    """The booklet with other words for some messages."""
    texts = dict(booklet.texts)
    for key, text in words.items():
        texts[key] = replace(texts[key], inlines=(Text(text),))
    return replace(booklet, texts=MappingProxyType(texts))
