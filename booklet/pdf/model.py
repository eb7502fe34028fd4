# SPDX-License-Identifier: Apache-2.0
"""What a PDF says about itself."""

from __future__ import annotations

import datetime
from typing import Literal

from booklet.l10n.model import Direction
from booklet.values import Immutable

__all__ = ["DocumentInfo", "SecondLanguage", "Standard"]

Standard = Literal["ua1"]


class SecondLanguage(Immutable, frozen=True):
    """What a file in two languages says of itself in its second one; fields as in :class:`DocumentInfo`."""

    lang: str
    title: str
    subject: str = ""
    title_lang: str = ""
    subject_lang: str = ""


class DocumentInfo(Immutable, frozen=True):
    """Metadata of one file in the language ``lang`` (BCP 47).

    ``title_lang`` and ``subject_lang`` are set where title or subject is in another language than the file.

    ``open_bookmarks`` asks readers to show the bookmarks beside the first page.

    ``date`` is the booklet's own date; no clock is read. ``standard`` picks the set of standards to claim.

    ``second`` is the language of every other page in a file that is in two.
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
    second: SecondLanguage | None = None

    @property
    def shown_title(self) -> str:
        """The title that windows show: that of both languages, once where it is the same."""
        return _both(self.title, self.second.title if self.second else "")

    @property
    def shown_subject(self) -> str:
        """The subject in both languages."""
        return _both(self.subject, self.second.subject if self.second else "")


def _both(first: str, second: str) -> str:
    return " / ".join(dict.fromkeys(text for text in (first, second) if text))
