# SPDX-License-Identifier: Apache-2.0
"""Writes PO text: one line for each string, never wrapped, so that a change of one word is a change of one line.

Babel's writer is not used because it rewraps strings and references, and marks every text with a per cent sign in it
as ``python-format`` ("50 % of" would then fail at ``msgfmt --check``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from booklet.values import Immutable

__all__ = ["PoMessage", "comment_lines", "message_lines", "po_bytes", "quoted", "reference_lines"]

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})


class PoMessage(Immutable, frozen=True):
    """An entry to write. ``comments`` are for translators (``#.``), ``reference`` names a file (``#:``)."""

    context: str
    id: str
    comments: tuple[str, ...] = ()
    reference: str = ""
    flags: tuple[str, ...] = ()
    translation: str = ""


def po_bytes(header: Mapping[str, str], remarks: Sequence[str], messages: Sequence[PoMessage]) -> bytes:
    """The bytes of a PO file: remarks (``#``), the header's fields in the given order, the messages in theirs."""
    lines = [f"# {remark}".rstrip() for remark in remarks]
    lines += ['msgid ""', 'msgstr ""']
    lines += [quoted(f"{name}: {value}\n") for name, value in header.items()]
    for message in messages:
        lines += ["", *message_lines(message)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def message_lines(message: PoMessage) -> list[str]:
    """The lines of one entry, without line ends."""
    lines = [*comment_lines(message), *reference_lines(message)]
    if message.flags:
        lines.append(f"#, {', '.join(message.flags)}")
    lines.append(f"msgctxt {quoted(message.context)}")
    lines.append(f"msgid {quoted(message.id)}")
    lines.append(f"msgstr {quoted(message.translation)}")
    return lines


def comment_lines(message: PoMessage) -> list[str]:
    """The lines ``#.`` for translators."""
    return [f"#. {_one_line(comment)}" for comment in message.comments]


def reference_lines(message: PoMessage) -> list[str]:
    """The line ``#:`` that says where a message comes from, if anything says it."""
    return [f"#: {_file_name(message.reference)}"] if message.reference else []


def quoted(text: str) -> str:
    """A string as PO writes it, in quotation marks."""
    return f'"{text.translate(_ESCAPES)}"'


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _file_name(name: str) -> str:
    # GNU gettext isolates names with spaces, which would else read as several references.
    return f"\u2068{name}\u2069" if any(char.isspace() for char in name) else name
