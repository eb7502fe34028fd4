# SPDX-License-Identifier: Apache-2.0
"""What the passing of time makes wrong. It decides warnings, never bytes."""

from __future__ import annotations

import datetime

from booklet.content.model import Block, Contact, Contacts, SourceBooklet, walk_blocks
from booklet.problems import Problems

__all__ = ["warn_of_all_old_contacts", "warn_of_old_contacts"]

MAX_AGE = datetime.timedelta(days=365)
"""How long a telephone number may be trusted after somebody checked it."""


def warn_of_old_contacts(blocks: tuple[Block, ...], today: datetime.date, problems: Problems) -> None:
    """Warn of every contact that was last checked more than a year before ``today``."""
    for block in walk_blocks(blocks):
        if isinstance(block, Contacts):
            _warn_of_old(block.items, today, problems)


def warn_of_all_old_contacts(source: SourceBooklet, today: datetime.date, problems: Problems) -> None:
    """The same for a booklet with the contacts of all its locales."""
    warn_of_old_contacts(source.blocks, today, problems)
    for contacts in source.facts.values():
        _warn_of_old(contacts, today, problems)


def _warn_of_old(contacts: tuple[Contact, ...], today: datetime.date, problems: Problems) -> None:
    for contact in contacts:
        if contact.checked is not None and today - contact.checked > MAX_AGE:
            problems.warn(
                contact.span,
                f"{contact.shown!r} was last checked on {contact.checked}, more than a year ago",
                "see whether it still holds, then write today's date there",
            )
