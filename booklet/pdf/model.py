# SPDX-License-Identifier: Apache-2.0
"""What a PDF says about itself."""

from __future__ import annotations

import datetime
from typing import Literal

from booklet.l10n.model import Direction
from booklet.values import Immutable

__all__ = ["DocumentInfo", "Standard"]

Standard = Literal["ua1"]


class DocumentInfo(Immutable, frozen=True):
    """Metadata of one file in the language ``lang`` (BCP 47).

    ``title_lang`` and ``subject_lang`` are set where title or subject is in another language than the file.

    ``open_bookmarks`` asks readers to show the bookmarks beside the first page.

    ``date`` is the booklet's own date; no clock is read. ``standard`` picks the set of standards to claim.
    """

    title: str
    lang: str
    direction: Direction
    author: str
    subject: str
    keywords: tuple[str, ...]
    date: datetime.date
    standard: Standard = "ua1"
    title_lang: str = ""
    subject_lang: str = ""
    open_bookmarks: bool = True
