# SPDX-License-Identifier: Apache-2.0
"""Where each message of a booklet is drawn: what a translator is shown beside a string.

Layout writes on every piece of text which message it comes from (:class:`booklet.text.model.GlyphRun`); marks of
footnotes and page numbers inside a message, and pictures with an alternative text, are found by their slots. Running
heads are text alone and are known by their words. What only software hears or shows, such as bookmarks, is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from booklet.content.model import Heading, Message, PictureRef, QrCode
from booklet.content.slots import figure_slot
from booklet.l10n.model import Booklet
from booklet.layout.model import Layout, Page, PictureFragment, Rect, TextFragment
from booklet.problems import Span
from booklet.text.model import GlyphRun
from booklet.values import Immutable

__all__ = ["MessageBox", "Role", "message_boxes"]

Role = Literal["text", "picture", "repeat", "contents", "head"]
"""What a box holds: the message in its place; the picture that an alternative text describes; the message once more, on
top of a page that a box or table goes on to; a heading in the table of contents; a heading as a running head."""

_CONTENTS = "#toc:"
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_NEAR = 1.0
"""Parts of a line that are less than this share of their size apart share a box: no two columns are."""


class MessageBox(Immutable, frozen=True):
    """A line, or part of a line, of a message: index of the page, its place there in points, what it is."""

    page: int
    box: Rect
    role: Role = "text"


class _Part(msgspec.Struct):
    """What is known of a line's box while it grows; ``runs`` are its runs with their left ends."""

    message: str
    role: Role
    baseline: float
    runs: list[tuple[GlyphRun, float]]


def message_boxes(booklet: Booklet, layout: Layout) -> Mapping[str, tuple[MessageBox, ...]]:
    """The boxes of every message of ``booklet`` that ``layout`` draws, by message id.

    Boxes stand in the order of pages and, on a page, in that of painting; one for each line. Messages are in the
    booklet's order. One that has no boxes is not drawn.
    """
    owners = _owners(booklet, layout)
    pictures = _pictures(booklet)
    headings = _headings(booklet)
    found: dict[str, list[MessageBox]] = {message_id: [] for message_id in booklet.texts}
    for page in layout.pages:
        for part in _parts(page, owners, headings):
            box = _box(part)
            if box is not None:
                found[part.message].append(MessageBox(page.index, box, part.role))
        for fragment in page.fragments:
            if isinstance(fragment, PictureFragment) and fragment.slot and fragment.slot in pictures:
                box = _on_page(fragment.box, page)
                found[pictures[fragment.slot]].append(MessageBox(page.index, box, "picture"))
    return MappingProxyType({message_id: tuple(boxes) for message_id, boxes in found.items() if boxes})


# --- which message


def _owners(booklet: Booklet, layout: Layout) -> Mapping[str, str]:
    """The message by what its slots' names begin with, which is not its id where it is drawn for another block."""
    owners = {message_id: message_id for message_id in booklet.texts}
    for page in layout.pages:
        for fragment in page.fragments:
            if isinstance(fragment, TextFragment) and fragment.slot and fragment.run.message:
                owners[fragment.slot.rpartition("/")[0]] = fragment.run.message
    return owners


def _pictures(booklet: Booklet) -> Mapping[str, str]:
    """The id of the alternative text by the slot of its picture."""
    return {
        figure_slot(owner): alt.id for owner, alt in _described(booklet.blocks, "") if alt.id in booklet.texts
    }  # fmt: skip


def _described(value: object, owner: str) -> Iterator[tuple[str, Message]]:
    """Every picture's owner and alternative text in blocks or a part of them."""
    if isinstance(value, PictureRef):
        if value.alt is not None:
            yield owner, value.alt
    elif isinstance(value, tuple):
        for each in value:
            yield from _described(each, owner)
    elif isinstance(value, Immutable) and not isinstance(value, Message | Span):
        own = getattr(value, "id", owner)
        if isinstance(value, QrCode):
            yield own, value.alt
        for name in value.__struct_fields__:
            # An owner's second picture, a logo, is named after its field.
            yield from _described(getattr(value, name), f"{own}.logo" if name == "logo" else own)


def _headings(booklet: Booklet) -> Mapping[str, str]:
    """The id of a section's heading by its words, which are all that a running head knows of it."""
    headings: dict[str, str] = {}
    for block in booklet.blocks:
        if isinstance(block, Heading) and block.level == 1:
            headings.setdefault(booklet.plain(block.text), block.text.id)
    return headings


# --- which lines


def _parts(page: Page, owners: Mapping[str, str], headings: Mapping[str, str]) -> list[_Part]:
    """The lines of messages on a page."""
    parts: list[_Part] = []
    head: list[TextFragment] = []
    for fragment in page.fragments:
        if not isinstance(fragment, TextFragment):
            continue
        if fragment.artifact == "header":
            head.append(fragment)
            continue
        message = fragment.run.message
        if message is None and fragment.slot is not None and _CONTENTS not in fragment.slot:
            message = owners.get(fragment.slot.rpartition("/")[0])
        if message is None or message not in owners:
            continue
        role: Role = "text" if fragment.slot else "repeat"
        if fragment.slot and _CONTENTS in fragment.slot:
            role = "contents"
        _add(parts, message, role, fragment)
    message = _heading_of(head, headings)
    if message is not None:
        for fragment in head:
            _add(parts, message, "head", fragment)
    return parts


def _heading_of(head: list[TextFragment], headings: Mapping[str, str]) -> str | None:
    """The heading that a running head repeats, or cuts off."""
    words = "".join(fragment.run.text for fragment in head).rstrip()
    if words in headings:
        return headings[words]
    if words.endswith(_ELLIPSIS):
        cut = words.removesuffix(_ELLIPSIS)
        return next((message for text, message in headings.items() if text.startswith(cut)), None)
    return None


def _add(parts: list[_Part], message: str, role: Role, fragment: TextFragment) -> None:
    """Add a run to the line that it belongs to; runs of a line come one after the other."""
    baseline = fragment.y + fragment.run.style.rise
    last = parts[-1] if parts else None
    if last is not None and (last.message, last.role) == (message, role) and abs(last.baseline - baseline) < 0.01:
        left, right = min(x for _, x in last.runs), max(x + run.width for run, x in last.runs)
        room = fragment.run.style.size * _NEAR
        if left - room <= fragment.x + fragment.run.width and fragment.x <= right + room:
            last.runs.append((fragment.run, fragment.x))
            return
    parts.append(_Part(message, role, baseline, [(fragment.run, fragment.x)]))


# --- where they are


def _box(part: _Part) -> Rect | None:
    """The box of a line's ink; spaces at its ends are none. It is None for a line of nothing but spaces.

    It is as tall as the fonts say that letters can be, but no taller than from baseline to baseline, so that the lines
    of a message do not cover each other.
    """
    inked = [(run, x, *_ink(run)) for run, x in part.runs if run.text.strip()]
    if not inked:
        return None
    left = min(x + start for _, x, start, _ in inked)
    right = max(x + end for _, x, _, end in inked)
    above = max(run.font.ascent * _scale(run) + run.style.rise for run, *_ in inked)
    below = max(-run.font.descent * _scale(run) - run.style.rise for run, *_ in inked)
    most = max(run.style.leading for run, *_ in inked)
    shrunk = min(1.0, most / (above + below))
    return Rect(left, part.baseline - above * shrunk, right - left, (above + below) * shrunk)


def _ink(run: GlyphRun) -> tuple[float, float]:
    """Where a run's first and last cluster that is no space begin and end, from its left end."""
    scale = _scale(run)
    ends: list[tuple[float, float]] = []
    x = 0.0
    for cluster in run.clusters:
        if cluster.text.strip():
            ends.append((x, x + cluster.advance * scale))
        x += cluster.advance * scale
    return (ends[0][0], ends[-1][1]) if ends else (0.0, run.width)


def _scale(run: GlyphRun) -> float:
    return run.style.size / run.font.units_per_em


def _on_page(box: Rect, page: Page) -> Rect:
    """The part of a picture's box that lies on the page: art may be cut off at its edges."""
    left, top = max(box.x, 0.0), max(box.y, 0.0)
    right, bottom = min(box.x + box.width, page.width), min(box.y + box.height, page.height)
    return Rect(left, top, max(right - left, 0.0), max(bottom - top, 0.0))
