# SPDX-License-Identifier: Apache-2.0
"""A plug-in for Babel: ``pybabel extract`` takes a booklet's messages from its ``booklet.yaml``.

In the mapping file write ``[booklet: **/booklet.yaml]``. Messages carry their ids as ``msgctxt``, like those of
``translate extract``, and the same comments.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from booklet.content.load import FILE_NAME, load_booklet
from booklet.l10n.catalog import own_messages
from booklet.l10n.extract import po_messages
from booklet.problems import BookletError, Problem, Problems, Span

__all__ = ["extract_booklet"]

_FUNCTION = "pgettext"
"""The keyword whose two arguments are a context and a text."""


def extract_booklet(
    fileobj: IO[bytes],
    keywords: Collection[str],
    comment_tags: Collection[str],  # noqa: ARG001 - all comments here are for translators
    options: Mapping[str, Any],  # noqa: ARG001 - there are none
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Yield line, function, (id, text) and comments of each message of a booklet's own, in the template's order.

    The program's own words have no line in the booklet: theirs is the first one.

    Raises:
        SystemExit: with all problems in words, where the booklet cannot be read: Babel would show a traceback.
    """
    name = getattr(fileobj, "name", None)
    if not isinstance(name, str) or Path(name).name != FILE_NAME:
        what = "messages can only be taken from a file named booklet.yaml"
        raise SystemExit(str(Problem(Span(str(name)) if name else None, what, "map booklet: to **/booklet.yaml")))
    if _FUNCTION not in keywords:
        raise SystemExit(str(Problem(None, f"the keyword {_FUNCTION} is off", f"give pybabel -k {_FUNCTION}:1c,2")))
    try:
        source = load_booklet(Path(name).parent, Problems())
    except BookletError as error:
        raise SystemExit("\n".join(str(problem) for problem in error.problems)) from None
    messages = own_messages(source)
    here = Path(name).resolve()
    for message, entry in zip(messages, po_messages(source, messages), strict=True):
        line = message.span.line if Path(message.span.file).resolve() == here else 1
        yield line, _FUNCTION, (entry.context, entry.id), list(entry.comments)
