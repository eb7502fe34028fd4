# SPDX-License-Identifier: Apache-2.0
"""A picture of its page for every message that is drawn, with the message marked, and a list of all of them.

The list, ``screenshots.json``, has what Weblate's API asks for under the names that it has there: ``name``, ``image``
and ``language_code`` for ``POST /api/screenshots/``, and ``context``, the string's key, by which a script finds the
unit for ``POST /api/screenshots/ID/units/``. Weblate's screenshot file mask finds the pictures in a repository too, but
which string each belongs to is then to be told by hand.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from booklet.build.deliver import deliver
from booklet.build.proof import Proof, draw_page, pixel_box, why_not_drawn
from booklet.content.model import Message
from booklet.l10n.tags import parse_tag
from booklet.layout.messageboxes import MessageBox, Role
from booklet.pictures.marked import PixelBox, marked
from booklet.pictures.montage import Pixels, small_png_bytes

__all__ = ["LIST", "SCREENSHOT_WIDTH", "write_screenshots"]

LIST = "screenshots.json"
"""The name of the list."""

SCREENSHOT_WIDTH = 800
"""Pixels of a page's width, unless another is asked for."""

_LARGEST_LIST = 50_000_000
"""Bytes of an older list that are read; one that is longer is cut off, and so is no list."""

_OWN_PLACE: tuple[Role, ...] = ("text", "picture")
"""A message's own places; in contents and running heads it is only repeated."""


def write_screenshots(
    proof: Proof, out: Path, width: int, progress: Callable[[str, int], None] | None = None
) -> tuple[str, ...]:
    """Write the pictures and the list into ``out``, all of them or none; return their names.

    Each message is shown on the page where it first stands. One page is in memory at a time. Pictures of strings that
    are gone or no longer drawn are removed, if an older list in ``out`` names them. ``progress`` hears of each
    picture's name when it is drawn, and how many there will be.

    Raises:
        BookletError: where they cannot be written.
    """
    files = _Files(proof, width, progress)
    older = _listed(out / LIST)
    deliver(files, out)
    for name in older.difference(files):
        with contextlib.suppress(OSError):  # it was no longer there, or it stays: nothing names it any more
            (out / name).unlink()
    return tuple(files)


def _listed(path: Path) -> frozenset[str]:
    """The pictures that a list names as ours do: after their string, beside the list. None where it is none of ours."""
    try:
        with path.open("rb") as file:
            messages = json.loads(file.read(_LARGEST_LIST))["messages"]
        return frozenset(
            each["image"]
            for key, each in messages.items()
            if each.get("image") == f"{key}.png" and Path(each["image"]).name == each["image"] and "\\" not in key
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return frozenset()


class _Files(Mapping[str, bytes]):
    """The files by name, each made when it is asked for; the list last, when the pictures' sizes are known."""

    def __init__(self, proof: Proof, width: int, progress: Callable[[str, int], None] | None) -> None:
        self._proof = proof
        self._width = width
        self._progress = progress
        drawn = [message.id for message in proof.messages if message.id in proof.boxes]
        shown = {message_id: _shown_page(proof.boxes[message_id]) for message_id in drawn}
        # Page by page, so that each is drawn once.
        self._shown = {f"{each}.png": (each, shown[each]) for each in sorted(drawn, key=shown.__getitem__)}
        self._page: tuple[int, Pixels] | None = None
        self._size = (1, 1)  # in pixels, the same for all pages

    def __iter__(self) -> Iterator[str]:
        yield from self._shown
        yield LIST

    def __len__(self) -> int:
        return len(self._shown) + 1

    def __getitem__(self, name: str) -> bytes:
        if name == LIST:
            return self._list()
        message_id, index = self._shown[name]
        picture = self._drawn(index)
        data = small_png_bytes(marked(picture, self._boxes(message_id, index, _OWN_PLACE)))
        if self._progress:
            self._progress(name, len(self._shown))
        return data

    def _drawn(self, index: int) -> Pixels:
        if self._page is None or self._page[0] != index:
            self._page = index, draw_page(self._proof, self._proof.layout.pages[index], self._width)
            self._size = self._page[1].size
        return self._page[1]

    def _boxes(self, message_id: str, index: int, roles: Sequence[Role]) -> list[PixelBox]:
        """A message's boxes on a page in some of the roles that it has there; in all, where it has none of them."""
        page = self._proof.layout.pages[index]
        here = [each for each in self._proof.boxes[message_id] if each.page == index]
        chosen = [each for each in here if each.role in roles] or here
        return [pixel_box(each.box, page, self._size) for each in chosen]

    def _list(self) -> bytes:
        """The list in JSON, a line for each message."""
        booklet = self._proof.booklet
        facts = {
            "format": 1,
            "booklet": booklet.source.slug,
            "language_code": parse_tag(booklet.locale.tag).posix,
            "edition": self._proof.edition,
            "pages": len(self._proof.layout.pages),
            "size": list(self._size),
        }
        head = [f" {json.dumps(name)}: {json.dumps(value)}," for name, value in facts.items()]
        entries = [
            f"  {json.dumps(message.id)}: {json.dumps(self._entry(message), ensure_ascii=False)}"
            for message in self._proof.messages
        ]
        lines = ["{", *head, ' "messages": {', ",\n".join(entries), " }", "}", ""]
        return "\n".join(lines).encode()

    def _entry(self, message: Message) -> dict[str, Any]:
        boxes = self._proof.boxes.get(message.id)
        if boxes is None:
            why = why_not_drawn(message, self._proof.booklet.source)
            return {"state": "not drawn", "context": message.id, "kind": message.kind, "why": why}
        index = _shown_page(boxes)
        places = dict.fromkeys((each.page, each.role) for each in boxes)
        also = [
            {"page": page + 1, "as": role, "boxes": self._boxes(message.id, page, (role,))}
            for page, role in places
            if page != index or role not in _OWN_PLACE
        ]
        return {
            "state": "drawn",
            "context": message.id,
            "kind": message.kind,
            "name": message.id,
            "image": f"{message.id}.png",
            "language_code": parse_tag(self._proof.booklet.locale.tag).posix,
            "page": index + 1,
            "boxes": self._boxes(message.id, index, _OWN_PLACE),
            **({"also": also} if also else {}),
        }


def _shown_page(boxes: tuple[MessageBox, ...]) -> int:
    """The page on which a message is shown: the first of its own places, else the first on which it is repeated."""
    return next((each.page for each in boxes if each.role in _OWN_PLACE), boxes[0].page)
