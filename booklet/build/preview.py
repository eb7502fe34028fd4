# SPDX-License-Identifier: Apache-2.0
"""A booklet in one locale, kept warm while its catalog is being edited.

What a saved file does not touch is kept: fonts, shaped words, paragraphs that were set before, pictures of pages that
come out as they were. Pictures are drawn when they are asked for, so that the page being looked at comes first. While
something is wrong the last good pages stay, with what is wrong beside them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from booklet.build.proof import Proof, draw_page, make_proof, make_typesetter, state_of, why_not_drawn
from booklet.build.run import choice
from booklet.build.task import EDITIONS, open_workshop
from booklet.content.model import Message
from booklet.l10n.catalog import available_locales, catalog_path, text_files
from booklet.l10n.extract import message_comments
from booklet.l10n.fallback import chain
from booklet.l10n.lint.words import max_length
from booklet.l10n.model import Booklet, LocalText
from booklet.l10n.poread import read_po
from booklet.l10n.tags import parse_tag
from booklet.layout.model import Page, Rect
from booklet.pictures.montage import png_bytes
from booklet.problems import BookletError, Problem, Problems, Severity
from booklet.text.typeset import Typesetter
from booklet.values import Immutable

__all__ = ["Preview"]

PICTURE_WIDTH = 900
"""Pixels of a page's width."""

_MOST_PICTURES = 64_000_000
"""Bytes of pictures that are kept."""

_Signature = tuple[tuple[str, int, int, int], ...]
"""Files with what changes when they are saved: time, size, and the file itself, which some editors replace."""


class Preview:
    """The preview of a locale in an edition. All its methods may be called from any thread.

    ``version`` goes up by one whenever there is something new to see; :meth:`wait` waits for that.

    Raises:
        BookletError: the booklet cannot be read.
        UnknownChoiceError: there is no such locale or edition.
    """

    def __init__(self, folder: Path, locale: str, edition: str = EDITIONS[0], width: int = PICTURE_WIDTH) -> None:
        self._folder = folder
        self._edition = choice("edition", edition, EDITIONS)
        self._width = width
        self._shop = open_workshop(folder, (self._edition,))
        self._locale = choice("locale", locale, available_locales(self._shop.source))
        self._work = threading.RLock()  # one at a time lays out, and draws: PDFium knows no threads
        self._news = threading.Condition()
        self._closed = False
        self.version = 0
        self._proof: Proof | None = None
        self._typesetter: Typesetter | None = None
        self._problems: tuple[Problem, ...] = ()
        self._broken = False
        self._drawn_for: list[int] = []  # the version in which each page last became another
        self._changed: tuple[str, ...] = ()
        self._pictures: OrderedDict[tuple[int, int], bytes] = OrderedDict()
        self._kept = 0
        self._comments: Mapping[str, tuple[str, ...]] = {}
        self._source_files: _Signature = _signature(self._watched_sources())
        self._files: _Signature = ()
        self.refresh()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What there is to say of the booklet and the catalog as they were last read."""
        return self._problems

    @property
    def broken(self) -> bool:
        """Whether something there is an error, so that the pages are older than the files, or there are none."""
        return self._broken

    # --- what is new

    def refresh(self) -> bool:
        """Look whether a file has changed, and make everything anew that it touches; say whether there is news."""
        with self._work:
            sources, files = _signature(self._watched_sources()), _signature(self._watched_catalogs())
            if self.version and (sources, files) == (self._source_files, self._files):
                return False
            opened = sources != self._source_files
            self._source_files, self._files = sources, files
            try:
                if opened:
                    self._shop = open_workshop(self._folder, (self._edition,))
                    self._typesetter, self._comments = None, {}
                proof = self._made()
            except BookletError as error:
                self._problems, self._broken, self._changed = error.problems, True, ()
            else:
                self._take(proof)
            with self._news:
                self.version += 1
                self._news.notify_all()
            return True

    def wait(self, version: int, seconds: float) -> int:
        """The version, as soon as it is another than ``version`` or after some seconds; -1 once all is over."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self.version != version, seconds)
            return -1 if self._closed else self.version

    def close(self) -> None:
        """Let all who wait go."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    def watch(self, pause: float = 0.1) -> None:
        """Refresh whenever a file has changed, until :meth:`close`."""
        while self.wait(self.version, pause) != -1:
            self.refresh()

    def _made(self) -> Proof:
        setter = self._typesetter
        if setter is None or setter.missing or setter.absent:  # what it lacked in an older text it would tell again
            setter = make_typesetter(self._shop, self._locale, self._edition)
        self._typesetter = setter
        return make_proof(self._shop, self._locale, self._edition, unsure=True, typesetter=setter)

    def _take(self, proof: Proof) -> None:
        """Put a new proof in the old one's place."""
        old, version = self._proof, self.version + 1
        before = old.layout.pages if old is not None and old.layout.palette == proof.layout.palette else ()
        self._drawn_for = [
            self._drawn_for[number] if number < len(before) and before[number] == page else version
            for number, page in enumerate(proof.layout.pages)
        ]
        texts = old.booklet.texts if old is not None else proof.booklet.texts
        self._changed = tuple(
            message.id
            for message in proof.messages
            if message.id not in texts or _shown(texts[message.id]) != _shown(proof.booklet.texts[message.id])
        )
        self._proof, self._broken = proof, False
        self._problems = (*self._shop.problems, *proof.problems)

    # --- what is watched

    def _watched_sources(self) -> Iterator[Path]:
        source = self._shop.source
        for folder in source.folders:
            yield folder / "booklet.yaml"
            yield folder / "theme.yaml"
            yield from sorted((folder / "facts").glob("*.yaml"))
        if source.theme is not None:
            yield source.theme

    def _watched_catalogs(self) -> Iterator[Path]:
        source = self._shop.source
        yield catalog_path(source, self._locale)
        for tag in chain(parse_tag(self._locale), parse_tag(source.language)):
            yield from text_files(source, tag)

    # --- what there is to see

    def page_png(self, number: int) -> bytes | None:
        """The picture of a page as it is now, by its number from 1 on; None where there is no such page."""
        with self._work:
            index = number - 1
            if self._proof is None or not 0 <= index < len(self._drawn_for):
                return None
            key = index, self._drawn_for[index]
            if key in self._pictures:
                self._pictures.move_to_end(key)
            else:
                picture = draw_page(self._proof, self._proof.layout.pages[index], self._width)
                self._pictures[key] = png_bytes(picture, 1)
                self._kept += len(self._pictures[key])
                while self._kept > _MOST_PICTURES and len(self._pictures) > 1:
                    self._kept -= len(self._pictures.popitem(last=False)[1])
            return self._pictures[key]

    def state(self) -> dict[str, Any]:
        """All that a browser shows, without the words of the messages; as JSON takes it."""
        with self._work:
            found: dict[str, Any] = {
                "version": self.version,
                "locale": self._locale,
                "edition": self._edition,
                "broken": self._broken,
                "problems": [
                    {"text": _told(each), "severity": each.severity.value}
                    for each in sorted(self._problems, key=lambda each: each.severity is not Severity.ERROR)
                ],
                "changed": list(self._changed),
                "direction": "ltr",
                "title": self._shop.source.slug,
                "pages": [],
                "messages": [],
            }
            if self._proof is not None:
                found |= self._seen(self._proof)
            return found

    def _seen(self, proof: Proof) -> dict[str, Any]:
        booklet, pages = proof.booklet, proof.layout.pages
        return {
            "direction": booklet.locale.direction,
            "lang": booklet.locale.tag,
            "title": booklet.plain(booklet.source.title),
            "pages": [
                {
                    "number": page.index + 1,
                    "label": page.label,
                    "drawn": drawn,
                    "size": [self._width, round(self._width * page.height / page.width)],
                }
                for page, drawn in zip(pages, self._drawn_for, strict=True)
            ],
            "messages": [self._entry(message, proof) for message in proof.messages],
        }

    def _entry(self, message: Message, proof: Proof) -> dict[str, Any]:
        pages, boxes = proof.layout.pages, proof.boxes.get(message.id, ())
        entry: dict[str, Any] = {
            "id": message.id,
            "kind": message.kind,
            "state": state_of(proof.booklet.texts[message.id], proof.booklet),
            "boxes": [[each.page + 1, each.role, *_shares(each.box, pages[each.page])] for each in boxes],
        }
        if not boxes:
            entry["why"] = why_not_drawn(message, proof.booklet.source)
        return entry

    def texts(self) -> dict[str, Any]:
        """Source, translation, its place and comments of each message, by its id; as JSON takes it."""
        with self._work:
            if self._proof is None:
                return {}
            source = self._shop.source
            if not self._comments:
                self._comments = message_comments(source)
            written = _written(self._catalogs())
            return {message.id: self._words(message, written, self._proof.booklet) for message in self._proof.messages}

    def _words(self, message: Message, written: Mapping[tuple[str, str], _Written], booklet: Booklet) -> dict[str, Any]:
        text = booklet.texts[message.id]
        found = written.get((message.id, message.text), _Written("", "", 0, None))
        words: dict[str, Any] = {
            "source": message.text,
            "lang": booklet.source.language,
            "translation": found.text,
            "shown": text.lang,
            "comments": self._comments.get(message.id, ()),
        }
        if found.file:
            words |= {"file": found.file, "line": found.line}
        if found.most is not None and found.text:
            words |= {"length": len(booklet.plain(message)), "most": found.most}
        return words

    def _catalogs(self) -> Sequence[Path]:
        source = self._shop.source
        languages = chain(parse_tag(self._locale), parse_tag(source.language))[:-1]
        return [file for tag in languages for file in text_files(source, tag)]


class _Written(Immutable, frozen=True):
    """A translation as it is written: the file as somebody would type it, the line, how many characters fit."""

    text: str
    file: str
    line: int
    most: int | None


def _written(files: Sequence[Path]) -> dict[tuple[str, str], _Written]:
    """What catalogs say, by context and source text: the nearest translation, else the nearest place for one."""
    found: dict[tuple[str, str], _Written] = {}
    for path in files:
        po = read_po(path, Problems())
        if po is None:
            continue
        for entry in po.entries:
            if entry.damaged or not entry.context or not entry.translations:
                continue
            here = _Written(entry.translations[0].text, _near(po.file), entry.line, max_length(entry.flags))
            key = entry.context, entry.id
            if key not in found or (here.text and not found[key].text):
                found[key] = here
    return found


def _told(problem: Problem) -> str:
    """A problem in words, its file as short as it can be: there is little room beside the pages."""
    if problem.span is not None:
        problem = replace(problem, span=replace(problem.span, file=_near(problem.span.file)))
    return str(problem)


def _near(file: str) -> str:
    """A file as seen from the current folder, where it is in it."""
    try:
        return Path(file).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):  # elsewhere, or there is no such folder any more
        return file


def _shown(text: LocalText) -> tuple[object, ...]:
    return text.inlines, text.lang, text.unsure


def _shares(box: Rect, page: Page) -> list[float]:
    """A box's left, top, width and height in percent of its page."""
    across, down = 100 / page.width, 100 / page.height
    return [
        round(value, 3) for value in (box.x * across, box.y * down, box.width * across, box.height * down)
    ]  # fmt: skip


def _signature(paths: Iterator[Path]) -> _Signature:
    found = []
    for path in dict.fromkeys(paths):
        try:
            facts = path.stat()
        except OSError:  # not there, or not now: a save may replace it this very moment
            found.append((str(path), 0, -1, 0))
        else:
            found.append((str(path), facts.st_mtime_ns, facts.st_size, facts.st_ino))
    return tuple(found)
