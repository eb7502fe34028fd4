# SPDX-License-Identifier: Apache-2.0
"""Brings a catalog up to the booklet's text, and never loses a translation.

Entries are found by their ``msgctxt``, a message's id. Where the text of a message changed, its translation stays and
is marked fuzzy, with the older text in front (``#| msgid``); a translation whose message is gone becomes obsolete
(``#~``), and comes back with its message. What a person wrote is kept: remarks, flags, the header, and how lines are
wrapped. An entry that need not change keeps its bytes.

The header is left as it is, its dates too: a date that changes with every update is what branches fall out over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from booklet.content.characters import collapse, normalise
from booklet.content.markup import parse, signature
from booklet.l10n.polines import BOM, Piece, joined, line_end, split_po
from booklet.l10n.poread import MAX_BYTES
from booklet.l10n.powhole import parse_whole
from booklet.l10n.powrite import PoMessage, comment_lines, message_lines, quoted, reference_lines
from booklet.problems import Problems, Span
from booklet.values import Immutable

__all__ = ["Update", "update_po"]

FUZZY = "fuzzy"
_BRACES = "python-brace-format"
_FITS = "At most {} characters fit."
_FITTED = re.compile(r"At most (\d+) characters fit\.$")
_LIMIT = re.compile(r"max-length:(\d{1,6})")


class Update(Immutable, frozen=True):
    """A catalog as it should be: ``data`` are its bytes, and the rest counts what became of messages.

    ``added`` are new and empty, ``changed`` have another text and are fuzzy, ``moved`` have another id, ``revived``
    were obsolete, ``dropped`` are obsolete now, ``mended`` took a text in which a slip was mended. ``noted`` have other
    comments or flags only. ``mended_ids`` names them, ``too_much`` those whose text changed by more than a slip.
    """

    data: bytes
    added: int = 0
    changed: int = 0
    moved: int = 0
    revived: int = 0
    dropped: int = 0
    mended: int = 0
    noted: int = 0
    mended_ids: frozenset[str] = frozenset()
    too_much: frozenset[str] = frozenset()

    @property
    def summary(self) -> str:
        """What changed, in words; empty where nothing did."""
        words = (
            (self.added, "new"), (self.changed, "changed"), (self.moved, "moved"), (self.revived, "back again"),
            (self.dropped, "dropped"), (self.mended, "mended"), (self.noted, "with other notes"),
        )  # fmt: skip
        return ", ".join(f"{number} {word}" for number, word in words if number)


def update_po(
    data: bytes,
    file: str,
    template: Sequence[PoMessage],
    problems: Problems,
    *,
    others: Sequence[PoMessage] = (),
    limits: Mapping[str, int] | None = None,
    typos: Collection[str] = (),
) -> Update | None:
    """Bring a catalog up to a template.

    Args:
        data: The catalog's bytes.
        file: Its name, for problems.
        template: The messages that it is to have, in their order.
        problems: Takes what is wrong with the catalog.
        others: Messages that it may have besides (those of a booklet that its booklet extends). They follow the others.
        limits: How many characters of a translation fit, by message id: it becomes a flag ``max-length``. None leaves
            the limits that the catalog has.
        typos: Ids of messages whose texts only had a slip mended; their translations do not become fuzzy.

    Returns:
        The catalog as it should be, or None where it is damaged and better left alone. Updating what was updated
        changes no byte.
    """
    if parse_whole(data, file, problems) is None:
        return None
    bom = BOM if data.startswith(BOM) else b""
    updater = _Updater(data.removeprefix(BOM).decode("utf-8"), limits, frozenset(typos))
    text = updater.run(template, others)
    made = bom + text.encode("utf-8")
    if len(made) > MAX_BYTES >= len(data):  # obsolete entries take more room than others
        what = f"the catalog would become larger than {MAX_BYTES // 1024**2} MB"
        problems.error(Span(file), what, "delete entries that the booklet does not have")
        return None
    return replace(updater.done, data=made)


class _Updater:
    """The state of updating one catalog. ``done`` counts."""

    def __init__(self, text: str, limits: Mapping[str, int] | None, typos: frozenset[str]) -> None:
        self.limits = limits
        self.typos = typos
        self.done = Update(b"")
        self.end = line_end(text)
        self.header, *pieces = split_po(text)
        self.rest = [pieces.pop()] if pieces and not _is_entry(pieces[-1]) else []
        self.live = {piece.context: piece for piece in pieces if not piece.obsolete and piece.context is not None}
        self.bare = [piece for piece in pieces if not piece.obsolete and piece.context is None]
        self.obsolete = [piece for piece in pieces if piece.obsolete]
        self.lost: dict[str, list[Piece]] = {}  # by text, the first one last
        self.answers: dict[str, set[str | None]] = {}
        self.taken: set[int] = set()

    def run(self, template: Sequence[PoMessage], others: Sequence[PoMessage]) -> str:
        known = {message.context for message in (*template, *others)}
        dropped = [*self.bare, *(p for key, p in self.live.items() if key not in known or not p.is_usable)]
        useful = [piece for piece in (*dropped, *self.obsolete) if piece.is_usable and piece.is_translated]
        for piece in reversed(useful):
            self.lost.setdefault(_plain(piece.id), []).append(piece)
            self.answers.setdefault(_plain(piece.id), set()).add(piece.text("msgstr"))
        back: dict[str | None, list[Piece]] = {}
        for piece in reversed(self.obsolete):
            if piece.is_usable and piece.is_translated:
                back.setdefault(piece.context, []).append(piece)
        pieces = [(message, self.find(message, back)) for message in template]
        own = {message.context for message in template}
        extra = {message.context: message for message in others if message.context not in own}
        pieces += [
            (extra[key], piece) for key, piece in self.live.items() if key in extra and piece.is_usable
        ]  # fmt: skip
        out = [self.fitted(message, piece) for message, piece in pieces]
        obsolete = [piece for piece in self.obsolete if id(piece) not in self.taken]
        gone = [piece for piece in dropped if id(piece) not in self.taken]
        return self.text([self.header, *out, *obsolete, *self.retired(gone, obsolete), *self.rest])

    def find(self, message: PoMessage, back: Mapping[str | None, list[Piece]]) -> Piece | None:
        """The entry of a message, that which it had when it was dropped, or one of the same text that lost its own."""
        piece = self.live.get(message.context)
        if piece is not None and piece.is_usable:
            return piece
        earlier = back.get(message.context, [])
        piece = next((each for each in earlier if _plain(each.id) == message.id), earlier[0] if earlier else None)
        candidates = self.lost.get(message.id, [])
        while candidates and (piece is None or id(piece) in self.taken):
            piece = candidates.pop()
        if piece is None or id(piece) in self.taken:
            return None
        self.taken.add(id(piece))
        return piece

    def fitted(self, message: PoMessage, piece: Piece | None) -> Piece:
        """An entry as the message wants it; the same one where it need not change."""
        if piece is None:
            self.count("added")
            lines = ["", *message_lines(self.limited(message, (), None))]
            return Piece([line + self.end for line in lines], ["other"] * len(lines))
        before = list(piece.lines)
        kind = "noted"
        was_fuzzy = fuzzy = FUZZY in piece.flags
        same_text = _plain(piece.id) == message.id
        if piece.obsolete:
            kind = "revived" if piece.context == message.context else "moved"
            fuzzy = fuzzy or piece.context != message.context
            piece.revive()
            piece.set_apart(self.end)
        elif piece.context != message.context:
            kind = "moved"
            fuzzy = fuzzy or not same_text or not self.is_alike(message, piece)
        if not same_text:
            kind, fuzzy = self.change(message, piece, kind, fuzzy)
        if fuzzy and not was_fuzzy:
            self.remember(piece, message)
        if piece.context != message.context:
            piece.put_text("msgctxt", message.context, self.end)
        if not same_text:
            piece.put_text("msgid", message.id, self.end)
        self.annotate(message, piece, fuzzy)
        if piece.lines != before:
            self.count(kind)
        return piece

    def change(self, message: PoMessage, piece: Piece, kind: str, fuzzy: bool) -> tuple[str, bool]:
        """What another text means for a translation: how it counts, and whether it is fuzzy."""
        is_slip = message.context in self.typos
        if is_slip and _marks(piece.id or "") != _marks(message.id):
            self.note("too_much", message.context)
            is_slip = False
        if is_slip:
            self.note("mended_ids", message.context)
        if not (piece.is_translated and fuzzy):
            piece.put("previous", (), "")
        if is_slip or not piece.is_translated:
            # What a fuzzy translation was made for stays: it is still worth knowing.
            return ("mended" if is_slip else "changed" if kind == "noted" else kind), fuzzy
        if fuzzy and piece.previous is None:
            self.remember(piece, message)
        elif fuzzy and _plain(piece.previous) == message.id:
            piece.put("previous", (), "")  # the text is what it was; whether the translation is, somebody must see
        return ("changed" if kind == "noted" else kind), True

    def remember(self, piece: Piece, message: PoMessage) -> None:
        """Note the text, and the id if that is another, for which a translation was made."""
        lines = [f"#| msgid {quoted(piece.id or '')}"]
        if piece.context is not None and piece.context != message.context:
            lines.insert(0, f"#| msgctxt {quoted(piece.context)}")
        elif _plain(piece.id) == message.id:
            return
        piece.put("previous", lines, self.end)

    def is_alike(self, message: PoMessage, piece: Piece) -> bool:
        """Whether translators saw of two messages with one text the same besides their ids, and answered the same."""
        seen = _FITTED.sub("", _words(piece.lines_of("comment"), "#.")).strip()
        braces = (_BRACES in piece.flags) == (_BRACES in message.flags)
        return len(self.answers[message.id]) == 1 and braces and seen == _words(comment_lines(message), "#.")

    # Comments and flags

    def annotate(self, message: PoMessage, piece: Piece, fuzzy: bool) -> None:
        """Bring comments, places and flags up to the message's; leave the lines of those that say the same."""
        comment = _FITTED.search(_words(piece.lines_of("comment"), "#."))
        wanted = self.limited(message, piece.flags, int(comment[1]) if comment and len(comment[1]) < 7 else None)
        for part, mark, lines in (
            ("comment", "#.", comment_lines(wanted)),
            ("place", "#:", reference_lines(wanted)),
        ):
            if _words(piece.lines_of(part), mark) != _words(lines, mark):
                piece.put(part, lines, self.end)
        flags = ([FUZZY] if fuzzy else []) + [flag for flag in wanted.flags if flag != FUZZY]
        if set(flags) != set(piece.flags):
            piece.put("flags", [f"#, {', '.join(flags)}"] if flags else [], self.end)

    def limited(self, message: PoMessage, flags: Sequence[str], noted: int | None) -> PoMessage:
        """A message with the comment and the flags that an entry should have.

        A limit is ours where a comment tells it in words (``noted``); one that a person set stays, unless less fits.
        """
        has = next((int(match[1]) for flag in flags if (match := _LIMIT.fullmatch(flag))), None)
        is_ours = has is not None and has == noted
        limit = (has if is_ours else None) if self.limits is None else self.limits.get(message.context)
        if has is not None and not is_ours and (limit is None or has <= limit):
            limit, said = has, None
        else:
            said = limit
        comments = message.comments if said is None else (*message.comments, _FITS.format(said))
        braces = [flag for flag in message.flags if f"no-{flag}" not in flags]
        persons = [flag for flag in flags if flag != _BRACES and not _LIMIT.fullmatch(flag)]
        lengths = [] if limit is None else [f"max-length:{limit}"]
        return replace(message, comments=comments, flags=(*braces, *persons, *lengths))

    # The end of the file

    def retired(self, pieces: Sequence[Piece], there: Sequence[Piece]) -> list[Piece]:
        """Entries without a message as obsolete ones; those that say nothing, or what one says already, vanish."""
        said = {(piece.context, piece.id, piece.text("msgstr")) for piece in there if piece.is_usable}
        kept = []
        for piece in pieces:
            self.count("dropped")
            if not (piece.is_translated or piece.has("remark")):
                continue
            if piece.is_usable and not piece.has("remark") and (piece.context, piece.id, piece.text("msgstr")) in said:
                continue
            piece.retire()
            piece.set_apart(self.end)
            kept.append(piece)
        return kept

    def text(self, pieces: Sequence[Piece]) -> str:
        for piece in pieces[:-1]:
            if not piece.lines[-1].endswith("\n"):  # it was the file's last line
                piece.lines[-1] += self.end
        return joined(pieces)

    def count(self, kind: str) -> None:
        self.done = replace(self.done, **{kind: getattr(self.done, kind) + 1})

    def note(self, where: str, message_id: str) -> None:
        self.done = replace(self.done, **{where: getattr(self.done, where) | {message_id}})


def _is_entry(piece: Piece) -> bool:
    return piece.has("msgid") or piece.has("msgctxt") or piece.obsolete


def _plain(text: str | None) -> str:
    """A text as booklets have it, for comparison."""
    return collapse(normalise(text or ""))


def _words(lines: Sequence[str], mark: str) -> str:
    """What comments say, however they are wrapped."""
    return " ".join(" ".join(line.removeprefix(mark) for line in lines).split())


def _marks(text: str) -> object:
    """The markup and placeholders of a text."""
    return signature(parse(_plain(text), Span(""), Problems()))
