# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: ANN401 - PDF objects are whatever the file holds
"""Opens PDFs that may be broken or hostile: bounded, and with plain words when it does not work.

pypdf bounds what it decodes and parses. What remains is that a broken file may raise nearly anything from anywhere, so
:func:`plain_faults` turns whatever comes into an :class:`UnreadableError`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, IndirectObject, NullObject, StreamObject

from booklet.checks.findings import NO_SUCH_FILE

__all__ = [
    "UnreadableError", "dictionary", "entry", "items", "number_of", "open_pdf", "plain_faults", "resolve", "text_of",
]  # fmt: skip

MAX_BYTES = 500_000_000
_CHAIN = 16  # references that lead to references


class UnreadableError(ValueError):
    """A file cannot be examined; the message says why in plain words."""


@contextlib.contextmanager
def plain_faults() -> Iterator[None]:
    """Turn whatever a broken file provokes into :class:`UnreadableError`; keep pypdf's warnings off the screen."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    except UnreadableError:
        raise
    except RecursionError as error:
        raise UnreadableError("it is nested too deeply") from error
    except (MemoryError, LimitReachedError) as error:
        raise UnreadableError("it needs too much memory") from error
    except OSError as error:
        raise UnreadableError(f"it cannot be read ({(error.strerror or 'unknown reason').lower()})") from error
    except PyPdfError as error:
        raise UnreadableError(f"it is not a sound PDF ({_short(error)})") from error
    except Exception as error:
        # pypdf's own page on errors says that broken files may raise any exception.
        raise UnreadableError(f"it is not a sound PDF ({type(error).__name__} while reading)") from error
    finally:
        logger.setLevel(level)


def _short(error: PyPdfError) -> str:
    """Pypdf's message without the bytes that it met."""
    return re.split(r" starting with | @|: b'| b['\"]", str(error))[0].rstrip(".")[:120]


def open_pdf(path: Path) -> PdfReader:
    """Open a PDF file. Call it, and read what it gives, inside :func:`plain_faults`.

    Raises:
        UnreadableError: if it is missing, empty, no PDF, encrypted or beyond repair.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except FileNotFoundError:
        raise UnreadableError(NO_SUCH_FILE) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not a file name"
        raise UnreadableError(f"it cannot be opened ({reason.lower()})") from error
    facts = os.fstat(handle)
    if not stat.S_ISREG(facts.st_mode):
        os.close(handle)
        raise UnreadableError("it is not an ordinary file")
    with os.fdopen(handle, "rb") as file:
        if facts.st_size == 0:
            raise UnreadableError("it is empty")
        if facts.st_size > MAX_BYTES:
            raise UnreadableError(f"it is larger than {MAX_BYTES // 1_000_000} MB")
        if b"%PDF-" not in file.read(1024):
            raise UnreadableError("it is not a PDF")
    reader = PdfReader(path)
    if reader.is_encrypted:
        raise UnreadableError("it is encrypted")
    if not isinstance(resolve(reader.trailer.get("/Root")), DictionaryObject):
        raise UnreadableError("it has no catalog")
    return reader


def resolve(value: Any) -> Any:
    """Follow references; a missing or null object is None, a boolean Python's own."""
    for _ in range(_CHAIN):
        if isinstance(value, BooleanObject):
            return value.value
        if not isinstance(value, IndirectObject):
            return None if isinstance(value, NullObject) else value
        value = value.pdf.get_object(value)
    raise UnreadableError("its references lead in circles")


def entry(holder: Any, key: str) -> Any:
    """The resolved value of a dictionary's entry; None if there is none or ``holder`` is no dictionary."""
    return resolve(holder.raw_get(key)) if isinstance(holder, DictionaryObject) and key in holder else None


def dictionary(holder: Any, key: str) -> DictionaryObject:
    """An entry that should be a dictionary (or stream); an empty one if it is not."""
    value = entry(holder, key)
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def items(value: Any) -> list[Any]:
    """The unresolved elements of an array, or a single value as a list of one; nothing for None."""
    resolved = resolve(value)
    if isinstance(resolved, ArrayObject):
        return list(resolved)
    return [] if resolved is None else [value]


def number_of(value: Any) -> int | None:
    """The object number of a reference, or of the object itself."""
    if isinstance(value, IndirectObject):
        return value.idnum
    reference = getattr(value, "indirect_reference", None)
    return reference.idnum if isinstance(reference, IndirectObject) else None


def text_of(value: Any) -> str | None:
    """A text string's characters; None for anything else."""
    value = resolve(value)
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, str) and not isinstance(value, StreamObject):
        return str(value)
    return None
